"""Our own Markdown read back as plain text."""

from __future__ import annotations

import re

from rmjournal.export import markdown_code
from rmjournal.export.markdown_rules import PUNCTUATION

_HEADING = re.compile(r"(#{1,6}) +")
_MARK = re.compile(
    rf"\\(?P<typed>[{PUNCTUATION}])|<(?P<auto>(?i:https?)://[^\s<>]++)>"
    r"|\[(?P<words>(?:\\.|[^\[\]\\])++)\]\((?P<to>[^\s()]++(?:\([^\s()]*+\)[^\s()]*+)*+)\)"
    r"|(?P<still>(?<=\s)\*++(?=\s))|\*++"
)


def plain_line(line: str) -> str:
    """The line without its marks; a heading of the first two levels is underlined."""
    heading = _HEADING.match(line)
    text = _unmarked(line[heading.end() :] if heading else line).rstrip()
    level = len(heading[1]) if heading else 0
    return f"{text}\n{' =-'[level] * len(text)}" if level in {1, 2} else text


def _unmarked(line: str) -> str:
    """The line without emphasis and escapes, its code untouched."""
    shown, past = "", 0
    for start, end in markdown_code.spans(line):
        shown += _MARK.sub(_shown, line[past:start]) + line[start:end]
        past = end
    return shown + _MARK.sub(_shown, line[past:])


def _shown(mark: re.Match[str]) -> str:
    """What a reader sees of the mark."""
    if mark["words"]:
        words = _unmarked(mark["words"])
        return words if words == mark["to"] else f"{words} ({mark['to']})"
    return mark["typed"] or mark["auto"] or mark["still"] or ""
