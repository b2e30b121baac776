"""Reading: any record whole, who may read it, and what can be done with it there."""

from __future__ import annotations

from datetime import timedelta

import pytest
from textual.widgets import Input, TextArea

from rmjournal.journal import Journal
from rmjournal.model.action import Action
from rmjournal.model.charter import Charter
from rmjournal.model.learning import Learning
from rmjournal.model.objective import Level
from rmjournal.model.record import Record, Visibility
from rmjournal.model.reflection import Reflection
from rmjournal.model.resource import Resource
from rmjournal.paths import Home
from rmjournal.screens import contents
from rmjournal.screens.dialog import Dialog
from rmjournal.screens.reading import ReadingScreen
from rmjournal.screens.sheet import Sheet
from rmjournal.storage.tables import TABLES
from tests.app.conftest import (
    MakeHome,
    Someone,
    footer,
    journal_of,
    new_pair,
    press,
    settled,
    shown,
    sit,
    told,
)
from tests.conftest import NOW

HOSTILE = "[/] [@click=app.quit]x[/] \x1b]52;c;aGk=\x07 \u202eback [b]"
LITERALLY = "[/] [@click=app.quit]x[/] \ufffd]52;c;aGk=\ufffd \ufffdback [b]"

Made = tuple[Home, Journal, Reflection]


@pytest.fixture
def made(empty: Home) -> Made:
    """A pair, and a private reflection of mine."""
    journal = new_pair(empty)
    logged = journal.reflections.log(None, what="We met.", so_what="I talk too much.", confidence=7)
    assert logged.reflection
    return empty, journal, logged.reflection


async def read(someone: Someone, record: Record) -> None:
    """Opens a record."""
    someone.app.visit(ReadingScreen.PLACE, record.id)  # type: ignore[attr-defined]
    await settled(someone)


def test_the_whole_of_it_is_shown(made: Made) -> None:
    """Each field with its question, who wrote it when, and who may read it."""
    home, _journal, reflection = made

    async def script(someone: Someone) -> None:
        await read(someone, reflection)
        text = shown(someone)
        for part in ("What happened\nWe met.", "What I make of it\nI talk too much.",
                     "Confidence\n7/10", "Written by Ana on 21 November 2026", "ONLY ME"):  # fmt: skip
            assert part in text
        assert "And now?" not in text
        assert list(footer(someone)) == ["e", "^r", "x", "u", "Esc"]
        await press(someone, "escape")
        assert not isinstance(someone.app.screen, ReadingScreen)

    sit(home, script)


@pytest.mark.tour
@pytest.mark.parametrize("lang", ["en", "fr"])
def test_every_record_of_the_sample_can_be_read(home_in: MakeHome, lang: str) -> None:
    """One of each kind, with all that it says, without a single name in place of a word."""
    home = home_in(lang)
    journal = journal_of(home)
    assert set(contents.PARTS) == set(TABLES)
    records = [found[0] for kind in TABLES if (found := journal.store.all(kind, journal.pair.id))]
    assert len(records) > 8

    async def script(someone: Someone) -> None:
        for each in records:
            await read(someone, each)
            screen = someone.app.screen
            assert isinstance(screen, ReadingScreen)
            assert screen.at
            assert list(contents.parts(screen.at))
            assert sum(len(f"{key} {label}") + 2 for key, label in footer(someone).items()) <= 80
            await press(someone, "escape")

    sit(home, script)


def test_hostile_text_is_shown_literally(empty: Home) -> None:
    """A note is neither markup nor an instruction to the terminal."""
    journal = new_pair(empty)
    win = journal.wins.add(HOSTILE)

    async def script(someone: Someone) -> None:
        await read(someone, win)
        assert LITERALLY in shown(someone)

    sit(empty, script)


def test_private_text_can_be_hidden(made: Made) -> None:
    """During a call the questions stay, the answers do not."""
    home, _journal, reflection = made

    async def script(someone: Someone) -> None:
        await read(someone, reflection)
        await press(someone, "ctrl+t")
        assert "I talk too much." not in shown(someone)
        assert "What I make of it\nhidden text" in shown(someone)
        await press(someone, "ctrl+t")
        assert "I talk too much." in shown(someone)

    sit(home, script)


def test_a_private_purpose_is_hidden_beside_what_both_may_read(empty: Home) -> None:
    """What belongs to it is hidden by its own readers."""
    journal = new_pair(empty)
    session = journal.sessions.plan(NOW + timedelta(days=3), purpose="My own reason")
    journal.records.show_to(session, Visibility.PRIVATE)
    learning = journal.learnings.add("For both", session=session.id)

    async def script(someone: Someone) -> None:
        await read(someone, learning)
        assert "The purpose of the session\nMy own reason" in shown(someone)
        await press(someone, "ctrl+t")
        assert "My own reason" not in shown(someone)
        assert "For both" in shown(someone)

    sit(empty, script)


