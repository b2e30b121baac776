"""Review points: the mid-point sessions that a charter calls for, planned once and kept in step."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime
from itertools import zip_longest
from typing import TYPE_CHECKING, Any

from rmjournal.i18n import LANGUAGES, Words
from rmjournal.journal import unreached
from rmjournal.journal.bounds import is_taken
from rmjournal.journal.concern import Concern
from rmjournal.journal.forms import stored
from rmjournal.model.charter import Charter
from rmjournal.model.session import Session, SessionStatus
from rmjournal.model.value import value
from rmjournal.titles import REVIEW

if TYPE_CHECKING:
    from rmjournal.journal import Journal
    from rmjournal.storage.transaction import Transaction

TEMPLATE = "mid-point"
ORDINARY = "standard"
"""The form of a session that stands for a review no more; which one it had before is not known."""


@value()
class Reviewed:
    """What became of the sessions of a charter's review points."""

    planned: tuple[Session, ...] = ()
    adopted: tuple[Session, ...] = ()
    """Sessions that stood on that day already and are now the mid-point."""
    moved: tuple[Session, ...] = ()
    cancelled: tuple[Session, ...] = ()
    left: tuple[Session, ...] = ()
    """Those that were given another date by hand, and keep it."""
    released: tuple[Session, ...] = ()
    """Those that were planned before they came to stand for a review, and are ordinary again."""


NOTHING = Reviewed()


@value()
class Point:
    """A review point: its month, its day, and the session that stands for it."""

    month: int
    on: date
    session: Session | None


class Reviews(Concern):
    """The review points of one charter."""

    def __init__(self, journal: Journal, charter: Charter) -> None:
        super().__init__(journal)
        self.charter = charter

    def points(self) -> list[Point]:
        """Every review point in order, with the session that was planned or held for it.

        One that comes after the end of the mentoring is none, unless there is a session for it.
        """
        sessions = self.journal.sessions.all()
        found = [Point(month, on, self._for(month, on, sessions))
                 for month, on in self.charter.reviews.items()]  # fmt: skip
        return [each for each in found if each.session or not self.charter.over_by(each.on)]

    def _for(self, month: int, on: date, sessions: list[Session]) -> Session | None:
        """The month's own session, or else a mid-point planned by hand within one rhythm of it."""
        own = [each for each in sessions if each.review_month == month]
        near = [
            each
            for each in sessions
            if each.template == TEMPLATE
            and each.review_month is None
            and each.status is not SessionStatus.CANCELLED
            and each.when
            and abs((each.when.date() - on).days) <= 7 * self.charter.every_weeks
        ]
        return next(iter([*own, *near]), None)

    def plan(self, tx: Transaction, so_far: Reviewed) -> Reviewed:
        """A session for each review point to come that has none; one cancelled by hand stays so."""
        planned, adopted = [], []
        for point in self.points():
            if point.session is not None or point.on <= self.journal.clock.today():
                continue
            standing = self._on(point.on)
            if standing is None:
                planned.append(tx.add(self._session(point)))
            else:
                stands = {"template": TEMPLATE, "review_month": point.month, "adopted": True}
                adopted.append(tx.change(standing, **stands))
        return replace(so_far, planned=tuple(planned), adopted=tuple(adopted))

    def _on(self, day: date) -> Session | None:
        ordinary = (each for each in self.journal.sessions.planned() if each.review_month is None)
        return next((each for each in ordinary if each.starts and each.starts.date() == day), None)

    def _session(self, point: Point) -> Session:
        return self.make(
            Session,
            starts=datetime.combine(point.on, self.journal.sessions.usual_time()),
            zone=self.journal.clock.zone,
            minutes=self.charter.minutes,
            purpose=stored(REVIEW, n=str(point.month)),
            template=TEMPLATE,
            review_month=point.month,
        )

    def follow(self, tx: Transaction, before: Charter) -> Reviewed:
        """The planned sessions of the charter's former review points, on the days of the new ones.

        Those that were given another date by hand keep it; those of a month that was taken out are
        cancelled, or ordinary ones again where they were planned before.
        """
        if before.reviews == self.charter.reviews:
            return NOTHING
        moved, cancelled, left, released = [], [], [], []
        months = dict(self._new_months(before))
        for session in self.journal.sessions.planned():
            if session.review_month not in before.reviews:
                continue
            old, new = before.reviews[session.review_month], months.get(session.review_month)
            if new is None and session.adopted:
                released.append(tx.change(session, **_ordinary(session)))
            elif new is None:
                cancelled.append(unreached.call_off(self.journal, tx, session, review_month=None))
            elif (day := self.charter.reviews[new]) == old and new == session.review_month:
                continue
            elif (
                session.starts is None or session.starts.date() != old or self._taken(session, day)
            ):
                left.append(tx.change(session, review_month=new, **_retitled(session, new)))
            else:
                starts = datetime.combine(day, session.starts.time())
                changes = {"review_month": new, "adopted": None, **_retitled(session, new)}
                moved.append(tx.change(session, starts=starts, **changes))
        return Reviewed(moved=tuple(moved), cancelled=tuple(cancelled), left=tuple(left),
                        released=tuple(released))  # fmt: skip

    def _new_months(self, before: Charter) -> Iterator[tuple[int, int | None]]:
        """For each former month its new one: itself, or one that came for one that went, or none."""
        then, now = before.reviews, self.charter.reviews
        yield from ((month, month) for month in then if month in now)
        gone = [month for month in then if month not in now]
        come = [month for month in now if month not in then]
        yield from zip_longest(gone, come[: len(gone)])

    def _taken(self, session: Session, day: date) -> bool:
        """Whether another session stands at that time, or the time has passed."""
        if session.starts is None or day <= self.journal.clock.today():
            return True
        at = datetime.combine(day, session.starts.time())
        here = self.journal.clock.here(at, session.zone)
        return is_taken(self.journal, here, besides=session.id)


def _ordinary(session: Session) -> dict[str, Any]:
    """What makes a session ordinary again that came to stand for a review."""
    form = {"template": ORDINARY} if session.template == TEMPLATE else {}
    return {"review_month": None, "adopted": None, **form}


def _retitled(session: Session, month: int) -> dict[str, str]:
    """The purpose that names its new month, while it is the one that was given to it at first."""
    for language in LANGUAGES:
        own = Words(language, terminal=False)
        if session.purpose == own.text(REVIEW, n=str(session.review_month)):
            return {"purpose": own.text(REVIEW, n=str(month))}
    return {}
