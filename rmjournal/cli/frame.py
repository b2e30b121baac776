"""The fields of a charter as a command is given them: by slug, each with its own kind of value."""

from __future__ import annotations

from typing import Any

from rmjournal.cli import forms
from rmjournal.cli.choices import YES_NO, choose
from rmjournal.cli.state import STATE
from rmjournal.journal.framing import (
    DATES,
    NUMBERS,
    YES_OR_NO,
    changed,
    months,
    said,
    typed,
    whole,
)
from rmjournal.model.charter import TEXTS

__all__ = ["SLUGS", "YES_OR_NO", "changed", "named", "parsed", "said", "typed"]

SLUGS = {name.replace("_", "-"): name for name in forms.CHARTER}
"""The field that each slug means, in the order of the form."""


def named(text: str) -> str:
    """The field that a person means by a slug of either language."""
    return SLUGS[choose(text.replace("_", "-"), SLUGS)]


def parsed(name: str, text: str) -> Any:
    """The value of a field from what was typed; raises UsageProblem in words."""
    if name in TEXTS:
        return text
    stripped = text.strip()
    if name in YES_OR_NO:
        return choose(stripped, YES_NO) == "yes"
    if name in NUMBERS:
        return whole(stripped)
    if name in DATES:
        return STATE.day(stripped, prefer="nearest")
    return months(stripped)
