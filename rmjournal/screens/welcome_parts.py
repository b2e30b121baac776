"""The parts of the screen that welcomes: what each step asks, and what it is answered with."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from textual.containers import Horizontal, Vertical
from textual.widget import Widget

from rmjournal.i18n import LANGUAGES, _
from rmjournal.journal.beginning import Begun
from rmjournal.screens import welcoming
from rmjournal.screens.fields import Kind
from rmjournal.screens.names import TONGUES
from rmjournal.screens.welcoming import STEPS
from rmjournal.storage.drafts import Fields
from rmjournal.widgets.line import Line
from rmjournal.widgets.plain import plain
from rmjournal.widgets.push import Push
from rmjournal.widgets.words import Words

if TYPE_CHECKING:
    from rmjournal.paths import Home


def parts(step: str, said: Fields, begun: Begun | None, home: Home) -> Iterator[Widget]:
    """The question of a step, with what was answered so far and what that comes to."""
    if step == "language":
        yield from _language()
        return
    yield Words(plain(welcoming.question(step)), id="question")
    if step == "begin":
        yield from _begin(home)
        return
    if step in ("rhythm", "first"):
        told = welcoming.summary(begun) if begun else ""
        yield Words(plain(told), id="echo")
    yield Words(plain(welcoming.explained(step)), classes="paragraph -quiet")
    yield from (_teaching() if step == "teaching" else _typed(step, said))
    yield Words(plain(""), id="problem")
    if step != "teaching":
        label = _("Open our journal") if step == STEPS[-1] else _("Go on")
        yield Horizontal(
            Push(plain(label), "next", id="next", classes="-main"),
            Push(plain(_("Back")), "back", id="back"),
        )


def _language() -> Iterator[Widget]:
    yield Words(plain("Welcome · Bienvenue"), id="question")
    yield Words(plain("Which language do you prefer?"), classes="paragraph -quiet")
    yield Words(plain("Quelle langue préférez-vous\u00a0?"), classes="-quiet")
    yield Horizontal(
        *(Push(plain(TONGUES[each]), f"language('{each}')", id=f"speak-{each}", classes="-main")
          for each in LANGUAGES)
    )  # fmt: skip


def _begin(home: Home) -> Iterator[Widget]:
    kept = _("What you write is kept in this file, on this computer alone:")
    yield Words(plain(kept), classes="paragraph")
    yield Words(plain(str(home.journal)), id="file")
    promise = _(
        "Nothing is sent anywhere, and there is no account. The file is readable for your "
        "session only, but it is not encrypted yet: whoever opens your session can read it."
    )
    if home.wrapping.suffix:
        promise = _("Nothing is sent anywhere, and there is no account. The file is encrypted.")
    yield Words(plain(promise), classes="paragraph")
    yield Horizontal(Push(plain(_("Begin with our pair")), "next", id="begin", classes="-main"))
    yield Words(plain(_("Or:")), classes="paragraph -quiet")
    for label, action in (
        (_("Look around in a sample pair's journal"), "sample"),
        (_("I already have a journal"), "bring"),
        (_("I received an invitation"), "invited"),
    ):
        yield Push(plain(label), action, id=f"door-{action}")


def _teaching() -> Iterator[Widget]:
    yield Horizontal(
        Push(plain(_("Me")), f"teaching('{welcoming.ME}')", id="teaching-me", classes="-main"),
        Push(plain(_("The other")), f"teaching('{welcoming.OTHER}')", id="teaching-other",
             classes="-main"),
        Push(plain(_("Back")), "back", id="back"),
    )  # fmt: skip


def _typed(step: str, said: Fields) -> Iterator[Widget]:
    lines = (
        Line(
            plain(each.label),
            each.name,
            said.get(each.name, each.value),
            each.hint,
            short=each.kind is not Kind.LINE,
        )
        for each in welcoming.fields(step)
    )
    yield Vertical(*lines, id="fields")
    if step == "names":
        yield Words(plain(""), id="echo")
