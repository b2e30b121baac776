"""In which table a document belongs when the file no longer says so."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from rmjournal.model.record import Record
from rmjournal.storage.codec import BadField, from_document, slots
from rmjournal.storage.layout import META
from rmjournal.storage.lines import Document
from rmjournal.storage.tables import CONFLICTS, HISTORY, KINDS, LETTERS

UNPLACED = "_unplaced"
"""Where salvage keeps what is JSON and yet no record; nothing else looks there."""
_ID = re.compile(r"[0-9a-f]{16}", re.ASCII)
_OURS = {
    HISTORY: ({"id", "verb", "at", "changes"}, {"receipt", "erasure"}),
    CONFLICTS: ({"id", "table", "record", "field", "waiting", "at"}, {"by"}),
    LETTERS: ({"id", "at"}, set[str]()),
}


OURS = {META, *KINDS, *_OURS}
"""The names of all our tables."""


def has_id(document: Document) -> bool:
    """Whether the document carries an id as we make them."""
    id = document.get("id")
    return isinstance(id, str) and _ID.fullmatch(id) is not None


def reads(kind: type[Record], document: Document) -> bool:
    """Whether the document is a record of this kind."""
    try:
        from_document(kind, document)
    except BadField:
        return False
    return True


def fits(table: str, document: Document) -> bool:
    """Whether the document reads as one of this table, and has no key that is unknown there."""
    if not has_id(document):
        return False
    if table in _OURS:
        needed, allowed = _OURS[table]
        return needed <= document.keys() <= needed | allowed
    known = {slot.key for slot in slots(KINDS[table])}
    return document.keys() <= known and reads(KINDS[table], document)


def candidates(document: Document) -> set[str]:
    """The tables the document could stand in, by its keys."""
    return {table for table in (*KINDS, *_OURS) if fits(table, document)}


class _Run(NamedTuple):
    """Documents that stood in one table of the file; its name is empty where it is lost."""

    table: str
    documents: list[Document]


class Placing:
    """Sorts documents, in the order of the file, into tables."""

    def __init__(self) -> None:
        self._runs: list[_Run] = [_Run("", [])]

    def enter(self, table: str) -> None:
        """A table begins, or with an empty name, one ends."""
        self._runs.append(_Run(table, []))

    def take(self, document: Document, *, named: bool) -> None:
        """The next document; one that stands in no table, or on a torn line, must be a record."""
        if named or candidates(document):
            self._runs[-1].documents.append(document)

    def placed(self) -> Iterator[tuple[str, Document]]:
        """Every document with its table."""
        named = {run.table for run in self._runs}
        for run in self._runs:
            free = None if run.table in OURS else _common(run.documents, named)
            for document in run.documents:
                yield self._place(run.table, free, document), document

    def _place(self, table: str, common: str | None, document: Document) -> str:
        """By what the file says, unless the document fits another kind and not that one."""
        if table and table not in OURS:
            return common or table
        if table and fits(table, document):
            return table
        possible = candidates(document)
        if common in possible:
            return common or UNPLACED
        if len(possible) == 1:
            return possible.pop()
        stays = table in KINDS and has_id(document) and reads(KINDS[table], document)
        return table if stays else UNPLACED


def _common(documents: list[Document], named: set[str]) -> str | None:
    """The one table that all of the documents fit, and that no other part of the file is."""
    shared = [candidates(document) for document in documents]
    left = set.intersection(*shared) - named if shared else set[str]()
    return left.pop() if len(left) == 1 else None
