"""The bytes of the file are a contract: with TinyDB, with a diff, and with every later version."""

from __future__ import annotations

import hashlib
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tinydb import TinyDB, where

from rmjournal.model.record import Record
from rmjournal.paths import Home
from rmjournal.storage.codec import to_document
from rmjournal.storage.contents import verify
from rmjournal.storage.layout import Seal, split_seal, table_spans
from rmjournal.storage.store import Store
from rmjournal.storage.tables import TABLES
from tests.storage.support import (
    add,
    as_json,
    bytes_of,
    crafted,
    documents,
    home_in,
    invalid,
    opened,
    reflection,
    sample,
    table_of,
)
from tests.strategies import LONG_LINE, NASTY, any_record

BODY = b"""{
"sessions": {
"1": {"id": "5555555555555555", "purpose": "\xc3\x89t\xc3\xa9"},
"2": {"id": "6666666666666666"}
},
"wins": {
"7": {"id": "7777777777777777", "text": "[/]\\u001b"}
},
"""
SEAL = (
    '{"schema": 1, "generation": 7, "device": "dddddddddddddddd", '
    f'"saved": "2026-01-01T00:00:00Z", "sha256": "{hashlib.sha256(BODY).hexdigest()}"'
)
CHECK = hashlib.sha256(SEAL.encode() + b"}").hexdigest()[:16]
FILE = BODY + f'"_meta": {{\n"1": {SEAL}, "check": "{CHECK}"}}\n}}\n}}\n'.encode()


def test_the_bytes_are_these() -> None:
    """One record a line, tables in order, digests as documented: drawn by hand, not by our code."""
    sessions = table_of({"id": "5" * 16, "purpose": "Été"}, {"id": "6" * 16})
    wins = table_of()
    wins["7"] = {"id": "7" * 16, "text": "[/]\x1b"}
    assert bytes_of({"sessions": sessions, "wins": wins}, generation=7) == FILE


def test_an_empty_journal_has_only_a_seal() -> None:
    """Tables without a record are not written."""
    raw = bytes_of({"wins": table_of()})
    assert raw.startswith(b'{\n"_meta": {\n')
    assert verify(raw).tables() == {}


def test_stock_tinydb_reads_what_we_wrote(store: Store, home: Home) -> None:
    """``TinyDB(path, encoding="utf-8")`` opens the journal: one table a kind, plain fields."""
    sample(store)
    with TinyDB(home.journal, encoding="utf-8") as db:
        ours = documents(store)
        assert {name: [dict(each) for each in db.table(name).all()] for name in ours} == ours
        assert db.table("reflections").search(where("what") == "Été à Zürich")
        assert db.table("_meta").all()[0]["schema"] == 1
        assert {"pairs", "sessions", "items", "reflections", "actions"} <= db.tables()


def test_every_text_passes_the_file_and_stock_tinydb_byte_for_byte(
    store: Store, home: Home
) -> None:
    """Markup, escapes, NUL, bidi, emoji, CRLF and a megabyte on a line are what was typed."""
    typed = [*NASTY, LONG_LINE]
    with store.transaction("add") as tx:
        for text in typed:
            tx.add(reflection(text))
    assert [each.what for each in opened(home).all(type(reflection()))] == typed
    with TinyDB(home.journal, encoding="utf-8") as db:
        assert [each["what"] for each in db.table("reflections").all()] == typed


@given(kept=st.lists(any_record, max_size=6, unique_by=lambda record: record.id))
def test_records_pass_the_file_and_stock_tinydb(
    tmp_path_factory: pytest.TempPathFactory, kept: list[Record]
) -> None:
    """Records of every kind are the same after a save, for us and for stock TinyDB."""
    home = home_in(tmp_path_factory.mktemp("home"))
    with opened(home).transaction("add") as tx:
        for record in kept:
            tx.add(record)
    for record in kept:
        assert opened(home).get(type(record), record.id) == record
    if kept:
        assert verify(home.journal.read_bytes())
        with TinyDB(home.journal, encoding="utf-8") as db:
            for record in kept:
                table = db.table(TABLES[type(record)])
                assert table.search(where("id") == record.id) == [to_document(record)]


def test_the_file_is_plain_json_of_one_record_a_line(store: Store, home: Home) -> None:
    """Any JSON parser reads it, and every record stands on a line of its own."""
    sample(store)
    whole = as_json(home.journal)
    assert list(whole)[-1] == "_meta"
    lines = home.journal.read_text(encoding="utf-8").split("\n")
    for table in whole.values():
        for key, document in table.items():
            line = f'"{key}": {json.dumps(document, ensure_ascii=False)}'
            assert line in lines or line + "," in lines


