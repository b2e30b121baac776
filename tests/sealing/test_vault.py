"""An encrypted journal is the same journal: every byte comes back, and nothing else is accepted."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest
from tinydb import TinyDB

from rmjournal.errors import Damaged, NotFound, Refused, UsageProblem, WrongPassphrase
from rmjournal.model.reflection import Reflection
from rmjournal.paths import Home
from rmjournal.sealing.housing import housed
from rmjournal.sealing.identity import Unlocked
from rmjournal.sealing.identity import opened as opened_identity
from rmjournal.sealing.vault import Vault
from rmjournal.storage import backups, repair
from rmjournal.storage.contents import verify
from rmjournal.storage.drafts import Drafts
from rmjournal.storage.erasing import erase
from rmjournal.storage.generations import generations
from rmjournal.storage.repair import State
from tests.conftest import Key
from tests.storage.support import WHEN, add, documents, home_in, opened, reflection


def test_what_is_decrypted_is_what_stock_tinydb_opens(home: Home, key: Key, tmp_path: Path) -> None:
    """The library gives back the very JSON, one record a line."""
    add(opened(home), reflection("Encore"))
    raw = home.wrapping.unwrap(home.journal.read_bytes())
    (tmp_path / "copy.json").write_bytes(raw)
    with TinyDB(tmp_path / "copy.json", encoding="utf-8") as db:
        assert [each["what"] for each in db.table("reflections").all()][-1] == "Encore"
    assert verify(raw).seal.generation == len(generations(home.generations)) + 1


@pytest.mark.skipif(
    shutil.which("age") is None, reason="stock age, which has to open it, is not installed"
)
def test_age_itself_opens_every_file(home: Home, key: Key) -> None:
    """With the identity in the clear, and with the recovery key too."""
    add(opened(home), reflection("Encore"))
    spare = key.file.with_name("recovery.txt")
    spare.write_text(key.recovery)
    for identity in (key.file, spare):
        for path in (home.journal, generations(home.generations)[0].path):
            done = subprocess.run(
                ["age", "-d", "-i", str(identity), str(path)], capture_output=True, check=True
            )
            assert verify(done.stdout)


def test_the_passphrase_opens_the_identity_and_nothing_else_does(key: Key) -> None:
    """It is an identity file for age, and it vouches for the public keys."""
    found = opened_identity(key.protected, key.passphrase)
    assert found == key.unlocked
    assert key.unlocked.secret not in repr(found)
    with pytest.raises(WrongPassphrase):
        opened_identity(key.protected, "")
    with pytest.raises(UsageProblem):
        key.unlocked.protected("  ")


def test_a_locked_journal_can_be_written_to_and_not_read(home: Home) -> None:
    """The public key is enough for a draft; reading names what is missing."""
    locked = housed(home_in(home.data))
    assert locked.wrapping.locked
    Drafts(locked).save("log", {"what": "typed while locked"})
    with pytest.raises(UsageProblem, match="locked"):
        opened(locked).all(Reflection)
    assert Drafts(home).load("log") == {"what": "typed while locked"}


def test_a_key_of_another_journal_does_not_open_it(home: Home) -> None:
    """Nor does one that only vouches for itself."""
    other = Unlocked.new()
    vault = housed(home_in(home.data)).wrapping
    assert isinstance(vault, Vault)
    with pytest.raises(WrongPassphrase):
        vault.open(other.vouching((other.public,)))
    assert vault.locked


def test_a_key_that_was_slipped_into_the_list_is_noticed(home: Home, key: Key) -> None:
    """Otherwise every later save could be read by whoever wrote it there."""
    thief = Unlocked.new()
    home.recipients.write_text(home.recipients.read_text() + f"{thief.public}\n")
    with pytest.raises(Damaged) as refused:
        key.opened(home_in(home.data))
    assert key.unlocked.public in str(refused.value.values["keys"])


@pytest.mark.parametrize("listed", ["", "# nothing", "age1nonsense"])
def test_a_list_that_was_emptied_is_no_wrong_passphrase(home: Home, key: Key, listed: str) -> None:
    """What the identity vouches for is said, and nothing is saved that nobody could read."""
    home.recipients.write_text(f"{listed}\n")
    locked = housed(home_in(home.data))
    vault = locked.wrapping
    assert isinstance(vault, Vault)
    with pytest.raises(Damaged) as refused:
        vault.open(key.unlocked, ours=True)
    assert refused.value.values["keys"] == " ".join(key.unlocked.recipients)
    with pytest.raises(Damaged):
        Drafts(locked).save("log", {"what": "x"})
    assert not home.drafts.exists() or list(home.drafts.iterdir()) == []


@pytest.mark.parametrize("place", ["first", "middle", "last"])
def test_a_changed_byte_is_damage(home: Home, place: str) -> None:
    """Reading refuses, doctor says so and names the backup, restoring brings it back."""
    add(opened(home), reflection("Encore"))
    raw = bytearray(home.journal.read_bytes())
    raw[{"first": 0, "middle": len(raw) // 2, "last": -1}[place]] ^= 1
    home.journal.write_bytes(raw)
    with pytest.raises(Damaged):
        opened(home).all(Reflection)
    found = repair.examine(home)
    assert found.state is State.DAMAGED
    assert found.latest is not None
    restored = backups.restore(opened(home), found.latest.number)
    assert len(opened(home).all(Reflection)) == 2
    assert restored.kept is not None
    assert restored.kept.name.endswith(".json.age")
    assert restored.kept.read_bytes() == raw


def test_what_stands_before_the_damage_is_salvaged(home: Home) -> None:
    """Age vouches for 64 KiB at a time: a torn end costs what it held."""
    with opened(home).transaction("add") as tx:
        for number in range(400):
            tx.add(reflection(f"{number} " * 100))
    raw = home.journal.read_bytes()
    home.journal.write_bytes(raw[: len(raw) * 3 // 4])
    found = repair.salvage_journal(home)
    assert 100 < found.kept["reflections"] < 402
    path = repair.write_salvage(home, found)
    assert path.name.endswith(".json.age")
    backups.restore(opened(home), path)
    assert len(opened(home).all(Reflection)) == found.kept["reflections"]


def test_a_hand_edited_file_is_adopted(home: Home) -> None:
    """Decrypted, edited and encrypted again by age, it is taken as a plain one is."""
    raw = bytes(home.wrapping.unwrap(home.journal.read_bytes()))
    edited = raw.replace(b"Second", b"Deuxieme")
    home.journal.write_bytes(b"".join(home.wrapping.wrap([edited])))
    assert repair.examine(home).state is State.EDITED
    kept = repair.adopt(opened(home)).kept
    assert kept is not None
    assert home.wrapping.unwrap(kept.read_bytes()) == edited
    assert opened(home).all(Reflection)[1].what == "Deuxieme"


def test_a_copy_is_encrypted_and_comes_back(home: Home, tmp_path: Path) -> None:
    """Made twice under one name it is one copy; a plain copy can be restored too."""
    copy = tmp_path / "copy.json.age"
    backups.create(opened(home), copy)
    backups.create(opened(home), copy)
    before = documents(opened(home))
    add(opened(home), reflection("after the copy"))
    with pytest.raises(Refused):
        backups.create(opened(home), copy)
    backups.restore(opened(home), copy)
    assert documents(opened(home)) == before
    bare = tmp_path / "bare.json"
    bare.write_bytes(bytes(home.wrapping.unwrap(copy.read_bytes())))
    backups.restore(opened(home), bare)
    assert documents(opened(home)) == before


def test_an_encrypted_copy_is_refused_by_a_plain_journal(home: Home, tmp_path: Path) -> None:
    """It is told how to open it, and is not taken for a damaged one."""
    other = home_in(tmp_path / "other")
    add(opened(other), reflection())
    with pytest.raises(Refused, match="encrypted"):
        backups.restore(opened(other), home.journal)


def test_erasing_reaches_everything(home: Home) -> None:
    """The journal, its generations, a set-aside file whose end is gone, and drafts that quote it."""
    words = "a sentence that should be gone for good"
    doomed = reflection(words)
    add(opened(home), doomed, reflection("it stays"))
    Drafts(home).save("log", {"what": f"as I said: {words}"})
    whole = home.journal.read_bytes()
    (home.generations / "damaged-20260101T000000Z.json.age").write_bytes(whole[:-7])
    erased = erase(opened(home), [doomed.id], WHEN)
    assert (erased.records, erased.aside, erased.drafts) == (1, 1, 1)
    for path in (home.journal, *home.generations.iterdir(), *home.drafts.iterdir()):
        assert words.encode() not in home.wrapping.readable(path.read_bytes())[:]
    assert "it stays" in [each.what for each in opened(home).all(Reflection)]


def test_the_recovery_key_opens_it_alone(home: Home, key: Key) -> None:
    """Written on paper it is one line, without the list that it would vouch for."""
    found = housed(home_in(home.data))
    vault = found.wrapping
    assert isinstance(vault, Vault)
    vault.open(Unlocked.of(f"my recovery key: {key.recovery}\n"))
    assert len(opened(found).all(Reflection)) == 2


def test_without_the_library_it_is_said(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    """A computer without pyrage gets a sentence, not an import error."""
    monkeypatch.setitem(__import__("sys").modules, "pyrage", None)
    with pytest.raises(Refused, match="pyrage"):
        opened(home).all(Reflection)
    before = home.journal.read_bytes()
    with pytest.raises(Refused):
        Drafts(home).save("log", {"what": "x"})
    assert home.journal.read_bytes() == before


def test_no_journal_yet_is_no_damage(tmp_path: Path, key: Key) -> None:
    """An empty home can be encrypted, and its first save is encrypted already."""
    home = key.encrypt(home_in(tmp_path / "new"))
    assert repair.examine(home).state is State.MISSING
    with pytest.raises(NotFound):
        backups.create(opened(home), tmp_path / "copy")
    add(opened(home), reflection("first"))
    assert sorted(os.listdir(home.data)) == [
        "identity.age", "journal.json.age", "journal.lock", "recipients.txt",
    ]  # fmt: skip
