"""What tests share: a home of their own, a fixed clock, the program as a person runs it."""

from __future__ import annotations

import gc
import os
import shlex
import signal
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from rmjournal.journal import Journal
from rmjournal.journal.clock import Clock
from rmjournal.model.pair import Role
from rmjournal.paths import Home
from rmjournal.sealing import converting
from rmjournal.sealing.housing import housed
from rmjournal.sealing.identity import Unlocked
from rmjournal.sealing.vault import Vault
from rmjournal.storage.store import Store
from tests import lightly

MEMORY = Path("/dev/shm")
ROOM = 4 << 30
"""Bytes that have to be free there before tests put their homes in memory."""


def _in_memory() -> bool:
    """Whether the system has files in memory, and plenty of room for them."""
    if not (hasattr(os, "statvfs") and os.access(MEMORY, os.W_OK | os.X_OK)):
        return False
    space = os.statvfs(MEMORY)
    return space.f_bavail * space.f_frsize >= ROOM


SCRATCH = str(MEMORY) if _in_memory() else None
"""Where tests make directories of their own; none for the system's place."""
if SCRATCH:
    os.environ.setdefault("PYTEST_DEBUG_TEMPROOT", SCRATCH)

EDITOR = shlex.quote(sys.executable)
"""A command that every computer has on which there are tests."""
NOW = datetime(2026, 11, 21, 20, 50)
"""A Saturday evening."""

PATIENT = settings(
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
"""A machine that is busy with something else is no defect of ours."""
settings.register_profile("suite", PATIENT, max_examples=40)
settings.register_profile("thorough", PATIENT, max_examples=1000)
settings.load_profile("suite")
# A shell ignores Ctrl-C for what it runs in the background, and what that starts would ignore it too.
signal.signal(signal.SIGINT, signal.default_int_handler)

gc.set_threshold(100_000, 20, 100)
"""Thousands of tests in one process: looking through all that they import again and again takes a tenth
of their time."""


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
    given: dict[str, str] = field(default_factory=dict)
    """What its environment has besides."""

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
            **self.given,
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


@dataclass(frozen=True)
class Key:
    """The key of encrypted journals, made once, under a passphrase that is tried in no time."""

    passphrase: str
    unlocked: Unlocked
    protected: bytes
    """The identity under the passphrase."""
    recovery: str
    file: Path
    """The identity in the clear, for scripts."""

    def encrypt(self, home: Home) -> Home:
        """The home, encrypted and open."""
        return converting.encrypt(home, self.unlocked, self.protected)

    def opened(self, home: Home) -> Home:
        """The encrypted home as another process finds it, opened."""
        found = housed(home)
        vault = found.wrapping
        assert isinstance(vault, Vault)
        vault.open(self.unlocked)
        return found


@pytest.fixture(scope="session")
def key(tmp_path_factory: pytest.TempPathFactory) -> Key:
    """A key with a recovery key."""
    spare, unlocked = Unlocked.new(), Unlocked.new()
    unlocked = unlocked.vouching((unlocked.public, spare.public))
    file = tmp_path_factory.mktemp("key") / "identity.txt"
    file.write_text(f"{unlocked.secret}\n")
    passphrase = "un cheval correct, agrafé"
    cheap = lightly.protected(unlocked.file, passphrase)
    return Key(passphrase, unlocked, cheap, spare.secret, file)


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
