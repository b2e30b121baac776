"""Words that were taken back are in nothing that leaves afterwards, the history of a document included."""

from __future__ import annotations

import itertools
import json
from base64 import b64decode
from collections.abc import Callable
from datetime import datetime
from random import Random
from typing import Any

import pytest

from rmjournal.errors import PacketRefused
from rmjournal.exchange import packets
from rmjournal.exchange.ledger import Ledger
from rmjournal.journal import Journal, conflicts
from rmjournal.model.action import Action
from rmjournal.model.agenda import Item
from rmjournal.model.objective import Level, Objective
from rmjournal.model.record import Record, Visibility
from rmjournal.model.resource import Resource
from rmjournal.model.session import Session
from rmjournal.storage import backups
from tests.exchange.conftest import Copies, Two, keys, shared, unsaid

loro: Any = pytest.importorskip("loro")
TEXTS: dict[type[Record], str] = {
    Action: "text", Item: "outcome", Objective: "why", Session: "purpose", Resource: "title",
}  # fmt: skip
"""A text of each kind of record that belongs to both and that one of them can take back."""


def spelled(packet: dict[str, Any]) -> str:
    """All that a packet says, and all that each of its documents ever said, change by change."""
    told = [json.dumps(packet, ensure_ascii=False)]
    for row in packet["shared"]:
        if "doc" not in row:
            continue
        document = loro.LoroDoc()
        document.import_(b64decode(row["doc"]))
        every = document.oplog_vv
        updates = document.export_json_updates(loro.VersionVector(), every)
        told.append(str(updates))
        for peer in map(int, json.loads(str(updates))["peers"]):
            for counter in range((every.get_last(peer) or 0) + 1):
                document.checkout(loro.Frontiers.from_id(loro.ID(peer, counter)))
                told.append(json.dumps(document.get_deep_value(), ensure_ascii=False))
    return "\n".join(told)


def of(journal: Journal, record: Record) -> Any:
    """The record as it is there now."""
    found = journal.store.get(type(record), record.id)
    assert found is not None
    return found


def reword(journal: Journal, record: Record, text: str, **others: Any) -> None:
    """Somebody writes it anew."""
    with journal.store.transaction("edit") as tx:
        tx.change(of(journal, record), **{TEXTS[type(record)]: text}, **others)


def one_of_each(journal: Journal, text: str) -> list[Record]:
    """A record of each kind that says this."""
    session = journal.sessions.plan(datetime(2026, 12, 8, 14), purpose=text)
    journal.agendas.add(session, "The median", minutes=10)
    [item] = journal.agendas.of(session).items
    reword(journal, item, text)
    return [
        session, of(journal, item), journal.actions.add(text), journal.resources.add(text),
        journal.objectives.propose("Read a chart", why=text),
    ]  # fmt: skip


def take_back(journal: Journal, record: Record, *, trash: bool) -> Callable[[], object]:
    """The partner may not see it any more; what is returned lets them see it again."""
    if trash:
        journal.records.delete(of(journal, record))
        return lambda: journal.records.restore(of(journal, record))
    visibility = of(journal, record).visibility
    journal.records.show_to(of(journal, record), Visibility.PRIVATE)
    return lambda: journal.records.show_to(of(journal, record), visibility)


def waiting(two: Two) -> list[Any]:
    """What waits for a choice with either."""
    return [each.waiting for journal in (two.ana, two.tom) for each in conflicts.all_of(journal)]


def both_say_nothing_of_before(two: Two, action: Action) -> None:
    """Each has the new words, and no packet of theirs has the old ones."""
    for journal, other in ((two.ana, two.tom), (two.tom, two.ana)):
        assert of(journal, action).text == "Quiet now"
        assert "Zanzibar" not in spelled(two.read(two.sent(journal, everything=True), other))


