"""Typer with our words: lazy groups, help in the person's language, texts that need no quotes."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Iterator
from importlib import import_module
from itertools import zip_longest
from typing import Any, ClassVar, TypeVar

import typer
from typer import core as typer_core
from typer._click import core as click_core
from typer._click.formatting import HelpFormatter

from rmjournal.cli.helping import Worded
from rmjournal.cli.state import STATE
from rmjournal.commands import BY_PATH, COMMANDS, GROUPS
from rmjournal.errors import UsageProblem
from rmjournal.i18n import N_, _

TYPERS_OWN = (
    N_("Arguments"), N_("Options"), N_("(dynamic)"), N_("default: {default}"), N_("required"),
    N_("env var: {var}"), N_("Missing command."), N_("Aborted!"),
)  # fmt: skip
"""What Typer says through gettext, for our catalogue."""

F = TypeVar("F", bound=Callable[..., Any])
_CLOSE = 0.82


class Command(Worded, typer_core.TyperCommand):
    """A command of ours."""

    usual: ClassVar[dict[str, str]] = {}
    """The value of each option that may stand without one."""

    def parse_args(self, ctx: click_core.Context, args: list[str]) -> list[str]:
        """Typer's own, once every option that stands alone has its usual value; notes the texts."""
        rest = super().parse_args(ctx, list(_completed(args, self.usual)))
        prose = {_(each) for each in PROSE}
        names = [each.name or "" for each in self.params if each.metavar in prose]
        _pipe_in(ctx.params, names)
        given = [ctx.params.get(name) for name in names]
        texts = (" ".join(each) if isinstance(each, list | tuple) else each for each in given)
        STATE.at_risk += [text for text in texts if text and text != "-"]
        return rest


def _completed(args: list[str], usual: dict[str, str]) -> Iterator[str]:
    for arg, following in zip_longest(args, args[1:]):
        yield arg
        if arg in usual and (following is None or following.startswith("-")):
            yield usual[arg]


def _pipe_in(params: dict[str, Any], names: list[str]) -> None:
    """Puts what is piped in where an option's text is a dash; words after a command read it themselves.

    Raises UsageProblem where two texts ask for it, since it can be read once.
    """
    dashes = [name for name in names if params.get(name) in ("-", ["-"], ("-",))]
    if len(dashes) > 1:
        raise UsageProblem(
            N_("Standard input is asked for twice."),
            kept=N_("Nothing was changed."),
            todo=N_("Let one text be - and give the others in words."),
        )
    if dashes and params[dashes[0]] == "-":
        from rmjournal.cli.keeping import joined

        params[dashes[0]] = joined(["-"])


class TextCommand(Command):
    """A command whose words are a text: no quotes needed, and a dash begins no option by itself."""

    def parse_args(self, ctx: click_core.Context, args: list[str]) -> list[str]:
        """Our options wherever they stand; everything else, in order, is the text."""
        arity = {
            name: not (getattr(param, "is_flag", False) or getattr(param, "count", False))
            for param in self.get_params(ctx)
            for name in (*param.opts, *param.secondary_opts)
            if name.startswith("-")
        }
        options, text, rest = _split(args, arity)
        return super().parse_args(ctx, [*options, "--", *text, *rest])


def _split(args: list[str], arity: dict[str, bool]) -> tuple[list[str], list[str], list[str]]:
    options: list[str] = []
    text: list[str] = []
    pending = iter(args)
    for arg in pending:
        name = arg.partition("=")[0]
        if arg == "--":
            return options, text, list(pending)
        if name in arity:
            options.append(arg)
            if arity[name] and "=" not in arg:
                options.append(_value(name, pending))
        else:
            _refuse_typo(name, arity)
            text.append(arg)
    return options, text, []


def _value(name: str, pending: Iterator[str]) -> str:
    for value in pending:
        return value
    raise UsageProblem(N_("The option {name} needs a value."), name=name)


def _refuse_typo(name: str, arity: dict[str, bool]) -> None:
    if name.startswith("--") and name[2:3].isalpha():
        near = difflib.get_close_matches(name, list(arity), n=1, cutoff=_CLOSE)
        if near:
            raise UsageProblem(
                N_("There is no option {name} here."),
                kept=N_("Nothing was changed."),
                todo=N_("Did you mean {near}? If it is part of your text, put -- before the text."),
                name=name[:40],
                near=near[0],
            )


class Group(Worded, typer_core.TyperGroup):
    """A group of commands; an unknown word is refused with the nearest ones."""

    def resolve_command(self, ctx: click_core.Context, args: list[str]) -> Any:
        """The command that the next word names."""
        command = self.get_command(ctx, args[0])
        if command is None:
            raise _no_such_command(ctx.command_path, args[0], self.list_commands(ctx))
        return command.name, command, args[1:]

    def format_commands(self, ctx: click_core.Context, formatter: HelpFormatter) -> None:
        """The list of commands, each with all of its help; Typer would cut it."""
        found = [(name, self.get_command(ctx, name)) for name in self.list_commands(ctx)]
        rows = [(name, each.help or "") for name, each in found if each and not each.hidden]
        with formatter.section(_("Commands")):
            formatter.write_dl(rows)


