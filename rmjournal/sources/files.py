"""Reading what someone wants to import: whole, as UTF-8, within bounds; refused by name otherwise."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from rmjournal.errors import NotFound, Refused, reason_of
from rmjournal.i18n import N_

NOTES = (".md", ".markdown")
LARGEST_JOURNAL = 64 << 20
LARGEST_NOTE = 4 << 20
MOST_NOTES = 10_000
"""Bounds in bytes, and in files: far above what a person writes, below what stalls a machine."""
NOTHING = N_("Nothing was imported.")


class Folder(NamedTuple):
    """The notes of a directory by name, and what else lies there: links and other files."""

    path: Path
    notes: tuple[Path, ...]
    links: tuple[str, ...]
    """Names that lead elsewhere; what is there belongs to no note of this folder."""
    others: int


def journal_text(path: Path) -> str:
    """The text of one file, or of a pipe; raises Refused, naming the file."""
    if stat.S_ISDIR(_mode(path)):
        raise refused(
            N_("{file} is a directory."),
            N_("Name a file; “rmjournal import markdown” takes a directory of notes."),
            path,
        )
    return decoded(_bytes(path, LARGEST_JOURNAL), str(path))


def note_text(path: Path) -> str:
    """The text of one note; raises Refused, naming the file."""
    return decoded(_bytes(path, LARGEST_NOTE), str(path))


def decoded(data: bytes, name: str) -> str:
    """The bytes as UTF-8, line ends as they are, a byte order mark aside; raises Refused."""
    if len(data) > LARGEST_JOURNAL:
        raise _too_large(name, LARGEST_JOURNAL)
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        todo = N_("Save it as UTF-8 in your editor, then import it again.")
        if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
            todo = N_(
                "It is UTF-16, as PowerShell writes what is sent on with “>”; save it as UTF-8."
            )
        line = data.count(b"\n", 0, error.start) + 1
        raise refused(
            N_("{file} is not text in UTF-8 (line {line})."), todo, name, line=line
        ) from error


def folder(path: Path) -> Folder:
    """The Markdown notes under a directory, or a single one; hidden ones aside; raises Refused."""
    if not stat.S_ISDIR(_mode(path)):
        if path.suffix.lower() not in NOTES:
            raise refused(
                N_("{file} is not a directory of notes."),
                N_("Name the directory that your notes are in."),
                path,
            )
        return Folder(path.parent, (path,), (), 0)
    notes, links, others = [], [], 0
    for each in _walk(path):
        mode = _mode(each, follow=False)
        if stat.S_ISLNK(mode):
            links.append(relative(each, path))
        elif each.suffix.lower() in NOTES and stat.S_ISREG(mode):
            notes.append(each)
        else:
            others += 1
        if len(notes) > MOST_NOTES:
            raise refused(
                N_("{file} holds more than {most} notes."),
                N_("Name the directory that the notes of your sessions are in."),
                path,
                most=MOST_NOTES,
            )
    notes.sort(key=lambda note: relative(note, path))
    return Folder(path, tuple(notes), tuple(links), others)


def relative(path: Path, directory: Path) -> str:
    """The name of a file in a directory, in characters that can be stored."""
    return os.fsencode(path.relative_to(directory)).decode("utf-8", "replace").replace(os.sep, "/")


def refused(happened: str, todo: str, file: object, **values: object) -> Refused:
    """The refusal of a file, which is named; nothing of what it holds is told."""
    return Refused(happened, kept=NOTHING, todo=todo, file=file, **values)


def _walk(path: Path) -> Iterator[Path]:
    """Every file under the directory, hidden ones aside; no link is followed."""
    waiting = [path]
    while waiting:
        directory = waiting.pop()
        try:
            names = sorted(os.listdir(directory))
        except OSError as error:
            raise _unreadable(directory, error) from error
        for name in names:
            each = directory / name
            if name.startswith("."):
                continue
            if stat.S_ISDIR(_mode(each, follow=False)):
                waiting.append(each)
            else:
                yield each


def _mode(path: Path, *, follow: bool = True) -> int:
    try:
        return os.stat(path, follow_symlinks=follow).st_mode
    except (FileNotFoundError, NotADirectoryError) as error:
        raise _missing(path) from error
    except OSError as error:
        raise _unreadable(path, error) from error


def _bytes(path: Path, most: int) -> bytes:
    try:
        with path.open("rb") as file:
            data = file.read(most + 1)
    except OSError as error:
        raise _unreadable(path, error) from error
    if len(data) > most:
        raise _too_large(path, most)
    return data


def _missing(path: Path) -> Refused:
    return NotFound(N_("There is no {file}."), kept=NOTHING, todo=N_("Check the name."), file=path)


def _unreadable(path: Path, error: OSError) -> Refused:
    todo = N_("Check that you may read it.")
    return refused(N_("{file} cannot be read ({reason})."), todo, path, reason=reason_of(error))


def _too_large(file: object, most: int) -> Refused:
    return refused(
        N_("{file} is larger than {most} MB."),
        N_("Split it, and import the parts one by one."),
        file,
        most=most >> 20,
    )
