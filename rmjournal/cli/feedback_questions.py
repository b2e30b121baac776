"""The questions of feedback: each as an option, all in a form, and what the answers come to."""

from __future__ import annotations

from typing import Annotated, Any

from rmjournal.cli import choices, forms, show
from rmjournal.cli import framework as f
from rmjournal.cli.ask import Form, edited, filled
from rmjournal.cli.state import journal
from rmjournal.i18n import N_, _
from rmjournal.model.feedback import TEXTS, Feedback
from rmjournal.model.session import Session


def text(name: str, help: str) -> object:
    """An option that takes a text."""
    return f.option(name, help=help, metavar=f.TEXT)


Situation = Annotated[str | None, text("--situation", N_("The situation."))]
Behaviour = Annotated[str | None, text("--behaviour", N_("What you observed."))]
Impact = Annotated[str | None, text("--impact", N_("Its effect on you."))]
Intent = Annotated[str | None, text("--intent", N_("What you would like to understand."))]
Stop = Annotated[str | None, text("--stop", N_("Less of."))]
Start = Annotated[str | None, text("--start", N_("More of."))]
Continue = Annotated[str | None, text("--continue", N_("To keep."))]
Worth = Annotated[
    int | None,
    f.option(
        "--time-well-spent",
        help=N_("Was this hour worth your time: 0 not at all, 4 fully."),
        metavar="0-4",
    ),
]
Request = Annotated[str | None, text("--request", N_("One request."))]


def texts(worth: int | None, *texts: str | None) -> dict[str, str]:
    """What was said with options, by field."""
    said = {name: text for name, text in zip(TEXTS, texts, strict=True) if text is not None}
    return said if worth is None else {**said, "time_well_spent": str(worth)}


def values(texts: dict[str, str]) -> dict[str, Any]:
    """The answers of a form as values: the number as one, if it was given."""
    worth = texts.get("time_well_spent", "").strip()
    values: dict[str, Any] = {name: texts[name] for name in TEXTS if name in texts}
    return values | ({"time_well_spent": choices.whole(worth)} if worth else {})


def asked(about: Session | None) -> dict[str, str]:
    """The answers to the questions; raises UsageProblem where there are none."""
    readers = _("Only you will read this until you deliver it.")
    if about:
        readers = f"{show.about(journal(), about)}. {readers}"
    form = Form("feedback", forms.feedback(), readers[:1].upper() + readers[1:])
    return filled(form, N_("There is no feedback yet."))


def edited_anew(name: str, seen: Feedback) -> dict[str, str]:
    """The answers as they stand once they went through an editor."""
    shown = {key: getattr(seen, key) for key in forms.FEEDBACK}
    worth = shown["time_well_spent"]
    shown["time_well_spent"] = "" if worth is None else str(worth)
    readers = _("Only you will read this until you deliver it.")
    return edited(Form(name, forms.feedback(), readers), shown)
