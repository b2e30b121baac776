"""Months, which differ in length."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rmjournal.months import months_between, months_later

DAYS = st.dates(date(2020, 1, 1), date(2040, 1, 1))


@given(DAYS, DAYS)
def test_a_day_is_between_its_months_and_one_more(one: date, other: date) -> None:
    """Counting forward is the other way round of counting between, wherever a month ends."""
    day, later = sorted((one, other))
    months = months_between(day, later)
    assert months_later(day, months) <= later < months_later(day, months + 1)


@pytest.mark.parametrize(
    ("later", "months"),
    [(date(2027, 1, 31), 0), (date(2027, 2, 27), 0), (date(2027, 2, 28), 1), (date(2027, 3, 30), 1),
     (date(2027, 3, 31), 2), (date(2028, 1, 31), 12)],
)  # fmt: skip
def test_a_month_from_the_last_day_ends_on_the_last_day(later: date, months: int) -> None:
    """As review points and the end of the mentoring do."""
    assert months_between(date(2027, 1, 31), later) == months
