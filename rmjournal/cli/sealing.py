"""What is typed while the journal is locked: sealed, until it is opened."""

from __future__ import annotations

from typing import Any

from rmjournal.cli.output import aside
from rmjournal.cli.state import STATE
from rmjournal.i18n import _


def seal(verb: str, **said: Any) -> None:
    """Keeps what a verb was told for the locked journal, and says when it will be in it."""
    from rmjournal.journal import letters

    letters.post(STATE.home, STATE.clock, STATE.settings.pair, verb, **said)
    aside(_("Sealed. It is in the journal as soon as you open it; nobody can read it meanwhile."))
