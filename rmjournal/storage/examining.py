"""What is to be said about records and files that are not as they should be, line by line."""

from __future__ import annotations

import contextlib
import os
import stat
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from rmjournal.i18n import N_
from rmjournal.model.agenda import Agenda, Item
from rmjournal.model.record import Record, Visibility
from rmjournal.model.session import Session
from rmjournal.storage import disk
from rmjournal.storage.codec import BadField, from_document
from rmjournal.storage.lines import Document, split_line
from rmjournal.storage.placing import UNPLACED
from rmjournal.storage.tables import KINDS
from rmjournal.storage.wrapped import plain_files

if TYPE_CHECKING:
    from rmjournal.paths import Home
    from rmjournal.storage.linetable import LineTable, Tables
    from rmjournal.storage.salvage import Lost

_LINKS = {
    "pair": ("pairs", N_("a pair")),
    "session": ("sessions", N_("a session")),
    "objective": ("objectives", N_("an objective")),
    "learning": ("learnings", N_("a learning")),
    "carried_from": ("items", N_("an agenda item")),
    "item": ("items", N_("an agenda item")),
}

TWICE = N_("The record {id} stands twice in table “{table}”.")
"""The finding after which a journal is not sound, whatever its seal says."""


class Finding(NamedTuple):
    """One thing to be said: a msgid with its values, and the line of the file it is about."""

    message: str
    values: dict[str, object]
    line: int | None = None


class Balance(NamedTuple):
    """How many records are newer on either side; revisions decide, clocks do not."""

    newer: int = 0
    """Those of the file that the backup does not have, or only in an earlier revision."""
    older: int = 0
    """Those of the backup that the file does not have, or only in an earlier revision."""

    @property
    def file_is_better(self) -> bool:
        """Whether more is to be had from the file than from the backup."""
        return self.newer > self.older


class _Read(NamedTuple):
    table: str
    line: int
    record: Record


def problems(tables: Tables, *, lines: bool = True) -> tuple[list[Finding], dict[str, int]]:
    """What is wrong with single records of a file that is as it was saved, and how many do not read.

    Without ``lines`` no line is named, for a file that is not laid out as ours are.
    """
    findings: list[Finding] = []
    lost: dict[str, int] = {}
    records: list[_Read] = []
    line = 1
    for name, table in tables.items():
        line += 1
        for raw in table.lines():
            line += 1
            read = _read(name, line, raw)
            if isinstance(read, Finding):
                findings.append(read)
                lost[name] = lost.get(name, 0) + 1
            elif read:
                records.append(read)
        line += 1
    findings += [*_twice(records), *_dangling(records), *_overtime(records), *_unplaced(tables)]
    return findings if lines else [each._replace(line=None) for each in findings], lost


def _read(table: str, line: int, raw: bytes) -> Finding | _Read | None:
    try:
        document = split_line(raw)[1]
    except ValueError:
        return Finding(N_("A record in table “{table}” cannot be read."), {"table": table}, line)
    if table not in KINDS:
        return None
    try:
        return _Read(table, line, from_document(KINDS[table], document))
    except BadField as error:
        return Finding(
            N_("The record {id} in table “{table}” cannot be read: its field “{field}” is wrong."),
            {"id": str(document.get("id", "?"))[:16], "table": table, "field": str(error)},
            line,
        )


def _about(read: _Read) -> dict[str, object]:
    return {"id": read.record.id[:16], "table": read.table}


def _twice(records: list[_Read]) -> Iterator[Finding]:
    seen: set[tuple[str, str]] = set()
    for read in records:
        if (read.table, read.record.id) in seen:
            yield Finding(TWICE, _about(read), read.line)
        seen.add((read.table, read.record.id))


def _dangling(records: list[_Read]) -> Iterator[Finding]:
    there = {(read.table, read.record.id) for read in records}
    for read in records:
        for field, (table, what) in _LINKS.items():
            target = getattr(read.record, field, None)
            if target is not None and (table, target) not in there:
                yield Finding(
                    N_("The record {id} in table “{table}” belongs to {what} that is not there."),
                    {**_about(read), "what": what, "field": field},
                    read.line,
                )


