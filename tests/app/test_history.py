"""Trash and history: everything can be brought back, and what is erased is erased on purpose."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from pathlib import Path

import pytest
from textual.widgets import Input

from rmjournal import i18n
from rmjournal.journal import Journal, upkeep
from rmjournal.journal.arrivals import Readers
from rmjournal.model.learning import Learning
from rmjournal.model.record import Visibility
from rmjournal.paths import Home
from rmjournal.screens.dialog import Dialog
from rmjournal.screens.home import HomeScreen
from rmjournal.screens.past import entries, past
from rmjournal.screens.sheet import Sheet
from rmjournal.sources.jrnl import Entry
from rmjournal.widgets.choice import Choice
from rmjournal.widgets.listing import Listing
from tests.app.conftest import (
    Someone,
    footer,
    journal_of,
    press,
    settled,
    shown,
    sit,
    told,
    write,
)
from tests.conftest import NOW, MakeJournal


def thrown_away(home: Home) -> Learning:
    """A learning in the trash."""
    journal = journal_of(home)
    learning = journal.learnings.all()[0]
    journal.records.delete(learning)
    return learning


async def part(someone: Someone, name: str) -> None:
    """Looks at another part."""
    someone.app.screen.query_one("#part", Choice).value = name
    await settled(someone)


def ids(home: Home) -> set[str]:
    """The learnings of the journal."""
    return {each.id for each in journal_of(home).learnings.all()}


def test_what_was_deleted_comes_back_with_enter(home: Home) -> None:
    """As it was; u puts it in the trash again, and Escape goes Home."""
    learning = thrown_away(home)

    async def script(someone: Someone) -> None:
        await press(someone, "ctrl+g")
        assert learning.what[:20] in shown(someone)
        await press(someone, "enter")
        assert learning.id in ids(home)
        assert "The trash is empty." in shown(someone)
        await press(someone, "u")
        assert learning.id not in ids(home)
        await press(someone, "escape")
        assert isinstance(someone.app.screen, HomeScreen)

    sit(home, script)


def test_with_an_empty_trash_the_arrows_go_to_the_other_parts(home: Home) -> None:
    """There is nothing in the list to go through."""

    async def script(someone: Someone) -> None:
        await press(someone, "ctrl+g", "right", "space")
        assert "u takes back the first line" in shown(someone)

    sit(home, script)


def test_an_item_that_finds_no_room_stays_in_the_trash(home: Home) -> None:
    """Said on the screen, with the keys that make room."""
    journal = journal_of(home)
    session = journal.sessions.plan(NOW + timedelta(days=60))
    topic = journal.agendas.add(session, "The pricing story", minutes=20)
    journal.agendas.remove(topic)
    journal.agendas.add(session, "Another", minutes=session.minutes)

    async def script(someone: Someone) -> None:
        await press(someone, "ctrl+g", "enter")
        assert "There is no room for 20 min more" in shown(someone)
        assert "“Park” (p)" in shown(someone)
        assert not journal_of(home).agendas.of(session).over

    sit(home, script)


def test_erasing_asks_for_a_word_and_says_what_is_out_of_reach(home: Home) -> None:
    """Anything else keeps it; afterwards no byte of it is in the home."""
    learning = thrown_away(home)

    async def script(someone: Someone) -> None:
        await press(someone, "ctrl+g", "x")
        sheet = someone.app.screen
        assert isinstance(sheet, Sheet)
        sheet.query_one("#word", Input).value = "yes"
        await press(someone, "ctrl+s")
        assert "What was typed is not “erase”." in shown(someone)
        assert learning.what.encode()[:20] in home.journal.read_bytes()
        sheet.query_one("#word", Input).value = " Erase "
        await press(someone, "ctrl+s")
        assert isinstance(someone.app.screen, Dialog)
        assert "Erased for good: 1 record." in shown(someone)
        assert "Out of reach:" in shown(someone)

    sit(home, script)
    for file in home.journal.parent.rglob("*"):
        if file.is_file():
            assert learning.what.encode()[:40] not in file.read_bytes(), file


def test_the_word_that_erases_is_typed_anew_each_time(home: Home) -> None:
    """It is no draft: who thought better of it is asked again, and no draft is erased with the record."""
    thrown_away(home)

    async def script(someone: Someone) -> None:
        await press(someone, "ctrl+g", "x")
        assert footer(someone)["Esc"] == "Close"
        await write(someone, "erase")
        someone.app.keep()  # type: ignore[attr-defined]
        await press(someone, "escape")
        assert told(someone) == []
        await press(someone, "x")
        assert someone.app.screen.query_one("#word", Input).value == ""
        await write(someone, "erase")
        await press(someone, "enter")
        assert "Erased for good: 1 record." in shown(someone)
        assert "draft" not in shown(someone).partition("Out of reach")[0]

    sit(home, script)


def test_private_words_in_the_trash_can_be_hidden(home: Home) -> None:
    """The trash is no exception."""
    journal = journal_of(home)
    learning = journal.learnings.all()[0]
    private = journal.records.show_to(learning, Visibility.PRIVATE)
    journal.records.delete(private)

    async def script(someone: Someone) -> None:
        await press(someone, "ctrl+g", "ctrl+t")
        assert learning.what[:20] not in shown(someone)
        assert "hidden text" in shown(someone)
        await press(someone, "x")
        assert learning.what[:20] not in shown(someone)

    sit(home, script)


def test_the_trash_tells_the_day_it_was_for_the_person(journal: Journal, at: MakeJournal) -> None:
    """Half past midnight in Paris is still the evening before in UTC."""
    at(datetime(2026, 11, 22, 0, 30)).records.delete(journal.learnings.add("Ask"))
    i18n.use("en")
    (row,) = entries(past(at(datetime(2026, 11, 24, 9, 0))), "trash", lambda text, _readers: text)
    assert row.cells[-1].plain == "Sun 22 Nov"


def test_what_was_done_is_listed_in_words_and_taken_back_one_by_one(home: Home) -> None:
    """Each step as a sentence, the latest first."""
    journal = journal_of(home)
    journal.wins.add("She presented alone")
    entry = Entry(date(2026, 11, 3), time(9), "An earlier word", "An earlier word")
    journal.imports.jrnl([entry], Readers())
    journal.actions.add("Call the night shift")

    async def script(someone: Someone) -> None:
        await press(someone, "ctrl+g")
        await part(someone, "steps")
        said = shown(someone)
        assert said.index("Add something to do") < said.index("Write down something that went well")
        await press(someone, "u")
        assert told(someone)[-1].startswith("Taken back: “Add something to do” of")
        assert "She presented alone" in {each.text for each in journal_of(home).wins.all()}
        assert "Call the night shift" not in {each.text for each in journal_of(home).actions.all()}
        await press(someone, "u")
        assert told(someone)[-1].startswith("Taken back: “Bring in a journal of jrnl, or ")

    sit(home, script)


def test_an_earlier_state_comes_back_after_a_question_and_the_present_one_is_kept(
    home: Home,
) -> None:
    """Closing the question changes nothing."""
    journal = journal_of(home)
    before = ids(home)
    journal.learnings.add("Something new")
    number = upkeep.backups(journal)[0].number
    now = ids(home)

    async def script(someone: Someone) -> None:
        await press(someone, "ctrl+g")
        await part(someone, "states")
        await press(someone, "tab")
        listing = someone.app.screen.query_one(Listing)
        assert listing.go_to(str(number))
        rows = [tuple(cell.plain for cell in each.cells) for each in listing.entries]
        assert len(set(rows)) == len(rows)
        assert (rows[0][0].endswith(" at 20:50:00"), rows[0][1]) == (True, str(number))
        await press(someone, "enter")
        assert f"Go back to the journal of {rows[0][0]}?" in shown(someone)
        await press(someone, "escape")
        assert ids(home) == now
        await press(someone, "enter", "enter")
        assert ids(home) == before
        assert told(someone)[-1] == f"The journal is as it was saved on {rows[0][0]}."
        assert len(upkeep.backups(journal_of(home))) > 1

    sit(home, script)


def test_a_copy_goes_where_one_says(home: Home, tmp_path: Path) -> None:
    """Never over another file; the sheet says that it is not encrypted."""
    target = tmp_path / "copy.json"
    taken = tmp_path / "taken.json"
    taken.write_text("mine")

    async def script(someone: Someone) -> None:
        await press(someone, "ctrl+g", "ctrl+s")
        assert "not encrypted" in shown(someone)
        someone.app.screen.query_one("#file", Input).value = str(taken)
        await press(someone, "ctrl+s")
        assert taken.read_text() == "mine"
        assert isinstance(someone.app.screen, Sheet)
        someone.app.screen.query_one("#file", Input).value = str(target)
        await press(someone, "ctrl+s")
        assert target.read_bytes() == home.journal.read_bytes()
        assert told(someone)[-1] == f"Written to {target}."

    sit(home, script)


@pytest.mark.tour
@pytest.mark.parametrize("lang", ["en", "fr"])
def test_empty_parts_teach_and_the_keys_fit(home: Home, lang: str) -> None:
    """What would stand there; Enter and x do nothing where there is nothing."""
    i18n.use(lang)

    async def script(someone: Someone) -> None:
        await press(someone, "ctrl+g", "enter", "x")
        assert {"en": "The trash is empty.", "fr": "La corbeille est vide."}[lang] in shown(someone)
        line = "  ".join(f"{key} {label}" for key, label in footer(someone).items())
        assert len(line) < 79

    sit(home, script)


def test_an_empty_home_has_no_past(empty: Home) -> None:
    """And says so instead of failing."""

    async def script(someone: Someone) -> None:
        someone.app.go("history")  # type: ignore[attr-defined]
        await settled(someone)
        assert "The trash is empty." in shown(someone)

    sit(empty, script)
