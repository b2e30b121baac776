"""Trash and history: what was deleted, what was done last, and every earlier state."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING

from textual import on
from textual.content import Content
from textual.widget import Widget

from rmjournal import naming
from rmjournal.errors import Refused
from rmjournal.i18n import N_, _, words
from rmjournal.journal import files, upkeep
from rmjournal.model.record import Record
from rmjournal.screens import past
from rmjournal.screens.base import JournalScreen
from rmjournal.screens.bindings import bindings
from rmjournal.screens.dialog import Dialog
from rmjournal.screens.fields import Field, Values
from rmjournal.screens.past import Past, State
from rmjournal.screens.sheet import Sheet
from rmjournal.text import fold
from rmjournal.widgets.choice import Choice
from rmjournal.widgets.frame import Heading
from rmjournal.widgets.listing import Listing
from rmjournal.widgets.plain import line, plain
from rmjournal.widgets.words import Words

if TYPE_CHECKING:
    from rmjournal.journal import Journal


class HistoryScreen(JournalScreen):
    """From where everything can be brought back."""

    PLACE = "history"
    BINDINGS = bindings("history")
    CSS_PATH = "history.tcss"
    AUTO_FOCUS = "#past"

    def __init__(self) -> None:
        super().__init__()
        self.at: Past | None = None

    def body(self) -> Iterable[Widget]:
        """What to look at, the list, and what can be done."""
        options = [(name, plain(_(label))) for name, label in past.PARTS.items()]
        yield Choice(options, value="trash", id="part")
        yield Listing(wide=1, right=(2,), id="past")
        yield Words(plain(""), id="past-hint", classes="-quiet")

    @property
    def part(self) -> str:
        """What is looked at."""
        return self.query_one("#part", Choice).value

    def load(self, journal: Journal) -> Past:
        """What can be brought back."""
        return past.past(journal)

    def show(self, found: Past) -> None:
        """Shows the part that was chosen."""
        self.at = found
        self.query_one(Heading).say(plain(_("Trash and history")), plain(""))
        self._fill()

    @on(Choice.Changed, "#part")
    def _fill(self) -> None:
        if self.at is None:
            return
        rows = past.entries(self.at, self.part, self.hushed)
        listing = self.query_one(Listing)
        listing.fill(rows)
        listing.display = bool(rows)
        if not rows:
            self.query_one("#part", Choice).focus()
        told = past.HINTS if rows else past.EMPTY
        self.query_one("#past-hint", Words).say(plain(_(told[self.part])))
        self._see_facts()

    @on(Listing.Highlighted)
    def _see_facts(self) -> None:
        facts = {"pair", self.part}
        if self._highlighted and self.part != "steps":
            facts.add("one")
        if self._highlighted and self.part == "trash":
            facts.add("trashed")
        self.now(*facts)

    @property
    def _highlighted(self) -> str:
        return self.query_one(Listing).highlighted or ""

    @property
    def _record(self) -> Record | None:
        return self.at.trashed(self._highlighted) if self.at and self.part == "trash" else None

    @property
    def _state(self) -> State | None:
        return self.at.state(self._highlighted) if self.at and self.part == "states" else None

    # What one can do

    @on(Listing.Chosen)
    def action_open(self) -> None:
        """Brings it back: a record at once, a state after a question."""
        if record := self._record:
            self.do(
                lambda journal: journal.records.restore(record),
                lambda back: self.done(
                    _("Back again: {what}. ‹u› takes it back.", what=_told(back))
                ),
            )
        elif state := self._state:
            self._ask_restore(state)

    def _ask_restore(self, state: State) -> None:
        when = words().moment(state.saved, seconds=True)
        dialog = Dialog(
            plain(_("Go back to the journal of {when}?", when=when)),
            plain(_("What was written since is no longer in it; the present state is kept, "
                    "and stands in this list.")),
            offers=((_("Go back"), "back"),),
        )  # fmt: skip
        self.app.push_screen(dialog, lambda answer: self._restore(state) if answer else None)

    def _restore(self, state: State) -> None:
        def restore(journal: Journal) -> str:
            restored = upkeep.restore_backup(journal, state.number)
            saved = journal.clock.wall(datetime.fromisoformat(restored.saved))
            when = words().moment(saved, seconds=True)
            return _("The journal is as it was saved on {when}.", when=when)

        self.do(restore, self.done)

    def action_delete(self) -> None:
        """Erases a record of the trash for good, once a word was typed."""
        if (record := self._record) is None:
            return
        word = _("erase")
        fields = (Field("word", _("Type “{word}”", word=word)),)

        def erase(journal: Journal, values: Values) -> list[str]:
            if fold(values.text("word").strip()) != fold(word):
                raise Refused(
                    N_("What was typed is not “{wanted}”."),
                    kept=N_("Nothing was erased."),
                    todo=N_("Type it if you mean it; Escape keeps everything."),
                    wanted=word,
                )
            return naming.erased(journal.records.purge(record))

        sheet = Sheet(
            plain(_("Erase for good?")), fields, erase, draft="", visibility=None,
            intro=self._what_goes(record), accept=_("Erase"),
        )  # fmt: skip
        self.app.push_screen(sheet, self._erased)

    def _what_goes(self, record: Record) -> Content:
        me = self.at.me if self.at else ""
        said = self.hushed(line(naming.headline(record, reader=me)), record.visibility)
        return plain(" · ").join([plain(naming.kind(record)), said])

    def _erased(self, told: list[str] | None) -> None:
        if told:
            self.reload()
            happened, *rest = told
            self.app.push_screen(Dialog(plain(happened), *map(plain, rest)))

    def action_save(self) -> None:
        """Asks where, and copies the journal there."""
        suffix = self.door.home.wrapping.suffix
        name = f"~/rmjournal-{self.door.clock.today().isoformat()}.json{suffix}"
        fields = (Field("file", _("File"), value=name),)

        def copy(journal: Journal, values: Values) -> str:
            path = files.typed(values.text("file"))
            upkeep.create_backup(journal, path)
            return str(path)

        open_to_all = _("It is not encrypted: keep it where only you can read it.")
        intro = plain(_("It is encrypted as the journal is.") if suffix else open_to_all)
        sheet = Sheet(
            plain(_("A copy of the journal")), fields, copy, draft="backup-file", visibility=None,
            intro=intro,
        )  # fmt: skip
        self.app.push_screen(sheet, self._copied)

    def _copied(self, path: str | None) -> None:
        if path:
            self.host.tell(plain(_("Written to {file}.", file=path)))


def _told(records: list[Record]) -> str:
    return naming.kind(records[0])
