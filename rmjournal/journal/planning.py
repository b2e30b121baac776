"""A session is planned, changed, given another date, or called off."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

from rmjournal.errors import Refused
from rmjournal.i18n import N_
from rmjournal.instants import moved
from rmjournal.journal import room, unreached
from rmjournal.journal.bounds import (
    EXPRESS,
    checked_length,
    refuse_future,
    refuse_taken,
    still_planned,
)
from rmjournal.journal.concern import given
from rmjournal.model.session import Move, Session, SessionStatus

if TYPE_CHECKING:
    from rmjournal.journal import Journal


def plan(
    journal: Journal,
    when: datetime,
    minutes: int | None,
    purpose: str,
    objective: str | None,
    template: str,
) -> Session:
    """A new session at that local time, of its usual length unless said otherwise."""
    journal.pairs.refuse_closed()
    refuse_taken(journal, when)
    length = journal.sessions.usual_minutes(template) if minutes is None else minutes
    session = journal.sessions.make(
        Session,
        starts=when,
        zone=journal.clock.zone,
        minutes=checked_length(length),
        objective=objective,
        template=template,
        **given(purpose=purpose),
    )
    with journal.store.transaction("session plan") as tx:
        return tx.add(session)


def edit(journal: Journal, seen: Session, verb: str, **changes: Any) -> Session:
    """New values for some of its fields; ``starts`` is local time here.

    For a session that was held, ``starts`` is when it really began. One that becomes an express one
    has its agenda cut; of any other, raises Refused where its agenda would be too long.
    """
    if changes.get("lasted") is not None:
        checked_length(changes["lasted"], about="lasted")
    if (when := changes.pop("starts", None)) is not None:
        changes |= _restarted(journal, seen, when)
    template = changes.get("template")
    if changes.get("minutes") is not None:
        checked_length(changes["minutes"])
    elif template and seen.status is SessionStatus.PLANNED:
        changes["minutes"] = _reshaped(journal, seen, template)
    with journal.store.transaction(verb) as tx:
        over = room.over(journal, tx.current(seen))
        session = tx.change(seen, **given(**changes))
        if template == "express" and seen.status is SessionStatus.PLANNED:
            unreached.refit(journal, tx, session)
        room.refuse_longer(journal, session, over)
        return session


def _restarted(journal: Journal, seen: Session, when: datetime) -> dict[str, Any]:
    """What a new time changes: of one that has begun, it is shown by the clocks of its own zone."""
    refuse_taken(journal, when, besides=seen.id)
    there = journal.clock.there(when, seen.zone)
    if seen.status is SessionStatus.HELD:
        refuse_future(journal, there, seen.zone)
        return {"began": there}
    if seen.began is not None:
        return {"starts": there}
    return {"starts": when, "zone": journal.clock.zone}


def _reshaped(journal: Journal, seen: Session, template: str) -> int:
    """The minutes in its new form: an express session takes its own, and gives them back."""
    if (template == "express") == (seen.template == "express"):
        return seen.minutes
    own = template != "express" and seen.minutes != EXPRESS
    return seen.minutes if own else journal.sessions.usual_minutes(template)


def postpone(journal: Journal, seen: Session, to: datetime | None) -> Session:
    """Another date, in local time here, or none yet; the move is remembered."""
    still_planned(seen)
    _refuse_no_move(journal, seen, to)
    if to is not None:
        journal.pairs.refuse_closed()
        refuse_taken(journal, to, besides=seen.id)
    starts, zone = seen.starts, journal.clock.zone if to else seen.zone
    left = starts and moved(starts, seen.zone, zone)
    move = Move(from_=left, to=to, at=journal.clock.stamp(), by=journal.pair.me)
    with journal.store.transaction("session postpone") as tx:
        still_planned(tx.current(seen))
        return tx.change(seen, starts=to, zone=zone, moves=(*seen.moves, move))


def _refuse_no_move(journal: Journal, seen: Session, to: datetime | None) -> None:
    """Raises Refused where it stands there already, and for a date that has passed."""
    clock = journal.clock
    if to == (seen.starts and clock.here(seen.starts, seen.zone)):
        raise Refused(
            N_("This session stands at that date already.")
            if to
            else N_("This session has no date already."),
            kept=N_("Nothing was changed."),
            todo=N_("Say the new date after it, as in “friday 9am”."),
            about="when",
        )
    if to is not None and clock.passed(to, clock.zone):
        raise Refused(
            N_("That date has passed, so the session cannot be moved to it."),
            kept=N_("Nothing was changed."),
            todo=N_("If it took place then, say so with “rmjournal session done REF --at WHEN”."),
            about="when",
        )


def cancel(journal: Journal, seen: Session) -> Session:
    """It will not take place; what it was to speak of is carried over."""
    with journal.store.transaction("session cancel") as tx:
        still_planned(tx.current(seen))
        return unreached.call_off(journal, tx, seen)
