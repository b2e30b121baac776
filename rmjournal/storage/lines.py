"""A record as one line of JSON: ours exactly, so that what was read can be written back."""

from __future__ import annotations

import contextlib
import json
import math
import re
from collections.abc import Iterable
from typing import Any, AnyStr

from rmjournal.errors import Damaged, UsageProblem
from rmjournal.i18n import N_
from rmjournal.storage.stretches import lines_of

Document = dict[str, Any]

DEEPEST = 100
"""Levels of nesting that we read and write; our own documents have six."""
KEY = re.compile(r"0|[1-9][0-9]{0,14}", re.ASCII)
_KEY_OF_LINE = re.compile(rb'"(0|[1-9][0-9]{0,14})": \{(?:"id": "([^"\\]*)")?')
KEY_ROOM = 32
"""Bytes at the beginning of a line that hold its key."""


class Unacceptable(ValueError):
    """JSON that could not be written back as it is; its text is the msgid of a whole sentence."""


def _no_constant(_: str) -> Any:
    raise Unacceptable(N_("The file cannot be taken as it is: a number in it is infinite or none."))


def _finite(text: str) -> float:
    value = float(text)
    return value if math.isfinite(value) else _no_constant(text)


def _no_duplicates(pairs: list[tuple[str, Any]]) -> Document:
    document = dict(pairs)
    if len(document) != len(pairs):
        raise Unacceptable(N_("The file cannot be taken as it is: a key stands twice in it."))
    return document


decoder = json.JSONDecoder(
    parse_constant=_no_constant, parse_float=_finite, object_pairs_hook=_no_duplicates
)
_encode = json.JSONEncoder(ensure_ascii=False, allow_nan=False).encode


def strict(text: str) -> Any:
    """The JSON value; raises JSONDecodeError for what is none, Unacceptable on what is not ours.

    That is NaN, an endless number, a duplicate key, a lone surrogate or absurd depth.
    """
    try:
        value = decoder.decode(text)
    except RecursionError as error:
        raise _too_deep() from error
    except (json.JSONDecodeError, Unacceptable):
        raise
    except ValueError as error:  # Python reads no number of thousands of digits
        raise Unacceptable(
            N_("The file cannot be taken as it is: a number in it is too long.")
        ) from error
    check(value, text)
    return value


def check(value: Any, text: str) -> None:
    """Raises ValueError if the value that ``text`` was decoded to cannot be written back."""
    if _nested(text, "{[") and depth(value) > DEEPEST:
        raise _too_deep()
    if "\\" in text and ("\\ud" in text or "\\uD" in text):
        try:
            _encode(value).encode()
        except UnicodeEncodeError as error:
            raise Unacceptable(
                N_("The file cannot be taken as it is: half of a surrogate pair is in it.")
            ) from error


def _too_deep() -> Unacceptable:
    return Unacceptable(N_("The file cannot be taken as it is: it is nested too deeply."))


def _nested(text: AnyStr, opening: Iterable[AnyStr]) -> bool:
    """Whether brackets open in the text more often than levels may nest.

    There are few in a text, so that finding one after the other is quicker than counting them.
    """
    left = DEEPEST
    for bracket in opening:
        at = text.find(bracket)
        while at >= 0 and left:
            left -= 1
            at = text.find(bracket, at + 1)
        if at >= 0:
            return True
    return False


def depth(value: Any) -> int:
    """How many lists and objects stand within one another."""
    levels, level = 0, [value]
    while level := [each for each in level if isinstance(each, dict | list)]:
        levels += 1
        level = [
            child for each in level for child in (each.values() if isinstance(each, dict) else each)
        ]
    return levels


def split_line(line: bytes) -> tuple[str, Document]:
    """The key and the document of a record's line; raises ValueError when it is not one."""
    (key, document), *rest = strict("{" + line.decode() + "}").items()
    if rest or not isinstance(document, dict) or not KEY.fullmatch(key):
        raise ValueError("not a record")
    return key, document


def parse_line(line: bytes) -> tuple[str, Document]:
    """The key and the document of a record's line; raises Damaged when it is not one."""
    try:
        return split_line(line)
    except ValueError as error:
        raise unreadable() from error


def parse_lines(lines: list[bytes]) -> Iterable[Document]:
    """The documents of several records' lines, parsed at once; raises Damaged like ``parse_line``."""
    return parse_piece(b",\n".join(lines), len(lines)) if lines else ()


def parse_piece(piece: bytes, lines: int) -> Iterable[Document]:
    """The documents of so many lines as they stand in the file; raises Damaged like ``parse_line``."""
    documents: Document = {}
    with contextlib.suppress(ValueError):
        documents = strict((b"{" + piece + b"}").decode())
    sound = len(documents) == lines and all(map(KEY.fullmatch, documents))
    if sound and all(isinstance(each, dict) for each in documents.values()):
        return documents.values()
    # Which line is wrong, if one is.
    return [parse_line(line)[1] for line in lines_of(piece)]


def unreadable() -> Damaged:
    """The error for a line of a genuine file that is no record."""
    return Damaged(
        N_("A record of the journal cannot be read."),
        kept=N_("The file was not changed."),
        todo=N_("Run “rmjournal doctor” to see which one, and what can be restored."),
    )


def write_line(key: str, document: Document) -> bytes:
    """The line of a record; raises UsageProblem on what JSON or UTF-8 cannot hold."""
    if not KEY.fullmatch(key):
        raise TypeError("a record's number is a whole number from 0")
    try:
        line = f'"{key}": {_encode(document)}'.encode()
    except (UnicodeEncodeError, ValueError) as error:
        raise UsageProblem(
            N_("This text holds a character that cannot be stored: half of a surrogate pair."),
            kept=N_("Nothing was changed."),
            todo=N_("Type or paste it again; it was probably cut in the middle of an emoji."),
        ) from error
    except RecursionError as error:
        raise unreadable() from error
    # It is read within one more pair of braces.
    if _nested(b"{" + line, (b"{", b"[")) and depth(document) >= DEEPEST:
        raise unreadable()
    return line


def key_of(line: bytes) -> str:
    """The key at the beginning of a line; raises Damaged when there is none."""
    match = _KEY_OF_LINE.match(line)
    if match is None:
        raise unreadable()
    return match[1].decode()


def key_and_id(line: bytes) -> tuple[str, str]:
    """The key of a line, and the id that its document begins with; empty where it has none."""
    match = _KEY_OF_LINE.match(line)
    return (match[1].decode(), (match[2] or b"").decode()) if match else ("", "")
