"""The agenda editor: suggested, put right and kept with a few keys, and nothing lost on the way."""

from __future__ import annotations

from datetime import timedelta

import pytest

from rmjournal.model.agenda import ItemStatus
from rmjournal.model.record import BOTH, Visibility
from rmjournal.model.session import Session
from rmjournal.paths import Home
from rmjournal.screens.agenda import AgendaScreen
from rmjournal.screens.sheet import Sheet
from rmjournal.widgets.bar import Bar
from rmjournal.widgets.keyline import KeyLine
from rmjournal.widgets.listing import Listing
from rmjournal.widgets.ordered import Ordered
from tests.app.agendas import ana_and_tom, filled, items, prepare, upcoming
from tests.app.conftest import (
    MakeHome,
    Someone,
    footer,
    journal_of,
    new_pair,
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
    """Ana and Tom, who meet in a week."""
    return ana_and_tom(empty)


def held(home: Home) -> Session:
    """The session that was held yesterday, with a point nobody noted anything of."""
    journal, session, _agenda = upcoming(home)
    journal.agendas.add(session, "A", minutes=10)
    return journal.sessions.hold(session, began=NOW.replace(tzinfo=None) - timedelta(days=1))


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


def test_a_session_that_is_gone_is_not_said_to_be_the_only_one(home: Home) -> None:
    """Its planning was taken back under one's eyes; another is planned all the same."""

    async def script(someone: Someone) -> None:
        assert journal_of(home).sessions.next() is not None
        session = journal_of(home).sessions.plan(NOW + timedelta(days=40))
        await prepare(someone, session.id)
        await press(someone, "u")
        assert "not there any more" in shown(someone)
        assert "No session is planned" not in shown(someone)

    sit(home, script)


def test_what_is_to_be_spoken_of_is_numbered_without_gaps(home: Home) -> None:
    """An item set aside leaves no hole, here or in a command; taken back, it has its place again."""
    _journal, session, agenda = upcoming(home)

    def numbers(someone: Someone) -> list[str]:
        entries = someone.app.screen.query_one(Ordered).entries
        return [each.cells[0].plain for each in entries if each.id in here and not each.head]

    here = {each.id for each in agenda.items}

    async def script(someone: Someone) -> None:
        await prepare(someone)
        before = numbers(someone)
        await press(someone, "down", "p")
        assert numbers(someone) == before[:-1]
        third = journal_of(home).agendas.item(session, "2")
        assert third.id == agenda.items[2].id
        await press(someone, "u")
        assert [each.id for each in journal_of(home).agendas.of(session).items] == [
            each.id for each in agenda.items
        ]

    sit(home, script)


def test_without_a_session_it_leads_to_planning(empty: Home) -> None:
    """Nobody is left before a blank page."""
    new_pair(empty)

    async def script(someone: Someone) -> None:
        await prepare(someone)
        assert "No session is planned yet. n plans one." in shown(someone)
        await press(someone, "s", "p", "f", "x", "enter", "right", "shift+up", "e")
        assert isinstance(someone.app.screen, AgendaScreen)
        await press(someone, "n")
        await write(someone, "friday 9am")
        await press(someone, "ctrl+s", "s")
        assert sum(minutes for _topic, minutes in items(empty)) == 45

    sit(empty, script)


def test_what_is_set_aside_waits_below_and_is_taken_up(pair: Home) -> None:
    """Each of p and c puts an item below with its place and its reason; Enter there takes it up again."""
    filled(pair, 10, 10)

    async def script(someone: Someone) -> None:
        await prepare(someone)
        await press(someone, "p")
        assert "2  10  A  together  set aside earlier" in shown(someone)
        assert footer(someone)["Enter"] == "Edit"
        await press(someone, "c")
        assert footer(someone)["Enter"] == "Take up"
        assert "2  10  B  together  carried over" in shown(someone)
        assert told(someone)[-1] == "Carried over once. u takes it back."
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
        assert "Ask the night shift: what came of it?  Ana  an action of Ana" in shown(someone)
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


def test_who_reads_an_item_is_said_and_changed(pair: Home) -> None:
    """What only I may read says so in its row, and keeps its words on a shared screen."""
    filled(pair, 10)

    async def script(someone: Someone) -> None:
        await prepare(someone)
        assert "Item 1: the two of us" in shown(someone)
        await press(someone, "ctrl+r")
        assert upcoming(pair)[2].items[0].visibility is Visibility.PRIVATE
        assert told(someone)[-1] == "From now on: Only me."
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
        assert told(someone)[-1] == "In the trash. u takes it back."
        await press(someone, "u")
        assert items(pair) == [("A", 10), ("B", 5)]
        assert told(someone)[-1].startswith("Taken back: “Take an item off the agenda")
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


@pytest.mark.tour
@pytest.mark.parametrize("lang", ["en", "fr"])
def test_its_keys_fit_on_the_last_line(home_in: MakeHome, lang: str) -> None:
    """In both languages, with an item highlighted, in eighty columns."""

    async def script(someone: Someone) -> None:
        await prepare(someone)
        enter = {"en": "Enter", "fr": "Entrée"}[lang]
        assert list(footer(someone)) == ["n", enter, "p", "o", "s"]
        out = someone.app.screen.query_one(KeyLine).hints[-1]
        assert (out.line, out.key) == (0, "escape")
        assert out.end <= 79

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
        assert told(someone) == ["Changed elsewhere: agenda item “From a command”."]
        someone.app.clear_notifications()
        journal.actions.add("Of no agenda")
        await press(someone, "right")
        someone.app.look()  # type: ignore[attr-defined]
        await settled(someone)
        assert told(someone) == []

    sit(pair, script)


def test_the_language_changes_where_one_stands(pair: Home) -> None:
    """Everything is said again, with the same row highlighted and the keys at work."""
    filled(pair, 10, 5)

    async def script(someone: Someone) -> None:
        await prepare(someone)
        await press(someone, "down")
        await someone.app.speak("fr")  # type: ignore[attr-defined]
        await settled(someone)
        assert "MIN  POINT  QUI  POURQUOI ICI" in shown(someone)
        await press(someone, "right")
        assert items(pair) == [("A", 10), ("B", 6)]

    sit(pair, script)


def test_a_wider_terminal_gives_the_reasons_room(home: Home) -> None:
    """The columns follow the width as it changes."""

    async def script(someone: Someone) -> None:
        await prepare(someone)
        listing = someone.app.screen.query_one(Listing)
        before = listing.render_line(0).text.index("WHY HERE")
        await someone.resize_terminal(120, 40)
        await settled(someone)
        head = listing.render_line(0).text.rstrip()
        assert head.index("WHY HERE") > before

    sit(home, script)
