"""A gauge: what is spoken of, how much of its time is gone, and what is left of it."""

from __future__ import annotations

from textual.content import Content
from textual.widget import Widget

from rmjournal.widgets.plain import pieces, plain

FULL, EMPTY = "█", "░"
"""Told apart without colours."""
ASIDE = 30
"""The most columns beside the bar."""
GAP = 2


class Gauge(Widget):
    """Two lines: a name and what is left; a bar and what it is measured by."""

    DEFAULT_CSS = """
    Gauge { width: 1fr; height: 2; text-wrap: nowrap; }
    """

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._topic = self._left = self._of = plain("")
        self._share = 0.0

    def say(self, name: Content, left: Content, share: float, of: Content) -> None:
        """Shows this from now on; ``share`` is what is gone of the whole, drawn from 0 to 1."""
        share = min(max(share, 0.0), 1.0)
        new = (name, left, share, of)
        if new != (self._topic, self._left, self._share, self._of):
            self._topic, self._left, self._share, self._of = new
            self.refresh()

    @property
    def said(self) -> str:
        """What it shows, the bar aside."""
        return "  ".join(each.plain for each in (self._topic, self._left, self._of))

    def bar(self, width: int) -> str:
        """So many characters, of which those that are full stand for the time that is gone."""
        full = int(self._share * width)
        return FULL * full + EMPTY * (width - full)

    def render(self) -> Content:
        """Both lines at the present width, what is left and what it is of at the right end."""
        width = self.content_size.width
        wide = max(width - min(ASIDE, width * 9 // 20) - GAP, 1)
        of = self._of.truncate(max(width - wide - GAP, 1), ellipsis=True)
        return pieces(
            _between(self._topic.stylize("bold"), self._left.stylize("bold"), width), "\n",
            _between(pieces((self.bar(wide), "$accent")), of.stylize("$text-muted"), width),
        )  # fmt: skip


def _between(left: Content, right: Content, width: int) -> Content:
    """The two at the ends of a line; the left one gives way."""
    room = max(width - right.cell_length - GAP, 1)
    left = left.truncate(room, ellipsis=True)
    return pieces(left, " " * max(width - left.cell_length - right.cell_length, 1), right)
