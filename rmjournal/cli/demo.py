"""``demo``: a sample pair in a home of its own, to look around in without risk."""

from __future__ import annotations

import shlex
import sys
from pathlib import Path
from typing import Annotated

from rmjournal.cli import framework as f
from rmjournal.cli import output
from rmjournal.cli.state import STATE, at_screens
from rmjournal.cli.status import status
from rmjournal.i18n import N_, _, words
from rmjournal.journal import scratch

demo_app = f.single()
APPS = {"demo": demo_app}


@f.command(demo_app, "demo")
def demo(
    directory: Annotated[
        str | None,
        f.option(
            "--dir",
            help=N_("Where to put it (default: a new temporary directory)."),
            metavar=N_("DIR"),
        ),
    ] = None,
) -> None:
    """Writes the sample, says how to select it, and shows where that pair stands.

    One that is there already is written anew, unless somebody wrote in it.
    """
    root = scratch.place(directory)
    _enter(root)
    left = STATE.journal.store.exists
    if not left:
        scratch.fill(STATE.journal, words().language)
    output.aside(_("A sample pair, in a journal of its own. Yours is untouched."))
    if left:
        output.aside(
            _("Somebody wrote in it, so it is as it was left; without --dir, a new one is made.")
        )
    if at_screens():
        output.aside(_("To come back to it: {line}", line=_selecting(root)))
        STATE.to_be_shown = True
        return
    output.aside()
    status()
    output.say()
    output.say(_("To go on in this sample, copy this line; then: rmjournal log, rmjournal export"))
    output.say()
    output.say(_selecting(root))
    output.aside(_("To go back to your own journal: {line}", line=scratch.LEAVING))


def _enter(root: Path) -> None:
    """From here on this run works on the sample."""
    for name in ("home", "settings", "clock", "journal"):
        STATE.__dict__.pop(name, None)
    STATE.chosen_home = str(root)


def _selecting(root: Path) -> str:
    if sys.platform == "win32":
        return f'$env:RMJOURNAL_HOME = "{root}"'
    return f"export RMJOURNAL_HOME={shlex.quote(str(root))}"
