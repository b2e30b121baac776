"""What was noted while a session went on: learnings, actions, topics set aside, wins, decisions."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from enum import StrEnum
from typing import TYPE_CHECKING, TypeVar

from rmjournal.model.action import Action
from rmjournal.model.agenda import Item, ItemStatus
from rmjournal.model.learning import Learning
from rmjournal.model.record import Record, Visibility
from rmjournal.model.session import Session
from rmjournal.model.value import value
from rmjournal.model.win import Win
from rmjournal.titles import topic_in_words

if TYPE_CHECKING:
    from rmjournal.journal import Journal

R = TypeVar("R", bound=Record)


class Noted(StrEnum):
    """The kinds of notes."""

    LEARNED = "learned"
    ACTION = "action"
    PARKED = "parked"
    WIN = "win"
    DECISION = "decision"


@value()
class Note:
    """One thing that was noted, as one reads it."""

    kind: Noted
    at: datetime
    """When, on the person's wall."""
    text: str
    visibility: Visibility
    member: str | None = None
    """Who learned it, or who does it: a member's id, or ``both``."""
    due: date | None = None


def noted(journal: Journal, session: Session) -> tuple[Note, ...]:
    """What was noted between the start of its timer and its end, in order; nothing without a timer."""
    began = next((each.at for each in session.timer if each.kind == "start"), None)
    if began is None:
        return ()
    ended = next((each.at for each in reversed(session.timer) if each.kind == "end"), None)
    found = [
        (at, each)
        for at, each in _all(journal, session)
        if began <= at and (ended is None or at <= ended)
    ]
    return tuple(note for _at, note in sorted(found, key=lambda pair: pair[0]))


def _all(journal: Journal, session: Session) -> Iterator[tuple[datetime, Note]]:
    def note(
        kind: Noted, at: datetime, record: Record, text: str,
        member: str | None = None, due: date | None = None,
    ) -> tuple[datetime, Note]:  # fmt: skip
        return at, Note(kind, journal.clock.wall(at), text, record.visibility, member, due)

    def of(kind: type[R]) -> list[R]:
        return journal.store.where(kind, "session", session.id)

    for learning in of(Learning):
        yield note(Noted.LEARNED, learning.created, learning, learning.what, learning.learner)
    for action in of(Action):
        yield note(Noted.ACTION, action.created, action, action.text, action.owner, action.due)
    for win in of(Win):
        yield note(Noted.WIN, win.created, win, win.text)
    for item in of(Item):
        if item.status is ItemStatus.PARKED:
            yield note(Noted.PARKED, item.created, item, topic_in_words(item))
        if item.decision and item.decided:
            yield note(Noted.DECISION, item.decided, item, item.decision)
