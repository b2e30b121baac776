"""What was changed elsewhere, of what a screen shows: found in what it shows, and named."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import fields, is_dataclass
from typing import Any

from rmjournal import naming
from rmjournal.i18n import _, ngettext, words
from rmjournal.model.feedback import Feedback
from rmjournal.model.record import Record, Visibility
from rmjournal.storage.glance import Glance

NAMED = 2
"""The most records that are named; of more, it is said how many they are."""
WIDTH = 40
"""The characters of a record's first words."""


def told(shown: Any, ids: Collection[str], *, discreet: bool) -> str:
    """A sentence that names the records with these ids that are shown; empty where there is none.

    What waits to be read, and while it is hidden what is private, is named by its kind alone.
    """
    found = {each.id: each for each in _records(shown, ids)}
    if not found:
        return ""
    names = [_name(each, discreet=discreet) for each in found.values()][:NAMED]
    if n := len(found) - len(names):
        names.append(ngettext("{n} more", "{n} more", n))
    return _("Changed elsewhere: {what}.", what=words().listing(names))


def _records(shown: Any, ids: Collection[str]) -> Iterator[Record]:
    """The records with these ids in what a screen shows, however deep they lie in it."""
    if isinstance(shown, Record):
        if shown.id in ids:
            yield shown
    elif isinstance(shown, Glance):
        yield from (found for id in ids if (found := shown.get(id)))
    else:
        for each in _parts(shown):
            yield from _records(each, ids)


def _parts(shown: Any) -> Iterator[Any]:
    if isinstance(shown, list | tuple):
        yield from shown
    elif isinstance(shown, Mapping):
        yield from shown.values()
    elif is_dataclass(shown):
        yield from (getattr(shown, each.name) for each in fields(shown))


def _name(record: Record, *, discreet: bool) -> str:
    quiet = isinstance(record, Feedback) or (discreet and record.visibility is Visibility.PRIVATE)
    said = "" if quiet else naming.headline(record, WIDTH)
    kind = naming.kind(record)
    return _("{kind} “{text}”", kind=kind, text=said) if said else kind
