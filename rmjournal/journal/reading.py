"""What is to be imported, read: which notes count, and what is left out of them and said."""

from __future__ import annotations

from typing import TYPE_CHECKING, BinaryIO

from rmjournal.i18n import N_
from rmjournal.model.value import value
from rmjournal.sources import files, jrnl
from rmjournal.sources.notes import Note, Scene, note

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path


@value()
class Folder:
    """The notes of a directory, and what of it is left out."""

    notes: tuple[Note, ...]
    undated: tuple[str, ...]
    """The names of the notes that have no date."""
    links: tuple[str, ...]
    """Names that lead elsewhere."""
    others: int
    """How many files are no notes."""


def jrnl_file(path: Path, name: str) -> list[jrnl.Entry]:
    """The entries of a file that jrnl wrote; raises Refused, by the name it was given."""
    return jrnl.entries(files.journal_text(path), name)


def jrnl_stream(stream: BinaryIO, name: str) -> list[jrnl.Entry]:
    """The entries that jrnl wrote and that are piped in; raises Refused."""
    return jrnl.entries(files.decoded(stream.read(files.LARGEST_JOURNAL + 1), name), name)


def folder(path: Path, now: datetime, language: str, *, skip_undated: bool = False) -> Folder:
    """The notes of a directory, or a single one.

    Raises Refused where there is none, or where one has no date unless ``skip_undated`` leaves
    such out: a note is never given a date that it does not say.
    """
    found = files.folder(path)
    scene = Scene(now, language)
    notes, undated = [], []
    for each in found.notes:
        name = files.relative(each, found.path)
        if read := note(files.note_text(each), name, scene):
            notes.append(read)
        else:
            undated.append(name)
    if undated and not skip_undated:
        raise _undated(undated)
    return Folder(tuple(notes), tuple(undated), found.links, found.others)


def none_found(directory: str) -> Exception:
    """The refusal of a directory in which there is no note at all."""
    return files.refused(
        N_("{file} holds no notes in Markdown."),
        N_("Name the directory of your notes; their names end in .md."),
        directory,
    )


def _undated(names: list[str]) -> Exception:
    return files.refused(
        N_("{n} of the notes have no date: {file}.")
        if len(names) > 1
        else N_("This note has no date: {file}."),
        N_(
            "Put the date into the name, as in “2026-03-17 Notes.md”, or leave such notes out with "
            "--skip-undated."
        ),
        ", ".join(names[:5]) + (", …" if len(names) > 5 else ""),
        n=len(names),
    )
