"""Keeping the file itself in order: backups, diagnosis, salvage."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from rmjournal.storage import backups as kept
from rmjournal.storage import repair
from rmjournal.storage.erasing import Erased
from rmjournal.storage.placing import UNPLACED
from rmjournal.storage.repair import Adopted, Diagnosis, State
from rmjournal.storage.tables import KINDS

if TYPE_CHECKING:
    from rmjournal.journal import Journal

__all__ = [
    "UNPLACED",
    "Adopted",
    "Diagnosis",
    "Erased",
    "State",
    "adopt",
    "backups",
    "create_backup",
    "examine",
    "restore_backup",
    "salvage",
]  # fmt: skip


def backups(journal: Journal) -> list[kept.Generation]:
    """The earlier states, latest first."""
    return kept.generations(journal.store.home.generations)


def create_backup(journal: Journal, target: Path) -> None:
    """Copies the journal, checked, to a new file; refuses one of the journal's own."""
    journal.store.home.refuse_own(target)
    kept.create(journal.store, target)


def restore_backup(journal: Journal, which: int | Path) -> kept.Restored:
    """Puts an earlier state in place of the present one, which is kept."""
    return kept.restore(journal.store, which)


def examine(journal: Journal) -> Diagnosis:
    """What is wrong with the file, and what can be had back; changes nothing."""
    return repair.examine(journal.store.home)


def salvage(journal: Journal) -> tuple[Path, int, int]:
    """Writes every line that still reads to a journal beside the damaged one.

    Returns where it is, how many records it holds, and how many lines could not be read.
    """
    found = repair.salvage_journal(journal.store.home)
    path = repair.write_salvage(journal.store.home, found, journal.clock.now())
    kept = sum(n for table, n in found.kept.items() if table in KINDS)
    return path, kept, len(found.lost)


def adopt(journal: Journal) -> Adopted:
    """Takes a hand-edited file whose records are all valid."""
    return repair.adopt(journal.store)
