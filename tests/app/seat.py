"""Someone before a real pseudo-terminal with the screens on it."""

from __future__ import annotations

import json
import time
from pathlib import Path

from tests.cli.conftest import PATIENCE, Terminal
from tests.conftest import Program

BYTES = {
    "enter": "\r", "tab": "\t", "escape": "\x1b", "up": "\x1b[A", "down": "\x1b[B",
    "right": "\x1b[C", "left": "\x1b[D", "shift+down": "\x1b[1;2B",
    "f1": "\x1bOP", "f2": "\x1bOQ", "f3": "\x1bOR", "f4": "\x1bOS", "f5": "\x1b[15~",
    "f6": "\x1b[17~", "f7": "\x1b[18~", "f8": "\x1b[19~", "f9": "\x1b[20~", "f10": "\x1b[21~",
    **{f"ctrl+{letter}": chr(ord(letter) - 96) for letter in "abcdefghijklmnopqrstuvwxyz"},
}  # fmt: skip
"""What a terminal sends for a key."""


class Seat:
    """Someone who typed ``rmjournal``."""

    def __init__(self, home: Path, *args: str, lang: str = "en", **more: str) -> None:
        program = Program(home, lang=lang)
        self.home = home
        self.terminal = Terminal(program, *args, TERM="xterm-256color", **more)

    def draft(self, holding: str, field: str = "what") -> str:
        """Waits until a draft holds the text; returns all of it."""
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until:
            self.terminal.drain()
            for file in (self.home / "drafts").glob("draft-*.json"):
                text = str(json.loads(file.read_text())["fields"].get(field, ""))
                if holding in text:
                    return text
            time.sleep(0.05)  # another process writes it, and tells nobody
        raise AssertionError(self.terminal.screen[-2000:])

    def rest(self, seconds: float = 0.3) -> None:
        """Waits until nothing more is shown: the last key has done what it does."""
        still = time.monotonic() + seconds
        until = time.monotonic() + PATIENCE
        while time.monotonic() < min(still, until):
            before = len(self.terminal.screen)
            time.sleep(0.05)  # another process writes it, and tells nobody
            self.terminal.drain()
            if len(self.terminal.screen) > before:
                still = time.monotonic() + seconds

    def press(self, *keys: str) -> None:
        """Presses keys, named as Textual names them, each once the one before has done its work."""
        for each in keys:
            self.terminal.type(BYTES.get(each, each))
            self.rest()
