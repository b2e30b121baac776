"""Sessions: what is planned, what is still to be said, and what was held."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, ClassVar

from textual import events, on
from textual.binding import BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.widget import Widget

from rmjournal.i18n import _, ngettext
from rmjournal.journal.overview import Overview, overview
from rmjournal.model.session import Session, SessionStatus
from rmjournal.screens import session_parts, session_words
from rmjournal.screens.bindings import bindings
from rmjournal.screens.phrases import joined, session_about, the_two
from rmjournal.screens.planning import Planning
from rmjournal.screens.session_parts import Outline
from rmjournal.screens.session_rows import RIGHT, WIDE, SessionRows
from rmjournal.screens.session_words import Noted
from rmjournal.widgets.frame import Heading
from rmjournal.widgets.listing import Listing
from rmjournal.widgets.plain import plain
from rmjournal.widgets.words import Words

if TYPE_CHECKING:
    from rmjournal.journal import Journal

ROOM = 100
"""The columns from which on what one session holds stands beside the list."""


@dataclass(frozen=True, slots=True)
class Sessions:
    """What the screen shows."""

    today: date
    zone: str
    """The person's time zone."""
    names: str
    """The two, by their first names."""
    found: Overview


class SessionsScreen(Planning):
    """Where one sees all sessions, and says what becomes of each."""

    PLACE = "sessions"
    BINDINGS: ClassVar[list[BindingType]] = bindings("sessions")
    CSS_PATH = "sessions.tcss"
    AUTO_FOCUS = "#sessions"

    def __init__(self) -> None:
        super().__init__()
        self.at: Sessions | None = None
        self._wanted = ""
        """The session to be highlighted once it is there."""

    def body(self) -> Iterable[Widget]:
        """The list, and room beside it; or how to begin."""
        yield Words(plain(""), id="nothing")
        listing = Listing(wide=WIDE, right=RIGHT, id="sessions")
        beside = VerticalScroll(id="beside", can_focus=False)
        yield Horizontal(listing, beside, id="both")

    def load(self, journal: Journal) -> Sessions | None:
        """All sessions; nothing where there is no pair yet."""
        if not journal.pairs.all():
            return None
        clock = journal.clock
        return Sessions(clock.today(), clock.zone, the_two(journal.pair), overview(journal))

    def show(self, found: Sessions | None) -> None:
        """Fills the list, with the same session highlighted as before."""
        self.at = found
        names = found.names if found else ""
        self.query_one(Heading).say(plain(joined(_("Sessions"), names)), plain(self._counts()))
        rows = SessionRows(found.found, found.today, found.zone, self.hushed) if found else None
        self.query_one("#nothing", Words).say(plain(_nothing(pair=found is not None)))
        self.set_class(not rows, "-empty")
        listing = self.query_one(Listing)
        listing.fill(rows or (), widths=rows.widths if rows else None)
        if self._wanted:
            listing.go_to(self._wanted)
            self._wanted = ""
        if rows and self.focused is None:
            listing.focus()
        self._look_at_it()

    def _counts(self) -> str:
        if self.at is None:
            return ""
        held, coming = len(self.at.found.held), len(self.at.found.coming)
        return ", ".join((ngettext("{n} held", "{n} held", held), _("{n} to come", n=coming)))

    @property
    def session(self) -> Session | None:
        """The highlighted one."""
        id = self.query_one(Listing).highlighted
        return self.at.found.sessions.get(id) if self.at and id else None

    @on(Listing.Highlighted)
    def highlighted(self) -> None:
        """What can be done follows; what stands beside is read once the mark has moved."""
        self.now(*self._facts(self.session))
        self.call_after_refresh(self._look_at_it)

    def on_resize(self, event: events.Resize) -> None:
        """What stands beside is read once there is room for it."""
        self.set_class(event.size.width >= ROOM, "-wide")
        self._look_at_it()

    def _look_at_it(self) -> None:
        session = self.session
        self.now(*self._facts(session))
        if session is not None and self.size.width >= ROOM:
            self.ask(lambda journal: session_parts.outline(journal, session), self._beside,
                     kind="beside")  # fmt: skip
        elif session is None:
            self.query_one("#beside").remove_children()

    def _facts(self, session: Session | None) -> Iterator[str]:
        if self.at is None:
            return
        yield "pair"
        if session is None:
            return
        found = self.at.found
        yield "one"
        under_way = session.id == found.under_way
        if under_way:
            yield "running"
        if session.status is SessionStatus.PLANNED and not under_way:
            yield "open"
        if session.status is not SessionStatus.HELD:
            yield "unheld"
        if session.status is SessionStatus.HELD or under_way or session.id in found.unsaid:
            yield "past"

    async def _beside(self, outline: Outline) -> None:
        if self.at is None:
            return
        name = session_about(self.at.found.numbers, outline.session, self.at.today)
        beside = self.query_one("#beside")
        async with self.batch():
            await beside.remove_children()
            await beside.mount_all(list(session_parts.beside(outline, name, self.hushed)))

    @on(Listing.Chosen)
    def chosen(self) -> None:
        """Enter or a second click opens it."""
        self.action_open()

    def action_open(self) -> None:
        """Shows what came of it, or its agenda while it is to come."""
        session = self.session
        if session is None or self.at is None:
            return
        if session.id == self.at.found.under_way:
            self.host.go("live")
        elif session.status is SessionStatus.PLANNED:
            self.host.visit("agenda", session.id)
        else:
            self.host.visit("session", session.id)

    def action_new(self) -> None:
        """Plans a session."""
        self.plan_session()

    def action_edit(self) -> None:
        """Changes the session."""
        if session := self.session:
            self.edit_session(session.id)

    def action_done(self) -> None:
        """Says that it took place; one that is under way ends as it does on its own screen."""
        if "running" in self.facts:
            self.host.resume("live", "done")
        elif session := self.session:
            self.hold_session(session.id)

    def action_move(self) -> None:
        """Gives it another date, or none, or cancels it."""
        if session := self.session:
            self.move_session(session.id)

    def action_reflect(self) -> None:
        """Opens the reflection on it."""
        if session := self.session:
            self.host.visit("reflection", session.id)

    def action_delete(self) -> None:
        """Puts it in the trash."""
        if session := self.session:
            self.do(lambda journal: _delete(journal, session), super().noted)

    async def in_new_words(self) -> None:
        """Says everything again, with the same session highlighted."""
        self._wanted = self.query_one(Listing).highlighted or ""
        await super().in_new_words()

    def noted(self, noted: Noted | None) -> None:
        """Says what was done, and goes to the session it was done to."""
        if noted is not None:
            self._wanted = noted.session.id
        super().noted(noted)


def _delete(journal: Journal, session: Session) -> Noted:
    name = session_words.about(journal, session)
    journal.records.delete(session)
    return session_words.deleted(session, name)


def _nothing(*, pair: bool) -> str:
    if pair:
        return _(
            "No session yet.\n\nA session has one purpose and a prepared agenda, with room kept for "
            "the unplanned. What is not reached is carried over, never lost.\n\n‹n› plans the first one."
        )
    return _("Nothing is written yet. ‹F2› says how to begin.")
