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


CHARTER = {
    "stays": N_("What stays between us"),
    "may_leave": N_("What may leave, with whose consent"),
    "when_missed": N_("What we do when a session cannot take place"),
    "right_to_stop": N_("The right to stop"),
    "why_us": N_("Why the two of us"),
    "in_scope": N_("What we speak of"),
    "out_of_scope": N_("What we leave aside"),
    "voluntary": N_("Chosen freely by both of us"),
    "reporting_line": N_("One of us reports to the other"),
    "every_weeks": N_("Weeks between two sessions"),
    "minutes": N_("Minutes of a session"),
    "start": N_("The start"),
    "end": N_("The end"),
    "review_months": N_("Review points, in months from the start"),
    "if_we_disagree": N_("What we do if we disagree"),
}
"""The fields of a charter, msgids; the first four come first on every form."""

HINTS = {
    "voluntary": N_("yes or no"),
    "reporting_line": N_("yes or no"),
    "review_months": N_("3, 6, or none"),
}
"""What can be answered where the question does not say so."""


def charter() -> dict[str, str]:
    """The fields of a charter in the language in use."""
    return {key: _(text) for key, text in CHARTER.items()}


def charter_questions() -> dict[str, str]:
    """The same as a form asks for them."""
    return {
        key: f"{text} ({_(HINTS[key])})" if key in HINTS else text
        for key, text in charter().items()
    }


FEEDBACK = {
    "situation": N_("The situation"),
    "behaviour": N_("What I observed"),
    "impact": N_("Its effect on me"),
    "intent": N_("What I would like to understand"),
    "stop": N_("Less of"),
    "start": N_("More of"),
    "continue_": N_("To keep"),
    "time_well_spent": N_("Was this hour worth my time, from 0 to 4"),
    "request": N_("One request"),
}
"""The fields of feedback, msgids; the same both ways (Situation-Behaviour-Impact, Stop/Start/Continue)."""


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
        "by": _("Until when, as in “friday” (empty: no date)"),
    }
