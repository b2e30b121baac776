"""``doctor`` says what is wrong, changes nothing unless told, and takes only what is valid."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from tinydb import TinyDB, where

from rmjournal.errors import CannotWrite, Damaged, NewerSchema
from rmjournal.model.reflection import Reflection
from rmjournal.paths import Home
from rmjournal.storage import backups, migrations
from rmjournal.storage.codec import to_document
from rmjournal.storage.contents import verify
from rmjournal.storage.history import undo
from rmjournal.storage.repair import (
    Diagnosis,
    State,
    adopt,
    examine,
    salvage_journal,
    write_salvage,
)
from rmjournal.storage.store import Store
from tests.storage.support import (
    add,
    as_json,
    bytes_of,
    crafted,
    documents,
    home_in,
    item,
    opened,
    reflection,
    sample,
    session,
    table_of,
    verified,
    write,
)


@pytest.fixture
def raw(store: Store, home: Home) -> bytes:
    """The bytes of a small journal."""
    sample(store)
    return home.journal.read_bytes()


def messages(diagnosis: Diagnosis) -> list[str]:
    """What was found, in English."""
    return [finding.message.format_map(finding.values) for finding in diagnosis.findings]


def edited(raw: bytes, change: Callable[[dict[str, Any]], object], **layout: Any) -> bytes:
    """The file after a person changed it by hand, or a program wrote it anew."""
    loaded = json.loads(raw)
    change(loaded)
    return json.dumps(loaded, **layout).encode()


def test_a_good_journal_is_fine(raw: bytes, home: Home) -> None:
    """Nothing to say, the latest backup known, every record counted."""
    diagnosis = examine(home)
    assert (diagnosis.state, diagnosis.findings) == (State.FINE, ())
    assert diagnosis.latest is not None
    assert diagnosis.latest.number == 5
    assert diagnosis.intact == {
        "pairs": 1, "_history": 6, "sessions": 1, "items": 1, "reflections": 2, "actions": 1,
    }  # fmt: skip
    assert diagnosis.lost == {}
    assert diagnosis.file == home.journal


def test_a_fresh_home_has_no_journal(home: Home) -> None:
    """Nothing there is not the same as something damaged, and looking creates nothing."""
    diagnosis = examine(home)
    assert (diagnosis.state, diagnosis.latest, diagnosis.findings) == (State.MISSING, None, ())
    assert not home.data.exists()


def test_a_missing_journal_has_a_backup(raw: bytes, home: Home) -> None:
    """The latest good state is named."""
    home.journal.unlink()
    diagnosis = examine(home)
    assert diagnosis.state is State.MISSING
    assert diagnosis.latest is not None


@pytest.mark.parametrize("content", [b"", b"\n", b"\0" * 4096, b" \r\n"])
def test_a_file_with_nothing_in_it_is_empty(content: bytes, raw: bytes, home: Home) -> None:
    """A zero-byte or zero-filled file, as a crash of the machine leaves it."""
    write(home, content)
    assert examine(home).state is State.EMPTY
    assert home.journal.read_bytes() == content


def test_a_newer_journal_is_newer(raw: bytes, home: Home) -> None:
    """Whether its seal is in order or it was edited besides."""
    write(home, bytes_of({"wins": table_of({"id": "1" * 16})}, schema=2))
    assert examine(home).state is State.NEWER
    write(home, edited(raw, lambda file: file["_meta"]["1"].update(schema=2)))
    assert examine(home).state is State.NEWER


def test_a_damaged_journal_is_counted_line_by_line(raw: bytes, home: Home) -> None:
    """The lines that do not read are named by number and table, never by their words."""
    write(home, raw.replace(b"Second", b"Sec\0nd"))
    diagnosis = examine(home)
    assert diagnosis.state is State.DAMAGED
    [finding] = diagnosis.findings
    assert finding.line == raw[: raw.index(b"Second")].count(b"\n") + 1
    assert finding.message.format_map(finding.values) == "A line of table “reflections” cannot be read."
    assert diagnosis.lost == {"reflections": 1}
    assert diagnosis.intact["reflections"] == 1
    assert "Sec" not in str(diagnosis.findings)


def test_every_cut_and_every_flip_is_diagnosed(raw: bytes, home: Home) -> None:
    """No damage makes the examination itself fail, and none is called fine."""
    for place in range(0, len(raw), 41):
        for wrong in (raw[:place], raw[:place] + bytes([raw[place] ^ 0x15]) + raw[place + 1 :]):
            write(home, wrong)
            assert examine(home).state is not State.FINE
            assert home.journal.read_bytes() == wrong


def test_records_that_do_not_decode_are_findings(home: Home) -> None:
    """In a file as it was saved, a wrong record is named by table, id, field and line."""
    good, bad = to_document(reflection("x")), to_document(reflection("secret")) | {"rev": "one"}
    write(home, bytes_of({"pairs": table_of({"id": "a" * 16}), "reflections": table_of(good, bad)}))
    diagnosis = examine(home)
    assert diagnosis.state is State.FINE
    told = dict(zip(messages(diagnosis), diagnosis.findings, strict=True))
    wrong = told[f"The record {bad['id']} in table “reflections” cannot be read: its field “rev” is wrong."]
    assert wrong.line == 7
    assert diagnosis.lost == {"pairs": 1, "reflections": 1}
    assert diagnosis.intact == {"pairs": 0, "reflections": 1}
    assert "secret" not in str(diagnosis.findings)


def test_lines_that_are_no_record_are_findings(home: Home) -> None:
    """Also where the seal is right over them."""
    write(home, crafted(b'{\n"wins": {\n"1": {"id": "x", "id": "y"}\n},\n'))
    diagnosis = examine(home)
    assert [(each.line, each.values) for each in diagnosis.findings] == [(3, {"table": "wins"})]


def test_links_to_nothing_are_findings(store: Store, home: Home) -> None:
    """A record of a session, an objective or a pair that is not there is named with what is missing."""
    sample(store)
    lonely = reflection("x", session="0" * 16, pair="9" * 16)
    add(store, lonely)
    found = messages(examine(home))
    assert f"The record {lonely.id} in table “reflections” belongs to a pair that is not there." in found
    assert f"The record {lonely.id} in table “reflections” belongs to a session that is not there." in found
    assert len(found) == 2
    assert examine(home).state is State.FINE


def test_a_link_into_the_trash_is_no_finding(store: Store, home: Home) -> None:
    """What was deleted can come back, and so can what belongs to it."""
    sample(store)
    [meeting] = store.all(type(session()))
    with store.transaction("delete") as tx:
        tx.change(meeting, deleted=tx.now)
    assert messages(examine(home)) == []


def test_an_agenda_over_time_is_a_finding_not_damage(store: Store, home: Home) -> None:
    """It is pointed out; the journal is fine."""
    sample(store)
    [meeting] = store.all(type(session()))
    add(store, item(meeting.id, minutes=20, position=2))
    diagnosis = examine(home)
    assert diagnosis.state is State.FINE
    assert messages(diagnosis) == [f"The agenda of session {meeting.id} is 20 minutes too long."]


def test_a_record_that_stands_twice_is_a_finding(home: Home) -> None:
    """Two records of one id in a file that is otherwise as saved."""
    row = to_document(reflection("x")) | {"pair": "a" * 16}
    write(home, bytes_of({"reflections": table_of(row, row)}))
    assert f"The record {row['id']} stands twice in table “reflections”." in messages(examine(home))


def test_wide_permissions_are_findings(raw: bytes, home: Home) -> None:
    """Whatever others may read is named with its mode and the right one."""
    os.chmod(home.data, 0o755)
    os.chmod(home.journal, 0o640)
    os.chmod(next(home.generations.iterdir()), 0o604)
    found = messages(examine(home))
    assert len(found) == 3
    assert f"Others may read {home.data}: its mode is 0755, not 0700." in found
    assert f"Others may read {home.journal}: its mode is 0640, not 0600." in found


def test_what_salvage_could_not_place_is_a_finding(raw: bytes, home: Home) -> None:
    """After salvaging, doctor remembers that something is left to look at."""
    broken = raw.replace(b'"text": "Send the link"', b'"text": 5')
    write(home, broken[:-9])
    path = write_salvage(home, salvage_journal(home))
    backups.restore(opened(home), path)
    diagnosis = examine(home)
    assert diagnosis.state is State.FINE
    assert messages(diagnosis) == [
        "Salvaged lines that are no records are kept in table “_unplaced”: 1."
    ]


def test_a_journal_that_cannot_be_read_is_told(home: Home) -> None:
    """A directory in its place is no state of a journal."""
    home.journal.mkdir(parents=True)
    with pytest.raises(CannotWrite):
        examine(home)


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
    assert f"The record {extra['id']} in table “reflections” is not in the latest backup." in messages(
        diagnosis
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
    "an overflow": lambda raw: raw.replace(b'"rev": 1', b'"rev": 1e999', 1),
    "a lone surrogate": lambda raw: raw.replace(b"Second", b"\\ud83d"),
    "depth 60": lambda raw: raw.replace(b'"Second"', b"[" * 60 + b"]" * 60),
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
    steps = {1: lambda tables: migrations.rename_field(tables.get("reflections"), "what", "shifted")}
    monkeypatch.setattr(migrations, "STEPS", steps)
    write(home, edited(raw, lambda _: None, indent=1))
    adopt(opened(home))
    assert [each.shifted for each in opened(home).all(Reflection)] == ["Été à Zürich", "Second"]
    assert verify(home.journal.read_bytes()).seal.schema == 2


def test_a_missing_journal_is_not_adopted(home: Home) -> None:
    """There is nothing to take."""
    with pytest.raises(Damaged):
        adopt(opened(home))


def test_nothing_to_salvage_writes_nothing(home: Home) -> None:
    """An empty salvage would only look like a backup."""
    write(home, b"\0" * 500)
    with pytest.raises(Damaged):
        write_salvage(home, salvage_journal(home))
    assert not home.generations.exists()


def test_a_newer_journal_is_not_salvaged(home: Home) -> None:
    """Its seal still says that we would not understand it."""
    raw = bytes_of({"reflections": table_of(to_document(reflection("x")))}, schema=2)
    write(home, raw.replace(b'"rev": 1', b'"rev": 2'))
    with pytest.raises(NewerSchema):
        write_salvage(home, salvage_journal(home))


def test_two_salvages_have_two_names(raw: bytes, home: Home) -> None:
    """The second does not overwrite the first, even within a second."""
    from datetime import UTC, datetime

    write(home, raw[:-9])
    now = datetime(2026, 1, 1, tzinfo=UTC)
    names = [write_salvage(home, salvage_journal(home), now).name for _ in range(3)]
    assert names == [
        "salvaged-20260101T000000Z.json", "salvaged-20260101T000000Z-2.json", "salvaged-20260101T000000Z-3.json",
    ]  # fmt: skip


def test_a_whole_rescue(raw: bytes, home: Home, tmp_path: Path) -> None:
    """Damaged, examined, salvaged, restored, and in use again with everything but one line."""
    write(home, raw.replace(b"Second", b"Sec\xffnd")[:-20])
    assert examine(home).state is State.DAMAGED
    path = write_salvage(home, salvage_journal(home))
    restored = backups.restore(opened(home), path)
    assert restored.kept is not None
    assert examine(home).state is State.FINE
    add(opened(home), reflection("after"))
    assert [each.what for each in opened(home).all(Reflection)] == ["Été à Zürich", "after"]
    assert as_json(home.journal)["_meta"]["1"]["schema"] == 1
    other = home_in(tmp_path / "other")
    backups.restore(opened(other), restored.kept.parent / path.name)
    assert examine(other).findings == ()
