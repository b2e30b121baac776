"""The two people without their names: stand-ins, in our own words and in what they typed.

Only names go. What is told can still say who it was: whoever passes it on has to read it first.
"""

from __future__ import annotations

import re
from collections import defaultdict
from typing import NamedTuple

from rmjournal.export.people import People
from rmjournal.model.pair import TITLES, Pair
from rmjournal.text import fold

_PARTICLES = frozenset({
    "al", "and", "bin", "da", "de", "del", "della", "den", "der", "des", "di", "do", "dos", "du",
    "el", "et", "la", "le", "les", "mac", "mc", "san", "st", "van", "von", "y",
})  # fmt: skip
"""Words of names that are words of everyday language too: replaced only within a whole name."""
_BREAK = re.compile(r"[\s\u2019'._-]+")
_JOINT = r"[\s\u2019'._-]+"
_UNSEEN = re.compile("[\u00ad\u200b-\u200d\u2060\ufeff]")
_SCRIPT_WITHOUT_SPACES = re.compile(
    "[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u2e80-\ud7ff\uf900-\ufaff]"
)


class StandIns(NamedTuple):
    """What is said in place of names, in the reader's language."""

    mentee: str
    mentor: str
    either: str
    """For a name that both have."""


class Anonymous(People):
    """The members under stand-ins, and texts with their names replaced."""

    def __init__(self, pair: Pair, stand_ins: StandIns) -> None:
        super().__init__(pair)
        self.full = [stand_ins.mentee, stand_ins.mentor]
        self._short = self.full
        self._stand_ins = _by_name(pair, stand_ins)
        self._name = _pattern(list(self._stand_ins))

    def said(self, text: str) -> str:
        """The text with every name of the two, a whole word, replaced; case and accents ignored."""
        if not self.named(text):
            return text
        plain, places = _folded(text)
        pieces, past = [], 0
        for match in self._name.finditer(plain):
            start, end = places[match.start()], places[match.end() - 1] + 1
            pieces += [text[past:start], self._stand_in(match.group())]
            past = end
            while past < len(text) and not fold(text[past]):
                past += 1
        return "".join((*pieces, text[past:]))

    def named(self, text: str) -> bool:
        """Whether the text still names one of the two."""
        return self._name.search(_plain(text)) is not None

    def _stand_in(self, found: str) -> str:
        """The stand-in of whoever the words found are the names of."""
        whole = self._stand_ins.get(_spaced(found))
        if whole:
            return whole
        found_in = {self._stand_ins[word] for word in _words(found) if word in self._stand_ins}
        only = found_in - {self._stand_ins[_BOTH]}
        return only.pop() if len(only) == 1 else self._stand_ins[_BOTH]


_BOTH = "\0"
"""The key, which is no name, of the stand-in for a name that both have."""


def _by_name(pair: Pair, stand_ins: StandIns) -> dict[str, str]:
    """The stand-in for each name and each of its words, folded."""
    owners: dict[str, set[str]] = defaultdict(set)
    told = zip(pair.members, (stand_ins.mentee, stand_ins.mentor), strict=True)
    for member, stand_in in told:
        name = _plain(member.name)
        owners[_spaced(name)].add(stand_in)
        for word in name.split():
            for each in {word, *_words(word)}:
                if len(each) > 1 and each not in _PARTICLES and each.rstrip(".") not in TITLES:
                    owners[_spaced(each)].add(stand_in)
    names = {
        name: next(iter(whose)) if len(whose) == 1 else stand_ins.either
        for name, whose in owners.items()
        if name
    }
    return {**names, _BOTH: stand_ins.either}


def _pattern(names: list[str]) -> re.Pattern[str]:
    """Names as whole words, longest first, several in a row taken as one."""
    known = sorted((name for name in names if name != _BOTH), key=len, reverse=True)
    if not known:
        return re.compile(r"(?!)")
    one = "|".join(map(_as_pattern, known))
    return re.compile(f"(?:{one})(?:{_JOINT}(?:{one}))*")


def _as_pattern(name: str) -> str:
    spelled = _JOINT.join(re.escape(word) for word in _words(name))
    if _SCRIPT_WITHOUT_SPACES.search(name):
        return spelled
    return rf"(?<![^\W_]){spelled}(?![^\W_])"


def _words(name: str) -> list[str]:
    return [word for word in _BREAK.split(name) if word]


def _spaced(name: str) -> str:
    return " ".join(_words(name))


def _plain(text: str) -> str:
    """The text without case, accents and what nobody sees."""
    return fold(_UNSEEN.sub("", text))


def _folded(text: str) -> tuple[str, list[int]]:
    """The text as ``_plain`` makes it, and the place that each of its letters comes from."""
    letters: list[str] = []
    places: list[int] = []
    for place, char in enumerate(text):
        folded = "" if _UNSEEN.match(char) else fold(char)
        letters.append(folded)
        places += [place] * len(folded)
    return "".join(letters), places
