"""Rows in aligned columns, one of which takes the room that is left and wraps under itself.

A cell of another column may have several lines, parted by newlines.
"""

from __future__ import annotations

from collections.abc import Container, Sequence
from itertools import zip_longest

from textual.content import Content
from textual.geometry import Size
from textual.widget import Widget

from rmjournal.widgets.plain import plain

GAP = 2
LEAST = 12
"""The columns that the wrapping column keeps at least."""

Row = Sequence[Content]


class Rows(Widget):
    """A table that is only looked at; one widget, however many rows."""

    DEFAULT_CSS = """
    Rows { width: 1fr; height: auto; }
    """

    def __init__(
        self,
        rows: Sequence[Row],
        *,
        wide: int,
        right: Sequence[int] = (),
        cut: Container[int] = (),
        id: str | None = None,
        classes: str | None = None,
    ) -> None:
        """``wide`` is the column that wraps, ``right`` those that are aligned to the right.

        The rows whose numbers, from 0, are in ``cut`` keep to one line, with an ellipsis.
        """
        super().__init__(id=id, classes=classes)
        self._rows = rows
        self._wide = wide
        self._right = right
        self._cut = cut

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """The lines that the rows take at this width."""
        return len(self._lines(width))

    def render(self) -> Content:
        """The rows at the present width."""
        return plain("\n").join(self._lines(self.content_size.width))

    @property
    def said(self) -> str:
        """The cells of each row, without styles."""
        return "\n".join("  ".join(cell.plain for cell in row) for row in self._rows)

    def _lines(self, width: int) -> list[Content]:
        widths = [max(cells) for cells in zip(*self._lengths(), strict=True)]
        rest = sum(widths) - widths[self._wide] + GAP * (len(widths) - 1) if widths else 0
        if widths:
            widths[self._wide] = max(width - rest, LEAST)
        return [each for number in range(len(self._rows))
                for each in self._laid(number, widths)]  # fmt: skip

    def _lengths(self) -> list[list[int]]:
        return [[max(each.cell_length for each in cell.split()) for cell in row]
                for row in self._rows]  # fmt: skip

    def _laid(self, number: int, widths: list[int]) -> list[Content]:
        row = self._rows[number]
        cells = [cell.split() for cell in row]
        cells[self._wide] = row[self._wide].wrap(widths[self._wide])
        if number in self._cut:
            cells[self._wide] = [row[self._wide].truncate(widths[self._wide], ellipsis=True)]
        return [
            plain(" " * GAP).join(
                self._cell(column, part, size)
                for column, (part, size) in enumerate(zip(parts, widths, strict=True))
            )
            for parts in zip_longest(*cells, fillvalue=plain(""))
        ]

    def _cell(self, number: int, cell: Content, size: int) -> Content:
        room = max(size - cell.cell_length, 0)
        return cell.pad_left(room) if number in self._right else cell.pad_right(room)
