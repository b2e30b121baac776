"""A page is handed out in portions, which together are its text."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from rmjournal.export.render import Page


@given(st.lists(st.text(max_size=3), max_size=200))
def test_the_portions_are_the_text(pieces: list[str]) -> None:
    """Wherever it is cut, not a byte is lost or added."""
    page = Page(pieces=tuple(map(str.encode, pieces)), format="md", said=(), ours=(), shipped=True)
    assert b"".join(page.encoded()) == page.text.encode() == "".join(pieces).encode()


def test_a_long_page_is_never_one_text() -> None:
    """An emoji in one of its texts makes four bytes a character of a portion alone."""
    pieces = (("🙂" * 50).encode(),) * 20_000
    page = Page(pieces=pieces, format="md", said=(), ours=(), shipped=True)
    assert max(map(len, page.encoded())) < len(page.text.encode()) / 10
