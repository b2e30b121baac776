"""A text in the person's own editor, on a file among the drafts."""

from __future__ import annotations

import os
import shlex
import subprocess
from pathlib import Path

from rmjournal.errors import Refused, UsageProblem
from rmjournal.i18n import N_
from rmjournal.storage import disk, troubles
from rmjournal.storage.settings import Settings

ANOTHER = N_("Choose one with “rmjournal config set editor COMMAND”.")


def chosen_editor(settings: Settings) -> str:
    """The person's editor command as they wrote it; empty when they have none."""
    return settings.editor or os.environ.get("VISUAL") or os.environ.get("EDITOR") or ""


def editor(settings: Settings) -> list[str]:
    """The person's editor command; raises UsageProblem when they have none."""
    chosen = chosen_editor(settings)
    try:
        command = shlex.split(chosen)
    except ValueError as error:
        raise _not_started(chosen) from error
    if not command:
        raise UsageProblem(
            N_("No editor was chosen."), kept=N_("What you typed is kept."), todo=ANOTHER
        )
    return command


def edited(command: list[str], path: Path, text: str) -> str:
    """The text as the person left it; the file stays until the draft it belongs to ends."""
    with troubles.writing(path.parent, troubles.DRAFT):
        disk.make_private(path.parent)
        disk.save_small(path, text.encode("utf-8", "surrogateescape"))
    try:
        code = subprocess.run([*command, str(path)], check=False).returncode
    except OSError as error:
        raise _not_started(command[0]) from error
    if code:
        raise Refused(
            N_("The editor stopped with an error."),
            kept=N_("Your text is kept as a draft in {file}."),
            todo=N_("Copy it from there, or go on here."),
            file=path,
        )
    return left_in(path)


def _not_started(editor: str) -> UsageProblem:
    return UsageProblem(
        N_("The editor “{editor}” could not be started."),
        kept=N_("What you typed is kept."),
        todo=ANOTHER,
        editor=editor,
    )


def left_in(path: Path) -> str:
    """What an editor left in the file, without the line end it adds."""
    return path.read_bytes().decode("utf-8", "surrogateescape").removesuffix("\n")
