"""What a sheet asks for, and what was typed in answer."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time
from enum import Enum, auto
from typing import TYPE_CHECKING

from rmjournal.errors import UsageProblem
from rmjournal.i18n import N_, words
from rmjournal.model.pair import Pair
from rmjournal.model.record import BOTH
from rmjournal.screens.phrases import first, who
from rmjournal.storage.drafts import Fields
from rmjournal.text import number_in

if TYPE_CHECKING:
    from rmjournal.journal.clock import Clock
    from rmjournal.when import Prefer, When


class Kind(Enum):
    """What can be typed in a field."""

    LINE = auto()
    TEXT = auto()
    """Several lines."""
    DAY = auto()
    MOMENT = auto()
    """A day and a time of day."""
    NUMBER = auto()
    PATH = auto()
    """The name of a file, typed anew rather than corrected."""
    CHOICE = auto()
    """One of a few values."""


@dataclass(frozen=True, slots=True)
class Field:
    """One question of a sheet."""

    name: str
    label: str
    """In the language in use."""
    kind: Kind = Kind.LINE
    value: str = ""
    """What stands there at first."""
    hint: str = ""
    """An example, shown while the field is empty."""
    options: tuple[tuple[str, str], ...] = ()
    """For a choice: each value, and its words in the language in use."""
    prefer: Prefer = "future"
    """For a date: which one is meant by a weekday, or by a date without its year."""
    usual: time | None = None
    """For a moment: the time of day that is meant where none is typed."""


class Values:
    """What was typed, as texts; dates and numbers are read when they are asked for."""

    def __init__(
        self, fields: tuple[Field, ...], texts: Fields, clock: Clock, readers: str
    ) -> None:
        self._fields = {each.name: each for each in fields}
        self._texts = texts
        self._clock = clock
        self.readers = readers
        """The visibility that was chosen."""

    def text(self, name: str) -> str:
        """The text as typed."""
        return self._texts.get(name, "")

    def changed(self, *names: str) -> Fields:
        """The texts that are not what stood there at first, of these fields or of all."""
        return {
            name: self.text(name)
            for name, field in self._fields.items()
            if (not names or name in names) and self.text(name) != field.value
        }

    def number(self, name: str) -> int | None:
        """The whole number; none where nothing was typed; raises UsageProblem."""
        text = self.text(name).strip()
        if not text:
            return None
        if (number := number_in(text)) is None:
            raise UsageProblem(
                N_("“{text}” is not a whole number."),
                kept=N_("What you typed is kept."),
                todo=N_("Write it in figures, such as 45."),
                text=text[:40],
            )
        return number

    def day(self, name: str) -> date | None:
        """The day that was meant; none where nothing was typed; raises UnknownDate."""
        from rmjournal.when import day_alone

        text, prefer = self.text(name).strip(), self._fields[name].prefer
        now = self._clock.local()
        return day_alone(text, now, words().language, prefer=prefer) if text else None

    def named(self, name: str) -> Field | None:
        """The field of that name, if it was asked."""
        return self._fields.get(name)

    def unread(self, problem: UsageProblem) -> Field | None:
        """The field whose text is not what it asks for, where the problem is with that."""
        read = {Kind.NUMBER: self.number, Kind.DAY: self.day, Kind.MOMENT: self.moment}
        for name, field in self._fields.items():
            try:
                read.get(field.kind, self.text)(name)
            except UsageProblem as own:
                if str(own) == str(problem):
                    return field
        return None

    def moment(self, name: str) -> datetime | None:
        """The moment that was meant, on the person's wall; raises UnknownDate."""
        found = self.when(name)
        return found.local(self._fields[name].usual or time()) if found else None

    def when(self, name: str) -> When | None:
        """The date as it was understood; none where nothing was typed; raises UnknownDate."""
        from rmjournal.when import understand

        text = self.text(name).strip()
        prefer = self._fields[name].prefer
        now = self._clock.local()
        return understand(text, now, words().language, prefer=prefer) if text else None

    def understood(self, name: str) -> str:
        """What a date or a moment was read as, in words; empty where it was not typed.

        Raises UnknownDate.
        """
        if self._fields[name].kind is Kind.MOMENT:
            moment = self.moment(name)
            return words().moment(moment) if moment else ""
        day = self.day(name)
        return words().date(day) if day else ""


def who_field(pair: Pair, name: str, label: str, value: str) -> Field:
    """A choice between the two and both."""
    options = (
        (pair.me, first(pair.myself.name)),
        (pair.partner.id, first(pair.partner.name)),
        (BOTH, who(pair, BOTH)),
    )
    return Field(name, label, Kind.CHOICE, value, options=options)
