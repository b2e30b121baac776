"""What a shell offers while a command is being typed.

The shell runs the program with ``_RMJOURNAL_COMPLETE`` set to its name and the words up to the
cursor as arguments, the last one perhaps empty. A candidate is a line of its own: the word, a tab,
and what it means in the language in use. ``:files`` and ``:directories`` leave it to the shell.
Nothing is written, and whatever goes wrong offers nothing.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from typing import Any

from rmjournal.cli.unfinished import DIRECTORIES, FILES, Candidate, Line, option_names
from rmjournal.commands import BY_PATH, COMMANDS, GROUPS
from rmjournal.i18n import _
from rmjournal.text import fold, shorten

_MOST = 60
_WIDTH = 60


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
        return _commands(path)
    arguments = [each for each in command.params if each.param_type_name == "argument"]
    if not arguments or (len(line.free) >= len(arguments) and arguments[-1].nargs != -1):
        return _options(command, line)
    return values(arguments[min(len(line.free), len(arguments) - 1)], path, line)


def _commands(path: list[str]) -> Iterator[Candidate]:
    if not path:
        yield from _first()
    for command in COMMANDS:
        if path and command.path == f"{path[0]} {command.name}":
            yield Candidate(command.name, _(command.help))


def _options(command: Any, line: Line) -> Iterator[Candidate]:
    for param in command.params:
        name = max(option_names(param), key=len, default="")
        if name and (name not in line.given or getattr(param, "multiple", False)):
            yield Candidate(name, param.help or "")
    yield Candidate("--help", _("Show this help."))
