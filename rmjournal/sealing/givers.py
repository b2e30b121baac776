"""Where a script gives the passphrase, or the identity itself: by three variables."""

from __future__ import annotations

import os
from pathlib import Path

from rmjournal.errors import UsageProblem
from rmjournal.i18n import N_
from rmjournal.sealing.identity import Unlocked

FILE = "RMJOURNAL_PASSPHRASE_FILE"
COMMAND = "RMJOURNAL_PASSPHRASE_COMMAND"
IDENTITY = "RMJOURNAL_IDENTITY_FILE"


def identity() -> Unlocked | None:
    """The unlocked identity that the environment names; none where it names none."""
    named = os.environ.get(IDENTITY)
    return Unlocked.of(_text(named, IDENTITY)) if named else None


def passphrase() -> str | None:
    """The passphrase that the environment gives, without its line end; none where it gives none."""
    if named := os.environ.get(FILE):
        return _line(_text(named, FILE))
    if command := os.environ.get(COMMAND):
        return _line(_told(command))
    return None


def in_file(path: str) -> str:
    """The passphrase in a file."""
    return _line(_text(path, ""))


def _line(text: str) -> str:
    return text.removesuffix("\n").removesuffix("\r")


def _text(path: str, variable: str) -> str:
    try:
        return Path(path).expanduser().read_text(encoding="utf-8")
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) else ""
        raise UsageProblem(
            N_("The file that {variable} names cannot be read ({reason}).")
            if variable
            else N_("The file {file} cannot be read ({reason})."),
            kept=N_("The journal is as it was."),
            todo=N_("Correct the path: {file}"),
            variable=variable,
            reason=reason or type(error).__name__,
            file=path,
        ) from error


def _told(command: str) -> str:
    import shlex
    import subprocess

    try:
        done = subprocess.run(
            shlex.split(command), stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, check=True
        )
        return done.stdout.decode()
    except (OSError, ValueError, subprocess.CalledProcessError) as error:
        raise UsageProblem(
            N_("The command that {variable} names gave no passphrase."),
            kept=N_("The journal is as it was."),
            todo=N_("Try it by itself: it has to print the passphrase and end with 0."),
            variable=COMMAND,
        ) from error
