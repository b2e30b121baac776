"""Preparing by hand: everything that waits is offered once, and small steps go from what is so."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from rmjournal.errors import Refused, UsageProblem
from rmjournal.journal import Journal, preparing
from rmjournal.model.agenda import ItemStatus
from rmjournal.model.record import Visibility
from rmjournal.model.session import Session
from tests.conftest import NOW
from tests.journal.conftest import topics

PLANNED = datetime(2026, 12, 3, 17, 0)


@pytest.fixture
def session(journal: Journal) -> Session:
    """A session to prepare, of 45 minutes."""
    return journal.sessions.plan(PLANNED, minutes=45)


def offered(journal: Journal, session: Session) -> dict[str, str]:
    """What it could take up, with the reasons."""
    return {each.topic: each.reason for each in preparing.open_to(journal, session)}


def test_everything_that_waits_is_offered_once(journal: Journal, session: Session) -> None:
    """What was carried over, due actions, and what was set aside anywhere, each with its reason."""
    before = journal.sessions.hold(began=NOW.replace(tzinfo=None) - timedelta(days=7))
    journal.agendas.carry(journal.agendas.add(before, "Carried"))
    journal.agendas.park(journal.agendas.add(before, "Parked"))
    journal.agendas.park(journal.agendas.add(session, "Parked here"))
    journal.actions.add("Count the charts.", due=NOW.date(), owner=journal.pair.me)
    assert offered(journal, session) == {
        "Carried": "carried over",
        "Count the charts: what came of it?": "an action of Ana, due on 21 November",
        "Parked here": "set aside earlier",
        "Parked": "set aside earlier",
    }


def test_a_suggestion_leaves_the_rest_on_offer(sample: Journal) -> None:
    """What was taken is offered no more, and everything else still is."""
    session = sample.sessions.next()
    assert session is not None
    before = preparing.open_to(sample, session)
    suggestion = sample.agendas.suggest(session)
    drawn = {each.source or each.carried_from for each in suggestion.new} - {None}
    sample.agendas.take(session, suggestion)
    after = [each.source or each.carried_from for each in preparing.open_to(sample, session)]
    assert len(after) == len(set(after))
    assert set(after) == {each.source or each.carried_from for each in before} - drawn


def test_a_session_that_is_over_takes_nothing_up(journal: Journal) -> None:
    """What was not reached waits for one to come."""
    before = journal.sessions.hold(began=NOW.replace(tzinfo=None) - timedelta(days=7))
    journal.agendas.park(journal.agendas.add(before, "Parked"))
    assert preparing.open_to(journal, before) == ()


def test_what_is_accepted_stands_on_the_agenda(journal: Journal, session: Session) -> None:
    """Each knows where it comes from, is read by no one else, and one undo takes it back."""
    journal.agendas.park(journal.agendas.add(session, "Parked here", visibility=Visibility.PRIVATE))
    action = journal.actions.add("Count", due=NOW.date(), owner=journal.pair.me)
    for each in preparing.open_to(journal, session):
        preparing.accept(journal, session, each)
    first, second = sorted(journal.agendas.of(session).items, key=lambda item: item.topic)
    assert (first.source, first.by, first.kind) == (action.id, journal.pair.me, "recall")
    assert (second.status, second.visibility) == (ItemStatus.TO_DO, Visibility.PRIVATE)
    assert preparing.open_to(journal, session) == ()


def test_minutes_are_added_to_what_it_has_now(journal: Journal, session: Session) -> None:
    """Ten steps from what was seen once make ten minutes, and leave nothing to choose between."""
    seen = journal.agendas.add(session, "Demo", minutes=10)
    for _step in range(10):
        preparing.lengthen(journal, seen, 1)
    assert preparing.lengthen(journal, seen, -3).minutes == 17
    assert journal.store.conflicts() == []


def test_minutes_end_at_one_and_at_the_end_of_the_session(
    journal: Journal, session: Session
) -> None:
    """Less than a minute, or more than there is, is refused."""
    item = journal.agendas.add(session, "Demo", minutes=1)
    with pytest.raises(UsageProblem):
        preparing.lengthen(journal, item, -1)
    with pytest.raises(Refused):
        preparing.lengthen(journal, item, 45)


def test_a_step_passes_what_takes_no_time_any_more(journal: Journal, session: Session) -> None:
    """What was set aside stays behind all that is to be spoken of; at the ends nothing happens."""
    first, aside, last = (journal.agendas.add(session, topic, minutes=5) for topic in "ABC")
    journal.agendas.park(aside)
    preparing.step(journal, session, first, 1)
    assert topics(journal, session) == ["C", "A", "B"]
    preparing.step(journal, session, first, 1)
    preparing.step(journal, session, last, -1)
    assert topics(journal, session) == ["C", "A", "B"]
    preparing.step(journal, session, first, -1)
    assert topics(journal, session) == ["A", "C", "B"]
    assert journal.store.conflicts() == []


@pytest.mark.parametrize(
    ("which", "onto", "after"),
    [(0, 2, "BCA"), (2, 0, "CAB"), (0, 1, "BAC"), (1, 1, "ABC")],
)
def test_an_item_takes_the_place_of_another(
    journal: Journal, session: Session, which: int, onto: int, after: str
) -> None:
    """The other makes room, on the side it came from."""
    items = [journal.agendas.add(session, topic, minutes=5) for topic in "ABC"]
    preparing.put(journal, session, items[which], items[onto].id)
    assert topics(journal, session) == list(after)


def test_what_is_gone_is_no_place(journal: Journal, session: Session) -> None:
    """An item that was taken off meanwhile moves nothing."""
    a, b = (journal.agendas.add(session, topic, minutes=5) for topic in "AB")
    journal.agendas.remove(b)
    preparing.put(journal, session, a, b.id)
    assert topics(journal, session) == ["A"]
    preparing.step(journal, session, b, -1)
    assert topics(journal, session) == ["A"]


def test_an_item_can_be_linked_to_no_objective(journal: Journal, session: Session) -> None:
    """An empty objective takes the link off; an empty topic is refused."""
    objective = journal.objectives.propose("Read alone")
    item = journal.agendas.add(session, "Demo", objective=objective.id)
    assert journal.agendas.edit(item, objective="").objective is None
    with pytest.raises(UsageProblem):
        journal.agendas.edit(item, topic=" ")
