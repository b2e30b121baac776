"""A pair that meets in a week, and the agenda of that session on the screen and on disk."""

from __future__ import annotations

from datetime import timedelta

from rmjournal.journal import Journal
from rmjournal.model.agenda import Agenda, Item
from rmjournal.model.pair import Role
from rmjournal.model.session import Session
from rmjournal.paths import Home
from tests.app.conftest import (
    Someone,
    journal_of,
    new_pair,
    settled,
)
from tests.conftest import NOW


def ana_and_tom(empty: Home) -> Home:
    """Ana and Tom, who meet in a week for 45 minutes, with nothing on the agenda."""
    journal = new_pair(empty, Role.MENTOR)
    journal.sessions.plan(NOW + timedelta(days=7), minutes=45, purpose="Three charts to drop")
    return empty


def upcoming(home: Home) -> tuple[Journal, Session, Agenda]:
    """The journal, the next session and its agenda, as they are on disk."""
    journal = journal_of(home)
    session = journal.sessions.next()
    assert session is not None
    return journal, session, journal.agendas.of(session)


def items(home: Home) -> list[tuple[str, int]]:
    """The topics and minutes on the next agenda."""
    return [(each.topic, each.minutes) for each in upcoming(home)[2].items]


def filled(home: Home, *minutes: int) -> list[Item]:
    """Items A, B, C … of so many minutes on the next agenda."""
    journal, session, _agenda = upcoming(home)
    for letter, each in zip("ABCDEFG", minutes, strict=False):
        journal.agendas.add(session, letter, minutes=each)
    return list(upcoming(home)[2].items)


async def prepare(someone: Someone, *about: str) -> None:
    """Goes to the agenda."""
    someone.app.visit("agenda", *about)  # type: ignore[attr-defined]
    await settled(someone)
