"""Two versions of a journal in one file: of both sides nothing is lost."""

from __future__ import annotations

import json
import re

from rmjournal.paths import Home
from rmjournal.storage import backups
from rmjournal.storage.codec import to_document
from rmjournal.storage.lines import Document
from rmjournal.storage.repair import salvage_journal, write_salvage
from rmjournal.storage.salvage import salvage
from rmjournal.storage.store import Store
from tests.storage.support import (
    action,
    add,
    documents,
    kept,
    opened,
    reflection,
    sample,
    write,
)


def both(common: bytes, ours: list[Document], theirs: list[Document], base: bytes = b"") -> bytes:
    """A file with conflict markers in its table of reflections."""

    def lines(rows: list[Document]) -> bytes:
        return b"".join(f'"2": {json.dumps(row)},\n'.encode() for row in rows)

    marked = (
        b"<<<<<<< HEAD\n" + lines(ours) + base + b"=======\n" + lines(theirs) + b">>>>>>> other\n"
    )
    return b'{\n"reflections": {\n' + common + marked + b"},\n}\n"


def test_both_sides_of_a_conflict_are_kept() -> None:
    """Different records of two sides are both there, even under one number."""
    one, two, three = (to_document(reflection(text)) for text in ("one", "two", "three"))
    common = f'"1": {json.dumps(one)},\n'.encode()
    left = kept(salvage(both(common, [two], [three])))
    assert left == {"reflections": [one, two, three]}


def test_of_one_record_the_higher_revision_is_current_and_the_other_waits() -> None:
    """Nothing of either side is lost: differing fields wait as conflicts, as after two writers."""
    ours = to_document(reflection("ours", so_what="same", question="only ours")) | {"rev": 2}
    theirs = ours | {"what": "theirs", "rev": 3, "later": 1, "updated": "2026-02-02T00:00:00Z"}
    del theirs["question"]
    for sides in ([ours], [theirs]), ([theirs], [ours]):
        salvaged = kept(salvage(both(b"", *sides)))
        assert salvaged["reflections"] == [theirs]
        waiting = {row["field"]: row["waiting"] for row in salvaged["_conflicts"]}
        assert waiting == {"what": "ours", "question": "only ours"}
        assert {row["record"] for row in salvaged["_conflicts"]} == {ours["id"]}
        assert {row["table"] for row in salvaged["_conflicts"]} == {"reflections"}
        assert all(re.fullmatch("[0-9a-f]{16}", row["id"]) for row in salvaged["_conflicts"])


def test_of_two_visibilities_the_narrower_is_current() -> None:
    """Whichever side has the higher revision, nothing becomes readable by a merge."""
    ours = to_document(reflection("same")) | {"visibility": "private", "rev": 2}
    for rev in (1, 2, 3):
        theirs = ours | {"visibility": "shareable", "rev": rev}
        for sides in ([ours], [theirs]), ([theirs], [ours]):
            salvaged = kept(salvage(both(b"", *sides)))
            [record] = salvaged["reflections"]
            [waiting] = salvaged["_conflicts"]
            assert (record["visibility"], record["rev"]) == ("private", max(rev, 2))
            assert (waiting["field"], waiting["waiting"]) == ("visibility", "shareable")


def test_a_key_that_only_the_losing_side_knows_is_kept() -> None:
    """A field of a later version is not dropped with the side that had it."""
    ours = to_document(reflection("ours")) | {"mood": "good"}
    theirs = {key: value for key, value in ours.items() if key != "mood"} | {"rev": 2}
    assert kept(salvage(both(b"", [ours], [theirs])))["reflections"] == [theirs | {"mood": "good"}]


def test_what_has_no_id_is_kept_of_both_sides() -> None:
    """It is no record of ours, and is all the same somebody's: beside the records, nothing is dropped."""
    record = to_document(reflection("ours"))
    ours, theirs = ({"about": side} for side in ("ours", "theirs"))
    left = kept(salvage(both(b"", [record, ours], [theirs])))
    assert [row["about"] for rows in left.values() for row in rows if "about" in row] == [
        "ours", "theirs",
    ]  # fmt: skip


def test_of_equal_revisions_the_first_is_current() -> None:
    """With nothing to tell them apart, the order of the file decides, not a clock."""
    ours = to_document(reflection("ours"))
    salvaged = kept(salvage(both(b"", [ours], [ours | {"what": "theirs"}])))
    assert salvaged["reflections"] == [ours]
    assert [row["waiting"] for row in salvaged["_conflicts"]] == ["theirs"]


def test_the_common_ancestor_is_left_out() -> None:
    """diff3 shows what both began from; it is neither side's."""
    old, ours, theirs = (to_document(reflection(text)) for text in ("old", "ours", "theirs"))
    base = b'||||||| base\n"2": ' + json.dumps(old).encode() + b",\n"
    left = kept(salvage(both(b"", [ours], [theirs], base)))
    assert left == {"reflections": [ours, theirs]}


def test_a_side_that_runs_over_tables_does_not_confuse_the_other(store: Store, home: Home) -> None:
    """Both sides go on from the table in which they began."""
    one, two = to_document(reflection("")), to_document(reflection(""))
    task = to_document(action())
    after = b'"2": %b\n},\n"actions": {\n"1": %b\n},\n'
    ours, theirs = (
        after % (json.dumps(row).encode(), json.dumps(task).encode()) for row in (one, two)
    )
    raw = b'{\n"reflections": {\n<<<<<<< a\n' + ours + b"=======\n" + theirs + b">>>>>>> b\n}\n"
    assert kept(salvage(raw)) == {"reflections": [one, two], "actions": [task]}


def test_a_merge_of_two_real_journals_is_salvaged(store: Store, home: Home) -> None:
    """Two devices' files merged by git keep what each wrote, and the journal can be used again."""
    sample(store)
    common = home.journal.read_text(encoding="utf-8").split("\n")
    add(store, reflection("ours"))
    ours = home.journal.read_text(encoding="utf-8").split("\n")
    backups.restore(store, 6)
    add(store, reflection("theirs"), action("their action"))
    theirs = home.journal.read_text(encoding="utf-8").split("\n")
    same = next(at for at, line in enumerate(common) if not ours[at] == theirs[at] == line)
    merged = [
        *common[:same],
        "<<<<<<< ours",
        *ours[same:-1],
        "=======",
        *theirs[same:-1],
        ">>>>>>> theirs",
        "",
    ]
    write(home, "\n".join(merged).encode())
    write_salvage(home, salvage_journal(home))
    [path] = home.generations.glob("salvaged-*.json")
    backups.restore(opened(home), path)
    assert {row["what"] for row in documents(store)["reflections"]} == {
        "Été à Zürich", "Second", "ours", "theirs",
    }  # fmt: skip
    assert len(documents(store)["actions"]) == 2
    assert store.conflicts() == []
