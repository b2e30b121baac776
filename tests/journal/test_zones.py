"""Sessions planned in one time zone and looked at from another: what counts is the instant."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rmjournal.errors import NotFound, Refused, UnknownDate
from rmjournal.instants import instant
from rmjournal.journal import Journal
from rmjournal.journal.clock import Clock
from rmjournal.model.pair import Role
from rmjournal.model.record import Visibility
from rmjournal.model.session import Session, SessionStatus, numbers
from rmjournal.paths import Home
from rmjournal.storage.store import Store
from tests.journal.conftest import opened
from tests.journal.test_charters import both_sign

TOKYO, PARIS, NEW_YORK = "Asia/Tokyo", "Europe/Paris", "America/New_York"
DAY = datetime(2026, 12, 3)
BEFORE = DAY - timedelta(days=7)

In = Callable[[str, datetime], Journal]


def clock(hour: int, minute: int = 0) -> datetime:
    """That time of the day of these tests, on the wall."""
    return DAY.replace(hour=hour, minute=minute)


@pytest.fixture
def abroad(tmp_path: Path) -> In:
    """Opens the same journal anywhere, at a time of the clocks there."""
    home = Home(tmp_path / "data", tmp_path / "data")

    def open_in(zone: str, now: datetime) -> Journal:
        here = Clock(zone, now)
        return Journal(Store(home, here.now), here)

    open_in(PARIS, BEFORE).pairs.create(me="Ana Ruiz", role=Role.MENTEE, partner="Tom Weiss")
    return open_in


def test_a_review_never_moves_onto_a_session_of_another_zone(abroad: In) -> None:
    """Two in the afternoon in Paris is eight in the morning in New York."""
    at_home, away = abroad(PARIS, BEFORE), abroad(NEW_YORK, BEFORE)
    start = at_home.charters.edit(
        at_home.charters.present(), stays="All", start=DAY.date(), review_months=(3,)
    )
    both_sign(at_home, start.charter)
    away.sessions.plan(datetime(2027, 4, 5, 8))
    reviewed = at_home.charters.edit(at_home.charters.present(), review_months=(4,)).reviewed
    assert [each.review_month for each in reviewed.left] == [4]
    assert reviewed.moved == ()


def test_a_session_is_overdue_once_its_instant_has_passed(abroad: In) -> None:
    """Half past two in Tokyo is half past six in Paris, and nine in New York three in Paris."""
    early = abroad(TOKYO, BEFORE).sessions.plan(clock(14, 30))
    late = abroad(NEW_YORK, BEFORE).sessions.plan(clock(9))
    assert abroad(PARIS, clock(6, 29)).sessions.unsaid() == []
    assert abroad(PARIS, clock(6, 30)).sessions.unsaid() == [early]
    assert abroad(PARIS, clock(14, 59)).sessions.unsaid() == [early]
    assert abroad(PARIS, clock(15)).sessions.unsaid() == [early, late]


def test_a_session_that_has_not_begun_is_not_marked_as_held(abroad: In) -> None:
    """Neither by a reflection on the day, nor when told so: in Los Angeles it is still morning."""
    session = abroad("America/Los_Angeles", BEFORE).sessions.plan(clock(9))
    journal = abroad(PARIS, clock(12))
    assert journal.sessions.to_reflect_on() is None
    assert journal.sessions.on_day(clock(12)) is None
    with pytest.raises(Refused):
        journal.sessions.hold(session)
    assert abroad(PARIS, clock(18)).sessions.hold(session).status is SessionStatus.HELD


def test_a_session_may_be_held_as_soon_as_it_began(abroad: In) -> None:
    """Nine in New York is three in Paris, where the clock on the wall is ahead."""
    tokyo = abroad(TOKYO, BEFORE).sessions.plan(clock(14, 30))
    assert abroad(PARIS, clock(7)).sessions.hold(tokyo).began == clock(14, 30)


def test_a_new_date_is_in_the_zone_where_it_was_typed(abroad: In) -> None:
    """The old one is remembered in that zone too."""
    session = abroad(NEW_YORK, BEFORE).sessions.plan(clock(9))
    moved = abroad(PARIS, BEFORE).sessions.postpone(session, clock(16))
    assert (moved.starts, moved.zone) == (clock(16), PARIS)
    assert (moved.moves[0].from_, moved.moves[0].to) == (clock(15), clock(16))
    undated = abroad(TOKYO, BEFORE).sessions.postpone(moved)
    assert (undated.zone, undated.moves[1].from_) == (PARIS, clock(16))


def test_the_time_it_stands_at_already_is_known_in_any_zone(abroad: In) -> None:
    """Three in Paris is where nine in New York stands: nothing to postpone, and a twin."""
    session = abroad(NEW_YORK, BEFORE).sessions.plan(clock(9))
    paris = abroad(PARIS, BEFORE)
    with pytest.raises(Refused):
        paris.sessions.postpone(session, clock(15))
    with pytest.raises(Refused):
        paris.sessions.plan(clock(15))
    assert paris.sessions.plan(clock(9)).starts == clock(9)


def test_a_corrected_date_is_in_the_zone_where_it_was_typed(abroad: In) -> None:
    """For a planned session its zone changes; one that was held keeps its own, and the instant."""
    planned = abroad(NEW_YORK, BEFORE).sessions.plan(clock(9))
    edited = abroad(PARIS, BEFORE).sessions.edit(planned, starts=clock(16))
    assert (edited.starts, edited.zone) == (clock(16), PARIS)
    other = abroad(NEW_YORK, BEFORE).sessions.plan(clock(6))
    held = abroad(PARIS, clock(18)).sessions.hold(other)
    late = abroad(PARIS, clock(18)).sessions.edit(held, starts=clock(12, 10))
    assert (late.starts, late.began, late.zone) == (clock(6), clock(6, 10), NEW_YORK)


def test_when_it_really_began_is_said_in_local_time(abroad: In) -> None:
    """Ten past three in Paris is ten past nine for a session of New York."""
    session = abroad(NEW_YORK, BEFORE).sessions.plan(clock(9))
    held = abroad(PARIS, clock(18)).sessions.hold(session, began=clock(15, 10))
    assert (held.began, held.zone) == (clock(9, 10), NEW_YORK)
    found = abroad(TOKYO, BEFORE).sessions.plan(clock(7))
    on_that_day = abroad(PARIS, clock(23)).sessions.hold(began=DAY - timedelta(hours=2))
    assert on_that_day.id == found.id, "seven in the morning in Tokyo is the evening before"


def test_the_session_of_a_day_is_that_of_the_day_here(abroad: In) -> None:
    """One o'clock in the night in Tokyo is the afternoon before in Paris."""
    session = abroad(TOKYO, BEFORE).sessions.plan(clock(1))
    journal = abroad(PARIS, clock(12))
    assert journal.sessions.on_day(clock(0)) is None
    assert journal.sessions.on_day(DAY - timedelta(days=1)) == session
    with pytest.raises(NotFound):
        journal.timers.start()


