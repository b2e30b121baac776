"""Files beside the journal that a person asked for, or works on in their editor."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from rmjournal.errors import CannotWrite, Refused, UsageProblem, reason_of
from rmjournal.i18n import N_
from rmjournal.storage.disk import fsync_directory, make_private, write_whole
from rmjournal.storage.disk import save_small as save

if TYPE_CHECKING:
    from rmjournal.paths import Home

__all__ = ["dragged", "make_private", "save", "save_new", "typed"]


def typed(text: str) -> Path:
    """The path that a person typed, or dragged here; raises UsageProblem for what cannot be one."""
    wanted = dragged(text.strip())
    if not wanted or "\0" in wanted:
        raise UsageProblem(
            N_("This is no path to a file."),
            kept=N_("Nothing was read or written."),
            todo=N_("Type where it is, such as ~/Documents/packet.age."),
        )
    return Path(os.path.abspath(os.path.expanduser(wanted)))


def dragged(text: str) -> str:
    """What a terminal writes for a file that is dragged onto it: quoted, escaped, or as an address."""
    if text.startswith("file://"):
        from urllib.parse import unquote

        return unquote(text.removeprefix("file://").removeprefix("localhost"))
    if os.sep == "/" and ("\\" in text or text.startswith(("'", '"'))):
        import shlex

        with contextlib.suppress(ValueError):
            words = shlex.split(text)
            return words[0] if len(words) == 1 else text
    quoted = len(text) > 1 and text[0] == text[-1] and text[0] in "'\""
    return text[1:-1] if quoted else text


def save_new(home: Home, file: str, portions: Iterable[bytes]) -> Path:
    """Writes a new file where the person said; returns its path.

    Raises Refused if something is there already, UsageProblem for a file of the journal itself,
    CannotWrite where the disk refuses.
    """
    path = Path(os.path.expanduser(file))
    home.refuse_own(path)
    try:
        write_whole(path, portions)
        fsync_directory(path.parent)
    except FileExistsError as error:
        raise Refused(
            N_("{file} exists already."),
            kept=N_("It was not changed."),
            todo=N_("Choose another file, or move that one away."),
            file=path,
        ) from error
    except OSError as error:
        raise CannotWrite(
            N_("{file} could not be written ({reason})."),
            kept=N_("Your journal is untouched."),
            todo=N_("Choose another file."),
            file=path,
            reason=reason_of(error),
        ) from error
    return path
