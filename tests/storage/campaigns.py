"""Real processes on one journal: killed at any moment, or writing at the same time."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Iterable, Iterator
from pathlib import Path

from rmjournal.model.reflection import Reflection
from rmjournal.paths import Home
from rmjournal.storage.generations import generations
from tests.storage.support import add, leftovers, opened, reflection, verified

ROOT = Path(__file__).parents[2]
AIMS = [
    (name, k, when)
    for name, most in (
        ("create", 1), ("write", 12), ("fsync", 3), ("link", 1), ("replace", 1), ("fsync_directory", 2),
    )
    for k in range(1, most + 1)
    for when in ("before", "after", "middle")
    if when != "middle" or name == "write"
]  # fmt: skip
"""Every place in a save at which a process can be killed."""


def child(home: Home, count: int, *plan: object) -> subprocess.Popen[str]:
    """A process that adds ``count`` records, and dies as planned."""
    command = [
        sys.executable,
        "-m",
        "tests.storage.child",
        str(home.data),
        str(count),
        *map(str, plan),
    ]
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONWARNINGS": "error"}
    return subprocess.Popen(
        command,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        cwd=ROOT,
        env=environment,
    )


def acknowledged(process: subprocess.Popen[str]) -> list[str]:
    """The ids that the process said were saved before it ended."""
    out, err = process.communicate(timeout=120)
    assert "Traceback" not in err, err
    return out.split()


def large(home: Home, size: int) -> None:
    """A journal of about that many bytes."""
    with opened(home).transaction("add") as tx:
        for number in range(size // 2400):
            tx.add(reflection(f"Été {number} " * 200))


def killed_at_random(home: Home, seed: int) -> list[str]:
    """A process that adds records until it is killed at a moment nobody chose; what it acknowledged."""
    chance = random.Random(seed)
    with child(home, 1000) as process:
        assert process.stdout is not None
        first = process.stdout.readline().strip()
        time.sleep(chance.random() * 0.12)
        process.send_signal(signal.SIGKILL)
        rest = process.stdout.read().split()
        process.wait()
    assert first, "the process did not start"
    return [first, *rest]


def killed_on_aim(home: Home, aim: tuple[str, int, str]) -> list[str]:
    """A process that is killed at one place of its second save; what it acknowledged."""
    add(opened(home), reflection("before the kill"))
    with child(home, 2, *aim) as process:
        ids = acknowledged(process)
        assert process.returncode in (-signal.SIGKILL, 0)
    return ids


def survives(home: Home, kills: Iterable[list[str]]) -> int:
    """After every kill: the file is as it was saved and every acknowledged record is in it.

    Returns how many records were acknowledged.
    """
    ids: set[str] = set()
    for acknowledged_ids in kills:
        ids |= set(acknowledged_ids)
        assert verified(home.journal, home.wrapping)
        there = {each.id for each in opened(home).all(Reflection)}
        assert ids <= there
        assert all(verified(each.path, home.wrapping) for each in generations(home.generations)[:2])
    add(opened(home), reflection("after the last kill"))
    assert leftovers(home) == []
    return len(ids)


def random_kills(home: Home, count: int, seed: int) -> Iterator[list[str]]:
    """Kills at random moments, one after another on the same journal."""
    for number in range(count):
        yield killed_at_random(home, seed + number)


def aimed_kills(home: Home, aims: Iterable[tuple[str, int, str]]) -> Iterator[list[str]]:
    """Kills at these places, one after another on the same journal."""
    for aim in aims:
        yield killed_on_aim(home, aim)


def two_writers(home: Home, each: int) -> None:
    """Two processes add records at the same time: every one is there, once, and undoable."""
    add(opened(home), reflection("first"))
    with child(home, each) as one, child(home, each) as other:
        ids = [*acknowledged(one), *acknowledged(other)]
        assert (one.returncode, other.returncode) == (0, 0)
    there = [record.id for record in opened(home).all(Reflection)]
    assert len(ids) == 2 * each
    assert len(there) == 2 * each + 1
    assert set(ids) == set(there[1:])
    assert verified(home.journal, home.wrapping)
    assert opened(home).storage.read()["reflections"].next_key() == str(2 * each + 2)