def _no_such_command(path: str, word: str, names: list[str]) -> UsageProblem:
    near = difflib.get_close_matches(word, names, n=2, cutoff=0.6)
    return UsageProblem(
        N_("“{path} {word}” is not a command."),
        kept=N_("Nothing was changed."),
        todo=N_("Did you mean {near}?") if near else N_("“{path} --help” lists the commands."),
        path=path,
        word=word[:40],
        near=", ".join(near),
    )


class PipeClosed(Exception):
    """Whoever reads our output has seen enough; Typer would take a BrokenPipeError for a failure."""


class LazyGroup(Group):
    """The root: a command's module is imported when it is asked for, its help is known before."""

    def invoke(self, ctx: click_core.Context) -> Any:
        """Carries out the command; raises PipeClosed when its output is no longer read."""
        try:
            return super().invoke(ctx)
        except BrokenPipeError as error:
            raise PipeClosed from error

    def list_commands(self, ctx: click_core.Context) -> list[str]:
        """Every first word, in the order of the declarations."""
        return list(dict.fromkeys(command.first for command in COMMANDS))

    def get_command(self, ctx: click_core.Context, cmd_name: str) -> Any:
        """The command or group of that name, its module imported."""
        module = next((each.module for each in COMMANDS if each.first == cmd_name), None)
        if module is None:
            return None
        app = import_module(f"rmjournal.cli.{module}").APPS[cmd_name]
        command = typer.main.get_command(app)
        command.name = cmd_name
        return command

    def format_commands(self, ctx: click_core.Context, formatter: HelpFormatter) -> None:
        """The list of commands, from their declarations."""
        rows = [
            (name, _(BY_PATH[name].help if name in BY_PATH else GROUPS[name]))
            for name in self.list_commands(ctx)
        ]
        with formatter.section(_("Commands")):
            formatter.write_dl(rows)


def group(name: str, *, besides: str = "") -> typer.Typer:
    """An app for the commands that begin with ``name``; its help ends with what is said ``besides``."""
    return typer.Typer(
        name=name,
        cls=Group,
        help=_(GROUPS[name]),
        epilog=besides or None,
        no_args_is_help=True,
        rich_markup_mode=None,
        add_completion=False,
        options_metavar=_("[OPTIONS]"),
        subcommand_metavar=_("COMMAND …"),
    )


def single() -> typer.Typer:
    """An app for a command of one word."""
    return typer.Typer(rich_markup_mode=None, add_completion=False)


def command(
    app: typer.Typer, path: str, *, text: bool = False, usual: dict[str, str] | None = None
) -> Callable[[F], F]:
    """Registers the function under the declared command and its alias.

    ``usual`` has the value of each option that may stand without one.
    """
    kind = TextCommand if text else Command
    declared = BY_PATH[path]
    example = _("Example: rmjournal {example}", example=_(declared.example))
    settings: dict[str, Any] = {
        "cls": type(kind.__name__, (kind,), {"usual": usual}) if usual else kind,
        "help": _(declared.help),
        "epilog": example if declared.example else None,
        "options_metavar": _("[OPTIONS]"),
    }

    def register(function: F) -> F:
        if declared.alias:
            app.command(declared.alias, hidden=True, **settings)(function)
        return app.command(declared.name, **settings)(function)

    return register


def refuse_nothing(*said: object) -> None:
    """Raises UsageProblem when not one option says what to change."""
    if all(each is None for each in said):
        raise UsageProblem(
            N_("There is nothing to change here yet."),
            kept=N_("Nothing was changed."),
            todo=N_("Say what with an option; --help lists them."),
        )


class Choices(str):
    """What stands in the help for one of a few values: the reader's word for each, a bar between."""

    __slots__ = ("slugs",)
    slugs: tuple[str, ...]
    """The values, in the same order."""


def option(*names: str, help: str, metavar: str | None = None, **rest: Any) -> Any:
    """An option described in the language in use; ``help`` and ``metavar`` are msgids."""
    stands = _standing(metavar) if metavar else None
    return typer.Option(*names, help=_(help), metavar=stands, show_default=False, **rest)


def argument(help: str, metavar: str, **rest: Any) -> Any:
    """An argument described in the language in use."""
    return typer.Argument(help=_(help), metavar=_standing(metavar), show_default=False, **rest)


def _standing(metavar: str) -> str:
    """What stands for a value; choices are in the reader's words already."""
    return metavar if isinstance(metavar, Choices) else _(metavar)


TEXT = N_("TEXT")
WHEN = N_("WHEN")
REF = N_("REF")
MINUTES = N_("MINUTES")
WHO = N_("WHO")
FILE = N_("FILE")
"""What stands for a value in the help."""
PROSE = (TEXT, N_("TEXT…"), N_("TOPIC…"), N_("TITLE…"))
"""What stands there for a text in a person's own words."""
