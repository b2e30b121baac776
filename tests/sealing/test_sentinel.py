"""A word typed into every kind of record, edited, drafted, backed up and killed is readable nowhere."""

from __future__ import annotations

import os
import random
import secrets
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from rmjournal.paths import Home
from rmjournal.storage import desk
from tests.cli.conftest import Servers, Terminal, servers
from tests.cli.warm import Warm
from tests.conftest import Key, Program

__all__ = ["servers"]

WORD = f"sentinel{secrets.token_hex(12)}"
SAID = f"{WORD} was said here, and nobody else should read it"

TYPED = (
    ("charter", "set", "why-us", SAID),
    ("charter", "sign"),
    ("charter", "set", "why-us", f"again {SAID}"),
    ("objective", "add", SAID, "--why", SAID, "--measure", SAID),
    ("objective", "edit", "last", "--measure", f"or {SAID}"),
    ("objective", "rate", "last", "below", "--note", SAID),
    ("session", "plan", "2026-11-20 14:00", "--purpose", SAID),
    ("session", "edit", "1", "--purpose", f"better {SAID}"),
    ("agenda", "add", SAID, "--session", "1", "--minutes", "5"),
    ("agenda", "done", "1", "--session", "1", "--outcome", SAID, "--decision", SAID),
    ("session", "done", "1"),
    ("log", SAID, "--so-what", SAID, "--learned", SAID, "--try", SAID, "--by", "friday"),
    ("reflection", "edit", "last", "--question", SAID),
    ("learn", SAID, "--situation", SAID, "--if-then", SAID),
    ("learning", "applied", "last", SAID),
    ("action", "add", SAID),
    ("action", "edit", "last", "--text", f"now {SAID}"),
    ("feedback", "give", "--situation", SAID, "--request", SAID, "--draft"),
    ("resource", "add", SAID, "--url", f"https://example.org/{WORD}"),
    ("win", "add", SAID),
    ("undo",),
    ("delete", "1"),
    ("backup", "create", "-o", "copy.json.age"),
    ("backup", "list"),
    ("doctor",),
    ("log", SAID, "--by", "nonsense", "--try", SAID),
)
"""Every kind of record, changed where it can be, and what does not succeed."""


@pytest.fixture
def writing(key: Key, tmp_path: Path, servers: Servers | None) -> Program:
    """Ana's encrypted home; temporary files go to a directory that is looked at."""
    (tmp_path / "tmp").mkdir()
    given = {"TMPDIR": str(tmp_path / "tmp")}
    program = Warm(tmp_path / "home", where=tmp_path, given=given, servers=servers)
    program.ok("init", "--me", "Ana Ruiz", "--role", "mentee", "--partner", "Tom Weiss")
    key.encrypt(Home(program.home, program.home))
    return program


def having(program: Program, key: Key) -> Program:
    """The program for someone who has the key at hand."""
    return replace(program, given={**program.given, "RMJOURNAL_IDENTITY_FILE": str(key.file)})


def files(*directories: Path | None) -> Iterator[Path]:
    """Every file under them, and in memory those that an editor of ours would work on."""
    for directory in directories:
        if directory is not None and directory.is_dir():
            yield from (path for path in directory.rglob("*") if path.is_file())


def readable(tmp_path: Path) -> list[str]:
    """The files in which the word stands: in the home, temporary directories and memory."""
    memory = desk.in_memory()
    in_memory = [*memory.glob("rmjournal-*")] if memory else []
    looked_at = files(tmp_path, *in_memory)
    return [str(path) for path in looked_at if WORD.encode() in held(path)]


def held(path: Path) -> bytes:
    """What a file holds; nothing where another test has just removed it."""
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return b""


def test_a_word_typed_everywhere_is_readable_nowhere(
    writing: Program, key: Key, tmp_path: Path
) -> None:
    """Each command on a journal with the key at hand, then four on a locked one."""
    opened = having(writing, key)
    for words in TYPED:
        run = opened(*words)
        assert run.code in (0, 1, 2), run.err
        assert run.code == 0 or words in (TYPED[-1], ("delete", "1")), (words, run.err)
        assert readable(tmp_path) == [], words
    for verb in (["log"], ["learn"], ["action", "add"], ["win", "add"]):
        writing.ok(*verb, SAID)
    assert readable(tmp_path) == []
    found = opened.ok("search", WORD).out
    assert found.count(WORD) > 10


SEALED = [
    each for each in TYPED if each[0] in ("log", "learn", "win") or each[:2] == ("action", "add")
]
"""What is typed without a passphrase."""
OPENED = [each for each in TYPED if each[0] not in ("undo", "delete", "backup", "doctor")]
"""What is typed into records of every kind, with the key at hand."""


def killed_at_random(program: Program, key: Key, tmp_path: Path, kills: int, seed: int) -> None:
    """Commands of every kind end at a moment nobody chose, those that need no key half of the time."""
    chance, opened = random.Random(seed), having(program, key)
    for words in TYPED:
        if words[:2] in {("objective", "add"), ("session", "plan"), ("agenda", "add")}:
            opened.ok(*words)
    for number in range(kills):
        who, typed = (program, SEALED) if number % 2 else (opened, OPENED)
        process = subprocess.Popen(
            [sys.executable, "-m", "rmjournal", *chance.choice(typed)],
            env=who.environment(), cwd=tmp_path, stdin=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
        )  # fmt: skip
        time.sleep(chance.random() * 0.5)
        process.send_signal(signal.SIGKILL)
        process.wait()
        assert readable(tmp_path) == []
    opened.ok("doctor")
    assert readable(tmp_path) == []


@pytest.mark.skipif(sys.platform == "win32", reason="kills with SIGKILL")
def test_killed_at_random_it_is_readable_nowhere(
    writing: Program, key: Key, tmp_path: Path
) -> None:
    """Whatever a command was about to write, nothing of it is left readable."""
    killed_at_random(writing, key, tmp_path, kills=8, seed=11)


@pytest.mark.skipif(desk.in_memory() is None, reason="no private place in memory")
def test_killed_by_its_editor_it_is_readable_until_the_next_start(
    writing: Program, key: Key, tmp_path: Path
) -> None:
    """The next command of any kind wraps what the editor left."""
    editor = tmp_path / "editor"
    editor.write_text('#!/bin/sh\nprintf "\\n%s\\n" "$SAID" >> "$1"\nkill -9 $PPID\n')
    editor.chmod(0o700)
    terminal = Terminal(having(writing, key), "log", EDITOR=str(editor), SAID=SAID)
    try:
        assert terminal.end() == -signal.SIGKILL
    finally:
        terminal.close()
    assert readable(tmp_path) != []
    writing.ok("win", "add", "Something else.")
    assert readable(tmp_path) == []
    assert "draft-log.txt.age" in os.listdir(writing.home / "drafts")
