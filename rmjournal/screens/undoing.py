"""Taking back, said in words: what it was that was taken back."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from rmjournal.commands import BY_PATH
from rmjournal.i18n import _, words

if TYPE_CHECKING:
    from rmjournal.journal import Journal

_FURTHER = re.compile(r"[\u00a0\u202f ]?[;:.](?: .*)?$")
"""What a help says after its first few words."""


def deed(verb: str) -> str:
    """What a verb does, in a few words, in the language in use."""
    declared = BY_PATH.get(verb)
    return _FURTHER.sub("", _(declared.help), count=1) if declared else _("a change")


def take_back(journal: Journal) -> str:
    """Undoes this person's last verb; returns a sentence that names it."""
    from rmjournal.journal.undoing import local, undo

    undone = undo(journal)
    when = words().moment(local(journal, undone.at), year=False)
    return _("Taken back: “{verb}” of {when}.", verb=deed(undone.verb), when=when)
