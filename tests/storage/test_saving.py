"""A save is whole or has not happened, whatever the disk does."""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from rmjournal.errors import CannotWrite, Locked
from rmjournal.model.reflection import Reflection
from rmjournal.paths import Home
from rmjournal.storage import contents, disk
from rmjournal.storage.generations import generations
from rmjournal.storage.store import Store
from tests.storage.faults import every_fault, failing
from tests.storage.support import (
    add,
    home_in,
    leftovers,
    opened,
    reflection,
    sample,
    verified,
    write,
)


def test_every_call_may_fail_in_a_running_journal(store: Store, home: Home) -> None:
    """Each call that changes the disk fails in turn, before and after its work: old or new, never else."""
    sample(store)
    assert every_fault(home) >= 20


@pytest.mark.parametrize("name", ["write", "fsync", "replace", "fsync_directory"])
@pytest.mark.parametrize("after", [False, True])
def test_every_call_may_fail_in_the_first_save(name: str, after: bool, home: Home) -> None:
    """A first save that fails leaves no journal or a whole one, and can be tried again."""
    with failing(name, 1, errno.EIO, after=after), pytest.raises(CannotWrite):
        add(opened(home), reflection("first"))
    if home.journal.exists():
        assert verified(home.journal)
    assert leftovers(home) == []
    add(opened(home), reflection("second"))
    assert opened(home).all(Reflection)[-1].what == "second"


@pytest.mark.parametrize(
    ("number", "happened", "todo"),
    [
        (errno.ENOSPC, "There is no space left to save the journal.", "Free some space"),
        (errno.EDQUOT, "There is no space left to save the journal.", "Free some space"),
        (errno.EROFS, "The journal is on a disk that is read-only.", "Make {folder} writable"),
        (
            errno.EACCES,
            "The journal could not be saved (Permission denied).",
            "Make {folder} writable",
        ),
        (
            errno.EIO,
            "The journal could not be saved (Input/output error).",
            "Make {folder} writable",
        ),
    ],
)
def test_the_reason_is_told_in_words(
    number: int, happened: str, todo: str, store: Store, home: Home
) -> None:
    """Full, read-only or broken: what happened, what was kept, what to do."""
    add(store, reflection())
    with failing("write", 1, number), pytest.raises(CannotWrite) as refused:
        add(store, reflection("secret words"))
    error = refused.value
    assert str(error) == happened
    assert todo in error.todo
    assert error.kept == "Everything saved before is still there."
    assert error.values["folder"] == home.data
    assert "secret" not in f"{error} {error.values} {error.__cause__}"