def test_todays_session_is_that_of_the_day_here(abroad: In) -> None:
    """Eleven in the evening in New York is tomorrow in Paris."""
    abroad(NEW_YORK, BEFORE).sessions.plan(clock(23))
    with pytest.raises(NotFound):
        abroad(PARIS, clock(12)).timers.start()
    tomorrow = DAY + timedelta(days=1, hours=5)
    assert abroad(PARIS, tomorrow).timers.start().session.began == clock(23)


def test_last_and_next_and_the_order_go_by_instants(abroad: In) -> None:
    """Noon in Tokyo comes before nine in Paris, and nine in New York after both."""
    ours = [
        abroad(zone, BEFORE).sessions.plan(clock(hour))
        for zone, hour in ((NEW_YORK, 9), (PARIS, 9), (TOKYO, 12))
    ]
    journal = abroad(PARIS, clock(20))
    in_order = ours[::-1]
    assert journal.sessions.all() == in_order
    assert journal.sessions.next() == in_order[0]
    assert [journal.sessions.number(each) for each in in_order] == [1, 2, 3]
    for each in ours:
        journal.sessions.hold(each)
    last = journal.sessions.last()
    assert last is not None
    assert last.id == ours[0].id


@pytest.mark.parametrize(
    ("zone", "missing", "near"),
    [
        (PARIS, datetime(2027, 3, 28, 2, 30), ("2027-03-28 01:30", "2027-03-28 03:30")),
        (PARIS, datetime(2027, 3, 28, 2), ("2027-03-28 01:00", "2027-03-28 03:00")),
        (NEW_YORK, datetime(2027, 3, 14, 2, 59), ("2027-03-14 01:59", "2027-03-14 03:59")),
    ],
)
def test_a_time_that_no_clock_shows_is_refused(
    abroad: In, zone: str, missing: datetime, near: tuple[str, str]
) -> None:
    """Planned, moved, corrected or said to have been: with the times around it, nothing changed."""
    journal = abroad(zone, BEFORE)
    session = journal.sessions.plan(clock(9))
    later = abroad(zone, missing + timedelta(days=1))
    verbs: list[Callable[[], object]] = [
        lambda: journal.sessions.plan(missing),
        lambda: journal.sessions.postpone(session, missing),
        lambda: journal.sessions.edit(session, starts=missing),
        lambda: later.sessions.hold(began=missing),
        lambda: later.sessions.hold(session, began=missing),
    ]
    for verb in verbs:
        with pytest.raises(UnknownDate) as refused:
            verb()
        assert (refused.value.values["first"], refused.value.values["second"]) == near
    assert journal.sessions.all() == [session]


