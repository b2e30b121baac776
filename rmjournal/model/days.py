"""The day that a record speaks of, and the periods that such days fall into."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from rmjournal.model.record import Record, Stamp
from rmjournal.model.session import Session
from rmjournal.model.value import value


@value()
class Period:
    """The days from ``since`` to ``until``, both included; where one is not said, without that bound."""

    since: date | None = None
    until: date | None = None

    def holds(self, day: date | None) -> bool:
        """Whether the day is one of them; what has no day is only in a period without bounds."""
        if day is None:
            return self.since is None and self.until is None
        return (self.since is None or self.since <= day) and (
            self.until is None or day <= self.until
        )


def day_of(
    record: Record, sessions: Callable[[str], date | None], day: Callable[[Stamp], date]
) -> date:
    """The day a record speaks of: the one it says, or its session's, or when it was delivered or written.

    ``sessions`` gives the day of a session by its id, ``day`` the one that an instant falls on.
    """
    if isinstance(record, Session) and record.when:
        return record.when.date()
    session: str | None = getattr(record, "session", None)
    return _said(record) or (sessions(session) if session else None) or own_day(record, day)


def own_day(record: Record, day: Callable[[Stamp], date]) -> date:
    """The day of a record by itself, whatever its session: said, or when it was delivered or written."""
    return _said(record) or day(getattr(record, "delivered", None) or record.created)


def _said(record: Record) -> date | None:
    return getattr(record, "on", None)
