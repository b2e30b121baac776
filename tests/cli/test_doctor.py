"""``doctor`` in the reader's words: what is wrong, and which way back has the newest data."""

from __future__ import annotations

import json
import re

import pytest

from rmjournal.storage.layout import sealed, split_seal
from tests.cli.conftest import speaking, stored
from tests.conftest import Program


def damage(program: Program, old: bytes, new: bytes) -> None:
    """Something else writes into the journal."""
    path = program.home / "journal.json"
    path.write_bytes(path.read_bytes().replace(old, new, 1))


@pytest.fixture
def grown(sample: Program) -> Program:
    """The sample, with two wins more; the last of them is in no backup yet."""
    sample.ok("win", "add", "The first")
    sample.ok("win", "add", "The second")
    return sample


def test_the_file_comes_first_where_it_holds_more(grown: Program) -> None:
    """A file of which only the seal is wrong has the newest words; the backup is the second choice."""
    damage(grown, b'"check"', b'"check')
    run = grown("doctor")
    assert run.code == 3
    lines = run.err.splitlines()
    assert "1 record in it is newer than in the latest intact backup." in lines
    take, back = (next(n for n, line in enumerate(lines) if word in line)
                  for word in ("Take them with", "Get it back with"))  # fmt: skip
    assert take < back
    assert "could not be saved" not in lines[-1]
    (path,) = re.findall(r"Take them with: rmjournal backup restore (.+)", run.err)
    grown.ok("backup", "restore", path)
    assert stored(grown, "wins")[-1]["text"] == "The second"


def test_a_file_edited_by_hand_is_taken_first_where_it_holds_more(grown: Program) -> None:
    """Its newest words are in no backup; where it lost some, the backup comes first."""
    damage(grown, b"The second", b"The third")
    run = grown("doctor")
    assert run.err.index("doctor --adopt") < run.err.index("Get it back with")
    path = grown.home / "journal.json"
    table = json.loads(path.read_bytes())
    del table["wins"]
    path.write_text(json.dumps(table))
    run = grown("doctor")
    assert run.err.index("Get it back with") < run.err.index("doctor --adopt")


def test_the_backup_comes_first_where_the_file_lost_more(grown: Program) -> None:
    """With two records torn and one newer, the backup is told first, and the newer one is told of."""
    damage(grown, b'"sessions": {\n"1": {"id"', b'"sessions": {\n"1": {"id"\x00')
    damage(grown, b'"wins": {\n"1": {"id"', b'"wins": {\n"1": {"id"\x00')
    run = grown("doctor")
    assert run.err.index("Get it back with") < run.err.index("Take them with")
    assert "2 lines could not." in run.err
    assert "1 record in it is newer" in run.err


def test_findings_speak_the_readers_language(grown: Program) -> None:
    """Tables by what they hold, references as lists show them; data stays as it is stored."""
    id = stored(grown, "wins")[-1]["id"]
    damage(grown, b'"check"', b'"check')
    english, french = (
        " ".join(speaking(grown, lang)("doctor").out.split()) for lang in ("en", "fr")
    )
    assert f"The record {id[:6]} in table “wins” is not in" in english
    assert f"L’élément {id[:6]} de la table « réussites » n’est pas dans" in french
    assert id not in english + french
    found = json.loads(grown("doctor", "--json").out)
    assert id in found["findings"][0]["message"]
    assert (found["newer_than_backup"], found["older_than_backup"]) == (1, 0)


def test_what_was_set_aside_is_counted(grown: Program) -> None:
    """Lines that salvage could not place are told of, before they are restored and after."""
    damage(grown, b'"tables"', b'"tables"')
    damage(grown, b'"topic": ', b'"tipoc": ')
    run = grown("doctor")
    assert "  set aside, no records: 1" in run.out
    saved = re.findall(r"(\d+) records could be saved", run.err)
    (path,) = re.findall(r"Take them with: rmjournal backup restore (.+)", run.err)
    grown.ok("backup", "restore", path)
    after = grown.ok("doctor").out
    assert "  set aside, no records: 1" in after
    assert "kept in table “set aside, no records”: 1." in " ".join(after.split())
    records = sum(int(n) for n in re.findall(r"^  (?!set).+: (\d+)$", after, re.MULTILINE))
    assert saved == [str(records)]


def test_a_file_edited_before_there_is_a_backup_can_be_taken(sample: Program) -> None:
    """Nothing can be restored yet, so the one way on is told, and it is one."""
    damage(sample, b'"check-in"', b'"case"')
    run = sample("doctor")
    assert run.code == 3
    assert run.err.splitlines() == [
        "No intact backup was found.", "Take the file as it is with: rmjournal doctor --adopt",
    ]  # fmt: skip
    sample.ok("doctor", "--adopt")
    assert sample("doctor").code == 0


def test_a_record_that_does_not_read_has_a_way_out(sample: Program) -> None:
    """Its bytes are as saved, so every backup may have it too: what reads is saved, and is a journal."""
    path = sample.home / "journal.json"
    raw = path.read_bytes()
    start, seal = split_seal(raw)
    body = raw[:start].replace(b'"importance": 2', b'"importance": "two"', 1)
    path.write_bytes(b"".join(sealed([body], seal)))
    assert "Run “rmjournal doctor”" in sample("status").err
    run = sample("doctor")
    assert run.code == 3
    assert run.out.startswith("The journal is as it was saved, but not every record in it reads:")
    [saved] = re.findall(r"Take them with: rmjournal (backup restore .*)", run.err)
    assert "newer" not in run.err
    sample.ok(*saved.split(" ", 2))
    sample.ok("status")
    assert sample("doctor").code == 0


def test_a_file_of_which_nothing_reads_still_names_the_backup(grown: Program) -> None:
    """There is nothing to save of it, and the way back is told all the same."""
    (grown.home / "journal.json").write_bytes(b"[1, 2]")
    run = grown("doctor")
    assert run.code == 3
    assert run.err.splitlines()[0] == "Nothing in the file can be read as a record."
    [number] = re.findall(r"Get it back with: rmjournal backup restore (\d+)", run.err)
    grown.ok("backup", "restore", number)
