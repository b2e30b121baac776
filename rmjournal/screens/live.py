"""Session in progress: two clocks, the agenda, and one key for each thing worth keeping.

It stands beside a video call, and is perhaps shared: what only I may read is never on it.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual import events, on
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.geometry import Region
from textual.widget import Widget

from rmjournal import naming
from rmjournal.errors import CannotWrite, RmjournalError
from rmjournal.i18n import _, words
from rmjournal.journal.timers import Ended
from rmjournal.keys import KEYS, RESUME
from rmjournal.model.progress import Progress, Stand
from rmjournal.model.record import Record, Visibility
from rmjournal.model.session import Session
from rmjournal.screens import live_ending, live_parts, live_words
from rmjournal.screens.base import JournalScreen
from rmjournal.screens.bindings import Active, bindings, called
from rmjournal.screens.catch_line import CatchLine, Opened
from rmjournal.screens.catching import BY_ACTION, LINE, Begun, Catch, Said, begun, readers_of
from rmjournal.screens.clocks import Clocks
from rmjournal.screens.dialog import Dialog
from rmjournal.screens.drafting import Draft
from rmjournal.screens.form import Form
from rmjournal.screens.meeting import Meeting, Nothing, meeting
from rmjournal.screens.phrases import session_name
from rmjournal.screens.refusals import sentences
from rmjournal.storage.drafts import Fields
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


class LiveScreen(JournalScreen, Form[None]):
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
        self.at: Meeting | Nothing | None = None
        self._shown: object = self
        self._taken = ""
        """The text that is on its way into the journal."""
        self._just_noted = False
        self._others: Fields = {}
        """What the draft of the line holds besides it."""
        self._as_opened: Fields = {}
        """What stood on the line when it was opened, unless it had been typed on it before."""
        self._offered: set[str] = set()
        """The actions of the lines that were open since this screen is shown."""

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

    def _offer_begun(self) -> None:
        """Opens the line that was begun, as it was; where only I may read it, says which key does."""
        for each in self._waiting:
            if self._readers(each.catch) is not Visibility.PRIVATE:
                self._open(each.catch.action)
                return
        self._line.tell(plain(self._reminder))

    @property
    def _waiting(self) -> list[Begun]:
        """The lines that were begun before, and not opened since."""
        found = self.at.begun if isinstance(self.at, Meeting) else ()
        return [each for each in found if each.catch.action not in self._offered]

    @property
    def _reminder(self) -> str:
        """That another line was begun, and which key brings it back; nothing where none was."""
        if not (waiting := self._waiting):
            return ""
        key = next(each.key for each in KEYS["live"] if each.action == waiting[0].catch.action)
        return _("You had begun a line; {key} brings it back.", key=key)

    def _parts(self, found: Meeting | Nothing) -> Iterable[Widget]:
        if isinstance(found, Nothing):
            return live_parts.nothing(found)
        at = found.at(self.door.clock.stamp())
        if found.under_way:
            return live_parts.course(found, at, self.door.clock.today())
        return live_parts.offer(found, at, self.door.clock.local())

    def _head(self, found: Meeting | Nothing) -> None:
        title = _("Session in progress")
        if isinstance(found, Meeting):
            title = live_words.title(found.numbers, found.session)
        self.query_one(Heading).say(line(title), plain(_("nothing private on screen")))

    def _focus_offer(self) -> None:
        if self._line.opened:
            return
        for each in self.query("#start, #plan"):
            each.focus(scroll_visible=False)

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

    def _progress(self) -> Progress | None:
        """How the session stands now; how it would stand, if it is still to be started."""
        if not isinstance(self.at, Meeting):
            return None
        return self.at.at(self.door.clock.stamp())

    def _see_facts(self) -> None:
        if self._line.opened or not isinstance(self.at, Meeting):
            self.now()
        else:
            self.now(*self.at.facts(self.door.clock.stamp()))

    @property
    def _line(self) -> CatchLine:
        return self.query_one(CatchLine)

    def on_resize(self, event: events.Resize) -> None:
        """A small window has no room to spare."""
        self.set_class(event.size.height < TIGHT, "-tight")
        self.set_class(event.size.width < NARROW, "-narrow")

    async def in_new_words(self) -> None:
        """Says everything again; what is typed is a draft by now."""
        self.draft, self._others, self._shown = None, {}, self
        self.at, self._offered = None, set()
        self.set_focus(None)
        await super().in_new_words()

    def action_scroll(self, way: str) -> None:
        """Shows what is further down, or further up."""
        getattr(self.query_one("#course"), f"scroll_{way}")(animate=False)

    @property
    def active_bindings(self) -> Active:
        """The keys that do something now; the one that pauses goes on, while the time is stopped."""
        active = super().active_bindings
        return called(active, RESUME, "pause") if "paused" in self.facts else active

    # The timer

    def action_step(self) -> None:
        """Starts the session; asks first where it is planned for another day."""
        if not isinstance(self.at, Meeting):
            return
        if not self.at.early:
            self._start(self.at.session)
            return
        session, name = self.at.session, session_name(self.at.numbers, self.at.session)
        said = naming.early(session.when, self.door.clock.today())
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
        """Goes on to the next item."""
        self.do(lambda journal: journal.timers.advance(), self._moved)

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

    def done(self, told: str) -> None:
        """Says what was done under the line, where it hides nothing."""
        self._line.tell(plain(told))
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

    # What is caught

    def action_learned(self) -> None:
        """Opens the line for something learned."""
        self._open("learned")

    def action_action(self) -> None:
        """Opens the line for who does what."""
        self._open("action")

    def action_park(self) -> None:
        """Opens the line for a topic to set aside."""
        self._open("park")

    def action_decision(self) -> None:
        """Opens the line for what was decided."""
        self._open("decision")

    def action_win(self) -> None:
        """Opens the line for what went well."""
        self._open("win")

    def _open(self, action: str) -> None:
        at = self._progress()
        if at is None or not isinstance(self.at, Meeting):
            return
        catch, item = BY_ACTION[action], at.now.item if at.now else None
        self._offered.add(action)
        self.draft = Draft(self.door.drafts, catch.draft)
        kept = self.draft.kept
        read = readers_of(catch, at.session, item)
        self._others = catch.others(kept)
        self._line.open(Opened(catch, self.at.pair, at.session, item, read), kept)
        self._as_opened = {} if LINE in kept else self._line.texts()
        self._see_facts()

    def _readers(self, catch: Catch) -> Visibility:
        """Who would read a line of that kind now."""
        at = self._progress()
        assert at is not None
        return readers_of(catch, at.session, at.now.item if at.now else None)

    def texts(self) -> Fields:
        """What is typed on the line."""
        typed, opened = self._line.texts(), self._line.opened
        if opened is None or typed == self._as_opened or not any(typed.values()):
            return {**self._others, **typed}
        return {**self._others, **typed, LINE: opened.session.id}

    @property
    def farewell(self) -> str:
        """What a sheet left in the draft is no matter of the line's."""
        return super().farewell if any(self._line.texts().values()) else ""

    @on(CatchLine.Entered)
    def catch(self, event: CatchLine.Entered) -> None:
        """Keeps the line in the journal; an empty one is only closed."""
        opened = self._line.opened
        if opened is None or self._saving:
            return
        try:
            said = self._line.said(event.texts)
        except RmjournalError as error:
            self.failed(error)
            return
        if not said.text.strip():
            self.action_close()
            return
        self._saving, self._taken = True, said.text
        draft, others = self.draft, self._others
        self.do(lambda journal: _keep(journal, opened, said, draft, others), self._caught)

    def _caught(self, _record: Record) -> None:
        self._saving, self._just_noted = False, True
        if self.draft is not None:
            self.draft = Draft(self.door.drafts, self.draft.name)
            if not self._line.go_on_after(self._taken):
                self.draft.keep(self._others)
                self._shut()
        at = words().time(self.door.clock.local())
        told = _("Kept at {time}. ‹u› takes it back.", time=at)
        self.done(live_words.joined_sentences(told, self._reminder))

    def _shut(self) -> None:
        self.draft = None
        self._line.close()
        self._focus_offer()
        self._see_facts()

    def failed(self, error: RmjournalError) -> None:
        """What could not be kept stays on the line, and is said beneath it."""
        self._saving = False
        if self._line.opened:
            self._line.tell(plain(" ".join(sentences(error))), problem=True)
        else:
            super().failed(error)

    def draft_failed(self, error: CannotWrite) -> None:
        """Says that only the screen has it."""
        told = _("This draft could not be kept on disk; it is on this screen alone.")
        self._line.tell(plain(told), problem=True)

    def action_close(self) -> None:
        """Closes the line and keeps its draft; without one, leaves while the timer goes on."""
        if not self._line.opened:
            if isinstance(self.at, Meeting) and self.at.under_way:
                self.host.tell(plain(_("The timer goes on. ‹F8› comes back to it.")))
            super().action_close()
            return
        try:
            self.keep()
        except CannotWrite as error:
            self.failed(error)
            return
        told = self.farewell
        self._shut()
        self._line.tell(plain(live_words.joined_sentences(told, self._reminder)))


def _keep(
    journal: Journal, opened: Opened, said: Said, draft: Draft | None, others: Fields
) -> Record:
    """Has the line in the journal, and ends its draft, also if the screen is gone by then.

    What was typed after it, and what the line has no room for, stays.
    """
    record = opened.catch.keep(journal, opened.session, said)
    if draft is not None:
        field = opened.catch.field
        typed = draft.kept.get(field, "")
        rest = typed.removeprefix(said.text) if typed.startswith(said.text) else ""
        draft.end({**others, **({field: rest} if rest else {})})
    return record
