"""No verb plans more minutes than a session has, nor leaves its open time under a sixth."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rmjournal.cli import show
from rmjournal.errors import Refused, RmjournalError
from rmjournal.journal import Journal
from rmjournal.journal.fitting import Suggestion
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


def test_a_session_is_not_made_shorter_than_its_agenda(journal: Journal, full: Session) -> None:
    """What is to be done first is said; an express session cuts its agenda by itself."""
    before = documents(journal)
    with pytest.raises(Refused, match="fills 45 min, and the session would have 30") as refused:
        journal.sessions.edit(full, minutes=30, purpose="The median")
    assert f"--session {full.id[:6]}" in str(refused.value.todo).format(**refused.value.values)
    assert documents(journal) == before
    for place in ("4", "2"):
        journal.agendas.park(journal.agendas.item(full, place))
    shorter = journal.sessions.edit(full, minutes=30)
    assert (shorter.minutes, journal.agendas.of(shorter).planned) == (30, 30)
    assert journal.agendas.of(journal.sessions.edit(shorter, template="express")).over == 0


def test_an_item_comes_back_from_the_trash_only_where_it_finds_room(
    journal: Journal, full: Session
) -> None:
    """What took its place stays; with the room comes the item, and what was set aside needs none."""
    topic = journal.agendas.item(full, "3")
    journal.agendas.remove(topic)
    journal.agendas.add(full, "Another", minutes=topic.minutes)
    (gone,) = journal.records.trash()
    before = documents(journal)
    with pytest.raises(Refused, match="no room for 12 min more: 45 of 45"):
        journal.records.restore(gone)
    assert documents(journal) == before
    journal.agendas.park(journal.agendas.item(full, "3"))
    assert journal.records.restore(gone)[0].id == topic.id
    assert journal.agendas.of(full).planned == 45
    aside = journal.agendas.set_aside(full, "For later")
    journal.agendas.remove(aside)
    (gone,) = journal.records.trash()
    assert journal.records.restore(gone)[0].deleted is None


def test_an_item_is_shown_to_both_only_where_it_finds_room(journal: Journal) -> None:
    """What I kept apart takes minutes of both from then on; to keep one for oneself needs no room."""
    session = journal.sessions.plan(PLANNED)
    mine = journal.agendas.add(session, "Mine", minutes=20, visibility=Visibility.PRIVATE)
    journal.agendas.take(session, journal.agendas.suggest(session))
    before = documents(journal)
    with pytest.raises(Refused, match="no room for 20 min more: 45 of 45"):
        journal.records.show_to(mine, Visibility.PAIR)
    assert documents(journal) == before
    for item in journal.agendas.of(session).counted:
        if item.kind in ("topic", "case"):
            journal.records.show_to(item, Visibility.PRIVATE)
    mine = journal.store.get(Item, mine.id) or mine
    assert journal.records.show_to(mine, Visibility.PAIR).visibility is Visibility.PAIR
    assert journal.agendas.of(session).over == 0


def test_a_suggestion_that_fits_no_more_is_not_taken(journal: Journal, at: MakeJournal) -> None:
    """Another window filled the agenda, or shortened the session, since it was made."""
    session = journal.sessions.plan(PLANNED)
    suggestion = journal.agendas.suggest(session)
    shorter = at(NOW).sessions.edit(session, minutes=30)
    with pytest.raises(Refused, match="changed since this was suggested"):
        journal.agendas.take(session, suggestion)
    at(NOW).sessions.edit(shorter, minutes=45)
    journal.agendas.take(session, suggestion)
    with pytest.raises(Refused, match="changed since this was suggested"):
        journal.agendas.take(session, suggestion)
    assert journal.agendas.of(session).planned == 45


def merged(journal: Journal, session: Session, minutes: int) -> Session:
    """The session with these minutes, as a merge can leave it: whatever its agenda fills."""
    with journal.store.transaction("exchange receive") as tx:
        return tx.change(session, minutes=minutes)


def test_what_a_merge_left_too_long_can_be_mended(journal: Journal, full: Session) -> None:
    """An overrun that is there is pointed out; what makes it smaller is no matter to refuse."""
    shorter = merged(journal, full, 30)
    assert journal.agendas.of(shorter).over == 15
    shorter = journal.sessions.edit(shorter, minutes=35)
    shorter = journal.sessions.edit(shorter, purpose="The median")
    with pytest.raises(Refused, match="fills 45 min"):
        journal.sessions.edit(shorter, minutes=30)
    shorter = merged(journal, shorter, 30)
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


@given(steps=st.lists(st.tuples(st.sampled_from(["add", "edit", "remove", "restore", "keep", "show",
                                                 "shorten", "take"]),
                                st.integers(1, 9), st.integers(1, 60)), max_size=12))  # fmt: skip
@settings(max_examples=25)
def test_no_verb_makes_an_overrun(steps: list[tuple[str, int, int]]) -> None:
    """Whichever of the verbs there are: an agenda is too long only where a merge left it so."""
    with opened() as journal:
        session = journal.sessions.plan(NOW.replace(tzinfo=None) + timedelta(days=3))
        once = journal.agendas.suggest(session)
        for verb, place, long in steps:
            (session,) = journal.sessions.planned()
            try:
                carry_out(journal, session, verb, place, long, once)
            except RmjournalError:
                continue
            (session,) = journal.sessions.planned()
            assert journal.agendas.of(session).over == 0, verb


def carry_out(
    journal: Journal, session: Session, verb: str, place: int, long: int, once: Suggestion
) -> None:
    """One of the verbs that can fill an agenda, or shorten a session."""
    if verb == "add":
        journal.agendas.add(session, "More", minutes=long)
    elif verb == "shorten":
        journal.sessions.edit(session, minutes=long)
    elif verb == "take":
        journal.agendas.take(session, once)
    elif verb == "restore":
        for gone in journal.records.trash()[:1]:
            journal.records.restore(gone)
    else:
        item = journal.agendas.item(session, str(place))
        if verb == "edit":
            journal.agendas.edit(item, minutes=long)
        elif verb == "remove":
            journal.agendas.remove(item)
        else:
            to = Visibility.PAIR if verb == "show" else Visibility.PRIVATE
            journal.records.show_to(item, to)


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
