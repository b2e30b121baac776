"""Two people, or two windows, at one record: nothing that was written is lost."""

from __future__ import annotations

from datetime import timedelta

import pytest

from rmjournal.errors import NotFound, Refused
from rmjournal.journal import Journal, conflicts, undoing
from rmjournal.journal.status import status
from rmjournal.model.objective import Levels, Objective
from rmjournal.model.record import Visibility
from rmjournal.storage.tables import CONFLICTS
from tests.conftest import NOW, MakeJournal
from tests.journal.conftest import documents


@pytest.fixture
def other(at: MakeJournal, journal: Journal) -> Journal:
    """The same journal in another window."""
    return at(NOW)


@pytest.fixture
def seen(journal: Journal) -> Objective:
    """An objective as both windows read it."""
    return journal.objectives.propose(
        "Read the dashboard", why="Now", due=NOW.date(), levels={"start": "Never opened it"}
    )


def stored(journal: Journal) -> Objective:
    """The objective as it is on disk."""
    (objective,) = journal.objectives.all()
    return objective


def reworded(seen: Objective, first: Journal, last: Journal) -> None:
    """Both give other words to the same field, and nothing else comes of it."""
    for who, why in ((first, "Mine"), (last, "Theirs")):
        with who.store.transaction("edit") as tx:
            tx.change(seen, why=why)


def test_different_fields_are_merged(journal: Journal, other: Journal, seen: Objective) -> None:
    """Who changes the situation and who changes the learner both have their way."""
    with journal.store.transaction("edit") as tx:
        tx.change(seen, situation="Monday")
    with other.store.transaction("edit") as tx:
        tx.change(seen, measure="Two reviews")
    found = stored(journal)
    assert (found.situation, found.measure, found.rev) == ("Monday", "Two reviews", 3)
    assert conflicts.all_of(journal) == []


def test_the_same_field_keeps_both_versions(
    journal: Journal, other: Journal, seen: Objective
) -> None:
    """The last written is in force, and the other waits for a choice."""
    journal.objectives.edit(seen, why="Mine")
    other.objectives.edit(seen, why="Theirs")
    assert stored(journal).why == "Theirs"
    waiting = {each.field: each for each in conflicts.all_of(journal)}
    assert waiting["why"].waiting == "Mine"
    assert waiting["why"].record == seen.id
    assert conflicts.current(journal, waiting["why"]) == "Theirs"
    assert conflicts.found(journal, f"#{waiting['why'].id[:6].upper()}") == waiting["why"]


def test_the_same_words_from_both_are_no_conflict(
    journal: Journal, other: Journal, seen: Objective
) -> None:
    """Two who write the same agree."""
    with journal.store.transaction("edit") as tx:
        tx.change(seen, why="Same")
    with other.store.transaction("edit") as tx:
        tx.change(seen, why="Same")
    assert conflicts.all_of(journal) == []
    assert stored(journal).rev == 2


def test_choosing_the_version_that_waits_brings_it_back(
    journal: Journal, other: Journal, seen: Objective
) -> None:
    """What waited is in force, nothing waits any more, and one undo takes the choice back."""
    reworded(seen, journal, other)
    before = documents(journal)
    (waiting,) = conflicts.all_of(journal)
    conflicts.keep(journal, waiting, waiting=True)
    assert stored(journal).why == "Mine"
    assert conflicts.all_of(journal) == []
    undoing.undo(journal)
    assert documents(journal) == before
    assert conflicts.all_of(other) == [waiting]


def test_choosing_the_version_in_force_changes_no_record(
    journal: Journal, other: Journal, seen: Objective
) -> None:
    """Keeping what is settles the question and nothing else."""
    reworded(seen, journal, other)
    before = documents(journal)
    conflicts.keep(journal, conflicts.all_of(journal)[0], waiting=False)
    assert documents(journal) == before
    assert conflicts.all_of(other) == []


EMPTIED: dict[str, tuple[object, object]] = {
    "why": ("", "Theirs"),
    "due": (None, NOW.date() + timedelta(days=1)),
    "levels": (Levels(), Levels(best="Teaches it")),
}
"""Fields with their empty value, and another one."""


@pytest.mark.parametrize("field", EMPTIED)
def test_an_emptied_field_is_a_version_like_any_other(
    journal: Journal, other: Journal, seen: Objective, field: str
) -> None:
    """That someone took a text or a date away can wait, and can be chosen."""
    empty, theirs = EMPTIED[field]
    for who, value in ((journal, empty), (other, theirs)):
        with who.store.transaction("edit") as tx:
            tx.change(seen, **{field: value})
    assert getattr(stored(journal), field) == theirs
    (waiting,) = conflicts.all_of(journal)
    assert waiting.waiting is None
    conflicts.keep(journal, waiting, waiting=True)
    assert getattr(stored(journal), field) == empty
    assert conflicts.all_of(journal) == []


