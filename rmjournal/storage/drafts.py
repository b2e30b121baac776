"""What is being typed: on disk within seconds, offered again after a crash or a failed save."""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import re
from typing import TYPE_CHECKING, Any

from rmjournal.storage import desk, disk, troubles
from rmjournal.storage.contents import read_bytes, unwrapped
from rmjournal.storage.wrapped import is_wrapped, keep_in_force

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

    from rmjournal.paths import Home

Fields = dict[str, str]
_PLAIN = re.compile(r"[a-z0-9][a-z0-9-]{0,59}", re.ASCII)
_FILE = re.compile(r"draft-.*\.json(?:\.age)?")
_ENDINGS = re.compile(r"\.(?:json|txt)(?:\.age)?$")


class Drafts:
    """The drafts of one person, each a small file of named texts, written whole or not at all."""

    def __init__(self, home: Home) -> None:
        self._home = home
        self._directory = home.drafts

    def save(self, name: str, fields: Fields) -> None:
        """The draft of that name holds these texts; raises CannotWrite, and then what it held before.

        A text is kept as it is, half a surrogate pair included: a draft is never too odd to keep.
        """
        data = json.dumps({"name": name, "fields": fields}).encode()

        def write() -> None:
            disk.make_private(self._directory)
            disk.save(self.file(name), self._home.wrapping.wrap([data]))

        with troubles.writing(self._directory, troubles.DRAFT):
            keep_in_force(self._home, write)

    def load(self, name: str) -> Fields | None:
        """The texts of a draft; none if there is no such draft or its file cannot be read."""
        found = self._read(self.file(name))
        return found[1] if found else None

    def holds(self, name: str) -> bool:
        """Whether there is a file of that draft, whether or not it can be read."""
        return self.file(name).exists()

    def among(self, names: Iterable[str]) -> list[str]:
        """Those of the names of which there is any file, of ours or of an editor's, in their order."""
        directories = {self._directory, *desk.in_use(self._home)}
        files = (file for directory in directories for file in _names(directory))
        stems = {_ENDINGS.sub("", file) for file in files}
        return [name for name in names if _stem(name) in stems]

    def all(self) -> dict[str, Fields]:
        """Every draft by its name; files that cannot be read are passed over and left alone.

        One without a word is none.
        """
        with contextlib.suppress(OSError):
            files = [name for name in sorted(self._names()) if _FILE.fullmatch(name)]
            found = dict(filter(None, (self._read(self._directory / file) for file in files)))
            return {name: fields for name, fields in found.items() if says_something(fields)}
        return {}

    def discard(self, name: str) -> None:
        """Nothing is left of the draft, what an editor kept beside its file included."""
        stem = _stem(name)
        with troubles.writing(self._directory, troubles.DRAFT):
            for directory in {self._directory, *desk.in_use(self._home)}:
                for file in _names(directory):
                    if file.lstrip(".#").startswith((f"{stem}.json", f"{stem}.txt")):
                        with contextlib.suppress(FileNotFoundError):
                            (directory / file).unlink()

    def erase(self, concerned: Callable[[str, list[str]], bool]) -> int:
        """Removes every file for which ``concerned`` says so, given its name and its texts.

        What a killed save or an editor left beside a draft is looked at too, and so are the texts
        that editors work on, of other processes as well. Returns how many went.
        """
        gone = 0
        for directory in {self._directory, *desk.everywhere(self._home)}:
            for file in _names(directory):
                path = directory / file
                if path.is_file() and file != desk.LOCK and concerned(file, self._texts(path)):
                    disk.remove(path)
                    gone += 1
        return gone

    def path(self, name: str) -> Path:
        """The text file on which an editor works for the draft of that name.

        One that was put away wrapped, when an editor never came back, is there again as it was.
        """
        path = desk.place(self._home) / f"{_stem(name)}.txt"
        away = self._away(name)
        if away.exists() and not path.exists() and away != path:
            with contextlib.suppress(ValueError):
                disk.save(path, [unwrapped(self._home, away)[:]])
        return path

    def lasting(self, name: str) -> Path:
        """Where what an editor left for that draft is kept once this process has ended."""
        return self._away(name)

    def exposes(self) -> bool:
        """Whether a text lies readable on the disk while an editor works on it, though encrypted."""
        return desk.exposed(self._home)

    def begun(self, name: str) -> bool:
        """Whether there is a text of an editor for the draft of that name."""
        texts = (directory / f"{_stem(name)}.txt" for directory in desk.in_use(self._home))
        return self._away(name).exists() or any(path.exists() for path in texts)

    def _away(self, name: str) -> Path:
        return self._directory / f"{_stem(name)}.txt{self._home.wrapping.suffix}"

    def file(self, name: str) -> Path:
        """Any name gets a file of its own within the directory, whatever characters it is made of."""
        return self._directory / f"{_stem(name)}.json{self._home.wrapping.suffix}"

    def _names(self) -> list[str]:
        return _names(self._directory)

    def _texts(self, path: Path) -> list[str]:
        """What was typed: the fields of a draft, or all of any other file."""
        if found := self._read(path):
            return list(found[1].values())
        raw = read_bytes(path)
        data = self._home.wrapping.readable(raw) if is_wrapped(raw) else raw
        return [data[:].decode("utf-8", "replace")]

    def _read(self, path: Path) -> tuple[str, Fields] | None:
        try:
            stored = json.loads(unwrapped(self._home, path)[:])
        except (OSError, ValueError, RecursionError):
            return None
        return _checked(stored)


def says_something(fields: Fields) -> bool:
    """Whether there is more in these texts than blanks."""
    return any(text.strip() for text in fields.values())


def _names(directory: Path) -> list[str]:
    try:
        return os.listdir(directory)
    except FileNotFoundError:
        return []


def _stem(name: str) -> str:
    """The name of a draft's files without their endings."""
    if _PLAIN.fullmatch(name):
        return f"draft-{name}"
    digest = hashlib.sha256(name.encode("utf-8", "surrogatepass")).hexdigest()
    return f"draft-{_slug(name)}.{digest[:16]}"


def _slug(name: str) -> str:
    return re.sub("[^a-z0-9]+", "-", name.lower())[:40].strip("-")


def _checked(stored: Any) -> tuple[str, Fields] | None:
    if not isinstance(stored, dict):
        return None
    name, fields = stored.get("name"), stored.get("fields")
    if not isinstance(name, str) or not isinstance(fields, dict):
        return None
    if not all(isinstance(text, str) for text in fields.values()):
        return None
    return name, fields
