"""How the screens look, at both sizes and in both languages; whether that is good is for eyes."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from rmjournal import i18n
from rmjournal.app import JournalApp
from rmjournal.door import Door
from rmjournal.model.pair import Role
from rmjournal.paths import Home
from rmjournal.paths import home as home_at
from rmjournal.widgets.plain import plain
from rmjournal.widgets.words import Words
from tests.app.conftest import MakeHome, Someone, journal_of, press, settled

pytestmark = pytest.mark.tour

SIZES = ((80, 24), (120, 40))
KEYS: dict[str, tuple[str, ...]] = {
    "home": (), "reflection": ("w",), "help": ("f1",), "sessions": ("f3",),
    "session": ("f3", "down", "enter"), "agenda": ("f3", "enter"), "live": ("f8",),
    "objectives": ("f4",), "feedback": ("f5",), "giving": ("f5", "n"), "learnings": ("f6",),
    "pair": ("f7",), "search": ("ctrl+f", "r", "e"), "export": ("f9",), "settings": ("f10",),
    "keys": ("f10", "end", "enter"), "history": ("ctrl+g",), "conflicts": ("ctrl+l",),
    "exchange": ("ctrl+e",), "encryption": ("f10", "end", "up", "enter"),
    "feedback-one": ("f5", "enter"), "reading": ("f6", "enter"), "welcome": ("enter", "enter"),
}  # fmt: skip
"""What leads from Home to each screen."""


def paired(home: Home, where: Path) -> None:
    """The sample's partner begins late, is paired, and sends the same session and an agreement."""
    ours, theirs = journal_of(home), journal_of(home_at(str(where / "partner")))
    pair, coming = ours.pair, ours.sessions.next()
    assert coming is not None
    assert coming.when is not None
    role = Role.MENTEE if pair.my_role is Role.MENTOR else Role.MENTOR
    theirs.pairs.create(me=pair.partner.name, role=role, partner=pair.myself.name)
    theirs.sessions.plan(coming.when, purpose=coming.purpose)
    ours.exchange.invite(where / "invitation", "en")
    theirs.exchange.accept(where / "invitation", where / "answer")
    ours.exchange.accept(where / "answer", where / "none")
    theirs.exchange.receive([ours.exchange.send(where / "1").path])
    asked = theirs.objectives.propose(coming.purpose)
    theirs.objectives.agree(asked, theirs.pair.partner.id)
    ours.exchange.receive([theirs.exchange.send(where / "2").path])
    ours.wins.add(coming.purpose)


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
@pytest.mark.parametrize("lang", ["en", "fr"])
@pytest.mark.parametrize("place", KEYS)
def test_looks(
    home_in: MakeHome,
    tmp_path: Path,
    snap_compare: Any,
    place: str,
    lang: str,
    size: tuple[int, int],
) -> None:
    """Light at the small size, dark at the large one."""
    home = home_at(str(tmp_path / "new")) if place == "welcome" else home_in(lang)
    i18n.use(lang)
    if place == "exchange":
        paired(home, tmp_path)
    app = JournalApp(Door(home))
    app.theme = "light" if size == SIZES[0] else "dark"

    async def there(someone: Someone) -> None:
        await settled(someone)
        await press(someone, *KEYS[place])
        for where in someone.app.screen.query("#where").results(Words):
            where.say(plain("/home/judith/journal.json"))
        for six in someone.app.screen.query("#six").results(Words):
            six.say(plain("acorn  banjo  castle  daisy  easel  falcon"))
        for each in someone.app.screen.query("TextArea, Input"):
            each.cursor_blink = False  # type: ignore[attr-defined]

    assert snap_compare(app, terminal_size=size, run_before=there)
