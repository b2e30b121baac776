"""Dates and times as people type them, in French and in English, whatever the interface speaks.

The grammar is a table of shapes (``_DAYS``, ``_HOURS``): a phrase is understood when the whole of
it has such a shape and one meaning; else it is refused, with what to write instead. What was
decided where people differ:

- A date without its year, or a weekday, is the coming one; ``prefer`` asks for the latest, or for
  the nearer of the two. Today counts; for a coming weekday, only if an hour yet to come is said.
- ``next friday`` is neither tomorrow nor in this week. It is refused on the days when people
  differ: when the coming Friday is in this week and not tomorrow, or is tomorrow and not in it.
- ``last friday`` is the latest before today. ``this friday`` may be today.
- Weeks begin on Monday. ``next week`` is a week from today; ``in a month``, today's day of next
  month, or that month's last day where it is shorter.
- In French ``huit jours`` is a week and ``quinze jours`` a fortnight, in figures too, as they are
  in ``mardi en huit``. In English 8 days are 8 days.
- ``3/4`` is 3 April in French and refused in English; ``25/12`` has one reading in both.
- ``9:30`` and ``9h30`` are on the clock of 24 hours. ``at 5``, ``2:30`` and ``half past two`` are
  refused where nothing says which half of the day; ``midnight`` is, for it belongs to two days.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date, datetime, time, timedelta
from functools import cache
from typing import Literal, NamedTuple

from rmjournal.errors import UnknownDate
from rmjournal.i18n import N_
from rmjournal.months import last_of, months_later
from rmjournal.text import shorten
from rmjournal.when_words import EXACT, ROUGH, Token, readings, shapes, tokens

Prefer = Literal["future", "past", "nearest"]
_Time = time


class Part(NamedTuple):
    """A part of the day: the hours it begins and ends at, and the time it suggests."""

    begins: int
    ends: int
    usual: time

    def holds(self, hour: int) -> bool:
        """Whether that hour is in this part."""
        return self.begins <= hour < self.ends


MORNING = Part(0, 12, time(9))
AFTERNOON = Part(12, 19, time(14))
EVENING = Part(17, 24, time(18))
PARTS = (MORNING, AFTERNOON, EVENING)


class When(NamedTuple):
    """What was understood: a day, and the time, or else the part of the day, if one was said."""

    day: date
    time: _Time | None
    part: Part | None = None

    def local(self, default: _Time) -> datetime:
        """That moment; an unsaid time is ``default``, unless a part of the day was said instead
        and ``default`` is not in it: then it is the one this part suggests.
        """
        moment = default if self.time is None else self.time
        if self.time is None and self.part and not self.part.holds(default.hour):
            moment = self.part.usual
        return datetime.combine(self.day, moment)


def understand(
    text: str, now: datetime, language: str = "en", *, prefer: Prefer = "future"
) -> When:
    """The day and time that ``text`` says at ``now``, local and naive; raises UnknownDate.

    ``language`` is the interface's, and settles only what is spelt alike: ``3/4``, ``mar``.
    """
    scene = _Scene(text, now, language, prefer)
    cut = tokens(text)
    if not cut:
        raise scene.refusal(N_("No date was given."), _EXAMPLES)
    for reading in readings(cut, language):
        for phrase in _phrases(reading):
            return _meaning(phrase, scene)
    raise scene.not_understood()


class _Scene(NamedTuple):
    """All that a phrase may depend on beside its own words."""

    typed: str
    now: datetime
    language: str
    prefer: Prefer
    time: _Time | None = None
    part: Part | None = None

    @property
    def today(self) -> date:
        return self.now.date()

    @property
    def still_to_come(self) -> bool:
        """Whether an hour was said that today has yet to see."""
        if self.time is None:
            return self.part is not None and self.part.begins > self.now.hour
        return self.time > self.now.time()

    def refusal(self, happened: str, todo: str, **values: object) -> UnknownDate:
        """The error to raise; the text is quoted, shortened."""
        kept = N_("Nothing was changed.")
        return UnknownDate(happened, kept=kept, todo=todo, typed=shorten(self.typed, 40), **values)

    def not_understood(self) -> UnknownDate:
        """The refusal of what has no shape we know."""
        return self.refusal(N_("“{typed}” is not understood as a date or a time."), _EXAMPLES)

    def two_meanings(self, first: object, second: object) -> UnknownDate:
        """The refusal of what could be read in two ways, with a way to write each."""
        happened = N_("“{typed}” can be read in two ways.")
        return self.refusal(happened, _WRITE_ONE, first=str(first), second=str(second))


_EXAMPLES = N_("Write for instance “2026-12-03 17:00”, “next tuesday 2pm” or “in 2 weeks”.")
_WRITE_ONE = N_("Write {first} or {second}.")
_FALLS_ON = (
    N_("{date} is a Monday."), N_("{date} is a Tuesday."), N_("{date} is a Wednesday."),
    N_("{date} is a Thursday."), N_("{date} is a Friday."), N_("{date} is a Saturday."),
    N_("{date} is a Sunday."),
)  # fmt: skip

_IDIOMS = {8: 7, 15: 14}
"""A French week of eight days, today counted, and a fortnight of fifteen."""

_Said = Mapping[str, tuple[int, ...]]
_Rule = Callable[[_Said, _Scene], date]
_Phrase = tuple[_Rule, _Said, _Said]
"""A way to read the tokens: the rule of the day, what was said of it, what was said of the time."""


def _phrases(cut: list[Token]) -> Iterator[_Phrase]:
    """The ways to read the tokens as a day and a time, in either order, or as one of them.

    The grammar leaves one way at most.
    """
    for at in range(len(cut)):
        comma = at > 1 and cut[at - 1].symbol == ","
        first, second = cut[: at - comma], cut[at:]
        for day, hour in ((first, second), (second, first)):
            rule = _days().get(_shape(day))
            if rule and _shape(hour) in _hours():
                yield rule, dict(day), dict(hour)


def _shape(cut: list[Token]) -> str:
    return " ".join(token.symbol for token in cut)


def _meaning(phrase: _Phrase, scene: _Scene) -> When:
    """The time, then the day, which may depend on it."""
    rule, day, hour = phrase
    part = _part((day, hour), scene)
    moment = _time_of_day(hour, part, scene)
    if not day and moment is None and "MIDNIGHT" not in hour:
        raise scene.not_understood()
    try:
        found = rule(day, scene._replace(time=moment, part=part))
        if "MIDNIGHT" in hour:
            raise _midnight(found, scene)
    except (ValueError, OverflowError) as error:
        happened = N_("“{typed}” names a day that does not exist.")
        raise scene.refusal(happened, N_("Check the day, the month and the year.")) from error
    if not isinstance(found, datetime):
        return When(found, moment, part if moment is None else None)
    if hour:
        raise scene.not_understood()
    return When(found.date(), found.time())


def _part(sides: Iterable[_Said], scene: _Scene) -> Part | None:
    """The part of the day that was said, once at most."""
    kinds = ("DP", "PART", "OFPART")
    said = [PARTS[side[kind][-1]] for side in sides for kind in kinds if kind in side]
    if len(said) > 1:
        raise scene.not_understood()
    return said[0] if said else None


def _time_of_day(said: _Said, part: Part | None, scene: _Scene) -> _Time | None:
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


def _either_half(hour: int, minute: int, scene: _Scene) -> UnknownDate:
    early, late = time(hour % 12, minute), time(hour % 12 + 12, minute)
    happened = N_("“{typed}” does not say which half of the day it is in.")
    return scene.refusal(happened, _WRITE_ONE, first=f"{early:%H:%M}", second=f"{late:%H:%M}")


def _midnight(day: date, scene: _Scene) -> UnknownDate:
    happened = N_("“{typed}” is either the start of that day or its end.")
    first, second = f"{day:%Y-%m-%d} 00:00", f"{day + timedelta(1):%Y-%m-%d} 00:00"
    return scene.refusal(happened, _WRITE_ONE, first=first, second=second)


def _choose(days: Iterable[date], scene: _Scene) -> date:
    """The day that ``prefer`` asks for; the coming one, where two are as near."""
    today = scene.today
    if scene.prefer == "future":
        return min(day for day in days if day >= today)
    if scene.prefer == "past":
        return max(day for day in days if day <= today)
    return min(days, key=lambda day: (abs(day - today), day < today))


def _from_today(said: _Said, scene: _Scene) -> date:
    """``tomorrow``, ``ce soir``; today when only a time was said."""
    return scene.today + timedelta((said.get("D") or said.get("DP") or (0,))[0])


def _now(_: _Said, scene: _Scene) -> date:
    return scene.now.replace(second=0, microsecond=0)


def _midday(_: _Said, scene: _Scene) -> date:
    return datetime.combine(scene.today, time(12))


def _coming(said: _Said, scene: _Scene) -> date:
    """The first such weekday after today."""
    return scene.today + timedelta((said["W"][0] - scene.today.weekday() - 1) % 7 + 1)


def _latest(said: _Said, scene: _Scene) -> date:
    """The last such weekday before today."""
    return _coming(said, scene) - timedelta(14 if _is_today(said, scene) else 7)


def _is_today(said: _Said, scene: _Scene) -> bool:
    return said["W"][0] == scene.today.weekday()


def _weekday(said: _Said, scene: _Scene) -> date:
    """A bare weekday: today's means today when the hour said agrees with ``prefer``.

    Who says ``samedi`` on a Saturday to plan means next week, unless it is for a later hour.
    """
    coming, latest = _coming(said, scene), _latest(said, scene)
    wanted = {"future": scene.still_to_come, "past": not scene.still_to_come, "nearest": True}
    today = [scene.today] if _is_today(said, scene) and wanted[scene.prefer] else []
    return _choose([latest, *today, coming], scene)


def _this_weekday(said: _Said, scene: _Scene) -> date:
    """``this tuesday``, ``ce mardi``: as a bare weekday, and today's is today."""
    if _is_today(said, scene):
        return scene.today
    return _weekday(said, scene)


