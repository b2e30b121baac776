"""Objectives: proposed by one, agreed by both, rated by each."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from rmjournal.errors import Refused, UsageProblem
from rmjournal.journal import Journal, data
from rmjournal.journal.search import search
from rmjournal.model import substance
from rmjournal.model.objective import Level, Objective, ObjectiveStatus
from rmjournal.model.record import BOTH, Visibility
from tests.conftest import NOW


@pytest.fixture
def proposed(journal: Journal) -> Objective:
    """An objective that I proposed."""
    return journal.objectives.propose("Read the dashboard alone")


def test_a_proposal_is_agreed_by_its_author_only(journal: Journal, proposed: Objective) -> None:
    """An objective only one of them wants is a proposal, for both to read."""
    assert substance.assenting(proposed) == {journal.pair.me}
    assert not journal.objectives.agreed(proposed)
    assert (proposed.visibility, proposed.status) == (Visibility.PAIR, ObjectiveStatus.ACTIVE)
    assert (proposed.learner, proposed.importance) == (journal.pair.mentee.id, 2)


def test_it_is_agreed_once_the_other_agrees_too(journal: Journal, proposed: Objective) -> None:
    """The agreement of both to the same words makes it theirs."""
    agreed = journal.objectives.agree(proposed, journal.pair.partner.id)
    assert journal.objectives.agreed(agreed)
    with pytest.raises(Refused):
        journal.objectives.agree(agreed, journal.pair.partner.id)
    with pytest.raises(Refused):
        journal.objectives.agree(agreed)


def test_an_agreement_said_aloud_says_who_noted_it(journal: Journal, proposed: Objective) -> None:
    """What the other said is theirs, noted by me, on the day it was said."""
    said = date(2026, 11, 20)
    agreed = journal.objectives.agree(proposed, journal.pair.partner.id, said)
    oral = agreed.assents[-1]
    assert (oral.member, oral.entered_by) == (journal.pair.partner.id, journal.pair.me)
    assert oral.on is not None
    assert oral.on.date() == said
    assert oral.at == journal.clock.stamp()


@pytest.mark.parametrize("member", [BOTH, "0" * 16])
def test_only_a_member_agrees_or_rates(journal: Journal, proposed: Objective, member: str) -> None:
    """An agreement or a view is that of one person of the pair, never of both at once."""
    with pytest.raises(UsageProblem):
        journal.objectives.agree(proposed, member)
    with pytest.raises(UsageProblem):
        journal.objectives.rate(proposed, Level.BEST, member=member)
    assert journal.objectives.all() == [proposed]


@pytest.mark.parametrize("title", ["", "  ", "\n"])
def test_an_objective_needs_a_title(journal: Journal, title: str) -> None:
    """A proposal without a word is refused."""
    with pytest.raises(UsageProblem):
        journal.objectives.propose(title)
    assert journal.objectives.all() == []


@pytest.mark.parametrize("importance", [0, 4, -1])
def test_importance_goes_from_one_to_three(
    journal: Journal, proposed: Objective, importance: int
) -> None:
    """Another number is refused, proposed or changed."""
    with pytest.raises(UsageProblem):
        journal.objectives.propose("Another", importance=importance)
    with pytest.raises(UsageProblem):
        journal.objectives.edit(proposed, importance=importance)
    assert journal.objectives.all() == [proposed]
    assert journal.objectives.edit(proposed, importance=3).importance == 3


def test_changing_the_substance_takes_the_others_agreement_back(
    journal: Journal, proposed: Objective
) -> None:
    """Mine is renewed, theirs has to be given again, and is if the words come back."""
    agreed = journal.objectives.agree(proposed, journal.pair.partner.id)
    assert journal.objectives.takes_back(agreed, measure="Two reviews")
    edited = journal.objectives.edit(agreed, measure="Two reviews")
    assert substance.assenting(edited) == {journal.pair.me}
    assert journal.objectives.agreed(journal.objectives.edit(edited, measure=""))


def test_saying_the_same_again_takes_nothing_back(journal: Journal, proposed: Objective) -> None:
    """A field that is given its own value is no change."""
    agreed = journal.objectives.agree(proposed, journal.pair.partner.id)
    assert not journal.objectives.takes_back(agreed, title=agreed.title)
    assert journal.objectives.edit(agreed, title=agreed.title) == agreed


def test_one_level_is_described_without_losing_the_others(
    journal: Journal, proposed: Objective
) -> None:
    """The descriptions of the levels are changed one by one, and are part of the substance."""
    agreed = journal.objectives.agree(proposed, journal.pair.partner.id)
    once = journal.objectives.edit(agreed, levels={"best": "Teaches it"})
    twice = journal.objectives.edit(once, levels={"start": "Never opened it"})
    assert (twice.levels.best, twice.levels.start) == ("Teaches it", "Never opened it")
    assert not journal.objectives.agreed(twice)


@pytest.mark.parametrize(
    ("said", "missing"),
    [
        ({}, ["measure", "due", "situation"]),
        ({"measure": "Two reviews"}, ["due", "situation"]),
        ({"measure": "x", "due": date(2026, 12, 1), "situation": "y"}, []),
    ],
)
def test_what_is_vague_is_named(journal: Journal, said: dict[str, Any], missing: list[str]) -> None:
    """No measure, no date, no situation: each is pointed out."""
    assert journal.objectives.vague(journal.objectives.propose("Read", **said)) == missing


def test_a_view_is_that_of_a_member_on_a_day(journal: Journal, proposed: Objective) -> None:
    """My view is mine; what the other said aloud is theirs, noted by me."""
    rated = journal.objectives.rate(proposed, Level.BELOW, note="With help")
    rated = journal.objectives.rate(rated, Level.ABOVE, member=journal.pair.partner.id)
    mine, theirs = rated.ratings
    assert (mine.member, mine.note, mine.on) == (journal.pair.me, "With help", NOW.date())
    assert (theirs.member, theirs.entered_by) == (journal.pair.partner.id, journal.pair.me)
    assert journal.objectives.others_rating(rated) == theirs


def test_the_others_view_is_hidden_until_mine_is_given(
    journal: Journal, proposed: Objective
) -> None:
    """Neither the verb, nor the data, nor a search shows it before; all do after."""
    partner = journal.pair.partner.id
    rated = journal.objectives.rate(proposed, Level.START, note="Overrated", member=partner)
    assert journal.objectives.others_rating(rated) is None
    assert "ratings" not in data.plain(journal, rated)
    assert search(journal, "overrated") == []
    assert [hit.text for hit in search(journal, "dashboard")] == [proposed.title]
    rated = journal.objectives.rate(rated, Level.ABOVE)
    assert journal.objectives.others_rating(rated) == rated.ratings[0]
    assert len(data.plain(journal, rated)["ratings"]) == 2
    assert [hit.text for hit in search(journal, "overrated")] == ["Overrated"]


def test_a_view_of_both_stays_hidden_in_pieces(journal: Journal, proposed: Objective) -> None:
    """Having rated one objective shows nothing of another."""
    partner = journal.pair.partner.id
    journal.objectives.rate(proposed, Level.START)
    other = journal.objectives.propose("Another")
    other = journal.objectives.rate(other, Level.START, member=partner)
    assert journal.objectives.others_rating(other) is None


@pytest.mark.parametrize(
    ("verb", "status"),
    [("achieve", ObjectiveStatus.ACHIEVED), ("drop", ObjectiveStatus.DROPPED)],
)
def test_an_objective_ends_once(
    journal: Journal, proposed: Objective, verb: str, status: ObjectiveStatus
) -> None:
    """Reached or given up, it keeps its day, stays listed, and is active no more."""
    ended: Objective = getattr(journal.objectives, verb)(proposed)
    assert (ended.status, ended.ended) == (status, NOW.date())
    assert journal.objectives.active() == []
    assert journal.objectives.all() == [ended]
    for again in (journal.objectives.achieve, journal.objectives.drop):
        with pytest.raises(Refused):
            again(ended)
    assert substance.assenting(ended) == substance.assenting(replace(proposed))


def test_a_title_is_not_edited_away(journal: Journal, proposed: Objective) -> None:
    """An objective without words is refused on an edit as well."""
    with pytest.raises(UsageProblem):
        journal.objectives.edit(proposed, title=" ")


def test_a_date_can_be_taken_away(journal: Journal) -> None:
    """Without a date it is vague again, and the other's agreement goes as with any other change."""
    dated = journal.objectives.propose("Read alone", due=date(2026, 12, 4))
    agreed = journal.objectives.agree(dated, journal.pair.partner.id)
    assert journal.objectives.takes_back(agreed, due=None)
    after = journal.objectives.edit(agreed, due=None)
    assert after.due is None
    assert not journal.objectives.agreed(after)


