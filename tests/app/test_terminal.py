"""On a real pseudo-terminal: the bytes that leave the program, and how it ends."""

from __future__ import annotations

import os
import re
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest

from rmjournal.paths import Home
from rmjournal.storage.drafts import Drafts
from tests.app.conftest import MakeHome, journal_of
from tests.app.seat import Seat
from tests.cli.conftest import PATIENCE, Terminal, posix
from tests.conftest import Program

pytestmark = posix

HOSTILE = "[@click=app.quit]x[/] \x1b]52;c;ZXZpbA==\x07 \x1b[2J \x9b31m \u202elive"
RESTORED = ("\x1b[?1049l", "\x1b[?25h", "\x1b[?1000l", "\x1b[?2004l")
"""The alternate screen left, the cursor shown, mouse and bracketed paste off."""


@pytest.fixture
def seat(home: Home) -> Iterator[Seat]:
    """Someone who began a reflection on the English sample."""
    sits = Seat(home.data)
    sits.terminal.expect("Write my reflection")
    sits.terminal.type("w")
    sits.terminal.expect("What happened")
    yield sits
    sits.terminal.close()


def test_no_hostile_byte_reaches_the_terminal(home: Home) -> None:
    """Whatever a note holds is shown literally, and nothing of it is obeyed."""
    journal = journal_of(home)
    session = journal.sessions.next()
    assert session is not None
    journal.sessions.edit(session, purpose=HOSTILE)
    journal.actions.add(HOSTILE)
    journal.objectives.propose(HOSTILE)
    sits = Seat(home.data, LINES="60")
    sits.terminal.expect("Kept on this")
    shown = sits.terminal.screen
    sits.terminal.close()
    assert "[@click=app.quit]x[/]" in shown
    assert "\x1b]52" not in shown
    assert "\x1b[2J" not in shown
    assert not re.search("[\x80-\x9f\u202e]", shown)


def test_the_wall_stands_before_what_is_being_edited(home: Home) -> None:
    """A text area holds what was typed byte for byte; what it shows is inert all the same."""
    Drafts(home).save("log", {"what": f"Begun {HOSTILE}"})
    sits = Seat(home.data)
    sits.terminal.expect("in the middle of a reflection")
    sits.terminal.type("\r")
    sits.terminal.expect("Begun [@click=app.quit]x[/]")
    sits.terminal.type("\x13")
    sits.terminal.expect("Saved at")
    shown = sits.terminal.screen
    sits.terminal.close()
    assert "\x1b]52" not in shown
    assert "\x1b[2J" not in shown
    assert not re.search("[\x80-\x9f\u202e]", shown)
    assert journal_of(home).reflections.mine_last().what == f"Begun {HOSTILE}"


@pytest.mark.parametrize(("number", "code"), [(signal.SIGTERM, 143), (signal.SIGHUP, 129)])
def test_a_signal_keeps_the_draft_and_restores_the_terminal(
    seat: Seat, number: signal.Signals, code: int
) -> None:
    """What was typed a moment ago is on disk, and the shell gets its terminal back."""
    seat.terminal.type("Half a sentence about")
    seat.terminal.expect("sentence about")
    assert seat.terminal.leave(number) == code
    assert all(each in seat.terminal.screen for each in RESTORED)
    assert seat.draft("Half a sentence about")


def test_a_closed_terminal_keeps_the_draft(seat: Seat) -> None:
    """A window that is closed while one types costs nothing, and leaves no process behind."""
    seat.terminal.type("Half a sentence about")
    seat.terminal.expect("sentence about")
    master = seat.terminal._master
    seat.terminal._master = os.open(os.devnull, os.O_RDONLY)
    os.close(master)
    assert seat.terminal._process.wait(PATIENCE) == 129
    file = next((seat.home / "drafts").glob("draft-reflection-*.json"))
    assert "Half a sentence about" in file.read_text()


