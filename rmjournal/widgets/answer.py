"""A question, and room to answer it in one's own words."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import TextArea

from rmjournal.widgets.words import Words


class Answer(Vertical):
    """A question over a text that grows with what is written."""

    DEFAULT_CSS = """
    Answer {
        height: auto; margin-bottom: 1;
        .question { color: $text-muted; }
        &:focus-within { height: auto; }  /* so that Textual looks here when the focus moves */
        &:focus-within .question { color: $accent; text-style: bold; }
        TextArea {
            height: auto; min-height: 2; max-height: 9; padding: 0 1;
            background: $background; border: none; border-left: outer $border-blurred;
            scrollbar-size-vertical: 1;
        }
        TextArea:focus { border: none; border-left: outer $accent; }
    }
    """

    def __init__(self, question: Content, id: str, text: str = "") -> None:
        super().__init__(id=f"answer-{id}")
        self._question = question
        self._field = id
        self._text = text

    def compose(self) -> ComposeResult:
        """The question, then the text."""
        yield Words(self._question, classes="question")
        yield TextArea(self._text, id=self._field, soft_wrap=True, highlight_cursor_line=False)
