"""The bar of minutes: in proportion, and to be read without any colour."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rmjournal.widgets.bar import Part, drawn

FULL = [Part(5), Part(5), Part(10), Part(10), Part(10, open=True), Part(5)]


def bar(parts: list[Part], length: int, width: int = 60) -> str:
    """The bar as it is read."""
    return drawn(parts, length, width).plain


def test_a_full_hour_is_a_cell_a_minute_with_open_time_apart() -> None:
    """Whoever sees no colour still sees where the open time is."""
    assert bar(FULL, 45) == "[=====|=====|==========|==========|..........|=====]"


@pytest.mark.parametrize(
    ("parts", "shown"),
    [
        ([], "[" + " " * 45 + "]"),
        ([Part(10)], "[==========|" + " " * 35 + "]"),
        ([Part(45)], "[" + "=" * 45 + "]"),
        ([Part(40), Part(10)], "[" + "=" * 40 + "|=====]!!!!!"),
        ([Part(45), Part(3)], "[" + "=" * 45 + "]!!!"),
    ],
)
def test_what_is_free_and_what_is_too_much_is_drawn(parts: list[Part], shown: str) -> None:
    """What is free is empty; what is too much stands beyond the end."""
    assert bar(parts, 45) == shown


def test_the_highlighted_part_stands_out() -> None:
    """One sees which part of the hour a row is."""
    spans = drawn([Part(5), Part(10, here=True)], 15, 60).spans
    assert [(each.start, each.end) for each in spans if "$accent" in str(each.style)] == [(7, 17)]


@given(
    st.lists(st.builds(Part, st.integers(1, 120), st.booleans()), max_size=12),
    st.integers(5, 240),
    st.integers(0, 120),
)
def test_it_is_never_wider_than_the_room(parts: list[Part], length: int, width: int) -> None:
    """However full, it fits, and it has one beginning and one end; where nothing fits it is empty."""
    shown = bar(parts, length, width)
    assert len(shown) <= width
    assert (shown.count("["), shown.count("]")) == ((1, 1) if shown else (0, 0))
