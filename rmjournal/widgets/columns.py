"""Cells side by side in aligned columns, one of which takes the room that is left."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import zip_longest

from textual.content import Content

from rmjournal.widgets.plain import plain, wrapped

GAP = 2
"""The spaces between two columns."""
ROOM = 12
"""The cells that the wide column keeps before the others have to give way."""
NARROWEST = 4
"""The cells that no other column is made narrower than."""

Cells = Sequence[Content]


@dataclass(frozen=True, slots=True)
class Columns:
    """How the cells of a row are laid out; nothing is ever wider than the room there is."""

    wide: int = 1
    """The column that takes the room left by the others."""
    right: tuple[int, ...] = ()
    """The columns that are aligned to the right."""
    lines: int = 1
    """The lines of each row; a cell fills them with its own line breaks."""
    widths: tuple[int, ...] | None = None
    """The widths of all columns, where they are not to be measured; the wide one's is ignored."""
    wrap: bool = False
    """Whether a cell wraps under itself, instead of being cut with an ellipsis."""

    def natural(self, rows: Iterable[Cells]) -> tuple[int, ...]:
        """The width of the longest cell of each column; the wide one is not measured."""
        if self.widths is not None:
            return self.widths
        columns = zip(*rows, strict=True)
        return tuple(
            0 if number == self.wide else max(map(breadth, cells))
            for number, cells in enumerate(columns)
        )

    def fitted(self, natural: Sequence[int], width: int) -> tuple[int, ...]:
        """The widths of the columns in a room; an empty column takes none of it."""
        sizes = list(natural)
        if not sizes:
            return ()
        sizes[self.wide] = 0
        gaps = GAP * sum(size > 0 for size in sizes)
        others = [number for number, size in enumerate(sizes) if size > NARROWEST]
        while others and sum(sizes) + gaps + ROOM > width:
            largest = max(others, key=sizes.__getitem__)
            sizes[largest] -= 1
            if sizes[largest] == NARROWEST:
                others.remove(largest)
        sizes[self.wide] = max(width - sum(sizes) - gaps, 1)
        return tuple(sizes)

    def lay(self, cells: Cells, sizes: Sequence[int]) -> list[Content]:
        """The lines of a row."""
        shown = [
            (number, size, self._parts(cell, size))
            for number, (cell, size) in enumerate(zip(cells, sizes, strict=True))
            if size
        ]
        lines = zip_longest(*(parts for _, _, parts in shown), fillvalue=plain(""))
        between = plain(" " * GAP)
        return [
            between.join(
                self._padded(number, part, size)
                for part, (number, size, _) in zip(line, shown, strict=True)
            )
            for line in lines
        ]

    def _parts(self, cell: Content, size: int) -> list[Content]:
        if self.wrap:
            return [cut(part, size) for part in wrapped(cell, size)]
        return [cut(part, size) for part in broken(cell)[: self.lines]]

    def _padded(self, number: int, part: Content, size: int) -> Content:
        room = max(size - part.cell_length, 0)
        return part.pad_left(room) if number in self.right else part.pad_right(room)


def breadth(cell: Content) -> int:
    """The cells that the longest line of a text takes."""
    return max(part.cell_length for part in broken(cell))


def broken(cell: Content) -> list[Content]:
    """The lines of a text at its own line breaks, tabs as spaces."""
    if "\n" not in cell.plain and "\t" not in cell.plain:
        return [cell]
    return [part.expand_tabs() for part in cell.split(allow_blank=True)] or [plain("")]


def cut(part: Content, size: int) -> Content:
    """A line cut with an ellipsis where it is longer than the room."""
    return part.truncate(size, ellipsis=True)
