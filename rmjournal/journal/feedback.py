"""Feedback: a private draft until it is delivered, then acknowledged, answered, and acted on."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from rmjournal.errors import Refused, UsageProblem
from rmjournal.i18n import N_, Words, words
from rmjournal.journal.assents import one_of_us
from rmjournal.journal.concern import changed, given
from rmjournal.journal.forms import stored
from rmjournal.journal.readable import ReadableFeedback
from rmjournal.model.agenda import Item
from rmjournal.model.feedback import MOST, TEXTS, Feedback, Reply
from rmjournal.model.record import Visibility
from rmjournal.model.session import Session
from rmjournal.storage.transaction import Transaction
from rmjournal.text import blank, one_line


class Feedbacks(ReadableFeedback):
    """What the two say to each other about the hour and the relationship."""

    def give(
        self,
        *,
        deliver: bool = False,
        member: str | None = None,
        sleep_until: date | None = None,
        **fields: Any,
    ) -> Feedback:
        """A draft for me only, or delivered at once; the other's, said aloud, is heard and noted.

        Raises UsageProblem where nothing is said, or to sleep on what is delivered.
        """
        author = one_of_us(self.pair, member)
        aloud = author != self.pair.me
        if sleep_until and (deliver or aloud):
            raise UsageProblem(
                N_("What is delivered is not slept on."),
                kept=N_("Nothing was changed."),
                todo=N_("Leave one of the two out."),
            )
        self._check(sleep_until, fields)
        refuse_nothing(fields)
        now = self.journal.clock.stamp()
        heard: dict[str, Any] = {"delivered": now} if deliver or aloud else {}
        heard |= {"acknowledged": now} if aloud else {}
        feedback = self.make(
            Feedback, author=author, visibility=Visibility.PAIR if heard else Visibility.PRIVATE,
            sleep_until=sleep_until, **heard, **given(**fields),
        )  # fmt: skip
        with self.store.transaction("feedback give") as tx:
            return tx.add(feedback)

    def _check(self, sleep_until: date | None, fields: dict[str, Any]) -> None:
        value = fields.get("time_well_spent")
        if value is not None and not 0 <= value <= MOST:
            raise UsageProblem(
                N_("How well the hour was spent goes from 0 to 4."),
                kept=N_("Nothing was changed."),
                todo=N_("Give one of these numbers, or leave it out."),
            )
        if sleep_until is not None and sleep_until <= self.journal.clock.today():
            raise UsageProblem(
                N_("One sleeps on it until a day to come."),
                kept=N_("Nothing was changed."),
                todo=N_("Say tomorrow, or a later day."),
            )

    def edit(self, seen: Feedback, *, sleep_until: date | None = None, **changes: Any) -> Feedback:
        """New words for a draft of mine, None taking an answer back; raises Refused once delivered."""
        self._check(sleep_until, changes)
        new = {**changed(seen, **changes), **given(sleep_until=sleep_until)}
        with self.store.transaction("feedback edit") as tx:
            self._my_draft(tx, seen)
            after = tx.change(seen, **new)
            refuse_nothing(_said(after))
            return after

    def deliver(self, seen: Feedback, *, early: bool = False) -> Feedback:
        """From now on it is for both of us, as it stands; raises Refused if it was delivered.

        A draft that still sleeps is delivered only ``early``, when its author says so.
        """
        with self.store.transaction("feedback deliver") as tx:
            current = self._my_draft(tx, seen)
            refuse_nothing(_said(current))
            if (until := self.asleep(current)) and not early:
                raise Refused(
                    N_("This draft was set aside, to be read again from {date}."),
                    kept=N_("Nothing was delivered."),
                    todo=N_("Read it then, or deliver it all the same with --now."),
                    date=words().date(until),
                )
            now = self.journal.clock.stamp()
            return tx.change(current, delivered=now, visibility=Visibility.PAIR, sleep_until=None)

    def _my_draft(self, tx: Transaction, seen: Feedback) -> Feedback:
        current = tx.get(Feedback, seen.id) or seen
        if current.author != self.pair.me:
            raise Refused(
                N_("These are the other's words."),
                kept=N_("Nothing was changed."),
                todo=N_("“rmjournal feedback reply” answers them."),
            )
        if current.delivered:
            raise Refused(
                N_("This feedback was delivered, so its words stay as they are."),
                kept=N_("Nothing was changed."),
                todo=N_("“rmjournal feedback give” says what you would add."),
            )
        return current

    def acknowledge(self, seen: Feedback) -> Feedback:
        """I received it; only of what was delivered to me, and once."""
        if seen.author == self.pair.me:
            raise Refused(
                N_("This feedback is yours; who receives it acknowledges it."),
                kept=N_("Nothing was changed."),
                todo=N_("“rmjournal feedback list” shows what was given to you."),
            )
        with self.store.transaction("feedback ack") as tx:
            current = self._delivered(tx, seen)
            if current.acknowledged:
                aloud = current.entered_by == self.pair.me
                raise Refused(
                    N_("This feedback was heard aloud, so it is received.")
                    if aloud
                    else N_("This feedback was acknowledged already."),
                    kept=N_("Nothing was changed."),
                    todo=N_("“rmjournal feedback reply” answers it."),
                )
            return tx.change(current, acknowledged=self.journal.clock.stamp())

    def reply(
        self, seen: Feedback, text: str = "", *, change: str = "", member: str | None = None
    ) -> Feedback:
        """An answer, mine or the other's said aloud, and what we change; who received it, has read it.

        Raises Refused for a second answer, or one of whoever gave the feedback.
        """
        if blank(text) and blank(change):
            raise UsageProblem(
                N_("The answer is missing."),
                kept=N_("Nothing was changed."),
                todo=N_("Write it after the command, or what you change with --change."),
            )
        now, author = self.journal.clock.stamp(), one_of_us(self.pair, member)
        reply = Reply(
            author=author, at=now, entered_by=self.pair.me, **given(text=text, change=change)
        )
        with self.store.transaction("feedback reply") as tx:
            current = self._delivered(tx, seen)
            _refuse_answer(current, author)
            return tx.change(
                current,
                replies=(*current.replies, reply),
                **({} if current.acknowledged else {"acknowledged": now}),
            )

    def _delivered(self, tx: Transaction, seen: Feedback) -> Feedback:
        current = tx.get(Feedback, seen.id) or seen
        if not current.delivered:
            raise Refused(
                N_("This feedback was not delivered yet, so only its author may read it."),
                kept=N_("Nothing was changed."),
                todo=N_("Deliver it when you are ready; then both can read it."),
            )
        return current

    def discuss(self, seen: Feedback, session: Session, minutes: int | None = None) -> Item:
        """An agenda item that says there is feedback, whose and of which day, and nothing of it."""
        with self.store.transaction("feedback discuss") as tx:
            current = self._delivered(tx, seen)
            if any(each.session == session.id for each in self._items(current)):
                raise Refused(
                    N_("This feedback is on that agenda already."),
                    kept=N_("Nothing was changed."),
                    todo=N_("“rmjournal agenda show” shows it."),
                )
            return self.journal.agendas.add(
                session, self._title(current), minutes=minutes, by=self.pair.me,
                source=current.id, visibility=current.within_pair,
            )  # fmt: skip

    def _items(self, feedback: Feedback) -> list[Item]:
        return self.store.where(Item, "source", feedback.id)

    def _title(self, feedback: Feedback) -> str:
        day = self.journal.clock.day(feedback.delivered or feedback.created)
        of_files = Words(words().language, terminal=False)
        return stored(
            N_("Feedback given by {name} on {date}"),
            name=one_line(self.pair.short_name(feedback.author)),
            date=of_files.date(day, weekday=False, year=False),
        )


def _refuse_answer(feedback: Feedback, author: str) -> None:
    """Raises Refused unless that member received it and has not answered it."""
    if author == feedback.author:
        raise Refused(
            N_("Who gave this feedback does not answer it."),
            kept=N_("Nothing was changed."),
            todo=N_(
                "“feedback give” says what you would add; “feedback reply REF TEXT --from partner” "
                "notes what the other said aloud."
            )
            if feedback.entered_by == author
            else N_("Leave --from out to give your own answer."),
        )
    if feedback.answered_by(author):
        raise Refused(
            N_("This feedback was answered already."),
            kept=N_("Nothing was changed; the answer stands."),
            todo=N_(
                "“rmjournal undo” takes back the last thing you did; "
                "“rmjournal feedback discuss” brings it to a session."
            ),
        )


def _said(feedback: Feedback) -> dict[str, Any]:
    return {name: getattr(feedback, name) for name in (*TEXTS, "time_well_spent")}


def refuse_nothing(fields: Mapping[str, Any]) -> None:
    """Raises UsageProblem for feedback without a word or a number."""
    if not all(blank(fields.get(name) or "") for name in TEXTS):
        return
    if fields.get("time_well_spent") is None:
        raise UsageProblem(
            N_("There is no feedback yet."),
            kept=N_("Nothing was changed."),
            todo=N_("Answer one of the questions, whichever you like."),
        )
