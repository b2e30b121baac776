"""Copies are made of what is verified, and put back under a number that nobody has seen."""

from __future__ import annotations

import errno
import os
import stat
from pathlib import Path

import pytest

from rmjournal.errors import CannotWrite, Damaged, NotFound, Refused
from rmjournal.model.reflection import Reflection
from rmjournal.paths import Home
from rmjournal.storage import backups, repair
from rmjournal.storage.contents import verify
from rmjournal.storage.generations import generations
from rmjournal.storage.history import undo
from rmjournal.storage.store import Store
from tests.storage.faults import failing
from tests.storage.support import add, home_in, opened, reflection, verified, write


def whats(home: Home) -> list[str]:
    """What the reflections say."""
    return [each.what for each in opened(home).all(Reflection)]


def test_a_copy_is_the_journal_and_its_owners_only(
    store: Store, home: Home, tmp_path: Path
) -> None:
    """The same bytes, mode 0600, whatever the umask allows."""
    add(store, reflection("a"))
    target = tmp_path / "copy.json"
    before = os.umask(0)
    try:
        backups.create(store, target)
    finally:
        os.umask(before)
    assert target.read_bytes() == home.journal.read_bytes()
    assert stat.S_IMODE(target.stat().st_mode) == 0o600


def test_another_file_is_never_overwritten(store: Store, tmp_path: Path) -> None:
    """A file of that name is refused, unless it is that copy already."""
    add(store, reflection("a"))
    target = tmp_path / "copy.json"
    backups.create(store, target)
    backups.create(store, target)
    add(store, reflection("b"))
    former = target.read_bytes()
    with pytest.raises(Refused):
        backups.create(store, target)
    assert target.read_bytes() == former
    for other in (tmp_path, tmp_path / "dangling"):
        if not other.exists():
            other.symlink_to(tmp_path / "nowhere")
        with pytest.raises(Refused):
            backups.create(store, other)
    assert not (tmp_path / "nowhere").exists()


@pytest.mark.parametrize("name", ["write", "fsync", "create"])
def test_a_copy_that_cannot_be_written_leaves_none(name: str, store: Store, tmp_path: Path) -> None:
    """Half a copy is no copy."""
    add(store, reflection("a"))
    target = tmp_path / "copy.json"
    with (
        failing(name, 1, errno.ENOSPC),
        pytest.raises(CannotWrite, match="no space left for the copy"),
    ):
        backups.create(store, target)
    assert not target.exists()
    with pytest.raises(CannotWrite):
        backups.create(store, tmp_path / "no such folder" / "copy.json")


def test_a_damaged_journal_is_not_copied(store: Store, home: Home, tmp_path: Path) -> None:
    """Only what is verified becomes a backup."""
    add(store, reflection("a"))
    write(home, home.journal.read_bytes()[:-4])
    with pytest.raises(Damaged):
        backups.create(opened(home), tmp_path / "copy.json")
    assert not (tmp_path / "copy.json").exists()


def test_there_is_nothing_to_copy_at_first(store: Store, tmp_path: Path) -> None:
    """A fresh home has no journal to copy."""
    with pytest.raises(NotFound):
        backups.create(store, tmp_path / "copy.json")


def test_a_generation_is_put_back(store: Store, home: Home) -> None:
    """Its records are current again, as a new device's, under a number higher than any."""
    add(store, reflection("a"), reflection("b"), reflection("c"))
    before = home.journal.read_bytes()
    device = verify(before).seal.device
    restored = backups.restore(store, 1)
    seal = verify(home.journal.read_bytes()).seal
    assert whats(home) == ["a"]
    assert (restored.generation, restored.saved) == (1, "2026-01-31T12:00:02Z")
    assert seal.generation == 4
    assert seal.device != device
    assert restored.kept is not None
    assert restored.kept.read_bytes() == before
    assert restored.kept == generations(home.generations)[0].path


def test_restoring_is_undone_by_restoring(store: Store, home: Home) -> None:
    """What was replaced is the latest generation."""
    add(store, reflection("a"), reflection("b"))
    backups.restore(store, 1)
    backups.restore(store, 2)
    assert whats(home) == ["a", "b"]
    undo(opened(home))
    assert whats(home) == ["a"]


