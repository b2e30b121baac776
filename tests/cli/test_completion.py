"""Completion: what is offered, and that bash, zsh and fish really complete with it."""

from __future__ import annotations

import os
import pty
import select
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, fields, replace
from pathlib import Path
from typing import Any

import pytest

from rmjournal.commands import BY_PATH, COMMANDS
from tests.cli.conftest import PATIENCE, posix, stored
from tests.cli.warm import Warm
from tests.conftest import Program

Offered = dict[str, str]


@dataclass
class Asking(Warm):
    """The program as a shell that completes runs it."""

    shell: str = "zsh"

    def environment(self, **more: str) -> dict[str, str]:
        """With the variable that asks what could stand here."""
        return super().environment(_RMJOURNAL_COMPLETE=self.shell, **more)


def offered(program: Program, *words: str, shell: str = "zsh") -> Offered:
    """What is offered for the last of the words, and what each means."""
    known: dict[str, Any] = {each.name: getattr(program, each.name, None) for each in fields(Warm)}
    run = Asking(**known, shell=shell)(*words)
    assert (run.code, run.err) == (0, "")
    lines = [line.partition("\t") for line in run.out.splitlines()]
    return {word: meaning for word, _tab, meaning in lines}


def test_commands_are_offered_with_their_help(shown: Program) -> None:
    """The first word, and the second of a group, in the order of the help."""
    first = offered(shown, "")
    assert list(first) == list(dict.fromkeys(command.first for command in COMMANDS))
    assert first["status"] == BY_PATH["status"].help
    second = offered(shown, "session", "")
    wanted = [command.name for command in COMMANDS if command.first == "session"]
    assert list(second) == wanted
    assert set(offered(shown, "session", "p")) == {"pause", "plan", "postpone"}
    assert offered(shown, "nonsense", "") == {}


def test_help_is_in_the_language_in_force(shown: Program) -> None:
    """The environment's, or the one chosen on the line itself."""
    french = replace(shown, lang="fr")
    assert offered(french, "stat")["status"].startswith("Voir ce qui vient")
    assert offered(shown, "--lang", "fr", "stat") == offered(french, "stat")


def test_options_are_offered_once(shown: Program) -> None:
    """Those not given yet, but for those that may be given again."""
    first = offered(shown, "export", "--")
    assert first["--audience"].startswith("Who will read it: you, your partner (default)")
    later = offered(shown, "export", "--audience", "self", "--without", "5", "--")
    assert set(first) - set(later) == {"--audience"}
    assert "--since" in offered(shown, "export", "--without", "5", "--si")
    assert "--help" in offered(shown, "session", "list", "")


def test_values_are_offered_in_both_languages(shown: Program) -> None:
    """The reader's words first; another language's for who begins to type it."""
    assert set(offered(shown, "visibility", "5", "")) == {"private", "pair", "shareable"}
    french = replace(shown, lang="fr")
    assert set(offered(french, "visibility", "5", "")) == {"moi", "nous", "peut-sortir"}
    assert {"private", "prive", "partageable"} < set(offered(french, "visibility", "5", "p"))
    assert list(offered(french, "config", "set", ""))[3] == "pair"
    assert set(offered(french, "objective", "rate", "7b17", "")) >= {"depart", "atteint"}
    assert set(offered(shown, "export", "--audience=p")) == {
        f"--audience={each}" for each in ("partner", "partenaire", "programme", "program")
    }
    assert set(offered(shown, "export", "--audience", "=", "p", shell="bash")) == {
        "partner", "partenaire", "programme", "program"}  # fmt: skip
    assert offered(shown, "action", "add", "--owner", "")["partner"] == "Rhona Bello"
    assert set(offered(french, "action", "add", "--owner", "")) == {
        "moi", "partenaire", "junior", "senior", "nous"}  # fmt: skip


def test_references_are_offered_with_what_they_mean(shown: Program) -> None:
    """Next, last and numbers for sessions, ids for the rest, positions for an agenda."""
    sessions = offered(shown, "session", "show", "")
    assert list(sessions)[:4] == ["next", "last", "13", "12"]
    assert sessions["12"].startswith("Thu 12 Nov · Get the panel paper ready")
    french = replace(shown, lang="fr")
    assert list(offered(french, "session", "show", ""))[:2] == ["prochaine", "derniere"]
    learnings = {each["id"][:6] for each in stored(shown, "learnings")}
    assert set(offered(shown, "learning", "show", "")) == learnings
    assert set(offered(shown, "agenda", "move", "1", "")) == {"1", "2", "3"}
    assert list(offered(shown, "agenda", "show", ""))[:3] == ["next", "last", "13"]
    assert len(offered(shown, "agenda", "done", "--session", "last", "")) == 8
    assert "next" in offered(shown, "log", "--session", "")


