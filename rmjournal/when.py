"""Dates and times as people type them, in French and in English, whatever the interface speaks.

The grammar is a table of shapes (``when_grammar``): a phrase is understood when the whole of
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
- ``9:30`` and ``9h30`` are on the clock of 24 hours. ``at 5``, ``2:30``, ``à 3h`` and ``half past
  two`` are refused where nothing says which half of the day, since no session is at three in the
  night; ``03:00`` is that. ``midnight`` is refused too, for it belongs to two days.
"""

from __future__ import annotations

from datetime import date, datetime, time
from typing import NamedTuple

from rmjournal.errors import UnknownDate
from rmjournal.i18n import N_
from rmjournal.when_grammar import Phrase, phrases
from rmjournal.when_scene import (
    AFTERNOON,
    DAYS,
    EVENING,
    EXAMPLES,
    MORNING,
    PARTS,
    Part,
    Prefer,
    Scene,
)
from rmjournal.when_times import midnight, part_of, time_of
from rmjournal.when_words import readings, tokens

__all__ = [
    "AFTERNOON",
    "EVENING",
    "MORNING",
    "PARTS",
    "Part",
    "Prefer",
    "When",
    "day_alone",
    "understand",
]

_Time = time


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
    scene = Scene(text, now, language, prefer)
    cut = tokens(text)
    if not cut:
        raise scene.refusal(N_("No date was given."), EXAMPLES)
    for reading in readings(cut, language):
        for phrase in phrases(reading):
            return _meaning(phrase, scene)
    raise scene.not_understood()


def day_alone(text: str, now: datetime, language: str = "en", *, prefer: Prefer = "future") -> date:
    """The day that ``text`` says, where a day is asked for; raises UnknownDate for one with an hour."""
    try:
        found = understand(text, now, language, prefer=prefer)
    except UnknownDate as error:
        if error.todo != EXAMPLES:
            raise
        raise UnknownDate(error.happened, kept=error.kept, todo=DAYS, **error.values) from error
    if found.time is not None:
        happened = N_("“{typed}” has an hour, and a day is asked for.")
        raise Scene(text, now, language, prefer).refusal(happened, N_("Leave the hour out."))
    return found.day


def _meaning(phrase: Phrase, scene: Scene) -> When:
    """The time, then the day, which may depend on it."""
    rule, day, hour = phrase
    part = part_of((day, hour), scene)
    moment = time_of(hour, part, scene)
    if not day and moment is None and "MIDNIGHT" not in hour:
        raise scene.not_understood()
    try:
        found = rule(day, scene._replace(time=moment, part=part))
        if "MIDNIGHT" in hour:
            raise midnight(found, scene)
    except (ValueError, OverflowError) as error:
        happened = N_("“{typed}” names a day that does not exist.")
        raise scene.refusal(happened, N_("Check the day, the month and the year.")) from error
    if not isinstance(found, datetime):
        return When(found, moment, part if moment is None else None)
    if hour:
        raise scene.not_understood()
    return When(found.date(), found.time())
