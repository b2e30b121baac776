"""What every screen has around its middle: a heading, and a notice when the terminal is too small."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.content import Content
from textual.widget import Widget

from rmjournal.i18n import _
from rmjournal.widgets.plain import plain
from rmjournal.widgets.words import Words

SMALLEST = (60, 20)
"""Columns and lines below which a screen cannot be read."""


class Heading(Horizontal):
    """What is shown, on the left; when, or who may read it, on the right."""

    DEFAULT_CSS = """
    Heading {
        dock: top; height: 2; padding: 0 1;
        border-bottom: solid $border-blurred;
        #heading-left { width: 1fr; height: 1; text-style: bold; text-overflow: ellipsis; text-wrap: nowrap; }
        #heading-right { width: auto; max-width: 50%; height: 1; color: $text-muted; text-wrap: nowrap; }
        #heading-right.-private { color: $accent; text-style: bold; }
    }
    """

    def compose(self) -> ComposeResult:
        """Two texts."""
        yield Words(plain(""), id="heading-left")
        yield Words(plain(""), id="heading-right")

    def say(self, left: Content, right: Content, *, private: bool = False) -> None:
        """Shows these two; ``private`` stands out."""
        self.query_one("#heading-left", Words).say(left)
        shown = self.query_one("#heading-right", Words)
        shown.set_class(private, "-private")
        shown.say(right)


class TooSmall(Widget):
    """Covers the screen while the terminal is too small; what is typed beneath it stays."""

    DEFAULT_CSS = """
    TooSmall {
        layer: notice; display: none; width: 100%; height: 100%; dock: top;
        background: $background; content-align: center middle; text-align: center;
    }
    """

    def render(self) -> Content:
        """Says what is needed, and that nothing is lost."""
        columns, lines = SMALLEST
        return plain(
            _(
                "This window is too small.\nIt needs {columns} columns and {lines} lines.\n"
                "Nothing is lost.",
                columns=columns,
                lines=lines,
            )
        )
