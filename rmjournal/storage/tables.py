"""TinyDB tables over the lines of the journal, and which record kind lives in which."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Collection, Iterator, Mapping, MutableMapping
from typing import TYPE_CHECKING, Any, cast

from tinydb.table import Document, Table

from rmjournal.model.action import Action
from rmjournal.model.agenda import Item
from rmjournal.model.charter import Charter
from rmjournal.model.feedback import Feedback
from rmjournal.model.learning import Learning
from rmjournal.model.objective import Objective
from rmjournal.model.pair import Pair
from rmjournal.model.record import Record
from rmjournal.model.reflection import Reflection
from rmjournal.model.resource import Resource
from rmjournal.model.session import Session
from rmjournal.model.win import Win
from rmjournal.storage.lines import key_and_id, key_of, parse_line, write_line
from rmjournal.storage.linetable import LineTable

if TYPE_CHECKING:
    from rmjournal.storage.file import JournalStorage

TABLES: dict[type[Record], str] = {
    Pair: "pairs",
    Charter: "charters",
    Objective: "objectives",
    Session: "sessions",
    Item: "items",
    Reflection: "reflections",
    Learning: "learnings",
    Action: "actions",
    Feedback: "feedback",
    Resource: "resources",
    Win: "wins",
}
"""The table of each record kind."""

KINDS: dict[str, type[Record]] = {name: kind for kind, name in TABLES.items()}
"""The record kind of each table."""

_FEW = 16
"""Up to so many records are looked for one by one, which parses only them."""

_quoted = json.JSONEncoder(ensure_ascii=False).encode

HISTORY = "_history"
CONFLICTS = "_conflicts"
MERGE = "_merge"
"""What was exchanged of each record; can be discarded without losing one."""
LETTERS = "_letters"


class State:
    """A table at one moment; equal only to the same lines with the same edits."""

    def __init__(self, lines: LineTable, edits: int) -> None:
        self._lines = lines
        self._edits = edits

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, State):
            return NotImplemented
        return other._lines is self._lines and other._edits == self._edits

    __hash__ = None  # type: ignore[assignment]


class RecordTable(Table):
    """A TinyDB table that parses only the lines it is asked for and rewrites only what changes."""

    @property
    def _journal(self) -> JournalStorage:
        return cast("JournalStorage", self._storage)

    def _lines(self) -> LineTable:
        table = self._journal.table(self.name)
        return LineTable() if table is None else table

    def _read_table(self) -> dict[str, Mapping[str, Any]]:
        return cast("dict[str, Mapping[str, Any]]", self._lines())

    def _get_next_id(self) -> int:
        return int(self._lines().next_key())

    def _update_table(self, updater: Callable[[dict[int, Mapping[str, Any]]], None]) -> None:
        view = _ByNumber(self._journal.changing().setdefault(self.name, LineTable()))
        updater(cast("dict[int, Mapping[str, Any]]", view))
        view.write_back()
        self._next_id = None

    def with_id(self, id: str) -> Document | None:
        """The document with this record id."""
        found = self._lines().with_id(id, needle("id", id, first=True))
        return None if found is None else Document(found[1], int(found[0]))

    def by_id(self) -> dict[str, bytes]:
        """The line of every record by its id, as the file stands now; none of ours is parsed."""
        lines = {key_and_id(line)[1]: line for line in self.raw_lines()}
        if "" in lines:
            return {document["id"]: line for line in self.raw_lines()
                    if isinstance((document := parse_line(line)[1]).get("id"), str)}  # fmt: skip
        return lines

    def with_ids(self, ids: Collection[str]) -> dict[str, Document]:
        """The documents with these record ids; many are found in one pass, which parses all."""
        if len(ids) <= _FEW:
            found = {id: self.with_id(id) for id in ids}
            return {id: document for id, document in found.items() if document is not None}
        wanted, lines = frozenset(ids), self._lines()
        hits: dict[str, Document] = {}
        for key in lines:
            document = lines[key]
            if (id := document.get("id")) in wanted:
                hits.setdefault(id, Document(document, int(key)))
        return hits

    def holds_any(self) -> bool:
        """Whether there is a document in it."""
        return bool(self._journal.table(self.name))

    def numbers(self) -> list[int]:
        """The number of every document, in order; none is parsed."""
        return [int(key_of(line)) for line in self.raw_lines()]

    def put(self, document: Document) -> None:
        """Stores the whole document in the place of the one with its number."""
        self._update_table(lambda table: table.update({document.doc_id: dict(document)}))

    def holding(self, needle: bytes) -> Iterator[Document]:
        """The documents on whose line the bytes occur: a quick filter, to be checked by the caller."""
        for key, document in self._lines().matching(needle):
            yield Document(document, int(key))

    def documents(
        self, needle: bytes = b"", likely: Callable[[bytes], bool] | None = None
    ) -> Iterator[dict[str, Any]]:
        """The documents of ``holding`` without their numbers, quicker where they are most of the table.

        Those whose line is not ``likely`` are left out, and not parsed.
        """
        return self._lines().documents(needle, likely)

    def throughout(self, needle: bytes) -> bool:
        """Whether the bytes follow the id on the line of every record, and so are its own."""
        return self._lines().throughout(needle)

    def chunks(self, size: int) -> Iterator[bytes]:
        """The lines of the table in pieces of about ``size`` bytes, the last lines first."""
        return self._lines().chunks(size)

    def columns(self, *keys: str) -> Iterator[tuple[str, ...]]:
        """For every record, the texts under these keys, read off its line; empty where there is none.

        It is for ids, dates and slugs. No line is parsed unless the key may be one of a nested value.
        """
        patterns = [re.compile(f'"{key}": "([^"\\\\]*)"'.encode()).search for key in keys]
        for line in self.raw_lines():
            found = [search(line) for search in patterns]
            nested = line.find(b"{", line.find(b"{") + 1)
            if nested >= 0 and any(each and each.start() > nested for each in found):
                document = parse_line(line)[1]
                texts = (document.get(key) for key in keys)
                yield tuple(text if isinstance(text, str) else "" for text in texts)
            else:
                yield tuple(each[1].decode() if each else "" for each in found)

    def state(self) -> State:
        """Equal to an earlier one only while nothing in the table changed since."""
        lines = self._lines()
        return State(lines, lines.edits)

    def raw_lines(self) -> Iterator[bytes]:
        """The line of every record, as it stands in the file."""
        return self._lines().lines()


def needle(key: str, value: str, *, first: bool = False) -> bytes:
    """The bytes on the line of every document that has this text under this key, first or not."""
    text = f'"{key}": {_quoted(value)}'
    return ("{" * first + text).encode("utf-8", "surrogatepass")


class _ByNumber(MutableMapping[int, dict[str, Any]]):
    """A line table under the integer keys TinyDB works with; documents changed in place are kept."""

    def __init__(self, table: LineTable) -> None:
        self._table = table
        self._handed: dict[int, tuple[bytes, dict[str, Any]]] = {}

    def __getitem__(self, key: int) -> dict[str, Any]:
        if key not in self._handed:
            document = self._table[str(key)]
            self._handed[key] = (write_line(str(key), document), document)
        return self._handed[key][1]

    def __setitem__(self, key: int, document: dict[str, Any]) -> None:
        self._handed.pop(key, None)
        self._table[str(key)] = document

    def __contains__(self, key: object) -> bool:
        return str(key) in self._table

    def __delitem__(self, key: int) -> None:
        self._handed.pop(key, None)
        del self._table[str(key)]

    def __iter__(self) -> Iterator[int]:
        return map(int, list(self._table))

    def __len__(self) -> int:
        return len(self._table)

    def clear(self) -> None:
        """Nothing is left in the table."""
        for key in list(self):
            del self[key]

    def write_back(self) -> None:
        """Every document that the updater changed in place is stored."""
        for key, (line, document) in self._handed.items():
            if write_line(str(key), document) != line:
                self._table[str(key)] = document
