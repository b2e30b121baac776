"""``encrypt``, ``decrypt`` and ``passphrase``, and every other command on an encrypted journal."""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from rmjournal.commands import BY_PATH
from rmjournal.paths import Home
from tests.cli.conftest import Sit, drafts, listed, posix, speaking
from tests.cli.test_commands import SPEAK
from tests.conftest import Key, Program
from tests.storage.support import as_json
from tests.test_architecture import HEAVY


def home_of(program: Program) -> Home:
    """Its home, as if it were plain."""
    return Home(program.home, program.home)


@pytest.fixture
def locked(ours: Program, key: Key) -> Program:
    """The program on Ana's encrypted home, with no key at hand."""
    key.encrypt(home_of(ours))
    return ours


@pytest.fixture
def opened(locked: Program, key: Key) -> Program:
    """The program on the same home, for a script that has the key."""
    return having(locked, key)


def having(program: Program, key: Key) -> Program:
    """The program with the key at hand."""
    return replace(program, given={"RMJOURNAL_IDENTITY_FILE": str(key.file)})


def test_a_whole_life_by_scripts(ours: Program, tmp_path: Path) -> None:
    """Encrypt with a recovery key, write, change the passphrase, recover, decrypt."""
    first, second = tmp_path / "first", tmp_path / "second"
    first.write_text("the first one\n")
    second.write_text("the second one\r\n")
    ours.ok("log", "Before.")
    done = ours.ok("encrypt", "--recovery-key", RMJOURNAL_PASSPHRASE_FILE=str(first))
    assert done.out.startswith("AGE-SECRET-KEY-1")
    assert "Out of reach" in done.err
    (tmp_path / "recovery").write_text(done.out)
    command = quoted(sys.executable, "-c", f"print(open({str(first)!r}).read().strip())")
    told = ours.ok("reflection", "list", RMJOURNAL_PASSPHRASE_COMMAND=command)
    assert "Before." in told.out
    ours.ok("passphrase", "--new-file", str(second),
            RMJOURNAL_IDENTITY_FILE=str(tmp_path / "recovery"))  # fmt: skip
    refused = ours("status", RMJOURNAL_PASSPHRASE_FILE=str(first))
    assert (refused.code, refused.out) == (7, "")
    assert "This is not the passphrase of the journal." in refused.err
    ours.ok("win", "add", "Sealed.")
    ours.ok("decrypt", RMJOURNAL_PASSPHRASE_FILE=str(second))
    assert [each["text"] for each in as_json(ours.home / "journal.json")["wins"].values()] == [
        "Sealed."
    ]
    assert not list(ours.home.rglob("*.age"))


def quoted(*words: str) -> str:
    """A command line."""
    return shlex.join(words)


@pytest.mark.parametrize("lang", SPEAK)
@pytest.mark.parametrize("path", ["encrypt", "decrypt", "passphrase"])
def test_their_examples_run(ours: Program, key: Key, path: str, lang: str, tmp_path: Path) -> None:
    """Where the environment gives what a person would type."""
    words = SPEAK[lang].text(BY_PATH[path].example).split()
    program = having(ours, key)
    if path == "encrypt":
        (tmp_path / "said").write_text("a few words")
        program = replace(ours, given={"RMJOURNAL_PASSPHRASE_FILE": str(tmp_path / "said")})
    else:
        key.encrypt(home_of(ours))
    if path == "passphrase":
        (tmp_path / "said").write_text("other words")
        words += ["--new-file", str(tmp_path / "said")]
    run = speaking(program, lang).ok(*words)
    assert run.err


def test_what_is_missing_is_named_where_nobody_can_answer(locked: Program, key: Key) -> None:
    """It fails with the code of a usage problem, in both languages; nothing is asked."""
    for words in (["status"], ["reflection", "list"], ["decrypt"], ["passphrase"], ["doctor"]):
        run = locked(*words)
        assert (run.code, run.out) == (2, ""), words
        assert "RMJOURNAL_PASSPHRASE_FILE" in run.err
    run = having(locked, key)("passphrase")
    assert "“--new-file”" in run.err
    run = speaking(locked, "fr")("status")
    assert "Le journal est chiffré, et sa phrase de passe manque." in run.err