def _next_weekday(said: _Said, scene: _Scene) -> date:
    """``next tuesday``: in another week than today's, and not tomorrow; else two meanings."""
    coming = _coming(said, scene)
    this_week = coming.weekday() > scene.today.weekday()
    tomorrow = coming == scene.today + timedelta(1)
    if this_week != tomorrow:
        raise scene.two_meanings(coming, coming + timedelta(7))
    return coming + timedelta(7 if tomorrow else 0)


def _weeks_after(said: _Said, scene: _Scene) -> date:
    """``mardi en huit``, ``tuesday week``, ``two weeks on friday``, ``demain en quinze``.

    Refused on that very weekday, when some count from today and some from the next one.
    """
    count = _count(said)
    days = count * said["U"][0] if "U" in said else _IDIOMS.get(count, 0)
    if days == 0 or days % 7:
        raise scene.not_understood()
    if "D" in said:
        return _from_today(said, scene) + timedelta(days)
    if _is_today(said, scene):
        raise scene.two_meanings(*(scene.today + timedelta(days + more) for more in (0, 7)))
    return _coming(said, scene) + timedelta(days)


def _next_or_last(said: _Said, scene: _Scene) -> date:
    """``next week``, ``le mois dernier``, counted from today; ``this week`` is no day."""
    weeks, months = said.get("WEEK", (0,))[0], said.get("MONTH", (0,))[0]
    if weeks == months == 0:
        raise scene.not_understood()
    return months_later(scene.today, months) + timedelta(7 * weeks)


