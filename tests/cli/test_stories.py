"""Nine months of a pair, lived through commands alone: what they send and what leaves at the end.

``tests/stories`` holds what is typed, one command a line; the golden files are what comes of it.
"""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from pymarkdown.api import PyMarkdownApi

from tests.cli.conftest import Servers, listed, stored
from tests.cli.warm import Warm
from tests.conftest import Program

TESTS = Path(__file__).parent.parent
_RECORD = re.compile(r"\{([a-z]+)(?::(\d+))?\}")
"""A record by its table: the one of that number, else the last."""
SENT = {
    "report-programme": ("report", "--audience", "programme"),
    "stories": ("journal", "--audience", "anonymous"),
    "report-partner": ("report",),
}
"""What is exported at the end, by the name of its golden file."""


def lived(program: Program, story: Path) -> Program:
    """The program after every line of the story, each of which has to succeed."""
    for moment, line in lines(story):
        program = replace(program, now=moment)
        run = program(*(referred(program, word) for word in typed(line)))
        assert run.code == 0, f"{moment} {line}\n{run.err}"
    return program


def lines(story: Path) -> Iterator[tuple[str, str]]:
    """Each command of the story with its moment."""
    moment = ""
    for line in story.read_text("utf-8").splitlines():
        if line.startswith("@"):
            moment = line.removeprefix("@").strip()
        elif line and not line.startswith("#"):
            yield moment, line


def typed(line: str) -> list[str]:
    """The words of a line, those in double quotes together."""
    lexer = shlex.shlex(line, posix=True)
    lexer.whitespace_split, lexer.quotes, lexer.commenters = True, '"', ""
    return list(lexer)


def referred(program: Program, word: str) -> str:
    """The word, or the reference of the record that it stands for."""
    found = _RECORD.fullmatch(word)
    if not found:
        return word
    records = stored(program, found[1])
    return f"#{records[int(found[2]) - 1 if found[2] else -1]['id']}"


@pytest.fixture(scope="module", params=["fr", "en"])
def story(
    request: pytest.FixtureRequest,
    tmp_path_factory: pytest.TempPathFactory,
    servers: Servers | None,
) -> Program:
    """The program at the end of a story."""
    where = tmp_path_factory.mktemp(request.param)
    warm = Warm(where / "home", lang=request.param, where=where, servers=servers)
    return lived(warm, TESTS / "stories" / f"{request.param}.txt")


@pytest.mark.parametrize(("name", "words"), SENT.items())
def test_what_leaves_at_the_end_is_as_agreed(
    story: Program, name: str, words: tuple[str, ...]
) -> None:
    """Word for word, and clean Markdown."""
    page = story.ok("export", *words).out
    assert page == (TESTS / "golden" / f"{name}.{story.lang}.md").read_text("utf-8")
    linter = PyMarkdownApi().disable_rule_by_identifier("md013")
    assert linter.scan_string(page).scan_failures == []


def test_nothing_that_leaves_names_the_two_or_tells_the_rest(story: Program) -> None:
    """Only what both let out: not the learning that waits for the other, nor any reflection but one."""
    page = story.ok("export", "journal", "--audience", "anonymous").out
    assert not re.search("Karim|H.l.ne|Marceau|Bela.d|2026", page)
    kept = stored(story, "learnings")[6]["what"]
    private = [each["what"] for each in stored(story, "reflections")[:-1]]
    assert not [text for text in (kept, *private) if text in page]


def test_the_journal_is_whole_at_the_end(story: Program) -> None:
    """Nothing that was typed is lost, and the file is as it was saved."""
    assert story.ok("doctor").code == 0
    assert listed(story, "status")["pair"]["status"] == "concluded"
    assert len(stored(story, "reflections")) == 7
