"""Unlock: nothing of an encrypted journal is shown before its passphrase was given."""

from __future__ import annotations

import asyncio
import threading

import pytest
from textual import events
from textual.command import Command, CommandList
from textual.widgets import Input

from rmjournal import i18n, paths
from rmjournal.app import JournalApp
from rmjournal.errors import WrongPassphrase
from rmjournal.journal import letters, protection
from rmjournal.journal.clock import Clock
from rmjournal.journal.protection import housed
from rmjournal.keys import EVERYWHERE, KEYS
from rmjournal.paths import Home
from rmjournal.screens.base import DRAWN
from rmjournal.screens.home import HomeScreen
from rmjournal.screens.unlock import UnlockScreen
from rmjournal.widgets.words import Words
from tests.app.conftest import MakeHome, Someone, footer, press, settled, shown, sit, told, write
from tests.conftest import NOW, Key


@pytest.fixture
def locked(home: Home, key: Key, monkeypatch: pytest.MonkeyPatch) -> Home:
    """The English sample, encrypted, as a new process finds it."""
    for name in ("PASSPHRASE_FILE", "PASSPHRASE_COMMAND", "IDENTITY_FILE"):
        monkeypatch.delenv(f"RMJOURNAL_{name}", raising=False)
    key.encrypt(home)
    return paths.home(str(home.data))


def typed(someone: Someone) -> str:
    """What stands in the field."""
    return someone.app.screen.query_one("#passphrase", Input).value


def painted(someone: Someone, words: Words) -> str:
    """What the terminal shows where the words are; nothing where they have no place yet."""
    screen, spot = someone.app.screen, words.region
    lines = screen._compositor.render_strips()[spot.y : spot.bottom]
    return "".join(each.crop(spot.x, spot.right).text for each in lines).strip()


def test_the_passphrase_opens_home(locked: Home, key: Key) -> None:
    """Enter tries it; then Home is there as ever."""

    async def script(someone: Someone) -> None:
        assert isinstance(someone.app.screen, UnlockScreen)
        assert "This journal is encrypted." in shown(someone)
        await write(someone, key.passphrase)
        await press(someone, "enter")
        assert isinstance(someone.app.screen, HomeScreen)
        assert "Judith and Rhona" in shown(someone)

    sit(locked, script)


def test_nothing_is_shown_before(locked: Home) -> None:
    """Neither Home beneath nor any key tells a word of the journal, and every key leaves one here."""

    async def script(someone: Someone) -> None:
        for pressed in ("f2", "f3", "f4", "f5", "f9", "ctrl+f", "ctrl+g", "ctrl+l", "escape"):
            await press(someone, pressed)
            assert isinstance(someone.app.screen, UnlockScreen), pressed
        await press(someone, "f1")
        assert "Help" in shown(someone)
        assert "The keys while the journal is locked" in shown(someone)
        for each in KEYS[EVERYWHERE]:
            assert (each.tip in shown(someone)) is (each.key in ("f1", "ctrl+p", "ctrl+q")), each
        await press(someone, "escape", "ctrl+p")
        await someone.pause(0.3)
        options = someone.app.screen.query_one(CommandList).options
        offered = [str(each.hit.text) for each in options if isinstance(each, Command)]
        assert [each for each in offered if "·" in each] == [
            "Open · Enter",
            "Help · F1",
            "Quit · ^q",
        ]
        await press(someone, "escape")
        said = "\n".join(
            each.said for room in someone.app.screen_stack for each in room.query(Words)
        )
        assert "Rhona" not in said
        assert "Open the journal with its passphrase first." in told(someone)
        assert list(footer(someone)) == ["Enter"]

    sit(locked, script)


