"""A table of lines is a dictionary that copies what was not touched."""

from __future__ import annotations

import threading
from typing import Any

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
)

from rmjournal.errors import Damaged
from rmjournal.storage import linetable
from rmjournal.storage.layout import open_tables, split_seal, table_spans
from rmjournal.storage.lines import Document, parse_line
from rmjournal.storage.linetable import LineTable
from rmjournal.storage.tables import needle
from tests.storage.support import bytes_of, table_of
from tests.strategies import texts

keys = st.integers(0, 30).map(str)
IDS = ("a", "b", 'c"d')
rows = st.one_of(
    st.builds(lambda text: {"what": text}, texts),
    st.builds(lambda own, text: {"id": own, "what": text}, st.sampled_from(IDS), texts),
)


def reopened(table: LineTable) -> LineTable:
    """The table after the file was saved and read again."""
    raw = bytes_of({"before": table_of({"id": "x"}), "t": table, "after": table_of({"id": "y"})})
    start, _ = split_seal(raw)
    return open_tables(raw, table_spans(raw, start)).get("t", LineTable())


def owns(line: bytes, what: bytes) -> bool:
    """Whether the bytes follow the id on a line."""
    key, document = parse_line(line)
    id = document.get("id", '"')
    return '"' not in id and line.startswith(f'"{key}": {{"id": "{id}", '.encode() + what)


class AgainstADictionary(RuleBasedStateMachine):
    """Whatever is done to a table, and whenever it is saved, it holds what a dictionary holds."""

    def __init__(self) -> None:
        super().__init__()
        self.table = LineTable()
        self.model: dict[str, Document] = {}

    @initialize(start=st.dictionaries(keys, rows, max_size=8))
    def filled(self, start: dict[str, Document]) -> None:
        """Begins with a saved table."""
        ordered = dict(sorted(start.items(), key=lambda item: int(item[0])))
        self.table = reopened(LineTable.of(ordered.items()))
        self.model = dict(start)

    @rule(key=keys, row=rows)
    def put(self, key: str, row: Document) -> None:
        """Any key may be set, also one below those that are there."""
        self.table[key] = row
        self.model[key] = row

    @rule(row=rows)
    def append(self, row: Document) -> None:
        """The next key is always free."""
        key = self.table.next_key()
        assert key not in self.model
        assert all(int(key) > int(each) for each in self.model)
        self.put(key, row)

    @precondition(lambda self: self.model)
    @rule(data=st.data())
    def remove(self, data: st.DataObject) -> None:
        """Any key may be removed."""
        key = data.draw(st.sampled_from(sorted(self.model)))
        del self.table[key]
        del self.model[key]

    @rule(key=keys)
    def absent(self, key: str) -> None:
        """What is not there raises KeyError."""
        if key not in self.model:
            with pytest.raises(KeyError):
                self.table[key]
            with pytest.raises(KeyError):
                del self.table[key]

    @rule()
    def save(self) -> None:
        """The file is written and read again."""
        self.table = reopened(self.table)

    @rule(needle=st.sampled_from([b'"what"', b"a", b"e", b"1", b"}", b",", b"zzz"]))
    def search(self, needle: bytes) -> None:
        """A search finds the lines that hold the bytes, in order."""
        everywhere = all(owns(line, needle) for line in self.table.lines())
        assert self.table.throughout(needle) == everywhere
        wanted = [line for line in self.table.lines() if needle in line]
        found = [f'"{key}"'.encode() for key, _ in self.table.matching(needle)]
        starts = [line[: line.index(b":")] for line in wanted]
        assert set(starts) <= set(found)
        assert [each for each in found if each in starts] == starts
        assert list(self.table.documents(needle)) == [parse_line(line)[1] for line in wanted]
        short = [parse_line(line)[1] for line in wanted if len(line) < 40]
        assert list(self.table.documents(needle, lambda line: len(line) < 40)) == short
        assert self.table.throughout(needle) == everywhere

    @invariant()
    def same(self) -> None:
        """Content, order, length and truth are a sorted dictionary's."""
        ordered = sorted(self.model.items(), key=lambda item: int(item[0]))
        assert list(self.table.items()) == ordered
        assert list(self.table) == [key for key, _ in ordered]
        assert len(self.table) == len(self.model)
        assert bool(self.table) == bool(self.model)
        assert all(self.table[key] == row for key, row in ordered)
        assert all((str(key) in self.table) == (str(key) in self.model) for key in range(31))
        joined = b",\n".join(bytes(piece) for piece in self.table.pieces())
        assert joined == b",\n".join(self.table.lines())

    @invariant()
    def found_by_id(self) -> None:
        """An id is found as long as a document begins with it, however often it is asked for."""
        for id in IDS:
            found = self.table.with_id(id, needle("id", id, first=True))
            there = [item for item in self.model.items() if item[1].get("id") == id]
            assert found in there if there else found is None

    @invariant()
    def chunked(self) -> None:
        """The chunks, last first, are the lines."""
        pieces = reversed(list(self.table.chunks(40)))
        split = [line for piece in pieces for line in piece.removesuffix(b",").split(b",\n")]
        assert split == list(self.table.lines())


AgainstADictionary.TestCase.settings = settings(stateful_step_count=25)
TestAgainstADictionary = AgainstADictionary.TestCase


