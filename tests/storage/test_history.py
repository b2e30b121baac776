"""Undo brings back exactly what was, or refuses and shows both."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rmjournal.errors import CannotWrite, Changed, Refused
from rmjournal.model.reflection import Reflection
from rmjournal.paths import Home
from rmjournal.storage.history import Entry, UndoBlocked, entries, undo
from rmjournal.storage.remembering import REMEMBERED, fingerprint
from rmjournal.storage.store import Store
from tests.storage.faults import failing
from tests.storage.support import (
    action,
    add,
    documents,
    home_in,
    opened,
    pair,
    reflection,
    verified,
)


def state(store: Store) -> Any:
    """Everything stored but the history, keys of the tables included."""
    tables = store.storage.read()
    return {
        name: dict(table.items()) for name, table in tables.items() if name != "_history" and table
    }


def test_a_created_record_is_removed(store: Store) -> None:
    """Undoing the first verb leaves nothing but a journal that was saved."""
    record = reflection()
    add(store, record)
    undone = undo(store)
    assert (undone.verb, undone.at) == ("add", "2026-01-31T12:00:01Z")
    [change] = undone.changes
    assert (change.table, change.id, change.before) == ("reflections", record.id, None)
    assert change.after is not None
    assert change.after["what"] == "We spoke."
    assert state(store) == {}
    assert entries(store) == []


def test_a_changed_record_is_as_it_was(store: Store) -> None:
    """Content, revision and stamps are the former ones, not new ones."""
    record = reflection("before")
    add(store, record)
    before = state(store)
    with store.transaction("edit") as tx:
        tx.change(record, what="after", so_what="x")
    undo(store)
    assert state(store) == before
    assert store.get(Reflection, record.id) == record


def test_a_removed_record_comes_back_in_its_place(store: Store) -> None:
    """It stands where it stood, among the others."""
    records = [reflection(str(number)) for number in range(3)]
    add(store, *records)
    before = state(store)
    with store.transaction("purge") as tx:
        tx.remove(records[1])
        tx.remove(records[2])
    undo(store)
    assert state(store) == before
    assert store.all(Reflection) == records


def test_a_removed_record_whose_place_was_taken_comes_back_last(store: Store) -> None:
    """A number that was given again meanwhile is not taken from its new holder."""
    first, second = reflection("first"), reflection("second")
    add(store, first)
    with store.transaction("replace") as tx:
        tx.remove(first)
    with store.storage.transaction():
        from rmjournal.storage.codec import to_document

        store.db.table("reflections").insert(to_document(second))
    undo(store)
    assert [each.what for each in store.all(Reflection)] == ["second", "first"]


def test_a_verb_is_undone_whole(store: Store) -> None:
    """All records of one verb go back together."""
    kept = reflection("kept")
    add(store, kept)
    before = state(store)
    with store.transaction("log") as tx:
        tx.add(reflection())
        tx.add(action())
        tx.change(kept, what="touched")
        tx.change(kept, what="touched twice")
    assert entries(store)[0] == Entry("log", "2026-01-31T12:00:03Z", 3)
    assert len(undo(store).changes) == 3
    assert state(store) == before


def test_verbs_are_undone_one_by_one_by_any_process(store: Store, home: Home) -> None:
    """The history is in the file: another process undoes what this one did, latest first."""
    add(store, reflection("a"), reflection("b"), reflection("c"))
    for left in ("ab", "a", ""):
        undo(opened(home))
        assert [each.what for each in store.all(Reflection)] == list(left)
    with pytest.raises(Refused, match="nothing to undo") as refused:
        undo(opened(home))
    assert refused.value.exit_code == 1


def test_nothing_to_undo_in_a_fresh_home(store: Store, home: Home) -> None:
    """Asking creates no journal."""
    with pytest.raises(Refused):
        undo(store)
    assert not home.journal.exists()


def test_undoing_is_no_verb_of_its_own(store: Store, home: Home) -> None:
    """It is saved as a generation, and cannot itself be undone."""
    add(store, reflection("a"), reflection("b"))
    undo(store)
    assert entries(store) == [Entry("add", "2026-01-31T12:00:01Z", 1)]
    assert verified(home.journal)
    assert store.storage.generation == 3


def test_a_record_changed_since_blocks_and_both_are_shown(store: Store, home: Home) -> None:
    """Someone's later work is not thrown away: the error carries both states, its message neither."""
    record, other = reflection("secret one"), reflection("secret two")
    add(store, record)
    with store.transaction("edit") as tx:
        tx.change(record, what="secret three")
        tx.add(other)
    history = dict(store.storage.read()["_history"].items())
    seen = store.all(Reflection)[0]
    with store.transaction("other") as tx:
        tx.change(seen, what="secret four")
    with store.storage.transaction():
        store.db.table("_history").remove(doc_ids=[3])
    assert dict(store.storage.read()["_history"].items()) == history
    before = home.journal.read_bytes()
    with pytest.raises(UndoBlocked) as blocked:
        undo(store)
    error = blocked.value
    assert isinstance(error, Changed)
    assert error.exit_code == 1
    [clash] = error.clashes
    assert (clash.table, clash.id) == ("reflections", record.id)
    assert clash.wanted is not None
    assert clash.current is not None
    assert (clash.wanted["what"], clash.current["what"]) == ("secret one", "secret four")
    assert "secret" not in f"{error} {error.values} {error.args}"
    assert home.journal.read_bytes() == before


