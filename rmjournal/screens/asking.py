"""A screen that asks the journal: in a worker, so that nobody waits for the disk."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from inspect import isawaitable
from typing import TYPE_CHECKING, Any, TypeVar, cast

from textual.message import Message
from textual.worker import get_current_worker

from rmjournal.errors import RmjournalError
from rmjournal.i18n import N_, _
from rmjournal.screens.bindings import STEPS
from rmjournal.screens.closing import Closing
from rmjournal.widgets.plain import plain

if TYPE_CHECKING:
    from rmjournal.door import Door
    from rmjournal.journal import Journal
    from rmjournal.screens.host import Host

T = TypeVar("T")
Result = TypeVar("Result")

TWO = N_("The same words were changed elsewhere too; both versions wait, ‹^l› shows them.")


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


class Asking(Closing[Result]):
    """A screen with a way to the journal."""

    BINDINGS = STEPS

    def __init__(self) -> None:
        super().__init__()
        self._one_at_a_time = asyncio.Lock()
        self._at_it: asyncio.Task[Any] | None = None

    @property
    def host(self) -> Host:
        """The app, as far as a screen knows it."""
        return cast("Host", self.app)

    @property
    def door(self) -> Door:
        """The way to the journal."""
        return self.host.door

    def ask(
        self,
        question: Callable[[Journal], T],
        then: Callable[[T], Awaitable[None] | None],
        *,
        kind: str,
    ) -> None:
        """Asks the journal in a worker; ``then`` gets the answer, unless the same kind is asked again."""
        door = self.door
        self.run_worker(
            lambda: self._answer(door, question, then), group=kind, exclusive=True, thread=True
        )

    def do(self, verb: Callable[[Journal], T], then: Callable[[T], Awaitable[None] | None]) -> None:
        """Carries out a verb in a worker, after those asked for before, even if this screen goes.

        ``then`` gets its result, if the screen is still there; that another version of the same
        words waits is said after it. The journal is the one that is shown now, whichever is by the
        time of its turn.
        """
        door, host = self.door, self.host

        def carry(journal: Journal) -> tuple[T, bool]:
            before = len(journal.store.fresh)
            return verb(journal), len(journal.store.fresh) > before

        async def done(answer: tuple[T, bool]) -> None:
            value, two = answer
            if isawaitable(result := then(value)):
                await result
            if two:
                # After what whoever opened a sheet says of its result, in the same queue.
                host.rooms[-1].call_later(host.tell, plain(_(TWO)), also=True)

        door.queue(lambda: self._answer(door, carry, done))
        self.app.run_worker(door.serve, group="verbs", thread=True)

    def _answer(
        self,
        door: Door,
        question: Callable[[Journal], T],
        then: Callable[[T], Awaitable[None] | None],
    ) -> None:
        worker = get_current_worker()
        try:
            value = door.ask(question)
        except RmjournalError as error:
            reply: Message = Failed(error)
        else:
            reply = Answered(then, value)
        if not worker.is_cancelled:
            self.post_message(reply)

    async def on_answered(self, message: Answered) -> None:
        """Goes on with the answer."""
        message.stop()
        async with self._alone():
            result = message.then(message.value)
            if isawaitable(result):
                await result

    async def made_anew(self) -> None:
        """Has all its widgets made again; answers that come meanwhile are shown in the new ones."""
        async with self._alone():
            await self.recompose()

    @asynccontextmanager
    async def _alone(self) -> AsyncIterator[None]:
        """Either an answer is being shown, or everything is being made anew, and never both."""
        task = asyncio.current_task()
        if self._at_it is task:
            yield
            return
        async with self._one_at_a_time:
            self._at_it = task
            try:
                yield
            finally:
                self._at_it = None

    def on_failed(self, message: Failed) -> None:
        """Says what happened, what was kept and what to do."""
        message.stop()
        self.failed(message.error)

    def in_discretion(self) -> None:
        """Private text was hidden, or is shown again."""
        self.set_class(self.host.discreet, "-discreet")

    def failed(self, error: RmjournalError) -> None:
        """Shows an error of the journal."""
        self.host.tell_error(error)
