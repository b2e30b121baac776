"""The questions of each form, in order, with the words a person reads."""

from __future__ import annotations

from rmjournal.i18n import N_, _

REFLECTION = {
    "what": N_("What happened"),
    "so_what": N_("What I make of it"),
    "now_what": N_("And now?"),
    "shifted": N_("A view of mine that shifted"),
    "question": N_("An open question"),
}
"""The fields of a reflection, msgids."""

BRIEF = ("what", "so_what", "now_what")
"""The three questions asked first."""


def reflection(*, brief: bool) -> dict[str, str]:
    """The questions of a reflection in the language in use."""
    return {key: _(text) for key, text in REFLECTION.items() if not brief or key in BRIEF}


def for_both() -> dict[str, str]:
    """What is kept for the two of us beside a reflection."""
    return {
        "learned": _("I learned …"),
        "attempt": _("I will try …"),
    }
