"""Taking back the last verb, whichever process carried it out."""

from __future__ import annotations

import contextlib
from datetime import datetime
from typing import TYPE_CHECKING

from rmjournal.errors import CannotWrite, Locked, Refused
from rmjournal.i18n import N_, words
from rmjournal.journal.data import TABLES, as_seen
from rmjournal.model.pair import Pair
from rmjournal.model.value import value
from rmjournal.storage import history
from rmjournal.storage.codec import BadField, from_document
from rmjournal.storage.history import UndoBlocked, Undone
from rmjournal.storage.marks import stamp
from rmjournal.storage.tables import KINDS

if TYPE_CHECKING:
    from rmjournal.journal import Journal
    from rmjournal.model.record import Record

__all__ = ["Beginning", "UndoBlocked", "Undone", "beginning", "sides", "steps", "touched", "undo"]


@value()
class Beginning:
    """What taking back the verb that made a pair would take with it."""

    verb: str
    pairs: tuple[Pair, ...]
    count: int
    """How many records would go, those of the pairs among them."""


def beginning(journal: Journal) -> Beginning | None:
    """What would go, if the verb to be taken back next made a pair; whoever takes it back asks first."""
    found = history.made(journal.store, TABLES[Pair])
    if found is None:
        return None
    last, ids = found
    pairs = (journal.store.get(Pair, id) for id in ids)
    return Beginning(last.verb, tuple(each for each in pairs if each), last.count)


def undo(journal: Journal) -> Undone:
    """Every record of the last verb is as it was before; refused if one was changed since.

    After an erasure it is refused once, naming what would be taken back the next time.
    """
    try:
        return history.undo(journal.store)
    except history.ErasedLast as erased:
        if (following := erased.following) is None:
            raise
        raise Refused(
            erased.happened,
            kept=erased.kept,
            todo=N_("“rmjournal undo” once more takes back what came before: “{verb}” of {when}."),
            verb=following.verb,
            when=words().moment(local(journal, following.at)),
        ) from erased


def steps(journal: Journal) -> list[history.Entry]:
    """What can be taken back, the latest first: each once those after it are."""
    return history.entries(journal.store)


def local(journal: Journal, at: str) -> datetime:
    """The moment of a verb, as the person's clock showed it."""
    return journal.clock.wall(datetime.fromisoformat(at))


def erased(journal: Journal, verb: str) -> None:
    """Notes that something was erased for good; what was erased is so, even if that fails."""
    with contextlib.suppress(CannotWrite, Locked):
        history.note_erasure(journal.store, verb, stamp(journal.clock.now()))


def sides(journal: Journal, blocked: UndoBlocked) -> list[tuple[Record | None, Record | None]]:
    """What undoing would bring back and what is there now, of each record in its way; none for none.

    As I may see them. What is no record of ours, or does not read as one, is left out.
    """
    found = []
    for clash in blocked.clashes:
        with contextlib.suppress(KeyError, BadField):
            wanted, current = (
                from_document(KINDS[clash.table], each) if each else None
                for each in (clash.wanted, clash.current)
            )
            found.append(
                (wanted and as_seen(journal, wanted), current and as_seen(journal, current))
            )
    return found


def touched(undone: Undone) -> list[Record]:
    """The records that it was about: as they are again, or as they were where they are no more.

    What is no record of ours, or does not read as one, is left out.
    """
    found = []
    for each in undone.changes:
        with contextlib.suppress(KeyError, BadField):
            found.append(from_document(KINDS[each.table], each.before or each.after))
    return found
