"""Who does what, by when."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from rmjournal.model.record import Record, Ref, Source
from rmjournal.model.value import value


class ActionStatus(StrEnum):
    """To do, done, or dropped."""

    OPEN = "open"
    DONE = "done"
    DROPPED = "dropped"


@value(kw_only=True)
class Action(Record):
    """Something one of the two, or both, said they would do."""

    text: str
    owner: str
    """A member's id, or ``both``."""
    due: date | None = None
    session: Ref | None = None
    objective: Ref | None = None
    learning: Ref | None = None
    item: Source | None = None
    """The agenda item that it was made of."""
    status: ActionStatus = ActionStatus.OPEN
    closed: date | None = None
