"""What the tests of the verbs share: journals without waiting for the disk, and their documents."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from rmjournal import i18n
from rmjournal.journal import Journal, demo
from rmjournal.journal.clock import Clock
from rmjournal.model.pair import Role
from rmjournal.model.session import Session
from rmjournal.paths import Home
from rmjournal.storage import disk
from rmjournal.storage.store import Store
from tests.conftest import NOW, SCRATCH, MakeJournal


@pytest.fixture(autouse=True, scope="module")
def hurried() -> Iterator[None]:
    """No verb waits for the disk here; that it does otherwise is held by tests/storage."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(disk, "fsync", lambda handle: None)
        yield


@pytest.fixture(autouse=True)
def in_english() -> Iterator[None]:
    """Whatever language a test speaks, the next one starts in English."""
    yield
    i18n.use("en")


@contextmanager
def opened(now: datetime = NOW, *, partner: str = "Tom Weiss") -> Iterator[Journal]:
    """A journal of Ana, mentee, for one example of a property; gone afterwards."""
    with tempfile.TemporaryDirectory(dir=SCRATCH) as directory:
        home = Home(Path(directory), Path(directory))
        disk.save_small(home.journal, _begun(now, partner))
        clock = Clock("Europe/Paris", now)
        journal = Journal(Store(home, clock.now), clock)
        journal.chosen = journal.pair.id
        yield journal


@cache
def _begun(now: datetime, partner: str) -> bytes:
    """The file of such a journal, made once."""
    with tempfile.TemporaryDirectory(dir=SCRATCH) as directory:
        home = Home(Path(directory), Path(directory))
        clock = Clock("Europe/Paris", now)
        journal = Journal(Store(home, clock.now), clock)
        journal.pairs.create(me="Ana Ruiz", role=Role.MENTEE, partner=partner)
        return home.journal.read_bytes()


TWO = datetime(2026, 11, 24, 14, 0)
"""When the session of ``after`` is planned."""

After = Callable[[float], Journal]


@pytest.fixture
def after(journal: Journal, at: MakeJournal) -> After:
    """The journal so many minutes after the time of a planned session with a usual agenda."""
    session = journal.sessions.plan(TWO, purpose="Mean or median")
    journal.agendas.take(session, journal.agendas.suggest(session))
    return lambda minutes: at(TWO + timedelta(minutes=minutes))


def topics(journal: Journal, session: Session) -> list[str]:
    """What the session speaks of, in order."""
    return [item.topic for item in journal.agendas.of(session).items]


@pytest.fixture
def sample(at: MakeJournal) -> Journal:
    """The sample pair's journal, in English."""
    journal = at(NOW)
    demo.write(journal, "en")
    return journal


def documents(journal: Journal) -> dict[str, Any]:
    """Every table of records as the file has it, numbers of documents included."""
    path = journal.store.home.journal
    tables = json.loads(path.read_bytes()) if path.exists() else {}
    return {name: table for name, table in tables.items() if not name.startswith("_") and table}