def test_a_wrong_passphrase_is_told_kindly_and_the_third_time_how_to_recover(
    locked: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The field is empty again each time; nothing of what was typed is shown."""

    def wrong(_home: Home, _passphrase: str) -> None:
        raise WrongPassphrase("This is not the passphrase of the journal.", todo="Try again.")

    monkeypatch.setattr("rmjournal.journal.protection.open_with", wrong)

    async def script(someone: Someone) -> None:
        for number in range(3):
            assert "recovery key" not in shown(someone), number
            await write(someone, "[/]nonsense")
            await press(someone, "enter")
            assert "This is not the passphrase of the journal. Try again." in shown(someone)
            assert typed(someone) == ""
            assert "nonsense" not in shown(someone)
        assert "RMJOURNAL_IDENTITY_FILE=FILE rmjournal passphrase" in shown(someone)

    sit(locked, script)


def test_that_it_is_opening_is_seen_before_the_work_begins(
    locked: Home, key: Key, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The library holds the interpreter for a second or two: nothing is drawn meanwhile."""
    drawn: list[str] = []

    async def script(someone: Someone) -> None:
        def opened(_home: Home, _passphrase: str) -> None:
            state = someone.app.screen.query_one("#unlock-state", Words)
            drawn.append(painted(someone, state))
            raise WrongPassphrase("This is not the passphrase of the journal.", todo="Try again.")

        monkeypatch.setattr("rmjournal.journal.protection.open_with", opened)
        for _ in range(2):
            await write(someone, key.passphrase)
            await press(someone, "enter")
        assert drawn == ["Opening …", "Opening …"]

    sit(locked, script)


def test_what_is_typed_while_another_is_tried_stays_and_is_tried_next(
    locked: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whole, whenever the refusal comes; entered meanwhile, it needs no second Enter."""
    tried: list[str] = []
    gates = [threading.Event() for _ in range(3)]

    def wrong(_home: Home, passphrase: str) -> None:
        tried.append(passphrase)
        gates[len(tried) - 1].wait(20)
        raise WrongPassphrase("This is not the passphrase of the journal.", todo="Try again.")

    monkeypatch.setattr("rmjournal.journal.protection.open_with", wrong)

    async def begun(someone: Someone, number: int) -> None:
        async with asyncio.timeout(20):
            while len(tried) < number:
                await someone.pause(0.01)

    async def script(someone: Someone) -> None:
        someone.app.post_message(events.Paste("first"))
        await someone.press("enter", "s", "e", "c")
        await begun(someone, 1)
        await someone.press("o", "n", "d", "enter", "t", "h", "i")
        gates[0].set()
        await begun(someone, 2)
        assert typed(someone) == "thi"
        await someone.press("r", "d")
        gates[1].set()
        await settled(someone)
        assert tried == ["first", "second"]
        assert typed(someone) == "third"
        assert "This is not the passphrase of the journal." in shown(someone)
        gates[2].set()
        await press(someone, "enter")
        assert (tried[2:], typed(someone)) == (["third"], "")

    sit(locked, script)


def test_what_is_typed_while_it_opens_is_no_command_of_home(
    locked: Home, key: Key, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Letters that come as the lock falls away are for the field: w would open a reflection."""
    unlocked = protection.open_with

    async def script(someone: Someone) -> None:
        loop, came = asyncio.get_running_loop(), asyncio.Event()
        before = someone.app.screen.query_one("#passphrase", Input)

        def come() -> None:
            for each in "wxq":
                someone.app.post_message(events.Key(each, each))
            came.set()

        def opened(home: Home, passphrase: str) -> None:
            unlocked(home, passphrase)
            loop.call_soon_threadsafe(loop.call_later, DRAWN / 5, come)

        monkeypatch.setattr(protection, "open_with", opened)
        await write(someone, key.passphrase)
        await press(someone, "enter")
        await came.wait()
        await settled(someone)
        assert before.value == "wxq"
        assert isinstance(someone.app.screen, HomeScreen)
        assert len(someone.app.screen_stack) == 1

    sit(locked, script)


def test_an_empty_passphrase_is_asked_for_again(locked: Home) -> None:
    """Enter alone is no try."""

    async def script(someone: Someone) -> None:
        await press(someone, "enter")
        assert "Type the passphrase first." in shown(someone)
        screen = someone.app.screen
        assert isinstance(screen, UnlockScreen)
        assert screen.tries == 0

    sit(locked, script)


def test_what_the_environment_gives_opens_it_at_once(
    locked: Home, key: Key, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nobody types what is at hand already."""
    monkeypatch.setenv("RMJOURNAL_IDENTITY_FILE", str(key.file))

    async def script(someone: Someone) -> None:
        assert isinstance(someone.app.screen, HomeScreen)

    sit(locked, script)


def test_a_key_of_another_journal_is_told_and_the_passphrase_asked_for(
    locked: Home, tmp_path: object, monkeypatch: pytest.MonkeyPatch, key: Key
) -> None:
    """What the environment gives may be wrong; one can type all the same."""
    from rmjournal.sealing.identity import Unlocked

    other = key.file.with_name("other.txt")
    other.write_text(Unlocked.new().secret)
    monkeypatch.setenv("RMJOURNAL_IDENTITY_FILE", str(other))

    async def script(someone: Someone) -> None:
        assert "This identity is not the one of this journal." in shown(someone)
        assert isinstance(someone.app.screen, UnlockScreen)

    sit(locked, script)


def test_what_was_sealed_meanwhile_is_in_it_once_it_is_open(
    locked: Home, key: Key, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is told, on the first look after the journal was opened."""
    clock = Clock("Europe/Paris", NOW)
    letters.post(housed(locked), clock, "", "win add", text="She presented alone.")
    monkeypatch.setenv("RMJOURNAL_IDENTITY_FILE", str(key.file))

    async def script(someone: Someone) -> None:
        app = someone.app
        assert isinstance(app, JournalApp)
        app.look()
        await settled(someone)
        assert any("is in it now: 1 note." in each for each in told(someone))
        texts = app.door.ask(lambda journal: [each.text for each in journal.wins.all()])
        assert "She presented alone." in texts
        assert letters.waiting(app.door.home) == 0

    sit(locked, script)


def test_a_plain_journal_is_never_asked_for_one(home: Home) -> None:
    """Who has not encrypted anything sees no word of it."""

    async def script(someone: Someone) -> None:
        assert isinstance(someone.app.screen, HomeScreen)

    sit(home, script)


def test_it_speaks_french_and_changes_its_language_live(home_in: MakeHome, key: Key) -> None:
    """With the typography of the language."""
    home = home_in("fr")
    key.encrypt(home)

    async def script(someone: Someone) -> None:
        assert "Ce journal est chiffré." in shown(someone)
        app = someone.app
        assert isinstance(app, JournalApp)
        await app.speak("en")
        await settled(someone)
        assert "This journal is encrypted." in shown(someone)
        i18n.use("fr")

    sit(paths.home(str(home.data)), script)
