"""What the tests of the screens share: a sample's home, and someone who sits before it."""

from __future__ import annotations

import shutil
from collections.abc import Awaitable, Callable, Iterator
from contextlib import suppress
from datetime import date, datetime
from pathlib import Path
from random import Random
from typing import Any

import pytest
from textual import events
from textual.css.stylesheet import Stylesheet
from textual.pilot import Pilot
from textual.worker import WorkerCancelled

from rmjournal import i18n, paths
from rmjournal.app import JournalApp
from rmjournal.door import Door
from rmjournal.journal import Journal, demo
from rmjournal.journal.clock import Clock
from rmjournal.model.pair import Role
from rmjournal.paths import Home
from rmjournal.screens.standing import read_ahead
from rmjournal.storage import settings
from rmjournal.storage.store import Store
from rmjournal.widgets.choice import Choice
from rmjournal.widgets.gauge import Gauge
from rmjournal.widgets.listing import Listing
from rmjournal.widgets.rows import Rows
from rmjournal.widgets.words import Words
from tests.app.rest import run
from tests.conftest import NOW

Someone = Pilot[Any]
Script = Callable[[Someone], Awaitable[None]]
Sit = Callable[..., None]
SAYING = Words | Rows | Listing | Choice | Gauge
"""The widgets that can say what they show."""


def journal_of(home: Home, now: datetime = NOW) -> Journal:
    """The journal of a home, at a moment in Paris."""
    clock = Clock("Europe/Paris", now)
    return Journal(Store(home, clock.now), clock, settings.load(home).pair)


def new_pair(
    home: Home, role: Role = Role.MENTEE, now: datetime = NOW, *, start: date | None = None
) -> Journal:
    """The journal of Ana, mentee of Tom unless said otherwise, with nothing in it yet."""
    journal = journal_of(home, now)
    journal.pairs.create(me="Ana Ruiz", role=role, partner="Tom Weiss", start=start)
    return journal


@pytest.fixture(autouse=True)
def the_evening(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """It is the evening of 21 November 2026, in English, and nothing moves."""
    monkeypatch.setenv("RMJOURNAL_NOW", NOW.isoformat())
    for name in ("VISUAL", "EDITOR", "NO_COLOR"):
        monkeypatch.delenv(name, raising=False)
    i18n.use("en")
    yield
    i18n.use("en")


@pytest.fixture(scope="session")
def parsing_anew() -> Callable[..., Any]:
    """Textual's own parsing of styles."""
    return Stylesheet._parse_rules


@pytest.fixture(scope="session", autouse=True)
def styles_parsed_once(parsing_anew: Callable[..., Any]) -> Iterator[None]:
    """Styles are parsed for the first app that has them in these colours, not for every one again."""
    known: dict[Any, Any] = {}

    def once(self: Stylesheet, *about: Any, **more: Any) -> Any:
        key = (*self._variables.items(), *about, *more.items())
        if key not in known:
            known[key] = parsing_anew(self, *about, **more)
        return known[key]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Stylesheet, "_parse_rules", once)
        yield


@pytest.fixture(scope="session")
def samples(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Path]:
    """Writes the sample of a language once, with the same ids in every run; returns its home."""
    made: dict[str, Path] = {}

    def make(lang: str) -> Path:
        if lang not in made:
            made[lang] = tmp_path_factory.mktemp(f"sample-{lang}")
            home = paths.home(str(made[lang]))
            settings.change(home, "timezone", "Europe/Paris")
            with pytest.MonkeyPatch.context() as patch:
                numbers = Random(lang)
                patch.setattr("os.urandom", numbers.randbytes)
                demo.write(journal_of(home), lang)
        return made[lang]

    return make


MakeHome = Callable[[str], Home]


@pytest.fixture
def home_in(samples: Callable[[str], Path], tmp_path: Path) -> MakeHome:
    """A copy of the sample of a language."""

    def make(lang: str) -> Home:
        shutil.copytree(samples(lang), tmp_path / f"home-{lang}", dirs_exist_ok=True)
        i18n.use(lang)
        return paths.home(str(tmp_path / f"home-{lang}"))

    return make


@pytest.fixture
def home(home_in: MakeHome) -> Home:
    """A copy of the English sample."""
    return home_in("en")


@pytest.fixture
def empty(tmp_path: Path) -> Home:
    """A home with nothing in it."""
    return paths.home(str(tmp_path / "empty"))


def sit(home: Home, script: Script, size: tuple[int, int] = (80, 24)) -> JournalApp:
    """Someone sits before the screens, as the program starts them; returns the app once they left."""
    door = Door(home)
    read_ahead(door)
    app = JournalApp(door)

    async def evening() -> None:
        async with app.run_test(size=size) as someone:
            await settled(someone)
            await script(someone)

    run(evening())
    return app


async def settled(someone: Someone) -> None:
    """Waits until every worker has answered and every answer is shown.

    One that is overtaken meanwhile, as an earlier load is by a later one, has nothing to answer.
    """
    await someone.pause()
    while any(not each.is_finished for each in someone.app.workers):
        with suppress(WorkerCancelled):  # another one asks the same anew
            await someone.app.workers.wait_for_complete()
        await someone.pause()


async def press(someone: Someone, *keys: str) -> None:
    """Presses keys one after the other, and waits for what comes of each."""
    for key in keys:
        await someone.press(key)
        await settled(someone)


async def write(someone: Someone, text: str) -> None:
    """Types a text, in one go as a paste does: waiting for each letter takes its time."""
    someone.app.post_message(events.Paste(text))
    await settled(someone)


def shown(someone: Someone) -> str:
    """Every text on the screen in front, one widget a line."""
    screen = someone.app.screen
    return "\n".join(
        each.said for each in screen.query("*") if isinstance(each, SAYING) and each.display
    )


def told(someone: Someone) -> list[str]:
    """What was said in passing, without its breaks."""
    return [each.message.replace("\n", " ") for each in someone.app._notifications]


def footer(someone: Someone) -> dict[str, str]:
    """The label of each key in the footer."""
    active = someone.app.screen.active_bindings.values()
    return {
        someone.app.get_key_display(each.binding): each.binding.description
        for each in active
        if each.binding.show
    }
