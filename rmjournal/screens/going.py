"""Where a record is shown: the screen that is about it, or the page that shows any record whole."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rmjournal.model.action import Action
from rmjournal.model.agenda import Item
from rmjournal.model.charter import Charter
from rmjournal.model.feedback import Feedback
from rmjournal.model.learning import Learning
from rmjournal.model.objective import Objective
from rmjournal.model.pair import Pair
from rmjournal.model.record import Record
from rmjournal.model.session import Session, SessionStatus
from rmjournal.model.win import Win

if TYPE_CHECKING:
    from rmjournal.screens.host import Host

Way = tuple[str, tuple[str, ...]]
"""A place, and what it is visited about."""


def way(record: Record) -> Way:
    """The place of a record: its own, or the page of any record."""
    match record:
        case Session(status=SessionStatus.HELD):
            return "session", (record.id,)
        case Session():
            return "agenda", (record.id,)
        case Item():
            return "agenda", (record.session,)
        case Objective():
            return "objectives", (record.id,)
        case Feedback(delivered=None):
            return "giving", (record.id,)
        case Feedback():
            return "feedback-one", (record.id,)
        case Learning() | Action() | Win():
            return "learnings", (record.id,)
        case Charter(version_of=None) | Pair():
            return "pair", ()
        case _:
            return "reading", (record.id,)


def visit(host: Host, record: Record) -> None:
    """Shows a record over the present screen; Escape comes back."""
    place, about = way(record)
    host.visit(place, *about)
