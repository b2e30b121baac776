"""The key of an encrypted journal: an age identity in a file that a passphrase protects.

    # rmjournal: the key of an encrypted journal; keep it to yourself
    # recipients: age1… age1…
    AGE-SECRET-KEY-1…

Decrypted, that is an identity file for ``age -i``. The second line vouches for the list of public
keys, which lies in the clear: nobody without the passphrase can write both.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

from rmjournal.errors import UsageProblem, WrongPassphrase
from rmjournal.i18n import N_
from rmjournal.model.value import value
from rmjournal.sealing import library

LEAST = 8
"""The characters of a passphrase that is chosen; one that was chosen before may have fewer."""
_SECRET = re.compile(r"AGE-SECRET-KEY-1[0-9A-Z]+")
_VOUCHED = re.compile(r"^# recipients: (.+)$", re.MULTILINE)
_HEAD = "# rmjournal: the key of an encrypted journal; keep it to yourself\n"


@value()
class Unlocked:
    """An identity in the clear: never written, never shown, but for a recovery key once."""

    secret: str
    recipients: tuple[str, ...] = ()
    """The public keys that it vouches for; none where it does not say."""

    def __repr__(self) -> str:
        """Nothing of it, should it ever stand in a message."""
        return "Unlocked()"

    @classmethod
    def new(cls) -> Unlocked:
        """A fresh one."""
        return cls(str(library.generate()))

    @classmethod
    def of(cls, text: str) -> Unlocked:
        """The identity in the text of an identity file; raises UsageProblem where there is none."""
        secret, vouched = _SECRET.search(text), _VOUCHED.search(text)
        if secret is None:
            raise _no_identity()
        found = cls(secret[0], tuple(vouched[1].split()) if vouched else ())
        found.identity()
        return found

    def vouching(self, recipients: tuple[str, ...]) -> Unlocked:
        """The same, for this list of public keys."""
        return replace(self, recipients=recipients)

    def identity(self) -> Any:
        """As the library has it; raises UsageProblem where a character of it is wrong."""
        age = library.pyrage()
        try:
            return age.x25519.Identity.from_str(self.secret)
        except age.IdentityError as error:
            raise _no_identity() from error

    @property
    def public(self) -> str:
        """The public key."""
        return library.public(self.identity())

    @property
    def file(self) -> bytes:
        """The identity file, in the clear."""
        return f"{_HEAD}# recipients: {' '.join(self.recipients)}\n{self.secret}\n".encode()

    def protected(self, passphrase: str) -> bytes:
        """The identity file under a passphrase; takes a second or two, and half a gigabyte."""
        found: bytes = library.pyrage().passphrase.encrypt(self.file, chosen(passphrase))
        return found


def checked(passphrase: str) -> str:
    """The passphrase; raises UsageProblem for an empty one, which would protect nothing."""
    if not passphrase.strip():
        raise UsageProblem(
            N_("An empty passphrase protects nothing."),
            kept=N_("Nothing was changed."),
            todo=N_("Choose a few words that you remember and nobody guesses."),
        )
    return passphrase


def chosen(passphrase: str) -> str:
    """A passphrase for a key from now on; raises UsageProblem for one that is soon guessed."""
    if len(checked(passphrase)) < LEAST:
        raise UsageProblem(
            N_("A passphrase of fewer than {n} characters is soon guessed."),
            kept=N_("Nothing was changed."),
            todo=N_("Choose a few words that you remember and nobody guesses."),
            n=LEAST,
        )
    return passphrase


def opened(raw: bytes, passphrase: str) -> Unlocked:
    """The identity in a protected file; raises WrongPassphrase. Takes a second or two."""
    age = library.pyrage()
    try:
        text = age.passphrase.decrypt(raw, passphrase).decode()
    except (age.DecryptError, UnicodeDecodeError) as error:
        raise WrongPassphrase(
            N_("This is not the passphrase of the journal."),
            kept=N_("The journal is as it was."),
            todo=N_("Mind capital letters and the keyboard's language, then try again."),
        ) from error
    return Unlocked.of(text)


def _no_identity() -> UsageProblem:
    return UsageProblem(
        N_("There is no age identity in it that can be read."),
        kept=N_("The journal is as it was."),
        todo=N_("It is one line that begins with AGE-SECRET-KEY-1."),
    )
