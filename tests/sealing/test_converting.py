"""Encrypting and decrypting: everything or nothing, and no readable word is left behind."""

from __future__ import annotations

import contextlib
import errno
import os
import signal
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

import pytest

from rmjournal.errors import CannotWrite, Damaged
from rmjournal.journal import protection
from rmjournal.model.reflection import Reflection
from rmjournal.paths import Home
from rmjournal.sealing import converting
from rmjournal.sealing.housing import housed
from rmjournal.sealing.vault import Vault
from rmjournal.storage import disk, repair
from rmjournal.storage.disk import Chunk
from rmjournal.storage.drafts import Drafts
from tests.conftest import Key
from tests.storage.faults import failing
from tests.storage.support import add, documents, home_in, opened, reflection

ROOT = Path(__file__).parents[2]
WORDS = "the words that nobody else should read"


@pytest.fixture
def full(plain: Home) -> Home:
    """A home with words in every kind of file."""
    add(opened(plain), reflection(WORDS), reflection("and more"))
    (plain.generations / "damaged-20260101T000000Z.json").write_text(f"torn {WORDS}")
    (plain.generations / ".journal-1.json.0.tmp").write_text(WORDS)
    Drafts(plain).save("log", {"what": WORDS})
    (plain.drafts / "draft-log-2.txt").write_text(WORDS)
    (plain.drafts / ".draft-log-2.txt.swp").write_text(WORDS)
    (plain.data / ".journal.json.0a.tmp").write_text(WORDS)
    (plain.data / "exchange.json").write_text(WORDS)
    (plain.data / ".exchange.json.0b.tmp").write_text(WORDS)
    for path in plain.data.rglob("*"):
        path.chmod(0o700 if path.is_dir() else 0o600)
    return plain


def holding(directory: Path, words: str = WORDS) -> list[str]:
    """The files under a directory in which the words can be read."""
    files = (path for path in directory.rglob("*") if path.is_file())
    return [
        str(path.relative_to(directory)) for path in files if words.encode() in path.read_bytes()
    ]


def contents(home: Home) -> dict[str, bytes]:
    """Every file of the home, but for its lock."""
    files = (path for path in home.data.rglob("*") if path.is_file() and path != home.lock)
    return {str(path.relative_to(home.data)): path.read_bytes() for path in files}


def test_no_readable_word_is_left(full: Home, key: Key) -> None:
    """Journal, earlier states, damaged and temporary files, drafts: all are encrypted or gone."""
    before = documents(opened(full))
    home = key.encrypt(full)
    assert holding(home.data) == []
    assert documents(opened(home)) == before
    assert Drafts(home).load("log") == {"what": WORDS}
    assert Drafts(home).path("log-2").read_text() == WORDS
    damaged = home.generations / "damaged-20260101T000000Z.json.age"
    assert home.wrapping.unwrap(damaged.read_bytes()) == f"torn {WORDS}".encode()
    assert all(oct(path.stat().st_mode)[-3:] in {"600", "700"} for path in home.data.rglob("*"))
    assert not home.converting.exists()


def test_decrypting_gives_back_every_byte(full: Home, key: Key) -> None:
    """What was temporary aside, the home is what it was before."""
    before = contents(full)
    home = converting.decrypt(key.encrypt(full))
    assert home.wrapping.suffix == ""
    gone = {name for name in before if name.endswith(".tmp")}
    assert contents(home) == {name: data for name, data in before.items() if name not in gone}
    assert documents(opened(home))


def test_a_linked_journal_stays_linked(full: Home, key: Key, tmp_path: Path) -> None:
    """The encrypted file lies where the plain one did, and so does the decrypted one again."""
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    full.journal.rename(elsewhere / "mine.json")
    full.journal.symlink_to(elsewhere / "mine.json")
    home = key.encrypt(full)
    assert os.listdir(elsewhere) == ["mine.json.age"]
    assert home.journal.is_symlink()
    add(opened(home), reflection("through the link"))
    back = converting.decrypt(key.opened(home_in(home.data)))
    assert os.listdir(elsewhere) == ["mine.json"]
    assert back.journal.is_symlink()
    assert opened(back).all(Reflection)[-1].what == "through the link"


