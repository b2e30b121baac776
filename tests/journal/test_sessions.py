"""Sessions: which one is meant, what may be done with it, and what is refused."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rmjournal.errors import NotFound, Refused, UsageProblem
from rmjournal.journal import Journal, undoing
from rmjournal.model.pair import Role
from rmjournal.model.session import Session, SessionStatus, in_order, numbers
from tests.conftest import NOW, MakeJournal
from tests.journal.conftest import opened
from tests.strategies import records

WEEK = timedelta(days=7)
SOON = datetime(2026, 12, 3, 17, 0)


def planned(journal: Journal, when: datetime = SOON) -> Session:
    """A session at that time."""
    return journal.sessions.plan(when)


def overdue(journal: Journal, at: MakeJournal, when: datetime = NOW - WEEK) -> Session:
    """A session that was planned before its time, which has passed without a word."""
    del journal
    return at(when - WEEK).sessions.plan(when)


def again(journal: Journal, session: Session) -> Session:
    """The session as it is stored now."""
    return journal.sessions.found(f"#{session.id}")


def test_a_planned_session_has_the_length_of_the_charter(journal: Journal) -> None:
    """Unless said otherwise it lasts as long as the pair's sessions do, in the person's zone."""
    session = planned(journal)
    assert (session.minutes, session.zone, session.starts) == (45, "Europe/Paris", SOON)
    assert session.status is SessionStatus.PLANNED


def test_a_charter_of_an_hour_makes_sessions_of_an_hour(journal: Journal) -> None:
    """The usual length is the pair's own."""
    journal.pairs.use(
        journal.pairs.create(me="Ana Ruiz", role=journal.pair.my_role, partner="Lou", minutes=60)
    )
    assert planned(journal).minutes == 60


def test_an_express_session_lasts_twenty_minutes_unless_said(journal: Journal) -> None:
    """The template gives the length, and a length that is said wins."""
    express = journal.sessions.plan(SOON, template="express")
    longer = journal.sessions.plan(SOON + WEEK, template="express", minutes=25)
    assert (express.minutes, longer.minutes) == (20, 25)


@pytest.mark.parametrize("minutes", [4, 241, 0, -45])
def test_an_impossible_length_is_refused_everywhere(journal: Journal, minutes: int) -> None:
    """A session lasts between 5 minutes and 4 hours, planned, changed or held."""
    with pytest.raises(UsageProblem):
        journal.sessions.plan(SOON, minutes=minutes)
    session = planned(journal)
    with pytest.raises(UsageProblem):
        journal.sessions.edit(session, minutes=minutes)
    with pytest.raises(UsageProblem):
        journal.sessions.hold(began=NOW, minutes=minutes)
    assert journal.sessions.all() == [session]


@pytest.mark.parametrize("minutes", [5, 240])
def test_the_shortest_and_the_longest_session_are_accepted(journal: Journal, minutes: int) -> None:
    """The bounds themselves are possible lengths."""
    assert journal.sessions.plan(SOON, minutes=minutes).minutes == minutes


def test_two_sessions_at_one_time_are_refused(journal: Journal) -> None:
    """Planning twice by mistake is noticed, unless the first was cancelled."""
    first = planned(journal)
    with pytest.raises(Refused):
        planned(journal)
    journal.sessions.cancel(first)
    assert planned(journal).id != first.id


def test_last_is_the_latest_held_and_next_the_earliest_planned(journal: Journal) -> None:
    """The order in which sessions were typed does not matter."""
    later, sooner = planned(journal, SOON + WEEK), planned(journal, SOON)
    latest = journal.sessions.hold(began=NOW - WEEK)
    journal.sessions.hold(began=NOW - 2 * WEEK)
    assert journal.sessions.next() == sooner
    assert journal.sessions.last() == latest
    assert journal.sessions.planned() == [sooner, later]


def test_next_is_the_overdue_one_until_it_is_said_what_became_of_it(
    journal: Journal, at: MakeJournal
) -> None:
    """A planned session whose time has passed is still the next one, and waits for a word."""
    past = overdue(journal, at)
    coming = planned(journal)
    assert journal.sessions.next() == past
    assert journal.sessions.unsaid() == [past]
    journal.sessions.hold(past)
    assert journal.sessions.next() == coming
    assert journal.sessions.unsaid() == []


def test_a_session_is_overdue_from_the_minute_it_starts(journal: Journal, at: MakeJournal) -> None:
    """At its very minute it may be marked as held; a minute before, not."""
    session = planned(journal)
    assert at(SOON - timedelta(minutes=1)).sessions.unsaid() == []
    with pytest.raises(Refused):
        at(SOON - timedelta(minutes=1)).sessions.hold(session)
    assert at(SOON).sessions.unsaid() == [session]
    assert at(SOON).sessions.hold(session).status is SessionStatus.HELD


