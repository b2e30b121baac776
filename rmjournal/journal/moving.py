"""A journal from another computer: looked at first, then copied to where none is yet."""

from __future__ import annotations

import os
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from rmjournal.errors import Damaged, NewerSchema, NotFound, Refused, UsageProblem
from rmjournal.i18n import N_
from rmjournal.journal.files import dragged
from rmjournal.journal.upkeep import restore_backup
from rmjournal.model.pair import Pair
from rmjournal.model.record import Record
from rmjournal.model.session import Session
from rmjournal.model.value import value
from rmjournal.storage import backups
from rmjournal.storage.tables import KINDS, TABLES
from rmjournal.storage.view import decode

if TYPE_CHECKING:
    from rmjournal.journal import Journal
    from rmjournal.storage.contents import Contents
    from rmjournal.storage.layout import Tables


R = TypeVar("R", bound=Record)

ELSEWHERE = N_("On the other computer, “rmjournal doctor” says where the journal is.")


@value()
class Held:
    """What a copy of a journal holds, every byte of it verified."""

    path: Path
    saved: datetime
    """As this person's clock showed it."""
    pairs: tuple[Pair, ...]
    sessions: int
    records: int
    """Of all kinds, pairs and sessions among them; the trash aside."""


def look(journal: Journal, text: str) -> Held:
    """What the journal at a typed path holds: a file, or the directory of one; changes nothing.

    Raises UsageProblem where no path was typed, NotFound, Damaged.
    """
    path = found(text)
    contents = _verified(path, journal)
    tables = contents.tables()
    return Held(
        path=path,
        saved=journal.clock.wall(datetime.fromisoformat(contents.seal.saved)),
        pairs=tuple(_kept(tables, Pair)),
        sessions=len(_kept(tables, Session)),
        records=sum(len(_kept(tables, kind)) for kind in KINDS.values()),
    )


def bring(journal: Journal, text: str) -> Held:
    """Copies that journal into place, and leaves the original as it is.

    Raises Refused where a journal with something in it is in place already.
    """
    held = look(journal, text)
    if journal.store.exists:
        raise Refused(
            N_("There is a journal in place already: {here}."),
            kept=N_("Neither of the two was changed."),
            todo=N_(
                "“rmjournal backup restore {file}” puts the other one in its place, and keeps "
                "the present one beside it."
            ),
            here=journal.store.home.journal,
            file=held.path,
        )
    restore_backup(journal, held.path)
    journal.chosen = ""
    return held


def found(text: str) -> Path:
    """The file meant by a path that was typed or dragged here, ~ in it allowed; raises NotFound."""
    typed = dragged(text.strip())
    if not typed or "\0" in typed:
        raise UsageProblem(
            N_("No path was given."),
            kept=N_("Nothing was changed."),
            todo=N_("Write where your journal.json is, or the folder that holds it."),
        )
    path = Path(os.path.expanduser(typed)).absolute()
    for each in (path / "journal.json", path / "journal.json.age", path):
        if each.is_file():
            return each
    raise NotFound(
        N_("The folder {folder} holds no journal.json.")
        if path.is_dir()
        else N_("There is no file or folder {folder}."),
        kept=N_("Nothing was changed."),
        todo=ELSEWHERE,
        folder=path,
    )


def _verified(path: Path, journal: Journal) -> Contents:
    try:
        return backups.verified(path, journal.store.home.wrapping)
    except NewerSchema:
        raise
    except Damaged as error:
        raise Damaged(
            N_("This file is damaged, or is not a journal: {file}."),
            kept=N_("Nothing was changed."),
            todo=ELSEWHERE,
            file=path,
        ) from error


def _kept(tables: Tables, kind: type[R]) -> list[R]:
    documents = tables.get(TABLES[kind])
    records = [decode(kind, each) for each in documents.values()] if documents else []
    return [each for each in records if each.deleted is None]
