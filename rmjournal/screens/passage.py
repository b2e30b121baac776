"""From screen to screen: in place of all others, over the present one, into a sample and back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from rmjournal.door import Door
from rmjournal.i18n import _
from rmjournal.keys import KEYS
from rmjournal.screens import screen_of
from rmjournal.screens.base import JournalScreen
from rmjournal.screens.form import Form, keep_all
from rmjournal.widgets.plain import plain

if TYPE_CHECKING:
    from textual.app import App

    from rmjournal.paths import Home
    from rmjournal.screens.host import Host


class Passage:
    """Leads through the screens of an app; no draft is lost on the way."""

    def __init__(self, app: App[None]) -> None:
        self._app = app
        self._host = cast("Host", app)
        self._own: Home | None = None
        """The home from which a sample was entered, to go back to."""

    def depart(self, place: str) -> None:
        """Shows a screen in place of all others; of a draft that one leaves, says that it is kept.

        Where the disk refuses it, says so instead and stays. A screen in whose own line of keys the
        way there stands is not left: Escape comes back to it.
        """
        told = ""
        if not self._host.door.locked:
            over = reversed(self._app.screen_stack[1:])
            left = [each for each in over if isinstance(each, Form)]
            if not all(each.secured() for each in left):
                return
            told = next((each.farewell for each in left if each.farewell), "")
        if self._leads(place):
            self.visit(place)
        else:
            self.go(place)
        if told:
            self._host.tell(plain(told))

    def _leads(self, place: str) -> bool:
        """Whether the screen in front names the way there among its own keys."""
        screen = self._app.screen
        own = KEYS.get(screen.PLACE, ()) if isinstance(screen, JournalScreen) else ()
        return any(each.action == f"go('{place}')" for each in own)

    def go(self, place: str) -> None:
        """Shows a screen in place of all others, whose drafts are kept; none while it is locked."""
        app = self._app
        if self._host.door.locked:
            self._host.tell(plain(_("Open the journal with its passphrase first.")))
            return
        found = screen_of(place)
        keep_all(app.screen_stack)
        while len(app.screen_stack) > 1:
            app.pop_screen()
        if isinstance(app.screen, found):
            self._back(None)
        else:
            self._show(found())

    def visit(self, place: str, *about: Any, at_first: str = "") -> None:
        """Shows a screen over the present one, about something; an action of its own comes first."""
        screen = screen_of(place)(*about)
        screen.at_first = at_first
        self._show(screen)

    def _show(self, screen: JournalScreen) -> None:
        self._app.push_screen(screen, self._back)

    def _back(self, _result: None) -> None:
        """What is in front again is shown as it is by now."""
        screen = self._app.screen
        if isinstance(screen, JournalScreen) and screen.LIVE:
            screen.reload()

    def enter(self, home: Home) -> None:
        """Shows the journal of another home, from its Home on."""
        self._own = self._host.door.home
        self._open(home)

    def leave(self) -> None:
        """Leaves a sample for the journal it was entered from; without one, leaves the program."""
        if self._own is None:
            self._app.run_worker(self._app.action_quit())
        else:
            self._open(self._own)

    def _open(self, home: Home) -> None:
        keep_all(self._app.screen_stack)
        self._host.door = Door(home)
        self.go("home")
