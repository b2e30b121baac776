"""What a member makes of a session: What, So what, Now what (Borton 1970; Rolfe 2001)."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from rmjournal.model.record import Assent, Record, Ref
from rmjournal.model.value import value

TEXTS = ("what", "so_what", "now_what", "shifted", "question")

MOST_CONFIDENT = 10
"""The most confident that one can be; the least is 0."""


@value(kw_only=True)
class Reflection(Record):
    """Private unless its author says otherwise. The last three fields are folded away at first."""

    SUBSTANCE: ClassVar[tuple[str, ...]] = TEXTS

    session: Ref | None = None
    on: date | None = None
    """The day it speaks of."""
    what: str = ""
    """What happened."""
    so_what: str = ""
    """What I make of it."""
    now_what: str = ""
    """And now."""
    shifted: str = ""
    """A view of mine that shifted."""
    confidence: int | None = None
    """0 to MOST_CONFIDENT."""
    question: str = ""
    """An open question."""
    assents: tuple[Assent, ...] = ()
    """Consents to let it leave the pair, as a story."""
