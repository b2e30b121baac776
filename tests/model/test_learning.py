"""A learning counts once it was used."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rmjournal.model.learning import Learning, Outcome, Worked

STAMP = datetime(2026, 1, 1, tzinfo=UTC)


def learning(*worked: Worked) -> Learning:
    """A learning with these outcomes, day after day."""
    return Learning(
        id="0" * 16, pair="p", author="ana", entered_by="ana", created=STAMP, updated=STAMP,
        what="Ask for the median", learner="ana",
        outcomes=tuple(
            Outcome(on=date(2026, 1, day), worked=each, at=STAMP, entered_by="ana")
            for day, each in enumerate(worked, start=1)
        ),
    )  # fmt: skip


@pytest.mark.parametrize("worked", [Worked.YES, Worked.PARTLY, Worked.NO])
def test_trying_counts_whatever_came_of_it(worked: Worked) -> None:
    """A learning that was tried is put into practice, even where it did not work."""
    assert learning(worked).practised


def test_a_learning_that_was_never_tried_is_not_put_into_practice() -> None:
    """Neither silence nor «not yet» is practice."""
    assert not learning().practised
    assert not learning(Worked.NOT_YET, Worked.NOT_YET).practised


@given(st.lists(st.sampled_from(Worked), max_size=9))
def test_once_practised_always_practised(worked: list[Worked]) -> None:
    """A later «not yet» takes nothing away, and the order of outcomes does not matter."""
    practised = learning(*worked).practised
    assert learning(*worked, Worked.NOT_YET).practised == practised
    assert learning(*reversed(worked)).practised == practised
