"""A reflection: written in few keys, for oneself unless said otherwise, and never lost."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from textual import events
from textual.widgets import Input, TextArea

from rmjournal.model.record import Visibility
from rmjournal.model.reflection import Reflection
from rmjournal.model.session import SessionStatus
from rmjournal.paths import Home
from rmjournal.screens import reflecting
from rmjournal.screens.dialog import Dialog
from rmjournal.screens.home import HomeScreen
from rmjournal.screens.reflection import ReflectionScreen
from rmjournal.storage.drafts import Drafts
from rmjournal.storage.file import JournalStorage
from rmjournal.widgets.words import Words
from tests.app.conftest import (
    MakeHome,
    Someone,
    journal_of,
    new_pair,
    press,
    settled,
    shown,
    sit,
    told,
    write,
)
from tests.app.obstacles import Slow, full
from tests.conftest import NOW


def mine(home: Home) -> Reflection:
    """The reflection that was written last."""
    return journal_of(home).reflections.mine_last()


def draft_of(home: Home) -> dict[str, str]:
    """The one draft there is."""
    (fields,) = Drafts(home).all().values()
    return fields


def text(someone: Someone, name: str) -> str:
    """What stands in a field."""
    field = someone.app.screen.query_one(f"#{name}")
    assert isinstance(field, Input | TextArea)
    return field.value if isinstance(field, Input) else field.text


@pytest.mark.parametrize("lang", ["en", "fr"])
def test_from_launch_to_a_saved_reflection_in_at_most_twelve_keys(
    home_in: MakeHome, lang: str
) -> None:
    """Three answers, a learning and something to try by a day: nine presses besides the text."""
    home = home_in(lang)
    keys: list[str] = []

    async def key(someone: Someone, *pressed: str) -> None:
        keys.extend(pressed)
        await press(someone, *pressed)

    async def script(someone: Someone) -> None:
        await key(someone, "enter")
        await write(someone, "The mean gets better")
        await key(someone, "tab")
        await write(someone, "I asked for comfort")
        await key(someone, "tab")
        await write(someone, "Show the median")
        await key(someone, "tab", "tab", "tab", "tab")
        await write(someone, "Look at the slowest")
        await key(someone, "tab")
        await write(someone, "Open with the median")
        await key(someone, "ctrl+s")
        assert isinstance(someone.app.screen, HomeScreen)
        assert any(each in told(someone)[-1] for each in ("by the two of you.", "par vous deux."))

    app = sit(home, script)
    assert len(keys) <= 12
    saved = mine(home)
    assert (saved.what, saved.so_what, saved.now_what) == (
        "The mean gets better", "I asked for comfort", "Show the median",
    )  # fmt: skip
    assert saved.visibility is Visibility.PRIVATE
    journal = journal_of(home)
    assert journal.learnings.all()[-1].what == "Look at the slowest"
    assert any(each.text == "Open with the median" for each in journal.actions.open())
    assert app.door.drafts.all() == {}


def test_it_says_who_reads_what(home: Home) -> None:
    """Who may read stands on the screen before the first letter, and follows every change.

    The word of confirmation names the time and the reader. What one said one would try the last
    time stands above the questions.
    """

    async def script(someone: Someone) -> None:
        await press(someone, "w")
        assert "You were going to try: " in shown(someone)
        assert "ONLY ME" in shown(someone)
        assert "Rhona will read these two lines, and nothing else" in shown(someone)
        await write(someone, "For me")
        await press(someone, "ctrl+s")
        assert told(someone)[-1] == "Saved at 20:50, readable by you only."
        await press(someone, "w", "ctrl+r")
        assert "ONLY ME" not in shown(someone)
        assert "Rhona will read all of this screen." in shown(someone)
        await write(someone, "For both")
        await press(someone, "ctrl+s")
        assert told(someone)[-1] == "Saved at 20:50."
        await press(someone, "w", "ctrl+r", "ctrl+r")
        assert "ONLY ME" in shown(someone)

    sit(home, script)
    readers = {each.what: each.visibility for each in journal_of(home).reflections.all()}
    assert (readers["For me"], readers["For both"]) == (Visibility.PRIVATE, Visibility.PAIR)


def test_optional_questions_are_folded(home: Home) -> None:
    """They appear when they are wanted, and take part in what is saved."""

    async def script(someone: Someone) -> None:
        await press(someone, "w", "tab", "tab", "tab", "enter")
        await write(someone, "I was wrong")
        await someone.click("#fold-confidence")
        await write(someone, "7")
        await someone.click("#fold-question")
        await write(someone, "Who decides")
        await press(someone, "ctrl+s")

    sit(home, script, (80, 40))
    saved = mine(home)
    assert (saved.shifted, saved.confidence, saved.question) == ("I was wrong", 7, "Who decides")


def test_escape_keeps_the_draft_and_says_so(home: Home) -> None:
    """Nothing typed is thrown away; Home offers it, and it is there again.

    It is on disk before: a look once a second is enough for it; no key asks for it.
    """

    async def script(someone: Someone) -> None:
        await press(someone, "w")
        await write(someone, "Half a")
        screen = someone.app.screen
        assert isinstance(screen, ReflectionScreen)
        screen._look()
        await settled(someone)
        assert draft_of(home) == {"what": "Half a"}
        assert "Draft kept at 20:50." in shown(someone)
        await press(someone, "escape")
        assert told(someone)[-1] == "Your draft is kept; Home offers it again."
        assert "You were in the middle of a reflection" in shown(someone)
        await press(someone, "enter")
        assert text(someone, "what") == "Half a"
        assert "Your draft is here, as you left it." in shown(someone)

    sit(home, script)
    assert draft_of(home) == {"what": "Half a"}


@pytest.mark.parametrize("key", ["f2", "ctrl+q"])
def test_other_ways_out_keep_the_draft_too(home: Home, key: str) -> None:
    """Home, or leaving altogether."""

    async def script(someone: Someone) -> None:
        await press(someone, "w")
        await write(someone, "Half a")
        await someone.press(key)

    sit(home, script)
    assert draft_of(home) == {"what": "Half a"}


def test_all_that_is_said_of_a_draft_is_read_beside_a_date(home_in: MakeHome) -> None:
    """What was understood of the date leaves it less room, and no word of it is cut."""
    home = home_in("fr")
    Drafts(home).save("log", {"what": "Un mot", "try": "Essayer", "by": "vendredi"})

    async def script(someone: Someone) -> None:
        await press(someone, "enter")
        state = someone.app.screen.query_one("#draft-state", Words)
        assert state.said.endswith("tel que vous l’avez laissé.")
        room = state.content_size
        assert room.height >= state.get_content_height(room, room, room.width)

    sit(home, script)


def test_a_draft_of_the_command_is_taken_up(home: Home) -> None:
    """What ``rmjournal log`` kept is gone on with here."""
    Drafts(home).save("log", {"what": "Begun at the prompt", "learned": "Wait"})

    async def script(someone: Someone) -> None:
        assert "You were in the middle of a reflection" in shown(someone)
        await press(someone, "enter")
        assert text(someone, "what") == "Begun at the prompt"
        assert text(someone, "learned") == "Wait"
        await press(someone, "ctrl+s")

    sit(home, script)
    assert Drafts(home).all() == {}
    assert mine(home).what == "Begun at the prompt"


def test_starting_anew_is_asked_for_by_name(home: Home) -> None:
    """The one command that throws a draft away asks first, of what was typed."""

    async def script(someone: Someone) -> None:
        await press(someone, "w")
        await write(someone, "Half a")
        await press(someone, "ctrl+n")
        assert "nothing brings it back" in shown(someone)
        await press(someone, "enter")
        assert text(someone, "what") == "Half a"
        await press(someone, "ctrl+n", "left", "enter")
        assert text(someone, "what") == ""
        await press(someone, "ctrl+n")
        assert isinstance(someone.app.screen, ReflectionScreen)
        await press(someone, "enter", "ctrl+r", "escape")
        assert Drafts(home).all() == {}
        assert "in the middle of" not in shown(someone)

    sit(home, script)
    assert Drafts(home).all() == {}


def test_a_date_is_read_aloud_and_kept(home: Home) -> None:
    """The day that was understood is shown before it is saved."""

    async def script(someone: Someone) -> None:
        await press(someone, "w")
        someone.app.screen.query_one("#attempt").focus()
        await write(someone, "Call")
        await press(someone, "tab")
        await write(someone, "in 3 weeks")
        assert "by Saturday 12 December 2026" in shown(someone)
        await press(someone, "ctrl+s")

    sit(home, script)
    action = next(each for each in journal_of(home).actions.open() if each.text == "Call")
    assert action.due == date(2026, 12, 12)


def test_what_is_off_is_said_and_nothing_is_lost(home: Home) -> None:
    """An empty reflection is not saved; where a field is off, the form stays as it is, with all of it."""

    async def script(someone: Someone) -> None:
        await press(someone, "w", "ctrl+s")
        assert "There is nothing to log yet." in shown(someone)
        await press(someone, "escape")
        await write(someone, "Kept")
        for name, typed, said in (
            ("by", "someday", "someday"),
            ("by", "in 3 weeks", "There is a date, and nothing to try by then."),
            ("confidence", "eleven", "Confidence goes from 0 to 10."),
            ("confidence", "11", "Confidence goes from 0 to 10."),
        ):
            if name == "confidence":
                await someone.app.screen.run_action("unfold('confidence')")
            field = someone.app.screen.query_one(f"#{name}", Input)
            field.focus()
            await write(someone, typed)
            await press(someone, "ctrl+s")
            assert isinstance(someone.app.screen, Dialog)
            assert said in shown(someone)
            await press(someone, "escape")
            assert text(someone, "what") == "Kept"
            assert text(someone, name) == typed
            field.value = ""

    sit(home, script)


def test_whoever_leaves_while_it_is_being_saved_is_not_offered_it_again(
    home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The draft ends with the verb that took it, whatever screen is in front by then."""
    slow = Slow(monkeypatch, reflecting, "save")

    async def script(someone: Someone) -> None:
        await press(someone, "w")
        await write(someone, "Once")
        await someone.press("ctrl+s")
        await slow.begun()
        await someone.press("f3")
        slow.go_on()
        await settled(someone)
        assert not told(someone)

    sit(home, script)
    assert mine(home).what == "Once"
    assert not Drafts(home).all()


