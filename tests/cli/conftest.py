"""What the tests of the command line share: the sample's home, and a terminal to answer on."""

from __future__ import annotations

import contextlib
import json
import os
import re
import select
import shlex
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from tinydb import TinyDB

from rmjournal.paths import Home
from tests.cli.warm import Server, Warm
from tests.conftest import Program, Run

PATIENCE = 30.0
"""Seconds after which a program that says nothing is taken to hang."""

posix = pytest.mark.skipif(sys.platform == "win32", reason="there are no pseudo-terminals")


Servers = dict[str, Server]


@pytest.fixture(scope="session")
def servers() -> Iterator[Servers | None]:
    """The processes that commands are forked from, by language; none where there is no fork."""
    started: Servers = {}
    yield started if hasattr(os, "fork") else None
    for server in started.values():
        server.close()


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Path]:
    """Writes the sample of a language once, with the program itself; returns its home.

    It bears no mark, so that whatever a person does in their own journal can be done in it.
    """
    homes: dict[str, Path] = {}

    def make(lang: str) -> Path:
        if lang not in homes:
            home = tmp_path_factory.mktemp(f"sample-{lang}") / "home"
            Program(home.parent / "unused", lang=lang).ok("demo", "--dir", str(home))
            Home(home, home).sample.unlink()
            homes[lang] = home
        return homes[lang]

    return make


