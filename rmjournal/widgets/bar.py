"""The minutes of a session as a bar: its parts side by side, what is free, what is too much."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate

from textual.content import Content
from textual.widget import Widget

from rmjournal.widgets.plain import Styled, pieces, plain

PLANNED, OPEN, FREE, OVER = "=", ".", " ", "!"
"""What a minute is drawn as: it never takes colour to tell them apart."""
BETWEEN, BEGIN, END = "|", "[", "]"


@dataclass(frozen=True, slots=True)
class Part:
    """One part of the hour."""

    minutes: int
    open: bool = False
    """Whether it is kept for the unplanned."""
    here: bool = False
    """Whether it is the one that is spoken of now."""


class Bar(Widget):
    """Parts in proportion to their minutes, one cell a minute where there is room."""

    DEFAULT_CSS = """
    Bar { width: 1fr; height: 1; color: $text-muted; text-wrap: nowrap; }
    """

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._parts: tuple[Part, ...] = ()
        self._length = 0

    def say(self, parts: Sequence[Part], length: int) -> None:
        """Shows these parts of a session of so many minutes."""
        self._parts, self._length = tuple(parts), length
        self.refresh()

    @property
    def said(self) -> str:
        """The bar without styles."""
        return self.render().plain

    def render(self) -> Content:
        """The bar at the present width."""
        return drawn(self._parts, self._length, self.content_size.width)


def drawn(parts: Sequence[Part], length: int, width: int) -> Content:
    """The parts within a width; minutes beyond the length of the session stand after its end."""
    planned = sum(each.minutes for each in parts)
    total = max(planned, length)
    cells = max(min(total, width - len(parts) - len(BEGIN + END)), 0)
    end = cells * length // max(total, 1)
    if not end:
        return plain("")
    edges = [cells * each // total for each in accumulate((p.minutes for p in parts), initial=0)]
    made: list[Styled | str] = [BEGIN]
    for part, first, last in zip(parts, edges, edges[1:], strict=False):
        if first and first != end:
            made.append(BETWEEN)
        sign = OPEN if part.open else PLANNED
        made.append((sign * (min(last, end) - first), "bold $accent" if part.here else ""))
        if first < end <= last:
            made.append(END)
        made.append((OVER * (last - max(first, end)), "bold $warning"))
    if edges[-1] < end:
        made += [BETWEEN * bool(parts), FREE * (end - edges[-1]), END]
    return pieces(*made)
