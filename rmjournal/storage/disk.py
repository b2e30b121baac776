"""The few calls that change the disk, in one place, so that a test can fail or kill each of them."""

from __future__ import annotations

import contextlib
import errno
import os
import secrets
import sys
import time
from collections.abc import Iterable, Iterator
from itertools import count
from pathlib import Path

Chunk = bytes | memoryview
FILE_MODE = 0o600
DIR_MODE = 0o700
_NO_LINKS = {errno.EPERM, errno.EOPNOTSUPP, errno.ENOSYS, errno.EMLINK, errno.EXDEV, errno.EACCES}
_NO_FSYNC = {errno.EINVAL, errno.EOPNOTSUPP}
_COPY_SIZE = 1 << 20

if sys.platform == "darwin":
    from fcntl import F_FULLFSYNC, fcntl

    def _flush(handle: int) -> None:
        """The disk's own cache too, which fsync does not empty on macOS."""
        try:
            fcntl(handle, F_FULLFSYNC)
        except OSError:
            os.fsync(handle)
else:
    _flush = os.fsync


def make_private(directory: Path) -> None:
    """The directory and its missing parents exist, those made now readable by their owner only."""
    if not directory.is_dir():
        if directory.parent != directory:
            make_private(directory.parent)
        directory.mkdir(mode=DIR_MODE, exist_ok=True)


def create(path: Path) -> int:
    """A new file, open for writing, readable by its owner only; refuses an existing one."""
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
    return os.open(path, flags, FILE_MODE)


def write(handle: int, data: Chunk) -> None:
    """All of the bytes, however many calls that takes."""
    view = memoryview(data)
    while view:
        view = view[os.write(handle, view) :]


def fsync(handle: int) -> None:
    """What was written to the file is on the disk."""
    _flush(handle)


def link(source: Path, target: Path) -> Path:
    """Keeps what ``source`` holds under ``target``, or a free name beside it, at no cost if it can.

    A file of that name that holds the same already is left as it is. Returns the path it got.
    """
    for path in _names(target):
        if not path.exists():
            break
        if same(source, path):
            return path
    try:
        os.link(source, path)
    except OSError as error:
        if error.errno not in _NO_LINKS:
            raise
        _copy(source, path)
    return path


def free(path: Path) -> Path:
    """The name, or the first one with a number that no file has."""
    return next(each for each in _names(path) if not each.exists())


def _names(path: Path) -> Iterator[Path]:
    """The name, then the same with a number before all of its endings, from 2 on, without end."""
    yield path
    stem, dot, endings = path.name.partition(".")
    for number in count(2):
        yield path.with_name(f"{stem}-{number}{dot}{endings}")


def same(one: Path, other: Path) -> bool:
    """Whether the two files hold the same bytes."""
    if os.path.samefile(one, other):
        return True
    if one.stat().st_size != other.stat().st_size:
        return False
    return all(a == b for a, b in zip(_blocks(one), _blocks(other), strict=True))


def _blocks(path: Path) -> Iterator[bytes]:
    with path.open("rb") as file:
        while block := file.read(_COPY_SIZE):
            yield block


def _copy(source: Path, target: Path) -> None:
    temporary = temporary_for(target)
    write_whole(temporary, _blocks(source))
    _into_place(temporary, target)


def replace(source: Path, target: Path) -> None:
    """``source`` becomes ``target`` in one step; retried where another program holds it (Windows)."""
    for delay in (0.01, 0.05, 0.2, 0.5):
        try:
            os.replace(source, target)
        except PermissionError:
            if sys.platform != "win32":
                raise
            time.sleep(delay)  # Windows tells nobody when the other program lets go
        else:
            return
    os.replace(source, target)


def fsync_directory(directory: Path) -> None:
    """The names in the directory are on the disk (a no-op where directories cannot be opened)."""
    if sys.platform == "win32":
        return
    handle = os.open(directory, os.O_RDONLY)
    try:
        fsync(handle)
    except OSError as error:
        if error.errno not in _NO_FSYNC:
            raise
    finally:
        os.close(handle)


def write_whole(temporary: Path, chunks: Iterable[Chunk]) -> None:
    """A new file with these bytes, on the disk when this returns; none at all if it fails."""
    handle = create(temporary)
    with gone_if_it_fails(temporary):
        try:
            for chunk in chunks:
                write(handle, chunk)
            fsync(handle)
        finally:
            os.close(handle)


@contextlib.contextmanager
def gone_if_it_fails(temporary: Path) -> Iterator[None]:
    """Nothing is left of a temporary file if the block fails."""
    try:
        yield
    except BaseException:  # Ctrl-C too: what somebody wrote is not left lying about
        with contextlib.suppress(OSError):
            temporary.unlink()
        raise


def temporary_for(path: Path) -> Path:
    """A name beside ``path`` for what will take its place."""
    return path.with_name(f".{path.name}.{secrets.token_hex(4)}.tmp")


def sweep(path: Path) -> None:
    """Removes what killed saves of ``path`` left; to be called when nobody is saving it."""
    for name in os.listdir(path.parent):
        if name.startswith(f".{path.name}.") and name.endswith(".tmp"):
            with contextlib.suppress(OSError):
                (path.parent / name).unlink()


def save_small(path: Path, data: bytes) -> None:
    """The file holds exactly ``data``, or what it held before."""
    save(path, [data])


def save(path: Path, chunks: Iterable[Chunk]) -> None:
    """The file holds exactly these bytes, or what it held before."""
    temporary = temporary_for(path)
    write_whole(temporary, chunks)
    _into_place(temporary, path)
    fsync_directory(path.parent)


def remove(path: Path) -> None:
    """The file is gone; no error if it was gone already."""
    with contextlib.suppress(FileNotFoundError):
        path.unlink()


def _into_place(temporary: Path, path: Path) -> None:
    with gone_if_it_fails(temporary):
        replace(temporary, path)
