"""What the welcome leads to besides its questions: a sample, one's own journal, an invitation."""

from __future__ import annotations

from abc import abstractmethod
from typing import TYPE_CHECKING

from rmjournal.i18n import _, words
from rmjournal.journal import scratch
from rmjournal.screens import doors, exchange_sheets
from rmjournal.screens.base import JournalScreen
from rmjournal.screens.exchange_sheets import Answered
from rmjournal.screens.form import Form
from rmjournal.widgets.plain import plain

if TYPE_CHECKING:
    from rmjournal.journal.moving import Held
    from rmjournal.paths import Home


class DoorsScreen(JournalScreen, Form[None]):
    """A screen where one can begin without answering."""

    _busy = False
    """Whether a pair is being made, and something is still to be done once it is there."""

    @abstractmethod
    async def ask_of_pair(self) -> None:
        """Asks the first question about the pair."""

    def action_sample(self) -> None:
        """Shows a sample pair, in a home of its own."""
        language, zone = words().language, self.door.settings.timezone
        self.do(lambda _journal: scratch.written(language, zone), self._sampled)

    def _sampled(self, home: Home) -> None:
        self.host.enter(home)
        self.host.tell(plain(_("This is a sample pair's journal. q on Home leaves it.")))

    def action_bring(self) -> None:
        """Asks where the journal is, says what it holds, and copies it here."""
        self.app.push_screen(doors.bring(self.door.home), self._brought)

    def _brought(self, held: Held | None) -> None:
        if held is not None:
            self._end_draft()
            self.host.tell(plain(_("Your journal is here. The original is as it was.")))
            self.host.go("home")

    def action_invited(self) -> None:
        """Says what there is to do with an invitation."""
        self.app.push_screen(doors.invited(), self._answered_invitation)

    async def _answered_invitation(self, answer: str | None) -> None:
        if answer == doors.BEGIN:
            await self.ask_of_pair()
        elif answer == doors.ACCEPT:
            self._busy = True  # once there is a pair, there is still something to be said of it
            sheet = exchange_sheets.accept(None, self.door.clock.today())
            self.app.push_screen(sheet, self._accepted)

    def _accepted(self, answered: Answered | None) -> None:
        self._busy = answered is not None  # what is read meanwhile leads nowhere else
        if answered is not None:
            self._end_draft()
            self.host.speak_of(answered.accepted.pair)
            self.host.go("exchange")
            self.app.push_screen(exchange_sheets.accepted(answered))

    def _end_draft(self) -> None:
        if self.draft:
            self.draft.end()
