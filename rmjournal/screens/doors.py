"""The doors of the welcome for those who do not begin anew: a journal of theirs, an invitation."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rmjournal.i18n import _, ngettext, words
from rmjournal.journal import moving
from rmjournal.journal.moving import Held
from rmjournal.screens.dialog import Dialog
from rmjournal.screens.fields import Field, Values
from rmjournal.screens.sheet import Sheet
from rmjournal.text import one_line
from rmjournal.widgets.plain import plain

if TYPE_CHECKING:
    from rmjournal.journal import Journal
    from rmjournal.paths import Home

ACCEPT, BEGIN = "accept", "begin"
"""What is chosen at the door of an invitation."""


def bring(home: Home) -> Sheet[Held]:
    """Asks where one's journal is, says what it holds, then copies it here."""
    return Sheet(
        plain(_("I already have a journal")),
        (Field("path", _("Where it is"), hint=_("/media/key/journal.json, or its folder")),),
        lambda journal, values: moving.bring(journal, values.text("path")),
        draft="bring",
        visibility=None,
        intro=plain(
            _("First you are told what it holds. Then it is copied to {file}; the original stays "
              "as it is. Drafts and settings are not copied.", file=home.journal)
        ),
        warn=_holds,
        good=True,
        accept=_("Copy it here"),
    )  # fmt: skip


def _holds(journal: Journal, values: Values) -> str:
    """What that journal holds, in words."""
    held = moving.look(journal, values.text("path"))
    names = [
        _("{first} and {last}", first=one_line(pair.mentee.name), last=one_line(pair.mentor.name))
        for pair in held.pairs
    ]
    pairs = "; ".join(names) or _("no pair")
    sessions = ngettext("{n} session", "{n} sessions", held.sessions)
    saved = words().moment(held.saved)
    return _("It holds: {pairs}, {sessions}; last saved on {when}.", pairs=pairs,
             sessions=sessions, when=saved)  # fmt: skip


def invited() -> Dialog:
    """What to do with an invitation: accept it here, or begin first."""
    return Dialog(
        plain(_("I received an invitation")),
        plain(
            _("Accepting it makes the pair here, with the same two names, and writes an answer for you "
              "to send back. As a command: rmjournal exchange accept FILE.")
        ),
        plain(
            _("Or begin your own pair now, with the same two names; the invitation can be accepted "
              "later.")
        ),
        offers=((_("Accept it"), ACCEPT), (_("Begin with our pair"), BEGIN)),
    )  # fmt: skip
