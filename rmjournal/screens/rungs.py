"""Where each of the two sees an objective, as far as I may know."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rmjournal.model.objective import Level, Objective
from rmjournal.model.value import value

if TYPE_CHECKING:
    from rmjournal.journal import Journal


@value()
class Rung:
    """An objective, and where each of the two sees it, as far as I may know."""

    objective: Objective
    agreed: bool
    mine: Level | None
    theirs: Level | None


def rung(journal: Journal, objective: Objective) -> Rung:
    """Where each of the two sees it; the other's view is hidden until I gave mine."""
    mine = objective.latest(journal.pair.me)
    theirs = journal.objectives.others_rating(objective)
    return Rung(
        objective,
        journal.objectives.agreed(objective),
        mine.level if mine else None,
        theirs.level if theirs else None,
    )