def test_a_copy_is_put_back_on_another_machine(store: Store, home: Home, tmp_path: Path) -> None:
    """A file made by ``create`` starts a journal where there is none."""
    add(store, reflection("a"))
    backups.create(store, tmp_path / "copy.json")
    other = home_in(tmp_path / "other machine")
    restored = backups.restore(opened(other), tmp_path / "copy.json")
    assert restored.kept is None
    assert whats(other) == ["a"]
    assert verified(other.journal)
    assert generations(other.generations) == []


def test_a_damaged_journal_is_set_aside_whole(store: Store, home: Home) -> None:
    """Restoring over a damaged file keeps its bytes, each time under a name of its own."""
    add(store, reflection("a"), reflection("b"))
    for text in (b"first damage", b"second damage"):
        write(home, text)
        restored = backups.restore(opened(home), 1)
        assert restored.kept is not None
        assert restored.kept.name.startswith("damaged-")
        assert restored.kept.read_bytes() == text
        assert whats(home) == ["a"]
    aside = [path for path in home.generations.iterdir() if path.name.startswith("damaged-")]
    assert len(aside) == 2
    assert verify(home.journal.read_bytes()).seal.generation > 2


def test_the_number_is_higher_than_that_of_the_damaged_file(store: Store, home: Home) -> None:
    """Generation 3 was damaged: what is restored over it must not be called 3 again."""
    add(store, reflection("a"), reflection("b"), reflection("c"))
    write(home, home.journal.read_bytes() + b"x")
    backups.restore(opened(home), 2)
    assert verify(home.journal.read_bytes()).seal.generation == 4


def test_a_missing_journal_is_restored(store: Store, home: Home) -> None:
    """Where the file is gone, nothing is kept but the backups."""
    add(store, reflection("a"), reflection("b"))
    home.journal.unlink()
    assert backups.restore(opened(home), 1).kept is None
    assert whats(home) == ["a"]


@pytest.mark.parametrize(
    "which", [99, -1, 0, Path("nowhere.json"), Path("../journal.lock/x"), Path("/")]
)
def test_what_is_not_there_is_not_found(which: int | Path, store: Store, home: Home) -> None:
    """The journal stays as it is."""
    add(store, reflection("a"), reflection("b"))
    before = home.journal.read_bytes()
    with pytest.raises(NotFound) as refused:
        backups.restore(store, which)
    assert refused.value.exit_code == 1
    assert home.journal.read_bytes() == before


@pytest.mark.parametrize("content", [b"", b"{}", b"not a journal", None])
def test_a_copy_that_is_not_genuine_is_refused(
    content: bytes | None, store: Store, home: Home, tmp_path: Path
) -> None:
    """One changed byte is enough, and the journal stays as it is."""
    add(store, reflection("aaaa"), reflection("b"))
    before = home.journal.read_bytes()
    path = tmp_path / "copy.json"
    path.write_bytes(before.replace(b"aaaa", b"aaba") if content is None else content)
    with pytest.raises(Damaged) as refused:
        backups.restore(store, path)
    assert refused.value.exit_code == 3
    assert refused.value.values["file"] == path
    [generation] = generations(home.generations)
    generation.path.write_bytes(path.read_bytes())
    with pytest.raises(Damaged):
        backups.restore(store, 1)
    assert home.journal.read_bytes() == before


def test_a_restore_that_cannot_be_saved_changes_nothing(store: Store, home: Home) -> None:
    """A full disk leaves the journal in place."""
    add(store, reflection("a"), reflection("b"))
    before = home.journal.read_bytes()
    for name in ("create", "write", "fsync", "link", "replace"):
        with failing(name, 1, errno.ENOSPC), pytest.raises(CannotWrite):
            backups.restore(store, 1)
        assert home.journal.read_bytes() == before


def test_what_was_salvaged_is_restored_by_its_name(store: Store, home: Home) -> None:
    """The file that salvage writes beside the generations is one that restore takes."""
    add(store, reflection("a"), reflection("b"))
    raw = home.journal.read_bytes()
    write(home, raw[: raw.index(b'"_history"')])
    path = repair.write_salvage(home, repair.salvage_journal(home))
    assert path.parent == home.generations
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    backups.restore(opened(home), Path(path.name))
    assert whats(home) == ["a", "b"]
