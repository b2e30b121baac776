"""What was noted while a session went on, and nothing else."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest

from rmjournal.errors import Refused, UsageProblem
from rmjournal.journal import Journal, undoing
from rmjournal.journal.ending import unreached
from rmjournal.journal.noted import Noted, noted
from rmjournal.journal.starting import if_started
from rmjournal.model.agenda import Item, ItemStatus
from rmjournal.model.progress import Stand
from rmjournal.model.record import Visibility
from rmjournal.model.session import Session
from tests.conftest import MakeJournal
from tests.journal.conftest import TWO, After


def items(journal: Journal) -> list[Item]:
    """The agenda of the only session."""
    return list(journal.agendas.of(the_session(journal)).items)


def the_session(journal: Journal) -> Session:
    """The only one."""
    return journal.sessions.all()[0]


@pytest.fixture
def going(after: After) -> After:
    """The session of two o'clock, started in time and at its second item since five past."""
    after(0).timers.start()
    after(5).timers.advance()
    return after


def test_each_kind_is_told_with_its_time_in_order(going: After) -> None:
    """Learned, set aside, decided, to do, well done: when, what, whose, until when."""
    session = the_session(going(6))
    going(6).learnings.add("Ask for the median", session=session.id)
    going(7).agendas.set_aside(session, "The night shift")
    going(8).agendas.decide("One page")
    journal = going(9)
    partner, due = journal.pair.partner.id, date(2026, 11, 27)
    journal.actions.add("Two options", owner=partner, due=due, session=session.id)
    going(10).wins.add("She presented alone", session=session.id)
    found = noted(journal, the_session(journal))
    assert [(each.kind, each.at, each.text) for each in found] == [
        (Noted.LEARNED, TWO + timedelta(minutes=6), "Ask for the median"),
        (Noted.PARKED, TWO + timedelta(minutes=7), "The night shift"),
        (Noted.DECISION, TWO + timedelta(minutes=8), "One page"),
        (Noted.ACTION, TWO + timedelta(minutes=9), "Two options"),
        (Noted.WIN, TWO + timedelta(minutes=10), "She presented alone"),
    ]
    assert [each.member for each in found] == [journal.pair.me, None, None, partner, None]
    assert [each.due for each in found] == [None, None, None, due, None]


def test_what_came_before_or_after_is_not_of_the_session(after: After) -> None:
    """An action promised beforehand, or a learning written in the evening, was not noted there."""
    session = the_session(after(-30))
    after(-30).actions.add("Bring the charts", session=session.id)
    assert noted(after(-1), the_session(after(-1))) == ()
    after(0).timers.start()
    after(20).timers.end()
    after(200).learnings.add("Ask for the median", session=session.id)
    assert noted(after(300), the_session(after(300))) == ()


def test_what_is_mine_alone_stays_marked(going: After) -> None:
    """Whoever shows it knows who may read it."""
    session = the_session(going(6))
    action = going(6).actions.add("Sell", session=session.id)
    going(6).records.show_to(action, Visibility.PRIVATE)
    (note,) = noted(going(7), the_session(going(7)))
    assert note.visibility is Visibility.PRIVATE


def test_a_decision_does_not_end_its_item(going: After) -> None:
    """The timer goes on with it; a second decision stands after the first; undo takes one back."""
    going(6).agendas.decide("One page")
    going(7).agendas.decide("The median first")
    at = going(8).timers.progress()
    assert at is not None
    assert at.now is not None
    assert (at.now.stand, at.now.seconds) == (Stand.NOW, 180)
    assert at.now.item.decision == "One page. The median first"
    undoing.undo(going(9))
    assert items(going(9))[1].decision == "One page"


def test_a_decision_can_be_about_another_item(going: After) -> None:
    """Also when the session is over."""
    third, fourth = (each.id for each in items(going(6))[2:4])

    def found(journal: Journal, id: str) -> Item:
        return next(each for each in items(journal) if each.id == id)

    going(6).agendas.decide("Later", found(going(6), third))
    going(20).timers.end()
    going(30).agendas.decide("After all", found(going(30), fourth))
    said = [found(going(31), each).decision for each in (third, fourth)]
    assert said == ["Later", "After all"]


def test_a_decision_needs_words_and_an_item(after: After) -> None:
    """Refused where nothing is said, or nothing is spoken of."""
    with pytest.raises(UsageProblem):
        after(0).agendas.decide(" ")
    with pytest.raises(Refused, match="No item is spoken of"):
        after(0).agendas.decide("One page")


def test_a_topic_is_set_aside_without_asking_for_room(going: After) -> None:
    """A full agenda is no reason to lose a thought; the wrap-up stays last."""
    session = the_session(going(6))
    item = going(6).agendas.set_aside(session, "The night shift")
    agenda = going(6).agendas.of(session)
    assert item.status is ItemStatus.PARKED
    assert (agenda.planned, agenda.items[-2].kind) == (45, "wrap-up")
    assert [each.topic for each in going(6).agendas.parked()] == ["The night shift"]
    assert going(7).timers.progress().item == items(going(7))[1].id  # type: ignore[union-attr]


def test_which_session_is_to_be_started(journal: Journal, at: MakeJournal) -> None:
    """The one for now before any that is to come; never one whose day has passed."""
    assert journal.timers.upcoming() is None
    late = journal.sessions.plan(TWO)
    next_week = journal.sessions.plan(TWO + timedelta(days=7))
    wanted: list[tuple[datetime, Session | None]] = [
        (TWO - timedelta(days=2), late),
        (TWO + timedelta(minutes=5), late),
        (TWO + timedelta(days=1), next_week),
        (TWO + timedelta(days=9), None),
    ]
    for now, session in wanted:
        found = at(now).timers.upcoming()
        assert (found and found.id) == (session and session.id), now


def test_how_it_would_stand_is_how_it_stands(after: After) -> None:
    """What a start would take is told beforehand; it is what the start takes."""
    journal = after(5)
    session = the_session(journal)
    would = if_started(session, journal.agendas.of(session), journal.clock.stamp())
    stands = journal.timers.start()
    assert (would.late, would.minutes, would.ends) == (5, 40, TWO + timedelta(minutes=45))
    assert [each.minutes for each in would.items] == [each.minutes for each in stands.items]
    assert would.now is not None


def test_what_would_be_carried_over_is_what_is(going: After) -> None:
    """The question before the end names what the end carries."""
    journal = going(6)
    journal.agendas.edit(items(journal)[3], topic="The committee's page")
    at = going(8).timers.progress()
    assert at is not None
    named: list[Item] = list(unreached(at))
    assert [each.id for each in named] == [each.id for each in going(8).timers.end().carried]
    assert "The committee's page" in [each.topic for each in named]
