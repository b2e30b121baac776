"""How an error is told: what happened, what was kept, what to do; and the exit code it ends in."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from typer._click import exceptions as click_errors
from typer._click.types import IntParamType

from rmjournal.cli.output import aside
from rmjournal.errors import RmjournalError, UsageProblem
from rmjournal.i18n import N_
from rmjournal.telling import sentences

_WHEN = ("--date", "--day", "--time", "--starts")
"""What people try for the option that says when; those that look alike in letters mean something else."""


def tell(error: RmjournalError) -> int:
    """Prints the error in the person's language; returns its exit code."""
    from rmjournal.cli.choices import said

    for sentence in sentences(error, said):
        aside(sentence)
    return error.exit_code


def translated(error: click_errors.ClickException) -> RmjournalError:
    """Typer's complaint about the words of a command, as one of ours."""
    name = _named(error)
    helping = {"command": _command(error)}
    see = N_("“{command} --help” shows what it takes.")
    match error:
        case click_errors.MissingParameter():
            missing = _missing(error) or [name]
            happened = N_("{name} is missing.") if len(missing) == 1 else N_("{name} are missing.")
            return UsageProblem(happened, todo=see, name=", ".join(missing), **helping)
        case click_errors.NoSuchOption():
            near = ", ".join(_meant(error))
            todo = N_("Did you mean {near}?") if near else see
            return UsageProblem(
                N_("There is no option {name} here."), todo=todo, name=error.option_name[:40],
                near=near, **helping,
            )  # fmt: skip
        case click_errors.BadOptionUsage():
            return UsageProblem(
                N_("The option {name} needs a value."), todo=see, name=error.option_name, **helping
            )
        case click_errors.BadParameter():
            wants = N_("{name} takes a whole number.")
            if not isinstance(getattr(error.param, "type", None), IntParamType):
                wants = N_("{name} does not take this value.")
            return UsageProblem(wants, todo=see, name=name, **helping)
        case click_errors.FileError():
            return UsageProblem(N_("The file cannot be read."), todo=see, **helping)
    return UsageProblem(N_("There are too many words here."), todo=see, **helping)


def _missing(error: Any) -> list[str]:
    """All that the command needs and was not given: what was given has been read before it complains."""
    if error.ctx is None:
        return []
    return [
        _name(each)
        for each in error.ctx.command.params
        if each.required and each.name not in error.ctx.params
    ]


def _named(error: Any) -> str:
    param = getattr(error, "param", None)
    return "" if param is None else _name(param)


def _name(param: Any) -> str:
    long = [name for name in param.opts if name.startswith("-")]
    return str(max(long, key=len)) if long else str(param.metavar or param.name.upper())


def _meant(error: click_errors.NoSuchOption) -> Sequence[str]:
    """The options that look alike; for who looks for a date, the one that says when, if there is one."""
    if error.option_name not in _WHEN or error.ctx is None:
        return error.possibilities or ()
    known = {name for param in error.ctx.command.params for name in param.opts}
    return [name for name in ("--when", "--on", "--at", "--due") if name in known][:1]


def _command(error: Any) -> str:
    ctx = getattr(error, "ctx", None)
    return ctx.command_path if ctx is not None else "rmjournal"
