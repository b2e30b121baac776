"""The home of a sample: a directory of its own, marked, so that nobody takes it for theirs."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from rmjournal import paths
from rmjournal.errors import CannotWrite, Refused
from rmjournal.i18n import N_
from rmjournal.storage.wrapped import SUFFIX

if TYPE_CHECKING:
    from rmjournal.paths import Home

MARK = ".rmjournal-sample"
"""The file that tells a sample home from a person's own."""


def is_sample(home: Home) -> bool:
    """Whether that home was made for a sample."""
    return (home.data / MARK).exists()


def place(directory: str | None = None) -> Path:
    """A marked directory, by default a new temporary one; raises Refused for one's own journal."""
    try:
        if directory is None:
            root = Path(tempfile.mkdtemp(prefix="rmjournal-demo-"))
        else:
            root = Path(directory).expanduser().absolute()
            if _is_a_home(paths.home(str(root))) and not (root / MARK).exists():
                raise Refused(
                    N_("{folder} holds a journal that is no sample."),
                    kept=N_("It is untouched."),
                    todo=N_("Choose another directory, or leave --dir out."),
                    folder=root,
                )
            root.mkdir(mode=0o700, parents=True, exist_ok=True)
        (root / MARK).touch(mode=0o600)
    except OSError as error:
        raise CannotWrite(
            N_("The sample could not be written ({reason})."),
            todo=N_("Choose another directory with --dir."),
            reason=error.strerror or type(error).__name__,
        ) from error
    return root


def _is_a_home(home: Home) -> bool:
    """Whether a journal lies there, in either form, or what is left of one that is missing."""
    encrypted = home.journal.with_name(f"{home.journal.name}{SUFFIX}")
    kept = home.journal, encrypted, home.recipients, home.generations
    return any(each.exists() for each in kept)


def written(language: str, zone: str) -> Home:
    """A new sample of that language, with dates as of now, in a temporary home of its own."""
    from rmjournal.journal import Journal, demo
    from rmjournal.journal.clock import clock

    home = paths.home(str(place()))
    demo.write(Journal.at(home, clock(zone)), language)
    return home
