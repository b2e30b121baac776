"""What is written while the form of the journal changes: kept, or refused; never lost after a "kept"."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from rmjournal.errors import CannotWrite
from rmjournal.paths import Home
from rmjournal.sealing import converting, inbox
from rmjournal.sealing.housing import housed
from rmjournal.storage import desk, disk, lock
from rmjournal.storage.drafts import Drafts
from tests.conftest import Key
from tests.storage.support import home_in

WORDS = {"what": "half an hour of typing"}


class Writer:
    """A thread that writes once the first file is there in its other form, as another process may."""

    def __init__(self, write: Callable[[], object]) -> None:
        self._write = write
        self._thread = threading.Thread(target=self._run)
        self._written = threading.Event()
        self.kept = False
        """Whether it was told that its words are on the disk."""

    def _run(self) -> None:
        try:
            self._write()
        except CannotWrite:
            pass
        else:
            self.kept = True
        self._written.set()

    def meanwhile(self) -> None:
        """It writes, or comes to wait for the change to be over."""
        if not self._thread.ident:
            self._thread.start()
            self._written.wait(0.3)

    def over(self) -> bool:
        """Whether it was told that its words are kept, once it is done."""
        self._thread.join()
        return self.kept


@pytest.fixture
def meanwhile(monkeypatch: pytest.MonkeyPatch) -> list[Writer]:
    """Those who write during the next change of form, right after its first file."""
    writers: list[Writer] = []
    save = disk.save

    def saved(path: Path, chunks: object) -> None:
        save(path, chunks)  # type: ignore[arg-type]
        if path.parent.name == "generations":
            for each in writers:
                each.meanwhile()

    monkeypatch.setattr(disk, "save", saved)
    return writers


def test_a_note_sealed_while_decrypting_is_not_said_to_be_kept(
    home: Home, meanwhile: list[Writer]
) -> None:
    """There is no key to read it with afterwards."""
    locked = housed(home_in(home.data))
    writer = Writer(lambda: inbox.post(locked, WORDS))
    meanwhile.append(writer)
    plain = converting.decrypt(home)
    assert not writer.over()
    assert not plain.inbox.exists()


@pytest.mark.parametrize("way", ["encrypt", "decrypt"])
def test_a_draft_saved_meanwhile_is_not_said_to_be_kept(
    plain: Home, key: Key, meanwhile: list[Writer], way: str
) -> None:
    """Whoever types is told, and has the words on the screen still; none lies there readable."""
    home = key.encrypt(plain) if way == "decrypt" else plain
    writer = Writer(lambda: Drafts(home).save("reflection", WORDS))
    meanwhile.append(writer)
    after = converting.decrypt(home) if way == "decrypt" else key.encrypt(home)
    assert not writer.over()
    assert Drafts(after).all() == {}
    assert not list(home.drafts.iterdir())


def test_it_is_kept_where_the_change_came_to_nothing(
    home: Home, meanwhile: list[Writer], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The form is what it was, and the words are there in it."""
    locked = housed(home_in(home.data))
    writers = [
        Writer(lambda: inbox.post(locked, WORDS)),
        Writer(lambda: Drafts(home).save("reflection", WORDS)),
    ]
    meanwhile += writers
    monkeypatch.setattr(disk, "remove", failing_for(home.recipients))
    with pytest.raises(CannotWrite):
        converting.decrypt(home)
    assert [each.over() for each in writers] == [True, True]
    assert [inbox.read(home, path) for path in inbox.waiting(home)] == [WORDS]
    assert Drafts(home).all() == {"reflection": WORDS}


def failing_for(path: Path) -> Callable[[Path], None]:
    """Removing, which the disk refuses for that one file."""
    remove = disk.remove

    def removing(each: Path) -> None:
        if each == path:
            raise OSError(5, os.strerror(5))
        remove(each)

    return removing


def test_a_mark_that_a_killed_change_left_keeps_nobody_from_writing(home: Home, key: Key) -> None:
    """The next start settles it, and leaves what was written in the form in force."""
    home.converting.touch()
    Drafts(home).save("reflection", WORDS)
    inbox.post(home, WORDS)
    again = key.opened(home_in(home.data))
    assert not home.converting.exists()
    assert Drafts(again).all() == {"reflection": WORDS}
    assert len(inbox.waiting(again)) == 1


def test_one_who_would_wait_too_long_is_told(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    """In words of its own: whoever types hears of nothing but a disk that does not take it."""
    monkeypatch.setattr(lock, "PATIENCE", 0.05)
    home.converting.touch()
    with (
        lock.locked(home.lock),
        pytest.raises(CannotWrite, match="being encrypted or decrypted"),
    ):
        Drafts(home).save("reflection", WORDS)


@pytest.mark.skipif(desk.in_memory() is None, reason="no private place in memory")
def test_an_editors_text_is_put_away_readable_once_the_journal_is(home: Home) -> None:
    """Wrapped for a key that is gone it would be lost."""
    path = Drafts(home).path("log")
    path.write_text("what the editor holds")
    plain = converting.decrypt(home)
    desk._leave(home, path.parent, os.getpid())
    assert Drafts(plain).path("log").read_text() == "what the editor holds"
