"""The campaigns of the storage, on an encrypted journal."""

from __future__ import annotations

import sys

import pytest

from rmjournal.paths import Home
from tests.conftest import Key
from tests.storage.campaigns import AIMS, aimed_kills, large, random_kills, survives, two_writers
from tests.storage.support import verified

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
