"""Reading an answer at a terminal: of any length, pasted or typed, and remembered as it is typed.

The terminal's own line discipline cuts a line at 4,095 bytes and lets a pasted text run on into the
next question, so the line editor reads, and whatever waits after Enter belongs to the same answer.
"""

from __future__ import annotations

import contextlib
import os
import select
import signal
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from rmjournal.text import storable

EVERY = 1.0
"""Seconds between two looks at what is being typed."""
_PASTE = 0.05
"""Seconds within which input after Enter is the rest of a paste."""


def answer(remember: Callable[[str], None]) -> str:
    """One answer; ``remember`` gets what was typed so far, within seconds and when interrupted."""
    with _remembering(remember) if sys.platform != "win32" else contextlib.nullcontext():
        line = _line()
    return storable(line + _rest_of_paste())


def _line() -> str:
    if _editor() is None or not sys.stdout.isatty():
        sys.stderr.write("> ")
        sys.stderr.flush()
        line = sys.stdin.readline()
        if not line:
            raise KeyboardInterrupt
        return line.rstrip("\n")
    try:
        return input("> ")
    except EOFError:
        raise KeyboardInterrupt from None


def _editor() -> object | None:
    """The line editor, set to remember nothing from one answer to the next."""
    try:
        import readline
    except ImportError:
        return None
    readline.set_auto_history(False)
    return readline


def typed_so_far() -> str:
    """What stands on the line that is being typed."""
    with contextlib.suppress(ImportError):
        import readline

        return readline.get_line_buffer()
    return ""


@contextmanager
def _remembering(remember: Callable[[str], None]) -> Iterator[None]:
    watch = _Watch(remember)
    watch.start()
    try:
        yield
    except (KeyboardInterrupt, SystemExit):
        watch.end()
        if text := typed_so_far():
            remember(text)
        _forget_pending()
        raise
    finally:
        watch.end()


class _Watch(threading.Thread):
    """Remembers what is being typed, and sees that a signal ends the reading.

    A signal that arrives just before the line editor begins to wait would go unnoticed until the
    next key; it is sent to the reading thread again.
    """

    def __init__(self, remember: Callable[[str], None]) -> None:
        super().__init__(daemon=True)
        self._remember = remember
        self._done = threading.Event()
        self._told, self._tell = os.pipe()
        os.set_blocking(self._tell, False)
        self._before = signal.set_wakeup_fd(self._tell, warn_on_full_buffer=False)

    def run(self) -> None:
        """Looks once a second, or as soon as a signal has come."""
        last = ""
        while not self._done.is_set():
            ready = select.select([self._told], [], [], EVERY)[0]
            received = os.read(self._told, 64) if ready else b""
            if received and not self._done.wait(_PASTE):
                signal.pthread_kill(threading.main_thread().ident or 0, received[-1])
            elif (text := typed_so_far()) and text != last and not self._done.is_set():
                last = text
                self._remember(text)

    def end(self) -> None:
        """Stops watching; calling it again does nothing."""
        if self._done.is_set():
            return
        self._done.set()
        signal.set_wakeup_fd(self._before)
        os.write(self._tell, b"\0")
        self.join()
        os.close(self._told)
        os.close(self._tell)


def _rest_of_paste() -> str:
    """What a paste brought after its first line, each line of it on a line of its own."""
    try:
        import termios
    except ImportError:
        return ""
    handle = sys.stdin.fileno()
    before = termios.tcgetattr(handle)
    at_once = [*before[:3], before[3] & ~termios.ICANON, *before[4:]]
    found = b""
    try:
        termios.tcsetattr(handle, termios.TCSANOW, at_once)
        while select.select([handle], [], [], _PASTE)[0] and (more := os.read(handle, 1 << 16)):
            found += more
    finally:
        termios.tcsetattr(handle, termios.TCSANOW, before)
    text = found.decode("utf-8", "surrogateescape").replace("\r", "\n").rstrip("\n")
    return f"\n{text}" if text else ""


def _forget_pending() -> None:
    """What was typed and not read stays off the shell's command line."""
    with contextlib.suppress(ImportError, OSError):
        import termios

        termios.tcflush(sys.stdin.fileno(), termios.TCIFLUSH)