def test_an_unforeseen_error_is_one_calm_sentence(home: Home) -> None:
    """No text of a note, no local variable and no traceback are shown; the exit code says it failed."""
    config = home.config
    broken = (
        "import rmjournal.screens.home_parts as parts\n"
        "def fail(*_at):\n    secret = 'a secret of mine'\n    raise ValueError(secret)\n"
        "parts.actions = fail\n"
    )
    (home.data / "sitecustomize.py").write_text(broken)
    assert config.parent.exists()
    program = Program(home.data)
    path = f"{home.data}{os.pathsep}{program.environment()['PYTHONPATH']}"
    terminal = Terminal(program, TERM="xterm-256color", PYTHONPATH=path)
    assert terminal.end() == 1
    terminal.close()
    assert "Something unexpected went wrong (ValueError, sitecustomize.py:4)." in terminal.screen
    assert "secret" not in terminal.screen
    assert "Traceback" not in terminal.screen
    assert all(each in terminal.screen for each in RESTORED)


def test_an_editor_of_ones_own(home: Home, tmp_path: Path) -> None:
    """^o leaves the terminal to the editor, and what it left is in the form."""
    editor = tmp_path / "editor"
    editor.write_text('#!/bin/sh\nprintf "%s from the editor" "$(cat "$1")" > "$1"\n')
    editor.chmod(0o700)
    sits = Seat(home.data, EDITOR=str(editor))
    sits.terminal.expect("Write my reflection")
    sits.terminal.type("w")
    sits.terminal.expect("What happened")
    sits.terminal.type("Begun here,")
    sits.terminal.expect("Begun here,")
    sits.terminal.type("\x0f")
    sits.terminal.expect("Begun here, from the editor")
    sits.terminal.type("\x13")
    sits.terminal.expect("Saved at 20:50")
    sits.terminal.type("\x11")
    assert sits.terminal.end() == 0
    sits.terminal.close()
    assert journal_of(home).reflections.mine_last().what == "Begun here, from the editor"
    assert not list((home.data / "drafts").iterdir())


@pytest.mark.parametrize(
    ("editor", "told"),
    [
        ("nosucheditor", "could not be started"),
        ("vi 'half quoted", "could not be started"),
        ("false", "stopped with an error"),
    ],
)
def test_an_editor_that_fails_gives_the_screen_back(home: Home, editor: str, told: str) -> None:
    """It is said there, and what was typed is still in the form."""
    sits = Seat(home.data, EDITOR=editor)
    sits.terminal.expect("Write my reflection")
    sits.terminal.type("w")
    sits.terminal.expect("What happened")
    sits.terminal.type("Begun here")
    sits.terminal.expect("Begun here")
    sits.terminal.type("\x0f")
    sits.terminal.expect(told)
    sits.press("escape")
    sits.terminal.type(", and gone on")
    assert sits.draft("gone on") == "Begun here, and gone on"
    sits.terminal.type("\x11")
    assert sits.terminal.end() == 0
    sits.terminal.close()


def test_the_sample_opens_in_a_home_of_its_own(tmp_path: Path) -> None:
    """``demo`` on a terminal shows the sample, and says beforehand how to come back to it."""
    sits = Seat(tmp_path / "mine", "demo", "--dir", str(tmp_path / "sample"))
    sits.terminal.expect("A sample pair")
    sits.terminal.expect("Write my reflection")
    sits.terminal.type("\x11")
    assert sits.terminal.end() == 0
    sits.terminal.close()
    assert not (tmp_path / "mine" / "journal.json").exists()


@pytest.mark.parametrize("term", ["dumb", ""])
def test_a_terminal_that_cannot_show_screens_gets_the_status(home_in: MakeHome, term: str) -> None:
    """Nobody is left before a screen of escape sequences."""
    terminal = Terminal(Program(home_in("en").data), TERM=term)
    terminal.expect("Three minutes")
    assert terminal.end() == 0
    terminal.close()
    assert "\x1b[?1049h" not in terminal.screen
