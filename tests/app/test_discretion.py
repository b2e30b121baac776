"""What only I may read is on no screen while it is hidden: one key does it, wherever one is."""

from __future__ import annotations

from textual.widgets import TextArea

from rmjournal.model.record import Visibility
from rmjournal.paths import Home
from rmjournal.screens.sheet import Sheet
from rmjournal.widgets.frame import Beneath
from rmjournal.widgets.listing import Listing
from tests.app.conftest import Someone, journal_of, press, shown, sit, told, write

SECRET = "Who is to leave the team"


def only_mine(home: Home) -> tuple[str, str]:
    """An action and a learning to be checked that only I may read; their ids."""
    journal = journal_of(home)
    action = journal.actions.add(SECRET, owner=journal.pair.me)
    journal.records.show_to(action, Visibility.PRIVATE)
    journal.records.delete(journal.learnings.due(journal.clock.today())[0])
    journal.records.delete(journal.learnings.due(journal.clock.today())[0])
    learning = journal.learnings.add(SECRET, check_on=journal.clock.today())
    journal.records.show_to(learning, Visibility.PRIVATE)
    return action.id, learning.id


def test_home_hides_it(home: Home) -> None:
    """What is to be done and to be checked; again, it is there."""
    only_mine(home)

    async def script(someone: Someone) -> None:
        assert shown(someone).count(SECRET) == 2
        await press(someone, "ctrl+t")
        assert SECRET not in shown(someone)
        assert shown(someone).count("hidden text") == 2
        assert told(someone)[-1] == "Private text is hidden. ^t shows it."
        await press(someone, "ctrl+t")
        assert shown(someone).count(SECRET) == 2
        assert told(someone)[-1] == "Private text is shown again."

    sit(home, script, size=(120, 40))


def frame(someone: Someone) -> str:
    """What stands in the line beneath the heading of the screen in front."""
    return someone.app.screen.query_one(Beneath).said


def test_the_frame_says_so_as_long_as_it_is_so(home: Home) -> None:
    """On the screen where one hides it and on those that one opens; on a sheet, on the sheet."""
    hidden = "private text is hidden, ^t shows it"

    async def script(someone: Someone) -> None:
        assert frame(someone) == ""
        await press(someone, "ctrl+t")
        assert frame(someone) == hidden
        await press(someone, "w")
        assert frame(someone) == hidden
        await press(someone, "escape", "f6", "a")
        assert "Private text is hidden." in shown(someone)
        await press(someone, "escape", "ctrl+t")
        assert frame(someone) == ""
        await press(someone, "f2")
        assert frame(someone) == ""

    sit(home, script)


def test_how_well_spent_an_hour_was_is_hidden_while_only_i_may_read_it(home: Home) -> None:
    """A draft's answer is not on Home then; what was delivered is."""
    journal = journal_of(home)
    journal.feedback.give(session=journal.sessions.found("last").id, time_well_spent=0)

    async def script(someone: Someone) -> None:
        assert "0 of 4" in shown(someone)
        await press(someone, "ctrl+t")
        assert "0 of 4" not in shown(someone)
        assert "of 4" in shown(someone)

    sit(home, script, size=(120, 40))


def test_a_learning_that_is_asked_about_is_hidden(home: Home) -> None:
    """One can say that it was used; what it says is not on the screen."""
    _action, learning = only_mine(home)

    async def script(someone: Someone) -> None:
        await press(someone, "ctrl+t", "f6")
        someone.app.screen.query_one(Listing).go_to(learning)
        await press(someone, "v")
        assert "What happened" in shown(someone)
        assert SECRET not in shown(someone)

    sit(home, script)


def test_a_sheet_hides_the_objectives_to_choose_from(home: Home) -> None:
    """Of one that only I may read there is no word, whether something new is kept or changed."""
    action, learning = only_mine(home)
    journal = journal_of(home)
    journal.records.show_to(journal.objectives.propose(SECRET), Visibility.PRIVATE)

    async def script(someone: Someone) -> None:
        await press(someone, "f6", "a")
        assert SECRET in shown(someone)
        await press(someone, "escape", "ctrl+t")
        for each in (None, action, learning):
            await press(someone, "f6")
            if each:
                someone.app.screen.query_one(Listing).go_to(each)
            for keys in (("e",), ("enter", "e")) if each else (("a",), ("l",)):
                await press(someone, *keys)
                assert isinstance(someone.app.screen, Sheet)
                assert SECRET not in shown(someone)
                await press(someone, "escape")

    sit(home, script)


def test_a_sheet_hides_what_is_typed(home: Home) -> None:
    """Opened while it is hidden, or open when the key is pressed; nothing of it is lost."""
    action, _learning = only_mine(home)

    async def script(someone: Someone) -> None:
        await press(someone, "ctrl+t", "f6")
        someone.app.screen.query_one(Listing).go_to(action)
        await press(someone, "e")
        fields = someone.app.screen.query_one("#sheet-fields")
        assert not fields.display
        assert someone.app.screen.query_one("#sheet-hushed").display
        await press(someone, "ctrl+t")
        assert fields.display
        await press(someone, "ctrl+t")
        assert not fields.display
        await press(someone, "ctrl+s")

    sit(home, script)
    after = journal_of(home).records.found(f"#{action}")
    assert getattr(after, "text", "") == SECRET


def test_a_sheet_for_the_two_of_us_stays_open(home: Home) -> None:
    """There is nothing to hide on it."""

    async def script(someone: Someone) -> None:
        await press(someone, "ctrl+t", "f6", "a")
        assert someone.app.screen.query_one("#sheet-fields").display

    sit(home, script)


def test_a_reflection_is_hidden(home: Home) -> None:
    """All that is typed; shown again, one is where one was, and goes on typing."""

    async def script(someone: Someone) -> None:
        await press(someone, "w")
        await write(someone, SECRET)
        await press(someone, "ctrl+t")
        screen = someone.app.screen
        assert not any(each.visible for each in screen.query_one("#reflection").query("*"))
        assert screen.query_one("#hushed").display
        await press(someone, "ctrl+t")
        assert not screen.query_one("#hushed").display
        assert someone.app.focused is screen.query_one("#what")
        await write(someone, ", and when")
        assert screen.query_one("#what", TextArea).text == f"{SECRET}, and when"

    sit(home, script)


def test_a_reflection_is_opened_hidden(home: Home) -> None:
    """A screen that is shared already shows nothing of a draft."""

    async def script(someone: Someone) -> None:
        await press(someone, "ctrl+t", "w")
        screen = someone.app.screen
        assert not screen.query_one("#what").visible
        await press(someone, "ctrl+t")
        assert screen.query_one("#what").visible

    sit(home, script)


def test_a_reflection_for_both_stays_open(home: Home) -> None:
    """Once the other may read it, there is nothing to hide; for me alone again, it is hidden."""

    async def script(someone: Someone) -> None:
        await press(someone, "w", "ctrl+r", "ctrl+t")
        column = someone.app.screen.query_one("#reflection")
        assert column.visible
        await press(someone, "ctrl+r")
        assert not column.visible

    sit(home, script)
