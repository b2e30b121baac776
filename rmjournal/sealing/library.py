"""The library that encrypts, loaded when a journal is encrypted and never otherwise."""

from __future__ import annotations

from typing import Any

from rmjournal.errors import Refused
from rmjournal.i18n import N_


def pyrage() -> Any:
    """The library; raises Refused on a computer that does not have it."""
    try:
        import pyrage as found
    except ImportError as error:
        raise Refused(
            N_("The library that encrypts, pyrage, is not installed here."),
            kept=N_("Nothing was changed."),
            todo=N_("Install it: python -m pip install pyrage"),
        ) from error
    return found


def generate() -> Any:
    """A new identity."""
    return pyrage().x25519.Identity.generate()


def public(identity: Any) -> str:
    """The public key of an identity, as age writes it."""
    return str(identity.to_public())
