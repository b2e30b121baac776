"""A folder that some other program keeps the same on both sides: files in, files out.

    FOLDER/rmjournal-<six digits of the pair>/<member>/packet-00000012-<eight digits>.age

Each member writes in their own sub-folder alone, and reads the other's. A file gets its name once it
is whole. What is not named so is not looked at; a folder that is empty or gone deletes nothing.
"""

from __future__ import annotations

import os
import re
import stat
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from rmjournal.errors import Refused
from rmjournal.i18n import N_
from rmjournal.storage import disk, troubles

if TYPE_CHECKING:
    from rmjournal.model.pair import Pair

_NAME = re.compile(r"packet-(\d{8})-[0-9a-f]{8}\.age", re.ASCII)
_BEGINNING = re.compile(r"packet-\d{8}-[0-9a-f]{8}", re.ASCII)
MOST = 10_000
"""Files of a folder that are looked at."""


@dataclass(frozen=True, slots=True)
class Found:
    """What the partner's sub-folder holds."""

    packets: tuple[tuple[int, Path], ...]
    """Their packets by number, the lowest first."""
    earlier: tuple[Path, ...]
    """Those of numbers that are here already, back to when their keys began."""
    passed_over: tuple[str, ...]
    """Names that look like copies of a packet, links, and what else has no place there."""


def ours(folder: Path, pair: Pair) -> Path:
    """The pair's folder; raises Refused where the folder itself is not there."""
    if not os.path.isdir(folder):
        raise Refused(
            N_("This folder is not there: {folder}."),
            kept=N_("Nothing was sent or received."),
            todo=N_("Wait until your other program has brought it, or choose another one."),
            folder=folder,
        )
    return folder / f"rmjournal-{pair.id[:6]}"


def found(folder: Path, pair: Pair, after: int, since: int) -> Found:
    """The partner's packets of a higher number than ``after``, and the earlier ones after ``since``."""
    theirs = ours(folder, pair) / pair.partner.id
    if any(path.is_symlink() for path in (theirs, theirs.parent)):
        return Found((), (), (str(theirs.relative_to(folder)),))
    try:
        names = sorted(os.listdir(theirs))[:MOST]
    except OSError:
        return Found((), (), ())
    packets, earlier, odd = [], [], []
    for name in names:
        match = _NAME.fullmatch(name)
        if match is None:
            if _BEGINNING.match(name):
                odd.append(name)
            continue
        if not _plain(theirs / name):
            odd.append(name)
        elif int(match[1]) > after:
            packets.append((int(match[1]), theirs / name))
        elif int(match[1]) > since:
            earlier.append(theirs / name)
    return Found(tuple(packets), tuple(earlier), tuple(odd))


def _plain(path: Path) -> bool:
    try:
        return stat.S_ISREG(path.lstat().st_mode)
    except OSError:
        return False


def put(folder: Path, pair: Pair, number: int, digest: str, data: bytes) -> Path:
    """My packet, whole, under its name in my sub-folder. Raises CannotWrite, Refused."""
    mine = ours(folder, pair) / pair.me
    if any(path.is_symlink() for path in (mine, mine.parent)):
        raise Refused(
            N_("This is a link, and not the folder itself: {folder}."),
            kept=N_("Nothing was written there."),
            folder=mine,
        )
    path = mine / f"packet-{number:08}-{digest[:8]}.age"
    with troubles.writing(folder, troubles.COPY):
        disk.make_private(mine)
        disk.save_small(path, data)
    return path


def holds(folder: Path, pair: Pair, number: int) -> bool:
    """Whether my packet of that number lies there."""
    mine = ours(folder, pair) / pair.me
    try:
        names = os.listdir(mine)
    except OSError:
        return False
    return any((match := _NAME.fullmatch(name)) and int(match[1]) == number for name in names)


def tidy(folder: Path, pair: Pair, confirmed: int) -> None:
    """Removes my packets that the partner has, and that a later one makes needless."""
    mine = ours(folder, pair) / pair.me
    try:
        names = os.listdir(mine)
    except OSError:
        return
    for name in names:
        match = _NAME.fullmatch(name)
        if match and int(match[1]) <= confirmed:
            disk.remove(mine / name)
