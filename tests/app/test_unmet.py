"""A key that does nothing now says why, where such words stand on its screen."""

from __future__ import annotations

from itertools import product

import pytest

from rmjournal.keys import KEYS
from rmjournal.paths import Home
from rmjournal.screens.sessions import SessionsScreen
from rmjournal.screens.sheet import Sheet
from rmjournal.screens.unmet import UNREAD, WHY, why
from rmjournal.storage import settings
from rmjournal.widgets.listing import Listing
from rmjournal.widgets.words import Words
from tests.app.conftest import (
    MakeHome,
    Someone,
    journal_of,
    new_pair,
    press,
    settled,
    sit,
    told,
)
from tests.app.obstacles import Slow


async def answer(someone: Someone, key: str) -> str:
    """What is said in passing of a key."""
    someone.app.clear_notifications()
    await press(someone, key)
    return " ".join(told(someone))


@pytest.mark.parametrize("place", [each for each in KEYS if any(key.needs for key in KEYS[each])])
def test_every_need_has_a_reason_whatever_else_is_so(place: str) -> None:
    """None is left without a word; what a reflection needs is only that the journal was read."""
    needed = {key.needs for key in KEYS[place] if key.needs}
    if place in ("reflection", "sheet"):
        assert len(needed) == 1
        return
    known = sorted(
        {*needed, *(each.given for each in WHY[place]), *(each.unless for each in WHY[place])}
    )
    for needs in needed:
        for facts in product(*[("", each) for each in known if each not in ("", needs)]):
            said = why(place, needs, {each for each in facts if each})
            assert said not in ("", UNREAD), (place, needs, facts)


@pytest.mark.parametrize("place", WHY)
def test_no_reason_stands_behind_one_that_always_applies(place: str) -> None:
    """Each is said of something, and names needs and facts that there are."""
    needed = {key.needs for key in KEYS[place]}
    for number, each in enumerate(WHY[place]):
        assert each.needs in {"", *needed}, each
        for before in WHY[place][:number]:
            assert before.given or before.unless or before.needs not in ("", each.needs), each


@pytest.mark.parametrize(
    ("lang", "to_come", "received", "no_page"),
    [
        ("en",
         "A reflection looks back on a session; this one has not taken place.",
         "What you received stays as it was given; x deletes only feedback of your own.",
         "This is no sample. ^q leaves the program."),
        ("fr",
         "Une réflexion revient sur une séance\u00a0; celle-ci n’a pas eu lieu.",
         "Ce que vous avez reçu reste tel quel\u00a0; x ne supprime que vos propres retours.",
         "Ceci n’est pas un exemple. ^q quitte le programme."),
    ],
)  # fmt: skip
def test_what_cannot_be_done_is_said_in_passing(
    home_in: MakeHome, lang: str, to_come: str, received: str, no_page: str
) -> None:
    """Of a session to come, of feedback that was received, and where there is no sample to leave."""
    home = home_in(lang)
    journal = journal_of(home)
    coming = journal.sessions.next()
    theirs = next(each for each in journal.feedback.all() if each.author != journal.pair.me)

    async def script(someone: Someone) -> None:
        await press(someone, "f3")
        assert coming is not None
        listing = someone.app.screen.query_one(Listing)
        assert listing.go_to(coming.id)
        await settled(someone)
        assert await answer(someone, "w") == to_come
        await press(someone, "f5")
        for each in someone.app.screen.query(Listing):
            if each.go_to(theirs.id):
                each.focus()
        await settled(someone)
        assert await answer(someone, "x") == received
        await press(someone, "enter")
        assert await answer(someone, "x") == received
        await press(someone, "f2")
        assert await answer(someone, "q") == no_page

    sit(home, script)


def test_on_some_screens_such_words_have_a_line_of_their_own(home: Home) -> None:
    """Beneath the rows of an agenda, and under the line of a session; in a sheet, above its buttons."""

    async def script(someone: Someone) -> None:
        await press(someone, "f8")
        assert await answer(someone, "l") == ""
        line = someone.app.screen.query_one("#catch-told", Words)
        assert line.said == "! No session is under way."
        await press(someone, "right")
        assert line.said == "! No session is under way."
        last = journal_of(home).sessions.last()
        assert last is not None
        someone.app.visit("agenda", last.id)  # type: ignore[attr-defined]
        await settled(someone)
        assert await answer(someone, "s") == ""
        below = someone.app.screen.query_one("#refused", Words)
        assert below.display
        assert below.said == "! Only the agenda of a session that is still to come is filled."
        await press(someone, "f6", "b", "ctrl+r")
        assert isinstance(someone.app.screen, Sheet)
        problem = someone.app.screen.query_one("#sheet-problem", Words)
        assert problem.said == "! There is nothing to choose here of who can read this."

    sit(home, script)


def test_where_there_is_nothing_to_choose_enter_says_so_too(empty: Home) -> None:
    """Without a pair it is said how to begin; in an empty list, what begins it; by the key of today."""

    async def nobody(someone: Someone) -> None:
        await press(someone, "f3")
        for each in ("n", "enter", "w", "u"):
            assert await answer(someone, each) == "There is no pair yet. F2 says how to begin."

    sit(empty, nobody)
    new_pair(empty)
    settings.change(empty, "keys", "n=j")

    async def two(someone: Someone) -> None:
        await press(someone, "f3")
        assert await answer(someone, "enter") == "There is no session yet. j plans one."
        await press(someone, "f4")
        assert await answer(someone, "h") == "There is no objective yet. j proposes one."
        assert await answer(someone, "n") == ""

    sit(empty, two)


def test_before_the_journal_is_read_nothing_is_said_of_what_is_in_it(
    home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    """There may be a pair."""
    slow = Slow(monkeypatch, SessionsScreen, "load")

    async def script(someone: Someone) -> None:
        await someone.press("f3")
        await slow.begun()
        await someone.press("n")
        await someone.pause()
        slow.go_on()
        assert told(someone) == ["The journal is still being read; one moment."]
        await settled(someone)
        assert await answer(someone, "n") == ""
        assert isinstance(someone.app.screen, Sheet)

    sit(home, script)