@pytest.mark.parametrize("way", ["encrypt", "decrypt"])
def test_a_disk_that_refuses_leaves_all_as_it_was(full: Home, key: Key, way: str) -> None:
    """Each call that changes the disk fails once: the journal is whole, in one of its two forms."""
    before = documents(opened(full))
    home = key.encrypt(full) if way == "decrypt" else full
    for name in ("create", "write", "fsync", "replace", "fsync_directory", "remove"):
        k = 0
        failed = True
        while failed:
            k += 1
            with failing(name, k, errno.ENOSPC) as countdown:
                with contextlib.suppress(CannotWrite):
                    converting.decrypt(home) if way == "decrypt" else key.encrypt(home)
                failed = countdown.failed
            found = housed(home_in(home.data))
            home = key.opened(home_in(home.data)) if found.wrapping.suffix else found
            assert documents(opened(home)) == before, (name, k)
            encrypted = bool(home.wrapping.suffix)
            assert not (encrypted and holding(home.data)), (name, k)
            assert not home.converting.exists()
            if way == "encrypt" and encrypted:
                home = converting.decrypt(home)
            elif way == "decrypt" and not encrypted:
                home = key.encrypt(home)


@pytest.mark.parametrize("kept", ["another's bytes", "all but the last byte", "nothing"])
@pytest.mark.parametrize("way", ["encrypt", "decrypt"])
def test_what_does_not_read_back_costs_no_original(
    full: Home, key: Key, way: str, kept: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A disk that says yes and keeps something else: the form that is in force stays so."""
    home = key.encrypt(full) if way == "decrypt" else full
    before = contents(home)
    save = disk.save

    def saved(path: Path, chunks: Iterable[Chunk]) -> None:
        data = b"".join(chunks)
        if path.name == f"journal.json{'.age' if way == 'encrypt' else ''}":
            vault = Vault(key.unlocked.recipients, home.recipients)
            other = b"".join(vault.wrap([b"{}"])) if way == "encrypt" else b"{}"
            data = {"another's bytes": other, "nothing": b""}.get(kept, data[:-1])
        save(path, [data])

    monkeypatch.setattr(disk, "save", saved)
    with pytest.raises(CannotWrite):
        converting.decrypt(home) if way == "decrypt" else key.encrypt(home)
    after = contents(home)
    assert {name: after.get(name) for name in before} == before
    assert not home.converting.exists()


_CHILD = """
import os, sys
from pathlib import Path
from rmjournal.sealing import converting
from rmjournal.sealing.identity import Unlocked
from rmjournal.sealing.housing import housed
from rmjournal.storage import disk
from tests.storage.child import plan
from tests.storage.support import home_in

home, identity, protected = sys.argv[1:]
unlocked = Unlocked.of(Path(identity).read_text())
unlocked = unlocked.vouching((unlocked.public,))

def convert(way, *aim):
    found = housed(home_in(Path(home)))
    if found.wrapping.suffix:
        found.wrapping.open(unlocked)
    if aim:
        plan(aim[0], int(aim[1]), aim[2])
    if way == "encrypt":
        converting.encrypt(found, unlocked, Path(protected).read_bytes())
    else:
        converting.decrypt(found)

for line in sys.stdin:
    if not (child := os.fork()):
        convert(*line.split())
        os._exit(0)
    print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), flush=True)
"""


class Mortals:
    """Converts a home again and again, each time in a process of its own, which may be killed."""

    def __init__(self, home: Home, key: Key) -> None:
        protected = key.file.with_name("protected.age")
        protected.write_bytes(key.protected)
        words = [str(home.data), str(key.file), str(protected)]
        environment = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONWARNINGS": "error"}
        self._process = subprocess.Popen(
            [sys.executable, "-c", _CHILD, *words], env=environment, cwd=ROOT, text=True,
            stdin=subprocess.PIPE, stdout=subprocess.PIPE,
        )  # fmt: skip

    def convert(self, way: str, *aim: object) -> int:
        """Converts in a process that dies at that place, if one is named; returns how it ended."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(" ".join((way, *map(str, aim))) + "\n")
        self._process.stdin.flush()
        return int(self._process.stdout.readline())

    def close(self) -> None:
        """No more of them."""
        self._process.communicate()


PLACES = [
    ("save", 1, "before"), ("save", 1, "after"), ("save", 3, "after"), ("write", 4, "middle"),
    ("save_small", 2, "after"), ("save_small", 3, "before"), ("save_small", 3, "after"),
    ("remove", 1, "after"), ("remove", 4, "after"), ("remove", 8, "before"),
]  # fmt: skip
"""Some places before, at and after the one step that decides."""


def settled(home: Home, key: Key) -> Home:
    """The home as the next start finds it, open."""
    found = housed(home_in(home.data))
    if found.wrapping.suffix:
        vault = found.wrapping
        vault.open(key.unlocked.vouching(()))  # type: ignore[attr-defined]
    return found


