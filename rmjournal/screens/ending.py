"""The end, whatever brings it about: in order as long as that is possible, and soon in any case."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
import threading
from collections.abc import Callable
from typing import TYPE_CHECKING

from rmjournal.errors import TERMINATED

if TYPE_CHECKING:
    from textual.app import App

HUNG_UP = 129
"""The exit code of a program whose terminal is gone."""
PATIENCE = 3.0
"""Seconds that an orderly end may take."""


def end_on_signals(end: Callable[[int], None]) -> None:
    """From now on a signal to terminate has the program end, with the exit code that is for it."""
    if sys.platform != "win32" and threading.current_thread() is threading.main_thread():
        loop = asyncio.get_running_loop()
        for number, code in ((signal.SIGTERM, TERMINATED), (signal.SIGHUP, HUNG_UP)):
            loop.add_signal_handler(number, end, code)


def cut_off_soon(code: int) -> None:
    """Unless it has ended by then, the program is cut off with this exit code after a few seconds."""
    threading.Thread(target=_cut_off, args=(code,), daemon=True).start()


def _cut_off(code: int) -> None:
    threading.Event().wait(PATIENCE)
    os._exit(code)


def terminal_gone(app: App[None]) -> bool:
    """Whether the terminal that the app was shown on is there no more."""
    if app.is_headless or sys.platform == "win32":
        return False
    import termios

    try:
        termios.tcgetattr(sys.__stdin__.fileno() if sys.__stdin__ else 0)
    except (OSError, termios.error, ValueError):
        return True
    return False


def let_go_of_the_terminal() -> None:
    """What is still to be written to a terminal that is gone goes nowhere."""
    nowhere = os.open(os.devnull, os.O_RDWR)
    for number in range(3):
        os.dup2(nowhere, number)
