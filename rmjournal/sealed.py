"""The words for encryption: what it does, what it cannot reach, and what became of sealed notes."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from rmjournal.i18n import N_, _, ngettext
from rmjournal.telling import sentences

if TYPE_CHECKING:
    from rmjournal.journal.letters import Taken
    from rmjournal.journal.protection import Encrypted

NOBODY = N_(
    "Without the passphrase, or a recovery key if you take one, nobody can open the journal, "
    "rmjournal included."
)
OUT_OF_REACH = N_(
    "Out of reach, and as readable as they were: exports, copies you made, what you sent, "
    "synchronised folders, backups of this computer, and what the disk still keeps of "
    "the files that were removed."
)
RECOVERY_KEY = N_("This is your recovery key. It is shown once; write it down, and hide it well:")
RECOVERY = N_(
    "Should you forget the passphrase, put that line in a file, name the file in "
    "RMJOURNAL_IDENTITY_FILE, and give the command: rmjournal passphrase"
)
FORGOTTEN = N_(
    "Forgotten? If you have a recovery key, put its line in a file and give the command: "
    "RMJOURNAL_IDENTITY_FILE=FILE rmjournal passphrase. Without passphrase and recovery key nobody "
    "can open the journal; what you log from the command line is sealed and waits meanwhile."
)
FOUR = N_("log, learn, action add and win add need no passphrase; everything else asks for it.")
DECRYPTED = N_(
    "The journal is no longer encrypted: {file}. Whoever opens your session on this "
    "computer can read it."
)
CHANGED = (
    N_("From now on the new passphrase opens the journal."),
    N_("A copy of the earlier identity.age still opens with the earlier one."),
)
"""What is said of encryption, msgids."""


def encrypted(done: Encrypted) -> str:
    """That it is, and where."""
    return _("The journal is encrypted: {file}", file=done.home.journal)


def beyond(done: Encrypted) -> Iterator[str]:
    """What encryption did not reach, and what still needs no passphrase; a sentence each."""
    yield _(OUT_OF_REACH)
    for path in done.copies:
        yield _("This may be a copy, and is yours to look after: {file}", file=path)
    yield _(FOUR)


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
