"""What a packet changes: found out and carried out in one transaction, or nothing is.

The sender speaks for themselves alone: their own records and their own voice. What belongs to both
is merged. The order in which packets come does not matter, nor that one comes twice.
"""

from __future__ import annotations

from dataclasses import MISSING
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from rmjournal.errors import PacketRefused
from rmjournal.exchange import twins
from rmjournal.exchange.engines import Failed
from rmjournal.exchange.leaving import Leaving
from rmjournal.exchange.merging import MergeDocument, garbled
from rmjournal.exchange.packets import refused
from rmjournal.exchange.placing import order
from rmjournal.exchange.received import Received
from rmjournal.exchange.sending import digest, texts_of
from rmjournal.exchange.shape import (
    BOTHS,
    HEARD,
    MERGED,
    OWNED,
    Content,
    decoded,
    fields,
    heard,
    is_id,
    kind_of,
    table_of,
    timely,
    voices,
)
from rmjournal.exchange.voices import asks_of, joined
from rmjournal.i18n import N_
from rmjournal.model import substance
from rmjournal.model.agenda import Item
from rmjournal.model.feedback import Feedback
from rmjournal.model.pair import Pair
from rmjournal.model.record import Record, Visibility
from rmjournal.storage.codec import BadField, slots

if TYPE_CHECKING:
    from rmjournal.exchange.ledger import Ledger, Line
    from rmjournal.storage.store import Transaction


def not_understood() -> PacketRefused:
    """The error for a packet that is the partner's and makes no sense."""
    return refused(
        N_("This packet is your partner's, but says what no journal of a pair can hold."),
        N_("Ask them to update rmjournal and to send it again."),
    )