@pytest.mark.skipif(sys.platform == "win32", reason="kills with SIGKILL")
def test_killed_at_any_moment_it_is_one_or_the_other(full: Home, key: Key) -> None:
    """The next start finishes what was begun, or takes it back; no word is lost or left readable."""
    before = documents(opened(full))
    forms = set()
    home, mortals = full, Mortals(full, key)
    for aim in PLACES:
        for way in ("encrypt", "decrypt"):
            code = mortals.convert(way, *aim)
            assert code in (0, -signal.SIGKILL), (way, aim)
            home = settled(home, key)
            encrypted = bool(home.wrapping.suffix)
            forms.add((way, encrypted))
            assert documents(opened(home)) == before, (way, aim)
            assert repair.examine(home).findings == (), (way, aim)
            assert bool(holding(home.data)) != encrypted, (way, aim)
            assert not list(home.data.rglob("*.age")) or encrypted, (way, aim)
            if encrypted != (way == "encrypt"):
                assert mortals.convert(way) == 0
                home = settled(home, key)
    mortals.close()
    assert len(forms) == 4


def test_a_process_that_was_open_writes_nothing_readable(full: Home, key: Key) -> None:
    """Screens that were open while the journal was encrypted are told to begin again."""
    store, drafts = opened(full), Drafts(full)
    seen = store.all(Reflection)
    home = key.encrypt(full)
    with pytest.raises(CannotWrite, match="encrypted meanwhile"):
        add(store, reflection(WORDS))
    with pytest.raises(CannotWrite, match="encrypted meanwhile"):
        opened(full).all(Reflection)
    with pytest.raises(CannotWrite, match="encrypted meanwhile"):
        drafts.save("log", {"what": WORDS})
    assert seen
    assert holding(home.data) == []
    full.journal.write_bytes(bytes(home.wrapping.unwrap(home.journal.read_bytes())))
    with pytest.raises(CannotWrite, match="encrypted meanwhile"):
        add(opened(full), reflection("beside a copy that was put back"))
    full.journal.unlink()
    converting.decrypt(home)
    with pytest.raises(CannotWrite, match="decrypted meanwhile"):
        add(opened(home), reflection())


def test_a_readable_draft_is_wrapped_at_the_next_start(full: Home, key: Key) -> None:
    """One that was written at the very moment of encrypting, or by an editor afterwards."""
    home = key.encrypt(full)
    (home.drafts / "draft-log.json").write_text('{"name": "log", "fields": {"what": "late"}}')
    again = key.opened(home_in(home.data))
    assert sorted(each["what"] for each in Drafts(again).all().values()) == ["late"]
    names = sorted(path.name for path in home.drafts.iterdir())
    assert names == [".draft-log-2.txt.swp.age", "draft-log-2.txt.age", "draft-log.json.age"]


def test_doctor_names_what_lies_readable_beside(full: Home, key: Key, tmp_path: Path) -> None:
    """A plain journal that another program put there is nobody's to remove, but is told."""
    (tmp_path / "old.json").write_bytes(full.journal.read_bytes())
    home = key.encrypt(full)
    (home.data / "journal.json").write_bytes((tmp_path / "old.json").read_bytes())
    (home.data / "journal.json").chmod(0o600)
    home = key.opened(home_in(home.data))
    [finding] = repair.examine(home).findings
    assert finding.values["file"] == home.data / "journal.json"
    assert (home.data / "journal.json").exists()


def test_copies_beside_the_journal_are_named(full: Home, key: Key) -> None:
    """What it cannot know to be a copy is left, and said; the mark of a sample is none."""
    (full.data / "journal (conflicted copy).json").write_text(WORDS)
    full.sample.write_text("0" * 64)
    home = key.encrypt(full)
    (home.data / "journal.empty").write_bytes(b"")
    (home.data / "journal notes").mkdir()
    assert [path.name for path in converting.copies(home)] == ["journal (conflicted copy).json"]


def test_a_damaged_journal_is_not_decrypted(full: Home, key: Key) -> None:
    """Doctor comes first; nothing changes meanwhile."""
    home = key.encrypt(full)
    home.journal.write_bytes(home.journal.read_bytes()[:-1])
    before = contents(home)
    with pytest.raises(Damaged):
        converting.decrypt(home)
    assert contents(home) == before


def test_a_new_passphrase_changes_the_identity_and_nothing_else(
    full: Home, key: Key, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whatever key opened the journal is the one that the new passphrase protects."""
    home = key.encrypt(full)
    before = contents(home)
    monkeypatch.setattr(
        type(key.unlocked), "protected", lambda self, said: f"{self.secret} {said}".encode()
    )
    protection.change_passphrase(home, "another")
    after = contents(home)
    assert after.pop("identity.age") == f"{key.unlocked.secret} another".encode()
    assert after == {name: data for name, data in before.items() if name != "identity.age"}