def test_who_can_read_it_is_changed_in_words(made: Made) -> None:
    """Others are offered, what follows is said, and u takes it back."""
    home, journal, reflection = made

    async def script(someone: Someone) -> None:
        await read(someone, reflection)
        await press(someone, "ctrl+r")
        assert isinstance(someone.app.screen, Dialog)
        assert "Only me" in shown(someone)
        assert "only once both of you consent" in shown(someone)
        await press(someone, "escape")
        assert "ONLY ME" in shown(someone)
        await press(someone, "ctrl+r")
        await someone.app.run_action("answer('pair')", someone.app.screen)
        await settled(someone)
        assert "THE TWO OF US" in shown(someone)
        assert "From now on it is in what you export for Tom" in told(someone)[-1]
        await press(someone, "u")
        assert "ONLY ME" in shown(someone)

    sit(home, script)
    assert journal.reflections.all()[0].visibility is Visibility.PRIVATE


def test_consent_to_leave_the_pair_is_explained(made: Made) -> None:
    """One consent is not enough, and the page says whose is lacking."""
    home, _journal, reflection = made

    async def script(someone: Someone) -> None:
        await read(someone, reflection)
        await press(someone, "ctrl+r")
        await someone.app.run_action("answer('shareable')", someone.app.screen)
        await settled(someone)
        assert "MAY LEAVE THE PAIR" in shown(someone)
        assert "It leaves the pair only once Tom consents too." in shown(someone)

    sit(home, script)


def test_what_cannot_be_for_others_offers_no_choice(empty: Home) -> None:
    """No key leads to a refusal: a draft of feedback is delivered, a pair is for both."""
    journal = new_pair(empty)
    journal.charters.edit(journal.charters.present(), stays="All of it")
    records: tuple[Record, ...] = (
        journal.feedback.give(situation="A demo"), journal.pair, journal.store.all(Charter)[0],
    )  # fmt: skip

    async def script(someone: Someone) -> None:
        for record in records:
            await read(someone, record)
            assert "^r" not in footer(someone)
            assert ("x" in footer(someone)) == (record is records[0])
            await press(someone, "ctrl+r", "e")
            assert isinstance(someone.app.screen, ReadingScreen)
            await press(someone, "escape")

    sit(empty, script)


def test_a_reflection_is_edited(made: Made) -> None:
    """The words change, an emptied answer goes, and u takes it back."""
    home, journal, reflection = made

    async def script(someone: Someone) -> None:
        await read(someone, reflection)
        await press(someone, "e")
        sheet = someone.app.screen
        assert isinstance(sheet, Sheet)
        assert "ONLY ME" in shown(someone)
        assert sheet.query_one("#sheet-save").region.bottom < someone.app.size.height
        assert sheet.query_one("#sheet-fields").scroll_offset.y == 0
        sheet.query_one("#so_what", TextArea).text = "I listen too little."
        sheet.query_one("#what", TextArea).text = ""
        sheet.query_one("#confidence", Input).value = ""
        await press(someone, "ctrl+s")
        assert "I listen too little." in shown(someone)
        assert "We met." not in shown(someone)
        assert told(someone) == ["Saved. u takes it back."]

    sit(home, script)
    (after,) = journal.reflections.all()
    assert (after.what, after.so_what, after.confidence) == ("", "I listen too little.", None)


def test_a_refused_edit_keeps_what_was_typed(made: Made) -> None:
    """The sheet says what is off; closing it keeps a draft, and the record is as it was."""
    home, journal, reflection = made

    async def script(someone: Someone) -> None:
        await read(someone, reflection)
        for confidence in ("11", "much"):
            await press(someone, "e")
            sheet = someone.app.screen
            sheet.query_one("#so_what", TextArea).text = f"Something new {confidence}"
            sheet.query_one("#confidence", Input).value = confidence
            await press(someone, "ctrl+s")
            assert "Confidence goes from 0 to 10." in shown(someone)
            assert sheet.query_one("#so_what", TextArea).text == f"Something new {confidence}"
            await press(someone, "escape", "e")
            again = someone.app.screen.query_one("#so_what", TextArea)
            assert again.text == f"Something new {confidence}"
            await press(someone, "escape")

    sit(home, script)
    assert journal.reflections.all() == [reflection]


def test_learnings_actions_and_wins_are_edited_too(empty: Home) -> None:
    """Each with its own sheet."""
    journal = new_pair(empty)
    records: list[tuple[Learning | Action, str]] = [
        (journal.learnings.add("Ask"), "what"), (journal.actions.add("Call"), "text"),
    ]  # fmt: skip

    async def script(someone: Someone) -> None:
        for record, field in records:
            await read(someone, record)
            await press(someone, "e")
            sheet = someone.app.screen
            assert isinstance(sheet, Sheet)
            widget = sheet.query_one(f"#{field}")
            if isinstance(widget, TextArea):
                widget.text = "Other words"
            elif isinstance(widget, Input):
                widget.value = "Other words"
            await press(someone, "ctrl+s")
            assert "Other words" in shown(someone)
            await press(someone, "escape")

    sit(empty, script)