def test_a_version_is_read_as_what_it_is(journal: Journal, other: Journal, seen: Objective) -> None:
    """A day that waits is a day, and words are words."""
    day = NOW.date() + timedelta(days=9)
    for who, due, why in (
        (journal, day, "Mine"),
        (other, NOW.date() + timedelta(days=1), "Theirs"),
    ):
        with who.store.transaction("edit") as tx:
            tx.change(seen, due=due, why=why)
    read = {
        each.field: (conflicts.value(each, each.waiting), conflicts.is_text(each))
        for each in conflicts.all_of(journal)
    }
    assert read == {"due": (day, False), "why": ("Mine", True)}


def test_last_is_the_newest_of_those_that_wait(
    journal: Journal, other: Journal, seen: Objective
) -> None:
    """One word instead of an id, where there is one."""
    with pytest.raises(NotFound):
        conflicts.found(journal, "last")
    for field in ("why", "measure"):
        for who, text in ((journal, "Mine"), (other, "Theirs")):
            with who.store.transaction("edit") as tx:
                tx.change(seen, **{field: text})
    assert conflicts.found(journal, "last").field == "measure"


def test_conflicts_of_another_pair_are_not_listed(
    journal: Journal, other: Journal, seen: Objective
) -> None:
    """Each pair chooses among its own versions."""
    reworded(seen, journal, other)
    (waiting,) = conflicts.all_of(journal)
    journal.pairs.use(
        journal.pairs.create(me="Ana Ruiz", role=journal.pair.my_role, partner="Lou Petit")
    )
    assert conflicts.all_of(journal) == []
    with pytest.raises(NotFound):
        conflicts.found(journal, waiting.id)


@pytest.mark.parametrize("text", ["", "#", "zz", "0" * 16])
def test_an_unknown_conflict_is_not_found(
    journal: Journal, other: Journal, seen: Objective, text: str
) -> None:
    """Only the beginning of its id names a change that waits."""
    reworded(seen, journal, other)
    with pytest.raises(NotFound):
        conflicts.found(journal, text)


def test_delivered_feedback_is_not_rewritten_by_a_version_that_waited(
    journal: Journal, other: Journal
) -> None:
    """What was said stays said; the version that waits can only be let go."""
    draft = journal.feedback.give(situation="Monday", request="Slower")
    journal.feedback.edit(draft, situation="Harsh")
    delivered = other.feedback.deliver(other.feedback.edit(draft, situation="Kind"))
    (waiting,) = conflicts.all_of(journal)
    with pytest.raises(Refused):
        conflicts.keep(journal, waiting, waiting=True)
    assert journal.feedback.found(f"#{draft.id}") == delivered
    conflicts.keep(journal, waiting, waiting=False)
    assert conflicts.all_of(journal) == []


def test_a_wider_visibility_that_waits_keeps_the_rules_of_its_record(
    journal: Journal, other: Journal
) -> None:
    """A learning may be opened again; a draft of feedback only by being delivered."""
    learning = journal.learnings.add("Ask for the median")
    journal.records.show_to(learning, Visibility.PRIVATE)
    other.records.show_to(learning, Visibility.SHAREABLE)
    draft = journal.feedback.give(request="Slower")
    for who, readers in ((journal, Visibility.SHAREABLE), (other, Visibility.PAIR)):
        with who.store.transaction("by hand") as tx:
            tx.change(draft, visibility=readers)
    first, second = conflicts.all_of(journal)
    assert journal.learnings.all()[0].visibility is Visibility.PRIVATE
    conflicts.keep(journal, first, waiting=True)
    assert journal.learnings.all()[0].visibility is Visibility.SHAREABLE
    with pytest.raises(Refused):
        conflicts.keep(journal, second, waiting=True)
    assert journal.feedback.all()[0].visibility is Visibility.PAIR


def waits(journal: Journal, **row: object) -> None:
    """Puts a row among what waits, as a later version might, or the salvage of a damaged file."""
    known = {"id": "a" * 16, "table": "objectives", "record": "b" * 16, "field": "why", "at": ""}
    with journal.store.storage.transaction():
        journal.store.db.table(CONFLICTS).insert({**known, "waiting": "x", **row})


@pytest.mark.parametrize("row", [{"table": "letters"}, {"field": "colour"}, {"table": ["odd"]}])
def test_what_a_later_version_lets_wait_is_left_alone(
    journal: Journal, seen: Objective, row: dict[str, object]
) -> None:
    """It is not shown, stops nothing, and stays in the file."""
    waits(journal, record=seen.id, **row)
    assert conflicts.all_of(journal) == []
    assert status(journal)
    assert len(journal.store.conflicts()) == 1


@pytest.mark.parametrize("odd", ["someday", 5, ["2026"]])
def test_what_waits_and_cannot_be_read_is_refused(
    journal: Journal, seen: Objective, odd: object
) -> None:
    """The value in force stays, and to keep it settles the matter."""
    waits(journal, record=seen.id, field="due", waiting=odd)
    [waiting] = conflicts.all_of(journal)
    with pytest.raises(Refused, match="cannot be read"):
        conflicts.keep(journal, waiting, waiting=True)
    assert stored(journal).due == seen.due
    conflicts.keep(journal, waiting, waiting=False)
    assert conflicts.all_of(journal) == []
