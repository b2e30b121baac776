"""Who may read a record: three words, and what follows from them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rmjournal.model.record import Visibility
from tests.strategies import json_values

PRIVATE, PAIR, SHAREABLE = Visibility

visibilities = st.sampled_from(Visibility)


@pytest.mark.parametrize("visibility", Visibility)
def test_a_visibility_is_stored_as_its_word(visibility: Visibility) -> None:
    """What is stored for a visibility is read back as the same one."""
    assert Visibility.of(str(visibility)) is visibility


@given(json_values.filter(lambda value: value not in list(Visibility)))
def test_anything_unknown_is_private(value: object) -> None:
    """A missing or unknown visibility lets only the author read, whatever was stored."""
    assert Visibility.of(value) is PRIVATE


@given(visibilities, visibilities, visibilities)
def test_the_narrower_wins_in_any_order(
    one: Visibility, two: Visibility, three: Visibility
) -> None:
    """Where files differ, the order in which they are compared does not matter."""
    assert one.narrower(two) is two.narrower(one)
    assert one.narrower(two).narrower(three) is one.narrower(two.narrower(three))
    assert one.narrower(one) is one


@given(visibilities)
def test_nothing_is_narrower_than_private_nor_wider_than_shareable(visibility: Visibility) -> None:
    """Private stays private against anything, and shareable never widens anything."""
    assert PRIVATE.narrower(visibility) is PRIVATE
    assert SHAREABLE.narrower(visibility) is visibility


def test_the_pair_stands_between_one_and_everyone() -> None:
    """What the pair may read is wider than private and narrower than what may leave."""
    assert PAIR.narrower(PRIVATE) is PRIVATE
    assert PAIR.narrower(SHAREABLE) is PAIR
