"""Unlock: the passphrase of an encrypted journal, before anything of it is shown."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from textual import on
from textual.containers import Horizontal, VerticalScroll
from textual.widget import Widget
from textual.widgets import Input

from rmjournal import sealed
from rmjournal.errors import RmjournalError
from rmjournal.i18n import _
from rmjournal.journal.protection import TRIES
from rmjournal.screens.base import JournalScreen
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
    def action_open(self) -> None:
        """Tries what was typed."""
        typed = self.query_one("#passphrase", Input).value
        if self._busy:
            return
        if not typed:
            self._say(_("Type the passphrase first."))
            return
        self.tries += 1
        self._attempt(lambda: self.door.unlock(typed))

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
        self._busy = False
        self._say("")
        if opened:
            self.dismiss(None)

    def _refused(self, error: RmjournalError) -> None:
        self._busy = False
        happened, *rest = sentences(error)
        self._say(" ".join([happened, *rest[-1:]]))
        field = self.query_one("#passphrase", Input)
        field.value = ""
        field.focus()
        if self.tries >= TRIES:
            self.query_one("#unlock-recovery", Words).say(plain(_(sealed.FORGOTTEN)))

    def _say(self, text: str) -> None:
        shown = self.query_one("#unlock-state", Words)
        shown.set_class(bool(text), "-there")
        shown.say(plain(text))
