"""Copies of the journal: made to a file of one's own, and put back in place."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from rmjournal.errors import Damaged, NotFound, Refused
from rmjournal.i18n import N_
from rmjournal.storage import disk, troubles
from rmjournal.storage.contents import Contents, read_bytes, verify
from rmjournal.storage.generations import Generation, generations
from rmjournal.storage.wrapped import is_wrapped, refuse_foreign
from rmjournal.wrapping import PLAIN, Wrapping

if TYPE_CHECKING:
    from rmjournal.paths import Home
    from rmjournal.storage.layout import Raw
    from rmjournal.storage.store import Store

__all__ = ["Generation", "Restored", "create", "generations", "restore", "verified"]


class Restored(NamedTuple):
    """An earlier state that is in place again."""

    generation: int
    """The number it had."""
    saved: str
    """When it was saved, UTC, ISO 8601."""
    kept: Path | None
    """Where the journal is that it replaced, if there was one."""


def create(store: Store, target: Path) -> None:
    """Copies the verified journal to a new file that only its owner can read.

    Raises NotFound if there is no journal, Refused if another file is there, CannotWrite.
    """
    contents = store.storage.current().contents
    if contents is None:
        raise NotFound(N_("There is no journal to copy yet."), kept=N_("Nothing was written."))
    with troubles.writing(target.parent, troubles.COPY):
        try:
            disk.write_whole(target, store.home.wrapping.wrap([memoryview(contents.raw)]))
        except FileExistsError as error:
            if not target.is_file() or not _holds(store.home, target, contents.raw):
                raise _taken(target) from error
        else:
            disk.fsync_directory(target.parent)


def _holds(home: Home, path: Path, raw: Raw) -> bool:
    """Whether a file of the same name is that very copy."""
    try:
        return home.wrapping.unwrap(read_bytes(path))[:] == raw[:]
    except ValueError:
        return False


def _taken(target: Path) -> Refused:
    return Refused(
        N_("There is a file of that name already: {file}."),
        kept=N_("It was not changed, and nothing was copied."),
        todo=N_("Choose another name."),
        file=target,
    )


def restore(store: Store, which: int | Path) -> Restored:
    """Puts a generation, by its number, or a copy, by its path, in place of the journal.

    It becomes a new device's, under a higher generation than any; what it replaces is kept.
    Raises NotFound if there is no such copy, Damaged if a byte of it is not as saved.
    """
    home = store.home
    path = _found(home, which)
    contents = verified(path, home.wrapping)
    with store.storage.exclusive():
        kept = store.storage.replace_contents(
            contents.tables(), least=max(contents.seal.generation, next_number(home))
        )
    return Restored(contents.seal.generation, contents.seal.saved, kept)


def next_number(home: Home) -> int:
    """A generation number that no state of the journal had yet, a damaged one in place included."""
    return max((each.number for each in generations(home.generations)), default=0) + 1


def _found(home: Home, which: int | Path) -> Path:
    if isinstance(which, int):
        for each in generations(home.generations):
            if each.number == which:
                return each.path
    else:
        for path in (which, home.generations / which):
            if path.is_file():
                return path
    raise NotFound(
        N_("There is no backup {which}."),
        kept=N_("The journal is as it was."),
        todo=N_("“rmjournal backup list” shows them."),
        which=which,
    )


def verified(path: Path, wrapping: Wrapping = PLAIN) -> Contents:
    """The contents of a copy, wrapped or not.

    Raises Damaged if a byte of it is not as saved, Refused if it is not for our key, CannotWrite.
    """
    try:
        raw = read_bytes(path)
        if not is_wrapped(raw):
            return verify(raw)
        refuse_foreign(wrapping, path)
        return verify(wrapping.unwrap(raw))
    except ValueError as error:
        raise Damaged(
            N_("This backup is damaged or is no journal: {file}."),
            kept=N_("The journal is as it was."),
            todo=N_("Choose another one; “rmjournal backup list” shows them."),
            file=path,
        ) from error
    except OSError as error:
        raise troubles.unreadable(error, path) from error
