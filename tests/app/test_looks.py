"""How the screens look, at both sizes and in both languages; whether that is good is for eyes."""

from __future__ import annotations

from typing import Any

import pytest

from rmjournal.app import JournalApp
from rmjournal.door import Door
from rmjournal.widgets.plain import plain
from rmjournal.widgets.words import Words
from tests.app.conftest import MakeHome, Someone, press, settled

SIZES = ((80, 24), (120, 40))
KEYS: dict[str, tuple[str, ...]] = {
    "home": (), "reflection": ("w",), "help": ("f1",), "sessions": ("f3",),
    "session": ("f3", "down", "enter"), "agenda": ("f3", "enter"), "live": ("f8",),
    "objectives": ("f4",), "feedback": ("f5",), "giving": ("f5", "n"), "learnings": ("f6",),
    "pair": ("f7",), "search": ("ctrl+f", "r", "e"), "export": ("f9",), "settings": ("f10",),
    "keys": ("f10", "end", "enter"), "history": ("ctrl+g",), "conflicts": ("ctrl+l",),
}  # fmt: skip
"""What leads from Home to each screen."""


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
@pytest.mark.parametrize("lang", ["en", "fr"])
@pytest.mark.parametrize("place", KEYS)
def test_looks(
    home_in: MakeHome, snap_compare: Any, place: str, lang: str, size: tuple[int, int]
) -> None:
    """Light at the small size, dark at the large one."""
    app = JournalApp(Door(home_in(lang)))
    app.theme = "light" if size == SIZES[0] else "dark"

    async def there(someone: Someone) -> None:
        await settled(someone)
        await press(someone, *KEYS[place])
        for where in someone.app.screen.query("#where").results(Words):
            where.say(plain("/home/judith/journal.json"))
        for each in someone.app.screen.query("TextArea, Input"):
            each.cursor_blink = False  # type: ignore[attr-defined]

    assert snap_compare(app, terminal_size=size, run_before=there)
