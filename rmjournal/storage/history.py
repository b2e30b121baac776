"""How a verb is undone: its documents are put back as ``_history`` remembers them.

What was received is never undone; what came before it still is, where nothing received hangs on it.
An entry that marks an erasure is forgotten once it was told.
"""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING, NamedTuple

from tinydb.table import Document

from rmjournal.errors import Changed, Refused
from rmjournal.i18n import N_
from rmjournal.model.pair import Pair
from rmjournal.model.value import value
from rmjournal.storage.remembering import Change, Stored, fingerprint, parts
from rmjournal.storage.tables import CONFLICTS, HISTORY, TABLES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rmjournal.storage.store import Store
    from rmjournal.storage.view import JournalDB

Found = dict[str, dict[str, Document]]


class Undone(NamedTuple):
    """A verb that was taken back: its documents are as ``before`` again."""

    verb: str
    at: str
    changes: tuple[Change, ...]


class ErasedLast(Refused):
    """The last thing done was an erasure; what stood before it is the next to be undone."""

    def __init__(self, following: Entry | None) -> None:
        super().__init__(
            N_("The last thing you did was an erasure; it cannot be taken back."),
            kept=N_("Nothing was changed."),
        )
        self.following = following


class Clash(NamedTuple):
    """A document that is no longer as the verb left it."""

    table: str
    id: str
    wanted: Stored | None
    """What undoing would bring back; none to remove it."""
    current: Stored | None
    """What is there now; none if it was removed."""


class UndoBlocked(Changed):
    """A record was changed since the verb that would be undone; both states are in ``clashes``."""

    def __init__(self, verb: str, at: str, clashes: tuple[Clash, ...]) -> None:
        super().__init__(
            N_("The last change cannot be undone: what it touched was changed again since."),
            kept=N_("Nothing was changed."),
            todo=N_("Compare both, and edit the record itself."),
            verb=verb,
            at=at,
            count=len(clashes),
        )
        self.clashes = clashes


@value()
class Entry:
    """A verb that can be undone, once those after it are."""

    verb: str
    at: str
    count: int
    """How many records it touched."""


def note_erasure(store: Store, verb: str, at: str) -> None:
    """Marks that something was erased, so that undoing says so before it goes further back."""
    last = _last(store.db)
    if last is not None and last.get("erasure") is not True and entries(store):
        mark = {"id": secrets.token_hex(8), "verb": verb, "at": at, "erasure": True, "changes": []}
        with store.storage.transaction():
            store.db.table(HISTORY).insert(mark)


def undo(store: Store) -> Undone:
    """Takes the last verb back: every record it touched is exactly as it was before.

    What was received since stays. Raises Refused if there is none, or something received hangs on
    it, UndoBlocked if a record was changed since, and ErasedLast, once, after an erasure.
    """
    with store.storage.transaction():
        latest = _last(store.db)
        if latest is None:
            raise Refused(N_("There is nothing to undo."))
        entry = next(_undoable(store.db), None)
        if entry is None:
            raise _received()
        undone = _taken_back(store, entry, below=latest.doc_id != entry.doc_id)
    if entry.get("erasure") is True:
        raise ErasedLast(next(iter(entries(store)), None))
    return undone


def _received() -> Refused:
    return Refused(
        N_("The last change was received from your partner, and is not undone."),
        kept=N_("Nothing was changed."),
        todo=N_("Change or delete the records it brought one by one."),
    )


def _taken_back(store: Store, entry: Document, *, below: bool) -> Undone:
    found = _found(store.db, entry)
    undone = _undone(entry, found)
    if below:
        _refuse_linked(store.db, undone)
    for change in undone.changes:
        _put_back(store.db, change, found[change.table].get(change.id))
    store.db.table(HISTORY).remove(doc_ids=[entry.doc_id])
    return undone


def _refuse_linked(db: JournalDB, undone: Undone) -> None:
    """Raises Refused where a record that would go is one that a record received since is linked to."""
    ours = {change.id for change in undone.changes}
    for change in undone.changes:
        if change.before is None and any(
            document.get("id") not in ours
            for name in (*TABLES.values(), CONFLICTS)
            for document in db.table(name).holding(f'"{change.id}"'.encode())
        ):
            raise Refused(
                N_(
                    "The last change cannot be undone: what your partner sent since is linked to it."
                ),
                kept=N_("Nothing was changed."),
                todo=N_("Change or delete the record itself."),
            )


def entries(store: Store) -> list[Entry]:
    """The verbs that can be undone, the next one first; none beyond the pairing of two journals."""
    found = []
    for document in _undoable(store.db):
        verb, at, changes = parts(document)
        if document.get("erasure") is not True:
            found.append(Entry(verb, at, len(changes)))
    return found


def made(store: Store, table: str) -> tuple[Entry, list[str]] | None:
    """The verb that would be undone next and the ids of what it made in that table, if it made any."""
    entry = _last(store.db)
    if entry is None or entry.get("receipt") is True:
        return None
    verb, at, changes = parts(entry)
    ids = [each["id"] for each in changes if each["table"] == table and each.get("before") is None]
    return (Entry(verb, at, len(changes)), ids) if ids else None


def _latest_first(db: JournalDB) -> Iterator[Document]:
    history = db.table(HISTORY)
    for number in reversed(history.numbers()):
        if (document := history.get(doc_id=number)) is not None:
            yield document


def _undoable(db: JournalDB) -> Iterator[Document]:
    """What can be undone, the latest first: never what was received.

    Nor what came before a receipt that changed the pair itself: ids may be others since.
    """
    for document in _latest_first(db):
        if document.get("receipt") is not True:
            yield document
        elif any(each["table"] == TABLES[Pair] for each in parts(document)[2]):
            return


def _last(db: JournalDB) -> Document | None:
    return next(_latest_first(db), None)


def _found(db: JournalDB, entry: Stored) -> Found:
    """The documents that the verb touched, as they are now, by table and id."""
    ids: dict[str, list[str]] = {}
    for each in parts(entry)[2]:
        ids.setdefault(each["table"], []).append(each["id"])
    return {table: db.table(table).with_ids(those) for table, those in ids.items()}


def _undone(entry: Stored, found: Found) -> Undone:
    verb, at, stored = parts(entry)
    changes, clashes = [], []
    for each in stored:
        table, id, before = each["table"], each["id"], each.get("before")
        document = found[table].get(id)
        current = None if document is None else dict(document)
        changes.append(Change(table, id, before, current, each.get("number")))
        if fingerprint(current) != each["after"]:
            clashes.append(Clash(table, id, before, current))
    if clashes:
        raise UndoBlocked(verb, at, tuple(clashes))
    return Undone(verb, at, tuple(changes))


def _put_back(db: JournalDB, change: Change, found: Document | None) -> None:
    table = db.table(change.table)
    if change.before is None:
        if found is not None:
            table.remove(doc_ids=[found.doc_id])
    elif found is not None:
        table.put(Document(change.before, found.doc_id))
    elif change.number is None or table.contains(doc_id=change.number):
        table.insert(change.before)
    else:
        table.insert(Document(change.before, change.number))