def test_encrypting_asks_nothing_off_a_terminal(ours: Program) -> None:
    """Without a passphrase at hand nothing is written."""
    before = {path.name: path.read_bytes() for path in ours.home.iterdir() if path.is_file()}
    run = ours("encrypt")
    assert run.code == 2
    assert "The new passphrase is missing." in run.err
    assert "RMJOURNAL_PASSPHRASE_FILE" in run.err
    assert "IDENTITY" not in run.err
    assert before == {
        path.name: path.read_bytes() for path in ours.home.iterdir() if path.is_file()
    }


@pytest.mark.parametrize(
    ("variable", "value", "told"),
    [
        ("RMJOURNAL_PASSPHRASE_FILE", "/nowhere/at/all", "RMJOURNAL_PASSPHRASE_FILE"),
        ("RMJOURNAL_PASSPHRASE_COMMAND", "false", "RMJOURNAL_PASSPHRASE_COMMAND"),
        ("RMJOURNAL_PASSPHRASE_COMMAND", "no-such-command-here", "RMJOURNAL_PASSPHRASE_COMMAND"),
        ("RMJOURNAL_IDENTITY_FILE", "/nowhere/at/all", "RMJOURNAL_IDENTITY_FILE"),
        ("RMJOURNAL_IDENTITY_FILE", "/etc/hostname", "age identity"),
        ("RMJOURNAL_PASSPHRASE_FILE", "/dev/null", "An empty passphrase"),
    ],
)  # fmt: skip
def test_a_giver_that_gives_nothing_is_named(
    locked: Program, variable: str, value: str, told: str
) -> None:
    """The variable that is wrong, and what to do."""
    if value.startswith("/etc") and not Path(value).exists():
        pytest.skip("no such file here")
    run = replace(locked, given={variable: value})("status")
    assert run.code == 2
    assert told in run.err


def test_an_empty_passphrase_is_refused(ours: Program, tmp_path: Path) -> None:
    """It would protect nothing; the journal stays as it was."""
    (tmp_path / "empty").write_text("  \n")
    run = ours("encrypt", RMJOURNAL_PASSPHRASE_FILE=str(tmp_path / "empty"))
    assert run.code == 2
    assert "An empty passphrase protects nothing." in run.err
    assert (ours.home / "journal.json").exists()
    assert not list(ours.home.rglob("*.age"))


def test_what_already_is_so_is_said(ours: Program, key: Key) -> None:
    """Encrypting twice, or decrypting a plain journal."""
    assert ours("decrypt").code == ours("passphrase").code == 1
    key.encrypt(home_of(ours))
    run = ours("encrypt", RMJOURNAL_PASSPHRASE_FILE="/dev/null")
    assert run.code == 1
    assert "The journal is encrypted already." in run.err


def test_four_commands_need_no_passphrase(locked: Program, opened: Program) -> None:
    """They are sealed, and in the journal when it is opened; a dash reads stdin as ever."""
    for words, stdin in (
        (["log", "-"], b"It struck me."),
        (["learn", "Ask", "first", "--check-on", "friday"], b""),
        (["action", "add", "Call", "--due", "friday"], b""),
        (["win", "add", "She", "presented"], b""),
    ):
        run = locked.ok(*words, stdin=stdin)
        assert "Sealed." in run.err
        assert run.out == ""
    assert len(list((locked.home / "inbox").iterdir())) == 4
    run = opened.ok("search", "struck")
    assert "It struck me." in run.out
    assert "4 notes" in run.err
    assert list((locked.home / "inbox").iterdir()) == []
    assert opened.ok("search", "struck").err.count("notes") == 0


def test_what_it_seals_it_reads_no_journal_for(locked: Program) -> None:
    """With the journal and the identity gone, sealing works still: only the public key is needed."""
    (locked.home / "journal.json.age").unlink()
    (locked.home / "identity.age").unlink()
    locked.ok("log", "All the same.")


def test_a_refused_command_keeps_what_was_read_in(locked: Program) -> None:
    """Among the encrypted drafts, since the journal is."""
    run = locked("log", "-", "--on", "2026-11-22", stdin=b"From a pipe.")
    assert run.code == 2
    assert "still to come" in run.err
    assert drafts(locked) == ["draft-log.json.age"]


