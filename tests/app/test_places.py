"""Every screen: opens with nothing in the journal and with much, fits, leads back, bears any key."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from textual.widgets import Input

from rmjournal.keys import KEYS
from rmjournal.paths import Home
from rmjournal.screens import PLACES
from rmjournal.storage.repair import State, examine
from rmjournal.widgets.keyline import KeyLine
from tests.app.conftest import MakeHome, Someone, press, sit
from tests.app.places import visit, ways

pytestmark = pytest.mark.tour

SMALL, USUAL, LARGE = (60, 20), (80, 24), (120, 40)
BEGINNING = ("home", "welcome")
DECLARED = sorted({each.key for keys in KEYS.values() for each in keys} - {"ctrl+q"})
"""Every key that does something somewhere, but the one after which there is nothing to press."""
COMMON = ("enter", "enter", "escape", "tab", "tab", "shift+tab", "down", "down", "up", "left",
          "right", "space", "a", "é", "1", "backspace", "home", "end", "pagedown", "ctrl+s")  # fmt: skip
"""What one presses anyhow."""


def fits(someone: Someone) -> None:
    """Nothing but a long answer is wider than the window, and every key is there to be read."""
    screen, columns = someone.app.screen, someone.app.size.width
    for each in screen.query("*"):
        if isinstance(each, Input):
            continue
        assert not each.show_horizontal_scrollbar, (screen, columns, each)
        if each.display and each.region and not each.is_scrollable:
            assert each.region.right <= columns, (screen, columns, each, each.region)
    for line in screen.query(KeyLine):
        for hint in line.hints:
            assert hint.end <= line.content_size.width, (screen, hint)
            assert hint.line < line.content_size.height, (screen, hint)


def says_how_to_leave(someone: Someone) -> bool:
    """Whether the keys on the screen have the one that leads back."""
    return any(each.key == "escape" for each in someone.app.screen.query_one(KeyLine).hints)


def at(someone: Someone) -> str:
    """The place one is at; empty in a sheet or a dialog."""
    return getattr(someone.app.screen, "PLACE", "")


@pytest.mark.parametrize(
    ("lang", "nobody", "sizes"),
    [
        ("fr", True, (USUAL, SMALL)),
        ("en", False, (LARGE,)),
        ("fr", False, (USUAL, SMALL)),
    ],
)
def test_every_place_opens_fits_and_leads_back(
    home_in: MakeHome, empty: Home, lang: str, nobody: bool, sizes: tuple[tuple[int, int], ...]
) -> None:
    """Without a pair and with months behind one, Escape goes back to where one came from."""
    home = home_in(lang)
    home = empty if nobody else home
    there = list({way[0]: way for way in ways(home)}.values())
    assert {place for place, _about in there} == set(PLACES)

    async def script(someone: Someone) -> None:
        for way in there:
            await visit(someone, way)
            fits(someone)
            assert says_how_to_leave(someone) or at(someone) in BEGINNING, way
            for size in sizes[1:]:
                await someone.resize_terminal(*size)
                await someone.pause()
                fits(someone)
                assert says_how_to_leave(someone) or at(someone) in BEGINNING, way
            for _step in range(2):
                if at(someone) not in BEGINNING:
                    await press(someone, "escape")
            assert at(someone) in BEGINNING, way
            if sizes[1:]:
                await someone.resize_terminal(*sizes[0])

    sit(home, script, sizes[0])


def press_any(home: Home, seed: str, turns: int) -> None:
    """Presses so many keys, whatever they do; the journal is whole afterwards."""
    dice = random.Random(seed)
    pressed: list[tuple[str, str]] = []

    async def script(someone: Someone) -> None:
        while len(pressed) < turns:
            key = dice.choice(DECLARED if dice.random() < 0.6 else COMMON)
            pressed.append((repr(someone.app.screen), key))
            await press(someone, key)
            assert someone.app.is_running, pressed[-10:]

    sit(home, script)
    assert len(pressed) == turns
    assert examine(home).state is State.FINE


def test_any_keys_in_any_order(home: Home, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Someone who presses whatever lies under the hand breaks nothing; `make torture` goes on."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HOME", str(tmp_path))
    press_any(home, "keys", 80)
