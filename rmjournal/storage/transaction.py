"""What one verb changes in the file: merged with what others changed meanwhile, and undone as one."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import Any, NamedTuple, TypeVar

from tinydb.table import Document

from rmjournal.errors import Changed
from rmjournal.i18n import N_
from rmjournal.model.pair import Pair
from rmjournal.model.record import Record, Visibility, shown_id
from rmjournal.storage.codec import Slot, changed_keys, overlay, slots, to_document
from rmjournal.storage.marks import new_id, stamp
from rmjournal.storage.merging import dated, union
from rmjournal.storage.reach import forget
from rmjournal.storage.remembering import Change, note, received
from rmjournal.storage.tables import CONFLICTS, LETTERS, MERGE, TABLES
from rmjournal.storage.view import JournalDB, View, decode

R = TypeVar("R", bound=Record)
REMEMBERED_LETTERS = 100
"""Letters of which it is known that they were taken in; their files go right after."""


class Conflict(NamedTuple):
    """A field changed twice since it was read: the last written is current, the other waits here.

    Of two visibilities the wider one waits.
    """

    id: str
    table: str
    record: str
    field: str
    waiting: Any
    """The value that is not current, as stored; none for a field that was empty."""
    at: str
    by: str | None = None
    """The member whose version waits, where that is known."""

    @classmethod
    def of(cls, document: dict[str, Any]) -> Conflict:
        """The conflict a stored document holds."""
        return cls._make(document.get(name) for name in cls._fields)

    def document(self) -> dict[str, Any]:
        """The document that holds it."""
        known = self._asdict()
        return known if self.by else {key: known[key] for key in known if key != "by"}


class Transaction(View):
    """Changes that are saved together, and undone together."""

    def __init__(self, db: JournalDB, verb: str, now: datetime) -> None:
        super().__init__(db)
        self.verb = verb
        self.now = now
        self.conflicts: list[Conflict] = []
        self.receipt = False
        """Whether what is stored was received; then it is never undone."""
        self._changes: dict[tuple[str, str], Change] = {}
        self._written: set[tuple[str, str, str]] = set()
        self._forgotten: set[str] = set()

    def add(self, record: R) -> R:
        """Stores a new record."""
        document = to_document(record)
        self.table(type(record)).insert(document)
        self._remember(TABLES[type(record)], record.id, None, document)
        return record

    def change(self, seen: R, **changes: Any) -> R:
        """Stores new values for some fields of a record that was read as ``seen``.

        What others changed meanwhile in other fields stays, and a value that is the one ``seen``
        has is no change. A field that they changed too takes our value, and theirs waits as a
        conflict, but lists of dated values have what either side added, and of two visibilities
        the narrower is current, whoever chose it. Keys we do not know are left alone. Raises
        Changed if the record was erased since, or put in the trash.
        """
        kind = type(seen)
        document, current = self._current(seen)
        new = {name: value for name, value in changes.items() if value != getattr(seen, name)}
        new = self._merged(seen, current, new)
        self._written |= {(TABLES[kind], seen.id, name) for name in new}
        after = replace(current, **new)
        if after == current:
            return current
        after = replace(after, rev=current.rev + 1, updated=self.now)
        self._store(kind, document, changed_keys(current, after))
        return after

    def current(self, seen: R) -> R:
        """The record as it is stored now, for a verb that asks how it stands.

        Raises Changed if it was erased since it was read as ``seen``, or put in the trash.
        """
        return self._current(seen)[1]

    def _current(self, seen: R) -> tuple[Document, R]:
        document = self.document(type(seen), seen.id)
        if document is None:
            raise Changed(
                N_("This record was erased for good meanwhile."),
                kept=N_("Nothing was changed, and it was not brought back."),
                todo=N_("If you want to say it all the same, write a new one."),
            )
        current = decode(type(seen), document)
        if current.deleted is not None and seen.deleted is None:
            raise Changed(
                N_("This record was put in the trash meanwhile."),
                kept=N_("Nothing was changed."),
                todo=N_(
                    "“rmjournal trash restore {ref}” takes it out; then give the command again."
                ),
                ref=f"#{shown_id(seen.id)}",
            )
        return document, current

    def _store(self, kind: type[Record], document: Document, changes: dict[str, Any]) -> None:
        merged = overlay(kind, document, changes)
        self.table(kind).put(Document(merged, document.doc_id))
        self._remember(TABLES[kind], document["id"], dict(document), merged)

    def _merged(self, seen: Record, current: Record, changes: dict[str, Any]) -> dict[str, Any]:
        """Our changes, with what others added to the same lists; what they cannot have waits."""
        table = TABLES[type(seen)]
        merged = dict(changes)
        for slot in slots(type(seen)):
            if slot.name not in changes or (table, seen.id, slot.name) in self._written:
                continue
            base, ours, theirs = (getattr(seen, slot.name), changes[slot.name],
                                  getattr(current, slot.name))  # fmt: skip
            if theirs in (base, ours):
                continue
            both = union(base, ours, theirs) if dated(slot) else None
            if both is not None:
                merged[slot.name] = both
                continue
            by = self._changed_by(seen, current)
            if isinstance(ours, Visibility) and ours.narrower(theirs) is theirs:
                merged[slot.name], theirs, by = theirs, ours, self._members(seen)[0]
            self._wait(seen, slot, theirs, by)
        return merged

    def _changed_by(self, seen: Record, current: Record) -> str | None:
        """The member who changed the record since it was read as ``seen``, if it was only one."""
        theirs = received(self._db, seen.id, current.rev - seen.rev)
        me, partner = self._members(seen)
        return None if theirs is None else partner if theirs else me

    def _members(self, record: Record) -> tuple[str | None, str | None]:
        """The ids of the two whose record it is: mine, and the partner's."""
        pair = self.get(Pair, record.pair)
        return (pair.me, pair.partner.id) if pair else (None, None)

    def _wait(self, record: Record, slot: Slot, value: Any, by: str | None) -> None:
        waiting = None if slot.silent(value) else slot.encode(value)
        table, at = TABLES[type(record)], stamp(self.now)
        conflict = Conflict(new_id(), table, record.id, slot.key, waiting, at, by)
        self.conflicts.append(conflict)
        self._db.table(CONFLICTS).insert(conflict.document())
        self._remember(CONFLICTS, conflict.id, None, conflict.document())

    def rewrite(self, kind: type[Record], document: Document, after: dict[str, Any]) -> None:
        """Stores another whole document in the place of one, for what changes ids."""
        self.table(kind).put(Document(after, document.doc_id))
        self._remember(TABLES[kind], document["id"], dict(document), after)

    def wait(self, record: Record, name: str, value: Any, by: str | None = None) -> None:
        """Lets a value of a field wait for a person's choice beside the one that is current.

        ``by`` is the member whose version it is, where that is known.
        """
        slot = next(each for each in slots(type(record)) if each.name == name)
        self._wait(record, slot, value, by)

    def note_exchanged(self, known: dict[str, Any]) -> None:
        """Remembers what was exchanged of one record or pair; no undo step touches it."""
        table = self._db.table(MERGE)
        there = table.with_id(known["id"])
        if there is None:
            table.insert(known)
        elif dict(there) != known:
            table.put(Document(known, there.doc_id))

    def first_time(self, letter: str) -> bool:
        """Whether nothing of that letter is in the journal yet; from this save on it is known.

        It is no part of what is undone: a letter that was taken in is not taken in again.
        """
        table = self._db.table(LETTERS)
        known = table.all()
        if any(each.get("id") == letter for each in known):
            return False
        table.insert({"id": letter, "at": stamp(self.now)})
        table.remove(doc_ids=[each.doc_id for each in known[: -REMEMBERED_LETTERS + 1]])
        return True

    def remove(self, record: Record) -> None:
        """Takes a record out of the file altogether."""
        document = self.document(type(record), record.id)
        if document is not None:
            self._remove(TABLES[type(record)], document)

    def settle(self, conflict: Conflict) -> None:
        """Takes a conflict off the list."""
        for document in self._db.table(CONFLICTS).all():
            if document.get("id") == conflict.id:
                self._remove(CONFLICTS, document)

    def _remove(self, table: str, document: Document) -> None:
        self._db.table(table).remove(doc_ids=[document.doc_id])
        self._remember(table, document["id"], dict(document), None, document.doc_id)

    def _remember(
        self,
        table: str,
        id: str,
        before: dict[str, Any] | None,
        after: dict[str, Any] | None,
        number: int | None = None,
    ) -> None:
        first = self._changes.get((table, id), Change(table, id, before, None))
        self._changes[table, id] = first._replace(after=after, number=number)

    def forget(self, record: Record) -> None:
        """Lets no earlier step keep words of this record, whose author took them back."""
        self._forgotten.add(record.id)

    def finish(self) -> None:
        """Notes in the history how to undo what was changed."""
        forget(self._db, self._forgotten)
        changes = [each for each in self._changes.values() if each.after != each.before]
        if changes:
            note(self._db, self.verb, stamp(self.now), changes, receipt=self.receipt)
