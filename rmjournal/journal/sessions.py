"""Sessions: what is so of each, what is usual, and the verbs that plan and hold one."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import Any

from rmjournal.instants import instant
from rmjournal.journal import closing, holding, planning
from rmjournal.journal.bounds import EXPRESS
from rmjournal.journal.known import KnownSessions
from rmjournal.model.charter import USUAL_MINUTES
from rmjournal.model.session import Session, SessionStatus

USUAL_TIME = time(14, 0)
"""The time of a session whose time was not said and that no earlier session suggests."""


class Sessions(KnownSessions):
    """The meetings of the pair, and what can be done about them."""

    def usual_time(self, session: Session | None = None) -> time:
        """The session's own time of day, else that of the latest one, else two in the afternoon."""
        if session and session.hour:
            return session.hour
        starts = [each.starts for each in self.places() if each.starts]
        return datetime.fromisoformat(starts[-1]).time() if starts else USUAL_TIME

    def usual_minutes(self, template: str = "standard") -> int:
        """The length of an express session, or else the charter's."""
        if template == "express":
            return EXPRESS
        charter = self.journal.pairs.charter()
        return charter.minutes if charter else USUAL_MINUTES

    def last_before(self, when: date) -> date | None:
        """The end of the mentoring, where a session at that moment is the one to look back in."""
        return closing.last_before(
            self.journal, when.date() if isinstance(when, datetime) else when
        )

    def usual_template(self, when: date | None = None) -> str:
        """A kick-off for the first session of a pair that begins with this journal.

        A closing one for the last before the end: at that moment, or any to come where none is said.
        """
        charter = self.journal.pairs.charter()
        start = charter.start if charter else None
        if self.last_before(when or self.journal.clock.today() + timedelta(days=1)):
            return "closing"
        if start is None or start < self.journal.clock.day(self.pair.created):
            return "standard"
        met = any(each.status != SessionStatus.CANCELLED for each in self.places())
        return "standard" if met else "kick-off"

    def is_past(self, session: Session) -> bool:
        """Whether its time has passed without a word on whether it took place, and it is over."""
        if session.status is not SessionStatus.PLANNED or session.starts is None:
            return False
        passed = self.journal.clock.passed(session.starts, session.zone)
        return passed and not self.still_goes_on(session)

    def still_goes_on(self, session: Session) -> bool:
        """Whether it is under way, its timer not left running."""
        at = self.journal.timers.progress(session) if session.under_way else None
        return at is not None and not at.forgotten

    def may_be_held(self, session: Session) -> bool:
        """Whether it has begun by what is known of it, so that nobody need say when it took place."""
        return session.when is not None and self.journal.clock.passed(session.when, session.zone)

    def overlapping(self, session: Session) -> list[Session]:
        """The other planned sessions that go on at a time when this one does, by date."""
        if session.starts is None:
            return []
        begins, ends = _span(session)
        return [
            each
            for each in self.planned()
            if each.id != session.id and each.starts
            if _span(each)[0] < ends and begins < _span(each)[1]
        ]

    def beyond(self, when: date) -> date | None:
        """The day the mentoring is agreed to end, where that moment or day comes after it."""
        charter = self.journal.pairs.charter()
        day = when.date() if isinstance(when, datetime) else when
        return charter.end if charter and charter.over_by(day) else None

    def worth_an_express(self, session: Session) -> bool:
        """Whether it was postponed so often that twenty minutes serve better than a new date."""
        return session.postponed > 1 and session.template != "express"

    def may_be_express(self, session: Session) -> bool:
        """Whether, before it is postponed again, twenty minutes at the date it has are worth asking."""
        starts, zone = session.starts, session.zone
        coming = starts is not None and not self.journal.clock.passed(starts, zone)
        planned = session.status is SessionStatus.PLANNED and session.template != "express"
        return planned and coming and session.postponed > 0

    def plan(
        self,
        when: datetime,
        *,
        minutes: int | None = None,
        purpose: str = "",
        objective: str | None = None,
        template: str = "standard",
    ) -> Session:
        """A new session at ``when`` (local time), of the charter's length unless said otherwise."""
        return planning.plan(self.journal, when, minutes, purpose, objective, template)

    def edit(self, seen: Session, *, verb: str = "session edit", **changes: Any) -> Session:
        """New values for some of: purpose, minutes, objective, template, starts, lasted.

        ``starts`` is local time here; for a session that was held, it is when it really began, and
        ``lasted`` the minutes it really took. A session that becomes an express one takes its
        minutes unless others are said, and gives them back; its agenda is cut. Of any other, raises
        Refused where its agenda would be too long. ``verb`` is what was asked for, as undoing names it.
        """
        return planning.edit(self.journal, seen, verb, **changes)

    def postpone(self, seen: Session, to: datetime | None = None) -> Session:
        """Another date, in local time here, or none yet; how often it was postponed is remembered."""
        return planning.postpone(self.journal, seen, to)

    def cancel(self, seen: Session) -> Session:
        """It will not take place and has no number; what it was to speak of is carried over."""
        return planning.cancel(self.journal, seen)

    def hold(
        self,
        seen: Session | None = None,
        *,
        began: datetime | None = None,
        minutes: int | None = None,
    ) -> Session:
        """The session took place; without one, the latest that should have, or a new one at ``began``.

        ``began`` is local time here. One that is under way ends now. One that was cancelled counts again.
        """
        return holding.hold(self.journal, seen, began, minutes)

    def ensure_held(self, session: Session) -> bool:
        """Marks a planned session whose time has passed as held; tells whether it had to.

        One that is under way goes on, unless its timer was left running: then how long it took
        stays open.
        """
        return holding.ensure_held(self.journal, session)


def _span(session: Session) -> tuple[datetime, datetime]:
    assert session.starts is not None
    begins = instant(session.starts, session.zone)
    return begins, begins + timedelta(minutes=session.minutes)
