"""Everything that can go wrong on purpose, each with the exit code it ends in.

    RmjournalError
    ├── Refused            1   a reason in the person's own data
    │   ├── NotFound           no record answers to that reference
    │   ├── Ambiguous          several do
    │   └── Changed            the record is no longer what was read
    ├── UsageProblem       2   the command's words are off
    │   └── UnknownDate        a date that is not understood
    ├── Damaged            3   the file is not what was last saved
    │   └── NewerSchema        a later rmjournal wrote it
    ├── Locked             4   another process holds the journal
    ├── CannotWrite        5   no space, no permission, a read-only disk
    ├── PacketRefused      6   a packet or an invitation that is not taken
    └── WrongPassphrase    7   it does not open the journal

A message is a msgid and its values, kept apart so that the edge translates it;
nothing is printed here, and no value is ever the text of a note.
"""

from __future__ import annotations


class Slugs(str):
    """Words that are typed as they stand, a comma between; a reader may have others for them."""

    __slots__ = ()


class RmjournalError(Exception):
    """What happened, what was kept and what to do: three msgids that share one set of values."""

    exit_code = 1

    def __init__(self, happened: str, *, kept: str = "", todo: str = "", **values: object) -> None:
        super().__init__(happened)
        self.happened = happened
        self.kept = kept
        self.todo = todo
        self.values = values

    @property
    def about(self) -> str:
        """The field that is off, as its verb calls it: the value of that name; empty for none."""
        return str(self.values.get("about", ""))

    def __str__(self) -> str:
        """The English sentence, for a log or a test; people read the translated one."""
        return self.happened.format_map(self.values)


class Refused(RmjournalError):
    """The request is clear and the person's own data forbids it."""


class NotFound(Refused):
    """No record answers to the reference."""


class Ambiguous(Refused):
    """Several records answer to the reference."""


class Changed(Refused):
    """A record was changed since it was read, so the verb would undo someone's work."""


class UsageProblem(RmjournalError):
    """The words of the command are off."""

    exit_code = 2


class UnknownDate(UsageProblem):
    """A date or a time that is not understood, or that could be read in two ways."""


class Damaged(RmjournalError):
    """The journal's bytes are not the ones last saved."""

    exit_code = 3


class NewerSchema(Damaged):
    """The journal was written by a later version and is left alone."""


class Locked(RmjournalError):
    """Another process held the journal for longer than we waited."""

    exit_code = 4


class CannotWrite(RmjournalError):
    """The disk refused: full, read-only, or not ours."""

    exit_code = 5


class PacketRefused(RmjournalError):
    """What came is not from the partner, not for this journal, not whole, or not understood."""

    exit_code = 6


class WrongPassphrase(RmjournalError):
    """What was given does not open the journal's key, or is no key of this journal."""

    exit_code = 7


def reason_of(error: OSError) -> str:
    """The system's words for what it refused, without the file that it is about."""
    return error.strerror or type(error).__name__


INTERRUPTED = 130
TERMINATED = 143
