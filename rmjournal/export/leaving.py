"""What of a record may leave the pair: the words both consented to, and no others beside them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields, replace
from typing import Any, TypeVar

from rmjournal.model.learning import Learning
from rmjournal.model.objective import Levels, Objective
from rmjournal.model.record import Record
from rmjournal.model.reflection import TEXTS, Reflection
from rmjournal.model.resource import Resource
from rmjournal.model.win import Win

R = TypeVar("R", bound=Record)
Say = Callable[[str], str]

CONSENTED: dict[type[Record], tuple[str, ...]] = {
    Objective: ("title", "why", "situation", "measure", "levels"),
    Reflection: TEXTS,
    Learning: ("what", "situation", "if_then"),
    Resource: ("title", "url"),
    Win: ("text",),
}
"""The texts of each kind that its substance holds, and so that a consent is to."""


def leaving(record: R, say: Say) -> R:
    """The record as it may leave, each text as ``say`` puts it: no rating, no outcome in words."""
    changes: dict[str, Any] = {
        name: _said(getattr(record, name), say) for name in CONSENTED.get(type(record), ())
    }
    if isinstance(record, Objective):
        changes["ratings"] = ()
    if isinstance(record, Learning):
        changes["outcomes"] = tuple(replace(each, text="") for each in record.outcomes)
    return replace(record, **changes)


def _said(value: Any, say: Say) -> Any:
    if isinstance(value, Levels):
        return Levels(**{each.name: say(getattr(value, each.name)) for each in fields(value)})
    return say(value)
