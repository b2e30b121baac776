"""The words for what became of notes that were sealed while the journal was locked."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from rmjournal.i18n import _, ngettext
from rmjournal.telling import sentences

if TYPE_CHECKING:
    from rmjournal.journal.letters import Taken


def told(found: Taken) -> Iterator[str]:
    """A sentence each for what was taken in, what it lost, and what still waits."""
    if found.taken:
        yield ngettext("What you sealed while the journal was locked is in it now: {n} note.",
                       "What you sealed while the journal was locked is in it now: {n} notes.",
                       found.taken)  # fmt: skip
    for each in found.loose:
        yield _("“{text}” meant nothing in the journal; that note is kept without it.", text=each)
    for path in found.unread:
        yield _("A sealed note cannot be read; it is left where it is: {file}", file=path)
    for error in found.refused:
        yield " ".join([_("A sealed note still waits:"), *sentences(error)])
