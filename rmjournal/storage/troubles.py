"""What the disk refuses, in words: full, read-only, or not ours."""

from __future__ import annotations

import errno
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, NamedTuple

from rmjournal.errors import CannotWrite, reason_of
from rmjournal.i18n import N_

if TYPE_CHECKING:
    from pathlib import Path

_FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}


class Wording(NamedTuple):
    """The msgids for a thing that could not be written."""

    full: str
    read_only: str
    other: str
    kept: str
    todo: str


_ELSEWHERE = N_("Make {folder} writable, or choose another one with RMJOURNAL_HOME.")

JOURNAL = Wording(
    full=N_("There is no space left to save the journal."),
    read_only=N_("The journal is on a disk that is read-only."),
    other=N_("The journal could not be saved ({reason})."),
    kept=N_("Everything saved before is still there."),
    todo=_ELSEWHERE,
)
DRAFT = Wording(
    full=N_("There is no space left to keep what is being typed."),
    read_only=N_("The drafts are on a disk that is read-only."),
    other=N_("What is being typed could not be kept ({reason})."),
    kept=N_("The journal is as it was."),
    todo=_ELSEWHERE,
)
COPY = Wording(
    full=N_("There is no space left for the copy."),
    read_only=N_("The disk for the copy is read-only."),
    other=N_("The copy could not be written ({reason})."),
    kept=N_("The journal is as it was."),
    todo=N_("Choose another place than {folder}, or make it writable."),
)
ERASING = Wording(
    full=N_("There is no space left to write the journal without it."),
    read_only=N_("The journal is on a disk that is read-only."),
    other=N_("It could not be erased everywhere ({reason})."),
    kept=N_("Nothing else was lost; it can still be found until all of it is erased."),
    todo=N_("Make {folder} writable, then give the command again: it finishes what was begun."),
)


@contextmanager
def writing(folder: Path, words: Wording) -> Iterator[None]:
    """Raises CannotWrite, in these words, for an OSError of the block."""
    try:
        yield
    except OSError as error:
        todo = words.todo
        if error.errno in _FULL:
            happened, todo = words.full, N_("Free some space, then try again.")
        elif error.errno == errno.EROFS:
            happened = words.read_only
        else:
            happened = words.other
        raise CannotWrite(
            happened, kept=words.kept, todo=todo, reason=reason_of(error), folder=folder
        ) from error


SYSTEMS_OWN = (
    N_("No such file or directory"), N_("Permission denied"), N_("Is a directory"),
    N_("Not a directory"), N_("Read-only file system"), N_("No space left on device"),
    N_("File exists"), N_("Input/output error"),
    N_("Operation not permitted"), N_("File name too long"), N_("Disk quota exceeded"),
)  # fmt: skip
"""What the system says of errors, for our catalogue."""


def unreadable(error: OSError, path: Path) -> CannotWrite:
    """The error for a file that is there and cannot be read."""
    return CannotWrite(
        N_("The journal cannot be read ({reason})."),
        kept=N_("The file was not changed."),
        todo=N_("Make {file} readable for you."),
        reason=reason_of(error),
        file=path,
    )
