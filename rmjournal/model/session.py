"""A meeting of the pair: planned, held or cancelled, with its one purpose and its timer."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta
from enum import StrEnum

from rmjournal.instants import instant, moved
from rmjournal.model.record import Local, Record, Ref, Stamp, Visibility
from rmjournal.model.timer import TimerEvent, TimerState, elapsed
from rmjournal.model.value import value


class SessionStatus(StrEnum):
    """Still to come (or to be said whether it took place), held, or cancelled."""

    PLANNED = "planned"
    HELD = "held"
    CANCELLED = "cancelled"


TEMPLATES = ("standard", "kick-off", "listening", "mid-point", "closing", "express", "cafe")


@value(kw_only=True)
class Move:
    """One postponement: from when, to when if that was said, and who noted it."""

    from_: Local | None = None
    to: Local | None = None
    at: Stamp
    by: str


@value(kw_only=True)
class Session(Record):
    """One meeting. Its number is derived from its date among the pair's sessions, never stored."""

    starts: Local | None = None
    """When it is planned, in the local time of ``zone``; none while a new date is sought."""
    zone: str = "UTC"
    """IANA name of the time zone of ``starts`` and ``began``."""
    minutes: int = 45
    """The planned length, in minutes."""
    purpose: str = ""
    objective: Ref | None = None
    template: str = "standard"
    status: SessionStatus = SessionStatus.PLANNED
    began: Local | None = None
    """When it really began, if that is known; also while it is under way."""
    lasted: int | None = None
    """The minutes it really took, pauses aside, if held and known."""
    moves: tuple[Move, ...] = ()
    timer: tuple[TimerEvent, ...] = ()
    review_month: int | None = None
    """The charter's review point that it stands for, in months."""
    adopted: bool | None = None
    """True where it had been planned before it came to stand for that review point."""

    @property
    def when(self) -> Local | None:
        """When it took place, or else when it is planned."""
        return self.began or self.starts

    @property
    def hour(self) -> time | None:
        """The time of day at which it is planned, or was before it lost its date."""
        before = next((move.from_ for move in reversed(self.moves) if move.from_), None)
        planned = self.starts or before
        return planned.time() if planned else None

    @property
    def ended(self) -> Local | None:
        """When it ended, pauses included, if its beginning and its length are known.

        By the clocks of its zone, which may have been put forward or back meanwhile.
        """
        if self.began is None or self.lasted is None:
            return None
        pauses = elapsed(self.timer).paused // 60
        end = instant(self.began, self.zone) + timedelta(minutes=self.lasted + pauses)
        return moved(end.replace(tzinfo=None), "UTC", self.zone)

    @property
    def under_way(self) -> bool:
        """Whether it was started and not ended, and is still to be said to have been held."""
        if self.status is not SessionStatus.PLANNED or not self.timer:
            return False
        return elapsed(self.timer).state in (TimerState.RUNNING, TimerState.PAUSED)

    @property
    def postponed(self) -> int:
        """How often it lost its date; giving a new one to a session without any is no second time."""
        return sum(move.from_ is not None for move in self.moves)


def in_order(sessions: list[Session]) -> list[Session]:
    """By date, then id; those without a date last."""
    if len({each.zone for each in sessions}) < 2:
        return sorted(sessions, key=lambda each: (each.when or datetime.max, each.id))
    return sorted(sessions, key=lambda each: (_instant(each), each.id))


def _instant(session: Session) -> datetime:
    if session.when is None:
        return datetime.max.replace(tzinfo=UTC)
    return instant(session.when, session.zone)


def numbers(sessions: list[Session]) -> dict[str, int]:
    """The number of each session that was not cancelled, by id, from 1.

    The numbers are the pair's own: those that are for one person only come after all others, so
    that both speak of the same session by the same number. Each part goes by date, then id.
    """
    counted = [each for each in sessions if each.status is not SessionStatus.CANCELLED]
    theirs = [each for each in counted if each.visibility is not Visibility.PRIVATE]
    alone = [each for each in counted if each.visibility is Visibility.PRIVATE]
    ordered = [*in_order(theirs), *in_order(alone)]
    return {each.id: number for number, each in enumerate(ordered, start=1)}
