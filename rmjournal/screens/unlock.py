"""Unlock: the passphrase of an encrypted journal, before anything of it is shown."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable

from textual import on
from textual.containers import Horizontal, VerticalScroll
from textual.widget import Widget
from textual.widgets import Input

from rmjournal import sealed
from rmjournal.errors import RmjournalError
from rmjournal.i18n import _
from rmjournal.journal.protection import TRIES
from rmjournal.screens import typed as typed_before
from rmjournal.screens.base import DRAWN, JournalScreen
from rmjournal.screens.bindings import bindings
from rmjournal.telling import sentences
from rmjournal.widgets.frame import Heading
from rmjournal.widgets.plain import plain
from rmjournal.widgets.push import Push
from rmjournal.widgets.words import Words


class UnlockScreen(JournalScreen):
    """Asks for the passphrase; what is typed here is kept nowhere."""

    PLACE = "unlock"
    LIVE = False
    BINDINGS = bindings("unlock")
    CSS_PATH = "unlock.tcss"
    AUTO_FOCUS = "#passphrase"

    def __init__(self) -> None:
        super().__init__()
        self.tries = 0
        self._busy = False
        self._next = ""
        """What was entered while something else is being tried."""

    def body(self) -> Iterable[Widget]:
        """One field, what became of the last try, and how to recover."""
        told = _("This journal is encrypted. Its passphrase opens it until you leave.")
        yield VerticalScroll(
            Words(plain(told), classes="paragraph"),
            Words(plain(str(self.door.home.journal)), classes="-quiet"),
            Input(password=True, id="passphrase", compact=True, placeholder=_("Passphrase")),
            Words(plain(""), id="unlock-state"),
            Words(plain(""), id="unlock-recovery", classes="paragraph"),
            Horizontal(
                Push(plain(_("Open")), "open", id="unlock", classes="-main"),
                Push(plain(_("Quit")), "app.quit", id="leave"),
            ),
            id="locked",
            can_focus=False,
        )

    def on_mount(self) -> None:
        """Opens the journal at once where the environment gives what it takes."""
        self.query_one(Heading).say(plain(_("Your journal is locked")), plain(""))
        self._attempt(self.door.open_at_hand)

    def reload(self) -> None:
        """There is nothing to load."""

    async def in_new_words(self) -> None:
        """Says everything again, and what became of the last try no more."""
        await super().in_new_words()
        self.query_one(Heading).say(plain(_("Your journal is locked")), plain(""))

    @on(Input.Submitted)
    def submitted(self, event: Input.Submitted) -> None:
        """Tries what stood in the field when Enter was pressed, whatever was typed after it."""
        self._open_with(event.value)

    def action_open(self) -> None:
        """Tries what is typed."""
        self._open_with(self._field.value)

    @property
    def _field(self) -> Input:
        return self.query_one("#passphrase", Input)

    def _open_with(self, typed: str) -> None:
        """Tries a passphrase; while another is being tried, it waits to be the next one."""
        if self._busy:
            self._next = typed
        elif not typed:
            self._say(_("Type the passphrase first."))
        else:
            self.tries += 1
            self._take_out(typed)
            self._attempt(lambda: self.door.unlock(typed))

    def _take_out(self, typed: str) -> None:
        """What is tried leaves the field, so that what is typed meanwhile is a whole of its own."""
        field = self._field
        field.value = field.value.removeprefix(typed)
        field.cursor_position = len(field.value)
        field.focus()

    def _attempt(self, attempt: Callable[[], bool]) -> None:
        self._busy = True
        self._say(_("Opening …"))
        self.once_seen(
            lambda: self.run_worker(lambda: self._in_worker(attempt), group="unlock", thread=True)
        )

    def _in_worker(self, attempt: Callable[[], bool]) -> None:
        try:
            opened = attempt()
        except RmjournalError as error:
            self.app.call_from_thread(self._refused, error)
        else:
            self.app.call_from_thread(self._opened, opened)

    def _opened(self, opened: bool) -> None:
        if opened:
            self.run_worker(self._leave(), group="unlock")
        else:
            self._say("")
            self._go_on()

    async def _leave(self) -> None:
        """Goes once all that was typed meanwhile has come here: on the next screen, letters are commands."""
        await asyncio.sleep(DRAWN)
        await typed_before.taken(self.app)
        await typed_before.taken(self.focused)
        self.dismiss(None)

    def _refused(self, error: RmjournalError) -> None:
        happened, *rest = sentences(error)
        self._say(" ".join([happened, *rest[-1:]]))
        self._field.focus()
        if self.tries >= TRIES:
            self.query_one("#unlock-recovery", Words).say(plain(_(sealed.FORGOTTEN)))
        self._go_on()

    def _go_on(self) -> None:
        """Tries what was entered meanwhile, if anything was."""
        self._busy = False
        typed, self._next = self._next, ""
        if typed:
            self._open_with(typed)

    def _say(self, text: str) -> None:
        shown = self.query_one("#unlock-state", Words)
        shown.set_class(bool(text), "-there")
        shown.say(plain(text))
