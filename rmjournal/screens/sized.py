"""A screen that has a smallest size, below which a notice covers it."""

from __future__ import annotations

from typing import TypeVar

from textual import events
from textual.screen import Screen

from rmjournal.widgets.frame import SMALLEST

Result = TypeVar("Result")


class Sized(Screen[Result]):
    """Shows the ``TooSmall`` that it is made with while the terminal is too small for it."""

    DEFAULT_CSS = """
    Sized { layers: default notice; }
    Sized.-small { overflow: hidden; }
    Sized.-small TooSmall { display: block; }
    """

    def on_resize(self, event: events.Resize) -> None:
        """Below the smallest size there is a notice; what is beneath it stays as it is."""
        columns, lines = SMALLEST
        self.set_class(event.size.width < columns or event.size.height < lines, "-small")