def test_a_record_removed_since_blocks_too(store: Store) -> None:
    """What is gone cannot be changed back."""
    record = reflection()
    add(store, record)
    with store.storage.transaction():
        store.db.table("reflections").truncate()
    with pytest.raises(UndoBlocked) as blocked:
        undo(store)
    assert blocked.value.clashes[0].current is None


def test_what_was_received_is_never_undone(store: Store, home: Home) -> None:
    """A receipt stays; what came before it is taken back, unless it is of the pair itself."""
    add(store, reflection("mine"))
    with store.transaction("receive") as tx:
        tx.receipt = True
        theirs = tx.add(reflection("theirs"))
    assert [each.verb for each in entries(store)] == ["add"]
    undo(store)
    assert [each.what for each in store.all(Reflection)] == ["theirs"]
    before = home.journal.read_bytes()
    with pytest.raises(Refused, match="received"):
        undo(store)
    add(store, reflection("mine again"))
    with store.transaction("receive") as tx:
        tx.receipt = True
        tx.add(pair())
        tx.add(reflection("theirs, with new ids"))
    assert entries(store) == []
    before = home.journal.read_bytes()
    with pytest.raises(Refused, match="received"):
        undo(store)
    assert home.journal.read_bytes() == before
    assert theirs in store.all(Reflection)


def test_what_something_received_hangs_on_is_not_undone(store: Store, home: Home) -> None:
    """Neither where it was changed since, nor where what came is linked to it."""
    first, second = action(), reflection("mine")
    add(store, first)
    add(store, second)
    with store.transaction("receive") as tx:
        tx.receipt = True
        tx.change(second, what="theirs")
    before = home.journal.read_bytes()
    with pytest.raises(UndoBlocked):
        undo(store)
    with store.transaction("edit") as tx:
        tx.change(first, text="Mine")
    third = reflection("mine, too")
    add(store, third)
    with store.transaction("receive") as tx:
        tx.receipt = True
        tx.add(action(session=third.id))
    before = home.journal.read_bytes()
    with pytest.raises(Refused, match="linked"):
        undo(store)
    assert home.journal.read_bytes() == before


def test_a_hundred_verbs_are_remembered(store: Store) -> None:
    """The hundred-and-first is forgotten, the hundred before it can all be undone."""
    add(store, *(reflection(str(number)) for number in range(REMEMBERED + 5)))
    assert len(entries(store)) == REMEMBERED
    for _ in range(REMEMBERED):
        undo(store)
    assert [each.what for each in store.all(Reflection)] == list("01234")
    with pytest.raises(Refused):
        undo(store)


