"""A session begins: which one is meant now, and what its timer starts with."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from rmjournal.errors import NotFound, Refused
from rmjournal.i18n import N_
from rmjournal.journal.bounds import still_planned
from rmjournal.model.agenda import Agenda, Item, ItemStatus
from rmjournal.model.progress import Progress, progress
from rmjournal.model.session import Session, SessionStatus
from rmjournal.model.timer import TimerEvent
from rmjournal.zones import zone_named

if TYPE_CHECKING:
    from rmjournal.journal import Journal


def start(journal: Journal, seen: Session | None, *, early: bool) -> Progress:
    """It begins now, with its first item; the one planned for today unless said."""
    journal.pairs.refuse_closed()
    _refuse_second(journal)
    session = seen or _todays(journal)
    first = _first(journal.agendas.of(session))
    began = _began(session, journal.clock.now())
    with journal.store.transaction("session start") as tx:
        _refuse_second(journal)
        still_planned(tx.current(session))
        if is_early(journal, session) and not early:
            raise Refused(
                N_("This session is planned for another day, or for none yet."),
                kept=N_("Nothing was started."),
                todo=N_("Start it then, or all the same with --now."),
            )
        session = tx.change(session, began=began)
        return journal.timers.happened(tx, session, "start", item=first.id if first else None)


def if_started(session: Session, agenda: Agenda, now: datetime) -> Progress:
    """How a session would stand if it began now: shorter, where that is late."""
    first = _first(agenda)
    event = TimerEvent(kind="start", at=now, item=first.id if first else None)
    return progress(replace(session, began=_began(session, now), timer=(event,)), agenda, now)


def upcoming(journal: Journal) -> Session | None:
    """The session that is to be started next: the one for now, else the first still to come."""
    coming = (each for each in journal.sessions.planned() if _is_to_come(journal, each))
    return _for_now(journal) or next(coming, None)


def is_early(journal: Journal, session: Session) -> bool:
    """Whether it is planned for another day or none, so that one is asked before it begins."""
    waits = session.status is SessionStatus.PLANNED and not session.under_way
    return waits and not _is_now(journal, session)


def _first(agenda: Agenda) -> Item | None:
    """The item that a session begins with."""
    return next((each for each in agenda.items if each.status is ItemStatus.TO_DO), None)


def _began(session: Session, now: datetime) -> datetime:
    """That moment as the clocks of the session's zone show it, to the minute."""
    here = now.astimezone(zone_named(session.zone))
    return here.replace(tzinfo=None, second=0, microsecond=0)


def _refuse_second(journal: Journal) -> None:
    """Raises Refused while a session is under way."""
    if journal.sessions.running() is not None:
        raise Refused(
            N_("A session is under way already."),
            kept=N_("Nothing was changed."),
            todo=N_(
                "“rmjournal session show” shows it, “rmjournal session end” ends it, "
                "“rmjournal session resume” goes on after a pause."
            ),
        )


def _todays(journal: Journal) -> Session:
    """The session planned for now; raises NotFound."""
    found = _for_now(journal)
    if found is None:
        raise NotFound(
            N_("No session is planned for today."),
            kept=N_("Nothing was changed."),
            todo=N_(
                "“rmjournal session start next --now” begins the next one now; "
                "“rmjournal session plan now” plans another."
            )
            if journal.sessions.next()
            else N_("“rmjournal session plan now” plans one."),
        )
    return found


def _for_now(journal: Journal) -> Session | None:
    return next((each for each in journal.sessions.planned() if _is_now(journal, each)), None)


def _is_now(journal: Journal, session: Session) -> bool:
    """Whether it is planned for today, or since before midnight for this time."""
    if session.starts is None:
        return False
    clock = journal.clock
    ends = session.starts + timedelta(minutes=session.minutes)
    today = clock.here(session.starts, session.zone).date() == clock.today()
    going_on = clock.passed(session.starts, session.zone) and not clock.passed(ends, session.zone)
    return today or going_on


def _is_to_come(journal: Journal, session: Session) -> bool:
    starts = session.starts
    return starts is not None and not journal.clock.passed(starts, session.zone)
