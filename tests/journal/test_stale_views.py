"""A window that shows an earlier state decides nothing on it: verbs ask how the record stands now."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

import pytest

from rmjournal.errors import Changed, Refused
from rmjournal.journal import Journal, conflicts
from rmjournal.model.action import ActionStatus
from rmjournal.model.objective import ObjectiveStatus
from rmjournal.model.session import Session, SessionStatus
from tests.conftest import NOW, MakeJournal

SOON, AFTERWARDS = NOW + timedelta(minutes=1), NOW + timedelta(hours=1)


@pytest.fixture
def other(at: MakeJournal, journal: Journal) -> Journal:
    """The same journal in another window, an hour later."""
    return at(AFTERWARDS)


@contextmanager
def overtaken(journal: Journal, by: Callable[[], object], monkeypatch: Any) -> Iterator[None]:
    """Another window is served first, once, when this one waits for the lock."""
    real, waiting = journal.store.transaction, [by]

    def transaction(verb: str) -> Any:
        if waiting:
            waiting.pop()()
        return real(verb)

    with monkeypatch.context() as patch:
        patch.setattr(journal.store, "transaction", transaction)
        yield


@pytest.mark.parametrize("verb", ["cancel", "postpone"])
def test_a_session_that_was_held_is_neither_cancelled_nor_postponed(
    journal: Journal, other: Journal, verb: str
) -> None:
    """It keeps its status, its length and its number."""
    seen = journal.sessions.plan(SOON)
    held = other.sessions.hold(seen, minutes=45)
    with pytest.raises(Refused):
        getattr(journal.sessions, verb)(seen)
    assert journal.sessions.all() == [held]
    assert (held.status, held.lasted) == (SessionStatus.HELD, 45)
    assert journal.sessions.numbers() == {held.id: 1}


def test_a_session_that_began_late_keeps_when_it_began(
    journal: Journal, at: MakeJournal, other: Journal
) -> None:
    """Marked as held twice, it began when the first said."""
    seen = journal.sessions.plan(SOON)
    late = SOON + timedelta(minutes=10)
    other.sessions.hold(seen, began=late)
    assert at(AFTERWARDS).sessions.hold(seen).began == late
    assert conflicts.all_of(journal) == []


def test_logging_does_not_bring_a_cancelled_session_back(journal: Journal, other: Journal) -> None:
    """The reflection is kept, and the session stays cancelled."""
    seen = journal.sessions.plan(SOON)
    journal.sessions.cancel(seen)
    logged = other.reflections.log(seen, what="We did not meet")
    assert (logged.held, logged.reflection is not None) == (False, True)
    assert journal.sessions.all()[0].status is SessionStatus.CANCELLED


def test_two_windows_start_one_session(
    journal: Journal, at: MakeJournal, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Who comes second is told that one is under way."""
    first, second = journal.sessions.plan(SOON), journal.sessions.plan(AFTERWARDS)
    by = at(NOW)
    with overtaken(journal, lambda: by.timers.start(first), monkeypatch), pytest.raises(Refused):
        journal.timers.start(second)
    assert [each.under_way for each in journal.sessions.all()] == [True, False]


@pytest.mark.parametrize("verb", ["end", "pause", "advance"])
def test_two_windows_end_a_session_once(
    journal: Journal, at: MakeJournal, monkeypatch: pytest.MonkeyPatch, verb: str
) -> None:
    """It took as long as the first said, and nothing happens to its timer afterwards."""
    session = journal.sessions.plan(SOON)
    journal.agendas.add(session, "One", minutes=5)
    journal.timers.start(session)
    one, two = at(NOW + timedelta(minutes=40)), at(NOW + timedelta(minutes=41))
    with overtaken(two, one.timers.end, monkeypatch), pytest.raises(Refused):
        getattr(two.timers, verb)()
    stored = journal.store.get(Session, session.id)
    assert stored is not None
    assert ([each.kind for each in stored.timer], stored.lasted) == (["start", "end"], 40)
    assert conflicts.all_of(journal) == []


def test_nobody_agrees_to_words_that_changed_meanwhile(journal: Journal, other: Journal) -> None:
    """What was read is what is agreed to; read again, it can be."""
    seen = journal.objectives.propose("Chair a meeting", measure="First")
    edited = other.objectives.edit(seen, measure="Second")
    partner = journal.pair.partner.id
    with pytest.raises(Changed):
        journal.objectives.agree(seen, partner)
    assert journal.objectives.all() == [edited]
    assert journal.objectives.agreed(journal.objectives.agree(edited, partner))


def test_what_is_settled_is_not_settled_otherwise(journal: Journal, other: Journal) -> None:
    """An objective that was reached is not dropped, an action that was done neither."""
    objective = journal.objectives.propose("Chair a meeting")
    action = journal.actions.add("Book the room")
    other.objectives.achieve(objective)
    other.actions.done(action)
    with pytest.raises(Refused):
        journal.objectives.drop(objective)
    with pytest.raises(Refused):
        journal.actions.drop(action)
    assert journal.objectives.all()[0].status is ObjectiveStatus.ACHIEVED
    assert journal.actions.all()[0].status is ActionStatus.DONE
