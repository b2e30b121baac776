"""Two people kept the pair for months before they paired: what is of the same thing is offered."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from rmjournal import i18n
from rmjournal.errors import NotFound
from rmjournal.journal import conflicts
from rmjournal.model.agenda import Item
from rmjournal.model.pair import Role
from rmjournal.model.session import Session
from rmjournal.storage import history
from tests.exchange.conftest import NOW, Two, journal_at, shared
from tests.exchange.months import SESSIONS, apart, pair_up


def test_twins_are_offered_and_not_joined(tmp_path: Path) -> None:
    """After the first packets both have everything, and nothing was joined unasked."""
    two = apart(tmp_path)
    pair_up(two)
    two.exchange(2)
    assert shared(two.ana) == shared(two.tom)
    for journal in (two.ana, two.tom):
        assert len(journal.store.all(Session)) == 2 * SESSIONS
        found = journal.exchange.twins()
        assert [type(each.stays).__name__ for each in found] == ["Session"] * SESSIONS + [
            "Objective"
        ]
        assert len(journal.learnings.all()) == 2
        assert len(journal.reflections.all()) == SESSIONS


def test_joined_twins_are_one_for_both(tmp_path: Path) -> None:
    """Ana joins them: agendas come together, differing words wait, and Tom follows with the packet."""
    two = apart(tmp_path)
    held = two.tom.store.all(Session)[0]
    private = two.tom.actions.add("SENTINEL of Tom", session=held.id)
    private = two.tom.records.show_to(private, type(private.visibility)("private"))
    pair_up(two)
    two.exchange(2)
    assert two.ana.exchange.join(*two.ana.exchange.twins()) == SESSIONS + 1
    told = two.tom.exchange.receive([two.sent(two.ana)]).received
    assert told.joined["sessions"] > 0
    assert not told.withdrawn
    two.exchange(2)
    assert shared(two.ana) == shared(two.tom)
    for journal in (two.ana, two.tom):
        sessions = {each.id for each in journal.store.all(Session)}
        assert len(sessions) == SESSIONS
        assert {item.session for item in journal.store.all(Item)} == sessions
        assert len(journal.objectives.all()) == 1
    linked = two.tom.store.get(type(private), private.id)
    assert linked is not None
    assert linked.session in {each.id for each in two.tom.store.all(Session)}


def test_two_agendas_of_one_form_are_one_in_whichever_language(tmp_path: Path) -> None:
    """What the program prepared for each of the two is the same; no title of it waits for a choice."""
    two = Two(journal_at(tmp_path / "ana"), journal_at(tmp_path / "tom"), tmp_path)
    two.ana.pairs.create(me="Ana Ruiz", role=Role.MENTEE, partner="Tom Weiss")
    two.tom.pairs.create(me="Tom Weiss", role=Role.MENTOR, partner="Ana Ruiz")
    for journal, language in ((two.ana, "en"), (two.tom, "fr")):
        i18n.use(language)
        session = journal.sessions.plan(NOW + timedelta(weeks=1), template="mid-point")
        journal.agendas.take(session, journal.agendas.suggest(session))
        i18n.use("en")
    pair_up(two)
    two.exchange(2)
    for _sessions_then_items in range(2):
        two.ana.exchange.join(*two.ana.exchange.twins())
    two.exchange(2)
    assert shared(two.ana) == shared(two.tom)
    for journal in (two.ana, two.tom):
        assert len(journal.store.all(Item)) == 6
        assert conflicts.all_of(journal) == []


def test_both_may_join_at_once(tmp_path: Path) -> None:
    """They choose the same ones to stay, so nothing is lost and nothing is there twice."""
    two = apart(tmp_path)
    pair_up(two)
    two.exchange(2)
    for journal in (two.ana, two.tom):
        journal.exchange.join(*journal.exchange.twins())
    two.exchange(3)
    assert shared(two.ana) == shared(two.tom)
    assert len(two.ana.store.all(Session)) == SESSIONS


def test_what_is_two_is_not_offered_again(tmp_path: Path) -> None:
    """A person says so once."""
    two = apart(tmp_path)
    pair_up(two)
    two.exchange()
    two.ana.exchange.keep_apart(*two.ana.exchange.twins())
    two.exchange()
    assert two.ana.exchange.twins() == ()


def test_a_reference_means_one_of_two_and_nothing_else_means_them_all(tmp_path: Path) -> None:
    """Whichever of the two it is; what could begin any id is refused, and so is joining all by it."""
    two = apart(tmp_path)
    pair_up(two)
    two.exchange(2)
    first, *_others = two.ana.exchange.twins()
    for ref in (first.stays.id[:6], f"#{first.goes.id[:6].upper()}"):
        assert two.ana.exchange.twins([ref]) == (first,)
    for text in ("#", "", "a", "12", "last"):
        with pytest.raises(NotFound):
            two.ana.exchange.twins([text])


def test_joining_is_undone_at_once(tmp_path: Path) -> None:
    """Before it left, undo makes them two again."""
    two = apart(tmp_path)
    pair_up(two)
    two.exchange(2)
    before = shared(two.ana)
    two.ana.exchange.join(*two.ana.exchange.twins())
    history.undo(two.ana.store)
    assert shared(two.ana) == before