def _weekday_of_week(said: _Said, scene: _Scene) -> date:
    """``tuesday next week``, in weeks that begin on Monday."""
    return scene.today + timedelta(7 * said["WEEK"][0] + said["W"][0] - scene.today.weekday())


def _shifted(said: _Said, scene: _Scene) -> date:
    """``in 2 weeks``, ``3 days ago``; a length in hours counts from this minute and has a time."""
    sign = -1 if "ago" in said or "SINCE" in said else 1
    count = _count(said)
    if "J" in said:
        return scene.today + sign * timedelta(_IDIOMS.get(count, count))
    days, months, minutes = said.get("U") or said.get("S") or (0, 12, 0)
    if "H" in said or "SPAN" in said:
        minutes = _length(said, scene)
    if minutes:
        return _now(said, scene) + sign * timedelta(minutes=count * minutes)
    return months_later(scene.today, sign * count * months) + sign * timedelta(count * days)


def _count(said: _Said) -> int:
    """How many were said; ``a week`` is one."""
    return (said.get("N") or said.get("Y") or said.get("K") or (1,))[0]


def _length(said: _Said, scene: _Scene) -> int:
    """The minutes of ``1h30`` or of half an hour."""
    if "SPAN" in said:
        return said["SPAN"][0]
    hours, minutes = said["H"][:2]
    if not 0 <= minutes < 60:
        raise scene.not_understood()
    return 60 * hours + minutes


