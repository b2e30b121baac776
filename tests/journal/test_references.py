"""What people type to mean a record."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from rmjournal.errors import Ambiguous, NotFound
from rmjournal.journal import Journal, references
from rmjournal.model.action import Action
from rmjournal.model.learning import Learning
from rmjournal.model.record import Record
from rmjournal.model.session import Session
from tests.conftest import NOW, MakeJournal


def store(journal: Journal, id: str) -> Learning:
    """A learning with that id."""
    learning = replace(journal.learnings.make(Learning, what="Ask", learner="both"), id=id)
    with journal.store.transaction("learn") as tx:
        return tx.add(learning)


@pytest.fixture
def held(journal: Journal) -> Session:
    """The session of last week."""
    return journal.sessions.hold(began=NOW - timedelta(days=7))


@pytest.fixture
def coming(journal: Journal, held: Session) -> Session:
    """The session of next week."""
    return journal.sessions.plan(NOW + timedelta(days=7))


@pytest.mark.parametrize("word", ["last", "LAST", " last ", "dernière", "derniere", "dernier", "1"])
def test_the_last_session_has_many_names(
    journal: Journal, held: Session, coming: Session, word: str
) -> None:
    """In either language, with or without accents, or by its number."""
    assert references.find(journal, word, Session) == held
    assert references.find(journal, word) == held


@pytest.mark.parametrize("word", ["next", "Next", "prochaine", "prochain", "suivante", "2", "02"])
def test_the_next_session_has_many_names(
    journal: Journal, held: Session, coming: Session, word: str
) -> None:
    """In either language, or by its number."""
    assert references.find(journal, word, Session) == coming


def test_digits_alone_are_a_session_even_where_an_id_begins_so(
    journal: Journal, held: Session
) -> None:
    """A number never means the record whose id happens to begin with it."""
    learning = store(journal, "1234a" + "0" * 11)
    for kind in (None, Session, Learning):
        with pytest.raises(NotFound):
            references.find(journal, "1234", kind)
    assert references.find(journal, "1") == held
    assert references.find(journal, "1234a") == references.find(journal, "#1234") == learning


@pytest.mark.parametrize(
    "text",
    ["abcd", "ABCD", "#abcde", "#abcdef", "abcdef0123456789", "#abcdef0123456789", " #AbCd "],
)
def test_the_beginning_of_an_id_is_enough(journal: Journal, text: str) -> None:
    """Four characters with a letter, or fewer after a hash, in either case."""
    learning = store(journal, "abcdef0123456789")
    assert references.find(journal, text) == references.find(journal, text, Learning) == learning


def test_after_a_hash_one_character_is_enough_where_no_other_record_has_it(
    journal: Journal,
) -> None:
    """As short a beginning as there is, a digit included, as long as it is the only one."""
    used = {journal.pair.id[0], *(each.id[0] for each in [journal.pairs.charter()] if each)}
    free = next(digit for digit in "0123456789abcdef" if digit not in used)
    learning = store(journal, free + "0" * 15)
    assert references.find(journal, f"#{free}") == learning


@pytest.mark.parametrize(
    "text", ["abc", "", "#", "##abcd", "abcg", "abcdef01234567890", "it was", "²"]
)
def test_anything_else_is_no_reference(journal: Journal, text: str) -> None:
    """Three letters, or a word, mean no record, and the refusal says what does."""
    store(journal, "abcdef0123456789")
    with pytest.raises(NotFound) as refusal:
        references.find(journal, text)
    assert refusal.value.todo


def test_several_records_are_told_apart_by_one_more_character(journal: Journal) -> None:
    """An ambiguous beginning is refused with the longer ones that would do."""
    one, two = store(journal, "abcd1" + "0" * 11), store(journal, "abcd2" + "0" * 11)
    with pytest.raises(Ambiguous) as refusal:
        references.find(journal, "abcd")
    assert str(refusal.value.values["choices"]) == "abcd10, abcd20"
    assert references.find(journal, "abcd1") == one
    assert references.find(journal, "#abcd2") == two


def test_a_record_of_another_kind_does_not_answer(journal: Journal, coming: Session) -> None:
    """Where an action is asked for, no learning or session answers; nor do numbers."""
    store(journal, "abcdef0123456789")
    for text in ("abcd", "next", "1", f"#{coming.id}"):
        with pytest.raises(NotFound):
            references.find(journal, text, Action)


def test_what_is_of_another_kind_is_said_to_be(journal: Journal) -> None:
    """Of what is there, which kind it is; what is in the trash is not there."""
    learning = store(journal, "abcdef0123456789")
    with pytest.raises(NotFound, match="of another kind: learning"):
        references.find(journal, "abcd", Action)
    with pytest.raises(NotFound, match="Nothing"):
        references.find(journal, "abcd", Action, trashed=True)
    journal.records.delete(learning)
    with pytest.raises(NotFound, match="Nothing"):
        references.find(journal, "abcd", Action)
    with pytest.raises(NotFound, match="of another kind: learning"):
        references.find(journal, "abcd", Action, trashed=True)


def test_a_kind_makes_an_ambiguous_beginning_clear(journal: Journal) -> None:
    """Two records of different kinds do not stand in each other's way."""
    learning = store(journal, "abcd1" + "0" * 11)
    action = replace(journal.actions.make(Action, text="Call", owner="both"), id="abcd2" + "0" * 11)
    with journal.store.transaction("action add") as tx:
        tx.add(action)
    assert references.find(journal, "abcd", Action) == action
    assert references.find(journal, "abcd", Learning) == learning


