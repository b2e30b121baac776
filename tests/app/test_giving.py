"""Giving feedback: mine alone while I write, kept, slept on, and delivered only once I say so."""

from __future__ import annotations

from datetime import date

import pytest
from textual.widgets import Input, TextArea

from rmjournal.journal.drafts import resumable
from rmjournal.journal.feedback import Feedbacks
from rmjournal.model.feedback import Feedback
from rmjournal.model.record import Visibility
from rmjournal.paths import Home
from rmjournal.screens import delivering
from rmjournal.screens.dialog import Dialog
from rmjournal.screens.feedback import FeedbackScreen
from rmjournal.screens.giving import GivingScreen
from rmjournal.storage.drafts import Drafts
from rmjournal.storage.file import JournalStorage
from rmjournal.widgets.choice import Choice
from tests.app.conftest import (
    MakeHome,
    Someone,
    journal_of,
    press,
    settled,
    shown,
    sit,
    told,
    write,
)
from tests.app.obstacles import Slow, full

HOSTILE = "[/] [@click=app.quit]x[/] \x1b]52;c;eA==\x07"


def newest(home: Home) -> Feedback:
    """The feedback of mine that was written last."""
    return max(journal_of(home).feedback.given(), key=lambda each: each.created)


def draft(home: Home) -> Feedback:
    """The draft in the sample's journal."""
    return next(each for each in journal_of(home).feedback.given() if not each.delivered)


def typed(someone: Someone, name: str) -> str:
    """What stands in a field."""
    field = someone.app.screen.query_one(f"#{name}")
    assert isinstance(field, Input | TextArea | Choice)
    return field.text if isinstance(field, TextArea) else field.value


async def say(someone: Someone, name: str, text: str) -> None:
    """Types a text into a field, in place of what stands there."""
    field = someone.app.screen.query_one(f"#{name}")
    assert isinstance(field, Input | TextArea)
    field.focus()
    if isinstance(field, Input):
        field.value = ""
    else:
        field.select_all()
    await write(someone, text)


async def open_draft(someone: Someone) -> None:
    """Opens the draft in the sample's journal."""
    await press(someone, "f5", *["down"] * 4, "enter")
    assert isinstance(someone.app.screen, GivingScreen)


def test_every_question_is_kept_as_a_draft_for_me_only(home: Home) -> None:
    """Eight texts, the number, and the last session; what is folded unfolds."""
    texts = {
        "situation": "Session 12", "behaviour": "You left", "impact": "I stopped",
        "intent": "Was it me?", "request": "Say so", "stop": "Slides", "start": "Time",
        "continue_": "Tea",
    }  # fmt: skip

    async def script(someone: Someone) -> None:
        await press(someone, "f5", "n")
        assert "DRAFT · only me" in shown(someone)
        assert "Only you will read this until you deliver it." in shown(someone)
        for name, text in texts.items():
            if name in ("stop", "start", "continue_"):
                assert not someone.app.screen.query_one(f"#answer-{name}").display
                await someone.app.screen.run_action(f"unfold('{name}')")
            await say(someone, name, text)
        someone.app.screen.query_one(Choice).focus()
        await press(someone, "right", "right", "right", "space", "ctrl+s")
        assert told(someone)[-1] == "Saved at 20:50, readable by you only."
        assert isinstance(someone.app.screen, FeedbackScreen)

    app = sit(home, script)
    kept = newest(home)
    assert {name: getattr(kept, name) for name in texts} == texts
    assert (kept.time_well_spent, kept.visibility) == (3, Visibility.PRIVATE)
    last = journal_of(home).sessions.last()
    assert last is not None
    assert kept.session == last.id
    assert app.door.drafts.all() == {}


