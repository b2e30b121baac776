"""Records as plain data for ``--json``: the stored keys, and what is derived from them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from rmjournal.model.objective import Objective
from rmjournal.model.record import Record
from rmjournal.model.session import Session
from rmjournal.storage.codec import to_document
from rmjournal.storage.tables import KINDS, TABLES

if TYPE_CHECKING:
    from rmjournal.journal import Journal
    from rmjournal.model.agenda import Agenda
    from rmjournal.model.progress import Progress

__all__ = ["KINDS", "TABLES", "agenda_plain", "as_seen", "plain", "progress_plain", "to_document"]


def as_seen(journal: Journal, record: Record) -> Record:
    """The record as I may see it: an objective without the other's views until I gave mine."""
    return journal.objectives.shown(record) if isinstance(record, Objective) else record


def plain(journal: Journal, record: Record) -> dict[str, Any]:
    """The record as JSON data: its table, its stored keys, and for a session its number.

    The other's rating of an objective stays out until I gave mine.
    """
    document = {"table": TABLES[type(record)], **to_document(as_seen(journal, record))}
    if isinstance(record, Session):
        document["number"] = journal.sessions.numbers().get(record.id)
    return document


def agenda_plain(journal: Journal, agenda: Agenda) -> list[dict[str, Any]]:
    """The items of an agenda as JSON data, each with the position by which a command is told of it."""
    items = enumerate(agenda.items, start=1)
    return [{**plain(journal, item), "position": position} for position, item in items]


def progress_plain(at: Progress) -> dict[str, Any]:
    """A session under way as JSON data: its whole and each item, in minutes planned and seconds."""
    return {
        "state": at.state, "late": at.late, "minutes": at.minutes, "seconds": at.seconds,
        "remaining": at.remaining, "paused": at.paused, "forgotten": at.forgotten,
        "ends": at.ends.isoformat(timespec="minutes") if at.ends else None,
        "now": at.now.item.id if at.now else None,
        "next": at.next.item.id if at.next else None,
        "items": [
            {"id": each.item.id, "minutes": each.minutes, "seconds": each.seconds, "stand": each.stand}
            for each in at.items
        ],
    }  # fmt: skip
