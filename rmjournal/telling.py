"""An error in the person's language: what happened, what was kept, what to do."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from rmjournal.errors import RmjournalError, Slugs
from rmjournal.i18n import N_, _, words

UNCHANGED = N_("Nothing was changed.")
"""What was kept, where the error does not say: a verb that is refused changes nothing."""


def sentences(error: RmjournalError, said: Callable[[str], str] = str) -> list[str]:
    """The sentences of the error, its values filled in; each word to be typed as it is ``said``."""
    values = {name: _in_words(name, value, said) for name, value in error.values.items()}
    return [
        _(each, **values) for each in (error.happened, error.kept or UNCHANGED, error.todo) if each
    ]


def _in_words(name: str, value: object, said: Callable[[str], str]) -> object:
    if type(value) is date:
        return words().date(value, weekday=False)
    if isinstance(value, Slugs):
        return ", ".join(map(said, value.split(", ")))
    return _(value) if name in ("what", "reason") and isinstance(value, str) else value
