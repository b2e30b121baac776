"""Encrypting a home and decrypting it: everything in it or nothing, whatever interrupts it.

The other form of every file is written beside it first. Then the list of public keys appears, or
goes: that one step decides which form is in force. The files of the other form are removed last,
and if that is interrupted, the next start removes them, as it does after an attempt that never
came to the step. A mark says that a start has something to look for.
"""

from __future__ import annotations

import contextlib
import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from rmjournal.errors import Damaged, Refused
from rmjournal.i18n import N_
from rmjournal.sealing.vault import Vault
from rmjournal.storage import disk, troubles
from rmjournal.storage.contents import read_bytes
from rmjournal.storage.lock import locked
from rmjournal.storage.troubles import Wording
from rmjournal.storage.wrapped import SUFFIX, plain_files, refuse_converted, wrapped_files
from rmjournal.wrapping import PLAIN

if TYPE_CHECKING:
    from rmjournal.paths import Home
    from rmjournal.sealing.identity import Unlocked
    from rmjournal.wrapping import Wrapping

_CONVERTING = Wording(
    full=N_("There is no space left to write the journal in its other form."),
    read_only=N_("The journal is on a disk that is read-only."),
    other=N_("The journal could not be written in its other form ({reason})."),
    kept=N_("The journal is as it was."),
    todo=N_("Make {folder} writable, then try again."),
)
_LISTED = "# rmjournal encrypts the journal for these keys; the file is no secret\n"


def encrypt(home: Home, unlocked: Unlocked, protected: bytes) -> Home:
    """The home with every file in it encrypted to the identity and to those that it vouches for.

    ``protected`` is its file under the passphrase. Raises CannotWrite, and all is as it was.
    """
    vault = Vault(unlocked.recipients, home.recipients)
    vault.open(unlocked)
    with locked(home.lock), _all_or_nothing(home):
        refuse_converted(home)
        disk.save_small(home.identity, protected)
        for path in plain_files(home):
            if path.is_symlink():
                _link(path, path.with_name(path.name + SUFFIX))
            elif not path.name.endswith(".tmp"):
                _write(path.with_name(path.name + SUFFIX), path.read_bytes(), vault)
        text = _LISTED + "".join(f"{each}\n" for each in vault.recipients)
        disk.save_small(home.recipients, text.encode())
    return home._replace(wrapping=vault)


def _write(target: Path, data: bytes, wrapping: Wrapping) -> None:
    """Has the file on the disk in its other form, read back and compared before its original may go."""
    disk.save(target, wrapping.wrap([data]))
    with contextlib.suppress(ValueError):
        if wrapping.unwrap(target.read_bytes()) == data:
            return
    raise OSError(errno.EIO, os.strerror(errno.EIO))


def _link(path: Path, target: Path) -> None:
    disk.remove(target)
    target.symlink_to(os.path.realpath(path) + SUFFIX)


def decrypt(home: Home) -> Home:
    """The home with every file in it as stock TinyDB opens it, and no key any more.

    Raises Damaged for a journal that cannot be decrypted whole, CannotWrite; all is as it was then.
    """
    plain = home._replace(wrapping=PLAIN)
    with locked(home.lock), _all_or_nothing(home):
        refuse_converted(home)
        _refuse_waiting(home)
        for path in wrapped_files(home):
            target = path.with_name(path.name.removesuffix(SUFFIX))
            if path.is_symlink():
                disk.remove(target)
                target.symlink_to(os.path.realpath(path).removesuffix(SUFFIX))
            elif not path.name.endswith(".tmp"):
                _read(home, path, target)
        disk.remove(home.recipients)
        disk.fsync_directory(home.data)
    return plain


def _read(home: Home, path: Path, target: Path) -> None:
    raw = read_bytes(path)
    try:
        data = home.wrapping.unwrap(raw)
    except ValueError as error:
        if path == Path(os.path.realpath(home.journal)):
            raise Damaged(
                N_("The journal is damaged: {file}."),
                kept=N_("The file was not changed."),
                todo=N_("Run “rmjournal doctor” to see what can be restored."),
                file=path,
            ) from error
        data = home.wrapping.readable(raw)
    _write(target, data[:], PLAIN)


def _refuse_waiting(home: Home) -> None:
    if waiting := sorted(home.inbox.glob(f"*{SUFFIX}")) if home.inbox.is_dir() else []:
        raise Refused(
            N_("Something that was sealed while the journal was locked still waits: {file}."),
            kept=N_("The journal is as it was."),
            todo=N_("Open the journal once; what cannot be taken in is yours to move away."),
            file=waiting[0],
        )


@contextmanager
def _all_or_nothing(home: Home) -> Iterator[None]:
    """The block writes the other form; afterwards the form that is in force is the only one."""
    with troubles.writing(home.data, _CONVERTING):
        disk.make_private(home.data)
        disk.save_small(home.converting, b"")
        try:
            yield
        except BaseException:  # Ctrl-C too: of two forms, one alone may stay
            with contextlib.suppress(OSError):
                _tidy(home)
            raise
        _tidy(home)


def settle(home: Home) -> None:
    """Finishes an interrupted change, or takes it back; waits for one that is under way."""
    with locked(home.lock), troubles.writing(home.data, _CONVERTING):
        if home.converting.exists():
            _tidy(home)


def _tidy(home: Home) -> None:
    """Removes every file of the form that is not in force, and then the mark."""
    encrypted = home.recipients.exists()
    stale = plain_files(home) if encrypted else wrapped_files(home)
    if not encrypted:
        stale += [home.identity, *home.inbox.glob("*"), *home.inbox.glob(".*.tmp")]
    for path in stale:
        disk.remove(path)
    with contextlib.suppress(OSError):
        home.inbox.rmdir()  # only where nothing is in it
    for directory in {path.parent for path in stale} | {home.data}:
        if directory.is_dir():
            disk.fsync_directory(directory)
    disk.remove(home.converting)
    disk.fsync_directory(home.data)


def change_passphrase(home: Home, protected: bytes) -> None:
    """Puts the identity under another passphrase; nothing else is written."""
    with locked(home.lock), troubles.writing(home.data, _CONVERTING):
        refuse_converted(home)
        disk.save_small(home.identity, protected)


def _holds_something(path: Path) -> bool:
    return path.is_file() and path.stat().st_size > 0


def copies(home: Home) -> list[Path]:
    """Files beside the journal that are none of ours, and may be copies of it."""
    ours = (home.lock, home.journal, home.identity, home.recipients, home.sample)
    own = {path.name for path in ours}
    with contextlib.suppress(OSError):
        return [
            path
            for path in sorted(home.data.iterdir())
            if "journal" in path.name and path.name not in own and _holds_something(path)
        ]
    return []
