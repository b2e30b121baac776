"""Sessions: which one a person means, what is so of it, and the verbs that plan and hold one."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING, Any

from rmjournal.errors import NotFound
from rmjournal.i18n import N_
from rmjournal.instants import instant
from rmjournal.journal import closing, holding, planning, references
from rmjournal.journal.bounds import EXPRESS
from rmjournal.journal.concern import Concern
from rmjournal.model.charter import USUAL_MINUTES
from rmjournal.model.session import Session, SessionStatus, in_order
from rmjournal.storage import places
from rmjournal.storage.places import NO_DATE, Place
from rmjournal.text import fold, number_in

if TYPE_CHECKING:
    from rmjournal.journal import Journal

USUAL_TIME = time(14, 0)
"""The time of a session whose time was not said and that no earlier session suggests."""


class Sessions(Concern):
    """The meetings of the pair."""

    def __init__(self, journal: Journal) -> None:
        super().__init__(journal)
        self._known: tuple[object, list[Place], dict[str, int]] | None = None

    def all(self) -> list[Session]:
        """Every session that is not in the trash, by date, those without a date last."""
        return in_order(self.ours(Session))

    def places(self) -> list[Place]:
        """Every session that is not in the trash, by date, then id; read without parsing any."""
        return self._read()[1]

    def _read(self) -> tuple[object, list[Place], dict[str, int]]:
        """The places of the sessions and their numbers, for as long as none of them changes."""
        mine, table = self.pair.id, self.store.table(Session)
        state = (mine, table.state())
        if self._known is None or self._known[0] != state:
            found = places.places(self.store, mine)
            self._known = (state, found, places.numbers(found))
        return self._known

    def _at(self, place: Place | None) -> Session | None:
        return self.store.get(Session, place.id) if place else None

    def number(self, session: Session) -> int | None:
        """Its place among the pair's sessions that were not cancelled, from 1; none for a cancelled one."""
        return self.numbers().get(session.id)

    def numbers(self) -> dict[str, int]:
        """The number of every session that was not cancelled, by id: by date, then id, private ones last."""
        return self._read()[2]

    def last(self) -> Session | None:
        """The most recently held one."""
        held = (each for each in reversed(self.places()) if each.status == SessionStatus.HELD)
        return self._at(next(held, None))

    def next(self) -> Session | None:
        """The earliest planned one, even overdue; one without a date comes after all others."""
        planned = (each for each in self.places() if each.status == SessionStatus.PLANNED)
        return self._at(next(planned, None))

    def planned(self) -> list[Session]:
        """Those neither held nor cancelled, by date."""
        return self._those(lambda each: each.status == SessionStatus.PLANNED)

    def unsaid(self) -> list[Session]:
        """Those whose time has passed without a word on whether they took place, by date."""
        return [each for each in self._those(self._overdue) if not each.under_way]

    def _those(self, wanted: Callable[[Place], bool]) -> list[Session]:
        found = (self._at(each) for each in self.places() if wanted(each))
        return [each for each in found if each is not None]

    def _overdue(self, place: Place) -> bool:
        if place.status != SessionStatus.PLANNED or not place.starts:
            return False
        return self.journal.clock.passed(datetime.fromisoformat(place.starts), place.zone)

    def found(self, text: str) -> Session:
        """The session that last, next, a number or an id means; raises NotFound."""
        wanted = fold(text.strip())
        if wanted in references.LAST:
            return self._or_refuse(self.last(), N_("No session has been held yet."))
        if wanted in references.NEXT:
            return self._or_refuse(self.next(), N_("No session is planned."))
        if (said := number_in(wanted)) is not None:
            ids = {number: id for id, number in self.numbers().items()}
            session = self.store.get(Session, ids.get(said, "none"))
            return self._or_refuse(session, N_("There is no session {number}."), number=wanted[:9])
        return references.find(self.journal, text, Session)

    def running(self) -> Session | None:
        """The one under way, its timer running or paused; the latest, should a merge leave two."""
        begun = self._those(lambda each: each.status == SessionStatus.PLANNED and bool(each.began))
        return next((each for each in reversed(begun) if each.under_way), None)

    def meant(self, text: str | None) -> Session:
        """The session named, or else the one under way, or else the next; raises NotFound."""
        running = self.running() if text is None else None
        return running or self.found(text or references.NEXT[0])

    def spoken_in(self, ref: str | None = None) -> Session | None:
        """The session that something new belongs to: named, else under way, else the last.

        Raises NotFound where the one that is named is not there.
        """
        return self.found(ref) if ref else self.running() or self.last()

    def to_reflect_on(self, ref: str | None = None, on: datetime | None = None) -> Session | None:
        """The session a reflection is about: named, else that day's, else under way or the latest past.

        Raises NotFound where the one that is named is not there.
        """
        if ref:
            return self.found(ref)
        if on:
            return self.on_day(on)
        if running := self.running():
            return running
        past = (
            each
            for each in reversed(self.places())
            if each.status == SessionStatus.HELD or self._overdue(each)
        )
        return self._at(next(past, None))

    def on_day(self, moment: datetime) -> Session | None:
        """The session of that day here, held or to be marked as held."""
        hits = (
            each
            for each in reversed(self.places())
            if self._on(each, moment.date())
            and (each.status == SessionStatus.HELD or self._overdue(each))
        )
        return self._at(next(hits, None))

    def _on(self, place: Place, day: date) -> bool:
        if place.zone == self.journal.clock.zone or place.when == NO_DATE:
            return place.when.startswith(day.isoformat())
        here = self.journal.clock.here(datetime.fromisoformat(place.when), place.zone)
        return here.date() == day

    def _or_refuse(self, session: Session | None, happened: str, **values: str) -> Session:
        if session is None:
            todo = N_(
                "“rmjournal session list” shows them; “rmjournal session plan WHEN” adds one."
            )
            raise NotFound(happened, todo=todo, **values)
        return session

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
