"""An encrypted home that is open, without waiting for the disk."""

from __future__ import annotations

from pathlib import Path

import pytest

from rmjournal.paths import Home
from rmjournal.storage import disk
from tests.conftest import Key
from tests.storage.support import home_in, opened, sample


@pytest.fixture(autouse=True)
def no_waiting(monkeypatch: pytest.MonkeyPatch) -> None:
    """Syncs are asked for and not waited for; the processes of campaigns do wait."""
    monkeypatch.setattr(disk, "_flush", lambda handle: None)


@pytest.fixture
def plain(tmp_path: Path) -> Home:
    """A small journal that is not encrypted."""
    home = home_in(tmp_path / "home")
    sample(opened(home))
    return home


@pytest.fixture
def home(plain: Home, key: Key) -> Home:
    """The same, encrypted and open."""
    return key.encrypt(plain)
