"""The forms of a session: the minutes of its parts, and what each kind of session speaks of."""

from __future__ import annotations

from rmjournal.i18n import LANGUAGES, N_, Words, words
from rmjournal.model.agenda import Item
from rmjournal.model.pair import Pair
from rmjournal.model.session import Session

FORMS: dict[int, dict[str, int]] = {
    15: {"check-in": 2, "topic": 7, "open": 3, "wrap-up": 3},
    20: {"check-in": 3, "topic": 10, "open": 4, "wrap-up": 3},
    30: {"check-in": 5, "topic": 10, "case": 5, "open": 5, "wrap-up": 5},
    45: {"check-in": 5, "recall": 5, "topic": 12, "case": 10, "open": 8, "wrap-up": 5},
    60: {"check-in": 5, "recall": 10, "topic": 20, "case": 10, "open": 10, "wrap-up": 5},
}
"""The minutes of each part, by the length of the session."""

WITHOUT: dict[str, tuple[str, ...]] = {
    "kick-off": ("recall",),
    "listening": ("recall",),
    "express": ("recall", "case"),
    "cafe": ("recall", "topic", "case"),
}
"""The parts that a kind of session does without; their minutes go to its topic, else to open time."""

Prepared = dict[str, tuple[str, str | None]]
"""For each part, what is spoken of and the role of whoever brings it, if it is one of the two."""

PREPARED: dict[str, Prepared] = {
    "kick-off": {
        "topic": (N_("Our charter: what stays between us, what may leave, how we stop"), None),
        "case": (N_("What each of us would like to learn, and for which real situation"), None),
    },
    "listening": {
        "topic": (N_("What I see that you may not: one speaks, the other only listens"), "mentor"),
        "case": (N_("What I heard, in my words"), "mentee"),
    },
    "mid-point": {
        "recall": (N_("What we learned, and what we put into practice"), None),
        "topic": (N_("Where our objectives stand, each one's view first"), None),
        "case": (N_("What we keep and what we change in how we work together"), None),
    },
    "closing": {
        "recall": (N_("What each of us takes away, and still wants to try"), None),
        "topic": (N_("Where our objectives arrived, since the first day"), None),
        "case": (N_("Thanks, and what goes on without sessions"), None),
    },
}
"""The kinds of session that have a programme of their own, which goes before what is open."""


def form(minutes: int, template: str = "standard") -> dict[str, int]:
    """The minutes of each part of a session of that length; they add up to it exactly.

    Lengths between the forms take the shorter one; the topic absorbs what is left (open time where
    there is no topic), open time is never under a sixth, and the wrap-up has the minutes of its form.
    """
    base = max((length for length in FORMS if length <= minutes), default=0)
    parts = dict(FORMS[base]) if base else {"check-in": 1, "topic": 0, "open": 1, "wrap-up": 1}
    for part in WITHOUT.get(template, ()):
        parts.pop(part, None)
    parts["open"] = max(parts["open"], -(-minutes // 6))
    rest = "topic" if "topic" in parts else "open"
    parts[rest] = 0
    parts[rest] = minutes - sum(parts.values())
    return parts


def stored(message: str, **values: object) -> str:
    """The message as it goes into the file: in the typography of files, not of this terminal."""
    return Words(words().language, terminal=False).text(message, **values)


def is_usual(item: Item) -> bool:
    """Whether a kind of session speaks of this each time, in any language; so it comes of itself."""
    texts = [text for programme in PREPARED.values() for text, _role in programme.values()]
    ours = (Words(language, terminal=False) for language in LANGUAGES)
    return any(item.topic == words.text(text) for words in ours for text in texts)


def prepared(session: Session, pair: Pair) -> Prepared:
    """What this kind of session speaks of, in the words of the file, each by a member's id."""
    ids = {"mentor": pair.mentor.id, "mentee": pair.mentee.id, None: None}
    programme = PREPARED.get(session.template, {})
    return {kind: (stored(text), ids[role]) for kind, (text, role) in programme.items()}