class Receipt:
    """The taking of one packet into one file."""

    def __init__(self, tx: Transaction, pair: Pair, ledger: Ledger) -> None:
        self._tx = tx
        self._pair = pair
        self._ledger = ledger
        self._leaving: Leaving
        """What the partner may see before the packet; looked at where it holds something of both."""
        self._moved: set[str] = set()
        self._places: dict[str, int] = {}
        self._fresh: set[str] = set()
        self._joined: list[tuple[str, str, str]] = []
        self.received = Received()

    def take(self, body: Content) -> Received:
        """Carries the packet out; raises PacketRefused where it says what it may not."""
        if body["shared"]:
            self._leaving = Leaving(self._tx, self._pair, self._ledger)
        try:
            self._rename(body["name"])
            for each in body["shared"]:
                self._shared(each)
            for each in body["records"]:
                self._owned(each)
            for joined in self._joined:
                twins.joined(self._tx, self._pair, *joined)
            for each in body["voices"]:
                self._voice(each)
            for session in self._moved:
                order(self._tx, self._pair, session, self._places)
        except (
            BadField,
            Failed,
            KeyError,
            TypeError,
            ValueError,
            AttributeError,
            OverflowError,
        ) as error:
            raise not_understood() from error
        return self.received

    def _rename(self, name: str) -> None:
        """The partner says how they are called; a name is one short line."""
        if type(name) is not str or not name.strip() or len(name) > 200 or "\n" in name:
            raise BadField("name")
        if name != self._pair.partner.name and name.strip() != self._pair.myself.name:
            member = self._pair.partner.renamed(name)
            role = "mentor" if member.id == self._pair.mentor.id else "mentee"
            self._pair = self._tx.change(self._pair, **{role: member})

    def _line(self, each: Content, kinds: Any) -> tuple[Line, type[Record]]:
        kind = kind_of(each["table"], kinds)
        if kind is None or not is_id(each["id"]):
            raise BadField("table")
        version = each["version"]
        if type(version) is not int or version < 0:
            raise BadField("version")
        line = self._ledger.line(each["id"], each["table"])
        if line.table != each["table"]:
            raise BadField("table")
        line.left = ""
        return line, kind

    def _here(self, kind: type[Record], id: str) -> Record | None:
        """The record of that id, which must be of this pair; trashed or not."""
        record = self._tx.get(kind, id)
        if record is not None and record.pair != self._pair.id:
            raise BadField("id")
        return record

    # Records of one author

    def _owned(self, each: Content) -> None:
        line, kind = self._line(each, OWNED)
        record = self._here(kind, line.id)
        if record is not None and record.author != self._pair.partner.id:
            raise BadField("author")
        gone = each.get("gone") is True
        values = {} if gone else decoded(kind, OWNED[kind], each["content"], self._pair)
        created = None if gone else _created(each)
        if kind is Feedback and not gone and values["delivered"] is None:
            raise BadField("delivered")
        if each["version"] <= line.came:
            return
        before, line.came, line.gone = line.gone, each["version"], gone
        if gone:
            self._hide(record)
        elif record is None:
            self._new(kind, line.id, self._pair.partner.id, created, values)
        else:
            self._changed(record, {**values, "deleted": None} if before else values)

    def _hide(self, record: Record | None) -> None:
        """The partner withdrew it: it goes to the trash without their words; my voice stays."""
        if record is None:
            return
        self._tx.forget(record)
        emptied = {
            slot.name: ""
            for slot in slots(type(record))
            if (slot.name in OWNED.get(type(record), ()) and slot.plain is str and not slot.link
            and slot.default == "") or slot.name in _NAMED.get(type(record), ())
        }  # fmt: skip
        self._tx.change(record, deleted=record.deleted or self._tx.now, **emptied)
        if record.deleted is None:
            self.received.withdrawn[table_of(record)] += 1

    def _new(
        self, kind: type[Record], id: str, author: str, created: datetime | None, values: Content,
        entered_by: str = "",
    ) -> Record:  # fmt: skip
        record = kind(
            id=id, pair=self._pair.id, author=author, entered_by=entered_by or author,
            created=created or self._tx.now, updated=self._tx.now, visibility=Visibility.PAIR,
            **values,
        )  # fmt: skip
        self._tx.add(record)
        self._fresh.add(id)
        self.received.new[table_of(record)] += 1
        self.received.touched.append(record)
        return record

    def _changed(self, record: Record, values: Content) -> Record:
        after = self._tx.change(record, **values)
        if after != record:
            self.received.changed[table_of(record)] += 1
            self.received.touched.append(after)
        return after

    # Records of both

    def _shared(self, each: Content) -> None:
        line, kind = self._line(each, MERGED)
        life, epoch = each["life"], each["epoch"]
        if type(life) is not int or not 0 <= life < 10**9 or not is_id(epoch):
            raise BadField("life")
        record = self._here(kind, line.id)
        if kind is Pair and (record is None or life):
            raise BadField("life")
        mine = record is not None and record.visibility is Visibility.PRIVATE
        before, line.life = line.life, max(line.life, life)
        if mine:
            line.epoch = line.epoch or epoch
            return
        if "doc" in each:
            record = self._merge(line, kind, record, each)
        if "into" in each:
            if not is_id(each["into"]) or each["into"] == line.id:
                raise BadField("into")
            if life % 2 and life == line.life:
                self._joined.append((each["table"], line.id, each["into"]))
        if line.life > before and record is not None:
            self._live(line, record, joined="into" in each)

    def _live(self, line: Line, record: Record, *, joined: bool) -> None:
        if line.life % 2 and record.deleted is None:
            self._tx.change(record, deleted=self._tx.now)
            gone = self.received.joined if joined else self.received.withdrawn
            gone[table_of(record)] += 1
        elif not line.life % 2 and record.deleted is not None:
            self._changed(record, {"deleted": None})

    def _merge(
        self, line: Line, kind: type[Record], record: Record | None, each: Content
    ) -> Record | None:
        texts = texts_of(kind)
        theirs = MergeDocument(each["doc"])
        names = (*MERGED[kind], *BOTHS[kind])
        if line.doc and line.epoch != each["epoch"]:
            if line.epoch < each["epoch"]:
                decoded(kind, names, theirs.says(texts), self._pair)
                line.version = max(line.version, self._ledger.link.confirmed + 1)
                return record
            line.doc = ""
        if not line.doc:
            return self._adopt(line, kind, record, each, theirs)
        stored = MergeDocument(line.doc)
        shown = self._shown(record, stored, texts) if record is not None else None
        after, disputed = _merged(stored, theirs, shown, texts)
        values = decoded(kind, names, after, self._pair)
        if stored.take(each["doc"]):
            line.doc, line.digest = stored.stored(), digest(stored.says(texts))
        if record is None or shown is None:
            return record
        put, said = self._put(record, shown, after, values), theirs.says(texts)
        for key in texts:
            if key not in disputed and after.get(key) not in (shown.get(key), said.get(key)):
                self.received.both.append((put, key))
        for key in sorted(disputed):
            if shown.get(key) != said.get(key):
                self._fell(record, put, key, decoded(kind, names, said, self._pair))
        return put

    def _fell(self, before: Record, after: Record, key: str, theirs: Content) -> None:
        """Of a field that both changed, one value holds; the other one waits."""
        name = next(field.slot.name for field in fields(type(after), theirs) if field.key == key)
        ours, holds = getattr(before, name), getattr(after, name)
        self._tx.wait(after, name, theirs[name] if holds == ours else ours)
        self.received.conflicts += 1
        self.received.both.append((after, key))

    def _shown(self, record: Record, stored: MergeDocument, texts: list[str]) -> Content:
        """What we hold of it now; the place of an item that is on no agenda is as it was."""
        shown = self._leaving.content(record)
        if "position" in shown and record.deleted is not None:
            shown["position"] = stored.says(texts).get("position", 0)
        return shown

    def _adopt(
        self, line: Line, kind: type[Record], record: Record | None, each: Content,
        theirs: MergeDocument,
    ) -> Record | None:  # fmt: skip
        """Their beginning of the record becomes ours; of what we had, what differs waits."""
        texts, names = texts_of(kind), (*MERGED[kind], *BOTHS[kind])
        after = theirs.says(texts)
        values = decoded(kind, names, after, self._pair)
        if record is None and not line.life % 2:
            author, typed = each["author"], each["entered_by"]
            if not (self._pair.name_of(author) and self._pair.name_of(typed)):
                raise BadField("author")
            record = self._new(kind, line.id, author, _created(each), values, typed)
            self._moves(record, values)
        elif record is not None:
            shown = self._leaving.content(record)
            kept = {key: shown[key] for key in shown if key not in after}
            differ = {key for key in after if key in shown and shown[key] != after[key]}
            after = {**after, **kept}
            values = decoded(kind, names, after, self._pair)
            for name in {f.slot.name for f in fields(kind, names) if f.key in differ}:
                if name != "position":
                    self._tx.wait(record, name, getattr(record, name))
                    self.received.conflicts += 1
            record = self._put(record, shown, after, values)
        line.doc, line.epoch = theirs.stored(), each["epoch"]
        line.digest = digest(theirs.says(texts))
        return record

    def _put(self, record: Record, shown: Content, after: Content, values: Content) -> Record:
        """Stores what differs between what the partner may see of it and what was merged."""
        names = {
            field.slot.name
            for field in fields(type(record), values)
            if shown.get(field.key) != after.get(field.key)
        }
        changes = {name: values[name] for name in names}
        self._moves(record, changes)
        changes.pop("position", None)
        return self._changed(record, changes) if changes else record

    def _moves(self, record: Record, changes: Content) -> None:
        if isinstance(record, Item) and "position" in changes:
            self._moved.add(record.session)
            self._places[record.id] = changes["position"]

    # What the partner says

    def _voice(self, each: Content) -> None:
        line, kind = self._line(each, (*OWNED, *MERGED))
        said, record = each["said"], self._here(kind, line.id)
        if not isinstance(said, dict):
            raise BadField("said")
        values, asks = heard(kind, said, self._pair), asks_of(said)
        readers = said.get("readers", "")
        if readers not in ("", "shareable"):
            raise BadField("readers")
        if each["version"] <= line.heard or record is None or not _open(record):
            return
        narrowed = line.readers and not readers
        line.heard, line.asks, line.readers = each["version"], asks, readers
        changes = {
            slot.name: joined(getattr(record, slot.name), values[slot.name], self._pair, slot.name)
            for slot in voices(kind)
        }
        if HEARD in values and record.author == self._pair.me:
            changes[HEARD] = values[HEARD]
        if readers and record.id in self._fresh and record.author == self._pair.partner.id:
            changes["visibility"] = Visibility.SHAREABLE
        after = self._tx.change(record, **changes)
        if narrowed and after.visibility is Visibility.SHAREABLE:
            kept = substance.withdrawn(after)
            after = self._tx.change(
                after, visibility=Visibility.PAIR, **({} if kept is None else {"assents": kept})
            )
        if after != record and record.id not in self._fresh:
            self.received.changed[table_of(record)] += 1
            self.received.touched.append(after)


