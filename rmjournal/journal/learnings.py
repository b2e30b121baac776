"""Learnings: by whom, thanks to whom, and whether they were put into practice."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from rmjournal.errors import UsageProblem
from rmjournal.i18n import N_
from rmjournal.journal.concern import Concern, changed, given, refuse_empty, refuse_others_words
from rmjournal.model.learning import Learning, Outcome, Worked
from rmjournal.model.record import BOTH, Visibility
from rmjournal.model.session import Session
from rmjournal.storage.tables import needle
from rmjournal.text import blank


class Learnings(Concern):
    """What the two have learned."""

    def all(self) -> list[Learning]:
        """Every learning that is not in the trash, oldest first."""
        return self.ours(Learning)

    def add(self, what: str, *, who: str | None = None, **fields: Any) -> Learning:
        """Something learned; by me unless said otherwise, thanks to the other unless by both.

        Where no day is said it is looked at again at the next session, or when there would be one.
        """
        if blank(what):
            raise UsageProblem(
                N_("What was learned is missing."),
                todo=N_(
                    "Write it after the command, for example: rmjournal learn Ask for the median."
                ),
                about="what",
            )
        refuse_past(fields.get("check_on"), self.journal.clock.today())
        learner = who or self.pair.me
        thanks = None if learner == BOTH else self.pair.other(learner)
        fields = {
            "thanks_to": thanks,
            "check_on": self._again(fields.get("session")),
            **given(**fields),
        }
        learning = self.make(Learning, what=what, learner=learner, **fields)
        with self.store.transaction("learn") as tx:
            return tx.add(learning)

    def _again(self, session: str | None = None) -> date | None:
        """The day of the next session that both know of, else a rhythm after the one it came from.

        Or after today, where it came from none or that day has come; none without a rhythm.
        """
        today, charter = self.journal.clock.today(), self.journal.pairs.charter()
        known = (
            e for e in self.journal.sessions.planned() if e.visibility is not Visibility.PRIVATE
        )
        days = (each.starts.date() for each in known if each.starts)
        if coming := next((day for day in days if day > today), None):
            return coming
        if charter is None:
            return None
        learned = self.store.get(Session, session) if session else None
        rhythm = timedelta(weeks=charter.every_weeks)
        then = learned.when.date() + rhythm if learned and learned.when else today
        return then if then > today else today + rhythm

    def edit(self, seen: Learning, **changes: Any) -> Learning:
        """Other words or dates for some of its fields, None for no date or link any more.

        What was learned cannot become nothing.
        """
        refuse_others_words(seen, self.pair)
        refuse_empty(changes.get("what"), seen.what)
        if (check_on := changes.get("check_on")) != seen.check_on:
            refuse_past(check_on, self.journal.clock.today())
        with self.store.transaction("learning edit") as tx:
            return tx.change(seen, **changed(seen, **changes))

    def ask_again(self, seen: Learning) -> Learning:
        """It was not used yet; it is looked at again at the next session, or when there would be one."""
        return self.not_yet(seen, self._again(seen.session))

    def due(self, day: date) -> list[Learning]:
        """Those to be checked by ``day``: not put into practice yet, nor looked at since it fell due."""
        return [
            each
            for each in self.store.all(Learning, self.pair.id, likely=_may_wait)
            if each.check_on and each.check_on <= day and not _checked(each)
        ]

    def applied(
        self, seen: Learning, text: str, worked: Worked = Worked.YES, on: date | None = None
    ) -> Learning:
        """It was put into practice on a day, today unless said otherwise; what happened."""
        if on and on > self.journal.clock.today():
            raise UsageProblem(
                N_("This day is still to come."),
                kept=N_("Nothing was changed."),
                todo=N_("Say on which day it was used."),
            )
        outcome = self.make_outcome(text, worked, on)
        return self._noted("learning applied", seen, outcome)

    def not_yet(self, seen: Learning, again: date | None = None) -> Learning:
        """It was looked at and not used yet; perhaps to be looked at again on a day."""
        refuse_past(again, self.journal.clock.today())
        outcome = self.make_outcome("", Worked.NOT_YET)
        return self._noted("learning check", seen, outcome, check_on=again)

    def _noted(self, verb: str, seen: Learning, outcome: Outcome, **changes: Any) -> Learning:
        with self.store.transaction(verb) as tx:
            return tx.change(seen, outcomes=(*seen.outcomes, outcome), **given(**changes))

    def make_outcome(self, text: str, worked: Worked, on: date | None = None) -> Outcome:
        """What happened, today unless said otherwise, noted by me."""
        clock = self.journal.clock
        checked = given(text=text)
        return Outcome(
            on=on or clock.today(),
            worked=worked,
            at=clock.stamp(),
            entered_by=self.pair.me,
            **checked,
        )


_PRACTISED = tuple(needle("worked", each) for each in Worked if each is not Worked.NOT_YET)


def _may_wait(line: bytes) -> bool:
    """Whether the learning on a line may be one to be checked: most were put into practice."""
    return b'"check_on": "' in line and not any(each in line for each in _PRACTISED)


def _checked(learning: Learning) -> bool:
    return learning.practised or any(
        learning.check_on is not None and outcome.on >= learning.check_on
        for outcome in learning.outcomes
    )


def refuse_past(check_on: date | None, today: date) -> None:
    """Raises UsageProblem for a check on a day that has passed."""
    if check_on is not None and check_on < today:
        raise UsageProblem(
            N_("That day has passed, so nobody can check on it."),
            kept=N_("Nothing was changed."),
            todo=N_("Say today, or a day to come."),
            about="check_on",
        )
