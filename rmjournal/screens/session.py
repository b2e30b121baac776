"""The page of one session: what was covered, learned, promised, and made of it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, ClassVar

from textual.binding import BindingType
from textual.containers import VerticalScroll
from textual.widget import Widget

from rmjournal.errors import NotFound
from rmjournal.i18n import _, words
from rmjournal.journal.outcomes import Outcomes, outcomes
from rmjournal.model.pair import Pair
from rmjournal.model.record import Visibility
from rmjournal.model.session import SessionStatus
from rmjournal.screens import session_page
from rmjournal.screens.bindings import SCROLL, bindings
from rmjournal.screens.phrases import session_about
from rmjournal.screens.planning import Planning
from rmjournal.vocabulary import readers
from rmjournal.widgets.frame import Heading
from rmjournal.widgets.plain import plain
from rmjournal.widgets.words import Words

if TYPE_CHECKING:
    from rmjournal.journal import Journal


@dataclass(frozen=True, slots=True)
class Page:
    """What the screen shows."""

    pair: Pair
    now: datetime
    zone: str
    """The person's time zone."""
    name: str
    """The session by its number and day."""
    found: Outcomes
    past: bool
    """Whether it took place, or may have."""


class SessionScreen(Planning):
    """Where one reads what came of a session."""

    PLACE = "session"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings("session"), *SCROLL]
    CSS_PATH = "session.tcss"

    def __init__(self, id: str) -> None:
        super().__init__()
        self._session = id

    def body(self) -> Iterable[Widget]:
        """A column that scrolls; it is filled once the journal was read."""
        yield VerticalScroll(id="page", can_focus=False)

    def load(self, journal: Journal) -> Page | None:
        """All that the journal has about the session; nothing where it is gone."""
        try:
            found = outcomes(journal, f"#{self._session}")
        except NotFound:
            return None
        session = found.session
        name = session_about(journal.sessions.numbers(), session, journal.clock.today())
        past = session.status is SessionStatus.HELD or journal.sessions.is_past(session)
        return Page(journal.pair, journal.clock.local(), journal.clock.zone, name, found, past)

    async def show(self, page: Page | None) -> None:
        """Shows it, from where one was reading; of one that is gone, that it is."""
        self._head(page)
        column = self.query_one("#page")
        async with self.batch():
            await column.remove_children()
            await column.mount_all(list(self._parts(page)))

    def _head(self, page: Page | None) -> None:
        if page is None:
            self.now()
            self.query_one(Heading).say(plain(_("Gone")), plain(""))
            return
        session = page.found.session
        only_mine = session.visibility is Visibility.PRIVATE
        title, right = plain(words().capital(page.name)), plain(readers(session.visibility))
        self.query_one(Heading).say(title, right, private=only_mine)
        held = session.status is SessionStatus.HELD
        self.now("pair", *(["past"] if page.past else []), *(["held"] if held else []))

    def _parts(self, page: Page | None) -> Iterable[Widget]:
        if page is None:
            return [Words(plain(_("This is no longer in the journal.")), classes="-quiet")]
        return session_page.parts(page.pair, page.now, page.zone, page.found, self.hushed)

    def action_scroll(self, how: str) -> None:
        """Shows what is further down, or further up."""
        getattr(self.query_one("#page"), f"scroll_{how}")(animate=False)

    def action_reflect(self) -> None:
        """Opens the reflection on it."""
        self.host.visit("reflection", self._session)

    def action_agenda(self) -> None:
        """Opens its agenda."""
        self.host.visit("agenda", self._session)

    def action_edit(self) -> None:
        """Changes the session."""
        self.edit_session(self._session)

    def action_export(self) -> None:
        """Shows its recap before it leaves."""
        self.host.visit("export", self._session)
