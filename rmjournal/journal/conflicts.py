"""Fields that two writers changed: the last written is current, the other waits for a choice."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from rmjournal.errors import NotFound, Refused
from rmjournal.i18n import N_
from rmjournal.journal.references import is_last
from rmjournal.model.charter import Charter
from rmjournal.model.feedback import Feedback
from rmjournal.storage.codec import slots
from rmjournal.storage.store import Conflict
from rmjournal.storage.tables import KINDS

if TYPE_CHECKING:
    from rmjournal.journal import Journal
    from rmjournal.model.record import Record


def all_of(journal: Journal) -> list[Conflict]:
    """The conflicts about the records of the pair."""
    pair = journal.pair.id
    return [
        each
        for each in journal.store.conflicts()
        if (record := _record(journal, each)) is not None and record.pair == pair
    ]


def found(journal: Journal, text: str) -> Conflict:
    """The conflict whose id begins so, or with the word for last the newest; raises NotFound."""
    wanted = text.strip().lower().lstrip("#")
    if is_last(text) and (waiting := all_of(journal)):
        return waiting[-1]
    hits = [each for each in all_of(journal) if wanted and each.id.startswith(wanted)]
    if len(hits) == 1:
        return hits[0]
    raise NotFound(
        N_("No change that waits answers to “{text}”."),
        todo=N_("“rmjournal conflicts list” shows them."),
        text=text[:40],
    )


def _record(journal: Journal, conflict: Conflict) -> Record | None:
    return journal.store.get(KINDS[conflict.table], conflict.record)


def current(journal: Journal, conflict: Conflict) -> Any:
    """The value that is in force, as stored."""
    document = journal.store.document(KINDS[conflict.table], conflict.record)
    return document.get(conflict.field) if document is not None else None


def keep(journal: Journal, conflict: Conflict, *, waiting: bool) -> None:
    """Settles the conflict: the value in force stays, or the one that waits replaces it.

    Raises Refused where the record could not be given that value in any other way either: the words
    of feedback that was delivered stay.
    """
    with journal.store.transaction("conflicts keep") as tx:
        record = _record(journal, conflict)
        if waiting and record is not None:
            slot = next(each for each in slots(type(record)) if each.key == conflict.field)
            if isinstance(record, Charter) and slot.name in Charter.SUBSTANCE:
                journal.charters.keep_signed(tx, record)
            value = slot.default if conflict.waiting is None else slot.decode(conflict.waiting)
            if slot.name == "visibility":
                journal.records.check_readers(record, value)
            elif isinstance(record, Feedback) and record.delivered:
                raise Refused(
                    N_("This feedback was delivered, so its words stay as they are."),
                    kept=N_("Nothing was changed."),
                    todo=N_("“rmjournal conflicts keep {ref} current” lets go of the others."),
                    ref=conflict.id[:6],
                )
            tx.change(record, **{slot.name: value})
        tx.settle(conflict)
