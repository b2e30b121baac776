"""The sessions for a calendar program: what goes in, and what is left out.

Every session is an event of its own, known again by the session's id; nothing that is done to it
afterwards makes another one. What recurs is the time after the last planned session: while the pair
keeps a rhythm, it is one tentative series, which gives way as sessions are planned.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from rmjournal.errors import UsageProblem
from rmjournal.export.calendar import Event, Standing, written
from rmjournal.export.context import Audience, Selection
from rmjournal.export.people import People
from rmjournal.i18n import N_, Words
from rmjournal.journal import references
from rmjournal.journal.rhythm import Rhythm, going_on
from rmjournal.model.pair import PairStatus
from rmjournal.model.session import Session, SessionStatus, in_order
from rmjournal.model.value import value
from rmjournal.titles import said

if TYPE_CHECKING:
    from rmjournal.journal import Journal
    from rmjournal.model.record import Local

AUDIENCES = (Audience.SELF, Audience.PARTNER)
ALARM = 15
"""Minutes before a session at which to be reminded, unless said otherwise."""
LONGEST_ALARM = 28 * 24 * 60


@value(kw_only=True)
class Request:
    """What a person asked to have in the calendar."""

    audience: Audience = Audience.PARTNER
    without: tuple[str, ...] = ()
    """References of sessions to leave out."""
    alarms: tuple[int, ...] = (ALARM,)
    """Minutes before each planned session."""
    purposes: bool = False
    rhythm: bool = True
    """Whether the rhythm goes on after the last planned session."""


@value()
class Calendar:
    """An iCalendar file, and what it holds."""

    text: str
    sessions: int
    """How many sessions stand in it, those called off aside."""
    undated: int
    """How many wait for a date, and are not in it."""
    withheld: int
    """How many the audience may not see."""
    rhythm: Rhythm | None


def made(journal: Journal, request: Request, words: Words) -> Calendar:
    """The sessions of the pair that the audience may see; raises UsageProblem for an odd alarm."""
    _check(request.alarms)
    without = frozenset(references.find(journal, ref, Session).id for ref in request.without)
    selection = Selection(journal.pair, request.audience, journal.clock.now(), without)
    sessions = selection.of(journal.sessions.all())
    title = _title(journal, words)
    gone = [replace(each, deleted=None) for each in _trashed(journal)]
    events = [
        *(_event(each, request, title, words) for each in sessions),
        *(_gone(each, title) for each in in_order(gone) if selection.sees(each)),
    ]
    rhythm = _rhythm(journal, sessions) if request.rhythm else None
    if request.rhythm:
        events.append(_series(journal, rhythm, sessions, words))
    text = written(
        [each for each in events if each],
        at=journal.clock.stamp(),
        sequence=journal.store.storage.generation,
        language=words.language,
    )
    planned = [each for each in sessions if each.status is not SessionStatus.CANCELLED]
    dated = sum(each.when is not None for each in planned)
    return Calendar(text, dated, len(planned) - dated, selection.withheld["sessions"], rhythm)


def _check(alarms: tuple[int, ...]) -> None:
    if not all(0 <= each <= LONGEST_ALARM for each in alarms):
        raise UsageProblem(
            N_("An alarm comes between 0 and {most} minutes before a session."),
            kept=N_("Nothing was written."),
            todo=N_("Give the minutes as a number, such as 15, or 1440 for the day before."),
            most=LONGEST_ALARM,
        )


def _trashed(journal: Journal) -> list[Session]:
    return journal.store.all(Session, journal.pair.id, trashed=True)


def _title(journal: Journal, words: Words) -> str:
    names = [People(journal.pair).name(member.id) for member in journal.pair.members]
    return words.text(N_("Reverse mentoring: {names}"), names=words.listing(names))


def _uid(id: str) -> str:
    return f"{id}@rmjournal"


def _event(session: Session, request: Request, title: str, words: Words) -> Event | None:
    """The session; called off where its date was given up; none where it never had one."""
    when = session.when
    if when is None or session.status is SessionStatus.CANCELLED:
        return _gone(session, title)
    planned = session.status is SessionStatus.PLANNED
    return Event(
        uid=_uid(session.id),
        starts=when,
        zone=session.zone,
        minutes=session.minutes if planned else session.lasted or session.minutes,
        summary=title,
        description=said(session.purpose, words) if request.purposes else "",
        alarms=tuple(sorted(set(request.alarms))) if planned else (),
    )


def _gone(session: Session, title: str) -> Event | None:
    """The session as called off, so that a calendar that has it takes it off."""
    when = session.when or _given_up(session)
    if when is None:
        return None
    return Event(
        uid=_uid(session.id),
        starts=when,
        zone=session.zone,
        minutes=session.minutes,
        summary=title,
        standing=Standing.CANCELLED,
    )


def _given_up(session: Session) -> Local | None:
    """The last date a session had before it was postponed to none."""
    return next((move.from_ for move in reversed(session.moves) if move.from_), None)


def _rhythm(journal: Journal, sessions: list[Session]) -> Rhythm | None:
    if journal.pair.status is not PairStatus.ACTIVE:
        return None
    return going_on(sessions, journal.pairs.charter(), journal.clock.today())


def _series(
    journal: Journal, rhythm: Rhythm | None, sessions: list[Session], words: Words
) -> Event | None:
    """The time kept by the rhythm; called off once there is none, if there may have been one."""
    dated = [each for each in sessions if each.starts]
    if len(dated) < 2:
        return None
    last = dated[-1]
    series = Event(
        uid=_uid(f"{journal.pair.id}-rhythm"),
        starts=rhythm.first if rhythm else last.starts or journal.clock.local(),
        zone=rhythm.zone if rhythm else last.zone,
        minutes=rhythm.minutes if rhythm else last.minutes,
        summary=words.text(N_("{title} (time kept)"), title=_title(journal, words)),
        standing=Standing.TENTATIVE if rhythm else Standing.CANCELLED,
    )
    if rhythm is None:
        return series
    return replace(series, weeks=rhythm.weeks, times=rhythm.times, without=rhythm.taken)
