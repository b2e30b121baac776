"""What the program says: data on stdout, words about it on stderr, nothing a terminal could obey."""

from __future__ import annotations

import json
import os
import shutil
import sys
import textwrap
from collections.abc import Iterable
from typing import Any

from rmjournal.errors import CannotWrite
from rmjournal.i18n import N_
from rmjournal.text import clean, one_line

WIDEST = 100


def width() -> int:
    """The columns to fill: the terminal's, but never so many that lines are hard to read."""
    return min(shutil.get_terminal_size((80, 24)).columns, WIDEST)


def say(line: str = "") -> None:
    """A line of data, cleaned, on stdout."""
    _write(_out(), clean(line))


def aside(line: str = "") -> None:
    """A line about the data, cleaned, on stderr; wrapped between words on a terminal."""
    text = clean(line)
    if sys.stderr is None:
        return
    if sys.stderr.isatty():
        text = "\n".join(
            textwrap.fill(each, width(), break_long_words=False, break_on_hyphens=False)
            for each in text.split("\n")
        )
    try:
        _write(sys.stderr, text)
    except BrokenPipeError:
        raise
    except OSError:
        # What was done is done, though a full disk leaves no room to say so.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stderr.fileno())


def _out() -> Any:
    """Stdout; raises CannotWrite where it was closed before we began, as in ``>&-``."""
    if sys.stdout is None:
        raise CannotWrite(
            N_("Nothing can be shown: the standard output is closed."),
            kept=N_("The journal is as it was last saved."),
            todo=N_("Give the command again without closing it, or write to a file."),
        )
    return sys.stdout


def _write(stream: Any, line: str) -> None:
    try:
        stream.write(line + "\n")
    except UnicodeEncodeError:
        encoding = stream.encoding or "ascii"
        stream.write(line.encode(encoding, "replace").decode(encoding) + "\n")


def data(text: str) -> None:
    """A document made to be sent on, as it is, on stdout."""
    portions([text.encode()])


def portions(encoded: Iterable[bytes]) -> None:
    """Such a document, encoded portion by portion."""
    out = _out()
    out.flush()
    buffer = getattr(out, "buffer", None)
    for portion in encoded:
        if buffer is None:
            out.write(portion.decode())
            continue
        rest = memoryview(portion)
        while rest:  # an unbuffered stream takes what it can, and says how much
            rest = rest[buffer.write(rest) :]
    out.flush()


def as_json(value: Any) -> None:
    """A value as JSON on stdout, dates in ISO form; what a terminal could obey is escaped."""
    text = json.dumps(value, ensure_ascii=False, indent=2, default=str)
    if clean(text) != text:
        text = json.dumps(value, indent=2, default=str)
    data(text + "\n")


def paragraphs(text: str, indent: str = "  ") -> None:
    """A person's text, wrapped to the width, its own line breaks kept."""
    for line in clean(text).split("\n"):
        say(
            textwrap.fill(
                line, width(), initial_indent=indent, subsequent_indent=indent,
                break_long_words=False, break_on_hyphens=False,
            )
        )  # fmt: skip


def heading(title: str) -> None:
    """A title over a block of lines, with a blank line before it."""
    say()
    say(clean(title).upper())


def hanging(lead: str, text: str, *, column: int) -> None:
    """``text`` beside ``lead``, wrapped under itself from ``column`` on."""
    first = lead.ljust(column)
    body = one_line(text)
    room = max(width() - column, 20)
    lines = textwrap.wrap(body, room, break_long_words=False, break_on_hyphens=False) or [""]
    say((first + lines[0]).rstrip())
    for line in lines[1:]:
        say(" " * column + line)


def table(rows: Iterable[tuple[str, ...]]) -> None:
    """Rows with aligned columns; the last column wraps under itself."""
    cells = [tuple(one_line(cell) for cell in row) for row in rows]
    if not cells:
        return
    widths = [max(len(row[i]) for row in cells) for i in range(len(cells[0]) - 1)]
    for row in cells:
        lead = "  ".join(cell.ljust(size) for cell, size in zip(row[:-1], widths, strict=True))
        hanging(f"{lead}  ", row[-1], column=sum(widths) + 2 * len(widths))
