"""The frame of a charter as a person types it and reads it: yes or no, numbers, days, months."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

from rmjournal.errors import UsageProblem
from rmjournal.i18n import N_, _, words
from rmjournal.model.charter import TEXTS
from rmjournal.text import blank, fold
from rmjournal.vocabulary import CHARTER

if TYPE_CHECKING:
    from rmjournal.model.charter import Charter

YES_OR_NO = ("voluntary", "reporting_line")
NUMBERS = ("every_weeks", "minutes")
DATES = ("start", "end")
MONTHS = "review_months"
NONE = ("", "none", "no", "aucun", "aucune", "non", "-")
"""What says that there are no review points, folded, in both languages."""


def whole(text: str) -> int:
    """The whole number that a person typed; raises UsageProblem for anything else."""
    if not re.fullmatch(r"[0-9]{1,4}", text):
        raise UsageProblem(
            N_("“{text}” is not a whole number."),
            kept=N_("Nothing was changed."),
            todo=N_("Write it in figures, such as 3."),
            text=text[:40],
        )
    return int(text)


def months(text: str) -> tuple[int, ...]:
    """The months of review points: «3, 6», «3 et 6», «none»; raises UsageProblem."""
    if fold(text).strip() in NONE:
        return ()
    parts = [part for part in re.split(r"[\s,;]+|\bet\b|\band\b", text) if part]
    return tuple(sorted({whole(part) for part in parts}))


def typed(charter: Charter) -> dict[str, str]:
    """Every field as a person would type it, for a form to be changed."""
    return {name: _typed(getattr(charter, name)) for name in CHARTER}


def changed(
    charter: Charter, answers: Mapping[str, str], parsed: Callable[[str, str], Any]
) -> dict[str, Any]:
    """The fields whose answer is another one than before; a frame left empty stays as it is.

    ``parsed`` reads the value of a field from what was typed.
    """
    shown = typed(charter)
    return {
        name: value
        for name, text in answers.items()
        if text != shown[name].strip("\n") and (not blank(text) or name in TEXTS)
        if (value := parsed(name, text)) != getattr(charter, name)
    }


def said(name: str, value: Any) -> str:
    """A value of the charter in words; a dash for none."""
    if isinstance(value, date):
        return words().date(value, weekday=False)
    if name == "minutes":
        return words().minutes(value)
    return _typed(value) or "–"


def _typed(value: Any) -> str:
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, tuple):
        return ", ".join(str(each) for each in value) or _("none")
    if value is None:
        return ""
    return words().date(value, weekday=False) if isinstance(value, date) else str(value)
