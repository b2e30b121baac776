"""No command loses what it was told: what cannot be kept is a draft, printed back, or in the shell."""

from __future__ import annotations

import pytest

from tests.cli.conftest import drafts
from tests.cli.test_errors import NOBODY, SECRET, damaged, files, told
from tests.conftest import Program


@pytest.mark.parametrize(
    "words",
    [
        ("log", SECRET, "--on", "yesterday"), ("learning", "edit", "last", "--what", SECRET),
        ("feedback", "reply", "last", SECRET), ("learning", "applied", "last", SECRET),
        ("feedback", "give", "--request", SECRET), ("agenda", "edit", "2", "--topic", SECRET),
        ("objective", "add", "Charts", "--situation", SECRET), ("charter", "set", "stays", SECRET),
        ("reflection", "edit", "--what", SECRET), ("session", "plan", "friday", "--purpose", SECRET),
    ],
    ids=lambda words: " ".join(words[:3]),
)  # fmt: skip
def test_no_command_loses_a_text(sample: Program, words: tuple[str, ...]) -> None:
    """Whichever option it came by: on a damaged journal it is a draft, or printed back."""
    damaged(sample)
    run = sample(*words)
    assert run.code == 3, run.err
    folder = sample.home / "drafts"
    kept = "".join(each.read_text() for each in folder.iterdir()) if folder.exists() else ""
    assert SECRET in kept + run.err


PIPED = [
    ("log", "-", "--by", "someday", "--try", "x"), ("log", "-", "--confidence", "12"),
    ("learn", "-", "--check-on", "someday"), ("action", "add", "-", "--due", "someday"),
    ("win", "add", "-", "--on", "someday"), ("action", "add", "-", "--from-item", "99"),
    ("learning", "applied", NOBODY, "-"), ("charter", "set", "colour", "-"),
]  # fmt: skip


@pytest.mark.parametrize("words", PIPED, ids=" ".join)
def test_what_came_through_a_pipe_survives_a_refusal(
    sample: Program, words: tuple[str, ...]
) -> None:
    """No shell remembers it: it is a draft, or printed back."""
    run = sample(*words, stdin=SECRET.encode())
    assert run.code in {1, 2}, run.err
    kept = "".join((sample.home / "drafts" / name).read_text() for name in drafts(sample))
    assert SECRET in kept + run.err


@pytest.mark.parametrize("words", [each for each in PIPED if each[0] == "log"], ids=" ".join)
def test_a_command_that_is_refused_stands_in_the_shell_and_nowhere_else(
    sample: Program, words: tuple[str, ...]
) -> None:
    """It is corrected there; a draft of it would be offered again once its words are saved."""
    before = files(sample)
    told(sample(words[0], SECRET, *words[2:]), 2)
    assert files(sample) == before


def test_an_empty_pipe_is_not_printed_back(sample: Program) -> None:
    """There is nothing in it to copy."""
    assert len(told(sample("learn", "-", stdin=b"\n"), 2)) == 3
