"""Which of the two an imported line names: by @name, by a name in parentheses, or before a colon."""

from __future__ import annotations

import re

from rmjournal.journal.members import WHO
from rmjournal.model.pair import Pair
from rmjournal.model.record import BOTH
from rmjournal.text import fold

_NAMED = (
    re.compile(r"(?<!\w)@([\w'’-]+)"),
    re.compile(r"\(([^()\n]{1,60})\)"),
    re.compile(r"^(?:\*\*|__)?([^\n:*_()]{1,60}?)(?:\*\*|__)?[\u00a0\u202f ]?:"),
)
_AND = re.compile(r"[,&+/]|\b(?:and|et)\b|@")


class Owners:
    """The names of a pair's members, and the words for them."""

    def __init__(self, pair: Pair) -> None:
        self._ids = {fold(each.name): each.id for each in pair.members}
        firsts = {fold(pair.short_name(each.id)): each.id for each in pair.members}
        if len(firsts) == len(pair.members):
            self._ids |= firsts
        meant = {"me": pair.me, "partner": pair.partner.id, BOTH: BOTH}
        self._ids |= {word: id for who, id in meant.items() for word in WHO[who]}

    def known(self, word: str) -> str | None:
        """The id of the member whose name, first name or word of ours this is; none for nobody's."""
        return self._ids.get(fold(word).strip())

    def named(self, text: str) -> str | None:
        """The id of the member that the text names, ``both`` for the two of them; none for nobody.

        Only a whole name, a first name or one of our words for a member counts: «(2)» names nobody.
        """
        for pattern in _NAMED:
            for match in pattern.finditer(text):
                ids = [self.known(word) for word in _AND.split(match[1]) if word.strip()]
                if ids and all(ids):
                    return ids[0] if len(set(ids)) == 1 else BOTH
        return None