def test_a_prompt_is_not_held_up(locked: Program, opened: Program) -> None:
    """The one line for a shell's prompt asks for nothing, and completion neither."""
    assert locked.ok("status", "--short").out == "The journal is locked.\n"
    assert opened.ok("status", "--short").out != "The journal is locked.\n"
    run = locked("reflection", "show", "", _RMJOURNAL_COMPLETE="bash")
    assert (run.code, run.err) == (0, "")


def test_commands_work_as_on_a_plain_journal(
    locked: Program, opened: Program, tmp_path: Path
) -> None:
    """Undo, trash, purge, backup and doctor, one after the other."""
    opened.ok("session", "plan", "2026-11-27 14:00")
    opened.ok("reflection", "list")
    opened.ok("win", "add", "Nothing to keep")
    opened.ok("undo")
    assert opened.ok("win", "list").out == ""
    opened.ok("win", "add", "Gone for good")
    opened.ok("delete", opened.ok("win", "list").out.split()[0])
    ref = opened.ok("trash", "list").out.split()[0]
    opened.ok("trash", "purge", ref, "--confirm", ref)
    copied = opened.ok("backup", "create", "-o", str(tmp_path / "copy.age"))
    assert "It is encrypted as the journal is." in copied.err
    assert f"with {locked.home / 'identity.age'} and the passphrase" in copied.err
    opened.ok("backup", "restore", str(tmp_path / "copy.age"))
    elsewhere = replace(opened, home=tmp_path / "new")(
        "backup", "restore", str(tmp_path / "copy.age")
    )
    assert "identity.age of that journal or a file with its recovery key" in elsewhere.err
    number = opened.ok("backup", "list").out.split()[0]
    opened.ok("backup", "restore", number)
    found = opened.ok("doctor")
    assert "The journal is sound" in found.out
    assert "To look at" not in found.out
    assert opened("backup", "create", "-o", str(locked.home / "identity.age")).code == 2


def test_init_in_an_encrypted_home_says_so(program: Program, key: Key) -> None:
    """The first save is encrypted already."""
    key.encrypt(home_of(program))
    run = program.ok("init", "--me", "Ana", "--role", "mentee", "--partner", "Tom",
                     RMJOURNAL_IDENTITY_FILE=str(key.file))  # fmt: skip
    assert "journal.json.age, encrypted." in run.err


def test_a_locked_log_loads_nothing_heavy_but_the_library(locked: Program) -> None:
    """Sealing a sentence is as quick as logging one."""
    code = (
        "import sys\n"
        "from rmjournal.__main__ import main\n"
        "sys.argv = ['rmjournal', 'log', 'A sentence.']\n"
        "try:\n    main()\nexcept SystemExit as end:\n    assert not end.code, end.code\n"
        f"print(sorted(set({HEAVY!r}) & set(sys.modules)))\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True,
        env=locked.environment(), check=True,
    )  # fmt: skip
    assert done.stdout == "['pyrage']\n"


@posix
def test_three_tries_on_a_terminal(locked: Program, sit: Sit) -> None:
    """Nothing of what is typed is shown; the third wrong one ends it with its own code."""
    terminal = sit(speaking(locked, "fr"), "status")
    for left in ("Il reste 2 essais.", "Il reste 1 essai.", ""):
        terminal.expect("Phrase de passe du journal")
        terminal.type("mot de passe faux\n")
        terminal.expect("Ce n’est pas la phrase de passe du journal.")
        if left:
            terminal.expect(left)
    terminal.expect("Oubliée")
    assert terminal.end() == 7
    assert "faux" not in terminal.screen


@posix
def test_what_is_typed_ahead_is_neither_shown_nor_lost(locked: Program, key: Key, sit: Sit) -> None:
    """The right one, typed while the wrong one is still being tried, opens the journal."""
    terminal = sit(locked, "win", "list")
    terminal.expect("Passphrase of the journal: ")
    terminal.type("wrong\n")
    terminal.type(f"{key.passphrase}\n")
    assert terminal.end() == 0
    assert "2 tries are left." in terminal.screen
    assert "wrong" not in terminal.screen
    assert key.passphrase not in terminal.screen


@posix
def test_the_right_one_on_a_terminal(locked: Program, key: Key, sit: Sit) -> None:
    """Asked once, then the command does its work."""
    terminal = sit(locked, "reflection", "list")
    terminal.expect("Passphrase of the journal: ")
    terminal.type("\n")
    terminal.expect("Type the passphrase first.")
    terminal.expect("Passphrase of the journal: ")
    terminal.type(f"{key.passphrase}\n")
    assert terminal.end() == 0
    assert "agrafé" not in terminal.screen


