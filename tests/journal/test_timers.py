"""A session with its timer: started, taken from item to item, ended with plan against actual."""

from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rmjournal.errors import NotFound, Refused, UsageProblem
from rmjournal.journal import Journal, undoing
from rmjournal.journal.clock import Clock
from rmjournal.model.agenda import Item, ItemStatus
from rmjournal.model.progress import Stand
from rmjournal.model.session import Session, SessionStatus
from rmjournal.model.timer import TimerState
from tests.conftest import MakeJournal
from tests.journal.conftest import TWO, After, opened


def items(journal: Journal) -> list[Item]:
    """The agenda of the only session."""
    return list(journal.agendas.of(journal.sessions.all()[0]).items)


def test_a_session_from_its_start_to_its_end(after: After) -> None:
    """Held when it began, as long as it took, every item with the minutes it took."""
    after(5).timers.start()
    for minutes in (10, 16, 25, 33, 41):
        after(minutes).timers.advance()
    ended = after(47).timers.end()
    session = ended.session
    assert (session.status, session.began, session.lasted) == (
        SessionStatus.HELD, TWO + timedelta(minutes=5), 42,
    )  # fmt: skip
    assert session.ended == TWO + timedelta(minutes=47)
    assert [(each.took, each.status) for each in items(after(47))] == [
        (minutes, ItemStatus.DONE) for minutes in (5, 6, 9, 8, 8, 6)
    ]
    assert (ended.carried, ended.asking) == ((), ())


@pytest.mark.parametrize(("minutes", "found"), [(15, True), (44, True), (45, False)])
def test_a_session_of_before_midnight_is_started_after_it(
    journal: Journal, at: MakeJournal, minutes: int, found: bool
) -> None:
    """For as long as it would have gone on; the one of the afternoon before is over."""
    evening = TWO.replace(hour=23, minute=50)
    journal.sessions.plan(TWO)
    late = journal.sessions.plan(evening)
    opened = at(evening + timedelta(minutes=minutes))
    if found:
        assert opened.timers.start().session.id == late.id
    else:
        with pytest.raises(NotFound):
            opened.timers.start()


def test_removing_what_is_spoken_of_goes_on_to_the_next(after: After) -> None:
    """With the minutes it took so far, as parking does; no minute of the session counts for none."""
    after(0).timers.start()
    opened = after(7)
    first, second, *_ = items(opened)
    opened.agendas.remove(first)
    trashed = opened.store.get(Item, first.id)
    assert trashed is not None
    assert (bool(trashed.deleted), trashed.took) == (True, 7)
    at = after(10).timers.progress()
    assert at is not None
    assert at.now is not None
    assert (at.now.item.id, at.now.seconds) == (second.id, 180)
    assert [each.position for each in items(opened)] == list(range(1, len(items(opened)) + 1))
    assert len(after(10).agendas.of(at.session).items) == 5
    undoing.undo(after(10))
    assert next(each.id for each in items(after(10))) == first.id


def test_what_was_not_reached_is_carried_over(after: After) -> None:
    """A topic of ours waits for a later session; what every session has anew does not."""
    opened = after(0)
    opened.agendas.add(opened.sessions.all()[0], "Three charts to drop", minutes=5)
    after(0).timers.start()
    after(5).timers.advance()
    ended = after(40).timers.end()
    assert [each.topic for each in ended.carried] == ["Mean or median", "Three charts to drop"]
    assert [each.topic for each in after(41).agendas.waiting()] == [
        "Mean or median", "Three charts to drop",
    ]  # fmt: skip
    rest = [each for each in items(after(41)) if each.topic in ("A real case", "Open time")]
    assert [(each.status, each.took) for each in rest] == [(ItemStatus.TO_DO, 0)] * 2


