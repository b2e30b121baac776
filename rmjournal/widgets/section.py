"""A part of a screen: its name in a column of its own, what belongs to it beside."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widget import Widget

from rmjournal.widgets.words import Words


class Section(Horizontal):
    """A named part; on a narrow terminal the name stands above."""

    DEFAULT_CSS = """
    Section {
        height: auto; margin-top: 1;
        .section-name { width: 20; color: $text-muted; text-style: bold; }
        .section-body { width: 1fr; height: auto; }
        .section-body Horizontal { height: auto; }
    }
    Section.-above { layout: vertical; }
    Section.-above .section-name { width: 1fr; }
    """

    def __init__(self, name: Content, *parts: Widget, id: str, above: bool = False) -> None:
        super().__init__(id=id, classes="-above" if above else "")
        self._title = name
        self._parts = parts

    def compose(self) -> ComposeResult:
        """The name, then the parts."""
        yield Words(self._title, classes="section-name")
        with Vertical(classes="section-body"):
            yield from self._parts
