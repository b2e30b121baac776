"""``demo``: a sample is a place of its own, and nothing of a person's own begins in it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from rmjournal.journal.drafts import Drafts
from rmjournal.paths import home
from tests.cli.conftest import listed, stored
from tests.conftest import EDITOR, Key, Program

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


LATER = "2027-03-21T20:50"
LEFT = "Somebody wrote in it, so it is as it was left; without --dir, a new one is made."


def test_a_sample_nobody_wrote_in_is_made_anew(entered: Program) -> None:
    """In the language of the day, with the dates of the day; that one looked at it changes nothing."""
    entered.ok("status")
    entered.ok("export")
    entered.ok("config", "set", "editor", EDITOR)
    french = replace(entered, lang="fr", now=LATER)
    run = french.ok("demo", "--dir", str(entered.home))
    assert LEFT not in run.err
    assert "Hélène" in french.ok("status").out
    assert [each["starts"][:4] for each in listed(french, "session", "list")][-1] == "2027"
    assert listed(french, "config", "show")["editor"] == EDITOR


@pytest.mark.parametrize("words", [("log", "Mine"), ("action", "done", "last")], ids=" ".join)
def test_a_sample_somebody_worked_in_stays_as_it_was_left(
    entered: Program, words: tuple[str, ...]
) -> None:
    """Also in another language, months later; it is said that it is not new."""
    entered.ok(*words)
    before = (entered.home / "journal.json").read_bytes()
    run = replace(entered, now=LATER).ok("demo", "--dir", str(entered.home))
    assert LEFT in run.err
    assert (entered.home / "journal.json").read_bytes() == before


def test_a_draft_in_a_sample_is_not_lost(entered: Program) -> None:
    """What is being typed counts as written."""
    Drafts(home(str(entered.home))).save("log", {"what": "Mine, and not kept yet"})
    assert LEFT in entered.ok("demo", "--dir", str(entered.home)).err
    assert Drafts(home(str(entered.home))).holds("log")


def test_an_encrypted_journal_is_no_place_for_a_sample(program: Program, key: Key) -> None:
    """It is a person's own too, and bears no mark afterwards."""
    key.encrypt(home(str(program.home)))
    (program.home / "journal.json.age").touch()
    assert program("demo", "--dir", str(program.home)).code == 1
    assert not (program.home / ".rmjournal-sample").exists()


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
