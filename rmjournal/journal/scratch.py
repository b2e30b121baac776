"""The home of a sample: a directory of its own, marked, so that nobody takes it for theirs."""

from __future__ import annotations

import contextlib
import hashlib
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from rmjournal import paths
from rmjournal.errors import CannotWrite, Refused, reason_of
from rmjournal.i18n import N_
from rmjournal.journal import files, protection
from rmjournal.storage.wrapped import SUFFIX

if TYPE_CHECKING:
    from rmjournal.journal import Journal
    from rmjournal.paths import Home

LEAVING = "Remove-Item Env:RMJOURNAL_HOME" if sys.platform == "win32" else "unset RMJOURNAL_HOME"
"""What goes back from a selected sample to a person's own journal, in a shell."""


def is_sample(home: Home) -> bool:
    """Whether that home was made for a sample."""
    return home.sample.exists()


def refuse(home: Home) -> None:
    """Raises Refused in a sample, where no pair of one's own begins: whoever tidies up removes it."""
    if is_sample(home):
        raise Refused(
            N_(
                "This is a sample to look around in; a pair of your own belongs in a journal of yours."
            ),
            kept=N_("Nothing was changed."),
            todo=N_("To go back to your own journal: q on Home, or “{line}” in your shell."),
            line=LEAVING,
        )


def place(directory: str | None = None) -> Path:
    """A marked directory, by default a new temporary one; raises Refused for one's own journal.

    A sample in which nobody wrote a word makes room there for a new one.
    """
    try:
        if directory is None:
            root = Path(tempfile.mkdtemp(prefix="rmjournal-demo-"))
        else:
            root = Path(directory).expanduser().absolute()
            home = protection.housed(paths.home(str(root)))
            if _is_a_home(home) and not is_sample(home):
                raise Refused(
                    N_("{folder} holds a journal that is no sample."),
                    kept=N_("It is untouched."),
                    todo=N_("Choose another directory, or leave --dir out."),
                    folder=root,
                )
            root.mkdir(mode=0o700, parents=True, exist_ok=True)
            if _untouched(home):
                home.journal.unlink()
        paths.home(str(root)).sample.touch(mode=0o600)
    except OSError as error:
        raise CannotWrite(
            N_("The sample could not be written ({reason})."),
            todo=N_("Choose another directory with --dir."),
            reason=reason_of(error),
        ) from error
    return root


def fill(journal: Journal, language: str) -> None:
    """Writes the sample of that language, with dates as of now, into its empty home."""
    from rmjournal.journal import demo

    demo.write(journal, language)
    home = journal.store.home
    with contextlib.suppress(OSError):  # without its digest it is kept as if somebody wrote in it
        files.save(home.sample, _digest(home))


def _is_a_home(home: Home) -> bool:
    """Whether a journal lies there, in either form, or what is left of one that is missing."""
    encrypted = home.journal.with_name(f"{home.journal.name}{SUFFIX}")
    kept = home.journal, encrypted, home.recipients, home.generations
    return any(each.exists() for each in kept)


def written(language: str, zone: str) -> Home:
    """A new sample of that language, with dates as of now, in a temporary home of its own."""
    from rmjournal.journal import Journal
    from rmjournal.journal.clock import clock

    home = paths.home(str(place()))
    fill(Journal.at(home, clock(zone)), language)
    return home


def _untouched(home: Home) -> bool:
    """Whether a sample is byte for byte as it was written, and nothing is being typed in it."""
    if not (is_sample(home) and home.journal.exists()) or any(home.drafts.glob("*")):
        return False
    return home.sample.read_bytes() == _digest(home)


def _digest(home: Home) -> bytes:
    return hashlib.sha256(home.journal.read_bytes()).hexdigest().encode()
