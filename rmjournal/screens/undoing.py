"""Taking back, said in words: what it was that was taken back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rmjournal.commands import BY_PATH
from rmjournal.i18n import _, words

if TYPE_CHECKING:
    from rmjournal.journal import Journal


def take_back(journal: Journal) -> str:
    """Undoes this person's last verb; returns a sentence that names it."""
    from rmjournal.journal.undoing import local, undo

    undone = undo(journal)
    when = words().moment(local(journal, undone.at), year=False)
    return _(
        "Taken back: “{verb}” of {when}.", verb=in_words(undone.verb).removesuffix("."), when=when
    )


def in_words(verb: str) -> str:
    """What a verb does, as its command says it; nobody here has to know the command."""
    declared = BY_PATH.get(verb)
    return _(declared.help) if declared else verb
