"""Grows the journal at RMJOURNAL_HOME to N held sessions: ``python benchmarks/grow.py N``.

Each session has an agenda of six items with what came of them, two actions, a learning and a
private reflection of about 1.5 KB. With ``--reflections-only`` it grows to N reflections on 300
bare sessions: a journal of N entries, as other programs have them. Called again with a larger N
it adds what is missing. The same N makes the same words on the same days of the same week.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Iterator
from datetime import datetime, timedelta
from itertools import islice

from records import ZONE, Writer, first_day, objectives, when

from rmjournal import paths
from rmjournal.errors import RmjournalError
from rmjournal.journal import Journal
from rmjournal.journal.clock import Clock
from rmjournal.model.pair import Pair, Role
from rmjournal.model.record import Record
from rmjournal.model.session import SessionStatus
from rmjournal.storage.codec import to_document
from rmjournal.storage.marks import stamp
from rmjournal.storage.remembering import REMEMBERED, Change, note
from rmjournal.storage.store import Store
from rmjournal.storage.tables import HISTORY, TABLES

SESSIONS = 300
"""The sessions that ``--reflections-only`` spreads reflections over."""
BATCH = 5000
"""Sessions, or reflections, saved together: each save rewrites the file."""
MOST = 100_000


def _pair(journal: Journal) -> Pair:
    """The pair of the journal, with objectives; made if there is none."""
    if not journal.pairs.all():
        start = journal.clock.today() - timedelta(weeks=20)
        journal.pairs.create(me="Ana Ruiz", role=Role.MENTEE, partner="Tom Weiß", start=start)
    pair = journal.pair
    if not journal.objectives.all():
        _save(journal.store, objectives(pair, journal.clock.stamp()))
    return pair


def _save(store: Store, records: list[Record]) -> None:
    with store.transaction("log") as tx:
        for record in records:
            tx.add(record)


def _forget(store: Store, records: list[Record]) -> None:
    """The history is a person's: a hundred verbs of one record, not a few of thousands."""
    with store.storage.transaction():
        store.db.table(HISTORY).truncate()
        for record in records[-REMEMBERED:]:
            change = Change(TABLES[type(record)], record.id, None, to_document(record))
            note(store.db, "log", stamp(record.created), [change], receipt=False)


def _missing(journal: Journal, writer: Writer, reflections: bool) -> Iterator[list[Record]]:
    """What is not there yet, the earliest first: the records of a session, or a reflection."""
    sessions = sorted(journal.sessions.all(), key=lambda each: each.starts or datetime.max)
    held = sum(each.status is SessionStatus.HELD for each in sessions)
    if not reflections:
        for number in _by_age(held, writer):
            yield writer.whole(number)
        return
    for number in range(SESSIONS - 1, held - 1, -1):
        yield [writer.session(number)]
    have = len(journal.reflections.all())
    for number in sorted(range(have, writer.total), key=lambda n: (-(n % SESSIONS), n)):
        session = writer.session(number % SESSIONS)
        at = (session.starts or datetime.min) + timedelta(minutes=60 + number // SESSIONS)
        yield [writer.reflection(session, number, at)]


def _by_age(held: int, writer: Writer) -> list[int]:
    return sorted(range(held, writer.total), key=lambda n: (when(n, writer.latest), -n))


def grow(journal: Journal, total: int, *, reflections: bool = False) -> None:
    """The pair has ``total`` held sessions, or reflections, at least."""
    pair = _pair(journal)
    named = [each.id for each in journal.objectives.all()]
    writer = Writer(pair, named, first_day(journal.clock.now()), total)
    missing = _missing(journal, writer, reflections)
    records: list[Record] = []
    while batch := list(islice(missing, BATCH)):
        records = [record for records in batch for record in records]
        _save(journal.store, records)
    if records:
        _forget(journal.store, records)


def main() -> None:
    """Grows the journal of the command line."""
    parser = argparse.ArgumentParser(description="Grows the journal at RMJOURNAL_HOME.")
    parser.add_argument("total", type=int, metavar="N", help="held sessions, or reflections")
    parser.add_argument("--reflections-only", action="store_true", help="on 300 bare sessions")
    options = parser.parse_args()
    if not os.environ.get("RMJOURNAL_HOME"):
        sys.exit("Say which journal to grow: RMJOURNAL_HOME=DIR python benchmarks/grow.py N")
    if not 0 <= options.total <= MOST:
        sys.exit(f"N goes from 0 to {MOST}.")
    clock = Clock(ZONE)
    journal = Journal(Store(paths.home(), clock.now), clock)
    try:
        grow(journal, options.total, reflections=options.reflections_only)
    except RmjournalError as error:
        sys.exit(str(error))


if __name__ == "__main__":
    main()
