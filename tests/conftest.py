"""What tests share: a home of their own, a fixed clock, the program as a person runs it."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import pytest
from hypothesis import settings

from rmjournal.journal import Journal
from rmjournal.journal.clock import Clock
from rmjournal.model.pair import Role
from rmjournal.paths import Home
from rmjournal.storage.store import Store

NOW = datetime(2026, 11, 21, 20, 50)
"""A Saturday evening."""

settings.register_profile("patient", deadline=None)
settings.load_profile("patient")
"""A machine that is busy with something else is no defect of ours."""


@dataclass
class Run:
    """How one run of the program ended."""

    code: int
    out: str
    err: str


@dataclass
class Program:
    """rmjournal as a real process, on one home."""

    home: Path
    lang: str = "en"
    now: str = "2026-11-21T20:50"
    where: Path | None = None
    """The directory it is started in."""

    def environment(self, **more: str) -> dict[str, str]:
        """A small environment: nothing of the machine's own settings reaches the program."""
        kept = {
            name: os.environ[name]
            for name in ("PATH", "SYSTEMROOT", "COVERAGE_PROCESS_START")
            if name in os.environ
        }
        return {
            **kept,
            "RMJOURNAL_HOME": str(self.home),
            "RMJOURNAL_LANG": self.lang,
            "RMJOURNAL_NOW": self.now,
            "TZ": "Europe/Paris",
            "PYTHONPATH": str(Path(__file__).parent.parent),
            "PYTHONWARNINGS": "error",
            "COLUMNS": "80",
            "LC_ALL": "C.UTF-8",
            **more,
        }

    def __call__(self, *args: str | bytes, stdin: bytes = b"", **more: str) -> Run:
        """Runs one command without a terminal."""
        done = subprocess.run(
            [sys.executable, "-m", "rmjournal", *args],
            input=stdin, capture_output=True, env=self.environment(**more), timeout=60, check=False,
            cwd=self.where,
        )  # fmt: skip
        return Run(done.returncode, done.stdout.decode(), done.stderr.decode())

    def ok(self, *args: str, stdin: bytes = b"", **more: str) -> Run:
        """Runs one command that has to succeed."""
        run = self(*args, stdin=stdin, **more)
        assert run.code == 0, run.err
        return run


@pytest.fixture
def program(tmp_path: Path) -> Program:
    """The program on an empty home, in English."""
    return Program(tmp_path / "home")


@pytest.fixture
def french(tmp_path: Path) -> Program:
    """The program on an empty home, in French."""
    return Program(tmp_path / "home", lang="fr")


@pytest.fixture
def ours(program: Program) -> Program:
    """The program on the home of Ana, mentee of Tom."""
    program.ok(
        "init",
        "--me",
        "Ana Ruiz",
        "--role",
        "mentee",
        "--partner",
        "Tom Weiss",
        "--start",
        "2026-09-01",
    )
    return program


MakeJournal = Callable[[datetime], Journal]


@pytest.fixture
def at(tmp_path: Path) -> MakeJournal:
    """Opens the same journal at any moment, in Paris."""
    home = Home(tmp_path / "data", tmp_path / "data")

    def open_at(now: datetime) -> Journal:
        clock = Clock("Europe/Paris", now)
        return Journal(Store(home, clock.now), clock)

    return open_at


@pytest.fixture
def journal(at: MakeJournal) -> Journal:
    """The journal of Ana, mentee of Tom, on the evening of 21 November 2026."""
    opened = at(NOW)
    opened.pairs.create(me="Ana Ruiz", role=Role.MENTEE, partner="Tom Weiss")
    return opened
