"""Dates of the calendar: a day of a month, of a year said or not, and the ends of both."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from rmjournal.i18n import N_
from rmjournal.months import last_of, months_later
from rmjournal.when_days import choose
from rmjournal.when_scene import Said, Scene

_FALLS_ON = (
    N_("{date} is a Monday."), N_("{date} is a Tuesday."), N_("{date} is a Wednesday."),
    N_("{date} is a Thursday."), N_("{date} is a Friday."), N_("{date} is a Saturday."),
    N_("{date} is a Sunday."),
)  # fmt: skip


def day_of_month(said: Said, scene: Scene) -> date:
    """``le 3 du mois prochain``, ``the 30th of this month``."""
    first = months_later(scene.today.replace(day=1), said["MONTH"][0])
    return first.replace(day=_number(said))


def end_of_month(said: Said, scene: Scene) -> date:
    """``end of the month``, ``fin du mois prochain``."""
    month = months_later(scene.today, said["MONTHEND"][0])
    return month.replace(day=last_of(month.year, month.month))


def end_of_year(_: Said, scene: Scene) -> date:
    """``end of the year``: 31 December of this one."""
    return date(scene.today.year, 12, 31)


def end_of(said: Said, scene: Scene) -> date:
    """``fin février``: its last day, the 29th in a leap year."""
    (month,) = said["M"]
    ends = [date(year, month, last_of(year, month)) for year in said.get("Y", _years(scene))]
    return ends[0] if "Y" in said else choose(ends, scene)


def middle_of(said: Said, scene: Scene) -> date:
    """``mi-décembre``: the 15th."""
    return dated({**said, "N": (15,)}, scene)


def dated(said: Said, scene: Scene) -> date:
    """``mardi 24 novembre``, ``Dec 3rd, 2026``."""
    return _day_and_month(_number(said), said["M"][0], said, scene)


def dated_near(said: Said, scene: Scene) -> date:
    """``le 3 décembre prochain``, ``le 3 novembre dernier``, whatever is preferred."""
    return dated(said, scene._replace(prefer="future" if "NEXT" in said else "past"))


def _day_and_month(day: int, month: int, said: Said, scene: Scene) -> date:
    """In the year that was said, or in the one that ``prefer`` asks for."""
    if "Y" in said:
        return _agreed(date(said["Y"][0], month, day), said, scene)
    days = _existing([(year, month) for year in _years(scene)], day)
    return _agreed(choose(days, scene), said, scene)


def number_alone(said: Said, scene: Scene) -> date:
    """``le 3``, ``mardi 24``, ``tuesday the 24th``; ``tuesday 5`` may be five o'clock."""
    number = _number(said)
    french_or_none = "W" not in said or said["W"][1]
    if "N" in said and number <= 12 and not french_or_none and scene.time is None:
        raise scene.not_understood()
    first = scene.today.replace(day=1)
    near = [months_later(first, months) for months in range(-2, 3)]
    days = _existing([(month.year, month.month) for month in near], number)
    return _agreed(choose(days, scene), said, scene)


def _existing(months: Iterable[tuple[int, int]], day: int) -> list[date]:
    """The days of that number in those months, given with their years, that have one."""
    return [date(*month, day) for month in months if 1 <= day <= last_of(*month)]


def _years(scene: Scene) -> range:
    """The years around now: the next 29 February may be eight years away."""
    return range(max(scene.now.year - 8, 1), min(scene.now.year + 9, 10_000))


def _number(said: Said) -> int:
    return (said.get("N") or said["ORD"])[0]


def _agreed(day: date, said: Said, scene: Scene) -> date:
    """The day, if it is the weekday that was said, or none was."""
    if "W" in said and said["W"][0] != day.weekday():
        todo = N_("Correct the weekday or the date, or leave the weekday out.")
        raise scene.refusal(_FALLS_ON[day.weekday()], todo, date=day)
    return day


def iso(said: Said, scene: Scene) -> date:
    """``2026-12-03``, after its weekday or not."""
    return _agreed(date(*said["ISO"]), said, scene)


def numeric(said: Said, scene: Scene) -> date:
    """``3/12``: the order of the interface's language, unless only one order is possible."""
    first, second, *year = said.get("DMY") or said["DM"]
    orders = [(day, month) for day, month in ((first, second), (second, first)) if month <= 12]
    if not orders:
        raise ValueError(first, second)
    said = {**said, "Y": tuple(year)} if year else said
    if scene.language != "fr" and len({*orders}) == 2:
        alone = {symbol: values for symbol, values in said.items() if symbol != "W"}
        raise scene.two_meanings(*(_day_and_month(*order, alone, scene) for order in orders))
    return _day_and_month(*orders[0], said, scene)


def no_century(_: Said, scene: Scene) -> date:
    """``3/12/26``: refused, whatever century is meant."""
    happened = N_("“{typed}” gives the year without its century.")
    raise scene.refusal(happened, N_("Write the four digits of the year."))
