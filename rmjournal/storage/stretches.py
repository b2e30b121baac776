"""Stretches of the file that hold whole lines, and what is looked for in them.

A stretch is ``raw[at:end]``: lines joined by a comma and a newline, none within a line.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from mmap import mmap

Raw = bytes | mmap
Span = tuple[int, int]

PIECE = 1 << 15
"""Bytes looked through at once: they are searched many times faster than the map of a file, and stay
in the processor's cache, which a megabyte does not."""
_UP_TO_ID = rb'"[0-9]+": \{"id": "[^"\\\n]*", '
"""What a line of ours begins with, before the key that follows the id of its document."""


def stop_of(raw: Raw, at: int, end: int) -> int:
    """Where the line that begins at ``at`` stops."""
    newline = raw.find(b"\n", at, end)
    return end if newline < 0 else newline - 1


def spans(raw: Raw, at: int, end: int) -> Iterator[Span]:
    """Where each line begins and stops."""
    while at < end:
        stop = stop_of(raw, at, end)
        yield at, stop
        at = stop + 2


def pieces(raw: Raw, at: int, end: int) -> Iterator[tuple[bytes, int]]:
    """The stretch in pieces of whole lines, and where each of them begins."""
    while at < end:
        cut = raw.rfind(b"\n", at, at + PIECE) if end - at > PIECE else -1
        stop = cut - 1 if cut > at else stop_of(raw, min(at + PIECE, end), end)
        yield raw[at:stop], at
        at = stop + 2


def lines_of(piece: bytes) -> Iterator[bytes]:
    """The lines of a piece."""
    *lines, last = piece.split(b"\n")
    for line in lines:
        yield line[:-1]
    yield last


def placed(piece: bytes, at: int) -> Iterator[tuple[bytes, int]]:
    """The lines of a piece that begins at ``at``, and where each begins."""
    for line in lines_of(piece):
        yield line, at
        at += len(line) + 2


def owning(what: bytes) -> Callable[[bytes, int], object]:
    """Whether the bytes follow the id on the line that begins at a place of a piece.

    There they are the document's own key and value, never those of a nested one.
    """
    return re.compile(_UP_TO_ID + re.escape(what)).match


def lines_all(holds: Callable[[bytes, int], object], piece: bytes) -> int:
    """How many lines the piece has, if each of them ``holds``; else 0."""
    lines, at = 1, 0
    while (newline := piece.find(b"\n", at)) >= 0:
        if not holds(piece, at):
            return 0
        lines, at = lines + 1, newline + 1
    return lines if holds(piece, at) else 0