def test_a_third_carry_asks_for_a_decision(after: After, journal: Journal) -> None:
    """What was carried over twice before, and is not reached again, is named."""
    before = None
    for weeks in (9, 6):
        held = journal.sessions.hold(began=TWO - timedelta(weeks=weeks))
        before = journal.agendas.carry(
            journal.agendas.add(held, "Export", carried_from=before and before.id)
        )
    assert before is not None
    again = journal.agendas.take_up(journal.sessions.planned()[0], before)
    after(0).timers.start()
    ended = after(30).timers.end()
    assert [each.id for each in ended.asking] == [again.id]


def test_the_plan_at_the_start_is_shrunk_by_a_late_one(after: After) -> None:
    """The topic gives the minutes; wrap-up and planned end stay."""
    at = after(5).timers.start()
    assert [each.minutes for each in at.items] == [5, 5, 7, 10, 8, 5]
    assert at.ends == TWO + timedelta(minutes=45)


def test_the_zone_of_the_session_counts(after: After) -> None:
    """Started from another zone, it began at the time its own clock shows."""
    journal = after(5)
    journal.clock = Clock("America/Montreal", journal.clock.now())
    assert journal.timers.start(journal.sessions.all()[0]).session.began == TWO + timedelta(
        minutes=5
    )


def test_todays_session_is_started_unless_another_is_named(after: After) -> None:
    """Neither an old one without a word nor one of next week begins by mistake."""
    journal = after(-24 * 60)
    with pytest.raises(NotFound) as refusal:
        journal.timers.start()
    assert "start next --now" in refusal.value.todo
    at = journal.timers.start(journal.sessions.found("next"), early=True)
    assert (at.late, at.minutes) == (0, 45)


@pytest.mark.parametrize("dated", [True, False])
def test_one_planned_for_another_day_begins_only_when_a_person_says_so(
    after: After, *, dated: bool
) -> None:
    """Nor does one without a date; on its day, at whatever hour, nothing is asked."""
    journal = after(-24 * 60)
    session = journal.sessions.found("next")
    session = session if dated else journal.sessions.postpone(session)
    with pytest.raises(Refused) as refusal:
        journal.timers.start(session)
    assert "--now" in refusal.value.todo
    assert journal.sessions.running() is None
    assert journal.timers.start(session, early=True).session.under_way


def test_on_its_day_it_begins_hours_before_without_a_question(after: After) -> None:
    """People meet when they can."""
    journal = after(-5 * 60)
    assert journal.timers.start(journal.sessions.found("next")).session.under_way


def test_only_one_session_is_under_way(after: After) -> None:
    """A second is not started, and the first is neither moved, called off nor started again."""
    session = after(0).timers.start().session
    journal = after(1)
    other = journal.sessions.plan(TWO + timedelta(days=7))
    for refused in (
        lambda: journal.timers.start(other),
        lambda: journal.timers.start(session),
        lambda: journal.sessions.postpone(session, TWO + timedelta(days=9)),
        lambda: journal.sessions.cancel(session),
    ):
        with pytest.raises(Refused):
            refused()
    assert journal.sessions.running() == session
    assert journal.sessions.unsaid() == []


@pytest.mark.parametrize("verb", ["pause", "resume", "advance", "end"])
def test_without_a_session_under_way_there_is_no_timer(journal: Journal, verb: str) -> None:
    """What needs one says how to start it, and how to do without."""
    with pytest.raises(Refused) as refusal:
        getattr(journal.timers, verb)()
    assert "session start" in refusal.value.todo
    assert "session done" in refusal.value.todo
    with pytest.raises(Refused):
        journal.timers.extend(5)


def test_a_pause_is_not_counted_and_given_again_goes_on(after: After) -> None:
    """Ten minutes of pause are no minutes of the session, and it ends ten minutes later."""
    after(0).timers.start()
    assert after(10).timers.pause().state is TimerState.PAUSED
    assert after(20).timers.pause().state is TimerState.RUNNING
    after(30).timers.pause()
    assert after(31).timers.resume().state is TimerState.RUNNING
    with pytest.raises(Refused):
        after(32).timers.resume()
    session = after(56).timers.end().session
    assert (session.lasted, session.ended) == (45, TWO + timedelta(minutes=56))