def test_it_is_about_the_session_one_says(home: Home) -> None:
    """By its number, or about none; which one was understood stands beside it.

    One that is not there is said beside the field, and again when one saves; the words stay.
    """

    async def script(someone: Someone) -> None:
        await press(someone, "f5")
        for said, echo, number in (("9", "→ session 9, ", 9), ("", "", None),
                                   ("last", "→ session 12", 12)):  # fmt: skip
            await press(someone, "n")
            assert typed(someone, "session") == "12"
            await write(someone, f"Slower {said}")
            await say(someone, "session", said)
            await settled(someone)
            assert echo in shown(someone)
            await press(someone, "enter", "ctrl+s")
            journal = journal_of(home)
            (kept,) = (e for e in journal.feedback.given() if e.situation == f"Slower {said}")
            assert journal.sessions.numbers().get(kept.session or "") == number
        await press(someone, "n")
        await write(someone, "Kept")
        await say(someone, "session", "99")
        await settled(someone)
        assert "No session has that number." in shown(someone)
        await press(someone, "ctrl+s")
        assert isinstance(someone.app.screen, Dialog)
        assert "There is no session 99." in shown(someone)
        await press(someone, "escape")
        assert typed(someone, "situation") == "Kept"
        assert typed(someone, "session") == "99"

    sit(home, script)


def test_empty_feedback_is_not_kept_and_what_is_written_can_sleep(home: Home) -> None:
    """Nor is it asked whether to deliver nothing. ^b keeps words until tomorrow; the list says it too."""
    before = len(journal_of(home).feedback.all())

    async def script(someone: Someone) -> None:
        await press(someone, "f5", "n")
        for key in ("ctrl+s", "ctrl+b", "ctrl+d"):
            await press(someone, key)
            assert "There is no feedback yet." in shown(someone), key
            await press(someone, "escape")
            assert isinstance(someone.app.screen, GivingScreen), key
        assert len(journal_of(home).feedback.all()) == before
        await write(someone, "You left")
        await press(someone, "ctrl+b")
        assert told(someone)[-1] == "It sleeps until Sunday 22 November."
        assert "draft, sleeping until tomorrow" in shown(someone)

    sit(home, script)
    assert newest(home).sleep_until == date(2026, 11, 22)
    assert newest(home).visibility is Visibility.PRIVATE


def test_delivering_asks_first(home: Home) -> None:
    """Nothing is delivered by a key alone; taken back, it is a draft again, with its words."""

    async def script(someone: Someone) -> None:
        await press(someone, "f5", "n")
        await write(someone, "You left")
        before = len(journal_of(home).feedback.given())
        await press(someone, "ctrl+d")
        assert "Deliver this to Rhona?" in shown(someone)
        assert "From now on Rhona may read it, as it stands." in shown(someone)
        assert "cannot be taken back silently" in shown(someone)
        await press(someone, "escape")
        assert len(journal_of(home).feedback.given()) == before
        assert typed(someone, "situation") == "You left"
        await press(someone, "ctrl+d", "enter")
        assert "from now on it is for the two of you" in told(someone)[-1]
        assert "delivered, not answered yet" in shown(someone)
        await press(someone, "u")
        assert "delivered, not answered yet" not in shown(someone)
        assert "You left" in shown(someone)
        await press(someone, "n")
        await write(someone, "Again")
        await press(someone, "ctrl+d", "tab", "enter")
        assert "It sleeps until" in told(someone)[-1]

    sit(home, script)
    assert newest(home).visibility is Visibility.PRIVATE


def test_a_draft_in_the_journal_is_gone_on_with(home: Home) -> None:
    """Its words are there; what is changed is delivered, and taking that back loses none of it."""
    before = draft(home)

    async def script(someone: Someone) -> None:
        await open_draft(someone)
        assert typed(someone, "situation") == before.situation
        assert typed(someone, "time_well_spent") == "3"
        assert typed(someone, "session") == "11"
        await say(someone, "request", "One sentence")
        someone.app.screen.query_one(Choice).focus()
        await press(someone, "space", "ctrl+s")
        now = draft(home)
        assert (now.id, now.request, now.time_well_spent) == (before.id, "One sentence", None)
        await press(someone, "enter")
        await say(someone, "request", "Two sentences")
        await press(someone, "ctrl+d", "enter")
        delivered = journal_of(home).feedback.found(before.id)
        assert (delivered.request, delivered.visibility) == ("Two sentences", Visibility.PAIR)
        await press(someone, "u")

    sit(home, script)
    assert draft(home).request == "Two sentences"


