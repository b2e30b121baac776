"""Writing what was asked for to a file that the person named."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from rmjournal.cli import output
from rmjournal.cli.state import STATE
from rmjournal.errors import CannotWrite, Refused
from rmjournal.i18n import N_, _
from rmjournal.journal import files


def hand_out(text: str | Iterable[bytes], file: str | None) -> None:
    """Writes the text, or portions of it, to a new file and says so, else to stdout.

    Raises Refused if the file exists.
    """
    portions = [text.encode()] if isinstance(text, str) else text
    if file is None:
        output.portions(portions)
        return
    path = Path(file).expanduser()
    STATE.home.refuse_own(path)
    if path.exists() or path.is_symlink():
        raise Refused(
            N_("{file} exists already."),
            kept=N_("It was not changed."),
            todo=N_("Choose another file with -o, or move that one away."),
            file=path,
        )
    try:
        files.save(path, b"".join(portions))
    except OSError as error:
        raise CannotWrite(
            N_("{file} could not be written ({reason})."),
            kept=N_("Your journal is untouched."),
            todo=N_("Choose another file with -o."),
            file=path,
            reason=error.strerror or type(error).__name__,
        ) from error
    output.aside(_("Written to {file}.", file=path))
