"""Taking back the last verb, whichever process carried it out."""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING

from rmjournal.storage import history
from rmjournal.storage.codec import BadField, from_document
from rmjournal.storage.history import UndoBlocked, Undone
from rmjournal.storage.tables import KINDS

if TYPE_CHECKING:
    from rmjournal.journal import Journal
    from rmjournal.model.record import Record

__all__ = ["UndoBlocked", "Undone", "touched", "undo"]


def undo(journal: Journal) -> Undone:
    """Every record of the last verb is as it was before; refused if one was changed since."""
    return history.undo(journal.store)


def touched(undone: Undone) -> list[Record]:
    """The records that it was about: as they are again, or as they were where they are no more.

    What is no record of ours, or does not read as one, is left out.
    """
    found = []
    for each in undone.changes:
        with contextlib.suppress(KeyError, BadField):
            found.append(from_document(KINDS[each.table], each.before or each.after))
    return found
