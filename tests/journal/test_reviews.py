"""Review points: the charter's dates make the mid-point sessions, once, and keep them in step."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import Any

import pytest

from rmjournal.journal import Journal, undoing
from rmjournal.journal.reviews import Reviewed
from rmjournal.journal.rhythm import going_on
from rmjournal.model.charter import Charter
from rmjournal.model.pair import Role
from rmjournal.model.session import Session, SessionStatus
from rmjournal.months import months_later
from tests.conftest import NOW, MakeJournal
from tests.journal.conftest import documents
from tests.journal.test_charters import both_sign

START = date(2026, 11, 2)


@pytest.fixture
def written(journal: Journal) -> Charter:
    """A charter from November on, with reviews on 2 February and 3 May (a Monday), not signed."""
    seen = journal.charters.present()
    return journal.charters.edit(
        seen, stays="All", start=START, end=date(2027, 7, 30), review_months=(3, 6)
    ).charter


def reviews(journal: Journal) -> dict[int | None, str]:
    """When the mid-point of each month is, cancelled ones aside."""
    return {
        each.review_month: each.starts.isoformat(timespec="minutes") if each.starts else ""
        for each in journal.sessions.planned()
    }


def change(journal: Journal, **fields: Any) -> Reviewed:
    """Changes the charter; what became of its sessions."""
    return journal.charters.edit(journal.charters.present(), **fields).reviewed


def test_they_are_planned_once_both_have_signed(journal: Journal, written: Charter) -> None:
    """Not before, at the usual time, of the charter's length, and never twice."""
    mine = journal.charters.sign(written)
    assert (mine.reviewed, reviews(journal)) == (Reviewed(), {})
    both = journal.charters.sign(mine.charter, journal.pair.partner.id)
    assert reviews(journal) == {3: "2027-02-02T14:00", 6: "2027-05-03T14:00"}
    assert [each.review_month for each in both.reviewed.planned] == [3, 6]
    (first, *_) = journal.sessions.planned()
    assert (first.template, first.minutes) == ("mid-point", 45)
    assert first.purpose == "Where the two of us stand after 3 months"
    change(journal, stays="Less")
    both_sign(journal, journal.charters.present())
    assert len(journal.sessions.all()) == 2


@pytest.mark.parametrize(("months", "usual"), [(3, ()), (4, (3,)), (6, (3,)), (9, (3, 6))])
def test_a_review_comes_before_the_end(
    at: MakeJournal, months: int, usual: tuple[int, ...]
) -> None:
    """A shorter mentoring has only those that are; one that came later in an older file is passed over."""
    journal = at(NOW)
    journal.pairs.create(me="Ana", role=Role.MENTEE, partner="Tom", months=months)
    charter = journal.pairs.charter()
    assert charter is not None
    assert charter.review_months == usual
    with journal.store.transaction("as it was") as tx:
        end = months_later(START, 4)
        tx.change(charter, stays="All", review_months=(3, 6), start=START, end=end)
    both_sign(journal, journal.charters.present())
    assert list(reviews(journal)) == [3]
    charter = journal.charters.present()
    assert [each.month for each in journal.charters.reviews(charter).points()] == [3]


def test_one_undo_takes_the_signature_and_the_sessions_back(
    journal: Journal, written: Charter
) -> None:
    """What was one step is undone in one."""
    mine = journal.charters.sign(written).charter
    before = documents(journal)
    journal.charters.sign(mine, journal.pair.partner.id)
    undoing.undo(journal)
    assert documents(journal) == before


def test_they_follow_the_charter(journal: Journal, written: Charter) -> None:
    """Another start or other months move those still planned, in the step of the edit."""
    both_sign(journal, written)
    before = documents(journal)
    moved = change(journal, start=date(2026, 11, 9)).moved
    assert reviews(journal) == {3: "2027-02-09T14:00", 6: "2027-05-10T14:00"}
    assert len(moved) == 2
    change(journal, review_months=(4, 6))
    assert reviews(journal) == {4: "2027-03-09T14:00", 6: "2027-05-10T14:00"}
    assert journal.sessions.planned()[0].purpose == "Where the two of us stand after 4 months"
    for _ in range(2):
        undoing.undo(journal)
    assert documents(journal) == before


def test_the_usual_time_is_that_of_the_latest_session(journal: Journal, written: Charter) -> None:
    """A pair that meets at half past eight reviews at half past eight."""
    journal.sessions.plan(datetime(2026, 11, 24, 8, 30))
    both_sign(journal, written)
    assert reviews(journal)[3] == "2027-02-02T08:30"


def test_a_session_of_that_day_becomes_the_review(journal: Journal, written: Charter) -> None:
    """The pair meets that day already: no second session."""
    planned = journal.sessions.plan(datetime(2027, 2, 2, 9, 0), purpose="The median")
    both_sign(journal, written)
    (first, second) = journal.sessions.planned()
    assert (first.id, first.purpose) == (planned.id, "The median")
    assert (first.template, first.review_month, second.review_month) == ("mid-point", 3, 6)


