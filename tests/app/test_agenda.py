"""The agenda editor: suggested, put right and kept with a few keys, and nothing lost on the way."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta

import pytest
from textual.widgets import Input

from rmjournal.journal import Journal
from rmjournal.model.action import Action
from rmjournal.model.agenda import Agenda, Item, ItemStatus
from rmjournal.model.pair import Role
from rmjournal.model.record import BOTH, Visibility
from rmjournal.model.session import Session
from rmjournal.paths import Home
from rmjournal.screens.agenda import AgendaScreen
from rmjournal.screens.dialog import Dialog
from rmjournal.screens.home import HomeScreen
from rmjournal.screens.sheet import Sheet
from rmjournal.widgets.bar import Bar
from rmjournal.widgets.keyline import KeyLine
from rmjournal.widgets.listing import Listing
from tests.app.conftest import (
    MakeHome,
    Someone,
    footer,
    journal_of,
    press,
    settled,
    shown,
    sit,
    told,
    write,
)
from tests.conftest import NOW

HOSTILE = "[/] [@click=app.quit]x[/] \x1b]52;c;eA==\x07 \u202eback"


@pytest.fixture
def pair(empty: Home) -> Home:
    """Ana and Tom, who meet in a week for 45 minutes, with nothing on the agenda."""
    journal = journal_of(empty)
    journal.pairs.create(me="Ana Ruiz", role=Role.MENTOR, partner="Tom Weiss")
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


def held(home: Home) -> Session:
    """The session that was held yesterday, with a point nobody noted anything of."""
    journal, session, _agenda = upcoming(home)
    journal.agendas.add(session, "A", minutes=10)
    return journal.sessions.hold(session, began=NOW.replace(tzinfo=None) - timedelta(days=1))


async def prepare(someone: Someone, *about: str) -> None:
    """Goes to the agenda."""
    someone.app.visit("agenda", *about)  # type: ignore[attr-defined]
    await settled(someone)


@asynccontextmanager
async def a_slow_disk(someone: Someone) -> AsyncIterator[AgendaScreen]:
    """Nothing reaches the journal as long as this lasts."""
    screen = someone.app.screen
    assert isinstance(screen, AgendaScreen)
    with screen.door._lock:
        yield screen
    await settled(someone)
    await settled(someone)


async def quickly(someone: Someone, *keys: str) -> None:
    """Presses keys without waiting for what comes of them."""
    await someone.press(*keys)
    await settled(someone)
    await settled(someone)


def undone(home: Home, times: int) -> None:
    """Takes back so many verbs."""
    from rmjournal.journal.undoing import undo

    for _time in range(times):
        undo(journal_of(home))


def test_from_home_to_a_kept_agenda_in_twenty_keys(home: Home) -> None:
    """Suggested, put right, and back at Home: by keys alone, and at most twenty of them."""
    journal = journal_of(home)
    journal.reflections.log(journal.sessions.last(), what="It went well.")
    for each in journal.feedback.unread():
        journal.feedback.acknowledge(each)
    before = items(home)
    keys = ["g", "s", "down", "left", "left", "up", "right", "right", "down", "shift+down",
            "down", "down", "right", "escape"]  # fmt: skip

    async def script(someone: Someone) -> None:
        assert "The next session has room on its agenda" in shown(someone)
        await press(someone, *keys)
        assert isinstance(someone.app.screen, HomeScreen)
        assert "45 of 45 min on the agenda" in shown(someone)

    sit(home, script)
    assert len(keys) <= 20
    _journal, session, agenda = upcoming(home)
    assert agenda.planned == session.minutes
    assert len(agenda.items) > len(before)
    assert agenda.open_minutes >= agenda.open_floor


def test_it_says_why_each_item_stands_there(home_in: MakeHome) -> None:
    """Which session, for what, how full, and each item with who brings it and why, in French."""

    async def script(someone: Someone) -> None:
        await prepare(someone)
        await press(someone, "s")
        for text in (
            "Préparer · séance 13 · ",
            "Nous deux",
            "Intention  Faire le bilan",
            "45 sur 45 min",
            "temps ouvert : 8 min (8 au moins)",
            "MIN  POINT  QUI  POURQUOI ICI",
            "Qui tient le tableau après nous  Hélène  repris 2 fois",
            "NON RETENUS  Entrée pour reprendre",
            "chose apprise à vérifier",
        ):
            assert text in shown(someone).replace("\xa0", " "), text
        assert someone.app.screen.query_one(Bar).said.count("|") == 5
        assert "|........|" in someone.app.screen.query_one(Bar).said

    sit(home_in("fr"), script)


def test_an_empty_agenda_teaches_and_s_fills_it(pair: Home) -> None:
    """The first key is named; afterwards u takes all of it back at once."""

    async def script(someone: Someone) -> None:
        await prepare(someone)
        assert "s fills it from what is open" in shown(someone)
        await press(someone, "s")
        assert sum(minutes for _topic, minutes in items(pair)) == 45
        assert "Three charts to drop" in [topic for topic, _minutes in items(pair)]
        assert "items were put on the agenda" in told(someone)[-1]
        await press(someone, "u")
        assert items(pair) == []

    sit(pair, script)


def test_a_full_agenda_says_so_when_more_is_suggested(pair: Home) -> None:
    """What is full stays as it is, and how to make room is said."""

    async def script(someone: Someone) -> None:
        await prepare(someone)
        await press(someone, "s")
        before = items(pair)
        await press(someone, "s")
        assert "The agenda is already full: 45 of 45 minutes." in shown(someone)
        assert "makes room" in shown(someone)
        assert items(pair) == before

    sit(pair, script)


def test_without_a_session_it_leads_to_planning(empty: Home) -> None:
    """Nobody is left before a blank page."""
    journal_of(empty).pairs.create(me="Ana Ruiz", role=Role.MENTEE, partner="Tom Weiss")

    async def script(someone: Someone) -> None:
        await prepare(someone)
        assert "No session is planned yet. n goes where you plan one." in shown(someone)
        await press(someone, "s", "p", "f", "x", "enter", "right", "shift+up", "e")
        assert isinstance(someone.app.screen, AgendaScreen)
        await press(someone, "n")
        assert not isinstance(someone.app.screen, AgendaScreen)

    sit(empty, script)


def test_a_new_item_takes_what_there_is_room_for(pair: Home) -> None:
    """Topic and a save are enough; what gave way for it is said, and the new item is highlighted."""

    async def script(someone: Someone) -> None:
        await prepare(someone)
        await press(someone, "s", "n")
        await write(someone, "What Tom saw")
        await press(someone, "ctrl+s")
        assert ("What Tom saw", 10) in items(pair)
        assert "To make room, “" in told(someone)[-1]
        _journal, _session, agenda = upcoming(pair)
        listing = someone.app.screen.query_one(Listing)
        assert listing.highlighted == agenda.items[-2].id
        assert agenda.planned == 45

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


@pytest.mark.parametrize(
    ("topic", "minutes", "said"),
    [
        ("", "", "The topic is missing."),
        ("A", "ten", "“ten” is not a whole number."),
        ("A", "500", "An item lasts between 1 and 120 minutes."),
        ("A", "60", "There is no room for 60 min more"),
    ],
)
def test_a_refused_item_is_still_on_the_sheet(
    pair: Home, topic: str, minutes: str, said: str
) -> None:
    """What is off is said in the sheet, with everything typed still there; closing keeps it."""

    async def script(someone: Someone) -> None:
        await prepare(someone)
        await press(someone, "n")
        await write(someone, topic)
        await press(someone, "tab")
        await write(someone, minutes)
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
        await press(someone, "enter", "backspace", "ctrl+s")
        assert "Nothing would be left of it." in shown(someone)
        await write(someone, "A")
        await press(someone, "tab", "backspace", "ctrl+s")
        assert "An item lasts between 1 and 120 minutes." in shown(someone)
        await press(someone, "escape")

    sit(pair, script)
    after = upcoming(pair)[2].items[0]
    assert (after.by, after.kind, after.objective) == (before.by, before.kind, before.objective)


def test_ten_quick_presses_give_what_ten_verbs_give(pair: Home) -> None:
    """A held key loses no press, shows each at once, and is taken back press by press."""
    filled(pair, 10, 10)

    async def script(someone: Someone) -> None:
        await prepare(someone)
        await quickly(someone, *["right"] * 10)
        assert items(pair) == [("A", 20), ("B", 10)]
        assert "30 of 45 min" in shown(someone)

    sit(pair, script)
    undone(pair, 10)
    assert items(pair) == [("A", 10), ("B", 10)]


def test_quick_keys_of_all_kinds_keep_their_order(pair: Home) -> None:
    """Longer, shorter, up, down and set aside, as fast as hands can: all in the order pressed."""
    filled(pair, 10, 10, 10)

    async def script(someone: Someone) -> None:
        await prepare(someone)
        await quickly(someone, "right", "shift+down", "right", "shift+down", "left", "right",
                      "shift+up", "right")  # fmt: skip
        assert items(pair) == [("B", 10), ("A", 13), ("C", 10)]
        await quickly(someone, "right", "p", "right", "u", "u", "u")

    sit(pair, script)
    assert items(pair) == [("B", 10), ("A", 13), ("C", 10)]


def test_what_is_pressed_is_shown_before_the_disk_has_it(pair: Home) -> None:
    """The rows follow the keys, not the disk; nor does what was read before take them back."""
    filled(pair, 10)

    async def script(someone: Someone) -> None:
        await prepare(someone)
        async with a_slow_disk(someone) as screen:
            before = screen.at
            await someone.press("right", "right")
            screen.show(before)
            assert "\n12 of 45 min\n" in shown(someone)
            assert items(pair) == [("A", 10)]
        assert items(pair) == [("A", 12)]

    sit(pair, script)


def test_what_waits_for_the_disk_keeps_its_order(pair: Home) -> None:
    """A minute is given back before it is taken, if that is what was pressed."""
    filled(pair, 45)

    async def script(someone: Someone) -> None:
        await prepare(someone)
        async with a_slow_disk(someone):
            await someone.press("left", "right", "left", "right")
        assert "There is no room" not in shown(someone)

    sit(pair, script)
    undone(pair, 1)
    assert items(pair) == [("A", 44)]


def test_what_waits_behind_a_refusal_is_not_carried_out(pair: Home) -> None:
    """What was pressed in the belief that it had worked is for the person to press again."""
    filled(pair, 45)

    async def script(someone: Someone) -> None:
        await prepare(someone)
        async with a_slow_disk(someone):
            await someone.press("right", "left", "p")
        assert "There is no room for 1 min more" in shown(someone)
        assert "\n45 of 45 min\n" in shown(someone)

    sit(pair, script)
    assert [(each.minutes, each.status) for each in upcoming(pair)[2].items] == [
        (45, ItemStatus.TO_DO)
    ]


def test_a_refusal_says_why_and_shows_the_truth(pair: Home) -> None:
    """Past the end of the session no minute is given; the rows show what the journal has."""
    filled(pair, 40)

    async def script(someone: Someone) -> None:
        await prepare(someone)
        await quickly(someone, *["right"] * 10)
        assert items(pair) == [("A", 45)]
        assert "\n45 of 45 min\n" in shown(someone)
        assert "! There is no room for 1 min more: 45 of 45 min are planned." in shown(someone)
        await press(someone, "left")
        assert "There is no room" not in shown(someone)
        assert items(pair) == [("A", 44)]

    sit(pair, script)


def test_open_time_is_never_under_a_sixth(pair: Home) -> None:
    """It gives no minute below that, and is not set aside."""
    journal, session, _agenda = upcoming(pair)
    journal.agendas.add(session, "Room", minutes=8, kind="open")

    async def script(someone: Someone) -> None:
        await prepare(someone)
        assert "open time: 8 min (8 at least)" in shown(someone)
        for key in ("left", "p", "c", "x"):
            await press(someone, key)
            assert "Open time would be under a sixth of the session." in shown(someone), key
        assert items(pair) == [("Room", 8)]

    sit(pair, script)


def test_items_change_places(pair: Home) -> None:
    """The highlight goes along; the ends are ends, and what was set aside is stepped over."""
    a, b, _c = filled(pair, 5, 5, 5)
    journal_of(pair).agendas.park(b)

    async def script(someone: Someone) -> None:
        await prepare(someone)
        await press(someone, "shift+up")
        assert [topic for topic, _minutes in items(pair)] == ["A", "B", "C"]
        await press(someone, "shift+down", "shift+down")
        assert [topic for topic, _minutes in items(pair)] == ["B", "C", "A"]
        assert someone.app.screen.query_one(Listing).highlighted == a.id
        await press(someone, "u")
        assert [topic for topic, _minutes in items(pair)] == ["A", "B", "C"]

    sit(pair, script)


def test_a_row_is_dragged_to_its_place(pair: Home) -> None:
    """With the mouse what Shift and the arrows do with keys."""
    filled(pair, 5, 5, 5)

    async def script(someone: Someone) -> None:
        await prepare(someone)
        await someone.mouse_down("#rows", offset=(10, 1))
        await someone.mouse_up("#rows", offset=(10, 3))
        await settled(someone)
        assert [topic for topic, _minutes in items(pair)] == ["B", "C", "A"]

    sit(pair, script)


def test_what_is_set_aside_waits_below_and_is_taken_up(pair: Home) -> None:
    """Each of p and c puts an item below with its place and its reason; Enter there takes it up again."""
    filled(pair, 10, 10)

    async def script(someone: Someone) -> None:
        await prepare(someone)
        await press(someone, "p")
        assert "1  10  A  together  set aside earlier" in shown(someone)
        await press(someone, "c")
        assert "2  10  B  together  carried over" in shown(someone)
        assert "0 of 45 min" in shown(someone)
        await press(someone, "enter", "enter")
        assert "20 of 45 min" in shown(someone)
        assert told(someone)[-1] == "On the agenda. u takes it back."

    sit(pair, script)
    assert {each.status for each in upcoming(pair)[2].items} == {ItemStatus.TO_DO}


def test_what_the_journal_suggests_is_taken_up_one_by_one(pair: Home) -> None:
    """An open action becomes an item that knows where it comes from, and is offered no more."""
    journal, _session, _agenda = upcoming(pair)
    action = journal.actions.add("Ask the night shift", due=NOW.date(), owner=journal.pair.me)

    async def script(someone: Someone) -> None:
        await prepare(someone)
        assert "Ask the night shift: what came of it?  Ana  an action of Ana Ruiz" in shown(someone)
        await press(someone, "enter")
        assert "LEFT OUT" not in shown(someone)

    sit(pair, script)
    item = upcoming(pair)[2].items[0]
    assert (item.source, item.kind, item.by) == (action.id, "recall", action.owner)


def test_no_room_below_says_so(pair: Home) -> None:
    """What does not fit stays below, and one reads how to make room."""
    journal, session, _agenda = upcoming(pair)
    journal.agendas.park(journal.agendas.add(session, "Aside", minutes=10))
    journal.agendas.add(session, "Frame", minutes=45, kind="wrap-up")

    async def script(someone: Someone) -> None:
        await prepare(someone)
        await press(someone, "down", "enter")
        assert "There is no room for 10 min more" in shown(someone)
        assert "LEFT OUT" in shown(someone)

    sit(pair, script)


@pytest.mark.parametrize("answer", ["do", "drop", "action"])
def test_the_third_carry_asks(pair: Home, answer: str) -> None:
    """Do it, drop it, or make it an action: each is one press, and none loses the item unasked."""
    journal, session, _agenda = upcoming(pair)
    item = journal.agendas.add(session, "Again and again", minutes=5)
    for week in (8, 9):
        waiting = journal.agendas.carry(item)
        session = journal.sessions.plan(NOW + timedelta(days=7 * week))
        item = journal.agendas.take_up(session, waiting)

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


def test_a_session_that_was_held_shows_what_came_of_it(pair: Home) -> None:
    """Its points with their state; Enter corrects them; nothing is suggested or moved any more."""
    session = held(pair)

    async def script(someone: Someone) -> None:
        await prepare(someone, session.id)
        assert "Session 1 · " in shown(someone)
        assert "1  10  A  together  not noted as covered" in shown(someone)
        assert "LEFT OUT" not in shown(someone)
        assert "s" not in footer(someone)
        await press(someone, "s", "right", "shift+down", "enter")
        await write(someone, "Covered")
        await press(someone, "ctrl+s")
        assert "1  10  A\noutcome  Covered  together  done" in shown(someone)
        await press(someone, "enter", "end")
        await write(someone, ", in part")
        await press(someone, "ctrl+s")
        assert "Covered, in part" in shown(someone)

    sit(pair, script)
    item = journal_of(pair).agendas.of(session).items[0]
    assert (item.status, item.minutes) == (ItemStatus.DONE, 10)


def test_the_session_itself_is_put_right(pair: Home) -> None:
    """Purpose, length and date in one sheet; a date that is none is refused, and stays typed."""

    async def script(someone: Someone) -> None:
        await prepare(someone)
        await press(someone, "e", "end")
        await write(someone, " for good")
        await press(someone, "tab")
        await write(someone, "60")
        await press(someone, "tab")
        await write(someone, "the day after never")
        await press(someone, "ctrl+s")
        assert isinstance(someone.app.screen, Sheet)
        assert "the day after never" in shown(someone)
        someone.app.screen.query_one("#when", Input).value = ""
        await write(someone, "friday 9am")
        await press(someone, "ctrl+s")
        assert "Three charts to drop for good" in shown(someone)
        assert "0 of 60 min" in shown(someone)

    sit(pair, script)
    session = upcoming(pair)[1]
    assert (session.minutes, session.purpose) == (60, "Three charts to drop for good")
    assert session.starts is not None
    assert (session.starts.weekday(), session.starts.hour) == (4, 9)


def test_who_reads_an_item_is_said_and_changed(pair: Home) -> None:
    """What only I may read says so in its row, and keeps its words on a shared screen."""
    filled(pair, 10)

    async def script(someone: Someone) -> None:
        await prepare(someone)
        assert "Item 1: the two of us" in shown(someone)
        await press(someone, "ctrl+r")
        assert upcoming(pair)[2].items[0].visibility is Visibility.PRIVATE
        assert "only me" in shown(someone)
        await press(someone, "ctrl+t")
        assert "hidden text" in shown(someone)
        await press(someone, "enter")
        assert isinstance(someone.app.screen, AgendaScreen)
        assert told(someone)[-1] == "Private text is hidden. ^t shows it."
        await press(someone, "ctrl+t", "ctrl+r")
        assert upcoming(pair)[2].items[0].visibility is Visibility.PAIR

    sit(pair, script)


def test_a_shared_screen_names_no_objective_of_mine_alone(pair: Home) -> None:
    """Neither in a row, nor below the rows, nor on a sheet."""
    journal, session, _agenda = upcoming(pair)
    mine = journal.objectives.propose("Speak up", visibility=Visibility.PRIVATE)
    journal.agendas.add(session, "A", minutes=10, objective=mine.id)

    async def script(someone: Someone) -> None:
        await prepare(someone)
        assert "Speak up" in shown(someone)
        await press(someone, "ctrl+t")
        assert "Speak up" not in shown(someone)
        for key in ("enter", "o", "n"):
            await press(someone, key)
            assert isinstance(someone.app.screen, Sheet)
            assert "Speak up" not in shown(someone)
            await press(someone, "escape")

    sit(pair, script)


def test_an_item_goes_to_the_trash_and_back(pair: Home) -> None:
    """From the agenda, and from what waits below."""
    filled(pair, 10, 5)

    async def script(someone: Someone) -> None:
        await prepare(someone)
        await press(someone, "x")
        assert items(pair) == [("B", 5)]
        await press(someone, "u")
        assert items(pair) == [("A", 10), ("B", 5)]
        await press(someone, "end", "p", "end", "x")
        assert items(pair) == [("A", 10)]

    sit(pair, script)


def test_what_people_typed_is_shown_literally(pair: Home) -> None:
    """No note is an instruction to the screen, in a row, in the heading or in a message."""
    journal, session, _agenda = upcoming(pair)
    journal.sessions.edit(session, purpose=HOSTILE)
    journal.agendas.add(session, HOSTILE, minutes=10)

    async def script(someone: Someone) -> None:
        await prepare(someone)
        assert "[/] [@click=app.quit]x[/]" in shown(someone)
        await press(someone, "f")
        assert "[/] [@click=app.quit]x[/]" in shown(someone)
        await press(someone, "escape", "p")
        assert "[/]" in told(someone)[-1]
        assert not {"\x1b", "\x07", "\u202e"} & set(shown(someone) + told(someone)[-1])

    sit(pair, script)


@pytest.mark.parametrize("lang", ["en", "fr"])
def test_its_keys_fit_on_the_last_line(home_in: MakeHome, lang: str) -> None:
    """In both languages, with an item highlighted, in eighty columns."""

    async def script(someone: Someone) -> None:
        await prepare(someone)
        assert list(footer(someone)) == [
            {"en": "Enter", "fr": "Entrée"}[lang], "n", "p", "o", "s", "f"
        ]  # fmt: skip
        assert someone.app.screen.query_one(KeyLine).hints[-1].end <= 79

    sit(home_in(lang), script)


def test_it_can_be_used_on_the_smallest_terminal(home: Home) -> None:
    """Sixty columns and twenty lines show every column and the first items."""

    async def script(someone: Someone) -> None:
        await prepare(someone)
        await press(someone, "s")
        listing = someone.app.screen.query_one(Listing)
        lines = [listing.render_line(y).text for y in range(listing.size.height)]
        assert len(lines) >= 9
        assert "WHY HERE" in lines[0]

    sit(home, script, size=(60, 20))


def test_what_another_process_writes_shows_up(pair: Home) -> None:
    """A command adds an item meanwhile; the highlight stays where it was."""
    filled(pair, 10, 5)

    async def script(someone: Someone) -> None:
        await prepare(someone)
        await press(someone, "down")
        before = someone.app.screen.query_one(Listing).highlighted
        journal, session, _agenda = upcoming(pair)
        journal.agendas.add(session, "From a command", minutes=5, by=BOTH)
        someone.app.look()  # type: ignore[attr-defined]
        await settled(someone)
        assert "From a command" in shown(someone)
        assert someone.app.screen.query_one(Listing).highlighted == before

    sit(pair, script)
