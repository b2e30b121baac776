"""The questions of each form, in order, with the words a person reads."""

from __future__ import annotations

from rmjournal.i18n import _
from rmjournal.vocabulary import BRIEF, CHARTER, FEEDBACK, HINTS, REFLECTION

__all__ = ["BRIEF", "CHARTER", "FEEDBACK", "HINTS", "REFLECTION"]


def reflection(*, brief: bool) -> dict[str, str]:
    """The questions of a reflection in the language in use."""
    return {key: _(text) for key, text in REFLECTION.items() if not brief or key in BRIEF}


def charter() -> dict[str, str]:
    """The fields of a charter in the language in use."""
    return {key: _(text) for key, text in CHARTER.items()}


def charter_questions() -> dict[str, str]:
    """The same as a form asks for them."""
    return {
        key: f"{text} ({_(HINTS[key])})" if key in HINTS else text
        for key, text in charter().items()
    }


def feedback() -> dict[str, str]:
    """The questions of feedback in the language in use."""
    return {key: _(text) for key, text in FEEDBACK.items()}


def answer() -> dict[str, str]:
    """The questions of an answer to feedback in the language in use."""
    return {"text": _("My answer"), "change": _("What we change")}


def for_both() -> dict[str, str]:
    """What is kept for the two of us beside a reflection."""
    return {
        "learned": _("I learned …"),
        "attempt": _("I will try …"),
        "by": _("By when, as in “friday” (empty: no date)"),
    }
