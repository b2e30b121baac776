"""``doctor`` says what is wrong, changes nothing unless told, and takes only what is valid."""

from __future__ import annotations

import json
import os
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from rmjournal.errors import CannotWrite, Damaged, NewerSchema
from rmjournal.model.reflection import Reflection
from rmjournal.paths import Home
from rmjournal.storage import backups
from rmjournal.storage.codec import to_document
from rmjournal.storage.repair import (
    Balance,
    State,
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
    edited,
    home_in,
    item,
    messages,
    opened,
    reflection,
    sample,
    session,
    table_of,
    verified,
    write,
)

SALVAGED = datetime(2026, 1, 1, tzinfo=UTC)


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
    finding = diagnosis.findings[0]
    assert finding.line == raw[: raw.index(b"Second")].count(b"\n") + 1
    assert (
        finding.message.format_map(finding.values)
        == "A line of table “reflections” cannot be read."
    )
    assert diagnosis.lost == {"reflections": 1}
    assert diagnosis.intact["reflections"] == 1
    assert "Sec" not in str(diagnosis.findings)


def test_a_record_that_reads_and_was_hit_is_pointed_out(store: Store, home: Home) -> None:
    """A changed letter cannot be seen in the record itself, only by comparing with the backup."""
    sample(store)
    add(store, reflection("one more save"))
    raw = home.journal.read_bytes()
    write(home, raw.replace(b"Send the link", b"Sent the link")[:-20])
    hit = json.loads(raw)["actions"]["1"]["id"]
    told = f"The record {hit} in table “actions” is not as in the latest backup."
    assert messages(examine(home)).count(told) == 1


def test_every_cut_and_every_flip_is_diagnosed(raw: bytes, home: Home) -> None:
    """No damage makes the examination itself fail, and none is called fine."""
    for place in range(0, len(raw), 41):
        for wrong in (raw[:place], raw[:place] + bytes([raw[place] ^ 0x15]) + raw[place + 1 :]):
            write(home, wrong)
            assert examine(home).state is not State.FINE
            assert home.journal.read_bytes() == wrong


def test_the_file_and_the_latest_backup_are_weighed(store: Store, home: Home) -> None:
    """By revisions, record by record; so the one with more to be had can be told first."""
    first, second = reflection("first"), reflection("second")
    add(store, first, second)
    add(store, reflection("only in the file"))
    with store.transaction("edit") as tx:
        tx.change(first, what="changed once more")
    whole = home.journal.read_bytes()
    write(home, whole[:-1])
    assert examine(home).balance == Balance(newer=1, older=0)
    assert examine(home).balance.file_is_better
    write(home, whole.replace(b"second", b'seco"nd')[:-1])
    assert examine(home).balance == Balance(newer=1, older=1)
    assert not examine(home).balance.file_is_better
    write(home, edited(whole, lambda file: file["reflections"].clear()))
    assert not examine(home).balance.file_is_better


def test_records_that_do_not_decode_are_findings(home: Home) -> None:
    """In a file as it was saved, a wrong record is named by table, id, field and line."""
    good, bad = to_document(reflection("x")), to_document(reflection("secret")) | {"rev": "one"}
    write(home, bytes_of({"pairs": table_of({"id": "a" * 16}), "reflections": table_of(good, bad)}))
    diagnosis = examine(home)
    assert diagnosis.state is State.UNREAD
    told = dict(zip(messages(diagnosis), diagnosis.findings, strict=True))
    wrong = told[
        f"The record {bad['id']} in table “reflections” cannot be read: its field “rev” is wrong."
    ]
    assert wrong.line == 7
    assert diagnosis.lost == {"pairs": 1, "reflections": 1}
    assert diagnosis.intact == {"pairs": 0, "reflections": 1}
    assert "secret" not in str(diagnosis.findings)


def test_lines_that_are_no_record_are_findings(home: Home) -> None:
    """Also where the seal is right over them."""
    write(home, crafted(b'{\n"wins": {\n"1": {"id": "x", "id": "y"}\n},\n'))
    diagnosis = examine(home)
    assert [(each.line, each.values) for each in diagnosis.findings] == [(3, {"table": "wins"})]
    assert diagnosis.state is State.UNREAD


def test_links_to_nothing_are_findings(store: Store, home: Home) -> None:
    """A record of a session, an objective or a pair that is not there is named with what is missing."""
    sample(store)
    lonely = reflection("x", session="0" * 16, pair="9" * 16)
    add(store, lonely)
    found = messages(examine(home))
    assert (
        f"The record {lonely.id} in table “reflections” belongs to a pair that is not there."
        in found
    )
    assert (
        f"The record {lonely.id} in table “reflections” belongs to a session that is not there."
        in found
    )
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
    assert examine(home).state is State.TWICE


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


def test_a_symlink_that_leads_to_itself_is_told(home: Home) -> None:
    """A loop is an error in words, for doctor and for every verb."""
    home.data.mkdir(mode=0o700)
    home.journal.symlink_to(home.journal)
    with pytest.raises(CannotWrite):
        examine(home)
    with pytest.raises(CannotWrite):
        opened(home).all(Reflection)


def test_a_journal_that_cannot_be_read_is_told(home: Home) -> None:
    """A directory in its place is no state of a journal."""
    home.journal.mkdir(parents=True)
    with pytest.raises(CannotWrite):
        examine(home)


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
    names = []
    for text in (b"Second", b"Third", b"Fourth"):
        write(home, raw.replace(b"Second", text)[:-9])
        names.append(write_salvage(home, salvage_journal(home), SALVAGED).stem)
    first = "salvaged-20260101T000000Z"
    assert names == [first, f"{first}-2", f"{first}-3"]


def test_the_same_salvage_is_written_once(raw: bytes, home: Home) -> None:
    """Looking again and again leaves one file; one that is no longer whole does not count."""
    write(home, raw[:-9])
    first = write_salvage(home, salvage_journal(home), SALVAGED)
    later = SALVAGED + timedelta(days=1)
    assert write_salvage(home, salvage_journal(home), later) == first
    first.write_bytes(first.read_bytes()[:-1])
    again = write_salvage(home, salvage_journal(home), later)
    assert again != first
    assert verified(again)


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
