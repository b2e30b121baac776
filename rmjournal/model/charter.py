"""The frame of a pair: what stays between us, what may leave, how often we meet, and for how long."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from rmjournal.model.record import Assent, Record

TEXTS = (
    "stays", "may_leave", "when_missed", "right_to_stop", "why_us", "in_scope", "out_of_scope",
    "if_we_disagree",
)  # fmt: skip
"""The fields written as text; the first four come first on every form."""

FRAME = (
    "voluntary", "reporting_line", "every_weeks", "minutes", "start", "end", "review_months",
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Charter(Record):
    """What the two agreed on; signed by each through an assent to its present substance."""

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
    every_weeks: int = 3
    """Weeks between two sessions."""
    minutes: int = 45
    """The usual length of a session, in minutes."""
    start: date | None = None
    end: date | None = None
    review_months: tuple[int, ...] = (3, 6)
    """Months after the start at which the pair looks at itself."""
    assents: tuple[Assent, ...] = ()
