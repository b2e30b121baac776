"""Importing: what was written elsewhere becomes records, once, in one step that can be undone."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from datetime import time

from rmjournal.journal import scratch
from rmjournal.journal.arrivals import Arrival, Imported, Readers
from rmjournal.journal.concern import Concern
from rmjournal.journal.noting import Noting
from rmjournal.journal.recognising import Days, Ids
from rmjournal.model.reflection import Reflection
from rmjournal.model.session import SessionStatus
from rmjournal.sources.jrnl import Entry
from rmjournal.sources.notes import Note

Source = Callable[[], Iterator[Arrival]]


class Imports(Concern):
    """Bringing in what was written elsewhere. What came before is known by its own words, also
    once it was edited or put in the trash here, and is never brought again. What was added to a
    note since comes to the session that it made, and stays away while that one is in the trash.
    """

    def jrnl(self, entries: Iterable[Entry], readers: Readers, *, dry: bool = False) -> Imported:
        """Every entry as a reflection of its day, on the session held that day if there was one.

        With ``dry``, what would be made; nothing is stored.
        """
        return self._imported(lambda: self._reflections(entries, readers), dry=dry)

    def notes(
        self, notes: Iterable[Note], readers: Readers, usual: time, *, dry: bool = False
    ) -> Imported:
        """Every note as a session, held unless it is still to come, with what the note says of it.

        ``usual`` is the time of a session whose note does not say it. With ``dry``, what would be
        made; nothing is stored.
        """
        return self._imported(lambda: Noting(self.journal, readers, usual).arrivals(notes), dry=dry)

    def _imported(self, source: Source, *, dry: bool) -> Imported:
        scratch.refuse(self.store.home)
        if dry:
            return Imported(tuple(source()))
        with self.store.transaction("import") as tx:
            arrivals = tuple(self._settled(each) for each in tuple(source()))
            for arrival in arrivals:
                for record in arrival.records:
                    tx.add(record)
        return Imported(arrivals)

    def _settled(self, arrival: Arrival) -> Arrival:
        """The arrival, its session marked as held where it was to be, and said so where it was."""
        if arrival.held is None or self.journal.sessions.ensure_held(arrival.held):
            return arrival
        return replace(arrival, held=None)

    def _reflections(self, entries: Iterable[Entry], readers: Readers) -> Iterator[Arrival]:
        ids, days = Ids(self.journal), Days(self.journal)
        for entry in entries:
            moment = f"{entry.day.isoformat()} {entry.time:%H:%M}"
            id = ids.make("jrnl", moment, entry.words)
            if ids.knows(Reflection, id):
                yield Arrival(moment, entry.day, ())
                continue
            session = days.session(entry.day, entry.time, timed=False)
            held = session is not None and session.status is SessionStatus.HELD
            reflection = self.make(
                Reflection,
                id=id,
                origin=f"jrnl {moment}",
                visibility=readers.reflections,
                on=entry.day,
                session=session.id if session and held else None,
                what=entry.text,
            )
            yield Arrival(moment, entry.day, (reflection,))