def _day_of_month(said: _Said, scene: _Scene) -> date:
    """``le 3 du mois prochain``, ``the 30th of this month``."""
    first = months_later(scene.today.replace(day=1), said["MONTH"][0])
    return first.replace(day=_number(said))


def _end_of_month(said: _Said, scene: _Scene) -> date:
    month = months_later(scene.today, said["MONTHEND"][0])
    return month.replace(day=last_of(month.year, month.month))


def _end_of_year(_: _Said, scene: _Scene) -> date:
    return date(scene.today.year, 12, 31)


def _end_of(said: _Said, scene: _Scene) -> date:
    """``fin février``: its last day, the 29th in a leap year."""
    (month,) = said["M"]
    ends = [date(year, month, last_of(year, month)) for year in said.get("Y", _years(scene))]
    return ends[0] if "Y" in said else _choose(ends, scene)


def _middle_of(said: _Said, scene: _Scene) -> date:
    """``mi-décembre``: the 15th."""
    return _dated({**said, "N": (15,)}, scene)


def _dated(said: _Said, scene: _Scene) -> date:
    """``mardi 24 novembre``, ``Dec 3rd, 2026``."""
    return _day_and_month(_number(said), said["M"][0], said, scene)


def _dated_near(said: _Said, scene: _Scene) -> date:
    """``le 3 décembre prochain``, ``le 3 novembre dernier``, whatever is preferred."""
    return _dated(said, scene._replace(prefer="future" if "NEXT" in said else "past"))


def _day_and_month(day: int, month: int, said: _Said, scene: _Scene) -> date:
    """In the year that was said, or in the one that ``prefer`` asks for."""
    if "Y" in said:
        return _agreed(date(said["Y"][0], month, day), said, scene)
    days = _existing([(year, month) for year in _years(scene)], day)
    return _agreed(_choose(days, scene), said, scene)


def _number_alone(said: _Said, scene: _Scene) -> date:
    """``le 3``, ``mardi 24``, ``tuesday the 24th``; ``tuesday 5`` may be five o'clock."""
    number = _number(said)
    french_or_none = "W" not in said or said["W"][1]
    if "N" in said and number <= 12 and not french_or_none and scene.time is None:
        raise scene.not_understood()
    first = scene.today.replace(day=1)
    near = [months_later(first, months) for months in range(-2, 3)]
    days = _existing([(month.year, month.month) for month in near], number)
    return _agreed(_choose(days, scene), said, scene)


def _existing(months: Iterable[tuple[int, int]], day: int) -> list[date]:
    """The days of that number in those months, given with their years, that have one."""
    return [date(*month, day) for month in months if 1 <= day <= last_of(*month)]


def _years(scene: _Scene) -> range:
    """The years around now: the next 29 February may be eight years away."""
    return range(max(scene.now.year - 8, 1), min(scene.now.year + 9, 10_000))


def _number(said: _Said) -> int:
    return (said.get("N") or said["ORD"])[0]


