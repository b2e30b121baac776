"""jrnl, in a virtual environment of its own, over the same words as a journal of ours."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from measure import Program
from records import ZONE

from rmjournal import paths
from rmjournal.journal import Journal
from rmjournal.journal.clock import Clock
from rmjournal.journal.search import texts
from rmjournal.model.action import Action
from rmjournal.model.agenda import Item
from rmjournal.model.learning import Learning
from rmjournal.model.record import Record
from rmjournal.model.reflection import Reflection
from rmjournal.storage.store import Store

VERSION = "4.6"
Entries = Iterator[tuple[datetime, str]]
_CONFIGURE = """
import sys
from jrnl.config import get_default_colors, get_default_config, save_config
config = get_default_config()
config["colors"] = get_default_colors()
config["journals"]["default"]["journal"] = sys.argv[2]
config["editor"] = ""
save_config(config, sys.argv[1])
"""
"""jrnl's own default settings, with another place for the journal."""


def installed(cache: Path) -> Path:
    """The directory of jrnl's programs; installs it on first use."""
    venv = cache / f"jrnl-{VERSION}"
    programs = venv / ("Scripts" if os.name == "nt" else "bin")
    if not (venv / ".installed").exists():
        subprocess.run([sys.executable, "-m", "venv", "--clear", str(venv)], check=True)
        python = str(programs / "python")
        install = [python, "-m", "pip", "install", "-q", f"jrnl=={VERSION}"]
        subprocess.run(install, check=True)
        (venv / ".installed").touch()
    return programs


class Jrnl:
    """One journal of jrnl."""

    def __init__(self, programs: Path, directory: Path, env: dict[str, str]) -> None:
        self._programs = programs
        self._env = env
        self._config = directory / "jrnl.yaml"
        self._journal = directory / "journal.txt"
        directory.mkdir()
        configure = (str(programs / "python"), "-c", _CONFIGURE)
        Program((*configure, str(self._config), str(self._journal)), env).said()

    def fill(self, entries: Entries, tags: str = "") -> None:
        """The journal holds exactly these entries, by date, each ending in the tags."""
        end = f"\n{tags}\n" if tags else "\n"
        lines = (f"[{at:%Y-%m-%d %I:%M:%S %p}] {text}{end}" for at, text in sorted(entries))
        self._journal.write_text("\n".join(lines), encoding="utf-8")

    def run(self, *args: str) -> Program:
        """The program with these arguments."""
        start = (str(self._programs / "jrnl"), "--config-file", str(self._config))
        return Program((*start, *args), self._env)

    def contains(self, word: str) -> Program:
        """The entries that hold a word, one line each."""
        return self.run("-contains", word, "--short")


def each_reflection(home: Path) -> Entries:
    """The reflections of the journal as entries."""
    for reflection in _journal(home).reflections.all():
        yield reflection.created.replace(tzinfo=None), _text(reflection)


def each_session(home: Path) -> Entries:
    """The sessions of the journal as entries, each with all that was written of it."""
    journal = _journal(home)
    belonging: dict[str | None, list[str]] = {}
    kinds: tuple[type[Item | Action | Learning | Reflection], ...] = (
        Item, Action, Learning, Reflection,
    )  # fmt: skip
    for kind in kinds:
        for record in journal.store.all(kind):
            belonging.setdefault(record.session, []).append(_text(record))
    for session in journal.sessions.all():
        text = "\n".join([session.purpose, *belonging.get(session.id, [])])
        yield session.when or datetime.max, text


def _journal(home: Path) -> Journal:
    clock = Clock(ZONE)
    return Journal(Store(paths.home(str(home)), clock.now), clock)


def _text(record: Record) -> str:
    return "\n".join(text for text in texts(record) if text)
