"""Feedback: what was received and given, how each stands, and what was changed because of it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from textual import events, on
from textual.containers import Horizontal, Vertical
from textual.widget import Widget

from rmjournal.i18n import _
from rmjournal.model.feedback import Feedback
from rmjournal.model.record import Visibility
from rmjournal.screens import delivering, feedback_parts
from rmjournal.screens.answering import AnsweringScreen
from rmjournal.screens.base import CRAMPED
from rmjournal.screens.bindings import bindings
from rmjournal.screens.feedback_parts import BEGUN, BothWays
from rmjournal.screens.phrases import joined, the_two
from rmjournal.vocabulary import readers
from rmjournal.widgets.frame import Heading
from rmjournal.widgets.listing import Entry, Listing
from rmjournal.widgets.plain import plain
from rmjournal.widgets.push import Push
from rmjournal.widgets.words import Words

if TYPE_CHECKING:
    from rmjournal.journal import Journal

WIDEST, AROUND = 112, 4
"""The columns that the page takes at most, and those of them at its sides."""
WIDE = 100
"""The columns from which on what was received and what was given stand side by side."""
APART = Entry("", (), head=True)
"""A blank line between two lists in one."""


class FeedbackScreen(AnsweringScreen):
    """Where one sees what the two said to each other."""

    PLACE = "feedback"
    BINDINGS = bindings("feedback")
    CSS_PATH = "feedback.tcss"
    AUTO_FOCUS = "#received"

    def __init__(self) -> None:
        super().__init__()
        self._begun = False

    def body(self) -> Iterable[Widget]:
        """Three lists, of which a narrow terminal makes one; the pulse; what an empty page teaches."""
        yield Vertical(
            Horizontal(
                Listing(id="received", wrap=True), Listing(id="given", wrap=True), id="both-ways"
            ),
            Listing(id="changed", wrap=True),
            Words(plain(""), id="pulse"),
            Vertical(
                Words(plain(""), id="teaching"),
                Push(plain(_("Give feedback")), "new", id="begin", classes="-main"),
                id="empty",
            ),
            id="feedback",
        )

    def load(self, journal: Journal) -> tuple[BothWays | None, bool]:
        """What was said, and whether something was begun that is not in the journal."""
        return feedback_parts.both_ways(journal), delivering.begun(self.door.drafts)

    def show(self, found: tuple[BothWays | None, bool]) -> None:
        """Fills the lists."""
        self.at, self._begun = found
        empty = self.at is None or not (self.at.received or self.at.given or self._begun)
        self.query_one("#empty").display = empty
        self.query_one("#both-ways").display = not empty
        self.query_one("#begin").display = self.at is not None
        self._head()
        self._fill()
        if empty:
            self._teach()
        else:
            self._focus_a_row()
        self._see()

    def _focus_a_row(self) -> None:
        """The keys go to a list that has something to choose."""
        lists = [each for each in self.query(Listing) if each.highlighted]
        if lists and self.focused not in lists:
            self.set_focus(lists[0])

    def _head(self) -> None:
        if self.at is None:
            self.query_one(Heading).say(plain(_("Feedback")), plain(""))
            return
        pair = self.at.pair
        names = the_two(pair)
        roomy = self.size.width >= CRAMPED
        drafts = self._begun or any(not each.delivered for each in self.at.given)
        reading = [readers(Visibility.PAIR), _("drafts: only me") if drafts else ""]
        self.query_one(Heading).say(
            plain(joined(_("Feedback"), names if roomy else "")), plain(joined(*reading))
        )

    def _fill(self) -> None:
        """Side by side where there is room; else one list, so that the arrows go through all."""
        line = self.query_one("#pulse", Words)
        if self.at is None:
            self.query_one("#changed").display = line.display = False
            return
        wide = self.size.width >= WIDE
        self.query_one("#feedback").set_class(wide, "-wide")
        received = feedback_parts.received(self.at)
        given = feedback_parts.given(self.at, begun=self._begun, hush=self.hushed)
        changed = feedback_parts.changed(self.at)
        whole = [each for part in (received, given, changed) if part for each in (APART, *part)][1:]
        lists, row = (received, given, changed) if wide else (whole, [], []), self._row
        for id, entries in zip(("received", "given", "changed"), lists, strict=True):
            listing = self.query_one(f"#{id}", Listing)
            listing.fill(entries)
            listing.display = bool(entries)
            if row and listing.go_to(row) and isinstance(self.focused, Listing):
                self.set_focus(listing)
        room = min(self.size.width, WIDEST) - AROUND
        shown = feedback_parts.pulse(self.at, room, discreet=self.host.discreet)
        line.say(shown)
        line.display = bool(shown.plain)

    def _teach(self) -> None:
        told = _("There is no pair yet. ‹F2› says how to begin.")
        if self.at is not None:
            self.query_one("#begin").focus()
            told = _(
                "Feedback goes both ways here, in the same form: what happened, its effect on you, "
                "one request. What you write is for you alone until you deliver it; you can sleep "
                "on it first. The other can say “got it” before answering.\n\n"
                "n begins, after any session, in three minutes."
            )
        self.query_one("#teaching", Words).say(plain(told))

    def on_resize(self, event: events.Resize) -> None:
        """Lays the lists out anew."""
        super().on_resize(event)
        self._head()
        self._fill()

    # What one can do

    @property
    def _row(self) -> str:
        """The id of the row that is highlighted where the keys go."""
        at = self.focused if isinstance(self.focused, Listing) else None
        return (at or self.query_one("#received", Listing)).highlighted or ""

    @property
    def picked(self) -> Feedback | None:
        """The feedback of the highlighted row; of a change, that from which it came."""
        return self.at.found(self._row.partition(" ")[0]) if self.at else None

    @on(Listing.Highlighted)
    def _see(self) -> None:
        row = self._row
        self.see(*(["one"] if row else []), *(["begun"] if row == BEGUN else []))

    def on_descendant_focus(self) -> None:
        """Another list has the keys."""
        self._see()

    @on(Listing.Chosen)
    def action_open(self) -> None:
        """Opens it to be read; a draft, to go on writing."""
        picked = self.picked
        if self._row == BEGUN:
            self.host.visit("giving")
        elif picked is not None and not picked.delivered:
            self.host.visit("giving", picked.id)
        elif picked is not None:
            self.host.visit("feedback-one", picked.id)

    def action_new(self) -> None:
        """Gives feedback, or goes on with what was begun."""
        self.host.visit("giving")