@posix
def test_encrypting_on_a_terminal(ours: Program, sit: Sit) -> None:
    """The passphrase twice, unseen; then whether a recovery key is wanted, which is shown once."""
    terminal = sit(ours, "encrypt")
    terminal.expect("New passphrase: ")
    terminal.type("one of these\n")
    terminal.expect("The same again: ")
    terminal.type("two of these\n")
    assert terminal.end() == 2
    assert "The two are not the same." in terminal.screen
    terminal = sit(ours, "encrypt")
    terminal.expect("New passphrase: ")
    terminal.type("one and two\n")
    terminal.expect("The same again: ")
    terminal.type("one and two\n")
    terminal.answer("recovery key", "yes")
    terminal.expect("AGE-SECRET-KEY-1")
    assert terminal.end() == 0
    assert "one and two" not in terminal.screen


@posix
def test_a_short_passphrase_is_refused_at_once(ours: Program, key: Key, sit: Sit) -> None:
    """How long it has to be is said before; nothing more is asked after it."""
    for command in ("encrypt", "passphrase"):
        terminal = sit(having(ours, key), command)
        terminal.expect("8 characters or more.")
        terminal.expect("New passphrase: ")
        terminal.type("abc\n")
        assert terminal.end() == 2
        assert "A passphrase of fewer than 8 characters is soon guessed." in terminal.screen
        assert "The same again" not in terminal.screen
        assert "Do you want a recovery key" not in terminal.screen
        if command == "encrypt":
            key.encrypt(home_of(ours))


@posix
def test_ctrl_c_at_the_passphrase_leaves_all_as_it_was(locked: Program, sit: Sit) -> None:
    """It ends as any interrupted command."""
    terminal = sit(locked, "status")
    terminal.expect("Passphrase of the journal: ")
    assert terminal.leave("\x03") == 130


@posix
@pytest.mark.skipif(
    shutil.which("age") is None, reason="stock age, which has to open it, is not installed"
)
def test_age_opens_it_with_identity_file_and_passphrase(
    locked: Program, key: Key, sit: Sit, tmp_path: Path
) -> None:
    """The very command line of the documentation gives the journal as stock TinyDB opens it."""
    import pty

    locked.ok("win", "add", "Under age", RMJOURNAL_IDENTITY_FILE=str(key.file))
    out = tmp_path / "journal.json"
    child, master = pty.fork()
    if child == 0:
        os.chdir(locked.home)
        os.execvp("age", ["age", "-d", "-i", "identity.age", "-o", str(out), "journal.json.age"])
    told = b""
    while b"passphrase" not in told:
        told += os.read(master, 1024)
    os.write(master, f"{key.passphrase}\n".encode())
    try:
        while os.read(master, 1024):
            pass
    except OSError:
        pass
    assert os.waitpid(child, 0)[1] == 0
    assert [each["text"] for each in as_json(out)["wins"].values()] == ["Under age"]


@posix
def test_an_editor_never_leaves_a_readable_text(
    ours: Program, key: Key, sit: Sit, tmp_path: Path
) -> None:
    """Nor when it ends badly: the draft is wrapped, and taken up with the key at hand."""
    script = tmp_path / "editor"
    script.write_text(
        '#!/bin/sh\nprintf "\\nfrom the editor\\n" >> "$1"\necho "$1" > "$0.path"\nexit 1\n'
    )
    script.chmod(0o700)
    key.encrypt(home_of(ours))
    terminal = sit(ours, "log", EDITOR=str(script))
    assert terminal.end() == 1
    assert drafts(ours) == ["draft-log.txt.age"]
    assert not Path(f"{script}.path").read_text().startswith(str(ours.home))
    assert not Path(Path(f"{script}.path").read_text().strip()).exists()
    opened = having(ours, key)
    again = sit(opened, "log", EDITOR="true")
    again.answer("A draft of this was kept.", "yes")
    assert again.end() == 0
    assert "from the editor" in listed(opened, "reflection", "list")[0]["what"]
    assert drafts(ours) == []


def test_listed_needs_the_key(locked: Program) -> None:
    """No list tells a word without it."""
    with pytest.raises(AssertionError, match="passphrase is missing"):
        listed(locked, "reflection", "list")
