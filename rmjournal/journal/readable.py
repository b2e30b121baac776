"""The feedback that I may read: mine, drafts included, and what was delivered to me."""

from __future__ import annotations

from datetime import date, timedelta

from rmjournal.errors import NotFound
from rmjournal.i18n import N_
from rmjournal.journal import references
from rmjournal.journal.concern import Concern
from rmjournal.model.action import Action
from rmjournal.model.agenda import Item
from rmjournal.model.feedback import Feedback
from rmjournal.model.record import Record
from rmjournal.model.value import value

FORGOTTEN = 7
"""After how many days without a change a draft of feedback is recalled."""

NEWS = 7
"""For how many days an answer of the other is told of."""


@value()
class Beat:
    """How well spent one hour was, in the view of one of the two."""

    on: date
    feedback: Feedback
    value: int
    """0 to 4."""


class ReadableFeedback(Concern):
    """Which feedback there is for me, and what waits in it."""

    def all(self) -> list[Feedback]:
        """All that I may read: mine, drafts included, and what was delivered to me; oldest first."""
        me = self.pair.me
        readable = [each for each in self.ours(Feedback) if each.author == me or each.delivered]
        return sorted(readable, key=lambda each: (each.delivered or each.created, each.id))

    def given(self) -> list[Feedback]:
        """Mine, drafts included."""
        return [each for each in self.all() if each.author == self.pair.me]

    def received(self) -> list[Feedback]:
        """What the other delivered to me, or said aloud."""
        return [each for each in self.all() if each.author != self.pair.me]

    def unread(self) -> list[Feedback]:
        """Received and not acknowledged."""
        return [each for each in self.received() if each.waits_for(self.pair.me)]

    def unanswered(self) -> list[Feedback]:
        """Received and acknowledged, but without a reply of mine."""
        me = self.pair.me
        return [each for each in self.received() if each.acknowledged and not each.answered_by(me)]

    def answered(self) -> list[Feedback]:
        """Mine, with an answer that the other wrote, for a week from the day on which it came here."""
        partner, lately = self.pair.partner.id, self.journal.clock.today() - timedelta(days=NEWS)
        return [
            each
            for each in self.given()
            if any(reply.author == reply.entered_by == partner for reply in each.replies)
            and self.journal.clock.day(each.updated) > lately
        ]

    def sleeping(self) -> list[Feedback]:
        """My drafts that were set aside to be read again, whose day has come or not."""
        return [each for each in self.given() if each.sleep_until and not each.delivered]

    def kept(self) -> list[Feedback]:
        """My drafts that were set aside for no day, and that lie there since a week or more."""
        today, day = self.journal.clock.today(), self.journal.clock.day
        return [
            each
            for each in self.given()
            if not (each.delivered or each.sleep_until)
            and (today - day(each.updated)).days >= FORGOTTEN
        ]

    def asleep(self, feedback: Feedback) -> date | None:
        """The day to come from which a draft was to be read again; none once it has come."""
        until = feedback.sleep_until
        return until if until and until > self.journal.clock.today() else None

    def found(self, text: str) -> Feedback:
        """The one of these that the beginning of an id means; raises NotFound."""
        feedback = references.find(self.journal, text, Feedback)
        if feedback.author != self.pair.me and not feedback.delivered:
            raise NotFound(
                N_("Nothing in this pair's journal answers to “{text}”."), text=text[:40]
            )
        return feedback

    def pulse(self) -> list[Beat]:
        """How well spent the hours were, in the views of both that I may read, oldest first."""
        day = self.journal.clock.day
        return [
            Beat(day(each.delivered or each.created), each, each.time_well_spent)
            for each in self.all()
            if each.time_well_spent is not None
        ]

    def repeated_in(self, record: Record) -> bool:
        """Whether an agenda item, or an action made of one, was drawn from feedback, also long ago."""
        seen: set[str] = set()
        item = self.store.get(Item, record.item or "") if isinstance(record, Action) else record
        while isinstance(item, Item) and item.id not in seen:
            if item.source and self.store.get(Feedback, item.source):
                return True
            seen.add(item.id)
            item = self.store.get(Item, item.carried_from or "")
        return False
