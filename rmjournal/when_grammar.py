"""The grammar of dates and times: every shape of a phrase, in the symbols of ``when_words``.

A phrase is a day and a time in either order, or one of them; ``[a|b] c`` is c, a c or b c.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from functools import cache

from rmjournal import when_dates as dates
from rmjournal import when_days as days
from rmjournal.when_scene import Said, Scene
from rmjournal.when_words import Token, shapes

Rule = Callable[[Said, Scene], date]
"""Which day the symbols of one shape say."""
Phrase = tuple[Rule, Said, Said]
"""A way to read the tokens: the rule of the day, what was said of it, what was said of the time."""

_DAYS: tuple[tuple[str, Rule], ...] = (
    ("", days.from_today),
    ("[BY] D", days.from_today),
    ("DP", days.from_today),
    ("NOW", days.this_minute),
    ("MIDDAY", days.midday),
    ("[on|BY] W", days.bare_weekday),
    ("[on|BY] THIS W", days.this_weekday),
    ("[on|BY] COMING W", days.coming_weekday),
    ("[BY] W qui_vient", days.coming_weekday),
    ("[on|BY] NEXT W", days.next_weekday),
    ("[le|BY] W NEXT", days.next_weekday),
    ("[on] LAST W", days.latest_weekday),
    ("[le] W LAST", days.latest_weekday),
    ("W|D en N", days.weeks_after),
    ("[on] W|D U", days.weeks_after),
    ("COUNT U on|from W", days.weeks_after),
    ("COUNT U [from] D", days.weeks_after),
    ("[BY] WEEK|MONTH", days.next_or_last),
    ("[on|BY] W [of|in|de] WEEK", days.weekday_of_week),
    ("WEEK [,] [on] W", days.weekday_of_week),
    ("IN COUNT UNIT", days.shifted),
    ("IN N|un an", days.shifted),
    ("in|dans|within|sous H", days.shifted),
    ("IN SPAN", days.shifted),
    ("COUNT U FROMNOW", days.shifted),
    ("COUNT U ago", days.shifted),
    ("H|SPAN ago", days.shifted),
    ("SINCE COUNT UNIT", days.shifted),
    ("SINCE N|un an", days.shifted),
    ("SINCE H|SPAN", days.shifted),
    ("[HEAD] DAY du|de|of MONTH", dates.day_of_month),
    ("[at|a|BY] MONTHEND", dates.end_of_month),
    ("[at|a|BY] YEAREND", dates.end_of_year),
    ("[at|a|BY] END M [Y]", dates.end_of),
    ("[in|a|BY] MID M [Y]", dates.middle_of),
    ("[HEAD] DAY [of|de] M [Y|,_Y]", dates.dated),
    ("WD [le|the] DAY [of|de] M [Y|,_Y]", dates.dated),
    ("[on|BY] M [the] DAY [Y|,_Y]", dates.dated),
    ("WD M [the] DAY [Y|,_Y]", dates.dated),
    ("DAY - M - Y", dates.dated),
    ("[le] DAY M NEXT|LAST", dates.dated_near),
    ("HEAD ORD", dates.number_alone),
    ("[BY] le N", dates.number_alone),
    ("WD [le|the] DAY", dates.number_alone),
    ("[HEAD|WD] ISO", dates.iso),
    ("[HEAD|WD] DM|DMY", dates.numeric),
    ("WD le DM|DMY", dates.numeric),
    ("[HEAD|WD] DM2", dates.no_century),
    ("[HEAD|WD] DAY M N", dates.no_century),
    ("[on|WD] M DAY [,] N", dates.no_century),
)
_HOURS = (
    "",
    "[AT] CLOCK|H|MIDNIGHT [PART|OFPART]",
    "AT N [PART|OFPART]",
    "PART|OFPART",
    "PART|OFPART [,] [AT] CLOCK|H",
    "PART|OFPART AT N",
)


def phrases(cut: list[Token]) -> Iterator[Phrase]:
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


@cache
def _days() -> dict[str, Rule]:
    return {shape: rule for line, rule in _DAYS for shape in shapes(line)}


@cache
def _hours() -> frozenset[str]:
    return frozenset(shape for line in _HOURS for shape in shapes(line))
