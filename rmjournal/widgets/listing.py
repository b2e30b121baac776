"""The one list of all screens: rows to choose from, one of which is highlighted."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.geometry import Region
from textual.message import Message

from rmjournal.widgets.columns import Columns
from rmjournal.widgets.stack import Entry, Lazy, Stack, natural, whole
from rmjournal.widgets.stack_view import StackView

__all__ = ["Entry", "Lazy", "Listing"]

AROUND = 200
"""How far from where it was a highlighted row is looked for among entries made lazily."""


class Listing(StackView, can_focus=True, inherit_bindings=False):
    """Rows to choose from; a sequence made lazily is asked only for the rows that are drawn."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "step(-1)", show=False),
        Binding("down", "step(1)", show=False),
        Binding("pageup", "page(-1)", show=False),
        Binding("pagedown", "page(1)", show=False),
        Binding("home", "edge(-1)", show=False),
        Binding("end", "edge(1)", show=False),
        Binding("enter", "choose", show=False),
    ]

    class RowMessage(Message):
        """Something came of a row."""

        def __init__(self, listing: Listing, id: str) -> None:
            super().__init__()
            self.listing = listing
            self.id = id
            """The id of the entry."""

        @property
        def control(self) -> Listing:
            """The list."""
            return self.listing

    class Highlighted(RowMessage):
        """Another row is highlighted."""

    class Chosen(RowMessage):
        """The highlighted row was chosen, by Enter or a click on it."""

    def __init__(
        self,
        wide: int = 1,
        right: Sequence[int] = (),
        lines: int = 1,
        widths: Sequence[int] | None = None,
        *,
        wrap: bool = False,
        id: str | None = None,
    ) -> None:
        """The layout of its rows, see ``Columns``; ``wrap`` is for short lists only."""
        fixed = None if widths is None else tuple(widths)
        super().__init__(Columns(wide, tuple(right), lines, fixed, wrap), id=id)
        self._marked: str | None = None
        self._gone: str | None = None
        """The highlighted entry that went away, until another one is gone to."""
        self._opened = False

    @property
    def highlighted(self) -> str | None:
        """The id of the highlighted entry; None where there is nothing to choose."""
        return self._marked

    def fill(
        self,
        entries: Sequence[Entry],
        *,
        keep: bool = True,
        widths: Sequence[int] | None = None,
    ) -> None:
        """Shows other entries, with the same one highlighted, or where it is gone its neighbour.

        One that comes back, as an undo brings it, is highlighted again. Without ``keep`` the first is.
        ``widths`` are those of the columns from now on. A list or tuple is read once; of any other
        sequence as many entries as are drawn, and with ``keep`` those around the highlighted one.
        """
        before = self._stack
        if widths is not None:
            self._columns = replace(self._columns, widths=tuple(widths))
        self._natural = natural(entries, self._columns)
        self._lay(entries)
        found = self._kept(before) if keep else self._stack.nearest(0, 1)
        gone = self._missing() if keep else None
        self._at = None
        if found is None:
            self._marked = None
        self._highlight(found)
        self._gone = gone

    def go_to(self, id: str) -> bool:
        """Highlights the entry with an id; whether there is one."""
        found = self._stack.find(id, self._at or 0, len(self.entries))
        self._highlight(found)
        return found is not None

    def action_step(self, way: int) -> None:
        """Highlights the next row or the one before; the ends are ends."""
        self._highlight(self._stack.next(0 if self._at is None else self._at + way, way))
        self._show_highlighted()

    def action_page(self, way: int) -> None:
        """Highlights a row as many lines away as are in view."""
        if self._at is not None:
            lines = max(self.scrollable_content_region.height - 1, 1)
            there = self._stack.at(self._stack.top(self._at) + way * lines)
            self._highlight(self._stack.nearest(there if there != self._at else there + way, way))

    def action_edge(self, way: int) -> None:
        """Highlights the first row or the last."""
        self._highlight(self._stack.next(0 if way < 0 else len(self.entries) - 1, -way))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Where there is nothing to choose, Enter is the screen's."""
        return action != "choose" or self._marked is not None

    def action_choose(self) -> None:
        """Chooses the highlighted row."""
        if self._marked is not None:
            self.post_message(self.Chosen(self, self._marked))

    def on_click(self, event: events.Click) -> None:
        """A first click highlights, a second one chooses, and a third does nothing more."""
        event.stop()
        clicked = self._under(event)
        if clicked is None:
            return
        if clicked != self._at:
            self._opened = False
            self._highlight(clicked)
        elif event.chain == 1 or not self._opened:
            self._opened = True
            self.action_choose()

    def on_resize(self) -> None:
        """Lays the rows out anew."""
        if self._width != self._laid_for:
            self._lay(self.entries)
        self._show_highlighted()

    def _missing(self) -> str | None:
        """The entry that would be highlighted again, if it came back."""
        if not whole(self.entries):
            return None
        here = {each.id for each in self.entries}
        return next(
            (each for each in (self._marked, self._gone) if each and each not in here), None
        )

    def _kept(self, before: Stack) -> int | None:
        """The row to highlight among other entries."""
        at = self._at or 0
        found = None
        if self._gone is not None:
            found = self._stack.find(self._gone, at, AROUND)
        if found is not None:
            return found
        if whole(before.entries) and whole(self.entries):
            found = self._stack.after(before, at)
        elif self._marked is not None:
            found = self._stack.find(self._marked, at, AROUND)
        return self._stack.nearest(at, 1) if found is None else found

    def _under(self, event: events.MouseEvent) -> int | None:
        """The row under the mouse, if it is one."""
        offset = event.get_content_offset(self)
        y = self.scroll_offset.y + offset.y if offset else self._stack.height
        index = self._stack.at(y)
        return None if y >= self._stack.height or self._stack.entry(index).head else index

    def _highlight(self, index: int | None) -> None:
        """Highlights a row and brings it into view; None changes nothing."""
        self._gone = None
        if index is None:
            return
        before = self._marked
        self._at, self._marked = index, self._stack.entry(index).id
        self._show_highlighted()
        self.refresh()
        if self._marked != before:
            self.post_message(self.Highlighted(self, self._marked))

    def _show_highlighted(self) -> None:
        """Scrolls until the highlighted row is in view, with the headings right above it."""
        if self._at is None or not self._width:
            return
        first, bottom = self._at, self._stack.top(self._at + 1)
        height = self.scrollable_content_region.height
        while (
            first
            and bottom - self._stack.top(first - 1) <= height
            and self._stack.entry(first - 1).head
        ):
            first -= 1
        top = self._stack.top(first)
        self.scroll_to_region(
            Region(0, top, self._width, bottom - top), animate=False, force=True, immediate=True
        )
