"""The bytes of the journal: one table a record kind, one record a line, a seal at the end.

    {
    "sessions": {
    "1": {"id": "…", …},
    "2": {"id": "…", …}
    },
    "_meta": {
    "1": {"schema": 1, "generation": 7, "device": "…", "saved": "…", "sha256": "…", "check": "…"}
    }
    }

``sha256`` is over every byte before the ``"_meta"`` line, ``check`` over the fields of the seal
before it, so that no byte of the file can change unnoticed. Stock TinyDB opens the file; we parse
only the lines that are asked for and copy unchanged ones.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from rmjournal.storage.lines import Document, strict
from rmjournal.storage.linetable import LineTable, Raw, Tables

__all__ = [
    "LineTable", "Raw", "Seal", "TableSpan", "Tables", "can_name", "genuine", "open_tables",
    "sealed", "serialise", "split_seal", "table_spans",
]  # fmt: skip

META = "_meta"
_SEAL_START = b'"_meta": {\n'
_SEAL_END = b"\n}\n}\n"
_SEAL_ROOM = 4096
_SEAL_LINE = re.compile(rb'"1": (\{.*), "check": "([0-9a-f]{16})"\}')
_HEADER = re.compile(rb'"([^"\\\x00-\x1f]+)": \{\n')
_HEADER_ROOM = 512
_TABLE_END = b"\n},\n"
_NO_RECORD = re.compile(rb'\n[^"]')
"""The beginning of a line that is no record; two bytes are found three times faster so."""
_STAMP = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", re.ASCII)
_MOST = 10**12


class Seal(NamedTuple):
    """What the last member of the file says about all that stands before it."""

    schema: int
    generation: int
    device: str
    saved: str
    """UTC, ISO 8601."""
    sha256: str

    def line(self) -> bytes:
        """The seal as the single record of ``_meta``."""
        body = json.dumps(self._asdict())
        return f'"1": {body[:-1]}, "check": "{_check(body.encode())}"}}'.encode()

    @classmethod
    def of(cls, line: bytes) -> Seal:
        """The seal that ``line`` writes; raises ValueError unless it says of itself that it is whole."""
        match = _SEAL_LINE.fullmatch(line)
        if match is None or _check(match[1] + b"}") != match[2].decode():
            raise ValueError("seal")
        fields = strict((match[1] + b"}").decode())
        if not set(cls._fields) <= fields.keys():
            raise ValueError("seal")
        return cls(*(fields[name] for name in cls._fields)).checked()

    @classmethod
    def of_document(cls, document: Document) -> Seal:
        """The seal in a ``_meta`` document however it is formatted; raises ValueError like ``of``."""
        fields = {key: value for key, value in document.items() if key != "check"}
        check = json.dumps(document.get("check"))
        return cls.of(f'"1": {json.dumps(fields)[:-1]}, "check": {check}}}'.encode())

    def checked(self) -> Seal:
        """The seal itself; raises ValueError if a value is not of its kind."""
        numbers, words = (self.schema, self.generation), (self.device, self.saved, self.sha256)
        if any(type(each) is not int or not 0 < each < _MOST for each in numbers):
            raise ValueError("seal")
        if any(type(each) is not str for each in words) or not _STAMP.fullmatch(self.saved):
            raise ValueError("seal")
        return self


def _check(body: bytes) -> str:
    return hashlib.sha256(body).hexdigest()[:16]


def split_seal(raw: Raw) -> tuple[int, Seal]:
    """Where the seal starts, and the seal; raises ValueError where there is none that is whole."""
    start = raw.rfind(b"\n" + _SEAL_START, max(len(raw) - _SEAL_ROOM, 0)) + 1
    if not start or raw[len(raw) - len(_SEAL_END) :] != _SEAL_END:
        raise ValueError("no seal")
    return start, Seal.of(raw[start + len(_SEAL_START) : len(raw) - len(_SEAL_END)])


def genuine(raw: Raw, start: int, seal: Seal) -> bool:
    """Whether every byte before the seal, which vouches for itself, is the one that was saved."""
    with memoryview(raw) as view:
        return hashlib.sha256(view[:start]).hexdigest() == seal.sha256


class TableSpan(NamedTuple):
    """Where the lines of a table stand in the file."""

    name: str
    start: int
    end: int


def table_spans(raw: Raw, seal_start: int) -> tuple[TableSpan, ...]:
    """The tables of a genuine file, nothing parsed yet; raises ValueError where it is not built as ours."""
    spans: dict[str, TableSpan] = {}
    at = 2
    while at < seal_start:
        header = _HEADER.match(raw[at : at + _HEADER_ROOM])
        if header is None or (name := header[1].decode()) in spans or name == META:
            raise ValueError("not a table")
        start = at + header.end()
        last = _NO_RECORD.search(raw, start - 1, seal_start)
        end = last.start() if last else seal_start
        if raw[end : end + len(_TABLE_END)] != _TABLE_END:
            raise ValueError("not the end of a table")
        spans[name] = TableSpan(name, start, max(end, start))
        at = end + len(_TABLE_END)
    if raw[:2] != b"{\n" or at != seal_start:
        raise ValueError("tables")
    return tuple(spans.values())


def can_name(name: str) -> bool:
    """Whether a table of that name, once it is written, is read again as that table."""
    header = _header(name)
    return name != META and len(header) <= _HEADER_ROOM and bool(_HEADER.fullmatch(header))


def _header(name: str) -> bytes:
    return f'"{name}": {{\n'.encode()


def open_tables(raw: Raw, spans: Iterable[TableSpan]) -> Tables:
    """The tables of the file, to be read and changed."""
    return {span.name: LineTable(raw, span.start, span.end) for span in spans}


def serialise(tables: Tables) -> Iterator[bytes | memoryview]:
    """The bytes of all tables, up to where the seal begins."""
    yield b"{\n"
    for name, table in tables.items():
        first = True
        for piece in table.pieces():
            yield _header(name) if first else b",\n"
            yield piece
            first = False
        if not first:
            yield _TABLE_END


def sealed(chunks: Iterable[bytes | memoryview], seal: Seal) -> Iterator[bytes | memoryview]:
    """The whole file: the chunks as they pass, then ``seal`` with their digest."""
    digest = hashlib.sha256()
    for chunk in chunks:
        digest.update(chunk)
        yield chunk
    yield _SEAL_START + seal._replace(sha256=digest.hexdigest()).line() + _SEAL_END
