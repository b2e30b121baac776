"""How a journal of an earlier format becomes one of ours: numbered steps, each from N to N + 1."""

from __future__ import annotations

from collections.abc import Callable

from rmjournal.storage.linetable import Tables

SCHEMA = 1
"""The format we write. A new optional field keeps it; a changed meaning raises it."""

Step = Callable[[Tables], None]

STEPS: dict[int, Step] = {}
"""The step that leads from each earlier format to the next."""


def migrate(tables: Tables, schema: int) -> Tables:
    """The tables after every step from ``schema`` to ours; saved with the next change, not before."""
    for number in range(schema, SCHEMA):
        STEPS[number](tables)
    return tables
