"""Taking back, said in words: what it was that was taken back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rmjournal.i18n import _, words

if TYPE_CHECKING:
    from rmjournal.journal import Journal


def take_back(journal: Journal) -> str:
    """Undoes this person's last verb; returns a sentence that names it."""
    from rmjournal.journal.undoing import local, undo

    undone = undo(journal)
    when = words().moment(local(journal, undone.at), year=False)
    return _("Taken back: “{verb}” of {when}.", verb=undone.verb, when=when)
