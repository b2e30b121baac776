"""How a session under way stands: its plan, shrunk by a late start, against what was spoken of."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from enum import StrEnum

from rmjournal.instants import instant, moved
from rmjournal.model.agenda import LEFT, Agenda, Item, ItemStatus
from rmjournal.model.record import Local, Stamp
from rmjournal.model.session import Session
from rmjournal.model.timer import TimerState, elapsed
from rmjournal.model.value import value

FORGOTTEN = 60
"""A timer that runs over by more minutes than this was left running: no session took so long."""
LEAST = 5
"""The fewest minutes that a late start leaves; a later one begins a session of full length."""

_GIVES = (
    (("topic", "other"), 5), (("recall",), 0), (("case",), 5), (("check-in",), 2),
    (("open",), None), (("topic", "other", "case", "check-in", "open"), 0),
)  # fmt: skip
"""Which kinds give minutes up, in order, and what each item keeps; none stands for a sixth."""


def shrunk(items: tuple[Item, ...], minutes: int) -> dict[str, int]:
    """The minutes of each item, by id, cut so that all fit in ``minutes``.

    The topic gives first; open time keeps a sixth until nothing else is left to give; the wrap-up
    keeps all it has.
    """
    parts = {item.id: item.minutes for item in items}
    excess = sum(parts.values()) - minutes
    for kinds, least in _GIVES:
        floor = -(-minutes // 6) if least is None else least
        giving = [item.id for item in items if item.kind in kinds]
        while excess > 0 and giving:
            longest = max(giving, key=parts.__getitem__)
            if parts[longest] <= floor:
                break
            parts[longest] -= 1
            excess -= 1
    return parts


def late(session: Session) -> int:
    """The minutes that its late start takes from a session; its planned end stays.

    None where so little would be left that it is a session of another time.
    """
    if session.began is None or session.starts is None:
        return 0
    lost = _begins(session, session.began) - instant(session.starts, session.zone)
    minutes = int(lost.total_seconds()) // 60
    return minutes if 0 < minutes <= session.minutes - LEAST else 0


def _begins(session: Session, began: Local) -> datetime:
    """The instant at which it began; of a time that comes twice, the one when its timer started."""
    if session.timer:
        started = session.timer[0].at.astimezone(UTC).replace(second=0, microsecond=0)
        if moved(started.replace(tzinfo=None), "UTC", session.zone) == began:
            return started
    return instant(began, session.zone)


class Stand(StrEnum):
    """Where an item stands in a session under way."""

    DONE = "done"
    NOW = "now"
    NEXT = "next"
    """Still to come."""
    LEFT = "left"
    """Carried over or parked."""


@value()
class ItemProgress:
    """One item of a session under way."""

    item: Item
    number: int
    """Its number on the agenda, from 1."""
    minutes: int
    """What it may take: its plan, less what a late start took, plus what was added."""
    seconds: int
    """What it took so far."""
    stand: Stand

    @property
    def remaining(self) -> int:
        """The seconds it may still take; negative once it takes longer."""
        return self.minutes * 60 - self.seconds


@value()
class Progress:
    """All that there is to show of a session that was started, as of one moment."""

    session: Session
    state: TimerState
    item: str | None
    """The id of the item that the timer counts for, if any."""
    late: int
    """The minutes by which it began late and is shorter."""
    minutes: int
    """The whole: its plan, less what a late start took, plus what was added."""
    seconds: int
    """What it took so far, pauses aside."""
    paused: int
    """The seconds of the pauses."""
    items: tuple[ItemProgress, ...]

    @property
    def now(self) -> ItemProgress | None:
        """The item that is spoken of."""
        return next((each for each in self.items if each.stand is Stand.NOW), None)

    @property
    def next(self) -> ItemProgress | None:
        """The item that comes after it: the first one still to do behind it, else the first of all."""
        coming = [each for each in self.items if each.stand is Stand.NEXT]
        here = next((each.number for each in self.items if each.item.id == self.item), 0)
        return next((each for each in coming if each.number > here), next(iter(coming), None))

    @property
    def remaining(self) -> int:
        """The seconds that are left; negative once it takes longer."""
        return self.minutes * 60 - self.seconds

    @property
    def ends(self) -> Local | None:
        """When it ends if every minute is used, in the session's local time."""
        session = self.session
        if session.began is None:
            return None
        used = timedelta(minutes=self.minutes, seconds=self.paused)
        ends = _begins(session, session.began) + used
        return moved(ends.replace(tzinfo=None), "UTC", session.zone)

    @property
    def resumed(self) -> bool:
        """Whether what happened last ended a pause."""
        before = elapsed(self.session.timer[:-1])
        return before.state is TimerState.PAUSED and self.state is TimerState.RUNNING

    @property
    def forgotten(self) -> bool:
        """Whether the timer was left running after the session was over."""
        return self.state is TimerState.RUNNING and self.remaining < -FORGOTTEN * 60


def progress(session: Session, agenda: Agenda, now: Stamp) -> Progress:
    """How the session stands at ``now``, by its timer and the agenda as it is then."""
    sum_ = elapsed(session.timer, now)
    lost = late(session)
    kept = tuple(item for item in agenda.items if item.status not in LEFT)
    plan = (
        shrunk(agenda.counted, session.minutes - lost)
        if lost
        else {item.id: item.minutes for item in kept}
    )
    return Progress(
        session=session,
        state=sum_.state,
        item=sum_.item,
        late=lost,
        minutes=session.minutes - lost + sum_.extended,
        seconds=sum_.seconds,
        paused=sum_.paused,
        items=tuple(
            ItemProgress(
                item=item,
                number=number,
                minutes=plan.get(item.id, item.minutes) + sum_.given.get(item.id, 0),
                seconds=sum_.items.get(item.id, 0),
                stand=_stand(item, sum_.item),
            )
            for number, item in enumerate(agenda.items, start=1)
        ),
    )


def _stand(item: Item, now: str | None) -> Stand:
    if item.status in LEFT:
        return Stand.LEFT
    if item.id == now:
        return Stand.NOW
    return Stand.DONE if item.status is ItemStatus.DONE else Stand.NEXT
