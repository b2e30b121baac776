"""The manual page: every command and option is in it, and what reads such pages reads it."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest
from hypothesis import example, given

from rmjournal.cli import roff
from rmjournal.commands import COMMANDS
from rmjournal.errors import INTERRUPTED, TERMINATED, RmjournalError
from rmjournal.i18n import Words
from rmjournal.text import one_line
from tests import strategies
from tests.cli.conftest import Sit, posix, speaking
from tests.cli.test_commands import click
from tests.conftest import Program

MACROS = {".TH", ".SH", ".SS", ".PP", ".TP", ".nf", ".fi", ".RS", ".RE"}
ESCAPES = r"\\(e|-|&|~|\(aq|\(ga|\(ha|\(ti|\(dq|f[BIP])"
PLAIN = {"\\e": "\\", "\\-": "-", "\\&": "", "\\~": "\u00a0", "\\(aq": "'", "\\(ga": "`",
         "\\(ha": "^", "\\(ti": "~", "\\(dq": '"'}  # fmt: skip
LANGUAGES = ["en", "fr"]


@pytest.fixture(scope="module")
def pages(shown: Program) -> dict[str, str]:
    """The page in each language."""
    return {lang: speaking(shown, lang).ok("manual").out for lang in LANGUAGES}


def plain(page: str) -> str:
    """The page as it reads."""
    text = re.sub(ESCAPES, lambda found: PLAIN.get(found[0], ""), page)
    return text.replace("\u00a0", " ")


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_command_and_option_is_in_it(pages: dict[str, str], lang: str) -> None:
    """Under its own heading, with its help and its example, from the declarations."""
    speak = Words(lang, terminal=True)
    text = plain(pages[lang])
    for command in COMMANDS:
        part = text.partition(f'.SS "rmjournal {command.path}"\n')[2].partition("\n.SS ")[0]
        assert speak.text(command.help).replace("\u00a0", " ") in part
        assert f"rmjournal {speak.text(command.example)}".replace("\u00a0", " ") in part
        for param in click(command.path).params:
            assert all(name in part for name in param.opts if name.startswith("-"))


def test_every_way_that_a_run_ends_is_in_it(pages: dict[str, str]) -> None:
    """The code of each kind of error, and those of a run that went well or was cut short."""
    told = plain(pages["en"]).partition('.SH "EXIT STATUS"\n')[2]
    codes = {kind.exit_code for kind in RmjournalError.__subclasses__()}
    for code in (0, 1, *codes, INTERRUPTED, TERMINATED):
        assert f".TP\n{code}\n" in told, code


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_page_is_roff_and_nothing_else(pages: dict[str, str], lang: str) -> None:
    """No line is a request but ours, no escape is one that was not meant, and no line is empty."""
    for line in pages[lang].splitlines():
        assert line
        if line[0] in ".'":
            assert line.split(" ")[0] in MACROS
        assert "\\" not in re.sub(ESCAPES, "", line)


def test_the_page_is_in_the_language_in_force(pages: dict[str, str]) -> None:
    """Headings included."""
    assert '.SH "COMMANDES"' in pages["fr"]
    assert "Planifier une séance." in pages["fr"]
    assert "Plan a session." not in pages["fr"]


@given(strategies.texts)
@example(".SH Not a heading")
@example("'br\\fB")
def test_any_text_is_only_a_text(words: str) -> None:
    """Neither a leading dot nor a backslash means anything, and the words are all there."""
    made = roff.text(words)
    assert "\n" not in made
    assert not made.startswith((".", "'"))
    assert "\\" not in re.sub(ESCAPES, "", made)
    shown = re.sub(ESCAPES, lambda found: PLAIN.get(found[0], ""), made)
    assert shown == one_line(words).replace("\u202f", "\u00a0")


READERS = {
    "groff": ["groff", "-man", "-Tutf8", "-Kutf8", "-ww", "-z"],
    "mandoc": ["mandoc", "-T", "lint", "-W", "error"],
    "man": ["man", "--warnings", "-E", "UTF-8", "-l", "-Tutf8"],
}


@pytest.mark.parametrize("reader", READERS)
@pytest.mark.parametrize("lang", LANGUAGES)
def test_readers_have_nothing_to_say(
    pages: dict[str, str], tmp_path: Path, reader: str, lang: str
) -> None:
    """Not one warning, from those that are installed."""
    if shutil.which(reader) is None:
        pytest.skip(f"{reader} is not installed")
    page = tmp_path / "rmjournal.1"
    page.write_text(pages[lang], encoding="utf-8")
    done = subprocess.run(
        [*READERS[reader], str(page)], capture_output=True, text=True, check=False,
        env={"PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8", "MANWIDTH": "80"},
    )  # fmt: skip
    assert (done.returncode, done.stderr) == (0, "")
    if reader == "mandoc":
        assert done.stdout == ""


def test_the_page_may_be_written_to_a_file(shown: Program, tmp_path: Path) -> None:
    """The same as on stdout, and said to be written."""
    file = tmp_path / "rmjournal.1"
    run = shown.ok("manual", "-o", str(file))
    assert (run.out, run.err) == ("", f"Written to {file}.\n")
    assert file.read_text(encoding="utf-8") == shown.ok("manual").out


@posix
def test_on_a_terminal_the_page_is_read(shown: Program, sit: Sit, tmp_path: Path) -> None:
    """By the man that is there, from a file that is gone afterwards."""
    reader = tmp_path / "man"
    reader.write_text('#!/bin/sh\necho "reading $1"\nhead -1 "$1"\n')
    reader.chmod(0o755)
    terminal = sit(shown, "manual", PATH=f"{tmp_path}:{shown.environment()['PATH']}")
    terminal.expect("reading ")
    terminal.expect(".TH RMJOURNAL 1")
    assert terminal.end() == 0
    page = Path(terminal.screen.partition("reading ")[2].split("\n")[0])
    assert not page.exists()