def test_the_next_item_ends_a_pause(after: After) -> None:
    """What ended one says so, whether it is the next item or the same one; nothing else does."""
    assert not after(0).timers.start().resumed
    assert not after(5).timers.advance().resumed
    assert not after(10).timers.pause().resumed
    assert not after(11).timers.extend(5).resumed
    assert after(12).timers.advance().resumed
    after(13).timers.pause()
    assert after(14).timers.resume().resumed


@pytest.mark.parametrize("minutes", [0, -5, 196])
def test_a_session_is_not_made_longer_than_any_may_be(after: After, minutes: int) -> None:
    """Minutes are added, one at least, up to four hours in all."""
    after(0).timers.start()
    with pytest.raises(UsageProblem):
        after(1).timers.extend(minutes)
    at = after(2).timers.extend(195)
    assert (at.minutes, at.items[0].minutes) == (240, 200)


def test_an_item_may_be_named_and_what_was_skipped_comes_back(after: After) -> None:
    """Going on to the fifth leaves the ones between to do; after the last they are offered."""
    after(0).timers.start()
    at = after(5).timers.advance("6")
    assert at.now is not None
    assert (at.now.number, at.items[0].stand) == (6, Stand.DONE)
    at = after(9).timers.advance()
    assert at.now is not None
    assert at.now.number == 2
    with pytest.raises(Refused):
        after(9).timers.advance("2")
    with pytest.raises(NotFound):
        after(9).timers.advance("9")


def test_after_the_last_item_the_timer_goes_on_with_none(after: After) -> None:
    """And then there is nothing left to go on to."""
    after(0).timers.start()
    for minutes in range(1, 6):
        after(minutes).timers.advance()
    assert after(10).timers.advance().now is None
    with pytest.raises(Refused):
        after(11).timers.advance()
    assert after(12).timers.end().session.lasted == 12


@pytest.mark.parametrize("verb", ["done", "carry", "park"])
def test_settling_the_present_item_goes_on_to_the_next(after: After, verb: str) -> None:
    """Said of the item that is spoken of, its minutes are noted and the timer moves on."""
    after(0).timers.start()
    journal = after(7)
    second = items(journal)[1].id
    item = getattr(journal.agendas, verb)(items(journal)[0])
    at = journal.timers.progress()
    assert item.took == 7
    assert at is not None
    assert at.now is not None
    assert at.now.item.id == second


def test_settling_another_item_leaves_the_timer_alone(after: After) -> None:
    """What is said of a later item does not end the present one."""
    after(0).timers.start()
    journal = after(7)
    journal.agendas.park(items(journal)[3])
    at = journal.timers.progress()
    assert at is not None
    assert at.now is not None
    assert at.now.number == 1


def test_a_timer_left_running_asks_how_long_it_took(after: After) -> None:
    """Fourteen hours are never recorded; what was measured before is kept."""
    after(0).timers.start()
    after(5).timers.advance()
    morning = after(14 * 60)
    for refused in (morning.timers.end, morning.timers.advance, morning.timers.pause,
                    morning.sessions.hold):  # fmt: skip
        with pytest.raises(Refused) as refusal:
            refused()
        assert "session end --minutes" in refusal.value.todo
    session = morning.timers.end(50).session
    assert session.lasted == 50
    assert [each.took for each in items(morning)][:2] == [5, 45]


def test_a_closed_laptop_loses_nothing(after: After) -> None:
    """Every moment opens the file anew here; what counts is what is in it."""
    after(0).timers.start()
    at = after(44).timers.progress()
    assert at is not None
    assert (at.remaining, at.forgotten) == (60, False)


def test_saying_that_it_took_place_ends_the_timer(after: After) -> None:
    """``done`` is as good as ``end``, and a length or a beginning that is said wins."""
    after(0).timers.start()
    held = after(40).sessions.hold()
    assert (held.lasted, held.status) == (40, SessionStatus.HELD)
    undoing.undo(after(40))
    session = after(41).sessions.all()[0]
    held = after(41).sessions.hold(session, minutes=38)
    assert held.lasted == 38


