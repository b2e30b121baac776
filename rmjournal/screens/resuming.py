"""Going on with what was begun: where each form of draft is, and what brings its words back."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from textual.containers import Vertical
from textual.widget import Widget

from rmjournal.i18n import _, ngettext
from rmjournal.journal.begun import FORMS, IN_SESSION, Begun
from rmjournal.model.agenda import Item
from rmjournal.model.pair import Pair
from rmjournal.model.reflection import Reflection
from rmjournal.model.session import Session
from rmjournal.screens.phrases import session_name
from rmjournal.screens.standing import Standing
from rmjournal.widgets.plain import plain
from rmjournal.widgets.push import Push
from rmjournal.widgets.words import Words

if TYPE_CHECKING:
    from rmjournal.screens.host import Host

SHOWN = 4
"""The most that are shown."""
QUIET = ("feedback", "reply")
"""The forms of which a shared screen says nothing, not even that they are there."""


class Way(NamedTuple):
    """A place, and what is done there to have the words back: for something new, or for a change."""

    place: str = ""
    new: str = ""
    change: str = ""
    command: str = ""
    """What brings them back on the command line, where no screen does."""


WAYS = {
    "reflection": Way("reflection"),
    "reflection-edit": Way("reading", change="edit"),
    "feedback": Way("giving"),
    "reply": Way("feedback-one", change="reply"),
    "session-plan": Way("home", new="plan_session"),
    "session": Way("home", change="edit_session"),
    "move": Way("home", change="move_session"),
    "held": Way("home", change="say_when_held"),
    "objective": Way("objectives", "new", "edit"),
    "objective-level": Way("objectives", change="level"),
    "objective-agree": Way("objectives", change="agree"),
    "learn": Way("learnings", "learned"),
    "learning": Way("learnings", change="edit"),
    "applied": Way("learnings", change="used"),
    "action": Way("learnings", "action", "edit"),
    "win": Way("learnings", "win", "edit"),
    "agenda": Way("agenda", "new"),
    "agenda-done": Way("agenda"),
    "agenda-decide": Way("live", "decision"),
    "resource": Way(command="rmjournal resource add"),
    "charter": Way("pair"),
    "sign": Way("pair", change="agree"),
    "pair": Way("pair", change="edit"),
    "pair-add": Way("pair", "new"),
    "conflict": Way("conflicts", change="edit"),
}
"""Where each form is gone on with."""


def waiting(at: Standing, *, told: bool, discreet: bool) -> tuple[Begun, ...]:
    """What Home offers to go on with; ``told`` is whether its next step speaks of the reflection."""
    return tuple(
        each
        for each in at.begun
        if not (discreet and each.form in QUIET)
        and not (each.form == IN_SESSION and at.status.under_way is None)
        and not (told and _is_step(each) and each.count == 1)
    )


def _is_step(begun: Begun) -> bool:
    return begun.form == "reflection" and begun.about is None


def rows(at: Standing, found: tuple[Begun, ...]) -> Iterator[Widget]:
    """A quiet row for each; Enter goes on with it, where a screen can."""
    shown = [_row(at, each) for each in found[:SHOWN]]
    if more := len(found[SHOWN:]):
        shown.append(Words(plain(_("and {n} more", n=more)), classes="-quiet"))
    if shown:
        yield Vertical(*shown, id="begun")


def _row(at: Standing, begun: Begun) -> Widget:
    told = _("You were in the middle of: {what}", what=_named(at, begun))
    if command := WAYS[begun.form].command:
        return Words(plain(f"{told} ({command})"), classes="-quiet")
    id = f"resume-{begun.form}-{begun.id or 'new'}"
    return Push(plain(told), f"resume('{begun.form}', '{begun.id}')", id=id)


def _named(at: Standing, begun: Begun) -> str:
    name = _(FORMS[begun.form])
    if isinstance(begun.about, Session):
        name = f"{name}, {session_name(at.status.numbers, begun.about)}"
    if begun.count > 1:
        name += " " + ngettext("({n} draft)", "({n} drafts)", begun.count)
    return name


def resume(host: Host, begun: Begun) -> None:
    """Goes where it is gone on with, and has its words there again."""
    way, about = WAYS[begun.form], begun.about
    if begun.form == "reflection" and isinstance(about, Reflection):
        way = WAYS["reflection-edit"]
    if isinstance(about, Item):
        host.resume(way.place, "", about.session)
    elif about is None:
        host.resume(way.place, way.new)
    elif isinstance(about, Pair):
        host.resume(way.place, way.change)
    else:
        host.resume(way.place, way.change, about.id)
