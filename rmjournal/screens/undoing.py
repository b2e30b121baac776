"""Taking back, said in words: what it was that was taken back."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from rmjournal import naming
from rmjournal.commands import BY_PATH, GROUPS
from rmjournal.i18n import _, words
from rmjournal.widgets.plain import plain

if TYPE_CHECKING:
    from rmjournal.journal import Journal
    from rmjournal.journal.undoing import Beginning
    from rmjournal.screens.dialog import Dialog
    from rmjournal.storage.history import Entry as Step

_FURTHER = re.compile(r"[\u00a0\u202f ]?[;:.](?: .*)?$")
"""What a help says after its first few words."""


def deed(verb: str) -> str:
    """What a verb does, in a few words, in the language in use."""
    help = BY_PATH[verb].help if verb in BY_PATH else GROUPS.get(verb)
    return _FURTHER.sub("", _(help), count=1) if help else _("a change")


def take_back(journal: Journal) -> str | Beginning:
    """Undoes this person's last verb and says so; if it made a pair, only tells what would go."""
    from rmjournal.journal.undoing import beginning

    return beginning(journal) or _undone(journal)


def take_beginning_back(journal: Journal) -> str:
    """Undoes the verb that made a pair; says so, and how to have it all again."""
    back = _("‹^g›, “Earlier states”, brings all of it back.")
    return f"{_undone(journal)} {back}"


def compare(journal: Journal) -> list[Step]:
    """Notes that the words were compared; returns what could be undone before it, the latest alone."""
    from rmjournal.journal.undoing import steps

    journal.exchange.compared()
    return steps(journal)[:1]


def take_back_since(journal: Journal, before: list[Step]) -> str | Beginning:
    """Takes back that the words were compared, or what was done since: whichever came last.

    The keys and what is said of them stand beside the journal, whose history has no such step.
    """
    from rmjournal.journal.undoing import steps

    if steps(journal)[:1] != before:
        return take_back(journal)
    journal.exchange.compared(same=False)
    return _("Taken back: the words count as not compared.")


def _undone(journal: Journal) -> str:
    from rmjournal.journal.undoing import local, undo

    undone = undo(journal)
    when = words().moment(local(journal, undone.at), year=False)
    return _("Taken back: “{verb}” of {when}.", verb=deed(undone.verb), when=when)


def question(found: Beginning) -> Dialog:
    """Asks whether a pair is to go, with all that was made with it."""
    from rmjournal.screens.dialog import Dialog

    return Dialog(
        plain(_("Take back the beginning of this journal?")),
        plain(_("The last thing done was “{verb}”.", verb=deed(found.verb))),
        plain(naming.goes(found)),
        plain(_("‹^g›, “Earlier states”, brings all of it back.")),
        offers=((_("Take it back"), "back"),),
        careful=True,
    )
