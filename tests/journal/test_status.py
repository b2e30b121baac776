"""Where the pair stands, and the one next step."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from rmjournal.journal import Journal
from rmjournal.journal.status import Step, status
from rmjournal.model.charter import Charter
from rmjournal.model.feedback import Feedback
from rmjournal.model.objective import Objective
from rmjournal.model.pair import Role
from rmjournal.model.session import Session
from tests.conftest import NOW, MakeJournal

WEEK = timedelta(days=7)


def give(journal: Journal, **fields: object) -> None:
    """Feedback of the other to me."""
    delivered = {"author": journal.pair.partner.id, "delivered": journal.clock.stamp(), **fields}
    with journal.store.transaction("received") as tx:
        tx.add(journal.agendas.make(Feedback, request="Slower", **delivered))  # type: ignore[arg-type]


def test_the_steps_follow_one_another(journal: Journal, at: MakeJournal) -> None:
    """Say, reflect, read, plan, prepare, check, rest: each once the one before is done."""
    assert status(journal).step is Step.PLAN
    session = at(NOW - 2 * WEEK).sessions.plan(NOW - WEEK)
    journal.learnings.add("Ask", check_on=NOW.date())
    give(journal)
    assert status(journal).step is Step.SAY
    journal.sessions.hold(session)
    assert status(journal).step is Step.REFLECT
    journal.reflections.log(session, what="I spoke too long.")
    assert status(journal).step is Step.READ
    (feedback,) = journal.store.all(Feedback)
    with journal.store.transaction("ack") as tx:
        tx.change(feedback, acknowledged=tx.now)
    assert status(journal).step is Step.PLAN
    coming = journal.sessions.plan(NOW + WEEK)
    assert status(journal).step is Step.PREPARE
    journal.agendas.take(coming, journal.agendas.suggest(coming))
    assert status(journal).step is Step.CHECK
    journal.learnings.applied(journal.learnings.all()[0], "Asked")
    assert status(journal).step is Step.REST


def test_the_next_session_is_one_to_come(journal: Journal, at: MakeJournal) -> None:
    """An overdue session is asked about, and the one after it is prepared."""
    overdue = at(NOW - 2 * WEEK).sessions.plan(NOW - WEEK)
    coming = journal.sessions.plan(NOW + WEEK)
    now = status(journal)
    assert (now.unsaid, now.next) == ((overdue,), coming)


def test_what_only_the_other_wrote_is_no_reflection_of_mine(journal: Journal) -> None:
    """The step to reflect goes when I did, and not before."""
    held = journal.sessions.hold(began=NOW - WEEK)
    theirs = journal.reflections.log(held, what="Theirs", for_partner=True).reflection
    assert theirs is not None
    with journal.store.transaction("received") as tx:
        tx.change(theirs, author=journal.pair.partner.id)
    assert not status(journal).reflected
    journal.reflections.log(held, what="Mine")
    assert status(journal).reflected


@pytest.mark.parametrize(
    ("now", "month"),
    [
        (datetime(2026, 8, 31, 12), None), (datetime(2026, 9, 1, 12), 1),
        (datetime(2026, 9, 30, 12), 1), (datetime(2026, 10, 1, 12), 2),
        (datetime(2027, 5, 31, 12), 9), (datetime(2028, 1, 1, 12), 9),
    ],
)  # fmt: skip
def test_the_month_goes_from_one_to_the_last(
    at: MakeJournal, now: datetime, month: int | None
) -> None:
    """None before the start, then one a month, and no more than were agreed."""
    start = datetime(2026, 9, 1)
    at(NOW).pairs.create(me="Ana", role=Role.MENTEE, partner="Tom", start=start.date())
    found = status(at(now))
    assert (found.month, found.months) == (month, 9)


@pytest.mark.parametrize("stopped", [False, True])
def test_where_the_mentoring_is_over_there_is_no_step(
    journal: Journal, at: MakeJournal, stopped: bool
) -> None:
    """Nor a month that it is in; what waits stays to be seen, and reopened it goes on."""
    at(NOW - 2 * WEEK).sessions.plan(NOW - WEEK)
    assert (status(journal).step, status(journal).month) == (Step.SAY, 1)
    journal.pairs.close(stopped=stopped)
    found = status(journal)
    assert (found.step, found.month, len(found.unsaid)) == (Step.REST, None, 1)
    journal.pairs.reopen()
    assert status(journal).step is Step.SAY


def test_nothing_of_another_pair_is_counted(journal: Journal, at: MakeJournal) -> None:
    """Neither their actions, sessions, feedback nor the changes that wait for a choice."""
    first = journal.pair.id
    empty = status(journal)
    journal.pairs.use(journal.pairs.create(me="Ana Ruiz", role=Role.MENTOR, partner="Lou Petit"))
    journal.sessions.hold(began=NOW - WEEK)
    journal.sessions.plan(NOW + WEEK)
    journal.actions.add("Call")
    journal.objectives.propose("Read")
    learning = journal.learnings.add("Ask", check_on=NOW.date())
    give(journal)
    for what in ("One", "Two"):
        with journal.store.transaction("edit") as tx:
            tx.change(learning, what=what)
    assert status(journal).conflicts == 1
    journal.chosen = first
    assert status(journal) == empty


def test_feedback_to_the_other_does_not_wait_for_me(journal: Journal) -> None:
    """Only what was delivered to me and not acknowledged is counted."""
    stamp = journal.clock.stamp()
    give(journal, author=journal.pair.me)
    give(journal, delivered=None)
    give(journal, acknowledged=stamp)
    assert status(journal).unread == 0
    give(journal)
    assert status(journal).unread == 1


@pytest.mark.parametrize(
    ("minutes", "step"),
    [(-20, Step.REST), (-10, Step.START), (0, Step.START), (40, Step.START), (50, Step.SAY)],
)
def test_a_session_is_started_at_its_hour(
    journal: Journal, at: MakeJournal, minutes: int, step: Step
) -> None:
    """From shortly before it until it should be over; only then is it asked whether it took place."""
    session = journal.sessions.plan(NOW + WEEK)
    journal.agendas.take(session, journal.agendas.suggest(session))
    later = at(NOW + WEEK + timedelta(minutes=minutes))
    assert status(later).step is step
    if step is Step.START:
        later.timers.start(session)
        assert status(later).step is Step.GO_ON


def test_what_the_other_agreed_to_waits_for_my_word(journal: Journal) -> None:
    """An objective of theirs, and a charter that they signed; what only I agreed to waits for them."""
    plan_whole(journal)
    journal.objectives.propose("Mine")
    assert status(journal).step is Step.REST
    theirs = journal.objectives.propose("Theirs")
    stamp = theirs.assents[0]
    with journal.store.transaction("received") as tx:
        theirs = tx.change(theirs, assents=(replace(stamp, member=journal.pair.partner.id),))
    assert (status(journal).step, status(journal).asked) == (Step.AGREE, (theirs,))
    charter = journal.charters.sign(
        journal.charters.edit(journal.charters.present(), stays="All of it").charter,
        member=journal.pair.partner.id,
    ).charter
    assert [type(each) for each in status(journal).asked] == [Charter, Objective]
    journal.charters.sign(charter)
    journal.objectives.agree(theirs)
    assert status(journal).step is not Step.AGREE


def test_what_i_meant_to_do_by_now_is_asked_about(journal: Journal, at: MakeJournal) -> None:
    """What is mine or of both and was due before today, for as long as it is open."""
    session = plan_whole(journal)
    mine = journal.actions.add("Mine", due=NOW.date())
    journal.actions.add("Theirs", due=NOW.date(), owner=journal.pair.partner.id)
    assert status(journal).step is Step.REST
    tomorrow = at(NOW + timedelta(days=1))
    assert (status(tomorrow).step, status(tomorrow).promised) == (Step.ACT, (mine,))
    tomorrow.actions.done(mine)
    assert status(tomorrow).step is Step.REST
    assert session.when


def test_a_reflection_is_not_asked_for_first_for_ever(journal: Journal, at: MakeJournal) -> None:
    """After two weeks, or with the next session at the door, everything else comes before it."""
    journal.sessions.hold(began=NOW - timedelta(days=1))
    session = journal.sessions.plan(NOW + 3 * WEEK)
    assert status(journal).step is Step.REFLECT
    assert status(at(NOW + WEEK)).step is Step.REFLECT
    assert status(at(NOW + 2 * WEEK)).step is Step.PREPARE
    journal.agendas.take(session, journal.agendas.suggest(session))
    assert status(at(NOW + 2 * WEEK)).step is Step.REFLECT
    give(journal)
    assert status(at(NOW + 2 * WEEK)).step is Step.READ


def test_a_learning_is_checked_before_a_far_agenda_is_filled(journal: Journal) -> None:
    """A session of the coming two weeks is prepared first, and one after them is not."""
    journal.learnings.add("Ask", check_on=NOW.date())
    far = journal.sessions.plan(NOW + 3 * WEEK)
    assert status(journal).step is Step.CHECK
    journal.sessions.postpone(far, NOW + WEEK)
    assert status(journal).step is Step.PREPARE


def test_a_session_without_a_date_is_given_one(journal: Journal) -> None:
    """Postponed without a new date, it is the next one, and it is to be planned."""
    session = plan_whole(journal)
    journal.sessions.postpone(session, None)
    assert status(journal).step is Step.PLAN


def test_the_end_is_looked_back_from(at: MakeJournal) -> None:
    """One rhythm before the end, and after it, nothing more is planned without saying so."""
    start = datetime(2026, 9, 1).date()
    at(NOW).pairs.create(me="Ana", role=Role.MENTEE, partner="Tom", start=start, months=3)
    journal = at(datetime(2026, 11, 9, 12))
    assert status(journal).step is Step.PLAN
    assert status(at(datetime(2026, 11, 12, 12))).step is Step.CONCLUDE
    held = journal.sessions.hold(began=datetime(2026, 11, 8, 12))
    journal.sessions.edit(held, template="closing")
    journal.reflections.log(held, what="Thanks.")
    assert status(journal).step is Step.CONCLUDE


@pytest.mark.parametrize(
    ("now", "stopped", "past"),
    [
        (datetime(2026, 12, 1, 12), False, False), (datetime(2026, 12, 2, 12), False, True),
        (datetime(2026, 12, 2, 12), True, False),
    ],
)  # fmt: skip
def test_the_end_is_past_the_day_after(
    at: MakeJournal, now: datetime, stopped: bool, past: bool
) -> None:
    """Where the mentoring goes on beyond it, and not once it was stopped."""
    start, end = datetime(2026, 9, 1).date(), datetime(2026, 12, 1).date()
    at(NOW).pairs.create(me="Ana", role=Role.MENTEE, partner="Tom", start=start, months=3)
    journal = at(now)
    if stopped:
        journal.pairs.close(stopped=True)
    assert status(journal).past == (end if past else None)


def test_a_draft_of_feedback_is_recalled_after_a_week(journal: Journal, at: MakeJournal) -> None:
    """Not one that was slept on, delivered or gone over since; it is no step."""
    draft = journal.feedback.give(request="Say when you leave")
    journal.feedback.give(request="Given", deliver=True)
    journal.feedback.give(request="Slept on", sleep_until=(NOW + WEEK).date())
    assert status(at(NOW + timedelta(days=6))).kept == 0
    later = at(NOW + WEEK)
    assert status(later).kept == 1
    assert not status(later).quiet
    later.feedback.edit(draft, request="Say when you leave, please")
    assert status(later).kept == 0


def plan_whole(journal: Journal) -> Session:
    """A session in two weeks, with a full agenda."""
    session = journal.sessions.plan(NOW + 2 * WEEK)
    journal.agendas.take(session, journal.agendas.suggest(session))
    return session
