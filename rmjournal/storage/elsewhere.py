"""What another process changed: the records whose lines differ between two states of the file."""

from __future__ import annotations

from rmjournal.storage.layout import Tables
from rmjournal.storage.lines import key_and_id
from rmjournal.storage.tables import TABLES


def differing(before: Tables, after: Tables) -> frozenset[str]:
    """The ids of the records that are not the same in both; none is parsed."""
    lines = (
        line for name in TABLES.values() for line in _lines(before, name) ^ _lines(after, name)
    )
    return frozenset(id for line in lines if (id := key_and_id(line)[1]))


def _lines(tables: Tables, name: str) -> set[bytes]:
    table = tables.get(name)
    return set() if table is None else set(table.lines())
