"""What is said once something was done to a session."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from rmjournal.i18n import _, ngettext, words
from rmjournal.model.session import Session, SessionStatus
from rmjournal.screens.phrases import session_about

if TYPE_CHECKING:
    from rmjournal.journal import Journal


@dataclass(frozen=True, slots=True)
class Noted:
    """A session after something was done to it, and the sentences that say so."""

    session: Session
    told: str


def about(journal: Journal, session: Session) -> str:
    """The session by its number and day."""
    return session_about(journal.sessions.numbers(), session, journal.clock.today())


def planned(journal: Journal, session: Session) -> Noted:
    """It is planned; what else stands at that time, and whether that time has passed."""
    told = [_("Planned: {session}.", session=about(journal, session))]
    if journal.sessions.may_be_held(session):
        told.append(_("That time has passed: say whether it took place."))
    return _noted(session, *told, *_overlaps(journal, session))


def changed(journal: Journal, seen: Session, session: Session) -> Noted:
    """It was changed; what that means for its agenda, and what else stands at that time."""
    told = [_("Changed: {session}.", session=about(journal, session))]
    if session.minutes != seen.minutes:
        told += _fit(journal, session)
    if session.starts != seen.starts:
        told += _overlaps(journal, session)
    return _noted(session, *told)


def moved(journal: Journal, session: Session) -> Noted:
    """It has another date or none; from the second time on, what may serve better."""
    name = about(journal, session)
    if session.starts is None:
        told = [_("{session} has no date for now.", session=_named(journal, session))]
    else:
        told = [_("Moved: {session}.", session=name)]
    told += _overlaps(journal, session)
    if journal.sessions.worth_an_express(session):
        told.append(
            _(
                "It was postponed {n} times. Twenty minutes on a day you can keep may serve you better.",
                n=session.postponed,
            )
        )
    return _noted(session, *told, _("‹u› takes it back."))


def shortened(journal: Journal, session: Session) -> Noted:
    """It keeps its date and lasts twenty minutes."""
    told = _("Not postponed: twenty minutes, at the date it had.")
    return _noted(session, told, *_fit(journal, session), _("‹u› takes it back."))


def cancelled(session: Session, name: str, carried: int) -> Noted:
    """It is called off; ``name`` is how it was called before, ``carried`` what waits for another."""
    told = [_("Cancelled: {session}.", session=name)]
    if carried:
        told.append(
            ngettext(
                "One item waits for another session.",
                "{n} items wait for another session.",
                carried,
            )
        )
    return _noted(session, *told, _("‹u› takes it back."))


def held(journal: Journal, seen: Session, session: Session) -> Noted:
    """It took place."""
    told = [_("{session}: noted. ‹u› takes it back.", session=_named(journal, session))]
    if seen.status is SessionStatus.CANCELLED:
        told.append(_("It had been cancelled, and counts again."))
    return _noted(session, *told)


def deleted(session: Session, name: str) -> Noted:
    """It is in the trash; ``name`` is how it was called before."""
    told = _("In the trash with its agenda: {session}.", session=name)
    return _noted(session, told, _("‹u› takes it back."))


def _noted(session: Session, *told: str) -> Noted:
    return Noted(session, " ".join(told))


def _named(journal: Journal, session: Session) -> str:
    number = journal.sessions.number(session)
    return _("Session {n}", n=number) if number else _("The session")


def _fit(journal: Journal, session: Session) -> list[str]:
    agenda = journal.agendas.of(session)
    told = [_("It lasts {n} min now.", n=session.minutes)]
    if agenda.over:
        told.append(
            _(
                "The agenda fills {planned} min: shorten, carry over or park an item.",
                planned=agenda.planned,
            )
        )
    return told


def _overlaps(journal: Journal, session: Session) -> list[str]:
    return [
        _("It overlaps {session}, at {time}.", session=about(journal, other),
          time=words().time(other.starts))
        for other in journal.sessions.overlapping(session)
        if other.starts
    ]  # fmt: skip
