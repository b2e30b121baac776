"""Finding out how a home lies on the disk, and finishing what was begun there and interrupted."""

from __future__ import annotations

import contextlib
import re
from typing import TYPE_CHECKING

from rmjournal.wrapping import PLAIN

if TYPE_CHECKING:
    from pathlib import Path

    from rmjournal.paths import Home

_KEY = re.compile(r"^(age1[0-9a-z]+)[ \t\r]*$", re.MULTILINE)


def housed(home: Home) -> Home:
    """The home with the wrapping that its files have, locked; an interrupted change is settled."""
    if home.wrapping is not PLAIN:
        return home
    if home.converting.exists():
        from rmjournal.sealing.converting import settle

        settle(home)
    if not home.recipients.exists():
        return home
    from rmjournal.sealing.vault import Vault
    from rmjournal.storage import desk

    listed = tuple(_KEY.findall(home.recipients.read_text(encoding="utf-8", errors="replace")))
    found = home._replace(wrapping=Vault(listed, home.recipients))
    desk.clear(found)
    _wrap_keys(home.exchange, found)
    return found


def _wrap_keys(plain: Path, home: Home) -> None:
    """Keys of the exchange that were put back from a copy do not stay readable."""
    if plain.exists() and not home.exchange.exists():
        from rmjournal.storage import disk

        with contextlib.suppress(OSError):
            disk.save(home.exchange, home.wrapping.wrap([plain.read_bytes()]))
            disk.remove(plain)