def test_what_is_received_takes_the_place_of_no_verb(store: Store) -> None:
    """However much comes, one's own verbs can still be undone; what came before them is forgotten."""

    def receive(count: int) -> None:
        for _ in range(count):
            with store.transaction("receive") as tx:
                tx.receipt = True
                tx.add(reflection("theirs"))

    def steps() -> int:
        return len(store.db.table("_history"))

    receive(REMEMBERED + 5)
    assert steps() == REMEMBERED
    add(store, reflection("mine"))
    receive(REMEMBERED + 5)
    assert len(entries(store)) == 1
    assert steps() == REMEMBERED + 6
    add(store, *(reflection(str(number)) for number in range(REMEMBERED)))
    assert len(entries(store)) == steps() == REMEMBERED
    for _ in range(REMEMBERED):
        undo(store)
    assert {each.what for each in store.all(Reflection)} == {"mine", "theirs"}


def test_taking_back_what_the_partner_withdrew_blocks_no_other_step(store: Store) -> None:
    """The steps that held its words go, and with them those that could be undone only after them."""
    theirs, mine, other = reflection("theirs"), reflection("mine"), reflection("other")
    add(store, theirs, mine, other)
    with store.transaction("edit") as tx:
        changed = tx.change(mine, what="mine, again")
    with store.transaction("both") as tx:
        tx.change(theirs, what="theirs, noted")
        tx.change(changed, what="mine, with theirs")
    with store.transaction("receive") as tx:
        tx.receipt = True
        current = tx.get(Reflection, theirs.id)
        assert current is not None
        tx.forget(current)
        tx.change(current, what="")
    assert [(each.verb, each.count) for each in entries(store)] == [("add", 1)]
    assert undo(store).verb == "add"
    assert [each.what for each in store.all(Reflection)] == ["", "mine, with theirs"]
    assert "theirs, noted" not in str(store.db.table("_history").all())


def test_conflicts_come_and_go_with_their_verb(store: Store, home: Home) -> None:
    """Undoing the verb that met a conflict takes the conflict back, and brings a settled one again."""
    record = reflection("first")
    add(store, record)
    with opened(home).transaction("edit") as tx:
        tx.change(record, what="theirs")
    before = state(store)
    with store.transaction("edit") as tx:
        tx.change(record, what="ours")
    [conflict] = store.conflicts()
    with store.transaction("keep") as tx:
        tx.settle(conflict)
    undo(store)
    assert store.conflicts() == [conflict]
    undo(store)
    assert state(store) == before


def test_an_undo_that_cannot_be_saved_did_not_happen(store: Store, home: Home) -> None:
    """A full disk leaves the verb done and the history as it was."""
    add(store, reflection("a"))
    before = home.journal.read_bytes()
    with failing("write", 1, 28), pytest.raises(CannotWrite):
        undo(store)
    assert home.journal.read_bytes() == before
    assert len(undo(store).changes) == 1


def test_a_fingerprint_does_not_depend_on_the_order_of_keys() -> None:
    """It tells contents apart, not formatting."""
    assert fingerprint({"a": 1, "b": "é"}) == fingerprint({"b": "é", "a": 1})
    assert fingerprint({"a": 1}) != fingerprint({"a": "1"})
    assert fingerprint(None) == ""


STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("add"), st.integers(0, 9)),
        st.tuples(st.just("change"), st.integers(0, 9)),
        st.tuples(st.just("remove"), st.integers(0, 9)),
    ),
    min_size=1,
    max_size=4,
)


def carry_out(store: Store, steps: list[tuple[str, int]]) -> None:
    """One verb of several steps, on whichever records there are."""
    with store.transaction("verb") as tx:
        for step, number in steps:
            there = tx.all(Reflection)
            if step == "add":
                tx.add(reflection(f"new {number}"))
            elif there and step == "change":
                tx.change(there[number % len(there)], what=f"{number}", confidence=number)
            elif there:
                tx.remove(there[number % len(there)])


@given(verbs=st.lists(STEPS, min_size=1, max_size=6))
def test_undoing_every_verb_passes_every_former_state(
    tmp_path_factory: pytest.TempPathFactory, verbs: list[list[tuple[str, int]]]
) -> None:
    """After any verbs, undoing them one by one meets each state there was, exactly, in reverse."""
    home = home_in(tmp_path_factory.mktemp("home"))
    states = []
    for steps in verbs:
        now = state(opened(home))
        carry_out(opened(home), steps)
        if state(opened(home)) != now:
            states.append(now)
    for before in reversed(states):
        undo(opened(home))
        assert state(opened(home)) == before
    with pytest.raises(Refused):
        undo(opened(home))
    assert documents(opened(home)) == {}
