"""A journal from elsewhere: looked at, then copied to where none is."""

from __future__ import annotations

from pathlib import Path

import pytest

from rmjournal.errors import Damaged, NotFound, Refused, UsageProblem
from rmjournal.journal import Journal, moving, undoing
from rmjournal.journal.clock import Clock
from rmjournal.model.pair import Role
from rmjournal.paths import Home
from rmjournal.storage.store import Store
from tests.conftest import NOW


@pytest.fixture
def fresh(tmp_path: Path) -> Journal:
    """A journal on another computer, not begun yet."""
    home = Home(tmp_path / "new", tmp_path / "new")
    clock = Clock("Europe/Paris", NOW)
    return Journal(Store(home, clock.now), clock)


@pytest.fixture
def there(journal: Journal) -> Path:
    """Where Ana's journal is."""
    journal.sessions.plan(NOW.replace(day=28))
    journal.learnings.add("Ask for the median")
    return journal.store.home.journal


@pytest.mark.parametrize("quoted", ["{}", " {} ", "'{}'", '"{}"'])
def test_a_look_says_what_it_holds(fresh: Journal, there: Path, quoted: str) -> None:
    """Its pairs, sessions and records; a file manager's quotes around the path do not matter."""
    for path in (there, there.parent):
        held = moving.look(fresh, quoted.format(path))
        assert [each.me for each in held.pairs]
        assert (held.path, held.sessions, held.records) == (there, 1, 4)
        assert held.saved == NOW.replace(microsecond=0)
    assert not fresh.store.exists


def test_it_is_copied_into_place(fresh: Journal, there: Path) -> None:
    """All of it is here; the original has not changed by a byte."""
    before = there.read_bytes()
    moving.bring(fresh, str(there))
    assert fresh.pair.myself.name == "Ana Ruiz"
    assert [each.what for each in fresh.learnings.all()] == ["Ask for the median"]
    assert there.read_bytes() == before


def test_a_journal_in_place_is_never_replaced(fresh: Journal, there: Path) -> None:
    """It stays as it is; the command that would keep both is named."""
    fresh.pairs.create(me="Eve", role=Role.MENTEE, partner="Tom")
    before = fresh.store.home.journal.read_bytes()
    with pytest.raises(Refused) as refused:
        moving.bring(fresh, str(there))
    assert "backup restore" in refused.value.todo
    assert fresh.store.home.journal.read_bytes() == before


def test_one_that_was_begun_by_mistake_is_no_obstacle(fresh: Journal, there: Path) -> None:
    """Once its only pair is taken back nothing is in it."""
    fresh.pairs.create(me="Eve", role=Role.MENTEE, partner="Tom")
    undoing.undo(fresh)
    moving.bring(fresh, str(there))
    assert fresh.pair.myself.name == "Ana Ruiz"


@pytest.mark.parametrize(
    ("typed", "error"),
    [
        ("", UsageProblem),
        ("  ", UsageProblem),
        ("a\0b", UsageProblem),
        ("/nowhere", NotFound),
        ("{}", NotFound),
    ],
)  # fmt: skip
def test_what_is_no_path_is_refused(
    fresh: Journal, tmp_path: Path, typed: str, error: type[Exception]
) -> None:
    """Nothing, a control, a path to nothing, a folder without a journal."""
    with pytest.raises(error):
        moving.look(fresh, typed.format(tmp_path))


@pytest.mark.parametrize("damage", [b"", b"{}", b"\x89PNG\r\n"])
def test_what_is_no_journal_is_refused(fresh: Journal, tmp_path: Path, damage: bytes) -> None:
    """An empty file, another JSON, a picture: nothing is copied."""
    path = tmp_path / "journal.json"
    path.write_bytes(damage)
    with pytest.raises(Damaged) as refusal:
        moving.bring(fresh, str(path))
    assert "backup" not in f"{refusal.value.happened} {refusal.value.todo}"
    assert not fresh.store.exists


def test_a_journal_changed_by_one_letter_is_refused(fresh: Journal, there: Path) -> None:
    """Its bytes are not as they were saved."""
    there.write_bytes(there.read_bytes().replace(b"median", b"Median"))
    with pytest.raises(Damaged):
        moving.look(fresh, str(there))