_UNDISPUTED = frozenset({"position", "session", "zone", "timer", "decided", "took", "adopted"})
"""What no person chose for itself: it follows from something else, or is merged in another way."""

_NAMED: dict[type[Record], tuple[str, ...]] = {
    kind: tuple(
        slot.name
        for slot in slots(kind)
        if slot.name in OWNED[kind] and slot.default is MISSING and slot.name in ("what", "text")
    )
    for kind in OWNED
}
"""The texts that a record of the kind cannot be without, and that are empty once withdrawn."""


def _merged(
    stored: MergeDocument, theirs: MergeDocument, shown: Content | None, texts: list[str]
) -> tuple[Content, set[str]]:
    """What the two documents and what we show come to, and the fields that both changed.

    Of those, what the partner sent holds over what never left here, so that they are not overruled
    by what they could not know. A text counts as one of them where its letters would make a word
    that neither wrote.
    """
    work = stored.fork()
    if shown is not None:
        work.write(shown, texts)
    disputed = work.disputed(theirs) - _UNDISPUTED
    work.take(theirs.stored())
    after, said, left = work.says(texts), theirs.says(texts), stored.says(texts)
    if shown is not None:
        disputed |= {
            key for key in texts if garbled(*(each.get(key, "") for each in (after, shown, said)))
        }
    for key in disputed:
        if shown is not None and shown.get(key) != left.get(key):
            after.pop(key, None)
            after.update({key: said[key]} if key in said else {})
    return after, disputed


def _open(record: Record) -> bool:
    return record.visibility is not Visibility.PRIVATE


def _created(each: Content) -> datetime:
    created = datetime.fromisoformat(each["created"])
    if created.utcoffset() is None or not timely(created):
        raise ValueError("created")
    return created.astimezone(UTC)
