"""Agendas: in order, fitted to the minutes, and nothing on them is ever lost."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rmjournal.errors import NotFound, Refused, UsageProblem
from rmjournal.export.agenda import agenda
from rmjournal.export.context import Audience
from rmjournal.journal import Journal
from rmjournal.journal.suggestions import reason_for
from rmjournal.model.action import Action
from rmjournal.model.agenda import Item, ItemStatus
from rmjournal.model.record import BOTH, Visibility
from rmjournal.model.session import Session
from tests.conftest import NOW, MakeJournal
from tests.journal.conftest import opened, topics

PLANNED = datetime(2026, 12, 3, 17, 0)


@pytest.fixture
def session(journal: Journal) -> Session:
    """A session to prepare."""
    return journal.sessions.plan(PLANNED)


def places(journal: Journal, session: Session) -> list[int]:
    """The places of the items, as stored."""
    return [item.position for item in journal.agendas.of(session).items]


@pytest.mark.parametrize(
    ("topic", "kind"),
    [
        ("Open time", "open"), ("Temps ouvert", "open"), ("Check-in", "check-in"),
        ("open time for the audit", "topic"), ("Three charts", "topic"),
    ],
)  # fmt: skip
def test_the_name_of_a_part_is_that_part(
    journal: Journal, session: Session, topic: str, kind: str
) -> None:
    """In either language: it takes its place, and carried over it is not doubled by the next one."""
    item = journal.agendas.add(session, topic, minutes=10)
    assert item.kind == kind
    with journal.store.transaction("test") as tx:
        tx.change(item, status=ItemStatus.CARRIED)
    assert [each.topic for each in journal.agendas.waiting()] == (
        [topic] if kind == "topic" else []
    )
    after = journal.sessions.plan(PLANNED + timedelta(days=21))
    suggested = [part.kind for part in journal.agendas.suggest(after).parts]
    assert suggested.count("open") == suggested.count("check-in") == 1


def test_a_part_said_otherwise_is_what_was_said(journal: Journal, session: Session) -> None:
    """Somebody may speak of open time itself."""
    assert journal.agendas.add(session, "Open time", kind="topic").kind == "topic"


def test_an_item_is_for_both_and_by_both_unless_said_otherwise(
    journal: Journal, session: Session
) -> None:
    """A new item is to do, takes ten minutes, and both members may read it."""
    item = journal.agendas.add(session, "Three charts to drop")
    assert (item.kind, item.minutes, item.by) == ("topic", 10, BOTH)
    assert (item.status, item.visibility) == (ItemStatus.TO_DO, Visibility.PAIR)


def test_a_new_item_goes_before_the_wrap_up(journal: Journal, session: Session) -> None:
    """The wrap-up stays last, and the item is numbered as it stands."""
    journal.agendas.add(session, "First")
    journal.agendas.add(session, "Who does what", kind="wrap-up")
    journal.agendas.add(session, "Second")
    assert topics(journal, session) == ["First", "Second", "Who does what"]
    assert places(journal, session) == [1, 2, 3]


def test_a_second_wrap_up_goes_last(journal: Journal, session: Session) -> None:
    """What concludes is not put before what concludes."""
    journal.agendas.add(session, "Who does what", kind="wrap-up")
    journal.agendas.add(session, "And the date", kind="wrap-up")
    assert topics(journal, session) == ["Who does what", "And the date"]


@pytest.mark.parametrize("topic", ["", "  ", "\n"])
def test_an_item_without_a_topic_is_refused(journal: Journal, session: Session, topic: str) -> None:
    """An item says what it is about."""
    with pytest.raises(UsageProblem):
        journal.agendas.add(session, topic)
    assert not journal.agendas.of(session).items


@pytest.mark.parametrize("minutes", [0, -5, 121])
def test_impossible_minutes_are_refused(journal: Journal, session: Session, minutes: int) -> None:
    """An item lasts a minute at least and two hours at most, when added and when edited."""
    session = journal.sessions.edit(session, minutes=120)
    with pytest.raises(UsageProblem):
        journal.agendas.add(session, "Demo", minutes=minutes)
    item = journal.agendas.add(session, "Demo", minutes=120)
    with pytest.raises(UsageProblem):
        journal.agendas.edit(item, minutes=minutes)
    assert journal.agendas.of(session).planned == 120


@given(data=st.data())
def test_moving_is_a_permutation(data: st.DataObject) -> None:
    """However items are moved, none is lost, and their places are 1 to n."""
    count = data.draw(st.integers(1, 6))
    with opened() as journal:
        session = journal.sessions.plan(PLANNED, minutes=60)
        expected = [f"Item {number}" for number in range(count)]
        for topic in expected:
            journal.agendas.add(session, topic)
        for _ in range(data.draw(st.integers(0, 4))):
            place, to = data.draw(st.integers(1, count)), data.draw(st.integers(1, count))
            item = journal.agendas.item(session, str(place))
            agenda = journal.agendas.move(session, item, to)
            expected.insert(to - 1, expected.pop(place - 1))
            assert [each.topic for each in agenda.items] == expected
            assert [each.position for each in agenda.items] == list(range(1, count + 1))


@pytest.mark.parametrize("to", [0, -1, 3])
def test_a_place_that_is_not_on_the_agenda_is_refused(
    journal: Journal, session: Session, to: int
) -> None:
    """An item is moved to one of the places there are."""
    first = journal.agendas.add(session, "First")
    journal.agendas.add(session, "Second")
    with pytest.raises(UsageProblem):
        journal.agendas.move(session, first, to)
    assert topics(journal, session) == ["First", "Second"]


@pytest.mark.parametrize("position", ["0", "3", "-1", "last", "", "x", "²"])
def test_a_number_that_no_item_has_is_not_found(
    journal: Journal, session: Session, position: str
) -> None:
    """An item is named by its place on the agenda, and by nothing else."""
    journal.agendas.add(session, "First")
    journal.agendas.add(session, "Second")
    with pytest.raises(NotFound):
        journal.agendas.item(session, position)


def test_removing_closes_the_gap(journal: Journal, session: Session) -> None:
    """A removed item is in the trash, and those after it move up."""
    for topic in ("First", "Second", "Third"):
        journal.agendas.add(session, topic)
    journal.agendas.remove(journal.agendas.item(session, "2"))
    assert topics(journal, session) == ["First", "Third"]
    assert places(journal, session) == [1, 2]
    assert [record.id for record in journal.records.trash()] != []


def test_what_came_of_an_item_is_kept(journal: Journal, session: Session) -> None:
    """An item that was spoken of says its outcome and its decision."""
    item = journal.agendas.add(session, "Demo")
    done = journal.agendas.done(item, outcome="Used twice", decision="One page")
    assert (done.status, done.outcome, done.decision) == (ItemStatus.DONE, "Used twice", "One page")
    assert journal.agendas.of(session).items == (done,)


@pytest.mark.parametrize(
    ("verb", "status"), [("carry", ItemStatus.CARRIED), ("park", ItemStatus.PARKED)]
)
def test_what_leaves_the_agenda_frees_its_minutes_and_stays_readable(
    journal: Journal, session: Session, verb: str, status: ItemStatus
) -> None:
    """An item carried over or parked stays listed, and takes no minutes any more."""
    item = journal.agendas.add(session, "Demo", minutes=30)
    settled = getattr(journal.agendas, verb)(item)
    agenda = journal.agendas.of(session)
    assert agenda.items == (settled,)
    assert (settled.status, agenda.planned) == (status, 0)


def test_an_item_waits_until_a_later_session_takes_it_up(journal: Journal) -> None:
    """Carried over, it waits for every session but its own, and no more once it was taken up."""
    held = journal.sessions.hold(began=NOW - timedelta(days=7))
    item = journal.agendas.carry(journal.agendas.add(held, "Not reached"))
    assert journal.agendas.waiting() == [item]
    assert journal.agendas.waiting(held) == []
    later = journal.sessions.plan(PLANNED)
    journal.agendas.take(later, journal.agendas.suggest(later))
    assert journal.agendas.waiting() == []
    again = next(each for each in journal.agendas.of(later).items if each.carried_from)
    journal.agendas.remove(again)
    assert journal.agendas.waiting() == [item]


def test_what_a_later_version_stores_within_a_value_takes_nothing_up(journal: Journal) -> None:
    """Only what an item or an action itself is made from."""
    held = journal.sessions.hold(began=NOW - timedelta(days=7))
    item = journal.agendas.carry(journal.agendas.add(held, "Not reached"))
    action = journal.actions.add("Send the link")
    with journal.store.transaction("test") as tx:
        for kind, id, key in ((Item, item.id, "carried_from"), (Action, action.id, "item")):
            document = tx.document(kind, id)
            assert document is not None
            document["trace"] = {key: item.id}
            tx.table(kind).put(document)
    assert [each.id for each in journal.agendas.waiting()] == [item.id]


def test_a_parked_item_waits_for_nothing(journal: Journal, session: Session) -> None:
    """What is parked has no date, so no session takes it up by itself."""
    journal.agendas.park(journal.agendas.add(session, "Set aside"))
    assert journal.agendas.waiting() == []


def test_what_was_parked_is_listed_until_it_is_taken_up(journal: Journal, session: Session) -> None:
    """It comes back with its words, minutes and owner, and was not carried over by that."""
    held = journal.sessions.hold(began=NOW - timedelta(days=7))
    mentor = journal.pair.mentor.id
    item = journal.agendas.add(held, "Field teams", minutes=7, by=mentor, kind="case")
    parked = journal.agendas.park(item)
    assert journal.agendas.parked() == [parked]
    again = journal.agendas.take_up(session, parked)
    assert (again.topic, again.minutes, again.by, again.kind) == ("Field teams", 7, mentor, "case")
    assert (again.session, again.carried_from, again.status) == (
        session.id, parked.id, ItemStatus.TO_DO,
    )  # fmt: skip
    assert journal.agendas.parked() == []
    assert journal.agendas.times_carried(again) == 0
    with pytest.raises(Refused):
        journal.agendas.take_up(session, parked)
    journal.agendas.remove(again)
    assert journal.agendas.parked() == [parked]


@pytest.mark.parametrize("verb", ["carry", "park"])
def test_what_was_put_off_in_this_session_is_put_back(
    journal: Journal, session: Session, verb: str
) -> None:
    """Taken up in the same session, it is to do again, and there is still only one of it."""
    item = getattr(journal.agendas, verb)(journal.agendas.add(session, "Demo"))
    back = journal.agendas.take_up(session, item)
    assert journal.agendas.of(session).items == (back,)
    assert back.status is ItemStatus.TO_DO
    with pytest.raises(Refused):
        journal.agendas.take_up(session, back)


def test_a_private_item_stays_private_when_it_is_taken_up_or_made_an_action(
    journal: Journal, session: Session
) -> None:
    """Nobody reads what comes of an item who could not read the item."""
    held = journal.sessions.hold(began=NOW - timedelta(days=7))
    for verb in ("park", "carry"):
        item = journal.agendas.add(held, "Mine", visibility=Visibility.PRIVATE)
        item = getattr(journal.agendas, verb)(item)
        assert journal.agendas.take_up(session, item).visibility is Visibility.PRIVATE
    item = journal.agendas.add(session, "Mine too", visibility=Visibility.PRIVATE)
    assert journal.agendas.as_action(item).visibility is Visibility.PRIVATE


def test_an_item_becomes_an_action(journal: Journal, session: Session) -> None:
    """In its words, by whoever brought it, and it is done with that decision."""
    item = journal.agendas.add(session, "Automate the export", by=journal.pair.mentor.id)
    action = journal.agendas.as_action(item)
    assert (action.text, action.owner) == ("Automate the export", journal.pair.mentor.id)
    assert (action.item, action.session) == (item.id, session.id)
    (done,) = journal.agendas.of(session).items
    assert (done.status, done.decision) == (ItemStatus.DONE, "made an action")
    with pytest.raises(Refused):
        journal.agendas.as_action(done)


def test_an_item_made_an_action_waits_no_more(journal: Journal) -> None:
    """Its session still says that it was carried over; no later one takes it up, until undone."""
    held = journal.sessions.hold(began=NOW - timedelta(days=7))
    item = journal.agendas.carry(journal.agendas.add(held, "Not reached"))
    action = journal.agendas.as_action(item, "Send the export", owner=journal.pair.me)
    assert (action.text, action.owner) == ("Send the export", journal.pair.me)
    assert journal.agendas.waiting() == []
    assert journal.agendas.of(held).items == (item,)
    journal.records.delete(action)
    assert journal.agendas.waiting() == [item]


@pytest.mark.parametrize(("times", "asks"), [(1, False), (2, False), (3, True), (4, True)])
def test_from_the_third_carry_on_an_item_asks(journal: Journal, times: int, asks: bool) -> None:
    """Do it, drop it, or make it an action."""
    before: str | None = None
    for number in range(times):
        held = journal.sessions.hold(began=NOW - timedelta(weeks=9 - number))
        item = journal.agendas.carry(journal.agendas.add(held, "Again", carried_from=before))
        before = item.id
    assert journal.agendas.asks(item) is asks


@pytest.mark.parametrize("times", [1, 2, 3, 4])
def test_carries_are_counted_back_to_where_the_item_first_stood(
    journal: Journal, times: int
) -> None:
    """An item taken up and carried again counts every carry; taken up, it keeps its count."""
    before: str | None = None
    for number in range(times):
        held = journal.sessions.hold(began=NOW - timedelta(weeks=9 - number))
        item = journal.agendas.add(held, "Not reached", carried_from=before)
        assert journal.agendas.times_carried(item) == number
        item = journal.agendas.carry(item)
        assert journal.agendas.times_carried(item) == number + 1
        before = item.id


def test_an_export_counts_carries_as_the_journal_does(journal: Journal, session: Session) -> None:
    """What was parked and taken up was never carried; what was carried then counts once."""
    held = [journal.sessions.hold(began=NOW - timedelta(weeks=weeks)) for weeks in (3, 2, 1)]
    item = journal.agendas.park(journal.agendas.add(held[0], "Field teams"))
    counts = []
    for each in (held[1], held[2], session):
        item = journal.agendas.take_up(each, item)
        view, pair = journal.store, journal.pair
        export = agenda(view, pair, each, audience=Audience.SELF, now=journal.clock.now())
        (shown,) = export.context["items"]
        counts.append((shown["times_carried"], journal.agendas.times_carried(item)))
        item = journal.agendas.carry(item)
    assert counts == [(0, 0), (1, 1), (2, 2)]


def test_a_session_that_was_cancelled_is_no_carry(
    journal: Journal, session: Session, at: MakeJournal
) -> None:
    """Nobody put off what nobody could speak of; that it waits, and why, is said all the same."""
    item = journal.agendas.add(session, "Field teams")
    counts, reasons = [], []
    for days, held in enumerate((False, True, False), start=1):
        if held:
            journal.agendas.carry(item)
        else:
            journal.sessions.cancel(session)
        (item,) = journal.agendas.waiting()
        session = journal.sessions.plan(PLANNED + timedelta(days=days))
        (offer,) = [each for each in journal.agendas.suggest(session).new if each.carried_from]
        counts.append(journal.agendas.times_carried(item))
        item = journal.agendas.take_up(session, item)
        reasons.append((offer.reason, reason_for(journal, item)))
        export = agenda(journal.store, journal.pair, session, audience=Audience.PARTNER,
                        now=journal.clock.now())  # fmt: skip
        assert export.context["items"][0]["times_carried"] == counts[-1]
    assert counts == [0, 1, 1]
    assert reasons == [
        ("from a cancelled session",) * 2,
        ("carried over",) * 2,
        ("carried over",) * 2,
    ]


def test_items_that_were_carried_from_each_other_are_counted_once(journal: Journal) -> None:
    """A circle that only a damaged merge could make does not hang the program."""
    held = journal.sessions.hold(began=NOW - timedelta(days=7))
    one = journal.agendas.carry(journal.agendas.add(held, "One"))
    two = journal.agendas.carry(journal.agendas.add(held, "Two", carried_from=one.id))
    one = journal.agendas.edit(one, carried_from=two.id)
    assert journal.agendas.times_carried(one) == 2


def test_postponing_a_session_is_no_carry(journal: Journal, session: Session) -> None:
    """The agenda moves with its session, and nothing on it counts as carried over."""
    item = journal.agendas.add(session, "Demo")
    moved = journal.sessions.postpone(session, PLANNED + timedelta(days=7))
    journal.sessions.postpone(moved)
    assert journal.agendas.of(session).items == (item,)
    assert journal.agendas.times_carried(item) == 0
    assert journal.agendas.waiting() == []


def test_an_agenda_keeps_words_that_mean_something_to_the_file(
    journal: Journal, session: Session, at: MakeJournal
) -> None:
    """A topic that reads like a line of the file is only a topic."""
    topic = f'"session": "{session.id}", "status": "carried", "deleted": "x'
    journal.agendas.add(session, topic)
    found: Any = at(NOW).agendas.of(session).items
    assert [item.topic for item in found] == [topic]
    assert journal.agendas.waiting() == []
    assert journal.agendas.times_carried(found[0]) == 0
