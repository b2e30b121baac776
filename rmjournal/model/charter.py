"""The frame of a pair: what stays between us, what may leave, how often we meet, and for how long."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from typing import ClassVar

from rmjournal.model.record import Assent, Record, Source
from rmjournal.model.value import value
from rmjournal.months import months_later

TEXTS = (
    "stays", "may_leave", "when_missed", "right_to_stop", "why_us", "in_scope", "out_of_scope",
    "if_we_disagree",
)  # fmt: skip
"""The fields written as text; the first four come first on every form."""

FIRST = TEXTS[:4]
"""What a pair settles before anything else."""

LONGEST = 36
"""The most months that a mentoring is planned for."""

WEEKS, MINUTES = (1, 12), (15, 180)
"""The fewest and the most weeks between two sessions, and minutes of each, that a charter can say."""

USUAL_WEEKS, USUAL_MINUTES, USUAL_MONTHS = 3, 45, 9
USUAL_REVIEWS = (3, 6)
"""The weeks between two sessions, the minutes of each, and the months, where a pair says nothing."""

FRAME = (
    "voluntary", "reporting_line", "every_weeks", "minutes", "start", "end", "review_months",
)  # fmt: skip


@value(kw_only=True)
class Charter(Record):
    """What the two agreed on; signed by each through an assent to its present substance.

    One charter is in force and keeps its id. When a signed wording is changed, a copy of it stays
    beside it, with its signatures.
    """

    SUBSTANCE: ClassVar[tuple[str, ...]] = TEXTS + FRAME

    stays: str = ""
    """What stays between us."""
    may_leave: str = ""
    """What may leave, with whose consent."""
    when_missed: str = ""
    """What we do when a session cannot take place."""
    right_to_stop: str = ""
    why_us: str = ""
    in_scope: str = ""
    out_of_scope: str = ""
    if_we_disagree: str = ""
    voluntary: bool | None = None
    reporting_line: bool | None = None
    """Whether one reports to the other; yes calls for a warning."""
    every_weeks: int = USUAL_WEEKS
    """Weeks between two sessions."""
    minutes: int = USUAL_MINUTES
    """The usual length of a session, in minutes."""
    start: date | None = None
    end: date | None = None
    review_months: tuple[int, ...] = USUAL_REVIEWS
    """Months after the start at which the pair looks at itself."""
    assents: tuple[Assent, ...] = ()
    version_of: Source | None = None
    """The charter that this is an earlier, signed wording of; none for the one in force."""

    @property
    def blank(self) -> bool:
        """Whether no word is settled between the two yet."""
        return not any(getattr(self, name).strip() for name in TEXTS)

    def over_by(self, day: date) -> bool:
        """Whether the mentoring is agreed to end before that day."""
        return self.end is not None and self.end < day

    @property
    def reviews(self) -> dict[int, date]:
        """The day of each review point by its month, in order; none without a start."""
        if self.start is None:
            return {}
        months = sorted({month for month in self.review_months if 1 <= month <= LONGEST})
        return {month: _working(months_later(self.start, month)) for month in months}


def in_force(charters: Iterable[Charter]) -> Charter | None:
    """The charter that holds; the earliest, should a merge ever leave two."""
    return next((each for each in charters if each.version_of is None), None)


def _working(day: date) -> date:
    """The day, or the Monday after it when it falls on a weekend."""
    return day + timedelta(days=max(7 - day.weekday(), 0) if day.weekday() > 4 else 0)
