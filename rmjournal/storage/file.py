"""The journal on disk: read and checked whole, replaced whole, never written in place.

A save locks, reads, verifies, writes and fsyncs a new file beside the old one, links the old one
as a generation, replaces it in one step and fsyncs the directory; only then does it return.
Whatever interrupts it, the file is the old journal or the new one.
"""

from __future__ import annotations

import contextlib
import os
import secrets
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple

from tinydb.storages import Storage

from rmjournal.errors import CannotWrite, Damaged, Locked, NewerSchema
from rmjournal.i18n import N_
from rmjournal.paths import Home
from rmjournal.storage import disk, generations, migrations, troubles
from rmjournal.storage.contents import (
    Contents,
    latest_good,
    newer,
    real_path,
    unwrapped,
    verify,
)
from rmjournal.storage.elsewhere import differing
from rmjournal.storage.layout import LineTable, Seal, Tables, sealed, serialise, split_seal
from rmjournal.storage.linetable import edits
from rmjournal.storage.lock import locked
from rmjournal.storage.wrapped import refuse_converted

Stat = tuple[int, int, int]


class Snapshot(NamedTuple):
    """The journal as it was at one moment; all None and empty when there was none."""

    stat: Stat | None = None
    contents: Contents | None = None
    tables: Tables = {}  # noqa: RUF012 - never changed, only replaced

    @property
    def seal(self) -> Seal | None:
        """The seal of the file."""
        return self.contents.seal if self.contents else None


