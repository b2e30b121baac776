"""A command that is still being typed: its words so far, and what could stand next."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from typer._click.core import Command

FILES, DIRECTORIES = ":files", ":directories"
"""What leaves it to the shell."""


class Candidate(NamedTuple):
    """A word that could stand here, and what it means."""

    word: str
    meaning: str = ""
    also: bool = False
    """Whether it is another word for one that is offered, for those who begin to type it."""


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
        options = {name: param for param in command.params for name in option_names(param)}
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


def option_names(param: Any) -> list[str]:
    """The names of an option, each with its dashes; none for an argument."""
    return [name for name in param.opts if name.startswith("-")]
