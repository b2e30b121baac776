"""All sessions in groups, and all that came of one."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from rmjournal.errors import NotFound
from rmjournal.journal import Journal
from rmjournal.journal.outcomes import outcomes
from rmjournal.journal.overview import overview
from rmjournal.model.session import Session
from rmjournal.storage import view
from rmjournal.storage.glance import Glance
from tests.conftest import NOW, MakeJournal

WEEK = timedelta(days=7)
SOON = datetime(2026, 12, 3, 17, 0)


def test_sessions_are_grouped_by_what_is_to_be_done(journal: Journal, at: MakeJournal) -> None:
    """Under way, coming next first, unsaid and past latest first; none is in two groups."""
    early = at(NOW - 9 * WEEK).sessions
    past = [early.plan(NOW - n * WEEK) for n in range(1, 7)]
    sessions = journal.sessions
    for each in past[2:4]:
        sessions.hold(each)
    for each in past[4:]:
        sessions.cancel(each)
    later = [sessions.plan(SOON + n * WEEK) for n in range(3)]
    undated = sessions.postpone(later[1])
    running = sessions.plan(NOW + timedelta(hours=1))
    journal.timers.start(running)
    journal.agendas.add(later[0], "One topic", minutes=10)
    found = overview(journal)
    assert found.under_way == running.id
    assert found.coming == (later[0].id, later[2].id, undated.id)
    assert found.unsaid == (past[0].id, past[1].id)
    assert found.held == (past[2].id, past[3].id)
    assert found.cancelled == (past[4].id, past[5].id)
    assert found.agenda is not None
    assert found.agenda.planned == 10
    assert found.numbers == sessions.numbers()
    assert found.sessions.get(undated.id) == undated


def test_an_overview_of_nothing_is_empty(journal: Journal) -> None:
    """There is no next session, and so no agenda of it."""
    found = overview(journal)
    assert (found.under_way, found.coming, found.held, found.agenda) == (None, (), (), None)


def test_sessions_of_the_past_are_not_read(
    sample: Journal, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Ten thousand of them would take as long as ten."""
    read: list[str] = []
    whole = view.decode

    def decode(kind: type[Session], document: dict[str, object]) -> Session:
        read.append(str(document["id"]))
        return whole(kind, document)

    monkeypatch.setattr("rmjournal.storage.glance.decode", decode)
    found = overview(sample)
    assert read == []
    assert found.sessions.get(found.held[0]) == sample.sessions.last()
    assert read == [found.held[0]]


def test_an_overview_stands_still(journal: Journal) -> None:
    """What is written later does not change what was seen."""
    session = journal.sessions.plan(SOON, purpose="Before")
    found = overview(journal)
    journal.sessions.edit(session, purpose="After")
    before = found.sessions.get(session.id)
    assert before is not None
    assert before.purpose == "Before"


def test_what_cannot_be_read_is_none() -> None:
    """A list goes on without the one that is damaged."""
    seen = Glance(Session, {"a": b'"1": {"id": "a"}', "b": b'"2": {"id'})
    assert [seen.get(id) for id in ("a", "b", "c")] == [None, None, None]


def test_what_came_of_a_session(journal: Journal, at: MakeJournal) -> None:
    """What is linked to it, and of feedback who gave it and how often, drafts aside."""
    session = at(NOW - 2 * WEEK).sessions.plan(NOW - WEEK)
    other = journal.sessions.plan(SOON)
    assert outcomes(journal, f"#{session.id}").empty
    item = journal.agendas.add(session, "A topic")
    assert outcomes(journal, f"#{session.id}").empty
    journal.agendas.done(item, decision="the median")
    logged = journal.reflections.log(session, what="Well", learned="Ask", attempt="Ask again")
    for _ in range(2):
        journal.feedback.give(session=session.id, request="Go on", deliver=True)
    journal.feedback.give(session=session.id, request="A draft")
    journal.actions.add("Of the other session", session=other.id)
    found = outcomes(journal, f"#{session.id}")
    assert not found.empty
    assert found.number == 1
    assert found.reflections == (logged.reflection,)
    assert found.learnings == (logged.learning,)
    assert found.actions == (logged.action,)
    assert found.feedback == ((journal.pair.me, 2),)


def test_there_is_no_page_of_a_session_in_the_trash(journal: Journal) -> None:
    """It has to be restored first."""
    session = journal.sessions.plan(SOON)
    journal.records.delete(session)
    with pytest.raises(NotFound):
        outcomes(journal, f"#{session.id}")