def test_a_session_without_a_date_comes_after_all_others(journal: Journal) -> None:
    """One whose new date is sought is next only when no other is planned."""
    dateless = journal.sessions.postpone(planned(journal))
    dated = planned(journal, SOON + 9 * WEEK)
    assert journal.sessions.next() == dated
    journal.sessions.cancel(dated)
    assert journal.sessions.next() == dateless


def test_there_may_be_no_last_and_no_next(journal: Journal) -> None:
    """In an empty journal both are refused as not found, with what to do."""
    assert journal.sessions.last() is None
    assert journal.sessions.next() is None
    for word in ("last", "next", "1"):
        with pytest.raises(NotFound) as refusal:
            journal.sessions.found(word)
        assert refusal.value.todo


def test_changing_a_session_changes_what_was_said_only(journal: Journal) -> None:
    """What is not mentioned stays as it was."""
    session = journal.sessions.plan(SOON, purpose="Charts", minutes=60)
    edited = journal.sessions.edit(session, purpose="Fewer charts", minutes=None)
    assert (edited.purpose, edited.minutes, edited.starts) == ("Fewer charts", 60, SOON)
    moved = journal.sessions.edit(edited, starts=SOON + WEEK)
    assert (moved.starts, moved.moves) == (SOON + WEEK, ())


def test_a_held_session_took_place_when_it_was_planned_unless_said(
    journal: Journal, at: MakeJournal
) -> None:
    """Its real beginning and length may be said, and are kept beside the plan."""
    session = overdue(journal, at)
    held = journal.sessions.hold(session)
    assert (held.status, held.began, held.lasted) == (SessionStatus.HELD, NOW - WEEK, None)
    later = NOW - WEEK + timedelta(minutes=5)
    corrected = journal.sessions.hold(held, began=later, minutes=42)
    assert (corrected.began, corrected.lasted, corrected.starts) == (later, 42, NOW - WEEK)


def test_a_session_to_come_is_not_held(journal: Journal) -> None:
    """What has not begun did not take place, nor did what has no date."""
    session = planned(journal)
    for seen, began in ((session, None), (session, SOON), (None, NOW + timedelta(minutes=1))):
        with pytest.raises(Refused):
            journal.sessions.hold(seen, began=began)
    dateless = journal.sessions.postpone(session)
    with pytest.raises(Refused):
        journal.sessions.hold(dateless)
    assert journal.sessions.all() == [dateless]


def test_without_a_session_the_latest_overdue_one_is_held(
    journal: Journal, at: MakeJournal
) -> None:
    """«It took place» is said of the session that was just due."""
    overdue(journal, at, NOW - 2 * WEEK)
    latest = overdue(journal, at)
    assert journal.sessions.hold().id == latest.id
    assert again(journal, latest).status is SessionStatus.HELD


def test_without_any_overdue_session_nothing_is_held(journal: Journal) -> None:
    """Where nothing waits to be marked as held, it is asked when the session took place."""
    planned(journal)
    with pytest.raises(NotFound) as refusal:
        journal.sessions.hold()
    assert "--at" in refusal.value.todo
    assert journal.sessions.last() is None


def test_a_session_that_was_not_planned_can_be_held(journal: Journal) -> None:
    """Saying when it took place makes one, of the usual length, in one step."""
    held = journal.sessions.hold(began=NOW - WEEK, minutes=50)
    assert (held.starts, held.began, held.minutes, held.lasted) == (NOW - WEEK, NOW - WEEK, 45, 50)
    assert journal.sessions.last() == held
    undoing.undo(journal)
    assert journal.sessions.all() == []


def test_a_session_of_that_day_is_the_one_that_was_held(journal: Journal, at: MakeJournal) -> None:
    """Saying another hour of its day does not make a second session."""
    session = overdue(journal, at)
    held = journal.sessions.hold(began=NOW - WEEK - timedelta(hours=1))
    assert held.id == session.id
    assert held.began == NOW - WEEK - timedelta(hours=1)
    other = journal.sessions.hold(began=NOW - WEEK - timedelta(days=1))
    assert other.id != session.id


def test_every_postponement_is_remembered(journal: Journal) -> None:
    """From when, to when and by whom, also where there is no new date yet."""
    once = journal.sessions.postpone(planned(journal), SOON + WEEK)
    twice = journal.sessions.postpone(once)
    assert [(move.from_, move.to, move.by) for move in twice.moves] == [
        (SOON, SOON + WEEK, journal.pair.me), (SOON + WEEK, None, journal.pair.me),
    ]  # fmt: skip
    assert (twice.starts, twice.status) == (None, SessionStatus.PLANNED)


