"""One writer at a time: a lock on a file of its own, freed by the system even after kill -9."""

from __future__ import annotations

import errno
import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from rmjournal.errors import CannotWrite, Locked, reason_of
from rmjournal.i18n import N_
from rmjournal.storage import disk

PATIENCE = 10.0
"""Seconds to wait for another process before giving up."""
_POLL = 0.005
_HELD = {errno.EAGAIN, errno.EWOULDBLOCK, errno.EACCES, errno.EDEADLK}
"""What the systems say while another process has the lock."""

if sys.platform == "win32":
    import msvcrt

    def _try(handle: int) -> None:
        msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)

    def _free(handle: int) -> None:
        os.lseek(handle, 0, os.SEEK_SET)
        msvcrt.locking(handle, msvcrt.LK_UNLCK, 1)
else:
    import fcntl

    def _try(handle: int) -> None:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)

    def _free(handle: int) -> None:
        fcntl.flock(handle, fcntl.LOCK_UN)


@contextmanager
def locked(path: Path, patience: float | None = None) -> Iterator[None]:
    """The block runs with the lock held.

    Raises Locked after ``patience`` seconds (PATIENCE unless told), CannotWrite where no lock can
    be had. The file is never removed: a lock on a removed file would exclude nobody.
    """
    try:
        disk.make_private(path.parent)
        handle = os.open(path, os.O_RDWR | os.O_CREAT, disk.FILE_MODE)
    except OSError as error:
        raise _no_lock(error, path) from error
    try:
        _acquire(handle, path, PATIENCE if patience is None else patience)
        try:
            yield
        finally:
            _free(handle)
    finally:
        os.close(handle)


def _no_lock(error: OSError, path: Path) -> CannotWrite:
    return CannotWrite(
        N_("The journal's folder cannot be written to ({reason})."),
        kept=N_("The journal is as it was."),
        todo=N_("Make {folder} writable, or choose another one with RMJOURNAL_HOME."),
        reason=reason_of(error),
        folder=path.parent,
    )


def _acquire(handle: int, path: Path, patience: float) -> None:
    deadline = time.monotonic() + patience
    while True:
        try:
            return _try(handle)
        except OSError as error:
            if error.errno not in _HELD:
                raise _no_lock(error, path) from error
            if time.monotonic() >= deadline:
                raise Locked(
                    N_("Another rmjournal has been saving for more than {seconds} s."),
                    kept=N_("The journal is as it was."),
                    todo=N_("Close it, or try again in a moment."),
                    seconds=round(patience),
                ) from error
            time.sleep(_POLL)  # the system waits for a lock for ever, or not at all
