"""The order of an agenda of both, around the items that only I may read."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from rmjournal.export.context import Audience, may_see
from rmjournal.model.agenda import Item

if TYPE_CHECKING:
    from rmjournal.model.pair import Pair
    from rmjournal.storage.transaction import Transaction


def order(tx: Transaction, pair: Pair, session: str, places: Mapping[str, int]) -> None:
    """The items of the session stand at these places; what only I may read behind what it stood behind."""
    items = [item for item in tx.where(Item, "session", session) if item.pair == pair.id]
    items.sort(key=lambda item: (item.position, item.id))
    seen = [item for item in items if may_see(item, Audience.PARTNER, pair)]
    ranks = {item.id: rank for rank, item in enumerate(seen, start=1)}
    behind: dict[str, list[Item]] = {}
    last = ""
    for item in items:
        if item.id in ranks:
            last = item.id
        else:
            behind.setdefault(last, []).append(item)
    whole = [*behind.get("", [])]
    for item in sorted(seen, key=lambda each: (places.get(each.id, ranks[each.id]), each.id)):
        whole += [item, *behind.get(item.id, [])]
    for position, item in enumerate(whole, start=1):
        if item.position != position:
            tx.change(item, position=position)
