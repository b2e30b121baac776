"""Finding words in the text of records without parsing the records that do not hold them.

The bytes of a table are folded in chunks (case and Latin accents drop away) and only lines that
hold every word are parsed. The folding is rough: what it lets through is checked again on the
parsed text, and lines with letters it cannot fold are always let through, so nothing is missed.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator

from rmjournal.model.record import Record
from rmjournal.storage.view import View
from rmjournal.text import fold

_CHUNK = 1 << 15
_MARKS = re.compile(rb"\xcc[\x80-\xbf]|\xcd[\x80-\xaf]")


def _base_letters() -> bytes:
    table = bytearray(range(256))
    for code in range(0xC0, 0x100):
        base = unicodedata.normalize("NFD", chr(code))[0].lower()
        if base.isascii():
            table[code - 0x40] = ord(base)
    for code in range(ord("A"), ord("Z") + 1):
        table[code] = code + 32
    for character, half in (("ß", "s"), ("æ", "a"), ("Æ", "a")):
        table[ord(character) - 0x40] = ord(half)
    return bytes(table)


_LETTERS = _base_letters()
_FAMILIAR = bytes([*range(0xC4), 0xC5, 0xCC, 0xE2])
"""Bytes of characters that ``rough`` can fold, and of dashes, dots and quotes (E2)."""
_STRANGE = (re.compile(rb"\xc5[^\x92\x93]"), re.compile(rb"\xe2\x84"))
"""Of the familiar first bytes, the characters that it cannot fold: ž and the like, the Kelvin sign."""
_EMOJI = re.compile(rb"\xf0\x9f[\x8c-\x9f\xa4-\xab]|\xef\xb8\x8f")
"""Characters of another first byte that fold to no letter or digit, and are common in notes."""


def rough(data: bytes) -> bytes:
    """The UTF-8 bytes without case and Latin-1 accents; newlines stay where they are.

    Of the two letters that œ, æ and ß stand for there is the first; the second byte of œ and Œ is
    also that of Ó and Ò, so it gives the o.
    """
    if b"\xcc" in data or b"\xcd" in data:
        data = _MARKS.sub(b"", data)
    return data.translate(_LETTERS, b"\xc3\xc5")


def foreign(data: bytes) -> bool:
    """Whether the UTF-8 bytes hold letters that ``rough`` cannot fold."""
    odd = data.translate(None, _FAMILIAR)
    if odd and len(_EMOJI.findall(data)) != len(odd):
        return True
    letters, symbols = _STRANGE
    return (b"\xc5" in data and letters.search(data) is not None) or (
        b"\x84" in data and symbols.search(data) is not None
    )


def needles(words: list[str]) -> list[bytes]:
    """For each folded word its longest stretch that ``rough`` text holds wherever the word is."""
    parts = (max(_stretches(word), key=len, default="") for word in words)
    return sorted({part.encode() for part in parts if part}, key=len, reverse=True)


def _stretches(word: str) -> list[str]:
    """The word without oe, ae and ss, which œ, æ and ß stand for, nor an e that may be half of one."""
    return [part.removeprefix("e") for part in re.split("[^a-z0-9]+|oe|ae|ss", word)]


def always() -> bool:
    """Goes on to the end."""
    return True


def scan(
    view: View, kind: type[Record], query: str, going: Callable[[], bool] = always
) -> Iterator[bytes]:
    """The lines of a table that may hold every word of the query, latest first.

    Before each piece of the table ``going`` is asked; where it says no, there are no more.
    """
    wanted = needles(fold(query).split())
    for data in view.table(kind).chunks(_CHUNK):
        if not going():
            return
        folded = rough(data)
        if all(needle in folded for needle in wanted) or foreign(data):
            yield from _candidates(data, folded, wanted)


def _candidates(data: bytes, folded: bytes, wanted: list[bytes]) -> Iterator[bytes]:
    lines = zip(data.split(b"\n"), folded.split(b"\n"), strict=True)
    for line, plain in reversed(list(lines)):
        if all(needle in plain for needle in wanted) or foreign(line):
            yield line.removesuffix(b",")
