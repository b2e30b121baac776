"""What fits into one packet: the smallest first, so that nothing waits behind what is too long."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import NamedTuple

from rmjournal.exchange.packets import BESIDE, LARGEST, MOST, bounded, canonical
from rmjournal.exchange.shape import Content

ROOM = LARGEST - 2 * BESIDE
"""Bytes for the records of a packet; the rest of its line is far below what is left."""
VALUES = MOST - 1000
"""The same, counted in values."""


class _Size(NamedTuple):
    bytes: int
    values: int


def held(rows: Iterable[Content]) -> dict[str, bool]:
    """The ids of the records that find no room, each with whether no packet has room for it.

    All that is said of a record leaves together, or stays.
    """
    parts: dict[str, list[Content]] = defaultdict(list)
    for row in rows:
        parts[row["id"]].append(row)
    sizes = {id: _size(said) for id, said in parts.items()}
    found = dict.fromkeys((id for id, size in sizes.items() if size is None), True)
    room, values = ROOM, VALUES
    for size, id in sorted((size, id) for id, size in sizes.items() if size is not None):
        if size.bytes <= room and size.values <= values:
            room, values = room - size.bytes, values - size.values
        else:
            found[id] = False
    return found


def _size(said: list[Content]) -> _Size | None:
    """How much of a packet it takes; none for more than any packet holds."""
    try:
        size = _Size(len(canonical(said)), bounded(said))
    except ValueError:
        return None
    return size if size.bytes <= ROOM and size.values <= VALUES else None
