"""Any record, read in one go with all that has to be known to show it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, tzinfo
from typing import TYPE_CHECKING

from rmjournal import naming
from rmjournal.errors import NotFound
from rmjournal.i18n import _, words
from rmjournal.journal.data import as_seen
from rmjournal.journal.resources import may_open
from rmjournal.model import substance
from rmjournal.model.action import Action
from rmjournal.model.learning import Learning
from rmjournal.model.objective import Objective
from rmjournal.model.pair import Pair
from rmjournal.model.record import Record, Visibility
from rmjournal.model.reflection import Reflection
from rmjournal.model.resource import Resource
from rmjournal.model.session import Session
from rmjournal.model.win import Win
from rmjournal.screens.phrases import first, joined

if TYPE_CHECKING:
    from rmjournal.journal import Journal

EDITABLE = (Reflection, Learning, Action, Win)
"""What is changed here; the others have screens of their own for that."""


@dataclass(frozen=True, slots=True)
class Whole:
    """A record, and what has to be known to show it."""

    record: Record
    pair: Pair
    today: date
    zone: tzinfo | None
    """The person's."""
    session: Session | None
    """The session that it belongs to."""
    numbers: dict[str, int]
    objective: Objective | None
    """The objective that it serves."""
    objectives: tuple[Objective, ...]
    """Those that it could serve."""
    offered: tuple[Visibility, ...]
    """For whom else it could be."""
    leaves: bool
    """Whether it may leave the pair as it stands."""
    deletable: bool
    trashed: bool

    @property
    def address(self) -> str:
        """The address of a resource's page; empty where there is none that may be opened."""
        url = self.record.url if isinstance(self.record, Resource) else ""
        return url if may_open(url) else ""

    def day(self, at: datetime) -> date:
        """The day of a stamp where the person is."""
        return at.astimezone(self.zone).date()


def read(journal: Journal, id: str) -> Whole | None:
    """The record with that id, in the trash or not; nothing where there is none any more."""
    try:
        record = journal.records.found(f"#{id}")
    except NotFound:
        try:
            record = journal.records.found(f"#{id}", trashed=True)
        except NotFound:
            return None
    record = as_seen(journal, record)
    session = getattr(record, "session", None)
    objective = getattr(record, "objective", None)
    return Whole(
        record=record,
        pair=journal.pair,
        today=journal.clock.today(),
        zone=journal.clock.tzinfo,
        session=journal.store.get(Session, session) if session else None,
        numbers=journal.sessions.numbers(),
        objective=journal.store.get(Objective, objective) if objective else None,
        objectives=tuple(journal.objectives.active()),
        offered=journal.records.offered(record),
        leaves=journal.records.may_leave(record),
        deletable=journal.records.deletable(record),
        trashed=record.deleted is not None,
    )


def leaves(record: Record, pair: Pair) -> bool:
    """Whether the record may leave the pair in the words it has."""
    return substance.may_leave(record, [each.id for each in pair.members])


def title(at: Whole) -> str:
    """What sort of record it is, and the day it speaks of."""
    kind = words().capital(naming.kind(at.record))
    when = getattr(at.record, "when", None) or getattr(at.record, "on", None)
    return joined(kind, naming.brief(when, at.today) if isinstance(when, date) else "")


def about(at: Whole) -> str:
    """Whose words these are, since when, and what they belong to."""
    record, pair = at.record, at.pair
    name = first(pair.name_of(record.author))
    date = naming.day(at.day(record.created), weekday=False)
    told = _("written by {name} on {date}", name=name, date=date)
    if record.entered_by != record.author:
        by = first(pair.name_of(record.entered_by))
        told = _("from {name}, noted by {by} on {date}", name=name, by=by, date=date)
    if record.origin:
        told += ", " + _("imported from {origin}", origin=record.origin)
    session = naming.session_name(at.numbers, at.session.id) if at.session else ""
    return words().capital(joined(told, session))
