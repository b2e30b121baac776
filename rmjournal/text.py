"""The one boundary for a person's text on its way to a terminal, and its folding for search."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from rmjournal.errors import UsageProblem
from rmjournal.i18n import N_

REPLACEMENT = "\ufffd"
_UNSAFE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]"
)
UNSEEN = (
    "\u00ad\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200d\u2060-\u2065\u206a-\u206f"
    "\u3164\ufe00-\ufe0f\ufeff\uffa0\U000e0000-\U000e0fff"
)
"""Characters that nobody sees and that ``clean`` lets stay, for the class of a pattern."""
_SPACES = re.compile(r"[ \t\n]+")
_BLANK = re.compile(f"[\\s\u2800{UNSEEN}]*+")
_DIGITS = 9
"""The most digits of a number that people type; Python refuses to read some thousands."""
_SURROGATE = re.compile("[\ud800-\udfff]")
_HALF = re.compile("[\ud800-\udc7f\udd00-\udfff]|\udced[\udca0-\udcbf][\udc80-\udcbf]")
"""Half of a pair, as itself or in bytes; the other surrogates stand for bytes that are no UTF-8."""


def clean(text: str) -> str:
    """The text with every control a terminal could obey shown as U+FFFD; newline and tab stay.

    Covers C0, DEL, C1, bidi controls, line separators and surrogates; CRLF becomes a newline.
    The zero-width joiner stays, so that composed emoji do.
    """
    return _UNSAFE.sub(REPLACEMENT, text.replace("\r\n", "\n"))


def one_line(text: str) -> str:
    """The cleaned text on a single line, for lists and titles; no-break spaces stay."""
    return _SPACES.sub(" ", clean(text)).strip(" ")


def blank(text: str) -> bool:
    """Whether nobody would see anything of the text: spaces of any kind, and what has no shape."""
    return not text or (not text[0].isalnum() and _BLANK.fullmatch(text) is not None)


def worded(text: str) -> str:
    """The text as it is; nothing for one that is ``blank``, which an export asks of every text."""
    if not text or text[0].isalnum():
        return text
    return "" if blank(text) else text


def shorten(text: str, width: int) -> str:
    """The text on one line, cut at ``width`` characters with an ellipsis."""
    line = one_line(text)
    return line if len(line) <= width else line[: max(width - 1, 0)].rstrip() + "…"


def number_in(text: str) -> int | None:
    """The number that decimal digits say, none for any other text.

    Of more digits than a number of ours has, one that is too large for anything.
    """
    if not text.isdecimal():
        return None
    return int(text) if len(text) <= _DIGITS else 10**_DIGITS


def has_surrogate(text: str) -> bool:
    """Whether the text holds half of a surrogate pair, which UTF-8 cannot."""
    return _SURROGATE.search(text) is not None


def strings(value: object) -> Iterator[str]:
    """Every text within nested lists and objects, in their order; keys are none."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for each in value.values():
            yield from strings(each)
    elif isinstance(value, list):
        for each in value:
            yield from strings(each)


def storable(text: str) -> str:
    """The text unchanged; raises UsageProblem where UTF-8 cannot hold it: half of a surrogate pair,
    or, as Python stands for them, bytes that were none.
    """
    if has_surrogate(text):
        if not _HALF.search(text):
            raise UsageProblem(
                N_("This text cannot be stored: it is not in UTF-8."),
                kept=N_("Nothing was changed."),
                todo=N_("Write it in UTF-8; “iconv -f latin1 -t utf-8” rewrites most older files."),
            )
        raise UsageProblem(
            N_("This text holds a character that cannot be stored: half of a surrogate pair."),
            kept=N_("Nothing was changed."),
            todo=N_("Type or paste it again; it was probably cut in the middle of an emoji."),
        )
    return text


def fold(text: str) -> str:
    """The text as search compares it: no accents, no case, œ as oe, typographic quotes as plain."""
    folded = text.casefold()
    if folded.isascii():
        return folded
    for character, plain in _PLAIN:
        folded = folded.replace(character, plain)
    return _COMBINING.sub("", unicodedata.normalize("NFD", folded))


_COMBINING = re.compile("[\u0300-\u036f]")
_PLAIN = (("œ", "oe"), ("æ", "ae"), ("’", "'"), ("‘", "'"))
