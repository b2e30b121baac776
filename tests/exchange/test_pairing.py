"""Inviting and accepting: the same ids, the same words, and no key that was not looked for."""

from __future__ import annotations

import json
import stat
from pathlib import Path

import pytest

from rmjournal.errors import Damaged, PacketRefused, Refused, UsageProblem
from rmjournal.exchange.identity import Keys
from rmjournal.exchange.words import ENGLISH, FRENCH, LISTS
from rmjournal.exchange.words import words as secret_words
from rmjournal.journal import undoing
from rmjournal.journal.addressed import UnclearPair
from rmjournal.model import substance
from rmjournal.model.action import Action
from rmjournal.model.charter import Charter
from rmjournal.model.objective import Objective
from rmjournal.model.pair import Pair, Role
from tests.exchange.conftest import Two, journal_at, paired_at


def test_the_two_have_the_same_pair_and_the_same_words(tmp_path: Path) -> None:
    """Accepting takes over the ids of the pair, of its members and of its charter."""
    two = paired_at(tmp_path)
    assert two.ana.pair.id == two.tom.pair.id
    assert {m.id for m in two.ana.pair.members} == {m.id for m in two.tom.pair.members}
    assert two.ana.pair.me == two.tom.pair.partner.id
    assert [c.id for c in two.ana.store.all(Charter)] == [c.id for c in two.tom.store.all(Charter)]
    ana, tom = two.ana.exchange.standing(), two.tom.exchange.standing()
    assert ana.words == tom.words
    assert len(ana.words) == 6
    assert not ana.compared


def test_what_was_written_before_pairing_is_of_the_same_pair(tmp_path: Path) -> None:
    """Records, their authors and what was agreed to keep their meaning under the new ids."""
    ana, tom = journal_at(tmp_path / "ana"), journal_at(tmp_path / "tom")
    ana.pairs.create(me="Ana Ruiz", role=Role.MENTEE, partner="Tom Weiss")
    tom.pairs.create(me="Tom Weiss", role=Role.MENTOR, partner="Ana Ruiz")
    objective = tom.objectives.propose("Read the dashboard")
    secret = tom.reflections.log(None, what="Only for me.").reflection
    assert secret is not None
    two = Two(ana, tom, tmp_path)
    invitation, answer = two.file(), two.file()
    ana.exchange.invite(invitation, "fr")
    accepted = tom.exchange.accept(invitation, answer)
    ana.exchange.accept(answer, two.file())
    assert not accepted.made
    assert set(accepted.words) <= set(FRENCH)
    again = tom.store.get(Objective, objective.id)
    assert again is not None
    assert again.author == tom.pair.me
    assert substance.assenting(again) == {tom.pair.me}
    kept = tom.reflections.all()
    assert [each.what for each in kept] == ["Only for me."]
    assert kept[0].author == tom.pair.me
    two.exchange()
    theirs = ana.store.get(Objective, objective.id)
    assert theirs is not None
    assert substance.assenting(theirs) == {ana.pair.partner.id}


def test_someone_without_a_journal_gets_one(tmp_path: Path) -> None:
    """The invitation makes the pair where there is none; what is shared comes with the first packet."""
    ana, tom = journal_at(tmp_path / "ana"), journal_at(tmp_path / "tom")
    ana.pairs.create(me="Ana Ruiz", role=Role.MENTEE, partner="Tom Weiss")
    two = Two(ana, tom, tmp_path)
    invitation, answer = two.file(), two.file()
    ana.exchange.invite(invitation, "en")
    assert tom.exchange.accept(invitation, answer).made
    ana.exchange.accept(answer, two.file())
    two.pass_on(ana)
    assert tom.pair.myself.name == "Tom Weiss"
    assert tom.pair.my_role is Role.MENTOR
    assert tom.pairs.charter() is not None


