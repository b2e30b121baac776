"""Where an editor of the person's works on a text: among the drafts, or out of the disk's reach.

An editor needs a file that it can read. Of an encrypted journal that file lies in a directory of
this process, in memory where the system has such a place; what a process that was killed left
there is wrapped and put among the drafts by the next one.
"""

from __future__ import annotations

import atexit
import contextlib
import hashlib
import os
import stat
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING

from rmjournal.errors import RmjournalError
from rmjournal.storage import disk
from rmjournal.storage.lock import locked
from rmjournal.storage.wrapped import keep_in_force
from rmjournal.wrapping import PLAIN

if TYPE_CHECKING:
    from rmjournal.paths import Home

_MEMORY = {"tmpfs", "ramfs"}
LOCK = ".lock"
"""The file in such a directory whose lock its process holds."""
_YOUNG = 60.0
"""Seconds within which a directory without a lock may be one that is just being made."""
_own: dict[tuple[int, Path], Path] = {}
"""The directory of each home, by process: a forked one has its own."""
_held = ExitStack()


def place(home: Home) -> Path:
    """The directory in which an editor works on a text of this home."""
    if not home.wrapping.suffix:
        return home.drafts
    key = os.getpid(), home.data
    if key not in _own:
        _own[key] = _make(home)
    return _own[key]


def in_use(home: Home) -> list[Path]:
    """The directory in which this process let an editor work, if it did."""
    if not home.wrapping.suffix:
        return [home.drafts]
    own = _own.get((os.getpid(), home.data))
    return [own] if own else []


def everywhere(home: Home) -> list[Path]:
    """Every directory in which an editor's text of this home lies, whichever process let it work."""
    return [*in_use(home), *_left(home)]


def exposed(home: Home) -> bool:
    """Whether an editor's text of an encrypted journal lies readable on the disk for a while."""
    return bool(home.wrapping.suffix) and in_memory() is None


def in_memory() -> Path | None:
    """A private directory of the system's that is never on a disk; none where there is none."""
    for each in (os.environ.get("XDG_RUNTIME_DIR", ""), "/dev/shm"):  # noqa: S108 - what it is for
        directory = Path(each)
        if each and directory.is_dir() and os.access(directory, os.W_OK) and _memory(directory):
            return directory
    return None


def _memory(directory: Path) -> bool:
    """Whether the file system there lives in memory, as Linux tells it."""
    if not sys.platform.startswith("linux"):
        return False
    found, best = "", ""
    real = os.path.realpath(directory)
    with contextlib.suppress(OSError), open("/proc/mounts", encoding="utf-8") as mounts:
        for line in mounts:
            _device, where, kind, *_rest = line.split(" ")
            inside = real == where or real.startswith(f"{where.rstrip('/')}/")
            if inside and len(where) >= len(best):
                found, best = kind, where
    return found in _MEMORY


def _prefix(home: Home) -> str:
    digest = hashlib.sha256(os.fsencode(os.path.realpath(home.data))).hexdigest()
    return f"rmjournal-{digest[:12]}-"


def _make(home: Home) -> Path:
    base = in_memory()
    if base is None:
        disk.make_private(home.drafts)
        base = home.drafts
    import tempfile

    made = Path(tempfile.mkdtemp(prefix=_prefix(home), dir=base))
    _held.enter_context(locked(made / LOCK))
    atexit.register(_leave, home, made, os.getpid())
    return made


def _leave(home: Home, made: Path, process: int) -> None:
    if os.getpid() == process:
        with contextlib.suppress(OSError, RmjournalError):
            decrypted = not home.recipients.exists()  # since; then nobody has its key any more
            _put_away(home._replace(wrapping=PLAIN) if decrypted else home, made)


def clear(home: Home) -> None:
    """What is left of editors whose rmjournal is gone is wrapped, and none of it stays readable."""
    for path in _exposed(home):
        with contextlib.suppress(OSError, RmjournalError):
            keep(home, path)
    for directory in _left(home):
        with contextlib.suppress(OSError, RmjournalError), locked(directory / LOCK, 0):
            _put_away(home, directory)


def _exposed(home: Home) -> list[Path]:
    """Drafts that lie there as they are: a process that was open kept them while all was wrapped."""
    try:
        found = sorted(home.drafts.iterdir())
    except (FileNotFoundError, NotADirectoryError):
        return []
    return [each for each in found if each.is_file() and each.suffix in (".json", ".txt")]


def _left(home: Home) -> Iterator[Path]:
    own = {path for (process, _data), path in _own.items() if process == os.getpid()}
    for base in {in_memory(), home.drafts} - {None}:
        with contextlib.suppress(OSError):
            for path in sorted(base.glob(f"{_prefix(home)}*")) if base else []:
                if path not in own and _ours(path):
                    yield path


def _ours(path: Path) -> bool:
    """Whether it is a directory of this person's, and not one that is just being made."""
    status = path.lstat()
    mine = not hasattr(os, "getuid") or status.st_uid == os.getuid()
    young = time.time() - status.st_mtime < _YOUNG and not (path / LOCK).exists()
    return stat.S_ISDIR(status.st_mode) and mine and not young


def _put_away(home: Home, directory: Path) -> None:
    import shutil

    for path in sorted(directory.glob("draft-*.txt")):
        keep(home, path)
    shutil.rmtree(directory, ignore_errors=True)


def keep(home: Home, path: Path) -> None:
    """Has a readable text among the drafts, wrapped; the text itself is gone.

    It takes the place of an earlier version of itself, and of nothing that was kept later.
    """
    disk.make_private(home.drafts)
    target = home.drafts / f"{path.name}{home.wrapping.suffix}"
    if target.exists() and target.stat().st_mtime_ns > path.stat().st_mtime_ns:
        target = disk.free(target)
    data = path.read_bytes()
    keep_in_force(home, lambda: disk.save(target, home.wrapping.wrap([data])))
    disk.remove(path)
