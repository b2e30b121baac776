"""Disks without room: a real file system of 1 MiB that the journal fills, or that others fill."""

from __future__ import annotations

import os
import resource
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from rmjournal.errors import CannotWrite
from rmjournal.model.reflection import Reflection
from rmjournal.paths import Home
from rmjournal.storage.generations import generations
from tests.storage.support import add, home_in, leftovers, opened, reflection, sample, verified

Made = Callable[[Home], Home]
"""Makes what is needed of a home: as it is, or encrypted and open."""


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


def filled_by_the_journal(directory: Path, made: Made) -> None:
    """Every save is whole or refused, and goes on once there is room."""
    with one_mebibyte(directory) as mounted:
        home = home_in(directory / "home")
        add(opened(home), first := reflection("first"))
        home = made(home)
        saved, refused, told = [first.id], 0, set[str]()
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
            assert verified(home.journal, home.wrapping)
            if number % 20 == 0:
                assert [each.id for each in opened(home).all(Reflection)] == saved
        assert [each.id for each in opened(home).all(Reflection)] == saved
        assert told == {"There is no space left to save the journal."}
        assert refused > 20
        assert len(saved) > 40


def filled_by_others(directory: Path, made: Made) -> None:
    """Whatever room is left, down to none, the journal is whole."""
    with one_mebibyte(directory) as mounted:
        if not mounted:
            pytest.skip("needs to mount a file system")
        home = home_in(directory / "home")
        sample(opened(home))
        home = made(home)
        filler = directory / "filler"
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
            assert verified(home.journal, home.wrapping)
            assert leftovers(home) == []


def _fill(filler: Path, room: int) -> None:
    """The file system has ``room`` bytes left."""
    filler.unlink(missing_ok=True)
    space = os.statvfs(filler.parent)
    with filler.open("wb") as file:
        os.posix_fallocate(file.fileno(), 0, max(space.f_bavail * space.f_bsize - room, 1))
