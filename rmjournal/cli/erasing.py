"""Erasing for good: the confirmation that is typed, and what is said of what went and what may stay."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

from rmjournal import naming
from rmjournal.cli import framework as f
from rmjournal.cli.output import aside
from rmjournal.cli.state import interactive
from rmjournal.errors import Refused, UsageProblem
from rmjournal.i18n import N_, _
from rmjournal.text import fold

if TYPE_CHECKING:
    from rmjournal.journal.upkeep import Erased

Confirm = Annotated[
    str | None,
    f.option(
        "--confirm",
        help=N_("What would be typed to confirm, where nobody is there to type it."),
        metavar=f.TEXT,
    ),
]
QUOTES = " \u00a0\"'“”«»"
"""What stands around the word to type, and may be typed with it."""
UNTOUCHED = N_("Nothing was erased.")


def confirm(said: str | None, wanted: str, *others: str) -> None:
    """Returns once a person typed what is ``wanted``, or one of the others that mean the same.

    Raises Refused on anything else, UsageProblem where nobody is there to ask and nothing was said.
    """
    if said is None and not interactive():
        raise UsageProblem(
            N_("Erasing for good needs a confirmation: --confirm is missing."),
            kept=UNTOUCHED,
            todo=N_('If you mean it, add --confirm "{wanted}".'),
            wanted=wanted,
        )
    if said is None:
        from rmjournal.cli.prompt import answer

        aside(_("Type “{wanted}” to erase it; anything else keeps it.", wanted=wanted))
        said = answer(lambda _text: None).strip(QUOTES)
    if not fold(said.strip()) or fold(said.strip()).lstrip("#") not in map(fold, (wanted, *others)):
        raise Refused(
            N_("What was typed is not “{wanted}”."),
            kept=UNTOUCHED,
            todo=N_("Give the command again if you mean it."),
            wanted=wanted,
        )


def tell(erased: Erased) -> None:
    """Says what was erased, what went with it, and which copies are out of reach."""
    for each in naming.erased(erased):
        aside(each)
