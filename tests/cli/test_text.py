"""Texts without quotes: every word arrives as it was typed, and no dash is taken for an option."""

from __future__ import annotations

import json
import re
import shlex
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import listed, many, rows, stored
from tests.conftest import Program


def last(program: Program, table: str = "reflections", key: str = "what") -> str:
    """The text that was stored last."""
    return str(stored(program, table)[-1][key])


TYPED = [
    (["I", "spoke", "too", "long."], "I spoke too long."),
    (["J’ai compris que", "-2%", "ne dit rien"], "J’ai compris que -2% ne dit rien"),
    (["-2%"], "-2%"),
    (["-", "2%"], "- 2%"),
    (["-x"], "-x"),
    (["--", "--learned", "nothing"], "--learned nothing"),
    (["-h", "--", "--help"], "-h --help"),
    (["---"], "---"),
    (["--2026", "--é"], "--2026 --é"),
    (["--so-what", "Because", "It", "went", "--now-what", "On", "well"], "It went well"),
    (["It", "--so-what=Because", "went", "well", "--now-what=On"], "It went well"),
    (
        ["It went", "--for-partner", "well", "--so-what", "Because", "--now-what", "On"],
        "It went well",
    ),
    (["{what} %s {0}"], "{what} %s {0}"),
    (["two  spaces", " inside "], "two  spaces  inside "),
    (["été"], "été"),
]
"""Words as a shell hands them over, and the text they are."""


@pytest.fixture(scope="module")
def typed(shown: Program, tmp_path_factory: pytest.TempPathFactory) -> list[dict[str, Any]]:
    """The reflections that these words became."""
    lines = [shlex.join(["log", *words]) for words, _ in TYPED]
    runs = many(shown, lines, tmp_path_factory.mktemp("typed"))
    assert {run.code for run in runs.values()} == {0}
    return stored(shown, "reflections")[-len(lines) :]


@pytest.mark.parametrize("number", range(len(TYPED)), ids=lambda number: TYPED[number][1])
def test_a_text_needs_no_quotes(typed: list[dict[str, Any]], number: int) -> None:
    """Words are joined by single spaces; options stand before, between or after them."""
    words, text = TYPED[number]
    record = typed[number]
    assert record["what"] == text
    if "Because" in " ".join(words):
        assert (record["so_what"], record["now_what"]) == ("Because", "On")
    assert record["visibility"] == ("pair" if "--for-partner" in words else "private")


@pytest.mark.parametrize(
    "data",
    [
        b"one line", b"one line\n", b"\n\nlines\r\nof\rany\tkind  \n\n", b"-", b"- 2%\n", b"--help",
        "été 👩\u200d👩\u200d👧".encode(), b"a\x00b", b"\xef\xbb\xbfBOM", b"   x   ", b"\x1b[31mred\x1b[0m",
    ],
    ids=repr,
)  # fmt: skip
def test_standard_input_is_stored_byte_for_byte(sample: Program, data: bytes) -> None:
    """A lone dash reads it all, and not one byte is added, dropped or changed."""
    sample.ok("log", "-", stdin=data)
    assert last(sample).encode() == data


def test_a_megabyte_on_one_line_is_a_text_like_any_other(sample: Program) -> None:
    """A very long text is stored whole, listed on its line, found, and given back whole."""
    data = b"mot " * (1 << 18) + b"fin"
    sample.ok("log", "-", stdin=data)
    assert last(sample).encode() == data
    (row,) = [row for row in rows(sample.ok("reflection", "list").out) if "mot mot" in row]
    assert len(row) <= 100
    assert len(rows(sample.ok("search", "fin", "mot").out)) == 1
    assert listed(sample, "reflection", "show")["what"].encode() == data


@pytest.mark.parametrize(
    ("words", "table", "key"),
    [
        ("learn", "learnings", "what"), ("action add", "actions", "text"), ("win add", "wins", "text"),
        ("agenda add", "items", "topic"), ("objective add", "objectives", "title"),
    ],
)  # fmt: skip
def test_every_text_command_takes_words_alike(
    sample: Program, words: str, table: str, key: str
) -> None:
    """Learnings, actions, wins, items and objectives are typed as reflections are."""
    sample.ok(*words.split(), "J’ai", "perdu", "-2%", "de", "points")
    assert "J’ai perdu -2% de points" in {record[key] for record in stored(sample, table)}


@pytest.mark.parametrize("words", ["learn", "action add", "win add", "agenda add"])
def test_every_text_may_come_from_standard_input(sample: Program, words: str) -> None:
    """A lone dash reads stdin wherever a text is asked for."""
    sample.ok(*words.split(), "-", stdin=b"Ligne une\nligne deux")
    assert "Ligne une\\nligne deux" in (sample.home / "journal.json").read_text()


