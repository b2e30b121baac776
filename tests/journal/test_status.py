"""Where the pair stands, and the one next step."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from rmjournal.journal import Journal
from rmjournal.journal.status import Step, status
from rmjournal.model.feedback import Feedback
from rmjournal.model.pair import Role
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
