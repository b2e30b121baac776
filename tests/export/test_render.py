"""A page is handed out in portions, which together are its text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rmjournal.export.render import Page


@given(st.lists(st.text(max_size=3), max_size=200))
def test_the_portions_are_the_text(pieces: list[str]) -> None:
    """Wherever it is cut, not a byte is lost or added."""
    page = Page(pieces=tuple(map(str.encode, pieces)), format="md", said=(), ours=(), shipped=True)
    assert b"".join(page.encoded()) == page.text.encode() == "".join(pieces).encode()


@pytest.mark.parametrize(("many", "long"), [(20_000, 50), (1_000, 100), (20, 100_000)])
def test_a_long_page_is_never_one_text(many: int, long: int) -> None:
    """An emoji in one of its texts makes four bytes a character of a portion alone."""
    pieces = (("🙂" * long).encode(),) * many
    page = Page(pieces=pieces, format="md", said=(), ours=(), shipped=True)
    assert max(map(len, page.encoded())) < len(page.text.encode()) / 10
