"""What an import brings: the records of every entry or note, who may read them, and their counts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import date

from rmjournal.model.record import Record, Visibility
from rmjournal.model.session import Session
from rmjournal.model.value import value
from rmjournal.storage.tables import TABLES


@value()
class Readers:
    """Who may read what is imported: only me, unless I choose otherwise."""

    sessions: Visibility = Visibility.PRIVATE
    """For sessions and what belongs to both: agendas, actions, learnings, wins."""
    reflections: Visibility = Visibility.PRIVATE


@value()
class Arrival:
    """One entry or note of the source, and the records it makes; none if all were here before."""

    name: str
    """The note's path in its folder, or when an entry was written."""
    day: date
    records: tuple[Record, ...]
    held: Session | None = None
    """The session that was planned and is now marked as held, as it was before."""

    @property
    def counts(self) -> dict[str, int]:
        """How many records of each table it makes."""
        return _counted(self.records)


@value()
class Imported:
    """What an import made, or would make."""

    arrivals: tuple[Arrival, ...]

    @property
    def new(self) -> tuple[Arrival, ...]:
        """Those that bring something."""
        return tuple(each for each in self.arrivals if each.records)

    @property
    def counts(self) -> dict[str, int]:
        """How many records of each table, in the order of the tables."""
        return _counted(record for each in self.arrivals for record in each.records)

    def read_by(self, visibility: Visibility) -> dict[str, int]:
        """The same, of the records with this visibility."""
        records = (record for each in self.arrivals for record in each.records)
        return _counted(each for each in records if each.visibility is visibility)


def _counted(records: Iterable[Record]) -> dict[str, int]:
    total = Counter(TABLES[type(each)] for each in records)
    return {table: total[table] for table in TABLES.values() if total[table]}