def test_a_save_copies_the_lines_it_did_not_change(store: Store, home: Home) -> None:
    """A diff of two generations shows the change and nothing else."""
    add(store, *(reflection(f"Note {number}") for number in range(5)))
    before = home.journal.read_bytes().split(b"\n")
    seen = store.all(type(reflection()))[2]
    with store.transaction("edit") as tx:
        tx.change(seen, what="New")
    after = home.journal.read_bytes().split(b"\n")
    changed = [line for line in after if line not in before and b'"verb"' not in line]
    assert len(changed) == 2
    assert b'"what": "New"' in changed[0]
    assert b'"generation": 6' in changed[1]


def test_a_seal_speaks_for_itself() -> None:
    """Its check covers its own fields, also those that a later version adds."""
    seal = Seal(2, 9, "d" * 16, "2026-01-01T00:00:00Z", "0" * 64)
    line = seal.line()
    assert Seal.of(line) == seal
    for number in range(len(line)):
        wrong = line[:number] + bytes([line[number] ^ 1]) + line[number + 1 :]
        with invalid():
            Seal.of(wrong)


def test_a_later_version_may_add_to_the_seal() -> None:
    """A field we do not know keeps the schema number, and the file is genuine to us."""
    fields = {key: value for key, value in json.loads(FILE)["_meta"]["1"].items() if key != "check"}
    line = json.dumps(fields | {"keys": ["x"]})
    check = hashlib.sha256(line.encode()).hexdigest()[:16]
    raw = BODY + f'"_meta": {{\n"1": {line[:-1]}, "check": "{check}"}}\n}}\n}}\n'.encode()
    assert verify(raw).seal.generation == 7


def test_a_seal_reads_in_any_formatting() -> None:
    """Another program may write it anew; its check still holds, until a field is changed."""
    seal = Seal(1, 9, "d" * 16, "2026-01-01T00:00:00Z", "0" * 64)
    document = json.loads("{" + seal.line().decode() + "}")["1"]
    assert Seal.of_document(document) == seal
    with invalid():
        Seal.of_document(document | {"generation": 10})


@pytest.mark.parametrize(
    "change",
    [
        {"schema": 0}, {"schema": -1}, {"schema": "1"}, {"schema": True}, {"schema": 1.0},
        {"generation": 0}, {"generation": 10**15}, {"device": 5}, {"device": None},
        {"saved": "../../../etc/passwd"}, {"saved": 5}, {"saved": "2026-01-01"}, {"sha256": None},
    ],
)  # fmt: skip
def test_a_seal_of_wrong_values_is_none(change: dict[str, object]) -> None:
    """Even with a right check, a seal must be one that we could have written."""
    good = Seal(1, 3, "d" * 16, "2026-01-01T00:00:00Z", "0" * 64)
    with invalid():
        Seal.of(good._replace(**change).line())  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "body",
    [
        b"", b"{", b"{\n\n", b"[\n", b'{\n"a": {\n', b'{\n"a": {\n"1": {}\n', b'{\n"a": {\n"1": {}\n}\n',
        b'{\n"a": {\n"1": {}\n},\n"a": {\n"1": {}\n},\n', b'{\n"a": [\n],\n', b'{\n"\xff": {\n},\n',
        b'{\n"_meta": {\n"1": {}\n},\n', b'{\n"a": {\n"1": {}\n}\n},\n', b'{\n"a\\"": {\n},\n',
        b'{\n"a": {\n"1": {}\n},\ngarbage', b'\x00\n"a": {\n"1": {}\n},\n',
    ],
)  # fmt: skip
def test_tables_are_built_as_ours_or_refused(body: bytes) -> None:
    """A file that is not laid out as we would is no journal, whatever its seal says."""
    with invalid():
        table_spans(body + b" ", len(body) + 1)
    with invalid():
        verify(crafted(body))


def test_empty_tables_are_read() -> None:
    """A table without a record does no harm."""
    body = b'{\n"a": {\n},\n"b": {\n"1": {}\n},\n'
    assert {name: len(table) for name, table in verify(crafted(body)).tables().items()} == {
        "a": 0,
        "b": 1,
    }


def test_the_seal_is_found_from_the_end() -> None:
    """A text that looks like a seal is only a text."""
    raw = bytes_of({"wins": table_of({"id": "1" * 16, "text": NASTY[11]})})
    start, seal = split_seal(raw)
    assert raw[start:].count(b'"_meta"') == 1
    assert seal.generation == 1
