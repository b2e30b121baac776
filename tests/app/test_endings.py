"""However it ends: what was typed is kept, and nothing of it is told to a terminal or a log."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Callable
from itertools import cycle

import pytest
from textual.worker import WorkerFailed

from rmjournal.app import JournalApp
from rmjournal.door import Door
from rmjournal.paths import Home
from rmjournal.screens import PLACES
from rmjournal.screens.asking import Answered, Asking
from rmjournal.storage.drafts import Drafts
from rmjournal.widgets.frame import Heading
from rmjournal.widgets.keyline import KeyLine
from tests.app.conftest import Someone, press, settled, write
from tests.app.places import Way, visit, ways
from tests.app.rest import run

SECRET = "What nobody else may read"
TYPED = "Half a sentence that I would miss"
Break = Callable[[Someone, pytest.MonkeyPatch], object]


def fail(*_anything: object) -> None:
    """Something unforeseen, with a person's words in its message and in its locals."""
    words = SECRET
    raise ValueError(words)


def _here(someone: Someone) -> Asking[object]:
    screen = someone.app.screen
    assert isinstance(screen, Asking)
    return screen


def _handler(someone: Someone, patch: pytest.MonkeyPatch) -> None:
    _here(someone).post_message(Answered(fail, None))


def _worker(someone: Someone, patch: pytest.MonkeyPatch) -> None:
    _here(someone).ask(fail, fail, kind="test")


def _verb(someone: Someone, patch: pytest.MonkeyPatch) -> None:
    _here(someone).do(fail, fail)


def _render(someone: Someone, patch: pytest.MonkeyPatch) -> None:
    patch.setattr(KeyLine, "render", fail)
    patch.setattr(Heading, "render", fail)
    someone.app.refresh(layout=True)
    for each in someone.app.screen.query("KeyLine, Heading"):
        each.refresh()


def _timer(someone: Someone, patch: pytest.MonkeyPatch) -> None:
    _here(someone).set_timer(0.001, fail)


def _callback(someone: Someone, patch: pytest.MonkeyPatch) -> None:
    _here(someone).call_after_refresh(fail)


def _action(someone: Someone, patch: pytest.MonkeyPatch) -> None:
    patch.setattr(JournalApp, "action_discreet", fail)
    someone.app.simulate_key("ctrl+t")


BREAKS: tuple[Break, ...] = (_handler, _worker, _verb, _render, _timer, _callback, _action)


def breaks_down(home: Home, way: Way, broken: Break, text: str = "", *keys: str) -> JournalApp:
    """Goes somewhere, presses keys, types, and meets an error; returns the app that ended with it."""
    app = JournalApp(Door(home))

    async def script(someone: Someone) -> None:
        await visit(someone, way)
        await press(someone, *keys)
        if text:
            await write(someone, text)
        with pytest.MonkeyPatch.context() as patch:
            broken(someone, patch)
            with contextlib.suppress(WorkerFailed, asyncio.TimeoutError):
                await someone.pause()
                await asyncio.wait_for(app._exception_event.wait(), 10)
                await settled(someone)

    async def evening() -> None:
        async with app.run_test() as someone:
            await settled(someone)
            await script(someone)

    with pytest.raises((ValueError, WorkerFailed)):
        run(evening())
    return app


def calm(told: str) -> bool:
    """Whether it is said in a few sentences, and nothing of what was being handled is told."""
    return (
        "Something unexpected went wrong (ValueError, test_endings.py:" in told
        and "The journal is as it was last saved." in told
        and not any(each in told for each in (SECRET, TYPED, "Traceback", "NOTE", "--dev"))
    )


@pytest.mark.parametrize(("place", "broken"), list(zip(PLACES, cycle(BREAKS))))
def test_an_error_at_any_place_is_told_calmly(
    home: Home, capfd: pytest.CaptureFixture[str], place: str, broken: Break
) -> None:
    """In a handler, a worker, a timer or while drawing: one calm sentence, and the exit code 1."""
    way = next(each for each in ways(home) if each[0] == place)
    app = breaks_down(home, way, broken)
    told = "".join(capfd.readouterr())
    assert app.return_code == 1
    assert calm(told), told


FORMS: tuple[tuple[str, Way, tuple[str, ...]], ...] = (
    ("reflection-", ("reflection", ()), ()),
    ("feedback", ("giving", ()), ()),
    ("learn", ("learnings", ()), ("l",)),
    ("learn", ("live", ()), ("g", "enter", "l")),
)
"""Where one types: the beginning of the draft's name, the place, and the keys that open it."""


@pytest.mark.parametrize(
    ("draft", "way", "keys", "broken"),
    [(*form, each) for number, form in enumerate(FORMS) for each in BREAKS[number::2]],
)
def test_an_error_costs_nothing_of_what_is_typed(
    home: Home,
    capfd: pytest.CaptureFixture[str],
    draft: str,
    way: Way,
    keys: tuple[str, ...],
    broken: Break,
) -> None:
    """What was typed a moment ago is a draft on disk, and no text of it is told."""
    app = breaks_down(home, way, broken, TYPED, *keys)
    told = "".join(capfd.readouterr())
    assert app.return_code == 1
    assert calm(told), told
    assert "What you were typing is kept" in told
    kept = {name: fields for name, fields in Drafts(home).all().items() if name.startswith(draft)}
    assert TYPED in str(kept), Drafts(home).all()
