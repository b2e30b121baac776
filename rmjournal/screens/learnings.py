"""Learnings and actions: what is to be checked and done first, then everything that was kept."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from typing import TYPE_CHECKING

from textual import on
from textual.widget import Widget

from rmjournal.i18n import _
from rmjournal.model.action import Action, ActionStatus
from rmjournal.model.learning import Learning
from rmjournal.model.win import Win
from rmjournal.screens import learned, learned_sheets
from rmjournal.screens.bindings import bindings
from rmjournal.screens.dialog import Dialog
from rmjournal.screens.learned import FILTERS, Kept, LearnedRows
from rmjournal.screens.phrases import first, joined
from rmjournal.screens.practising import Practising
from rmjournal.screens.readers import choose_readers
from rmjournal.screens.sheet import Sheet
from rmjournal.widgets.choice import Choice
from rmjournal.widgets.frame import Heading
from rmjournal.widgets.listing import Listing
from rmjournal.widgets.plain import plain
from rmjournal.widgets.words import Words

if TYPE_CHECKING:
    from rmjournal.journal import Journal


class LearningsScreen(Practising):
    """What was learned, who does what, and what went well."""

    PLACE = "learnings"
    BINDINGS = bindings("learnings")
    CSS_PATH = "learnings.tcss"
    AUTO_FOCUS = "#kept"

    def __init__(self, id: str = "") -> None:
        super().__init__()
        self.at: Kept | None = None
        self._wanted = id

    def body(self) -> Iterable[Widget]:
        """What to show, the list, and what is to be said where it is empty."""
        options = [(name, plain(_(label))) for name, label in FILTERS.items()]
        yield Choice(options, value="open", id="filter")
        yield Listing(wide=1, right=(2,), id="kept")
        yield Words(plain(""), id="kept-empty", classes="-quiet")
        yield Words(plain(""), id="kept-whole")

    def load(self, journal: Journal) -> Kept | None:
        """Everything that was kept."""
        return learned.kept(journal)

    def show(self, found: Kept | None) -> None:
        """Shows what the filter lets through."""
        self.at = found
        self.query_one(Heading).say(plain(_("Learnings and actions")), plain(self._names()))
        self._fill()

    def _names(self) -> str:
        pair = self.at.pair if self.at else None
        return joined(first(pair.myself.name), first(pair.partner.name)) if pair else ""

    def _fill(self) -> None:
        listing = self.query_one(Listing)
        chosen = self.query_one("#filter", Choice).value
        if self._wanted and self.at and not self.at.is_open(self._wanted):
            chosen = "all"
        rows = LearnedRows(self.at, chosen, self.hushed) if self.at else None
        listing.fill(rows or (), widths=rows.widths if rows else None)
        if self._wanted:
            listing.go_to(self._wanted)
            self._wanted = ""
        empty = self.query_one("#kept-empty", Words)
        empty.display = not listing.entries
        nobody = _("There is no pair yet. ‹F2› says how to begin.")
        empty.say(plain(_(learned.EMPTY[chosen]) if self.at else nobody))
        self._say_whole()
        self._see_facts()

    @on(Choice.Changed, "#filter")
    def filtered(self) -> None:
        """Another part is to be shown."""
        self._fill()

    @on(Listing.Highlighted)
    def highlighted(self) -> None:
        """All of it is said below, and what can be done with it changes."""
        self._see_facts()
        self._say_whole()

    def _say_whole(self) -> None:
        shown, one = self.query_one("#kept-whole", Words), self._one
        shown.display = one is not None
        if self.at and one:
            text = plain("\n".join(learned.whole(self.at, one)))
            shown.say(self.hushed(text, one.visibility))

    @on(Listing.Chosen)
    def chosen(self) -> None:
        """Enter opens it."""
        self.action_open()

    @property
    def _one(self) -> Learning | Action | Win | None:
        id = self.query_one(Listing).highlighted
        return self.at.find(id) if self.at and id else None

    def _see_facts(self) -> None:
        one = self._one
        facts = {"pair"} if self.at else set()
        if one is not None:
            facts |= {"one"}
        if isinstance(one, Learning):
            facts |= {"learning"}
        if isinstance(one, Action) and one.status is ActionStatus.OPEN:
            facts |= {"action"}
        self.now(*facts)

    # What one can do

    def action_open(self) -> None:
        """Shows all of it."""
        if one := self._one:
            self.host.visit("reading", one.id)

    def action_learned(self) -> None:
        """Asks what was learned."""
        if self.at:
            self._keep(learned_sheets.learned(self.at.pair, self.at.objectives, self.hushed))

    def action_action(self) -> None:
        """Asks what is to be done."""
        if self.at:
            self._keep(learned_sheets.promised(self.at.pair, self.at.objectives, self.hushed))

    def action_win(self) -> None:
        """Asks what went well."""
        self._keep(learned_sheets.succeeded())

    def action_edit(self) -> None:
        """Changes the words of what is highlighted."""
        one = self._one
        if self.at is None or one is None:
            return
        if isinstance(one, Learning):
            self._keep(learned_sheets.relearned(one, self.at.objectives, self.hushed))
        elif isinstance(one, Action):
            self._keep(
                learned_sheets.repromised(self.at.pair, one, self.at.objectives, self.hushed)
            )
        else:
            self._keep(learned_sheets.resaid(one))

    def _keep(self, sheet: Sheet[Learning] | Sheet[Action] | Sheet[Win]) -> None:
        self.app.push_screen(sheet, self._kept)

    def _kept(self, record: Learning | Action | Win | None) -> None:
        if record is not None:
            self._wanted = record.id
            self.done(_("Saved. ‹u› takes it back."))

    def action_used(self) -> None:
        """Asks what happened, and notes that a learning was used."""
        if isinstance(one := self._one, Learning):
            self.ask_used(one)

    def action_not_yet(self) -> None:
        """Notes that it was not used yet."""
        if isinstance(one := self._one, Learning):
            self.say_not_yet(one)

    def action_done(self) -> None:
        """Notes that an action was done."""
        if isinstance(one := self._one, Action):
            self.do(
                lambda journal: journal.actions.done(one),
                lambda _action: self.done(_("Noted as done. ‹u› takes it back.")),
            )

    def action_readers(self) -> None:
        """Asks who may read it."""
        if one := self._one:
            self.ask(
                lambda journal: journal.records.offered(one),
                partial(choose_readers, self, one),
                kind="readers",
            )

    def action_delete(self) -> None:
        """Puts it in the trash; an action may be dropped instead."""
        one = self._one
        if isinstance(one, Action) and one.status is ActionStatus.OPEN:
            self._ask_drop(one)
        elif one is not None:
            self._trash(one)

    def _ask_drop(self, action: Action) -> None:
        dialog = Dialog(
            plain(_("Will it not be done, or was it a mistake?")),
            offers=((_("It will not be done"), "drop"), (_("Put it in the trash"), "trash")),
        )
        self.app.push_screen(dialog, lambda answer: self._dropped(action, answer))

    def _dropped(self, action: Action, answer: str | None) -> None:
        if answer == "drop":
            self.do(
                lambda journal: journal.actions.drop(action),
                lambda _action: self.done(_("Dropped. ‹u› takes it back.")),
            )
        elif answer == "trash":
            self._trash(action)

    def _trash(self, record: Learning | Action | Win) -> None:
        self.do(
            lambda journal: journal.records.delete(record),
            lambda _gone: self.done(_("In the trash. ‹u› takes it back.")),
        )
