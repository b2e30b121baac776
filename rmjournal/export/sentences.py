"""Sentences as their words alone, to find one in a text that writes it another way."""

from __future__ import annotations

import contextlib
import re
from bisect import bisect_right
from collections.abc import Iterator
from typing import TypeAlias

from rmjournal.text import UNSEEN, fold

LEAST = 6
"""The words from which on a sentence is someone's own and no common phrase."""

Sentence: TypeAlias = tuple[str, ...]
"""The folded words of a sentence, at least six."""

_DROPPED = re.compile(f"[*_`~\\\\{UNSEEN}]+")
"""Marks of emphasis, escapes, and characters that nobody sees."""
_WORD = re.compile(r"\w+")
_END = re.compile(r"[.!?]+(?=\s|\Z)|\n\s*\n")
_ESCAPE = re.compile(r"\\(?:u[0-9a-f]{4}|.)")


def sentences(text: str) -> Iterator[Sentence]:
    """The sentences of six words or more, and those of single lines within them."""
    if len(text) < 2 * LEAST - 1:
        return
    for part in _END.split(_folded(text)):
        lines = part.split("\n")
        for piece in {part, *lines}:
            words = tuple(_WORD.findall(piece))
            if len(words) >= LEAST:
                yield words


def contains(text: str, sentence: Sentence) -> bool:
    """Whether the words of the sentence stand in the text, one after the other."""
    return f" {' '.join(sentence)} " in f" {' '.join(_WORD.findall(_folded(text)))} "


def _folded(text: str) -> str:
    text = _DROPPED.sub("", text)
    return text.lower() if text.isascii() else fold(text)


class Output:
    """The words of an export, line after line."""

    def __init__(self, text: str, *, escaped: bool = False) -> None:
        lines = (_ESCAPE.sub(" ", text) if escaped else text).split("\n")
        self._words: list[str] = []
        self._starts: list[int] = []
        for line in lines:
            self._starts.append(len(self._words))
            self._words += _WORD.findall(_folded(line))
        ahead = (self._words[n:] for n in range(LEAST))
        self._runs = set(map(hash, zip(*ahead, strict=False)))

    def __contains__(self, sentence: Sentence) -> bool:
        ahead = (sentence[n:] for n in range(LEAST))
        runs = map(hash, zip(*ahead, strict=False))
        return all(run in self._runs for run in runs) and self._at(sentence) is not None

    def line(self, sentence: Sentence) -> int:
        """The line, from 1, where the sentence begins."""
        return bisect_right(self._starts, self._at(sentence) or 0)

    def first_line(self, texts: list[str]) -> int:
        """The first line, from 1, that has the longest of the texts which stand there whole; 1 for none.

        The longest, as a short one may be a word of ours, such as ``open``.
        """
        for text in sorted(texts, key=len, reverse=True):
            words = tuple(_WORD.findall(_folded(text)))
            if words and (place := self._at(words)) is not None:
                return bisect_right(self._starts, place)
        return 1

    def _at(self, wanted: Sentence) -> int | None:
        size, place = len(wanted), -1
        with contextlib.suppress(ValueError):
            while True:
                place = self._words.index(wanted[0], place + 1)
                if tuple(self._words[place : place + size]) == wanted:
                    return place
        return None