@pytest.mark.parametrize("when", [datetime(2027, 3, 28, 1, 59), datetime(2027, 3, 28, 3)])
def test_the_times_around_a_missing_hour_exist(abroad: In, when: datetime) -> None:
    """Two o'clock does not come, three does."""
    assert abroad(PARIS, BEFORE).sessions.plan(when).starts == when


def test_a_time_that_comes_twice_is_the_first_of_the_two(abroad: In) -> None:
    """Half past two in the night of October: the summer's, half past midnight in UTC."""
    twice = datetime(2027, 10, 31, 2, 30)
    here = abroad(PARIS, BEFORE)
    assert here.clock.comes_twice(twice)
    assert not here.clock.comes_twice(twice - timedelta(hours=1))
    session = here.sessions.plan(twice)
    assert abroad("UTC", datetime(2027, 10, 31, 0, 29)).sessions.unsaid() == []
    assert abroad("UTC", datetime(2027, 10, 31, 0, 30)).sessions.unsaid() == [session]


@pytest.mark.parametrize(
    ("starts", "now", "late", "ends"),
    [
        (datetime(2027, 3, 28, 1, 50), datetime(2027, 3, 28, 1, 10), 20, datetime(2027, 3, 28, 3, 50)),
        (datetime(2027, 3, 28, 1, 50), datetime(2027, 3, 28, 0, 50), 0, datetime(2027, 3, 28, 3, 50)),
        (datetime(2027, 10, 31, 1, 50), datetime(2027, 10, 31, 0, 10), 20, datetime(2027, 10, 31, 2, 50)),
        (datetime(2027, 10, 31, 1, 50), datetime(2027, 10, 31, 1, 10), 0, datetime(2027, 10, 31, 3, 10)),
    ],
)  # fmt: skip
def test_a_late_start_and_the_end_are_counted_over_a_change_of_the_clocks(
    abroad: In, starts: datetime, now: datetime, late: int, ends: datetime
) -> None:
    """By what passes, not by what the wall shows; eighty minutes late is another time."""
    session = abroad(PARIS, BEFORE).sessions.plan(starts, minutes=60)
    at = abroad(PARIS, now.replace(tzinfo=UTC)).timers.start(session)
    assert (at.late, at.ends) == (late, ends)


ZONES = st.sampled_from([TOKYO, PARIS, NEW_YORK, "Pacific/Apia", "Nowhere/At all"])
TIMES = st.datetimes(datetime(2026, 1, 1), datetime(2026, 12, 31)).map(
    lambda each: each.replace(second=0, microsecond=0)
)


@given(drawn=st.lists(st.tuples(TIMES, ZONES), max_size=6))
def test_numbers_count_the_same_from_the_lines_and_from_the_records(
    drawn: list[tuple[datetime, str]],
) -> None:
    """Whatever the zones, and where a zone is not known here."""
    with opened() as journal:
        with journal.store.transaction("plan") as tx:
            for when, zone in drawn:
                readers = Visibility.PRIVATE if when.minute % 3 == 0 else Visibility.PAIR
                tx.add(journal.sessions.make(Session, starts=when, zone=zone, visibility=readers))
        sessions = journal.sessions.all()
        assert journal.sessions.numbers() == numbers(sessions)
        instants = [instant(each.starts, each.zone) for each in sessions if each.starts]
        if len({zone for _, zone in drawn}) > 1:
            assert instants == sorted(instants)
