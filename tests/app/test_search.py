"""Search: what is found while one types, how it is shown, and where it leads."""

from __future__ import annotations

import asyncio
from datetime import date
from threading import Event
from typing import Any

import pytest
from textual.content import Content
from textual.widgets import TextArea

from rmjournal import naming
from rmjournal.journal import Journal, search
from rmjournal.journal.concern import Concern
from rmjournal.model.reflection import Reflection
from rmjournal.paths import Home
from rmjournal.screens import going, hits
from rmjournal.screens.base import JournalScreen
from rmjournal.screens.reading import ReadingScreen
from rmjournal.screens.search import SearchScreen
from rmjournal.storage.tables import TABLES
from rmjournal.widgets.choice import Choice
from rmjournal.widgets.listing import Listing
from rmjournal.widgets.words import Words
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
    write,
)

HOSTILE = "[/] [@click=app.quit]zebra[/] \x1b]52;c;aGk=\x07 \u202eback [b]"
MANY = 3_000


class Slow:
    """A search that waits, once it was begun, until it may go on; and a count of what it found."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.begun, self.go_on = Event(), Event()
        self.ended: list[tuple[str, int]] = []
        self._search = search.search
        monkeypatch.setattr(search, "search", self)

    def __call__(self, journal: Journal, query: str, **limits: Any) -> list[search.Hit]:
        """Searches, as soon as it may."""
        self.begun.set()
        assert self.go_on.wait(30)
        found = self._search(journal, query, **limits)
        self.ended.append((query, len(found)))
        return found

    async def typed(self, someone: Someone, text: str) -> None:
        """Types a text, and waits until the search for it was begun."""
        search_screen(someone).query_one("#query", hits.Query).value = text
        assert await asyncio.to_thread(self.begun.wait, 30)


def search_screen(someone: Someone) -> SearchScreen:
    """The screen in front."""
    found = someone.app.screen
    assert isinstance(found, SearchScreen)
    return found


def count(someone: Someone) -> str:
    """How many hits there are, in words."""
    return search_screen(someone).query_one("#count", Words).said


def many_reflections(journal: Journal) -> None:
    """Very many reflections on one word, saved at once."""
    concern = Concern(journal)
    with journal.store.transaction("log") as tx:
        for number in range(MANY):
            tx.add(concern.make(Reflection, so_what=f"zebra {number}", on=date(2026, 1, 1)))


def test_accents_and_capitals_do_not_matter(empty: Home) -> None:
    """However it is typed, it is found, and what was written stands out."""
    new_pair(empty).learnings.add("Un café avant la séance")

    async def script(someone: Someone) -> None:
        await press(someone, "ctrl+f")
        for typed in ("café", "cafe", "CAFÉ", "cafe\u0301"):
            search_screen(someone).query_one("#query", hits.Query).value = ""
            await settled(someone)
            assert count(someone) == ""
            await write(someone, typed)
            assert count(someone) == "1 hit"
            entry = search_screen(someone).query_one(Listing).entries[0]
            words = entry.cells[2]
            styled = [
                words.plain[each.start : each.end]
                for each in words.spans
                if each.style == hits.FOUND
            ]
            assert styled == ["café"], typed

    sit(empty, script)


@pytest.mark.parametrize(
    ("lang", "typed", "kind"), [("fr", "rencontre", "séance"), ("en", "session", "s")]
)
def test_the_sample_is_searched_in_both_languages(
    home_in: MakeHome, lang: str, typed: str, kind: str
) -> None:
    """In French, what Québec calls a rencontre is found too."""

    async def script(someone: Someone) -> None:
        await press(someone, "ctrl+f")
        await write(someone, typed)
        assert len(search_screen(someone).query_one(Listing).entries) > 3
        assert kind in shown(someone)

    sit(home_in(lang), script)


def test_it_is_found_while_one_types(home: Home) -> None:
    """Each letter narrows it, and the last word is about all that is typed."""

    async def script(someone: Someone) -> None:
        await press(someone, "ctrl+f")
        assert "only you see it here" in shown(someone)
        await press(someone, "t")
        assert count(someone).endswith("More letters find less.")
        await someone.press(*"here")
        await settled(someone)
        found = search_screen(someone).found
        assert found
        assert found.query == "there"
        assert all("there" in hit.text.lower() for hit in found.hits)
        await press(someone, *["backspace"] * 5)
        assert count(someone) == ""
        assert "only you see it here" in shown(someone)

    sit(home, script)


def test_nothing_found_says_what_can_be_tried(home: Home) -> None:
    """A miss is no dead end."""

    async def script(someone: Someone) -> None:
        await press(someone, "ctrl+f", *"xqzw")
        assert "Nothing was found. Try fewer letters" in shown(someone)
        assert "Enter" not in footer(someone)
        await press(someone, "enter", "down")
        assert isinstance(someone.app.screen, SearchScreen)

    sit(home, script)


def test_an_empty_journal_can_be_searched(empty: Home) -> None:
    """There is nothing to find, and that is all."""

    async def script(someone: Someone) -> None:
        await press(someone, "ctrl+f", *"ab")
        assert "Nothing is written yet" in shown(someone)
        await press(someone, "escape")
        assert not isinstance(someone.app.screen, SearchScreen)

    sit(empty, script)


def test_enter_opens_and_escape_comes_back_to_the_hits(empty: Home) -> None:
    """From the query Enter opens the first hit; the query and the place in the list stay."""
    journal = new_pair(empty)
    first = journal.reflections.log(None, so_what="zebra one").reflection
    second = journal.reflections.log(None, so_what="zebra two").reflection
    assert first
    assert second
    at = [hit.record.id for hit in search.search(journal, "zebra")]

    async def script(someone: Someone) -> None:
        await press(someone, "ctrl+f")
        await write(someone, "zebra")
        assert footer(someone) == {"Enter": "Open", "Esc": "Close"}
        await press(someone, "enter")
        reading = someone.app.screen
        assert isinstance(reading, ReadingScreen)
        assert reading.about == at[0]
        await press(someone, "escape", "down", "down", "enter")
        reading = someone.app.screen
        assert isinstance(reading, ReadingScreen)
        assert reading.about == at[1]
        await press(someone, "escape")
        assert search_screen(someone).query_one(Listing).highlighted == at[1]
        assert count(someone) == "2 hits, the latest first"

    sit(empty, script)


def test_enter_at_once_opens_what_is_found_then(
    empty: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Who presses Enter before the search is over gets its first hit, as soon as there is one."""
    new_pair(empty).reflections.log(None, so_what="zebra")
    slow = Slow(monkeypatch)

    async def script(someone: Someone) -> None:
        await press(someone, "ctrl+f")
        await slow.typed(someone, "zebra")
        await someone.press("enter")
        assert isinstance(someone.app.screen, SearchScreen)
        slow.go_on.set()
        await settled(someone)
        assert isinstance(someone.app.screen, ReadingScreen)

    sit(empty, script)


