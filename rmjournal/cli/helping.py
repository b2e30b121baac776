"""How the help of a command is written: in the language in use, its lines ending between words."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from typer._click import core as click_core
from typer._click.formatting import HelpFormatter

from rmjournal.i18n import _

_NO_BREAK = "\u2011"
"""A hyphen that no line ends at."""
_AT_BARS = str.maketrans({"-": _NO_BREAK, "|": "-"})
"""So that a line ends at the bar between two values, which stands for a hyphen meanwhile."""


class _Formatter(HelpFormatter):
    """Help whose lines end between words: an option or a value is never parted at its hyphen."""

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        """What the command takes; a choice that is too long goes on after one of its bars."""
        start = len(self.buffer)
        super().write_usage(prog, args.translate(_AT_BARS), prefix)
        self.buffer[start:] = [written.replace("-", "|") for written in self.buffer[start:]]

    def write_text(self, text: str) -> None:
        """A paragraph."""
        super().write_text(_whole(text))

    def write_dl(self, rows: Sequence[tuple[str, str]], *widths: int) -> None:
        """What stands beside each option, argument or command."""
        super().write_dl([(self._narrow(name), _whole(text)) for name, text in rows], *widths)

    def _narrow(self, name: str) -> str:
        """The option with its values; too many for a line go on below the first of them."""
        if len(name) <= (room := self.width - self.current_indent) or "|" not in name[:room]:
            return name
        end = name.rindex("|", 0, room) + 1
        return f"{name[:end]}\n{'':{self.current_indent + name.find(' ') + 1}}{name[end:]}"

    def getvalue(self) -> str:
        """All that was written."""
        return super().getvalue().replace(_NO_BREAK, "-")


def _whole(text: str) -> str:
    return text.replace("-", _NO_BREAK)


class _Context(click_core.Context):
    formatter_class = _Formatter


class Worded(click_core.Command):
    """A command whose help is in the language in use."""

    context_class = _Context

    def get_help_option(self, ctx: click_core.Context) -> Any:
        """The ``--help`` option, described in our words."""
        option = super().get_help_option(ctx)
        if option is not None:
            option.help = _("Show this help.")
        return option

    def format_usage(self, ctx: click_core.Context, formatter: HelpFormatter) -> None:
        """The usage line."""
        pieces = " ".join(self.collect_usage_pieces(ctx))
        formatter.write_usage(ctx.command_path, pieces, prefix=_("Usage: "))
