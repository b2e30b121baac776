"""What a record is marked with when it is stored: an id of its own, and the moment."""

from __future__ import annotations

import os
from datetime import UTC, datetime


def stamp(moment: datetime) -> str:
    """The moment as it is stored: UTC, to the second."""
    plain = moment.astimezone(UTC).replace(microsecond=0, tzinfo=None)
    return f"{plain.isoformat()}Z"


def new_id() -> str:
    """A fresh record id: 16 hexadecimal digits, a letter among the first four.

    The letter lets a person type the beginning of any id without it reading as a session number.
    """
    while True:
        id = os.urandom(8).hex()
        if not id[:4].isdecimal():
            return id
