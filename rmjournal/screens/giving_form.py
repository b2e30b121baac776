"""The form of feedback: which session, the questions, how well spent the hour was, the ways out."""

from __future__ import annotations

from collections.abc import Iterator

from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.widget import Widget

from rmjournal.i18n import _
from rmjournal.model.feedback import MOST
from rmjournal.screens.writing import folded
from rmjournal.vocabulary import FEEDBACK
from rmjournal.widgets.answer import Answer
from rmjournal.widgets.choice import Choice
from rmjournal.widgets.line import Line
from rmjournal.widgets.plain import plain
from rmjournal.widgets.push import Push
from rmjournal.widgets.words import Words

FIRST = ("situation", "behaviour", "impact", "intent", "request")
FOLDED = ("stop", "start", "continue_")
"""The questions that stay folded away until they are wanted."""
WORTH = "time_well_spent"


def form() -> VerticalScroll:
    """A column that scrolls where the questions have no room."""
    return VerticalScroll(*_parts(), id="giving", can_focus=False, classes="-private-text")


def _parts() -> Iterator[Widget]:
    promise = _("Only you will read this until you deliver it.")
    yield Words(plain(promise), id="promise", classes="-quiet")
    hint = _("a number; empty for no session")
    yield Line(plain(_("About session")), "session", hint=hint)
    for name in FIRST:
        yield Answer(plain(_(FEEDBACK[name])), id=name)
    folds = [
        Push(plain(f"+ {_(FEEDBACK[name])}"), f"unfold('{name}')", id=f"fold-{name}")
        for name in FOLDED
    ]
    yield Horizontal(*folds, id="folds")
    for name in FOLDED:
        yield folded(Answer(plain(_(FEEDBACK[name])), id=name))
    yield _worth()
    yield Horizontal(
        Push(plain(_("Keep")), "save", id="offer-save", classes="-main"),
        Push(plain(_("Sleep on it")), "sleep", id="offer-sleep"),
        Push(plain(_("Deliver …")), "deliver", id="offer-deliver"),
        id="offers",
    )


def _worth() -> Widget:
    """The one question that is answered with a number, between its two ends."""
    numbers = [(str(value), plain("")) for value in range(MOST + 1)]
    return Vertical(
        Words(plain(_("Was this hour worth my time?")), classes="question"),
        Horizontal(
            Words(plain(_("no")), classes="-fixed end"),
            Choice(numbers, optional=True, id=WORTH),
            Words(plain(_("entirely")), classes="-fixed end"),
            classes="scale",
        ),
        id="worth",
    )
