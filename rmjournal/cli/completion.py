"""``completion``: the script with which a shell completes rmjournal's commands."""

from __future__ import annotations

import os
from typing import Annotated

from rmjournal.cli import choices, output
from rmjournal.cli import framework as f
from rmjournal.errors import UsageProblem
from rmjournal.i18n import N_
from rmjournal.paths import PACKAGE

SHELLS = ("bash", "zsh", "fish")

completion_app = f.single()
APPS = {"completion": completion_app}


@f.command(completion_app, "completion")
def completion(
    shell: Annotated[
        str | None, f.argument(N_("Your shell (default: the one of $SHELL)."), "|".join(SHELLS))
    ] = None,
) -> None:
    """Prints the script; its first lines say where it goes."""
    wanted = shell or os.path.basename(os.environ.get("SHELL", ""))
    if not wanted:
        raise UsageProblem(
            N_("Nothing says which shell is yours: $SHELL is empty."),
            todo=N_("Choose one of: {choices}."),
            choices=", ".join(SHELLS),
        )
    output.data(script(choices.choose(wanted, SHELLS)))


def script(shell: str) -> str:
    """The script of a shell."""
    return (PACKAGE / "cli" / "shells" / f"rmjournal.{shell}").read_text(encoding="utf-8")