@pytest.mark.parametrize("most", [1, 2, 3, 7])
def test_short_writes_are_completed(
    most: int, store: Store, home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A system that writes a byte at a time gets the whole file written."""
    real = os.write
    monkeypatch.setattr(os, "write", lambda handle, data: real(handle, data[:most]))
    add(store, reflection("Été"), reflection("[/]"))
    assert verified(home.journal)
    assert [each.what for each in opened(home).all(Reflection)] == ["Été", "[/]"]


def test_the_order_is_write_sync_keep_replace_sync(
    store: Store, home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    """New bytes are on the disk before they get the name, and the name before the save returns."""
    add(store, reflection())
    steps: list[str] = []

    def noted(name: str, real: Callable[..., Any]) -> Callable[..., Any]:
        def call(*args: Any) -> Any:
            result = real(*args)
            steps.append(f"{name} {args[0].name}" if name == "fsync_directory" else name)
            return result

        return call

    for name in ("create", "write", "fsync", "link", "replace", "fsync_directory"):
        monkeypatch.setattr(disk, name, noted(name, getattr(disk, name)))
    add(store, reflection())
    assert [step for step in dict.fromkeys(steps) if step != "create"] == [
        "write", "fsync", "link", "fsync_directory generations", "replace", "fsync_directory home",
    ]  # fmt: skip
    assert steps.index("fsync") > max(at for at, step in enumerate(steps) if step == "write")


def test_a_save_has_its_names_on_the_disk_too(
    store: Store, home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A power cut after a save costs neither the new journal nor the state before it."""
    add(store, reflection())
    real, synced = os.fsync, set[int]()

    def noted(handle: int) -> None:
        real(handle)
        synced.add(os.fstat(handle).st_ino)

    monkeypatch.setattr(disk, "_flush", noted)
    add(store, reflection())
    assert synced == {path.stat().st_ino for path in (home.data, home.journal, home.generations)}


def test_everything_is_for_its_owner_only(store: Store, home: Home) -> None:
    """Directories 0700, files 0600, whatever the umask allows, parents that had to be made included."""
    before = os.umask(0)
    try:
        deep = home_in(home.data / "some" / "where")
        for each in (store, opened(deep)):
            sample(each)
    finally:
        os.umask(before)
    for path in (home.data, *home.data.rglob("*")):
        mode = stat.S_IMODE(path.stat().st_mode)
        assert mode == (0o700 if path.is_dir() else 0o600), path


def test_a_symlinked_journal_stays_a_symlink(store: Store, home: Home, tmp_path: Path) -> None:
    """The real file is replaced where it is, and kept as a generation as ever."""
    real = tmp_path / "synced" / "my [journal].json"
    real.parent.mkdir()
    home.data.mkdir(mode=0o700)
    home.journal.symlink_to(real)
    add(store, reflection("a"), reflection("b"))
    assert home.journal.is_symlink()
    assert home.journal.readlink() == real
    assert verified(real)
    assert [each.what for each in opened(home).all(Reflection)] == ["a", "b"]
    assert len(generations(home.generations)) == 1
    assert [path.name for path in real.parent.iterdir()] == [real.name]


def test_a_symlink_to_nowhere_is_told(home: Home, tmp_path: Path) -> None:
    """Where the real file's disk is not there, no other place is made up for it."""
    home.data.mkdir()
    home.journal.symlink_to(tmp_path / "unplugged" / "journal.json")
    with pytest.raises(CannotWrite):
        add(opened(home), reflection())
    assert home.journal.is_symlink()


def test_what_a_killed_save_left_is_swept(store: Store, home: Home) -> None:
    """The next save removes it, and nothing that merely looks like it."""
    add(store, reflection())
    left = home.data / ".journal.json.0123abcd.tmp"
    others = [home.data / name for name in (".journal.jsonx.tmp", ".journal.json.swp")]
    for path in (left, *others):
        path.write_bytes(b"half a file, or somebody else's")
    add(store, reflection())
    assert not left.exists()
    assert all(path.exists() for path in others)


def test_an_interrupted_save_leaves_nothing(
    store: Store, home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Ctrl-C in the middle of a save is the same as none."""
    add(store, reflection("kept"))
    before = home.journal.read_bytes()

    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    for name in ("write", "fsync", "link", "replace"):
        with monkeypatch.context() as patch:
            patch.setattr(disk, name, interrupt)
            with pytest.raises(KeyboardInterrupt):
                add(store, reflection("dropped"))
        assert home.journal.read_bytes() == before
        assert leftovers(home) == []
    assert [each.what for each in store.all(Reflection)] == ["kept"]


@pytest.mark.parametrize("number", [errno.EPERM, errno.EXDEV, errno.EOPNOTSUPP])
def test_a_disk_without_links_keeps_copies(
    number: int, store: Store, home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where files cannot be linked, generations are copies, and saves are whole all the same."""

    def refuse(*_: object) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(os, "link", refuse)
    sample(store)
    assert all(verified(each.path) for each in generations(home.generations))
    assert len(generations(home.generations)) == 5
    assert number != errno.EXDEV or every_fault(home) >= 20


def test_a_directory_that_cannot_be_synced_is_no_failure(
    store: Store, home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Some network file systems refuse to sync a directory; the file itself was synced."""
    real = os.fsync

    def refuse(handle: int) -> None:
        if stat.S_ISDIR(os.fstat(handle).st_mode):
            raise OSError(errno.EINVAL, "Invalid argument")
        real(handle)

    monkeypatch.setattr(disk, "_flush", refuse)
    add(store, reflection())
    assert verified(home.journal)


@pytest.mark.parametrize("had_journal", [True, False])
def test_what_another_program_wrote_meanwhile_is_not_overwritten(
    had_journal: bool, store: Store, home: Home
) -> None:
    """An editor or a sync does not know our lock: its file stays, and our save is refused."""
    if had_journal:
        add(store, reflection())
    with pytest.raises(Locked), store.transaction("add") as tx:  # noqa: PT012
        tx.add(reflection())
        write(home, b"written by an editor")
    assert home.journal.read_bytes() == b"written by an editor"
    assert leftovers(home) == []


def test_a_large_journal_is_mapped_and_the_same(
    store: Store, home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Mapped or copied into memory, the journal reads and saves alike."""
    monkeypatch.setattr(contents, "_MAPPED_FROM", 1)
    sample(store)
    seen = store.all(Reflection)
    with store.transaction("edit") as tx:
        tx.change(seen[0], what="New")
        tx.remove(seen[1])
        tx.add(reflection("Third"))
    assert [each.what for each in opened(home).all(Reflection)] == ["New", "Third"]
    assert verified(home.journal)
    assert seen[0].what == "Été à Zürich"


def test_a_verb_within_a_verb_is_one_save(store: Store, home: Home) -> None:
    """Verbs that call verbs are saved, and undone, together."""
    with store.transaction("outer") as outer:
        outer.add(reflection("a"))
        with store.transaction("inner") as inner:
            assert inner is outer
            inner.add(reflection("b"))
    assert store.storage.read()["_history"]["1"]["verb"] == "outer"
    assert len(store.all(Reflection)) == 2
    assert store.storage.generation == 1
