"""Emphasis: which typed stars and underscores have it, wherever our templates put the text."""

from __future__ import annotations

import string
import unicodedata
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache

_EMPHASIS = frozenset({"*", "**", "***", "_", "**_", "_**"})
_BLANK = frozenset({"space", "edge"})


@lru_cache(1024)
def role_of(before: str, run: str, after: str, joins: bool) -> str:
    """What a run does wherever our templates put it: "open", "close", stay "still", or "loose".

    One that opens must not be able to close, lest it close an emphasis of ours. One that closes
    may be able to open, for it meets its own opener first; unless that one ``joins`` stars of
    ours, when their lengths could forbid it (the rule of three).
    """
    left, right = _kind(before), _kind(after)
    words = left == right == "word"
    if (words and not run.strip("_")) or (run in {"*", "**"} and left == right == "space"):
        return "still"
    if run not in _EMPHASIS or {left, right} <= _BLANK:
        return "loose"
    if left in _BLANK or (left, right) == ("mark", "word"):
        return "open"
    if right == "space" or (left == "word" and right in {"mark", "edge"}):
        return "close"
    closes = right == "mark" or (left == "word" and "_" not in run)
    return "close" if closes and not joins else "loose"


def settled(runs: list[str], roles: list[str]) -> Iterator[str]:
    """Each run as it goes out: balanced ones as stars (MD049), still ones as typed, others escaped.

    Two lone stars in a paragraph look to linters like spaces inside emphasis (MD037).
    """
    pairs = _pairs(runs, roles)
    alone = sum(role == "still" and "*" in run for run, role in zip(runs, roles, strict=True)) == 1
    for place, (run, role) in enumerate(zip(runs, roles, strict=True)):
        if place in pairs:
            yield run.replace("_", "*")
        elif role == "still" and (alone or "_" in run):
            yield run
        else:
            yield "".join(f"\\{char}" for char in run)


@lru_cache(1024)
def _kind(char: str) -> str:
    """What a character is to emphasis beside it; "unsure" where versions of CommonMark differ."""
    if not char:
        return "edge"
    if char.isspace():
        return "space"
    if char in string.punctuation or (unicodedata.category(char)[0] == "P" and char < "\U00010000"):
        return "mark"
    return "unsure" if unicodedata.category(char)[0] in "SPC" or char > "\uffff" else "word"


def _pairs(runs: list[str], roles: list[str]) -> set[int]:
    """The places of the runs that open and close emphasis, properly nested."""
    emphasis = _Emphasis([*runs])
    for place, role in enumerate(roles):
        if role == "open":
            emphasis.open(place)
        elif role == "close":
            emphasis.close(place)
    halves = emphasis.halves.items()
    return emphasis.pairs | {closer for opener, closer in halves if opener in emphasis.pairs}


@dataclass(slots=True)
class _Emphasis:
    """Runs by their places: those open, how many of each, and those that found each other."""

    marks: list[str]
    opened: list[int] = field(default_factory=list)
    waiting: Counter[str] = field(default_factory=Counter)
    halves: dict[int, int] = field(default_factory=dict)
    pairs: set[int] = field(default_factory=set)

    def open(self, place: int) -> None:
        """The run waits for one that closes it."""
        self.opened.append(place)
        self.waiting[self.marks[place]] += 1

    def close(self, place: int) -> None:
        """The run closes the last one of its kind; three stars are also one and two."""
        mark = self.marks[place][::-1]
        if mark in {"*", "**"} and self._tops(1) == ["***"]:
            opener = self._reach("***")
            self.marks[opener] = "***"[len(mark) :]
            self.halves[opener] = place
            self.open(opener)
        elif self.waiting[mark]:
            self.pairs |= {place, self._reach(mark)}
        elif mark == "***" == "".join(self._tops(2)):
            self.pairs |= {place, *(self._reach(top) for top in reversed(self._tops(2)))}

    def _tops(self, count: int) -> list[str]:
        """The marks of the runs opened last."""
        return [self.marks[opener] for opener in self.opened[-count:]]

    def _reach(self, mark: str) -> int:
        """The place of the last run opened with this mark; those since stay unbalanced."""
        while True:
            opener = self.opened.pop()
            self.waiting[self.marks[opener]] -= 1
            if self.marks[opener] == mark:
                return opener
