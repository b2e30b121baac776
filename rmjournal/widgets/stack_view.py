"""A stack of entries as it is drawn: only what is in view, and that once until something changes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual.cache import LRUCache
from textual.geometry import Size
from textual.scroll_view import ScrollView
from textual.strip import Strip
from textual.style import Style
from textual.visual import Visual

from rmjournal.widgets.columns import Columns
from rmjournal.widgets.plain import pieces, plain
from rmjournal.widgets.stack import Entry, Stack, whole

MARGIN = 2
"""The columns before a row, for the mark and a space."""
HERE, THERE, ELSEWHERE = ">", "›", " "
"""The marks of the highlighted row with the focus, without it, and of any other row."""


class StackView(ScrollView, inherit_bindings=False):
    """Draws entries in columns, the one that stands out with a mark; which it is, subclasses say."""

    ALLOW_SELECT = False
    DEFAULT_CSS = """
    StackView {
        height: 1fr; overflow-x: hidden; scrollbar-size: 0 1; scrollbar-gutter: stable;
        color: $foreground; text-wrap: nowrap; text-overflow: ellipsis; pointer: pointer;
        & > .listing--head { color: $text-muted; }
        & > .listing--mark { color: $text-muted; }
        &:focus > .listing--mark { color: $accent; text-style: bold; }
        &:focus > .listing--highlighted { background: $panel; text-style: bold; }
        &:nocolor:focus > .listing--highlighted { text-style: bold reverse; }
    }
    """
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "listing--head",
        "listing--highlighted",
        "listing--mark",
    }

    def __init__(self, columns: Columns, *, id: str | None = None) -> None:
        """The layout of its rows."""
        super().__init__(id=id)
        self._columns = columns
        self._natural: tuple[int, ...] = ()
        self._stack = self._stacked((), 0)
        self._laid_for = 0
        self._at: int | None = None
        """The entry that stands out."""
        self._drawn: LRUCache[tuple[int, str, Style], list[Strip]] = LRUCache(512)

    @property
    def entries(self) -> Sequence[Entry]:
        """What it shows, in order."""
        return self._stack.entries

    @property
    def said(self) -> str:
        """The cells of each row, without styles; of entries made lazily, those in view."""
        shown = self.entries if whole(self.entries) else self._in_view()
        return "\n".join("  ".join(cell.plain for cell in each.cells) for each in shown)

    def get_content_width(self, container: Size, viewport: Size) -> int:
        """All the width there is."""
        return container.width

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """The lines that all rows take at this width."""
        return self._stacked(self.entries, width - self.scrollbar_size_vertical).height

    def notify_style_update(self) -> None:
        """Draws all rows anew, in other colours."""
        self._drawn.clear()
        super().notify_style_update()
        self.refresh()

    def render_line(self, y: int) -> Strip:
        """A line in view."""
        y += self.scroll_offset.y
        if y >= self._stack.height:
            return Strip.blank(self._width, self.visual_style.rich_style)
        index = self._stack.at(y)
        return self._strips(index)[y - self._stack.top(index)]

    @property
    def _width(self) -> int:
        return self.scrollable_content_region.width

    def _stacked(self, entries: Sequence[Entry], width: int) -> Stack:
        return Stack(entries, self._columns, self._natural, width - MARGIN)

    def _lay(self, entries: Sequence[Entry]) -> None:
        self._laid_for = self._width
        self._stack = self._stacked(entries, self._width)
        self._drawn.clear()
        self.virtual_size = Size(self._width, self._stack.height)
        if self.scroll_y > self.max_scroll_y:
            self.scroll_to(y=self.max_scroll_y, animate=False, force=True)
        self.refresh()

    def _in_view(self) -> list[Entry]:
        if not self.entries:
            return []
        top, height = self.scroll_offset.y, self.scrollable_content_region.height
        first, last = self._stack.at(top), self._stack.at(top + max(height, 1) - 1)
        return [self._stack.entry(index) for index in range(first, last + 1)]

    def mark(self, index: int) -> str:
        """What stands before a row."""
        return ELSEWHERE if index != self._at else HERE if self.has_focus else THERE

    def _strips(self, index: int) -> list[Strip]:
        """An entry as it is drawn; until something changes, it is drawn once."""
        here, mark = index == self._at, self.mark(index)
        style = self.get_visual_style("listing--highlighted") if here else self.visual_style
        drawn = self._drawn.get((index, mark, style))
        if drawn is None:
            drawn = self._draw(index, mark, style)
            self._drawn[index, mark, style] = drawn
        return drawn

    def _draw(self, index: int, mark: str, style: Style) -> list[Strip]:
        if self._stack.entry(index).head:
            style = self.get_visual_style("listing--head")
        first = plain(mark).stylize(self.get_visual_style("listing--mark", partial=True))
        margins = [first if mark != ELSEWHERE else plain(ELSEWHERE)]
        strips: list[Strip] = []
        for each in self._stack.lines(index):
            margin = margins.pop() if margins else plain(ELSEWHERE)
            shown = pieces(margin, " ", each)
            strips += Visual.to_strips(self, shown, max(self._width, 1), 1, style)
        return [strip.adjust_cell_length(self._width, style.rich_style) for strip in strips]
