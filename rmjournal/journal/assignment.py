"""What one line says of an action: what is to be done, then perhaps @whose it is and until when."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, datetime

from rmjournal.errors import UnknownDate
from rmjournal.journal.owners import Owners
from rmjournal.model.pair import Pair
from rmjournal.model.value import value
from rmjournal.text import fold
from rmjournal.when import When, understand

MOST = 6
"""The most words of a date at the end of a line."""
BEFORE = frozenset(("before", "due", "for", "avant", "pour"))
"""The words that say that a date is a limit, and go with it."""
TIED = frozenset((
    "a", "after", "and", "apres", "au", "chaque", "dans", "de", "depuis", "des", "du", "each",
    "every", "from", "in", "la", "last", "le", "les", "next", "of", "on", "or", "ou", "et",
    "since", "the", "this", "to", "tous", "until",
))  # fmt: skip
"""The words that make a date part of what is to be done: the report *of* monday, *every* friday."""
_BETWEEN = " \t\u00a0,;:-–—"
_NAME = re.compile(r"(?:^|\s)@(\S+?)[,;.:]*\s*$")


@value()
class Assignment:
    """What is to be done, in the words of whoever typed it; who does it, and until when."""

    text: str
    owner: str | None = None
    due: date | None = None


def assigned(
    pair: Pair, text: str, now: datetime, language: str, *, named: bool = True, dated: bool = True
) -> Assignment:
    """Reads @name and a day to come at the end of a line, in either order.

    What is not understood stays text, and so does a moment that has passed, or has an hour, which
    the day of an action has no room for. ``named`` and ``dated`` say what is to be looked for.
    """
    found = Assignment(text)
    for _turn in range(2):
        if named and found.owner is None:
            found = _owned(found, pair)
        if dated and found.due is None:
            found = _limited(found, now, language)
    return found


def _owned(said: Assignment, pair: Pair) -> Assignment:
    match = _NAME.search(said.text)
    owner = Owners(pair).known(match[1]) if match else None
    rest = said.text[: match.start()].rstrip(_BETWEEN) if match else ""
    return Assignment(rest, owner, said.due) if owner and rest else said


def _limited(said: Assignment, now: datetime, language: str) -> Assignment:
    for start in _starts(said.text):
        when = _read(said.text[start:], now, language)
        if when is None:
            continue
        before = said.text[:start].split()
        if when.time or when.part or when.day < now.date() or _tied(before, now, language):
            return said
        rest = said.text[:start].rstrip(_BETWEEN)
        if before and fold(before[-1]) in BEFORE:
            rest = rest[: -len(before[-1])].rstrip(_BETWEEN)
        return Assignment(rest, said.owner, when.day) if rest else said
    return said


def _starts(text: str) -> Iterator[int]:
    """Where each of the last words begins but the first of all, the longest ending first."""
    yield from [match.start() for match in re.finditer(r"\S+", text)][1:][-MOST:]


def _tied(before: list[str], now: datetime, language: str) -> bool:
    last = before[-1]
    return fold(last) in TIED or last[-1].isdigit() or _read(last, now, language) is not None


def _read(text: str, now: datetime, language: str) -> When | None:
    try:
        return understand(text, now, language)
    except UnknownDate:
        return None
