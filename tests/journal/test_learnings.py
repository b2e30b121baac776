"""Learnings: who learned it, thanks to whom, and whether it was used."""

from __future__ import annotations

from datetime import timedelta

import pytest

from rmjournal.errors import UsageProblem
from rmjournal.journal import Journal
from rmjournal.model.learning import Worked
from rmjournal.model.record import BOTH, Visibility
from tests.conftest import NOW, MakeJournal

TODAY = NOW.date()
DAY = timedelta(days=1)


def test_a_learning_is_mine_thanks_to_the_other_and_for_both(journal: Journal) -> None:
    """Unless said otherwise I learned it from the other, and both may read it."""
    learning = journal.learnings.add("Ask for the median")
    pair = journal.pair
    assert (learning.learner, learning.thanks_to) == (pair.me, pair.partner.id)
    assert learning.visibility is Visibility.PAIR


def test_what_the_other_learned_is_thanks_to_me(journal: Journal) -> None:
    """Every learning has a direction; what both learned has none."""
    pair = journal.pair
    theirs = journal.learnings.add("Two options", who=pair.partner.id)
    ours = journal.learnings.add("To listen", who=BOTH)
    said = journal.learnings.add("Alone", who=BOTH, thanks_to=pair.me)
    assert (theirs.learner, theirs.thanks_to) == (pair.partner.id, pair.me)
    assert (ours.learner, ours.thanks_to) == (BOTH, None)
    assert said.thanks_to == pair.me


@pytest.mark.parametrize("what", ["", "  ", "\n\t"])
def test_an_empty_learning_is_refused(journal: Journal, what: str) -> None:
    """A learning says what was learned."""
    with pytest.raises(UsageProblem):
        journal.learnings.add(what)
    assert journal.learnings.all() == []


def test_a_learning_is_due_from_its_day_on(journal: Journal) -> None:
    """Not before, and one without a day never."""
    learning = journal.learnings.add("Ask", check_on=TODAY)
    journal.learnings.edit(journal.learnings.add("No day"), check_on=None)
    assert journal.learnings.due(TODAY - DAY) == []
    assert journal.learnings.due(TODAY) == journal.learnings.due(TODAY + 99 * DAY) == [learning]


def test_a_learning_is_looked_at_again_at_the_next_session(journal: Journal) -> None:
    """Whoever says no day is asked then: at the next that both know of, else one rhythm from now."""
    assert journal.learnings.add("No session yet").check_on == TODAY + 21 * DAY
    late, old = (journal.sessions.hold(began=NOW - days * DAY) for days in (2, 40))
    assert journal.learnings.add("Late", session=late.id).check_on == TODAY + 19 * DAY
    assert journal.learnings.add("Old", session=old.id).check_on == TODAY + 21 * DAY
    mine = journal.sessions.plan(NOW + 4 * DAY)
    journal.records.show_to(mine, Visibility.PRIVATE)
    journal.sessions.plan(NOW + 9 * DAY)
    asked = journal.learnings.add("Ask")
    assert asked.check_on == TODAY + 9 * DAY
    assert journal.learnings.ask_again(asked).check_on == TODAY + 9 * DAY
    assert journal.learnings.add("A day", check_on=TODAY).check_on == TODAY


def test_words_that_look_like_an_outcome_hide_nothing(journal: Journal) -> None:
    """What is due is told by what happened, not by what was written."""
    learning = journal.learnings.add('Write "worked": "yes" in the file', check_on=TODAY)
    assert journal.learnings.due(TODAY) == [learning]


@pytest.mark.parametrize("worked", [Worked.YES, Worked.PARTLY, Worked.NO])
def test_what_was_used_is_never_due_again(journal: Journal, worked: Worked) -> None:
    """Whatever came of it, it was put into practice, and what happened is kept."""
    learning = journal.learnings.add("Ask", check_on=TODAY)
    applied = journal.learnings.applied(learning, "Asked on Monday", worked)
    (outcome,) = applied.outcomes
    assert (outcome.on, outcome.worked, outcome.text) == (TODAY, worked, "Asked on Monday")
    assert outcome.entered_by == journal.pair.me
    assert applied.practised
    assert journal.learnings.due(TODAY + 99 * DAY) == []


def test_what_was_used_before_its_check_needs_no_check(journal: Journal) -> None:
    """Put into practice early, it does not come up on its day."""
    learning = journal.learnings.add("Ask", check_on=TODAY + 7 * DAY)
    journal.learnings.applied(learning, "Asked on Monday")
    assert journal.learnings.due(TODAY + 7 * DAY) == []


def test_a_check_without_use_waits_for_the_next_day_that_was_said(
    journal: Journal, at: MakeJournal
) -> None:
    """Looked at and not used yet, it is due again on the day said for that, and not before."""
    learning = journal.learnings.add("Ask", check_on=TODAY)
    checked = journal.learnings.not_yet(learning, TODAY + 7 * DAY)
    assert checked.check_on == TODAY + 7 * DAY
    assert journal.learnings.due(TODAY + 6 * DAY) == []
    assert journal.learnings.due(TODAY + 7 * DAY) == [checked]
    later = at(NOW + 7 * DAY).learnings
    assert later.not_yet(checked).outcomes[-1].on == TODAY + 7 * DAY
    assert later.due(TODAY + 99 * DAY) == []


def test_a_check_before_its_day_does_not_replace_it(journal: Journal) -> None:
    """Said too early that it was not used, the learning is still due on its day."""
    learning = journal.learnings.add("Ask", check_on=TODAY + 7 * DAY)
    checked = journal.learnings.not_yet(learning)
    assert journal.learnings.due(TODAY + 7 * DAY) == [checked]


def test_nobody_checks_in_the_past(journal: Journal) -> None:
    """A day to check on is today or to come, when it is written and when it is put off."""
    with pytest.raises(UsageProblem):
        journal.learnings.add("Ask", check_on=TODAY - DAY)
    learning = journal.learnings.add("Ask", check_on=TODAY)
    with pytest.raises(UsageProblem):
        journal.learnings.not_yet(learning, TODAY - DAY)
    assert journal.learnings.all() == [learning]


def test_outcomes_pile_up(journal: Journal) -> None:
    """A learning that was not used, then used twice, remembers all three."""
    learning = journal.learnings.add("Ask", check_on=TODAY)
    learning = journal.learnings.not_yet(learning)
    learning = journal.learnings.applied(learning, "Once", Worked.NO)
    learning = journal.learnings.applied(learning, "Twice")
    assert [outcome.worked for outcome in learning.outcomes] == ["not-yet", "no", "yes"]
    assert journal.learnings.all() == [learning]