def test_each_stands_to_the_words_they_agreed_to(journal: Journal, proposed: Objective) -> None:
    """Who agreed, to which words, and who never did; a consent to its leaving is none of that."""
    me, partner = journal.pair.me, journal.pair.partner.id

    def standing(objective: Objective) -> dict[str, tuple[bool, bool]]:
        found = journal.objectives.agreements(objective)
        return {each.member: (each.given is not None, each.stands) for each in found}

    assert standing(proposed) == {me: (True, True), partner: (False, False)}
    agreed = journal.objectives.agree(proposed, partner)
    assert standing(agreed) == {me: (True, True), partner: (True, True)}
    edited = journal.objectives.edit(agreed, title="Read it without help")
    assert standing(edited) == {me: (True, True), partner: (True, False)}
    leaving = journal.records.show_to(proposed, Visibility.SHAREABLE, member=partner)
    only_leaving = replace(leaving, assents=tuple(a for a in leaving.assents if a.leaving))
    assert standing(only_leaving) == {me: (False, False), partner: (False, False)}


def test_it_goes_on_an_agenda_once(journal: Journal, proposed: Objective) -> None:
    """The item is linked to it and read by no one more; where the views differ it says so."""
    session = journal.sessions.plan(NOW.replace(tzinfo=None) + timedelta(days=3))
    item = journal.objectives.discuss(proposed, session)
    assert (item.topic, item.objective, item.session) == (proposed.title, proposed.id, session.id)
    with pytest.raises(Refused):
        journal.objectives.discuss(proposed, session)
    journal.agendas.carry(item)
    seen = journal.objectives.rate(proposed, Level.START)
    seen = journal.objectives.rate(seen, Level.BELOW, member=journal.pair.partner.id)
    again = journal.objectives.discuss(seen, session)
    assert again.topic == "Read the dashboard alone: our two views"


def test_a_private_objective_makes_a_private_item(journal: Journal) -> None:
    """What only I may read stays so on the agenda."""
    session = journal.sessions.plan(NOW.replace(tzinfo=None) + timedelta(days=3))
    mine = journal.objectives.propose("Say no", visibility=Visibility.PRIVATE)
    assert journal.objectives.discuss(mine, session).visibility is Visibility.PRIVATE
