"""What is erased is nowhere under the home, nothing else is lost, and no undo brings it back."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from datetime import UTC, date, datetime, timedelta
from enum import StrEnum
from itertools import count
from pathlib import Path
from typing import Any, get_args, get_origin, get_type_hints

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from rmjournal.errors import CannotWrite, Refused
from rmjournal.model.action import Action
from rmjournal.model.agenda import Item
from rmjournal.model.charter import Charter
from rmjournal.model.record import Record
from rmjournal.model.reflection import Reflection
from rmjournal.model.session import Session
from rmjournal.paths import Home
from rmjournal.storage import disk, history, repair
from rmjournal.storage.codec import slots, to_document
from rmjournal.storage.contents import verify
from rmjournal.storage.drafts import Drafts
from rmjournal.storage.erasing import Erased, erase
from rmjournal.storage.linetable import LineTable
from rmjournal.storage.store import Store
from rmjournal.storage.striking import LINKS
from rmjournal.storage.tables import TABLES
from tests.storage.faults import failing
from tests.storage.support import (
    PAIR,
    WHEN,
    action,
    add,
    bytes_of,
    documents,
    envelope,
    home_in,
    item,
    opened,
    pair,
    reflection,
    session,
)

NOT_WORDS = {
    "id", "pair", "author", "entered_by", "member", "learner", "owner", "by", "me", "thanks_to",
    "session", "objective", "learning", "carried_from", "source", "zone", "digest", "template",
    "kind", "domain", "item",
}  # fmt: skip
"""The fields of text in which no person writes."""
HARD = 'élève “q” "p" \\ \n\t 👩\u200d👧 <b>'
"""What JSON writes in more than one way."""


def filled(kind: type, word: str) -> Any:
    """A record, or a value within one, with the word in every text that a person writes."""
    hints = get_type_hints(kind)
    given_ = envelope() if issubclass(kind, Record) else {}
    values = {
        each.name: _filled(hints[each.name], each.name, f"{word} {each.name} {HARD}", word)
        for each in fields(kind)
        if each.name not in given_ and each.name not in {"rev", "deleted"}
    }
    return kind(**given_, **values)


def _filled(hint: Any, name: str, text: str, word: str) -> Any:
    if get_origin(hint) is tuple:
        return (_filled(get_args(hint)[0], name, text, word),)
    if get_args(hint):
        hint = get_args(hint)[0]
    if hint is str:
        return "f" * 16 if name in NOT_WORDS else text
    if is_dataclass(hint):
        return filled(hint, word)  # type: ignore[arg-type]
    if issubclass(hint, StrEnum):
        return next(iter(hint))
    stamp = (
        WHEN
        if name in {"at", "decided", "delivered", "acknowledged"}
        else WHEN.replace(tzinfo=None)
    )
    return {int: 1, bool: True, date: WHEN.date(), datetime: stamp}[hint]


def changed(store: Store, record: Record, word: str) -> Record:
    """Every text of the record is written anew."""
    other = filled(type(record), word)
    names = {each.name for each in fields(type(record))} - {each.name for each in fields(Record)}
    with store.transaction("edit") as tx:
        return tx.change(record, **{name: getattr(other, name) for name in names})


def trash(store: Store, record: Record) -> Record:
    """The record is in the trash."""
    with store.transaction("delete") as tx:
        return tx.change(record, deleted=tx.now)


def now() -> datetime:
    """Any moment."""
    return datetime(2026, 2, 1, tzinfo=UTC)


def everything(home: Home) -> Iterator[tuple[Path, bytes]]:
    """Every file under the home with its bytes."""
    for path in sorted(home.data.rglob("*")):
        if path.is_file():
            yield path, path.read_bytes()


def holding(home: Home, word: str) -> list[str]:
    """The files under the home in which the word stands, however it is written."""
    forms = [word.encode(), json.dumps(word)[1:-1].encode()]
    return [path.name for path, data in everything(home) if any(form in data for form in forms)]


def all_verified(home: Home) -> None:
    """The journal and every earlier state are as they were sealed."""
    for path in [home.journal, *home.generations.glob("[js]*.json")]:
        verify(path.read_bytes())


def crowded(home: Home, record: Record) -> Record:
    """Puts the record, with words of several times, wherever the home can hold them."""
    store = opened(home)
    add(store, reflection("bystander one"), record)
    second = changed(store, record, "SENTINELTWO")
    changed(opened(home), record, "SENTINELTHREE")  # conflicts with the second
    (home.generations / "damaged-20260101T000000Z.json").write_bytes(
        home.journal.read_bytes()[:-400].replace(b"bystander one", b"bystander aside")
    )
    repair.write_salvage(home, repair.salvage(home.journal.read_bytes()), now())
    drafts = Drafts(home)
    drafts.save(f"edit-{record.id}", {"text": "SENTINELDRAFT"})
    drafts.save("log", {"what": "x", "so_what": f"As I said: SENTINELTWO {_first(second)} {HARD}!"})
    drafts.path(f"edit-{record.id}").write_text("SENTINELEDITOR")
    drafts.save("learn", {"what": "A bystander of a draft"})
    add(store, reflection("bystander two"), action("bystander three"))
    return trash(opened(home), record)


def _first(record: Record) -> str:
    return next(
        each.name
        for each in fields(type(record))
        if "SENTINELTWO" in str(getattr(record, each.name)) and isinstance(
            getattr(record, each.name), str
        )
    )  # fmt: skip


WRITTEN = [kind for kind in TABLES if kind.__name__ not in {"Pair", "Charter"}]


@pytest.mark.parametrize("kind", WRITTEN)
def test_no_word_of_an_erased_record_is_left(home: Home, kind: type[Record]) -> None:
    """Not in the journal, its history, conflicts, earlier states, set-aside files or drafts."""
    gone = crowded(home, filled(kind, "SENTINELONE"))
    others = {
        name: [each for each in table if each["id"] != gone.id]
        for name, table in documents(opened(home)).items()
    }
    assert len(holding(home, "SENTINEL")) > 8
    erased = erase(opened(home), [gone.id], now())
    assert holding(home, "SENTINEL") == []
    assert holding(home, gone.id) == []
    assert documents(opened(home)) == {name: table for name, table in others.items() if table}
    assert (erased.records, erased.drafts, erased.aside) == (1, 3, 1)
    assert erased.steps == 4
    assert "bystander aside" in "".join(
        path.read_text() for path in home.generations.glob("salvaged-*.json")
    )
    assert list(Drafts(home).all()) == ["learn"]
    all_verified(home)


def test_no_undo_brings_it_back(home: Home) -> None:
    """Every step that is left can be taken back, and none of them holds a word of it."""
    gone = crowded(home, filled(Reflection, "SENTINELONE"))
    erase(opened(home), [gone.id], now())
    for _ in range(3):
        history.undo(opened(home))
        assert holding(home, "SENTINEL") == []
    with pytest.raises(Refused, match="nothing to undo"):
        history.undo(opened(home))
    assert documents(opened(home)) == {}


def test_every_earlier_state_can_still_be_gone_back_to(home: Home) -> None:
    """States are rewritten under their own numbers, with all that they held besides."""
    gone = crowded(home, filled(Reflection, "SENTINELONE"))
    names = {path.name for path in home.generations.glob("journal-*.json")}
    before = {name: _whats(home.generations / name) for name in names}
    erase(opened(home), [gone.id], now())
    for name in names:
        path = home.generations / name
        if path.exists():
            assert _whats(path) == before[name] - {"SENTINEL"}
            assert int(name.split("-")[1]) == verify(path.read_bytes()).seal.generation
        else:
            assert before[name] == {"SENTINEL"}


def _whats(path: Path) -> set[str]:
    table = verify(path.read_bytes()).tables().get("reflections", LineTable())
    return {"SENTINEL" if "SENTINEL" in each["what"] else each["what"] for each in table.values()}


def test_a_session_goes_with_its_agenda_and_leaves_no_link(home: Home) -> None:
    """Its items are its own; what was written about it stays, and belongs to none."""
    store = opened(home)
    meeting, other = session(), session()
    add(store, pair(), meeting, other, item(meeting.id), reflection("About it", session=meeting.id))
    add(store, item(other.id, carried_from=store.all(Item)[0].id, topic="Taken up again"))
    trash(store, meeting)
    erased = erase(store, [meeting.id], now())
    assert erased.records == 2
    (taken_up,) = store.all(Item)
    assert erased.copies == (taken_up.id,)
    assert (taken_up.topic, taken_up.carried_from) == ("Taken up again", None)
    assert [each.session for each in store.all(Reflection)] == [None]
    assert repair.examine(home).findings == ()


def test_an_erased_pair_leaves_another_as_it_was(home: Home) -> None:
    """Every record of the one goes, in every earlier state too, and none of the other."""
    store = opened(home)
    for kind in TABLES:
        record = replace(filled(kind, "SENTINELONE"), pair="9" * 16)
        add(store, replace(record, id="9" * 16) if kind.__name__ == "Pair" else record)
        add(store, filled(kind, "bystander"))
    kept = {
        name: [each for each in table if each["pair"] == PAIR]
        for name, table in documents(store).items()
    }
    erased = erase(store, ["9" * 16], now())
    assert erased.records == len(TABLES)
    assert holding(home, "SENTINEL") == holding(home, "9" * 16) == []
    assert documents(store) == kept
    for _ in TABLES:
        history.undo(store)
    assert documents(store) == {}


def test_with_the_only_pair_everything_goes(home: Home) -> None:
    """What is left is an empty journal, sound and ready for another pair, and no draft."""
    store = opened(home)
    add(store, *(filled(kind, "SENTINELONE") for kind in TABLES))
    Drafts(home).save("log", {"what": "SENTINELDRAFT"})
    erase(store, [PAIR], now())
    assert holding(home, "SENTINEL") == []
    assert [path.name for path in home.generations.iterdir()] == []
    assert not store.exists
    assert repair.examine(home).state is repair.State.FINE
    add(store, reflection("A new start"))
    assert [each.what for each in opened(home).all(Reflection)] == ["A new start"]


def test_what_salvage_kept_without_a_place_goes_if_it_names_or_quotes(home: Home) -> None:
    """A line that is no record is searched for the id and for the longer texts."""
    store = opened(home)
    record = reflection("A sentence that I would rather not have written")
    unplaced: list[Any] = [
        {"id": record.id, "x": 1}, {"a": {"b": [f"({record.what})"]}}, {"about": "something else"},
    ]  # fmt: skip
    add(store, record)
    with store.storage.transaction() as now_:
        for number, each in enumerate(unplaced, start=1):
            now_.setdefault("_unplaced", LineTable())[str(number)] = each
    erase(store, [record.id], now())
    assert list(store.storage.read()["_unplaced"].values()) == [{"about": "something else"}]


def test_a_damaged_file_that_reads_whole_and_is_not_concerned_stays(home: Home) -> None:
    """Nothing is touched that does not hold it."""
    store = opened(home)
    record = reflection("SENTINEL of long ago")
    add(store, reflection("bystander"))
    (home.generations).mkdir(exist_ok=True)
    aside = home.generations / "damaged-20260101T000000Z.json"
    aside.write_bytes(b" " + home.journal.read_bytes())
    add(store, record)
    erased = erase(store, [record.id], now())
    assert erased.aside == 0
    assert aside.exists()


def test_what_does_not_read_of_a_damaged_file_goes(home: Home) -> None:
    """A torn line may hold the words without the id; what reads of the file is kept."""
    store = opened(home)
    record = reflection("SENTINEL")
    add(store, reflection("bystander"), record)
    torn = home.journal.read_bytes().replace(record.id.encode(), b"\0" * 9)
    (home.generations / "damaged-20260101T000000Z.json").write_bytes(torn)
    erased = erase(store, [record.id], now())
    assert (erased.aside, holding(home, "SENTINEL")) == (1, [])
    (salvaged,) = home.generations.glob("salvaged-*.json")
    assert "bystander" in salvaged.read_text()


def test_what_stands_in_the_place_of_a_seal_goes(home: Home) -> None:
    """Where a write went astray, the words can be where no record is looked for."""
    store = opened(home)
    record = reflection("SENTINEL")
    add(store, reflection("bystander"))
    tables, meta, _ = home.journal.read_bytes().partition(b'"_meta": {\n')
    astray = tables + meta + b'"1": {"what": "SENTINEL", "id": "%b"}\n}\n}\n' % record.id.encode()
    (home.generations).mkdir(exist_ok=True)
    (home.generations / "damaged-20260101T000000Z.json").write_bytes(astray)
    add(store, record)
    erased = erase(store, [record.id], now())
    assert (erased.aside, holding(home, "SENTINEL")) == (1, [])
    (salvaged,) = home.generations.glob("salvaged-*.json")
    assert "bystander" in salvaged.read_text()


def test_a_damaged_file_that_held_nothing_else_leaves_nothing(home: Home) -> None:
    """No empty state takes the place of one in which only the erased record was."""
    store = opened(home)
    record = reflection("SENTINEL")
    add(store, record)
    (home.generations).mkdir(exist_ok=True)
    aside = home.generations / "damaged-20260101T000000Z.json"
    aside.write_bytes(home.journal.read_bytes().replace(b'"rev": 1', b'"rev": 2'))
    add(store, reflection("bystander"))
    erased = erase(store, [record.id], now())
    assert (erased.aside, holding(home, "SENTINEL")) == (1, [])
    assert not aside.exists()
    assert [*home.generations.glob("salvaged-*.json")] == []


def test_what_waits_of_another_record_waits_on(home: Home) -> None:
    """A choice that is still to be made between two versions is not made by erasing something else."""
    store = opened(home)
    gone, other = reflection("SENTINEL"), reflection("bystander")
    add(store, gone, other)
    for record in (gone, other):
        for text in ("one", "two"):
            with opened(home).transaction("edit") as tx:
                tx.change(record, what=f"{text} of {record.what}")
    erase(opened(home), [gone.id], now())
    (waits,) = json.loads(home.journal.read_bytes())["_conflicts"].values()
    assert (waits["record"], waits["waiting"]) == (other.id, "one of bystander")


def test_what_killed_saves_left_goes_too(home: Home) -> None:
    """Half of a copy, of a save or of a draft may hold anything."""
    store = opened(home)
    record = reflection("SENTINEL of twenty characters")
    add(store, record, reflection("bystander"))
    Drafts(home).save("log", {"what": "bystander"})
    half = home.journal.read_bytes()[:-300]
    (home.generations / ".journal-00000001-x.json.ab12.tmp").write_bytes(half)
    (home.data / ".journal.json.ab12.tmp").write_bytes(half)
    (home.drafts / ".draft-log.json.ab12.tmp").write_text(f'{{"fields": {{"what": "{record.what}')
    erase(store, [record.id], now())
    assert holding(home, "SENTINEL") == []
    assert Drafts(home).all() == {"log": {"what": "bystander"}}


def test_a_state_of_a_later_format_goes_only_if_it_names_the_record(home: Home) -> None:
    """It cannot be rewritten by us, so it is kept whole or removed whole."""
    store = opened(home)
    record = reflection("SENTINEL")
    add(store, record, reflection("bystander"))
    names = ["journal-00000090-20260101T000000Z.json", "journal-00000091-20260101T000000Z.json"]
    for name, id in zip(names, (record.id, "e" * 16), strict=True):
        data = bytes_of({"things": LineTable.of([("1", {"id": id})])}, schema=99)
        (home.generations / name).write_bytes(data)
    erase(store, [record.id], now())
    assert [(home.generations / name).exists() for name in names] == [False, True]


def test_what_is_gone_is_gone_from_the_disk(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    """A power cut after the command brings neither a state nor a draft back."""
    gone = crowded(home, filled(Reflection, "SENTINELONE"))
    real, synced = os.fsync, set[int]()

    def noted(handle: int) -> None:
        real(handle)
        synced.add(os.fstat(handle).st_ino)

    monkeypatch.setattr(disk, "_flush", noted)
    erase(opened(home), [gone.id], now())
    folders = (home.data, home.generations, home.drafts)
    assert synced >= {folder.stat().st_ino for folder in folders}


CALLS = ("create", "write", "fsync", "replace", "fsync_directory", "remove")
"""What erasing does to the disk."""


def _calls(name: str) -> Iterator[int]:
    """Which call fails: each in turn, but of the many pieces that are written every eleventh."""
    return count(1, 11 if name == "write" else 1)


@pytest.mark.parametrize("name", CALLS)
def test_whatever_fails_nothing_else_is_lost_and_erasing_again_finishes(
    tmp_path: Path, name: str
) -> None:
    """At every call that fails: every record is there still, and the next try erases."""
    for k in _calls(name):
        home = home_in(tmp_path / str(k))
        gone = crowded(home, filled(Reflection, "SENTINELONE"))
        others = [each for each in documents(opened(home))["reflections"] if each["id"] != gone.id]
        with failing(name, k, 5) as countdown:
            try:
                erase(opened(home), [gone.id], now())
            except CannotWrite:
                assert opened(home).get(Reflection, gone.id) or not holding(home, "SENTINEL")
        all_verified(home)
        erase(opened(home), [gone.id], now())
        assert documents(opened(home))["reflections"] == others
        assert holding(home, "SENTINEL") == []
        if not countdown.failed:
            break
    assert k > 3


@pytest.mark.skipif(sys.platform == "win32", reason="there is no fork")
@pytest.mark.parametrize("name", CALLS)
def test_killed_on_the_way_it_finishes_when_asked_again(tmp_path: Path, name: str) -> None:
    """A process that ends at once leaves halves of files; the next try removes those too."""
    for k in _calls(name):
        home = home_in(tmp_path / str(k))
        gone = crowded(home, filled(Reflection, "SENTINELONE"))
        others = [each for each in documents(opened(home))["reflections"] if each["id"] != gone.id]
        if not (child := os.fork()):
            _end_at(name, k)
            erase(opened(home), [gone.id], now())
            os._exit(0)
        code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
        all_verified(home)
        erase(opened(home), [gone.id], now())
        assert documents(opened(home))["reflections"] == others
        assert holding(home, "SENTINEL") == []
        if not code:
            break
    assert k > 3


def _end_at(name: str, k: int) -> None:
    """This process ends at the k-th call of a function of ``disk``, in the middle of it."""
    real = getattr(disk, name)
    calls = count(1)

    def call(*args: Any) -> Any:
        if next(calls) == k:
            if name == "write":
                real(args[0], memoryview(args[1])[: len(args[1]) // 2])
            os._exit(9)
        return real(*args)

    setattr(disk, name, call)


steps = st.lists(
    st.tuples(st.integers(0, 3), st.sampled_from(["what", "link", "unlink", "delete", "both"])),
    max_size=8,
)


@example(steps=[(1, "link"), (1, "both")], target=3)
@given(steps=steps, target=st.integers(0, 3))
def test_every_step_that_is_left_can_be_undone(
    tmp_path_factory: pytest.TempPathFactory, steps: list[tuple[int, str]], target: int
) -> None:
    """Whatever was done to whom, undoing goes back without a clash, and never to what is erased."""
    home = home_in(tmp_path_factory.mktemp("home"))
    store = opened(home)
    meeting: Any = session()
    notes = [reflection(f"note {number}") for number in range(3)]
    ids = [meeting.id, *(note.id for note in notes)]
    add(store, meeting, *notes)
    for number, (which, what) in enumerate(steps):
        _step(store, ids, which, what, number)
    erase(store, [ids[target]], now())
    states = [documents(store)]
    while history.entries(store):
        history.undo(store)
        states.append(documents(store))
    assert not any(ids[target] in json.dumps(state, default=str) for state in states)


def _step(store: Store, ids: list[str], which: int, what: str, number: int) -> None:
    seen: Any = store.get(Session if which == 0 else Reflection, ids[which])
    linked = {"link": ids[0], "unlink": None}
    with store.transaction("edit") as tx:
        if what == "delete":
            tx.change(seen, deleted=None if seen.deleted else tx.now + timedelta(seconds=number))
        elif which == 0:
            tx.change(seen, purpose=f"purpose {number}")
        elif what in linked:
            tx.change(seen, session=linked[what])
        else:
            tx.change(seen, what=f"note {number}")
        if what == "both":
            other: Any = store.get(Reflection, ids[3])
            tx.change(other, question=f"question {number}")


def test_nothing_is_left_of_an_empty_list(home: Home) -> None:
    """Erasing what is not there changes no record."""
    store = opened(home)
    add(store, action("bystander"))
    assert erase(store, ["0" * 16], now()) == Erased(0, 0, 0, 0, 0, ())
    assert [each.text for each in store.all(Action)] == ["bystander"]


def within(kind: type) -> Iterator[type]:
    """A record kind, and the kinds of the values that it holds."""
    yield kind
    for slot in slots(kind):
        if slot.values:
            yield from within(slot.values)


def test_every_field_that_names_a_record_is_declared_to() -> None:
    """A text that may be none is an id: of a record, by its type, or else of a member."""
    undeclared = {
        f"{part.__name__}.{each.name}"
        for kind in TABLES
        for part in within(kind)
        for each in fields(part)
        if str(each.type) == "str | None"
    }
    assert undeclared == {"Learning.thanks_to"}


@pytest.mark.parametrize("kind", TABLES, ids=lambda kind: kind.__name__)
def test_no_record_names_one_that_was_erased(kind: type[Record], home: Home) -> None:
    """Whatever field links to it, of the record or of a value in it, and whatever was undoable."""
    store = opened(home)
    target = reflection("SENTINEL")
    record = filled(kind, "bystander")
    add(store, target)
    with store.storage.transaction():
        store.db.table(TABLES[kind]).insert(filled_with_links(record, target.id))
    with store.transaction("touch") as tx:
        tx.change(store.all(kind)[-1], origin="touched")
    erase(store, [target.id], now())
    assert holding(home, target.id) == []
    assert kind is Item or store.get(kind, record.id)


def filled_with_links(record: Record, id: str) -> dict[str, Any]:
    """The record as a document in which every link, at any depth, is this id."""

    def linked(value: Any) -> Any:
        if isinstance(value, list):
            return [linked(each) for each in value]
        if isinstance(value, dict):
            return {key: id if key in LINKS else linked(each) for key, each in value.items()}
        return value

    document: dict[str, Any] = linked(to_document(record))
    return document


def test_what_was_made_of_it_is_named(home: Home) -> None:
    """An action has its item's words; a charter in force may have those of an earlier wording."""
    store = opened(home)
    meeting = session()
    topic = item(meeting.id, topic="Speak of the restructuring")
    made = action("Speak of the restructuring", item=topic.id)
    add(store, meeting, topic, made)
    assert erase(store, [topic.id], now()).copies == (made.id,)
    assert store.all(Action)[0].item is None
    charter = Charter(**envelope(), stays="All that is said", why_us="Why the two of us")
    versions = [
        Charter(**envelope(), version_of=charter.id, stays="All that is said"),
        Charter(**envelope(), version_of=charter.id, why_us="Why the two of us"),
        Charter(**envelope(), version_of=charter.id, why_us="Something else"),
    ]
    add(store, charter, *versions)
    assert erase(store, [versions[0].id], now()).copies == (charter.id,)
    assert erase(store, [versions[2].id], now()).copies == ()
