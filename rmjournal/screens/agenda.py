"""The agenda editor: the hour as it is to go, and what else could be spoken of."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from textual import on

from rmjournal import hour
from rmjournal.i18n import _, ngettext, words
from rmjournal.journal import preparing
from rmjournal.journal.fitting import Candidate
from rmjournal.model.agenda import Agenda, Item
from rmjournal.model.record import Visibility
from rmjournal.model.session import Session
from rmjournal.screens import agenda_sheets, undoing
from rmjournal.screens.agenda_page import AgendaPage
from rmjournal.screens.bindings import bindings
from rmjournal.screens.dialog import Dialog
from rmjournal.screens.errands import Verb
from rmjournal.screens.preparation import Preparation
from rmjournal.screens.readers import show_to
from rmjournal.widgets.listing import Listing
from rmjournal.widgets.ordered import Ordered
from rmjournal.widgets.plain import plain

if TYPE_CHECKING:
    from rmjournal.journal import Journal


class AgendaScreen(AgendaPage):
    """Where one prepares a session, and reads what came of it."""

    PLACE = "agenda"
    BINDINGS = bindings("agenda")
    CSS_PATH = "agenda.tcss"

    def action_new(self) -> None:
        """Adds an item of one's own; without a session, plans one first."""
        if self.at is None:
            self.plan_session()
        else:
            self.open_sheet(
                agenda_sheets.new_item(self.at, self.hushed), partial(self._added, self.at)
            )

    def _added(self, before: Preparation, item: Item) -> None:
        self.wanted = item.id
        self.run_verb(
            lambda journal: journal.agendas.of(before.session), partial(self._gave, before)
        )

    def _gave(self, before: Preparation, now: Agenda) -> None:
        """Says which items made room for a new one."""
        if told := hour.made_room(before.agenda.gave(now), self.named):
            self.say(told)

    @on(Listing.Chosen)
    def chosen(self) -> None:
        """Enter or a second click opens the row."""
        self.action_open()

    def action_open(self) -> None:
        """Changes the item, says what came of it, or takes it up from below."""
        at, row = self.at, self.rows.highlighted
        if at is None:
            return
        if at.item(row):
            self._edit(at)
        elif (source := at.record(row)) and source.id in at.asking:
            self._decide(source)
        elif offer := at.offer(row):
            session = at.session
            self.run_verb(
                lambda journal: _accept(journal, session, offer), partial(self._taken, at)
            )

    def _edit(self, at: Preparation) -> None:
        item = self.readable()
        if item and at.planned:
            self.open_sheet(
                agenda_sheets.edit_item(at, item, self.finder(item), self.hushed), self._changed
            )
        elif item:
            sheet = agenda_sheets.outcome(item, self.finder(item), settle=False)
            self.open_sheet(sheet, self._changed)

    def _taken(self, before: Preparation, now: Agenda) -> None:
        self.say(_("On the agenda. ‹u› takes it back."))
        self._gave(before, now)

    def _changed(self, item: Item) -> None:
        self.wanted = item.id
        self.reload()

    def action_park(self) -> None:
        """Sets an item aside."""
        if item := self.marked():
            find, name = self.finder(item), self.named(item)
            self.run_verb(
                lambda journal: journal.agendas.park(find(journal)),
                lambda _item: self.say(_("Set aside: “{topic}”. ‹u› takes it back.", topic=name)),
            )

    def action_carry(self) -> None:
        """Keeps an item for a later session; from the third time on, asks what becomes of it."""
        if item := self.marked():
            find = self.finder(item)
            self.run_verb(lambda journal: self._carry(journal, find(journal)), self._carried)

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
            self.say(said + " " + _("‹u› takes it back."))

    def _decide(self, item: Item) -> None:
        """An item carried over again and again: do it, drop it, or make it an action."""
        offers = ((_("do it"), "do"), (_("drop it"), "drop"), (_("an action"), "action"))
        self.app.push_screen(
            Dialog(
                plain(self.named(item)),
                plain(_("It was carried over again and again. What becomes of it?")),
                offers=tuple((words().capital(label), answer) for label, answer in offers),
            ),
            partial(self._decided, item),
        )

    def _decided(self, item: Item, answer: str | None) -> None:
        if self.at is None:
            return
        session = self.at.session
        verbs: dict[str, tuple[Verb, str]] = {
            "do": (lambda journal: journal.agendas.take_up(session, item),
                   _("On the agenda. ‹u› takes it back.")),
            "drop": (lambda journal: journal.agendas.remove(item),
                     _("In the trash. ‹u› takes it back.")),
            "action": (lambda journal: journal.agendas.as_action(item),
                       _("Made an action. ‹u› takes it back.")),
        }  # fmt: skip
        if answer in verbs:
            verb, said = verbs[answer]
            self.run_verb(verb, lambda _result: self.say(said))

    def action_objective(self) -> None:
        """Links an item to an objective, or to none."""
        if self.at and (item := self.readable()):
            sheet = agenda_sheets.link(self.at, item, self.finder(item), self.hushed)
            if sheet is None:
                self.say(_("There is no objective yet. ‹F4› is where you propose one."))
            else:
                self.open_sheet(sheet, self._changed)

    def action_suggest(self) -> None:
        """Fills what is free, each item with its reason; the rest stays below."""
        if self.at is not None:
            session = self.at.session
            self.run_verb(
                lambda journal: journal.agendas.take(session, journal.agendas.suggest(session)),
                partial(self._suggested, {each.id for each in self.at.agenda.items}),
            )

    def _suggested(self, before: set[str], now: Agenda) -> None:
        new = [each for each in now.items if each.id not in before]
        self.wanted = new[0].id if new else None
        self.say(ngettext("One item was put on the agenda. ‹u› takes it back.",
                            "{n} items were put on the agenda. ‹u› takes them back.", len(new)))  # fmt: skip

    def action_done(self) -> None:
        """Says what came of an item."""
        if item := self.readable():
            sheet = agenda_sheets.outcome(item, self.finder(item), settle=True)
            self.open_sheet(sheet, self._changed)

    def action_up(self) -> None:
        """Gives an item the place before."""
        self._step(-1)

    def action_down(self) -> None:
        """Gives an item the place after."""
        self._step(1)

    def _step(self, way: int) -> None:
        if self.at and (item := self.marked()):
            session = self.at.session
            self.ahead(self.at.moved(item.id, self.at.agenda.beside(item.id, way)))
            self.run_verb(lambda journal: preparing.step(journal, session, item, way))

    @on(Ordered.Moved)
    def moved(self, event: Ordered.Moved) -> None:
        """A row was let go on another one."""
        if self.at and (item := self.at.item(event.id)):
            session, onto = self.at.session, event.onto
            self.ahead(self.at.moved(item.id, self.at.agenda.place(onto)))
            self.run_verb(lambda journal: preparing.put(journal, session, item, onto))

    def action_fewer(self) -> None:
        """Takes a minute from an item."""
        self._lengthen(-1)

    def action_more(self) -> None:
        """Gives an item a minute more."""
        self._lengthen(1)

    def _lengthen(self, minutes: int) -> None:
        if self.at and (item := self.marked()):
            self.ahead(self.at.lengthened(item.id, minutes))
            self.run_verb(lambda journal: preparing.lengthen(journal, item, minutes))

    def action_edit(self) -> None:
        """Changes the purpose, the length or the date of the session."""
        if self.at is not None and self.may_show(self.at.session.visibility):
            self.edit_session(self.at.session.id)

    def action_readers(self) -> None:
        """Keeps an item for oneself, or lets the other read it."""
        if item := self.marked():
            find, private = self.finder(item), item.visibility is Visibility.PRIVATE
            to = Visibility.PAIR if private else Visibility.PRIVATE
            self.run_verb(lambda journal: show_to(journal, find(journal), to), self.say)

    def action_delete(self) -> None:
        """Puts an item in the trash, on the agenda or below it."""
        item = self.at.record(self.rows.highlighted) if self.at else None
        if item is not None:
            find = self.finder(item)
            self.run_verb(
                lambda journal: journal.agendas.remove(find(journal)),
                lambda _none: self.say(_("In the trash. ‹u› takes it back.")),
            )

    def action_undo(self) -> None:
        """Takes back the last thing that was done, after what is still under way."""
        self.run_verb(undoing.take_back, self.taken_back)


def _accept(journal: Journal, session: Session, offer: Candidate) -> Agenda:
    """Takes up what is offered; returns the agenda with it."""
    preparing.accept(journal, session, offer)
    return journal.agendas.of(session)
