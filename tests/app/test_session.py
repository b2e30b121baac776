"""The page of one session: all that came of it, and nothing that is not to be shown."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from rmjournal.journal import Journal
from rmjournal.model.feedback import Feedback
from rmjournal.model.session import Session
from rmjournal.paths import Home
from rmjournal.screens import screen_of
from rmjournal.screens.reflection import ReflectionScreen
from rmjournal.screens.session import SessionScreen
from rmjournal.screens.sheet import Sheet
from rmjournal.storage import settings
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

DAY = datetime(2026, 11, 17, 14, 0)
HOSTILE = "[/] [@click=app.quit]x[/] \x1b]52;c;eA==\x07\u202e{0}"


@pytest.fixture
def pair(empty: Home) -> Home:
    """Ana and Tom, who met last Tuesday."""
    settings.change(empty, "timezone", "Europe/Paris")
    journal = new_pair(empty, now=NOW - timedelta(days=30))
    journal.sessions.plan(DAY, purpose="See what a mean hides")
    return empty


def held(home: Home) -> tuple[Journal, Session]:
    """The session, which took place and lasted 42 minutes."""
    journal = journal_of(home)
    (session,) = journal.sessions.all()
    return journal, journal.sessions.hold(session, began=DAY + timedelta(minutes=5), minutes=42)


async def visit(someone: Someone) -> None:
    """Goes to the page of the latest session on the list."""
    await press(someone, "f3", "enter")
    assert isinstance(someone.app.screen, SessionScreen)


def test_a_session_past_midnight_ends_on_its_day(pair: Home) -> None:
    """The day after is named, so that no session seems to end before it began."""
    journal, _ = held(pair)
    (session,) = journal.sessions.all()
    journal.sessions.hold(session, began=DAY.replace(hour=23, minute=40), minutes=70)
    said = []

    async def script(someone: Someone) -> None:
        await visit(someone)
        said.append(shown(someone))

    sit(pair, script)
    assert "Tuesday 17 November, 23:40, until Wednesday 18 November at 0:50" in said[0]


def test_the_page_says_all_that_came_of_a_session(pair: Home) -> None:
    """When, what for, what was covered and decided, learned, promised, done well, and made of it."""
    journal, session = held(pair)
    tom = journal.pair.partner.id
    item = journal.agendas.add(session, "The page for the committee", by=tom)
    journal.agendas.done(item, outcome="One page is left", decision="the median comes first")
    journal.agendas.carry(journal.agendas.add(session, "The export on Fridays"))
    journal.learnings.add(
        "Look at the slowest", session=session.id, thanks_to=tom,
        if_then="If it is a mean, then I ask for the spread",
    )  # fmt: skip
    journal.actions.add("Open with the median", session=session.id, due=DAY.date())
    journal.wins.add("Presented alone", session=session.id)
    journal.resources.add("On means", url="https://example.org", session=session.id)
    journal.reflections.log(session, what="I wanted to be reassured", confidence=7)
    said = []

    async def script(someone: Someone) -> None:
        await visit(someone)
        said.append(shown(someone))

    sit(pair, script)
    for text in (
        "Session 1 (Tuesday 17 November)", "The two of us", "See what a mean hides",
        "Tuesday 17 November, 14:05 to 14:47", "42 min", "WHAT WE COVERED",
        "The page for the committee  Tom", "One page is left", "Decision: the median comes first",
        "The export on Fridays  together · carried over", "WHAT WE LEARNED", "Ana, thanks to Tom",
        "Look at the slowest", "If it is a mean, then I ask for the spread", "WHO DOES WHAT",
        "Open with the median", "WELL DONE", "Presented alone", "RESOURCES",
        "On means https://example.org", "MY REFLECTION", "Only me", "What happened",
        "I wanted to be reassured", "Confidence: 7 of 10",
    ):  # fmt: skip
        assert text in said[0].replace("\u00a0", " "), text
    assert "One line is enough" not in said[0]


def test_a_page_without_anything_says_what_to_do(pair: Home) -> None:
    """It teaches, and does not scold."""
    held(pair)

    async def script(someone: Someone) -> None:
        await visit(someone)
        assert "One line is enough: w writes a reflection" in shown(someone)
        await press(someone, "w")
        assert isinstance(someone.app.screen, ReflectionScreen)
        await write(someone, "It was short")
        await press(someone, "ctrl+s")
        assert "It was short" in shown(someone)
        assert "One line is enough" not in shown(someone)

    sit(pair, script)


def test_feedback_is_mentioned_without_a_word_of_it(pair: Home) -> None:
    """That it was given, by whom; a draft is not even mentioned."""
    journal, session = held(pair)
    journal.feedback.give(session=session.id, request="Say it to my face")

    async def before(someone: Someone) -> None:
        await visit(someone)
        assert "feedback" not in shown(someone).lower()

    sit(pair, before)
    (draft,) = journal.store.all(Feedback)
    journal.feedback.deliver(draft)

    async def after(someone: Someone) -> None:
        await visit(someone)
        assert "Ana gave feedback." in shown(someone)
        assert "Say it to my face" not in shown(someone)

    sit(pair, after)


def test_private_text_hides(pair: Home) -> None:
    """My reflection and what else only I may read, by one key; what is for both stays."""
    journal, session = held(pair)
    journal.reflections.log(session, what="I wanted to be reassured", confidence=3)
    journal.reflections.log(session, what="For both of us", for_partner=True)

    async def script(someone: Someone) -> None:
        await visit(someone)
        await press(someone, "ctrl+t")
        assert "I wanted to be reassured" not in shown(someone)
        assert "Confidence: 3" not in shown(someone)
        assert "hidden text" in shown(someone)
        assert "For both of us" in shown(someone)
        await press(someone, "ctrl+t")
        assert "I wanted to be reassured" in shown(someone)

    sit(pair, script)


def test_everything_typed_is_shown_literally(pair: Home) -> None:
    """Markup, escape sequences and turned text are but text."""
    journal, session = held(pair)
    session = journal.sessions.edit(session, purpose=HOSTILE)
    item = journal.agendas.add(session, HOSTILE)
    journal.agendas.done(item, outcome=HOSTILE, decision=HOSTILE)
    journal.learnings.add(HOSTILE, session=session.id, if_then=HOSTILE)
    journal.actions.add(HOSTILE, session=session.id)
    journal.wins.add(HOSTILE, session=session.id)
    journal.resources.add(HOSTILE, session=session.id)
    journal.reflections.log(session, what=HOSTILE)

    async def script(someone: Someone) -> None:
        await visit(someone)
        text = shown(someone)
        assert text.count("[/] [@click=app.quit]x[/]") == 10
        assert not {"\x1b", "\x07", "\u202e"} & set(text)

    sit(pair, script)


def test_the_page_scrolls_by_keys(home: Home) -> None:
    """Arrows, pages and ends, though nothing on it has the focus; a change does not lose the place."""

    async def script(someone: Someone) -> None:
        await press(someone, "f3", "down", "enter")
        page = someone.app.screen.query_one("#page")
        await press(someone, "down")
        assert page.scroll_y == 1
        await press(someone, "end")
        assert page.scroll_y == page.max_scroll_y > 20
        await press(someone, "pageup")
        there = page.scroll_y
        assert 0 < there < page.max_scroll_y
        someone.app.screen.reload()  # type: ignore[attr-defined]
        await settled(someone)
        assert page.scroll_y == there
        await press(someone, "home")
        assert page.scroll_y == 0

    sit(home, script)


def test_what_is_wrong_about_it_can_be_mended(pair: Home) -> None:
    """The session is changed, and u takes that back."""
    held(pair)

    async def script(someone: Someone) -> None:
        await visit(someone)
        await press(someone, "e")
        assert isinstance(someone.app.screen, Sheet)
        await write(someone, "See what the slowest wait for")
        await press(someone, "ctrl+s")
        assert "See what the slowest wait for" in shown(someone)
        assert told(someone)[-1] == "Changed: session 1 (Tuesday 17 November)."
        await press(someone, "u")
        assert "See what a mean hides" in shown(someone)
        assert told(someone)[-1].startswith("Taken back: “Change the purpose")

    sit(pair, script)


def test_a_cancelled_session_has_a_page(pair: Home) -> None:
    """With the agenda it had; what did not take place has no recap, and nothing to look back on."""
    journal = journal_of(pair)
    later = journal.sessions.plan(NOW + timedelta(days=9), purpose="Never mind")
    journal.agendas.add(later, "What was to be said")
    journal.sessions.cancel(later)
    journal.records.delete(journal.sessions.all()[0])

    async def script(someone: Someone) -> None:
        await visit(someone)
        assert "A cancelled session (Monday 30 November)" in shown(someone)
        assert "What was to be said  together · carried over" in shown(someone)
        assert not {"w", "c"} & set(footer(someone))
        await press(someone, "w", "c")
        assert isinstance(someone.app.screen, SessionScreen)

    sit(pair, script)


def test_a_session_that_is_gone_is_said_calmly(pair: Home) -> None:
    """Another process put it in the trash meanwhile: the page says so, whatever changes after."""
    held(pair)

    async def script(someone: Someone) -> None:
        await visit(someone)
        journal = journal_of(pair)
        journal.records.delete(journal.sessions.all()[0])
        for text in ("One", "Another"):
            someone.app.look()  # type: ignore[attr-defined]
            await settled(someone)
            assert shown(someone).split("\n\n") == ["Gone", "This is no longer in the journal."]
            journal_of(pair).wins.add(text)
        assert not {"w", "c", "e"} & set(footer(someone))
        await press(someone, "escape")
        assert "No session yet" in shown(someone)

    sit(pair, script)


def test_the_page_is_french_to_the_last_word(home_in: MakeHome) -> None:
    """The names of its parts and our own words."""
    said = []

    async def script(someone: Someone) -> None:
        await press(someone, "f3", "down", "enter")
        said.append(shown(someone).replace("\u00a0", " "))

    sit(home_in("fr"), script)
    for text in (
        "Séance 12 (mardi 10 novembre)", "Nous deux", "de 14 h 04 à 14 h 48",
        "CE QUE NOUS AVONS VU", "CE QUE NOUS AVONS APPRIS", "Karim, grâce à Hélène",
        "QUI FAIT QUOI", "Décision : ", "BRAVO", "Karim a fait un retour.",
    ):  # fmt: skip
        assert text in said[0], text


@pytest.mark.parametrize(("key", "place"), [("enter", "agenda"), ("c", "export")])
def test_agenda_and_recap_are_one_key_away(pair: Home, key: str, place: str) -> None:
    """Of this very session, and Escape comes back to its page."""
    held(pair)

    async def script(someone: Someone) -> None:
        await visit(someone)
        await press(someone, key)
        assert isinstance(someone.app.screen, screen_of(place))
        await press(someone, "escape")
        assert isinstance(someone.app.screen, SessionScreen)

    sit(pair, script)