def test_consents_lost_by_an_edit_are_told(empty: Home) -> None:
    """What both let leave, they let leave in those words."""
    journal = new_pair(empty)
    win = journal.wins.add("She did it")
    journal.records.show_to(win, Visibility.SHAREABLE, member=journal.pair.partner.id)

    async def script(someone: Someone) -> None:
        await read(someone, win)
        assert "Both of you consent" in shown(someone)
        await press(someone, "e")
        someone.app.screen.query_one("#text", TextArea).text = "She did it alone"
        await press(someone, "ctrl+s")
        assert "no longer hold" in told(someone)[-1]
        assert "It leaves the pair only once Tom consents too." in shown(someone)

    sit(empty, script)


def test_it_goes_to_the_trash_and_comes_back(made: Made) -> None:
    """It stays in view, and says where it is."""
    home, journal, reflection = made

    async def script(someone: Someone) -> None:
        await read(someone, reflection)
        await press(someone, "x")
        assert "This is in the trash." in shown(someone)
        assert told(someone)[-1] == "In the trash. u takes it back."
        assert list(footer(someone)) == ["u", "Esc"]
        await press(someone, "x", "e")
        assert "I talk too much." in shown(someone)
        await press(someone, "u")
        assert "in the trash" not in shown(someone)
        assert told(someone)[-1].startswith("Taken back: “Put a record in the trash” of")
        assert "x" in footer(someone)

    sit(home, script)
    assert [each.id for each in journal.reflections.all()] == [reflection.id]


def test_what_was_erased_meanwhile_is_said_to_be_gone(made: Made) -> None:
    """Another process may have erased it; that is no error."""
    home, journal, reflection = made
    journal.records.delete(reflection)
    journal.records.purge(journal.records.trash()[0])

    async def script(someone: Someone) -> None:
        await read(someone, reflection)
        assert "This is no longer in the journal." in shown(someone)
        await press(someone, "e", "x", "ctrl+r", "escape")
        assert not isinstance(someone.app.screen, ReadingScreen)

    sit(home, script)


def test_the_others_view_is_hidden_until_mine_is_given(empty: Home) -> None:
    """Nobody rates an objective after the other."""
    journal = new_pair(empty)
    objective = journal.objectives.propose("Read the dashboard")
    partner = journal.pair.partner.id
    objective = journal.objectives.rate(objective, Level.BELOW, note="Nearly", member=partner)

    async def script(someone: Someone) -> None:
        await read(someone, objective)
        assert "Read the dashboard" in shown(someone)
        assert "Nearly" not in shown(someone)
        journal.objectives.rate(objective, Level.START)
        someone.app.reload()  # type: ignore[attr-defined]
        await settled(someone)
        assert "Nearly" in shown(someone)

    sit(empty, script)


def test_a_page_is_opened_only_after_a_yes(made: Made, monkeypatch: pytest.MonkeyPatch) -> None:
    """The address is shown whole and asked about; without a browser of its own nothing is opened."""
    home, journal, _ = made
    resource = journal.resources.add("A guide to medians", url="https://example.org/medians?a=1")
    opened: list[str] = []

    def browser(url: str) -> bool:
        opened.append(url)
        return len(opened) == 1

    monkeypatch.setattr("webbrowser.open", browser)
    monkeypatch.setenv("DISPLAY", ":0")

    async def script(someone: Someone) -> None:
        await read(someone, resource)
        await press(someone, "enter")
        assert "https://example.org/medians?a=1" in shown(someone)
        await press(someone, "escape")
        assert opened == []
        await press(someone, "enter", "enter")
        assert opened == ["https://example.org/medians?a=1"]
        await press(someone, "enter", "enter")
        assert len(opened) == 2
        assert "copy the address" in told(someone)[-1]
        monkeypatch.setattr("rmjournal.screens.opening._has_windows", lambda: False)
        await press(someone, "enter", "enter")
        assert len(opened) == 2
        assert "copy the address" in told(someone)[-1]

    sit(home, script)


@pytest.mark.parametrize(
    "url", ["", "javascript:alert(1)", "file:///etc/passwd", "https://a.org/\x1b[2J", "http://"]
)
def test_what_is_no_page_is_never_opened(made: Made, url: str) -> None:
    """Such an address can only have come from elsewhere; there is no key for it."""
    home, journal, _ = made
    resource = journal.resources.make(Resource, title="A guide", url=url)
    with journal.store.transaction("resource add") as tx:
        tx.add(resource)

    async def script(someone: Someone) -> None:
        await read(someone, resource)
        await press(someone, "enter")
        assert isinstance(someone.app.screen, ReadingScreen)

    sit(home, script)
