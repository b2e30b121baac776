"""Writing what was asked for to a file that the person named."""

from __future__ import annotations

from collections.abc import Iterable

from rmjournal.cli import output
from rmjournal.cli.state import STATE
from rmjournal.i18n import _
from rmjournal.journal import files


def hand_out(text: str | Iterable[bytes], file: str | None) -> None:
    """Writes the text, or portions of it, to a new file and says so, else to stdout.

    Raises Refused if the file exists.
    """
    portions = [text.encode()] if isinstance(text, str) else text
    if file is None:
        output.portions(portions)
        return
    path = files.save_new(STATE.home, file, portions)
    output.aside(_("Written to {file}.", file=path))
