"""What every record carries: whose words, who typed them, who may read them, and when."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import TypeAlias

from rmjournal.model.value import value

Stamp: TypeAlias = datetime
"""An instant, aware, in UTC."""

Local: TypeAlias = datetime
"""A local date and time, naive; its IANA zone stands beside it."""

Ref: TypeAlias = str
"""The id of another record; once that is erased, the field is emptied."""

Source: TypeAlias = str
"""The id of the record that this one was made from, where its words were first written."""

BOTH = "both"
"""Stands for the two members where one member's id could stand."""


SHOWN = 6
"""The characters of an id that listings show."""


def shown_id(id: str) -> str:
    """The reference to a record that listings show: it holds a letter, and no shell minds it."""
    return id[:SHOWN]


class Visibility(StrEnum):
    """Who may read a record: its author, the pair, or whoever both agree to."""

    PRIVATE = "private"
    PAIR = "pair"
    SHAREABLE = "shareable"

    @classmethod
    def of(cls, value: object) -> Visibility:
        """The visibility a stored value stands for; missing or unknown means private."""
        return _BY_NAME.get(value, cls.PRIVATE) if isinstance(value, str) else cls.PRIVATE

    def narrower(self, other: Visibility) -> Visibility:
        """The one of the two that lets fewer people read."""
        order = list(Visibility)
        return min(self, other, key=order.index)


_BY_NAME: dict[str, Visibility] = {str(each): each for each in Visibility}


@value(kw_only=True)
class Record:
    """The envelope of every stored record. Identity is ``id``, never its place in the file."""

    id: str
    """16 hexadecimal digits: random, or for what was imported, made of its words."""
    pair: str
    """The id of the pair it belongs to."""
    author: str
    """The member whose words these are."""
    entered_by: str
    """The member who typed them."""
    rev: int = 1
    """Counts the changes of this record, from 1."""
    created: Stamp
    updated: Stamp
    visibility: Visibility = Visibility.PRIVATE
    deleted: Stamp | None = None
    """When it went to the trash, if it did."""
    origin: str = ""
    """Where an imported record comes from, such as ``jrnl 2024-03-05 14:10`` or ``markdown NAME``."""

    @property
    def within_pair(self) -> Visibility:
        """Who may read what is drawn from it or stands on its agenda: its readers, of the two at most."""
        return self.visibility.narrower(Visibility.PAIR)


@value(kw_only=True)
class Assent:
    """A member's agreement to the exact substance of a record."""

    member: str
    digest: str
    """SHA-256 of the substance agreed to; see ``substance.digest``."""
    at: Stamp
    entered_by: str
    """Differs from ``member`` when it notes an oral agreement."""
    on: datetime | None = None
    """When it was said aloud, for an oral agreement noted later."""
    leaving: bool = False
    """Whether it is a consent that the record may leave the pair."""
