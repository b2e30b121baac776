"""Typed reads of the file."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, TypeVar, cast

from tinydb import TinyDB
from tinydb.table import Document

from rmjournal.errors import Damaged
from rmjournal.i18n import N_
from rmjournal.model.record import Record
from rmjournal.storage.codec import BadField, from_document
from rmjournal.storage.tables import MERGE, TABLES, RecordTable, needle

R = TypeVar("R", bound=Record)


class JournalDB(TinyDB):
    """A TinyDB whose tables are ours; none caches queries, since another process may write."""

    table_class = RecordTable

    def table(self, name: str, **kwargs: Any) -> RecordTable:
        """The table of that name."""
        known = self._tables.get(name)
        if known is None:
            known = super().table(name, **{"cache_size": 0, **kwargs})
        return cast("RecordTable", known)


def decode(kind: type[R], document: dict[str, Any]) -> R:
    """The record in a document; raises Damaged, naming table, id and field, when it cannot be one."""
    try:
        return from_document(kind, document)
    except BadField as error:
        raise Damaged(
            N_("The record {id} in table “{table}” cannot be read: its field “{field}” is wrong."),
            kept=N_("The file was not changed."),
            todo=N_("Run “rmjournal doctor” to see what can be restored."),
            id=str(document.get("id", "?"))[:16],
            table=TABLES[kind],
            field=str(error),
        ) from error


class View:
    """Typed reads of the journal as it is on disk, or within a transaction as it will be."""

    def __init__(self, db: JournalDB) -> None:
        self._db = db

    def table(self, kind: type[Record]) -> RecordTable:
        """The TinyDB table of a record kind."""
        return self._db.table(TABLES[kind])

    def all(
        self,
        kind: type[R],
        pair: str | None = None,
        *,
        trashed: bool = False,
        likely: Callable[[bytes], bool] | None = None,
    ) -> list[R]:
        """The records of a kind, of one pair or of all, in the order they were added.

        ``likely`` sees the line of each and tells whether to parse it: a quick filter, not a proof.
        """
        table = self.table(kind)
        if not table.holds_any():
            return []
        documents = table.documents(needle("pair", pair) if pair else b"", likely)
        found = [decode(kind, document) for document in documents]
        return [
            each
            for each in found
            if (pair is None or each.pair == pair) and (each.deleted is not None) == trashed
        ]

    def where(self, kind: type[R], field: str, value: str) -> list[R]:
        """The records of a kind whose text field has this exact value, trashed ones aside."""
        found = [decode(kind, each) for each in self.table(kind).holding(needle(field, value))]
        return [each for each in found if getattr(each, field) == value and each.deleted is None]

    def get(self, kind: type[R], id: str) -> R | None:
        """The record with this id, trashed or not."""
        document = self.document(kind, id)
        return None if document is None else decode(kind, document)

    def document(self, kind: type[Record], id: str) -> Document | None:
        """The stored document with this id, unknown keys included."""
        return self.table(kind).with_id(id)

    def exchanged(self, pair: str) -> dict[str, bytes]:
        """What is known of the exchange of a pair: the lines of its records and its own, by id."""
        ours = needle("pair", pair)
        lines = self._db.table(MERGE).by_id()
        return {id: line for id, line in lines.items() if ours in line}

    def exchanged_with(self, pair: str) -> dict[str, Any]:
        """What is known of the exchange of a pair as a whole; empty before there was any."""
        return self._db.table(MERGE).with_id(f"{pair}:link") or {}

    def beginning(self, prefix: str) -> Iterator[Record]:
        """Every record of any kind whose id begins with ``prefix``."""
        beginning = needle("id", prefix, first=True)[:-1]
        for kind in TABLES:
            for document in self.table(kind).holding(beginning):
                if str(document.get("id", "")).startswith(prefix):
                    yield decode(kind, document)
