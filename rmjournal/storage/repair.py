"""What is wrong with the file, and what can be done about it, for ``doctor``."""

from __future__ import annotations

import contextlib
import secrets
from datetime import UTC, datetime
from enum import StrEnum
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from rmjournal.errors import Damaged, NewerSchema
from rmjournal.i18n import N_
from rmjournal.storage import disk, migrations, troubles
from rmjournal.storage.backups import next_number
from rmjournal.storage.contents import latest_good, newer, readable, real_path, unwrapped, verify
from rmjournal.storage.edited import edited
from rmjournal.storage.examining import (
    TWICE,
    Balance,
    Finding,
    balance,
    differences,
    exposed,
    permissions,
    problems,
    unread,
)
from rmjournal.storage.layout import Raw, Seal, sealed, serialise
from rmjournal.storage.marks import stamp
from rmjournal.storage.salvage import Lost, Salvaged, lost_by_table, salvage

if TYPE_CHECKING:
    from rmjournal.paths import Home
    from rmjournal.storage.generations import Generation
    from rmjournal.storage.linetable import Tables
    from rmjournal.storage.store import Store

__all__ = [
    "Adopted", "Balance", "Diagnosis", "Finding", "Lost", "Salvaged", "State", "adopt", "examine", "salvage",
    "salvage_journal", "write_salvage",
]  # fmt: skip


class State(StrEnum):
    """In which state the journal's file is."""

    FINE = "fine"
    MISSING = "missing"
    EMPTY = "empty"
    """There is a file with nothing in it."""
    DAMAGED = "damaged"
    NEWER = "newer"
    """A later rmjournal wrote it."""
    EDITED = "hand-edited-valid"
    """Not as it was saved, and every record in it is valid: ``adopt`` takes it."""
    UNREAD = "records-unread"
    """As it was saved, and a record of it does not read."""
    TWICE = "records-twice"
    """As it was saved, and a record stands in it twice."""


class Diagnosis(NamedTuple):
    """What ``examine`` found."""

    state: State
    file: Path
    findings: tuple[Finding, ...]
    latest: Generation | None
    """The latest backup of which every byte is as saved."""
    intact: dict[str, int]
    """How many records of each table read."""
    lost: dict[str, int]
    """How many lines of each table do not; under an empty name those of no known table."""
    balance: Balance = Balance()
    """How what reads of the file compares with the latest backup."""


class Adopted(NamedTuple):
    """A hand-edited file that is the journal now."""

    records: int
    kept: Path | None
    """Where the file is as it was; none if it needed no adopting."""


def examine(home: Home) -> Diagnosis:
    """What is wrong with the journal and around it; changes nothing."""
    path = real_path(home)
    latest = latest_good(home)
    found = [*permissions(home), *exposed(home)]

    def diagnosis(state: State, findings: list[Finding], *rest: Any) -> Diagnosis:
        intact, lost, *balance = rest or ({}, {})
        return Diagnosis(state, path, (*findings, *found), latest, intact, lost, *balance)

    raw = _raw(home)
    if raw is None:
        return diagnosis(State.MISSING, [])
    if not raw[:].strip(b"\0 \t\r\n") and _blank(path):
        return diagnosis(State.EMPTY, [])
    try:
        contents = verify(raw)
    except NewerSchema:
        return diagnosis(State.NEWER, [])
    except ValueError:
        return diagnosis(*_not_as_saved(home, raw, latest))
    tables = contents.tables()
    findings, lost = problems(tables)
    counts = {name: len(table) for name, table in tables.items()}
    intact = {name: count - lost.get(name, 0) for name, count in counts.items()}
    twice = any(each.message == TWICE for each in findings)
    state = State.UNREAD if lost else State.TWICE if twice else State.FINE
    return diagnosis(state, findings, intact, lost)


def _not_as_saved(
    home: Home, raw: Raw, latest: Generation | None
) -> tuple[State, list[Finding], dict[str, int], dict[str, int], Balance]:
    before = verify(unwrapped(home, latest.path)).tables() if latest else {}
    try:
        tables = edited(raw)
    except NewerSchema:
        return State.NEWER, [], {}, {}, Balance()
    except Damaged:
        found = salvage(raw)
        findings = [*unread(found.lost), *differences(before, found.tables, missing=False)]
        lost = lost_by_table(found.lost)
        return State.DAMAGED, findings, found.kept, lost, balance(before, found.tables)
    findings = [*differences(before, tables, missing=True), *problems(tables, lines=False)[0]]
    counts = {name: len(table) for name, table in tables.items()}
    return State.EDITED, findings, counts, {}, balance(before, tables)


def _blank(path: Path) -> bool:
    """Whether the file itself has nothing in it; one that cannot be unwrapped has."""
    return not path.read_bytes().strip(b"\0 \t\r\n")


def _raw(home: Home) -> Raw | None:
    """What can be had of the journal in place; none where there is none."""
    path = real_path(home)
    try:
        return readable(home, path)
    except FileNotFoundError:
        return None
    except OSError as error:
        raise troubles.unreadable(error, path) from error


def salvage_journal(home: Home) -> Salvaged:
    """What still reads of the journal in place."""
    return salvage(_raw(home) or b"")


def write_salvage(home: Home, salvaged: Salvaged, now: datetime | None = None) -> Path:
    """Writes what was salvaged as a journal beside the generations, for ``restore`` to take.

    The same records are written once: then it is the file that is there already. Raises Damaged
    if nothing was, NewerSchema if it is of a later format, CannotWrite.
    """
    if salvaged.schema > migrations.SCHEMA:
        raise newer(salvaged.schema)
    if not salvaged.kept:
        raise Damaged(
            N_("Nothing in the file can be read as a record."),
            kept=N_("The file was not changed."),
            todo=N_("“rmjournal backup list” shows the earlier states that were kept."),
        )
    saved = stamp(now or datetime.now(UTC))
    number = max(salvaged.generation, next_number(home))
    seal = Seal(migrations.SCHEMA, number, secrets.token_hex(8), saved, "")
    if there := _salvaged_before(home, salvaged.tables):
        return there
    with troubles.writing(home.generations, troubles.COPY):
        disk.make_private(home.generations)
        when = saved.replace(":", "").replace("-", "")
        path = disk.free(home.generations / f"salvaged-{when}.json{home.wrapping.suffix}")
        disk.save(path, home.wrapping.wrap(sealed(serialise(salvaged.tables), seal)))
    return path


def _salvaged_before(home: Home, tables: Tables) -> Path | None:
    """The file that an earlier salvage wrote with these very tables, if it is still whole."""
    wanted = sha256(b"".join(serialise(tables))).hexdigest()
    for path in sorted(home.generations.glob(f"salvaged-*.json{home.wrapping.suffix}")):
        with contextlib.suppress(OSError, ValueError, NewerSchema):
            if verify(unwrapped(home, path)).seal.sha256 == wanted:
                return path
    return None


def adopt(store: Store) -> Adopted:
    """Seals a hand-edited file, whatever its formatting, if every record in it is valid.

    The file as it was is set aside. Raises Damaged, naming line or table, id and field, if it is
    not valid, NewerSchema if it is of a later format.
    """
    storage = store.storage
    with storage.exclusive():
        raw = _raw(store.home)
        try:
            return Adopted(_records(verify(raw or b"").tables()), None)
        except NewerSchema:
            raise
        except ValueError:
            tables = edited(raw or b"")
        kept = storage.replace_contents(tables, least=next_number(store.home))
    return Adopted(_records(tables), kept)


def _records(tables: Tables) -> int:
    return sum(len(table) for name, table in tables.items() if not name.startswith("_"))
