"""The notes of sessions as records: sessions, agendas, actions, learnings, wins, reflections."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date, datetime, time
from typing import TYPE_CHECKING, Any, NamedTuple

from rmjournal.journal import room
from rmjournal.journal.agenda import LONGEST
from rmjournal.journal.arrivals import Arrival, Readers
from rmjournal.journal.concern import Concern
from rmjournal.journal.owners import Owners
from rmjournal.journal.recognising import Days, Ids
from rmjournal.model import agenda
from rmjournal.model.action import Action, ActionStatus
from rmjournal.model.agenda import ItemStatus
from rmjournal.model.learning import Learning
from rmjournal.model.record import BOTH, Record
from rmjournal.model.reflection import Reflection
from rmjournal.model.session import Session, SessionStatus
from rmjournal.model.win import Win
from rmjournal.sources.markdown import Item, unmarked
from rmjournal.sources.notes import Note

if TYPE_CHECKING:
    from rmjournal.journal import Journal

SOURCE = "markdown"
_MINUTES = re.compile(r"\b(\d{1,3}) ?(?:min\b|mn\b|minutes?\b|')")
_DUE = re.compile(
    r"(?:📅|\bdue:?|\bby|\bbefore|\bavant le|\bpour le|\bd[’']ici le|\béchéance ?:?) ?(\d{4}-\d\d-\d\d)",
    re.IGNORECASE,
)
_STATES = {"x": ActionStatus.DONE, "-": ActionStatus.DROPPED}
_STANDS = {"x": ItemStatus.DONE, "-": ItemStatus.PARKED}


class _Piece(NamedTuple):
    """One record to be: its id, and the fields it does not share with the others of its note."""

    kind: type[Record]
    id: str
    fields: dict[str, Any]


class Noting(Concern):
    """Makes records of notes; nothing is stored here."""

    def __init__(self, journal: Journal, readers: Readers, usual: time) -> None:
        super().__init__(journal)
        self._readers = readers
        self._usual = usual
        self._ids = Ids(journal)
        self._days = Days(journal)
        self._owners = Owners(journal.pair)
        self._places: Counter[str] = Counter()

    def arrivals(self, notes: Iterable[Note]) -> Iterator[Arrival]:
        """What every note brings, by date."""
        ordered = sorted(notes, key=lambda note: (note.day, note.time or self._usual, note.name))
        for note in ordered:
            yield self._arrival(note)

    def _arrival(self, note: Note) -> Arrival:
        pieces = tuple(self._pieces(note))
        new = [each for each in pieces if not self._ids.knows(each.kind, each.id)]
        day = note.day.isoformat()
        own = self._ids.make(SOURCE, "session", day, note.title)
        made = self.store.get(Session, own)
        there = self._belongs_to(note, made)
        said = self._ids.make(SOURCE, "reflection", day, note.title, note.rest)
        told = self._ids.knows(Reflection, said) or (
            not note.rest and _is_titled(note, made, there, pieces)
        )
        thrown_away = made is not None and there is None
        if thrown_away or (told and not new):
            return Arrival(note.name, note.day, ())
        session = there or self._session(note, own)
        records: list[Record] = [] if there else [session]
        records += [self._record(note, session, each) for each in new]
        title = "" if session.id == own else note.title
        text = "\n\n".join(part for part in (title, note.rest) if part)
        if not told and text:
            records.append(self._reflection(note, session, said, text))
        held = there if self._passed(there) else None
        return Arrival(note.name, note.day, tuple(records), held)

    def _belongs_to(self, note: Note, made: Session | None) -> Session | None:
        """The session that a note belongs to: the one that it ``made`` before, or that of its time.

        A note without a title goes to a session of its time first. What is in the trash is none.
        """
        here = self._days.session(note.day, note.time, timed=True)
        stands = made is not None and not made.deleted
        return made if stands and (note.title or here is None) else here

    def _pieces(self, note: Note) -> Iterator[_Piece]:
        minutes = self._share(note)
        for item in note.agenda:
            fields = {"topic": item.first, "outcome": item.under}
            status = _STANDS.get(item.box, ItemStatus.TO_DO)
            by = self._owners.named(item.first) or BOTH
            yield self._piece(
                agenda.Item, note, item.text, **fields, status=status, by=by,
                minutes=_minutes(item) or minutes,
            )  # fmt: skip
        for item in note.actions:
            yield self._piece(
                Action, note, item.text, text=item.text, due=_due(item.text),
                owner=self._owners.named(item.text) or self.pair.me,
                status=_STATES.get(item.box, ActionStatus.OPEN),
            )  # fmt: skip
        for text in note.learnings:
            learner = self._owners.named(text) or self.pair.me
            thanks = None if learner == BOTH else self.pair.other(learner)
            yield self._piece(
                Learning, note, unmarked(text), what=text, learner=learner, thanks_to=thanks
            )
        for text in note.wins:
            yield self._piece(Win, note, unmarked(text), text=text, on=note.day)

    def _piece(self, kind: type[Record], note: Note, said: str, **fields: Any) -> _Piece:
        id = self._ids.make(SOURCE, kind.__name__, note.day.isoformat(), said)
        return _Piece(kind, id, fields)

    def _share(self, note: Note) -> int:
        """The minutes of each agenda item that says none: an equal part of the session."""
        parts = max(len(note.agenda), 1)
        return max(min(self.journal.sessions.usual_minutes() // parts, room.USUAL), 1)

    def _session(self, note: Note, id: str) -> Session:
        now = self.journal.clock.local()
        starts = datetime.combine(note.day, note.time or self._usual)
        if note.time is None and note.day == now.date():
            starts = min(starts, now)
        held = starts <= now
        session = self.make(
            Session,
            id=id,
            origin=_origin(note),
            visibility=self._readers.sessions,
            starts=starts,
            began=starts if held and note.time else None,
            zone=self.journal.clock.zone,
            minutes=self.journal.sessions.usual_minutes(),
            purpose=note.title or note.named,
            status=SessionStatus.HELD if held else SessionStatus.PLANNED,
        )
        self._days.add(session)
        return session

    def _record(self, note: Note, session: Session, piece: _Piece) -> Record:
        fields = dict(piece.fields)
        if piece.kind is agenda.Item:
            fields["position"] = self._place(session)
        return self.make(
            piece.kind,
            id=piece.id,
            origin=_origin(note),
            visibility=session.visibility.narrower(self._readers.sessions),
            session=session.id,
            **fields,
        )

    def _reflection(self, note: Note, session: Session, id: str, text: str) -> Reflection:
        return self.make(
            Reflection,
            id=id,
            origin=_origin(note),
            visibility=self._readers.reflections,
            session=session.id,
            on=note.day,
            what=text,
        )

    def _place(self, session: Session) -> int:
        if session.id not in self._places:
            self._places[session.id] = len(self.journal.agendas.of(session).items)
        self._places[session.id] += 1
        return self._places[session.id]

    def _passed(self, session: Session | None) -> bool:
        """Whether it was planned for a time that has passed, and so took place after all."""
        return session is not None and self.journal.sessions.is_past(session)


def _is_titled(
    note: Note, made: Session | None, there: Session | None, pieces: tuple[_Piece, ...]
) -> bool:
    """Whether the title of a note needs no reflection to be kept.

    It is that of the session which the note ``made``; or there is none, and what the note says stands
    in a session without it.
    """
    if made is not None:
        return True
    return not note.title and (there is not None or bool(pieces))


def _origin(note: Note) -> str:
    return f"{SOURCE} {note.name}"


def _minutes(item: Item) -> int:
    match = _MINUTES.search(item.first)
    minutes = int(match[1]) if match else 0
    return minutes if minutes <= LONGEST else 0


def _due(text: str) -> date | None:
    match = _DUE.search(text)
    try:
        return date.fromisoformat(match[1]) if match else None
    except ValueError:
        return None
