"""Whatever somebody did to a packet: nothing of it is taken, nothing crashes, the file stays."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from random import Random
from typing import Any

import pytest

from rmjournal.errors import PacketRefused
from rmjournal.exchange import packets
from rmjournal.exchange.identity import Identity
from rmjournal.model.objective import Level
from rmjournal.model.pair import Role
from tests.exchange.conftest import Two, keys, shared
from tests.exchange.mangling import damaged

FEW = 400


def lived_in(two: Two) -> Two:
    """The two shared something of every kind."""
    session = two.tom.sessions.plan(two.tom.clock.local().replace(day=28), purpose="Read a chart")
    two.tom.agendas.add(session, "Three charts to drop", minutes=5)
    two.tom.learnings.add("Charts mislead")
    two.tom.objectives.propose("Read the dashboard", measure="Two reviews")
    two.tom.feedback.deliver(
        two.tom.feedback.give(situation="Session 1", request="Ask"), early=True
    )
    two.exchange()
    two.tom.actions.add("Call the night shift")
    return two


def refused(two: Two, file: Path, data: bytes) -> None:
    """Ana's journal refuses the bytes and is byte for byte as it was."""
    file.write_bytes(data)
    before = two.ana.store.home.journal.read_bytes()
    with pytest.raises(PacketRefused) as error:
        two.ana.exchange.receive([file])
    assert error.value.exit_code == 6
    assert two.ana.store.home.journal.read_bytes() == before


@pytest.mark.usefixtures("hasty")
def test_a_damaged_packet_is_refused(two: Two) -> None:
    """Some hundreds of ways in which the file can be other than it was sent."""
    data = two.sent(lived_in(two).tom).read_bytes()
    random, file = Random(5), two.file()
    for _ in range(FEW):
        changed = damaged(data, random)
        if changed != data:
            refused(two, file, changed)


def test_what_the_partner_did_not_sign_is_refused(two: Two) -> None:
    """Anyone can encrypt to a public key; only the partner can sign."""
    body = two.read(two.sent(lived_in(two).tom), two.ana)
    ana, _ = keys(two)
    stranger = Identity.fresh("en")
    refused(two, two.file(), packets.sealed(body, stranger, ana.keys.age))
    named = {**body, "key": stranger.keys.sign}
    refused(two, two.file(), packets.sealed(named, stranger, ana.keys.age))


