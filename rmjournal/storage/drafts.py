"""What is being typed: on disk within seconds, offered again after a crash or a failed save."""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import re
from typing import TYPE_CHECKING, Any

from rmjournal.storage import disk, troubles

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from rmjournal.paths import Home

Fields = dict[str, str]
_PLAIN = re.compile(r"[a-z0-9][a-z0-9-]{0,59}", re.ASCII)
_FILE = re.compile(r"draft-.*\.json")


class Drafts:
    """The drafts of one person, each a small file of named texts, written whole or not at all."""

    def __init__(self, home: Home) -> None:
        self._directory = home.drafts

    def save(self, name: str, fields: Fields) -> None:
        """The draft of that name holds these texts; raises CannotWrite, and then what it held before.

        A text is kept as it is, half a surrogate pair included: a draft is never too odd to keep.
        """
        data = json.dumps({"name": name, "fields": fields}).encode()
        with troubles.writing(self._directory, troubles.DRAFT):
            disk.make_private(self._directory)
            disk.save_small(self.file(name), data)

    def load(self, name: str) -> Fields | None:
        """The texts of a draft; none if there is no such draft or its file cannot be read."""
        found = _read(self.file(name))
        return found[1] if found else None

    def all(self) -> dict[str, Fields]:
        """Every draft by its name; files that cannot be read are passed over and left alone."""
        with contextlib.suppress(OSError):
            files = [name for name in sorted(self._names()) if _FILE.fullmatch(name)]
            return dict(filter(None, (_read(self._directory / file) for file in files)))
        return {}

    def discard(self, name: str) -> None:
        """Nothing is left of the draft, what an editor kept beside its file included."""
        stem = self.file(name).stem
        with troubles.writing(self._directory, troubles.DRAFT):
            for file in self._names():
                if file.lstrip(".#").startswith((f"{stem}.json", f"{stem}.txt")):
                    with contextlib.suppress(FileNotFoundError):
                        (self._directory / file).unlink()

    def erase(self, concerned: Callable[[str, list[str]], bool]) -> int:
        """Removes every file here for which ``concerned`` says so, given its name and its texts.

        What a killed save or an editor left beside a draft is looked at too. Returns how many went.
        """
        gone = 0
        for file in self._names():
            path = self._directory / file
            if path.is_file() and concerned(file, _texts(path)):
                disk.remove(path)
                gone += 1
        return gone

    def path(self, name: str) -> Path:
        """The text file on which an editor works for the draft of that name."""
        return self.file(name).with_suffix(".txt")

    def file(self, name: str) -> Path:
        """Any name gets a file of its own within the directory, whatever characters it is made of."""
        if _PLAIN.fullmatch(name):
            return self._directory / f"draft-{name}.json"
        digest = hashlib.sha256(name.encode("utf-8", "surrogatepass")).hexdigest()
        return self._directory / f"draft-{_slug(name)}.{digest[:16]}.json"

    def _names(self) -> list[str]:
        try:
            return os.listdir(self._directory)
        except FileNotFoundError:
            return []


def _slug(name: str) -> str:
    return re.sub("[^a-z0-9]+", "-", name.lower())[:40].strip("-")


def _texts(path: Path) -> list[str]:
    """What was typed: the fields of a draft, or all of any other file."""
    if found := _read(path):
        return list(found[1].values())
    return [path.read_bytes().decode("utf-8", "replace")]


def _read(path: Path) -> tuple[str, Fields] | None:
    try:
        stored = json.loads(path.read_bytes())
    except (OSError, ValueError, RecursionError):
        return None
    return _checked(stored)


def _checked(stored: Any) -> tuple[str, Fields] | None:
    if not isinstance(stored, dict):
        return None
    name, fields = stored.get("name"), stored.get("fields")
    if not isinstance(name, str) or not isinstance(fields, dict):
        return None
    if not all(isinstance(text, str) for text in fields.values()):
        return None
    return name, fields
