"""Actions and wins: who does what by when, and what went well."""

from __future__ import annotations

from datetime import timedelta

import pytest

from rmjournal.errors import Refused, UsageProblem
from rmjournal.journal import Journal
from rmjournal.model.action import Action, ActionStatus
from rmjournal.model.record import BOTH, Visibility
from tests.conftest import NOW

TODAY = NOW.date()


def test_an_action_is_mine_and_for_both_to_read(journal: Journal) -> None:
    """Unless said otherwise I do it, and both know."""
    action = journal.actions.add("Call the night shift")
    assert (action.owner, action.status) == (journal.pair.me, ActionStatus.OPEN)
    assert action.visibility is Visibility.PAIR


@pytest.mark.parametrize("verb", ["actions", "wins"])
@pytest.mark.parametrize("text", ["", " ", "\n"])
def test_an_empty_text_is_refused(journal: Journal, verb: str, text: str) -> None:
    """Something to do and something that went well say what it is."""
    with pytest.raises(UsageProblem):
        getattr(journal, verb).add(text)
    assert getattr(journal, verb).all() == []


def test_actions_are_listed_by_the_day_they_are_due(journal: Journal) -> None:
    """Those due first come first; those without a day come last, in the order they were said."""
    for text, days in (("later", 9), ("none", None), ("sooner", 1), ("none either", None)):
        due = None if days is None else TODAY + timedelta(days=days)
        journal.actions.add(text, due=due, owner=BOTH)
    texts = [action.text for action in journal.actions.open()]
    assert texts[:2] == ["sooner", "later"]
    assert set(texts[2:]) == {"none", "none either"}
    assert journal.actions.all() == journal.actions.open()


@pytest.mark.parametrize(
    ("verb", "status"), [("done", ActionStatus.DONE), ("drop", ActionStatus.DROPPED)]
)
def test_a_closed_action_is_open_no_more(journal: Journal, verb: str, status: ActionStatus) -> None:
    """Done or dropped, it keeps its day, is listed with all, and cannot be closed twice."""
    action = journal.actions.add("Call the night shift")
    closed: Action = getattr(journal.actions, verb)(action)
    assert (closed.status, closed.closed) == (status, TODAY)
    assert journal.actions.open() == []
    assert journal.actions.all() == [closed]
    for again in (journal.actions.done, journal.actions.drop):
        with pytest.raises(Refused):
            again(closed)
    assert journal.actions.all() == [closed]


def test_open_actions_are_those_of_the_pair(journal: Journal) -> None:
    """Neither another pair's actions nor trashed ones are listed."""
    first = journal.pair.id
    ours = journal.actions.add("Ours")
    journal.records.delete(journal.actions.add("Trashed"))
    journal.pairs.use(
        journal.pairs.create(me="Ana Ruiz", role=journal.pair.my_role, partner="Lou Petit")
    )
    journal.actions.add("Theirs")
    journal.chosen = first
    assert journal.actions.open() == journal.actions.all() == [ours]


def test_a_win_is_of_today_unless_said(journal: Journal) -> None:
    """Wins are for both, and listed by the day they happened."""
    today = journal.wins.add("She presented alone")
    before = journal.wins.add("No slides", on=TODAY - timedelta(days=3))
    assert (today.on, today.visibility, today.author) == (TODAY, Visibility.PAIR, journal.pair.me)
    assert journal.wins.all() == [before, today]
