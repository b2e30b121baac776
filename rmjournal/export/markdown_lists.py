"""A typed text as paragraphs and lists, with the blank lines and indents linters ask."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import NamedTuple

from rmjournal.export.markdown_inert import disarmed, marked, may_define
from rmjournal.export.markdown_rules import AT_START_IN_BLOCK, SPACES

MAX_DEPTH = 5
"""Levels of nested lists kept; deeper ones join the last (some readers drop text past ten)."""

_ITEM = re.compile(r"([-*+]|[1-9][0-9]{0,8}[.)]) +(.+)")
_RULER = re.compile(r"([-*])(?:\s*+\1)*+\Z")


def lines_of(text: str) -> list[str]:
    """The lines of a clean text whose tabs are spaces, set anew and made safe."""
    page = _Page()
    for line in _adopted([_line(raw) for raw in text.split("\n")]):
        page.add(line)
    page.end_paragraph()
    return page.out


class _Line(NamedTuple):
    """A typed line: its indent, its list marker (``-``, ``12.``, ``12)`` or nothing), its text."""

    indent: int
    marker: str
    text: str

    @property
    def number(self) -> int:
        """The number of an item, or -1."""
        return int(self.marker[:-1]) if len(self.marker) > 1 else -1


def _line(raw: str) -> _Line:
    """The line taken apart; a row of dashes or stars is no item."""
    text = raw.strip(SPACES)
    indent = len(raw) - len(raw.lstrip(" "))
    item = None if _RULER.match(text) else _ITEM.match(text)
    if not item:
        return _Line(indent, "", text)
    return _Line(indent, item[1] if item[1][-1] in ".)" else "-", item[2].strip(SPACES))


def _adopted(lines: list[_Line]) -> list[_Line]:
    """The lines, those typed flush left between item n and item n+1 moved under item n."""
    adopted = list(lines)
    last = -1
    for at, line in enumerate(lines):
        if line.number < 0 or line.indent > 1:
            continue
        before = lines[last] if last >= 0 else _Line(0, "", "")
        if line.number == before.number + 1 and line.marker[-1] == before.marker[-1:]:
            adopted[last + 1 : at] = [
                each._replace(indent=each.indent + 4) for each in lines[last + 1 : at]
            ]
        elif line.number > 1:
            continue
        last = at
    return adopted


@dataclass(slots=True)
class _Level:
    """A list that is open: where its items were typed, where their text goes, the last number."""

    indent: int
    margin: int
    kind: str
    number: int
    step: int | None = None

    def takes(self, line: _Line) -> bool:
        """Whether the item goes on with this list: the next number, or 1 again as in 1. 1. 1."""
        step = line.number - self.number
        follows = step == 1 or line.number == self.number == 1
        return line.marker[-1] == self.kind and (
            self.kind == "-" or (follows and self.step in {None, step})
        )

    def take(self, line: _Line, margin: int) -> None:
        """The item is the last of this list now; a longer number moves its text."""
        self.step = line.number - self.number
        self.number = line.number
        self.margin = margin


@dataclass(slots=True)
class _Page:
    """Typed lines set anew as paragraphs and lists, with the blanks and indents linters ask."""

    out: list[str] = field(default_factory=list)
    levels: list[_Level] = field(default_factory=list)
    typed: list[str] = field(default_factory=list)
    prefix: str = ""
    gap: bool = False

    def add(self, line: _Line) -> None:
        """The next line: a blank, an item, or prose, which a number out of order also is."""
        if not line.text:
            self.end_paragraph()
            self.gap = True
        elif not (line.marker and self._item(line)):
            self._prose(line.indent, f"{line.marker} {line.text}".strip())

    def end_paragraph(self) -> None:
        """What was gathered goes out, below a blank line if one is due."""
        if self.typed:
            first, *rest = _paragraph(self.typed)
            margin = " " * len(self.prefix)
            self.out += [""] * bool(self.gap and self.out)
            self.out += [self.prefix + first, *(margin + line for line in rest)]
            self.typed, self.gap = [], False

    def _item(self, line: _Line) -> bool:
        """Whether the line is an item, then begun; a numbered list starts at 1 (MD029)."""
        keep = min(self._left_of(line.indent - 1), MAX_DEPTH - 1)
        level = self.levels[keep] if keep < len(self.levels) else None
        same = level is not None and level.kind == line.marker[-1]
        if (level and same and not level.takes(line)) or (line.number > 1 and not same):
            return False
        margin = self.levels[keep - 1].margin if keep else 0
        self._begin(" " * margin + line.marker + " ", line.text)
        if level and same:
            level.take(line, len(self.prefix))
        else:
            self.gap = self.gap or level is not None or not keep
            level = _Level(line.indent, len(self.prefix), line.marker[-1], line.number)
        self.levels[keep:] = [level]
        return True

    def _prose(self, indent: int, text: str) -> None:
        """The text on the line below in the same paragraph, or a new one as deep as its indent."""
        keep = self._left_of(indent)
        if self.typed and keep == len(self.levels):
            self.typed.append(text)
            return
        del self.levels[keep:]
        self._begin(" " * (self.levels[-1].margin if keep else 0), text)
        self.gap = True

    def _begin(self, prefix: str, text: str) -> None:
        """A new paragraph, once the one before is out."""
        self.end_paragraph()
        self.prefix, self.typed = prefix, [text]

    def _left_of(self, column: int) -> int:
        """How many open lists have their marker left of the column."""
        count = len(self.levels)
        while count and self.levels[count - 1].indent >= column:
            count -= 1
        return count


def _paragraph(typed: list[str]) -> list[str]:
    """The lines of one paragraph made safe, each but the last ending in a line break."""
    lines = marked("\n".join(typed)).split("\n")
    last = max((at for at, line in enumerate(lines) if "]:" in line), default=-1)
    safe = [
        f"\\{line}" if at <= last and may_define(line) else disarmed(line, AT_START_IN_BLOCK)
        for at, line in enumerate(lines)
    ]
    return [*(f"{line}  " for line in safe[:-1]), safe[-1]]