def _agreed(day: date, said: _Said, scene: _Scene) -> date:
    """The day, if it is the weekday that was said, or none was."""
    if "W" in said and said["W"][0] != day.weekday():
        todo = N_("Correct the weekday or the date, or leave the weekday out.")
        raise scene.refusal(_FALLS_ON[day.weekday()], todo, date=day.isoformat())
    return day


def _iso(said: _Said, scene: _Scene) -> date:
    return _agreed(date(*said["ISO"]), said, scene)


def _numeric(said: _Said, scene: _Scene) -> date:
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


def _no_century(_: _Said, scene: _Scene) -> date:
    happened = N_("“{typed}” gives the year without its century.")
    raise scene.refusal(happened, N_("Write the four digits of the year."))


_DAYS: tuple[tuple[str, _Rule], ...] = (
    ("", _from_today),
    ("[BY] D", _from_today),
    ("DP", _from_today),
    ("NOW", _now),
    ("MIDDAY", _midday),
    ("[on|BY] W", _weekday),
    ("[on|BY] THIS W", _this_weekday),
    ("[on|BY] COMING W", _coming),
    ("[BY] W qui_vient", _coming),
    ("[on|BY] NEXT W", _next_weekday),
    ("[le|BY] W NEXT", _next_weekday),
    ("[on] LAST W", _latest),
    ("[le] W LAST", _latest),
    ("W|D en N", _weeks_after),
    ("[on] W|D U", _weeks_after),
    ("COUNT U on|from W", _weeks_after),
    ("COUNT U [from] D", _weeks_after),
    ("[BY] WEEK|MONTH", _next_or_last),
    ("[on|BY] W [of|in|de] WEEK", _weekday_of_week),
    ("WEEK [,] [on] W", _weekday_of_week),
    ("IN COUNT UNIT", _shifted),
    ("IN N|un an", _shifted),
    ("in|dans|within|sous H", _shifted),
    ("IN SPAN", _shifted),
    ("COUNT U FROMNOW", _shifted),
    ("COUNT U ago", _shifted),
    ("H|SPAN ago", _shifted),
    ("SINCE COUNT UNIT", _shifted),
    ("SINCE N|un an", _shifted),
    ("SINCE H|SPAN", _shifted),
    ("[HEAD] DAY du|de|of MONTH", _day_of_month),
    ("[at|a|BY] MONTHEND", _end_of_month),
    ("[at|a|BY] YEAREND", _end_of_year),
    ("[at|a|BY] END M [Y]", _end_of),
    ("[in|a|BY] MID M [Y]", _middle_of),
    ("[HEAD] DAY [of|de] M [Y|,_Y]", _dated),
    ("WD [le|the] DAY [of|de] M [Y|,_Y]", _dated),
    ("[on|BY] M [the] DAY [Y|,_Y]", _dated),
    ("WD M [the] DAY [Y|,_Y]", _dated),
    ("DAY - M - Y", _dated),
    ("[le] DAY M NEXT|LAST", _dated_near),
    ("HEAD ORD", _number_alone),
    ("[BY] le N", _number_alone),
    ("WD [le|the] DAY", _number_alone),
    ("[HEAD|WD] ISO", _iso),
    ("[HEAD|WD] DM|DMY", _numeric),
    ("WD le DM|DMY", _numeric),
    ("[HEAD|WD] DM2", _no_century),
    ("[HEAD|WD] DAY M N", _no_century),
    ("[on|WD] M DAY [,] N", _no_century),
)
_HOURS = (
    "",
    "[AT] CLOCK|H|MIDNIGHT [PART|OFPART]",
    "AT N [PART|OFPART]",
    "PART|OFPART",
    "PART|OFPART [,] [AT] CLOCK|H",
    "PART|OFPART AT N",
)


@cache
def _days() -> dict[str, _Rule]:
    return {shape: rule for line, rule in _DAYS for shape in shapes(line)}


@cache
def _hours() -> frozenset[str]:
    return frozenset(shape for line in _HOURS for shape in shapes(line))
