"""A session took place: one that was planned, the one under way, or one that nobody had planned."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from rmjournal.errors import NotFound
from rmjournal.i18n import N_
from rmjournal.journal import unreached
from rmjournal.journal.bounds import checked_length, refuse_future, refuse_taken
from rmjournal.journal.concern import given
from rmjournal.model.session import Session, SessionStatus

if TYPE_CHECKING:
    from rmjournal.journal import Journal
    from rmjournal.storage.transaction import Transaction


def hold(
    journal: Journal,
    seen: Session | None = None,
    began: datetime | None = None,
    minutes: int | None = None,
) -> Session:
    """It took place, from ``began`` on in local time here; without one, whichever that means."""
    if minutes is not None:
        checked_length(minutes, about="lasted")
    if began is not None:
        journal.clock.refuse_missing(began)
    with journal.store.transaction("session done") as tx:
        if _is_under_way(journal, seen, began):
            seen = journal.timers.end(minutes).session
            if began is None:
                return seen
        session = seen or _meant(journal, tx, began)
        return _mark_held(journal, tx, session, began, minutes)


def _is_under_way(journal: Journal, seen: Session | None, began: datetime | None) -> bool:
    """Whether what is said to have taken place is the session under way."""
    running = journal.sessions.running()
    if running is None or running.began is None:
        return False
    if seen is not None:
        return seen.id == running.id
    here = journal.clock.here(running.began, running.zone)
    return began is None or began.date() == here.date()


def _meant(journal: Journal, tx: Transaction, began: datetime | None) -> Session:
    """The latest that should have taken place, that day if one is said; a new one where none should."""
    unsaid = journal.sessions.unsaid()
    if began is None and not unsaid:
        raise NotFound(
            N_("No planned session is waiting to be marked as held."),
            todo=N_('Say when it took place: “rmjournal session done --at "yesterday 2pm"”.'),
        )
    if began is None:
        return unsaid[-1]
    here = journal.clock.here
    for each in reversed(unsaid):
        if each.starts and here(each.starts, each.zone).date() == began.date():
            return each
    refuse_taken(journal, began)
    zone, sessions = journal.clock.zone, journal.sessions
    return tx.add(sessions.make(Session, starts=began, zone=zone, minutes=sessions.usual_minutes()))


def _mark_held(
    journal: Journal,
    tx: Transaction,
    session: Session,
    began: datetime | None = None,
    minutes: int | None = None,
) -> Session:
    session = tx.current(session)
    said = began and journal.clock.there(began, session.zone)
    began = said or session.began or session.starts
    refuse_future(journal, began, session.zone)
    if session.status is SessionStatus.CANCELLED:
        unreached.take_back(journal, tx, session)
    return tx.change(session, status=SessionStatus.HELD, began=began, **given(lasted=minutes))


def ensure_held(journal: Journal, session: Session) -> bool:
    """Marks a planned session whose time has passed as held; tells whether it had to."""
    session = journal.store.get(Session, session.id) or session
    if session.status is not SessionStatus.PLANNED or journal.sessions.still_goes_on(session):
        return False
    if session.under_way:
        with journal.store.transaction("session done") as tx:
            _mark_held(journal, tx, session)
    else:
        hold(journal, session)
    return True
