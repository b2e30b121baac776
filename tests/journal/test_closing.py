"""Concluding the mentoring or stopping it: nothing is lost, and one may begin again."""

from __future__ import annotations

from datetime import datetime, time, timedelta

import pytest

from rmjournal.errors import Refused, UsageProblem
from rmjournal.journal import Journal, closing, undoing
from rmjournal.model.pair import PairStatus, Role
from rmjournal.model.session import SessionStatus
from tests.conftest import NOW, MakeJournal
from tests.journal.conftest import documents

DAY, WEEK = timedelta(days=1), timedelta(days=7)


@pytest.mark.parametrize("stopped", [False, True])
def test_the_sessions_to_come_are_cancelled_and_the_rest_stays(
    journal: Journal, at: MakeJournal, stopped: bool
) -> None:
    """A past one may still be said to have been held; what is open is named and left alone."""
    past = at(NOW - 2 * WEEK).sessions.plan(NOW - WEEK)
    coming = journal.sessions.plan(NOW + WEEK)
    dateless = journal.sessions.postpone(journal.sessions.plan(NOW + 2 * WEEK))
    action = journal.actions.add("Call")
    objective = journal.objectives.propose("Read")
    learning = journal.learnings.add("Ask", check_on=NOW.date() + WEEK)
    closed = journal.pairs.close(stopped=stopped)
    assert {each.id for each in closed.cancelled} == {coming.id, dateless.id}
    assert all(each.status is SessionStatus.CANCELLED for each in closed.cancelled)
    assert closed.unsaid == (past,)
    assert (closed.actions, closed.objectives, closed.checks) == (
        (action,),
        (objective,),
        (learning,),
    )
    assert journal.sessions.hold(past).status is SessionStatus.HELD
    assert journal.reflections.log(past, what="It was good").reflection is not None


def test_what_they_were_to_speak_of_waits_for_a_mentoring_that_goes_on(journal: Journal) -> None:
    """As with any session that is called off: it is named at the end, and suggested after it."""
    session = journal.sessions.plan(NOW + WEEK)
    item = journal.agendas.add(session, "The pricing story")
    assert [each.id for each in journal.pairs.close().waiting] == [item.id]
    journal.pairs.reopen()
    following = journal.sessions.plan(NOW + 2 * WEEK)
    parts = journal.agendas.suggest(following).parts
    assert "The pricing story" in [each.topic for each in parts if each.carried_from == item.id]


def test_a_session_under_way_does_not_stand_in_the_way(journal: Journal, at: MakeJournal) -> None:
    """The right to stop is one at any moment; the session can still be ended."""
    journal.sessions.plan(NOW + timedelta(minutes=5))
    journal.timers.start()
    closed = journal.pairs.close(stopped=True)
    assert [each.id for each in closed.unsaid] == [journal.sessions.all()[0].id]
    assert at(NOW + timedelta(minutes=9)).timers.end().session.lasted == 9


def test_a_charter_signed_afterwards_plans_nothing(journal: Journal) -> None:
    """Its review points stand in it; once the mentoring goes on, the next signature plans them."""
    seen = journal.charters.edit(journal.charters.present(), stays="All").charter
    journal.pairs.close()
    mine = journal.charters.sign(seen).charter
    both = journal.charters.sign(mine, journal.pair.partner.id)
    assert both.reviewed.planned == ()
    assert journal.sessions.all() == []
    journal.pairs.reopen()
    assert journal.charters.edit(both.charter, stays="All").reviewed.planned


def test_reopening_with_new_names_is_one_step(journal: Journal) -> None:
    """Both happen or neither does, and one undo takes both back."""
    journal.pairs.close()
    before = documents(journal)
    with pytest.raises(UsageProblem):
        journal.pairs.edit(me=journal.pair.partner.name, reopen=True)
    assert documents(journal) == before
    pair = journal.pairs.edit(me="Ana Ortiz", reopen=True)
    assert (pair.status, pair.mentee.name) == (PairStatus.ACTIVE, "Ana Ortiz")
    undoing.undo(journal)
    assert documents(journal) == before


def test_nothing_more_is_planned_until_it_is_reopened(journal: Journal, at: MakeJournal) -> None:
    """Planning, postponing to a date and starting say how to take the mentoring up again."""
    past = at(NOW - 2 * WEEK).sessions.plan(NOW - WEEK)
    journal.pairs.close()
    for refused in (
        lambda: journal.sessions.plan(NOW + WEEK),
        lambda: journal.sessions.postpone(past, NOW + WEEK),
        lambda: journal.timers.start(past),
    ):
        with pytest.raises(Refused) as refusal:
            refused()
        assert "--reopen" in refusal.value.todo
    pair = journal.pairs.reopen()
    assert (pair.status, pair.closed) == (PairStatus.ACTIVE, None)
    assert journal.sessions.plan(NOW + WEEK).status is SessionStatus.PLANNED
    with pytest.raises(Refused):
        journal.pairs.reopen()


def test_closing_is_one_step(journal: Journal) -> None:
    """Undone, the pair is under way and its sessions are planned."""
    journal.sessions.plan(NOW + WEEK)
    before = documents(journal)
    journal.pairs.close()
    undoing.undo(journal)
    assert documents(journal) == before


def test_a_farewell_is_missed_only_where_they_met(journal: Journal) -> None:
    """A closing session is suggested before the end, unless one was held or none ever was."""
    assert not closing.without_farewell(journal)
    journal.sessions.hold(began=NOW - 2 * WEEK)
    assert closing.without_farewell(journal)
    assert closing.farewell_to_come(journal) is None
    planned = journal.sessions.plan(NOW + WEEK, template="closing")
    assert closing.farewell_to_come(journal) == planned
    held = journal.sessions.hold(began=NOW - WEEK)
    journal.sessions.edit(held, template="closing")
    assert not closing.without_farewell(journal)


def test_the_last_session_before_the_end_looks_back(at: MakeJournal) -> None:
    """Where no other fits in before the end, and none that is planned is later, or a closing one."""
    start = (NOW - 8 * WEEK).date()
    at(NOW).pairs.create(me="Ana", role=Role.MENTEE, partner="Tom", start=start, months=3)
    journal = at(NOW)
    charter = journal.pairs.charter()
    assert charter is not None
    end = charter.end
    assert end is not None
    last, early = end - timedelta(days=20), end - timedelta(days=21)
    assert journal.sessions.last_before(last) is None
    journal.sessions.hold(began=NOW - 2 * WEEK)
    usual = journal.sessions.usual_template
    assert [usual(each) for each in (early, last, end + 9 * WEEK)] == [
        "standard",
        "closing",
        "closing",
    ]
    assert journal.sessions.last_before(last) == end
    assert [at(datetime.combine(end - n * DAY, time(9))).sessions.usual_template() for n in (22, 21)] == [
        "standard", "closing",
    ]  # fmt: skip
    later = journal.sessions.plan(datetime.combine(last, time(14)))
    assert [usual(each) for each in (last, last + DAY)] == ["standard", "closing"]
    journal.sessions.edit(later, template="closing")
    assert usual(last + DAY) == "standard"
    journal.sessions.hold(later, began=NOW - WEEK)
    assert usual(last) == "standard"
