"""What every screen has around its middle: a heading, and a notice when the terminal is too small.

While private text is hidden, the line beneath the heading says so.
"""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widget import Widget

from rmjournal.i18n import _
from rmjournal.widgets.plain import pieces, plain
from rmjournal.widgets.words import Words

SMALLEST = (60, 20)
"""Columns and lines below which a screen cannot be read."""
READ = (20, 5)
"""Columns and lines below which not even the sentences that say so can."""


class Heading(Vertical):
    """What is shown, on the left; when, or who may read it, on the right."""

    DEFAULT_CSS = """
    Heading {
        dock: top; height: 2;
        #heading-said { height: 1; padding: 0 1; }
        #heading-left { width: 1fr; height: 1; text-style: bold; text-overflow: ellipsis; text-wrap: nowrap; }
        #heading-right { width: auto; max-width: 60%; height: 1; margin-left: 1; color: $text-muted; }
        #heading-right { text-overflow: ellipsis; text-wrap: nowrap; }
        #heading-right.-private { color: $accent; text-style: bold; }
    }
    """

    def __init__(self, *, hidden: bool = False) -> None:
        """``hidden`` says whether private text is."""
        super().__init__()
        self._hidden = hidden

    def compose(self) -> ComposeResult:
        """Two texts, and the line beneath them."""
        with Horizontal(id="heading-said"):
            yield Words(plain(""), id="heading-left")
            yield Words(plain(""), id="heading-right")
        yield Beneath(hidden=self._hidden)

    def say(self, left: Content, right: Content, *, private: bool = False) -> None:
        """Shows these two; ``private`` stands out."""
        self.query_one("#heading-left", Words).say(left)
        shown = self.query_one("#heading-right", Words)
        shown.set_class(private, "-private")
        shown.say(right)

    def hide(self, *, hidden: bool) -> None:
        """From now on says that private text is hidden, or no longer."""
        beneath = self.query_one(Beneath)
        beneath.hidden = hidden
        beneath.refresh()


class Beneath(Widget):
    """A line across; in it, as long as it is so, that private text is hidden."""

    DEFAULT_CSS = "Beneath { height: 1; color: $border-blurred; text-wrap: nowrap; }"

    def __init__(self, *, hidden: bool) -> None:
        super().__init__()
        self.hidden = hidden

    @property
    def said(self) -> str:
        """What stands in the line."""
        return _("private text is hidden, ‹^t› shows it") if self.hidden else ""

    def render(self) -> Content:
        """The line, what it says near its right end."""
        told = f" {self.said} " if self.hidden else ""
        after = "─" if told else ""
        across = "─" * (self.size.width - len(told) - len(after))
        return pieces(across, (told, "bold $accent"), after)


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
        if self.size.width < READ[0] or self.size.height < READ[1]:
            return plain(f"{columns} × {lines}")
        return plain(
            _(
                "This window is too small.\nIt needs {columns} columns and {lines} lines.\n"
                "Nothing is lost.",
                columns=columns,
                lines=lines,
            )
        )
