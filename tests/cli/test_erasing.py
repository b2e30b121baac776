"""``trash purge`` and ``pair erase``: only when typed, for good, and what stays is said."""

from __future__ import annotations

import json

import pytest

from tests.cli.conftest import Sit, drafts, listed, posix, speaking, stored
from tests.conftest import Program

SECRET = "I would rather that nobody ever read this – voilà"


def holding(program: Program, word: str) -> list[str]:
    """The files under the home in which the word stands."""
    forms = [word.encode(), json.dumps(word)[1:-1].encode()]
    return [
        path.name
        for path in sorted(program.home.rglob("*"))
        if path.is_file() and any(form in path.read_bytes() for form in forms)
    ]


@pytest.fixture
def thrown(sample: Program) -> str:
    """The reference of a reflection that was edited, and deleted."""
    sample.ok("log", SECRET)
    ref = stored(sample, "reflections")[-1]["id"][:6]
    sample.ok("reflection", "edit", f"#{ref}", "--question", f"{SECRET}?")
    sample.ok("delete", f"#{ref}")
    sample.ok("win", "add", "Something else")
    return str(ref)


def test_the_trash_tells_the_day_it_was_for_the_person(ours: Program) -> None:
    """Half past midnight in Paris is still the evening before in UTC."""
    ours.now = "2026-11-22T00:30"
    ours.ok("learn", "Ask")
    ours.ok("delete", stored(ours, "learnings")[0]["id"])
    assert "22 Nov" in ours.ok("trash", "list").out


def test_nothing_is_erased_unless_it_is_said_twice(sample: Program, thrown: str) -> None:
    """Without a terminal the option must say the same; anything else erases nothing."""
    asked = sample("trash", "purge", thrown, stdin=f"{thrown}\n".encode())
    assert asked.code == 2
    assert f'add --confirm "{thrown}"' in asked.err
    for word in ("yes", "", "#", thrown[:3], "all"):
        assert sample("trash", "purge", thrown, "--confirm", word).code == 1
    assert sample("trash", "purge").code == sample("trash", "purge", thrown, "--all").code == 2
    assert sample("trash", "purge", "--all", "--confirm", thrown).code == 1
    assert len(listed(sample, "trash", "list")) == 1
    assert len(holding(sample, SECRET)) > 3


def test_a_purge_erases_and_says_what_it_could_not_reach(sample: Program, thrown: str) -> None:
    """The words are nowhere under the home, and the copies elsewhere are named."""
    run = sample.ok("trash", "purge", "last", "--confirm", f"#{thrown}")
    lines = run.err.splitlines()
    assert lines[0].startswith(f"{thrown} · reflection · I would rather")
    assert lines[1:4] == [
        "Erased for good: 1 record.", "3 earlier states no longer hold it.",
        "3 steps can no longer be undone.",
    ]  # fmt: skip
    assert "backup create" in lines[-1]
    assert holding(sample, "nobody ever read") == []
    assert "“win add”" in sample("undo").err
    assert "“win add”" in sample.ok("undo").err
    assert "“demo”" in sample.ok("undo", "--yes").err
    assert holding(sample, "nobody ever read") == []
    assert sample.ok("doctor", "--json").code == 0


def test_only_what_is_in_the_trash_is_erased(sample: Program) -> None:
    """A record that was not deleted first is not found."""
    assert sample("trash", "purge", "next", "--confirm", "next").code == 1
    assert sample("trash", "purge", "last", "--confirm", "last").code == 1
    assert sample.ok("trash", "purge", "--all").err == "The trash is empty.\n"


def test_all_of_the_trash_goes_at_a_word(sample: Program, thrown: str) -> None:
    """``--all`` lists what goes, and takes a word of its own, in either language."""
    sample.ok("delete", "next")
    run = speaking(sample, "fr").ok("trash", "purge", "--all", "--confirm", "tout")
    assert sum(" · " in line for line in run.err.splitlines()) == 5
    assert listed(sample, "trash", "list") == []
    assert holding(sample, SECRET) == []


@posix
def test_at_a_terminal_the_reference_is_typed(sample: Program, thrown: str, sit: Sit) -> None:
    """Anything else keeps it, an empty line included."""
    for typed, code in (("", 1), ("y", 1), (thrown, 0)):
        terminal = sit(sample, "trash", "purge", "last")
        terminal.answer(f"Type “{thrown}” to erase it; anything else keeps it.", typed)
        assert terminal.end() == code
    assert holding(sample, SECRET) == []


def test_a_pair_is_erased_by_the_others_name(sample: Program) -> None:
    """Not by one's own, nor by yes; then another pair is spoken of."""
    sample.ok("pair", "add", "--me", "Ana Ruiz", "--role", "mentor", "--partner", "Lou Petit")
    sample.ok("pair", "use", "lou")
    sample.ok("win", "add", "Lou laughed")
    for word in ("yes", "Judith Garrick", "Rhona"):
        assert sample("pair", "erase", "Rhona", "--confirm", word).code == 1
    assert sample("pair", "erase", "Rhona").code == 2
    run = sample.ok("pair", "erase", "Rhona", "--confirm", "rhona bello")
    assert "From now on: Ana Ruiz and Lou Petit." in run.err
    assert len(listed(sample, "pair", "list")) == 1
    assert holding(sample, "Rhona") == holding(sample, "Judith") == []
    assert "Lou laughed" in sample.ok("win", "list").out


def test_after_the_only_pair_there_is_an_empty_journal(ours: Program) -> None:
    """It says how to begin again, is sound, and beginning again works."""
    ours.ok("pair", "use", "Tom")
    ours.ok("win", "add", "Tom Weiss laughed")
    run = ours.ok("pair", "erase", "--confirm", "Tom Weiss")
    assert "No pair is left. “rmjournal init” creates one." in run.err
    assert holding(ours, "Tom") == drafts(ours) == []
    assert listed(ours, "config", "show")["pair"] == ""
    assert ours("status").code == 1
    assert "is sound" in ours.ok("doctor").out
    ours.ok("init", "--me", "Ana", "--role", "mentee", "--partner", "Zoé")
    assert ours.ok("status").code == 0


def test_a_draft_of_another_pair_is_kept_and_named(ours: Program) -> None:
    """Of a draft that no record stands behind, nobody knows whose it is; it is told of."""
    ours.ok("pair", "add", "--me", "Ana Ruiz", "--role", "mentor", "--partner", "Lou Petit")
    (ours.home / "drafts").mkdir(mode=0o700)
    (ours.home / "drafts" / "draft-learn.json").write_text(
        '{"name": "learn", "fields": {"a": "b"}}'
    )
    run = ours.ok("pair", "erase", "Tom Weiss", "--confirm", "Tom Weiss")
    assert "These drafts are kept, and may speak of it: learn." in run.err
