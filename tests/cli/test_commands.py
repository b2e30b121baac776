"""Every declared command: its example runs, its help is there in both languages, its JSON is JSON."""

from __future__ import annotations

import json
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from functools import cache, partial
from pathlib import Path
from typing import Any

import pytest
from typer._click.core import Command as Click

from rmjournal.commands import BY_PATH, GROUPS
from rmjournal.i18n import Words
from rmjournal.model.action import Action
from rmjournal.paths import Home
from rmjournal.storage.codec import slots
from rmjournal.storage.store import Store
from rmjournal.storage.tables import TABLES
from tests.cli.conftest import Made, Servers, drafts, listed, many, written_elsewhere
from tests.cli.warm import Warm
from tests.conftest import Program, Run


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


SPEAK = {lang: Words(lang, terminal=True) for lang in ("en", "fr")}


def a_record_in_the_trash(program: Program) -> None:
    """Something was deleted."""
    program.ok("delete", "next")


def a_conflict(program: Program) -> None:
    """Two windows changed the same words of an action."""
    home = Home(program.home, program.home)
    one, other = (Store(home, lambda: datetime(2026, 11, 21, tzinfo=UTC)) for _ in range(2))
    seen = one.all(Action)[-1]
    for store, text in ((one, "One way"), (other, "Another way")):
        with store.transaction("edit") as tx:
            tx.change(seen, text=text)


def an_earlier_state(program: Program) -> None:
    """Something was saved, so what was there before is kept."""
    program.ok("win", "add", "She spoke first")


def a_charter_to_sign(program: Program) -> None:
    """The charter was changed since it was signed."""
    program.ok("charter", "set", "why-us", "Each sees what the other cannot.")


def a_session_under_way(program: Program) -> None:
    """A session was started."""
    program.ok("session", "start", "next", "--now")


def a_paused_session(program: Program) -> None:
    """A session was started and paused."""
    a_session_under_way(program)
    program.ok("session", "pause")


def a_parked_item(program: Program) -> None:
    """The item added last to the next agenda was set aside."""
    program.ok("agenda", "add", "Whom the captions helped", "--session", "next")
    topics = [each["topic"] for each in listed(program, "agenda", "show", "--session", "next")]
    place = topics.index("Whom the captions helped") + 1
    program.ok("agenda", "park", str(place), "--session", "next")


def the_partner(program: Program) -> Program:
    """The partner's home, beside this one, and their invitation accepted there and here."""
    assert program.where is not None
    other = Program(program.where / "partner", lang=program.lang, where=program.where)
    program.ok("exchange", "invite", "-o", "to-partner.json")
    other.ok("exchange", "accept", "to-partner.json", "-o", "from-partner.json")
    program.ok("exchange", "accept", "from-partner.json")
    return other


def paired(program: Program) -> None:
    """The two are paired, and share a folder."""
    the_partner(program)
    assert program.where is not None
    for name in ("shared", "partage"):
        (program.where / name).mkdir()


def named(program: Program, path: str) -> str:
    """The file that the example of a command names, in the language of the program."""
    return SPEAK[program.lang].text(BY_PATH[path].example).split()[2]


def their_packet(program: Program) -> None:
    """The partner sent something."""
    other = the_partner(program)
    other.ok("win", "add", "He asked first")
    other.ok("exchange", "send", "-o", named(program, "exchange receive"))


def a_win(program: Program) -> None:
    """Something was kept last."""
    program.ok("win", "add", "He asked first")


def their_invitation(program: Program) -> None:
    """The partner invites."""
    assert program.where is not None
    other = Program(program.where / "other", lang=program.lang, where=program.where)
    french = program.lang == "fr"
    me, partner = (
        ("Karim Belaïd", "Hélène Marceau") if french else ("Rhona Bello", "Judith Garrick")
    )
    other.ok("init", "--me", me, "--role", "mentor", "--partner", partner)
    other.ok("exchange", "invite", "-o", named(program, "exchange accept"))


PREPARED: dict[str, Callable[[Program], None]] = {
    "trash restore": a_record_in_the_trash,
    "trash purge": a_record_in_the_trash,
    **dict.fromkeys(
        ("session pause", "session extend", "session next", "session end"), a_session_under_way
    ),
    "session resume": a_paused_session,
    "agenda take": a_parked_item,
    "charter sign": a_charter_to_sign,
    "conflicts show": a_conflict,
    "conflicts keep": a_conflict,
    "conflicts write": a_conflict,
    "backup restore": an_earlier_state,
    "undo": a_win,
    "exchange accept": their_invitation,
    "exchange receive": their_packet,
    **dict.fromkeys(("exchange send", "exchange join", "exchange sync"), paired),
}
"""What has to be done on a fresh sample before a command has something to work on."""


@pytest.fixture
def ran(
    made: Made, tmp_path: Path, servers: Servers | None
) -> Callable[[str, list[str], str], Run]:
    """Runs a command line of a command on a sample of its own, in which what it needs was done."""

    def run(path: str, words: list[str], lang: str = "en") -> Run:
        home = tmp_path / f"{lang}-{len(list(tmp_path.iterdir()))}" / "home"
        shutil.copytree(made(lang), home)
        program = Warm(home, lang=lang, where=home.parent, servers=servers)
        written_elsewhere(lang, home.parent)
        if path in PREPARED:
            PREPARED[path](program)
        before = (home / "journal.json").read_bytes()
        end = program(*words, stdin=b"an answer to nobody\n" * 9)
        assert end.code == 0 or (home / "journal.json").read_bytes() == before, words
        assert "unexpected" not in end.err, (words, end.err)
        assert "Traceback" not in end.err, (words, end.err)
        assert not (home / "drafts").exists() or drafts(program) == [], words
        return end

    return run


