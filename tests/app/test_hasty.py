"""A key held too long, a double click: what is pressed again finds nothing to close, or to do twice."""

from __future__ import annotations

import pytest
from textual import events

from rmjournal.model.session import SessionStatus
from rmjournal.paths import Home
from rmjournal.screens.learnings import LearningsScreen
from rmjournal.screens.live import LiveScreen
from rmjournal.screens.reflection import ReflectionScreen
from tests.app.conftest import (
    MakeHome,
    Someone,
    home_in,
    journal_of,
    press,
    samples,
    settled,
    shown,
    sit,
    the_evening,
)

__all__ = ["home_in", "samples", "the_evening"]


@pytest.fixture
def home(home_in: MakeHome) -> Home:
    """The sample."""
    return home_in("en")


async def hold(someone: Someone, key: str, times: int) -> None:
    """The key comes again and again before anything can be done about the first."""
    for _ in range(times):
        someone.app.post_message(events.Key(key, None))
    await settled(someone)


def test_a_window_that_is_answered_twice_closes_nothing_beneath(home: Home) -> None:
    """The session begins once, and ends once, and then the reflection is there."""
    session = journal_of(home).sessions.next()
    assert session is not None

    async def script(someone: Someone) -> None:
        await press(someone, "f8", "enter")
        await hold(someone, "enter", 2)
        assert isinstance(someone.app.screen, LiveScreen)
        await press(someone, "f")
        await hold(someone, "enter", 2)
        assert isinstance(someone.app.screen, ReflectionScreen)

    sit(home, script)
    held = journal_of(home).sessions.found(session.id)
    assert held.status is SessionStatus.HELD


@pytest.mark.parametrize(
    "keys",
    [("f8", "enter"), ("f7", "f"), ("w", "a", "ctrl+n"), ("f6", "a", "shift+tab")],
    ids=["start", "conclude", "throw away", "a sheet"],
)
def test_a_key_that_is_held_ends_no_program(home: Home, keys: tuple[str, ...]) -> None:
    """Whatever the window was over is still there, or what it led to."""

    async def script(someone: Someone) -> None:
        await press(someone, *keys)
        await hold(someone, "enter", 6)
        assert someone.app.is_running
        assert len(someone.app.screen_stack) > 1

    app = sit(home, script)
    assert not app.return_code


def test_a_sheet_that_is_closed_twice_leaves_its_screen(home: Home) -> None:
    """Its button is pressed, and pressed again before it is gone."""

    async def script(someone: Someone) -> None:
        await press(someone, "f6", "a", "shift+tab")
        await hold(someone, "enter", 4)
        assert isinstance(someone.app.screen, LearningsScreen)
        assert shown(someone)

    sit(home, script)
