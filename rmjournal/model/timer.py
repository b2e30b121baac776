"""The timer of a session: what its events add up to.

Time is added up from event to event, never from the first to the last: a clock that was set back
takes nothing away, and loses no more than the one stretch in which that happened. Nothing has to
run for the timer to go on, so a crash, a closed terminal or a closed laptop changes nothing.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field, replace
from enum import StrEnum
from itertools import zip_longest

from rmjournal.model.record import Ref, Stamp
from rmjournal.model.value import value


@value(kw_only=True)
class TimerEvent:
    """Something that happened to the timer; the elapsed time is computed from these alone."""

    kind: str
    """``start``, ``pause``, ``resume``, ``extend``, ``next`` or ``end``."""
    at: Stamp
    item: Ref | None = None
    """The agenda item that begins, for ``start`` and ``next``."""
    minutes: int | None = None
    """The minutes added, for ``extend``."""


class TimerState(StrEnum):
    """Not started, running, paused, or ended."""

    IDLE = "idle"
    RUNNING = "running"
    PAUSED = "paused"
    ENDED = "ended"


PerItem = Mapping[str | None, int]
"""A number for each item, by id; under none, for when no item was spoken of."""


@value()
class Elapsed:
    """The time that passed, as of one moment."""

    state: TimerState = TimerState.IDLE
    item: str | None = None
    """The id of the item that is spoken of, if any."""
    items: PerItem = field(default_factory=dict)
    """The seconds of each item while the timer ran."""
    given: PerItem = field(default_factory=dict)
    """The minutes added while each item was spoken of."""
    paused: int = 0
    """The seconds of pauses that the session went on after."""

    @property
    def seconds(self) -> int:
        """The seconds of the whole session while the timer ran."""
        return sum(self.items.values())

    @property
    def extended(self) -> int:
        """All the minutes that were added."""
        return sum(self.given.values())


def elapsed(events: tuple[TimerEvent, ...], now: Stamp | None = None) -> Elapsed:
    """What the events add up to, and up to ``now`` if the timer still runs then.

    An event that makes no sense where it stands, as a merge may leave one, changes nothing.
    """
    sum_ = Elapsed()
    for event, after in zip_longest(events, events[1:]):
        sum_ = _happened(sum_, event)
        until = after.at if after else now
        if until is not None:
            seconds = max(int((until - event.at).total_seconds()), 0)
            sum_ = _passed(sum_, seconds, going_on=after is not None and after.kind != "end")
    return sum_


def _happened(before: Elapsed, event: TimerEvent) -> Elapsed:
    started = before.state in (TimerState.RUNNING, TimerState.PAUSED)
    if event.kind == "start" or (event.kind == "next" and started):
        return replace(before, state=TimerState.RUNNING, item=event.item)
    if not started:
        return before
    match event.kind:
        case "pause":
            return replace(before, state=TimerState.PAUSED)
        case "resume":
            return replace(before, state=TimerState.RUNNING)
        case "extend":
            return replace(before, given=_more(before.given, before.item, event.minutes or 0))
        case "end":
            return replace(before, state=TimerState.ENDED, item=None)
    return before


def _passed(before: Elapsed, seconds: int, *, going_on: bool) -> Elapsed:
    if before.state is TimerState.RUNNING:
        return replace(before, items=_more(before.items, before.item, seconds))
    if before.state is TimerState.PAUSED and going_on:
        return replace(before, paused=before.paused + seconds)
    return before


def _more(numbers: PerItem, item: str | None, more: int) -> PerItem:
    return {**numbers, item: numbers.get(item, 0) + max(more, 0)}


def in_minutes(seconds: PerItem, whole: int) -> dict[str | None, int]:
    """The seconds as whole minutes that add up to ``whole`` exactly, by largest remainder.

    Each is in proportion to its seconds; if the seconds add up to ``whole`` minutes, or to less
    than half a minute more or less, each is within a minute of them.
    """
    total = sum(seconds.values())
    if not total:
        return dict.fromkeys(seconds, 0)
    shares = {id: divmod(each * whole, total) for id, each in seconds.items()}
    minutes = {id: share for id, (share, _) in shares.items()}
    left = whole - sum(minutes.values())
    for id in sorted(shares, key=lambda item: -shares[item][1])[:left]:
        minutes[id] += 1
    return minutes