def test_what_is_offered_is_accepted(shown: Program) -> None:
    """Every session that is offered can be shown."""
    for lang in ("en", "fr"):
        program = replace(shown, lang=lang)
        for word in list(offered(program, "session", "show", ""))[:4]:
            assert program("session", "show", word).code == 0


def test_private_words_are_not_offered(sample: Program) -> None:
    """A completion may show on a shared screen: a private note is its reference alone."""
    sample.ok("log", "I spoke too long")
    newest = stored(sample, "reflections")[-1]["id"][:6]
    assert offered(sample, "reflection", "show", "")[newest] == "reflection · only me"
    texts = {each["id"][:6]: each["situation"] for each in stored(sample, "feedback")}
    for ref, text in texts.items():
        meaning = offered(sample, "delete", ref)[ref]
        assert meaning.startswith("feedback · ")
        assert text[:12] not in meaning


def test_an_item_drawn_from_feedback_is_offered_without_its_words(sample: Program) -> None:
    """Its topic may be what someone asked for."""
    sample.ok("feedback", "give", "--from", "partner", "--request", "Zebras before you answer")
    sample.ok("session", "plan", "2027-03-02 14:00")
    planned = stored(sample, "sessions")[-1]["id"][:6]
    sample.ok("agenda", "suggest", "--session", planned)
    (item,) = [each for each in stored(sample, "items") if each["topic"].startswith("Zebras")]
    meanings = offered(sample, "agenda", "move", "--session", planned, "")
    assert str(item["position"]) in meanings
    assert not [each for each in meanings.values() if "Zebras" in each]


def test_free_text_and_dates_are_left_to_the_person(shown: Program) -> None:
    """Where only they know, nothing is offered; a file is the shell's to complete."""
    for words in (("log", ""), ("session", "plan", ""), ("learn", "--who", "me", "x")):
        assert offered(shown, *words) == {}
    assert offered(shown, "export", "-o", "") == {":files": ""}
    for lang in ("en", "fr"):
        speaking = replace(shown, lang=lang)
        assert offered(speaking, "exchange", "receive", "a.age", "") == {":files": ""}
    assert offered(shown, "demo", "--dir", "") == {":directories": ""}


def test_another_home_is_asked(shown: Program, program: Program) -> None:
    """``--home`` counts for what is offered too."""
    assert offered(program, "session", "show", "") == {}
    assert "last" in offered(program, "--home", str(shown.home), "session", "show", "")


def test_an_empty_home_stays_empty(program: Program) -> None:
    """Who looks around before there is a journal makes none."""
    assert offered(program, "session", "show", "") == {}
    assert not program.home.exists()


def test_nothing_is_written_and_nothing_goes_wrong(sample: Program) -> None:
    """A damaged journal or settings, and odd words, offer nothing, or what is known."""
    before = {path: path.stat().st_mtime_ns for path in sample.home.rglob("*")}
    offered(sample, "session", "show", "")
    assert {path: path.stat().st_mtime_ns for path in sample.home.rglob("*")} == before
    journal = sample.home / "journal.json"
    journal.write_bytes(journal.read_bytes()[:-3000])
    assert offered(sample, "session", "show", "") == {}
    assert "show" in offered(sample, "session", "")
    (sample.home / "config.json").write_text("{")
    assert "show" in offered(sample, "session", "")
    for odd in (("\udcff",), ("--home",), ("--home", "\x01", "x"), ("session", "show", "--x=", "")):
        assert sample(*map(os.fsencode, odd), _RMJOURNAL_COMPLETE="bash").code == 0


def test_the_first_word_needs_no_typer(program: Program) -> None:
    """The slow imports are for those who have typed a command."""
    code = (
        "import sys\nfrom rmjournal.__main__ import main\nsys.argv = ['rmjournal', '']\n"
        "try:\n    main()\nexcept SystemExit:\n    pass\n"
        "print(sorted({'typer', 'tinydb', 'rmjournal.cli.app'} & set(sys.modules)))\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True,
        env=program.environment(_RMJOURNAL_COMPLETE="zsh"),
    )  # fmt: skip
    assert done.stdout.splitlines()[-1] == "[]"


