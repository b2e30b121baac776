"""A session in progress: the right time whatever happens, nothing noted lost, nothing private shown."""

from __future__ import annotations

import re
import signal
from datetime import datetime, timedelta

import pytest
from textual import events
from textual.widgets import Input

from rmjournal import i18n
from rmjournal.app import JournalApp
from rmjournal.journal import Journal, undoing
from rmjournal.journal.clock import Clock
from rmjournal.journal.learnings import Learnings
from rmjournal.model.agenda import Item, ItemStatus
from rmjournal.model.record import Visibility
from rmjournal.model.session import Session, SessionStatus
from rmjournal.model.timer import TimerState
from rmjournal.paths import Home
from rmjournal.screens.dialog import Dialog
from rmjournal.screens.home import HomeScreen
from rmjournal.screens.live import LiveScreen
from rmjournal.screens.reflection import ReflectionScreen
from rmjournal.screens.sheet import Sheet
from rmjournal.storage import settings
from rmjournal.storage.drafts import Drafts
from rmjournal.storage.file import JournalStorage
from rmjournal.storage.store import Store
from rmjournal.widgets.gauge import Gauge
from rmjournal.widgets.keyline import KeyLine
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
from tests.app.seat import Seat
from tests.app.test_terminal import HOSTILE
from tests.cli.conftest import posix
from tests.conftest import NOW

TOPICS = (
    ("Check-in", "check-in", 5), ("What the filter did", "recall", 5),
    ("Mean or median", "topic", 12), ("The committee's page", "case", 10),
    ("Open time", "open", 8), ("Wrap-up", "wrap-up", 5),
)  # fmt: skip


def planned(home: Home, before: int = 0) -> Session:
    """A session of 45 minutes that should have begun so many minutes ago, with its agenda."""
    journal = journal_of(home)
    session = journal.sessions.plan(NOW - timedelta(minutes=before), purpose="Charts", minutes=45)
    for topic, kind, minutes in TOPICS:
        journal.agendas.add(session, topic, kind=kind, minutes=minutes)
    return session


def started(home: Home) -> Session:
    """The same, under way since this minute."""
    return journal_of(home).timers.start(planned(home)).session


def again(home: Home, session: Session) -> Session:
    """The session as it is stored now."""
    return journal_of(home).sessions.found(f"#{session.id}")


def agenda(home: Home, session: Session) -> tuple[Item, ...]:
    """Its items as they are stored now."""
    return journal_of(home).agendas.of(session).items


def later(someone: Someone, **passed: float) -> None:
    """Time passes; the screen ticks once, and asks nobody."""
    clock: Clock = someone.app.door.clock  # type: ignore[attr-defined]
    assert clock._fixed is not None
    clock._fixed += timedelta(**passed)
    if isinstance(screen := someone.app.screen, LiveScreen):
        screen.tick()


def at(home: Home, **passed: float) -> Journal:
    """The journal as another process opens it, so much later."""
    return journal_of(home, NOW + timedelta(**passed))


async def caught(someone: Someone, key: str, text: str) -> None:
    """A line is opened by its key, typed and kept."""
    await press(someone, key)
    await write(someone, text)
    await press(someone, "enter")


def on_line(someone: Someone, name: str = "text") -> str:
    """What stands on the line."""
    return someone.app.screen.query_one(f"#catch-{name}", Input).value


# What there is to start


def test_the_next_session_is_offered_and_started_by_one_key(home: Home) -> None:
    """Nothing is under way: when it is planned, when it would end, its agenda, and a button."""
    session = planned(home)

    async def script(someone: Someone) -> None:
        await press(someone, "f8")
        assert "today, 45" in shown(someone)
        assert "It would end at 21:35." in shown(someone)
        assert "protected  Wrap-up" in shown(someone)
        assert footer(someone) == {"g": "Next step"}
        await press(someone, "enter")
        assert "Check-in  5:00 left  of 5 min" in shown(someone)
        assert "Session  45:00 left  of 45 min, until 21:35" in shown(someone)

    sit(home, script)
    assert again(home, session).under_way