Ran = Callable[..., Run]


def test_the_declarations_are_the_tree() -> None:
    """Every command that Typer knows is declared, and every declared one is there."""
    known = set()
    for name in click("").list_commands(None):  # type: ignore[attr-defined]
        found = click(name)
        under = getattr(found, "commands", None)
        visible = [each for each, one in under.items() if not one.hidden] if under else []
        known |= {f"{name} {each}" for each in visible} or {name}
    assert known == set(BY_PATH)


WITH_A_PASSPHRASE = {"encrypt", "decrypt", "passphrase"}
"""Those whose examples run where there is one to give, in test_protecting."""


@pytest.mark.parametrize("path", [path for path in BY_PATH if path not in WITH_A_PASSPHRASE])
@pytest.mark.parametrize("lang", SPEAK)
def test_every_command_has_an_example_that_runs(ran: Ran, lang: str, path: str) -> None:
    """What the help gives as an example works, typed as it stands, on a sample and no terminal."""
    example = SPEAK[lang].text(BY_PATH[path].example)
    assert f"{example} ".startswith(f"{path} ")
    run = ran(path, shlex.split(example), lang)
    assert run.code == 0, run.err
    assert run.out or run.err


@pytest.mark.parametrize("path", BY_PATH)
def test_nothing_is_asked_where_nobody_can_answer(ran: Ran, path: str) -> None:
    """Alone after ``rmjournal``, a command does its work or says in words what is missing."""
    run = ran(path, path.split())
    assert run.code in (0, 1, 2), run.err
    assert run.code == 0 or len(run.err.splitlines()) >= 2


def test_what_prints_json_prints_it_alone(ran: Ran) -> None:
    """The example of a command that can print data prints data, and no word about it in its way."""
    for path, command in BY_PATH.items():
        if any("--json" in param.opts for param in click(path).params):
            run = ran(path, [*shlex.split(command.example), "--json"])
            assert run.code == 0, (path, run.err)
            assert isinstance(json.loads(run.out), dict | list), path


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


@pytest.mark.parametrize("lang", ["en", "fr"])
def test_help_fits_eighty_columns_and_parts_no_value(helps: Helps, lang: str) -> None:
    """No line is wider than a plain terminal, and a choice goes on after one of its bars."""
    for path, (_, text) in helps(lang).items():
        assert max(map(len, text.splitlines())) <= 80, path
        usage = text.partition("\n\n")[0]
        assert not re.search(r"\w-\n", usage), path


@pytest.mark.parametrize("lang", ["en", "fr"])
def test_no_option_is_parted_at_its_hyphen(helps: Helps, lang: str) -> None:
    """What can be typed stands on one line of the help, hyphens and all; a line of usage aside."""
    for path, (_, text) in helps(lang).items():
        body = text.partition("\n\n")[2]
        assert not re.search(r"\w-$", body, re.MULTILINE), path
        assert "\u2011" not in text, path


def test_an_argument_of_many_words_says_so(helps: Helps) -> None:
    """Whatever needs no quotes is shown with dots, so that nobody looks for some."""
    for path in ("agenda add", "objective add", "resource add", "learn", "win add"):
        assert re.search(r"\[[A-Z]+…\]", helps("en")[path][1]), path


def test_what_changes_a_record_names_no_default(helps: Helps) -> None:
    """An option that is not given leaves its field as it is."""
    for path in ("objective edit", "learning edit", "action edit", "agenda edit"):
        options = re.sub(r"--session.*?\n  --", "", helps("en")[path][1], flags=re.DOTALL)
        assert "default" not in options, path


def test_french_help_is_in_french(helps: Helps) -> None:
    """No line of an English help stands in the French one, but words of the command itself."""
    same = {
        (path, line)
        for path, (_, text) in helps("fr").items()
        for line in map(str.strip, text.splitlines())
        if len(line.split()) > 1 + line.startswith("-")
        and line in map(str.strip, helps("en")[path][1].splitlines())
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


def test_every_list_and_show_takes_json() -> None:
    """Whatever prints records for reading prints them as data too."""
    printing = {"list", "show", "pulse", "suggest", "status", "search", "doctor"}
    for path in BY_PATH:
        if path.split()[-1] in printing:
            assert any("--json" in param.opts for param in click(path).params), path


READ = [
    "pair list", "pair show", "charter show", "session list", "session show last", "agenda show",
    "agenda show --session last", "agenda suggest --dry-run", "reflection list", "reflection show 1",
    "learning list", "feedback list", "feedback show 12", "feedback pulse",
    "action list", "action list --all", "objective list", "win list", "resource list",
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
    assert first["table"] == f"{noun}s"


def test_json_of_a_session_has_its_number_and_its_agenda(shown: Program) -> None:
    """Numbers are derived, so they are told, and stored nowhere."""
    session = listed(shown, "session", "show", "last")
    assert session["number"] == 12
    assert [item["position"] for item in session["agenda"]] == list(range(1, 9))
    numbers = [each["number"] for each in listed(shown, "session", "list")]
    assert numbers == list(range(1, 14))
    assert '"number": 12' not in (shown.home / "journal.json").read_text()


def test_data_says_which_table_each_record_is_of(shown: Program) -> None:
    """Under a key that no record has, so that the kind of an agenda item is its own."""
    agenda = listed(shown, "agenda", "show", "--session", "last")
    assert {each["table"] for each in agenda} == {"items"}
    assert {each["kind"] for each in agenda} > {"check-in", "wrap-up"}
    tables = {each["table"] for each in listed(shown, "search", "question")}
    assert tables > {"reflections"}
    keys = {slot.key for kind in TABLES for slot in slots(kind)}
    assert not keys & {"table", "number"}


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
