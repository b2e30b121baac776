"""The charter in force among those kept, and the days of its review points."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from hypothesis import given

from rmjournal.model import signing, substance
from rmjournal.model.charter import Charter, in_force
from rmjournal.model.record import Assent
from tests.strategies import records

AT = datetime(2026, 9, 1, 12, tzinfo=UTC)
ONE, OTHER = "1" * 16, "2" * 16


def charter(id: str = "a", **fields: object) -> Charter:
    """A charter of two people."""
    envelope = {"pair": "p", "author": ONE, "entered_by": ONE, "created": AT, "updated": AT}
    return Charter(id=id, **envelope, **fields)  # type: ignore[arg-type]


def signed(seen: Charter, *members: str, day: int = 1) -> Charter:
    """The charter with the signatures of these members under its present wording."""
    at = AT.replace(day=day)
    new = tuple(
        Assent(member=each, digest=substance.digest(seen), at=at, entered_by=ONE)
        for each in members
    )
    return replace(seen, assents=(*seen.assents, *new))


@pytest.mark.parametrize(
    ("start", "months", "days"),
    [
        (date(2026, 9, 1), (6, 3), {3: date(2026, 12, 1), 6: date(2027, 3, 1)}),
        (date(2026, 9, 5), (1,), {1: date(2026, 10, 5)}),
        (date(2026, 8, 31), (6,), {6: date(2027, 3, 1)}),
        (date(2026, 9, 12), (3,), {3: date(2026, 12, 14)}),
        (date(2026, 9, 13), (3,), {3: date(2026, 12, 14)}),
        (date(2026, 9, 1), (), {}),
        (None, (3, 6), {}),
    ],
)
def test_reviews_fall_on_working_days(
    start: date | None, months: tuple[int, ...], days: dict[int, date]
) -> None:
    """So many months after the start, in order, the Monday after where that is a weekend."""
    assert charter(start=start, review_months=months).reviews == days


@given(records(Charter))
def test_no_stored_months_break_the_reviews(any_charter: Charter) -> None:
    """Whatever a merge or a hand left there, what makes no sense is passed over."""
    assert set(any_charter.reviews) <= set(any_charter.review_months)
    state = signing.state_of(any_charter, (), (ONE, OTHER))
    assert not state.signed
    assert state.changes == ()


def test_the_charter_in_force_is_no_copy() -> None:
    """Kept wordings never hold; of two that a merge left, the earlier does."""
    copy, first, second = charter("c", version_of="a"), charter("a"), charter("b")
    assert in_force([copy, first, second]) == first
    assert in_force([copy]) is None
    assert signing.standing([copy], (ONE,)) is None


def test_what_changed_is_told_to_each_who_signed_something_else() -> None:
    """Each sees what changed since their own signature; who signed the present, nothing."""
    first = signed(charter("v1", stays="All", version_of="a"), ONE, OTHER)
    second = signed(charter("v2", stays="Most", version_of="a"), OTHER, day=2)
    now = signed(charter("a", stays="Most", every_weeks=2), OTHER, day=3)
    state = signing.standing([now, first, second], (ONE, OTHER))
    assert state is not None
    mine, theirs = state.signatures
    assert mine.present is None
    assert mine.changes == (
        signing.Change("stays", "All", "Most"),
        signing.Change("every_weeks", 3, 2),
    )
    assert (theirs.changes, theirs.earlier) == (None, None)
    assert theirs.present == now.assents[-1]
    assert state.changes == mine.changes
    assert not state.signed


def test_the_latest_signature_counts() -> None:
    """Whoever signed twice is told what changed since the second time."""
    first = signed(charter("v1", stays="All", version_of="a"), ONE)
    second = signed(charter("v2", stays="Most", version_of="a"), ONE, OTHER, day=2)
    state = signing.standing([charter("a", stays="Some"), first, second], (ONE, OTHER))
    assert state is not None
    expected = (signing.Change("stays", "Most", "Some"),)
    assert [each.changes for each in state.signatures] == [expected, expected]
    assert state.changes == expected
    assert [each.id for each in state.versions] == ["v2", "v1"]


def test_a_signature_whose_words_are_gone_is_no_guess() -> None:
    """Where the wording was not kept, that they signed is known, and what changed is not."""
    gone = signed(charter("x", stays="Gone"), ONE)
    now = charter("a", stays="Now", assents=gone.assents)
    state = signing.standing([now], (ONE,))
    assert state is not None
    (mine,) = state.signatures
    assert (mine.earlier, mine.changes, state.changes) == (gone.assents[0], None, ())


def test_what_is_missing_of_the_first_four() -> None:
    """The four that a pair settles first; blanks settle nothing."""
    state = signing.state_of(charter(stays="All", may_leave=" "), (), (ONE,))
    assert state.missing == ("may_leave", "when_missed", "right_to_stop")
