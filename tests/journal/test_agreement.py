"""Agreement, whatever the order of edits and assents: both, to the words as they stand."""

from __future__ import annotations

from contextlib import ExitStack
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from rmjournal.errors import Refused, UsageProblem
from rmjournal.journal import Journal, undoing
from rmjournal.model import substance
from rmjournal.model.objective import Level, Objective
from rmjournal.model.record import Assent, Visibility
from tests.conftest import NOW
from tests.journal.conftest import opened

FIELDS = ("title", "measure", "situation")
words = st.sampled_from(["one", "two", "three"])


class Agreeing(RuleBasedStateMachine):
    """One objective, edited and agreed to by two people in any order; the model is a set per wording."""

    def __init__(self) -> None:
        super().__init__()
        self.rooms = ExitStack()
        self.journal = self.rooms.enter_context(opened())
        self.me, self.other = self.journal.pair.me, self.journal.pair.partner.id
        self.assented: dict[tuple[str, ...], set[str]] = {}
        self.seen = self.journal.objectives.propose("one")

    def teardown(self) -> None:
        """The file goes with the example."""
        self.rooms.close()

    @property
    def wording(self) -> tuple[str, ...]:
        """The words that are agreed to."""
        return tuple(getattr(self.seen, field) for field in FIELDS)

    def assent(self, member: str) -> None:
        """The model: this member agrees to the words as they stand."""
        self.assented.setdefault(self.wording, set()).add(member)

    @initialize()
    def propose(self) -> None:
        """Who proposes, agrees."""
        self.assent(self.me)

    @rule(field=st.sampled_from(FIELDS), text=words)
    def i_edit(self, field: str, text: str) -> None:
        """Changing the words renews my agreement; changing nothing changes nothing."""
        before = self.seen
        change: dict[str, Any] = {field: text}
        takes_back = self.journal.objectives.takes_back(before, **change)
        had_theirs = self.other in substance.assenting(before)
        self.seen = self.journal.objectives.edit(before, **change)
        if self.seen.assents == before.assents:
            assert getattr(before, field) == text
        else:
            self.assent(self.me)
        has_theirs = self.other in substance.assenting(self.seen)
        assert takes_back == (had_theirs and not has_theirs)

    @rule(field=st.sampled_from(FIELDS), text=words)
    def the_other_edits(self, field: str, text: str) -> None:
        """Their change arrives with their agreement to it."""
        change: dict[str, Any] = {field: text}
        after = replace(self.seen, **change)
        at = self.journal.clock.stamp()
        assent = Assent(
            member=self.other, digest=substance.digest(after), at=at, entered_by=self.other
        )
        with self.journal.store.transaction("received") as tx:
            self.seen = tx.change(self.seen, **change, assents=(*self.seen.assents, assent))
        self.assent(self.other)

    @rule(mine=st.booleans())
    def agree(self, mine: bool) -> None:
        """Each agrees once to the same words; a second time is refused."""
        member = self.me if mine else self.other
        if member in self.assented.get(self.wording, ()):
            with pytest.raises(Refused):
                self.journal.objectives.agree(self.seen, member)
        else:
            self.seen = self.journal.objectives.agree(self.seen, member)
            self.assent(member)

    @rule(level=st.sampled_from(Level), mine=st.booleans())
    def rate(self, level: Level, mine: bool) -> None:
        """A view of the level changes no agreement."""
        member = self.me if mine else self.other
        self.seen = self.journal.objectives.rate(self.seen, level, member=member)

    @rule(visibility=st.sampled_from(Visibility))
    def show_to(self, visibility: Visibility) -> None:
        """Who may read it changes no agreement."""
        self.seen = self.journal.records.show_to(self.seen, visibility)

    @precondition(lambda self: self.seen.rev > 1)
    @rule()
    def change_and_undo(self) -> None:
        """A change that was taken back never happened, and takes no agreement with it."""
        self.journal.objectives.edit(self.seen, title="undone")
        undoing.undo(self.journal)

    @invariant()
    def agreed_means_both_now(self) -> None:
        """What the journal says is what the two said of these very words."""
        (stored,) = self.journal.store.all(Objective)
        assert stored == self.seen
        both = self.assented.get(self.wording, set())
        assert self.journal.objectives.agreed(stored) == (both == {self.me, self.other})
        assert substance.assenting(stored) == both


TestAgreeing = Agreeing.TestCase
TestAgreeing.settings = settings(max_examples=25, stateful_step_count=20, deadline=None)


def test_nothing_is_said_on_a_day_still_to_come(journal: Journal) -> None:
    """Neither an agreement, nor a consent, nor what a reflection is about."""
    objective = journal.objectives.propose("Read the dashboard alone")
    partner, tomorrow = journal.pair.partner.id, NOW.date() + timedelta(days=1)
    for verb in (
        lambda: journal.objectives.agree(objective, partner, tomorrow),
        lambda: journal.records.show_to(
            objective, Visibility.SHAREABLE, member=partner, on=tomorrow
        ),
        lambda: journal.reflections.log(None, on=NOW + timedelta(days=1), what="x"),
    ):
        with pytest.raises(UsageProblem, match="still to come"):
            verb()