def test_what_came_of_a_learning_needs_no_quotes_either(sample: Program) -> None:
    """After the reference, everything that is no option is text."""
    (first, *_) = listed(sample, "learning", "list")
    sample.ok("learning", "applied", f"#{first['id'][:6]}", "It", "held,", "-2%", "--worked", "no")
    record = next(each for each in stored(sample, "learnings") if each["id"] == first["id"])
    assert record["outcomes"][-1] | {"at": "", "on": "", "entered_by": ""} == {
        "text": "It held, -2%", "worked": "no", "at": "", "on": "", "entered_by": "",
    }  # fmt: skip


@pytest.mark.parametrize("typed", ["--learnd", "--so_what", "--for-partnr", "--sessions"])
def test_a_mistyped_option_is_not_taken_for_text(sample: Program, typed: str) -> None:
    """A word that is nearly an option is refused with the one it is near to."""
    before = (sample.home / "journal.json").read_bytes()
    run = sample("log", "Before", typed, "after")
    assert run.code == 2
    assert "Did you mean --" in run.err
    assert "put -- before the text" in run.err
    assert (sample.home / "journal.json").read_bytes() == before


@pytest.mark.parametrize(
    "words",
    [
        [b"log", b"\xff"], [b"log", b"fine", b"--learned", b"\xe9t\xe9"], [b"learn", b"\xff"],
        [b"agenda", b"add", b"\xff"], [b"session", b"edit", b"next", b"--purpose", b"\xff"],
        [b"objective", b"add", b"x", b"--level-best", b"\xff"], [b"pair", b"edit", b"--me", b"\xff"],
        [b"log", b"-"], [b"config", b"set", b"editor", b"\xff"],
    ],
    ids=repr,
)  # fmt: skip
def test_bytes_that_are_no_text_are_refused(sample: Program, words: list[bytes]) -> None:
    """What UTF-8 cannot hold ends with 2 and a sentence about it, and nothing is stored."""
    before = (sample.home / "journal.json").read_bytes()
    run = sample(*words, stdin=b"caf\xe9")
    assert run.code == 2, run.err
    assert run.err.startswith("This text cannot be stored: it is not in UTF-8.")
    assert run.out == ""
    assert (sample.home / "journal.json").read_bytes() == before


@pytest.mark.parametrize("words", [[b"log", b"cut \xed\xa0\xbd"], [b"log", b"-"]], ids=repr)
def test_half_an_emoji_is_told_from_another_encoding(sample: Program, words: list[bytes]) -> None:
    """A lone surrogate is what it is called, however it came in."""
    run = sample(*words, stdin=b"cut \xed\xb8\x80 here")
    assert run.code == 2
    assert "half of a surrogate pair" in run.err


VERBS = [
    "log x", "learn y", "action add z", "session cancel next", "undo", "objective add o",
    "win add w", "delete next",
]  # fmt: skip
LISTS = ["session list", "learning list", "win list", "reflection list", "objective list"]


def test_words_about_records_are_on_stderr_and_data_on_stdout(
    sample: Program, tmp_path: Path
) -> None:
    """A verb prints nothing on stdout; a list prints nothing else there, and nothing beside it."""
    for line, run in many(sample, VERBS, tmp_path).items():
        assert (run.code, run.out, bool(run.err)) == (0, "", True), line
    for line, run in many(sample, LISTS, tmp_path).items():
        table = f"{line.removesuffix(' list')}s"
        living = [each for each in stored(sample, table) if "deleted" not in each]
        assert (run.code, run.err, len(rows(run.out))) == (0, "", len(living)), line
    empty = sample.ok("conflicts", "list")
    assert (empty.out, bool(empty.err)) == ("", True)
    assert json.loads(sample.ok("conflicts", "list", "--json").out) == []


def test_a_text_of_which_nothing_shows_has_no_label(sample: Program) -> None:
    """As an older file, or a partner's, may have it: what nobody sees is told as if it were not there."""
    file = sample.home / "journal.json"
    before = file.read_text(encoding="utf-8")
    unseen = "\u200b\u2060"
    for name in ("outcome", "so_what", "situation", "if_then"):
        before = re.sub(rf'("{name}": )"[^"\\]+"', rf'\1"{unseen}"', before)
    file.write_text(before, encoding="utf-8")
    sample.ok("doctor", "--adopt")
    shown = "".join(
        sample.ok(*words).out
        for words in (
            ("session", "show", "1"), ("reflection", "show", "last"), ("learning", "show", "last"),
            ("objective", "show", "last"), ("export", "recap", "--audience", "self"),
        )
    )  # fmt: skip
    assert unseen not in shown
    assert not re.search(r"outcome:|WHAT I MAKE OF IT|WHERE\n|IF, THEN|REAL SITUATION", shown)
