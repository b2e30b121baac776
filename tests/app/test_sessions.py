"""Sessions: all of them in one list, and what can become of each."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from textual.widgets import Input

from rmjournal.journal.overview import overview
from rmjournal.keys import KEYS
from rmjournal.model.agenda import ItemStatus
from rmjournal.model.record import Visibility
from rmjournal.model.session import Session, SessionStatus
from rmjournal.naming import when_of
from rmjournal.paths import Home
from rmjournal.screens import agenda_rows
from rmjournal.screens.dialog import Dialog
from rmjournal.screens.home import HomeScreen
from rmjournal.screens.preparation import preparation
from rmjournal.screens.reflection import ReflectionScreen
from rmjournal.screens.session import SessionScreen
from rmjournal.screens.session_rows import SessionRows
from rmjournal.screens.sessions import SessionsScreen
from rmjournal.screens.sheet import Sheet
from rmjournal.storage import settings
from rmjournal.widgets.choice import Choice
from rmjournal.widgets.listing import Listing
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

SOON = datetime(2026, 12, 8, 14, 0)
HOSTILE = "[/] [@click=app.quit]x[/] \x1b]52;c;eA==\x07\u202e{0}"


@pytest.fixture
def pair(empty: Home) -> Home:
    """Ana and Tom, with nothing planned yet."""
    settings.change(empty, "timezone", "Europe/Paris")
    new_pair(empty)
    return empty


@pytest.fixture
def several(pair: Home) -> Home:
    """Two sessions to come, one to be said, two held, and one cancelled."""
    early = journal_of(pair, NOW - timedelta(days=60)).sessions
    begun = datetime(2026, 9, 29, 14, 0)
    for week in range(4):
        early.plan(begun + timedelta(weeks=week), purpose=f"Held {week}")
    early.plan(NOW - timedelta(hours=4), purpose="This afternoon")
    sessions = journal_of(pair).sessions
    held = sessions.all()
    for each in held[:2]:
        sessions.hold(each)
    sessions.cancel(held[2])
    sessions.hold(held[3])
    sessions.plan(SOON, purpose="Choose what we stop measuring")
    sessions.plan(SOON + timedelta(weeks=3), purpose="After that")
    return pair


def sessions_of(home: Home) -> list[Session]:
    """The sessions as they are on disk."""
    return journal_of(home).sessions.all()


def one(home: Home, purpose: str) -> Session:
    """The session with that purpose."""
    return next(each for each in sessions_of(home) if each.purpose == purpose)


def here(someone: Someone) -> SessionsScreen:
    """The list, which has to be in front."""
    assert isinstance(someone.app.screen, SessionsScreen)
    return someone.app.screen


async def at(someone: Someone, home: Home, purpose: str) -> None:
    """Goes to the list, and to one session on it."""
    if not isinstance(someone.app.screen, SessionsScreen):
        await press(someone, "f3")
    assert here(someone).query_one(Listing).go_to(one(home, purpose).id)
    await settled(someone)


def field(someone: Someone, name: str) -> Input:
    """A field of the sheet in front."""
    return someone.app.screen.query_one(f"#{name}", Input)


def test_what_is_to_be_done_comes_first(several: Home) -> None:
    """The next one, later ones, those to be said, then the past, latest first; cancelled ones last."""

    async def script(someone: Someone) -> None:
        await press(someone, "f3")
        rows = someone.app.screen.query_one(Listing).said.splitlines()
        assert [" ".join(each.split()) for each in rows if each] == [
            "NEXT SESSION",
            "5 Tue 8 Dec 14:00 Choose what we stop measuring 0 of 45 min",
            "PLANNED LATER",
            "6 Tue 29 Dec 14:00 After that 45 min, planned",
            "DID THESE TAKE PLACE?",
            "4 Sat 21 Nov 16:50 This afternoon 45 min, planned",
            "HELD SESSIONS",
            "3 Tue 20 Oct Held 3 45 min, held",
            "2 Tue 6 Oct Held 1 45 min, held",
            "1 Tue 29 Sep Held 0 45 min, held",
            "CANCELLED SESSIONS",
            "– Tue 13 Oct Held 2 45 min, cancelled",
        ]
        assert "3 held, 2 to come" in shown(someone)

    sit(several, script)


def test_it_is_french_to_the_last_word(home_in: MakeHome) -> None:
    """The same in French."""

    async def script(someone: Someone) -> None:
        await press(someone, "f3")
        for text in ("Séances · Hélène et Karim", "12 tenues, 1 à venir", "PROCHAINE SÉANCE",
                     "28 sur 45 min", "SÉANCES TENUES", "44 min, tenue"):  # fmt: skip
            assert text in shown(someone).replace("\u00a0", " "), text
        await press(someone, "n")
        assert "Planifier une séance" in shown(someone)

    sit(home_in("fr"), script)


def test_an_empty_list_teaches(pair: Home) -> None:
    """What a session is, and the key that plans the first one."""

    async def script(someone: Someone) -> None:
        await press(someone, "f3")
        assert "A session has one purpose" in shown(someone)
        assert "n plans the first one." in shown(someone)
        await press(someone, "enter", "e", "f", "m", "w", "x")
        assert isinstance(someone.app.screen, SessionsScreen)
        await press(someone, "n")
        assert isinstance(someone.app.screen, Sheet)

    sit(pair, script)


def test_without_a_pair_it_says_where_to_begin(empty: Home) -> None:
    """No key leads into the void."""

    async def script(someone: Someone) -> None:
        await press(someone, "f3")
        assert "F2 says how to begin" in shown(someone)
        await press(someone, "n", "enter", "m")
        assert isinstance(someone.app.screen, SessionsScreen)

    sit(empty, script)


@pytest.mark.tour
@pytest.mark.parametrize("lang", ["en", "fr"])
def test_the_footer_fits(home_in: MakeHome, lang: str) -> None:
    """Every key of the screen that is not quiet, on 80 columns, even if all are there at once."""

    async def script(someone: Someone) -> None:
        await press(someone, "f3")
        screen = here(someone)
        screen.now(*(each.needs for each in KEYS["sessions"] if each.needs))
        keys = footer(someone)
        assert {"n", "e", "f", "m", "w"} < set(keys)
        assert sum(len(key) + len(label) + 3 for key, label in keys.items()) <= 80
        await press(someone, "down", "enter")
        assert isinstance(someone.app.screen, SessionScreen)
        keys = footer(someone)
        assert {"w", "e", "c"} < set(keys)
        assert sum(len(key) + len(label) + 3 for key, label in keys.items()) <= 80

    sit(home_in(lang), script)


@pytest.mark.parametrize("lang", ["en", "fr"])
def test_no_date_is_cut(home_in: MakeHome, lang: str) -> None:
    """Not of a session under way either, nor of one of next year that was cancelled."""
    journal = journal_of(home_in(lang))
    journal.timers.start(journal.sessions.found("next"), early=True)
    journal.sessions.cancel(journal.sessions.plan(datetime(2027, 9, 22, 14, 0)))
    rows = SessionRows(
        overview(journal), NOW.date(), "Europe/Paris", lambda text, _visibility: text
    )
    dates = [row.cells[1] for row in map(rows.made, range(len(rows))) if len(row.cells) > 1]
    assert len(dates) == 14
    assert max(each.cell_length for each in dates) == rows.widths[1]


def test_a_time_of_another_zone_names_it(home_in: MakeHome) -> None:
    """In the list, in the heading of its agenda and on its page, for whoever reads it in Tokyo."""
    journal = journal_of(home_in("en"))
    session, there = journal.sessions.found("next"), "Asia/Tokyo"
    rows = SessionRows(overview(journal), NOW.date(), there, lambda text, _visibility: text)
    told = [cell.plain for row in map(rows.made, range(len(rows))) for cell in row.cells]
    at = preparation(journal, session.id)
    assert at is not None
    told += [*agenda_rows.title(replace(at, zone=there), short=False), when_of(session, there)]
    planned = len(journal.sessions.to_come())
    assert sum("(Europe/Paris)" in each for each in told) == planned + 2
    assert not any("(" in each for each in agenda_rows.title(at, short=False))


def test_the_last_session_before_the_end_is_asked_about(pair: Home) -> None:
    """An ordinary one is warned of once; near the end, the form is that of a closing one at once."""
    journal = journal_of(pair)
    journal.sessions.hold(began=NOW - timedelta(days=7))
    charter = journal.pairs.charter()
    assert charter is not None
    journal.charters.edit(charter, end=NOW.date() + timedelta(days=40), review_months=())

    async def script(someone: Someone) -> None:
        await press(someone, "f3", "n")
        await write(someone, "in 4 weeks")
        await press(someone, "ctrl+s")
        assert "A closing one looks back together" in shown(someone)
        assert [each.status for each in sessions_of(pair)] == [SessionStatus.HELD]
        await press(someone, "ctrl+s")
        assert told(someone)[-1].startswith("Planned: session 2")
        journal.sessions.cancel(journal.sessions.found("next"))
        journal.charters.edit(charter, end=NOW.date() + timedelta(days=20), review_months=())
        await press(someone, "n")
        assert someone.app.screen.query_one(Choice).value == "closing"
        await write(someone, "friday 9am")
        await press(someone, "ctrl+s")
        assert min(each.template for each in sessions_of(pair)) == "closing"

    sit(pair, script)


def test_a_session_is_planned_in_words(pair: Home) -> None:
    """A day as one says it, at the usual time; what was understood is shown before it is kept.

    The first is a kick-off. An express session takes twenty minutes where no others are typed.
    """

    async def script(someone: Someone) -> None:
        await press(someone, "f3", "n")
        await write(someone, "next tuesday")
        assert "→ Tuesday 24 November 2026 at 14:00" in shown(someone)
        await press(someone, "enter")
        await write(someone, "See what a mean hides")
        await press(someone, "ctrl+s")
        assert told(someone)[-1] == "Planned: session 1 (Tuesday 24 November)."
        (session,) = sessions_of(pair)
        assert (session.starts, session.minutes, session.purpose, session.template) == (
            datetime(2026, 11, 24, 14, 0), 45, "See what a mean hides", "kick-off",
        )  # fmt: skip
        assert here(someone).query_one(Listing).highlighted == session.id
        assert isinstance(someone.app.focused, Listing)
        await press(someone, "n")
        await write(someone, "friday 9am")
        someone.app.screen.query_one(Choice).value = "express"
        await press(someone, "ctrl+s")
        express = next(each for each in sessions_of(pair) if each.id != session.id)
        assert (express.minutes, express.template) == (20, "express")

    app = sit(pair, script)
    assert app.door.drafts.all() == {}


def test_what_is_off_is_said_and_everything_typed_stays(several: Home) -> None:
    """A refusal is a sentence on the sheet, and leads to its field; nothing is kept, and nothing lost."""
    before = len(sessions_of(several))

    async def script(someone: Someone) -> None:
        await press(someone, "f3", "n")
        for name, typed, said in (
            ("when", "", "The date is missing."),
            ("when", "sometime", "sometime"),
            ("minutes", "forty", "“forty” is not a whole number."),
            ("minutes", "3", "A session lasts between 5 and 240 minutes."),
            ("when", "8 december 2pm", "A session already stands at that time."),
        ):
            field(someone, "when").value = "friday 9am"
            field(someone, "minutes").value = "45"
            field(someone, "purpose").value = HOSTILE[:20]
            field(someone, name).value = typed
            field(someone, "purpose").focus()
            await press(someone, "ctrl+s")
            assert isinstance(someone.app.screen, Sheet)
            assert said in shown(someone)
            assert someone.app.focused is field(someone, name)
            assert field(someone, "purpose").value == HOSTILE[:20]
            await press(someone, "escape")
            assert "it is here again the next time" in told(someone)[-1]
            await press(someone, "n")
            assert field(someone, "purpose").value == HOSTILE[:20]

    sit(several, script)
    assert len(sessions_of(several)) == before


def test_an_overlap_is_said(several: Home) -> None:
    """It is kept, and the other session is named."""

    async def script(someone: Someone) -> None:
        await press(someone, "f3", "n")
        await write(someone, "8 december 14:30")
        await press(someone, "ctrl+s")
        assert "It overlaps session 5 (Tuesday 8 December), at 14:00." in told(someone)[-1]
        assert here(someone).session == one(several, "")

    sit(several, script)


def test_enter_opens_what_there_is(several: Home) -> None:
    """The agenda of what is to come, the page of what is over."""

    async def script(someone: Someone) -> None:
        await at(someone, several, "Held 1")
        await press(someone, "enter")
        assert isinstance(someone.app.screen, SessionScreen)
        await press(someone, "escape")
        assert here(someone).session == one(several, "Held 1")
        await at(someone, several, "Held 2")
        await press(someone, "enter")
        assert isinstance(someone.app.screen, SessionScreen)
        await press(someone, "escape")
        await at(someone, several, "After that")
        await press(someone, "enter")
        assert not isinstance(someone.app.screen, SessionsScreen)

    sit(several, script)


def test_a_session_is_changed(several: Home) -> None:
    """Purpose, date, length and form stand there; what is not touched stays as it was."""

    async def script(someone: Someone) -> None:
        await at(someone, several, "After that")
        await press(someone, "e")
        assert field(someone, "when").value == "Tuesday 29 December 2026 at 14:00"
        field(someone, "purpose").value = "Another purpose"
        field(someone, "minutes").value = "60"
        await press(someone, "ctrl+s")
        assert "It lasts 60 min now." in told(someone)[-1]
        session = one(several, "Another purpose")
        assert (session.starts, session.minutes) == (SOON + timedelta(weeks=3), 60)
        assert here(someone).session == session
        await press(someone, "u")
        assert one(several, "After that").minutes == 45

    sit(several, script)


def test_what_is_past_is_held_with_one_key_and_corrected_later(several: Home) -> None:
    """Nothing is asked, since its date says it; u takes it back.

    A cancelled session may have taken place after all: it counts again, and that is said. Of what
    was held, the sheet asks when it began and how long it took.
    """

    async def script(someone: Someone) -> None:
        await at(someone, several, "This afternoon")
        await press(someone, "f")
        assert one(several, "This afternoon").status is SessionStatus.HELD
        assert told(someone)[-1] == "Session 4: noted. u takes it back."
        await press(someone, "u")
        assert one(several, "This afternoon").status is SessionStatus.PLANNED
        await at(someone, several, "Held 2")
        await press(someone, "m")
        assert isinstance(someone.app.screen, SessionsScreen)
        await press(someone, "f")
        assert one(several, "Held 2").status is SessionStatus.HELD
        assert "It had been cancelled, and counts again." in told(someone)[-1]
        await at(someone, several, "Held 1")
        await press(someone, "e")
        assert "When it began" in shown(someone)
        field(someone, "when").value = "6 october 14:10"
        field(someone, "lasted").value = "999"
        await press(someone, "ctrl+s")
        assert someone.app.focused is field(someone, "lasted")
        field(someone, "lasted").value = "38"
        await press(someone, "ctrl+s")
        session = one(several, "Held 1")
        assert (session.began, session.lasted) == (datetime(2026, 10, 6, 14, 10), 38)
        assert session.starts == datetime(2026, 10, 6, 14, 0)

    sit(several, script)


def test_a_session_to_come_is_asked_when_it_took_place(several: Home) -> None:
    """It was held earlier than planned: when, and how long, if one likes."""

    async def script(someone: Someone) -> None:
        await at(someone, several, "After that")
        await press(someone, "f")
        assert "Session 6 (Tuesday 29 December): when did it take place?" in shown(someone)
        await press(someone, "ctrl+s")
        assert "The date is missing." in shown(someone)
        await write(someone, "yesterday 10am")
        await press(someone, "enter")
        await write(someone, "30")
        await press(someone, "enter")
        session = one(several, "After that")
        assert (session.status, session.began, session.lasted) == (
            SessionStatus.HELD, datetime(2026, 11, 20, 10, 0), 30,
        )  # fmt: skip

    sit(several, script)


def test_a_session_moves_to_another_date(several: Home) -> None:
    """At its own time of day, unless another is typed; a refused date stays on the sheet."""

    async def script(someone: Someone) -> None:
        await at(someone, several, "After that")
        await press(someone, "m", "enter")
        await write(someone, "1 november 2026")
        await press(someone, "enter")
        assert "That date has passed" in shown(someone)
        assert field(someone, "when").value == "1 november 2026"
        await press(someone, "escape", "m", "enter")
        assert field(someone, "when").value == "1 november 2026"
        await press(someone, "escape")
        await at(someone, several, "Choose what we stop measuring")
        await press(someone, "m")
        assert "What becomes of session 5 (Tuesday 8 December)?" in shown(someone)
        assert "Twenty minutes" not in shown(someone)
        await press(someone, "enter", "ctrl+u")
        await write(someone, "10 december")
        await press(someone, "enter")
        session = one(several, "Choose what we stop measuring")
        assert session.starts == datetime(2026, 12, 10, 14, 0)
        assert told(someone)[-1] == "Moved: session 5 (Thursday 10 December). u takes it back."

    sit(several, script)


def test_the_new_date_may_be_open(several: Home) -> None:
    """It stands last among those to come; a session without a date cannot lose it."""

    async def script(someone: Someone) -> None:
        await at(someone, several, "Choose what we stop measuring")
        await press(someone, "m", "down", "enter")
        assert one(several, "Choose what we stop measuring").starts is None
        assert told(someone)[-1] == "Session 6 has no date for now. u takes it back."
        assert "no date yet" in shown(someone)
        await press(someone, "e", "ctrl+u")
        await write(someone, "Still without a date")
        await press(someone, "ctrl+s")
        assert one(several, "Still without a date").starts is None
        await press(someone, "m")
        assert "No date yet" not in shown(someone)

    sit(several, script)


def test_cancelling_keeps_what_it_was_to_speak_of(several: Home) -> None:
    """The session goes to the end of the list, its items wait for another one."""
    journal = journal_of(several)
    item = journal.agendas.add(one(several, "After that"), "Fewer words")

    async def script(someone: Someone) -> None:
        await at(someone, several, "After that")
        await press(someone, "m", "down", "down", "enter")
        assert one(several, "After that").status is SessionStatus.CANCELLED
        assert "One item waits for another session." in told(someone)[-1]
        (waiting,) = journal_of(several).agendas.waiting()
        assert (waiting.id, waiting.status) == (item.id, ItemStatus.CARRIED)
        await press(someone, "u")
        assert one(several, "After that").status is SessionStatus.PLANNED

    sit(several, script)


def test_the_second_postponement_offers_twenty_minutes(several: Home) -> None:
    """Instead of a new date; the date it has is kept."""
    sessions = journal_of(several).sessions
    moved = sessions.postpone(one(several, "After that"), SOON + timedelta(weeks=4))

    async def script(someone: Someone) -> None:
        await at(someone, several, "After that")
        await press(someone, "m")
        assert "It was postponed before." in shown(someone)
        await press(someone, "enter")
        session = one(several, "After that")
        assert (session.starts, session.minutes, session.template, session.postponed) == (
            moved.starts, 20, "express", 1,
        )  # fmt: skip
        assert told(someone)[-1].startswith("Not postponed: twenty minutes, at the date it had.")

    sit(several, script)


def test_moving_it_again_all_the_same_says_what_may_serve_better(several: Home) -> None:
    """The offer is no obligation."""
    journal_of(several).sessions.postpone(one(several, "After that"), SOON + timedelta(weeks=4))

    async def script(someone: Someone) -> None:
        await at(someone, several, "After that")
        await press(someone, "m", "down", "enter")
        await write(someone, "10 january 2027")
        await press(someone, "enter")
        assert "It was postponed 2 times." in told(someone)[-1]

    sit(several, script)


def test_closing_the_question_changes_nothing(several: Home) -> None:
    """Escape leaves the session where it stands."""
    before = several.journal.read_bytes()

    async def script(someone: Someone) -> None:
        await at(someone, several, "After that")
        await press(someone, "m")
        assert isinstance(someone.app.screen, Dialog)
        await press(someone, "escape")
        assert isinstance(someone.app.screen, SessionsScreen)

    sit(several, script)
    assert several.journal.read_bytes() == before


def test_a_reflection_is_on_the_session_that_is_highlighted(several: Home) -> None:
    """Not on the latest one; one can look back on any that took place, and on no other."""

    async def script(someone: Someone) -> None:
        await at(someone, several, "After that")
        await press(someone, "w")
        assert isinstance(someone.app.screen, SessionsScreen)
        await at(someone, several, "Held 0")
        await press(someone, "w")
        assert isinstance(someone.app.screen, ReflectionScreen)
        assert "session 1" in shown(someone)
        await write(someone, "It began well")
        await press(someone, "ctrl+s")
        assert isinstance(someone.app.screen, SessionsScreen)

    sit(several, script)
    assert journal_of(several).reflections.mine_last().session == one(several, "Held 0").id


def test_a_deleted_session_goes_to_the_trash(several: Home) -> None:
    """With its agenda, and u brings both back; its neighbour is highlighted."""
    id = one(several, "Held 1").id

    async def script(someone: Someone) -> None:
        await at(someone, several, "Held 1")
        await press(someone, "x")
        assert told(someone)[-1] == (
            "In the trash with its agenda: session 2 (Tuesday 6 October). u takes it back."
        )
        assert id not in {each.id for each in sessions_of(several)}
        assert here(someone).session == one(several, "Held 0")
        await press(someone, "u")
        assert one(several, "Held 1").id == id
        assert told(someone)[-1].startswith("Taken back: “Put a record in the trash” of")

    sit(several, script)


def test_what_is_under_way_is_not_moved_or_cancelled(several: Home) -> None:
    """It stands first, and f ends it, once one said that it is over."""
    journal_of(several).timers.start(one(several, "This afternoon"))

    async def script(someone: Someone) -> None:
        await press(someone, "f3")
        assert shown(someone).index("UNDER WAY") < shown(someone).index("NEXT SESSION")
        await at(someone, several, "This afternoon")
        assert "m" not in footer(someone)
        await press(someone, "f", "enter")
        assert one(several, "This afternoon").status is SessionStatus.HELD

    sit(several, script)


def test_a_purpose_is_shown_literally(pair: Home) -> None:
    """What someone typed is never an order to the screen or the terminal."""
    journal = journal_of(pair)
    session = journal.sessions.plan(SOON, purpose=HOSTILE)
    journal.agendas.add(session, HOSTILE)

    async def script(someone: Someone) -> None:
        await press(someone, "f3")
        text = shown(someone)
        assert text.count("[/] [@click=app.quit]x[/]") == 3
        assert not {"\x1b", "\x07", "\u202e"} & set(text)
        await press(someone, "e", "escape", "m", "escape")
        assert someone.app.is_running

    sit(pair, script, size=(120, 40))


def test_what_only_i_may_read_hides(several: Home) -> None:
    """The purpose of a session for me alone, on the list and beside it."""
    journal = journal_of(several)
    secret = journal.records.show_to(one(several, "After that"), Visibility.PRIVATE)
    journal.agendas.add(secret, "A private topic")

    async def script(someone: Someone) -> None:
        await at(someone, several, "After that")
        assert "A private topic" in shown(someone)
        await press(someone, "ctrl+t")
        assert "After that" not in shown(someone)
        assert "A private topic" not in shown(someone)
        assert "hidden text" in shown(someone)
        await press(someone, "ctrl+t")
        assert "After that" in shown(someone)

    sit(several, script, size=(120, 40))


def test_the_agenda_stands_beside_where_there_is_room(home: Home) -> None:
    """From a hundred columns on; below, nothing is asked for."""

    async def wide(someone: Someone) -> None:
        await press(someone, "f3", "down")
        assert "The panel paper, read cold" in shown(someone)
        assert "Two-day sign-off of words in the app (carried over)" in shown(someone)

    async def narrow(someone: Someone) -> None:
        await press(someone, "f3", "down")
        assert "The panel paper, read cold" not in shown(someone)
        await someone.resize_terminal(120, 40)
        await settled(someone)
        assert "The panel paper, read cold" in shown(someone)

    sit(home, wide, size=(100, 30))
    sit(home, narrow)


def test_escape_goes_home(home: Home) -> None:
    """There is always a way back."""

    async def script(someone: Someone) -> None:
        await press(someone, "f3", "escape")
        assert isinstance(someone.app.screen, HomeScreen)

    sit(home, script)


def test_the_list_follows_what_is_done_elsewhere(several: Home) -> None:
    """A command that plans meanwhile shows up, and the highlight stays."""

    async def script(someone: Someone) -> None:
        await at(someone, several, "Held 0")
        journal_of(several).sessions.plan(SOON + timedelta(days=1), purpose="From a command")
        someone.app.look()  # type: ignore[attr-defined]
        await settled(someone)
        assert "From a command" in shown(someone)
        assert told(someone) == ["Changed elsewhere: session “From a command”."]
        assert here(someone).session == one(several, "Held 0")

    sit(several, script)


def test_another_language_keeps_the_place(several: Home) -> None:
    """The same session is highlighted, and the keys go to the list still."""

    async def script(someone: Someone) -> None:
        await at(someone, several, "Held 1")
        await someone.app.speak("fr")  # type: ignore[attr-defined]
        await settled(someone)
        assert "SÉANCES TENUES" in shown(someone)
        assert here(someone).session == one(several, "Held 1")
        await press(someone, "down")
        assert here(someone).session == one(several, "Held 0")

    sit(several, script)


def test_where_the_mentoring_is_concluded_none_is_planned(several: Home) -> None:
    """That is said at once, and not once all was typed."""
    journal_of(several).pairs.close()

    async def script(someone: Someone) -> None:
        await press(someone, "f3", "n")
        assert isinstance(someone.app.screen, Dialog)
        assert "This mentoring is concluded" in shown(someone)

    sit(several, script)


def test_what_is_under_way_ends_from_here_as_on_its_own_screen(several: Home) -> None:
    """It is asked whether it is over; Escape leaves it under way, and leads back here."""
    coming = one(several, "This afternoon")
    journal_of(several).timers.start(coming)

    async def script(someone: Someone) -> None:
        await at(someone, several, "This afternoon")
        await press(someone, "f")
        assert isinstance(someone.app.screen, Dialog)
        assert "Is the session over?" in shown(someone)
        assert one(several, "This afternoon").under_way
        await press(someone, "escape", "escape")
        assert here(someone).session == one(several, "This afternoon")
        await press(someone, "f", "enter")
        assert isinstance(someone.app.screen, ReflectionScreen)
        await press(someone, "escape")
        assert one(several, "This afternoon").status is SessionStatus.HELD
        await press(someone, "u")
        assert one(several, "This afternoon").under_way

    sit(several, script)
