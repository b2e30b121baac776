"""As much of Markdown as notes are taken in: front matter, sections, lists, check boxes, fences.

Lines stay as they were typed; what is no mark of ours is handed on byte for byte.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from rmjournal.sources.headings import kind_of

_HEADING = re.compile(r" {0,3}(#{1,6})[ \t]+(.*?)[ \t]*#*[ \t]*$")
_LABEL = re.compile(
    r"(?:(\*\*|__)(.+?):?\1[ \t]*:?|([^\W\d_][^:*]{1,40}?)[\u00a0\u202f ]?:)[ \t]*$"
)
_ITEM = re.compile(r"([ \t]*)(?:[-*+]|\d{1,9}[.)])(?:[ \t]+\[([ xX~-])\])?[ \t]+(\S.*)$")
_MARK = re.compile(r"\[[ xX~-]\][ \t]+")
_EMPTY_ITEM = re.compile(r"[ \t]*(?:[-*+]|\d{1,9}[.)])[ \t]*(?:\[[ xX~-]\])?[ \t]*$")
_RULE = re.compile(r"[ \t]*([-*_])[ \t]*(?:\1[ \t]*){2,}$")
_UNDERLINE = re.compile(r" {0,3}(?:=+|-{2,})[ \t]*\r?$")
_FENCE = re.compile(r" {0,3}(```+|~~~+)")
_FIELD = re.compile(r"([^\W\d_][\w -]*?)[ \t\u00a0\u202f]*:[ \t]+(\S.*?)[ \t]*$")


class Section(NamedTuple):
    """A heading line, empty before the first one, and the lines under it, line ends included."""

    heading: str
    title: str
    lines: list[str]

    @property
    def raw(self) -> str:
        """The section as it was typed."""
        return self.heading + "".join(self.lines)


class Item(NamedTuple):
    """A point of a list: its check box if it has one, its first line, and what stands under it."""

    box: str
    """A space, ``x``, or ``-`` for one that was struck out; empty without a check box."""
    first: str
    under: str
    raw: str

    @property
    def text(self) -> str:
        """The point with all that stands under it."""
        return f"{self.first}\n{self.under}" if self.under else self.first

    @property
    def marked(self) -> str:
        """The same, behind its check box as it was typed."""
        match = _ITEM.match(bare(self.raw.partition("\n")[0]))
        return f"[{match[2]}] {self.text}" if match and match[2] else self.text


def front_matter(text: str) -> tuple[list[str], str]:
    """The lines between the dashes a note may begin with, and the rest; none if they never end."""
    lines = _lines(text) if text.startswith("---") else []
    if lines and lines[0].strip() == "---":
        for number, line in enumerate(lines[1:], start=1):
            if line.strip() in ("---", "..."):
                return lines[1:number], "".join(lines[number + 1 :])
    return [], text


def field(line: str) -> tuple[str, str]:
    """The key, in lower case, and the value of a plain line of front matter; empty for any other."""
    match = _FIELD.match(bare(line))
    if match is None:
        return "", ""
    value = match[2]
    if len(value) > 1 and value[0] == value[-1] and value[0] in "\"'":
        value = value[1:-1]
    return match[1].lower(), value


def sections(text: str) -> list[Section]:
    """The text cut before every heading, and before every line of its own that names a part."""
    found = [Section("", "", [])]
    for line, fenced in _fenced(_lines(text)):
        title = None if fenced else _title(bare(line))
        above = found[-1].lines
        if title is not None:
            found.append(Section(line, title, []))
        elif not fenced and above and _UNDERLINE.match(line) and kind_of(above[-1]):
            named = above.pop()
            found.append(Section(named + line, bare(named), []))
        else:
            above.append(line)
    return found


def blocks(lines: list[str]) -> list[Item | str]:
    """The points of lists, and everything between them as it was typed; empty points are left out."""
    found: list[Item | str] = []
    indent = 0
    blank = True
    for line, fenced in _fenced(lines):
        plain = bare(line)
        match = None if fenced else _ITEM.match(plain)
        last = found[-1] if found else ""
        if not fenced and _EMPTY_ITEM.match(plain):
            continue
        if match and not (isinstance(last, Item) and len(match[1]) > indent):
            indent = len(match[1])
            found.append(
                Item((match[2] or "").lower().replace("~", "-"), match[3].rstrip(), "", line)
            )
        elif isinstance(last, Item) and (not plain or not blank or plain[:1] in " \t"):
            under = f"{last.under}\n{plain}" if last.under or not plain else plain
            found[-1] = last._replace(under=under, raw=last.raw + line)
        elif found and isinstance(last, str) and not (blank and plain):
            found[-1] = last + line
        else:
            found.append(line)
        blank = not plain
    return [_trimmed(each) for each in found]


def worded(text: str) -> bool:
    """Whether a person wrote something there: more than blank lines and rules."""
    return any(line.strip() and not _RULE.match(line) for line in text.splitlines())


def unmarked(text: str) -> str:
    """The text without the check box it may begin with."""
    return _MARK.sub("", text, count=1) if _MARK.match(text) else text


def bare(line: str) -> str:
    """The line without its end."""
    return line.rstrip("\r\n")


def _lines(text: str) -> list[str]:
    """The lines with their ends; only a newline ends one."""
    return [line for line in re.split(r"(?<=\n)", text) if line]


def _trimmed(block: Item | str) -> Item | str:
    if isinstance(block, str):
        return block
    return block._replace(under=block.under.strip("\n"))


def _title(line: str) -> str | None:
    if match := _HEADING.match(line):
        return match[2]
    if (match := _LABEL.match(line)) and kind_of(title := match[2] or match[3]):
        return title
    return None


def _fenced(lines: list[str]) -> Iterator[tuple[str, bool]]:
    """Each line, and whether it stands in a fence of code, the fence itself included."""
    fence = ""
    for line in lines:
        match = _FENCE.match(line)
        inside = bool(fence or match)
        if match and not fence:
            fence = match[1]
        elif match and match[1].startswith(fence) and not line[match.end() :].strip():
            fence = ""
        yield line, inside
