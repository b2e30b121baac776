"""Fields that two writers changed: the last written is current, the other waits for a choice."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from rmjournal.errors import NotFound, Refused
from rmjournal.i18n import N_
from rmjournal.journal.references import is_last
from rmjournal.model.charter import Charter
from rmjournal.model.feedback import Feedback
from rmjournal.model.record import shown_id
from rmjournal.storage.codec import BadField, Slot, slots
from rmjournal.storage.tables import KINDS
from rmjournal.storage.transaction import Conflict, Transaction
from rmjournal.text import storable

if TYPE_CHECKING:
    from rmjournal.journal import Journal
    from rmjournal.model.record import Record

__all__ = ["Conflict", "all_of", "current", "found", "is_text", "keep", "record_of", "write"]

WORDS = frozenset({
    "title", "text", "what", "topic", "purpose", "outcome", "decision", "why", "situation",
    "measure", "so_what", "now_what", "shifted", "question", "behaviour", "impact", "intent",
    "stop", "start", "continue_", "request", "if_then", "stays", "may_leave", "when_missed",
    "right_to_stop", "why_us", "in_scope", "out_of_scope", "if_we_disagree",
})  # fmt: skip
"""The fields that hold a person's sentences; the other texts are names, links and short words."""
_UNREADABLE = (BadField, TypeError, ValueError, KeyError, AttributeError)
"""What is raised for a stored value that is none of its field."""


def all_of(journal: Journal) -> list[Conflict]:
    """The conflicts about the records of the pair."""
    pair = journal.pair.id
    return [
        each
        for each in journal.store.conflicts()
        if (record := record_of(journal, each)) is not None and record.pair == pair
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


def record_of(journal: Journal, conflict: Conflict) -> Record | None:
    """The record that the conflict is about; none once it was erased, or of a kind or field unknown.

    A later version may know more of them.
    """
    kind = KINDS.get(str(conflict.table))
    if kind is None or all(each.key != conflict.field for each in slots(kind)):
        return None
    return journal.store.get(kind, conflict.record)


def current(journal: Journal, conflict: Conflict) -> Any:
    """The value that is in force, as stored."""
    document = journal.store.document(KINDS[conflict.table], conflict.record)
    return document.get(conflict.field) if document is not None else None


def keep(journal: Journal, conflict: Conflict, *, waiting: bool) -> None:
    """Settles the conflict: the value in force stays, or the one that waits replaces it.

    Raises Refused where the record could not be given that value in any other way either: the words
    of feedback that was delivered stay, and what cannot be read is no value.
    """
    with journal.store.transaction("conflicts keep") as tx:
        if waiting:
            _put(journal, tx, conflict, conflict.waiting)
        tx.settle(conflict)


def write(journal: Journal, conflict: Conflict, text: str) -> None:
    """Settles the conflict with one text made of both; raises Refused where it is not about a text."""
    if not is_text(conflict):
        raise Refused(
            N_("These versions are no text, so one of the two has to be chosen."),
            kept=N_("Nothing was changed."),
            todo=N_("“rmjournal conflicts keep {ref} current” or “waiting” chooses one."),
            ref=shown_id(conflict.id),
        )
    with journal.store.transaction("conflicts write") as tx:
        _put(journal, tx, conflict, storable(text))
        tx.settle(conflict)


def value(conflict: Conflict, stored: Any) -> Any:
    """A version as a record has it: a date, a level, an assent; what cannot be read as it is."""
    slot = _slot(KINDS[conflict.table], conflict)
    if stored is None:
        return slot.default
    try:
        return slot.decode(stored)
    except _UNREADABLE:
        return stored


def is_text(conflict: Conflict) -> bool:
    """Whether the two versions are what a person wrote."""
    slot = _slot(KINDS[conflict.table], conflict)
    return slot.plain is str and slot.name in WORDS


def _slot(kind: type[Record], conflict: Conflict) -> Slot:
    return next(each for each in slots(kind) if each.key == conflict.field)


def _put(journal: Journal, tx: Transaction, conflict: Conflict, stored: Any) -> None:
    record = record_of(journal, conflict)
    if record is None:
        return
    slot = _slot(type(record), conflict)
    if isinstance(record, Charter) and slot.name in Charter.SUBSTANCE:
        journal.charters.keep_signed(tx, record)
    value = _decoded(slot, conflict, stored)
    if slot.name == "visibility":
        journal.records.check_readers(record, value)
    elif isinstance(record, Feedback) and record.delivered:
        raise Refused(
            N_("This feedback was delivered, so its words stay as they are."),
            kept=N_("Nothing was changed."),
            todo=N_("“rmjournal conflicts keep {ref} current” lets go of the others."),
            ref=shown_id(conflict.id),
        )
    tx.change(record, **{slot.name: value})


def _decoded(slot: Slot, conflict: Conflict, stored: Any) -> Any:
    try:
        return slot.default if stored is None else slot.decode(stored)
    except _UNREADABLE as error:
        raise Refused(
            N_("The version that waits cannot be read."),
            kept=N_("Nothing was changed."),
            todo=N_("“rmjournal conflicts keep {ref} current” lets go of it."),
            ref=shown_id(conflict.id),
        ) from error
