"""The forms of a session: the minutes of its parts, and what each kind of session speaks of."""

from __future__ import annotations

from rmjournal.i18n import Words, words
from rmjournal.model.pair import Pair
from rmjournal.model.session import Session
from rmjournal.titles import PROGRAMMES

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

LED_BY = {"listening": {"topic": "mentor", "case": "mentee"}}
"""The role of whoever brings a part of a kind of session, where it is one of the two."""

PREPARED: dict[str, Prepared] = {
    template: {kind: (text, LED_BY.get(template, {}).get(kind)) for kind, text in parts.items()}
    for template, parts in PROGRAMMES.items()
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


def prepared(session: Session, pair: Pair) -> Prepared:
    """What this kind of session speaks of, in the words of the file, each by a member's id."""
    ids = {"mentor": pair.mentor.id, "mentee": pair.mentee.id, None: None}
    programme = PREPARED.get(session.template, {})
    return {kind: (stored(text), ids[role]) for kind, (text, role) in programme.items()}
