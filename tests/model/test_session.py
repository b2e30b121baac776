"""Sessions: when they took place, and the number that follows from it."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from rmjournal.model.record import Visibility
from rmjournal.model.session import Session, SessionStatus, in_order, numbers

STAMP = datetime(2026, 1, 1, tzinfo=UTC)
NOON = datetime(2026, 4, 7, 12, 0)


def session(
    id: str, starts: datetime | None, status: str = "planned", readers: str = "pair"
) -> Session:
    """A session at a time."""
    return Session(
        id=id, pair="p", author="a", entered_by="a", created=STAMP, updated=STAMP,
        starts=starts, status=SessionStatus(status), visibility=Visibility(readers),
    )  # fmt: skip


sessions = st.lists(
    st.builds(
        session,
        st.text("0123456789abcdef", min_size=16, max_size=16),
        st.none() | st.integers(0, 5).map(lambda days: NOON + timedelta(days=days)),
        st.sampled_from([str(status) for status in SessionStatus]),
        st.sampled_from([str(each) for each in Visibility]),
    ),
    max_size=8,
    unique_by=lambda each: each.id,
)
"""Sessions, some at the same time, some without a date."""


@given(sessions)
def test_numbers_go_from_one_without_a_gap_and_skip_the_cancelled(drawn: list[Session]) -> None:
    """Every session that was not cancelled has one of the numbers 1 to n, and no other has one."""
    counted = [each for each in drawn if each.status is not SessionStatus.CANCELLED]
    found = numbers(drawn)
    assert sorted(found.values()) == list(range(1, len(counted) + 1))
    assert found.keys() == {each.id for each in counted}


@given(sessions)
def test_numbers_follow_the_date_then_the_id(drawn: list[Session]) -> None:
    """A session never has a lower number than one before it; without a date it comes last.

    Those of one person only come after all that both have, which so are numbered alike in both files.
    """
    found = numbers(drawn)
    ranked = sorted((each for each in drawn if each.id in found), key=lambda each: found[each.id])
    private = [each.visibility is Visibility.PRIVATE for each in ranked]
    assert private == sorted(private)
    for part in (False, True):
        those = [each for each, alone in zip(ranked, private, strict=True) if alone is part]
        for one, two in pairwise(those):
            assert (one.when or datetime.max, one.id) < (two.when or datetime.max, two.id)
    both = [each for each in drawn if each.visibility is not Visibility.PRIVATE]
    assert numbers(both).items() <= found.items()


@given(sessions, st.randoms())
def test_numbers_do_not_depend_on_the_order_of_the_file(
    drawn: list[Session], random: object
) -> None:
    """Two files that hold the same sessions number them alike."""
    shuffled = list(drawn)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert numbers(shuffled) == numbers(drawn)
    assert in_order(shuffled) == in_order(drawn)


def test_two_sessions_at_one_time_are_told_apart_by_their_ids() -> None:
    """At the same time, the smaller id comes first."""
    assert numbers([session("b", NOON), session("a", NOON)]) == {"a": 1, "b": 2}


def test_a_cancelled_session_gives_its_number_up() -> None:
    """Cancelling the first of three makes the second the first."""
    three = [session(id, NOON + timedelta(days=n)) for n, id in enumerate("abc")]
    three[0] = replace(three[0], status=SessionStatus.CANCELLED)
    assert numbers(three) == {"b": 1, "c": 2}


def test_a_session_is_when_it_began_rather_than_when_it_was_planned() -> None:
    """A session that began elsewhen counts by its real beginning."""
    late = replace(session("a", NOON), began=NOON + timedelta(days=9))
    assert late.when == NOON + timedelta(days=9)
    assert numbers([late, session("b", NOON + timedelta(days=1))]) == {"b": 1, "a": 2}


def test_a_session_ended_when_its_minutes_were_over() -> None:
    """The end is known once the beginning and the length are."""
    began = replace(session("a", NOON), began=NOON + timedelta(minutes=5))
    assert began.ended is None
    assert replace(began, lasted=42).ended == NOON + timedelta(minutes=47)
    assert replace(session("a", NOON), lasted=42).ended is None
