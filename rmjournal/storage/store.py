"""The door to the file: it is read as it is, and changed by one verb at a time."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime

from rmjournal.paths import Home
from rmjournal.storage.file import JournalStorage
from rmjournal.storage.marks import stamp
from rmjournal.storage.tables import CONFLICTS
from rmjournal.storage.transaction import Conflict, Transaction
from rmjournal.storage.view import JournalDB, View


class Store(View):
    """One person's journal file."""

    def __init__(self, home: Home, now: Callable[[], datetime]) -> None:
        self.home = home
        self._now = now
        self.storage = JournalStorage(home, self._stamp)
        super().__init__(JournalDB(storage=lambda: self.storage))
        self._open: tuple[int, Transaction] | None = None
        self.fresh: list[Conflict] = []
        """The conflicts that this process's own verbs left, to be told."""

    def _stamp(self) -> str:
        return stamp(self._now())

    @property
    def db(self) -> JournalDB:
        """The TinyDB itself, for reading."""
        return self._db

    @property
    def exists(self) -> bool:
        """Whether there is a journal; raises Damaged when there is one that cannot be read."""
        return bool(self.storage.read())

    @property
    def device(self) -> str:
        """Which device's file it is: another one after every restore; empty where there is none."""
        seal = self.storage.current().seal
        return seal.device if seal else ""

    @contextmanager
    def transaction(self, verb: str) -> Iterator[Transaction]:
        """One verb: what it changes is saved together when the block ends, or not at all.

        A verb called within another's block joins it, so that a person undoes both at once.
        """
        mine = threading.get_ident()
        if self._open is not None and self._open[0] == mine:
            yield self._open[1]
            return
        with self.storage.transaction():
            now = self._now().astimezone(UTC).replace(microsecond=0)
            transaction = Transaction(self._db, verb, now)
            self._open = (mine, transaction)
            try:
                yield transaction
                transaction.finish()
            finally:
                self._open = None
        self.fresh += transaction.conflicts

    def conflicts(self) -> list[Conflict]:
        """The values that wait for a person's choice."""
        return [Conflict.of(document) for document in self._db.table(CONFLICTS).all()]
