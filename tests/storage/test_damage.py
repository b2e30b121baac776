"""A journal that is not as it was saved is refused, left alone, and the way back is named."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Callable
from typing import Any

import pytest

from rmjournal.errors import CannotWrite, Damaged, NewerSchema
from rmjournal.model.reflection import Reflection
from rmjournal.paths import Home
from rmjournal.storage import backups
from rmjournal.storage.contents import latest_good, verify
from rmjournal.storage.generations import generations
from rmjournal.storage.store import Store
from tests.storage.support import (
    add,
    bytes_of,
    invalid,
    opened,
    reflection,
    refuses_as_damaged,
    table_of,
    write,
)

DEEP = b"[" * 50_000 + b"]" * 50_000


@pytest.fixture
def journal(store: Store, home: Home) -> bytes:
    """The bytes of a journal that was saved twice, so that it has one backup."""
    add(store, reflection("first"), reflection("Été"))
    return home.journal.read_bytes()


def replaced(old: bytes, new: bytes) -> Callable[[bytes], bytes]:
    """Damage that puts some bytes in the place of others."""

    def damage(raw: bytes) -> bytes:
        assert old in raw
        return raw.replace(old, new, 1)

    return damage


DAMAGES: dict[str, Callable[[bytes], bytes]] = {
    "nothing left": lambda raw: b"",
    "a newline left": lambda raw: b"\n",
    "NULs of the same length": lambda raw: b"\0" * len(raw),
    "NULs at the end": lambda raw: raw + b"\0" * 512,
    "NULs within": lambda raw: raw[:300] + b"\0" * 64 + raw[364:],
    "bad UTF-8": replaced(b"\xc3\x89", b"\xc3\x28"),
    "one letter": replaced(b"first", b"farst"),
    "one letter of the key": replaced(b'"what"', b'"whet"'),
    "a letter of the seal": replaced(b'"saved"', b'"saveD"'),
    "another generation": replaced(b'"generation": 2', b'"generation": 3'),
    "no last newline": lambda raw: raw[:-1],
    "one byte more": lambda raw: raw + b"\n",
    "a byte order mark": lambda raw: b"\xef\xbb\xbf" + raw,
    "CRLF": lambda raw: raw.replace(b"\n", b"\r\n"),
    "no seal": lambda raw: raw[: raw.rindex(b'"_meta"')],
    "two seals": lambda raw: raw[:-2] + b',\n"_meta": {\n' + raw[raw.rindex(b'"1": {"schema"') :],
    "twice the file": lambda raw: raw + raw,
    "the second half": lambda raw: raw[len(raw) // 2 :],
    "a list around it": lambda raw: b"[\n" + raw + b"]\n",
    "a list instead": lambda raw: b"[]\n",
    "pretty-printed": lambda raw: json.dumps(json.loads(raw), indent=4).encode(),
    "written by stock TinyDB": lambda raw: json.dumps(json.loads(raw)).encode(),
    "conflict markers": lambda raw: raw.replace(
        b'"2": {"id"', b'<<<<<<< ours\n"2": {"id"', 1
    ).replace(b"\n},\n", b"\n=======\n>>>>>>> theirs\n},\n", 1),
    "a key twice": replaced(b'"what": "first"', b'"what": "first", "what": "other"'),
    "NaN": replaced(b'"rev": 1', b'"rev": NaN'),
    "a lone surrogate": replaced(b"first", b"\\ud83d"),
    "depth 50,000": replaced(b'"first"', DEEP),
    "depth 50,000 alone": lambda raw: DEEP,
    "an HTML page": lambda raw: b"<!doctype html><title>404</title>",
    "a future schema in a broken seal": replaced(b'"schema": 1', b'"schema": 7'),
}


@pytest.mark.parametrize("damage", DAMAGES.values(), ids=DAMAGES.keys())
def test_damage_is_refused_and_the_way_back_is_named(
    damage: Callable[[bytes], bytes], home: Home, journal: bytes
) -> None:
    """Exit code 3, not a byte changed, the latest good generation and the command that restores it."""
    write(home, damage(journal))
    error = refuses_as_damaged(home)
    assert not isinstance(error, NewerSchema)
    [generation] = generations(home.generations)
    assert error.values["backup"] == generation.path.name
    assert error.values["number"] == 1
    assert "rmjournal backup restore {number}" in error.todo
    assert "first" not in f"{error} {error.values}"
    restored = opened(home)
    backups.restore(restored, 1)
    assert [each.what for each in restored.all(Reflection)] == ["first"]


def test_a_file_cut_short_anywhere_is_refused(home: Home, journal: bytes) -> None:
    """No beginning of the file passes for the whole; tried at a hundred places and the last fifty."""
    places = {*range(0, len(journal), len(journal) // 100), *range(len(journal) - 50, len(journal))}
    for place in sorted(places):
        with invalid():
            verify(journal[:place])
    for place in (1, len(journal) // 3, len(journal) - 60, len(journal) - 1):
        write(home, journal[:place])
        refuses_as_damaged(home)


def test_any_changed_byte_is_refused(home: Home, journal: bytes) -> None:
    """Every single byte of the file counts, those of the seal too."""
    for place in range(len(journal)):
        for flip in (0x01, 0x20):
            wrong = bytearray(journal)
            wrong[place] ^= flip
            with invalid():
                verify(bytes(wrong))
    for place in range(0, len(journal), 97):
        wrong = bytearray(journal)
        wrong[place] ^= 0x01
        write(home, bytes(wrong))
        refuses_as_damaged(home)


def test_any_byte_put_in_or_left_out_is_refused(journal: bytes) -> None:
    """A file that is one byte longer or shorter anywhere is not the one that was saved."""
    for place in range(len(journal)):
        longer, shorter = (
            journal[:place] + b" " + journal[place:],
            journal[:place] + journal[place + 1 :],
        )
        for wrong in (longer, shorter):
            with invalid():
                verify(wrong)


def test_a_newer_journal_is_left_alone(home: Home) -> None:
    """A higher schema number ends in exit code 3 and asks for an update, not for a restore."""
    write(home, bytes_of({"wins": table_of({"id": "1"})}, schema=2))
    error = refuses_as_damaged(home)
    assert isinstance(error, NewerSchema)
    assert error.values == {"theirs": 2, "ours": 1}


def test_a_newer_journal_names_the_backup_that_we_can_read(home: Home, journal: bytes) -> None:
    """An update is asked for first; who cannot have one is told the way back, and it works."""
    good = generations(home.generations)[0]
    newer = bytes_of({"wins": table_of({"id": "1"})}, schema=2)
    write(home, newer)
    error = refuses_as_damaged(home)
    assert isinstance(error, NewerSchema)
    assert error.values == {"theirs": 2, "ours": 1, "backup": good.path.name, "number": good.number}
    assert "Update" in error.todo
    restored = backups.restore(opened(home), good.number)
    assert restored.kept is not None
    assert (restored.kept.name[:6], restored.kept.read_bytes()) == ("newer-", newer)
    assert verify(home.journal.read_bytes()).seal.generation > good.number


def test_a_newer_journal_may_have_more_in_its_seal(home: Home) -> None:
    """A later version may add fields to the seal; we still say that it is newer."""
    raw = bytes_of({}, schema=2)
    fields = json.loads(raw)["_meta"]["1"]
    del fields["check"]
    body = json.dumps(fields | {"keys": [1]})
    check = hashlib.sha256(body.encode()).hexdigest()[:16]
    line = f'"1": {body[:-1]}, "check": "{check}"}}'.encode()
    write(home, b'{\n"_meta": {\n' + line + b"\n}\n}\n")
    assert isinstance(refuses_as_damaged(home), NewerSchema)


def test_without_a_good_backup_doctor_is_named(home: Home, journal: bytes) -> None:
    """A backup that is damaged too is never offered."""
    write(home, journal[:-5])
    [generation] = generations(home.generations)
    generation.path.write_bytes(b"broken")
    error = refuses_as_damaged(home)
    assert "doctor" in error.todo
    assert "backup" not in error.values


def test_the_latest_good_backup_is_named_past_a_bad_one(store: Store, home: Home) -> None:
    """Backups are verified before they are offered."""
    add(store, *(reflection(str(number)) for number in range(4)))
    latest, second, _ = generations(home.generations)
    latest.path.write_bytes(latest.path.read_bytes()[:-2])
    assert latest_good(home) == second
    write(home, b"")
    assert refuses_as_damaged(home).values["number"] == second.number == 2


def test_a_missing_journal_with_backups_is_damage(home: Home, journal: bytes) -> None:
    """A file that vanished is not a fresh start: nothing is written in its place."""
    home.journal.unlink()
    error = refuses_as_damaged(home)
    assert error.values["number"] == 1
    assert not home.journal.exists()


def test_a_fresh_home_is_empty_and_stays_so(home: Home, store: Store) -> None:
    """Reading where nothing was ever saved finds nothing and creates nothing."""
    assert not store.exists
    assert store.all(Reflection) == []
    assert not home.data.exists()


def test_strange_files_among_the_backups_do_no_harm(home: Home, journal: bytes) -> None:
    """Names that are nearly ours are passed over."""
    for name in ("journal-00000009-99999999T999999Z.json", "journal-1-20260101T000000Z.json",
                 "journal-00000009-20260101T000000Z.json.tmp", "x"):  # fmt: skip
        (home.generations / name).write_bytes(b"x")
    assert [each.number for each in generations(home.generations)] == [1]
    add(opened(home), reflection())


def test_a_journal_that_cannot_be_read_is_no_fresh_start(home: Home, journal: bytes) -> None:
    """A directory in the file's place is told, never written over."""
    home.journal.unlink()
    home.journal.mkdir()
    with pytest.raises(CannotWrite):
        opened(home).all(Reflection)
    with pytest.raises(CannotWrite):
        add(opened(home), reflection())


def test_backups_that_cannot_be_looked_at_are_no_fresh_start(
    home: Home, journal: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where nobody can tell whether there are backups, nothing is begun anew."""
    real = os.listdir

    def refuse(path: Any) -> list[str]:
        if path == home.generations:
            raise PermissionError(13, "Permission denied")
        return real(path)

    monkeypatch.setattr(os, "listdir", refuse)
    add(opened(home), reflection())
    home.journal.unlink()
    with pytest.raises(CannotWrite, match="Permission denied"):
        opened(home).all(Reflection)
    write(home, b"")
    assert "backup" not in refuses_as_damaged(home).values


def test_a_file_changed_in_place_is_noticed(home: Home, journal: bytes) -> None:
    """A store that read the journal before sees that another program wrote it since."""
    store = opened(home)
    assert store.exists
    home.journal.write_bytes(journal.replace(b"first", b"farst"))
    os.utime(home.journal, ns=(1, 1))
    with pytest.raises(Damaged):
        store.all(Reflection)
