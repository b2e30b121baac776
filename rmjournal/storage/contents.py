"""A journal's bytes as a whole: read, and accepted only if every one of them is as it was saved."""

from __future__ import annotations

import contextlib
import os
import sys
from mmap import ACCESS_READ, mmap
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from rmjournal.errors import CannotWrite, NewerSchema
from rmjournal.i18n import N_
from rmjournal.storage import migrations
from rmjournal.storage.generations import Generation, generations
from rmjournal.storage.layout import (
    Raw,
    Seal,
    Tables,
    TableSpan,
    genuine,
    open_tables,
    split_seal,
    table_spans,
)

if TYPE_CHECKING:
    from rmjournal.paths import Home

_MAPPED_FROM = 4 << 20
"""Bytes from which the file is mapped into memory rather than copied there (POSIX)."""


class Contents(NamedTuple):
    """The verified bytes of a journal, its seal, and where its tables stand."""

    raw: Raw
    seal: Seal
    spans: tuple[TableSpan, ...]

    def tables(self) -> Tables:
        """The tables, brought up to our schema; changing them changes no others."""
        return migrations.migrate(open_tables(self.raw, self.spans), self.seal.schema)


def read_bytes(path: Path) -> Raw:
    """The bytes of the file; a large one is mapped, which is safe because files are replaced whole."""
    with path.open("rb") as file:
        size = os.fstat(file.fileno()).st_size
        if size < _MAPPED_FROM or sys.platform == "win32":
            return file.read()
        return mmap(file.fileno(), 0, access=ACCESS_READ)


def unwrapped(home: Home, path: Path) -> Raw:
    """What a file of the home holds; raises ValueError where a byte of it is not as it was written."""
    return home.wrapping.unwrap(read_bytes(path))


def readable(home: Home, path: Path) -> Raw:
    """What can still be had of a file of the home, whole or not."""
    return home.wrapping.readable(read_bytes(path))


def verify(raw: Raw) -> Contents:
    """The contents; raises ValueError when a byte is not as saved, NewerSchema when it is not ours."""
    start, seal = split_seal(raw)
    if seal.schema > migrations.SCHEMA:
        raise newer(seal.schema)
    if not genuine(raw, start, seal):
        raise ValueError("digest")
    return Contents(raw, seal, table_spans(raw, start))


def newer(schema: int, good: Generation | None = None) -> NewerSchema:
    """The error for a file of a later format than ours; it names the backup that we could go back to."""
    happened = N_(
        "This journal was written by a newer rmjournal (format {theirs}, ours is {ours})."
    )
    if good is None:
        return NewerSchema(
            happened,
            kept=N_("The file was not changed."),
            todo=N_("Update rmjournal and open it again."),
            theirs=schema,
            ours=migrations.SCHEMA,
        )
    return NewerSchema(
        happened,
        kept=N_(
            "The file was not changed; the latest backup that this rmjournal can read is {backup}."
        ),
        todo=N_(
            "Update rmjournal and open it again; or go back to that backup with “rmjournal backup "
            "restore {number}”, which keeps the newer file beside it."
        ),
        theirs=schema,
        ours=migrations.SCHEMA,
        backup=good.path.name,
        number=good.number,
    )


def latest_good(home: Home) -> Generation | None:
    """The most recent generation whose every byte is as saved; none if they cannot be looked at."""
    with contextlib.suppress(CannotWrite):
        for generation in generations(home.generations):
            with contextlib.suppress(OSError, ValueError, NewerSchema):
                verify(unwrapped(home, generation.path))
                return generation
    return None


def real_path(home: Home) -> Path:
    """The real file of the journal: a symlinked journal stays a symlink."""
    return Path(os.path.realpath(home.journal))
