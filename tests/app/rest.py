"""A loop that knows when it rests: nobody before the screens waits longer than needed, or less."""

from __future__ import annotations

import asyncio
import selectors
from collections.abc import Coroutine
from typing import Any

import pytest
from textual._context import active_app
from textual.pilot import Pilot
from textual.screen import Screen

FRAME = 0.25
"""Seconds after which a screen is drawn even if something is still going on."""
SOON = 0.05
"""Seconds within which the end of a timer is waited for, as of the one that a resize sets."""


class Sleep(selectors.DefaultSelector):
    """Where the loop sleeps until something happens; who waits for that is told before."""

    def __init__(self) -> None:
        super().__init__()
        self.waiting: list[asyncio.Future[None]] = []

    def select(self, timeout: float | None = None) -> list[tuple[selectors.SelectorKey, int]]:
        """What happened; without waiting for it if somebody waits for there being nothing to do."""
        if timeout is None or timeout > SOON:
            while self.waiting:
                timeout = 0
                if not (waiting := self.waiting.pop()).done():
                    waiting.set_result(None)
        return super().select(timeout)


class Loop(asyncio.SelectorEventLoop):
    """The loop of one sitting, and the screens that are to be painted once it rests."""

    def __init__(self) -> None:
        self.sleep = Sleep()
        self.unpainted: set[Screen[Any]] = set()
        super().__init__(self.sleep)


def loop() -> Loop:
    """The loop of this sitting."""
    found = asyncio.get_running_loop()
    assert isinstance(found, Loop)
    return found


async def rest(*_: object) -> bool:
    """Waits until all is done that was begun and shown, but for what threads do and late timers."""
    here = loop()
    while True:
        here.sleep.waiting.append(waiting := here.create_future())
        await waiting
        if not _draw(here):
            return True


def _draw(here: Loop) -> bool:
    app = active_app.get()
    if not app._screen_stack:
        return False
    screen = app.screen
    due: bool = screen._update_timer._active.is_set()
    try:
        if due:
            screen._on_timer_update()
        while here.unpainted:
            due = True
            paint(here.unpainted.pop())
    except Exception as error:  # noqa: BLE001 - the app meets what goes wrong, as it would by itself
        app._handle_exception(error)
    return due


paint = Screen._compositor_refresh


def later(screen: Screen[Any]) -> None:
    """Leaves it to the next rest to paint a screen: nobody looks at it before."""
    loop().unpainted.add(screen)


def run(sitting: Coroutine[Any, Any, None]) -> None:
    """Runs a sitting to its end.

    By itself Textual would send a message to every widget and look again and again at how busy the
    processor is, and draw sixty times a second what nobody looks at.
    """
    with pytest.MonkeyPatch.context() as patch, asyncio.Runner(loop_factory=Loop) as runner:
        patch.setattr("textual.app.wait_for_idle", rest)
        patch.setattr("textual.pilot.wait_for_idle", rest)
        patch.setattr(Pilot, "_wait_for_screen", rest)
        patch.setattr("textual.screen.UPDATE_PERIOD", FRAME)
        patch.setattr(Screen, "_compositor_refresh", later)
        runner.run(sitting)
