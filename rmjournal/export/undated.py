"""Records as those outside the pair may read them: who learned and what came of it, no day and no id."""

from __future__ import annotations

from typing import Any

from rmjournal.export.context import Selection
from rmjournal.model.learning import Learning
from rmjournal.model.objective import Objective
from rmjournal.model.record import Record
from rmjournal.model.reflection import TEXTS, Reflection
from rmjournal.model.resource import Resource
from rmjournal.text import worded

Plain = dict[str, Any]


def undated(record: Record, selection: Selection) -> Plain:
    """The plain form of a record that was selected, without its days."""
    plain = selection.envelope(record)
    people = selection.people
    if isinstance(record, Objective):
        return plain | {
            "title": record.title,
            "why": worded(record.why),
            "situation": worded(record.situation),
            "measure": worded(record.measure),
            "status": str(record.status),
            "learner": people.who(record.learner),
        }
    if isinstance(record, Learning):
        return plain | {
            "what": record.what,
            "situation": worded(record.situation),
            "if_then": worded(record.if_then),
            "learner": people.who(record.learner),
            "thanks_to": people.who(record.thanks_to),
            "worked": [str(each.worked) for each in record.outcomes],
        }
    if isinstance(record, Reflection):
        return plain | {
            "by": people.name(record.author),
            **{name: worded(getattr(record, name)) for name in TEXTS},
        }
    if isinstance(record, Resource):
        return plain | {"title": record.title, "url": record.url, "kind": record.kind}
    return plain | {"text": getattr(record, "text", "")}
