"""What can be had back from a file that is no longer whole: every record that still reads.

The text is searched for the beginnings of tables and of records, so that a torn stretch costs the
records it runs through and no others. Nothing is guessed but the table of a record whose table's
first line is gone, and that only if no other kind of record has its keys. What reads as JSON and
yet as no record of ours is kept in a table that nothing else looks at.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import NamedTuple

from rmjournal.storage.layout import META, Raw, Seal
from rmjournal.storage.lines import Document, check, decoder
from rmjournal.storage.linetable import LineTable, Tables
from rmjournal.storage.migrations import SCHEMA, migrate
from rmjournal.storage.placing import OURS, Placing
from rmjournal.storage.siding import Sides

_TOKEN = re.compile(
    r"""
      ^(?P<marker><{7}|\|{7}|={7}|>{7})(?=[ \r\n]|\Z).*$
    | (?:^[ \t]*|[{,][ ]?)"(?P<table>(?!\d)[^"\\\x00-\x1f]+)"\s{0,9}:\s{0,9}\{
      (?=\s{0,99}"\d{1,15}"\s{0,9}:\s{0,9}\{|[ \r]*$)
    | "(?P<key>0|[1-9]\d{0,14})"\s{0,9}:\s{0,9}(?=\{)
    | (?:^|[\[,])\s{0,99}(?P<bare>(?=\{\s{0,99}"id"))
    | ^(?P<close>[ \t]*\},?[ \t\r]*)$
    """,
    re.MULTILINE | re.VERBOSE | re.ASCII,
)
_EMPTY = re.compile(r"[\s,{}\[\]]*")
_SWALLOWED = re.compile(r'\n"\d{1,15}": \{')
"""The beginning of a line within a record: the record was torn, and took others for its values."""
_OPENINGS = re.compile(r'(?:(?:"[^"\\]*"\s*:\s*)?[\[{]\s*)+')


class Lost(NamedTuple):
    """A line that could not be read."""

    line: int
    """From 1."""
    table: str
    """The table it stood in; empty if that is not known."""


class Salvaged(NamedTuple):
    """What still reads of a journal."""

    tables: Tables
    kept: dict[str, int]
    """How many records of each table."""
    lost: tuple[Lost, ...]
    schema: int
    """The format it was written in, if its seal can be believed, else ours."""
    generation: int
    """Its generation, if its seal can be believed, else 0."""


def salvage(raw: Raw) -> Salvaged:
    """Every record of the file that still reads; of one that stands there twice both versions.

    The higher revision is current, and the fields in which the other differs wait as conflicts.
    """
    reader = _Reader(raw[:].decode("utf-8", "surrogateescape"))
    reader.run()
    seal = reader.seal
    schema = seal.schema if seal else SCHEMA
    sides = Sides()
    for table, document in reader.placing.placed():
        sides.take(table, document)
    tables = {
        name: LineTable.of((str(number), each) for number, each in enumerate(documents, start=1))
        for name, documents in sides.documents().items()
    }
    if schema <= SCHEMA:
        migrate(tables, schema)
    kept = {name: len(table) for name, table in tables.items()}
    return Salvaged(tables, kept, tuple(reader.lost), schema, seal.generation if seal else 0)


def lost_by_table(lost: tuple[Lost, ...]) -> dict[str, int]:
    """How many lines of each table are lost; under an empty name those of no known table."""
    return dict(Counter(each.table for each in lost))


class _Reader:
    """One pass over the text, from the beginning of a table or a record to the next."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.placing = Placing()
        self.lost: list[Lost] = []
        self.seal: Seal | None = None
        self._table = ""
        self._before_sides = ""
        self._ancestor = False
        self._listed = text.lstrip().startswith("[")
        self._line = 1
        self._counted = 0

    def run(self) -> None:
        """Places what reads, and notes the lines that do not."""
        at = 0
        while (match := _TOKEN.search(self.text, at)) is not None:
            self._gap(at, match.start())
            at = max(self._token(match), match.start() + 1)
        self._gap(at, len(self.text))

    def _token(self, match: re.Match[str]) -> int:
        """Takes in what begins here; returns where it ends."""
        if match["marker"]:
            self._side(match["marker"][0])
        elif match["table"]:
            if match["table"] in OURS or not self._torn(match.start()):
                self._enter(match["table"])
        elif match["close"]:
            self._enter("")
        elif match["key"] or self._listed:
            return self._record(match)
        return match.end()

    def _side(self, sign: str) -> None:
        """Both sides go on from the table in which they began; their common ancestor is left out."""
        if sign == "<":
            self._before_sides = self._table
        elif sign in "|=":
            self._enter(self._before_sides)
        self._ancestor = sign == "|"

    def _enter(self, table: str) -> None:
        self._table = table
        self.placing.enter(table)

    def _record(self, match: re.Match[str]) -> int:
        start = match.end()
        try:
            document, end = self._document(start)
        except ValueError:
            self._lose(match.start())
            return start
        except RecursionError:
            self._lose(match.start())
            deep = _OPENINGS.match(self.text, start)
            return deep.end() if deep else start
        if self._table == META:
            self.seal = _believed(document) or self.seal
        elif not self._ancestor:
            named = match["key"] is not None and not self._torn(start)
            self.placing.take(document, named=named)
        return end

    def _document(self, start: int) -> tuple[Document, int]:
        """The document that begins here, and its end; raises ValueError unless all of it reads."""
        document, end = decoder.raw_decode(self.text, start)
        text = self.text[start:end]
        check(document, text)
        text.encode()
        if _SWALLOWED.search(text):
            raise ValueError("its end is lost")
        return document, end

    def _gap(self, start: int, end: int) -> None:
        for line in re.finditer(r"[^\n]+", self.text[start:end]):
            if not _EMPTY.fullmatch(line[0]) and not '"_meta": {'.startswith(line[0]):
                self._lose(start + line.start())

    def _lose(self, at: int) -> None:
        if self._table != META and not self._ancestor and not self._torn(at):
            self.lost.append(Lost(self._line_of(at), self._table))

    def _torn(self, at: int) -> bool:
        """Whether something on this line is lost already."""
        return bool(self.lost) and self.lost[-1].line == self._line_of(at)

    def _line_of(self, at: int) -> int:
        self._line += self.text.count("\n", self._counted, at)
        self._counted = max(at, self._counted)
        return self._line


def _believed(document: Document) -> Seal | None:
    try:
        return Seal.of_document(document)
    except ValueError:
        return None
