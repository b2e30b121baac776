"""Words on the screen, which take nothing but ``Content``."""

from __future__ import annotations

from textual.content import Content
from textual.css.styles import RulesMap
from textual.strip import Strip
from textual.style import Style
from textual.visual import RenderOptions, Visual
from textual.widgets import Static

from rmjournal.widgets.plain import has_held, held, loose


class Prose(Visual):
    """A text whose lines never end at a no-break space: none begins with « ? »."""

    def __init__(self, text: Content) -> None:
        self._held = held(text)

    def render_strips(
        self, width: int, height: int | None, style: Style, options: RenderOptions
    ) -> list[Strip]:
        """The lines at this width."""
        drawn = self._held.render_strips(width, height, style, options)
        return [loose(each) for each in drawn]

    def get_optimal_width(self, rules: RulesMap, container_width: int) -> int:
        """The columns that it takes on as few lines as it can have."""
        return self._held.get_optimal_width(rules, container_width)

    def get_minimal_width(self, rules: RulesMap) -> int:
        """The columns of its longest word."""
        return self._held.get_minimal_width(rules)

    def get_height(self, rules: RulesMap, width: int) -> int:
        """The lines that it takes at this width."""
        return self._held.get_height(rules, width)


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

    def render(self) -> Visual:
        """The text, on as many lines as it needs."""
        text = self.content
        return Prose(text) if isinstance(text, Content) and has_held(text) else self.visual

    def say(self, content: Content) -> None:
        """Shows another text."""
        self.update(content)

    @property
    def said(self) -> str:
        """What it shows, without styles."""
        shown = self.content
        return shown.plain if isinstance(shown, Content) else ""
