"""The tables are TinyDB's own, over lines, and are written only within a transaction."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tinydb import TinyDB, where
from tinydb.operations import delete, increment
from tinydb.storages import MemoryStorage
from tinydb.table import Document, Table

from rmjournal.errors import Damaged
from rmjournal.paths import Home
from rmjournal.storage.store import Store
from rmjournal.storage.tables import RecordTable
from tests.storage.support import add, crafted, home_in, opened, reflection, verified, write


@pytest.fixture
def table(store: Store) -> Iterator[RecordTable]:
    """A table of three documents, within a transaction."""
    with store.storage.transaction():
        table = store.db.table("things")
        table.insert_multiple({"id": letter, "n": number} for number, letter in enumerate("abc"))
        yield table


def test_many_records_are_found_as_one_is(table: RecordTable) -> None:
    """Few or many, changed in this transaction or not, the first of two with one id, or none."""
    table.insert_multiple({"id": f"id-{number}", "n": number} for number in range(40))
    table.insert({"id": "b", "n": 99})
    table.remove(doc_ids=[1])
    table.update({"n": 7}, doc_ids=[3])
    for ids in (["a", "b", "c"], ["a", "b", "c", *(f"id-{number}" for number in range(50))]):
        apart = {id: found for id in ids if (found := table.with_id(id))}
        assert table.with_ids(ids) == apart
        assert {id: each.doc_id for id, each in table.with_ids(ids).items()} == {
            id: each.doc_id for id, each in apart.items()
        }
        assert (apart["b"]["n"], apart["c"]["n"], "a" in apart) == (1, 7, False)


def test_a_column_has_what_the_document_says_and_no_value_within_it(table: RecordTable) -> None:
    """A later version may store, within a value of its own, what goes by a name of ours."""
    within = {"status": "sent", "deleted": "2026-01-01T00:00:00Z", "zone": ["{"]}
    table.insert({"id": "d", "invitation": within, "status": "held"})
    table.insert({"id": "e", "status": "planned", "invitation": within})
    table.insert({"id": "f", "purpose": '{"status": "x"', "status": "held", "zone": None})
    told = list(table.columns("id", "status", "deleted", "zone"))
    assert told[:3] == [(letter, "", "", "") for letter in "abc"]
    assert told[3:] == [("d", "held", "", ""), ("e", "planned", "", ""), ("f", "held", "", "")]


def test_documents_are_found_by_query(table: RecordTable) -> None:
    """``search``, ``get``, ``contains`` and ``count`` are TinyDB's."""
    assert [each["id"] for each in table.search(where("n") > 0)] == ["b", "c"]
    found = table.get(where("id") == "b")
    assert isinstance(found, Document)
    assert found.doc_id == 2
    assert table.contains(where("n") == 2)
    assert table.count(where("n") < 2) == 2
    assert table.get(doc_id=9) is None


def test_documents_are_updated_by_query(table: RecordTable) -> None:
    """``update`` takes fields, operations and callables, and says what it changed."""
    assert table.update({"seen": True}, where("n") > 0) == [2, 3]
    assert table.update(increment("n"), doc_ids=[1, 77]) == [1]
    assert table.update(delete("seen"), where("id") == "c") == [3]
    assert table.all() == [
        {"id": "a", "n": 1},
        {"id": "b", "n": 1, "seen": True},
        {"id": "c", "n": 2},
    ]
    assert table.update_multiple(
        [({"n": 5}, where("id") == "a"), ({"n": 6}, where("id") == "b")]
    ) == [1, 2]
    assert [each["n"] for each in table] == [5, 6, 2]


def test_documents_are_upserted_and_removed(table: RecordTable) -> None:
    """``upsert`` changes or adds, ``remove`` takes out, ``truncate`` empties."""
    assert table.upsert({"id": "b", "n": 9}, where("id") == "b") == [2]
    assert table.upsert({"id": "d", "n": 4}, where("id") == "d") == [4]
    assert table.upsert(Document({"id": "e"}, doc_id=10)) == [10]
    assert table.remove(where("n") == 0) == [1]
    assert table.remove(doc_ids=[3, 99]) == [3]
    assert [each.doc_id for each in table] == [2, 4, 10]
    assert table.insert({"id": "f"}) == 11
    table.truncate()
    assert len(table) == 0
    assert table.all() == []


def test_a_number_is_given_once(table: RecordTable) -> None:
    """A taken number is refused, and a removed one is not given again in the same transaction."""
    with pytest.raises(ValueError, match="already exists"):
        table.insert(Document({"id": "x"}, doc_id=2))
    table.remove(doc_ids=[3])
    assert table.insert({"id": "x"}) == 4
    table.insert(Document({"id": "low"}, doc_id=3))
    assert [each["id"] for each in table] == ["a", "b", "low", "x"]
    assert table.insert({"id": "y"}) == 5


