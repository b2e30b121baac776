"""Objectives as ladders: where each of the two sees them, from the start to the best."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from textual.content import Content

from rmjournal.i18n import _
from rmjournal.model.objective import Level
from rmjournal.model.pair import Pair
from rmjournal.screens.phrases import first
from rmjournal.screens.rungs import Rung
from rmjournal.vocabulary import LEVELS
from rmjournal.widgets.plain import Styled, pieces, plain

STEP = "·"
"""A level at which neither of the two sees it."""

Marks = Mapping[str, str]
"""The letters that stand for me (``mine``) and for the other (``theirs``)."""


def heads() -> list[Content]:
    """The names of the levels, in order."""
    return [plain(_(word)) for word in LEVELS.values()]


def marks(pair: Pair) -> Marks:
    """A letter for each of the two, or two where one would not tell them apart."""
    mine, theirs = first(pair.myself.name), first(pair.partner.name)
    length = 1 if mine[:1].upper() != theirs[:1].upper() else 2
    return {"mine": mine[:length].upper(), "theirs": theirs[:length].upper()}


def steps(rung: Rung, marks: Marks, names: Sequence[Content]) -> list[Content]:
    """The five steps, each in the middle under its name."""
    return [
        _centred(step(rung, level, marks) or pieces((STEP, "$text-muted")), name.cell_length)
        for level, name in zip(Level, names, strict=True)
    ]


def step(rung: Rung, level: Level, marks: Marks) -> Content:
    """Who sees it at this level; nothing where neither does."""
    parts: list[Styled] = []
    if rung.mine is level:
        parts.append((marks["mine"], "bold $accent"))
    if rung.theirs is level:
        parts.append((marks["theirs"], "bold"))
    return pieces(*parts) if len(parts) < len(marks) else pieces(parts[0], " ", parts[1])


def legend(pair: Pair, marks: Marks) -> str:
    """Whose letters these are."""
    mine, theirs = first(pair.myself.name), first(pair.partner.name)
    return _("{a} {mine}, {b} {theirs}.", a=marks["mine"], mine=mine, b=marks["theirs"],
             theirs=theirs)  # fmt: skip


def hidden(pair: Pair, rungs: Iterable[Rung]) -> str:
    """When the other's view shows, where it is still hidden; empty where it is not."""
    if all(each.mine is not None for each in rungs):
        return ""
    name = first(pair.partner.name)
    return _("What {name} sees shows once you have said what you see.", name=name)


def differing(pair: Pair, mine: Level, theirs: Level) -> str:
    """That the two see it at different levels, and what one does about that."""
    return _(
        "You see it “{mine}”, {name} “{theirs}”: i puts it on the agenda.",
        mine=_(LEVELS[mine]),
        name=first(pair.partner.name),
        theirs=_(LEVELS[theirs]),
    )


def _centred(mark: Content, width: int) -> Content:
    left = (width - mark.cell_length) // 2
    return mark.pad(left, width - mark.cell_length - left)
