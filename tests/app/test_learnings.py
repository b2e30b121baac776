"""Learnings and actions: what is to be checked and done first, each with one key."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from textual.widgets import Input, TextArea

from rmjournal.i18n import words
from rmjournal.journal import Journal
from rmjournal.journal.learnings import Learnings
from rmjournal.model.action import Action, ActionStatus
from rmjournal.model.learning import Learning, Worked
from rmjournal.model.record import Visibility
from rmjournal.model.win import Win
from rmjournal.paths import Home
from rmjournal.screens import learned
from rmjournal.screens.dialog import Dialog
from rmjournal.screens.learned import Kept
from rmjournal.screens.learnings import LearningsScreen
from rmjournal.screens.reading import ReadingScreen
from rmjournal.screens.sheet import Sheet
from rmjournal.screens.used import UsedDialog
from rmjournal.storage.drafts import Drafts
from rmjournal.widgets.choice import Choice
from rmjournal.widgets.listing import Entry, Listing
from rmjournal.widgets.push import Push
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
    write,
)
from tests.app.obstacles import Slow, full
from tests.conftest import NOW

HOSTILE = "[/] [@click=app.quit]x[/] \x1b]52;c;eA==\x07 \u202e"


async def at(someone: Someone, record: Learning | Action | Win) -> None:
    """The list is on this record."""
    screen = someone.app.screen
    assert isinstance(screen, LearningsScreen)
    assert screen.query_one(Listing).go_to(record.id)
    await settled(someone)


def rows(someone: Someone) -> list[str]:
    """The ids in the list, heads aside."""
    listing = someone.app.screen.query_one(Listing)
    return [each.id for each in listing.entries if not each.head]


def test_checks_come_first_then_what_is_to_be_done_mine_before_the_others(home: Home) -> None:
    """One look says what to do; the rest is one choice away."""
    journal = journal_of(home)
    due = [each.id for each in journal.learnings.due(NOW.date())]
    owners = {each.id: each.owner for each in journal.actions.open()}
    me, partner = journal.pair.me, journal.pair.partner.id

    async def script(someone: Someone) -> None:
        await press(someone, "f6")
        found = rows(someone)
        assert found[: len(due)] == due
        assert set(found[len(due) :]) == set(owners)
        assert [owners[each] == partner for each in found[len(due) :]] == sorted(
            owners[each] == partner for each in found[len(due) :]
        )
        assert me in owners.values()
        assert "TO CHECK" in shown(someone)

    sit(home, script)


def test_the_whole_of_it_is_below_the_list(home: Home) -> None:
    """A line that is cut in the list can still be read without leaving it; Enter opens its page."""
    first = journal_of(home).learnings.due(NOW.date())[0]

    async def script(someone: Someone) -> None:
        await press(someone, "f6")
        below = someone.app.screen.query_one("#kept-whole").said  # type: ignore[attr-defined]
        assert first.what in below
        assert first.if_then in below
        await press(someone, "enter")
        assert isinstance(someone.app.screen, ReadingScreen)
        assert first.what in shown(someone)
        await press(someone, "escape")
        assert isinstance(someone.app.screen, LearningsScreen)

    sit(home, script)


def test_a_part_can_be_chosen(home: Home) -> None:
    """Learnings alone, actions alone, wins alone, or everything."""
    journal = journal_of(home)
    learnings = {each.id for each in journal.learnings.all()}
    actions = {each.id for each in journal.actions.all()}
    wins = {each.id for each in journal.wins.all()}

    async def script(someone: Someone) -> None:
        await press(someone, "f6", "shift+tab")
        for wanted in (learnings, actions, wins, learnings | actions | wins):
            await press(someone, "right", "enter")
            assert set(rows(someone)) == wanted

    sit(home, script)


def test_a_learning_is_kept_with_where_if_then_and_when(home: Home) -> None:
    """L asks; the new one is in the list, about the last session, and u takes it back."""

    async def script(someone: Someone) -> None:
        await press(someone, "f6", "l")
        sheet = someone.app.screen
        assert isinstance(sheet, Sheet)
        await write(someone, HOSTILE)
        sheet.query_one("#situation", Input).value = "Monday review"
        sheet.query_one("#check_on", Input).value = "in 3 weeks"
        await settled(someone)
        assert "→ Saturday 12 December" in shown(someone)
        await press(someone, "ctrl+s")
        assert told(someone)[-1] == "Saved. u takes it back."
        kept = journal_of(home).learnings.all()[-1]
        assert kept.what == HOSTILE
        assert (kept.situation, kept.check_on) == ("Monday review", date(2026, 12, 12))
        assert kept.session == journal_of(home).sessions.spoken_in().id  # type: ignore[union-attr]
        assert someone.app.screen.query_one(Listing).highlighted == kept.id
        assert "[@click=app.quit]x[/]" in shown(someone)
        assert "\x1b" not in shown(someone)
        await press(someone, "u")
        assert kept.id not in {each.id for each in journal_of(home).learnings.all()}

    sit(home, script)


def test_an_action_is_for_one_of_the_two_until_a_day(home: Home) -> None:
    """A asks who does what, until when."""
    partner = journal_of(home).pair.partner

    async def script(someone: Someone) -> None:
        await press(someone, "f6", "a")
        await write(someone, "Call the night shift")
        await press(someone, "tab", "right", "enter", "tab")
        await write(someone, "next friday")
        await press(someone, "ctrl+s")
        kept = next(each for each in journal_of(home).actions.open()
                    if each.text == "Call the night shift")  # fmt: skip
        assert (kept.owner, kept.due) == (partner.id, date(2026, 11, 27))
        assert told(someone)[-1] == "Saved. u takes it back."

    sit(home, script)


def test_a_win_is_one_line(home: Home) -> None:
    """B asks what went well."""

    async def script(someone: Someone) -> None:
        await press(someone, "f6", "b")
        await write(someone, "She presented alone")
        await press(someone, "ctrl+s")
        assert journal_of(home).wins.all()[-1].text == "She presented alone"
        assert "She presented alone" in shown(someone)

    sit(home, script)


def test_nothing_said_is_refused_on_the_sheet(home: Home) -> None:
    """A form that was saved empty says what is missing, and stays; nor can a learning become nothing."""
    before = home.journal.read_bytes()

    async def script(someone: Someone) -> None:
        await press(someone, "f6")
        for key in ("l", "a", "b"):
            await press(someone, key, "ctrl+s")
            assert isinstance(someone.app.screen, Sheet)
            assert "is missing" in shown(someone), key
            await press(someone, "escape")
        await press(someone, "e")
        someone.app.screen.query_one("#what", TextArea).text = " "
        await press(someone, "ctrl+s")
        assert "Nothing would be left of it." in shown(someone)

    sit(home, script)
    assert home.journal.read_bytes() == before


def test_words_and_dates_can_be_corrected_and_taken_off(home: Home) -> None:
    """E shows what is there; an emptied date is no date, what is untouched stays."""
    learning = journal_of(home).learnings.due(NOW.date())[0]

    async def script(someone: Someone) -> None:
        await press(someone, "f6", "e")
        sheet = someone.app.screen
        assert sheet.query_one("#what", TextArea).text == learning.what
        assert learning.check_on is not None
        assert sheet.query_one("#check_on", Input).value == words().date(learning.check_on)
        sheet.query_one("#situation", Input).value = "Everywhere"
        sheet.query_one("#check_on", Input).value = ""
        await press(someone, "ctrl+s")
        after = journal_of(home).store.get(Learning, learning.id)
        assert after is not None
        assert (after.what, after.situation) == (learning.what, "Everywhere")
        assert after.check_on is None
        assert after.outcomes == learning.outcomes
        assert told(someone)[-1] == "Saved. u takes it back."

    sit(home, script)


def test_used_asks_what_happened_and_not_yet_asks_again_next_time(home: Home) -> None:
    """V and t, as on Home."""
    first, second = journal_of(home).learnings.due(NOW.date())[:2]
    upcoming = journal_of(home).sessions.next()

    async def script(someone: Someone) -> None:
        await press(someone, "f6", "v")
        assert isinstance(someone.app.screen, UsedDialog)
        await write(someone, "Asked it on Monday")
        await press(someone, "enter", "enter")
        outcome = journal_of(home).store.get(Learning, first.id).outcomes[-1]  # type: ignore[union-attr]
        assert (outcome.text, outcome.worked) == ("Asked it on Monday", Worked.YES)
        assert told(someone)[-1] == "Noted: it was used. u takes it back."
        await at(someone, second)
        await press(someone, "t")
        assert "You will be asked again on Thursday 3 December 2026." in told(someone)[-1]
        after = journal_of(home).store.get(Learning, second.id)
        assert after is not None
        assert upcoming is not None
        assert upcoming.when is not None
        assert after.outcomes[-1].worked is Worked.NOT_YET
        assert after.check_on == upcoming.when.date()

    sit(home, script)


def test_a_full_disk_closes_no_question_about_what_happened(
    home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is typed stays on the screen, and why it cannot be kept is said."""
    learning = journal_of(home).learnings.due(NOW.date())[0]

    async def script(someone: Someone) -> None:
        await press(someone, "f6", "v")
        dialog = someone.app.screen
        monkeypatch.setattr(Drafts, "save", full)
        await write(someone, "Asked it on Monday")
        for keys in (("escape",), ("enter", "enter")):
            await press(someone, *keys)
            assert isinstance(someone.app.screen, Dialog)
            await press(someone, "escape")
            assert someone.app.screen is dialog
        monkeypatch.undo()
        await press(someone, "enter")
        assert not isinstance(someone.app.screen, UsedDialog)

    sit(home, script)
    used = journal_of(home).store.get(Learning, learning.id)
    assert used is not None
    assert used.outcomes[-1].text == "Asked it on Monday"


