"""Titles that the program gives by itself: known again in any language, shown in the reader's.

They are stored in the words of whoever planned, and the two of a pair may read in two languages. A
title that a person changed, in a single letter, is theirs and stays as it is.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cache
from typing import NamedTuple, Protocol

from rmjournal.i18n import LANGUAGES, N_, Words, words

TITLES = {
    "check-in": N_("Check-in"),
    "recall": N_("Recall and practice"),
    "topic": N_("Topic and demonstration"),
    "case": N_("A real case"),
    "open": N_("Open time"),
    "wrap-up": N_("Wrap-up: who does what"),
}
"""The names of the parts of an agenda, msgids."""

PROGRAMMES = {
    "kick-off": {
        "topic": N_("Our charter: what stays between us, what may leave, how we stop"),
        "case": N_("What each of us would like to learn, and for which real situation"),
    },
    "listening": {
        "topic": N_("What I see that you may not: one speaks, the other only listens"),
        "case": N_("What I heard, in my words"),
    },
    "mid-point": {
        "recall": N_("What we learned, and what we put into practice"),
        "topic": N_("Where our objectives stand, each one's view first"),
        "case": N_("What we keep and what we change in how we work together"),
    },
    "closing": {
        "recall": N_("What each of us takes away, and still wants to try"),
        "topic": N_("Where our objectives arrived, since the first day"),
        "case": N_("Thanks, and what goes on without sessions"),
    },
}
"""What a kind of session speaks of, by the part of it, msgids."""

REVIEW = N_("Where the two of us stand after {n} months")
"""The purpose of a review point, a msgid."""

VIEWS = N_("{objective}: our two views")
OUTCOME = N_("{action}: what came of it?")
USED = N_("{learning}: used since?")
"""What is asked about something that a person named, msgids; their words stay in any language."""

MADE_ACTION = N_("made an action")
"""The decision on an item that an action was made of, a msgid."""


MESSAGES = frozenset(
    [*TITLES.values(), *(text for parts in PROGRAMMES.values() for text in parts.values()),
     REVIEW, VIEWS, OUTCOME, USED, MADE_ACTION]
)  # fmt: skip
"""Every title. They have a small catalogue of their own, since they are looked for in all languages."""


_FIXED = MESSAGES - {VIEWS, OUTCOME, USED}
"""Those in which nothing is a person's."""


class Title(NamedTuple):
    """A title of the program's own, in no language yet."""

    message: str
    name: str = ""
    """What its placeholder is called, where it has one."""
    value: str = ""
    """What stands there: a number, or a person's words."""

    def text(self, said: Words, printed: Callable[[str], str] = str) -> str:
        """The title in those words; ``printed`` puts a person's where they are to stand."""
        values = {self.name: printed(self.value)} if self.name else {}
        return said.text(self.message, **values)


class Part(Protocol):
    """What stands on an agenda, or could."""

    @property
    def kind(self) -> str:
        """Which part of a session it is."""

    @property
    def topic(self) -> str:
        """What is spoken of."""


class Purposeful(Protocol):
    """A session, as far as its purpose goes."""

    @property
    def purpose(self) -> str:
        """What it is for."""


class Decided(Protocol):
    """An item, as far as what was decided goes."""

    @property
    def decision(self) -> str:
        """What was decided."""


def known(text: str, kind: str = "") -> Title | None:
    """The title that a stored text is, letter for letter; none where a person wrote or changed it.

    The name of a part is one only on an item of that ``kind``.
    """
    if found := _names().get((kind, text)) or _fixed().get(text):
        return Title(found)
    for pattern in _reviews():
        if hit := pattern.fullmatch(text):
            return Title(REVIEW, "n", hit[1])
    if text.endswith(tuple(_asked())):
        return next(
            Title(message, name, text.removesuffix(ending))
            for ending, (message, name) in _asked().items()
            if text.endswith(ending)
        )
    return None


def in_other_words(wanted: Callable[[str], bool]) -> list[tuple[str, str, str]]:
    """The titles that are ``wanted`` in one language: its message, its text there and in another."""
    forms = [(each, [said.text(each, n="") for said in _of_files()]) for each in sorted(_FIXED)]
    return [
        (message, heard, other)
        for message, texts in forms
        for heard in filter(wanted, texts)
        for other in texts
        if not wanted(other)
    ]


def said(text: str, language: Words, kind: str = "") -> str:
    """A stored text for a reader: a title of ours in their language, any other as it is."""
    title = known(text, kind)
    return title.text(language) if title else text


def common(text: str) -> str:
    """What a title of ours has in common in every language; any other text as it is."""
    title = known(text)
    return title.message + title.value if title else _parts().get(text, text)


def topic_in_words(part: Part) -> str:
    """What is spoken of: a person's words as they are, a title of ours in the reader's."""
    return said(part.topic, words(), part.kind)


def purpose_in_words(session: Purposeful) -> str:
    """What a session is for, in the same way."""
    return said(session.purpose, words())


def decision_in_words(item: Decided) -> str:
    """What was decided, in the same way."""
    return said(item.decision, words())


def part_named(topic: str) -> str:
    """The part of a session whose name the topic is, in any language; empty for any other topic."""
    return next((kind for kind, name in _names() if name == topic), "")


def is_title(item: Part) -> bool:
    """Whether the item is only the name of its part, in any language: nothing to speak of later."""
    return (item.kind, item.topic) in _names()


def is_usual(item: Part) -> bool:
    """Whether a kind of session speaks of this each time, in any language; so it comes of itself."""
    return _fixed().get(item.topic, MADE_ACTION) != MADE_ACTION


def _of_files() -> Iterator[Words]:
    return (Words(language, terminal=False, domain="titles") for language in LANGUAGES)


@cache
def _names() -> dict[tuple[str, str], str]:
    """The message of each name of a part, by that part and the name in any language."""
    return {(kind, each.text(text)): text for each in _of_files() for kind, text in TITLES.items()}


@cache
def _parts() -> dict[str, str]:
    """The message of each name of a part, by the name in any language."""
    return {name: message for (_kind, name), message in _names().items()}


@cache
def _fixed() -> dict[str, str]:
    """The message of every other title that is the same each time, by the title in any language."""
    texts = _FIXED - {REVIEW, *TITLES.values()}
    return {each.text(text): text for each in _of_files() for text in texts}


@cache
def _asked() -> dict[str, tuple[str, str]]:
    """How what is asked about a person's words ends in each language, with its message and their name."""
    named = ((VIEWS, "objective"), (OUTCOME, "action"), (USED, "learning"))
    return {
        each.text(message, **{name: ""}): (message, name)
        for each in _of_files()
        for message, name in named
    }


@cache
def _reviews() -> tuple[re.Pattern[str], ...]:
    """What the purpose of a review point looks like in each language."""
    blank = "\0"
    patterns = (re.escape(each.text(REVIEW, n=blank)) for each in _of_files())
    return tuple(re.compile(each.replace(re.escape(blank), "([1-9][0-9]?)")) for each in patterns)
