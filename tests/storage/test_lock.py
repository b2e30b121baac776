"""One writer at a time, and nobody waits for ever."""

from __future__ import annotations

import errno
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from rmjournal.errors import CannotWrite, Locked
from rmjournal.model.reflection import Reflection
from rmjournal.paths import Home
from rmjournal.storage import lock
from rmjournal.storage.lock import locked
from rmjournal.storage.store import Store
from tests.storage.support import add, opened, reflection

HOLD = """
import sys, time
from pathlib import Path
from rmjournal.storage.lock import locked
with locked(Path(sys.argv[1])):
    print("held", flush=True)
    time.sleep(60)
"""


@contextmanager
def held_by_another(path: Path) -> Iterator[subprocess.Popen[str]]:
    """Another process has the lock during the block."""
    command = [sys.executable, "-c", HOLD, str(path)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "held\n"
        try:
            yield process
        finally:
            process.kill()


def test_another_process_is_waited_for_and_then_named(
    store: Store, home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    """After our patience ends, the verb is refused with exit code 4 and nothing is changed."""
    add(store, reflection())
    before = home.journal.read_bytes()
    monkeypatch.setattr(lock, "PATIENCE", 0.1)
    with held_by_another(home.lock):
        start = time.monotonic()
        with pytest.raises(Locked) as refused:
            add(store, reflection())
        assert 0.1 <= time.monotonic() - start < 5
        assert refused.value.exit_code == 4
        assert len(store.all(Reflection)) == 1
    assert home.journal.read_bytes() == before
    add(store, reflection())


def test_a_killed_holder_frees_the_lock(home: Home) -> None:
    """The system frees the lock of a process that was killed, at once."""
    home.data.mkdir()
    with held_by_another(home.lock) as process:
        os.kill(process.pid, signal.SIGKILL)
        process.wait()
        with locked(home.lock, patience=0.5):
            pass
    assert home.lock.exists()


def test_the_lock_is_had_as_soon_as_it_is_free(home: Home) -> None:
    """Waiting ends when the other ends, not when our patience does."""
    home.data.mkdir()
    entered = threading.Event()
    with locked(home.lock):
        waiting = threading.Thread(target=lambda: _enter(home.lock, entered))
        waiting.start()
        assert not entered.wait(0.05)
    assert entered.wait(5)
    waiting.join()


def _enter(path: Path, entered: threading.Event) -> None:
    with locked(path, patience=10):
        entered.set()


def test_the_lock_is_freed_when_the_block_raises(home: Home) -> None:
    """A verb that fails does not keep others out."""
    for _ in range(2):
        with pytest.raises(KeyError), locked(home.lock, patience=0):
            raise KeyError


def test_a_lock_that_cannot_be_made_is_told(home: Home) -> None:
    """Where the folder cannot be had, the disk is named, not another process."""
    home.data.parent.mkdir(exist_ok=True)
    home.data.write_text("a file in the folder's place")
    with pytest.raises(CannotWrite) as refused:
        add(opened(home), reflection())
    assert refused.value.exit_code == 5
    assert refused.value.values["folder"] == home.data


def test_a_file_system_without_locks_is_told_at_once(
    home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An error that waiting cannot cure is not waited for."""

    def refuse(handle: int) -> None:
        raise OSError(errno.ENOLCK, "No locks available")

    monkeypatch.setattr(lock, "_try", refuse)
    start = time.monotonic()
    with pytest.raises(CannotWrite, match="No locks available"):
        add(opened(home), reflection())
    assert time.monotonic() - start < 2


def test_reading_needs_no_lock(store: Store, home: Home) -> None:
    """While another process saves, the journal can be read."""
    add(store, reflection())
    with held_by_another(home.lock):
        assert len(opened(home).all(Reflection)) == 1


def test_a_transaction_within_a_transaction_is_a_mistake(store: Store) -> None:
    """It is told at once rather than waited for."""
    with store.storage.transaction(), pytest.raises(RuntimeError), store.storage.transaction():
        pass
