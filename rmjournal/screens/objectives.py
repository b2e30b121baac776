"""Objectives: what the two chose to learn, how far each sees it, and who agreed to which words."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from textual.content import Content

from rmjournal.errors import Changed, RmjournalError
from rmjournal.i18n import _
from rmjournal.model.record import Visibility
from rmjournal.screens import objectives_fields as asked
from rmjournal.screens import objectives_verbs
from rmjournal.screens.bindings import bindings
from rmjournal.screens.dialog import Dialog, Offer
from rmjournal.screens.fields import Field, Values
from rmjournal.screens.objective_detail import in_short
from rmjournal.screens.objectives_page import ObjectivesPage
from rmjournal.screens.objectives_seen import View
from rmjournal.screens.objectives_verbs import Outcome
from rmjournal.screens.phrases import who
from rmjournal.screens.sheet import Sheet
from rmjournal.widgets.plain import line, plain

if TYPE_CHECKING:
    from rmjournal.journal import Journal
    from rmjournal.model.objective import Objective


class ObjectivesScreen(ObjectivesPage):
    """Where the two propose objectives, agree to them, and say how far each has come."""

    PLACE = "objectives"
    BINDINGS = bindings("objectives")
    CSS_PATH = "objectives.tcss"

    def action_new(self) -> None:
        """Asks for an objective, and proposes it."""
        if self.aims is not None:
            self._ask(_("Propose an objective"), asked.about(self.aims.pair),
                      objectives_verbs.propose, draft="objective")  # fmt: skip

    def action_edit(self) -> None:
        """Changes its words; says first when that takes the other's agreement back."""
        if (view := self.readable()) and self.aims:
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
        if (view := self.readable()) and self.aims:
            seen = view.seen
            self._ask(seen.title, asked.level(self.aims.pair, seen),
                      lambda journal, values: objectives_verbs.rate(journal, values, seen),
                      draft=f"objective-level-{seen.id}", visibility=seen.visibility)  # fmt: skip

    def action_agree(self) -> None:
        """Shows the words once more, and asks who agrees to them."""
        if not (view := self.readable()) or not self.aims:
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
        if view := self.readable():
            said = _("It moves down among what you achieved; its levels stay as they are.")
            self._offer(view, [(_("It is reached"), "achieve")], plain(said))

    def action_discuss(self) -> None:
        """Puts it on the next agenda."""
        if view := self.view:
            self._do("discuss", view.seen)

    def action_delete(self) -> None:
        """Offers to drop it, which keeps it readable, or to put it in the trash."""
        if view := self.readable():
            offers = [(_("Drop"), "drop")] if view.active else []
            said = _("Dropped, it stays readable below. In the trash, it is off every list.")
            self._offer(view, [*offers, (_("Into the trash"), "delete")], plain(said))

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
            self.awaited = outcome.about
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
