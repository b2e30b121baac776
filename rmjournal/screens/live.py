"""Session in progress: two clocks, the agenda, and one key for each thing worth keeping.

It stands beside a video call, and is perhaps shared: what only I may read is never on it.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.geometry import Region
from textual.widget import Widget

from rmjournal import hour
from rmjournal.i18n import _, words
from rmjournal.journal.ending import Ended
from rmjournal.keys import RESUME
from rmjournal.model.progress import Progress, Stand
from rmjournal.model.session import Session
from rmjournal.screens import live_ending, live_parts, live_words
from rmjournal.screens.bindings import Active, bindings, called
from rmjournal.screens.catch_line import CatchLine
from rmjournal.screens.catching import Begun, begun
from rmjournal.screens.clocks import Clocks
from rmjournal.screens.dialog import Dialog
from rmjournal.screens.live_line import LineScreen
from rmjournal.screens.meeting import Meeting, Nothing, meeting
from rmjournal.screens.phrases import session_name
from rmjournal.widgets.frame import Heading
from rmjournal.widgets.plain import line, plain
from rmjournal.widgets.words import Words

if TYPE_CHECKING:
    from rmjournal.journal import Journal

TICK = 1.0
"""Seconds between two looks at the clock; the disk is not looked at."""
MORE = 5
"""The minutes that one key gives."""
TIGHT, NARROW = 24, 72
"""The lines and the columns below which nothing is spaced."""


class LiveScreen(LineScreen):
    """The session under way, or the one to be started."""

    PLACE = "live"
    CSS_PATH = "live.tcss"
    AUTO_FOCUS = ""
    BINDINGS: ClassVar[list[BindingType]] = [
        *bindings("live"),
        *(Binding(key, f"scroll('{key}')", show=False) for key in ("down", "up")),
    ]

    def __init__(self) -> None:
        super().__init__()
        self._shown: object = self

    def body(self) -> Iterable[Widget]:
        """Clocks, what is beneath them, and the line to type on."""
        yield Clocks(id="clocks")
        yield VerticalScroll(id="course", can_focus=False)
        yield CatchLine(self.door.clock, id="catch")

    def on_mount(self) -> None:
        """Lets the clocks go."""
        self.set_interval(TICK, self.tick)
        self.keep_soon()

    def load(self, journal: Journal) -> Meeting | Nothing:
        """The session with its agenda and what was noted."""
        return meeting(journal, self.door.drafts.all())

    async def show(self, found: Meeting | Nothing) -> None:
        """Shows it, and leaves alone what is being typed."""
        key = (found, words().language, self.door.clock.today())
        first_time, self.at = self.at is None, found
        if key != self._shown:
            self._shown = key
            self._head(found)
            under_way = isinstance(found, Meeting) and found.under_way
            self.set_class(under_way, "-under-way")
            column = self.query_one("#course")
            async with self.batch():
                await column.remove_children()
                await column.mount_all(list(self._parts(found)))
            self._focus_offer()
            self.call_after_refresh(self._see_latest)
        self.tick()
        self._see_facts()
        if first_time:
            self._offer_begun()

    def _parts(self, found: Meeting | Nothing) -> Iterable[Widget]:
        if isinstance(found, Nothing):
            return live_parts.nothing(found)
        at = found.at(self.door.clock.stamp())
        if found.under_way:
            return live_parts.course(found, at, self.door.clock.today())
        return live_parts.offer(found, at, self.door.clock.local(), self.door.clock.zone)

    def _head(self, found: Meeting | Nothing) -> None:
        title = _("Session in progress")
        if isinstance(found, Meeting):
            title = live_words.title(found.numbers, found.session)
        self.query_one(Heading).say(line(title), plain(_("nothing private on screen")))

    def _see_latest(self) -> None:
        """Shows what was just noted, else the item that is spoken of, where not all has room."""
        at, column = self._progress(), self.query_one("#course")
        if self._just_noted:
            self._just_noted = False
            for notes in self.query("#notes"):
                column.scroll_to_region(Region(0, notes.virtual_region.y - 1, 1, 2), animate=False)
        elif at is not None and at.now is not None:
            row = next(n for n, each in enumerate(live_parts.shown(at)) if each.stand is Stand.NOW)
            column.scroll_to_region(Region(0, max(row - 1, 0), 1, 4), animate=False)

    def tick(self) -> None:
        """Says what time it is in the session: from its events and the clock, and nothing else."""
        at, found = self._progress(), self.at
        if at is None or not isinstance(found, Meeting):
            return
        if found.under_way:
            self.query_one(Clocks).say(found.pair, at)
            self._see_facts()
        for each in self.query("#if-begun").results(Words):
            each.say(plain(live_parts.if_begun(at)))

    def on_resize(self, event: events.Resize) -> None:
        """A small window has no room to spare."""
        self.set_class(event.size.height < TIGHT, "-tight")
        self.set_class(event.size.width < NARROW, "-narrow")

    async def in_new_words(self) -> None:
        """Says everything again, whatever was said before."""
        self._shown = self
        await super().in_new_words()

    def action_scroll(self, way: str) -> None:
        """Shows what is further down, or further up."""
        getattr(self.query_one("#course"), f"scroll_{way}")(animate=False)

    @property
    def active_bindings(self) -> Active:
        """The keys that do something now; the one that pauses goes on, while the time is stopped."""
        active = super().active_bindings
        return called(active, _(RESUME), "pause") if "paused" in self.facts else active

    # The timer

    def action_step(self) -> None:
        """Starts the session; asks first where it is planned for another day."""
        if not isinstance(self.at, Meeting):
            return
        if not self.at.early:
            self._start(self.at.session)
            return
        session, name = self.at.session, session_name(self.at.numbers, self.at.session)
        said = hour.early(session.when, self.door.clock.today())
        dialog = Dialog(
            plain(_("Start {session} now?", session=name)), plain(said),
            offers=((_("Start"), "start"),),
        )  # fmt: skip
        self.app.push_screen(dialog, lambda answer: self._start(session) if answer else None)

    def _start(self, session: Session) -> None:
        self.do(lambda journal: journal.timers.start(session, early=True), self._moved)

    def action_plan(self) -> None:
        """Goes where sessions are planned."""
        self.host.go("sessions")

    def action_next(self) -> None:
        """Goes on to the next item, after a pause too."""
        self.do(lambda journal: journal.timers.advance(), self._advanced)

    def _advanced(self, at: Progress) -> None:
        self._moved(at)
        if at.resumed:
            self._line.tell(plain(_("The pause is over: the time goes on. ‹u› takes it back.")))

    def action_pause(self) -> None:
        """Stops the timer, or lets it go on."""
        self.do(lambda journal: journal.timers.pause(), self._moved)

    def action_more(self) -> None:
        """Gives the item and the session five more minutes."""
        self.do(lambda journal: journal.timers.extend(MORE), self._extended)

    def _extended(self, at: Progress) -> None:
        self._moved(at)
        told = _(
            "{n} more minutes: {whole} min in all. ‹u› takes them back.", n=MORE, whole=at.minutes
        )
        self._line.tell(plain(told))

    def _moved(self, _at: Progress) -> None:
        self._line.tell(plain(""))
        self.reload()

    def action_done(self) -> None:
        """Asks whether the session is over, and names what was not reached."""
        drafts, at = self.door.drafts, self._progress()
        if at is not None:
            session = at.session
            self.ask(lambda _journal: begun(drafts.all(), session), self._ask_end, kind="end")

    def _ask_end(self, lines: tuple[Begun, ...]) -> None:
        if (at := self._progress()) is None:
            return
        item = at.now.item if at.now else None
        rest = live_ending.Rest(self.door.drafts, self.door.clock, at.session, item, lines)
        if at.forgotten:
            self.app.push_screen(live_ending.how_long(at, rest), self._ended)
        else:
            self.app.push_screen(live_ending.question(at, rest), partial(self._answered, rest))

    def _answered(self, rest: live_ending.Rest, answer: str | None) -> None:
        if answer:
            self.do(lambda journal: rest.end(journal, answer), self._ended)

    def _ended(self, ended: Ended | None) -> None:
        if ended is None or not isinstance(self.at, Meeting):
            return
        name = session_name(self.at.numbers, ended.session)
        self.host.tell(plain(live_ending.told(name, ended)))
        self.host.go("home")
        self.host.visit("reflection")
