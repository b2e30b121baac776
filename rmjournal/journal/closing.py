"""Concluding the mentoring, or stopping it by right; and beginning again."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from rmjournal.errors import Refused
from rmjournal.i18n import N_
from rmjournal.journal import unreached
from rmjournal.model.action import Action
from rmjournal.model.agenda import Item
from rmjournal.model.learning import Learning
from rmjournal.model.objective import Objective
from rmjournal.model.pair import Pair, PairStatus
from rmjournal.model.session import Session, SessionStatus
from rmjournal.model.value import value

if TYPE_CHECKING:
    from rmjournal.journal import Journal


@value()
class Closed:
    """A pair that was closed, and what stays in its journal as it was."""

    pair: Pair
    cancelled: tuple[Session, ...]
    """The sessions that were to come."""
    unsaid: tuple[Session, ...]
    """Those whose time has passed without a word on whether they took place; they stay planned."""
    actions: tuple[Action, ...]
    objectives: tuple[Objective, ...]
    checks: tuple[Learning, ...]
    """The learnings that ask, today or later, whether they were used."""
    waiting: tuple[Item, ...]
    """What was carried over or parked."""


def close(journal: Journal, *, stopped: bool = False) -> Closed:
    """The mentoring is concluded, or was stopped, and the sessions to come are cancelled.

    All of it stays readable, what is open stays open, and what those sessions were to speak of is
    carried over. Raises Refused when it was closed before.
    """
    pair = journal.pair
    if pair.status is not PairStatus.ACTIVE:
        raise Refused(
            N_("This mentoring was stopped already.")
            if pair.status is PairStatus.STOPPED
            else N_("This mentoring is already concluded."),
            kept=N_("Nothing was changed."),
            todo=N_("“rmjournal pair edit --reopen” takes it up again."),
        )
    status = PairStatus.STOPPED if stopped else PairStatus.CONCLUDED
    coming = journal.sessions.to_come()
    unsaid = [each for each in journal.sessions.planned() if each not in coming]
    with journal.store.transaction("pair close") as tx:
        closed = tx.change(pair, status=status, closed=journal.clock.today())
        cancelled = [unreached.call_off(journal, tx, each) for each in coming]
    return Closed(
        pair=closed,
        cancelled=tuple(cancelled),
        unsaid=tuple(unsaid),
        actions=tuple(journal.actions.open()),
        objectives=tuple(journal.objectives.active()),
        checks=tuple(
            each for each in journal.learnings.all() if each.check_on and not each.practised
        ),
        waiting=(*journal.agendas.waiting(), *journal.agendas.parked()),
    )


def reopen(journal: Journal) -> Pair:
    """The mentoring goes on; sessions that were cancelled with its end stay so."""
    pair = journal.pair
    if pair.status is PairStatus.ACTIVE:
        raise Refused(
            N_("This mentoring is under way, so there is nothing to reopen."),
            kept=N_("Nothing was changed."),
            todo=N_("“rmjournal pair close” concludes it."),
        )
    with journal.store.transaction("pair edit") as tx:
        return tx.change(pair, status=PairStatus.ACTIVE, closed=None)


def without_farewell(journal: Journal) -> bool:
    """Whether sessions were held, and none of them to look back and say thank you."""
    held = [each for each in journal.sessions.all() if each.status is SessionStatus.HELD]
    active = journal.pair.status is PairStatus.ACTIVE
    return active and bool(held) and all(each.template != "closing" for each in held)


def last_before(journal: Journal, day: date) -> date | None:
    """The end of the mentoring, where a session on that day is the one to look back in.

    That is so where the rhythm leaves no room for another one before the end, none that is planned
    comes on that day or after it, and none is a closing one, held or planned.
    """
    charter = journal.pairs.charter()
    if charter is None or charter.end is None or not without_farewell(journal):
        return None
    planned = journal.sessions.planned()
    if any(each.template == "closing" or _on_or_after(each, day) for each in planned):
        return None
    following = day + timedelta(weeks=charter.every_weeks)
    return charter.end if charter.over_by(following) else None


def _on_or_after(session: Session, day: date) -> bool:
    return session.starts is not None and session.starts.date() >= day


def farewell_to_come(journal: Journal) -> Session | None:
    """The closing session that is planned, if there is one."""
    planned = journal.sessions.planned()
    return next((each for each in planned if each.template == "closing"), None)