@pytest.mark.parametrize("trash", [False, True], ids=["private", "trash"])
@pytest.mark.parametrize("told", [False, True], ids=["lost", "told"])
def test_what_was_taken_back_is_in_no_document_that_leaves_afterwards(
    two: Two, *, trash: bool, told: bool
) -> None:
    """Neither what it said before, nor what it said meanwhile; whether they heard of that or not."""
    records = one_of_each(two.ana, "Zanzibar first")
    two.exchange(2)
    back = [take_back(two.ana, each, trash=trash) for each in reversed(records)]
    for record in records:
        reword(two.ana, record, "Quagmire meanwhile")
    packet = two.sent(two.ana)
    if told:
        two.tom.exchange.receive([packet])
        assert all(of(two.tom, each).deleted for each in records)
    for show in reversed(back):
        show()
    for record in records:
        reword(two.ana, record, "Quiet again")
    told_again = [two.sent(two.ana)]
    two.tom.exchange.receive(told_again)
    answer = two.sent(two.tom, everything=True)
    two.ana.exchange.receive([answer])
    told_again += [two.sent(two.ana, everything=True)]
    read = [spelled(two.read(each, two.tom)) for each in told_again]
    for everything in (*read, spelled(two.read(answer, two.ana))):
        assert everything.count("Quiet again") >= len(records)
        assert "Zanzibar" not in everything
        assert "Quagmire" not in everything
    for record in records:
        assert getattr(of(two.tom, record), TEXTS[type(record)]) == "Quiet again"
    assert waiting(two) == []
    assert shared(two.ana) == shared(two.tom)


def test_what_was_reworded_before_they_had_it_leaves_no_more(two: Two) -> None:
    """A packet that was never carried says what it says; the next ones do not."""
    records = one_of_each(two.ana, "Zanzibar first")
    link = two.ana.resources.add("A page", url="https://example.org/zanzibar")
    two.sent(two.ana)
    for record in records:
        reword(two.ana, record, "Quagmire second")
    with two.ana.store.transaction("edit") as tx:
        tx.change(link, url="https://example.org/quiet")
    two.sent(two.ana)
    for record in records:
        reword(two.ana, record, "Quiet now")
    packet = two.sent(two.ana)
    everything = spelled(two.read(packet, two.tom)).lower()
    assert "quiet now" in everything
    assert "zanzibar" not in everything
    assert "quagmire" not in everything
    two.tom.exchange.receive([packet])
    two.exchange(2)
    assert shared(two.ana) == shared(two.tom)


def test_what_they_have_may_be_merged_for_ever(two: Two) -> None:
    """Nothing is begun anew where the words that go had arrived, nor where words were only added."""
    action = two.ana.actions.add("Call Marie")
    two.sent(two.ana)
    before = _epoch(two.ana, action)
    reword(two.ana, action, "Call Marie on Tuesday")
    two.exchange(2)
    reword(two.ana, action, "Phone Marie on Tuesday")
    two.exchange(2)
    assert _epoch(two.ana, action) == _epoch(two.tom, action) == before


def _epoch(journal: Journal, record: Record) -> str:
    line = Ledger.of(journal.store, journal.pair.id).get(record.id)
    assert line is not None
    return line.epoch


@pytest.mark.parametrize("arrived", list(itertools.product((False, True), repeat=3)))
def test_the_words_of_both_stay_where_a_document_is_begun_anew(
    two: Two, arrived: tuple[bool, bool, bool]
) -> None:
    """Whichever of the earlier packets came before the partner wrote: their words are in the text."""
    action = two.ana.actions.add("Call the client about the contract")
    two.exchange(2)
    back = take_back(two.ana, action, trash=False)
    earlier = [two.sent(two.ana)]
    back()
    for text in ("Phone the client about the contract", "Ask the client about the contract"):
        reword(two.ana, action, text)
        earlier.append(two.sent(two.ana))
    for packet in itertools.compress(earlier, arrived):
        two.tom.exchange.receive([packet])
    if of(two.tom, action).deleted is None:
        text = of(two.tom, action).text.replace("the contract", "the new contract")
        two.tom.actions.edit(of(two.tom, action), text=text)
        two.tom.actions.done(of(two.tom, action))
    written = of(two.tom, action).deleted is None
    lost = two.sent(two.tom)
    reword(two.ana, action, "Write to the client about the contract")
    two.exchange(2)
    two.ana.exchange.receive([lost])
    for journal in (two.ana, two.tom):
        held = of(journal, action)
        new = "new " if written else ""
        assert held.text == f"Write to the client about the {new}contract"
        assert bool(held.closed) is written
    assert waiting(two) == []


