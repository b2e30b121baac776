"""A long text to be read as it is, line by line, of which only what is in view is drawn."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import ClassVar

from rich.cells import cell_len
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.geometry import Size
from textual.scroll_view import ScrollView
from textual.strip import Strip
from textual.visual import Visual

from rmjournal.text import clean
from rmjournal.widgets.plain import pieces, plain


class Pages(ScrollView, can_focus=True):
    """Markdown as it will be sent: nothing is interpreted; headings and quotations stand out a little."""

    ALLOW_SELECT = False
    DEFAULT_CSS = """
    Pages {
        height: 1fr; overflow-x: hidden; scrollbar-size-vertical: 1; scrollbar-gutter: stable;
        padding: 0 1; border-left: outer $border-blurred;
    }
    Pages:focus { border-left: outer $accent; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("space", "page_down", show=False),
    ]

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._text = ""
        self._lines: list[str] = []
        self._laid_for = 0

    @property
    def said(self) -> str:
        """All of it."""
        return self._text

    def say(self, text: str) -> None:
        """Shows another text, from its beginning."""
        self._text = text
        self._laid_for = 0
        self._lay()
        self.scroll_to(y=0, animate=False)

    def on_resize(self) -> None:
        """The lines are broken anew."""
        self._lay()

    def _lay(self) -> None:
        width = self.scrollable_content_region.width
        if width <= 0 or width == self._laid_for:
            return
        self._laid_for = width
        self._lines = list(broken(self._text, width))
        self.virtual_size = Size(width, len(self._lines))
        self.refresh()

    def render_line(self, y: int) -> Strip:
        """One line of what is in view."""
        width, at = self.scrollable_content_region.width, self.scroll_offset.y + y
        style = self.visual_style
        if at >= len(self._lines):
            return Strip.blank(width, style.rich_style)
        drawn = Visual.to_strips(self, _marked(self._lines[at]), max(width, 1), 1, style)
        strip = drawn[0] if drawn else Strip.blank(width)
        return strip.adjust_cell_length(width, style.rich_style)


def broken(text: str, width: int) -> Iterator[str]:
    """The lines of a cleaned text, broken at spaces so that none is wider than ``width`` columns."""
    for line in clean(text).replace("\t", "    ").split("\n"):
        yield from _broken(line, width)


def _broken(line: str, width: int) -> Iterable[str]:
    if len(line) <= width and (line.isascii() or cell_len(line) <= width):
        return (line,)
    return _filled(line, width)


def _filled(line: str, width: int) -> Iterator[str]:
    start = 0
    while start < len(line):
        end = _reach(line, start, width)
        if end < len(line) and (space := line.rfind(" ", start + 1, end + 1)) > start:
            end = space
        yield line[start:end]
        start = end + (end < len(line) and line[end] == " ")


def _reach(line: str, start: int, width: int) -> int:
    """How far a line from ``start`` goes at most; one character at least."""
    end = min(start + width, len(line))
    while end > start + 1 and cell_len(line[start:end]) > width:
        end -= max((cell_len(line[start:end]) - width + 1) // 2, 1)
    return end


def _marked(line: str) -> Content:
    if line.startswith("#"):
        return pieces((line, "bold $accent"))
    return pieces((line, "italic")) if line.startswith("> ") else plain(line)
