"""The system's clipboard, through whatever program the system has for it."""

from __future__ import annotations

from rmjournal.errors import CannotWrite
from rmjournal.i18n import N_


def copy(text: str) -> None:
    """Puts the text on the clipboard; raises CannotWrite where it is not there afterwards."""
    import pyperclip

    try:
        pyperclip.copy(text)
        arrived = pyperclip.paste()
    except (pyperclip.PyperclipException, OSError) as error:
        raise _no_clipboard() from error
    if arrived.split() != text.split():
        raise _no_clipboard()


def _no_clipboard() -> CannotWrite:
    return CannotWrite(
        N_("The text could not be put on the clipboard."),
        kept=N_("Your journal is untouched."),
        todo=N_("Install wl-clipboard or xclip, or write to a file with -o."),
    )
