"""A list whose rows can be put in another order with the mouse."""

from __future__ import annotations

from textual import events

from rmjournal.widgets.listing import Listing

DROP = "→"
"""The mark of the row whose place is taken when the button is let go."""


class Ordered(Listing, inherit_bindings=False):
    """Pressing the button on a row and letting it go on another asks for that other's place."""

    BINDINGS = Listing.BINDINGS

    class Moved(Listing.RowMessage):
        """A row is to take the place of another one."""

        def __init__(self, listing: Ordered, id: str, onto: str) -> None:
            super().__init__(listing, id)
            self.onto = onto
            """The id of the entry whose place it takes."""

    movable: frozenset[str] = frozenset()
    """The ids of the entries that have an order."""
    _pressed: int | None = None
    """The row on which the button was pressed last."""
    _held: int | None = None
    """That row while the button is pressed, if it can be moved."""
    _over: int | None = None
    """The row whose place it would take."""
    _dragged = False
    """Whether the click that comes next is the end of a drag."""

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """Takes hold of a row that can be moved."""
        self._pressed = self._under(event)
        self._held = self._pressed if self._moves(self._pressed) else None
        self._over, self._dragged = None, False

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Marks where the row would go; a button let go elsewhere lets go of the row."""
        if self._held is None:
            return
        if not event.button:
            self._held = None
        row = self._under(event)
        over = row if self._held not in (None, row) and self._moves(row) else None
        if over != self._over:
            self._over = over
            self.refresh()

    def on_mouse_up(self, event: events.MouseUp) -> None:
        """Asks for the place of the row on which the button is let go."""
        held, over = self._held, self._under(event)
        self._dragged = over != self._pressed
        self._held = self._over = None
        self.refresh()
        if held is not None and over is not None and held != over and self._moves(over):
            self.go_to(self.entries[held].id)
            self.post_message(self.Moved(self, self.entries[held].id, self.entries[over].id))

    def on_click(self, event: events.Click) -> None:
        """The end of a drag is no click."""
        if self._dragged:
            event.prevent_default()
            event.stop()
        self._dragged = False

    def mark(self, index: int) -> str:
        """The row that would give its place is marked."""
        return DROP if index == self._over else super().mark(index)

    def _moves(self, index: int | None) -> bool:
        return index is not None and self.entries[index].id in self.movable