def test_two_may_begin_anew_at_once(two: Two) -> None:
    """Each reworded another field, twice, before they heard of each other: nothing waits."""
    objective = two.ana.objectives.propose("Read a chart", why="Zanzibar", measure="Quagmire")
    two.exchange(2)
    for number in (1, 2, 3):
        two.ana.objectives.edit(of(two.ana, objective), why=f"Why {number}")
        two.tom.objectives.edit(of(two.tom, objective), measure=f"Measure {number}")
        mail = [two.sent(two.ana), two.sent(two.tom)]
    two.tom.exchange.receive(mail[:1])
    two.ana.exchange.receive(mail[1:])
    two.exchange(2)
    for journal in (two.ana, two.tom):
        now = of(journal, objective)
        assert (now.why, now.measure) == ("Why 3", "Measure 3")
    assert waiting(two) == []


@pytest.mark.usefixtures("hasty")
def test_no_order_and_no_replay_brings_an_older_document_back(copies: Copies) -> None:
    """Three lives of a record, in any order, each packet twice."""
    orders = list(itertools.permutations(range(5)))
    for order in (orders[-1], *Random(3).sample(orders, 5)):
        two = copies()
        action = two.ana.actions.add("Zanzibar 0")
        mail = [two.sent(two.ana)]
        for text in ("Zanzibar 1", "Quiet"):
            back = take_back(two.ana, action, trash=text == "Quiet")
            mail.append(two.sent(two.ana))
            reword(two.ana, action, text)
            back()
            mail.append(two.sent(two.ana))
        for number in (*order, *order):
            two.tom.exchange.receive([mail[number]])
        assert of(two.tom, action).text == "Quiet"
        assert of(two.tom, action).deleted is None
        assert "Zanzibar" not in spelled(two.read(two.sent(two.tom, everything=True), two.ana))
        assert waiting(two) == []


def test_a_restored_journal_brings_no_words_back_that_were_taken_back_since(two: Two) -> None:
    """Its own older document gives way to that which was begun anew."""
    action = two.ana.actions.add("Zanzibar first")
    two.exchange(2)
    copy = two.file()
    backups.create(two.tom.store, copy)
    back = take_back(two.ana, action, trash=False)
    two.exchange()
    reword(two.ana, action, "Quiet now")
    back()
    two.exchange(2)
    backups.restore(two.tom.store, copy)
    two.exchange(2)
    both_say_nothing_of_before(two, action)


def test_what_they_took_back_before_they_restored_a_copy_is_told_to_them(two: Two) -> None:
    """The packet that says so comes after the first one from the restored journal."""
    action = two.ana.actions.add("Call Marie")
    two.exchange(2)
    copy = two.file()
    backups.create(two.ana.store, copy)
    two.ana.records.delete(of(two.ana, action))
    late = two.sent(two.ana)
    backups.restore(two.ana.store, copy)
    two.exchange(2)
    two.tom.exchange.receive([late])
    two.exchange(2)
    assert of(two.ana, action).deleted is not None
    assert shared(two.ana) == shared(two.tom)
    assert [*unsaid(two.ana), *unsaid(two.tom)] == []


def test_what_was_shared_again_holds_against_what_was_taken_back(two: Two) -> None:
    """Also where the journal that shares it again was restored, and has no document of it."""
    action = two.ana.actions.add("Zanzibar first")
    two.exchange(2)
    two.ana.records.delete(of(two.ana, action))
    two.exchange()
    copy = two.file()
    backups.create(two.tom.store, copy)
    backups.restore(two.tom.store, copy)
    two.tom.records.restore(of(two.tom, action))
    reword(two.tom, action, "Quiet now")
    two.exchange(2)
    both_say_nothing_of_before(two, action)


