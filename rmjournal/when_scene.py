"""What a phrase may depend on beside its own words, and how one is refused."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, time
from typing import Literal, NamedTuple

from rmjournal.errors import UnknownDate
from rmjournal.i18n import N_
from rmjournal.text import shorten

Prefer = Literal["future", "past", "nearest"]
Said = Mapping[str, tuple[int, ...]]
"""The symbols of a phrase and the numbers they carry."""
_Time = time

EXAMPLES = N_("Write for instance “2026-12-03 17:00”, “next tuesday 2pm” or “in 2 weeks”.")
DAYS = N_("Write for instance “2026-12-03”, “next tuesday” or “in 2 weeks”.")
WRITE_ONE = N_("Write {first} or {second}.")


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


class Scene(NamedTuple):
    """All that a phrase may depend on beside its own words."""

    typed: str
    now: datetime
    language: str
    prefer: Prefer
    time: _Time | None = None
    part: Part | None = None

    @property
    def today(self) -> date:
        """The day it is."""
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
        return self.refusal(N_("“{typed}” is not understood as a date or a time."), EXAMPLES)

    def two_meanings(self, first: object, second: object) -> UnknownDate:
        """The refusal of what could be read in two ways, with a way to write each."""
        happened = N_("“{typed}” can be read in two ways.")
        return self.refusal(happened, WRITE_ONE, first=str(first), second=str(second))
