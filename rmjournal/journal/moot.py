"""What waits on an old agenda and needs no new one: it comes of itself, or nobody wants it any more."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rmjournal.model.action import Action, ActionStatus
from rmjournal.model.agenda import Item
from rmjournal.model.learning import Learning
from rmjournal.model.objective import Objective, ObjectiveStatus

if TYPE_CHECKING:
    from rmjournal.journal import Journal


def is_moot(journal: Journal, item: Item) -> bool:
    """Whether the item needs not be taken up again, though nothing says what became of it.

    An action or a learning is asked about for as long as it is open, and no longer; what belongs to
    an objective that was dropped went with it.
    """
    if item.objective and _ended(journal, item.objective, ObjectiveStatus.DROPPED):
        return True
    if not item.source:
        return False
    if action := journal.store.get(Action, item.source):
        return action.status is not ActionStatus.OPEN or action.due is not None
    if learning := journal.store.get(Learning, item.source):
        return learning.practised or learning.check_on is not None
    return _ended(journal, item.source, ObjectiveStatus.DROPPED, ObjectiveStatus.ACHIEVED)


def _ended(journal: Journal, id: str, *ways: ObjectiveStatus) -> bool:
    objective = journal.store.get(Objective, id)
    return objective is not None and objective.status in ways
