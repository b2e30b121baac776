"""Levels, and where each member last saw an objective."""

from __future__ import annotations

from datetime import UTC, date, datetime

from hypothesis import given
from hypothesis import strategies as st

from rmjournal.model.objective import Level, Objective, Rating

STAMP = datetime(2026, 1, 1, tzinfo=UTC)

ratings = st.builds(
    Rating,
    member=st.sampled_from(["ana", "tom", "both"]),
    level=st.sampled_from(Level),
    on=st.dates(date(2026, 1, 1), date(2026, 1, 5)),
    at=st.integers(0, 59).map(lambda second: STAMP.replace(second=second)),
    entered_by=st.just("ana"),
)


def objective(*rated: Rating) -> Objective:
    """An objective with these ratings."""
    return Objective(
        id="0" * 16, pair="p", author="ana", entered_by="ana", created=STAMP, updated=STAMP,
        title="Read the dashboard", learner="ana", ratings=rated,
    )  # fmt: skip


def test_attainment_goes_from_minus_two_to_plus_two_with_nought_as_expected() -> None:
    """The scale is that of Goal Attainment Scaling."""
    assert [level.attainment for level in Level] == [-2, -1, 0, 1, 2]
    assert Level.EXPECTED.attainment == 0
    assert Level.START.attainment == -2


@given(st.lists(ratings, max_size=6), st.sampled_from(["ana", "tom"]))
def test_a_members_view_is_the_latest_they_gave(drawn: list[Rating], member: str) -> None:
    """The latest is by the day it is about, then by when it was noted; others' do not count."""
    latest = objective(*drawn).latest(member)
    mine = [rating for rating in drawn if rating.member == member]
    assert (latest is None) == (not mine)
    if latest is not None:
        assert latest in mine
        assert all((each.on, each.at) <= (latest.on, latest.at) for each in mine)


def test_a_view_typed_late_about_an_earlier_day_does_not_become_the_latest() -> None:
    """The day a rating is about counts before the moment it was typed."""
    late = Rating(member="ana", level=Level.BEST, on=date(2026, 1, 9), at=STAMP, entered_by="ana")
    early = Rating(
        member="ana", level=Level.START, on=date(2026, 1, 8), at=STAMP.replace(hour=9),
        entered_by="ana",
    )  # fmt: skip
    assert objective(late, early).latest("ana") == late