def test_a_new_date_after_none_is_no_second_postponement(journal: Journal) -> None:
    """What is counted is how often a date was lost; from the second time on an express is offered."""
    session = journal.sessions.postpone(planned(journal))
    session = journal.sessions.postpone(session, SOON + WEEK)
    assert (session.postponed, journal.sessions.worth_an_express(session)) == (1, False)
    assert journal.sessions.may_be_express(session)
    session = journal.sessions.postpone(session)
    assert (session.postponed, journal.sessions.worth_an_express(session)) == (2, True)
    express = journal.sessions.edit(session, template="express")
    assert not journal.sessions.worth_an_express(express)
    assert not journal.sessions.may_be_express(express)


def test_a_session_is_moved_to_another_date_to_come(journal: Journal) -> None:
    """Not to the one it has, nor to one that has passed, nor onto another session."""
    session = planned(journal)
    other = planned(journal, SOON + WEEK)
    for to in (SOON, NOW - WEEK, NOW, SOON + WEEK):
        with pytest.raises(Refused):
            journal.sessions.postpone(session, to)
    dateless = journal.sessions.postpone(other)
    with pytest.raises(Refused):
        journal.sessions.postpone(dateless)
    assert journal.sessions.postpone(session, SOON + WEEK).starts == SOON + WEEK


def test_sessions_that_go_on_at_one_time_are_told(journal: Journal) -> None:
    """From the first minute of one to the last of the other, whatever zone each is in."""
    first = planned(journal)
    touching = planned(journal, SOON + timedelta(minutes=45))
    assert journal.sessions.overlapping(first) == []
    within = planned(journal, SOON + timedelta(minutes=44))
    assert journal.sessions.overlapping(first) == [within]
    assert journal.sessions.overlapping(within) == [first, touching]
    with journal.store.transaction("received") as tx:
        elsewhere = tx.change(within, zone="America/Montreal")
    assert journal.sessions.overlapping(elsewhere) == []
    assert journal.sessions.overlapping(journal.sessions.postpone(first)) == []


def test_an_express_session_takes_twenty_minutes_and_gives_them_back(journal: Journal) -> None:
    """Changing the kind changes the length, unless it is said, or was the person's own."""
    session = planned(journal)
    express = journal.sessions.edit(session, template="express")
    assert express.minutes == 20
    assert journal.sessions.edit(express, template="express", purpose="One chart").minutes == 20
    assert journal.sessions.edit(express, template="standard").minutes == 45
    said = journal.sessions.edit(again(journal, session), template="express", minutes=25)
    assert said.minutes == 25
    assert journal.sessions.edit(said, template="listening").minutes == 25


def test_what_was_cancelled_counts_again_once_it_took_place(
    journal: Journal, at: MakeJournal
) -> None:
    """They met after all: the session has its number back."""
    cancelled = journal.sessions.cancel(overdue(journal, at))
    assert journal.sessions.number(cancelled) is None
    held = journal.sessions.hold(cancelled)
    assert (held.status, journal.sessions.number(held)) == (SessionStatus.HELD, 1)


def test_what_was_held_or_cancelled_is_neither_postponed_nor_cancelled(journal: Journal) -> None:
    """Only a session that is still planned can be moved or called off."""
    held = journal.sessions.hold(began=NOW - WEEK)
    cancelled = journal.sessions.cancel(planned(journal))
    for session in (held, cancelled):
        with pytest.raises(Refused):
            journal.sessions.postpone(session, SOON)
        with pytest.raises(Refused):
            journal.sessions.cancel(session)
        assert again(journal, session) == session


def test_numbers_close_up_and_come_back(journal: Journal) -> None:
    """A cancelled or trashed session gives its number up, and undo gives it back."""
    first, second, third = (planned(journal, SOON + n * WEEK) for n in range(3))
    journal.sessions.cancel(first)
    assert journal.sessions.numbers() == {second.id: 1, third.id: 2}
    assert journal.sessions.number(again(journal, first)) is None
    undoing.undo(journal)
    journal.records.delete(second)
    assert journal.sessions.numbers() == {first.id: 1, third.id: 2}
    undoing.undo(journal)
    assert journal.sessions.numbers() == {first.id: 1, second.id: 2, third.id: 3}
    assert journal.sessions.found("3") == third


def test_a_session_typed_late_renumbers_those_after_it(journal: Journal) -> None:
    """Numbers are those of the dates, whenever the sessions were typed."""
    later = journal.sessions.hold(began=NOW - WEEK)
    earlier = journal.sessions.hold(began=NOW - 2 * WEEK)
    assert journal.sessions.numbers() == {earlier.id: 1, later.id: 2}


