"""A journal of an earlier format is read as one of ours, and rewritten only when it is changed."""

from __future__ import annotations

import pytest

from rmjournal.errors import NewerSchema
from rmjournal.model.reflection import Reflection
from rmjournal.paths import Home
from rmjournal.storage import backups, history, migrations
from rmjournal.storage.contents import verify
from rmjournal.storage.generations import generations
from rmjournal.storage.store import Store
from tests.storage.support import add, opened, reflection, what_becomes_shifted, write


@pytest.fixture
def old(store: Store, home: Home, monkeypatch: pytest.MonkeyPatch) -> bytes:
    """A journal of format 1, with a field that nobody knows, under a program of format 2."""
    add(store, reflection("words", so_what="so"))
    with store.storage.transaction():
        store.db.table("reflections").update({"mood": "good"})
        store.db.table("_later").insert({"id": "x"})
    monkeypatch.setattr(migrations, "SCHEMA", 2)
    monkeypatch.setattr(migrations, "STEPS", {1: what_becomes_shifted})
    return home.journal.read_bytes()


def test_an_earlier_journal_reads_as_ours_and_is_left_alone(old: bytes, home: Home) -> None:
    """Reading migrates in memory only."""
    [record] = opened(home).all(Reflection)
    assert (record.what, record.shifted, record.so_what) == ("", "words", "so")
    assert home.journal.read_bytes() == old


def test_a_verb_that_changes_nothing_migrates_nothing(old: bytes, home: Home) -> None:
    """Only a change saves the new format."""
    with opened(home).transaction("look") as tx:
        assert tx.all(Reflection)[0].shifted == "words"
    assert home.journal.read_bytes() == old


def test_the_next_save_writes_our_format_and_keeps_the_old_file(old: bytes, home: Home) -> None:
    """The state before is a generation as it was; what we do not know is still there."""
    add(opened(home), reflection("new"))
    contents = verify(home.journal.read_bytes())
    assert contents.seal.schema == 2
    first = contents.tables()["reflections"]["1"]
    assert (first["shifted"], first["mood"], "what" in first) == ("words", "good", False)
    assert dict(contents.tables()["_later"].items()) == {"1": {"id": "x"}}
    assert generations(home.generations)[0].path.read_bytes() == old


def test_migrating_twice_is_migrating_once(old: bytes, home: Home) -> None:
    """A journal of our format is not touched by earlier steps."""
    add(opened(home), reflection("new"))
    assert [(each.shifted, each.what) for each in opened(home).all(Reflection)] == [
        ("words", ""),
        ("", "new"),
    ]


def test_an_old_backup_is_restored_in_our_format(old: bytes, home: Home) -> None:
    """A generation of an earlier format can be put back years later."""
    add(opened(home), reflection("new"))
    backups.restore(opened(home), 2)
    assert verify(home.journal.read_bytes()).seal.schema == 2
    assert [each.shifted for each in opened(home).all(Reflection)] == ["words"]


def test_undo_after_a_migration_is_refused_rather_than_wrong(old: bytes, home: Home) -> None:
    """A state of the earlier format is not put back into a journal of ours."""
    with pytest.raises(history.UndoBlocked):
        history.undo(opened(home))
    assert home.journal.read_bytes() == old


def test_a_later_format_is_refused(old: bytes, home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    """The same file under an older program is left alone, until that one is told to go back."""
    add(opened(home), reflection("new"))
    before = home.journal.read_bytes()
    monkeypatch.setattr(migrations, "SCHEMA", 1)
    with pytest.raises(NewerSchema) as refused:
        opened(home).all(Reflection)
    assert refused.value.exit_code == 3
    assert home.journal.read_bytes() == before
    kept = backups.restore(opened(home), 1).kept
    assert kept is not None
    assert kept.read_bytes() == before
    assert [each.what for each in opened(home).all(Reflection)] == ["words"]


def test_a_step_for_every_earlier_format() -> None:
    """There is a way from every format ever written to the present one."""
    assert set(migrations.STEPS) == set(range(1, migrations.SCHEMA))


def test_an_empty_journal_migrates(home: Home, old: bytes) -> None:
    """A step copes with a table that is not there."""
    from tests.storage.support import bytes_of

    write(home, bytes_of({}))
    assert opened(home).all(Reflection) == []
