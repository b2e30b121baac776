"""What an import finds in the journal: which records came before, and the session of a day."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from datetime import date, datetime, time
from typing import TYPE_CHECKING

from rmjournal.model.record import Record
from rmjournal.model.session import Session, SessionStatus
from rmjournal.storage.places import NO_DATE

if TYPE_CHECKING:
    from rmjournal.journal import Journal
    from rmjournal.storage.view import View

APART = 2 * 60
"""The minutes from which two sessions of a day are told apart by their times."""


class Ids:
    """The ids of imported records: made of the words themselves, so that they are known again.

    The same words of the same day in the same pair have the same id wherever they are imported;
    said twice, the second has another. Edits here change no id, and the trash keeps it.
    """

    def __init__(self, journal: Journal) -> None:
        self._journal = journal
        self._pair = journal.pair.id
        self._said: Counter[str] = Counter()
        self._known: dict[type[Record], set[str]] = {}

    def make(self, *words: str) -> str:
        """The id of what these words say, once more than before: 16 hexadecimal digits."""
        text = json.dumps([self._pair, *words])
        self._said[text] += 1
        return _id(f"{text}{self._said[text]}")

    def knows(self, kind: type[Record], id: str) -> bool:
        """Whether there is such a record, in the trash or not."""
        if kind not in self._known:
            columns = self._journal.store.table(kind).columns("id")
            self._known[kind] = {found for (found,) in columns}
        return id in self._known[kind]


def _id(text: str) -> str:
    """A letter is among the first four, as in every id."""
    digits = hashlib.sha256(text.encode()).hexdigest()
    while digits[:4].isdecimal():
        digits = digits[1:] + digits[0]
    return digits[:16]


class Days:
    """The sessions of each day here that were not cancelled, those that an import adds included."""

    def __init__(self, journal: Journal) -> None:
        self._store: View = journal.store
        self._days: dict[str, list[tuple[datetime, str]]] = {}
        self._added: dict[str, Session] = {}
        for place in journal.sessions.places():
            if place.when != NO_DATE and place.status != SessionStatus.CANCELLED:
                moment = journal.clock.here(datetime.fromisoformat(place.when), place.zone)
                self._days.setdefault(moment.date().isoformat(), []).append((moment, place.id))

    def add(self, session: Session) -> None:
        """One more."""
        if when := session.when:
            self._added[session.id] = session
            self._days.setdefault(when.date().isoformat(), []).append((when, session.id))

    def session(self, day: date, at: time | None, *, timed: bool) -> Session | None:
        """The session that something noted at that time of the day belongs to: the last that had
        begun, or else the first of the day. With ``timed``, the time is the session's own: then
        the nearest, unless it is two hours away.
        """
        those = sorted(self._days.get(day.isoformat(), []))
        if not those:
            return None
        if at is None:
            return self._get(those[-1][1])
        moment = datetime.combine(day, at)
        if timed:
            when, id = min(those, key=lambda each: abs(each[0] - moment))
            return self._get(id) if abs(when - moment).total_seconds() < APART * 60 else None
        begun = [id for when, id in those if when <= moment]
        return self._get(begun[-1] if begun else those[0][1])

    def _get(self, id: str) -> Session | None:
        return self._added.get(id) or self._store.get(Session, id)
