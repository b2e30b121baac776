"""Every declared command: its example runs, its help is there in both languages, its JSON is JSON."""

from __future__ import annotations

import json
import shlex
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from functools import cache, partial
from pathlib import Path
from typing import Any

import pytest
from typer._click.core import Command as Click

from rmjournal.commands import BY_PATH, COMMANDS, GROUPS
from rmjournal.i18n import Words
from tests.cli.conftest import listed, many
from tests.conftest import Program, Run

SPEAK = {lang: Words(lang, terminal=True) for lang in ("en", "fr")}
EXAMPLES = [command.example for command in COMMANDS if command.example]
PREPARED = {"trash purge": ["delete next"]}
"""What has to be done on the sample before a command has something to work on."""
FRENCH = [french for each in EXAMPLES if (french := SPEAK["fr"].text(each)) != each]
"""The examples that a French speaker types otherwise."""


@pytest.fixture(scope="module")
def ends(shown: Program, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Run]:
    """How every example ended, each on a sample of its own."""
    return ran(shown, EXAMPLES, tmp_path_factory.mktemp("examples"))


def ran(program: Program, examples: list[str], scratch: Path) -> dict[str, Run]:
    """How each example ended on a copy of the home in which what it needs was done."""
    runs = {}
    for number, example in enumerate(examples):
        copy = replace(program, home=scratch / f"home-{number}")
        shutil.copytree(program.home, copy.home)
        path = next(path for path in reversed(BY_PATH) if f"{example} ".startswith(f"{path} "))
        for line in PREPARED.get(path, []):
            copy.ok(*shlex.split(line))
        runs[example] = copy(*shlex.split(example))
    return runs


@pytest.mark.parametrize("example", EXAMPLES)
def test_every_example_runs(ends: dict[str, Run], example: str) -> None:
    """What the help gives as an example works, typed as it stands, on the sample journal."""
    run = ends[example]
    assert run.code == 0, run.err
    assert run.out or run.err


def test_every_french_example_runs(exemple: Program, tmp_path: Path) -> None:
    """What the French help gives as an example works on the French sample."""
    for example, run in ran(exemple, FRENCH, tmp_path).items():
        assert run.code == 0, (example, run.err)
        assert run.out or run.err


@pytest.mark.parametrize("lang", SPEAK)
def test_every_example_begins_with_its_command(lang: str) -> None:
    """An example shows the command whose help it stands in."""
    for command in COMMANDS:
        example = SPEAK[lang].text(command.example)
        assert example == "" or f"{example} ".startswith(f"{command.path} ")


_HELPS = """
import io, json, sys
from contextlib import redirect_stdout
from rmjournal import i18n
i18n.use(sys.argv[1])
from rmjournal.__main__ import _speak_in_typer
_speak_in_typer()
from rmjournal.cli.app import run
helps = {}
for path in json.loads(sys.argv[2]):
    with redirect_stdout(io.StringIO()) as out:
        code = run([*path.split(), "--help"])
    helps[path] = (code, out.getvalue())
print(json.dumps(helps))
"""


@pytest.fixture(scope="module")
def helps(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], dict[str, tuple[int, str]]]:
    """The help of every command and group in a language, all from one process."""
    program = Program(tmp_path_factory.mktemp("helps"))
    paths = ["", *GROUPS, *BY_PATH]

    @cache
    def of(lang: str) -> dict[str, tuple[int, str]]:
        done = subprocess.run(
            [sys.executable, "-c", _HELPS, lang, json.dumps(paths)],
            capture_output=True, env=program.environment(RMJOURNAL_LANG=lang), check=True, text=True,
        )  # fmt: skip
        return {path: (code, out) for path, (code, out) in json.loads(done.stdout).items()}

    return of


Helps = Callable[[str], dict[str, tuple[int, str]]]


def flat(text: object) -> str:
    """The text with every run of spaces as one: help is wrapped."""
    return " ".join(str(text).split())


@pytest.mark.parametrize("lang", ["en", "fr"])
def test_every_command_has_help(helps: Helps, lang: str) -> None:
    """The declared sentence, in the language asked for, over the options, with the example."""
    speak = SPEAK[lang]
    for path, command in BY_PATH.items():
        code, text = helps(lang)[path]
        assert code == 0, path
        assert flat(speak.text(command.help)) in flat(text)
        assert f"rmjournal {path}" in flat(text)
        example = speak.text(command.example)
        assert example == "" or flat(f"rmjournal {example}") in flat(text)


@pytest.mark.parametrize("lang", ["en", "fr"])
def test_groups_and_the_root_list_what_they_hold(helps: Helps, lang: str) -> None:
    """Each group lists its commands and the root lists every first word, described."""
    speak = SPEAK[lang]
    for name, help in GROUPS.items():
        assert flat(speak.text(help)) in flat(helps(lang)[name][1])
    for path, command in BY_PATH.items():
        group = helps(lang)[command.first if " " in path else ""][1]
        assert f"  {command.name} " in group
        assert flat(speak.text(command.help))[:20] in flat(group)


