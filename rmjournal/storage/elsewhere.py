"""What another process changed: the records whose lines differ between two states of the file."""

from __future__ import annotations

import re

from rmjournal.storage.layout import Tables
from rmjournal.storage.tables import TABLES

_ID = re.compile(rb'"id": "([^"\\]*)"').search


def differing(before: Tables, after: Tables) -> frozenset[str]:
    """The ids of the records that are not the same in both; none is parsed."""
    lines = (
        line for name in TABLES.values() for line in _lines(before, name) ^ _lines(after, name)
    )
    return frozenset(hit[1].decode() for line in lines if (hit := _ID(line)))


def _lines(tables: Tables, name: str) -> set[bytes]:
    table = tables.get(name)
    return set() if table is None else {bytes(line) for line in table.lines()}
