"""The keys of the exchange lie encrypted where the journal does."""

from __future__ import annotations

import json
import stat
from pathlib import Path

import pytest

from rmjournal.errors import CannotWrite, UsageProblem
from rmjournal.paths import Home
from rmjournal.sealing import converting
from rmjournal.sealing.housing import housed
from rmjournal.storage.repair import examine
from tests.conftest import Key
from tests.exchange.conftest import Two, copies, journal_in, paired_homes, two

__all__ = ["copies", "paired_homes", "two"]


def secrets(home: Home) -> tuple[str, str]:
    """The two secret keys in a file of keys that is not encrypted."""
    (keys,) = json.loads(home.exchange.read_bytes())["pairs"].values()
    return keys["sign"], keys["age"]


def readable(home: Home, words: tuple[str, ...]) -> list[str]:
    """The files in which one of the words can be read."""
    files = [path for path in home.data.rglob("*") if path.is_file()]
    return [
        path.name for path in files if any(word.encode() in path.read_bytes() for word in words)
    ]


def test_the_keys_of_the_exchange_are_encrypted_with_the_rest(two: Two, key: Key) -> None:
    """No file shows them; both ways work once it is open, and not before; decrypting gives them back."""
    home = two.ana.store.home
    mine = secrets(home)
    (home.data / ".exchange.json.0a.tmp").write_bytes(home.exchange.read_bytes())
    two.tom.wins.add("She spoke first")
    packet = two.sent(two.tom)
    sealed = key.encrypt(home)
    assert readable(home, mine) == []
    assert sealed.exchange.name == "exchange.json.age"
    assert stat.S_IMODE(sealed.exchange.stat().st_mode) == 0o600
    with pytest.raises(UsageProblem, match="locked"):
        journal_in(housed(home)).exchange.receive([packet])
    two.ana = journal_in(key.opened(home))
    assert two.ana.exchange.receive([packet]).received.new == {"wins": 1}
    two.ana.actions.add("Call the night shift")
    two.exchange()
    assert len(two.tom.actions.all()) == 1
    assert readable(home, mine) == []
    converting.decrypt(two.ana.store.home)
    assert secrets(home) == mine
    assert not list(home.data.rglob("*.age"))


def test_keys_put_back_from_a_copy_do_not_stay_readable(two: Two, key: Key, tmp_path: Path) -> None:
    """The next start wraps them; beside encrypted ones they are nobody's to remove, but are told."""
    home = two.ana.store.home
    copy = home.exchange.read_bytes()
    mine = secrets(home)
    key.encrypt(home).exchange.unlink()
    home.exchange.write_bytes(copy)
    sealed = key.opened(home)
    assert readable(home, mine) == []
    assert journal_in(sealed).exchange.send(tmp_path / "packet.age").number == 1
    home.exchange.write_bytes(copy)
    home.exchange.chmod(0o600)
    [finding] = examine(key.opened(home)).findings
    assert finding.values["file"] == home.exchange


def test_who_had_it_open_leaves_no_key_readable(two: Two, key: Key, tmp_path: Path) -> None:
    """A process from before the encrypting writes none."""
    before = two.ana
    key.encrypt(before.store.home)
    with pytest.raises(CannotWrite, match="encrypted meanwhile"):
        before.exchange.invite(tmp_path / "invitation.json", "en")
    assert not before.store.home.exchange.exists()
