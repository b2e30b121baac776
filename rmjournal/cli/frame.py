"""The fields of a charter as a person types them: texts as they are, the frame in words."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

from rmjournal.cli import forms
from rmjournal.cli.choices import choose, whole
from rmjournal.cli.state import STATE
from rmjournal.i18n import _, words
from rmjournal.model.charter import TEXTS, Charter
from rmjournal.text import fold

YES_OR_NO = ("voluntary", "reporting_line")
NUMBERS = ("every_weeks", "minutes")
DATES = ("start", "end")
NONE = ("", "none", "no", "aucun", "aucune", "non", "-")
SLUGS = {name.replace("_", "-"): name for name in forms.CHARTER}
"""The field that each slug means, in the order of the form."""


def named(text: str) -> str:
    """The field that a person means by a slug of either language."""
    return SLUGS[choose(text.replace("_", "-"), SLUGS)]


def parsed(name: str, text: str) -> Any:
    """The value of a field from what was typed; raises UsageProblem in words."""
    if name in TEXTS:
        return text
    typed = text.strip()
    if name in YES_OR_NO:
        return choose(typed, ("yes", "no")) == "yes"
    if name in NUMBERS:
        return whole(typed)
    if name in DATES:
        return STATE.day(typed, prefer="nearest")
    return _months(typed)


def _months(text: str) -> tuple[int, ...]:
    if fold(text) in NONE:
        return ()
    parts = [part for part in re.split(r"[\s,;]+|\bet\b|\band\b", text) if part]
    return tuple(sorted({whole(part) for part in parts}))


def typed(charter: Charter) -> dict[str, str]:
    """Every field as a person would type it, for a form to be changed."""
    return {name: _typed(getattr(charter, name)) for name in forms.CHARTER}


def _typed(value: Any) -> str:
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, tuple):
        return ", ".join(str(each) for each in value) or _("none")
    if value is None:
        return ""
    return words().date(value, weekday=False) if isinstance(value, date) else str(value)


def changed(charter: Charter, answers: dict[str, str]) -> dict[str, Any]:
    """The fields whose answer is not what the form showed; a frame left empty stays as it is."""
    shown = typed(charter)
    return {
        name: parsed(name, text)
        for name, text in answers.items()
        if text != shown[name].strip("\n") and (text.strip() or name in TEXTS)
    }


def said(name: str, value: Any) -> str:
    """A value of the charter in words."""
    if isinstance(value, date):
        return words().date(value, weekday=False)
    if name == "minutes":
        return words().minutes(value)
    return _typed(value) or "–"
