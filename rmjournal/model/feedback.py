"""What one says to the other about the hour and the relationship, and what came of it.

The form follows Situation-Behaviour-Impact (Center for Creative Leadership) and Stop/Start/Continue;
its wording is ours.
"""

from __future__ import annotations

from datetime import date

from rmjournal.model.record import Record, Ref, Stamp
from rmjournal.model.value import value

TEXTS = ("situation", "behaviour", "impact", "intent", "stop", "start", "continue_", "request")

MOST = 4
"""The most that an hour can be worth; the least is 0."""


@value(kw_only=True)
class Reply:
    """An answer, by either of the two, and what they change because of it."""

    author: str
    text: str = ""
    change: str = ""
    at: Stamp
    entered_by: str


@value(kw_only=True)
class Feedback(Record):
    """A private draft of its author until it is delivered."""

    session: Ref | None = None
    situation: str = ""
    behaviour: str = ""
    """What I observed."""
    impact: str = ""
    """Its effect on me."""
    intent: str = ""
    """What I would like to understand."""
    stop: str = ""
    """Less of."""
    start: str = ""
    """More of."""
    continue_: str = ""
    """Keep."""
    time_well_spent: int | None = None
    """Was this hour worth my time, 0 to 4."""
    request: str = ""
    sleep_until: date | None = None
    """Set aside to be read again on that day before it is delivered."""
    delivered: Stamp | None = None
    acknowledged: Stamp | None = None
    replies: tuple[Reply, ...] = ()

    def answered_by(self, member: str) -> bool:
        """Whether they gave an answer, or one of theirs was noted."""
        return any(each.author == member for each in self.replies)

    def waits_for(self, member: str) -> bool:
        """Whether it was delivered to them and not acknowledged: of it, only that it is there is said."""
        return self.delivered is not None and self.author != member and self.acknowledged is None
