"""What one erases for good is taken back from the partner, and no packet brings it back."""

from __future__ import annotations

import json

import pytest

from rmjournal.errors import Refused
from rmjournal.model.objective import Level
from rmjournal.model.record import Record, Visibility
from rmjournal.storage.tables import MERGE
from tests.exchange.conftest import Two, shared, unsaid
from tests.exchange.histories import voiced


def purge(two: Two, *records: Record) -> None:
    """Ana erases them before she sends anything."""
    for each in records:
        two.ana.records.delete(each)
    two.ana.records.purge(*records)


def test_what_is_erased_before_it_was_taken_back_is_taken_back(two: Two) -> None:
    """The partner's journal hides it with the next packet, though nothing of it is here any more."""
    learning, action = two.ana.learnings.add("Charts mislead"), two.ana.actions.add("Call Marie")
    two.exchange(2)
    purge(two, learning, action)
    two.exchange(2)
    assert [*two.tom.learnings.all(), *two.tom.actions.all(), *two.ana.actions.all()] == []
    assert shared(two.ana) == shared(two.tom)
    assert [*unsaid(two.ana), *unsaid(two.tom)] == []


def test_numbers_alone_are_left_of_it(two: Two) -> None:
    """No merge document, no digest, and of what was never sent no line at all."""
    learning, action = two.ana.learnings.add("Charts mislead"), two.ana.actions.add("Call Marie")
    two.exchange(2)
    never = two.ana.wins.add("Never sent")
    purge(two, learning, action, never)
    for path in two.ana.store.home.data.rglob("*.json"):
        assert b"Marie" not in path.read_bytes()
    lines = json.loads(two.ana.store.home.journal.read_bytes())[MERGE].values()
    left = {each["id"]: each.keys() - {"id", "pair", "table", "erased"} for each in lines}
    assert left[learning.id] == {"version"}
    assert left[action.id] == {"version", "epoch"}
    assert never.id not in left


def test_no_packet_brings_it_back(two: Two) -> None:
    """Neither one that was under way, nor one that comes once more; nor what the partner changes then."""
    action = two.ana.actions.add("Call Marie")
    learning = two.tom.learnings.add("He asks first")
    two.exchange(2)
    early = two.sent(two.tom, everything=True)
    two.tom.actions.edit(two.tom.actions.all()[0], text="Call Marie about pricing")
    late = two.sent(two.tom)
    purge(two, action, two.ana.learnings.all()[0])
    two.ana.exchange.receive([late])
    two.ana.exchange.receive([early])
    assert [*two.ana.actions.all(), *two.ana.learnings.all()] == []
    two.tom.learnings.edit(learning, what="He asks first, and listens")
    two.exchange(2)
    assert [*two.ana.actions.all(), *two.tom.actions.all(), *two.ana.learnings.all()] == []


def test_the_partner_may_take_it_out_of_their_trash(two: Two) -> None:
    """What belongs to both is then there for both again, and merges as before."""
    action = two.ana.actions.add("Call Marie")
    two.exchange(2)
    purge(two, action)
    two.exchange(2)
    two.tom.records.restore(two.tom.records.trash()[0])
    two.exchange(2)
    two.ana.actions.edit(two.ana.actions.all()[0], text="Call Marie today")
    two.exchange(2)
    assert [each.text for each in two.tom.actions.all()] == ["Call Marie today"]
    assert shared(two.ana) == shared(two.tom)


@pytest.mark.parametrize("told", [False, True], ids=["before", "after"])
def test_what_the_partner_restored_before_they_heard_of_it_stays_erased(
    two: Two, *, told: bool
) -> None:
    """Their packet was under way; whether mine had left, or not yet."""
    action = two.ana.actions.add("Call Marie")
    two.exchange(2)
    two.tom.records.delete(two.tom.actions.all()[0])
    two.sent(two.tom)
    two.tom.records.restore(two.tom.records.trash()[0])
    restored = two.sent(two.tom)
    purge(two, action)
    if told:
        two.sent(two.ana)
    two.ana.exchange.receive([restored])
    assert two.ana.actions.all() == []
    two.exchange(2)
    assert [*two.ana.actions.all(), *two.tom.actions.all()] == []
    two.tom.records.restore(two.tom.records.trash()[0])
    two.exchange(2)
    assert [each.text for each in two.ana.actions.all()] == ["Call Marie"]
    assert shared(two.ana) == shared(two.tom)


def test_what_comes_back_has_what_the_partner_says_of_it(two: Two) -> None:
    """They restored it before they sent anything; what I said of it was erased, there too."""
    objective = two.ana.objectives.propose("Read a chart")
    two.exchange()
    two.tom.objectives.rate(two.tom.objectives.all()[0], Level.BELOW)
    two.ana.objectives.rate(objective, Level.ABOVE, note="Erased")
    two.exchange(2)
    purge(two, objective)
    two.pass_on(two.ana)
    two.tom.records.restore(two.tom.records.trash()[0])
    two.exchange(3)
    for journal in (two.ana, two.tom):
        [back] = journal.objectives.all()
        assert [each.level for each in back.ratings] == [Level.BELOW]
    assert voiced(two.ana) == voiced(two.tom)
    assert [*unsaid(two.ana), *unsaid(two.tom)] == []


def test_what_its_author_took_back_is_not_restored(two: Two) -> None:
    """There are no words left to restore; it comes by itself once it is shared again."""
    learning = two.ana.learnings.add("Charts mislead")
    two.exchange(2)
    hidden = two.ana.records.show_to(learning, Visibility.PRIVATE)
    two.exchange(2)
    with pytest.raises(Refused):
        two.tom.records.restore(two.tom.records.trash()[0])
    assert two.tom.learnings.all() == []
    two.ana.records.show_to(hidden, Visibility.PAIR)
    two.exchange(2)
    two.tom.records.delete(two.tom.learnings.all()[0])
    two.tom.records.restore(two.tom.records.trash()[0])
    assert [each.what for each in two.tom.learnings.all()] == ["Charts mislead"]
