"""Search: words in everything that was written, found while one types."""

from __future__ import annotations

import time
from collections.abc import Iterable
from typing import TYPE_CHECKING, ClassVar

from textual import events, on
from textual.binding import Binding, BindingType
from textual.widget import Widget
from textual.widgets import Input
from textual.worker import Worker, get_current_worker

from rmjournal.i18n import N_, _, ngettext
from rmjournal.journal import search
from rmjournal.journal.search import Hit
from rmjournal.model.agenda import Item
from rmjournal.model.feedback import Feedback
from rmjournal.model.learning import Learning
from rmjournal.model.record import Record
from rmjournal.model.reflection import Reflection
from rmjournal.model.session import Session
from rmjournal.screens import going
from rmjournal.screens.base import JournalScreen
from rmjournal.screens.bindings import bindings
from rmjournal.screens.hits import AROUND, DAY, KIND, Found, HitList, HitRows, Query
from rmjournal.vocabulary import readers
from rmjournal.widgets.choice import Choice
from rmjournal.widgets.frame import Heading
from rmjournal.widgets.listing import Listing
from rmjournal.widgets.plain import plain
from rmjournal.widgets.words import Words

if TYPE_CHECKING:
    from rmjournal.journal import Journal

FILTERS: dict[str, tuple[str, tuple[type[Record], ...]]] = {
    "all": (N_("All"), (Record,)),
    "sessions": (N_("Sessions"), (Session, Item)),
    "reflections": (N_("Reflections"), (Reflection,)),
    "learnings": (N_("Learnings"), (Learning,)),
    "feedback": (N_("Feedback"), (Feedback,)),
}
"""The kinds of hits that can be shown, with their words, msgids."""
WIDEST = 110
"""The columns that are used of a wide terminal."""
LONGEST = 200
"""The characters of a query."""
FEW = 3
"""With fewer letters almost everything is found."""
TURN, PAUSE = 0.003, 0.0003
"""Seconds that a search goes on at a time, and that it then leaves to the keyboard and the screen."""


class Turns:
    """Goes on until its worker is no longer wanted, and lets the interface have its turn."""

    def __init__(self, worker: Worker[object]) -> None:
        self._worker = worker
        self._since = time.perf_counter()

    def __call__(self) -> bool:
        """Whether to go on."""
        if time.perf_counter() - self._since > TURN:
            time.sleep(PAUSE)  # in a worker, so that the interface gets the interpreter meanwhile
            self._since = time.perf_counter()
        return not self._worker.is_cancelled


