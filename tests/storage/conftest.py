"""A home of one's own, a clock that is set by hand, and a journal on both."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from rmjournal.paths import Home
from rmjournal.storage import disk
from rmjournal.storage.store import Store
from tests.storage.support import home_in, sample


@dataclass
class Hands:
    """A clock that goes on by a second each time it is read, and further when told."""

    now: datetime = datetime(2026, 1, 31, 12, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        """The time, a second later than the last time."""
        self.now += timedelta(seconds=1)
        return self.now


@pytest.fixture(autouse=True)
def no_waiting(monkeypatch: pytest.MonkeyPatch) -> None:
    """Syncs are asked for and not waited for; the processes of campaigns do wait."""
    monkeypatch.setattr(disk, "_flush", lambda handle: None)


@pytest.fixture
def home(tmp_path: Path) -> Home:
    """An empty home."""
    return home_in(tmp_path / "home")


@pytest.fixture
def clock() -> Hands:
    """A clock set to noon of 31 January 2026, UTC."""
    return Hands()


@pytest.fixture
def store(home: Home, clock: Hands) -> Store:
    """A journal that does not exist yet."""
    return Store(home, clock)


@pytest.fixture
def raw(store: Store, home: Home) -> bytes:
    """The bytes of a small journal."""
    sample(store)
    return home.journal.read_bytes()
