"""A program on a pseudo-terminal, timed as someone before it would: until a text is there to read."""

from __future__ import annotations

import fcntl
import os
import pty
import re
import select
import signal
import struct
import sys
import termios
import time
from typing import NamedTuple

from measure import Failed, Program

PATIENCE = 60.0
"""Seconds after which nothing more is expected."""
QUIET = 0.15
"""Seconds without output after which a screen stands still."""
_CONTROL = re.compile(rb"\x1b\[[0-9;?<>=]*[ -/]*[@-~]|\x1b[@-Z\\-_]|\x1b\].*?(\x07|\x1b\\)")


class Painted(NamedTuple):
    """How long it took until a text stood on the screen, and the most memory used until the end."""

    seconds: float
    peak: int
    """Kilobytes of resident memory."""


class Screen:
    """One program on a terminal of its own."""

    def __init__(self, program: Program, size: tuple[int, int] = (100, 30)) -> None:
        columns, lines = size
        env = {**program.env, "TERM": "xterm-256color", "COLORTERM": "truecolor",
               "TEXTUAL_ANIMATIONS": "none"}  # fmt: skip
        self._began = time.perf_counter()
        self._pid, self._fd = pty.fork()
        if self._pid == 0:
            os.execvpe(program.args[0], list(program.args), env)
        shape = struct.pack("HHHH", lines, columns, 0, 0)
        fcntl.ioctl(self._fd, termios.TIOCSWINSZ, shape)
        self._text = b""

    def until(self, text: str) -> float:
        """Seconds from the start until the text was written; raises Failed if it never is."""
        wanted = text.encode()
        while wanted not in _CONTROL.sub(b"", self._text):
            if time.perf_counter() - self._began > PATIENCE or not self._read(PATIENCE):
                self.end()
                raise Failed(f"“{text}” never stood on the screen")
        return time.perf_counter() - self._began

    def still(self) -> None:
        """Waits until nothing more is written."""
        while self._read(QUIET):
            pass

    def key(self, keys: str) -> float:
        """Seconds from a key to the first that is written because of it."""
        self.still()
        began = time.perf_counter()
        os.write(self._fd, keys.encode())
        if not self._read(PATIENCE):
            raise Failed(f"nothing came of {keys!r}")
        return time.perf_counter() - began

    def press(self, keys: str) -> None:
        """Presses keys, and waits until the screen stands still."""
        os.write(self._fd, keys.encode())
        self._read(PATIENCE)
        self.still()

    def end(self) -> int:
        """Ends the program; returns the most resident memory it used, in kilobytes."""
        os.kill(self._pid, signal.SIGTERM)
        deadline = time.perf_counter() + PATIENCE
        while time.perf_counter() < deadline and self._read(QUIET):
            pass
        _pid, _status, used = os.wait4(self._pid, 0)
        os.close(self._fd)
        return used.ru_maxrss // (1024 if sys.platform == "darwin" else 1)

    def _read(self, patience: float) -> bool:
        ready, _, _ = select.select([self._fd], [], [], patience)
        if not ready:
            return False
        try:
            found = os.read(self._fd, 1 << 16)
        except OSError:
            return False
        self._text += found
        return bool(found)


def painted(program: Program, text: str) -> Painted:
    """One run, until the text is on the screen."""
    screen = Screen(program)
    seconds = screen.until(text)
    screen.still()
    return Painted(seconds, screen.end())
