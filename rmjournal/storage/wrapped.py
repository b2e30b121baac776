"""What is to be minded about files that may be wrapped: whose key, and that nobody is left behind."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from rmjournal.errors import CannotWrite, Locked, Refused
from rmjournal.i18n import N_
from rmjournal.storage.lock import locked

if TYPE_CHECKING:
    from collections.abc import Callable

    from rmjournal.paths import Home
    from rmjournal.wrapping import Raw, Wrapping

SUFFIX = ".age"
"""What the names of encrypted files end in."""
AGE = b"age-encryption.org/"
"""What a file in the age format begins with."""


def is_wrapped(raw: Raw) -> bool:
    """Whether these are the bytes of an encrypted file."""
    return raw[: len(AGE)] == AGE


def refuse_converted(home: Home) -> None:
    """Raises CannotWrite for a journal that was encrypted or decrypted since this home was opened."""
    encrypted = home.recipients.exists()
    if encrypted == bool(home.wrapping.suffix):
        return
    raise CannotWrite(
        N_("The journal was encrypted meanwhile.")
        if encrypted
        else N_("The journal was decrypted meanwhile."),
        kept=N_("Nothing was written."),
        todo=N_("Leave rmjournal and open it again."),
    )


def keep_in_force(home: Home, write: Callable[[], object]) -> None:
    """Has what ``write`` writes in the form that is in force, also while that is being changed.

    A change takes along what was there when its mark appeared, and removes the rest; so where the
    mark is there afterwards, the file is written once more when the change is over, under the lock.
    Raises CannotWrite for a journal that was encrypted or decrypted since this home was opened.
    """
    refuse_converted(home)
    write()
    if home.converting.exists():
        _write_after_change(home, write)
    refuse_converted(home)


def _write_after_change(home: Home, write: Callable[[], object]) -> None:
    try:
        with locked(home.lock):
            refuse_converted(home)
            write()
    except Locked as error:
        raise CannotWrite(
            N_("The journal is being encrypted or decrypted."),
            kept=N_("Nothing was written."),
            todo=N_("Try again in a moment."),
        ) from error


def refuse_foreign(wrapping: Wrapping, path: Path) -> None:
    """Raises Refused for an encrypted copy where the journal is not, so that there is no key."""
    if not wrapping.suffix:
        raise Refused(
            N_("This copy is encrypted, and the journal here is not: {file}."),
            kept=N_("The journal is as it was."),
            todo=N_(
                "Decrypt it first, with the identity.age of that journal or a file with its "
                "recovery key, and restore what comes of it: "
                "age -d -i identity.age COPY.age > copy.json"
            ),
            file=path,
        )


def plain_files(home: Home) -> list[Path]:
    """The files with a person's words that lie there as they are, the journal last."""
    return _files(home, wrapped=False)


def wrapped_files(home: Home) -> list[Path]:
    """The files with a person's words that lie there encrypted, the journal last."""
    return _files(home, wrapped=True)


def _files(home: Home, *, wrapped: bool) -> list[Path]:
    found = [
        path
        for directory in (home.generations, home.drafts)
        for path in _inside(directory)
        if (path.suffix == SUFFIX) == wrapped
    ]
    for name in ("exchange.json", "journal.json"):
        path = home.data / f"{name}{SUFFIX if wrapped else ''}"
        real = Path(os.path.realpath(path))
        found += [each for each in _inside(real.parent) if _is_temporary(each, real)]
        found += [real] if real.exists() else []
        found += [path] if path.is_symlink() else []
    return found


def _is_temporary(path: Path, target: Path) -> bool:
    return path.name.startswith(f".{target.name}.") and path.name.endswith(".tmp")


def _inside(directory: Path) -> list[Path]:
    try:
        return [path for path in sorted(directory.iterdir()) if path.is_file()]
    except (FileNotFoundError, NotADirectoryError):
        return []
