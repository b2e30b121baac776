"""The sheets of the agenda: what they ask for, what they refuse, and what becomes of it."""

from __future__ import annotations

from datetime import timedelta

import pytest
from textual.widgets import Input

from rmjournal import i18n
from rmjournal.model.action import Action
from rmjournal.model.agenda import ItemStatus
from rmjournal.model.record import Visibility
from rmjournal.model.session import Session
from rmjournal.paths import Home
from rmjournal.screens.dialog import Dialog
from rmjournal.screens.sheet import Sheet
from rmjournal.widgets.listing import Listing
from tests.app.agendas import ana_and_tom, filled, items, prepare, upcoming
from tests.app.conftest import (
    Someone,
    journal_of,
    press,
    settled,
    shown,
    sit,
    told,
    write,
)
from tests.conftest import NOW


@pytest.fixture
def pair(empty: Home) -> Home:
    """Ana and Tom, who meet in a week."""
    return ana_and_tom(empty)


def test_a_new_item_takes_what_there_is_room_for(pair: Home) -> None:
    """Topic and a save are enough; what gave way for it is said, and the new item is highlighted."""

    async def script(someone: Someone) -> None:
        await prepare(someone)
        await press(someone, "s", "n")
        await write(someone, "What Tom saw")
        await press(someone, "ctrl+s")
        assert ("What Tom saw", 10) in items(pair)
        assert "To make room, “" in told(someone)[-1]
        assert "was set aside, " in told(someone)[-1]
        _journal, _session, agenda = upcoming(pair)
        listing = someone.app.screen.query_one(Listing)
        here = next(at for at, each in enumerate(agenda.items) if each.id == listing.highlighted)
        assert agenda.items[here].topic == "What Tom saw"
        assert [each.kind for each in agenda.items[here + 1 :]][-3:-1] == ["open", "wrap-up"]
        assert agenda.planned == 45
        assert "set aside earlier" in shown(someone)

    app = sit(pair, script)
    assert app.door.drafts.all() == {}


def test_every_question_about_an_item_is_asked(pair: Home) -> None:
    """Minutes, who brings it, which part of the hour; and who reads it."""
    tom = upcoming(pair)[0].pair.partner.id

    async def script(someone: Someone) -> None:
        await prepare(someone)
        await press(someone, "n")
        await write(someone, "Quiet thought")
        await press(someone, "tab")
        await write(someone, "7")
        await press(someone, "tab", "left", "space", "tab", "home", "space", "ctrl+r", "ctrl+s")

    sit(pair, script)
    item = upcoming(pair)[2].items[0]
    assert (item.topic, item.minutes, item.by) == ("Quiet thought", 7, tom)
    assert (item.kind, item.visibility) == ("check-in", Visibility.PRIVATE)


def test_a_refused_item_is_still_on_the_sheet(pair: Home) -> None:
    """What is off is said in the sheet, with everything typed still there; closing keeps it."""

    async def script(someone: Someone) -> None:
        await prepare(someone)
        await press(someone, "n")
        for topic, minutes, said in (
            ("", "", "The topic is missing."),
            ("A", "ten", "“ten” is not a whole number."),
            ("A", "500", "An item lasts between 1 and 120 minutes."),
            ("A", "60", "There is no room for 60 min more"),
        ):
            for name, text in (("topic", topic), ("minutes", minutes)):
                field = someone.app.screen.query_one(f"#{name}", Input)
                field.value = ""
                field.focus()
                await write(someone, text)
            await press(someone, "ctrl+s")
            assert isinstance(someone.app.screen, Sheet)
            assert said in shown(someone)
            await press(someone, "escape", "n")
            values = someone.app.screen.values
            assert (values.text("topic"), values.text("minutes")) == (topic, minutes)
            assert items(pair) == []

    sit(pair, script)


def test_enter_changes_an_item(pair: Home) -> None:
    """Only what was changed is; an item without words or minutes is refused."""
    before = filled(pair, 10)[0]

    async def script(someone: Someone) -> None:
        await prepare(someone)
        await press(someone, "enter", "end")
        await write(someone, " and B")
        await press(someone, "ctrl+s")
        assert items(pair) == [("A and B", 10)]
        await press(someone, "enter", "ctrl+u", "ctrl+s")
        assert "Nothing would be left of it." in shown(someone)
        await write(someone, "A")
        await press(someone, "tab", "backspace", "ctrl+s")
        assert "An item lasts between 1 and 120 minutes." in shown(someone)
        await press(someone, "escape")

    sit(pair, script)
    after = upcoming(pair)[2].items[0]
    assert (after.by, after.kind, after.objective) == (before.by, before.kind, before.objective)


def carried_twice(home: Home, topic: str) -> Session:
    """The session on whose agenda an item stands that was carried over twice before."""
    journal, session, _agenda = upcoming(home)
    item = journal.agendas.add(session, topic, minutes=5)
    for week in (8, 9):
        waiting = journal.agendas.carry(item)
        session = journal.sessions.plan(NOW + timedelta(days=7 * week))
        item = journal.agendas.take_up(session, waiting)
    return session