@pytest.fixture(scope="session")
def started(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The home of Ana, mentee of Tom, made once."""
    home = tmp_path_factory.mktemp("started") / "home"
    names = ("--me", "Ana Ruiz", "--role", "mentee", "--partner", "Tom Weiss")
    Program(home).ok("init", *names, "--start", "2026-09-01")
    return home


WRITTEN_ELSEWHERE = Path(__file__).parent.parent / "sources" / "samples"


def written_elsewhere(lang: str, where: Path) -> None:
    """Puts a journal of jrnl and a directory of notes where the program is started."""
    shutil.copytree(WRITTEN_ELSEWHERE / f"notes-{lang}", where / "notes")
    shutil.copy(WRITTEN_ELSEWHERE / "journal.json", where)


def _copy(home: Path, lang: str, where: Path, servers: Servers | None) -> Program:
    """A home of its own; beside it lie the files that the examples import."""
    shutil.copytree(home, where / "home")
    written_elsewhere(lang, where)
    return Warm(where / "home", lang=lang, where=where, servers=servers)


Made = Callable[[str], Path]


@pytest.fixture
def ours(started: Path, tmp_path: Path, servers: Servers | None) -> Program:
    """The program on a copy of the home of Ana, mentee of Tom."""
    return _copy(started, "en", tmp_path, servers)


@pytest.fixture
def sample(made: Made, tmp_path: Path, servers: Servers | None) -> Program:
    """The program on a copy of the English sample."""
    return _copy(made("en"), "en", tmp_path, servers)


@pytest.fixture
def exemple(made: Made, tmp_path: Path, servers: Servers | None) -> Program:
    """The program on a copy of the French sample."""
    return _copy(made("fr"), "fr", tmp_path, servers)


@pytest.fixture(scope="module")
def shown(made: Made, tmp_path_factory: pytest.TempPathFactory, servers: Servers | None) -> Program:
    """The program on an English sample that tests of a module share, and only look at."""
    return _copy(made("en"), "en", tmp_path_factory.mktemp("shown"), servers)


def stored(program: Program, table: str) -> list[dict[str, Any]]:
    """The records of a table, read by stock TinyDB."""
    with TinyDB(program.home / "journal.json", encoding="utf-8") as db:
        return [dict(document) for document in db.table(table).all()]


def listed(program: Program, *words: str) -> Any:
    """What a list prints as JSON."""
    return json.loads(program.ok(*words, "--json").out)


def many(
    program: Program, lines: Sequence[str], scratch: Path, *, apart: bool = False
) -> dict[str, Run]:
    """Runs many command lines; each on a copy of the home if they are to be kept ``apart``."""
    runs = {}
    for number, line in enumerate(lines):
        each = program
        if apart:
            each = replace(program, home=scratch / f"home-{number}")
            shutil.copytree(program.home, each.home)
        runs[line] = each(*shlex.split(line))
    return runs


_ROW = re.compile(r"[0-9a-f]{6}  ")


def rows(out: str) -> list[str]:
    """The lines of a list that begin with a reference."""
    return [line for line in out.splitlines() if _ROW.match(line)]


class Terminal:
    """The program on a pseudo-terminal, as someone sits before it."""

    def __init__(self, program: Program, *args: str, **more: str) -> None:
        import fcntl
        import pty
        import termios

        self._master, slave = pty.openpty()
        environment = {"TERM": "xterm", **program.environment(**more)}

        def take_the_terminal() -> None:
            fcntl.ioctl(0, termios.TIOCSCTTY, 0)

        self._process = subprocess.Popen(
            [sys.executable, "-m", "rmjournal", *args],
            stdin=slave, stdout=slave, stderr=slave, env=environment, cwd=program.where,
            start_new_session=True, preexec_fn=take_the_terminal,  # noqa: PLW1509
        )  # fmt: skip
        os.close(slave)
        self.screen = ""
        """All that was shown so far, line ends as in a file."""
        self._read_to = 0

    def expect(self, text: str) -> None:
        """Waits until the text is shown, after what was expected before."""
        until = time.monotonic() + PATIENCE
        while (at := self.screen.find(text, self._read_to)) < 0:
            assert self._more(until), f"{text!r} was not shown:\n{self.screen}"
        self._read_to = at + len(text)

    def _more(self, until: float) -> bool:
        ready, _, _ = select.select([self._master], [], [], max(until - time.monotonic(), 0))
        data = b""
        with contextlib.suppress(OSError):
            data = os.read(self._master, 65536) if ready else b""
        self.screen += data.decode("utf-8", "replace").replace("\r\n", "\n")
        return bool(data)

    def type(self, text: str) -> None:
        """Types, as if on the keyboard; a newline is the Enter key."""
        os.write(self._master, text.encode())

    def drain(self) -> None:
        """Takes what is shown already."""
        while select.select([self._master], [], [], 0)[0] and self._more(time.monotonic() + 1):
            pass

    def answer(self, question: str, text: str) -> None:
        """Waits for a question and its prompt, and answers it."""
        self.expect(question)
        self.expect("> ")
        self.type(f"{text}\n")

    def leave(self, how: str | signal.Signals) -> int:
        """Types Ctrl-C or Ctrl-D, or sends a signal; returns the exit code.

        Once more if that fell into the instant between the prompt and its wait for a key.
        """
        for _ in range(3):
            with contextlib.suppress(OSError):
                self._process.send_signal(how) if isinstance(how, signal.Signals) else self.type(
                    how
                )
            until = time.monotonic() + PATIENCE / 5
            while self._more(until):
                pass
            with contextlib.suppress(subprocess.TimeoutExpired):
                return self._process.wait(1)
        raise AssertionError(self.screen)

    def end(self) -> int:
        """Waits for the program to end; returns its exit code."""
        until = time.monotonic() + PATIENCE
        while self._more(until):
            pass
        return self._process.wait(PATIENCE)

    def close(self) -> None:
        """Leaves nothing behind."""
        with contextlib.suppress(ProcessLookupError):
            self._process.kill()
        self._process.wait()
        os.close(self._master)


Sit = Callable[..., Terminal]


@pytest.fixture
def sit() -> Iterator[Sit]:
    """Starts the program on a terminal."""
    terminals: list[Terminal] = []

    def start(program: Program, *args: str, **more: str) -> Terminal:
        terminals.append(Terminal(program, *args, **more))
        return terminals[-1]

    yield start
    for terminal in terminals:
        terminal.close()


def drafts(program: Program) -> list[str]:
    """The names of the files among the drafts."""
    directory = program.home / "drafts"
    return sorted(os.listdir(directory)) if directory.exists() else []


def speaking(program: Program, lang: str) -> Program:
    """The same home, in another language."""
    return replace(program, lang=lang)