def _overtime(records: list[_Read]) -> Iterator[Finding]:
    items: dict[str, list[Item]] = {}
    for read in records:
        if isinstance(read.record, Item) and read.record.deleted is None:
            items.setdefault(read.record.session, []).append(read.record)
    for read in records:
        if isinstance(read.record, Session):
            alone = read.record.visibility is Visibility.PRIVATE
            found = items.get(read.record.id, [])
            over = Agenda.of(read.record.minutes, found, alone=alone).over
            if over:
                yield Finding(
                    N_("The agenda of session {id} is {minutes} minutes too long."),
                    {**_about(read), "minutes": over},
                    read.line,
                )


def _unplaced(tables: Tables) -> Iterator[Finding]:
    if count := len(tables.get(UNPLACED, ())):
        yield Finding(
            N_("Salvaged lines that are no records are kept in table “{table}”: {count}."),
            {"table": UNPLACED, "count": count},
        )


def unread(lost: tuple[Lost, ...]) -> list[Finding]:
    """The lines of a damaged file that cannot be read."""
    known, unknown = N_("A line of table “{table}” cannot be read."), N_("A line cannot be read.")
    return [
        Finding(known if each.table else unknown, {"table": each.table}, each.line) for each in lost
    ]


def differences(before: Tables, after: Tables, *, missing: bool) -> list[Finding]:
    """The records that are not as in the latest backup, with ``missing`` also those gone since."""
    words = {
        (True, True): N_("The record {id} in table “{table}” is not as in the latest backup."),
        (False, True): N_("The record {id} in table “{table}” is not in the latest backup."),
        (True, False): N_("The record {id} in table “{table}” is only in the latest backup."),
    }
    findings = []
    for table in KINDS:
        old, new = _by_id(before.get(table)), _by_id(after.get(table))
        for id in [*old, *(id for id in new if id not in old)]:
            if old.get(id) != new.get(id) and (missing or id in new):
                happened = words[id in old, id in new]
                findings.append(Finding(happened, {"id": id[:16], "table": table}))
    return findings if before else []


def balance(backup: Tables, file: Tables) -> Balance:
    """Weighs what reads of a file against the latest backup, record by record."""
    newer = older = 0
    for table in KINDS:
        old, new = _by_id(backup.get(table)), _by_id(file.get(table))
        for id in old.keys() | new.keys():
            newer += _rev(new.get(id)) > _rev(old.get(id))
            older += _rev(old.get(id)) > _rev(new.get(id))
    return Balance(newer, older)


def _rev(document: Document | None) -> int:
    """The revision; none for no document, the first for one that does not say."""
    rev = 0 if document is None else document.get("rev", 1)
    return rev if type(rev) is int else 1


def _by_id(table: LineTable | None) -> dict[str, Document]:
    return {str(each.get("id")): each for _, each in table.items()} if table is not None else {}


def permissions(home: Home) -> list[Finding]:
    """The files and directories of the journal that others than its owner may read."""
    if sys.platform == "win32":
        return []
    findings = []
    for path in _paths(home):
        try:
            status = path.stat()
        except OSError:
            continue
        mode = stat.S_IMODE(status.st_mode)
        wanted = disk.DIR_MODE if stat.S_ISDIR(status.st_mode) else disk.FILE_MODE
        if mode & ~wanted & 0o077:
            values = {"file": path, "mode": f"{mode:04o}", "wanted": f"{wanted:04o}"}
            message = N_("Others may read {file}: its mode is {mode}, not {wanted}.")
            findings.append(Finding(message, values))
    return findings


def exposed(home: Home) -> list[Finding]:
    """The files around an encrypted journal that lie there as they are."""
    message = N_("The journal is encrypted, and {file} is not.")
    found = plain_files(home) if home.wrapping.suffix else []
    return [Finding(message, {"file": path}) for path in found]


def _paths(home: Home) -> list[Path]:
    own = [home.data, home.settings, home.generations, home.drafts, home.inbox]
    files = [
        home.journal, home.lock, home.config, home.identity, home.recipients, home.exchange,
    ]  # fmt: skip
    inside = [
        path for each in (home.generations, home.drafts, home.inbox) for path in _inside(each)
    ]
    return list(dict.fromkeys([*own, *files, *inside]))


def _inside(directory: Path) -> list[Path]:
    with contextlib.suppress(OSError):
        return [directory / name for name in sorted(os.listdir(directory))]
    return []
