"""Conflicts: what was changed in two places at once; both versions, to choose from or to join."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.widget import Widget

from rmjournal import naming
from rmjournal.i18n import _
from rmjournal.journal import conflicts
from rmjournal.model.record import Record
from rmjournal.screens.base import JournalScreen
from rmjournal.screens.bindings import bindings
from rmjournal.screens.fields import Field, Kind, Values
from rmjournal.screens.sheet import Sheet
from rmjournal.versions import in_words, waits
from rmjournal.vocabulary import field_name
from rmjournal.widgets.choice import Choice
from rmjournal.widgets.frame import Heading
from rmjournal.widgets.listing import Entry, Listing
from rmjournal.widgets.plain import line, plain
from rmjournal.widgets.words import Words

if TYPE_CHECKING:
    from rmjournal.journal import Journal
    from rmjournal.journal.conflicts import Conflict


@dataclass(frozen=True, slots=True)
class Clash:
    """One field, as it is and as it waits."""

    conflict: Conflict
    record: Record
    current: Any
    current_said: str
    waiting_said: str
    waiting_name: str
    """What the version that waits is called: whose it is, where that is known."""
    text: bool
    """Whether the two can be joined into one text."""


class ConflictsScreen(JournalScreen):
    """Where one chooses between two versions of the same words."""

    PLACE = "conflicts"
    BINDINGS: ClassVar[list[BindingType]] = [
        *bindings("conflicts"),
        Binding("left", "mark('current')", show=False),
        Binding("right", "mark('waiting')", show=False),
    ]
    CSS_PATH = "conflicts.tcss"
    AUTO_FOCUS = "#clashes"

    def __init__(self, about: str = "") -> None:
        super().__init__()
        self.clashes: tuple[Clash, ...] = ()
        self._wanted = about
        """The id of the one to be marked once it is there."""

    def body(self) -> Iterable[Widget]:
        """What waits, which version of the one that is marked to keep, and the two beneath."""
        yield Words(plain(""), id="clash-hint", classes="-quiet")
        yield Listing(wide=1, id="clashes")
        options = [
            ("current", plain(_("As it is now"))),
            ("waiting", plain(_("What waits"))),
        ]
        which = Choice(options, value="current", id="which")
        which.can_focus = False  # the arrows go to it from the list, where Enter keeps
        yield which
        yield Horizontal(_version("current"), _version("waiting"), id="versions")

    def load(self, journal: Journal) -> tuple[Clash, ...]:
        """The conflicts of the pair."""
        return clashes(journal) if journal.pairs.all() else ()

    def show(self, found: tuple[Clash, ...]) -> None:
        """Shows them, or that there are none."""
        self.clashes = found
        self.query_one(Heading).say(plain(_("Conflicts")), plain(""))
        rows = [Entry(each.conflict.id, self._cells(each)) for each in found]
        listing = self.query_one(Listing)
        listing.fill(rows)
        if self._wanted:
            listing.go_to(self._wanted)
            self._wanted = ""
        hint = _(
            "This was changed in two places at once. One version is in force, and the other waits: "
            "nothing is lost until you choose. ← and → mark one, Enter keeps it."
        )
        none = _(
            "Nothing waits for a choice. Where the same words are changed in two places at once, both "
            "versions come here."
        )
        self.query_one("#clash-hint", Words).say(plain(hint if found else none))
        for id in ("#clashes", "#versions", "#which"):
            self.query_one(id).display = bool(found)
        if found and self.focused is None:  # it was hidden, with nothing in it
            listing.focus()
        self._say_versions()

    def _cells(self, each: Clash) -> tuple[Content, ...]:
        said = self.hushed(line(naming.headline(each.record)), each.record.visibility)
        return plain(naming.kind(each.record)), said, plain(field_name(each.conflict.field))

    @property
    def clash(self) -> Clash | None:
        """The one that is marked."""
        id = self.query_one(Listing).highlighted
        return next((each for each in self.clashes if each.conflict.id == id), None)

    @on(Listing.Highlighted)
    def _say_versions(self) -> None:
        clash = self.clash
        self.now(*(("one",) if clash else ()), *(("text",) if clash and clash.text else ()))
        if clash is None:
            return
        for which, said in (("current", clash.current_said), ("waiting", clash.waiting_said)):
            shown = self.hushed(plain(said), clash.record.visibility)
            self.query_one(f"#version-{which}", Words).say(shown)
        named = line(clash.waiting_name.upper())
        self.query_one("#name-waiting", Words).say(named)

    # What one can do

    def action_mark(self, which: str) -> None:
        """Marks the version that Enter keeps."""
        self.query_one("#which", Choice).value = which

    @on(Listing.Chosen)
    def action_keep(self) -> None:
        """Keeps the version that is chosen above the two."""
        if (clash := self.clash) is None:
            return
        waiting = self.query_one("#which", Choice).value == "waiting"
        self.do(
            lambda journal: conflicts.keep(journal, clash.conflict, waiting=waiting),
            lambda _none: self.done(_("Kept. ‹u› takes it back.")),
        )

    def action_edit(self) -> None:
        """Asks for one text made of both."""
        clash = self.clash
        if clash is None or not clash.text:
            return
        conflict = clash.conflict
        both = "\n\n".join(str(each) for each in (clash.current, conflict.waiting) if each)
        label = field_name(conflict.field)

        def write(journal: Journal, values: Values) -> bool:
            conflicts.write(journal, conflict, values.text("text"))
            return True

        sheet = Sheet(
            plain(_("One text out of both")), (Field("text", label, Kind.TEXT, both),), write,
            draft=f"conflict-{conflict.id}", visibility=clash.record.visibility,
        )  # fmt: skip
        self.app.push_screen(sheet, self._written)

    def _written(self, written: bool | None) -> None:
        if written:
            self.done(_("Kept. ‹u› takes it back."))


def clashes(journal: Journal) -> tuple[Clash, ...]:
    """Every conflict of the pair with the record it is about."""
    found = []
    for each in conflicts.all_of(journal):
        record = conflicts.record_of(journal, each)
        if record is not None:
            current = conflicts.current(journal, each)
            found.append(
                Clash(each, record, current, in_words(journal, each, current),
                      in_words(journal, each, each.waiting), waits(journal.pair, each),
                      conflicts.is_text(each))
            )  # fmt: skip
    return tuple(found)


def _version(which: str) -> Widget:
    label = _("As it is now") if which == "current" else _("What waits")
    body = VerticalScroll(Words(plain(""), id=f"version-{which}"), can_focus=False)
    name = Words(plain(label.upper()), id=f"name-{which}", classes="version-name")
    return Vertical(name, body, classes="version")
