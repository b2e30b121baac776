"""Failing every call that changes the disk, one by one, and seeing what is left."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest

from rmjournal.errors import CannotWrite
from rmjournal.paths import Home
from rmjournal.storage import disk
from tests.storage.support import add, documents, leftovers, opened, reflection, verified

CALLS = ("create", "write", "fsync", "link", "replace", "fsync_directory", "make_private")
"""The functions of ``disk`` that one save goes through."""


class Countdown:
    """A function of ``disk`` that fails at its k-th call, before or after it did its work."""

    def __init__(self, real: Callable[..., Any], k: int, number: int, *, after: bool) -> None:
        self.real = real
        self.left = k
        self.number = number
        self.after = after
        self.failed = False

    def __call__(self, *args: Any) -> Any:
        """Does the work, unless this is the call that fails."""
        self.left -= 1
        if self.left:
            return self.real(*args)
        self.failed = True
        if self.after:
            self.real(*args)
        raise OSError(self.number, os.strerror(self.number))


@contextmanager
def failing(name: str, k: int, number: int, *, after: bool = False) -> Iterator[Countdown]:
    """The k-th call of a function of ``disk`` fails during the block."""
    with pytest.MonkeyPatch.context() as patch:
        countdown = Countdown(getattr(disk, name), k, number, after=after)
        patch.setattr(disk, name, countdown)
        yield countdown


def one_save_failing(home: Home, name: str, k: int, number: int, *, after: bool) -> bool:
    """One verb during which that call fails: the journal is the old or the new, and all goes on.

    Returns whether there was a k-th call; if not, the verb succeeded.
    """
    old_bytes = home.journal.read_bytes() if home.journal.exists() else b""
    old = documents(opened(home))
    added = reflection(f"{name} {k} {number} {after}")
    with failing(name, k, number, after=after) as countdown:
        try:
            add(opened(home), added)
        except CannotWrite as error:
            code = error.exit_code
        else:
            code = 0
    assert code == (5 if countdown.failed else 0)
    if home.journal.exists():
        assert verified(home.journal)
    new = documents(opened(home))
    if home.journal.exists() and home.journal.read_bytes() != old_bytes:
        assert [each["id"] for each in new["reflections"]][-1] == added.id
    else:
        assert new == old
    assert leftovers(home) == []
    kept = reflection("later saves work")
    add(opened(home), kept)
    assert opened(home).get(type(kept), kept.id) == kept
    return countdown.failed


def every_fault(home: Home, numbers: tuple[int, ...] = (errno.EIO,)) -> int:
    """Every call of every function fails once; returns how many saves that took."""
    count = 0
    for name in CALLS:
        for number in numbers:
            for after in (False, True) if name != "create" else (False,):
                k = 1
                while one_save_failing(home, name, k, number, after=after):
                    k += 1
                    count += 1
    return count
