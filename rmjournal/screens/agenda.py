"""The agenda editor: the hour as it is to go, and what else could be spoken of."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial
from typing import TYPE_CHECKING, TypeVar

from textual import events, on
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widget import Widget

from rmjournal.errors import Refused, RmjournalError, UsageProblem
from rmjournal.i18n import _, ngettext, words
from rmjournal.journal import preparing
from rmjournal.model.agenda import Agenda, Item
from rmjournal.model.record import Visibility
from rmjournal.screens import agenda_rows, agenda_sheets, undoing
from rmjournal.screens.base import JournalScreen
from rmjournal.screens.bindings import bindings
from rmjournal.screens.dialog import Dialog
from rmjournal.screens.errands import Errands, Then, Verb
from rmjournal.screens.names import key_name
from rmjournal.screens.phrases import joined
from rmjournal.screens.preparation import Preparation, preparation
from rmjournal.screens.readers import show_to
from rmjournal.screens.sheet import Sheet
from rmjournal.telling import sentences
from rmjournal.text import shorten
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


class AgendaScreen(JournalScreen):
    """Where one prepares a session, and reads what came of it."""

    PLACE = "agenda"
    BINDINGS = bindings("agenda")
    CSS_PATH = "agenda.tcss"
    AUTO_FOCUS = "#rows"

    def __init__(self, session: str | None = None) -> None:
        """The session with that id; without one, the one under way or the next."""
        super().__init__()
        self._about = session
        self.at: Preparation | None = None
        self._errands = Errands(self, self._settled)
        self._go_to: str | None = None

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
        return preparation(journal, self._about)

    def show(self, found: Preparation | None) -> None:
        """Shows it, unless what is on the screen is ahead of the journal."""
        if self._errands.busy:
            return
        self.at = found
        if found is not None:
            self._about = found.session.id
        self._say()
        if self._go_to and self._rows.go_to(self._go_to):
            self._go_to = None

    # What is on the screen

    @property
    def _rows(self) -> Ordered:
        return self.query_one("#rows", Ordered)

    def _say(self) -> None:
        at = self.at
        for id in ("purpose", "minutes", "remarks", "rows", "foot"):
            self.query_one(f"#{id}").display = at is not None
        self._words("teach", "")
        if at is None:
            self.query_one(Heading).say(plain(_("Prepare")), plain(""))
            self._words("teach", _("No session is planned yet. n goes where you plan one."))
            self.now("pair")
            return
        private = at.session.visibility is Visibility.PRIVATE
        self.query_one(Heading).say(
            plain(joined(*agenda_rows.title(at))), plain(readers(at.session.visibility)),
            private=private,
        )  # fmt: skip
        self.query_one("#purpose", Words).say(self._purpose(at))
        self.query_one("#minutes").display = at.planned
        self._words("planned", agenda_rows.minutes(at))
        self._words("remarks", agenda_rows.remarks(at) if at.rows and at.planned else "")
        self._words("teach", self._teaching(at))
        self._rows.movable = frozenset(item.id for _place, item in at.rows if at.planned)
        widths = agenda_rows.widths(at, self.size.width)
        self._rows.fill(agenda_rows.entries(at, self.hushed), widths=widths)
        self._say_row()

    def on_resize(self, event: events.Resize) -> None:
        """The columns follow the width."""
        super().on_resize(event)
        if self.at is not None:
            self._say()

    async def in_new_words(self) -> None:
        """Says everything again, with the same row highlighted."""
        self._go_to = self._rows.highlighted
        await super().in_new_words()
        self._rows.focus()

    def _words(self, id: str, text: str) -> None:
        shown = self.query_one(f"#{id}", Words)
        shown.display = bool(text)
        shown.say(plain(text))

    def _purpose(self, at: Preparation) -> Content:
        if at.session.purpose:
            purpose = self.hushed(line(at.session.purpose), at.session.visibility)
            return pieces((_("Purpose") + "  ", "$text-muted"), purpose.stylize("bold"))
        return pieces((_("No purpose yet: e writes it."), "$text-muted"))

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
        at, row = self.at, self._rows.highlighted
        if at is None:
            return
        item = at.item(row)
        self.query_one("#bar", Bar).say(agenda_rows.parts(at, row), at.session.minutes)
        self.query_one("#about", Words).say(plain(agenda_rows.about(at, row)))
        hints = _("{shift_up} ↓ order   ← → minutes", shift_up=key_name("shift+up"))
        self.query_one("#hints", Words).say(plain(hints if item and at.planned else ""))
        facts = {"pair", "session"}
        if at.planned:
            facts.add("planned")
        if row is not None:
            facts.add("one")
        if item is not None:
            facts |= {"item", "record", "movable"} if at.planned else {"item", "record"}
        elif at.record(row):
            facts.add("record")
        self.now(*facts)

    # How verbs reach the journal, and what they say

    def _run(self, verb: Verb, then: Then = lambda _result: None) -> None:
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
        shown = self.query_one("#refused", Words)
        shown.display = True
        shown.say(pieces(("! ", "bold"), plain(happened + remedy)))

    def _tell(self, text: str) -> None:
        self.host.tell(plain(text))

    def _item(self) -> Item | None:
        return self.at.item(self._rows.highlighted) if self.at else None

    def _open(self) -> Item | None:
        """The item, if its words may be on the screen now."""
        item = self._item()
        if item and self.host.discreet and item.visibility is Visibility.PRIVATE:
            self._tell(_("Private text is hidden. ^t shows it."))
            return None
        return item

    def _named(self, item: Item) -> str:
        shown = self.hushed(line(item.topic), item.visibility).plain
        return shorten(shown, 40)

    def _finder(self, item: Item) -> Callable[[Journal], Item]:
        """The item as it was read; as it is, where what is shown was ahead of the journal."""
        ahead = self._errands.busy
        return lambda journal: (journal.store.get(Item, item.id) if ahead else None) or item

    def _ask(self, sheet: Sheet[T], then: Callable[[T], None]) -> None:
        self._words("refused", "")
        self.app.push_screen(sheet, lambda result: None if result is None else then(result))

    # What one can do

    def action_new(self) -> None:
        """Adds an item of one's own; without a session, goes where one is planned."""
        if self.at is None:
            self.host.go("sessions")
        else:
            self._ask(agenda_sheets.new_item(self.at), partial(self._added, self.at))

    def _added(self, before: Preparation, item: Item) -> None:
        self._go_to = item.id
        self._run(lambda journal: journal.agendas.of(before.session), partial(self._gave, before))

    def _gave(self, before: Preparation, now: Agenda) -> None:
        """Says which items made room for a new one."""
        minutes = {each.id: each.minutes for each in now.items}
        parts = [
            _("“{topic}” gave {n} min", topic=self._named(each),
              n=each.minutes - minutes.get(each.id, 0))
            for each in before.agenda.items if minutes.get(each.id, 0) < each.minutes
        ]  # fmt: skip
        if parts:
            self._tell(_("To make room, {parts}.", parts=words().listing(parts)))

    @on(Listing.Chosen)
    def chosen(self) -> None:
        """Enter or a second click opens the row."""
        self.action_open()

    def action_open(self) -> None:
        """Changes the item, says what came of it, or takes it up from below."""
        at, row = self.at, self._rows.highlighted
        if at is None:
            return
        if at.item(row):
            self._edit(at)
        elif (source := at.record(row)) and source.id in at.asking:
            self._decide(source)
        elif offer := at.offer(row):
            session = at.session
            self._run(
                lambda journal: (preparing.accept(journal, session, offer),
                                 journal.agendas.of(session))[1],
                partial(self._taken, at),
            )  # fmt: skip

    def _edit(self, at: Preparation) -> None:
        item = self._open()
        if item and at.planned:
            self._ask(agenda_sheets.edit_item(at, item, self._finder(item)), self._changed)
        elif item:
            sheet = agenda_sheets.outcome(item, self._finder(item), settle=False)
            self._ask(sheet, self._changed)

    def _taken(self, before: Preparation, now: Agenda) -> None:
        self._tell(_("On the agenda. u takes it back."))
        self._gave(before, now)

    def _changed(self, item: Item) -> None:
        self._go_to = item.id
        self.reload()

    def action_park(self) -> None:
        """Sets an item aside."""
        if item := self._item():
            find, name = self._finder(item), self._named(item)
            self._run(
                lambda journal: journal.agendas.park(find(journal)),
                lambda _item: self._tell(_("Set aside: “{topic}”. u takes it back.", topic=name)),
            )

    def action_carry(self) -> None:
        """Keeps an item for a later session; from the third time on, asks what becomes of it."""
        if item := self._item():
            find = self._finder(item)
            self._run(lambda journal: self._carry(journal, find(journal)), self._carried)

    @staticmethod
    def _carry(journal: Journal, item: Item) -> tuple[Item, int, bool]:
        after = journal.agendas.carry(item)
        return after, journal.agendas.times_carried(after), journal.agendas.asks(after)

    def _carried(self, told: tuple[Item, int, bool]) -> None:
        item, times, asks = told
        if asks:
            self._decide(item)
        else:
            said = ngettext("Carried over once.", "Carried over {n} times.", times)
            self._tell(said + " " + _("u takes it back."))

    def _decide(self, item: Item) -> None:
        """An item carried over again and again: do it, drop it, or make it an action."""
        offers = ((_("do it"), "do"), (_("drop it"), "drop"), (_("an action"), "action"))
        self.app.push_screen(
            Dialog(
                plain(self._named(item)),
                plain(_("It was carried over again and again. What becomes of it?")),
                offers=tuple((words().capital(label), answer) for label, answer in offers),
            ),
            partial(self._decided, item),
        )

    def _decided(self, item: Item, answer: str | None) -> None:
        assert self.at is not None
        session = self.at.session
        verbs: dict[str, tuple[Verb, str]] = {
            "do": (lambda journal: journal.agendas.take_up(session, item),
                   _("On the agenda. u takes it back.")),
            "drop": (lambda journal: journal.agendas.remove(item),
                     _("In the trash. u takes it back.")),
            "action": (lambda journal: journal.agendas.as_action(item),
                       _("Made an action. u takes it back.")),
        }  # fmt: skip
        if answer in verbs:
            verb, said = verbs[answer]
            self._run(verb, lambda _result: self._tell(said))

    def action_objective(self) -> None:
        """Links an item to an objective, or to none."""
        if self.at and (item := self._open()):
            sheet = agenda_sheets.link(self.at, item, self._finder(item))
            if sheet is None:
                self._tell(_("There is no objective yet. F4 is where you propose one."))
            else:
                self._ask(sheet, self._changed)

    def action_suggest(self) -> None:
        """Fills what is free, each item with its reason; the rest stays below."""
        if self.at is not None:
            session = self.at.session
            self._run(
                lambda journal: journal.agendas.take(session, journal.agendas.suggest(session)),
                partial(self._suggested, {each.id for each in self.at.agenda.items}),
            )

    def _suggested(self, before: set[str], now: Agenda) -> None:
        new = [each for each in now.items if each.id not in before]
        self._go_to = new[0].id if new else None
        self._tell(ngettext("One item was put on the agenda. u takes it back.",
                            "{n} items were put on the agenda. u takes them back.", len(new)))  # fmt: skip

    def action_done(self) -> None:
        """Says what came of an item."""
        if item := self._open():
            sheet = agenda_sheets.outcome(item, self._finder(item), settle=True)
            self._ask(sheet, self._changed)

    def action_up(self) -> None:
        """Gives an item the place before."""
        self._step(-1)

    def action_down(self) -> None:
        """Gives an item the place after."""
        self._step(1)

    def _step(self, way: int) -> None:
        if self.at and (item := self._item()):
            session = self.at.session
            self._ahead(self.at.moved(item.id, self.at.agenda.beside(item.id, way)))
            self._run(lambda journal: preparing.step(journal, session, item, way))

    @on(Ordered.Moved)
    def moved(self, event: Ordered.Moved) -> None:
        """A row was let go on another one."""
        if self.at and (item := self.at.item(event.id)):
            session, onto = self.at.session, event.onto
            self._ahead(self.at.moved(item.id, self.at.agenda.place(onto)))
            self._run(lambda journal: preparing.put(journal, session, item, onto))

    def action_fewer(self) -> None:
        """Takes a minute from an item."""
        self._lengthen(-1)

    def action_more(self) -> None:
        """Gives an item a minute more."""
        self._lengthen(1)

    def _lengthen(self, minutes: int) -> None:
        if self.at and (item := self._item()):
            self._ahead(self.at.lengthened(item.id, minutes))
            self._run(lambda journal: preparing.lengthen(journal, item, minutes))

    def _ahead(self, at: Preparation) -> None:
        """Shows at once what will be so; if that is refused, the journal is shown again."""
        self.at = at
        self._say()

    def action_edit(self) -> None:
        """Changes the purpose, the length or the date of the session."""
        if self.at is not None:
            self._ask(agenda_sheets.session(self.at), lambda _session: self.reload())

    def action_readers(self) -> None:
        """Keeps an item for oneself, or lets the other read it."""
        if item := self._item():
            find, private = self._finder(item), item.visibility is Visibility.PRIVATE
            to = Visibility.PAIR if private else Visibility.PRIVATE
            self._run(lambda journal: show_to(journal, find(journal), to), self._tell)

    def action_delete(self) -> None:
        """Puts an item in the trash, on the agenda or below it."""
        item = self.at.record(self._rows.highlighted) if self.at else None
        if item is not None:
            find = self._finder(item)
            self._run(
                lambda journal: journal.agendas.remove(find(journal)),
                lambda _none: self._tell(_("In the trash. u takes it back.")),
            )

    def action_undo(self) -> None:
        """Takes back the last thing that was done, after what is still under way."""
        self._run(undoing.take_back, self._tell)
