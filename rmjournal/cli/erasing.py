"""Erasing for good: the confirmation that is typed, and what is said of what went and what may stay."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

from rmjournal.cli import framework as f
from rmjournal.cli.output import aside
from rmjournal.cli.state import interactive
from rmjournal.errors import Refused, UsageProblem
from rmjournal.i18n import N_, _, ngettext, words
from rmjournal.journal import references
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
    aside(ngettext("Erased for good: {n} record.", "Erased for good: {n} records.", erased.records))
    for n, told in (
        (erased.states, ngettext("{n} earlier state no longer holds it.",
                                 "{n} earlier states no longer hold it.", erased.states)),
        (erased.steps, ngettext("{n} step can no longer be undone.",
                                "{n} steps can no longer be undone.", erased.steps)),
        (erased.drafts, ngettext("{n} draft went with it.",
                                 "{n} drafts went with it.", erased.drafts)),
        (erased.aside, ngettext("{n} damaged file was replaced by what still reads of it.",
                                "{n} damaged files were replaced by what still reads of them.",
                                erased.aside)),
    ):  # fmt: skip
        if n:
            aside(told)
    if erased.copies:
        refs = words().listing([each[: references.SHOWN] for each in erased.copies])
        aside(_("Made from it, or of the same words, and not erased: {refs}.", refs=refs))
    aside(
        _(
            "Out of reach: copies made with “rmjournal backup create”, exports, what you sent, "
            "synchronised folders, backups of this computer, and what its disk still keeps."
        )
    )
