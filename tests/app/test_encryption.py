"""Encryption from Settings: on, another passphrase, off; and no passphrase is kept anywhere."""

from __future__ import annotations

import hashlib
import re
from typing import cast

import pytest
from textual.widgets import Input

from rmjournal import paths
from rmjournal.app import JournalApp
from rmjournal.errors import WrongPassphrase
from rmjournal.i18n import N_
from rmjournal.paths import Home
from rmjournal.screens.encryption import EncryptionScreen
from rmjournal.screens.settings import SettingsScreen
from rmjournal.sealing import identity
from rmjournal.sealing.identity import Unlocked
from rmjournal.widgets.choice import Choice
from rmjournal.widgets.listing import Listing
from tests.app.conftest import MakeHome, Someone, journal_of, press, shown, sit, told, write

FIRST, SECOND = "une phrase [/] à moi", "une autre, plus longue"
SECRET = re.compile(r"AGE-SECRET-KEY-1[0-9A-Z]+")


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """A passphrase protects the key in no time; how it does so is tested where that is done."""

    def protected(unlocked: Unlocked, passphrase: str) -> bytes:
        text = f"# recipients: {' '.join(unlocked.recipients)}\n{unlocked.secret}\n"
        return _mark(identity.chosen(passphrase)) + bytes(each ^ 85 for each in text.encode())

    def opened(raw: bytes, passphrase: str) -> Unlocked:
        if not raw.startswith(_mark(passphrase)):
            raise WrongPassphrase(N_("This is not the passphrase of the journal."))
        return Unlocked.of(bytes(each ^ 85 for each in raw[32:]).decode())

    monkeypatch.setattr(Unlocked, "protected", protected)
    monkeypatch.setattr(identity, "opened", opened)


def _mark(passphrase: str) -> bytes:
    return hashlib.sha256(passphrase.encode()).digest()


async def at_encryption(someone: Someone) -> None:
    """Goes there from anywhere."""
    await press(someone, "f10")
    assert someone.app.screen.query_one("#settings", Listing).go_to("encryption")
    await press(someone, "enter")
    assert isinstance(someone.app.screen, EncryptionScreen)


async def type_in(someone: Someone, what: str = "", **texts: str) -> None:
    """Fills in the fields, and goes on."""
    if what:
        someone.app.screen.query_one("#what", Choice).value = what
    for name, text in texts.items():
        field = someone.app.screen.query_one(f"#{name}", Input)
        assert field.password
        field.value = text
    await press(someone, "ctrl+s")


def everything(home: Home) -> str:
    """All that lies in the home, as text."""
    files = [each for each in home.data.rglob("*") if each.is_file()]
    return "\n".join(each.read_bytes().decode(errors="replace") for each in files)


def test_it_is_turned_on_changed_and_turned_off(home: Home, quick: None) -> None:
    """The program goes on with the encrypted home; what is typed amiss is refused in its place."""
    before = len(journal_of(home).wins.all())
    file = home.journal
    seen: list[str] = []

    async def script(someone: Someone) -> None:
        app = cast("JournalApp", someone.app)
        await at_encryption(someone)
        for told_first in ("Without the passphrase, or a recovery key", "Out of reach"):
            assert told_first in shown(someone)
        await type_in(someone, new="", again="")
        assert "An empty passphrase protects nothing." in shown(someone)
        await type_in(someone, new="short", again="short")
        assert "fewer than 8 characters" in shown(someone)
        await type_in(someone, new=FIRST, again=SECOND)
        assert "The two are not the same." in shown(someone)
        await press(someone, "x")
        assert "The two are not the same." not in shown(someone)
        assert file.exists()
        await type_in(someone, what="recovery", again=FIRST)
        seen.extend(SECRET.findall(shown(someone)))
        assert len(seen) == 1
        assert "The journal is encrypted: " in shown(someone)
        assert FIRST not in shown(someone)
        assert not file.exists()
        await press(someone, "enter")
        assert SECRET.findall(shown(someone)) == seen
        await press(someone, "escape")
        assert isinstance(someone.app.screen, SettingsScreen)
        assert "Encryption  on" in shown(someone)
        assert seen[0] not in shown(someone)

        await press(someone, "f6", "b")
        await write(someone, "She presented alone")
        await press(someone, "ctrl+s")
        assert app.door.ask(lambda journal: len(journal.wins.all())) == before + 1

        await at_encryption(someone)
        await type_in(someone, what="decrypt", passphrase="not that one")
        assert "This is not the passphrase of the journal." in shown(someone)
        assert someone.app.screen.query_one("#passphrase", Input).value == ""
        await type_in(someone, what="change", passphrase="", new=SECOND, again=SECOND)
        assert "Type the passphrase first." in shown(someone)
        await type_in(someone, passphrase=FIRST)
        assert "From now on the new passphrase opens the journal." in shown(someone)
        await at_encryption(someone)
        await type_in(someone, what="decrypt", passphrase=SECOND)
        assert "The journal is no longer encrypted" in shown(someone)
        await press(someone, "f2", "u")
        assert "Taken back" in told(someone)[-1]

    sit(home, script)
    assert len(journal_of(home).wins.all()) == before
    found = everything(home)
    for secret in (FIRST, SECOND, "not that one", *seen):
        assert secret not in found


def test_what_is_typed_is_gone_once_one_leaves(home_in: MakeHome) -> None:
    """In French; of an encrypted journal too, and Escape leads back to Settings."""
    home = home_in("fr")

    async def script(someone: Someone) -> None:
        await at_encryption(someone)
        assert "phrase de passe" in shown(someone)
        someone.app.screen.query_one("#new", Input).value = FIRST
        await press(someone, "f2", "f10")
        assert "Chiffrement  désactivé" in shown(someone)
        await at_encryption(someone)
        assert all(not each.value for each in someone.app.screen.query(Input))
        await press(someone, "escape")
        assert isinstance(someone.app.screen, SettingsScreen)

    sit(home, script)
    assert FIRST not in everything(home)
    assert not paths.home(str(home.data)).wrapping.suffix


@pytest.mark.parametrize("lang", ["en", "fr"])
def test_all_of_it_is_there_in_a_small_window(home_in: MakeHome, quick: None, lang: str) -> None:
    """From what it does to the button at once; what is off is read whole; the rest scrolls by keys."""

    def seen(someone: Someone, name: str) -> bool:
        page = someone.app.screen.query_one("#encryption")
        return page.region.contains_region(page.query_one(name).region)

    async def script(someone: Someone) -> None:
        await at_encryption(someone)
        assert seen(someone, ".paragraph")
        assert seen(someone, "Push")
        await type_in(someone, "recovery", new="abc", again="abc")
        assert seen(someone, "#encryption-state")
        assert seen(someone, "#new")
        await type_in(someone, "recovery", new=FIRST, again=FIRST)
        assert seen(someone, "#recovery-key")
        await press(someone, "end")
        assert seen(someone, "#over")

    sit(home_in(lang), script, (60, 20))
