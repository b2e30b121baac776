"""What was sealed while the journal was locked: one small encrypted file a piece, until it is taken in."""

from __future__ import annotations

import json
import secrets
import time
from typing import TYPE_CHECKING, Any

from rmjournal.i18n import N_
from rmjournal.storage import disk, troubles
from rmjournal.storage.contents import unwrapped
from rmjournal.storage.troubles import Wording
from rmjournal.storage.wrapped import SUFFIX, keep_in_force

if TYPE_CHECKING:
    from pathlib import Path

    from rmjournal.paths import Home

_SEALING = Wording(
    full=N_("There is no space left to keep what you wrote."),
    read_only=N_("The journal is on a disk that is read-only."),
    other=N_("What you wrote could not be kept ({reason})."),
    kept=N_("The journal is as it was."),
    todo=N_("Make {folder} writable, or choose another one with RMJOURNAL_HOME."),
)


def post(home: Home, content: dict[str, Any]) -> None:
    """Has the content on the disk, for the key of the home alone; raises CannotWrite.

    Files sort in the order in which they were written.
    """
    data = json.dumps(content, ensure_ascii=False).encode()
    path = home.inbox / f"{time.time_ns():020d}-{secrets.token_hex(4)}.json{SUFFIX}"

    def write() -> None:
        disk.make_private(home.inbox)
        disk.save(path, home.wrapping.wrap([data]))

    with troubles.writing(home.inbox, _SEALING):
        keep_in_force(home, write)


def waiting(home: Home) -> list[Path]:
    """The files that wait, in the order in which they were written."""
    try:
        return sorted(path for path in home.inbox.iterdir() if path.name.endswith(SUFFIX))
    except (FileNotFoundError, NotADirectoryError):
        return []


def read(home: Home, path: Path) -> dict[str, Any]:
    """The content of a file; raises ValueError for one that is damaged or not for this key."""
    content = json.loads(unwrapped(home, path)[:])
    if not isinstance(content, dict):
        raise ValueError("content")  # noqa: TRY004 - what does not read is one kind of failure
    return content


def remove(home: Home, path: Path) -> None:
    """The file is gone, for good."""
    with troubles.writing(home.inbox, _SEALING):
        disk.remove(path)
        disk.fsync_directory(home.inbox)
