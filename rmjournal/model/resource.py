"""Something to read, watch or try, and when it was."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from rmjournal.model.record import Assent, Record, Ref
from rmjournal.model.value import value

KINDS = ("article", "book", "video", "tool", "person", "document", "other")


@value(kw_only=True)
class Resource(Record):
    """A pointer that one of the two brought."""

    SUBSTANCE: ClassVar[tuple[str, ...]] = ("title", "url", "kind")

    title: str
    url: str = ""
    kind: str = "other"
    session: Ref | None = None
    objective: Ref | None = None
    used_on: tuple[date, ...] = ()
    assents: tuple[Assent, ...] = ()
