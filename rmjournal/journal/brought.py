"""What became of each record that a packet brought or changed, the most telling first."""

from __future__ import annotations

from datetime import date, tzinfo
from enum import StrEnum
from typing import TYPE_CHECKING

from rmjournal.model import substance
from rmjournal.model.action import Action, ActionStatus
from rmjournal.model.agenda import Item, ItemStatus
from rmjournal.model.charter import Charter
from rmjournal.model.feedback import Feedback
from rmjournal.model.learning import Learning
from rmjournal.model.objective import Objective, ObjectiveStatus
from rmjournal.model.record import Record
from rmjournal.model.reflection import Reflection
from rmjournal.model.resource import Resource
from rmjournal.model.session import Session, SessionStatus
from rmjournal.model.value import value
from rmjournal.model.win import Win
from rmjournal.titles import is_title

if TYPE_CHECKING:
    from rmjournal.exchange.received import Received
    from rmjournal.model.pair import Pair


class Became(StrEnum):
    """What became of a record."""

    NEW = "new"
    CHANGED = "changed"
    """In no way that is said below."""
    CANCELLED = "cancelled"
    HELD = "held"
    MOVED = "moved"
    """A session has another date or time."""
    UNDATED = "undated"
    """A session lost its date, and has none yet."""
    ANSWERED = "answered"
    """The partner answered feedback of mine."""
    READ = "read"
    """The partner acknowledged feedback of mine."""
    AGREED = "agreed"
    """The partner agreed to it as it stands, or signed it."""
    PRACTISED = "practised"
    ACHIEVED = "achieved"
    DONE = "done"
    DROPPED = "dropped"
    CARRIED = "carried"
    PARKED = "parked"


_ORDER: tuple[type[Record], ...] = (
    Session, Feedback, Charter, Objective, Action, Learning, Win, Resource, Item, Reflection,
)  # fmt: skip
"""The kinds of records, those first that a person asks about first."""
_STATES: dict[StrEnum, Became] = {
    SessionStatus.CANCELLED: Became.CANCELLED,
    SessionStatus.HELD: Became.HELD,
    ObjectiveStatus.ACHIEVED: Became.ACHIEVED,
    ObjectiveStatus.DROPPED: Became.DROPPED,
    ActionStatus.DONE: Became.DONE,
    ActionStatus.DROPPED: Became.DROPPED,
    ItemStatus.DONE: Became.DONE,
    ItemStatus.CARRIED: Became.CARRIED,
    ItemStatus.PARKED: Became.PARKED,
}
"""What a record became with a state that it did not have before."""


@value()
class Brought:
    """One record, as it is now, and what became of it."""

    record: Record
    came: bool
    """Whether it was not here before."""
    became: Became
    day: date | None
    """By which a session or feedback is known: when it was planned for, when it was delivered."""


def brought(received: Received, pair: Pair, zone: tzinfo | None) -> tuple[Brought, ...]:
    """The records that came or changed, by kind, those that came first."""
    found = [
        Brought(record, before is None, _became(before, record, pair), _day(before or record, zone))
        for id, record in received.touched.items()
        if type(record) in _ORDER and not _beside(record)
        for before in (received.before[id],)
    ]
    return tuple(sorted(found, key=_place))


def _place(what: Brought) -> tuple[int, bool, date]:
    return _ORDER.index(type(what.record)), not what.came, what.day or date.max


def _beside(record: Record) -> bool:
    """Whether it says nothing to anybody: the bare name of a part, an earlier wording of the charter."""
    if isinstance(record, Item):
        return is_title(record)
    return isinstance(record, Charter) and record.version_of is not None


def _day(known: Record, zone: tzinfo | None) -> date | None:
    if isinstance(known, Session):
        return known.when.date() if known.when else None
    given = known.delivered if isinstance(known, Feedback) else None
    return given.astimezone(zone).date() if given else None


def _became(before: Record | None, after: Record, pair: Pair) -> Became:
    if before is None:
        return Became.NEW
    state = getattr(after, "status", None)
    if state != getattr(before, "status", None) and state in _STATES:
        return _STATES[state]
    return _otherwise(before, after, pair) or Became.CHANGED


def _otherwise(before: Record, after: Record, pair: Pair) -> Became | None:
    """What became of a record whose state is what it was; none where nothing in particular did."""
    match before, after:
        case Session(), Session() if before.starts != after.starts:
            return Became.MOVED if after.starts else Became.UNDATED
        case Feedback(), Feedback() if after.author == pair.me:
            return _heard(before, after, pair.partner.id)
        case Learning(), Learning() if after.practised and not before.practised:
            return Became.PRACTISED
    if substance.agreeable(before) and substance.agreeable(after):
        said = substance.assenting(after) - substance.assenting(before)
        return Became.AGREED if pair.partner.id in said else None
    return None


def _heard(before: Feedback, after: Feedback, partner: str) -> Became | None:
    if after.answered_by(partner) and not before.answered_by(partner):
        return Became.ANSWERED
    return Became.READ if after.acknowledged and not before.acknowledged else None
