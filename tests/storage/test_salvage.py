"""From what is left of a file, every record that still reads; never one that was not there."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rmjournal.model.record import Record
from rmjournal.model.reflection import Reflection
from rmjournal.paths import Home
from rmjournal.storage import backups
from rmjournal.storage.codec import to_document
from rmjournal.storage.lines import Document, split_line
from rmjournal.storage.placing import UNPLACED
from rmjournal.storage.repair import salvage_journal, write_salvage
from rmjournal.storage.salvage import salvage
from rmjournal.storage.store import Store
from rmjournal.storage.tables import TABLES
from tests.storage.support import (
    action,
    add,
    bytes_of,
    kept,
    opened,
    reflection,
    table_of,
    verified,
    write,
)
from tests.strategies import any_record


def whole(raw: bytes) -> dict[str, list[Document]]:
    """The documents of an intact file, by table."""
    loaded: dict[str, dict[str, Document]] = json.loads(raw)
    return {name: list(rows.values()) for name, rows in loaded.items() if name != "_meta"}


def is_record(line: bytes) -> bool:
    """Whether a line is a whole record."""
    try:
        split_line(line.removesuffix(b","))
    except ValueError:
        return False
    return True


def test_an_intact_file_is_salvaged_whole(raw: bytes) -> None:
    """Nothing is lost of a file that nothing happened to."""
    salvaged = salvage(raw)
    assert kept(salvaged) == whole(raw)
    assert salvaged.lost == ()
    assert (salvaged.schema, salvaged.generation) == (1, 6)


def test_a_file_cut_short_keeps_every_whole_line(raw: bytes) -> None:
    """Wherever it was cut, the lines before the cut are there and nothing else is."""
    full = whole(raw)
    for place in range(0, len(raw), 7):
        left = kept(salvage(raw[:place]))
        for name, rows in left.items():
            assert rows == full[name][: len(rows)]
        lines = [line for line in raw[:place].split(b"\n") if b'"sha256"' not in line]
        assert sum(map(len, left.values())) == sum(map(is_record, lines))


@pytest.mark.parametrize(
    "damage",
    [b"\0" * 9, b"\xff\xfe", b'"', b"\n", b"}", b'"},', b"\\", b"{", b'"1": {"id": "'],
)
def test_damage_within_a_line_costs_that_line(damage: bytes, raw: bytes) -> None:
    """Every other record is kept as it was, in its table."""
    at = raw.index("Été".encode())
    salvaged = salvage(raw[:at] + damage + raw[at + len(damage) :])
    full = whole(raw)
    del full["reflections"][0]
    left = kept(salvaged)
    assert [row for row in left["reflections"] if row in full["reflections"]] == full["reflections"]
    assert {name: rows for name, rows in left.items() if name != "reflections"} == {
        name: rows for name, rows in full.items() if name != "reflections"
    }
    assert [each.table for each in salvaged.lost][:1] == ["reflections"]
    assert salvaged.lost[0].line == raw[:at].count(b"\n") + 1


def test_a_torn_stretch_over_several_lines_costs_only_those(raw: bytes) -> None:
    """NULs from the middle of one record to the middle of another leave the rest."""
    start, end = raw.index(b"Second"), raw.index(b"Send the link")
    salvaged = salvage(raw[:start] + b"\0" * (end - start) + raw[end:])
    full = whole(raw)
    del full["reflections"][1]
    del full["actions"]
    assert kept(salvaged) == full
    assert len(salvaged.lost) == 1


def test_a_record_that_lost_its_end_does_not_swallow_others(raw: bytes) -> None:
    """Where a cut makes later lines look like its values, they are records all the same."""
    start, end = raw.index(b'"mentor"'), raw.index(b'"1"', raw.index(b'"_history"'))
    full = whole(raw)
    del full["pairs"]
    assert kept(salvage(raw[:start] + b"\n" + raw[end:])) == full


def test_what_follows_a_tear_on_its_line_is_kept(raw: bytes) -> None:
    """A whole record after NULs on the same line is a whole record."""
    at = raw.index(b'"2": {"id"', raw.index(b'"reflections": {\n'))
    torn = raw[: at - 30] + b"\0" * 30 + raw[at:]
    assert len(kept(salvage(torn))["reflections"]) == 1


@pytest.mark.parametrize("table", ["sessions", "items", "reflections", "actions", "_history"])
def test_a_lost_table_name_is_found_by_the_records(table: str, raw: bytes) -> None:
    """Where only one kind of record has these keys, the table is known without its first line."""
    header = f'"{table}": {{\n'.encode()
    misspelt = header.replace(b"s", b"z")
    for broken in (b"\0" * (len(header) - 1) + b"\n", b"", b"garbage\n", misspelt):
        assert kept(salvage(raw.replace(header, broken))) == whole(raw)


@given(st.lists(any_record, min_size=1, max_size=4, unique_by=lambda record: record.id))
def test_a_record_is_never_put_into_a_wrong_table(records: list[Record]) -> None:
    """Without any table names a record lands in its own table, or in none."""
    rows = b",\n".join(
        f'"{number}": {json.dumps(to_document(record))}'.encode()
        for number, record in enumerate(records, start=1)
    )
    left = kept(salvage(b"{\n???\n" + rows + b"\n},\n"))
    for record in records:
        [place] = [name for name, found in left.items() if to_document(record) in found]
        assert place in (TABLES[type(record)], UNPLACED)


def test_a_record_of_a_torn_neighbour_is_not_put_among_others(raw: bytes) -> None:
    """Where the end of one table and the name of the next are gone, keys tell them apart."""
    torn = re.sub(rb'\n\},\n"reflections": \{\n', b"\n\0\0\0\n", raw)
    assert kept(salvage(torn)) == whole(raw)


def test_records_deleted_long_ago_do_not_come_back(store: Store, home: Home) -> None:
    """The former states within a torn history are not taken for records."""
    gone = reflection("gone for good")
    add(store, gone, reflection("stays"))
    with store.transaction("purge") as tx:
        tx.remove(gone)
    raw = home.journal.read_bytes()
    assert b"gone for good" in raw
    for damage in (b"\0", b"\xff", b""):
        left = kept(salvage(raw.replace(b'"verb": "purge"', b'"verb": "pur' + damage)))
        assert [row["what"] for row in left["reflections"]] == ["stays"]
        assert set(left) == {"reflections", "_history"}


def test_text_that_looks_like_a_file_is_only_text(store: Store, home: Home) -> None:
    """What a person typed is never read as records, tables or markers."""
    typed = '"7": {"id": "0123456789abcdef"}\n"wins": {\n<<<<<<< ours\n}\n},\n"_meta": {'
    add(store, reflection(typed))
    raw = home.journal.read_bytes()
    assert kept(salvage(raw)) == whole(raw)
    assert kept(salvage(raw.replace(b'"rev": 1', b'"rev": \0'))) == {
        "_history": whole(raw)["_history"]
    }


SHAPES: dict[str, Callable[[bytes], bytes]] = {
    "a list around the file": lambda raw: b"[\n" + raw + b"]\n",
    "pretty-printed": lambda raw: json.dumps(
        json.loads(raw), indent=4, ensure_ascii=False
    ).encode(),
    "on one line": lambda raw: json.dumps(json.loads(raw)).encode(),
    "CRLF": lambda raw: raw.replace(b"\n", b"\r\n"),
    "without a seal": lambda raw: raw[: raw.index(b'"_meta"')],
    "with a byte order mark": lambda raw: b"\xef\xbb\xbf" + raw,
    "twice": lambda raw: raw + raw,
    "a quoted mail": lambda raw: b"Hello,\nhere is my journal:\n" + raw + b"\n-- \nAna\n",
}


@pytest.mark.parametrize("shape", SHAPES.values(), ids=SHAPES.keys())
def test_any_formatting_is_read(shape: Callable[[bytes], bytes], raw: bytes) -> None:
    """The same records, whatever a program or a person did to the layout."""
    assert kept(salvage(shape(raw))) == whole(raw)


@pytest.mark.parametrize("shape", ["pretty-printed", "on one line"])
def test_another_formatting_may_be_cut_short_too(shape: str, raw: bytes) -> None:
    """A stock TinyDB file that was torn loses the record it was torn in."""
    full = whole(raw)
    written = SHAPES[shape](raw)
    left = kept(salvage(written[: written.index(b"Second")]))
    assert left["reflections"] == full["reflections"][:1]
    assert left["sessions"] == full["sessions"]


def test_a_list_of_documents_is_sorted_by_their_keys() -> None:
    """Where records stand in a plain list, their keys tell what they are."""
    rows = [to_document(each) for each in (reflection("a"), action(), reflection("b"))]
    raw = json.dumps([*rows, {"id": "x", "what": "not ours"}], indent=1).encode()
    assert kept(salvage(raw)) == {"reflections": [rows[0], rows[2]], "actions": [rows[1]]}


def test_a_record_that_is_none_of_ours_is_kept_out_of_the_way() -> None:
    """Valid JSON that cannot be read as a record is not lost, and does not spoil the journal."""
    good, bad = to_document(reflection("good")), to_document(reflection("bad")) | {"rev": "one"}
    salvaged = salvage(bytes_of({"reflections": table_of(good, bad)})[:-4])
    assert kept(salvaged) == {"reflections": [good], UNPLACED: [bad]}


def test_unknown_tables_and_keys_are_kept() -> None:
    """What a later version stored is salvaged with the rest."""
    row = to_document(reflection("x")) | {"mood": {"deep": [1]}}
    raw = bytes_of({"reflections": table_of(row), "moods": table_of({"id": "m", "x": 1})})[:-9]
    assert kept(salvage(raw)) == {"reflections": [row], "moods": [{"id": "m", "x": 1}]}


@pytest.mark.parametrize(
    "raw", [b"", b"\0" * 9000, b"[]", b"{}", b"[" * 50_000, b'{"1": ' * 50_000, b"<<<<<<<\n=======\n>>>>>>>\n",
            b"\n" * 300_000, b" " * 300_000, b'{"a": ' * 20_000, b"\xff" * 5000, b'"1": {' * 5000],
    ids=range(12),
)  # fmt: skip
def test_nothing_is_found_where_nothing_is(raw: bytes) -> None:
    """No input makes salvage crash, hang or invent."""
    assert salvage(raw).kept == {}


@settings(max_examples=150)
@given(data=st.data())
def test_random_damage_never_invents(raw: bytes, data: st.DataObject) -> None:
    """Whatever is overwritten or cut out: each salvaged record was there, save one that was hit."""
    start = data.draw(st.integers(0, len(raw)))
    length = data.draw(st.integers(0, 400))
    filling = data.draw(
        st.one_of(
            st.sampled_from([b"", b"\0", b"\xff", b"\n", b"}", b'"', b"{", b"[", b'"},\n'])
        ).map(lambda some: some * (length // 2))
    )
    salvaged = kept(salvage(raw[:start] + filling + raw[start + length :]))
    full = whole(raw)
    same = [row for name, rows in salvaged.items() for row in rows if row in full.get(name, [])]
    assert sum(map(len, salvaged.values())) - len(same) <= 1
    assert sum(map(len, full.values())) - len(same) <= raw[start : start + length].count(b"\n") + 2


def test_the_salvaged_journal_can_be_used(raw: bytes, store: Store, home: Home) -> None:
    """Sealed, restored, read, changed and undone like any other."""
    write(home, raw[: raw.index(b'"sha256"')])
    path = write_salvage(home, salvage_journal(home))
    assert verified(path)
    backups.restore(opened(home), path)
    assert [each.what for each in opened(home).all(Reflection)] == ["Été à Zürich", "Second"]
    add(opened(home), reflection("third"))
    assert verified(home.journal)
    assert len(opened(home).all(Reflection)) == 3


def test_findings_carry_no_words(raw: bytes) -> None:
    """What is lost is told by line and table, never by its text."""
    lost: Any = salvage(raw.replace(b"Second", b"Sec\0nd")).lost
    assert [tuple(each) for each in lost] == [
        (raw[: raw.index(b"Second")].count(b"\n") + 1, "reflections")
    ]
