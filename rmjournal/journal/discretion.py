"""Discretion: during a session, a call may show the screen of one to the other.

So while one is under way, what only its author may read keeps its words: the topic of an item, the
purpose of a session, an action, a learning, an objective. A list of one kind that is asked for by
name, and JSON, say everything.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from rmjournal.model.record import Visibility

if TYPE_CHECKING:
    from rmjournal.journal import Journal


class Readable(Protocol):
    """What only some may read."""

    @property
    def visibility(self) -> Visibility:
        """Who may read it."""
        ...


def needed(journal: Journal) -> bool:
    """Whether a session is under way."""
    return journal.sessions.running() is not None


def keeps_its_words(record: Readable, *, discreet: bool) -> bool:
    """Whether the record is not to be read out on a screen that has to be ``discreet``."""
    return discreet and record.visibility is Visibility.PRIVATE
