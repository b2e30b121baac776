"""Something that went well and deserves to be said."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from rmjournal.model.record import Assent, Record, Ref
from rmjournal.model.value import value


@value(kw_only=True)
class Win(Record):
    """A success of one of the two or of both, on a day."""

    SUBSTANCE: ClassVar[tuple[str, ...]] = ("text",)

    text: str
    on: date | None = None
    session: Ref | None = None
    objective: Ref | None = None
    assents: tuple[Assent, ...] = ()
