"""Whoever follows the README from one block to the next is never refused."""

from __future__ import annotations

import re
import shlex
from dataclasses import replace
from pathlib import Path

import pytest

from tests.conftest import Program

README = (Path(__file__).parent.parent.parent / "README.md").read_text(encoding="utf-8")
ENGLISH = README.partition("\n## Your own pair\n")[2].partition("\n### Coming from")[0]
FEEDBACK = README.partition("\n### Either of you")[2].partition("\n### ")[0]
FRENCH = README.partition("\n## En français\n")[2].partition("\n## ")[0]
ASKED = {
    "rmjournal charter edit": "rmjournal charter set stays Everything we say",
    "rmjournal feedback give --sleep": "rmjournal feedback give --request 'A word first' --sleep",
    "rmjournal session start": "rmjournal session start next --now",
}
"""Lines that ask on a terminal, or are for the day of a session, and what does the same here."""
BEFORE = "2026-11-16T09:00"
WHEN = {"log": "2026-11-24T16:00", "feedback deliver": "2026-11-25T09:00"}
"""After the session of “next tuesday 2pm”, said a week before; and once the feedback was slept on."""


def typed(text: str) -> list[list[str]]:
    """The commands of the program in the blocks of a text, one after the other."""
    blocks = re.findall(r"```sh\n(.*?)```", text, re.DOTALL)
    lines = "".join(blocks).replace("\\\n", "").splitlines()
    ours = [ASKED.get(line, line) for line in lines if line.startswith("rmjournal ")]
    return [shlex.split(line)[1:] for line in ours]


@pytest.mark.parametrize(("lang", "text"), [("en", ENGLISH + FEEDBACK), ("fr", FRENCH)])
def test_the_commands_of_the_readme_succeed_in_their_order(
    program: Program, lang: str, text: str
) -> None:
    """In a journal of one's own, each on the day it is for."""
    commands = typed(text)
    assert ["export", "recap"] in commands
    assert text.index("unset RMJOURNAL_HOME") < text.index("rmjournal init")
    now = BEFORE
    for words in commands:
        now = WHEN.get(words[0]) or WHEN.get(" ".join(words[:2])) or now
        run = replace(program, lang=lang, now=now)(*words)
        assert run.code == 0, (words, run.err)


def test_the_evening_before_works_in_the_sample_too(program: Program) -> None:
    """What one adds fits, and the suggestion fills what is left."""
    program.ok("demo", "--dir", str(program.home))
    evening = README.partition("\n### The junior mentor")[2].partition("\n### ")[0]
    for words in typed(evening):
        program.ok(*words)