def test_whoever_leaves_while_a_use_is_being_noted_is_not_offered_it_again(
    home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The draft ends with the verb that took it, whatever screen is in front by then."""
    slow = Slow(monkeypatch, Learnings, "applied")

    async def script(someone: Someone) -> None:
        await press(someone, "f6", "v")
        await write(someone, "Asked it on Monday")
        await press(someone, "enter")
        await someone.press("enter")
        await slow.begun()
        await someone.press("f3")
        slow.go_on()
        await settled(someone)

    sit(home, script)
    assert not Drafts(home).all()


def test_a_row_says_who_may_read_it_where_that_is_not_the_two(home: Home) -> None:
    """Right after it was changed, and in the list of all."""
    action = journal_of(home).actions.open()[0]

    async def script(someone: Someone) -> None:
        await press(someone, "f6")
        await at(someone, action)
        before = shown(someone)
        await press(someone, "ctrl+r", "enter")
        assert shown(someone).count("only me") == before.count("only me") + 1

    sit(home, script)


def test_an_action_is_done_dropped_or_thrown_away(home: Home) -> None:
    """f; x asks which of the two, and u takes either back."""
    done, dropped, gone = journal_of(home).actions.open()[:3]

    def status(action: Action) -> ActionStatus | None:
        found = next(
            (each for each in journal_of(home).actions.all() if each.id == action.id), None
        )
        return found.status if found else None

    async def script(someone: Someone) -> None:
        await press(someone, "f6")
        await at(someone, done)
        await press(someone, "f")
        assert status(done) is ActionStatus.DONE
        assert told(someone)[-1] == "Noted as done. u takes it back."
        await at(someone, dropped)
        await press(someone, "x")
        assert isinstance(someone.app.screen, Dialog)
        await press(someone, "enter")
        assert status(dropped) is ActionStatus.DROPPED
        assert told(someone)[-1] == "Dropped. u takes it back."
        await at(someone, gone)
        await press(someone, "x", "tab", "enter")
        assert status(gone) is None
        assert told(someone)[-1] == "In the trash. u takes it back."
        await press(someone, "u")
        assert status(gone) is ActionStatus.OPEN
        assert told(someone)[-1].startswith("Taken back: “Put a record in the trash”")

    sit(home, script)


def test_who_reads_it_can_be_changed(home: Home) -> None:
    """^r names the present readers and offers the two others."""
    learning = journal_of(home).learnings.due(NOW.date())[0]

    async def script(someone: Someone) -> None:
        await press(someone, "f6", "ctrl+r")
        assert "Now: The two of us." in shown(someone)
        await press(someone, "enter")
        after = journal_of(home).store.get(Learning, learning.id)
        assert after is not None
        assert after.visibility is Visibility.PRIVATE
        assert told(someone)[-1] == "From now on: Only me."
        await press(someone, "ctrl+t")
        assert "hidden text" in shown(someone)
        assert learning.what not in shown(someone)
        await press(someone, "ctrl+t")
        assert learning.what in shown(someone)

    sit(home, script)


def answers(someone: Someone) -> list[str]:
    """What the buttons of the question say."""
    return [each.label.plain for each in someone.app.screen.query(Push)]


def test_what_stays_between_the_two_is_not_offered_to_leave(home: Home) -> None:
    """Of a learning it is offered, and said what it takes; of an action of mine, neither."""
    journal = journal_of(home)
    action = journal.actions.add("Book the small room", owner=journal.pair.me)

    async def script(someone: Someone) -> None:
        await press(someone, "f6", "ctrl+r")
        assert "What may leave the pair leaves only once" in shown(someone)
        assert answers(someone) == ["Only me", "May leave the pair", "Close"]
        await press(someone, "escape")
        someone.app.screen.query_one(Listing).go_to(action.id)
        await press(someone, "ctrl+r")
        assert "Who may read this? Now: The two of us." in shown(someone)
        assert answers(someone) == ["Only me", "Close"]
        assert "leave the pair" not in shown(someone)

    sit(home, script)


def test_without_a_pair_it_says_how_to_begin(empty: Home) -> None:
    """Not with keys that do nothing yet."""

    async def script(someone: Someone) -> None:
        await press(someone, "f6")
        assert "F2 says how to begin" in shown(someone)
        assert "keeps something learned" not in shown(someone)

    sit(empty, script)


@pytest.mark.parametrize(("lang", "said"), [("en", "Nothing is kept"), ("fr", "Rien n’est noté")])
def test_an_empty_list_teaches(empty: Home, lang: str, said: str) -> None:
    """What each part is for, and the key that begins it."""
    from rmjournal import i18n

    new_pair(empty)
    i18n.use(lang)

    async def script(someone: Someone) -> None:
        await press(someone, "f6", "shift+tab", "right", "right", "right", "right", "enter")
        assert said in shown(someone)

    sit(empty, script)


@pytest.mark.tour
@pytest.mark.parametrize("lang", ["en", "fr"])
def test_the_keys_fit_in_80_columns(home_in: MakeHome, lang: str) -> None:
    """The footer is never cut, whatever is highlighted."""

    async def script(someone: Someone) -> None:
        await press(someone, "f6")
        for _ in range(4):
            line = "  ".join(f"{key} {label}" for key, label in footer(someone).items())
            assert len(line) < 79, line
            await press(someone, "down")

    sit(home_in(lang), script)


def test_what_another_process_keeps_shows_up(home: Home) -> None:
    """Without a restart, and the highlight stays where it was."""

    async def script(someone: Someone) -> None:
        await press(someone, "f6", "down")
        before = someone.app.screen.query_one(Listing).highlighted
        journal_of(home).actions.add("Call the night shift", due=NOW.date())
        someone.app.look()  # type: ignore[attr-defined]
        await settled(someone)
        assert "Call the night shift" in shown(someone)
        assert someone.app.screen.query_one(Listing).highlighted == before

    sit(home, script)


def test_of_very_many_only_those_in_view_are_made(
    home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Thousands of learnings cost no more rows than a screen has, with room for a few pages."""
    kept = learned.kept
    made: list[int] = []
    make = learned.LearnedRows.made

    def many(journal: Journal) -> Kept | None:
        found = kept(journal)
        return found and replace(found, learnings=found.learnings * 1000)

    def counted(rows: learned.LearnedRows, index: int) -> Entry:
        made.append(index)
        return make(rows, index)

    monkeypatch.setattr(learned, "kept", many)
    monkeypatch.setattr(learned.LearnedRows, "made", counted)

    async def script(someone: Someone) -> None:
        await press(someone, "f6")
        someone.app.screen.query_one("#filter", Choice).value = "learnings"
        await settled(someone)
        assert len(someone.app.screen.query_one(Listing).entries) > 5000
        await press(someone, "end", "home", "pagedown")
        assert 0 < len(made) < 200

    sit(home, script)
