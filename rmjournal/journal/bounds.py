"""The bounds of a session: how long it lasts, when it can stand, and until when it can be moved."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from rmjournal.errors import Refused, UsageProblem
from rmjournal.i18n import N_
from rmjournal.model.progress import Progress
from rmjournal.model.session import Session, SessionStatus
from rmjournal.storage.places import NO_DATE, Place

if TYPE_CHECKING:
    from rmjournal.journal import Journal

EXPRESS = 20
"""The minutes of an express session."""
SHORTEST, LONGEST = 5, 240


def checked_length(minutes: int, about: str = "minutes") -> int:
    """The minutes of a session; raises UsageProblem where none lasts so long or so short.

    The problem is ``about`` that field.
    """
    if not SHORTEST <= minutes <= LONGEST:
        raise UsageProblem(
            N_("A session lasts between {least} and {most} minutes."),
            kept=N_("Nothing was changed."),
            todo=N_("Give the minutes as a number, such as 45."),
            about=about,
            least=SHORTEST,
            most=LONGEST,
        )
    return minutes


def refuse_taken(journal: Journal, when: datetime, besides: str = "") -> None:
    """Raises UnknownDate for a local time that does not exist, Refused for one that is taken.

    The session of the id ``besides`` takes none.
    """
    journal.clock.refuse_missing(when)
    if is_taken(journal, when, besides):
        raise Refused(
            N_("A session already stands at that time."),
            kept=N_("Nothing was changed."),
            todo=N_("“rmjournal session list” shows it; “session edit” changes it."),
            about="when",
        )


def is_taken(journal: Journal, when: datetime, besides: str = "") -> bool:
    """Whether a session other than the one of the id ``besides`` stands at that local time here."""
    return any(
        each.id != besides
        and each.status != SessionStatus.CANCELLED
        and _at_once(journal, each, when)
        for each in journal.sessions.places()
    )


def _at_once(journal: Journal, place: Place, when: datetime) -> bool:
    """Whether it stands at that time of mine, whatever its own zone."""
    if place.zone == journal.clock.zone or place.when == NO_DATE:
        return place.when == when.isoformat(timespec="minutes")
    return journal.clock.here(datetime.fromisoformat(place.when), place.zone) == when


def refuse_future(journal: Journal, began: datetime | None, zone: str) -> None:
    """Raises Refused unless a session that began at that local time has begun by now."""
    if began is None or not journal.clock.passed(began, zone):
        raise Refused(
            N_("This session has not begun yet."),
            kept=N_("Nothing was changed."),
            todo=N_("If it took place at another time, say when with --at."),
            about="when",
        )


def refuse_forgotten(at: Progress) -> None:
    """Raises Refused where a timer was left running so long that only a person knows how long it took."""
    if at.forgotten:
        raise Refused(
            N_("The timer ran for {hours} h {minutes} min, in a session of {length} min."),
            kept=N_("It was left running; nothing was recorded yet."),
            todo=N_("Say how long the session took: “rmjournal session end --minutes 45”."),
            hours=at.seconds // 3600,
            minutes=at.seconds // 60 % 60,
            length=at.minutes,
        )


def still_planned(session: Session) -> None:
    """Raises Refused unless the session is still to come and not under way."""
    if session.under_way:
        raise Refused(
            N_("This session is under way."),
            kept=N_("Nothing was changed."),
            todo=N_("“rmjournal session end” ends it; “rmjournal undo” takes back its start."),
        )
    if session.status is not SessionStatus.PLANNED:
        raise Refused(
            N_("This session was held or cancelled already."),
            kept=N_("Nothing was changed."),
            todo=N_("“rmjournal undo” takes back the last thing you did."),
        )
