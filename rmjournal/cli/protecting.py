"""``encrypt``, ``decrypt`` and ``passphrase``: the journal at rest."""

from __future__ import annotations

from typing import Annotated

from rmjournal import sealed
from rmjournal.cli import framework as f
from rmjournal.cli import output
from rmjournal.cli.ask import confirmed
from rmjournal.cli.state import STATE, interactive, journal
from rmjournal.cli.unseen import typed, unseen
from rmjournal.errors import UsageProblem
from rmjournal.i18n import N_, _
from rmjournal.journal import protection

encrypt_app, decrypt_app, passphrase_app = f.single(), f.single(), f.single()
APPS = {"encrypt": encrypt_app, "decrypt": decrypt_app, "passphrase": passphrase_app}


@f.command(encrypt_app, "encrypt")
def encrypt(
    recovery: Annotated[
        bool,
        f.option(
            "--recovery-key",
            help=N_("Print a second key, to be kept on paper; a terminal asks."),
        ),
    ] = False,
) -> None:
    """Encrypts everything, and says what is out of reach."""
    protection.refuse_encrypted(STATE.home)
    passphrase = protection.given_passphrase()
    if passphrase is None:
        output.aside(_(sealed.NOBODY))
        passphrase = _new_passphrase(
            N_("Set RMJOURNAL_PASSPHRASE_FILE or RMJOURNAL_PASSPHRASE_COMMAND, or give the command "
               "on a terminal.")
        )  # fmt: skip
        recovery = recovery or _wants_recovery()
    done = protection.encrypt(STATE.home, passphrase, recovery=recovery)
    output.aside(sealed.encrypted(done))
    if done.recovery:
        _tell_recovery(done.recovery)
    for each in sealed.beyond(done):
        output.aside(each)


def _new_passphrase(todo: str) -> str:
    """A passphrase that was typed twice, the same both times; raises UsageProblem otherwise.

    ``todo`` says how else it is given, a msgid. One that is too short is refused before it is typed
    again, and before anything else is asked.
    """
    if not interactive():
        raise UsageProblem(
            N_("The new passphrase is missing."), kept=N_("Nothing was changed."), todo=todo
        )
    output.aside(
        _(
            "A few words that you remember and nobody guesses, {n} characters or more.",
            n=protection.least(),
        )
    )
    with unseen():
        first = protection.fit(typed(_("New passphrase:")))
        again = typed(_("The same again:"))
    if again != first:
        raise UsageProblem(
            N_("The two are not the same."),
            kept=N_("Nothing was changed."),
            todo=N_("Give the command again."),
        )
    return first


def _wants_recovery() -> bool:
    return interactive() and confirmed(
        _("Do you want a recovery key, to be kept on paper in case you forget the passphrase?")
    )


def _tell_recovery(secret: str) -> None:
    output.aside(_(sealed.RECOVERY_KEY))
    output.say(secret)
    output.aside(_(sealed.RECOVERY))


@f.command(decrypt_app, "decrypt")
def decrypt() -> None:
    """Decrypts everything, once the passphrase was given."""
    protection.refuse_plain(STATE.home)
    journal()
    home = protection.decrypt(STATE.home)
    output.aside(_(sealed.DECRYPTED, file=home.journal))


@f.command(passphrase_app, "passphrase")
def passphrase(
    new: Annotated[
        str | None,
        f.option(
            "--new-file",
            help=N_("A file with the new passphrase, where nobody is there to type it."),
            metavar=f.FILE,
        ),
    ] = None,
) -> None:
    """Changes the passphrase; nothing but the key's file is written."""
    protection.refuse_plain(STATE.home)
    journal()
    chosen = (
        protection.passphrase_in(new)
        if new
        else _new_passphrase(
            N_("Name the file that holds it with “--new-file”, or give the command on a terminal.")
        )
    )
    protection.change_passphrase(STATE.home, chosen)
    for each in sealed.CHANGED:
        output.aside(_(each))
