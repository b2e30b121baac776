"""Reading: the whole of any record, who may read it, and what can be done with it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from textual.containers import Vertical, VerticalScroll
from textual.widget import Widget

from rmjournal.i18n import _
from rmjournal.model.action import Action
from rmjournal.model.learning import Learning
from rmjournal.model.record import Record, Visibility
from rmjournal.model.reflection import Reflection
from rmjournal.model.win import Win
from rmjournal.screens import contents, learned_sheets, opening, whole
from rmjournal.screens.base import JournalScreen
from rmjournal.screens.bindings import bindings
from rmjournal.screens.phrases import Hush, first
from rmjournal.screens.readers import choose_readers
from rmjournal.screens.rewriting import rewritten
from rmjournal.screens.sheet import Sheet
from rmjournal.screens.whole import Whole
from rmjournal.vocabulary import readers
from rmjournal.widgets.frame import Heading
from rmjournal.widgets.plain import plain
from rmjournal.widgets.words import Words

if TYPE_CHECKING:
    from rmjournal.journal import Journal


class ReadingScreen(JournalScreen):
    """One record, whole."""

    PLACE = "reading"
    BINDINGS = bindings("reading")
    CSS_PATH = "reading.tcss"
    AUTO_FOCUS = "#reading"

    def __init__(self, about: str = "") -> None:
        super().__init__()
        self.about = about
        """The id of the record."""
        self.at: Whole | None = None

    def body(self) -> Iterable[Widget]:
        """A column that scrolls; it is filled once the record was read."""
        yield VerticalScroll(id="reading")

    def load(self, journal: Journal) -> Whole | None:
        """The record, and what belongs to it."""
        return whole.read(journal, self.about)

    async def show(self, found: Whole | None) -> None:
        """Shows each of its fields with its name."""
        self.at = found
        column = self.query_one("#reading", VerticalScroll)
        async with self.batch():
            await column.remove_children()
            await column.mount_all(list(self._parts(found)))
        self._head(found)
        self._see_facts()

    def _head(self, at: Whole | None) -> None:
        if at is None:
            self.query_one(Heading).say(plain(_("Gone")), plain(""))
            return
        visibility = at.record.visibility
        self.query_one(Heading).say(
            plain(whole.title(at)), plain(readers(visibility).upper()),
            private=visibility is Visibility.PRIVATE,
        )  # fmt: skip

    def _parts(self, at: Whole | None) -> Iterator[Widget]:
        if at is None:
            yield Words(plain(_("This is no longer in the journal.")), classes="about")
            return
        if at.trashed:
            yield Words(plain(_("This is in the trash. ‹u› takes back the last thing you did; "
                                "‹^g› shows all that can be brought back.")), id="trashed")  # fmt: skip
        visibility = at.record.visibility
        for part in contents.parts(at):
            field = Vertical(
                Words(plain(part.name), classes="field-name"),
                Words(self.hushed(plain(part.text), part.readers)),
                classes="field",
            )
            field.set_class(part.brief, "-brief")
            yield field
        yield Words(plain(whole.about(at)), classes="about -quiet")
        if visibility is Visibility.SHAREABLE:
            yield Words(plain(_leaving(at)), id="leaving", classes="-quiet")

    def _see_facts(self) -> None:
        at = self.at
        facts = {"pair"} if at else set()
        if at and at.trashed:
            facts.add("trashed")
        if at and not at.trashed:
            if isinstance(at.record, whole.EDITABLE):
                facts.add("words")
            if at.offered:
                facts.add("readers")
            if at.deletable:
                facts.add("deletable")
            if at.address:
                facts.add("address")
        self.now(*facts)

    # What one can do

    def action_open(self) -> None:
        """Asks whether to open the page of a resource."""
        if self.at and self.at.address:
            opening.ask(self, self.at.address)

    def action_edit(self) -> None:
        """Changes the words."""
        if self.at and (sheet := _sheet(self.at, self.hushed)):
            self.app.push_screen(sheet, self._saved)

    def _saved(self, record: Record | None) -> None:
        if record is None:
            return
        told = _("Saved. ‹u› takes it back.")
        if self.at and self.at.leaves and not whole.leaves(record, self.at.pair):
            told += " " + _("Your consents were to the earlier words, and no longer hold.")
        self.done(told)

    def action_readers(self) -> None:
        """Asks who may read it."""
        if self.at:
            choose_readers(self, self.at.record, self.at.offered)

    def action_delete(self) -> None:
        """Puts it in the trash; it is still shown, and can be taken back."""
        if self.at:
            record = self.at.record
            self.do(
                lambda journal: journal.records.delete(record),
                lambda _gone: self.done(_("In the trash. ‹u› takes it back.")),
            )


def _leaving(at: Whole) -> str:
    if at.leaves:
        return _("Both of you consent: it may leave the pair, anonymised.")
    name = first(at.pair.partner.name)
    return _("It leaves the pair only once {name} consents too.", name=name)


def _sheet(
    at: Whole, hush: Hush
) -> Sheet[Reflection] | Sheet[Learning] | Sheet[Action] | Sheet[Win] | None:
    match at.record:
        case Reflection() as record:
            return rewritten(record)
        case Learning() as record:
            return learned_sheets.relearned(record, at.objectives, hush)
        case Action() as record:
            return learned_sheets.repromised(at.pair, record, at.objectives, hush)
        case Win() as record:
            return learned_sheets.resaid(record)
        case _:
            return None
