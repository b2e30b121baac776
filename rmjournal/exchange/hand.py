"""The partner's hand in my file: what a packet may reach, and what it left changed there."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

from rmjournal.exchange.received import Received
from rmjournal.exchange.shape import Content, is_id, kind_of, table_of
from rmjournal.model.record import Record, Visibility
from rmjournal.storage.codec import BadField

if TYPE_CHECKING:
    from rmjournal.exchange.ledger import Ledger, Line
    from rmjournal.model.pair import Pair
    from rmjournal.storage.transaction import Transaction


class Hand:
    """Reaches records of one pair alone, and counts what came and what changed."""

    def __init__(self, tx: Transaction, pair: Pair, ledger: Ledger) -> None:
        self.tx = tx
        self.pair = pair
        self.ledger = ledger
        self.fresh: set[str] = set()
        """The ids of the records that came with this packet."""
        self.received = Received()

    def line(self, each: Content, kinds: Any) -> tuple[Line, type[Record]]:
        """What is known of the record that a part of the packet is about; of these kinds alone."""
        kind = kind_of(each["table"], kinds)
        if kind is None or not is_id(each["id"]):
            raise BadField("table")
        version = each["version"]
        if type(version) is not int or version < 0:
            raise BadField("version")
        line = self.ledger.line(each["id"], each["table"])
        if line.table != each["table"]:
            raise BadField("table")
        line.left = ""
        return line, kind

    def here(self, kind: type[Record], id: str) -> Record | None:
        """The record of that id, which must be of this pair; trashed or not."""
        record = self.tx.get(kind, id)
        if record is not None and record.pair != self.pair.id:
            raise BadField("id")
        return record

    def add(
        self, kind: type[Record], id: str, author: str, created: datetime | None, values: Content,
        entered_by: str = "",
    ) -> Record:  # fmt: skip
        """A record that was not here yet."""
        record = kind(
            id=id, pair=self.pair.id, author=author, entered_by=entered_by or author,
            created=created or self.tx.now, updated=self.tx.now, visibility=Visibility.PAIR,
            **values,
        )  # fmt: skip
        self.tx.add(record)
        self.fresh.add(id)
        self.received.come(table_of(record), record)
        return record

    def change(self, record: Record, values: Content) -> Record:
        """The record with these values; one that was touched only if any is another than before."""
        after = self.tx.change(record, **values)
        if after != record:
            self.received.note(table_of(record), record, after)
        return after
