"""Whether sessions keep a rhythm, and when it goes on."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from rmjournal.journal.rhythm import AHEAD, going_on
from rmjournal.model.charter import Charter
from rmjournal.model.session import Session, SessionStatus

BORN = datetime(2026, 9, 1, tzinfo=UTC)
FIRST = datetime(2026, 11, 3, 14)
TODAY = date(2026, 11, 21)
ENVELOPE = {
    "pair": "p" * 16, "author": "a" * 16, "entered_by": "a" * 16, "created": BORN, "updated": BORN,
}  # fmt: skip


def session(days: int, hours: int = 0, **fields: object) -> Session:
    """A session so long after the first of November."""
    usual = {**ENVELOPE, "id": f"{days:016x}", "zone": "Europe/Paris",
             "starts": FIRST + timedelta(days=days, hours=hours)}  # fmt: skip
    return Session(**{**usual, **fields})  # type: ignore[arg-type]


def charter(weeks: int = 3, end: date | None = None) -> Charter:
    """A charter with this rhythm."""
    return Charter(**ENVELOPE, id="c" * 16, every_weeks=weeks, end=end)  # type: ignore[arg-type]


def test_two_sessions_as_the_charter_says_are_a_rhythm() -> None:
    """It goes on after the last one."""
    found = going_on([session(0), session(21)], charter(3), TODAY)
    assert found
    assert (found.first, found.weeks, found.times) == (FIRST + timedelta(days=42), 3, AHEAD)


def test_three_sessions_make_a_rhythm_of_their_own() -> None:
    """Whatever the charter says, or without any."""
    for says in (charter(3), None):
        found = going_on([session(0), session(14), session(28)], says, TODAY)
        assert found
        assert (found.first, found.weeks) == (FIRST + timedelta(days=42), 2)


@pytest.mark.parametrize(
    "sessions",
    [
        [],
        [session(0)],
        [session(0), session(14)],
        [session(0), session(21, 1)],
        [session(0), session(22)],
        [session(0), session(21, zone="Europe/London")],
        [session(0), session(14), session(35, 2)],
        [session(0), session(21, status=SessionStatus.CANCELLED)],
        [session(0), session(21, starts=None)],
        [session(0), session(21, review_month=3)],
    ],
)
def test_anything_else_is_none(sessions: list[Session]) -> None:
    """Another hour, day, zone or gap, or too few sessions that stand."""
    assert going_on(sessions, charter(3), TODAY) is None


def test_it_ends_with_the_pair() -> None:
    """No time is kept after the end in the charter."""
    pair = [session(0), session(21)]
    for days, times in ((42, 1), (62, 1), (63, 2)):
        found = going_on(pair, charter(3, FIRST.date() + timedelta(days=days)), TODAY)
        assert found
        assert found.times == times
    assert going_on(pair, charter(3, FIRST.date() + timedelta(days=41)), TODAY) is None


def test_it_keeps_no_time_in_the_past() -> None:
    """A rhythm that was missed goes on from today, in step."""
    found = going_on([session(0), session(21)], charter(3), date(2027, 1, 6))
    assert found
    assert found.first == FIRST + timedelta(days=84)


def test_a_day_that_has_a_session_is_taken() -> None:
    """A review point on a day of the rhythm is not there twice."""
    review = session(63, 1, review_month=3)
    found = going_on([session(0), session(21), review], charter(3), TODAY)
    assert found
    assert found.taken == (FIRST + timedelta(days=63),)


def test_a_session_that_a_review_point_adopted_still_keeps_the_rhythm() -> None:
    """It had its place in it before; only one made for the review point is left out."""
    for month in (0, 21, 42):
        pair = [session(days, **({"review_month": 3, "adopted": True} if days == month else {}))
                for days in (0, 21, 42)]  # fmt: skip
        found = going_on(pair, charter(3), TODAY)
        assert found
        assert (found.first, found.weeks) == (FIRST + timedelta(days=63), 3)
