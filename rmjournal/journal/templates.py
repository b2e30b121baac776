"""The templates of exports: those that come with the program, and copies of them to change."""

from __future__ import annotations

from pathlib import Path

from rmjournal.errors import NotFound
from rmjournal.export.shipped import SUFFIX, shipped, templates
from rmjournal.i18n import N_
from rmjournal.journal import files
from rmjournal.paths import Home

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
    files.save_new(home, str(target), [source(name).encode()])
