"""The rhythm of a pair: whether its sessions keep one, and when it goes on."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise
from operator import itemgetter
from typing import TYPE_CHECKING

from rmjournal.instants import instant
from rmjournal.model.session import Session, SessionStatus
from rmjournal.model.value import value

if TYPE_CHECKING:
    from rmjournal.model.charter import Charter
    from rmjournal.model.record import Local

AHEAD = 12
"""How many times a rhythm goes on where the charter does not say when the pair ends."""
_WEEK = timedelta(weeks=1)


@value()
class Rhythm:
    """Times that the pair has not planned yet and would keep: every so many weeks, the same hour."""

    first: Local
    zone: str
    minutes: int
    weeks: int
    times: int
    taken: tuple[Local, ...] = ()
    """Those among them on whose day a session stands already."""


def regular(sessions: list[Session]) -> list[Session]:
    """The sessions a rhythm is read from, by planned date.

    Left out are those called off, and those that only a review point brought about.
    """
    dated = [
        (instant(each.starts, each.zone), each.id, each)
        for each in sessions
        if each.starts and _stands(each) and (each.review_month is None or each.adopted)
    ]
    return [each for _, _, each in sorted(dated, key=itemgetter(0, 1))]


def going_on(sessions: list[Session], charter: Charter | None, today: date) -> Rhythm | None:
    """How the rhythm goes on after the last planned session, up to the end in the charter.

    There is a rhythm where the last two sessions stand a whole number of weeks apart, at the same
    hour, and that is the charter's number or the one between the two before them.
    """
    kept = regular(sessions)
    gaps = [_weeks(one, other) for one, other in pairwise(kept[-3:])]
    usual = charter.every_weeks if charter else 0
    if not gaps or not gaps[-1] or (gaps[-1] != usual and gaps[-2:] != gaps[-1:] * 2):
        return None
    last, weeks = kept[-1], gaps[-1]
    if last.starts is None:
        return None
    first = last.starts + weeks * _WEEK
    while first.date() < today:
        first += weeks * _WEEK
    times = AHEAD
    if charter and charter.end:
        times = (charter.end - first.date()) // (weeks * _WEEK) + 1
    if times < 1:
        return None
    slots = [first + n * weeks * _WEEK for n in range(times)]
    held = {each.when.date() for each in sessions if _stands(each) and each.when}
    taken = tuple(slot for slot in slots if slot.date() in held)
    return Rhythm(first, last.zone, last.minutes, weeks, times, taken)


def _stands(session: Session) -> bool:
    return session.status is not SessionStatus.CANCELLED


def _weeks(one: Session, other: Session) -> int:
    """The whole weeks between two planned sessions at the same hour; 0 where they are not that."""
    if one.starts is None or other.starts is None or one.zone != other.zone:
        return 0
    weeks, rest = divmod(other.starts - one.starts, _WEEK)
    return 0 if rest else weeks