def test_a_full_disk_costs_no_word(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    """The journal cannot be written: the form stays, and so does its draft."""

    async def script(someone: Someone) -> None:
        await press(someone, "w")
        await write(someone, "Kept")
        monkeypatch.setattr(JournalStorage, "_save", full)
        await press(someone, "ctrl+s")
        assert isinstance(someone.app.screen, Dialog)
        await press(someone, "escape")
        assert text(someone, "what") == "Kept"
        monkeypatch.undo()
        await press(someone, "ctrl+s")
        assert isinstance(someone.app.screen, HomeScreen)

    sit(home, script)
    assert mine(home).what == "Kept"


def test_writing_says_that_the_session_took_place(empty: Home) -> None:
    """A planned session whose time has passed is held from then on, and that is said."""
    new_pair(empty)
    journal_of(empty, NOW - timedelta(days=2)).sessions.plan(NOW - timedelta(hours=3))

    async def script(someone: Someone) -> None:
        await press(someone, "w")
        await write(someone, "It was good")
        await press(someone, "ctrl+s")
        assert "Session 1 is now marked as held." in told(someone)[-1]

    sit(empty, script)
    assert [each.status for each in journal_of(empty).sessions.all()] == [SessionStatus.HELD]


def test_an_editor_needs_a_terminal_and_a_choice(
    home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without one it says how to choose one; without a terminal, or an answer, it says that."""

    async def script(someone: Someone) -> None:
        await press(someone, "w", "ctrl+o")
        assert "“Settings” (F10)" in shown(someone)
        monkeypatch.setenv("EDITOR", "nano")
        await press(someone, "escape", "ctrl+o")
        assert "No editor can be opened" in told(someone)[-1]
        await press(someone, "shift+tab", "ctrl+o")
        assert "opens an answer of several lines" in told(someone)[-1]

    sit(home, script)


def test_the_language_changes_under_ones_fingers(home: Home) -> None:
    """What is typed stays, and so does the place one was at."""

    async def script(someone: Someone) -> None:
        await press(someone, "w", "tab")
        await write(someone, "So far")
        await someone.app.speak("fr")  # type: ignore[attr-defined]
        await settled(someone)
        assert "MOI UNIQUEMENT" in shown(someone)
        assert text(someone, "so_what") == "So far"
        assert someone.app.focused is not None
        assert someone.app.focused.id == "so_what"
        await press(someone, "escape")
        assert "Judith et Rhona" in shown(someone)

    app = sit(home, script)
    assert app.door.settings.lang == "fr"


def test_a_reflection_on_an_earlier_session_has_a_draft_of_its_own(home: Home) -> None:
    """Neither the promise nor the draft of the latest session is shown for it, and both stay."""
    sessions = journal_of(home).sessions.all()
    earlier = next(each for each in sessions if each.status is SessionStatus.HELD)

    async def script(someone: Someone) -> None:
        await press(someone, "w")
        assert "You were going to try" in shown(someone)
        await write(someone, "On the latest")
        await press(someone, "escape")
        assert told(someone)[-1] == "Your draft is kept; Home offers it again."
        someone.app.visit("reflection", earlier.id)  # type: ignore[attr-defined]
        await settled(someone)
        assert "session 1" in shown(someone)
        assert "You were going to try" not in shown(someone)
        assert text(someone, "what") == ""
        await write(someone, "On the first")
        await press(someone, "escape")
        assert told(someone)[-1] == "Your draft is kept; it is here again the next time."
        assert {each["what"] for each in Drafts(home).all().values()} == {
            "On the latest", "On the first",
        }  # fmt: skip
        someone.app.visit("reflection", earlier.id)  # type: ignore[attr-defined]
        await settled(someone)
        assert text(someone, "what") == "On the first"
        await press(someone, "ctrl+s")

    sit(home, script)
    assert mine(home).session == earlier.id
    assert draft_of(home)["what"] == "On the latest"


def test_a_draft_is_hidden_when_asked(home: Home) -> None:
    """^t hides all that is typed, and keeps it; again, it is there, and one can go on."""

    async def script(someone: Someone) -> None:
        await press(someone, "w")
        await write(someone, "Secret")
        await press(someone, "ctrl+t")
        column = someone.app.screen.query_one("#reflection")
        assert not any(each.visible for each in (column, *column.query("*")))
        assert "hidden" in shown(someone)
        await press(someone, "ctrl+t")
        assert column.visible
        assert text(someone, "what") == "Secret"
        assert someone.app.focused is someone.app.screen.query_one("#what")

    sit(home, script)


def test_what_is_typed_right_after_tab_is_for_the_next_field(home: Home) -> None:
    """However fast it follows: the field decides who reads it."""

    async def script(someone: Someone) -> None:
        await press(someone, "w")
        for each in ("a", "b", "tab", "c", "d", "tab", "e", "shift+tab", "f"):
            someone.app.post_message(events.Key(each, each if len(each) == 1 else None))
        await settled(someone)
        fields = [each.text for each in someone.app.screen.query(TextArea).results(TextArea)]
        assert fields[:3] == ["ab", "cdf", "e"]

    sit(home, script)


@pytest.mark.parametrize("key", ["ctrl+s", "ctrl+q", "f3"])
def test_a_command_waits_for_what_was_typed_before_it(home: Home, key: str) -> None:
    """However fast the two follow each other, not a letter is lost: saved, left, or gone elsewhere."""
    typed = "We went through all of it, and at the end she asked for more."

    async def script(someone: Someone) -> None:
        await press(someone, "w")
        for each in typed:
            someone.app.post_message(events.Key(each, each))
        someone.app.post_message(events.Key(key, None))
        await settled(someone)

    sit(home, script)
    kept = [each.what for each in journal_of(home).reflections.all()]
    kept += [texts.get("what", "") for texts in Drafts(home).all().values()]
    assert typed in kept
