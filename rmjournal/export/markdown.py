"""What people typed, put into Markdown so that it reads as typed and does nothing else.

Kept: paragraphs with their line breaks, bulleted and numbered lists, ``*x*``, ``**x**`` and
``_x_``, code within a line, http(s) links and e-mail addresses. Everything else is text: a
backslash is added only where a character would otherwise act, so prose leaves as it came.
Every function takes time in proportion to the text.
"""

from __future__ import annotations

import re

from rmjournal.export.markdown_inert import disarmed, marked, may_define
from rmjournal.export.markdown_lists import lines_of
from rmjournal.export.markdown_rules import AT_START, SPACES
from rmjournal.i18n import NBSP
from rmjournal.text import clean

_ACTIVE = re.compile(r"[\\*_`~<&\[\]^]")
"""What a rule within a line needs, bare links aside."""
_WWW = re.compile(r"[wW][wW][wW]\.")
_SEEN = bytes.maketrans(bytes(range(0x20)) + b"\x7f\\*_`~<&[]^/#", bytes(0x2D))
"""Zero for controls and for what a rule within a line or at its end needs."""
_STARTING = frozenset(b">-+:=|0123456789")
"""What a rule at the beginning of a line needs beside those; no text begins so and is ordinary."""
_LAST = re.compile(r"(?<![\w*\\])(\*{1,3}+|_)(?=\S)([^*_`\\]*[^\W_])([^\w*`\\]*[^\w\s*`\\])\1\Z")
"""Emphasis to the end of a text, punctuation included; it must end after a letter, for our own
stars may follow at once."""


def inline(text: str) -> str:
    """The text as one line of Markdown, for a list item, a bold run or a heading of ours.

    Self-contained: it opens nothing that it does not close. Our templates put a space or
    punctuation around it, but none of ``(``, ``[`` or ``:`` right after it, and a space after
    an emphasis of theirs that holds it.
    """
    if ordinary(text) is not None:
        return text
    parts = (part.strip(SPACES) for part in clean(text).replace("\t", " ").split("\n"))
    typed = " ".join(part for part in parts if part)
    if not _tame(typed):
        typed = marked(_LAST.sub(r"\1\2\1\3", typed), edge="")
    line = disarmed(typed, AT_START)
    if may_define(line) and "]:" in line:
        line = f"\\{line}"
    head = line.rstrip("#")
    closes_heading = head != line and (not head or head[-1].isspace())
    return f"{head}\\{line[len(head) :]}" if closes_heading else line


def bold(text: str) -> str:
    """The text as ``inline`` does it, in bold of ours, whatever punctuation of ours comes next.

    One that begins in bold and ends in punctuation has only its own: of stars that meet, Markdown
    could not tell whose are whose.
    """
    line = inline(text)
    apart = line and (line[-1].isalnum() or not line.startswith("**"))
    return f"**{line}**" if apart else line


def ordinary(text: str) -> bytes | None:
    """The text in UTF-8 where it is a line of prose that ``inline`` leaves as it is, else none.

    Most texts are, and this is told quickly.
    """
    shown = text.isascii() or text.isprintable() or text.replace(NBSP, "").isprintable()
    if not shown or not text or text.strip() != text:
        return None
    encoded = text.encode()
    seen = encoded.translate(_SEEN)
    return None if 0 in seen or seen[0] in _STARTING else encoded


def block(text: str, indent: int = 0) -> str:
    """The text as paragraphs and lists; every line, the first too, moved right by ``indent``.

    A line break stays one, as two spaces at the end of the line: nothing shows in a mail.
    """
    lines = lines_of(clean(text).expandtabs(4))
    return "\n".join(" " * indent + line if line else "" for line in lines)


def quote(text: str) -> str:
    """The text as a block quote of ours, every line of it marked."""
    quoted = block(text)
    return "\n".join(f"> {line}" if line else ">" for line in quoted.split("\n")) if quoted else ""


def plain(markdown: str) -> str:
    """Our own Markdown as plain text: no emphasis marks, no escapes, links spelled out."""
    from rmjournal.export.markdown_plain import plain_line

    return "\n".join(plain_line(line) for line in markdown.split("\n"))


def _tame(text: str) -> bool:
    """Whether no rule within a line can apply: ordinary prose, told quickly."""
    return not (_ACTIVE.search(text) or "//" in text or _WWW.search(text))
