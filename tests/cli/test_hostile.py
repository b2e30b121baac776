"""Texts that mean something to a terminal, a template or a widget: stored as typed, shown harmless."""

from __future__ import annotations

import json
import unicodedata
from pathlib import Path

import pytest

from tests.cli.conftest import many, rows, stored
from tests.conftest import Program

HOSTILE = [
    "[/] [bold]x[/bold] [/]",
    "[@click=app.quit]click[/]",
    "\x1b[31mred\x1b[0m\x1b[2J",
    "\x1b]52;c;cm0gLXJmIC8=\x07",
    "\x9b31mC1\x9d52\x85",
    "\u202egnp.exe\u202c \u2066isolated\u2069 \u200e\u200f\u061c",
    "nul \x00 bell \x07 backspace \x08 delete \x7f",
    "👩\u200d👩\u200d👧\u200d👦 and é",
    "one\r\ntwo\rthree\u2028four\u2029five\x0b\x0c",
    "{{ 7 * 7 }} {% raw %} %s {0} {name}",
    '"1": {"id": "x"},\n}\n"_meta": {',
]
"""Each is given on stdin, for some of it cannot be an argument."""
ALLOWED = {"\n", "\t", "\u200d"}
"""The characters of no width that may reach a terminal."""


@pytest.fixture(scope="module")
def infested(shown: Program) -> Program:
    """A home in which every kind of record holds every hostile text."""
    program = shown
    text = everything().encode()
    for words in (["log", "-"], ["learn", "-", "--check-on", "today"], ["win", "add", "-"],
                  ["action", "add", "-", "--due", "today"], ["agenda", "add", "-"]):  # fmt: skip
        program.ok(*words, stdin=text)
    printable = everything().replace("\x00", "")
    program.ok("objective", "add", printable, "--why", printable, "--level-best", printable)
    program.ok("pair", "edit", "--me", "Judith \x1b[31m[/]\u202e", "--partner", "Rhona \x9b[/]")
    program.ok("session", "edit", "next", "--purpose", printable)
    program.ok("agenda", "done", "1", "--outcome", printable, "--decision", printable)
    program.ok("agenda", "carry", "2")
    return program


def everything() -> str:
    """All of the hostile texts in one."""
    return "\n".join(HOSTILE)


@pytest.mark.parametrize("text", HOSTILE, ids=ascii)
def test_a_hostile_text_is_stored_as_it_was_typed(sample: Program, text: str) -> None:
    """Not one character is cleaned away in the file, which stock TinyDB reads."""
    sample.ok("log", "-", stdin=text.encode())
    assert stored(sample, "reflections")[-1]["what"] == text


def obeyed(text: str) -> set[str]:
    """The characters a terminal could obey."""
    unsafe = {"Cc", "Cf", "Zl", "Zp", "Cs"}
    return {c for c in text if unicodedata.category(c) in unsafe and c not in ALLOWED}


SHOWING = [
    "status", "status --short", "session list", "session show next", "agenda show",
    "agenda suggest --dry-run", "reflection list", "reflection show", "learning list", "action list",
    "objective list", "win list", "pair list", "pair show", "search click", "export recap",
    "win list --json", "pair show --json", "log Nothing",
]  # fmt: skip


def test_nothing_that_is_shown_can_be_obeyed(infested: Program, tmp_path: Path) -> None:
    """No control character reaches the terminal, on stdout or on stderr."""
    for line, run in many(infested, SHOWING, tmp_path).items():
        assert run.code == 0, (line, run.err)
        assert obeyed(run.out) == set(), line
        assert obeyed(run.err) == set(), line


@pytest.mark.parametrize(
    ("noun", "table"), [("learning", "learnings"), ("objective", "objectives")]
)
def test_a_record_shown_on_its_own_is_harmless_too(
    infested: Program, noun: str, table: str
) -> None:
    """Long texts are shown in full, cleaned, markup and braces as they are."""
    id = stored(infested, table)[-1]["id"]
    shown = infested.ok(noun, "show", f"#{id[:6]}").out
    assert obeyed(shown) == set()
    for piece in ("[@click=app.quit]click[/]", "{{ 7 * 7 }} {% raw %} %s {0} {name}", "👩\u200d👩"):
        assert piece in shown
    assert "\ufffd[31mred" in shown


def test_the_trash_and_conflicts_show_nothing_to_obey(sample: Program) -> None:
    """What was deleted is listed as harmlessly as the rest."""
    sample.ok("win", "add", "-", stdin=everything().encode())
    sample.ok("delete", f"#{stored(sample, 'wins')[-1]['id'][:6]}")
    run = sample.ok("trash", "list")
    assert obeyed(run.out) == set()
    assert "[/]" in run.out


def test_a_list_has_one_row_a_record_whatever_its_text(infested: Program) -> None:
    """Line breaks within a text do not make rows of their own."""
    out = infested.ok("win", "list").out
    assert len(rows(out)) == len(stored(infested, "wins"))
    assert all(line in rows(out) or line.startswith(" ") for line in out.splitlines())


def test_data_is_given_as_it_is(infested: Program) -> None:
    """JSON is data: every character is there, those a terminal obeys as escapes."""
    run = infested.ok("win", "list", "--json")
    assert everything() in {each["text"] for each in json.loads(run.out)}
    assert obeyed(run.out) == set()


def test_an_error_that_repeats_what_was_typed_is_cleaned(sample: Program) -> None:
    """A mistyped word is quoted without what a terminal would obey."""
    for words in (["session", "show", "\x1b[31m"], ["\x1b[31m"], ["pair", "use", "\u202e"],
                  ["log", "x", "--on", "\x1b]52;c;x\x07"], ["config", "set", "\x9b", "x"],
                  ["learn", "x", "--who", "\x1b[2J"]):  # fmt: skip
        run = sample(*words)
        assert run.code in {1, 2}
        assert obeyed(run.err) == set()
        assert "Traceback" not in run.err
