"""What a shell offers while a command is being typed.

The shell runs the program with ``_RMJOURNAL_COMPLETE`` set to its name and the words up to the
cursor as arguments, the last one perhaps empty. A candidate is a line of its own: the word, a tab,
and what it means in the language in use. ``:files`` and ``:directories`` leave it to the shell.
Nothing is written, and whatever goes wrong offers nothing.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any, NamedTuple

from rmjournal.commands import BY_PATH, COMMANDS, GROUPS
from rmjournal.i18n import _
from rmjournal.text import fold, shorten

if TYPE_CHECKING:
    from typer._click.core import Command

VARIABLE = "_RMJOURNAL_COMPLETE"
FILES, DIRECTORIES = ":files", ":directories"
_MOST = 60
_WIDTH = 60


class Candidate(NamedTuple):
    """A word that could stand here, and what it means."""

    word: str
    meaning: str = ""
    also: bool = False
    """Whether it is another word for one that is offered, for those who begin to type it."""


def offer(shell: str, words: list[str]) -> int:
    """Prints the candidates for the last of the words; always ends well."""
    from rmjournal.cli.state import STATE

    STATE.asks = False
    joined = _joined(words or [""], apart=shell == "bash")
    try:
        lines = list(_lines(candidates(joined), joined[-1], shell))
    except Exception:  # noqa: BLE001 - a shell that completes shows no errors
        return 0
    sys.stdout.buffer.write("".join(f"{line}\n" for line in lines).encode("utf-8", "replace"))
    sys.stdout.flush()
    return 0


def _joined(words: list[str], *, apart: bool) -> list[str]:
    """The words as rmjournal will get them: bash takes ``--option=value`` ``apart``."""
    if not apart:
        return words
    found: list[str] = []
    for word in words:
        if found and (word == "=" or found[-1].endswith("=")) and found[-1].startswith("--"):
            found[-1] += word
        else:
            found.append(word)
    return found


def _lines(found: Iterable[Candidate], last: str, shell: str) -> Iterator[str]:
    name, equals, typed = last.partition("=")
    valued = bool(equals) and name.startswith("--")
    lead = f"{name}=" if valued and shell != "bash" else ""
    wanted = fold(typed if valued else last)
    offered: dict[str, str] = {}
    for each in found:
        if each.word in (FILES, DIRECTORIES):
            offered[each.word] = each.word
        elif fold(each.word).startswith(wanted) and (wanted or not each.also):
            offered.setdefault(each.word, _line(each, lead))
        if len(offered) == _MOST:
            break
    yield from offered.values()


def _line(candidate: Candidate, lead: str) -> str:
    meaning = shorten(candidate.meaning, _WIDTH)
    return f"{lead}{candidate.word}" + (f"\t{meaning}" if meaning else "")


def candidates(words: list[str]) -> Iterator[Candidate]:
    """What could stand in the place of the last word, after the others."""
    *before, last = words
    if not before and not last.startswith("-"):
        return _first()
    return _after(before, last)


def _first() -> Iterator[Candidate]:
    for name in dict.fromkeys(command.first for command in COMMANDS):
        yield Candidate(name, _(BY_PATH[name].help if name in BY_PATH else GROUPS[name]))


def _after(before: list[str], last: str) -> Iterator[Candidate]:
    import typer

    from rmjournal.cli.app import root
    from rmjournal.cli.state import STATE

    command: Any = typer.main.get_command(root)
    context = command.make_context("rmjournal", ["status"], resilient_parsing=True)
    path: list[str] = []
    line = Line(command, before)
    while line.free and hasattr(command, "get_command"):
        if not path:
            STATE.chosen_home = line.values.get("--home")
        command = command.get_command(context, line.free[0])
        if command is None:
            return iter(())
        path.append(line.free[0])
        line = Line(command, line.rest)
    return _in(command, path, line, last)


class Line:
    """The words after a command, sorted into options and others as far as they go."""

    def __init__(self, command: Command, words: list[str]) -> None:
        self.given: set[str] = set()
        """The options that were given."""
        self.values: dict[str, str] = {}
        self.free: list[str] = []
        """The words that are no option's."""
        self.rest: list[str] = []
        """What stands after the first of them."""
        self.waiting: Any = None
        """The option whose value comes next."""
        self.typed = ""
        """The beginning of the value that is being typed."""
        self.ended = False
        """Whether ``--`` said that no option follows."""
        options = {name: param for param in command.params for name in _names(param)}
        for place, word in enumerate(words):
            self._take(word, options)
            if len(self.free) == 1 and not self.rest:
                self.rest = words[place + 1 :]

    def _take(self, word: str, options: dict[str, Any]) -> None:
        if self.waiting is not None:
            self.values[max(self.waiting.opts, key=len)] = word
            self.waiting = None
            return
        name, equals, value = word.partition("=")
        param = None if self.ended else options.get(name)
        if word == "--" and not self.ended:
            self.ended = True
        elif param is None:
            self.free.append(word)
        else:
            self.given |= set(param.opts)
            if equals:
                self.values[max(param.opts, key=len)] = value
            elif not getattr(param, "is_flag", False):
                self.waiting = param


def _names(param: Any) -> list[str]:
    return [name for name in param.opts if name.startswith("-")]


def _in(command: Any, path: list[str], line: Line, last: str) -> Iterator[Candidate]:
    """What can stand next within a command whose words so far are ``line``."""
    from rmjournal.cli.values import values

    line.typed = last.partition("=")[2] if last.startswith("--") else last
    if line.waiting is not None:
        return values(line.waiting, path, line)
    if last.startswith("-") and not line.ended:
        name, equals, _value = last.partition("=")
        named = next((each for each in command.params if equals and name in each.opts), None)
        return values(named, path, line) if named else _options(command, line)
    if hasattr(command, "get_command"):
        return _commands(command, path)
    arguments = [each for each in command.params if each.param_type_name == "argument"]
    if not arguments or (len(line.free) >= len(arguments) and arguments[-1].nargs != -1):
        return _options(command, line)
    return values(arguments[min(len(line.free), len(arguments) - 1)], path, line)


def _commands(group: Any, path: list[str]) -> Iterator[Candidate]:
    if not path:
        yield from _first()
    for command in COMMANDS:
        if path and command.path == f"{path[0]} {command.name}":
            yield Candidate(command.name, _(command.help))


def _options(command: Any, line: Line) -> Iterator[Candidate]:
    for param in command.params:
        name = max(_names(param), key=len, default="")
        if name and (name not in line.given or getattr(param, "multiple", False)):
            yield Candidate(name, param.help or "")
    yield Candidate("--help", _("Show this help."))
