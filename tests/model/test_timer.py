"""The timer: time is added up from its events alone, and never comes out wrong by a clock."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from rmjournal.model.timer import Elapsed, TimerEvent, TimerState, elapsed, in_minutes

NOON = datetime(2026, 4, 7, 12, 0, tzinfo=UTC)
KINDS = ("start", "pause", "resume", "extend", "next", "end", "unknown")


def at(minutes: float) -> datetime:
    """A moment that many minutes after noon."""
    return NOON + timedelta(minutes=minutes)


def event(
    kind: str, minutes: float, item: str | None = None, more: int | None = None
) -> TimerEvent:
    """Something that happened so many minutes after noon."""
    return TimerEvent(kind=kind, at=at(minutes), item=item, minutes=more)


events = st.lists(
    st.builds(
        event,
        st.sampled_from(KINDS),
        st.integers(-600, 600),
        st.sampled_from([None, "a", "b"]),
        st.none() | st.integers(-5, 30),
    ),
    max_size=9,
).map(tuple)
"""Events in any order, at any time, as clocks and merges may leave them."""

moments = st.integers(-600, 2000).map(at)


def test_a_session_without_interruption() -> None:
    """Each item takes the time until the next, and the whole is their sum."""
    timer = (event("start", 0, "a"), event("next", 5, "b"), event("end", 12))
    assert elapsed(timer) == Elapsed(
        TimerState.ENDED, items={"a": 300, "b": 420}, given={}, paused=0
    )


def test_a_pause_counts_for_nothing_once_it_is_over() -> None:
    """Pauses are told apart from the time that is spoken in."""
    timer = (event("start", 0, "a"), event("pause", 5), event("resume", 8), event("end", 12))
    found = elapsed(timer)
    assert (found.seconds, found.paused, found.items) == (9 * 60, 3 * 60, {"a": 9 * 60})


def test_a_pause_that_nothing_followed_ended_the_session() -> None:
    """Paused at the end and ended next morning, it ended when it was paused."""
    timer = (event("start", 0, "a"), event("pause", 40), event("end", 1000))
    assert (elapsed(timer).seconds, elapsed(timer).paused) == (40 * 60, 0)


def test_a_clock_that_was_set_back_costs_one_stretch_only() -> None:
    """An hour too fast at the start, then corrected: what follows counts in full."""
    timer = (event("start", 60, "a"), event("next", 5, "b"), event("end", 30))
    assert elapsed(timer).items == {"a": 0, "b": 25 * 60}


def test_a_clock_that_was_set_back_during_a_pause_gives_no_time() -> None:
    """A pause that would have been shorter than none is none."""
    timer = (event("start", 60, "a"), event("pause", 70), event("resume", 15), event("end", 20))
    assert (elapsed(timer).seconds, elapsed(timer).paused) == (15 * 60, 0)


def test_what_is_added_is_added_to_the_item_that_is_spoken_of() -> None:
    """Five minutes more belong to the present item and to the whole."""
    timer = (event("start", 0, "a"), event("extend", 3, more=5), event("extend", 4, more=2))
    found = elapsed(timer, at(10))
    assert (found.state, found.given, found.extended) == (TimerState.RUNNING, {"a": 7}, 7)


def test_a_closed_laptop_changes_nothing() -> None:
    """Nothing has to run meanwhile: what is read later is what was going on."""
    timer = (event("start", 0, "a"),)
    assert elapsed(timer, at(20)).items == {"a": 20 * 60}


@given(events, moments)
def test_nothing_is_ever_negative_or_counted_twice(
    timer: tuple[TimerEvent, ...], now: datetime
) -> None:
    """However the events stand, the items add up to the whole, and no time is below none."""
    found = elapsed(timer, now)
    assert all(each >= 0 for each in (*found.items.values(), *found.given.values(), found.paused))
    stretches = [max((b.at - a.at).total_seconds(), 0) for a, b in pairwise(timer)]
    last = max((now - timer[-1].at).total_seconds(), 0) if timer else 0
    assert found.seconds + found.paused <= sum(stretches) + last


@given(events, moments, st.integers(0, 5000))
def test_time_does_not_run_backwards(
    timer: tuple[TimerEvent, ...], now: datetime, more: int
) -> None:
    """Later, no less has passed; and while the timer does not run, no more either."""
    before, after = elapsed(timer, now), elapsed(timer, now + timedelta(seconds=more))
    assert after.seconds >= before.seconds
    if before.state is not TimerState.RUNNING:
        assert after == before


@given(events, st.integers(0, 500), st.integers(0, 500))
def test_a_pause_takes_as_much_as_it_lasts(
    timer: tuple[TimerEvent, ...], spoken: int, paused: int
) -> None:
    """Pausing and going on counts what was spoken before and after, and nothing between."""
    begun = (*timer, event("start", 600, "a"))
    whole = (
        *begun, event("pause", 600 + spoken), event("resume", 600 + spoken + paused),
        event("end", 600 + spoken + paused + 7),
    )  # fmt: skip
    assert elapsed(whole).seconds == elapsed(begun).seconds + (spoken + 7) * 60


@given(
    st.dictionaries(st.sampled_from("abcdef"), st.integers(0, 100_000), max_size=6),
    st.integers(0, 300),
)
def test_minutes_add_up_to_the_whole(seconds: dict[str | None, int], whole: int) -> None:
    """Rounded to minutes, the items still make the session exactly."""
    minutes = in_minutes(seconds, whole)
    assert minutes.keys() == seconds.keys()
    assert all(each >= 0 for each in minutes.values())
    assert sum(minutes.values()) == (whole if sum(seconds.values()) else 0)


@given(st.dictionaries(st.sampled_from("abcdef"), st.integers(0, 7200), min_size=1))
def test_rounding_moves_no_item_by_more_than_a_minute_and_a_half(
    seconds: dict[str | None, int],
) -> None:
    """Where the whole is what was measured, every item is what was measured, but for rounding."""
    minutes = in_minutes(seconds, round(sum(seconds.values()) / 60))
    assert all(abs(minutes[id] * 60 - each) <= 90 for id, each in seconds.items())
