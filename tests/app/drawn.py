"""A picture of the screen as a small SVG: a line of the file for each line of the screen.

Textual's own takes six times as much, and a word that changes makes its one long line another.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from html import escape
from typing import Any, NamedTuple

from rich.color import Color
from rich.segment import Segment
from rich.style import Style
from rich.terminal_theme import DEFAULT_TERMINAL_THEME
from textual.app import App

WIDE, HIGH, FONT = 10, 20, 16.6
"""A cell, and the size at which a letter of common fonts fills it."""
BASE = 15
"""How far below the top of its cell a letter stands."""
WORDS = re.compile(r"\S+(?: \S+)*")
"""What is written in one go: two spaces part columns, which stand where the screen has them."""


class Piece(NamedTuple):
    """Some cells of a line that look the same."""

    at: int
    """The column of the first."""
    columns: int
    text: str
    style: str
    """How the text is written."""
    ground: str
    """The colour behind it."""


def drawn(app: App[Any]) -> str:
    """The screen in front, with what is seen behind it."""
    width, height = app.size.width * WIDE, app.size.height * HIGH
    rows = [list(_pieces(each)) for each in app.screen._compositor.render_strips(app.size)]
    grounds: Counter[str] = Counter()
    for row in rows:
        for each in row:
            grounds[each.ground] += each.columns
    usual = grounds.most_common(1)[0][0]
    classes: dict[str, str] = {}
    lines = [_line(row, number * HIGH, usual, classes) for number, row in enumerate(rows)]
    return "\n".join([
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}"'
        f' font-family="monospace" font-size="{FONT}">',
        "<style>", *(f".{name} {{ {style} }}" for style, name in classes.items()), "</style>",
        f'<rect width="{width}" height="{height}" fill="{usual}"/>',
        *lines, "</svg>", "",
    ])  # fmt: skip


def _pieces(strip: Iterable[Segment]) -> Iterator[Piece]:
    at = 0
    for each in strip:
        style = each.style or Style.null()
        front, ground = _colour(style.color, front=True), _colour(style.bgcolor, front=False)
        if style.reverse:
            front, ground = ground, front
        yield Piece(at, each.cell_length, each.text, _written(style, front), ground)
        at += each.cell_length


def _colour(colour: Color | None, *, front: bool) -> str:
    known = colour or Color.default()
    return known.get_truecolor(DEFAULT_TERMINAL_THEME, foreground=front).hex


def _written(style: Style, front: str) -> str:
    said = [f"fill: {front};"]
    said += ["font-weight: bold;"] if style.bold else []
    said += ["font-style: italic;"] if style.italic else []
    said += ["text-decoration: underline;"] if style.underline else []
    said += ["opacity: 0.6;"] if style.dim else []
    return " ".join(said)


def _line(row: list[Piece], top: int, usual: str, classes: dict[str, str]) -> str:
    behind, front = [], []
    for each in row:
        if each.ground != usual:
            x, wide = each.at * WIDE, each.columns * WIDE
            behind.append(
                f'<rect x="{x}" y="{top}" width="{wide}" height="{HIGH}" fill="{each.ground}"/>'
            )
        for words in WORDS.finditer(each.text):
            x = (each.at + words.start()) * WIDE
            name = classes.setdefault(each.style, f"s{len(classes)}")
            front.append(f'<tspan x="{x}" class="{name}">{escape(words[0], quote=False)}</tspan>')
    text = f'<text y="{top + BASE}">{"".join(front)}</text>' if front else ""
    return "".join(behind) + text
