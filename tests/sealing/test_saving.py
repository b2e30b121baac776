"""What holds of a save holds of an encrypted one: killed at any moment, two at a time, disk full."""

from __future__ import annotations

import contextlib
import sys

import pytest

from rmjournal.errors import CannotWrite
from rmjournal.model.reflection import Reflection
from rmjournal.paths import Home
from rmjournal.storage.store import Store
from tests.conftest import Key
from tests.storage.campaigns import AIMS, aimed_kills, random_kills, survives, two_writers
from tests.storage.faults import CALLS, failing
from tests.storage.support import add, leftovers, opened, reflection, verified

posix = pytest.mark.skipif(sys.platform == "win32", reason="kills with SIGKILL")


@pytest.fixture(autouse=True)
def at_hand(key: Key, monkeypatch: pytest.MonkeyPatch) -> None:
    """The processes of campaigns find the identity."""
    monkeypatch.setenv("RMJOURNAL_IDENTITY_FILE", str(key.file))


@posix
def test_killed_on_aim(home: Home) -> None:
    """Every record that was acknowledged is there, and every byte is as it was saved."""
    survives(home, aimed_kills(home, AIMS[::6]))


@posix
def test_killed_at_random(home: Home) -> None:
    """At moments nobody chose."""
    assert survives(home, random_kills(home, 3, seed=5)) >= 3


def test_two_processes_lose_nothing(home: Home) -> None:
    """They take turns, as on a plain journal."""
    home.journal.unlink()
    for path in home.generations.iterdir():
        path.unlink()
    two_writers(home, 8)


@pytest.mark.parametrize("name", CALLS)
def test_a_disk_that_refuses(home: Home, name: str) -> None:
    """Whichever call fails, the journal is the old or the new, and the next save works."""
    k, failed = 0, True
    while failed:
        k += 1
        record = reflection(f"{name} {k}")
        with failing(name, k, 5) as countdown, contextlib.suppress(CannotWrite):
            add(opened(home), record)
        failed = countdown.failed
        assert verified(home.journal, home.wrapping)
        assert leftovers(home) == []


def test_a_save_does_no_passphrase_work(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    """Only the public key is used to write."""
    import pyrage

    monkeypatch.setattr(pyrage, "passphrase", None)
    add(store, reflection("quickly"))
    assert store.all(Reflection)[-1].what == "quickly"


@pytest.fixture
def store(home: Home) -> Store:
    """The encrypted journal, open."""
    return opened(home)
