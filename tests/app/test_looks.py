"""How the screens look, at both sizes and in both languages; whether that is good is for eyes."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from pytest_textual_snapshot import SVGImageExtension
from syrupy.assertion import SnapshotAssertion

from rmjournal import i18n
from rmjournal.app import JournalApp
from rmjournal.door import Door
from rmjournal.model.pair import Role
from rmjournal.paths import Home
from rmjournal.paths import home as home_at
from rmjournal.widgets.plain import plain
from rmjournal.widgets.words import Words
from tests.app.conftest import MakeHome, Someone, journal_of, press, settled
from tests.app.drawn import drawn
from tests.app.rest import run
from tests.app.windows import PAIRED, UNPAIRED, WELCOME, WINDOWS, Windows
from tests.conftest import Key

pytestmark = pytest.mark.tour

SIZES = ((80, 24), (120, 40))
KEYS: dict[str, tuple[str, ...]] = {
    "home": (), "reflection": ("w",), "help": ("f1",), "sessions": ("f3",),
    "session": ("f3", "down", "enter"), "agenda": ("f3", "enter"), "live": ("f8",),
    "objectives": ("f4",), "feedback": ("f5",), "giving": ("f5", "n"), "learnings": ("f6",),
    "pair": ("f7",), "search": ("ctrl+f", "r", "e"), "export": ("f9",), "settings": ("f10",),
    "keys": ("f10", "end", "enter"), "history": ("ctrl+g",), "conflicts": ("ctrl+l",),
    "encryption": ("f10", "end", "up", "enter"),
    "feedback-one": ("f5", "enter"), "reading": ("f6", "enter"),
}  # fmt: skip
"""What leads from Home to each screen."""


class Picture(SVGImageExtension):  # type: ignore[misc]  # it says nothing of its types
    """A picture in a file that programs take for one."""

    file_extension = "svg"


Unlike = Callable[..., list[str]]


@pytest.fixture
def unlike(snapshot: SnapshotAssertion) -> Unlike:
    """The names of those pictures that are not as they were looked at last."""
    kept = snapshot.use_extension(Picture)

    def compared(home: Home, windows: Windows, size: tuple[int, int], theme: str) -> list[str]:
        pictures = taken(home, windows, size, theme)
        assert list(pictures) == [name for opened in windows.values() for name in opened]
        return [name for name, picture in pictures.items() if kept(name=name) != picture]

    return compared


def taken(home: Home, windows: Windows, size: tuple[int, int], theme: str) -> dict[str, str]:
    """A picture of each window, in one sitting."""
    app = JournalApp(Door(home))
    app.theme = theme
    pictures: dict[str, str] = {}

    async def sitting() -> None:
        async with app.run_test(size=size) as someone:
            await settled(someone)
            for way, opened in windows.items():
                if pictures:
                    app.go(app.rooms[0].PLACE)
                    await settled(someone)
                await press(someone, *way)
                await still(someone)
                screens = len(app.screen_stack)
                for name, keys in opened.items():
                    await press(someone, *["escape"] * (len(app.screen_stack) - screens), *keys)
                    await still(someone)
                    pictures[name] = drawn(app)

    run(sitting())
    return pictures


async def still(someone: Someone) -> None:
    """Nothing blinks, and what is another each time is the same, also behind a window."""
    here = str(someone.app.door.home.data)  # type: ignore[attr-defined]
    for screen in someone.app.screen_stack:
        for words in screen.query(Words):
            if here in words.said:
                words.say(plain(words.said.replace(here, "/home/judith")))
        for six in screen.query("#six").results(Words):
            six.say(plain("acorn  banjo  castle  daisy  easel  falcon"))
    await settled(someone)
    for screen in someone.app.screen_stack:
        for each in screen.query("TextArea, Input"):
            each.cursor_blink = True  # type: ignore[attr-defined]
            each.cursor_blink = False  # type: ignore[attr-defined]
            each.notify_style_update()  # else a line drawn while the cursor was away would stay
            each.refresh()


def changed_twice(home: Home) -> None:
    """The words of an action were changed in two windows."""
    journal = journal_of(home)
    seen, coming = journal.actions.all()[0], journal.sessions.next()
    assert coming is not None
    journal.actions.edit(seen, text=coming.purpose)
    journal.actions.edit(seen, text=f"{seen.text} {coming.purpose}")


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


sizes = pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
langs = pytest.mark.parametrize("lang", ["en", "fr"])


def usual(size: tuple[int, int]) -> str:
    """Light at the small size, dark at the large one."""
    return "light" if size == SIZES[0] else "dark"


@sizes
@langs
def test_screens(home_in: MakeHome, unlike: Unlike, lang: str, size: tuple[int, int]) -> None:
    """Each screen, as one comes to it from Home."""
    places: Windows = {keys: {place: ()} for place, keys in KEYS.items()}
    assert unlike(home_in(lang), places, size, usual(size)) == []


@sizes
@langs
def test_unlock(
    home_in: MakeHome, key: Key, unlike: Unlike, lang: str, size: tuple[int, int]
) -> None:
    """What asks for the passphrase."""
    home = home_in(lang)
    key.encrypt(home)
    assert unlike(home_at(str(home.data)), {(): {"unlock": ()}}, size, usual(size)) == []


@sizes
@langs
def test_windows(home_in: MakeHome, unlike: Unlike, lang: str, size: tuple[int, int]) -> None:
    """Each form and each question, over the screen that opens it."""
    home = home_in(lang)
    changed_twice(home)
    assert unlike(home, WINDOWS, size, usual(size)) == []


@sizes
@langs
@pytest.mark.parametrize("together", [True, False], ids=["paired", "unpaired"])
def test_exchange(
    home_in: MakeHome, tmp_path: Path, unlike: Unlike, together: bool, lang: str,
    size: tuple[int, int],
) -> None:  # fmt: skip
    """The exchange and what it asks, before the journals of the two are paired and after."""
    home = home_in(lang)
    if together:
        paired(home, tmp_path)
    assert unlike(home, PAIRED if together else UNPAIRED, size, usual(size)) == []


@sizes
@langs
def test_welcome(tmp_path: Path, unlike: Unlike, lang: str, size: tuple[int, int]) -> None:
    """Each step of a first start, and each of its doors."""
    i18n.use(lang)
    assert unlike(home_at(str(tmp_path / "new")), WELCOME, size, usual(size)) == []


@pytest.mark.parametrize("theme", ["contrast", "dark"], ids=["contrast", "no-colour"])
def test_other_colours(
    home_in: MakeHome, monkeypatch: pytest.MonkeyPatch, unlike: Unlike, theme: str
) -> None:
    """High contrast, and NO_COLOR: where one is, what is marked and what is chosen is seen."""
    if theme == "dark":
        monkeypatch.setenv("NO_COLOR", "1")
    places = ("home", "sessions", "feedback", "search", "reflection")
    windows: Windows = {KEYS[place]: {place: ()} for place in places}
    windows[("f6",)] = WINDOWS["f6",]
    assert unlike(home_in("fr"), windows, SIZES[0], theme) == []
