"""Keys that go elsewhere, pressed in the middle of a sheet, a dialog or a line: nothing is lost."""

from __future__ import annotations

import pytest
from textual.widgets import Input, TextArea

from rmjournal.keys import EVERYWHERE, KEYS
from rmjournal.paths import Home
from rmjournal.screens.dialog import Dialog
from rmjournal.screens.sheet import Sheet
from rmjournal.storage.drafts import Drafts
from rmjournal.storage.repair import State, examine
from tests.app.conftest import Someone, press, sit, write

pytestmark = pytest.mark.tour

TEXT = "Half a sentence"
ELSEWHERE = {each.key: each.action for each in KEYS[EVERYWHERE] if each.action != "quit"}
SOME = ("f1", "f8", "ctrl+f", "ctrl+t")


def typed(someone: Someone) -> str:
    """What stands in the field that one is in."""
    field = someone.app.screen.focused
    assert isinstance(field, Input | TextArea), field
    return field.value if isinstance(field, Input) else field.text


@pytest.mark.parametrize(
    ("way", "back", "keys"),
    [
        (("f6", "l"), ("f6", "l"), (*SOME, "f2", "f6", "ctrl+l")),
        (("f8", "g", "enter", "l"), ("f8",), SOME),
        (("f2", "w"), ("f2", "w"), SOME),
        (("f5", "n"), ("f5", "n"), SOME),
    ],
    ids=lambda found: found[0],
)
def test_going_elsewhere_keeps_what_is_typed(
    home: Home, way: tuple[str, ...], back: tuple[str, ...], keys: tuple[str, ...]
) -> None:
    """From a sheet, from the line of a session, from both forms: it is there on coming back."""

    async def script(someone: Someone) -> None:
        await press(someone, *way)
        await write(someone, TEXT)
        for key in keys:
            await press(someone, key)
            if ELSEWHERE[key].startswith("go("):
                kept = [text for each in Drafts(home).all().values() for text in each.values()]
                assert TEXT in kept, key
            if key == "ctrl+t":
                await press(someone, key)
            await press(someone, "escape", *back)
            assert typed(someone) == TEXT, key

    sit(home, script)


def test_letters_are_letters_on_a_sheet(home: Home) -> None:
    """Where one types, u takes nothing back and q leaves nothing."""
    before = home.journal.read_bytes()

    async def script(someone: Someone) -> None:
        await press(someone, "f6", "l", *"uqxfd")
        assert isinstance(someone.app.screen, Sheet)
        assert typed(someone) == "uqxfd"

    sit(home, script)
    assert home.journal.read_bytes() == before


def test_a_dialog_is_left_by_any_way_and_does_nothing(home: Home) -> None:
    """Only its buttons do what it asks about: going elsewhere, u, or ^t do not."""
    before = home.journal.read_bytes()

    async def script(someone: Someone) -> None:
        for key in (*SOME, "u", "x", "f"):
            await press(someone, "f7", "f")
            assert isinstance(someone.app.screen, Dialog), key
            await press(someone, key, "escape", "escape")
            assert not isinstance(someone.app.screen, Dialog), key

    sit(home, script)
    assert home.journal.read_bytes() == before


def test_what_is_opened_over_a_sheet_is_left_by_escape(home: Home) -> None:
    """The palette, the help, a refusal: each in its turn, and at last one is Home."""

    async def script(someone: Someone) -> None:
        for opener, key in (("l", "ctrl+s"), ("a", "ctrl+t"), ("v", "ctrl+r"), ("e", "ctrl+s")):
            await press(someone, "f6", opener, key, "ctrl+p", "f1", *["escape"] * 4)
            assert len(someone.app.screen_stack) == 1, (opener, key)

    sit(home, script)
    assert examine(home).state is State.FINE
