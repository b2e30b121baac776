"""Two versions of a file in one: a record that stands there twice is one record, nothing lost."""

from __future__ import annotations

import hashlib
import json
from typing import Any

from rmjournal.model.record import Visibility
from rmjournal.storage.codec import slots
from rmjournal.storage.lines import Document
from rmjournal.storage.tables import CONFLICTS, KINDS

_ENVELOPE = {"id", "rev", "updated"}
_READERS = "visibility"


class Sides:
    """Gathers documents by table and id; the second of one id is merged into the first."""

    def __init__(self) -> None:
        self._tables: dict[str, dict[str, Document]] = {}
        self._besides: dict[str, list[Document]] = {}
        self._waiting: list[Document] = []

    def take(self, table: str, document: Document) -> None:
        """The next document of a table."""
        id = document.get("id")
        if not isinstance(id, str):
            self._besides.setdefault(table, []).append(document)
            return
        records = self._tables.setdefault(table, {})
        document = {"id": id, **document}
        records[id] = self._merged(table, records[id], document) if id in records else document

    def documents(self) -> dict[str, list[Document]]:
        """The documents of every table, in the order they came."""
        for document in self._waiting:
            self.take(CONFLICTS, document)
        self._waiting = []
        tables = {name: list(records.values()) for name, records in self._tables.items()}
        for name, documents in self._besides.items():
            tables[name] = tables.get(name, []) + documents
        return tables

    def _merged(self, table: str, one: Document, other: Document) -> Document:
        """The version of the higher revision, or the first; what the other has besides is kept.

        It may be read by those who may read both, whichever it is.
        """
        current, former = (other, one) if _rev(other) > _rev(one) else (one, other)
        current, former = _narrowed(table, current, former)
        if table not in KINDS:
            if other not in (one, *self._besides.get(table, [])):
                self._besides.setdefault(table, []).append(other)
            return one
        known = {slot.key for slot in slots(KINDS[table])}
        for key in sorted(known - _ENVELOPE):
            if former.get(key) != current.get(key):
                self._waiting.append(_conflict(table, key, former))
        unknown = former.keys() - known - current.keys()
        return current | {key: value for key, value in former.items() if key in unknown}


def _narrowed(table: str, current: Document, former: Document) -> tuple[Document, Document]:
    ours, theirs = current.get(_READERS), former.get(_READERS)
    wider = Visibility.of(ours).narrower(Visibility.of(theirs)) is not Visibility.of(ours)
    if table in KINDS and wider:
        return {**current, _READERS: theirs}, {**former, _READERS: ours}
    return current, former


def _rev(document: Document) -> int:
    rev = document.get("rev")
    return rev if type(rev) is int else 0


def _conflict(table: str, field: str, former: Document) -> Document:
    waiting: Any = former.get(field)
    text = json.dumps([table, former["id"], field, waiting], sort_keys=True)
    return {
        "id": hashlib.sha256(text.encode()).hexdigest()[:16],
        "table": table,
        "record": former["id"],
        "field": field,
        "waiting": waiting,
        "at": str(former.get("updated", "")),
    }
