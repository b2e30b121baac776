"""Opening an encrypted journal: with what the environment gives, or a passphrase typed unseen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rmjournal.cli.output import aside
from rmjournal.cli.unseen import typed, unseen
from rmjournal.errors import UsageProblem, WrongPassphrase
from rmjournal.i18n import N_, _, ngettext
from rmjournal.journal import protection

if TYPE_CHECKING:
    from rmjournal.journal import Journal
    from rmjournal.paths import Home

MISSING = N_(
    "Set RMJOURNAL_PASSPHRASE_FILE, RMJOURNAL_PASSPHRASE_COMMAND or RMJOURNAL_IDENTITY_FILE, "
    "or give the command on a terminal."
)


def unlock(home: Home, *, asks: bool) -> None:
    """The journal of the home can be read from now on.

    ``asks`` where someone is there to type it. Raises WrongPassphrase after three tries, UsageProblem
    where nobody is.
    """
    if protection.open_at_hand(home):
        return
    if not asks:
        raise UsageProblem(
            N_("The journal is encrypted, and its passphrase is missing."),
            kept=N_("Nothing was changed."),
            todo=MISSING,
        )
    with unseen():
        _try(home)


def _try(home: Home) -> None:
    for left in reversed(range(protection.TRIES)):
        try:
            protection.open_with(home, typed(_("Passphrase of the journal:")))
        except (WrongPassphrase, UsageProblem) as error:
            if not left:
                error.todo = _forgotten()
                raise
            wrong = isinstance(error, WrongPassphrase)
            aside(_(error.happened, **error.values) if wrong else _("Type the passphrase first."))
            aside(ngettext("{n} try is left.", "{n} tries are left.", left))
        else:
            return


def _forgotten() -> str:
    """What helps whoever does not know it any more, a msgid."""
    from rmjournal import sealed

    return sealed.FORGOTTEN


def take_in(journal: Journal) -> None:
    """Takes in what was sealed while the journal was locked, and says what became of it."""
    if not protection.letters_wait(journal.store.home):
        return
    from rmjournal import sealed
    from rmjournal.journal import letters

    for each in sealed.told(letters.take_in(journal)):
        aside(each)
