"""``demo``: a sample is a place of its own, and nothing of a person's own begins in it."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import listed, stored
from tests.conftest import Program

AS_ANA = ("--me", "Ana Ruiz", "--role", "senior", "--partner", "Tom Weiss")
SELECTED = "export RMJOURNAL_HOME="


@pytest.fixture
def entered(program: Program) -> Program:
    """The program in a sample, selected as ``demo`` says."""
    told = program.ok("demo", "--dir", str(program.home.parent / "sample")).out.splitlines()[-1]
    return Program(Path(told.removeprefix(SELECTED)))


def test_a_sample_never_lands_in_a_persons_own_home(ours: Program) -> None:
    """``demo`` refuses a directory that holds a journal, and leaves it as it was."""
    before = (ours.home / "journal.json").read_bytes()
    run = ours("demo", "--dir", str(ours.home))
    assert run.code == 1
    assert (ours.home / "journal.json").read_bytes() == before
    assert {path.name for path in ours.home.iterdir()} & {".rmjournal-sample"} == set()


def test_a_sample_is_entered_again_as_it_was_left(entered: Program) -> None:
    """A second ``demo`` in the same place goes on, and prints the line that selects it."""
    entered.ok("learn", "Mine")
    run = entered.ok("demo", "--dir", str(entered.home))
    assert run.out.splitlines()[-1] == f"{SELECTED}{entered.home}"
    assert "Mine" in {each["what"] for each in listed(entered, "learning", "list")}


@pytest.mark.parametrize(
    "words",
    [
        ("init", *AS_ANA),
        ("pair", "add", *AS_ANA),
        ("import", "jrnl", "-"),
        ("import", "jrnl", "-", "--dry-run"),
        ("exchange", "invite"),
        ("exchange", "accept", "invitation.json"),
    ],
    ids=" ".join,
)
def test_nothing_of_ones_own_begins_in_a_sample(entered: Program, words: tuple[str, ...]) -> None:
    """No pair, no earlier journal and no partner; how to leave the sample is said."""
    before = (entered.home / "journal.json").read_bytes()
    run = entered(*words, stdin=b'{"entries": []}')
    assert run.code == 1, run.err
    assert run.err.splitlines() == [
        "This is a sample to look around in; a pair of your own belongs in a journal of yours.",
        "Nothing was changed.",
        "To go back to your own journal: q on Home, or “unset RMJOURNAL_HOME” in your shell.",
    ]
    assert (entered.home / "journal.json").read_bytes() == before


def test_the_way_back_is_said_with_the_way_in(entered: Program) -> None:
    """Whoever selects the sample reads how to leave it."""
    run = entered.ok("demo", "--dir", str(entered.home))
    assert run.err.splitlines()[-1] == "To go back to your own journal: unset RMJOURNAL_HOME"


def test_a_sample_is_to_write_in(entered: Program) -> None:
    """What the README invites to works: a reflection, and a recap."""
    entered.ok("log", "The", "paper", "is", "shorter", "now")
    assert "paper is shorter" in stored(entered, "reflections")[-1]["what"]
    assert entered.ok("export", "recap").out.startswith("# Session")
