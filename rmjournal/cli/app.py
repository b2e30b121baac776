"""The root of the command line: its options, and how a run ends."""

from __future__ import annotations

import os
import sys
from typing import Annotated

import typer
from typer._click import exceptions as click_errors

from rmjournal import __version__
from rmjournal.cli import problems
from rmjournal.cli.framework import LazyGroup, PipeClosed, option
from rmjournal.cli.keeping import give_back
from rmjournal.cli.output import aside, say
from rmjournal.cli.state import STATE
from rmjournal.errors import INTERRUPTED, CannotWrite, RmjournalError, reason_of
from rmjournal.i18n import N_, _

BROKEN_PIPE = 141

root = typer.Typer(
    name="rmjournal",
    cls=LazyGroup,
    help=_("A journal for a reverse-mentoring pair: a junior mentor, a senior mentee."),
    epilog=_("Your journal stays on this computer; nothing is sent anywhere."),
    invoke_without_command=True,
    rich_markup_mode=None,
    add_completion=False,
    options_metavar=_("[OPTIONS]"),
    subcommand_metavar=_("COMMAND …"),
)


@root.callback()
def start(
    ctx: typer.Context,
    home: Annotated[
        str | None,
        option("--home", help=N_("Keep everything in this directory."), metavar=N_("DIR")),
    ] = None,
    lang: Annotated[
        str | None, option("--lang", help=N_("Speak fr or en."), metavar="fr|en")
    ] = None,
    version: Annotated[bool, option("--version", help=N_("Show the version."))] = False,
) -> None:
    """Sets the run up; without a command, shows where the pair stands."""
    STATE.chosen_home = home
    if version:
        say(f"rmjournal {__version__}")
    elif ctx.invoked_subcommand is None:
        from rmjournal.cli.status import status

        status()


def _silence() -> None:
    """Nothing more goes to stdout, which cannot take it."""
    if sys.stdout is not None:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def run(args: list[str]) -> int:
    """Carries out one command line; returns the exit code."""
    command = typer.main.get_command(root)
    try:
        code = command.main(args, prog_name="rmjournal", standalone_mode=False)
        if sys.stdout is not None:
            sys.stdout.flush()
    except click_errors.NoArgsIsHelpError as error:
        say(error.format_message())
        return 2
    except click_errors.ClickException as error:
        return problems.tell(problems.translated(error))
    except RmjournalError as error:
        give_back(error)
        return problems.tell(error)
    except (KeyboardInterrupt, typer.Abort):
        aside()
        return INTERRUPTED
    except (PipeClosed, BrokenPipeError):
        _silence()
        return BROKEN_PIPE
    except OSError as error:
        _silence()
        return problems.tell(
            CannotWrite(
                N_("The output could not be written ({reason})."),
                kept=N_("The journal is as it was last saved."),
                todo=N_("Free some space, or write it somewhere else."),
                reason=reason_of(error),
            )
        )
    return code if isinstance(code, int) else 0