@pytest.fixture
def installed(shown: Program, tmp_path: Path) -> dict[str, str]:
    """An environment in which ``rmjournal`` is a command of the shell."""
    command = tmp_path / "bin" / "rmjournal"
    command.parent.mkdir()
    command.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m rmjournal "$@"\n')
    command.chmod(0o755)
    (tmp_path / "a file.md").touch()
    environment = shown.environment(HOME=str(tmp_path), TERM="dumb", ZDOTDIR=str(tmp_path))
    return {**environment, "PATH": f"{command.parent}:{environment['PATH']}"}


def has(shell: str) -> pytest.MarkDecorator:
    """Only where this shell is installed."""
    return pytest.mark.skipif(shutil.which(shell) is None, reason=f"{shell} is not installed")


Type = Callable[[str, str, str], str]


@pytest.fixture
def keys(installed: dict[str, str], tmp_path: Path) -> Iterator[Type]:
    """Types at an interactive shell until it shows what is expected; returns all it showed."""
    started: list[tuple[subprocess.Popen[bytes], int]] = []

    def type_in(shell: str, typed: str, expected: str) -> str:
        master, slave = pty.openpty()
        arguments = {"bash": ["--norc", "--noprofile", "-i"], "zsh": ["-f", "-i"]}[shell]
        process = subprocess.Popen(
            [shell, *arguments], stdin=slave, stdout=slave, stderr=slave, env=installed,
            cwd=tmp_path, start_new_session=True,
        )  # fmt: skip
        os.close(slave)
        started.append((process, master))
        ready = {"bash": "", "zsh": "autoload -Uz compinit && compinit -u; "}[shell]
        os.write(
            master, f'PS1=; {ready}eval "$(rmjournal completion {shell})"; echo re""ady\n'.encode()
        )
        screen = _until(master, "", "ready\r\n")
        os.write(master, typed.encode())
        return _until(master, screen, expected)

    yield type_in
    for process, master in started:
        process.kill()
        process.wait()
        os.close(master)


def _until(master: int, screen: str, expected: str) -> str:
    until, before = time.monotonic() + PATIENCE, len(screen)
    while expected not in screen[before:]:
        left = until - time.monotonic()
        assert left > 0, screen
        if select.select([master], [], [], left)[0]:
            screen += os.read(master, 65536).decode("utf-8", "replace")
    return screen


SHELLS = [pytest.param(shell, marks=[has(shell), posix]) for shell in ("bash", "zsh")]


@pytest.mark.parametrize("shell", SHELLS)
def test_a_shell_completes_commands_options_and_files(keys: Type, shell: str) -> None:
    """One Tab after the beginning of a word: the whole word stands there."""
    screen = keys(shell, "rmjournal sess\tsh\tne\t --js\t\n", '"purpose": "Hear what the committee')
    assert "--json" in screen or shell == "zsh"


@pytest.mark.parametrize("shell", SHELLS)
def test_a_shell_lists_what_words_mean(keys: Type, shell: str) -> None:
    """Two Tabs list the candidates with their help."""
    screen = keys(shell, "rmjournal session p\t\t", "Move a session to another date")
    assert "Plan a session." in screen


@pytest.mark.parametrize("shell", SHELLS)
def test_a_shell_completes_files_itself(keys: Type, shell: str) -> None:
    """With what its own quoting needs; that file is there, so it is not overwritten."""
    keys(shell, "rmjournal calendar -o a\t\n", "a file.md exists already.")


@has("fish")
def test_fish_completes(installed: dict[str, str], tmp_path: Path) -> None:
    """Words with their meaning, and files."""

    def complete(line: str) -> list[str]:
        code = f"rmjournal completion fish | source; complete -C '{line}'"
        done = subprocess.run(
            ["fish", "--no-config", "-c", code], capture_output=True, text=True, env=installed,
            cwd=tmp_path, check=True,
        )  # fmt: skip
        return done.stdout.splitlines()

    assert complete("rmjournal session pl") == ["plan\tPlan a session."]
    assert complete("rmjournal session show n")[0].startswith("next\tsession 13")
    assert complete("rmjournal export --audience=s") == ["--audience=self"]
    assert [line.partition("\t")[0] for line in complete("rmjournal calendar -o a")] == [
        "a file.md"
    ]


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_a_script_says_where_it_goes(shown: Program, shell: str) -> None:
    """In its first lines; an unknown shell is refused."""
    script = shown.ok("completion", shell).out
    assert "rmjournal completion" in script.partition("\n\n")[0]
    assert shown("completion", "tcsh").code == 2
    assert shown.ok("completion", SHELL=f"/usr/local/bin/{shell}").out == script
    assert shown("completion", SHELL="/bin/sh").code == 2
    unknown = shown("completion", SHELL="")
    assert (unknown.code, "$SHELL is empty" in unknown.err) == (2, True)
