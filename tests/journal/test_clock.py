"""What time it is for the person."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone

import pytest

from rmjournal.errors import RmjournalError, UnknownDate, UsageProblem
from rmjournal.journal import Journal
from rmjournal.journal.clock import Clock, clock
from tests.conftest import NOW


def test_a_fixed_time_is_that_of_the_persons_zone() -> None:
    """Five in the afternoon in Paris is four in UTC in December and three in July."""
    winter = Clock("Europe/Paris", datetime(2026, 12, 3, 17, 0))
    summer = Clock("Europe/Paris", datetime(2026, 7, 3, 17, 0))
    assert winter.stamp() == datetime(2026, 12, 3, 16, 0, tzinfo=UTC)
    assert summer.stamp() == datetime(2026, 7, 3, 15, 0, tzinfo=UTC)
    assert winter.local() == datetime(2026, 12, 3, 17, 0)


def test_a_time_with_its_offset_is_shown_in_the_persons_zone() -> None:
    """The day is the one it is for the person, even where UTC says another."""
    late = datetime(2026, 12, 31, 23, 30, tzinfo=UTC)
    assert Clock("Europe/Paris", late).today() == date(2027, 1, 1)
    assert Clock("America/Montreal", late).today() == date(2026, 12, 31)
    east = late.astimezone(timezone(timedelta(hours=9)))
    assert Clock("Europe/Paris", east).stamp() == Clock("Europe/Paris", late).stamp()


def test_local_time_is_to_the_minute_and_stamps_to_the_second() -> None:
    """What is written down has no more precision than anyone would read."""
    fixed = Clock("Europe/Paris", datetime(2026, 12, 3, 17, 0, 59, 999999))
    assert fixed.local() == datetime(2026, 12, 3, 17, 0)
    assert fixed.stamp() == datetime(2026, 12, 3, 16, 0, 59, tzinfo=UTC)


def test_the_present_goes_on_unless_it_is_fixed(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without RMJOURNAL_NOW the clock is the machine's."""
    monkeypatch.delenv("RMJOURNAL_NOW", raising=False)
    before = datetime.now(UTC).replace(microsecond=0)
    assert before <= clock("Europe/Paris").stamp() <= datetime.now(UTC)


def test_rmjournal_now_fixes_the_clock(monkeypatch: pytest.MonkeyPatch) -> None:
    """For tests and demos the present may be given, with or without an offset."""
    for text in ("2026-12-03T17:00", "2026-12-03T16:00:00+00:00", "2026-12-03T16:00Z"):
        monkeypatch.setenv("RMJOURNAL_NOW", text)
        assert clock("Europe/Paris").local() == datetime(2026, 12, 3, 17, 0)


@pytest.mark.parametrize("year", [1, 9999])
def test_a_year_at_the_end_of_the_calendar_is_refused(journal: Journal, year: int) -> None:
    """The day after it, or its hour in another zone, would be no date any more."""
    last = datetime(year, 12, 31, 23, 50)
    session = journal.sessions.plan(NOW + timedelta(days=7))
    with pytest.raises(UnknownDate, match=f"year {year} is out of range"):
        journal.sessions.plan(last)
    with pytest.raises(RmjournalError):
        journal.sessions.postpone(session, last)
    with pytest.raises(UnknownDate):
        journal.sessions.edit(session, starts=last)
    with pytest.raises(UnknownDate):
        journal.sessions.hold(session, began=last)
    assert journal.sessions.all() == [session]


@pytest.mark.parametrize("text", ["tomorrow", "17:00", "2026-13-01T00:00"])
def test_a_present_that_is_no_iso_time_is_refused(
    monkeypatch: pytest.MonkeyPatch, text: str
) -> None:
    """A typing error does not silently become the real time."""
    monkeypatch.setenv("RMJOURNAL_NOW", text)
    with pytest.raises(UsageProblem):
        clock("Europe/Paris")


@pytest.mark.parametrize("zone", ["Europe/Nowhere", "../../etc/passwd", "None"])
def test_a_zone_that_is_none_is_refused(zone: str) -> None:
    """A time zone is a known IANA name."""
    with pytest.raises(UsageProblem):
        Clock(zone)
