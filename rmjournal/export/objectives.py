"""All objectives of a pair: what was agreed, the ladder in words, and both members' views of it."""

from __future__ import annotations

from dataclasses import fields
from datetime import datetime
from typing import Any

from rmjournal.export.context import Audience, Export, Selection, iso
from rmjournal.export.standing import comparable, standing
from rmjournal.model.objective import Levels, Objective, ObjectiveStatus
from rmjournal.model.pair import Pair
from rmjournal.storage.view import View
from rmjournal.text import worded

Plain = dict[str, Any]
_ORDER = list(ObjectiveStatus)


def objectives(
    view: View,
    pair: Pair,
    *,
    audience: Audience,
    now: datetime,
    without: frozenset[str] = frozenset(),
) -> Export:
    """The objectives of the pair, active ones first, each with its levels and how they were seen."""
    selection = Selection(pair, audience, now, without)
    found = selection.of(view.all(Objective, pair.id))
    found.sort(key=lambda each: _ORDER.index(each.status))
    return selection.export(
        "objectives", {"objectives": [_objective(each, selection) for each in found]}
    )


def _objective(objective: Objective, selection: Selection) -> Plain:
    return {
        **standing(objective, selection),
        "domain": objective.domain,
        "importance": objective.importance,
        "levels": [
            {"level": each.name, "text": text}
            for each in fields(Levels)
            if (text := worded(getattr(objective.levels, each.name)))
        ],
        "history": _history(objective, selection),
    }


def _history(objective: Objective, selection: Selection) -> list[Plain]:
    """Every rating, oldest first, of the members whose views may be compared."""
    shown = {rating.member for rating in comparable(objective, selection)}
    given = [rating for rating in objective.ratings if rating.member in shown]
    return [
        {
            "who": selection.people.name(rating.member),
            "level": str(rating.level),
            "on": iso(rating.on),
            "note": worded(rating.note),
        }
        for rating in sorted(given, key=lambda rating: (rating.on, rating.at))
    ]