def test_typing_in_the_list_goes_on_in_the_query(empty: Home) -> None:
    """No letter is lost, wherever one is; upwards from the first hit is the query again."""
    journal = new_pair(empty)
    journal.learnings.add("zebra crossing")
    journal.learnings.add("zebra stripes")

    async def script(someone: Someone) -> None:
        await press(someone, "ctrl+f")
        await write(someone, "zebra")
        await press(someone, "down")
        assert isinstance(someone.app.focused, Listing)
        await press(someone, "space", "s", "t")
        assert search_screen(someone).found.query == "zebra st"  # type: ignore[union-attr]
        assert count(someone) == "1 hit"
        await press(someone, "down", "backspace", "backspace")
        assert count(someone) == "2 hits, the latest first"
        await press(someone, "down", "up")
        assert someone.app.focused is search_screen(someone).query_one("#query")

    sit(empty, script)


def test_one_kind_alone_can_be_shown(empty: Home) -> None:
    """The filter says where else there are hits."""
    journal = new_pair(empty)
    journal.learnings.add("zebra")
    journal.reflections.log(None, so_what="a zebra")

    async def script(someone: Someone) -> None:
        await press(someone, "ctrl+f")
        await write(someone, "zebra")
        search_screen(someone).query_one(Choice).value = "learnings"
        await settled(someone)
        assert count(someone) == "1 hit"
        search_screen(someone).query_one(Choice).value = "feedback"
        await settled(someone)
        assert "There are other hits" in shown(someone)
        assert "Enter" not in footer(someone)

    sit(empty, script)