def values(body: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """The body with one thing in it that no journal of the two can hold."""
    for key, there in body.items():
        yield {name: value for name, value in body.items() if name != key}
        odds: tuple[Any, ...] = (None, -1, 2**70, "x", [], {}, [1], {"a": {"b": 1}}, "0" * 16, True)
        for odd in odds:
            if odd != there:
                yield {**body, key: odd}
    yield {**body, "more": 1}
    bare = {**body, "records": [], "shared": [], "voices": []}
    for part in ("records", "shared", "voices"):
        for row in body[part]:
            for key in row:
                for odd in (*odds, [[]], "0" * 15, "A" * 16):
                    yield {**bare, part: [{**row, key: odd}]}


@pytest.mark.usefixtures("hasty")
def test_what_makes_no_sense_is_refused_even_from_the_partner(two: Two) -> None:
    """A partner's program may be at fault: what it says is taken whole and right, or not at all."""
    body = two.read(two.sent(lived_in(two).tom, everything=True), two.ana)
    ana, tom = keys(two)
    file, counted = two.file(), 0
    before, journal = shared(two.ana), two.ana.store.home.journal.read_bytes()
    for changed in values(body):
        file.write_bytes(packets.sealed(changed, tom, ana.keys.age))
        try:
            two.ana.exchange.receive([file], dry=True)
        except PacketRefused:
            counted += 1
        assert two.ana.store.home.journal.read_bytes() == journal
    assert counted > 100
    assert shared(two.ana) == before


def test_one_for_somebody_else_is_refused(two: Two) -> None:
    """A packet is for one reader, and of the partner alone: not even my own comes back to me."""
    refused(two, two.file(), two.sent(lived_in(two).ana).read_bytes())


def test_what_is_too_large_is_not_opened(two: Two, monkeypatch: pytest.MonkeyPatch) -> None:
    """The size is looked at before anything is decrypted."""
    monkeypatch.setattr(packets, "opened", lambda *_: pytest.fail("opened"))
    refused(two, two.file(), b"age-encryption.org/v1\n" + bytes(packets.LARGEST))


@pytest.mark.parametrize(
    "line",
    [
        b'{"a":' * 5000 + b"1" + b"}" * 5000,
        b'{"format":"rmjournal-packet","version":2}',
        b'{"format":"rmjournal-packet","version":1,"version":1}',
        b'{"format":"rmjournal-packet","version":NaN}',
        b'{"a":[' + b"1," * 500_000 + b"1]}",
        b'{"a":"' + b"x" * 3_000_000 + b'"}',
        b'{"a":"\\ud800"}',
        b"{}",
    ],
    ids=["deep", "later", "twice", "nan", "many", "long", "surrogate", "empty"],
)
def test_absurd_json_is_refused(two: Two, line: bytes) -> None:
    """Depth, counts, lengths and versions are bounded, for the partner, too."""
    ana, tom = keys(two)
    signature = tom.signer.sign(b"rmjournal signed line 1\n" + line).hex()
    plain = line + b'\n{"signature":"' + signature.encode() + b'"}\n'
    pyrage = pytest.importorskip("pyrage")
    recipient = pyrage.x25519.Recipient.from_str(ana.keys.age)
    refused(two, two.file(), pyrage.encrypt(plain, [recipient]))


def test_a_replay_changes_nothing(two: Two) -> None:
    """The same packet again is no error and no change, and an older one reverts nothing."""
    first = two.sent(lived_in(two).tom)
    two.ana.exchange.receive([first])
    (action,) = two.tom.actions.all()
    two.tom.actions.edit(action, text="Call the day shift")
    (learning,) = two.tom.learnings.all()
    two.tom.learnings.edit(learning, what="Some charts mislead")
    second = two.sent(two.tom)
    two.ana.exchange.receive([second])
    after = shared(two.ana)
    for packet in (first, second, first):
        assert two.ana.exchange.receive([packet]).received.nothing
    assert shared(two.ana) == after == shared(two.tom)


def test_an_older_packet_takes_no_new_name_back(two: Two) -> None:
    """The partner is called as their latest packet says, in whatever order they come."""
    first = two.sent(two.tom)
    two.tom.pairs.edit(me="Tom Weiss-Moreau")
    second = two.sent(two.tom)
    for packet in (second, first):
        two.ana.exchange.receive([packet])
    assert two.ana.pair.partner.name == "Tom Weiss-Moreau"
    assert two.ana.pair.partner.formerly == ("Tom Weiss",)


def test_an_older_packet_says_nothing_of_what_they_have(two: Two) -> None:
    """What was confirmed stays so, and nothing is said again because of it."""
    two.tom.learnings.add("Charts mislead")
    early = two.sent(two.ana)
    two.exchange(2)
    before = two.tom.exchange.standing()
    assert before.confirmed
    two.tom.exchange.receive([early])
    after = two.tom.exchange.standing()
    assert (after.confirmed, after.parcel.again) == (before.confirmed, before.parcel.again)


@pytest.mark.parametrize("table", ["reflections", "learnings", "wins", "feedback"])
@pytest.mark.parametrize("gone", [False, True])
def test_what_is_mine_is_not_changed_by_the_partner(two: Two, table: str, gone: bool) -> None:
    """A packet that they signed and that names my record is refused, and my record is as it was."""
    two.ana.reflections.log(None, what="Mine", for_partner=True)
    two.ana.learnings.add("Mine")
    two.ana.wins.add("Mine")
    two.ana.feedback.deliver(two.ana.feedback.give(situation="Mine", request="Mine"), early=True)
    mine = two.read(two.sent(two.ana), two.tom)
    [row] = (each for each in mine["records"] if each["table"] == table)
    body = two.read(two.sent(two.tom), two.ana)
    content = {key: "Theirs" if part == "Mine" else part for key, part in row["content"].items()}
    said = {"gone": True} if gone else {"created": row["created"], "content": content}
    theirs = {"id": row["id"], "table": table, "version": 999, **said}
    ana, tom = keys(two)
    forged = packets.sealed({**body, "records": [theirs]}, tom, ana.keys.age)
    refused(two, two.file(), forged)


def test_a_lost_packet_is_made_good_by_the_next(two: Two) -> None:
    """Until the partner says that they have it, everything leaves again."""
    two.tom.learnings.add("One")
    two.sent(two.tom)
    two.tom.learnings.add("Two")
    assert two.pass_on(two.tom).gap == 0
    assert {each.what for each in two.ana.learnings.all()} == {"One", "Two"}


@pytest.mark.skipif(
    shutil.which("age") is None, reason="stock age, which has to open it, is not installed"
)
def test_age_itself_opens_a_packet(two: Two) -> None:
    """Given the identity, Debian's age shows the plain JSON."""
    packet, key = two.sent(lived_in(two).tom), two.file()
    key.write_text(keys(two)[0].age)
    done = subprocess.run(["age", "-d", "-i", key, packet], capture_output=True, check=True)
    said = json.loads(done.stdout.splitlines()[0])
    assert said["sender"] == two.tom.pair.me
    assert said["recipient"] == keys(two)[0].keys.age


def test_a_packet_finds_its_pair(two: Two) -> None:
    """Whoever has several pairs need not say which one a packet is of; the one spoken of stays."""
    other = two.ana.pairs.create(me="Ana Ruiz", role=Role.MENTEE, partner="Rhona Bello")
    two.tom.learnings.add("Charts mislead")
    mine = two.ana.pair
    two.ana.pairs.use(other)
    taken = two.ana.exchange.receive([two.sent(two.tom)])
    assert taken.received.new == {"learnings": 1}
    assert two.ana.pair.id == other.id
    two.ana.pairs.use(mine)
    assert [each.what for each in two.ana.learnings.all()] == ["Charts mislead"]


@pytest.mark.parametrize(
    "moment", ["0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-14:00", "2026-04-07T12:00:00"]
)
def test_a_date_at_the_end_of_time_is_refused(two: Two, moment: str) -> None:
    """No such date could ever be shown in another time zone; nor could one that is of none."""
    body = two.read(two.sent(lived_in(two).tom, everything=True), two.ana)
    ana, tom = keys(two)
    for part in ("records", "shared"):
        row = {**body[part][0], "created": moment, "id": "abcdef0123456789"}
        changed = {**body, part: [row]}
        refused(two, two.file(), packets.sealed(changed, tom, ana.keys.age))


def test_a_date_at_the_end_of_time_is_refused_within_what_they_say_too(two: Two) -> None:
    """Of a rating or an answer as of the record itself."""
    his = lived_in(two).tom
    his.objectives.rate(his.objectives.all()[0], Level.ABOVE)
    body = two.read(two.sent(his, everything=True), two.ana)
    ana, tom = keys(two)
    tried = 0
    for voice in body["voices"]:
        for name, values in voice["said"].items():
            for key in {"at", "on"} & set(values[0] if isinstance(values, list) and values else ()):
                late = values[0][key].replace(values[0][key][:4], "9999")
                said = {**voice["said"], name: [{**values[0], key: late}, *values[1:]]}
                changed = {**body, "voices": [{**voice, "said": said}]}
                refused(two, two.file(), packets.sealed(changed, tom, ana.keys.age))
                tried += 1
    assert tried >= 3
