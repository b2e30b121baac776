"""Text that tries to break out, in every record there is: shown as it is, never obeyed."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from textual.command import CommandPalette

from rmjournal.paths import Home
from rmjournal.storage.repair import State, examine
from tests.app.conftest import MakeHome, Someone, press, settled, shown, sit, told
from tests.app.hostile import ESCAPES, make_hostile
from tests.app.places import visit, ways
from tests.app.seat import Seat
from tests.cli.conftest import posix

pytestmark = pytest.mark.tour

CONTROLS = "[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]"
LITERAL = "[@click=app.quit]x[/]"


def drawn(someone: Someone) -> Iterator[tuple[str, object]]:
    """Every piece of text on the screen, with the action that a click on it would run."""
    for strip in someone.app.screen._compositor.render_strips(someone.app.size):
        for text, style, _control in strip:
            yield text, style.meta.get("@click") if style else None


def inert(someone: Someone) -> None:
    """What is drawn holds no control, and no click on it runs an action."""
    for text, action in drawn(someone):
        assert action is None, (someone.app.screen, text, action)
        assert not re.search(CONTROLS, text), (someone.app.screen, text)
    assert not re.search(CONTROLS, "\n".join([shown(someone), *told(someone)]))


def test_hostile_words_are_shown_as_they_are_everywhere(home: Home) -> None:
    """At every place, and in the sheet that changes what is there."""
    assert make_hostile(home) > 400
    assert examine(home).state is State.FINE
    seen = set()

    async def script(someone: Someone) -> None:
        for way in {place: (place, about) for place, about in ways(home)}.values():
            await visit(someone, way)
            inert(someone)
            if LITERAL in "".join(text for text, _action in drawn(someone)):
                seen.add(way[0])
            await press(someone, "e")
            inert(someone)

    sit(home, script, (120, 40))
    assert seen >= {"home", "sessions", "session", "agenda", "reading", "objectives", "feedback",
                    "feedback-one", "learnings", "pair", "export"}  # fmt: skip


def test_hostile_words_are_found_and_told_as_they_are(home: Home) -> None:
    """In the hits of a search, in what is said in passing, and in the list of the trash."""
    make_hostile(home)

    async def script(someone: Someone) -> None:
        await press(someone, "ctrl+f", *"click", "down")
        await settled(someone)
        inert(someone)
        assert LITERAL in shown(someone)
        await press(someone, "f6", "x", "enter")
        inert(someone)
        await press(someone, "u")
        inert(someone)
        assert told(someone)
        await press(someone, "ctrl+g")
        inert(someone)
        await press(someone, "ctrl+p")
        assert isinstance(someone.app.screen, CommandPalette)
        inert(someone)

    sit(home, script, (120, 40))


TOUR = (
    "f1", "escape", "f3", "down", "enter", "escape", "f4", "enter", "escape", "f5", "enter",
    "escape", "f5", "n", "escape", "f6", "enter", "e", "escape", "x", "escape", "f7", "enter",
    "escape", "f8", "g", "enter", "l", "escape", "f9", "f10", "ctrl+f", "c", "l", "i", "c", "k", "down",
    "enter", "escape", "ctrl+g", "enter", "u", "ctrl+l", "ctrl+p", "a", "escape", "f2", "g",
    "escape", "w", "escape", "f2", "ctrl+t", "ctrl+t",
)  # fmt: skip
"""Every place, and what the first key opens there."""
GLANCE = ("f3", "f4", "f5", "f6", "f7", "f8", "ctrl+p", "escape")
COLOUR = re.compile(r"[34]8;2;(\d+);(\d+);(\d+)")


@posix
@pytest.mark.parametrize(("plain", "tour"), [(False, TOUR), (True, GLANCE)])
def test_no_hostile_byte_reaches_a_terminal_from_anywhere(
    home_in: MakeHome, plain: bool, tour: tuple[str, ...]
) -> None:
    """On a tour of all that there is; with NO_COLOR and without movement too, then in greys alone."""
    home = home_in("fr" if plain else "en")
    make_hostile(home)
    more = {"NO_COLOR": "1", "TEXTUAL_ANIMATIONS": "none"} if plain else {}
    seat = Seat(home.data, lang="fr" if plain else "en", LINES="40", COLUMNS="120",
                COLORTERM="truecolor", **more)  # fmt: skip
    try:
        seat.terminal.expect(LITERAL)
        seat.press(*tour, "ctrl+q")
        assert seat.terminal.end() == 0
    finally:
        seat.terminal.close()
    shown = seat.terminal.screen
    assert shown.count(LITERAL) > len(tour)
    assert not re.search(ESCAPES, shown)
    colours = {tuple(map(int, each)) for each in COLOUR.findall(shown)}
    assert colours
    assert plain is all(max(each) - min(each) <= 2 for each in colours)
