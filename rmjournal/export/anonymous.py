"""The two people without their names: stand-ins, in our own words and in what they typed.

Only names go. What is told can still say who it was: whoever passes it on has to read it first.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from typing import NamedTuple, TypeAlias

from rmjournal.export.people import People
from rmjournal.model.pair import TITLES, Pair
from rmjournal.text import UNSEEN, fold

_PARTICLES = frozenset({
    "al", "and", "bin", "da", "de", "del", "della", "den", "der", "des", "di", "do", "dos", "du",
    "el", "et", "la", "le", "les", "mac", "mc", "san", "st", "van", "von", "y",
})  # fmt: skip
"""Words of names that are words of everyday language too: replaced only within a whole name."""
_SEAM = "\x1f"
"""Stands in a folded text where a capital after a small letter begins another word."""
_JOINT = rf"[\s\u2019'._{_SEAM}-]+"
_BREAK = re.compile(_JOINT)
_ENCODED = re.compile("(?:%[0-9A-Fa-f]{2})+")
_NESTED = 4
"""How often a link within a link is decoded."""
_LONG = 4
"""The letters from which on a name is looked for within other words too."""
_UNSEEN = re.compile(f"[{UNSEEN}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_MARKS = re.compile(r"\]\([^()\s]*\)|[][*_`~\\]")
"""Marks of Markdown, which a reader does not see either."""
_SCRIPT_WITHOUT_SPACES = re.compile(
    "[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u2e80-\ud7ff\uf900-\ufaff]"
)


Span: TypeAlias = tuple[int, int]
"""Where something begins in a text as it was typed, and where it ends."""


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
        self._firsts = {_words(name)[0] for name in self._stand_ins if _words(name)}

    def said(self, text: str) -> str:
        """The text with every name of the two, a whole word, replaced; case and accents ignored.

        A digit ends a word, and so does a capital after a small letter; links are read decoded.
        """
        if not self._could_name(text):
            return text
        plain, spans = _folded(text)
        pieces, past = [], 0
        for match in self._name.finditer(plain):
            start, end = spans[match.start()][0], spans[match.end() - 1][1]
            pieces += [text[past:start], self._stand_in(match.group())]
            past = end
            while past < len(text) and not fold(text[past]):
                past += 1
        return "".join((*pieces, text[past:]))

    def named(self, text: str) -> bool:
        """Whether the text still names one of the two."""
        return self._could_name(text) and self._name.search(_folded(text)[0]) is not None

    def may_name(self, text: str) -> bool:
        """Whether the text names one of the two, or has a longer name of theirs within a word.

        Marks of Markdown could take a name apart that its reader sees whole.
        """
        for stand_in in set(self._stand_ins.values()):
            text = text.replace(stand_in, " ")
        return any(map(self._may_name, {text, _MARKS.sub("", text)}))

    def _may_name(self, text: str) -> bool:
        if not self._could_name(text):
            return False
        plain = _folded(text)[0].replace(_SEAM, "")
        return self.named(text) or any(
            name in plain for name in self._stand_ins if len(name) >= _LONG
        )

    def _could_name(self, text: str) -> bool:
        """Whether a name could stand in the text, told quickly: of most texts, none."""
        if _ENCODED.search(text):
            return True
        plain = _plain(text)
        return any(word in plain for word in self._firsts)

    def _stand_in(self, found: str) -> str:
        """The stand-in of whoever the words found are the names of."""
        ways = [found, found.replace(_SEAM, "")]
        for way in ways:
            if whole := self._stand_ins.get(_spaced(way)):
                return whole
        words = {word for way in ways for word in _words(way)}
        found_in = {self._stand_ins[word] for word in words if word in self._stand_ins}
        only = found_in - {self._stand_ins[_BOTH]}
        return only.pop() if len(only) == 1 else self._stand_ins[_BOTH]


_BOTH = "\0"
"""The key, which is no name, of the stand-in for a name that both have."""


def _by_name(pair: Pair, stand_ins: StandIns) -> dict[str, str]:
    """The stand-in for each name and each of its words, folded."""
    owners: dict[str, set[str]] = defaultdict(set)
    told = zip(pair.members, (stand_ins.mentee, stand_ins.mentor), strict=True)
    for member, stand_in in told:
        for name in map(_plain, (member.name, *member.formerly)):
            for each in (name, *_by_itself(name)):
                owners[_spaced(each)].add(stand_in)
    names = {
        name: next(iter(whose)) if len(whose) == 1 else stand_ins.either
        for name, whose in owners.items()
        if name
    }
    return {**names, _BOTH: stand_ins.either}


def _by_itself(name: str) -> Iterator[str]:
    """The words of a name that name someone by themselves."""
    for word in name.split():
        for each in {word, *_words(word)}:
            if len(each) > 1 and each not in _PARTICLES and each.rstrip(".") not in TITLES:
                yield each


def _pattern(names: list[str]) -> re.Pattern[str]:
    """Names as whole words, longest first, several in a row taken as one."""
    known = sorted((name for name in names if name != _BOTH), key=len, reverse=True)
    if not known:
        return re.compile(r"(?!)")
    one = "|".join(map(_as_pattern, known))
    return re.compile(f"(?:{one})(?:{_JOINT}(?:{one}))*")


def _as_pattern(name: str) -> str:
    spelled = _JOINT.join(f"{_SEAM}?".join(map(re.escape, word)) for word in _words(name))
    if _SCRIPT_WITHOUT_SPACES.search(name):
        return spelled
    return rf"(?<![^\W\d_]){spelled}(?![^\W\d_])"


def _words(name: str) -> list[str]:
    return [word for word in _BREAK.split(name) if word]


def _spaced(name: str) -> str:
    return " ".join(_words(name))


def _plain(text: str) -> str:
    """The text without case, accents and what nobody sees."""
    return fold(_UNSEEN.sub("", text))


def _folded(text: str) -> tuple[str, list[Span]]:
    """The text decoded, as ``_plain`` makes it but with seams, and what each letter stands for."""
    letters: list[str] = []
    spans: list[Span] = []
    before = ""
    for char, span in zip(*_decoded(text), strict=True):
        folded = "" if _UNSEEN.match(char) else fold(char)
        if folded:
            folded = _SEAM + folded if before.islower() and char.isupper() else folded
            before = char
        letters.append(folded)
        spans += [span] * len(folded)
    return "".join(letters), spans


def _decoded(text: str) -> tuple[str, list[Span]]:
    """The text with what links encode (``%C3%A9``) as letters, and what each letter stands for."""
    spans = [(place, place + 1) for place in range(len(text))]
    for _ in range(_NESTED):
        if not _ENCODED.search(text):
            break
        pieces: list[str] = []
        kept: list[Span] = []
        past = 0
        for run in _ENCODED.finditer(text):
            pieces.append(text[past : run.start()])
            kept += spans[past : run.start()]
            past = run.start()
            for char in bytes.fromhex(run[0].replace("%", "")).decode("utf-8", "surrogateescape"):
                end = past + 3 * len(char.encode("utf-8", "surrogateescape"))
                # A byte that is no UTF-8 is an older link's Latin-1.
                pieces.append(chr(ord(char) - 0xDC00) if "\udc80" <= char <= "\udcff" else char)
                kept.append((spans[past][0], spans[end - 1][1]))
                past = end
        text, spans = "".join((*pieces, text[past:])), kept + spans[past:]
    return text, spans