def test_which_pair_an_invitation_is_to_is_not_guessed(tmp_path: Path) -> None:
    """Another name may be the same person: neither a second pair nor an id that stands twice."""
    ana, kit = journal_at(tmp_path / "ana"), journal_at(tmp_path / "kit")
    ana.pairs.create(me="Ana Ruiz", role=Role.MENTEE, partner="Tom Weiss")
    old = kit.pairs.create(me="Tom Weiss", role=Role.MENTOR, partner="Ana R.")
    two = Two(ana, kit, tmp_path)
    invitation = two.file()
    ana.exchange.invite(invitation, "en")
    with pytest.raises(UnclearPair) as unclear:
        kit.exchange.accept(invitation, two.file())
    assert unclear.value.pairs == [old]
    with pytest.raises(UsageProblem):
        kit.exchange.accept(invitation, two.file(), pair=old.id, new_pair=True)
    made = kit.exchange.accept(invitation, two.file(), new_pair=True)
    assert made.made
    assert made.spoken_of == kit.pair == old
    assert made.supersedes("")
    before = kit.store.home.journal.read_bytes(), kit.store.home.exchange.read_bytes()
    with pytest.raises(Refused) as refused:
        kit.exchange.accept(invitation, two.file(), pair=old.id)
    assert refused.value.values["ref"] == ana.pair.id[:6]
    assert (kit.store.home.journal.read_bytes(), kit.store.home.exchange.read_bytes()) == before
    kit.pairs.erase(made.pair)
    assert not kit.exchange.accept(invitation, two.file(), pair=old.id).made
    assert [(each.id, each.partner.name) for each in kit.pairs.all()] == [(ana.pair.id, "Ana Ruiz")]
    assert kit.pair.id == ana.pair.id


def test_pairing_is_not_undone_by_accident(two: Two) -> None:
    """Undo goes back to the pairing and no further, on both sides."""
    for journal in (two.ana, two.tom):
        with pytest.raises(Refused):
            undoing.undo(journal)
        assert journal.store.all(Pair)


def test_another_key_is_not_taken_silently(two: Two) -> None:
    """A new invitation under other keys is refused, until the person says that they changed."""
    other = journal_at(two.where / "lost")
    two.tom.exchange.invite(two.where / "again", "en")
    accepted = other.exchange.accept(two.where / "again", two.where / "answer")
    with pytest.raises(PacketRefused):
        two.tom.exchange.accept(two.where / "answer", two.file())
    before = two.tom.exchange.standing().words
    taken = two.tom.exchange.accept(two.where / "answer", two.file(), new_key=True)
    assert taken.words == accepted.words
    assert taken.words != before
    with pytest.raises(PacketRefused):
        two.tom.exchange.receive([two.sent(two.ana)])


def test_a_lost_laptop_gets_back_what_the_partner_shares(two: Two) -> None:
    """Invited again, a new home has what the two shared of the partner's and of both."""
    two.tom.learnings.add("Charts mislead")
    two.tom.objectives.propose("Read the dashboard")
    two.ana.actions.add("Call the night shift")
    two.exchange()
    again = Two(journal_at(two.where / "new"), two.tom, two.where)
    two.tom.exchange.invite(two.where / "again", "en")
    again.ana.exchange.accept(two.where / "again", two.where / "answer")
    two.tom.exchange.accept(two.where / "answer", two.file(), new_key=True)
    again.exchange(2)
    assert [each.what for each in again.ana.learnings.all()] == ["Charts mislead"]
    assert [each.text for each in again.ana.actions.all()] == ["Call the night shift"]
    again.ana.actions.add("And what comes then")
    again.exchange()
    assert len(two.tom.actions.all()) == 2


def test_ones_own_invitation_is_not_accepted(two: Two) -> None:
    """It is for the other one."""
    two.ana.exchange.invite(two.where / "mine", "en")
    with pytest.raises(Refused):
        two.ana.exchange.accept(two.where / "mine", two.file())


def test_where_both_invited_one_invitation_is_accepted(tmp_path: Path) -> None:
    """The one of the lower id, whoever tries which."""
    two = Two(journal_at(tmp_path / "ana"), journal_at(tmp_path / "tom"), tmp_path)
    two.ana.pairs.create(me="Ana Ruiz", role=Role.MENTEE, partner="Tom Weiss")
    two.tom.pairs.create(me="Tom Weiss", role=Role.MENTOR, partner="Ana Ruiz")
    invitations = {}
    for journal in (two.ana, two.tom):
        invitations[journal.pair.id] = two.file()
        journal.exchange.invite(invitations[journal.pair.id], "en")
    lower, higher = sorted((two.ana, two.tom), key=lambda journal: journal.pair.id)
    first, second = lower.pair.id, higher.pair.id
    with pytest.raises(Refused):
        lower.exchange.accept(invitations[second], two.file())
    answer = two.file()
    higher.exchange.accept(invitations[first], answer)
    lower.exchange.accept(answer, two.file())
    two.exchange()
    assert two.ana.pair.id == two.tom.pair.id == first


