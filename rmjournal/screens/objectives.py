"""Objectives: what the two chose to learn, how far each sees it, and who agreed to which words."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from textual import on
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widget import Widget

from rmjournal.errors import Changed, RmjournalError
from rmjournal.i18n import _
from rmjournal.model.record import Visibility
from rmjournal.screens import objectives_fields as asked
from rmjournal.screens import objectives_list, objectives_verbs
from rmjournal.screens.base import JournalScreen
from rmjournal.screens.bindings import bindings
from rmjournal.screens.dialog import Dialog, Offer
from rmjournal.screens.fields import Field, Values
from rmjournal.screens.objective_detail import Detail, in_short
from rmjournal.screens.objectives_seen import Aims, View, aims
from rmjournal.screens.objectives_verbs import Outcome
from rmjournal.screens.phrases import joined, who
from rmjournal.screens.sheet import Sheet
from rmjournal.widgets.frame import Heading
from rmjournal.widgets.listing import Listing
from rmjournal.widgets.plain import line, plain
from rmjournal.widgets.words import Words

if TYPE_CHECKING:
    from rmjournal.journal import Journal
    from rmjournal.model.objective import Objective

WIDE = 100
"""The columns from which the list and one objective stand side by side."""


class ObjectivesScreen(JournalScreen):
    """A list of ladders, and one objective in full beside it, or after Enter."""

    PLACE = "objectives"
    BINDINGS = bindings("objectives")
    CSS_PATH = "objectives.tcss"
    AUTO_FOCUS = "#objectives-list"

    def __init__(self, id: str = "") -> None:
        """With the objective of that id highlighted."""
        super().__init__()
        self.HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (WIDE, "-wide")]
        self.aims: Aims | None = None
        self._told: View | None = None
        """The objective that is shown in full."""
        self._awaited: str | None = id or None
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
        if self._awaited:
            listing.go_to(self._awaited)
            self._awaited = None
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
        self._awaited = self.query_one(Listing).highlighted
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

    # What one can do

    def action_new(self) -> None:
        """Asks for an objective, and proposes it."""
        if self.aims is not None:
            self._ask(_("Propose an objective"), asked.about(self.aims.pair),
                      objectives_verbs.propose, draft="objective")  # fmt: skip

    def action_edit(self) -> None:
        """Changes its words; says first when that takes the other's agreement back."""
        if (view := self._open_view()) and self.aims:
            seen = view.seen
            self.app.push_screen(
                Sheet(
                    plain(_("Change an objective")),
                    asked.about(self.aims.pair, seen),
                    lambda journal, values: objectives_verbs.edit(journal, values, seen),
                    draft=f"objective-{seen.id}",
                    visibility=seen.visibility,
                    warn=lambda journal, values: objectives_verbs.takes_back(journal, values, seen),
                ),
                self._came,
            )

    def action_level(self) -> None:
        """Asks how far it is, in my eyes or, said aloud, in the other's."""
        if (view := self._open_view()) and self.aims:
            seen = view.seen
            self._ask(seen.title, asked.level(self.aims.pair, seen),
                      lambda journal, values: objectives_verbs.rate(journal, values, seen),
                      draft=f"objective-level-{seen.id}", visibility=seen.visibility)  # fmt: skip

    def action_agree(self) -> None:
        """Shows the words once more, and asks who agrees to them."""
        if not (view := self._open_view()) or not self.aims:
            return
        pair, offers = self.aims.pair, []
        name = who(pair, pair.partner.id)
        if pair.me in view.lacking:
            offers.append((_("I agree"), "agree"))
        if pair.partner.id in view.lacking:
            offers.append((_("{name} agreed aloud", name=name), "aloud"))
        if not offers:
            self.host.tell(plain(_("Both of you agreed to these very words already.")))
            return
        words = _("You agreed already. If {name} agreed aloud, note it here.", name=name)
        if pair.me in view.lacking:
            words = _("You agree to these very words; a later change takes that back.")
        self._offer(view, offers, *in_short(view.seen), plain(words))

    def action_done(self) -> None:
        """Asks whether it is reached."""
        if view := self._open_view():
            said = _("It moves down among what you achieved; its levels stay as they are.")
            self._offer(view, [(_("It is reached"), "achieve")], plain(said))

    def action_discuss(self) -> None:
        """Puts it on the next agenda."""
        if view := self.view:
            self._do("discuss", view.seen)

    def action_delete(self) -> None:
        """Offers to drop it, which keeps it readable, or to put it in the trash."""
        if view := self._open_view():
            offers = [(_("Drop"), "drop")] if view.active else []
            said = _("Dropped, it stays readable below. In the trash, it is off every list.")
            self._offer(view, [*offers, (_("Into the trash"), "delete")], plain(said))

    def _open_view(self) -> View | None:
        """The highlighted objective; none where its words are hidden, and then that is said."""
        view = self.view
        if view is not None and self._hidden(view):
            self.host.tell(plain(_("Private text is hidden. ‹^t› shows it.")))
            return None
        return view

    def _offer(self, view: View, offers: list[Offer], *paragraphs: Content) -> None:
        seen = view.seen
        self.app.push_screen(
            Dialog(line(seen.title), *paragraphs, offers=tuple(offers)),
            lambda answer: self._answered(answer or "", seen),
        )

    def _answered(self, answer: str, seen: Objective) -> None:
        if answer == "aloud" and self.aims:
            name = who(self.aims.pair, self.aims.pair.partner.id)
            self._ask(_("{name} agreed aloud", name=name), asked.said_on(),
                      lambda journal, values: objectives_verbs.agreed_aloud(journal, values, seen),
                      draft=f"objective-agree-{seen.id}", visibility=seen.visibility)  # fmt: skip
        elif answer:
            self._do(answer, seen)

    def _ask(
        self,
        title: str,
        fields: tuple[Field, ...],
        verb: Callable[[Journal, Values], Outcome],
        *,
        draft: str,
        visibility: Visibility = Visibility.PAIR,
    ) -> None:
        sheet = Sheet(line(title), fields, verb, draft=draft, visibility=visibility)
        self.app.push_screen(sheet, self._came)

    def _do(self, name: str, seen: Objective) -> None:
        verb: Callable[[Journal, Objective], Outcome] = VERBS[name]
        self.do(lambda journal: verb(journal, seen), self._came)

    def _came(self, outcome: Outcome | None) -> None:
        """Says what came of it, and stays at the objective."""
        if outcome is not None:
            self._awaited = outcome.about
            self.done(outcome.told)

    def failed(self, error: RmjournalError) -> None:
        """Says it; where the words were changed meanwhile, shows them as they are now."""
        super().failed(error)
        if isinstance(error, Changed):
            self.reload()


VERBS: dict[str, Callable[[Journal, Objective], Outcome]] = {
    "agree": objectives_verbs.agree,
    "achieve": objectives_verbs.achieve,
    "drop": objectives_verbs.drop,
    "delete": objectives_verbs.delete,
    "discuss": objectives_verbs.discuss,
}
"""What the answer to a dialog has done."""
