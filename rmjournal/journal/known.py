"""Which sessions there are, which of them is still to come or past, and which one a person means."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from typing import TYPE_CHECKING

from rmjournal.errors import NotFound
from rmjournal.i18n import N_
from rmjournal.journal import references
from rmjournal.journal.concern import Concern
from rmjournal.model.session import Session, SessionStatus, in_order
from rmjournal.storage import places
from rmjournal.storage.places import NO_DATE, Place
from rmjournal.text import fold, number_in

if TYPE_CHECKING:
    from rmjournal.journal import Journal


class KnownSessions(Concern):
    """The sessions of the pair, as they stand."""

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

    def to_come(self) -> list[Session]:
        """Those planned that are neither under way nor past, by date; one without a date comes last."""
        running = self.running()
        begun = {each.id for each in (*self.unsaid(), *([running] if running else []))}
        return [each for each in self.planned() if each.id not in begun]

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
