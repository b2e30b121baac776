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


@pytest.mark.parametrize(
    "words",
    [
        ("win", "edit", "last", "--text", "-"), ("log", "--no-session", "--what", "-"),
        ("agenda", "done", "1", "--outcome", "-"), ("charter", "edit", "--why-us", "-"),
        ("action", "edit", "last", "--text=-"), ("feedback", "reply", "last", "Yes.", "--change", "-"),
        ("agenda", "add", "-"), ("resource", "add", "-", "--kind", "book"),
    ],
    ids=" ".join,
)  # fmt: skip
def test_a_dash_for_a_text_reads_what_is_piped_in(sample: Program, words: tuple[str, ...]) -> None:
    """Wherever the text is said, after the command or in an option: no text is a mere dash."""
    sample.ok(*words, stdin=SECRET.encode())
    assert SECRET in (sample.home / "journal.json").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "words", [("log", "-", "--question", "-"), ("win", "edit", "last", "--text", "-", "--on", "x")]
)
def test_what_is_piped_in_for_an_option_survives_a_refusal(
    sample: Program, words: tuple[str, ...]
) -> None:
    """It is read once: two texts cannot both be it, and then nothing was read."""
    run = sample(*words, stdin=SECRET.encode())
    assert run.code == 2
    if words[0] == "log":
        assert told(run, 2)[0] == "Standard input is asked for twice."
    else:
        kept = "".join((sample.home / "drafts" / name).read_text() for name in drafts(sample))
        assert SECRET in kept + run.err
