"""The last wall before the terminal: no character that it could obey leaves the program."""

from __future__ import annotations

from rich.cells import cell_len
from rich.segment import Segment
from textual.color import Color
from textual.filter import LineFilter

from rmjournal.text import clean


class Wall(LineFilter):
    """Shows what is left of controls as U+FFFD; what takes no column is dropped, so lines keep theirs.

    Texts are cleaned on their way into a widget already; this one is for what a text area holds
    as it was typed, and for a widget that forgot.
    """

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        """The line with nothing in it to obey."""
        if all(clean(text) == text and "\n" not in text for text, _, _ in segments):
            return segments
        return [
            Segment(_inert(text), style, control) if not control else Segment("", style)
            for text, style, control in segments
        ]


def _inert(text: str) -> str:
    return "".join(
        each if clean(each) == each and each != "\n" else clean(each)[: cell_len(each)]
        for each in text
    )
