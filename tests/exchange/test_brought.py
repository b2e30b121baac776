"""Whoever takes a packet is told what became of what, not only how much of it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

import pytest

from rmjournal import carried, i18n
from rmjournal.journal.exchanged import Taken
from rmjournal.model.action import Action
from rmjournal.model.feedback import Feedback
from rmjournal.model.session import Session
from tests.exchange.conftest import Two

DAYS = (datetime(2026, 12, 1, 14), datetime(2026, 12, 8, 14), datetime(2026, 12, 15, 14))


@pytest.fixture(autouse=True)
def in_english() -> Iterator[None]:
    """Each begins in English, and so does what comes after."""
    i18n.use("en")
    yield
    i18n.use("en")


def told(taken: Taken, most: int = 5) -> list[str]:
    """What is said of it, line by line."""
    return "\n".join(carried.taken(taken, most=most)).split("\n")


def test_what_came_is_told_by_its_name(two: Two) -> None:
    """The most telling kind first; of each a handful of lines, and the others by their number."""
    for number in range(1, 5):
        two.ana.actions.add(f"Promise {number}")
    session = two.ana.sessions.plan(DAYS[0], purpose="Read a chart")
    two.ana.sessions.plan(DAYS[1])
    two.ana.agendas.add(session, "The median")
    two.ana.agendas.add(session, "Check-in", kind="check-in")
    two.ana.feedback.give(deliver=True, situation="What she wrote of it")
    lines = told(two.pass_on(two.ana), most=3)
    assert lines[0].startswith("New: ")
    assert lines[1:] == [
        "  session · Read a chart · 1 December 2026",
        "  session · Tuesday 8 December 2026",
        "  feedback · to read when you like",
        "  action · Promise 1",
        "  action · Promise 2",
        "  action · Promise 3",
        "  and 1 more",
        "  agenda item · The median",
    ]


def test_what_changed_is_told_by_what_became_of_it(two: Two) -> None:
    """Sessions by the day one knew them by, feedback by its answer; in French as in English."""
    three = [two.ana.sessions.plan(day) for day in DAYS]
    objective = two.ana.objectives.propose("Read it alone")
    promised = two.ana.actions.add("Ask first")
    two.ana.actions.add("Ask again")
    two.ana.charters.edit(two.ana.charters.present(), stays="What we say")
    learned = two.ana.learnings.add("She asks first")
    given = two.ana.feedback.give(deliver=True, situation="The first session")
    two.exchange()
    tom = two.tom
    gone, moved, put_off = (tom.store.get(Session, each.id) for each in three)
    assert gone is not None
    assert moved is not None
    assert put_off is not None
    tom.sessions.cancel(gone)
    tom.sessions.postpone(moved, datetime(2026, 12, 9, 15, 30))
    tom.sessions.postpone(put_off)
    hers = tom.store.get(Feedback, given.id)
    assert hers is not None
    tom.feedback.reply(hers, "I will slow down")
    tom.objectives.agree(next(e for e in tom.objectives.all() if e.id == objective.id))
    tom.charters.sign(tom.charters.present())
    done = tom.store.get(Action, promised.id)
    assert done is not None
    tom.actions.done(done)
    tom.learnings.applied(
        next(e for e in tom.learnings.all() if e.id == learned.id), "In the review"
    )
    packet = two.sent(tom)
    foreseen = two.ana.exchange.receive([packet], dry=True)
    taken = two.ana.exchange.receive([packet])
    assert told(foreseen) == told(taken)
    lines = told(taken)
    assert lines[0].startswith("Changed: ")
    assert lines[1:] == [
        "  The session of 1 December 2026 is cancelled.",
        "  The session of 8 December 2026 has moved to Wednesday 9 December 2026 at 15:30.",
        "  The session of 15 December 2026 is put off; it has no date yet.",
        "  Tom Weiss answered your feedback of 21 November 2026.",
        "  charter: Tom Weiss agrees",
        "  objective · Read it alone: Tom Weiss agrees",
        "  action · Ask first: done",
        "  learning · She asks first: put into practice",
    ]
    assert told(taken, most=0) == lines[:1]
    i18n.use("fr")
    french = "\n".join(told(taken))
    assert "La séance du 1er décembre 2026 est annulée." in french.replace(
        "\N{NO-BREAK SPACE}", " "
    )
    assert "Tom Weiss a répondu à votre retour du 21 novembre 2026." in french.replace(
        "\N{NO-BREAK SPACE}", " "
    )