@pytest.mark.parametrize("answer", ["do", "drop", "action"])
def test_an_answer_about_a_session_that_is_gone_does_nothing(pair: Home, answer: str) -> None:
    """Another process put it in the trash while the question was open."""
    session = carried_twice(pair, "Again and again")

    async def script(someone: Someone) -> None:
        await prepare(someone, session.id)
        await press(someone, "c")
        assert isinstance(someone.app.screen, Dialog)
        other = journal_of(pair)
        other.records.delete(other.sessions.found(f"#{session.id}"))
        someone.app.look()  # type: ignore[attr-defined]
        await settled(someone)
        await press(someone, *["tab"] * ["do", "drop", "action"].index(answer), "enter")
        assert not isinstance(someone.app.screen, Dialog)

    sit(pair, script)


@pytest.mark.parametrize("answer", ["do", "drop", "action"])
def test_the_third_carry_asks(pair: Home, answer: str) -> None:
    """Do it, drop it, or make it an action: each is one press, and none loses the item unasked."""
    session = carried_twice(pair, "Again and again")

    async def script(someone: Someone) -> None:
        await prepare(someone, session.id)
        await press(someone, "c")
        assert isinstance(someone.app.screen, Dialog)
        assert "carried over again and again" in shown(someone)
        await press(someone, "escape", "enter")
        assert isinstance(someone.app.screen, Dialog)
        await press(someone, *["tab"] * ["do", "drop", "action"].index(answer), "enter")

    sit(pair, script)
    after = journal_of(pair)
    actions = [each.text for each in after.store.all(Action, after.pair.id)]
    found = after.agendas.of(session).items
    assert [each.status for each in found] == {
        "do": [ItemStatus.TO_DO], "drop": [], "action": [ItemStatus.CARRIED]
    }[answer]  # fmt: skip
    assert actions == (["Again and again"] if answer == "action" else [])


def test_an_item_is_linked_to_an_objective_and_to_none(pair: Home) -> None:
    """The link is its reason where it has no other; without any objective the way to one is said."""
    filled(pair, 10)

    async def none_yet(someone: Someone) -> None:
        await prepare(someone)
        await press(someone, "o")
        assert "There is no objective yet." in told(someone)[-1]

    sit(pair, none_yet)
    objective = journal_of(pair).objectives.propose("Read alone")

    async def script(someone: Someone) -> None:
        await prepare(someone)
        await press(someone, "o", "left", "space", "ctrl+s")
        assert upcoming(pair)[2].items[0].objective == objective.id
        assert "for “Read alone”" in shown(someone)
        await press(someone, "o", "right", "space", "ctrl+s")
        assert upcoming(pair)[2].items[0].objective is None

    sit(pair, script)


def test_what_came_of_an_item_is_noted(pair: Home) -> None:
    """Outcome and decision in one sheet, and the item is done."""
    filled(pair, 10)

    async def script(someone: Someone) -> None:
        await prepare(someone)
        await press(someone, "f")
        await write(someone, "Two of three dropped")
        await press(someone, "tab")
        await write(someone, "Keep the third")
        await press(someone, "ctrl+s")
        assert "outcome  Two of three dropped" in shown(someone)

    sit(pair, script)
    item = upcoming(pair)[2].items[0]
    assert (item.status, item.decision) == (ItemStatus.DONE, "Keep the third")


def test_the_session_itself_is_put_right(pair: Home) -> None:
    """Purpose, length and date in one sheet; a date that is none is refused, and stays typed."""

    async def script(someone: Someone) -> None:
        await prepare(someone)
        await press(someone, "e", "end")
        await write(someone, " for good")
        await press(someone, "tab")
        await write(someone, "the day after never")
        await press(someone, "tab")
        await write(someone, "60")
        await press(someone, "ctrl+s")
        assert isinstance(someone.app.screen, Sheet)
        assert someone.app.screen.values.text("when") == "the day after never"
        someone.app.screen.query_one("#when", Input).value = "friday 9am"
        await press(someone, "ctrl+s")
        assert "Three charts to drop for good" in shown(someone)
        assert "0 of 60 min" in shown(someone)
        assert told(someone)[-1] == (
            "Changed: session 1 (Friday 27 November). It lasts 60 min now."
        )

    sit(pair, script)
    session = upcoming(pair)[1]
    assert (session.minutes, session.purpose) == (60, "Three charts to drop for good")
    assert session.starts is not None
    assert (session.starts.weekday(), session.starts.hour) == (4, 9)


def test_what_was_prepared_in_another_language_is_asked_for_in_mine(pair: Home) -> None:
    """Shown and asked for in French, and stored as it was where only the minutes are changed."""
    journal, session, _agenda = upcoming(pair)
    purpose = "Where the two of us stand after 3 months"
    journal.sessions.edit(session, template="mid-point", purpose=purpose)
    journal.agendas.take(upcoming(pair)[1], journal.agendas.suggest(upcoming(pair)[1]))
    before = items(pair)
    i18n.use("fr")

    async def script(someone: Someone) -> None:
        await prepare(someone)
        assert "Où en est notre binôme après 3 mois" in shown(someone)
        assert "Ouverture" in shown(someone)
        assert "Check-in" not in shown(someone)
        await press(someone, "enter")
        assert someone.app.screen.query_one("#topic", Input).value == "Ouverture"
        someone.app.screen.query_one("#minutes", Input).value = "4"
        await press(someone, "ctrl+s")

    sit(pair, script)
    assert items(pair) == [("Check-in", 4), *before[1:]]