def test_a_draft_that_sleeps_is_delivered_only_knowingly(home: Home) -> None:
    """The question says until when it was set aside.

    Opening it and closing it leaves nothing behind: what stands in the journal is not typed anew.
    """
    journal_of(home).feedback.edit(draft(home), sleep_until=date(2026, 11, 30))

    async def script(someone: Someone) -> None:
        await open_draft(someone)
        await press(someone, "escape")
        assert told(someone) == []
        await press(someone, "n", "escape")
        assert told(someone) == []
        assert someone.app.door.drafts.all() == {}  # type: ignore[attr-defined]
        await press(someone, "enter", "ctrl+d")
        assert "to be read again from Monday 30 November" in shown(someone)
        await press(someone, "enter")

    before = draft(home)
    sit(home, script)
    assert journal_of(home).feedback.found(before.id).delivered


@pytest.mark.parametrize("how", ["delivered", "deleted"])
def test_what_happened_elsewhere_costs_no_word(home: Home, how: str) -> None:
    """A draft that was delivered or deleted meanwhile: what was typed becomes new feedback."""
    seen = draft(home)

    async def script(someone: Someone) -> None:
        await open_draft(someone)
        await say(someone, "request", "New words")
        journal = journal_of(home)
        if how == "delivered":
            journal.feedback.deliver(seen)
        else:
            journal.records.delete(seen)
        await press(someone, "ctrl+s")
        assert isinstance(someone.app.screen, Dialog)
        await press(someone, "escape")
        assert typed(someone, "request") == "New words"
        assert "it is new feedback from now on" in shown(someone)
        assert Drafts(home).load("feedback") is not None
        assert Drafts(home).load(f"feedback-{seen.id}") is None
        await press(someone, "ctrl+s")
        assert isinstance(someone.app.screen, FeedbackScreen)

    app = sit(home, script)
    assert newest(home).id != seen.id
    assert (newest(home).request, newest(home).situation) == ("New words", seen.situation)
    assert app.door.drafts.all() == {}


def test_the_same_words_changed_twice_wait_and_that_is_said(home: Home) -> None:
    """Other fields merge; of the same one both versions are kept."""
    seen = draft(home)

    async def script(someone: Someone) -> None:
        await open_draft(someone)
        await say(someone, "request", "Mine")
        journal_of(home).feedback.edit(seen, request="Elsewhere", impact="Elsewhere too")
        await press(someone, "ctrl+s")
        said = " ".join(told(someone))
        assert "Saved at 20:50, readable by you only." in said
        assert "both versions wait" in said

    sit(home, script)
    assert (draft(home).request, draft(home).impact) == ("Mine", "Elsewhere too")
    assert len(journal_of(home).store.conflicts()) == 1


@pytest.mark.parametrize("keys", [("ctrl+s",), ("ctrl+d", "enter")])
def test_whoever_leaves_while_it_is_being_saved_is_not_offered_it_again(
    home: Home, monkeypatch: pytest.MonkeyPatch, keys: tuple[str, ...]
) -> None:
    """The draft ends with the verb that took it, whatever screen is in front by then.

    What was to be delivered is delivered.
    """
    slow = Slow(monkeypatch, delivering, "keep")

    async def script(someone: Someone) -> None:
        await press(someone, "f5", "n")
        await say(someone, "situation", "Once")
        await press(someone, *keys[:-1])
        await someone.press(keys[-1])
        await slow.begun()
        await someone.press("f3")
        slow.go_on()
        await settled(someone)
        assert not told(someone)

    sit(home, script)
    assert newest(home).situation == "Once"
    assert bool(newest(home).delivered) == (keys[-1] == "enter")
    assert not Drafts(home).all()


