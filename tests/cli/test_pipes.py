"""What is read by another program: a pipe that closes early, no terminal, no one to ask."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.conftest import drafts, stored
from tests.conftest import Program


@pytest.fixture(scope="module")
def long(shown: Program) -> Program:
    """A home whose lists are longer than any pipe holds."""
    for _ in range(2):
        shown.ok("log", "-", stdin=b"line after line\n" * 100_000)
    return shown


ENDLESS = [
    ["reflection", "show"], ["reflection", "show", "--json"],
    ["export", "journal", "--audience", "self"],
    ["search", "line", "--json"], ["reflection", "list", "--json"],
]  # fmt: skip


@pytest.mark.parametrize("unbuffered", ["", "1"], ids=["buffered", "unbuffered"])
@pytest.mark.parametrize("words", ENDLESS, ids=" ".join)
def test_a_reader_that_has_seen_enough_is_no_error(
    long: Program, words: list[str], unbuffered: str
) -> None:
    """As in ``… | head -1``: the first line arrives, nothing is complained about, the end is 141."""
    with subprocess.Popen(
        [sys.executable, "-m", "rmjournal", *words],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        env=long.environment(PYTHONUNBUFFERED=unbuffered),
    ) as process:  # fmt: skip
        assert process.stdout
        assert process.stderr
        assert process.stdout.readline()
        process.stdout.close()
        complaints = process.stderr.read().decode()
        assert process.wait(30) == 141
    for word in ("Traceback", "BrokenPipe", "unexpected", "Exception"):
        assert word not in complaints


ASKING = [
    ("log", "The text is missing."), ("learn", "The text is missing."),
    ("action add", "The text is missing."), ("win add", "The text is missing."),
    ("agenda add", "The topic is missing."),
    ("init --role junior --me Ana", "--partner is missing."),
    ("reflection edit 1", "There is no terminal to edit on."),
    ("init", "--me, --role, --partner are missing."), ("objective add", "The title is missing."),
]  # fmt: skip


@pytest.mark.parametrize(("words", "missing"), ASKING, ids=[words for words, _ in ASKING])
def test_nothing_asks_where_nobody_can_answer(shown: Program, words: str, missing: str) -> None:
    """Without a terminal a command fails at once, names what is missing, and reads no input."""
    run = shown(*words.split(), stdin=b"an answer to nobody\n" * 9, EDITOR="false", VISUAL="false")
    assert run.code == 2
    assert run.err.splitlines()[0] == missing
    assert run.out == ""
    assert drafts(shown) == []


@pytest.mark.parametrize(
    ("words", "options"),
    [
        ("reflection edit 1", "--what, --so-what, --now-what, "),
        ("charter edit", "--stays, --may-leave, --when-missed, --right-to-stop, "),
        (
            "feedback give",
            "--situation, --behaviour, --impact, --intent, --stop, --start, --continue, "
            "--time-well-spent, --request.",
        ),
    ],
)
def test_a_form_names_its_options_where_nobody_can_answer(
    shown: Program, words: str, options: str
) -> None:
    """What is missing is one of several; each is named as it would be typed."""
    run = shown(*words.split())
    assert run.code == 2
    assert f" with an option: {options}" in run.err


def test_an_editor_is_not_started_without_a_terminal(shown: Program) -> None:
    """A script that forgets a text is told so, and no editor hangs in the background."""
    run = shown("log", EDITOR=f'{sys.executable} -c \'open("started", "w")\'')
    assert run.code == 2
    assert shown.where
    assert not (shown.where / "started").exists()


def test_two_at_once_both_succeed(sample: Program) -> None:
    """Commands started together wait for one another, and none of them is lost."""
    processes = [
        subprocess.Popen(
            [sys.executable, "-m", "rmjournal", "learn", f"Learning {number}"],
            env=sample.environment(), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )
        for number in range(4)
    ]  # fmt: skip
    assert [process.wait(60) for process in processes] == [0] * 4
    texts = {record["what"] for record in stored(sample, "learnings")}
    assert {f"Learning {number}" for number in range(4)} <= texts


def test_output_without_utf8_is_still_told(shown: Program) -> None:
    """On a stream that cannot hold a letter, the letter is replaced and the rest is told."""
    run = shown("--lang", "fr", "config", "show", PYTHONIOENCODING="ascii", PYTHONUTF8="0")
    assert run.code == 0
    assert "?" in run.out


CLOSED = [
    ("learning list >&-", 5, "Nothing can be shown: the standard output is closed."),
    ("learning list --json >&-", 5, "Nothing can be shown: the standard output is closed."),
    ("export recap >&-", 5, "Nothing can be shown: the standard output is closed."),
    ("learn Kept >&-", 0, "Saved "), ("learn Kept <&-", 0, "Saved "), ("learn Kept 2>&-", 0, ""),
    ("learn - <&-", 2, "There is no standard input to read: it is closed."),
    ("learn <&-", 2, "The text is missing."), ("session show 99 2>&-", 1, ""),
    ("nonsense >&- 2>&- <&-", 2, ""),
]  # fmt: skip


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no disk that is always full")
@pytest.mark.parametrize(
    ("line", "code"),
    [("learn Kept", 0), ("session show 99", 1), ("learn", 2), ("learning list", 5)],
)
def test_a_full_disk_beneath_both_streams_changes_no_exit_code(
    sample: Program, line: str, code: int
) -> None:
    """As in a log of cron: what was done is done, and only what was asked to be shown fails."""
    done = subprocess.run(
        ["/bin/sh", "-c", f"exec {sys.executable} -m rmjournal {line} >/dev/full 2>&1"],
        stdin=subprocess.DEVNULL, env=sample.environment(), check=False,
    )  # fmt: skip
    assert done.returncode == code
    if "Kept" in line:
        assert stored(sample, "learnings")[-1]["what"] == "Kept"


@pytest.mark.skipif(sys.platform == "win32", reason="no shell closes a stream there")
@pytest.mark.parametrize(("line", "code", "told"), CLOSED, ids=[line for line, *_ in CLOSED])
def test_a_stream_that_is_closed_is_no_crash(
    sample: Program, line: str, code: int, told: str
) -> None:
    """What cannot be shown ends with 5 and a sentence; what needs no stream is done all the same."""
    done = subprocess.run(
        ["/bin/sh", "-c", f"exec {sys.executable} -m rmjournal {line}"],
        stdin=subprocess.DEVNULL, capture_output=True, env=sample.environment(), check=False,
    )  # fmt: skip
    assert done.returncode == code, done.stderr
    assert told in done.stderr.decode()
    assert b"unexpected" not in done.stderr
    if "Kept" in line:
        assert stored(sample, "learnings")[-1]["what"] == "Kept"