@given(st.lists(records(Session), max_size=5, unique_by=lambda each: each.id), st.data())
def test_what_is_read_off_the_lines_is_what_the_sessions_say(
    drawn: list[Session], data: st.DataObject
) -> None:
    """Numbers, last, next and overdue are those of the sessions themselves, whatever their words."""
    pairs = st.sampled_from([True, True, False])
    with opened() as journal:
        ours = [
            replace(each, pair=journal.pair.id if data.draw(pairs) else "f" * 16) for each in drawn
        ]
        with journal.store.transaction("received") as tx:
            for each in ours:
                tx.add(each)
        mine = [each for each in ours if each.pair == journal.pair.id and each.deleted is None]
        held = [each for each in in_order(mine) if each.status is SessionStatus.HELD]
        waiting = [each for each in in_order(mine) if each.status is SessionStatus.PLANNED]
        assert journal.sessions.all() == in_order(mine)
        assert journal.sessions.numbers() == numbers(mine)
        assert journal.sessions.last() == (held[-1] if held else None)
        assert journal.sessions.planned() == waiting
        assert journal.sessions.next() == (waiting[0] if waiting else None)
        assert journal.sessions.unsaid() == [
            each for each in waiting if each.starts and each.starts <= NOW
        ]


def test_sessions_of_another_pair_do_not_count(journal: Journal) -> None:
    """Last, next and numbers are those of the pair that is spoken of."""
    first = journal.pair.id
    ours = planned(journal)
    journal.pairs.use(
        journal.pairs.create(me="Ana Ruiz", role=journal.pair.my_role, partner="Lou Petit")
    )
    theirs = planned(journal, SOON - WEEK)
    assert journal.sessions.numbers() == {theirs.id: 1}
    journal.chosen = first
    assert journal.sessions.next() == ours
    assert journal.sessions.numbers() == {ours.id: 1}


def test_what_another_process_planned_is_seen_at_once(journal: Journal, at: MakeJournal) -> None:
    """A journal that is open in two places never answers from memory."""
    other = at(NOW)
    assert other.sessions.next() is None
    session = planned(journal)
    assert other.sessions.next() == session
    other.sessions.cancel(session)
    assert journal.sessions.next() is None
    assert journal.sessions.numbers() == {}


def test_how_long_a_session_took_can_be_corrected(journal: Journal, at: MakeJournal) -> None:
    """With its purpose, in one step; within the lengths that a session can have."""
    session = journal.sessions.hold(overdue(journal, at), minutes=50)
    with pytest.raises(UsageProblem):
        journal.sessions.edit(session, lasted=3)
    after = journal.sessions.edit(session, purpose="Another", lasted=38)
    assert (after.purpose, after.lasted, after.minutes) == ("Another", 38, 45)


def test_what_is_said_during_a_session_is_about_it(journal: Journal, at: MakeJournal) -> None:
    """Also before the hour that was planned for it; until then, about the one before."""
    before = overdue(journal, at)
    assert journal.sessions.to_reflect_on() == before
    session = journal.sessions.plan(NOW + timedelta(minutes=10))
    assert journal.sessions.to_reflect_on() == before
    journal.timers.start(session, early=True)
    about = journal.sessions.to_reflect_on()
    assert about is not None
    assert about.id == session.id


def test_only_a_planned_session_that_went_by_is_past(journal: Journal, at: MakeJournal) -> None:
    """What was held, cancelled, or has no date leaves nothing to be said."""
    sessions = journal.sessions
    past = overdue(journal, at)
    assert sessions.is_past(past)
    later = sessions.plan(NOW + timedelta(days=30))
    others = [later, sessions.postpone(later), sessions.hold(past)]
    others.append(sessions.cancel(later))
    assert not any(map(sessions.is_past, others))


def test_only_what_has_begun_may_be_held_without_a_date(journal: Journal, at: MakeJournal) -> None:
    """A session to come, or one without a date, has to be asked when it took place."""
    sessions = journal.sessions
    later = planned(journal)
    assert sessions.may_be_held(overdue(journal, at))
    assert not sessions.may_be_held(later)
    assert not sessions.may_be_held(sessions.postpone(later))


def test_the_first_session_of_a_new_pair_is_a_kick_off(journal: Journal, at: MakeJournal) -> None:
    """One that was called off was none; a pair that had met before its journal needs no kick-off."""
    journal.pairs.use(journal.pairs.create(me="Ana", role=Role.MENTEE, partner="Lou"))
    assert journal.sessions.usual_template() == "kick-off"
    assert at(NOW + timedelta(days=3)).sessions.usual_template() == "kick-off"
    session = journal.sessions.plan(NOW + timedelta(days=5), template="kick-off")
    assert journal.sessions.usual_template() == "standard"
    journal.sessions.cancel(session)
    assert journal.sessions.usual_template() == "kick-off"
    past = NOW.date() - timedelta(days=30)
    journal.pairs.use(journal.pairs.create(me="Ana", role=Role.MENTEE, partner="Max", start=past))
    assert journal.sessions.usual_template() == "standard"