def test_who_may_read_is_said(empty: Home) -> None:
    """On the row where only I may, and of the highlighted one always."""
    journal = new_pair(empty)
    journal.learnings.add("zebra one")
    journal.reflections.log(None, so_what="zebra two")

    async def script(someone: Someone) -> None:
        await press(someone, "ctrl+f")
        await write(someone, "one")
        assert "The two of us" in shown(someone)
        assert "Only me" not in shown(someone)
        await press(someone, *["backspace"] * 3, *"two")
        assert shown(someone).count("Only me") == 2

    sit(empty, script)


def test_hidden_private_text_is_hidden_in_the_hits(empty: Home) -> None:
    """On a shared screen a private hit is there without its words."""
    journal = new_pair(empty)
    journal.learnings.add("zebra for both")
    journal.reflections.log(None, so_what="zebra for me")

    async def script(someone: Someone) -> None:
        await press(someone, "ctrl+f")
        await write(someone, "zebra")
        await press(someone, "ctrl+t")
        assert "for me" not in shown(someone)
        assert "hidden text" in shown(someone)
        assert "zebra for both" in shown(someone)
        await press(someone, "ctrl+t")
        assert "zebra for me" in shown(someone)

    sit(empty, script)


def test_hostile_text_is_shown_literally(empty: Home) -> None:
    """Neither a note nor the query is taken for markup or for the terminal's instructions."""
    new_pair(empty).reflections.log(None, so_what=HOSTILE)

    async def script(someone: Someone) -> None:
        await press(someone, "ctrl+f")
        await write(someone, "[@click=app.quit]zebra[/]")
        literally = "[/] [@click=app.quit]zebra[/] \ufffd]52;c;aGk=\ufffd \ufffdback [b]"
        assert literally in shown(someone).replace("\n", " ")
        await press(someone, "enter")
        assert isinstance(someone.app.screen, ReadingScreen)
        assert "[/] [@click=app.quit]zebra[/]" in shown(someone)

    sit(empty, script)


def test_of_very_many_hits_only_those_in_view_are_made(
    empty: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Thousands of hits cost no more excerpts than a screen has rows, with room for a few pages."""
    many_reflections(new_pair(empty))
    made: list[str] = []
    marked = hits.marked

    def counted(text: str, query: str, style: str = "") -> Content:
        made.append(text)
        return marked(text, query, style)

    monkeypatch.setattr(hits, "marked", counted)

    async def script(someone: Someone) -> None:
        await press(someone, "ctrl+f")
        await write(someone, "zebra")
        assert count(someone) == "3000 hits, the latest first"
        await press(someone, "down", "end", "home", "pagedown")
        assert 0 < len(made) < 200

    sit(empty, script)


def test_a_search_that_is_no_longer_wanted_is_given_up(
    empty: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Only what is typed last is searched to the end; no letter waits for the one before."""
    many_reflections(new_pair(empty))
    slow = Slow(monkeypatch)

    async def script(someone: Someone) -> None:
        await press(someone, "ctrl+f")
        await slow.typed(someone, "ze")
        search_screen(someone).query_one("#query", hits.Query).value = "zebra"
        await someone.pause()
        slow.go_on.set()
        await settled(someone)
        assert slow.ended == [("ze", 0), ("zebra", MANY)]
        assert count(someone) == f"{MANY} hits, the latest first"

    sit(empty, script)


@pytest.mark.tour
def test_every_record_has_a_place(home: Home) -> None:
    """Whatever is found can be opened, in its own screen or on the page of any record."""
    journal = journal_of(home)
    records = [each for kind in TABLES for each in journal.store.all(kind, journal.pair.id)[-2:]]

    async def script(someone: Someone) -> None:
        await press(someone, "ctrl+f")
        for record in records:
            place, _about = going.way(record)
            going.visit(search_screen(someone).host, record)
            await settled(someone)
            screen = someone.app.screen
            assert isinstance(screen, JournalScreen)
            assert place == screen.PLACE
            typed = "".join(each.text for each in screen.query(TextArea))
            assert naming.headline(record, 12).rstrip("…") in shown(someone) + typed
            await press(someone, "escape")

    sit(home, script, size=(120, 40))
