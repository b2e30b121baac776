"""What the screen of objectives shows, read in one go."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, tzinfo
from typing import TYPE_CHECKING

from rmjournal.journal.objectives import MANY, Agreement
from rmjournal.model.objective import Level, Objective, ObjectiveStatus, Rating
from rmjournal.model.pair import Pair
from rmjournal.screens.rungs import Rung, rung

if TYPE_CHECKING:
    from rmjournal.journal import Journal


@dataclass(frozen=True, slots=True)
class View:
    """One objective, as far as I may see it."""

    seen: Objective
    """As it was read, for the verbs; what I may see of the levels stands beside."""
    rung: Rung
    ratings: tuple[Rating, ...]
    """The views that I may see, oldest first."""
    differing: bool
    agreements: tuple[Agreement, ...]
    vague: tuple[str, ...]

    @property
    def id(self) -> str:
        """The objective's id."""
        return self.seen.id

    @property
    def active(self) -> bool:
        """Whether it is being worked on, agreed or still proposed."""
        return self.seen.status is ObjectiveStatus.ACTIVE

    @property
    def described(self) -> list[tuple[Level, str]]:
        """Each level with its description."""
        return [(level, getattr(self.seen.levels, level)) for level in Level]

    @property
    def lacking(self) -> list[str]:
        """The members who have not agreed to the words as they are."""
        return [each.member for each in self.agreements if not each.stands]


@dataclass(frozen=True, slots=True)
class Aims:
    """The objectives of a pair: agreed, proposed, and those that have ended."""

    pair: Pair
    today: date
    zone: tzinfo | None
    agreed: tuple[View, ...]
    proposed: tuple[View, ...]
    ended: tuple[View, ...]

    @property
    def all(self) -> tuple[View, ...]:
        """All, in the order of the list."""
        return self.agreed + self.proposed + self.ended

    @property
    def active(self) -> int:
        """How many are being worked on."""
        return len(self.agreed) + len(self.proposed)

    @property
    def many(self) -> bool:
        """Whether there are more of those than a pair keeps easily."""
        return self.active > MANY

    def view(self, id: str | None) -> View | None:
        """The objective with an id."""
        return next((each for each in self.all if each.id == id), None)


def aims(journal: Journal) -> Aims | None:
    """The objectives of the pair in use; nothing where there is no pair yet."""
    if not journal.pairs.all():
        return None
    found = [_view(journal, each) for each in journal.objectives.all()]
    active = [each for each in found if each.active]
    ended = [each for each in found if not each.active]
    return Aims(
        pair=journal.pair,
        today=journal.clock.today(),
        zone=journal.clock.tzinfo,
        agreed=tuple(each for each in active if each.rung.agreed),
        proposed=tuple(each for each in active if not each.rung.agreed),
        ended=tuple(sorted(ended, key=lambda each: each.seen.ended or date.min, reverse=True)),
    )


def _view(journal: Journal, objective: Objective) -> View:
    ratings = journal.objectives.shown(objective).ratings
    return View(
        seen=objective,
        rung=rung(journal, objective),
        ratings=tuple(sorted(ratings, key=lambda each: (each.on, each.at))),
        differing=journal.objectives.differing(objective),
        agreements=tuple(journal.objectives.agreements(objective)),
        vague=tuple(journal.objectives.vague(objective)),
    )
