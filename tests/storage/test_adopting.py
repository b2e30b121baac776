"""A hand-edited file is taken only if all of it is valid, and refused by table, id and field."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import datetime
from typing import Any

import pytest
from tinydb import TinyDB, where

from rmjournal.errors import Damaged, NewerSchema
from rmjournal.journal import Journal
from rmjournal.journal.clock import Clock
from rmjournal.model.reflection import Reflection
from rmjournal.paths import Home
from rmjournal.storage import migrations
from rmjournal.storage.codec import to_document
from rmjournal.storage.contents import verify
from rmjournal.storage.history import undo
from rmjournal.storage.repair import (
    State,
    adopt,
    examine,
)
from tests.storage.support import (
    add,
    as_json,
    bytes_of,
    documents,
    edited,
    messages,
    opened,
    reflection,
    verified,
    what_becomes_shifted,
    write,
)

LAYOUTS: dict[str, dict[str, Any]] = {
    "pretty": {"indent": 2, "ensure_ascii": False},
    "escaped": {"indent": None, "ensure_ascii": True},
    "compact": {"separators": (",", ":")},
    "sorted": {"sort_keys": True, "indent": 4},
}


@pytest.mark.parametrize("layout", LAYOUTS.values(), ids=LAYOUTS.keys())
def test_a_hand_edited_file_is_adopted(layout: dict[str, Any], raw: bytes, home: Home) -> None:
    """Any formatting: sealed in place, the file as it was kept, everything in it readable."""

    def change(file: dict[str, Any]) -> None:
        file["reflections"]["1"]["what"] = "By hand: été"
        file["reflections"]["1"]["mood"] = {"kept": True}
        del file["actions"]["1"]
        del file["_meta"]

    wrong = edited(raw, change, **layout)
    write(home, wrong)
    assert examine(home).state is State.EDITED
    adopted = adopt(opened(home))
    assert adopted.records == 5
    assert adopted.kept is not None
    assert adopted.kept.read_bytes() == wrong
    contents = verify(home.journal.read_bytes())
    assert contents.seal.generation > 6
    assert [each.what for each in opened(home).all(Reflection)] == ["By hand: été", "Second"]
    [first, _] = documents(opened(home))["reflections"]
    assert first["mood"] == {"kept": True}
    assert next(iter(first)) == "id"
    found = opened(home).get(Reflection, first["id"])
    assert found is not None
    add(opened(home), reflection("after"))
    assert examine(home).state is State.FINE


def test_what_is_left_out_or_written_otherwise_is_adopted_as_we_write_it(
    raw: bytes, home: Home
) -> None:
    """Lists read a key off its line: there they find what the whole record says."""

    def change(file: dict[str, Any]) -> None:
        meeting, todo = file["sessions"]["1"], file["actions"]["1"]
        del meeting["status"], todo["status"]
        meeting.update(starts="2026-12-01 10:00:30", deleted=None, purpose="", later={"kept": 1})

    write(home, edited(raw, change))
    adopt(opened(home))
    (meeting,), (todo,) = (documents(opened(home))[name] for name in ("sessions", "actions"))
    assert (meeting["status"], todo["status"]) == ("planned", "open")
    assert (meeting["starts"], meeting["later"]) == ("2026-12-01T10:00", {"kept": 1})
    assert not {"deleted", "purpose"} & meeting.keys()
    assert opened(home).db.table("sessions").with_id(meeting["id"]) == meeting
    journal = Journal(opened(home), Clock("UTC", datetime(2026, 11, 21)))
    assert [each.id for each in journal.sessions.planned()] == [meeting["id"]]
    assert [each.id for each in journal.actions.open()] == [todo["id"]]


def test_what_we_wrote_is_adopted_as_it_is(raw: bytes, home: Home) -> None:
    """So that the last verb can still be undone where nobody touched what it wrote."""
    write(home, edited(raw, lambda file: file["reflections"]["1"].update(what="by hand")))
    adopt(opened(home))
    assert undo(opened(home)).verb == "add"


def test_what_stock_tinydb_wrote_is_adopted(raw: bytes, home: Home) -> None:
    """A script that edits with plain TinyDB leaves a file that is valid and not sealed."""
    with TinyDB(home.journal, encoding="utf-8") as db:
        db.table("reflections").update({"what": "by a script"}, where("what") == "Second")
        extra = to_document(reflection("inserted by a script"))
        db.table("reflections").insert(extra)
    with pytest.raises(Damaged):
        opened(home).all(Reflection)
    diagnosis = examine(home)
    assert diagnosis.state is State.EDITED
    assert (
        f"The record {extra['id']} in table “reflections” is not in the latest backup."
        in messages(diagnosis)
    )
    adopt(opened(home))
    assert [each.what for each in opened(home).all(Reflection)] == [
        "Été à Zürich", "by a script", "inserted by a script",
    ]  # fmt: skip
    assert verified(home.journal)


def test_an_edited_file_is_compared_with_the_latest_backup(raw: bytes, home: Home) -> None:
    """Which records differ is said by table and id, so that a person can judge."""

    def change(file: dict[str, Any]) -> None:
        file["reflections"]["1"]["what"] = "changed"
        del file["items"]["1"]

    write(home, edited(raw, change))
    rows = json.loads(raw)
    assert set(messages(examine(home))) >= {
        f"The record {rows['reflections']['1']['id']} in table “reflections” is not as in the latest backup.",
        f"The record {rows['items']['1']['id']} in table “items” is only in the latest backup.",
    }


def test_numbers_out_of_order_are_put_in_order(raw: bytes, home: Home) -> None:
    """A program that sorts keys as words puts 10 before 2; the next record gets a free number."""

    def change(file: dict[str, Any]) -> None:
        rows = file["reflections"]
        file["reflections"] = {"10": rows["2"], "9": rows["1"]}

    write(home, edited(raw, change))
    adopt(opened(home))
    add(opened(home), reflection("after"))
    assert list(as_json(home.journal)["reflections"]) == ["9", "10", "11"]


def test_a_good_journal_needs_no_adopting(raw: bytes, home: Home) -> None:
    """Nothing is done, and nothing is kept."""
    adopted = adopt(opened(home))
    assert (adopted.records, adopted.kept) == (6, None)
    assert home.journal.read_bytes() == raw


def test_undo_is_refused_where_the_hand_edit_touched(raw: bytes, home: Home) -> None:
    """The history stays, and does not run over what a person wrote by hand."""
    from rmjournal.storage.history import UndoBlocked

    write(home, edited(raw, lambda file: file["actions"]["1"].update(text="by hand")))
    adopt(opened(home))
    with pytest.raises(UndoBlocked):
        undo(opened(home))


def refused(home: Home, content: bytes) -> Damaged:
    """Adopting is refused, the file keeps its bytes, and nothing is set aside; returns the error."""
    write(home, content)
    before = sorted(home.generations.iterdir()) if home.generations.exists() else []
    with pytest.raises(Damaged) as error:
        adopt(opened(home))
    assert home.journal.read_bytes() == content
    assert (sorted(home.generations.iterdir()) if home.generations.exists() else []) == before
    assert error.value.exit_code == 3
    assert examine(home).state in (State.DAMAGED, State.NEWER, State.EMPTY)
    return error.value


@pytest.mark.parametrize(
    ("table", "change", "field"),
    [
        ("reflections", {"what": 5}, "what"),
        ("reflections", {"rev": "one"}, "rev"),
        ("reflections", {"created": "yesterday"}, "created"),
        ("reflections", {"id": "short"}, "id"),
        ("reflections", {"id": None}, "id"),
        ("reflections", {"id": "5" * 15 + "A"}, "id"),
        ("actions", {"owner": None}, "owner"),
        ("actions", {"status": "secret words"}, "status"),
        ("items", {"minutes": 5.5}, "minutes"),
        ("pairs", {"mentor": []}, "mentor"),
        ("_history", {"changes": 5}, "changes"),
    ],
)
def test_a_wrong_record_is_refused_by_table_id_and_field(
    table: str, change: dict[str, Any], field: str, raw: bytes, home: Home
) -> None:
    """The person learns where to look; the words stay out of the message."""
    row = json.loads(raw)[table]["1"]
    error = refused(home, edited(raw, lambda file: file[table]["1"].update(change)))
    assert (error.values["table"], error.values["field"]) == (table, field)
    if "id" not in change:
        assert error.values["id"] == row["id"]
    assert "secret" not in f"{error} {error.values}"


@pytest.mark.parametrize("name", ['my "own" list', "", "two\nlines", "back\\slash", "é" * 300])
def test_a_table_that_could_not_be_read_again_is_refused(name: str, raw: bytes, home: Home) -> None:
    """Stock TinyDB takes any name; a file sealed with such a one would be damaged."""
    error = refused(home, edited(raw, lambda file: file.update({name: {"1": {"a": 1}}})))
    assert error.values["table"] == name[:40]


@pytest.mark.parametrize("name", ["mine", "mes idées", "é" * 200, "a, b: {}"])
def test_any_other_table_is_kept(name: str, raw: bytes, home: Home) -> None:
    """What we do not know is left alone, and read again as it is."""
    write(home, edited(raw, lambda file: file.update({name: {"1": {"a": 1}}})))
    adopt(opened(home))
    assert as_json(home.journal)[name] == {"1": {"a": 1}}
    assert examine(home).state is State.FINE


def test_an_id_that_stands_twice_is_refused(raw: bytes, home: Home) -> None:
    """A line copied without giving it an id of its own."""

    def copy(file: dict[str, Any]) -> None:
        file["reflections"]["9"] = file["reflections"]["1"]

    assert refused(home, edited(raw, copy)).values["field"] == "id"


@pytest.mark.parametrize(
    "row",
    [
        {"id": "1" * 16}, {"id": "1" * 16, "table": "nowhere", "record": "x", "field": "what", "at": ""},
        {"id": "1" * 16, "table": "wins", "record": "x", "field": "nothing", "at": ""},
        {"id": "1" * 16, "table": "wins", "record": "x", "field": "on", "waiting": "someday", "at": ""},
    ],
)  # fmt: skip
def test_a_wrong_conflict_is_refused(row: dict[str, Any], raw: bytes, home: Home) -> None:
    """What waits must be about a field that there is."""
    error = refused(home, edited(raw, lambda file: file.update(_conflicts={"1": row})))
    assert error.values["table"] == "_conflicts"


CONTENTS: dict[str, Callable[[bytes], bytes]] = {
    "a key twice": lambda raw: raw.replace(b'"rev": 1', b'"rev": 1, "rev": 2', 1),
    "a table twice": lambda raw: raw[:-2] + b',\n"pairs": {}\n}\n',
    "NaN": lambda raw: raw.replace(b'"rev": 1', b'"rev": NaN', 1),
    "infinity": lambda raw: raw.replace(b'"rev": 1', b'"rev": -Infinity', 1),
    "5,000 digits": lambda raw: raw.replace(b'"rev": 1', b'"rev": ' + b"1" * 5000, 1),
    "an overflow": lambda raw: raw.replace(b'"rev": 1', b'"rev": 1e999', 1),
    "a lone surrogate": lambda raw: raw.replace(b"Second", b"\\ud83d"),
    "depth 60": lambda raw: raw.replace(
        b'"rev": 1', b'"rev": 1, "deep": ' + b"[" * 60 + b"]" * 60, 1
    ),
    "depth 50,000": lambda raw: raw.replace(b'"Second"', b"[" * 50_000 + b"]" * 50_000),
    "a list": lambda raw: b"[" + raw + b"]",
    "a number": lambda raw: b"5",
    "cut short": lambda raw: raw[:-300],
    "bad UTF-8": lambda raw: raw.replace(b"Second", b"\xff"),
    "UTF-16": lambda raw: raw.decode().encode("utf-16"),
    "a raw newline": lambda raw: raw.replace(b"Second", b"Sec\nond"),
    "a table that is a list": lambda raw: edited(raw, lambda file: file.update(wins=[])),
    "a record that is a list": lambda raw: edited(raw, lambda file: file.update(wins={"1": []})),
    "a key that is a word": lambda raw: edited(raw, lambda file: file.update(wins={"one": {}})),
    "no record at all": lambda raw: b"{}",
    "only a seal": lambda raw: b'{"_meta": {"1": {"schema": 1}}}',
    "nothing": lambda raw: b"",
}


@pytest.mark.parametrize("content", CONTENTS.values(), ids=CONTENTS.keys())
def test_what_is_not_valid_is_not_adopted(
    content: Callable[[bytes], bytes], raw: bytes, home: Home
) -> None:
    """JSON with two meanings, or none, and anything that is not a journal."""
    refused(home, content(raw))


def test_the_line_of_a_typing_mistake_is_named(raw: bytes, home: Home) -> None:
    """A person who edits by hand learns in which line the mistake is."""
    wrong = edited(raw, lambda _: None, indent=1).replace(b'"rev": 1,', b'"rev": 1', 1)
    error = refused(home, wrong)
    assert error.values["line"] == wrong[: wrong.index(b'"rev": 1')].count(b"\n") + 2


def test_a_newer_file_is_not_adopted(raw: bytes, home: Home) -> None:
    """Even edited by hand, a later format is left alone."""
    newer = edited(raw, lambda file: file["_meta"]["1"].update(schema=2))
    assert isinstance(refused(home, newer), NewerSchema)
    write(home, bytes_of({}, schema=2))
    with pytest.raises(NewerSchema):
        adopt(opened(home))


def test_an_earlier_format_is_adopted_as_ours(
    raw: bytes, home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A hand-edited journal of format 1 becomes one of format 2."""
    monkeypatch.setattr(migrations, "SCHEMA", 2)
    monkeypatch.setattr(migrations, "STEPS", {1: what_becomes_shifted})
    write(home, edited(raw, lambda _: None, indent=1))
    adopt(opened(home))
    assert [each.shifted for each in opened(home).all(Reflection)] == ["Été à Zürich", "Second"]
    assert verify(home.journal.read_bytes()).seal.schema == 2


def test_a_missing_journal_is_not_adopted(home: Home) -> None:
    """There is nothing to take."""
    with pytest.raises(Damaged):
        adopt(opened(home))
