"""A version of a field, as a person reads it: a date, a level, an agreement, in words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from datetime import date, datetime
from enum import Enum
from typing import TYPE_CHECKING, Any

from rmjournal import naming
from rmjournal.i18n import N_, _, words
from rmjournal.journal import conflicts
from rmjournal.model.action import ActionStatus
from rmjournal.model.objective import ObjectiveStatus
from rmjournal.model.pair import PairStatus
from rmjournal.model.record import BOTH
from rmjournal.storage.codec import slots
from rmjournal.text import one_line
from rmjournal.vocabulary import (
    DOMAINS,
    ITEM,
    LEVELS,
    RESOURCE,
    SESSION,
    TEMPLATE,
    VISIBILITY,
    WORKED,
    field_name,
)

if TYPE_CHECKING:
    from rmjournal.journal import Journal
    from rmjournal.journal.conflicts import Conflict
    from rmjournal.model.pair import Pair
    from rmjournal.model.record import Record

VALUES: dict[Any, str] = {
    **VISIBILITY, **LEVELS, **WORKED, **ITEM, **SESSION,
    ActionStatus.OPEN: N_("still open"), ActionStatus.DONE: N_("done"),
    ActionStatus.DROPPED: N_("dropped"),
    ObjectiveStatus.ACTIVE: N_("under way"), ObjectiveStatus.ACHIEVED: N_("achieved"),
    ObjectiveStatus.DROPPED: N_("dropped"),
    PairStatus.ACTIVE: N_("under way"), PairStatus.CONCLUDED: N_("concluded"),
    PairStatus.STOPPED: N_("stopped"),
}  # fmt: skip
"""The words for what is one of several, msgids."""
SLUGS = {"domain": DOMAINS, "template": TEMPLATE, "kind": {**RESOURCE, **TEMPLATE}}
"""The words for the short words of a field, msgids."""
ENVELOPE = ("id", "pair", "author", "entered_by", "rev", "created", "updated", "origin")
"""What a record keeps beside what it says."""
UNSAID = ("id", "digest", "at", "entered_by", "leaving")
"""What a part of a record keeps beside what it says."""

_ID = re.compile("[0-9a-f]{16}")


def waits(pair: Pair, conflict: Conflict) -> str:
    """What the version that waits is called: whose it is, where that is known."""
    if conflict.by == pair.me:
        return _("What waits, entered by you")
    if conflict.by == pair.partner.id:
        return _("What waits, entered by {name}", name=one_line(pair.short_name(conflict.by)))
    return _("What waits")


def in_words(journal: Journal, conflict: Conflict, stored: Any) -> str:
    """A stored value of the field that a conflict is about; several parts a line each."""
    value = conflicts.value(conflict, stored)
    if isinstance(value, str) and not isinstance(value, Enum) and conflicts.is_text(conflict):
        return value or _("(nothing)")
    return "\n".join(_lines(journal, conflict.field, value)) or _("(nothing)")


def differing(journal: Journal, record: Record, other: Record | None) -> Iterator[tuple[str, str]]:
    """The fields of a record that another state of it has otherwise, by name, each value in words."""
    for slot in slots(type(record)):
        own = getattr(record, slot.name)
        if slot.key in ENVELOPE or own == (getattr(other, slot.name) if other else slot.default):
            continue
        yield field_name(slot.key), "\n".join(_lines(journal, slot.key, own)) or _("(nothing)")


def _lines(journal: Journal, field: str, value: Any) -> Iterator[str]:
    if isinstance(value, tuple):
        for each in value:
            yield from _lines(journal, field, each)
    elif is_dataclass(value):
        parts = ((each.name, getattr(value, each.name)) for each in fields(value))
        said = (" ".join(_lines(journal, name, part)) for name, part in parts if name not in UNSAID)
        yield naming.joined(*said)
    elif value not in (None, ""):
        yield _word(journal, field, value)


def _word(journal: Journal, field: str, value: Any) -> str:
    if isinstance(value, Enum):
        return _(VALUES.get(value, str(value)))
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, datetime):
        return words().moment(journal.clock.wall(value) if value.tzinfo else value)
    if isinstance(value, date):
        return words().date(value)
    return _short(journal, field, value) if isinstance(value, str) else str(value)


def _short(journal: Journal, field: str, text: str) -> str:
    """A name in place of an id, a word in place of a slug; any other text as it is."""
    if text in SLUGS.get(field, {}):
        return _(SLUGS[field][text])
    if text == BOTH:
        return _("together")
    if name := journal.pair.name_of(text):
        return name
    if not _ID.fullmatch(text) or (found := next(journal.store.beginning(text), None)) is None:
        return text
    return naming.joined(naming.kind(found), naming.headline(found))
