"""Erasing for good: the journal, its earlier states, set-aside files and drafts hold it no longer.

What stands beside the journal is rewritten first and the journal last, each file in one step: as
long as anything is left, the journal still names the records, and erasing them again finishes.
"""

from __future__ import annotations

import os
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from rmjournal.errors import Changed, NewerSchema
from rmjournal.i18n import N_
from rmjournal.storage import disk, migrations, troubles
from rmjournal.storage.contents import Contents, readable, unwrapped, verify
from rmjournal.storage.drafts import Drafts
from rmjournal.storage.layout import sealed, serialise
from rmjournal.storage.linetable import edits
from rmjournal.storage.repair import write_salvage
from rmjournal.storage.salvage import salvage
from rmjournal.storage.striking import Doomed, doomed, naming, strike
from rmjournal.storage.tables import KINDS

if TYPE_CHECKING:
    from collections.abc import Iterable

    from rmjournal.paths import Home
    from rmjournal.storage.linetable import Tables
    from rmjournal.storage.store import Store

_SIDES = b"|||||||"
"""Begins the part of a merged file that salvage leaves out."""


class Erased(NamedTuple):
    """What was erased, and what went with it."""

    records: int
    steps: int
    """Undo steps that are no longer possible."""
    states: int
    """Earlier states that were rewritten without it, or removed because they held nothing else."""
    aside: int
    """Damaged files that were replaced by what still reads of them."""
    drafts: int
    copies: tuple[str, ...]
    """The ids of the records that stay and whose words were first written in an erased one."""


_NOTHING, _STATE, _ASIDE = range(3)
"""What became of a file beside the journal: left as it is, a state rewritten, a damaged one replaced."""


def erase(store: Store, roots: Iterable[str], now: datetime, *, trashed: bool = False) -> Erased:
    """Erases records and pairs by their ids: a session with its agenda, a pair with all it has.

    It is no undo step, and no undo step brings it back. Raises CannotWrite where a file cannot be
    rewritten; nothing else is lost then, and erasing again goes on. With ``trashed`` raises Changed
    if one of the records is no longer in the trash.
    """
    ids = frozenset(roots)
    with store.storage.exclusive():
        contents = store.storage.current().contents
        tables = contents.tables() if contents else {}
        if trashed:
            _refuse_living(tables, ids)
        gone = doomed(tables, ids)
        struck = strike(tables, gone)
        with troubles.writing(store.home.generations, troubles.ERASING):
            beside = [_erased_beside(path, gone, store.home, now) for path in _kept(store.home)]
            drafts = _erase_drafts(store.home, gone, everything=not _records(tables))
            for directory in (store.home.generations, store.home.drafts):
                if directory.is_dir():
                    disk.fsync_directory(directory)
        store.storage.rewrite(tables)
    return Erased(
        struck.records, struck.steps, beside.count(_STATE), beside.count(_ASIDE), drafts,
        struck.copies,
    )  # fmt: skip


def _refuse_living(tables: Tables, ids: frozenset[str]) -> None:
    for table in KINDS:
        for _, document in naming(tables.get(table), ids):
            if document["id"] in ids and "deleted" not in document:
                raise Changed(
                    N_("Only what is in the trash is erased."),
                    kept=N_("Nothing was changed."),
                    todo=N_("“rmjournal delete” puts a record there."),
                )


def _records(tables: Tables) -> bool:
    return any(tables.get(table) for table in KINDS)


def _kept(home: Home) -> list[Path]:
    """The files among the generations, those left by killed saves aside, which are removed."""
    names = sorted(os.listdir(home.generations)) if home.generations.is_dir() else []
    for name in names:
        if name.endswith(".tmp"):
            disk.remove(home.generations / name)
    return [
        home.generations / name for name in names if name.endswith(f".json{home.wrapping.suffix}")
    ]


def _erased_beside(path: Path, gone: Doomed, home: Home, now: datetime) -> int:
    try:
        return _rewritten(path, verify(unwrapped(home, path)), gone, home)
    except NewerSchema:
        if not any(id.encode() in readable(home, path)[:] for id in gone.ids):
            return _NOTHING
        disk.remove(path)
        return _ASIDE
    except ValueError:
        return _replaced(path, gone, home, now)


def _rewritten(path: Path, contents: Contents, gone: Doomed, home: Home) -> int:
    """The state without the records, under its own seal; removed where nothing else is in it."""
    tables = contents.tables()
    before = edits(tables)
    strike(tables, gone)
    if edits(tables) == before:
        return _NOTHING
    if _records(tables):
        seal = contents.seal._replace(schema=migrations.SCHEMA)
        disk.save(path, home.wrapping.wrap(sealed(serialise(tables), seal)))
    else:
        disk.remove(path)
    return _STATE


def _replaced(path: Path, gone: Doomed, home: Home, now: datetime) -> int:
    """What still reads of a damaged file takes its place: what does not may hold the words."""
    raw, whole = readable(home, path), _whole(home, path)
    found = salvage(raw)
    before = edits(found.tables)
    strike(found.tables, gone)
    named = any(id.encode() in raw[:] for id in gone.ids)
    if whole and not (found.lost or named or _SIDES in raw[:] or edits(found.tables) != before):
        return _NOTHING
    kept = {name: len(table) for name, table in found.tables.items() if table}
    if kept and found.schema <= migrations.SCHEMA:
        write_salvage(home, found._replace(kept=kept), now)
    disk.remove(path)
    return _ASIDE


def _whole(home: Home, path: Path) -> bool:
    """Whether all of a file can be had, damaged as what it holds may be."""
    try:
        unwrapped(home, path)
    except ValueError:
        return False
    return True


def _erase_drafts(home: Home, gone: Doomed, *, everything: bool) -> int:
    """Those on one of the records, those that quote one; all of them if no record is left."""

    def concerned(file: str, texts: list[str]) -> bool:
        return everything or any(id in file for id in gone.ids) or gone.quoted_in(texts)

    return Drafts(home).erase(concerned)