def test_keys_are_for_their_owner_only(two: Two) -> None:
    """The file of keys is readable by its owner, and no invitation holds a secret one."""
    home = two.ana.store.home
    assert stat.S_IMODE(home.exchange.stat().st_mode) == 0o600
    secrets = json.loads(home.exchange.read_text())["pairs"][two.ana.pair.id]
    invitation = two.where / "again"
    two.ana.exchange.invite(invitation, "en")
    text = invitation.read_text()
    assert secrets["sign"] not in text
    assert secrets["age"] not in text


@pytest.mark.parametrize("damage", ["sender", "pair", "members", "keys", "language", "version"])
def test_a_changed_invitation_is_refused(two: Two, damage: str) -> None:
    """Whatever was changed in it, the signature no longer fits."""
    invitation = two.where / "again"
    two.ana.exchange.invite(invitation, "en")
    line, signature = invitation.read_bytes().splitlines()
    body = json.loads(line)
    body[damage] = "0123456789abcdef"
    forged = two.where / "forged"
    changed = json.dumps(body, sort_keys=True, separators=(",", ":")).encode()
    forged.write_bytes(changed + b"\n" + signature + b"\n")
    before = two.tom.store.home.journal.read_bytes()
    with pytest.raises(PacketRefused, match=r"changed after it was signed|another version"):
        two.tom.exchange.accept(forged, two.file())
    assert two.tom.store.home.journal.read_bytes() == before


def test_a_record_of_mine_that_cannot_be_read_is_no_fault_of_the_invitation(tmp_path: Path) -> None:
    """It is named as what it is, and nothing was changed."""
    ana, tom = journal_at(tmp_path / "ana"), journal_at(tmp_path / "tom")
    ana.pairs.create(me="Ana Ruiz", role=Role.MENTEE, partner="Tom Weiss")
    tom.pairs.create(me="Tom Weiss", role=Role.MENTOR, partner="Ana Ruiz")
    action = tom.actions.add("Call Marie")
    with tom.store.transaction("a later version") as tx:
        stored = tx.document(Action, action.id)
        assert stored is not None
        tx.rewrite(Action, stored, {**stored, "status": "paused"})
    invitation = ana.exchange.invite(tmp_path / "invitation", "en")
    before = tom.store.home.journal.read_bytes()
    with pytest.raises(Damaged, match=action.id):
        tom.exchange.accept(invitation, tmp_path / "answer")
    assert tom.store.home.journal.read_bytes() == before


def test_a_word_stands_for_one_byte() -> None:
    """Both lists have 256 short words, each once."""
    assert LISTS == {"en": ENGLISH, "fr": FRENCH}
    for words in LISTS.values():
        assert len(set(words)) == 256
        assert all(2 <= len(word) <= 9 for word in words)


def test_the_same_word_may_come_twice(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each stands for its byte, in its place: words that all differed would tell less of the keys."""
    monkeypatch.setattr("hashlib.scrypt", lambda *_args, **_more: bytes((7, 7, 0, 255, 7, 1)))
    one, other = (Keys(sign * 64, f"age1{sign}") for sign in "ab")
    said = secret_words.__wrapped__("0123456789abcdef", one, other, "fr")
    assert said == tuple(FRENCH[byte] for byte in (7, 7, 0, 255, 7, 1))


def test_erasing_the_pair_erases_its_keys(two: Two) -> None:
    """Nothing of the exchange stays: no key, no merge state, no word."""
    two.ana.actions.add("Call the night shift")
    two.exchange()
    pair = two.ana.pair
    two.ana.pairs.erase(pair)
    assert pair.id not in two.ana.store.home.exchange.read_text()
    assert pair.id not in two.ana.store.home.journal.read_text()
    assert two.ana.store.exchanged(pair.id) == {}


def test_a_purged_record_leaves_the_merge_state(two: Two) -> None:
    """Its words are in no merge document of mine, and the partner is still told that it is gone."""
    action = two.ana.actions.add("Call the night shift")
    two.exchange()
    two.ana.records.delete(action)
    two.exchange()
    two.ana.records.purge(*two.ana.records.trash())
    left = json.loads(two.ana.store.exchanged(two.ana.pair.id)[action.id].partition(b": ")[2])
    assert left.keys() == {"id", "pair", "table", "version", "life", "epoch", "erased"}
    two.exchange(2)
    assert two.tom.actions.all() == []
    assert two.ana.actions.all() == []
