"""What a session did not speak of comes back: called off, cut short, or held without a word on it."""

from __future__ import annotations

from datetime import datetime, time, timedelta

import pytest

from rmjournal.journal import Journal, undoing
from rmjournal.journal.fitting import Candidate
from rmjournal.model.agenda import Item, ItemStatus
from rmjournal.model.record import Visibility
from rmjournal.model.session import Session
from tests.conftest import NOW, MakeJournal
from tests.journal.conftest import documents

PLANNED = datetime(2026, 12, 3, 17, 0)
LATER = NOW + timedelta(days=20)


@pytest.fixture
def session(journal: Journal) -> Session:
    """A session with a whole agenda: the frame, two points, and one that is mine alone."""
    session = journal.sessions.plan(PLANNED, minutes=60)
    journal.agendas.take(session, journal.agendas.suggest(session))
    named(journal, session, 3, "The board deck")
    named(journal, session, 4, "The customer in Lyon")
    secret = named(journal, session, 2, "A surprise")
    journal.records.show_to(secret, Visibility.PRIVATE)
    return session


def named(journal: Journal, session: Session, place: int, topic: str) -> Item:
    """The item at that place, with that topic."""
    return journal.agendas.edit(journal.agendas.item(session, str(place)), topic=topic)


def states(journal: Journal, session: Session) -> dict[str, str]:
    """What became of each item of an agenda, by topic."""
    return {item.topic: item.status.value for item in journal.agendas.of(session).items}


def offered(journal: Journal, session: Session) -> dict[str, Candidate]:
    """What a suggestion takes up again, by topic."""
    parts = journal.agendas.suggest(session)
    return {each.topic: each for each in (*parts.parts, *parts.left_out) if each.carried_from}


def test_what_a_cancelled_session_was_to_speak_of_is_offered_again(
    journal: Journal, session: Session
) -> None:
    """Its points are carried over; the frame, and what is mine alone, stay; one undo takes it back."""
    before = documents(journal)
    journal.sessions.cancel(session)
    carried = {t for t, state in states(journal, session).items() if state == "carried"}
    assert carried == {"The board deck", "The customer in Lyon"}
    following = journal.sessions.plan(PLANNED + timedelta(days=7))
    assert set(offered(journal, following)) == carried
    undoing.undo(journal)
    undoing.undo(journal)
    assert documents(journal) == before


def test_one_that_took_place_after_all_has_its_points_again(
    journal: Journal, session: Session, at: MakeJournal
) -> None:
    """Held though cancelled, it speaks of what it was to speak of."""
    cancelled = journal.sessions.cancel(session)
    later = at(LATER)
    later.sessions.hold(cancelled)
    assert set(states(later, session).values()) == {"todo"}


def test_a_session_held_without_a_timer_offers_what_nobody_noted(
    session: Session, at: MakeJournal
) -> None:
    """Neither taken for covered nor lost: offered with that reason, until it is noted or taken up."""
    later = at(LATER)
    held = later.sessions.hold(session)
    later.agendas.done(later.agendas.item(held, "3"), outcome="Three charts go")
    following = later.sessions.plan(LATER.replace(tzinfo=None) + timedelta(days=1))
    assert {topic: part.reason for topic, part in offered(later, following).items()} == {
        "The customer in Lyon": "not noted as covered",
    }
    assert states(later, held)["The customer in Lyon"] == "todo"
    later.agendas.take(following, later.agendas.suggest(following))
    assert not any(item.topic == "The customer in Lyon" for item in later.agendas.unnoted(held))


def test_notes_of_long_ago_are_not_offered(session: Session, at: MakeJournal) -> None:
    """The next session with an agenda that is held closes the one before it."""
    later = at(LATER)
    later.sessions.hold(session)
    again = later.sessions.plan(LATER.replace(tzinfo=None) - timedelta(days=1))
    later.agendas.add(again, "Something else")
    later.sessions.hold(again)
    following = later.sessions.plan(LATER.replace(tzinfo=None) + timedelta(days=1))
    assert set(offered(later, following)) == {"Something else"}


def test_an_express_session_has_an_express_agenda(journal: Journal, session: Session) -> None:
    """3, 10, 4, 3; the other points are carried over, and one undo takes all of it back."""
    before = documents(journal)
    express = journal.sessions.edit(session, template="express")
    kept = [i for i in journal.agendas.of(express).items if i.status is ItemStatus.TO_DO]
    assert [(item.kind, item.minutes) for item in kept] == [
        ("check-in", 3), ("topic", 10), ("open", 4), ("wrap-up", 3),
    ]  # fmt: skip
    assert "The customer in Lyon" in {each.topic for each in journal.agendas.waiting()}
    undoing.undo(journal)
    assert documents(journal) == before


def test_a_session_keeps_its_hour_even_without_a_date(journal: Journal, session: Session) -> None:
    """The time of day it had is the one it is given a new day at."""
    dateless = journal.sessions.postpone(session)
    assert session.hour == dateless.hour == time(17, 0)
