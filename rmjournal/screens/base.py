"""What every screen shares: its frame, its keys, and its way to the journal."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterable
from inspect import isawaitable
from typing import TYPE_CHECKING, Any, ClassVar, TypeVar, cast

from textual import events, on
from textual.app import ComposeResult
from textual.message import Message
from textual.screen import Screen
from textual.widget import Widget
from textual.worker import get_current_worker

from rmjournal.errors import RmjournalError
from rmjournal.keys import KEYS
from rmjournal.screens.bindings import Active, in_our_words
from rmjournal.widgets.frame import SMALLEST, Heading, TooSmall
from rmjournal.widgets.keyline import KeyLine
from rmjournal.widgets.push import Push

if TYPE_CHECKING:
    from rmjournal.door import Door
    from rmjournal.journal import Journal
    from rmjournal.screens.host import Host

T = TypeVar("T")


class Answered(Message):
    """A worker brings what the journal answered."""

    def __init__(self, then: Callable[[Any], Awaitable[None] | None], value: Any) -> None:
        super().__init__()
        self.then = then
        self.value = value


class Failed(Message):
    """A worker brings why the journal refused."""

    def __init__(self, error: RmjournalError) -> None:
        super().__init__()
        self.error = error


class JournalScreen(Screen[None]):
    """A screen of the journal: subclasses fill ``body``, ``load`` and ``show``."""

    PLACE: ClassVar[str] = ""
    """Under which its keys are declared."""
    LIVE: ClassVar[bool] = True
    """Whether it is loaded again when the journal was changed, here or elsewhere."""

    DEFAULT_CSS = """
    JournalScreen { layers: default notice; }
    JournalScreen.-small TooSmall { display: block; }
    """

    def __init__(self) -> None:
        super().__init__()
        self.facts: frozenset[str] = frozenset()
        """What is so at present, for the commands that need it."""

    @property
    def host(self) -> Host:
        """The app, as far as a screen knows it."""
        return cast("Host", self.app)

    @property
    def door(self) -> Door:
        """The way to the journal."""
        return self.host.door

    def compose(self) -> ComposeResult:
        """The frame around the body."""
        yield Heading()
        yield from self.body()
        yield TooSmall()
        yield KeyLine()

    def body(self) -> Iterable[Widget]:
        """The middle of the screen."""
        return ()

    def load(self, journal: Journal) -> Any:
        """All that the screen shows, read in a worker."""
        return None

    def show(self, found: Any) -> Awaitable[None] | None:
        """Shows what was loaded."""
        return None

    def on_mount(self) -> None:
        """The first load."""
        self.reload()

    def reload(self) -> None:
        """Loads everything again; an earlier load that is still under way is forgotten."""
        self.ask(self.load, self.show, kind="load")

    def ask(
        self,
        question: Callable[[Journal], T],
        then: Callable[[T], Awaitable[None] | None],
        *,
        kind: str,
    ) -> None:
        """Asks the journal in a worker; ``then`` gets the answer, unless the same kind is asked again."""
        self.run_worker(
            lambda: self._answer(question, then), group=kind, exclusive=True, thread=True
        )

    def do(self, verb: Callable[[Journal], T], then: Callable[[T], Awaitable[None] | None]) -> None:
        """Carries out a verb in a worker, whatever becomes of this screen; ``then`` gets its result."""
        self.app.run_worker(lambda: self._answer(verb, then), group="verbs", thread=True)

    def _answer(
        self, question: Callable[[Journal], T], then: Callable[[T], Awaitable[None] | None]
    ) -> None:
        worker = get_current_worker()
        try:
            value = self.door.ask(question)
        except RmjournalError as error:
            reply: Message = Failed(error)
        else:
            reply = Answered(then, value)
        if not worker.is_cancelled:
            self.post_message(reply)

    async def on_answered(self, message: Answered) -> None:
        """Goes on with the answer."""
        message.stop()
        result = message.then(message.value)
        if isawaitable(result):
            await result

    def on_failed(self, message: Failed) -> None:
        """Says what happened, what was kept and what to do."""
        message.stop()
        self.failed(message.error)

    def failed(self, error: RmjournalError) -> None:
        """Shows an error of the journal."""
        self.host.tell_error(error)

    @on(Push.Pressed)
    async def pressed(self, event: Push.Pressed) -> None:
        """A button asks for one of this screen's actions."""
        event.stop()
        await self.run_action(event.push.action)

    @property
    def active_bindings(self) -> Active:
        """The keys that do something now, in the language in use."""
        return in_our_words(super().active_bindings, self.PLACE)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Whether a command is there: what it needs is so."""
        needs = next((each.needs for each in KEYS.get(self.PLACE, ()) if each.action == action), "")
        return not needs or needs in self.facts

    def now(self, *facts: str) -> None:
        """From now on exactly these are so."""
        if self.facts != frozenset(facts):
            self.facts = frozenset(facts)
            self.refresh_bindings()

    def on_resize(self, event: events.Resize) -> None:
        """Below the smallest size there is a notice."""
        columns, lines = SMALLEST
        self.set_class(event.size.width < columns or event.size.height < lines, "-small")

    async def in_new_words(self) -> None:
        """Says everything again in the language in use; what was typed was kept before."""
        await self.recompose()
        self.refresh_bindings()
        self.reload()
