"""What is typed unseen: nothing of it is shown, before the question, at it, or between two tries."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TextIO


@contextmanager
def unseen() -> Iterator[None]:
    """A terminal that shows nothing of what is typed, from here to the end of the block.

    What was typed ahead waits for the next question, so that no word of it is lost or seen; what is
    left at the end is thrown away, lest it reach the shell.
    """
    if sys.platform == "win32":
        yield
        return
    import termios

    terminal = sys.stdin.fileno()
    before = termios.tcgetattr(terminal)
    silent = [*before]
    silent[3] &= ~termios.ECHO
    termios.tcsetattr(terminal, termios.TCSADRAIN, silent)
    try:
        yield
    finally:
        termios.tcsetattr(terminal, termios.TCSAFLUSH, before)


def typed(question: str) -> str:
    """The line that is typed after the question; an end of input is an interruption."""
    if sys.platform == "win32":
        import getpass

        return getpass.getpass(f"{question} ")
    return _line(sys.stdin, sys.stderr, question)


def _line(source: TextIO, told: TextIO, question: str) -> str:
    told.write(f"{question} ")
    told.flush()
    line = source.readline()
    told.write("\n")
    told.flush()
    if not line:
        raise KeyboardInterrupt
    return line.rstrip("\n")
