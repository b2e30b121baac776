"""Words on the screen, which take nothing but ``Content``."""

from __future__ import annotations

from textual.content import Content
from textual.widgets import Static


class Words(Static):
    """A text that is only looked at."""

    DEFAULT_CSS = """
    Words { width: 1fr; height: auto; }
    Words.-fixed { width: auto; }
    Words.-quiet { color: $text-muted; }
    Words.-strong { text-style: bold; }
    """

    def __init__(
        self, content: Content, *, id: str | None = None, classes: str | None = None
    ) -> None:
        super().__init__(content, id=id, classes=classes, markup=False)

    def say(self, content: Content) -> None:
        """Shows another text."""
        self.update(content)

    @property
    def said(self) -> str:
        """What it shows, without styles."""
        shown = self.content
        return shown.plain if isinstance(shown, Content) else ""