class JournalStorage(Storage):
    """TinyDB's storage over the journal: checked reads, and writes only within a transaction.

    Threads may share it: a transaction is seen by its own thread alone until it is saved.
    """

    def __init__(self, home: Home, now: Callable[[], str]) -> None:
        self.home = home
        self._name = os.fspath(home.journal)
        self._now = now
        self._seen = Snapshot()
        self._saved: Stat | None = None
        """The file as this process saved it last."""
        self._elsewhere: frozenset[str] = frozenset()
        self._working: tuple[int, Tables] | None = None

    @property
    def path(self) -> Path:
        """The real file: a symlinked journal stays a symlink."""
        return real_path(self.home)

    @property
    def generation(self) -> int:
        """How often the journal had been saved when it was last read; 0 for none yet."""
        return self._seen.seal.generation if self._seen.seal else 0

    def read(self) -> Tables:  # type: ignore[override]
        """The tables as they are on disk, or within a transaction as they will be."""
        working = self._working
        if working and working[0] == threading.get_ident():
            return working[1]
        return dict(self.current().tables)

    def table(self, name: str) -> LineTable | None:
        """One of the tables that ``read`` gives; none if there is none of that name."""
        working = self._working
        if working and working[0] == threading.get_ident():
            return working[1].get(name)
        return self.current().tables.get(name)

    def changing(self) -> Tables:
        """The tables to be changed; raises TypeError outside a transaction."""
        working = self._working
        if not working or working[0] != threading.get_ident():
            raise TypeError("the journal is written by JournalStorage.transaction")
        return working[1]

    def write(self, data: dict[str, dict[str, Any]]) -> None:
        """Refused: stock TinyDB writes are neither locked nor atomic; our tables write lines."""
        raise TypeError("the journal is written by JournalStorage.transaction")

    def current(self) -> Snapshot:
        """The verified journal; raises Damaged when it is not as saved, or gone with backups left."""
        stat = self._stat_now()
        seen = self._seen
        if stat is None:
            self._refuse_missing()
            seen = Snapshot()
        elif stat != seen.stat:
            before, seen = seen, self._load(stat)
            if before.stat is not None and stat != self._saved:
                self._elsewhere |= differing(before.tables, seen.tables)
        self._seen = seen
        return seen

    @contextmanager
    def read_meanwhile(self) -> Iterator[None]:
        """Has the file read and checked during the block, which is not to ask for it.

        That takes another core, not this one's time. What is wrong with it is said when it is used;
        where the system has no room for a thread, it is read then.
        """
        reader = threading.Thread(target=self._read_quietly)
        with contextlib.ExitStack() as stack:
            with contextlib.suppress(RuntimeError):
                reader.start()
                stack.callback(reader.join)
            yield

    def _read_quietly(self) -> None:
        with contextlib.suppress(Exception):
            self.current()

    def elsewhere(self) -> frozenset[str]:
        """The ids of the records that others changed since the file was first read, each told once."""
        self.current()
        told, self._elsewhere = self._elsewhere, frozenset()
        return told

    def _load(self, stat: Stat) -> Snapshot:
        try:
            raw = unwrapped(self.home, self.home.journal)
            contents = verify(raw)
            return Snapshot(stat, contents, contents.tables())
        except ValueError as error:
            raise self._damaged(N_("The journal is damaged: {file}.")) from error
        except NewerSchema as error:
            raise newer(split_seal(raw)[1].schema, latest_good(self.home)) from error
        except OSError as error:
            raise troubles.unreadable(error, self.path) from error

    def _stat_now(self) -> Stat | None:
        try:
            stat = os.stat(self._name)
        except FileNotFoundError:
            return None
        except OSError as error:
            raise troubles.unreadable(error, self.path) from error
        return stat.st_ino, stat.st_mtime_ns, stat.st_size

    def _refuse_missing(self) -> None:
        refuse_converted(self.home)
        if generations.generations(self.home.generations):
            raise self._damaged(N_("The journal is missing: {file}, although it has backups."))

    def _damaged(self, happened: str) -> Damaged:
        good = latest_good(self.home)
        if good is None:
            todo = N_("No intact backup was found. “rmjournal doctor” shows what can be saved.")
            return Damaged(
                happened, kept=N_("The file was not changed."), todo=todo, file=self.path
            )
        return Damaged(
            happened,
            kept=N_("The file was not changed; the latest intact backup is {backup}."),
            todo=N_(
                "“rmjournal doctor” saves what reads of the file, and says whether it is newer; "
                "“rmjournal backup restore {number}” gets the backup back."
            ),
            file=self.path,
            backup=good.path.name,
            number=good.number,
        )

    @contextmanager
    def transaction(self) -> Iterator[Tables]:
        """The tables as on disk now, to be changed; saved when the block ends, dropped if it raises."""
        with self.exclusive():
            before = self.current()
            tables = before.contents.tables() if before.contents else {}
            as_read = edits(tables)
            self._working = (threading.get_ident(), tables)
            try:
                yield tables
                if edits(tables) != as_read:
                    self._save(tables, before)
            finally:
                self._working = None

    @contextmanager
    def exclusive(self) -> Iterator[None]:
        """No other transaction, of any process or thread, during the block."""
        if self._working and self._working[0] == threading.get_ident():
            raise RuntimeError("a transaction is open in this thread")
        with locked(self.home.lock):
            refuse_converted(self.home)
            yield

    def replace_contents(self, tables: Tables, *, least: int) -> Path | None:
        """Puts ``tables`` in place of whatever is there, as a new device, under a higher generation.

        To be called within ``exclusive``. The file in place is kept: as a generation if it is
        intact, set aside if it is damaged or of a later format. Returns where.
        """
        there = Snapshot(self._stat_now())
        kept = None
        if there.stat:
            try:
                there = there._replace(contents=verify(unwrapped(self.home, self.path)))
            except NewerSchema:
                kept = self._set_aside("newer")
            except ValueError:
                kept = self._set_aside("damaged")
            except OSError as error:
                raise troubles.unreadable(error, self.path) from error
        return self._save(tables, there, device=_new_device(), least=least) or kept

    def rewrite(self, tables: Tables) -> None:
        """Saves ``tables``, changed since ``current``, and keeps nothing of what they replace.

        To be called within ``exclusive``, for what must not remain in a generation.
        """
        self._save(tables, self.current(), keep=False)

    def _set_aside(self, state: str) -> Path:
        stamp = self._now().replace(":", "").replace("-", "")
        with troubles.writing(self.path.parent, troubles.JOURNAL):
            return self._keep(self.path, f"{state}-{stamp}.json{self.home.wrapping.suffix}")

    def _keep(self, path: Path, name: str) -> Path:
        disk.make_private(self.home.generations)
        kept = disk.link(path, self.home.generations / name)
        disk.fsync_directory(self.home.generations)
        return kept

    def _save(
        self,
        tables: Tables,
        before: Snapshot,
        *,
        device: str = "",
        least: int = 0,
        keep: bool = True,
    ) -> Path | None:
        old = before.seal
        seal = Seal(
            schema=migrations.SCHEMA,
            generation=max(old.generation if old else 0, least) + 1,
            device=device or (old.device if old else _new_device()),
            saved=self._now(),
            sha256="",
        ).checked()
        path = self.path
        temporary = disk.temporary_for(path)
        with troubles.writing(path.parent, troubles.JOURNAL):
            disk.sweep(path)
            disk.write_whole(temporary, self.home.wrapping.wrap(sealed(serialise(tables), seal)))
            with disk.gone_if_it_fails(temporary):
                kept = None
                if old and keep:
                    name = generations.name(old.generation, old.saved)
                    kept = self._keep(path, f"{name}{self.home.wrapping.suffix}")
                self._refuse_changed(before)
                disk.replace(temporary, path)
            self._saved = self._stat_now()
            disk.fsync_directory(path.parent)
        with contextlib.suppress(CannotWrite):
            generations.thin(self.home.generations)
        return kept

    def _refuse_changed(self, before: Snapshot) -> None:
        """A program that does not know our lock, such as an editor, may have written meanwhile."""
        if self._stat_now() != before.stat:
            raise Locked(
                N_("Another program changed the journal while it was being saved: {file}."),
                kept=N_("What it wrote was left as it is; your change was not saved."),
                todo=N_("Close the other program, then try again."),
                file=self.path,
            )


def _new_device() -> str:
    return secrets.token_hex(8)
