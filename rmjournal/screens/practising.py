"""A learning put into practice, or not yet: what Home and the list of learnings both ask."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from rmjournal import naming
from rmjournal.i18n import _, words
from rmjournal.model.learning import Learning
from rmjournal.screens.base import JournalScreen
from rmjournal.screens.drafting import Draft
from rmjournal.widgets.plain import line

if TYPE_CHECKING:
    from rmjournal.journal import Journal
    from rmjournal.screens.used import Use


class Practising(JournalScreen):
    """A screen on which one says what became of a learning."""

    def ask_used(self, learning: Learning) -> None:
        """Asks what happened, and notes that it was used."""
        from rmjournal.screens.used import UsedDialog

        draft = Draft(self.door.drafts, f"applied-{learning.id}")
        about = self.hushed(line(learning.what), learning.visibility)
        self.app.push_screen(UsedDialog(draft, about), partial(self._used, learning, draft))

    def _used(self, learning: Learning, draft: Draft, use: Use | None) -> None:
        if use is not None:
            told = _("Noted: it was used. ‹u› takes it back.")
            self.do(
                lambda journal: _apply(journal, learning, draft, use),
                lambda _learning: self.done(told),
            )

    def say_not_yet(self, learning: Learning) -> None:
        """Notes that it was not used yet; asked again at the next session."""
        self.do(lambda journal: journal.learnings.ask_again(learning), self._not_used)

    def _not_used(self, learning: Learning) -> None:
        when = learning.check_on
        what = self.hushed(line(naming.headline(learning)), learning.visibility).plain
        if when and when > self.door.clock.today():
            self.done(
                _("Not used yet: “{what}”. You will be asked again on {date}.",
                  what=what, date=words().date(when))
            )  # fmt: skip
        else:
            self.done(_("Not used yet: “{what}”.", what=what))


def _apply(journal: Journal, learning: Learning, draft: Draft, use: Use) -> Learning:
    """Notes it and ends the draft, also if the screen is gone by then."""
    applied = journal.learnings.applied(learning, use.text, use.worked)
    draft.end()
    return applied
