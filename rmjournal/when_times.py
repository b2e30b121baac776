"""The time of day that a phrase says, and the part of the day."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, time, timedelta

from rmjournal.errors import UnknownDate
from rmjournal.i18n import N_
from rmjournal.when_scene import PARTS, WRITE_ONE, Part, Said, Scene
from rmjournal.when_words import EXACT, ROUGH


def part_of(sides: Iterable[Said], scene: Scene) -> Part | None:
    """The part of the day that was said, once at most."""
    kinds = ("DP", "PART", "OFPART")
    said = [PARTS[side[kind][-1]] for side in sides for kind in kinds if kind in side]
    if len(said) > 1:
        raise scene.not_understood()
    return said[0] if said else None


def time_of(said: Said, part: Part | None, scene: Scene) -> time | None:
    """The time that was said, in the half of the day that the part of the day asks for."""
    clock = said.get("CLOCK") or said.get("H") or (*said.get("N", ()), 0, 0, ROUGH)
    if len(clock) < 4:
        return None
    hour, minute, second, sure = clock
    if not (0 <= hour < 24 and 0 <= minute < 60 and 0 <= second < 60):
        happened = N_("“{typed}” names a time that does not exist.")
        raise scene.refusal(happened, N_("Hours go from 0 to 23, minutes from 00 to 59."))
    if part is None:
        if sure == ROUGH and hour <= 12:
            raise _either_half(hour, minute, scene)
        return time(hour, minute, second)
    for possible in (hour,) if sure == EXACT or hour >= 12 else (hour, hour + 12):
        if part.holds(possible):
            return time(possible, minute, second)
    happened = N_("“{typed}” names a time that is not in that part of the day.")
    raise scene.refusal(happened, N_("Leave one of the two out."))


def midnight(day: date, scene: Scene) -> UnknownDate:
    """The refusal of ``midnight``, which is the start of that day or its end."""
    happened = N_("“{typed}” is either the start of that day or its end.")
    first, second = f"{day:%Y-%m-%d} 00:00", f"{day + timedelta(1):%Y-%m-%d} 00:00"
    return scene.refusal(happened, WRITE_ONE, first=first, second=second)


def _either_half(hour: int, minute: int, scene: Scene) -> UnknownDate:
    """The refusal of an hour that says nothing of the half of the day it is in."""
    early, late = time(hour % 12, minute), time(hour % 12 + 12, minute)
    happened = N_("“{typed}” does not say which half of the day it is in.")
    return scene.refusal(happened, WRITE_ONE, first=f"{early:%H:%M}", second=f"{late:%H:%M}")
