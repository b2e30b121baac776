"""Something learned, by whom, thanks to whom, and what became of it in practice.

The if-then plan is an implementation intention (Gollwitzer 1999, American Psychologist 54:493).
"""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import ClassVar

from rmjournal.model.record import Assent, Record, Ref, Stamp
from rmjournal.model.value import value


class Worked(StrEnum):
    """What came of putting it into practice; ``not-yet`` when it was not tried by the check."""

    YES = "yes"
    PARTLY = "partly"
    NO = "no"
    NOT_YET = "not-yet"


@value(kw_only=True)
class Outcome:
    """What happened when it was used, on a day."""

    on: date
    worked: Worked = Worked.YES
    text: str = ""
    at: Stamp
    entered_by: str


@value(kw_only=True)
class Learning(Record):
    """Counts once it was used: learned, where it will be used, if-then plan, what happened."""

    SUBSTANCE: ClassVar[tuple[str, ...]] = ("what", "situation", "if_then")

    what: str
    learner: str
    """Who learned it: a member's id, or ``both``."""
    thanks_to: str | None = None
    session: Ref | None = None
    objective: Ref | None = None
    situation: str = ""
    """Where I will use it."""
    if_then: str = ""
    check_on: date | None = None
    outcomes: tuple[Outcome, ...] = ()
    assents: tuple[Assent, ...] = ()

    @property
    def uses(self) -> tuple[Outcome, ...]:
        """The outcomes of putting it into practice; a look that found it not used yet is none."""
        return tuple(each for each in self.outcomes if each.worked is not Worked.NOT_YET)

    @property
    def practised(self) -> bool:
        """Whether it was put into practice at least once, whatever came of it."""
        return bool(self.uses)
