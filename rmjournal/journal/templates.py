"""The templates of exports: those that come with the program, and copies of them to change."""

from __future__ import annotations

from pathlib import Path

from rmjournal.errors import CannotWrite, NotFound, Refused
from rmjournal.export.shipped import SUFFIX, shipped, templates
from rmjournal.i18n import N_
from rmjournal.paths import Home
from rmjournal.storage import disk

__all__ = ["eject", "source", "templates"]


def source(name: str) -> str:
    """The built-in template of that name; raises NotFound for any other."""
    found = shipped(name.removesuffix(SUFFIX) + SUFFIX)
    if found is None:
        raise NotFound(
            N_("There is no template “{name}”."),
            todo=N_("There are: {names}."),
            name=name[:40],
            names=", ".join(templates()),
        )
    return found


def eject(home: Home, name: str, target: Path) -> None:
    """Writes a copy of a built-in template to change; never over a file that is there."""
    text = source(name)
    home.refuse_own(target)
    if target.exists() or target.is_symlink():
        raise Refused(
            N_("{file} exists already."),
            kept=N_("It was not changed."),
            todo=N_("Choose another file with -o, or move that one away."),
            file=target,
        )
    try:
        disk.save_small(target, text.encode())
    except OSError as error:
        raise CannotWrite(
            N_("The template could not be written ({reason})."),
            kept=N_("Nothing was written."),
            todo=N_("Choose another file with -o."),
            reason=error.strerror or type(error).__name__,
        ) from error
