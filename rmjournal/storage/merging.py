"""Lists of dated values that two writers added to at once: ratings, assents, replies, outcomes, moves.

Such a list grows by values that each say when they were given and by whom. What either side added
is kept and what either took out is gone; only a value that both changed, or that one changed and
the other took out, is a conflict.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from rmjournal.storage.codec import Slot

Values = tuple[Any, ...]

_GIVERS = ("member", "author", "by", "entered_by")
"""Whose value it is: the first of these fields that it has."""


def dated(slot: Slot) -> bool:
    """Whether the field holds a list of values that say when they were given."""
    return slot.default == () and "at" in getattr(slot.values, "__dataclass_fields__", {})


def union(base: Values, ours: Values, theirs: Values) -> Values | None:
    """The list with the additions and removals of both to ``base``, in the order of ``at``.

    None where both changed the same value of ``base``, each in their own way.
    """
    if _reworked(base, ours) & _reworked(base, theirs) - _agreed(base, ours, theirs):
        return None
    kept = [each for each in base if each in ours and each in theirs]
    added = [each for each in (*theirs, *ours) if each not in base]
    return tuple(sorted(dict.fromkeys((*kept, *added)), key=lambda each: each.at))


def _key(value: Any) -> tuple[Any, ...]:
    giver = next((getattr(value, name) for name in _GIVERS if hasattr(value, name)), "")
    return value.at, giver, getattr(value, "kind", "")


def _reworked(base: Values, side: Values) -> set[tuple[Any, ...]]:
    """The values of ``base`` that the side no longer has as they were."""
    return {_key(each) for each in base if each not in side}


def _agreed(base: Values, ours: Values, theirs: Values) -> set[tuple[Any, ...]]:
    """Those of which both sides made the same."""
    return {_key(each) for each in base if _now(ours, each) == _now(theirs, each)}


def _now(side: Values, value: Any) -> list[Any]:
    return [each for each in side if _key(each) == _key(value)]
