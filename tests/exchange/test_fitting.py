"""What finds no room in a packet: it stays, the sender is told, and nothing else waits for it."""

from __future__ import annotations

import pytest

from rmjournal.exchange import fitting, packets
from rmjournal.model.record import Visibility
from tests.exchange.conftest import Two, shared


def test_what_is_too_long_holds_up_nothing_else(two: Two) -> None:
    """It stays, and the sender is told; whatever else there is leaves, and so does it once it is short."""
    two.exchange(2)
    win = two.tom.wins.add("é " * packets.LONGEST)
    two.tom.wins.add("Small")
    sent = two.tom.exchange.send(two.file())
    assert [(each.record.id, each.long) for each in sent.held] == [(win.id, True)]
    assert sent.count == 1
    two.ana.exchange.receive([sent.path])
    assert [each.text for each in two.ana.wins.all()] == ["Small"]
    two.exchange()
    standing = two.tom.exchange.standing()
    assert [each.record.id for each in standing.parcel.held] == [win.id]
    assert standing.waiting == 0
    two.tom.wins.edit(win, text="Short")
    two.exchange()
    assert {each.text for each in two.ana.wins.all()} == {"Small", "Short"}


def test_what_is_said_of_a_record_waits_with_it(two: Two) -> None:
    """A reply that is too long stays, and the partner is not told half of it."""
    two.ana.feedback.deliver(two.ana.feedback.give(situation="Session 1"), early=True)
    two.exchange()
    (theirs,) = two.tom.feedback.received()
    two.tom.feedback.reply(theirs, "x" * (packets.LONGEST + 1))
    two.exchange(2)
    assert not two.ana.feedback.given()[0].replies
    assert [each.long for each in two.tom.exchange.parcel().held] == [True]


def test_what_finds_no_room_leaves_once_there_is_some(
    two: Two, monkeypatch: pytest.MonkeyPatch
) -> None:
    """More than one packet holds takes several; each says so, and nothing is lost on the way."""
    two.exchange(2)
    monkeypatch.setattr(fitting, "ROOM", 6000)
    for number in range(8):
        two.tom.wins.add(f"{number} " + "x" * 1000)
    action = two.tom.actions.add("y" * 1000)
    sent = two.tom.exchange.send(two.file())
    assert {each.long for each in sent.held} == {False}
    assert 0 < len(sent.held) == 9 - sent.count
    two.ana.exchange.receive([sent.path])
    two.pass_on(two.ana)
    two.exchange(2)
    assert not two.tom.exchange.parcel().held
    assert shared(two.ana) == shared(two.tom)
    assert len(two.ana.wins.all()) == 8
    assert two.ana.actions.all()[0].id == action.id


def test_what_found_no_room_left_no_trace(two: Two, monkeypatch: pytest.MonkeyPatch) -> None:
    """Made private before it ever left, its id is in no packet."""
    action = two.tom.actions.add("x" * 5000)
    monkeypatch.setattr(fitting, "ROOM", 3000)
    two.exchange()
    monkeypatch.undo()
    two.tom.records.show_to(action, Visibility.PRIVATE)
    assert action.id.encode() not in two.plain(two.sent(two.tom, everything=True), two.ana)