@pytest.mark.parametrize("size", [1, 40, 41, 42, 80, 500])
def test_a_table_is_read_in_pieces(size: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Wherever a piece ends, every line is whole, is found, and is where it was found."""
    documents = [(str(n), {"id": f"id-{n}", "what": "é" * (n % 40)}) for n in range(1, 90, 2)]
    monkeypatch.setattr("rmjournal.storage.stretches.PIECE", size)
    table = reopened(LineTable.of(documents))
    assert [parse_line(line) for line in table.lines()] == documents
    assert list(table.matching(b'"id"')) == documents
    assert list(table.documents(b'"id"')) == [document for _key, document in documents]
    assert list(table.documents(b'"what": "')) == [document for _key, document in documents]
    assert table.throughout(b'"what": "')
    assert list(table.documents("é".encode())) == [each for _key, each in documents if each["what"]]
    for key, document in documents:
        beginning = needle("id", document["id"], first=True)
        assert table.with_id(document["id"], beginning) == (key, document)
    assert list(table.items()) == documents
    del table["3"]
    table["5"] = {"id": "another"}
    assert table.with_id("id-3", b'{"id": "id-3"') is None
    assert table.with_id("id-5", b'{"id": "id-5"') is None
    assert table.with_id("another", b'{"id": "another"') == ("5", {"id": "another"})


OURS = needle("pair", "ours")


def three_of_ours() -> LineTable:
    """A saved table of one pair's records."""
    return reopened(LineTable.of((str(n), {"id": str(n), "pair": "ours"}) for n in range(1, 4)))


def test_what_was_found_on_every_line_is_found_anew_after_a_change() -> None:
    """A record of another pair that was just added is not taken for one of this pair."""
    table = three_of_ours()
    assert len(list(table.documents(OURS))) == 3
    assert table.throughout(OURS)
    table["4"] = {"id": "4", "pair": "theirs"}
    assert not table.throughout(OURS)
    assert len(list(table.documents(OURS))) == 3
    assert not table.throughout(OURS)


MENTIONS: dict[str, Document] = {
    "a nested value": {"id": "4", "pair": "theirs", "of": {"pair": "ours"}},
    "a nested value before it": {"id": "4", "of": {"pair": "ours"}, "pair": "theirs"},
    "a key that ends so": {"id": "4", 'a"pair': "ours", "pair": "theirs"},
    "an id that writes it": {"id": '4", "pair": "ours', "pair": "theirs"},
    "no id": {"of": {"pair": "ours"}, "pair": "theirs"},
}


@pytest.mark.parametrize("saved", [False, True])
@pytest.mark.parametrize("record", MENTIONS.values(), ids=MENTIONS)
def test_a_record_that_mentions_what_is_not_its_own_does_not_have_it(
    record: Document, *, saved: bool
) -> None:
    """Neither read with the others nor looked for alone is a mention taken for the record's own."""
    table = three_of_ours()
    table["4"] = record
    table = reopened(table) if saved else table
    assert not table.throughout(OURS)
    assert len(list(table.documents(OURS))) >= 3
    assert not table.throughout(OURS)


@pytest.mark.parametrize("step", ["key_of", "key_and_id"])
def test_a_thread_that_reads_while_another_takes_notes_finds_all(
    step: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where a table ends and where each id stands is known whole, or not at all."""
    table = reopened(table_of(*({"id": f"id-{number}"} for number in range(9))))
    wanted = range(2, 8)
    found: list[str] = []

    def look() -> None:
        for number in wanted:
            hit = table.with_id(f"id-{number}", needle("id", f"id-{number}", first=True))
            found.append(hit[0] if hit else "none")
            found.append("9" if "9" in table else "no ninth")

    other = threading.Thread(target=look)
    real = getattr(linetable, step)

    def interrupted(line: bytes) -> Any:
        if not other.ident:
            other.start()
            other.join()
        return real(line)

    monkeypatch.setattr(linetable, step, interrupted)
    look()
    assert sorted(found) == sorted(2 * [*(str(number + 1) for number in wanted), *("9" * 6)])


def test_untouched_lines_are_not_parsed() -> None:
    """A line that nobody asks for may be anything; it is copied as it is."""
    raw = b'{\n"t": {\n"1": {"id": "a"},\n"2": not a record at all,\n"3": {"id": "c"}\n},\n'
    table = open_tables(raw, table_spans(raw, len(raw)))["t"]
    table["3"] = {"id": "changed"}
    table["4"] = {"id": "d"}
    assert b'"2": not a record at all' in b"".join(bytes(each) for each in table.pieces())
    assert table["1"] == {"id": "a"}


@pytest.mark.parametrize("last", [b"garbage", b'"x": {}', b"", b'"1": 5'])
def test_a_table_with_a_strange_end_is_damage(last: bytes) -> None:
    """Where the last key cannot be told, adding is refused as damage."""
    raw = b'{\n"t": {\n"1": {"id": "a"},\n' + last + b"\n},\n"
    table = LineTable(raw, 9, len(raw) - 4)
    with pytest.raises(Damaged):
        table[table.next_key()] = {"id": "b"}


@pytest.mark.parametrize("key", ["-1", "x", "01", "", "9" * 40])
def test_only_whole_numbers_are_keys(key: str) -> None:
    """TinyDB numbers its documents; nothing else can be set, and nothing else is found."""
    table: Any = table_of({"id": "a"})
    assert key not in table
    with pytest.raises(TypeError):
        table[key] = {}