def test_a_mid_point_planned_by_hand_counts(journal: Journal, written: Charter) -> None:
    """Within one rhythm of the day, held or planned, it stands for the review."""
    journal.sessions.plan(datetime(2027, 2, 20, 9, 0), template="mid-point")
    journal.sessions.plan(datetime(2027, 4, 2, 9, 0), template="mid-point")
    both_sign(journal, written)
    assert set(reviews(journal)) == {None, 6}
    points = journal.charters.reviews(journal.charters.present()).points()
    assert [point.session is not None for point in points] == [True, True]


def test_one_cancelled_by_hand_stays_cancelled(journal: Journal, written: Charter) -> None:
    """Who cancelled a review is not given it again by the next signature."""
    both_sign(journal, written)
    journal.sessions.cancel(journal.sessions.planned()[0])
    change(journal, stays="Less")
    both_sign(journal, journal.charters.present())
    assert set(reviews(journal)) == {6}


def test_one_that_was_moved_by_hand_keeps_its_date(journal: Journal, written: Charter) -> None:
    """A date that the two agreed on is not trampled on, and that is said."""
    both_sign(journal, written)
    first, second = journal.sessions.planned()
    journal.sessions.postpone(first, datetime(2027, 2, 4, 10, 0))
    after = change(journal, start=date(2026, 11, 9))
    assert reviews(journal) == {3: "2027-02-04T10:00", 6: "2027-05-10T14:00"}
    assert [each.id for each in after.left] == [first.id]
    assert [each.id for each in after.moved] == [second.id]


def test_one_whose_month_is_taken_out_is_cancelled(journal: Journal, written: Charter) -> None:
    """It is cancelled, not lost; with the words that both signed comes a session of its own."""
    both_sign(journal, written)
    after = change(journal, review_months=(6,))
    assert [each.status for each in after.cancelled] == [SessionStatus.CANCELLED]
    assert set(reviews(journal)) == {6}
    assert journal.sessions.all()[0].id == after.cancelled[0].id
    assert [each.review_month for each in change(journal, review_months=(3, 6)).planned] == [3]
    assert set(reviews(journal)) == {3, 6}


def test_an_ordinary_session_whose_month_is_taken_out_takes_place(
    journal: Journal, written: Charter
) -> None:
    """It was planned before it came to stand for the review, and keeps its agenda."""
    planned = journal.sessions.plan(datetime(2027, 2, 2, 9, 0), purpose="Our usual hour")
    journal.agendas.add(planned, "The pricing story")
    both_sign(journal, written)
    assert journal.sessions.planned()[0].adopted
    after = change(journal, review_months=(6,))
    assert (after.cancelled, [each.id for each in after.released]) == ((), [planned.id])
    (released, _) = journal.sessions.planned()
    assert (released.id, released.template, released.review_month) == (planned.id, "standard", None)
    assert [each.topic for each in journal.agendas.of(released).items] == ["The pricing story"]
    again = change(journal, review_months=(3, 6))
    assert [each.id for each in again.adopted] == [planned.id]


def test_what_was_held_stays_where_it_was(journal: Journal, written: Charter) -> None:
    """A charter that changes later says nothing about what took place."""
    both_sign(journal, written)
    first, _ = journal.sessions.planned()
    with journal.store.transaction("session done") as tx:
        held = tx.change(first, status=SessionStatus.HELD, began=first.starts)
    change(journal, start=date(2026, 11, 9), review_months=(3,))
    assert journal.store.get(Session, held.id) == held


def test_nothing_is_planned_in_the_past(journal: Journal) -> None:
    """A journal that begins in the middle of a mentoring does not ask about years gone."""
    seen = journal.charters.edit(
        journal.charters.present(), stays="All", start=date(2026, 8, 3), end=date(2027, 6, 1)
    ).charter
    both_sign(journal, seen)
    assert reviews(journal) == {6: "2027-02-03T14:00"}


def test_a_review_never_moves_onto_another_session(journal: Journal, written: Charter) -> None:
    """Where the new time is taken, it stays and that is said."""
    both_sign(journal, written)
    journal.sessions.plan(datetime(2027, 2, 9, 14, 0))
    after = change(journal, start=date(2026, 11, 9))
    assert reviews(journal)[3] == "2027-02-02T14:00"
    assert len(after.left) == 1


def test_signing_does_not_call_the_rhythm_off(journal: Journal, written: Charter) -> None:
    """Sessions that come to stand for a review point keep their place in the rhythm."""
    for day in (date(2027, 1, 12), date(2027, 2, 2), date(2027, 2, 23)):
        journal.sessions.plan(datetime.combine(day, time(9)))

    def goes_on() -> object:
        charter = journal.pairs.charter()
        return going_on(journal.sessions.all(), charter, journal.clock.today())

    before = goes_on()
    assert before is not None
    mine = journal.charters.sign(written).charter
    signed = journal.charters.sign(mine, journal.pair.partner.id)
    assert [each.adopted for each in signed.reviewed.adopted] == [True]
    assert goes_on() == before
    (moved,) = [
        each for each in change(journal, start=date(2026, 11, 9)).moved if each.purpose == ""
    ]
    assert not moved.adopted, "on another day it stands for the review point alone"


def test_a_purpose_written_by_hand_stays(journal: Journal, written: Charter) -> None:
    """Only the purpose that a review was given at first names its new month."""
    both_sign(journal, written)
    journal.sessions.edit(journal.sessions.planned()[0], purpose="Our two views")
    change(journal, review_months=(4, 6))
    assert journal.sessions.planned()[0].purpose == "Our two views"
