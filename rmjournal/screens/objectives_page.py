"""What the screen of the objectives shows: the list, one of them in full, and the way between them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from textual import on
from textual.containers import Horizontal, Vertical
from textual.widget import Widget

from rmjournal.i18n import _
from rmjournal.model.record import Visibility
from rmjournal.screens import objectives_list
from rmjournal.screens.base import JournalScreen
from rmjournal.screens.objective_detail import Detail
from rmjournal.screens.objectives_seen import Aims, View, aims
from rmjournal.screens.phrases import joined, who
from rmjournal.widgets.frame import Heading
from rmjournal.widgets.listing import Listing
from rmjournal.widgets.plain import plain
from rmjournal.widgets.words import Words

if TYPE_CHECKING:
    from rmjournal.journal import Journal

WIDE = 100
"""The columns from which the list and one objective stand side by side."""


class ObjectivesPage(JournalScreen):
    """A list of ladders, and one objective in full beside it, or after Enter."""

    AUTO_FOCUS = "#objectives-list"

    def __init__(self, id: str = "") -> None:
        """With the objective of that id highlighted."""
        super().__init__()
        self.HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (WIDE, "-wide")]
        self.aims: Aims | None = None
        self._told: View | None = None
        """The objective that is shown in full."""
        self.awaited: str | None = id or None
        """The objective to go to once it is there."""

    def body(self) -> Iterable[Widget]:
        """The list with its notes, the objective, and what stands there while there is none."""
        with Horizontal(id="objectives-body"):
            with Vertical(id="list-side"):
                yield Listing(wide=0, lines=objectives_list.LINES, wrap=True, id="objectives-list")
                yield Words(plain(""), id="objectives-notes", classes="-quiet")
            yield Detail(id="objective")
            with Vertical(id="objectives-teach"):
                yield from objectives_list.teaching()
                yield Words(plain(""), id="teach-next")

    # What is shown

    def load(self, journal: Journal) -> Aims | None:
        """The objectives of the pair."""
        return aims(journal)

    async def show(self, found: Aims | None) -> None:
        """Shows them, with the same one highlighted."""
        self.aims = found
        shown = found.all if found else ()
        self.set_class(not shown, "-empty")
        listing = self.query_one(Listing)
        listing.fill(objectives_list.entries(found, self.hushed) if found else [])
        if self.awaited:
            listing.go_to(self.awaited)
            self.awaited = None
        notes = self.query_one("#objectives-notes", Words)
        notes.say(plain(said := objectives_list.notes(found)))
        notes.set_class(bool(said), "-there")
        begin = _("‹n› proposes one.") if found else _("‹F2› says how to begin.")
        self.query_one("#teach-next", Words).say(plain(begin))
        await self._tell()

    def _head(self) -> None:
        found = self.aims
        right = ""
        if found and self.has_class("-opened"):
            right = _("Esc: the list")
        elif found:
            right = joined(*(who(found.pair, each.id) for each in found.pair.members))
        self.query_one(Heading).say(plain(_("Our objectives")), plain(right))

    async def _tell(self) -> None:
        """Shows the highlighted objective in full, and knows what can be done about it."""
        view, detail = self.view, self.query_one(Detail)
        before, self._told = self._told, view
        if before is not None and (view is None or view.id != before.id):
            self._back()
        if view is None or self.aims is None:
            await detail.say()
        elif self._hidden(view):
            await detail.say(self.hushed(plain(""), view.seen.visibility))
        elif before is not None and before.id == view.id:
            await detail.again(self.aims, view)
        else:
            await detail.tell(self.aims, view)
        self._see_facts()

    def _see_facts(self) -> None:
        """What can be done now; says also how to come back to the list."""
        view = self.view
        facts = {"pair"} if self.aims else set()
        if view is not None:
            facts.add("one")
            if view.active:
                facts.add("active")
            if not self.has_class("-opened"):
                facts.add("list")
        self.now(*facts)
        self._head()

    @property
    def view(self) -> View | None:
        """The highlighted objective."""
        return self.aims.view(self.query_one(Listing).highlighted) if self.aims else None

    def _hidden(self, view: View) -> bool:
        return self.host.discreet and view.seen.visibility is Visibility.PRIVATE

    @on(Listing.Highlighted)
    async def highlighted(self) -> None:
        """Another objective is highlighted: it is the one shown in full."""
        if self.view is not self._told:
            await self._tell()

    @on(Listing.Chosen)
    def chosen(self) -> None:
        """Enter or a second click goes into it."""
        self.action_open()

    async def in_new_words(self) -> None:
        """Says everything again, at the same objective."""
        self.awaited = self.query_one(Listing).highlighted
        self._told = None
        await super().in_new_words()
        self.query_one(Detail if self.has_class("-opened") else Listing).focus()

    # Going about

    def action_open(self) -> None:
        """Goes into the objective: the arrows scroll it, Escape comes back to the list."""
        if self.view is not None:
            self.add_class("-opened")
            self._see_facts()
            self.call_after_refresh(self.query_one(Detail).focus)

    def action_close(self) -> None:
        """Comes back to the list, and from there to where one was."""
        if not self._back():
            super().action_close()

    def _back(self) -> bool:
        """Comes back to the list; whether one was elsewhere."""
        if not self.has_class("-opened"):
            return False
        self.remove_class("-opened")
        self._see_facts()
        self.call_after_refresh(self.query_one(Listing).focus)
        return True

    def readable(self) -> View | None:
        """The highlighted objective; none where its words are hidden, and then that is said."""
        view = self.view
        if view is not None and self._hidden(view):
            self.host.tell(plain(_("Private text is hidden. ‹^t› shows it.")))
            return None
        return view
