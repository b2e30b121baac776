"""Encrypting the journal, opening it, changing its passphrase: what front ends ask of the key."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rmjournal.errors import Refused, UsageProblem
from rmjournal.i18n import N_
from rmjournal.model.value import value
from rmjournal.sealing.housing import housed

if TYPE_CHECKING:
    from pathlib import Path

    from rmjournal.paths import Home
    from rmjournal.sealing.vault import Vault

__all__ = [
    "TRIES", "Encrypted", "change_passphrase", "decrypt", "encrypt", "fit", "given_passphrase",
    "housed", "is_encrypted", "is_locked", "least", "letters_wait", "open_at_hand", "open_with",
    "passphrase_in", "refuse_encrypted", "refuse_plain",
]  # fmt: skip

TRIES = 3
"""How often a passphrase may be typed."""


@value()
class Encrypted:
    """A journal that is encrypted from now on."""

    home: Home
    recovery: str
    """The secret of the recovery key, to be shown once; empty where none was wanted."""
    copies: tuple[Path, ...]
    """Files beside the journal that are none of ours, and may hold its words."""


def is_encrypted(home: Home) -> bool:
    """Whether the files of the home are encrypted."""
    return bool(home.wrapping.suffix)


def is_locked(home: Home) -> bool:
    """Whether the journal can be added to and not read, since its key is not at hand."""
    return home.wrapping.locked


def least() -> int:
    """The characters that a passphrase has at least, from now on."""
    from rmjournal.sealing.identity import LEAST

    return LEAST


def fit(passphrase: str) -> str:
    """A passphrase to choose; raises UsageProblem for one that is soon guessed."""
    from rmjournal.sealing.identity import chosen

    return chosen(passphrase)


def encrypt(home: Home, passphrase: str, *, recovery: bool) -> Encrypted:
    """Encrypts everything in the home; raises Refused where it is already, CannotWrite."""
    from rmjournal.sealing.converting import copies
    from rmjournal.sealing.converting import encrypt as convert
    from rmjournal.sealing.identity import Unlocked

    refuse_encrypted(home)
    fit(passphrase)
    spare = Unlocked.new() if recovery else None
    unlocked = Unlocked.new()
    unlocked = unlocked.vouching((unlocked.public, *([spare.public] if spare else [])))
    sealed = convert(home, unlocked, unlocked.protected(passphrase))
    return Encrypted(sealed, spare.secret if spare else "", tuple(copies(sealed)))


def decrypt(home: Home) -> Home:
    """Decrypts everything in an open home, and does away with the key; raises CannotWrite."""
    from rmjournal.sealing.converting import decrypt as convert

    refuse_plain(home)
    return convert(home)


def change_passphrase(home: Home, passphrase: str) -> None:
    """Has the key that opened the home under another passphrase; writes nothing else."""
    from rmjournal.sealing import converting

    refuse_plain(home)
    vault = _vault(home)
    assert vault.unlocked is not None
    unlocked = vault.unlocked.vouching(vault.recipients)
    converting.change_passphrase(home, unlocked.protected(passphrase))


def open_at_hand(home: Home) -> bool:
    """Opens a locked home with what the environment gives; tells whether it gave anything.

    Raises UsageProblem where what it names cannot be had, WrongPassphrase.
    """
    from rmjournal.sealing import givers

    if not is_locked(home):
        return True
    if (unlocked := givers.identity()) is not None:
        _vault(home).open(unlocked)
        return True
    if (passphrase := givers.passphrase()) is not None:
        open_with(home, passphrase)
        return True
    return False


def open_with(home: Home, passphrase: str) -> None:
    """Opens a locked home with its passphrase, which takes a second or two; raises WrongPassphrase."""
    from rmjournal.sealing.identity import checked, opened

    _vault(home).open(opened(_protected(home), checked(passphrase)), ours=True)


def letters_wait(home: Home) -> bool:
    """Whether something that was sealed while the journal was locked waits to be taken in."""
    from rmjournal.sealing import inbox

    return bool(inbox.waiting(home))


def given_passphrase() -> str | None:
    """The passphrase that the environment gives; none where it gives none."""
    from rmjournal.sealing import givers

    return givers.passphrase()


def passphrase_in(file: str) -> str:
    """The passphrase in a file."""
    from rmjournal.sealing import givers

    return givers.in_file(file)


def _protected(home: Home) -> bytes:
    try:
        return home.identity.read_bytes()
    except OSError as error:
        raise UsageProblem(
            N_("The key of the journal cannot be read: {file}."),
            kept=N_("The journal is as it was."),
            todo=N_(
                "Put identity.age back from a copy of the folder, or give the recovery key "
                "in a file that RMJOURNAL_IDENTITY_FILE names."
            ),
            file=home.identity,
        ) from error


def _vault(home: Home) -> Vault:
    from rmjournal.sealing.vault import Vault as Kind

    assert isinstance(home.wrapping, Kind)
    return home.wrapping


def refuse_encrypted(home: Home) -> None:
    """Raises Refused where the journal is encrypted already."""
    if is_encrypted(home):
        raise Refused(
            N_("The journal is encrypted already."),
            kept=N_("Nothing was changed."),
            todo=N_("“rmjournal passphrase” changes its passphrase."),
        )


def refuse_plain(home: Home) -> None:
    """Raises Refused where the journal is not encrypted."""
    if not is_encrypted(home):
        raise Refused(
            N_("The journal is not encrypted."),
            kept=N_("Nothing was changed."),
            todo=N_("“rmjournal encrypt” encrypts it."),
        )