def test_what_was_passed_over_is_asked_for_and_nothing_else(two: Two) -> None:
    """No gap is told that is none, and only what concerns the record is said again."""
    action = two.ana.actions.add("Call Marie")
    objective = two.ana.objectives.propose("Read a chart")
    for number in range(3):
        two.tom.learnings.add(f"Charts mislead {number}")
    two.exchange(2)
    two.tom.actions.edit(of(two.tom, action), text="Call Marie about pricing")
    two.tom.objectives.rate(of(two.tom, objective), Level.BELOW, note="Half way")
    packet = two.sent(two.tom)
    back = [take_back(two.ana, each, trash=False) for each in (action, objective)]
    two.ana.exchange.receive([packet])
    lost = two.sent(two.ana)
    for show in back:
        show()
    two.sent(two.ana)
    two.pass_on(two.ana)
    two.tom.exchange.receive([lost])
    answer = two.sent(two.tom)
    said = two.read(answer, two.ana)
    assert said["since"] > 0
    rows = [row for part in ("records", "shared", "voices") for row in said[part]]
    assert {row["id"] for row in rows} == {action.id, objective.id}
    assert two.ana.exchange.receive([answer]).gap == 0
    assert two.pass_on(two.ana).gap == 0
    assert of(two.ana, action).text == "Call Marie about pricing"
    assert [each.note for each in of(two.ana, objective).ratings] == ["Half way"]
    two.exchange()
    asked = two.read(two.sent(two.ana, everything=True), two.tom)
    assert not any("lacks" in row for row in asked["shared"])


def test_what_was_passed_over_is_asked_for_as_long_as_they_did_not_hear_it(two: Two) -> None:
    """The packet that asked was lost, and they were told of its being private again."""
    objective = two.ana.objectives.propose("Read a chart")
    two.exchange(2)
    two.tom.objectives.rate(of(two.tom, objective), Level.BELOW, note="Half way")
    packet = two.sent(two.tom)
    back = take_back(two.ana, objective, trash=False)
    two.ana.exchange.receive([packet])
    back()
    two.sent(two.ana)
    back = take_back(two.ana, objective, trash=False)
    two.exchange(2)
    assert of(two.ana, objective).ratings == ()
    back()
    two.exchange(2)
    assert [each.note for each in of(two.ana, objective).ratings] == ["Half way"]


def test_an_old_packet_is_not_answered(two: Two) -> None:
    """One with an older document, or one that asked: it has nothing leave again."""
    action = two.ana.actions.add("Call Marie")
    two.tom.exchange.receive([two.sent(two.ana)])
    two.tom.actions.edit(of(two.tom, action), text="Call Marie about pricing")
    old = [two.sent(two.tom)]
    back = take_back(two.ana, action, trash=False)
    two.ana.exchange.receive(old)
    two.sent(two.ana)
    back()
    asked = two.sent(two.ana)
    two.tom.exchange.receive([asked])
    two.exchange(2)
    for journal, mail in ((two.ana, old), (two.tom, [asked])):
        journal.exchange.receive(mail)
        assert unsaid(journal) == []
    assert of(two.ana, action).text == "Call Marie about pricing"


@pytest.mark.usefixtures("hasty")
def test_what_is_said_of_earlier_documents_makes_sense_or_is_refused(two: Two) -> None:
    """The partner's program may be at fault there, too."""
    action = two.tom.actions.add("Call Marie")
    two.exchange(2)
    back = take_back(two.tom, action, trash=False)
    two.sent(two.tom)
    back()
    body = two.read(two.sent(two.tom), two.ana)
    [row] = body["shared"]
    [epoch] = row["past"]
    before = two.ana.store.home.journal.read_bytes()
    odds: tuple[Any, ...] = (
        {"past": None}, {"past": []}, {"past": {"x": row["past"][epoch]}}, {"past": {epoch: 1}},
        {"past": {epoch: "x"}}, {"past": {epoch: "////////////"}}, {"life": row["life"] + 1},
        {"lacks": 1}, {"lacks": None},
    )  # fmt: skip
    ana, tom = keys(two)
    for odd in odds:
        file = two.file()
        sealed = packets.sealed({**body, "shared": [{**row, **odd}]}, tom, ana.keys.age)
        file.write_bytes(sealed)
        with pytest.raises(PacketRefused):
            two.ana.exchange.receive([file])
    assert two.ana.store.home.journal.read_bytes() == before
