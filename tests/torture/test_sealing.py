"""The campaigns of the storage, on an encrypted journal."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from rmjournal.paths import Home
from tests.cli.conftest import servers
from tests.conftest import Key, Program
from tests.sealing.test_sentinel import killed_at_random, writing
from tests.storage.campaigns import AIMS, aimed_kills, large, random_kills, survives, two_writers
from tests.storage.full import filled_by_others, filled_by_the_journal
from tests.storage.support import verified

__all__ = ["servers", "writing"]

pytestmark = [
    pytest.mark.torture,
    pytest.mark.skipif(sys.platform == "win32", reason="kills with SIGKILL"),
]


@pytest.fixture
def sealed(home: Home, key: Key, monkeypatch: pytest.MonkeyPatch) -> Home:
    """An encrypted home whose processes find the identity."""
    monkeypatch.setenv("RMJOURNAL_IDENTITY_FILE", str(key.file))
    return key.encrypt(home)


def test_two_hundred_kills(sealed: Home) -> None:
    """Every place of a save and random moments besides, on a journal of 5 MB."""
    large(sealed, 5_000_000)
    aims = [*AIMS, *AIMS[::3]]
    survives(sealed, aimed_kills(sealed, aims))
    left = 200 - len(aims)
    assert survives(sealed, random_kills(sealed, left, seed=3000)) >= left


def test_two_processes_adding_two_hundred_each(sealed: Home) -> None:
    """None of four hundred is lost."""
    two_writers(sealed, 200)
    assert verified(sealed.journal, sealed.wrapping)


def test_a_full_disk(tmp_path: Path, key: Key) -> None:
    """An encrypted journal that fills a file system of 1 MiB, with its earlier states."""
    filled_by_the_journal(tmp_path / "disk", key.encrypt)


def test_a_disk_filled_by_others(tmp_path: Path, key: Key) -> None:
    """Whatever room is left for it, down to none."""
    filled_by_others(tmp_path / "disk", key.encrypt)


def test_two_hundred_commands_killed(writing: Program, key: Key, tmp_path: Path) -> None:
    """Records of every kind, typed and changed: a word of them is readable nowhere."""
    killed_at_random(writing, key, tmp_path, kills=200, seed=4000)
