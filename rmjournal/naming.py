"""How a record is named in words, the same on every front end: its kind, its first words, its day."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from rmjournal.i18n import _, words
from rmjournal.journal import references
from rmjournal.journal.data import TABLES
from rmjournal.model.pair import Pair
from rmjournal.model.record import Record
from rmjournal.model.session import Session
from rmjournal.text import shorten
from rmjournal.vocabulary import KINDS

SAID_FIRST = (
    "title", "text", "what", "topic", "purpose", "so_what", "situation", "behaviour",
)  # fmt: skip
"""The fields that say what a record is about, the most telling first."""
WIDTH = 60
"""The characters of a headline."""


def day(on: date | None, *, weekday: bool = True, year: bool = True) -> str:
    """A date in words."""
    return words().date(on, weekday=weekday, year=year) if on else _("no date")


def brief(on: date | None, today: date, *, weekday: bool = True) -> str:
    """A date for a list: short, with its year only when that is another one."""
    if on is None:
        return _("no date")
    return words().date(on, weekday=weekday, short=True, year=on.year != today.year)


def session_name(numbers: Mapping[str, int], id: str) -> str:
    """The session with that id, by its number."""
    number = numbers.get(id)
    return _("session {n}", n=number) if number else _("cancelled session")


def kind(record: Record) -> str:
    """What sort of record it is."""
    return _(KINDS[TABLES[type(record)]])


def headline(record: Record, width: int = WIDTH) -> str:
    """What a record of any kind says first, on one line; a session without a purpose, its day."""
    for name in SAID_FIRST:
        if value := getattr(record, name, ""):
            return shorten(value, width)
    if isinstance(record, Session):
        return day(record.when.date() if record.when else None)
    if isinstance(record, Pair):
        return shorten(words().listing([each.name for each in record.members]), width)
    return ""


def named(record: Record) -> str:
    """A record of any kind by its reference, its kind and its first words."""
    return joined(references.short(record), kind(record), headline(record))


def joined(*parts: str) -> str:
    """What is not empty, with dots between."""
    return " · ".join(part for part in parts if part)