def test_a_full_disk_costs_no_word(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    """The journal cannot be written: the form stays, and so does its draft."""

    async def script(someone: Someone) -> None:
        await press(someone, "f5", "n")
        await write(someone, "Kept")
        monkeypatch.setattr(JournalStorage, "_save", full)
        await press(someone, "ctrl+d", "enter")
        assert isinstance(someone.app.screen, Dialog)
        await press(someone, "escape")
        assert typed(someone, "situation") == "Kept"
        monkeypatch.undo()
        await press(someone, "ctrl+s")
        assert isinstance(someone.app.screen, FeedbackScreen)

    sit(home, script)
    assert newest(home).situation == "Kept"


def test_what_was_kept_and_not_delivered_is_gone_on_with(
    home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The disk is full between the two: it is one draft in the journal, which can be delivered."""
    before = len(journal_of(home).feedback.all())

    async def script(someone: Someone) -> None:
        await press(someone, "f5", "n")
        await write(someone, "Kept")
        monkeypatch.setattr(Feedbacks, "deliver", full)
        await press(someone, "ctrl+d", "enter")
        assert isinstance(someone.app.screen, Dialog)
        monkeypatch.undo()
        await press(someone, "escape", "ctrl+d", "enter")

    app = sit(home, script)
    assert len(journal_of(home).feedback.all()) == before + 1
    assert newest(home).situation == "Kept"
    assert newest(home).delivered
    assert app.door.drafts.all() == {}


def test_escape_keeps_the_draft_and_says_so(home: Home) -> None:
    """It is on disk by itself, and here again the next time, the session it is about too."""

    async def script(someone: Someone) -> None:
        await press(someone, "f5", "n")
        await write(someone, "Half a")
        await say(someone, "session", "9")
        screen = someone.app.screen
        assert isinstance(screen, GivingScreen)
        screen._look()
        await settled(someone)
        assert "Draft kept at 20:50." in shown(someone)
        await press(someone, "escape")
        assert told(someone)[-1] == "Your draft is kept; it is here again the next time."
        assert "begun, not kept in the journal yet" in shown(someone)
        await press(someone, "n")
        assert "Your draft is here, as you left it." in shown(someone)
        assert (typed(someone, "situation"), typed(someone, "session")) == ("Half a", "9")

    sit(home, script)
    fields = Drafts(home).load("feedback")
    assert fields is not None
    assert fields["situation"] == "Half a"
    assert journal_of(home).sessions.numbers()[fields["session"]] == 9


def test_a_slow_answer_costs_no_reference(home: Home) -> None:
    """A draft that is taken up is kept as it was while its session is still being looked up."""
    tenth = journal_of(home).sessions.all()[9]
    begun = {"situation": "Half a", "session": tenth.id}
    Drafts(home).save("feedback", begun)

    async def script(someone: Someone) -> None:
        await press(someone, "f5", "n")
        screen = someone.app.screen
        assert isinstance(screen, GivingScreen)
        assert typed(someone, "session") == "10"
        screen._session = ("", None)
        screen.keep()
        assert Drafts(home).load("feedback") == begun

    sit(home, script)


def test_what_one_edits_is_changed_elsewhere(home: Home) -> None:
    """It is said in passing, without its words; what is typed stays."""
    draft = journal_of(home).feedback.give(situation="In the corridor")

    async def script(someone: Someone) -> None:
        someone.app.visit("giving", draft.id)  # type: ignore[attr-defined]
        await settled(someone)
        await write(someone, ", today")
        journal_of(home).feedback.edit(draft, impact="From a command")
        someone.app.look()  # type: ignore[attr-defined]
        await settled(someone)
        assert told(someone) == ["Changed elsewhere: feedback."]
        assert typed(someone, "situation") == "In the corridor, today"

    sit(home, script)


def test_what_the_command_kept_is_taken_up(home: Home) -> None:
    """New feedback begun at the prompt, and a draft of the journal edited there."""
    seen = draft(home)
    Drafts(home).save("feedback", {"situation": "At the prompt", "time_well_spent": "1"})
    Drafts(home).save(f"feedback-{seen.id}", {"request": "Edited at the prompt"})

    async def script(someone: Someone) -> None:
        await press(someone, "f5", "n")
        assert (typed(someone, "situation"), typed(someone, "time_well_spent")) == (
            "At the prompt", "1",
        )  # fmt: skip
        await press(someone, "ctrl+s")
        someone.app.visit("giving", seen.id)  # type: ignore[attr-defined]
        await settled(someone)
        assert typed(someone, "request") == "Edited at the prompt"
        assert typed(someone, "situation") == seen.situation
        await press(someone, "ctrl+s")

    app = sit(home, script)
    assert journal_of(home).feedback.found(seen.id).request == "Edited at the prompt"
    assert newest(home).situation == "At the prompt"
    assert app.door.drafts.all() == {}


def test_an_editor_at_work_on_the_command_line_is_left_alone(home: Home) -> None:
    """The draft it works on stays; the screen begins another one."""
    drafts = Drafts(home)
    drafts.save("feedback", {"situation": "In the editor"})
    drafts.path("feedback").write_text("In the editor")
    assert resumable(drafts, "feedback") is None

    async def script(someone: Someone) -> None:
        await press(someone, "f5", "n")
        assert typed(someone, "situation") == ""
        await write(someone, "Here")
        await press(someone, "ctrl+s")

    sit(home, script)
    assert drafts.path("feedback").exists()
    assert drafts.load("feedback") == {"situation": "In the editor"}


def test_a_draft_is_hidden_when_asked(home: Home) -> None:
    """^t hides all that is typed, and keeps it; again, it is there, and one can go on.

    An editor needs a choice; without one it is said how to choose one.
    """

    async def script(someone: Someone) -> None:
        await press(someone, "f5", "n", "ctrl+o")
        assert "“Settings” (F10)" in shown(someone)
        await press(someone, "escape")
        await write(someone, "Secret")
        await press(someone, "ctrl+t")
        column = someone.app.screen.query_one("#giving")
        assert not column.visible
        assert not any(each.visible for each in column.query("*"))
        assert someone.app.screen.query_one("#hushed").display
        await press(someone, "ctrl+t")
        assert column.visible
        assert not someone.app.screen.query_one("#hushed").display
        assert typed(someone, "situation") == "Secret"
        assert someone.app.focused is someone.app.screen.query_one("#situation")

    sit(home, script)


def test_the_language_changes_under_ones_fingers(home: Home) -> None:
    """What is typed stays, the number and the folded questions too, and the place one was at."""

    async def script(someone: Someone) -> None:
        await press(someone, "f5", "n")
        await write(someone, "So far")
        await someone.app.screen.run_action("unfold('start')")
        await write(someone, "Time")
        someone.app.screen.query_one(Choice).value = "4"
        await say(someone, "session", "9")
        await someone.app.speak("fr")  # type: ignore[attr-defined]
        await settled(someone)
        assert "BROUILLON · moi uniquement" in shown(someone)
        assert [typed(someone, each) for each in ("situation", "start", "session")] == [
            "So far", "Time", "9",
        ]  # fmt: skip
        assert typed(someone, "time_well_spent") == "4"
        assert someone.app.screen.query_one("#answer-start").display
        assert someone.app.focused is someone.app.screen.query_one("#session")
        await press(someone, "ctrl+s")
        assert told(someone)[-1].startswith("Enregistré")

    sit(home, script)
    assert newest(home).start == "Time"


def test_hostile_words_stay_words(home: Home) -> None:
    """They are typed, kept and shown again as they are."""

    async def script(someone: Someone) -> None:
        await press(someone, "f5", "n")
        await write(someone, HOSTILE)
        await press(someone, "ctrl+s")
        assert "[/] [@click=app.quit]x[/]" in shown(someone)
        assert "\x1b" not in shown(someone)

    sit(home, script)


@pytest.mark.tour
@pytest.mark.parametrize("size", [(80, 24), (60, 20)])
def test_the_form_fits(home_in: MakeHome, size: tuple[int, int]) -> None:
    """Nothing is wider than the terminal; at 80 by 24 everything is in view."""

    async def script(someone: Someone) -> None:
        await press(someone, "f5", "n")
        screen = someone.app.screen
        for each in screen.query("#giving *"):
            assert each.region.right <= size[0], each
        if size == (80, 24):
            assert screen.query_one("#giving").max_scroll_y == 0

    sit(home_in("fr"), script, size)