class SearchScreen(JournalScreen):
    """Where one finds again what was written."""

    PLACE = "search"
    CSS_PATH = "search.tcss"
    AUTO_FOCUS = "#query"
    BINDINGS: ClassVar[list[BindingType]] = [
        *bindings("search"),
        Binding("down", "to_list", show=False),
    ]

    def __init__(self) -> None:
        super().__init__()
        self.found: Found | None = None
        self._query = ""
        self._open_first = False

    def body(self) -> Iterable[Widget]:
        """What to search for, which kinds, how many there are, and the hits."""
        yield Query(
            self._query, id="query", compact=True, select_on_focus=False, max_length=LONGEST,
            placeholder=_("Words to search for"),
        )  # fmt: skip
        yield Choice(
            [(name, plain(_(label))) for name, (label, _kinds) in FILTERS.items()],
            value="all", id="kinds",
        )  # fmt: skip
        yield Words(plain(""), id="count", classes="-quiet")
        yield HitList(wide=2, lines=2, widths=(KIND, DAY, 0), id="hits")
        yield Words(plain(""), id="advice", classes="-quiet")

    def load(self, journal: Journal) -> Found | None:
        """The hits of what is typed by now; nothing where there is no pair yet."""
        turns = Turns(get_current_worker())
        if not turns() or not journal.pairs.all():
            return None
        query = self._query.strip()
        hits = search.search(journal, query, going=turns) if query else []
        numbers, today = journal.sessions.numbers(), journal.clock.today()
        return Found(query, hits, numbers, today, journal.pair.me)

    def show(self, found: Found | None) -> None:
        """Shows the hits of what is typed now; opens the first where that was asked for meanwhile."""
        if found and found.query != self._query.strip():
            return
        before, self.found = self.found, found
        self._fill(keep=bool(before and found and before.query == found.query))
        wanted, self._open_first = self._open_first, False
        if wanted:
            self.action_open()

    def _fill(self, *, keep: bool) -> None:
        hits = self._hits
        listing = self.query_one(HitList)
        listing.display = bool(hits)
        room = min(self.size.width, WIDEST) - KIND - DAY - AROUND
        rows = HitRows(self.found, hits, self.hushed, room) if self.found else ()
        listing.fill(rows, keep=keep)
        self.query_one("#count", Words).say(plain(self._count(len(hits))))
        advice = self.query_one("#advice", Words)
        advice.display = not hits
        advice.say(plain(self._advice()))
        self._see()

    @property
    def _hits(self) -> list[Hit]:
        """The hits of the kinds that are chosen."""
        _label, kinds = FILTERS[self.query_one("#kinds", Choice).value]
        return (
            [each for each in self.found.hits if isinstance(each.record, kinds)]
            if self.found
            else []
        )

    def _count(self, number: int) -> str:
        if self.found is None or not self.found.query or not number:
            return ""
        told = ngettext("{n} hit", "{n} hits, the latest first", number)
        if len(self.found.query) < FEW and number > 1:
            told += ". " + _("More letters find less.")
        return told

    def _advice(self) -> str:
        if self.found is None:
            return _("Nothing is written yet, so there is nothing to find.")
        if not self.found.query:
            return _(
                "Everything is searched: sessions, reflections, learnings, feedback, objectives, "
                "the charter. So is what only you may read, and only you see it here.\n\n"
                "Accents and capitals do not matter. Of several words, all have to occur."
            )
        if self.found.hits:
            return _("Nothing of this kind was found. There are other hits: choose “All”.")
        return _(
            "Nothing was found. Try fewer letters, or one word alone; the beginning of a word is "
            "enough.\n\nWhat is in the trash is not searched; ‹^g› shows it."
        )

    def _see(self) -> None:
        """Says who may read what is highlighted, and what can be done."""
        one = self._one
        self.query_one(Heading).say(
            plain(_("Search")), plain(readers(one.visibility) if one else "")
        )
        self.now(*(("one",) if one else ()))

    @property
    def _one(self) -> Record | None:
        id = self.query_one(HitList).highlighted
        hits = self.found.hits if self.found else ()
        return next((each.record for each in hits if each.record.id == id), None)

    def on_resize(self, event: events.Resize) -> None:
        """Cuts the texts to the room there is now."""
        super().on_resize(event)
        self._fill(keep=True)

    # What one does

    @on(Input.Changed, "#query")
    def typed(self, event: Input.Changed) -> None:
        """Searches for what is typed; the search before it is given up."""
        if event.value == self._query:
            return
        self._query, self._open_first = event.value, False
        if self.found and not self.found.hits and event.value.strip():
            self.query_one("#count", Words).say(plain(_("Searching …")))
        self.reload()

    @on(Input.Submitted, "#query")
    def submitted(self) -> None:
        """Enter opens the first hit, as soon as it is found."""
        if self.found and self.found.query == self._query.strip():
            self.action_open()
        else:
            self._open_first = True

    @on(Choice.Changed, "#kinds")
    def filtered(self) -> None:
        """Other kinds are to be shown."""
        self._fill(keep=True)

    @on(Listing.Highlighted)
    def highlighted(self) -> None:
        """Another hit is highlighted."""
        self._see()

    @on(Listing.Chosen)
    def chosen(self) -> None:
        """Enter opens it."""
        self.action_open()

    @on(HitList.Left)
    def left(self) -> None:
        """Upwards from the first hit is the query."""
        self.query_one("#query").focus()

    def on_key(self, event: events.Key) -> None:
        """What is typed elsewhere goes on in the query."""
        query = self.query_one("#query", Input)
        if query.has_focus or (event.key == "space" and isinstance(self.focused, Choice)):
            return
        if event.character and event.is_printable:
            event.stop()
            query.focus()
            query.insert_text_at_cursor(event.character)
        elif event.key == "backspace":
            event.stop()
            query.focus()
            query.action_delete_left()

    def action_to_list(self) -> None:
        """Goes to the hits."""
        if self._hits:
            self.query_one(HitList).focus()

    def action_open(self) -> None:
        """Shows the highlighted hit in its own screen."""
        if one := self._one:
            going.visit(self.host, one)
