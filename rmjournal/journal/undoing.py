"""Taking back the last verb, whichever process carried it out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rmjournal.storage import history
from rmjournal.storage.history import UndoBlocked, Undone

if TYPE_CHECKING:
    from rmjournal.journal import Journal

__all__ = ["UndoBlocked", "Undone", "undo"]


def undo(journal: Journal) -> Undone:
    """Every record of the last verb is as it was before; refused if one was changed since."""
    return history.undo(journal.store)
