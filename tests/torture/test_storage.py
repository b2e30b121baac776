"""What the suite tries a few times, tried until it would have happened."""

from __future__ import annotations

import errno
import os
import resource
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from rmjournal.errors import CannotWrite
from rmjournal.model.reflection import Reflection
from rmjournal.paths import Home
from rmjournal.storage.contents import verify
from rmjournal.storage.generations import generations
from rmjournal.storage.repair import State, examine
from rmjournal.storage.salvage import salvage
from tests.storage.campaigns import (
    AIMS,
    aimed_kills,
    large,
    random_kills,
    survives,
    two_writers,
)
from tests.storage.faults import every_fault
from tests.storage.support import (
    add,
    home_in,
    invalid,
    leftovers,
    opened,
    reflection,
    sample,
    verified,
    write,
)

pytestmark = [
    pytest.mark.torture,
    pytest.mark.skipif(sys.platform == "win32", reason="kills with SIGKILL"),
]


def test_two_hundred_kills(home: Home) -> None:
    """Every place of a save and random moments besides, on a journal of 5 MB."""
    large(home, 5_000_000)
    aims = [*AIMS, *AIMS[::3]]
    survives(home, aimed_kills(home, aims))
    left = 200 - len(aims)
    assert left > 100
    assert survives(home, random_kills(home, left, seed=1000)) >= left


def test_two_processes_adding_two_hundred_each(home: Home) -> None:
    """None of four hundred is lost."""
    two_writers(home, 200)


def test_every_fault_of_every_kind(home: Home) -> None:
    """Each call that changes the disk fails for each reason, in a small journal and in one of 5 MB."""
    sample(opened(home))
    numbers = (errno.ENOSPC, errno.EIO, errno.EROFS, errno.EACCES, errno.EDQUOT)
    assert every_fault(home, numbers) >= 100
    large(home, 5_000_000)
    assert every_fault(home) >= 20


def test_every_cut_and_every_byte(home: Home) -> None:
    """No beginning of a file passes, no changed byte does, and none of them upsets doctor."""
    sample(opened(home))
    raw = home.journal.read_bytes()
    ids = {row["id"] for table in verify(raw).tables().values() for _, row in table.items()}
    for place in range(len(raw)):
        flipped = raw[:place] + bytes([raw[place] ^ 0x01]) + raw[place + 1 :]
        for wrong in (raw[:place], flipped):
            with invalid():
                verify(wrong)
            for table in salvage(wrong).tables.values():
                assert wrong is flipped or {row["id"] for _, row in table.items()} <= ids
    for place in range(0, len(raw), 5):
        write(home, raw[:place])
        assert examine(home).state is not State.FINE


@contextmanager
def one_mebibyte(directory: Path) -> Iterator[bool]:
    """A file system of 1 MiB in the directory, if we may mount one; else files of at most 200 kB."""
    directory.mkdir()
    command = ["mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", str(directory)]
    mounted = os.geteuid() == 0 and subprocess.run(command, check=False).returncode == 0
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    if not mounted:
        resource.setrlimit(resource.RLIMIT_FSIZE, (200_000, before[1]))
    try:
        yield mounted
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
        if mounted:
            subprocess.run(["umount", str(directory)], check=True)


def test_a_full_disk(tmp_path: Path) -> None:
    """On a file system of 1 MiB: every save is whole or refused, and goes on once there is room."""
    with one_mebibyte(tmp_path / "disk") as mounted:
        home = home_in(tmp_path / "disk" / "home")
        saved, refused, told = [], 0, set[str]()
        for number in range(400):
            record = reflection(f"{number} " * 500)
            try:
                add(opened(home), record)
            except CannotWrite as error:
                told.add(str(error))
                refused += 1
                assert leftovers(home) == []
                if refused % 5 == 0 and mounted:
                    for generation in generations(home.generations):
                        generation.path.unlink()
            else:
                saved.append(record.id)
            assert verified(home.journal)
            if number % 20 == 0:
                assert [each.id for each in opened(home).all(Reflection)] == saved
        assert [each.id for each in opened(home).all(Reflection)] == saved
        assert told == {"There is no space left to save the journal."}
        assert refused > 20
        assert len(saved) > 40


def test_a_disk_filled_by_others(tmp_path: Path) -> None:
    """Whatever room is left, down to none, the journal is whole."""
    with one_mebibyte(tmp_path / "disk") as mounted:
        if not mounted:
            pytest.skip("needs to mount a file system")
        home = home_in(tmp_path / "disk" / "home")
        sample(opened(home))
        filler = tmp_path / "disk" / "filler"
        for room in range(0, 60_000, 1_000):
            _fill(filler, room)
            record = reflection("x" * 3_000)
            before = home.journal.read_bytes()
            try:
                add(opened(home), record)
            except CannotWrite:
                assert home.journal.read_bytes() == before
            else:
                assert opened(home).get(Reflection, record.id) == record
            assert verified(home.journal)
            assert leftovers(home) == []


def _fill(filler: Path, room: int) -> None:
    """The file system has ``room`` bytes left."""
    filler.unlink(missing_ok=True)
    space = os.statvfs(filler.parent)
    with filler.open("wb") as file:
        os.posix_fallocate(file.fileno(), 0, max(space.f_bavail * space.f_bsize - room, 1))