def test_the_trash_answers_only_when_asked(journal: Journal) -> None:
    """A deleted record is found in the trash, and a living one is not."""
    learning = store(journal, "abcdef0123456789")
    with pytest.raises(NotFound):
        references.find(journal, "abcd", trashed=True)
    (gone,) = journal.records.delete(learning)
    with pytest.raises(NotFound):
        references.find(journal, "abcd")
    assert references.find(journal, "abcd", trashed=True) == gone


@pytest.mark.parametrize("word", ["last", "next", "1"])
def test_a_session_that_is_not_in_the_trash_is_not_found_there(
    journal: Journal, coming: Session, word: str
) -> None:
    """Last, next and numbers mean sessions that were not deleted, so never one of the trash."""
    with pytest.raises(NotFound):
        references.find(journal, word, trashed=True)


@pytest.mark.parametrize("word", ["last", "Dernière", " dernier "])
def test_last_of_another_kind_is_the_newest(journal: Journal, held: Session, word: str) -> None:
    """By when it was written, wherever it stands in the file; what is in the trash does not count."""
    first, second = journal.actions.add("First"), journal.actions.add("Second")
    assert references.find(journal, word, Action).id == second.id
    older = replace(first, id="abcdef0123456789", created=first.created - timedelta(days=1))
    with journal.store.transaction("action add") as tx:
        tx.add(older)
    assert references.find(journal, word, Action).id == second.id
    journal.records.delete(second)
    assert references.find(journal, word, Action).id == first.id
    assert references.find(journal, word) == references.find(journal, word, Session) == held
    with pytest.raises(NotFound) as refusal:
        references.find(journal, word, Learning)
    assert refusal.value.todo


def test_a_refusal_names_what_can_be_typed(journal: Journal) -> None:
    """Where only one kind answers, or the trash, no session's number is offered."""
    for kind, trashed in ((None, False), (Session, False), (Action, False), (None, True)):
        with pytest.raises(NotFound) as refusal:
            references.find(journal, "zzzz", kind, trashed=trashed)
        sessions = kind in (None, Session) and not trashed
        assert ("session's number" in refusal.value.todo) == sessions
    with pytest.raises(NotFound, match="The trash is empty"):
        references.find(journal, "last", trashed=True)


def test_last_in_the_trash_is_what_was_deleted_last(
    journal: Journal, at: MakeJournal, coming: Session
) -> None:
    """Of a session that went with its agenda, the session; of a kind, the latest of that kind."""
    action = journal.actions.add("Call")
    journal.agendas.add(coming, "Demo")
    journal.records.delete(action)
    assert references.find(journal, "last", trashed=True).id == action.id
    later = at(NOW + timedelta(minutes=1))
    later.records.delete(coming)
    assert references.find(later, "last", trashed=True).id == coming.id
    assert references.find(later, "last", Action, trashed=True).id == action.id


def test_another_pairs_records_never_answer(journal: Journal, held: Session) -> None:
    """Not by a number, not by a word, not by the whole id."""
    learning = store(journal, "abcdef0123456789")
    journal.pairs.use(
        journal.pairs.create(me="Ana Ruiz", role=journal.pair.my_role, partner="Lou Petit")
    )
    for text in ("abcdef0123456789", f"#{held.id}", "last", "1"):
        with pytest.raises(NotFound):
            references.find(journal, text)
    journal.chosen = learning.pair
    assert references.find(journal, "abcd") == learning


def test_what_lists_show_is_a_reference(journal: Journal, coming: Session) -> None:
    """Six characters, a letter among them, lead back to every record; no shell minds them."""
    stored: list[Record] = [
        coming, journal.agendas.add(coming, "Demo"), journal.actions.add("Call"),
        journal.learnings.add("Ask"), journal.objectives.propose("Read"), journal.wins.add("Done"),
    ]  # fmt: skip
    for record in stored:
        assert references.find(journal, references.short(record), type(record)).id == record.id
        assert references.short(record) == record.id[:6]
        assert not references.short(record).isdecimal()


def test_no_id_can_be_taken_for_a_number(journal: Journal) -> None:
    """The first four characters of every new id hold a letter."""
    for number in range(50):
        learning = journal.learnings.make(Learning, what=str(number), learner="both")
        assert not learning.id[:4].isdecimal()
