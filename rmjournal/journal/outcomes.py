"""What came of one session: all that the journal has about it, in one go."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from rmjournal.model.action import Action
from rmjournal.model.agenda import Agenda
from rmjournal.model.feedback import Feedback
from rmjournal.model.learning import Learning
from rmjournal.model.reflection import Reflection
from rmjournal.model.resource import Resource
from rmjournal.model.session import Session
from rmjournal.model.value import value
from rmjournal.model.win import Win

if TYPE_CHECKING:
    from rmjournal.journal import Journal


@value()
class Outcomes:
    """A session, and what is linked to it."""

    session: Session
    number: int | None
    agenda: Agenda
    learnings: tuple[Learning, ...]
    actions: tuple[Action, ...]
    wins: tuple[Win, ...]
    resources: tuple[Resource, ...]
    reflections: tuple[Reflection, ...]
    """Mine, and those that the other lets me read."""
    feedback: tuple[tuple[str, int], ...]
    """Who gave feedback about it, and how often; drafts do not count."""

    @property
    def empty(self) -> bool:
        """Whether nothing at all came of it so far."""
        noted = any(item.outcome or item.decision for item in self.agenda.items)
        return not (
            noted or self.learnings or self.actions or self.wins or self.resources
            or self.reflections or self.feedback
        )  # fmt: skip


def outcomes(journal: Journal, ref: str) -> Outcomes:
    """What came of the session that a reference means; raises NotFound."""
    session = journal.sessions.found(ref)
    store, id = journal.store, session.id
    given = [each.author for each in store.where(Feedback, "session", id) if each.delivered]
    return Outcomes(
        session=session,
        number=journal.sessions.number(session),
        agenda=journal.agendas.of(session),
        learnings=tuple(store.where(Learning, "session", id)),
        actions=tuple(store.where(Action, "session", id)),
        wins=tuple(store.where(Win, "session", id)),
        resources=tuple(store.where(Resource, "session", id)),
        reflections=tuple(journal.reflections.of(session)),
        feedback=tuple(Counter(given).items()),
    )