def test_a_session_of_another_day_is_started_after_a_question(home: Home) -> None:
    """The one of the sample is weeks away: one key alone begins nothing."""

    async def script(someone: Someone) -> None:
        await press(someone, "f8", "g")
        assert "Start session 13 now?" in shown(someone)
        assert "it would begin now instead" in shown(someone)
        await press(someone, "escape")
        assert journal_of(home).sessions.running() is None
        await press(someone, "g", "enter")
        assert journal_of(home).sessions.running() is not None

    sit(home, script)


def test_a_late_start_shrinks_the_topic_and_never_the_wrap_up(home: Home) -> None:
    """What starting now takes is said before and after, by name; the minutes go down while one waits."""
    planned(home, before=5)

    async def script(someone: Someone) -> None:
        await press(someone, "f8")
        assert "5 min late: the end stays, and the wrap-up too." in shown(someone)
        assert "“Mean or median” goes from 12 to 7 min. It would end at 21:30." in shown(someone)
        later(someone, minutes=2)
        assert "“Mean or median” goes from 12 to 5 min. It would end at 21:30." in shown(someone)
        later(someone, minutes=-2)
        await press(someone, "g")
        assert "Session  40:00 left  of 40 min, until 21:30" in shown(someone)
        assert "5 min late: “Mean or median” goes from 12 to 7 min." in shown(someone)
        assert "next  Mean or median  7" in shown(someone)
        assert "protected  Wrap-up  5" in shown(someone)

    sit(home, script)


def test_without_a_session_it_says_what_to_do(empty: Home) -> None:
    """What this is for, and the first thing to do, at every stage of a pair."""

    async def nobody(someone: Someone) -> None:
        someone.app.go("live")  # type: ignore[attr-defined]
        await settled(someone)
        assert "There is no pair yet. F2 says how to begin." in shown(someone)
        await press(someone, "l", "a", "enter", "space", "f", "g")
        assert isinstance(someone.app.screen, LiveScreen)

    async def nothing(someone: Someone) -> None:
        await press(someone, "f8")
        assert "No session is planned yet." in shown(someone)
        assert someone.app.focused is not None
        assert someone.app.focused.id == "plan"

    async def unsaid(someone: Someone) -> None:
        await press(someone, "f8")
        assert "One waits for a word on whether it took place: F2 asks." in shown(someone)

    sit(empty, nobody)
    journal = new_pair(empty)
    sit(empty, nothing)
    journal.sessions.plan(NOW - timedelta(days=7))
    sit(empty, unsaid)


# The clocks


