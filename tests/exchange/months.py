"""Two homes that kept the pair for three months each, a session every other week, before they paired."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path

from rmjournal.model.objective import Level
from rmjournal.model.pair import Role
from tests.exchange.conftest import Two, journal_at

SESSIONS = 7
FIRST = datetime(2026, 8, 25, 14)
"""The last is on the Tuesday before the evening on which the tests take place."""


def apart(where: Path) -> Two:
    """The two homes with three months of their own each, not paired yet."""
    two = Two(journal_at(where / "ana"), journal_at(where / "tom"), where)
    two.ana.pairs.create(me="Ana Ruiz", role=Role.MENTEE, partner="Tom Weiss")
    two.tom.pairs.create(me="Tom Weiss", role=Role.MENTOR, partner="Ana Ruiz")
    for journal, purpose in ((two.ana, "Charts"), (two.tom, "What charts hide")):
        objective = journal.objectives.propose("Read the dashboard alone", why=purpose)
        journal.objectives.rate(objective, Level.BELOW, note=purpose)
        for number in range(SESSIONS):
            day = FIRST + timedelta(weeks=2 * number)
            session = journal.sessions.plan(day, purpose=f"{purpose} {number}")
            item = journal.agendas.add(session, "The median", minutes=5)
            journal.sessions.hold(session)
            journal.agendas.done(item, outcome=f"{purpose} seen")
            journal.reflections.log(None, what=f"{purpose} {number}, for me alone")
        journal.learnings.add(f"{purpose} need a median")
        journal.actions.add(f"Ask about {purpose.lower()}")
        journal.feedback.deliver(journal.feedback.give(situation=purpose), early=True)
    return two


def pair_up(two: Two) -> None:
    """They pair."""
    invitation, answer = two.file(), two.file()
    two.ana.exchange.invite(invitation, "en")
    two.tom.exchange.accept(invitation, answer)
    two.ana.exchange.accept(answer, two.file())
