"""The file is read and checked by another thread while something else is loaded."""

from __future__ import annotations

import threading

import pytest

from rmjournal.errors import Damaged
from rmjournal.model.reflection import Reflection
from rmjournal.paths import Home
from rmjournal.storage.contents import Contents, verify
from rmjournal.storage.store import Store
from rmjournal.storage.stretches import Raw
from tests.storage.support import add, opened, reflection, write


def test_the_file_is_read_once_and_by_another_thread(
    store: Store, home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What was read meanwhile is what is asked for afterwards."""
    add(store, reflection("Kept."))
    readers: list[int] = []

    def noted(raw: Raw) -> Contents:
        readers.append(threading.get_ident())
        return verify(raw)

    monkeypatch.setattr("rmjournal.storage.file.verify", noted)
    journal = opened(home)
    with journal.storage.read_meanwhile():
        pass
    assert [each.what for each in journal.all(Reflection)] == ["Kept."]
    assert len(readers) == 1
    assert readers != [threading.get_ident()]


def test_damage_that_was_met_meanwhile_is_told_to_who_asks(store: Store, home: Home) -> None:
    """Nothing is raised before the journal is needed, and then the error is the same."""
    add(store, reflection("Kept."))
    write(home, home.journal.read_bytes().replace(b"Kept.", b"Lost."))
    journal = opened(home)
    with journal.storage.read_meanwhile():
        pass
    with pytest.raises(Damaged):
        journal.all(Reflection)


def test_without_a_thread_the_file_is_read_when_it_is_used(
    store: Store, home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A system that allows no more of them takes nothing but time."""

    def refused(_thread: threading.Thread) -> None:
        raise RuntimeError("can't start new thread")

    add(store, reflection("Kept."))
    journal = opened(home)
    monkeypatch.setattr(threading.Thread, "start", refused)
    with journal.storage.read_meanwhile():
        pass
    assert [each.what for each in journal.all(Reflection)] == ["Kept."]