def test_french_help_is_in_french(helps: Helps) -> None:
    """No line of an English help stands in the French one, but words of the command itself."""
    same = {
        (path, line)
        for path, (_, text) in helps("fr").items()
        for line in map(str.strip, text.splitlines())
        if len(line.split()) > 3 and line in map(str.strip, helps("en")[path][1].splitlines())
    }
    assert {(path, line) for path, line in same if "rmjournal" not in line} == set()


def test_help_is_told_by_a_real_process_too(program: Program) -> None:
    """``--help`` ends with 0 and writes on stdout alone, in an empty home that stays empty."""
    for words in ((), ("log",), ("session",), ("session", "plan")):
        run = program.ok(*words, "--help")
        assert run.out.startswith("Usage: rmjournal")
        assert run.err == ""
    assert not program.home.exists()


def test_the_language_is_chosen_before_the_command(program: Program) -> None:
    """``--lang`` wins over the environment, which wins over the locale."""
    english, french = "Show your settings.", "Afficher vos réglages."
    assert english in program.ok("--lang", "en", "config", "--help", RMJOURNAL_LANG="fr").out
    assert french in program.ok("--lang=fr", "config", "--help").out
    silent = partial(program.ok, "config", "--help", RMJOURNAL_LANG="")
    assert french in silent(LC_ALL="fr_CA.UTF-8").out
    assert english in silent(LC_ALL="de_DE.UTF-8").out


def click(path: str) -> Click:
    """The command as Typer has it."""
    import typer

    from rmjournal.cli.app import root

    command: Any = typer.main.get_command(root)
    context = command.make_context("rmjournal", ["status"], resilient_parsing=True)
    for word in path.split():
        command = command.get_command(context, word)
    assert isinstance(command, Click)
    return command


def test_every_list_and_show_takes_json() -> None:
    """Whatever prints records for reading prints them as data too."""
    printing = {"list", "show", "suggest", "status", "search"}
    for path in BY_PATH:
        if path.split()[-1] in printing:
            assert any("--json" in param.opts for param in click(path).params), path


READ = [
    "pair list", "pair show", "charter show", "session list", "session show last", "agenda show",
    "agenda show --session last", "agenda suggest --dry-run", "reflection list", "reflection show 1",
    "learning list", "action list", "action list --all", "objective list", "win list",
    "conflicts list", "trash list", "backup list", "config show", "status", "search question",
    "search nothingofthekind", "doctor",
]  # fmt: skip


def test_json_is_json_and_alone_on_stdout(shown: Program, tmp_path: Path) -> None:
    """What is printed as data parses, and no word about it stands in its way."""
    lines = [*(f"{line} --json" for line in READ), "export recap --format json"]
    for line, run in many(shown, lines, tmp_path).items():
        assert run.code == 0, (line, run.err)
        assert isinstance(json.loads(run.out), dict | list), line


@pytest.mark.parametrize("noun", ["learning", "objective"])
def test_a_record_on_its_own_is_the_one_of_the_list(shown: Program, noun: str) -> None:
    """Showing a record as data gives what the list gave for it."""
    (first, *_) = listed(shown, noun, "list")
    assert listed(shown, noun, "show", f"#{first['id'][:6]}") == first
    assert first["kind"] == f"{noun}s"


def test_json_of_a_session_has_its_number_and_its_agenda(shown: Program) -> None:
    """Numbers are derived, so they are told, and stored nowhere."""
    session = listed(shown, "session", "show", "last")
    assert session["number"] == 12
    assert [item["position"] for item in session["agenda"]] == list(range(1, 9))
    numbers = [each["number"] for each in listed(shown, "session", "list")]
    assert numbers == list(range(1, 14))
    assert '"number": 12' not in (shown.home / "journal.json").read_text()


def test_versions_and_the_bare_command(sample: Program) -> None:
    """``--version`` tells the version; without a command and a terminal, the status is told."""
    from rmjournal import __version__

    assert sample.ok("--version").out == f"rmjournal {__version__}\n"
    assert sample.ok().out == sample.ok("status").out


def test_another_home_may_be_named(sample: Program, tmp_path: Path) -> None:
    """``--home`` wins over RMJOURNAL_HOME, and everything stays under it."""
    other = tmp_path / "other"
    words = ("init", "--me", "Zoé", "--role", "mentor", "--partner", "Lou")
    before = (sample.home / "journal.json").read_bytes()
    sample.ok("--home", str(other), *words)
    assert "Zoé teaches, Lou learns" in sample.ok(f"--home={other}", "pair", "show").out
    assert {path.name for path in other.iterdir()} >= {"journal.json", "config.json"}
    assert (sample.home / "journal.json").read_bytes() == before


def test_a_home_in_the_home_directory_may_be_named_with_a_tilde(
    program: Program, tmp_path: Path
) -> None:
    """``~`` is the person's directory, also where the shell did not say so."""
    program.ok("--home", "~/rm", "config", "set", "lang", "en", HOME=str(tmp_path))
    assert (tmp_path / "rm" / "config.json").exists()