def test_what_a_query_returns_is_ours_to_change(table: RecordTable) -> None:
    """A document that was read is a copy: changing it changes nothing stored."""
    found = table.get(doc_id=1)
    assert found is not None
    found["n"] = 99
    table.all()[0]["n"] = 98
    assert table.get(doc_id=1) == {"id": "a", "n": 0}


OPERATIONS = st.one_of(
    st.tuples(st.just("insert"), st.integers(0, 5)),
    st.tuples(st.just("insert_at"), st.integers(1, 12)),
    st.tuples(st.just("update"), st.integers(0, 5)),
    st.tuples(st.just("upsert"), st.integers(0, 5)),
    st.tuples(st.just("remove"), st.integers(0, 5)),
    st.tuples(st.just("remove_at"), st.integers(1, 12)),
)


def carry_out(table: Table, operation: tuple[str, int]) -> Any:
    """One operation of TinyDB's interface; what it returns or refuses."""
    verb, n = operation
    try:
        match verb:
            case "insert":
                return table.insert({"n": n})
            case "insert_at":
                return table.insert(Document({"n": n}, doc_id=n))
            case "update":
                return table.update({"n": n, "seen": n}, where("n") <= n)
            case "upsert":
                return table.upsert({"n": n, "up": True}, where("n") == n)
        return table.remove(where("n") == n) if verb == "remove" else table.remove(doc_ids=[n])
    except ValueError:
        return "refused"


def in_order(done: Any) -> Any:
    """Numbers in the order of the file: stock TinyDB has them in the order they were given."""
    return sorted(done) if isinstance(done, list) else done


@given(steps=st.lists(st.lists(OPERATIONS, max_size=5), max_size=4))
def test_a_table_does_what_stock_tinydb_does(
    tmp_path_factory: pytest.TempPathFactory, steps: list[list[tuple[str, int]]]
) -> None:
    """The same calls on a stock table and on ours, saved in between, give the same documents."""
    home = home_in(tmp_path_factory.mktemp("home"))
    stock: Any = TinyDB(storage=MemoryStorage).table("things")
    for step in steps:
        store = opened(home)
        with store.storage.transaction():
            ours = store.db.table("things")
            for operation in step:
                number = ours._get_next_id()
                assert all(number > each.doc_id for each in stock)
                stock._next_id = number
                done, expected = carry_out(ours, operation), carry_out(stock, operation)
                assert in_order(done) == in_order(expected)
        saved = opened(home).db.table("things").all()
        there = sorted(stock.all(), key=lambda each: each.doc_id)
        assert [(each.doc_id, each) for each in saved] == [(each.doc_id, each) for each in there]


def test_nothing_is_written_outside_a_transaction(store: Store, home: Home) -> None:
    """TinyDB's own writes would be neither locked nor atomic: they are refused, and change nothing."""
    add(store, reflection())
    before = home.journal.read_bytes()
    table = store.db.table("reflections")
    for write_it in (
        lambda: table.insert({"id": "x"}),
        lambda: table.update({"what": "x"}),
        table.truncate,
        lambda: store.db.drop_table("reflections"),
        store.db.drop_tables,
        lambda: store.db.insert({"id": "x"}),
    ):
        with pytest.raises(TypeError):
            write_it()
    assert home.journal.read_bytes() == before
    assert len(store.all(type(reflection()))) == 1


def test_a_transaction_that_raises_leaves_no_trace(store: Store, home: Home) -> None:
    """What a failed block did is seen by nobody, not even by the same store."""
    add(store, reflection("kept"))
    before = home.journal.read_bytes()
    with pytest.raises(RuntimeError, match="stop"), store.transaction("add") as tx:  # noqa: PT012
        tx.add(reflection("dropped"))
        raise RuntimeError("stop")
    assert home.journal.read_bytes() == before
    assert [each.what for each in store.all(type(reflection()))] == ["kept"]


def test_a_transaction_that_changes_nothing_saves_nothing(store: Store, home: Home) -> None:
    """Looking is no change: the generation stays what it was."""
    add(store, reflection())
    before = home.journal.read_bytes()
    with store.transaction("look") as tx:
        tx.all(type(reflection()))
    assert home.journal.read_bytes() == before


def test_strange_numbers_in_a_sealed_file_are_damage(home: Home, store: Store) -> None:
    """TinyDB numbers documents; a crafted file with other keys is told as damage."""
    write(home, crafted(b'{\n"reflections": {\n"x": {"id": "a"}\n},\n'))
    for read in (
        lambda: store.all(type(reflection())),
        lambda: store.db.table("reflections").search(where("id") == "a"),
        lambda: add(store, reflection()),
    ):
        with pytest.raises(Damaged):
            read()


def test_the_file_is_genuine_after_every_operation(store: Store, home: Home) -> None:
    """Each save writes a seal that holds."""
    for operation in (("insert", 1), ("update", 3), ("insert_at", 9), ("remove", 3), ("upsert", 2)):
        with store.storage.transaction():
            carry_out(store.db.table("things"), operation)
        assert verified(home.journal)
