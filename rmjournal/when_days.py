"""Days that a phrase counts from today: ``tomorrow``, weekdays, weeks and lengths of time."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta

from rmjournal.months import months_later
from rmjournal.when_scene import Said, Scene

_IDIOMS = {8: 7, 15: 14}
"""A French week of eight days, today counted, and a fortnight of fifteen."""


def choose(days: Iterable[date], scene: Scene) -> date:
    """The day that ``prefer`` asks for; the coming one, where two are as near."""
    today = scene.today
    if scene.prefer == "future":
        return min(day for day in days if day >= today)
    if scene.prefer == "past":
        return max(day for day in days if day <= today)
    return min(days, key=lambda day: (abs(day - today), day < today))


def from_today(said: Said, scene: Scene) -> date:
    """``tomorrow``, ``ce soir``; today when only a time was said."""
    return scene.today + timedelta((said.get("D") or said.get("DP") or (0,))[0])


def this_minute(_: Said, scene: Scene) -> date:
    """``now``: a day with its time, to the minute."""
    return scene.now.replace(second=0, microsecond=0)


def midday(_: Said, scene: Scene) -> date:
    """``ce midi``: a day with its time."""
    return datetime.combine(scene.today, time(12))


def coming_weekday(said: Said, scene: Scene) -> date:
    """The first such weekday after today."""
    return scene.today + timedelta((said["W"][0] - scene.today.weekday() - 1) % 7 + 1)


def latest_weekday(said: Said, scene: Scene) -> date:
    """The last such weekday before today."""
    return coming_weekday(said, scene) - timedelta(14 if _is_today(said, scene) else 7)


def _is_today(said: Said, scene: Scene) -> bool:
    return said["W"][0] == scene.today.weekday()


def bare_weekday(said: Said, scene: Scene) -> date:
    """A bare weekday: today's means today when the hour said agrees with ``prefer``.

    Who says ``samedi`` on a Saturday to plan means next week, unless it is for a later hour.
    """
    coming, latest = coming_weekday(said, scene), latest_weekday(said, scene)
    wanted = {"future": scene.still_to_come, "past": not scene.still_to_come, "nearest": True}
    today = [scene.today] if _is_today(said, scene) and wanted[scene.prefer] else []
    return choose([latest, *today, coming], scene)


def this_weekday(said: Said, scene: Scene) -> date:
    """``this tuesday``, ``ce mardi``: as a bare weekday, and today's is today."""
    if _is_today(said, scene):
        return scene.today
    return bare_weekday(said, scene)


def next_weekday(said: Said, scene: Scene) -> date:
    """``next tuesday``: in another week than today's, and not tomorrow; else two meanings."""
    coming = coming_weekday(said, scene)
    this_week = coming.weekday() > scene.today.weekday()
    tomorrow = coming == scene.today + timedelta(1)
    if this_week != tomorrow:
        raise scene.two_meanings(coming, coming + timedelta(7))
    return coming + timedelta(7 if tomorrow else 0)


def weeks_after(said: Said, scene: Scene) -> date:
    """``mardi en huit``, ``tuesday week``, ``two weeks on friday``, ``demain en quinze``.

    Refused on that very weekday, when some count from today and some from the next one.
    """
    count = _count(said)
    days = count * said["U"][0] if "U" in said else _IDIOMS.get(count, 0)
    if days == 0 or days % 7:
        raise scene.not_understood()
    if "D" in said:
        return from_today(said, scene) + timedelta(days)
    if _is_today(said, scene):
        raise scene.two_meanings(*(scene.today + timedelta(days + more) for more in (0, 7)))
    return coming_weekday(said, scene) + timedelta(days)


def next_or_last(said: Said, scene: Scene) -> date:
    """``next week``, ``le mois dernier``, counted from today; ``this week`` is no day."""
    weeks, months = said.get("WEEK", (0,))[0], said.get("MONTH", (0,))[0]
    if weeks == months == 0:
        raise scene.not_understood()
    return months_later(scene.today, months) + timedelta(7 * weeks)


def weekday_of_week(said: Said, scene: Scene) -> date:
    """``tuesday next week``, in weeks that begin on Monday."""
    return scene.today + timedelta(7 * said["WEEK"][0] + said["W"][0] - scene.today.weekday())


def shifted(said: Said, scene: Scene) -> date:
    """``in 2 weeks``, ``3 days ago``; a length in hours counts from this minute and has a time."""
    sign = -1 if "ago" in said or "SINCE" in said else 1
    count = _count(said)
    if "J" in said:
        return scene.today + sign * timedelta(_IDIOMS.get(count, count))
    days, months, minutes = said.get("U") or said.get("S") or (0, 12, 0)
    if "H" in said or "SPAN" in said:
        minutes = _length(said, scene)
    if minutes:
        return this_minute(said, scene) + sign * timedelta(minutes=count * minutes)
    return months_later(scene.today, sign * count * months) + sign * timedelta(count * days)


def _count(said: Said) -> int:
    """How many were said; ``a week`` is one."""
    return (said.get("N") or said.get("Y") or said.get("K") or (1,))[0]


def _length(said: Said, scene: Scene) -> int:
    """The minutes of ``1h30`` or of half an hour."""
    if "SPAN" in said:
        return said["SPAN"][0]
    hours, minutes = said["H"][:2]
    if not 0 <= minutes < 60:
        raise scene.not_understood()
    return 60 * hours + minutes
