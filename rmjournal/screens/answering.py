"""What can be done with feedback wherever it is shown: received, answered, brought up, deleted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rmjournal.i18n import _
from rmjournal.model.feedback import Feedback
from rmjournal.model.record import Record, Visibility
from rmjournal.screens.base import JournalScreen
from rmjournal.screens.feedback_parts import BothWays
from rmjournal.screens.fields import Field, Kind, Values
from rmjournal.screens.phrases import first, session_name
from rmjournal.screens.sheet import Sheet
from rmjournal.widgets.plain import plain

if TYPE_CHECKING:
    from rmjournal.journal import Journal


class AnsweringScreen(JournalScreen):
    """A screen on which one piece of feedback is chosen or open."""

    def __init__(self) -> None:
        super().__init__()
        self.at: BothWays | None = None

    @property
    def picked(self) -> Feedback | None:
        """The one that is meant."""
        return None

    def see(self, *more: str) -> None:
        """Has the commands there that do something for it."""
        facts = {*more}
        if self.at is not None:
            facts.add("pair")
        if self.at is not None and (picked := self.picked):
            mine = self.at.mine(picked)
            facts |= {"mine"} if mine else set()
            facts |= {"delivered"} if picked.delivered else set()
            facts |= {"received"} if self.at.unanswered(picked) else set()
            facts |= {"unread"} if picked.waits_for(self.at.pair.me) else set()
        self.now(*facts)

    def action_got_it(self) -> None:
        """Says that it was received, before it is answered."""
        if picked := self.picked:
            self.do(lambda journal: journal.feedback.acknowledge(picked), self._received)

    def _received(self, _feedback: Feedback) -> None:
        self.done(_("Acknowledged. The answer can wait."))

    def action_reply(self) -> None:
        """Asks for an answer, and for what changes because of it."""
        picked = self.picked
        if picked is None or self.at is None:
            return
        name = first(self.at.pair.partner.name)
        sheet = Sheet(
            plain(_("Answer {name}", name=name)),
            (
                Field("text", _("My answer"), Kind.TEXT),
                Field("change", _("What I will change, if anything"), Kind.TEXT),
            ),
            lambda journal, values: _reply(journal, picked, values),
            draft=f"reply-{picked.id}",
            visibility=Visibility.PAIR,
            intro=plain(_("A sentence is enough. You can answer once; afterwards, talk it over.")),
        )
        self.app.push_screen(sheet, self._replied)

    def _replied(self, answered: Feedback | None) -> None:
        if answered is not None:
            self.done(_("Answered. ‹u› takes it back."))

    def action_discuss(self) -> None:
        """Puts it on the next agenda, and nothing of what it says."""
        if picked := self.picked:
            self.do(lambda journal: _bring_up(journal, picked), self.done)

    def action_delete(self) -> None:
        """Puts it in the trash."""
        if picked := self.picked:
            self.do(lambda journal: journal.records.delete(picked), self._deleted)

    def _deleted(self, gone: list[Record]) -> None:
        (feedback,) = gone
        assert isinstance(feedback, Feedback)
        told = _("In the trash. ‹u› takes it back.")
        if feedback.delivered and self.at is not None:
            name = first(self.at.pair.partner.name)
            told += " " + _("What {name} has of it stays there.", name=name)
        self.done(told)


def _reply(journal: Journal, seen: Feedback, values: Values) -> Feedback:
    return journal.feedback.reply(seen, values.text("text"), change=values.text("change"))


def _bring_up(journal: Journal, seen: Feedback) -> str:
    session = journal.sessions.found("next")
    journal.feedback.discuss(seen, session)
    name = session_name(journal.sessions.numbers(), session)
    return _("On the agenda of {session}: that there is feedback, and no word of it.", session=name)
