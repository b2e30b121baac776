"""What the agenda editor has on the screen, and how verbs reach the journal from it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, TypeVar

from textual import events, on
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widget import Widget

from rmjournal.errors import Refused, RmjournalError, UsageProblem
from rmjournal.i18n import _
from rmjournal.keys import TAKE_UP
from rmjournal.model.agenda import Item
from rmjournal.model.record import Visibility
from rmjournal.screens import agenda_rows
from rmjournal.screens.base import CRAMPED
from rmjournal.screens.bindings import CHOOSE, Active, called
from rmjournal.screens.errands import Errands, Then, Verb
from rmjournal.screens.names import key_name
from rmjournal.screens.phrases import joined
from rmjournal.screens.planning import Planning
from rmjournal.screens.preparation import Preparation, preparation
from rmjournal.screens.refusals import sentences
from rmjournal.screens.sheet import Sheet
from rmjournal.text import shorten
from rmjournal.titles import purpose_in_words, topic_in_words
from rmjournal.vocabulary import readers
from rmjournal.widgets.bar import Bar
from rmjournal.widgets.frame import Heading
from rmjournal.widgets.listing import Listing
from rmjournal.widgets.ordered import Ordered
from rmjournal.widgets.plain import line, pieces, plain
from rmjournal.widgets.words import Words

if TYPE_CHECKING:
    from rmjournal.journal import Journal

T = TypeVar("T")


class AgendaPage(Planning):
    """Shows a session with its agenda, and has verbs carried out in the order of the keys."""

    AUTO_FOCUS = "#rows"

    def __init__(self, session: str | None = None) -> None:
        """The session with that id; without one, the one under way or the next."""
        super().__init__()
        self._session = session
        self._errands = Errands(self, self._settled)
        self.at: Preparation | None = None
        self.wanted: str | None = None
        """The row to be highlighted once it is there."""

    def body(self) -> Iterable[Widget]:
        """The purpose and the minutes, the rows, and who reads the one that is highlighted."""
        yield Vertical(
            Words(plain(""), id="purpose"),
            Horizontal(Words(plain(""), id="planned"), Bar(id="bar"), id="minutes"),
            Words(plain(""), id="remarks", classes="-quiet"),
            Words(plain(""), id="teach"),
            Ordered(2, right=(1,), wrap=True, id="rows"),
            Words(plain(""), id="refused"),
            Horizontal(
                Words(plain(""), id="about", classes="-quiet"),
                Words(plain(""), id="hints", classes="-quiet -fixed"), id="foot",
            ),
            id="agenda",
        )  # fmt: skip

    def load(self, journal: Journal) -> Preparation | None:
        """The session, its agenda, and what it could take up."""
        return preparation(journal, self._session)

    def show(self, found: Preparation | None) -> None:
        """Shows it, unless what is on the screen is ahead of the journal."""
        if self._errands.busy:
            return
        self.at = found
        if found is not None:
            self._session = found.session.id
        self._say()
        if self.wanted and self.rows.go_to(self.wanted):
            self.wanted = None

    # What is on the screen

    @property
    def rows(self) -> Ordered:
        """The agenda, and below it what could be taken up."""
        return self.query_one("#rows", Ordered)

    def _say(self) -> None:
        at = self.at
        for id in ("purpose", "minutes", "remarks", "rows", "foot"):
            self.query_one(f"#{id}").display = at is not None
        self._words("teach", "")
        if at is None:
            self.query_one(Heading).say(plain(_("Prepare")), plain(""))
            told = _("No session is planned yet. ‹n› plans one.")
            if self._session is not None:
                told = _("This session is not there any more. ‹n› plans another.")
            self._words("teach", told)
            self.now("pair")
            return
        private = at.session.visibility is Visibility.PRIVATE
        title = joined(*agenda_rows.title(at, short=self.size.width < CRAMPED))
        who = plain(readers(at.session.visibility))
        self.query_one(Heading).say(plain(title), who, private=private)
        self.query_one("#purpose", Words).say(self._purpose(at))
        self.query_one("#minutes").display = at.planned
        self._words("planned", agenda_rows.minutes(at))
        self._words("remarks", agenda_rows.remarks(at) if at.rows and at.planned else "")
        self._words("teach", self._teaching(at))
        self.rows.movable = frozenset(item.id for _place, item in at.rows if at.planned)
        widths = agenda_rows.widths(at, self.size.width)
        self.rows.fill(agenda_rows.entries(at, self.hushed), widths=widths)
        self._say_row()

    def on_resize(self, event: events.Resize) -> None:
        """The columns follow the width."""
        super().on_resize(event)
        if self.at is not None:
            self._say()

    async def in_new_words(self) -> None:
        """Says everything again, with the same row highlighted."""
        self.wanted = self.rows.highlighted
        await super().in_new_words()
        self.rows.focus()

    def _words(self, id: str, text: str) -> None:
        shown = self.query_one(f"#{id}", Words)
        shown.display = bool(text)
        shown.say(plain(text))

    def _purpose(self, at: Preparation) -> Content:
        if at.session.purpose:
            purpose = self.hushed(line(purpose_in_words(at.session)), at.session.visibility)
            return pieces((_("Purpose") + "  ", "$text-muted"), purpose.stylize("bold"))
        return pieces((_("No purpose yet: ‹e› writes it."), "$text-muted"))

    def _teaching(self, at: Preparation) -> str:
        if at.rows:
            return ""
        if not at.planned:
            return _("This session had no agenda.")
        return _("This agenda is empty. s fills it from what is open, each item with its reason; "
                 "n adds one of your own.")  # fmt: skip

    @on(Listing.Highlighted)
    def highlighted(self) -> None:
        """Says what the row is about, and forgets why something was refused."""
        self._words("refused", "")
        self._say_row()

    def _say_row(self) -> None:
        at, row = self.at, self.rows.highlighted
        if at is None:
            return
        item = at.item(row)
        self.query_one("#bar", Bar).say(agenda_rows.parts(at, row), at.session.minutes)
        self.query_one("#about", Words).say(plain(agenda_rows.about(at, row, self.hushed)))
        hints = _("{shift_up} ↓ order   ← → minutes", shift_up=key_name("shift+up"))
        self.query_one("#hints", Words).say(plain(hints if item and at.planned else ""))
        so = {
            "pair": True, "session": True, "planned": at.planned, "one": row is not None,
            "item": item is not None, "movable": item is not None and at.planned,
            "record": at.record(row) is not None,
        }  # fmt: skip
        self.now(*(fact for fact, is_so in so.items() if is_so))

    @property
    def active_bindings(self) -> Active:
        """The keys that do something now; Enter takes up what waits below the agenda."""
        active = super().active_bindings
        below = "one" in self.facts and "item" not in self.facts
        return called(active, _(TAKE_UP), "open", CHOOSE) if below else active

    # How verbs reach the journal, and what they say

    def run_verb(self, verb: Verb, then: Then = lambda _result: None) -> None:
        """Has a verb carried out after those that were asked for before."""
        self._words("refused", "")
        self._errands.run(verb, then)

    def _settled(self, refused: RmjournalError | None) -> None:
        self.reload()
        if refused is not None:
            self.failed(refused)

    def failed(self, error: RmjournalError) -> None:
        """A refusal is said beneath the rows, which show what is so; all else in a window."""
        if type(error) not in (Refused, UsageProblem):
            super().failed(error)
            return
        happened, remedy = sentences(error)[0], ""
        if isinstance(error, Refused) and self.at and not self.at.free:
            remedy = " " + _("← on another item, p or e makes room.")
        self.refuse(happened + remedy)

    def refuse(self, told: str) -> None:
        """Says beneath the rows why something cannot be done."""
        shown = self.query_one("#refused", Words)
        shown.display = True
        shown.say(pieces(("! ", "bold"), plain(told)))

    def ahead(self, at: Preparation) -> None:
        """Shows at once what will be so; if that is refused, the journal is shown again."""
        self.at = at
        self._say()

    def say(self, text: str) -> None:
        """A few words that go away by themselves."""
        self.host.tell(plain(text))

    def marked(self) -> Item | None:
        """The highlighted item, if it is on the agenda."""
        return self.at.item(self.rows.highlighted) if self.at else None

    def readable(self) -> Item | None:
        """The item, if its words may be on the screen now."""
        item = self.marked()
        return item if item and self.may_show(item.visibility) else None

    def may_show(self, visibility: Visibility) -> bool:
        """Whether such words may be on the screen now; says why not."""
        hidden = self.host.discreet and visibility is Visibility.PRIVATE
        if hidden:
            self.say(_("Private text is hidden. ‹^t› shows it."))
        return not hidden

    def named(self, item: Item) -> str:
        """The first words of an item, for a message."""
        shown = self.hushed(line(topic_in_words(item)), item.visibility).plain
        return shorten(shown, 40)

    def finder(self, item: Item) -> Callable[[Journal], Item]:
        """The item as it was read; as it is, where what is shown was ahead of the journal."""
        ahead = self._errands.busy
        return lambda journal: (journal.store.get(Item, item.id) if ahead else None) or item

    def open_sheet(self, sheet: Sheet[T], then: Callable[[T], None]) -> None:
        """Asks, and goes on with what the verb returned."""
        self._words("refused", "")
        self.app.push_screen(sheet, lambda result: None if result is None else then(result))
