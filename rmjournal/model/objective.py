"""What the pair chose to learn, and how far each of them thinks they are.

Levels follow Goal Attainment Scaling (Kiresuk & Sherman 1968, Community Mental Health Journal
4:443-453): five described outcomes from -2 (start) through 0 (expected) to +2 (best). The numbers
are for the formula; people read the words.
"""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import ClassVar

from rmjournal.model.record import Assent, Record, Stamp
from rmjournal.model.value import value


class Level(StrEnum):
    """How far the objective is reached, from where it started to the best imagined."""

    START = "start"
    BELOW = "below"
    EXPECTED = "expected"
    ABOVE = "above"
    BEST = "best"

    @property
    def attainment(self) -> int:
        """The scale value of Goal Attainment Scaling, from -2 to +2."""
        return list(Level).index(self) - 2


class ObjectiveStatus(StrEnum):
    """Being worked on (proposed or agreed), achieved, or dropped."""

    ACTIVE = "active"
    ACHIEVED = "achieved"
    DROPPED = "dropped"


DOMAINS = ("technology", "culture", "working", "fresh-eyes", "inclusion", "other")
"""Emerging technology, cultural trends, ways of working, fresh eyes, diversity and inclusion."""


MOST_IMPORTANT = 3
"""The top of the scale of importance, which begins at 1."""


@value(kw_only=True)
class Levels:
    """What each level would look like, in the pair's own words."""

    start: str = ""
    below: str = ""
    expected: str = ""
    above: str = ""
    best: str = ""


@value(kw_only=True)
class Rating:
    """One member's view of the level on a day."""

    member: str
    level: Level
    on: date
    note: str = ""
    at: Stamp
    entered_by: str


@value(kw_only=True)
class Objective(Record):
    """Proposed by its author; agreed once both assent to its present substance."""

    SUBSTANCE: ClassVar[tuple[str, ...]] = (
        "title", "learner", "domain", "why", "situation", "measure", "due", "importance", "levels",
    )  # fmt: skip

    title: str
    learner: str
    """Who learns: a member's id, or ``both``."""
    domain: str = "other"
    why: str = ""
    situation: str = ""
    """The real situation of work it is tied to."""
    measure: str = ""
    due: date | None = None
    importance: int = 2
    """1 to MOST_IMPORTANT; weighs the objective in the formula."""
    levels: Levels = Levels()
    ratings: tuple[Rating, ...] = ()
    assents: tuple[Assent, ...] = ()
    status: ObjectiveStatus = ObjectiveStatus.ACTIVE
    ended: date | None = None

    def latest(self, member: str) -> Rating | None:
        """The member's most recent view of the level, if they gave one."""
        mine = [rating for rating in self.ratings if rating.member == member]
        return max(mine, key=lambda rating: (rating.on, rating.at)) if mine else None
