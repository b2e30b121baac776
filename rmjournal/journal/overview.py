"""All sessions of the pair as one list shows them: by what is to be done about each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rmjournal.model.agenda import Agenda
from rmjournal.model.session import Session, SessionStatus
from rmjournal.model.value import value
from rmjournal.storage.glance import Glance
from rmjournal.storage.places import Place

if TYPE_CHECKING:
    from rmjournal.journal import Journal

Ids = tuple[str, ...]


@value()
class Overview:
    """The ids of the sessions in groups, and the sessions to be looked up."""

    under_way: str | None
    coming: Ids
    """Planned and still to come, the next one first, those without a date last."""
    unsaid: Ids
    """Those whose time has passed without a word on whether they took place, the latest first."""
    held: Ids
    """The latest first."""
    cancelled: Ids
    """The latest first."""
    numbers: dict[str, int]
    sessions: Glance[Session]
    agenda: Agenda | None
    """What the next one is to speak of, so far."""


def overview(journal: Journal) -> Overview:
    """The sessions as they are now; of those that are over none is parsed."""
    running, found = journal.sessions.running(), journal.sessions.places()
    coming = journal.sessions.to_come()
    return Overview(
        under_way=running.id if running else None,
        coming=tuple(each.id for each in coming),
        unsaid=tuple(each.id for each in reversed(journal.sessions.unsaid())),
        held=_latest(found, SessionStatus.HELD),
        cancelled=_latest(found, SessionStatus.CANCELLED),
        numbers=journal.sessions.numbers(),
        sessions=Glance.of(journal.store, Session),
        agenda=journal.agendas.of(coming[0]) if coming else None,
    )


def _latest(found: list[Place], status: SessionStatus) -> Ids:
    return tuple(each.id for each in reversed(found) if each.status == status)