def test_what_was_put_off_and_put_back_is_carried_over(after: After) -> None:
    """Spoken of for a while, parked, and wanted again, it still waits when the time is over."""
    after(0).timers.start()
    after(5).timers.advance("3")
    journal = after(9)
    parked = journal.agendas.park(items(journal)[2])
    journal.agendas.take_up(journal.sessions.all()[0], parked)
    ended = after(20).timers.end()
    assert [(each.topic, each.took) for each in ended.carried] == [("Mean or median", 4)]


def test_another_hour_of_its_day_is_the_session_under_way(after: After) -> None:
    """Saying when it really began ends it too, and makes no second session."""
    after(5).timers.start()
    held = after(40).sessions.hold(began=TWO)
    assert (held.began, held.status) == (TWO, SessionStatus.HELD)
    assert len(after(40).sessions.all()) == 1


def test_a_word_about_a_session_under_way_does_not_end_it(after: After) -> None:
    """A note taken meanwhile is a note; after a timer left running, the session is held."""
    session = after(0).timers.start().session
    logged = after(20).reflections.log(session, what="A thought")
    assert not logged.held
    assert after(20).sessions.running() is not None
    morning = after(14 * 60)
    logged = morning.reflections.log(morning.sessions.to_reflect_on(), what="It went well")
    assert logged.held
    held = morning.sessions.last()
    assert held is not None
    assert (held.lasted, morning.sessions.running()) == (None, None)


def test_an_empty_agenda_can_be_timed_too(journal: Journal, at: MakeJournal) -> None:
    """The whole has its time, and nothing is carried over."""
    journal.sessions.plan(TWO)
    at(TWO).timers.start()
    assert at(TWO + timedelta(minutes=30)).timers.end().session.lasted == 30


@given(
    st.lists(
        st.tuples(
            st.sampled_from(["advance", "pause", "extend", "done", "carry", "park"]),
            st.integers(0, 12 * 60),
        ),
        max_size=9,
    )
)
def test_the_minutes_of_the_items_make_the_session(steps: list[tuple[str, int]]) -> None:
    """However it is steered, what the items took, and what went by without one, is its length."""
    with opened(TWO) as journal:
        session = journal.sessions.plan(TWO)
        journal.agendas.take(session, journal.agendas.suggest(session))
        journal.timers.start()
        seconds = 0
        for verb, passed in steps:
            seconds += passed
            journal.clock = Clock("Europe/Paris", TWO + timedelta(seconds=seconds))
            journal.store._now = journal.clock.now
            _steer(journal, verb)
        ended = journal.timers.end()
        took = [each.took or 0 for each in journal.agendas.of(ended.session).items]
        assert ended.session.lasted is not None
        assert sum(took) <= ended.session.lasted
        assert ended.session.lasted <= max(seconds / 60 + 0.5, 1)
        todo = journal.agendas.of(ended.session).items
        assert all(each.status is not ItemStatus.TO_DO or each.took == 0 for each in todo)


def _steer(journal: Journal, verb: str) -> None:
    at = journal.timers.progress()
    assert at is not None
    if verb == "extend":
        journal.timers.extend(1)
    elif verb == "pause":
        journal.timers.pause()
    elif verb == "advance" and (at.now or at.next):
        journal.timers.advance()
    elif verb != "advance" and at.now:
        getattr(journal.agendas, verb)(at.now.item)


def test_what_a_session_is_about_stays_with_it(after: After) -> None:
    """Starting and ending change nothing that was typed."""
    before: Session = after(0).sessions.all()[0]
    after(0).timers.start()
    session = after(45).timers.end().session
    assert (session.purpose, session.minutes, session.starts) == (
        before.purpose, before.minutes, before.starts,
    )  # fmt: skip
