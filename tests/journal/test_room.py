"""No verb plans more minutes than a session has, nor leaves its open time under a sixth."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rmjournal.cli import show
from rmjournal.errors import Refused, RmjournalError
from rmjournal.journal import Journal
from rmjournal.journal.preparing import open_to
from rmjournal.model.agenda import Agenda, Item, ItemStatus
from rmjournal.model.record import Visibility
from rmjournal.model.session import Session
from tests.conftest import NOW, MakeJournal
from tests.journal.conftest import documents, opened

PLANNED = datetime(2026, 12, 3, 17, 0)


@pytest.fixture
def full(journal: Journal) -> Session:
    """A session of 45 minutes whose agenda is full, the bare names of three parts among it."""
    session = journal.sessions.plan(PLANNED)
    journal.agendas.take(session, journal.agendas.suggest(session))
    return session


def minutes(journal: Journal, session: Session) -> dict[str, int]:
    """The minutes of each item, by topic."""
    items = journal.agendas.of(session).items
    return {item.topic: item.minutes for item in items if item.status is not ItemStatus.PARKED}


def test_a_new_item_takes_the_minutes_of_a_part_without_a_topic(
    journal: Journal, full: Session
) -> None:
    """The longest bare name gives first, and is set aside once it has given all it had.

    What stays is numbered without it; it is offered again there, and nowhere else.
    """
    before = journal.agendas.of(full)
    journal.agendas.add(full, "The board deck", minutes=20)
    agenda = journal.agendas.of(full)
    assert [(each.topic, each.minutes, each.status) for each in agenda.items] == [
        ("Check-in", 5, ItemStatus.TO_DO), ("Recall and practice", 5, ItemStatus.TO_DO),
        ("The board deck", 20, ItemStatus.TO_DO), ("A real case", 2, ItemStatus.TO_DO),
        ("Open time", 8, ItemStatus.TO_DO), ("Wrap-up: who does what", 5, ItemStatus.TO_DO),
        ("Topic and demonstration", 12, ItemStatus.PARKED),
    ]  # fmt: skip
    assert [(item.topic, n) for item, n in before.gave(agenda)] == [
        ("Topic and demonstration", 12), ("A real case", 8),
    ]  # fmt: skip
    assert "Topic and demonstration" in [each.topic for each in open_to(journal, full)]
    assert journal.agendas.parked() == []
    other = journal.sessions.plan(NOW + timedelta(days=60))
    assert "Topic and demonstration" not in [each.topic for each in open_to(journal, other)]


def test_a_private_item_changes_nothing_that_the_partner_sees(
    journal: Journal, full: Session
) -> None:
    """It takes what is unplanned, and no time where nothing is; what both plan is counted alone."""
    mine = Visibility.PRIVATE
    before = minutes(journal, full)
    hidden = journal.agendas.add(full, "Mine", visibility=mine)
    assert hidden.minutes == 0
    with pytest.raises(Refused, match="no room"):
        journal.agendas.add(full, "Mine, too", minutes=4, visibility=mine)
    case = next(each for each in journal.agendas.of(full).items if each.kind == "case")
    journal.agendas.edit(case, minutes=case.minutes - 6)
    later = journal.agendas.add(full, "Mine, later", visibility=mine)
    assert later.minutes == 6
    with pytest.raises(Refused, match="no room"):
        journal.agendas.edit(later, minutes=7)
    journal.agendas.edit(journal.store.get(Item, case.id) or case, minutes=case.minutes)
    agenda = journal.agendas.of(full)
    assert (agenda.planned, agenda.over, agenda.apart) == (45, 0, 6)
    assert {each.topic: each.minutes for each in agenda.counted} == before
    assert show.minutes_line(agenda) == "45 of 45 min · 6 min for you alone, apart"


def test_a_private_topic_is_never_suggested_in_the_place_of_a_shared_one(
    journal: Journal, full: Session
) -> None:
    """It is left out, for its author to take up; of a session of their own it is no different."""
    alone = journal.sessions.plan(PLANNED + timedelta(days=1))
    journal.records.show_to(alone, Visibility.PRIVATE)
    alone = journal.store.get(Session, alone.id) or alone
    journal.actions.add("Mine to do", due=PLANNED.date(), visibility=Visibility.PRIVATE)
    other = journal.sessions.plan(PLANNED + timedelta(days=2))
    suggestion = journal.agendas.suggest(other)
    assert "Mine to do: what came of it?" in [each.topic for each in suggestion.left_out]
    assert all(each.visibility is Visibility.PAIR for each in suggestion.parts)
    suggestion = journal.agendas.suggest(alone)
    assert "Mine to do: what came of it?" in [each.topic for each in suggestion.parts]
    assert journal.agendas.take(alone, suggestion).planned == 45


def test_an_item_that_finds_no_room_is_refused(journal: Journal, full: Session) -> None:
    """Too long, or where nothing is left to give; what was planned stays as it was."""
    before = documents(journal)
    with pytest.raises(Refused, match="no room"):
        journal.agendas.add(full, "Too long", minutes=28)
    assert documents(journal) == before
    for topic in ("One", "Two", "Three", "Four", "Five"):
        journal.agendas.add(full, topic, minutes=5)
    with pytest.raises(Refused):
        journal.agendas.add(full, "One more")
    with pytest.raises(Refused):
        journal.feedback.discuss(journal.feedback.give(request="Slower", deliver=True), full)
    with pytest.raises(Refused):
        journal.agendas.edit(journal.agendas.item(full, "1"), minutes=6)


def test_a_long_topic_gives_minutes_to_another(journal: Journal, full: Session) -> None:
    """Where no bare name is left, the longest gives, and keeps five; the frame gives nothing."""
    journal.agendas.add(full, "All of it", minutes=27)
    journal.agendas.add(full, "One more", minutes=7)
    assert minutes(journal, full) == {
        "Check-in": 5, "All of it": 20, "One more": 7, "Open time": 8, "Wrap-up: who does what": 5,
    }  # fmt: skip


def test_an_item_without_minutes_takes_what_is_left(journal: Journal) -> None:
    """Ten, or fewer where the rest is taken."""
    session = journal.sessions.plan(PLANNED)
    for number in range(6):
        journal.agendas.add(session, f"Short {number}", minutes=5)
    assert journal.agendas.add(session, "Ten").minutes == 10
    assert journal.agendas.add(session, "The rest").minutes == 10
    assert journal.agendas.of(session).planned == 45


@pytest.mark.parametrize("verb", ["carry", "park", "remove"])
def test_open_time_stays(journal: Journal, full: Session, verb: str) -> None:
    """It is neither cut under a sixth nor taken off."""
    room = journal.agendas.item(full, "5")
    with pytest.raises(Refused, match="Open time"):
        getattr(journal.agendas, verb)(room)
    with pytest.raises(Refused, match="Open time"):
        journal.agendas.edit(room, minutes=7)


def test_what_a_shorter_session_left_too_long_can_be_mended(
    journal: Journal, full: Session
) -> None:
    """An overrun that is there is pointed out; what makes it smaller is no matter to refuse."""
    shorter = journal.sessions.edit(full, minutes=30)
    assert journal.agendas.of(shorter).over == 15
    journal.agendas.edit(journal.agendas.item(shorter, "3"), minutes=5)
    journal.agendas.park(journal.agendas.item(shorter, "2"))
    assert journal.agendas.of(shorter).over == 3


def test_a_session_under_way_has_the_minutes_that_were_added(
    full: Session, at: MakeJournal
) -> None:
    """An extended one has room for what was thought of meanwhile; a held one is never too full."""
    going = at(NOW.replace(month=12, day=3, hour=17, minute=0))
    going.timers.start(full)
    with pytest.raises(Refused, match="no room"):
        going.agendas.add(full, "One more", minutes=5)
    going.timers.extend(5)
    (running,) = going.sessions.planned()
    going.agendas.add(running, "One more", minutes=5)
    held = going.timers.end(45).session
    going.agendas.add(held, "Noted afterwards", minutes=60)


@given(steps=st.lists(st.tuples(st.sampled_from(["add", "edit", "remove", "park"]),
                                st.integers(1, 9), st.integers(1, 30)), max_size=8))  # fmt: skip
@settings(max_examples=25)
def test_no_verb_makes_an_agenda_too_long(steps: list[tuple[str, int, int]]) -> None:
    """Whatever is added, edited, parked or removed, the minutes fit and open time keeps its sixth."""
    with opened() as journal:
        session = journal.sessions.plan(NOW.replace(tzinfo=None) + timedelta(days=3))
        journal.agendas.take(session, journal.agendas.suggest(session))
        for verb, place, long in steps:
            try:
                if verb == "add":
                    journal.agendas.add(session, "More", minutes=long)
                elif verb == "edit":
                    journal.agendas.edit(journal.agendas.item(session, str(place)), minutes=long)
                else:
                    getattr(journal.agendas, verb)(journal.agendas.item(session, str(place)))
            except RmjournalError:
                continue
            now: Agenda = journal.agendas.of(session)
            assert now.over == 0
            assert now.open_minutes >= now.open_floor