def test_the_clocks_go_without_the_disk_and_say_calmly_what_is_over(
    home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Every second is counted from what was loaded; nothing is read.

    How much longer it takes is said, and what one can do; the bar is full, and nothing else changes.
    """
    started(home)

    async def script(someone: Someone) -> None:
        await press(someone, "f8")
        monkeypatch.setattr(JournalApp, "look", lambda app: None)
        monkeypatch.setattr(someone.app.door, "ask", lambda _: pytest.fail("read"))  # type: ignore[attr-defined]
        later(someone, seconds=1)
        assert "Check-in  4:59 left" in shown(someone)
        later(someone, minutes=2, seconds=29)
        assert "Check-in  2:30 left" in shown(someone)
        assert "Session  42:30 left" in shown(someone)
        gauge = someone.app.screen.query_one("#gauge-item", Gauge)
        assert gauge.bar(10) == "█████░░░░░"
        later(someone, minutes=3, seconds=40)
        assert "Check-in  1:10 over  of 5 min" in shown(someone)
        assert "Longer than planned. Enter goes on, → gives 5 more minutes." in shown(someone)
        assert gauge.bar(10) == "█" * 10
        later(someone, minutes=44)
        assert "Session  5:10 over  of 45 min" in shown(someone)
        assert "The planned time is over. f ends the session" in shown(someone)

    sit(home, script)


def test_pause_next_and_more_minutes_by_key(home: Home) -> None:
    """Space stops the time and lets it go on, Enter goes on, right gives five minutes; u takes back."""
    session = started(home)

    async def script(someone: Someone) -> None:
        await press(someone, "f8")
        later(someone, minutes=4)
        await press(someone, "space")
        assert "Paused. Space goes on." in shown(someone)
        assert "of 45 min, paused" in shown(someone)
        assert footer(someone)["Space"] == "Resume"
        later(someone, minutes=10)
        assert "Session  41:00 left" in shown(someone)
        await press(someone, "space")
        assert footer(someone)["Space"] == "Pause"
        later(someone, minutes=1, seconds=30)
        assert "Session  39:30 left  of 45 min, until 21:45" in shown(someone)
        await press(someone, "enter")
        assert "done  Check-in  6 min (5 planned)" in shown(someone)
        assert "What the filter did  5:00 left" in shown(someone)
        await press(someone, "right")
        assert "What the filter did  10:00 left  of 10 min" in shown(someone)
        assert "Session  44:30 left  of 50 min" in shown(someone)
        assert "5 more minutes: 50 min in all." in shown(someone)
        await press(someone, "u")
        assert "What the filter did  5:00 left  of 5 min" in shown(someone)

    sit(home, script)
    assert agenda(home, session)[0].status is ItemStatus.DONE


def test_going_on_to_the_next_item_ends_a_pause_and_says_so(home: Home) -> None:
    """The time runs again, told once; what is taken back is paused again."""
    session = started(home)

    async def script(someone: Someone) -> None:
        await press(someone, "f8")
        later(someone, minutes=4)
        await press(someone, "enter")
        assert "The pause is over" not in shown(someone)
        await press(someone, "space", "enter")
        assert "The pause is over: the time goes on. u takes it back." in shown(someone)
        assert footer(someone)["Space"] == "Pause"
        await press(someone, "u")
        assert "Paused. Space goes on." in shown(someone)
        await press(someone, "right", "space")
        assert "The pause is over" not in shown(someone)

    sit(home, script)
    kinds = [each.kind for each in again(home, session).timer]
    assert kinds == ["start", "next", "pause", "extend", "resume"]


def test_after_the_last_item_only_the_end_is_left(home: Home) -> None:
    """Enter has nothing to go on to, and is no longer offered.

    The end that a command brought meanwhile is refused in words, and no crash.
    """
    started(home)

    async def script(someone: Someone) -> None:
        await press(someone, "f8", *["enter"] * 6)
        assert "That was the last item. f ends the session." in shown(someone)
        assert not {"Enter", "d"} & set(footer(someone))
        await press(someone, "enter", "d")
        assert isinstance(someone.app.screen, LiveScreen)
        assert not someone.app.screen.query_one("#gauge-item").display
        await press(someone, "f")
        at(home, minutes=1).timers.end()
        await press(someone, "enter")
        assert "No session is under way." in shown(someone)

    sit(home, script)


def test_another_process_goes_on(home: Home) -> None:
    """What a command did is there a moment later, and the line stays, even if that ended it all."""
    session = started(home)

    async def script(someone: Someone) -> None:
        await press(someone, "f8", "a")
        await write(someone, "Two opt")
        at(home, minutes=3).timers.advance()
        later(someone, minutes=4)
        someone.app.look()  # type: ignore[attr-defined]
        await settled(someone)
        assert "What the filter did  4:00 left" in shown(someone)
        assert on_line(someone) == "Two opt"
        at(home, minutes=5).timers.end()
        someone.app.look()  # type: ignore[attr-defined]
        await settled(someone)
        assert on_line(someone) == "Two opt"
        await press(someone, "enter")
        assert "Kept at 20:54" in shown(someone)

    sit(home, script)
    kept = next(each for each in journal_of(home).actions.open() if each.text == "Two opt")
    assert kept.session == session.id


def test_a_program_that_stopped_comes_back_to_the_right_time(home: Home) -> None:
    """Nothing runs meanwhile: the second program counts from the same events."""
    session = started(home)

    async def first(someone: Someone) -> None:
        await press(someone, "f8")
        later(someone, minutes=2)
        await press(someone, "enter")
        await caught(someone, "l", "Ask for the median")
        await press(someone, "b")
        await write(someone, "She presented")
        someone.app.keep()  # type: ignore[attr-defined]

    async def second(someone: Someone) -> None:
        later(someone, minutes=12)
        await settled(someone)
        assert "is under way" in shown(someone)
        await press(someone, "g")
        assert "What the filter did  5:00 over" in shown(someone)
        assert "Session  33:00 left" in shown(someone)
        assert "learned  Ask for the median" in shown(someone)
        assert on_line(someone) == "She presented"
        assert "Here is what you had begun." in shown(someone)
        await press(someone, "enter")
        assert "well done  She presented" in shown(someone)

    sit(home, first)
    sit(home, second)
    assert again(home, session).under_way
    assert Drafts(home).all() == {}


@posix
def test_a_killed_program_loses_nothing(home: Home) -> None:
    """After kill -9 the time is right, what was kept is there, and the line that was begun too."""
    started(home)
    sits = Seat(home.data, RMJOURNAL_NOW="2026-11-21T20:52")
    sits.terminal.expect("is under way")
    sits.terminal.type("\r")
    sits.terminal.expect("3:00 left")
    sits.terminal.type("l")
    sits.terminal.expect("Learned:")
    sits.terminal.type("Ask for the median\r")
    sits.terminal.expect("Kept at 20:52")
    sits.terminal.type("a")
    sits.terminal.expect("Action:")
    sits.terminal.type("Two options")
    sits.draft("Two options", "text")
    sits.terminal.leave(signal.SIGKILL)
    back = Seat(home.data, RMJOURNAL_NOW="2026-11-21T20:57:30")
    back.terminal.expect("is under way")
    back.terminal.type("\r")
    back.terminal.expect("2:30 over")
    back.terminal.expect("Ask for the median")
    back.terminal.expect("Two options")
    back.terminal.close()
    assert journal_of(home).learnings.all()[-1].what == "Ask for the median"


@posix
def test_the_clocks_go_by_themselves(home: Home) -> None:
    """Second after second is shown, with nobody touching a key."""
    clock = Clock("Europe/Paris")
    journal = Journal(Store(home, clock.now), clock, settings.load(home).pair)
    journal.timers.start(journal.sessions.plan(clock.local(), minutes=45))
    sits = Seat(home.data, RMJOURNAL_NOW="")
    sits.terminal.expect("is under way")
    sits.terminal.type("\x1b[19~")
    seen: list[str] = []
    while len(set(seen)) < 3:
        sits.terminal.expect(" left")
        seen = re.findall(r"(4[0-5]:[0-5][0-9]) left", sits.terminal.screen)
    sits.terminal.close()
    assert seen == sorted(seen, reverse=True)


# What is caught


@pytest.mark.parametrize("lang", ["en", "fr"])
def test_each_kind_is_caught_by_one_key(home_in: MakeHome, lang: str) -> None:
    """Learned, action, set aside, decided, well done: kept at once and told with its time."""
    home = home_in(lang)
    session = started(home)
    partner = journal_of(home).pair.partner
    name = partner.first_name
    kinds = {
        "en": ("learned", "action", "set aside", "decided", "well done"),
        "fr": ("appris", "action", "de côté", "décidé", "bravo"),
    }[lang]

    async def script(someone: Someone) -> None:
        await press(someone, "f8")
        for minute, (key, text) in enumerate(
            (("l", "Median"), ("p", "Night shift"), ("d", "One page"), ("b", "Alone")), start=1
        ):
            later(someone, minutes=1)
            await caught(someone, key, text)
            assert again(home, session).under_way, minute
        await press(someone, "a")
        await write(someone, "Two options")
        await press(someone, "tab")
        await write(someone, f"@{partner.name[:3]}")
        await press(someone, "tab")
        await write(someone, "friday" if lang == "en" else "vendredi")
        understood = (
            "by Friday 27 November 2026" if lang == "en" else "vendredi 27\xa0novembre 2026"
        )
        assert partner.name.split()[0] in shown(someone)
        assert understood in shown(someone)
        await press(someone, "enter")
        for kind, text in zip(kinds, ("Median", "Two options", "Night shift", "One page", "Alone"),
                              strict=True):  # fmt: skip
            assert f"{kind}  {text}" in shown(someone)
        assert i18n.words().time(NOW + timedelta(minutes=1)) in shown(someone)
        await press(someone, "a")
        await write(
            someone, f"Redo page @{name.upper()} {'friday' if lang == 'en' else 'vendredi'}"
        )
        assert re.search(f"→ .*Redo page.* · {name} · .*{understood}", shown(someone))
        await press(someone, "enter")
        assert f"{kinds[1]}  Redo page  {name} · " in shown(someone)
        assert not on_line(someone)

    sit(home, script)
    journal = journal_of(home)
    redo = next(each for each in journal.actions.all() if each.text == "Redo page")
    assert (redo.owner, redo.due) == (partner.id, datetime(2026, 11, 27).date())
    assert journal.learnings.all()[-1].what == "Median"
    assert journal.wins.all()[-1].text == "Alone"
    action = next(each for each in journal.actions.all() if each.text == "Two options")
    assert (action.owner, action.due) == (partner.id, datetime(2026, 11, 27).date())
    first = agenda(home, session)[0]
    assert (first.decision, first.status) == ("One page", ItemStatus.TO_DO)
    assert agenda(home, session)[-1].status is ItemStatus.PARKED
    assert {action.session, journal.wins.all()[-1].session} == {session.id}


def test_who_reads_stands_beside_the_line(home: Home) -> None:
    """The two of us; a decision on an item of mine alone is mine alone."""
    session = planned(home)
    journal = journal_of(home)
    own = journal.agendas.of(session).items[0]
    journal.records.show_to(own, Visibility.PRIVATE)
    journal.timers.start(session)

    async def script(someone: Someone) -> None:
        await press(someone, "f8", "l")
        assert "THE TWO OF US" in shown(someone)
        await press(someone, "escape", "d")
        assert "ONLY ME" in shown(someone)
        await write(someone, "Sell it")
        await press(someone, "enter")
        assert "Sell it" not in shown(someone)
        assert "decided  an item that is only mine" in shown(someone)

    sit(home, script)


def test_no_key_acts_on_the_timer_while_a_line_is_open(home: Home) -> None:
    """Space, Enter, arrows and every letter belong to the line, also after a click beside it.

    Enter on an empty line only closes it: it keeps nothing, and goes on to no item.
    """
    session = started(home)

    async def script(someone: Someone) -> None:
        await press(someone, "f8", "l", "enter")
        assert "Nothing yet." in shown(someone)
        assert not someone.app.screen.query_one("#catch-row").display
        assert len(again(home, session).timer) == 1
        await press(someone, "p", *"fpu lab", "space", "right", "x")
        assert on_line(someone) == "fpu lab x"
        assert isinstance(someone.app.screen, LiveScreen)
        await press(someone, "enter")
        assert "set aside  fpu lab x" in shown(someone)
        assert [each.kind for each in again(home, session).timer] == ["start"]
        await press(someone, "p")
        someone.app.screen.set_focus(None)
        await press(someone, "space", "enter", "right", "u")
        await press(someone, "escape", "space")

    sit(home, script)
    assert [each.kind for each in again(home, session).timer] == ["start", "pause"]


def test_keys_are_carried_out_in_their_order(home: Home) -> None:
    """However fast they are pressed: each verb after those before it, and none is lost."""
    session = started(home)
    keys = ["space", "space", "space", "enter"] * 2

    async def script(someone: Someone) -> None:
        await press(someone, "f8")
        for each in keys:
            someone.app.post_message(events.Key(each, None))
        await settled(someone)

    sit(home, script)
    kinds = [each.kind for each in again(home, session).timer]
    assert kinds == ["start", *["pause", "resume", "pause", "next"] * 2]


def test_a_line_leaves_alone_what_a_sheet_began(home: Home) -> None:
    """Whose it is, as the sheet has it, is no word for the line; the rest waits for the sheet."""
    session = started(home)
    partner = journal_of(home).pair.partner.id
    begun = {"what": "Ask", "who": partner, "situation": "On Mondays"}
    Drafts(home).save("learn", begun)

    async def script(someone: Someone) -> None:
        await press(someone, "f8", "l")
        assert (on_line(someone), on_line(someone, "who")) == ("Ask", "")
        await press(someone, "escape")
        assert Drafts(home).load("learn") == begun
        await press(someone, "l", "enter")

    sit(home, script)
    (learning,) = (each for each in journal_of(home).learnings.all() if each.session == session.id)
    assert (learning.what, learning.learner) == ("Ask", journal_of(home).pair.me)
    assert Drafts(home).load("learn") == {"who": partner, "situation": "On Mondays"}


def test_what_is_typed_right_after_enter_is_no_part_of_what_is_kept(home: Home) -> None:
    """Letters that were typed before anyone could answer begin the next line."""
    session = started(home)

    async def script(someone: Someone) -> None:
        await press(someone, "f8", "l")
        await write(someone, "Ask")
        for key in ("enter", "z", "q"):
            someone.app.post_message(events.Key(key, None if key == "enter" else key))
        await settled(someone)
        assert on_line(someone) == "zq"
        await press(someone, "escape")

    sit(home, script)
    learnings = journal_of(home).learnings.all()
    assert [each.what for each in learnings if each.session == session.id] == ["Ask"]
    assert Drafts(home).load("learn") == {"what": "zq", "line": session.id}


def test_whoever_leaves_while_a_line_is_being_kept_is_not_offered_it_again(
    home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The draft ends with the verb that took it, whatever screen is in front by then."""
    started(home)
    slow = Slow(monkeypatch, Learnings, "add")

    async def script(someone: Someone) -> None:
        await press(someone, "f8", "l")
        await write(someone, "Ask")
        await someone.press("enter")
        await slow.begun()
        await someone.press("f3")
        slow.go_on()
        await settled(someone)
        assert Drafts(home).load("learn") is None

    sit(home, script)
    assert "Ask" in [each.what for each in journal_of(home).learnings.all()]


def test_escape_keeps_the_draft_then_leaves_while_the_timer_goes_on(home: Home) -> None:
    """First the line closes and says what is kept; then the screen; Home and F8 come back."""
    session = started(home)

    async def script(someone: Someone) -> None:
        await press(someone, "f8", "a")
        await write(someone, "Two opt")
        await press(someone, "tab")
        await write(someone, "rho")
        await press(someone, "escape")
        assert "Your draft is kept" in shown(someone)
        await press(someone, "escape")
        assert isinstance(someone.app.screen, HomeScreen)
        assert told(someone)[-1] == "The timer goes on. F8 comes back to it."
        assert "is under way" in shown(someone)
        await press(someone, "f8")
        assert (on_line(someone), on_line(someone, "who")) == ("Two opt", "rho")
        assert "Here is what you had begun." in shown(someone)
        await press(someone, "escape", "l")
        await write(someone, "Ask for the median")
        await press(someone, "escape", "f")
        begun = "learned “Ask for the median” and action “Two opt”"
        assert f"Begun and not kept: {begun}" in shown(someone)
        await press(someone, "escape", "escape", "f8")
        assert on_line(someone) == "Ask for the median"
        await press(someone, "escape")
        assert "a brings it back" in shown(someone)
        await press(someone, "f", "enter")

    sit(home, script)
    assert not again(home, session).under_way
    assert Drafts(home).all() == {}
    journal = journal_of(home)
    assert journal.learnings.all()[-1].what == "Ask for the median"
    (action,) = (each for each in journal.actions.open() if each.session == session.id)
    assert (action.text, action.owner) == ("Two opt", journal.pair.partner.id)


def test_what_was_begun_is_thrown_away_knowingly(home: Home) -> None:
    """The question of the end offers it; also where the timer was left running."""
    session = started(home)
    begun = {"what": "Ask", "line": session.id, "situation": "On Mondays"}

    async def script(someone: Someone) -> None:
        Drafts(home).save("learn", begun)
        await press(someone, "f8", "escape", "f", "down", "enter")
        assert isinstance(someone.app.screen, ReflectionScreen)
        assert Drafts(home).all() == {"learn": {"situation": "On Mondays"}}
        undoing.undo(journal_of(home))
        Drafts(home).save("learn", begun)
        later(someone, hours=3)
        await press(someone, "f8", "escape", "f", "right", "space", "tab", "4", "5", "enter")
        assert isinstance(someone.app.screen, ReflectionScreen)

    sit(home, script)
    assert Drafts(home).all() == {"learn": {"situation": "On Mondays"}}
    assert again(home, session).lasted == 45
    assert "Ask" not in [each.what for each in journal_of(home).learnings.all()]


def test_what_is_refused_stays_on_the_line(home: Home) -> None:
    """A name or a date that is not understood is said under the line; nothing typed is lost."""
    started(home)

    async def script(someone: Someone) -> None:
        await press(someone, "f8")
        for tabs, field, wrong, said in (
            (1, "who", "Zoe", "“Zoe” is neither of the two."),
            (2, "due", "someday", "someday"),
        ):
            await press(someone, "a")
            await write(someone, f"Options {tabs}")
            await press(someone, *["tab"] * tabs)
            await write(someone, wrong)
            await press(someone, "enter")
            assert said in shown(someone).split("! ")[-1]
            assert (on_line(someone), on_line(someone, field)) == (f"Options {tabs}", wrong)
            someone.app.screen.query_one(f"#catch-{field}", Input).value = ""
            await press(someone, "enter")
            assert f"action  Options {tabs}" in shown(someone)

    sit(home, script)


def test_a_disk_that_refuses_costs_no_word(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    """The line stays as typed; the next Enter keeps it, and the undo key takes back what was kept."""
    started(home)

    async def script(someone: Someone) -> None:
        await press(someone, "f8", "l")
        await write(someone, "Median")
        monkeypatch.setattr(JournalStorage, "_save", full)
        await press(someone, "enter")
        assert "! The journal is damaged: x." in shown(someone)
        assert on_line(someone) == "Median"
        monkeypatch.undo()
        monkeypatch.setenv("RMJOURNAL_NOW", NOW.isoformat())
        await press(someone, "enter")
        assert "learned  Median" in shown(someone)
        await caught(someone, "b", "Alone")
        await press(someone, "u")
        assert "Taken back: “Write down something that went well”" in shown(someone)
        assert "well done" not in shown(someone)

    sit(home, script)


# Beside a call


def test_nothing_private_is_on_the_screen(home: Home) -> None:
    """Purpose, topics and notes that are mine alone: that they are there, and not what."""
    session = planned(home)
    journal = journal_of(home)
    for each in journal.agendas.of(session).items[:3]:
        journal.agendas.edit(each, topic="The merger")
    for each in journal.agendas.of(session).items[:3]:
        journal.records.show_to(each, Visibility.PRIVATE)
    journal.records.show_to(again(home, session), Visibility.PRIVATE)
    journal.sessions.edit(again(home, session), purpose="The merger")

    async def script(someone: Someone) -> None:
        await press(someone, "f8")
        assert "nothing private on screen" in shown(someone)
        assert "an item that is only mine" in shown(someone)
        seen = [shown(someone)]
        await press(someone, "g")
        for made in (
            journal_of(home).actions.add("Sell before the merger", session=session.id),
            journal_of(home).learnings.add("How a merger is hidden", session=session.id),
            journal_of(home).wins.add("The merger holds", session=session.id),
        ):
            journal_of(home).records.show_to(made, Visibility.PRIVATE)
        someone.app.look()  # type: ignore[attr-defined]
        await settled(someone)
        seen.append(shown(someone))
        assert "an action that is only mine" in seen[-1]
        later(someone, minutes=20)
        await press(someone, "enter", "f")
        seen.append(shown(someone))
        assert "merger" not in "".join(seen).lower()

    sit(home, script)


def test_hostile_words_are_shown_literally(home: Home) -> None:
    """Markup, links and controls in a topic or a note are nothing but letters."""
    session = planned(home)
    journal = journal_of(home)
    journal.sessions.edit(session, purpose=HOSTILE)
    journal.agendas.edit(journal.agendas.of(session).items[0], topic=HOSTILE)
    journal.timers.start(again(home, session))
    journal.actions.add(HOSTILE, session=session.id)

    async def script(someone: Someone) -> None:
        await press(someone, "f8")
        assert shown(someone).count("[@click=app.quit]x[/]") >= 4
        assert "\x1b" not in shown(someone)
        assert "\u202e" not in shown(someone)
        await press(someone, "f")
        assert isinstance(someone.app.screen, Dialog)

    sit(home, script)


# The end


def test_the_end_asks_names_what_was_not_reached_and_opens_the_reflection(home: Home) -> None:
    """Held as long as it took; the rest carried over; what was noted stands over the questions."""
    session = started(home)

    async def script(someone: Someone) -> None:
        await press(someone, "f8", "enter")
        for key, text in (("l", "Median"), ("d", "One page"), ("b", "Alone")):
            later(someone, minutes=1)
            await caught(someone, key, text)
        later(someone, minutes=22)
        await press(someone, "f")
        assert "carried over: “Mean or median” and “The committee's page”" in shown(someone)
        assert "2 parts of the agenda were not reached" in shown(someone)
        assert "carry over: “Open time” and “Wrap-up”" in shown(someone)
        await press(someone, "escape")
        assert again(home, session).under_way
        await press(someone, "f", "enter")
        assert isinstance(someone.app.screen, ReflectionScreen)
        assert "NOTED DURING THE SESSION" in shown(someone)
        assert "learned  Median  Judith" in shown(someone)
        assert "decided  One page" in shown(someone)
        assert "Alone" not in shown(someone)
        assert any("Held: session 13." in each for each in told(someone))
        assert someone.app.focused is not None
        assert someone.app.focused.id == "what"
        await press(someone, "shift+tab", "enter")
        assert "well done  Alone" in shown(someone)
        await press(someone, "escape")
        assert isinstance(someone.app.screen, HomeScreen)

    sit(home, script)
    held = again(home, session)
    assert (held.status, held.lasted) == (SessionStatus.HELD, 25)
    statuses = [each.status for each in agenda(home, session)]
    assert statuses[:2] == [ItemStatus.DONE] * 2
    assert statuses[-2:] == [ItemStatus.CARRIED] * 2


def test_a_timer_left_running_asks_how_long_it_took(home: Home) -> None:
    """Only a person knows; a wrong number is said, a right one ends the session."""
    session = started(home)

    async def script(someone: Someone) -> None:
        later(someone, hours=3)
        await press(someone, "f8")
        assert "The timer was left running: 3 h 0 min, in a session of 45 min." in shown(someone)
        assert not {"Enter", "Space"} & set(footer(someone))
        await press(someone, "f")
        assert isinstance(someone.app.screen, Sheet)
        await write(someone, "long")
        await press(someone, "enter")
        assert "“long” is not a whole number." in shown(someone)
        someone.app.screen.query_one("#minutes", Input).value = "50"
        await press(someone, "enter")
        assert isinstance(someone.app.screen, ReflectionScreen)

    sit(home, script)
    assert again(home, session).lasted == 50


# At every size, in both languages


@pytest.mark.tour
@pytest.mark.parametrize("size", [(80, 24), (60, 20), (120, 40)])
@pytest.mark.parametrize("lang", ["en", "fr"])
def test_it_fits(home_in: MakeHome, lang: str, size: tuple[int, int]) -> None:
    """Clocks, present item, line and keys are all on the screen; nothing scrolls sideways."""
    home = home_in(lang)
    started(home)

    async def script(someone: Someone) -> None:
        await press(someone, "f8")
        await caught(someone, "l", "Median " * 20)
        await press(someone, "a")
        screen = someone.app.screen
        (width, height), keys = size, screen.query_one(KeyLine)
        for name in ("#gauge-item", "#gauge-whole", "#course", "#catch-row", "#catch-text",
                     "#catch-who", "#catch-due", "#catch-foot"):  # fmt: skip
            region = screen.query_one(name).region
            assert region.height > 0, name
            assert region.right <= width, name
            assert region.bottom <= keys.region.y < height, name
        assert screen.query_one("#catch-text").region.width >= 16
        assert screen.query_one("#course").max_scroll_x == 0
        await press(someone, "escape")
        assert {each.label for each in keys.hints} >= {*footer(someone).values()}
        assert all(each.end <= width for each in keys.hints)

    sit(home, script, size)


def test_the_language_changes_live(home: Home) -> None:
    """The session goes on in French, and the line that was open is a draft."""
    started(home)

    async def script(someone: Someone) -> None:
        await press(someone, "f8", "l")
        await write(someone, "Median")
        await someone.app.speak("fr")  # type: ignore[attr-defined]
        await settled(someone)
        assert "rien de privé à l’écran" in shown(someone)
        assert "Séance  reste 45:00" in shown(someone)
        assert on_line(someone) == "Median"

    sit(home, script)
    assert journal_of(home).timers.progress().state is TimerState.RUNNING  # type: ignore[union-attr]
