"""What leaves and what does not: no private word, no trace of it, and nothing that was taken back."""

from __future__ import annotations

from base64 import b64decode
from datetime import timedelta
from typing import Any

import pytest

from rmjournal.errors import Refused
from rmjournal.exchange.leaving import Leaving
from rmjournal.exchange.ledger import Ledger
from rmjournal.exchange.shape import BOTHS, GIVERS, MERGED, OWNED
from rmjournal.journal import Journal, undoing
from rmjournal.journal.clock import Clock
from rmjournal.journal.status import status
from rmjournal.model import substance
from rmjournal.model.agenda import Item
from rmjournal.model.learning import Learning, Worked
from rmjournal.model.pair import Role
from rmjournal.model.record import Record, Visibility
from rmjournal.storage import backups
from rmjournal.storage.codec import slots
from rmjournal.storage.tables import TABLES
from rmjournal.storage.view import decode
from tests.exchange.conftest import NOW, Two, leaving_now


def said(two: Two, *, everything: bool = True) -> dict[str, Any]:
    """All that Ana sends."""
    return two.read(two.sent(two.ana, everything=everything), two.tom)


def test_every_field_is_decided_on() -> None:
    """A field that is added one day stays here until somebody lists it, or says why it stays."""
    envelope = {
        "id", "pair", "author", "entered_by", "rev", "created", "updated", "visibility", "deleted", "origin",
    }  # fmt: skip
    here = {"sleep_until", "acknowledged", "me", "mentor", "mentee"}
    for kind in TABLES:
        named = {*OWNED.get(kind, ()), *MERGED.get(kind, ()), *BOTHS.get(kind, ()), *GIVERS}
        assert {slot.name for slot in slots(kind)} <= named | envelope | here


def test_a_private_record_leaves_no_trace(two: Two) -> None:
    """Not its id, not a link to it, and not the gap that it leaves in an agenda."""
    session = two.ana.sessions.plan(two.ana.clock.local().replace(day=28))
    first = two.ana.agendas.add(session, "First", minutes=5)
    hidden = two.ana.agendas.add(session, "Hidden", minutes=5, visibility=Visibility.PRIVATE)
    last = two.ana.agendas.add(session, "Last", minutes=5)
    learning = two.ana.learnings.add("For me")
    two.ana.records.show_to(learning, Visibility.PRIVATE)
    two.ana.actions.add("Call", learning=learning.id)
    reflection = two.ana.reflections.log(None, what="Mine alone.").reflection
    draft = two.ana.feedback.give(situation="Not yet")
    assert reflection is not None
    packet = said(two)
    text = str(packet)
    for record in (hidden, learning, reflection, draft):
        assert record.id not in text
    assert len(packet["records"]) == 0
    two.exchange()
    theirs = two.tom.agendas.of(session).items
    assert [(each.id, each.position) for each in theirs] == [(first.id, 1), (last.id, 2)]
    assert two.tom.actions.all()[0].learning is None
    assert two.ana.actions.all()[0].learning == learning.id


def test_another_pair_leaves_no_trace(two: Two) -> None:
    """What belongs to another pair is none of this partner's business."""
    mine = two.ana.pair
    other = two.ana.pairs.create(me="Ana Ruiz", role=Role.MENTEE, partner="Rhona Bello")
    two.ana.pairs.use(other)
    learning = two.ana.learnings.add("Rhona said so")
    two.ana.pairs.use(mine)
    text = str(said(two))
    for word in (other.id, learning.id, "Rhona"):
        assert word not in text


def test_the_last_look_sees_what_should_not_leave(two: Two) -> None:
    """Whatever chose the records: six words of a private one, or its id, are noticed."""
    secret = "I do not dare to tell him that he interrupts everyone"
    reflection = two.ana.reflections.log(None, what=secret).reflection
    two.ana.actions.add("Call the night shift and ask them for the median")
    assert reflection is not None
    leaving = Leaving(two.ana.store, two.ana.pair, Ledger.of(two.ana.store, two.ana.pair.id))
    leaving.check([{"text": "Call the night shift and ask them for the median"}])
    for plain in ({"text": f"Remember: {secret.upper()}"}, {"session": reflection.id}):
        with pytest.raises(Refused):
            leaving.check([plain])


def test_what_was_taken_back_is_in_no_later_packet(two: Two) -> None:
    """Narrowed after it was sent, its words leave no more; they are nowhere in the partner's file.

    Neither in the trash, where the partner put one, nor in the steps that touched one.
    """
    learning, other = (
        two.ana.learnings.add(f"{word} that I take back") for word in ("This", "That")
    )
    action = two.ana.actions.add("Another one that I take back")
    two.exchange()
    for seen in two.tom.learnings.all():
        two.tom.learnings.applied(seen, "On Tuesday", Worked.YES)
    two.tom.records.delete(two.tom.learnings.all()[0])
    for record in (learning, other, action):
        two.ana.records.show_to(record, Visibility.PRIVATE)
    assert "take back" not in str(said(two))
    two.exchange()
    assert two.tom.learnings.all() == []
    assert two.tom.actions.all() == []
    kept = two.tom.store.home.journal.read_text()
    for word in ("This", "That"):
        assert f"{word} that I take back" not in kept
    with pytest.raises(Refused):
        undoing.undo(two.tom)


def test_words_that_were_never_sent_leave_in_no_merge_document(two: Two) -> None:
    """What was reworded before it left is not in the document's history, even after a receipt."""
    session = two.ana.sessions.plan(two.ana.clock.local().replace(day=28), purpose="Begin")
    two.exchange()
    session = two.ana.sessions.edit(session, purpose="Begin with something unwise")
    two.pass_on(two.tom)
    two.ana.sessions.edit(session, purpose="Begin again")
    packet = said(two)
    for row in packet["shared"]:
        assert b"unwise" not in b64decode(row["doc"])


def test_what_did_not_change_is_not_read_again(two: Two, monkeypatch: pytest.MonkeyPatch) -> None:
    """A packet costs what changed, however long the two have been exchanging."""
    session = two.ana.sessions.plan(two.ana.clock.local().replace(day=28), purpose="Begin")
    for topic in ("One", "Two", "Three"):
        two.ana.agendas.add(session, topic, minutes=5)
    two.ana.learnings.add("Charts mislead")
    two.tom.learnings.add("He asks first")
    two.exchange(2)
    action = two.ana.actions.add("Call")
    read = list[str]()

    def noted(kind: type[Record], document: dict[str, Any]) -> Record:
        read.append(document["id"])
        return decode(kind, document)

    monkeypatch.setattr("rmjournal.exchange.leaving.decode", noted)
    (row,) = leaving_now(two.ana)["shared"]
    assert read == [row["id"]] == [action.id]


def test_what_depends_on_another_record_leaves_when_that_changes(two: Two) -> None:
    """Its own line is as it was; its place on the agenda, or whether it may be seen, is not."""
    ana = two.ana
    session = ana.sessions.plan(ana.clock.local().replace(day=28))
    first = ana.agendas.add(session, "First", minutes=5)
    last = ana.agendas.add(session, "Last", minutes=5)
    learning = ana.records.show_to(ana.learnings.add("For me"), Visibility.PRIVATE)
    action = ana.actions.add("Call", learning=learning.id)
    two.exchange(2)

    def changed() -> dict[str, Any]:
        assert leaving_now(ana) == leaving_now(ana, afresh=True)
        return {each["id"]: each for each in leaving_now(ana)["readable"]}

    assert changed() == {}
    with ana.store.transaction("trash") as tx:
        tx.change(first, deleted=tx.now)
    assert changed()[last.id]["content"]["position"] == 1
    two.exchange(2)
    ana.records.show_to(learning, Visibility.PAIR)
    assert changed()[action.id]["content"]["learning"] == learning.id
    two.exchange(2)
    ana.records.show_to(session, Visibility.PRIVATE)
    gone = {each["id"] for each in leaving_now(ana)["shared"]}
    assert {session.id, last.id} <= gone
    assert changed() == {}
    two.exchange(2)
    undoing.undo(ana)
    assert {session.id, last.id} <= changed().keys()


def test_a_withdrawn_record_keeps_my_replies(two: Two) -> None:
    """The partner's words go, mine stay; when it is shared again, both are there."""
    given = two.ana.feedback.deliver(two.ana.feedback.give(situation="Session 1"), early=True)
    two.exchange()
    theirs = two.tom.feedback.received()[0]
    two.tom.feedback.reply(theirs, "Thank you for that")
    two.exchange()
    assert [reply.text for reply in two.ana.feedback.given()[0].replies] == ["Thank you for that"]
    two.ana.records.delete(two.ana.feedback.given()[0])
    two.exchange()
    (hidden,) = two.tom.records.trash()
    assert hidden.id == given.id
    assert [reply.text for reply in hidden.replies] == ["Thank you for that"]  # type: ignore[attr-defined]
    assert hidden.situation == ""  # type: ignore[attr-defined]
    two.ana.records.restore(two.ana.records.trash()[0])
    two.exchange()
    assert two.tom.feedback.received()[0].situation == "Session 1"


def test_an_answer_that_came_is_told_of_for_a_week(two: Two) -> None:
    """From the day it came, whenever it was written; what I noted of the other's myself is no news."""
    two.ana.feedback.give(situation="Session 1", deliver=True)
    heard = two.ana.feedback.give(situation="Session 2", deliver=True)
    two.ana.feedback.reply(heard, "I see", member=two.ana.pair.partner.id)
    assert status(two.ana).answered == ()
    two.exchange()
    for received in two.tom.feedback.unanswered() + two.tom.feedback.unread():
        if received.situation == "Session 1":
            two.tom.feedback.reply(received, "Thank you for that")
    packet, home = two.sent(two.tom), two.ana.store.home
    told = []
    for days in (30, 36, 37):
        later = Journal.at(home, Clock("Europe/Paris", NOW + timedelta(days=days)))
        if days == 30:
            later.exchange.receive([packet])
        told.append([each.situation for each in status(later).answered])
    assert told == [["Session 1"], ["Session 1"], []]


def test_what_the_partner_takes_back_is_empty_of_their_words(two: Two) -> None:
    """Of a learning that is withdrawn nothing they said stays, what came of it neither; what I said does."""
    learning = two.tom.learnings.add("Ask for the median")
    two.tom.learnings.applied(learning, "I told Marie, and she listened", Worked.PARTLY)
    two.exchange()
    two.ana.learnings.applied(two.ana.learnings.all()[0], "So did I")
    two.exchange()
    (mine,) = two.tom.learnings.all()
    two.tom.records.show_to(mine, Visibility.PRIVATE)
    two.exchange()
    (hidden,) = two.ana.store.all(Learning, trashed=True)
    assert [each.text for each in hidden.outcomes] == ["So did I"]
    assert b"Marie" not in two.ana.store.home.journal.read_bytes()
    two.tom.records.show_to(two.tom.learnings.all()[0], Visibility.PAIR)
    two.exchange(2)
    (back,) = two.ana.learnings.all()
    assert {each.text for each in back.outcomes} == {"I told Marie, and she listened", "So did I"}


def test_a_late_packet_brings_no_word_of_what_was_taken_back(two: Two) -> None:
    """What it says of the record is not taken; once it is shared again, that comes with it."""
    learning = two.tom.learnings.add("Ask for the median")
    two.exchange()
    two.tom.learnings.applied(learning, "I told Marie, and she listened")
    late = two.sent(two.tom)
    (mine,) = two.tom.learnings.all()
    two.tom.records.show_to(mine, Visibility.PRIVATE)
    two.pass_on(two.tom)
    two.ana.exchange.receive([late])
    assert b"Marie" not in two.ana.store.home.journal.read_bytes()
    two.exchange()
    two.tom.records.show_to(two.tom.learnings.all()[0], Visibility.PAIR)
    two.exchange()
    (back,) = two.ana.learnings.all()
    assert [each.text for each in back.outcomes] == ["I told Marie, and she listened"]


def test_the_partner_cannot_delete_what_is_mine(two: Two) -> None:
    """They may put my words in their trash; here they stay, and they are not brought back there."""
    two.ana.learnings.add("Mine")
    two.exchange()
    two.tom.records.delete(two.tom.learnings.all()[0])
    two.exchange()
    assert [each.what for each in two.ana.learnings.all()] == ["Mine"]
    two.ana.learnings.edit(two.ana.learnings.all()[0], what="Mine still")
    two.exchange()
    assert two.tom.learnings.all() == []


def test_an_oral_agreement_becomes_a_request(two: Two) -> None:
    """What Ana noted of Tom is not sent as his: he is asked, and his own answer takes its place."""
    objective = two.ana.objectives.propose("Read the dashboard", measure="Twice")
    two.ana.objectives.agree(objective, two.ana.pair.partner.id)
    two.exchange()
    (theirs,) = two.tom.objectives.all()
    assert not two.tom.objectives.agreed(theirs)
    (request,) = two.tom.exchange.standing().requests
    assert (request.record.id, request.leaving) == (objective.id, False)
    two.tom.exchange.agree(request)
    assert two.tom.exchange.standing().requests == ()
    two.exchange()
    (mine,) = two.ana.objectives.all()
    assert two.ana.objectives.agreed(mine)
    assert all(each.entered_by == each.member for each in mine.assents)


def test_a_signature_and_a_consent_noted_are_requests_too(two: Two) -> None:
    """Each is given by the same verb, and is Tom's own then."""
    ana, tom = two.ana, two.tom
    ana.charters.edit(ana.charters.present(), stays="What we say")
    ana.charters.sign(ana.charters.present(), ana.pair.partner.id)
    learning = ana.learnings.add("Ask for the median")
    ana.records.show_to(learning, Visibility.SHAREABLE, member=ana.pair.partner.id)
    two.exchange()
    requests = tom.exchange.standing().requests
    assert {each.leaving for each in requests} == {False, True}
    for each in requests:
        tom.exchange.agree(each)
    assert tom.exchange.standing().requests == ()
    assert tom.pair.me in substance.assenting(tom.charters.present())
    (theirs,) = tom.learnings.all()
    assert tom.pair.me in tom.records.consenting(theirs)


def test_an_agreement_does_not_survive_a_change(two: Two) -> None:
    """Tom agrees to the words that he read; Ana changed them meanwhile."""
    objective = two.ana.objectives.propose("Read the dashboard", measure="Twice")
    two.exchange()
    two.tom.objectives.agree(two.tom.objectives.all()[0])
    two.ana.objectives.edit(objective, measure="Three times")
    two.exchange(2)
    for journal in (two.ana, two.tom):
        (each,) = journal.objectives.all()
        assert each.measure == "Three times"
        assert not journal.objectives.agreed(each)


def test_a_consent_to_leave_the_pair_is_taken_back_for_both(two: Two) -> None:
    """Once one of them narrows it, nobody's earlier consent holds."""
    learning = two.ana.learnings.add("Charts mislead")
    two.ana.records.show_to(learning, Visibility.SHAREABLE)
    two.exchange()
    theirs = two.tom.learnings.all()[0]
    assert not two.tom.records.may_leave(theirs)
    theirs = two.tom.records.show_to(theirs, Visibility.SHAREABLE)
    assert two.tom.records.may_leave(theirs)
    two.exchange()
    mine = two.ana.learnings.all()[0]
    assert two.ana.records.may_leave(mine)
    two.ana.records.show_to(mine, Visibility.PAIR)
    two.exchange(2)
    assert two.tom.learnings.all()[0].visibility is Visibility.PAIR
    for journal in (two.ana, two.tom):
        assert not journal.records.may_leave(journal.learnings.all()[0])
        assert journal.learnings.all()[0].assents == ()


def test_both_peoples_words_stay(two: Two) -> None:
    """Two edits of one sentence at once are both in it, in both journals."""
    session = two.ana.sessions.plan(two.ana.clock.local().replace(day=28), purpose="Read the chart")
    two.exchange()
    two.ana.sessions.edit(session, purpose="Read the chart, slowly")
    (theirs,) = two.tom.sessions.all()
    two.tom.sessions.edit(theirs, purpose="Tomorrow: Read the chart")
    two.exchange(2)
    for journal in (two.ana, two.tom):
        assert journal.sessions.all()[0].purpose == "Tomorrow: Read the chart, slowly"


def test_what_each_level_means_is_for_both_and_merges(two: Two) -> None:
    """One of them words the start and the other the best; what neither touched stays."""
    told = {"start": "Never opened it", "expected": "Reads it alone"}
    two.tom.objectives.propose("Read the dashboard", levels=told)
    two.exchange(2)
    for journal, level in ((two.ana, "best"), (two.tom, "start")):
        (seen,) = journal.objectives.all()
        journal.objectives.edit(seen, levels={level: f"The {level}, reworded"})
    two.exchange(2)
    for journal in (two.ana, two.tom):
        (found,) = journal.objectives.all()
        assert (found.levels.start, found.levels.expected, found.levels.best) == (
            "The start, reworded", "Reads it alone", "The best, reworded",
        )  # fmt: skip


def test_items_that_both_move_are_there_once(two: Two) -> None:
    """Moved by one and reworded by the other, an item is one item."""
    session = two.ana.sessions.plan(two.ana.clock.local().replace(day=28))
    for topic in ("One", "Two", "Three"):
        two.ana.agendas.add(session, topic, minutes=5)
    two.exchange()
    three = two.ana.agendas.of(session).items[2]
    two.ana.agendas.move(session, three, 1)
    theirs = two.tom.agendas.of(two.tom.sessions.all()[0]).items[2]
    two.tom.agendas.edit(theirs, topic="Three and more")
    two.exchange(2)
    for journal in (two.ana, two.tom):
        items = sorted(journal.store.all(Item), key=lambda item: item.position)
        assert [each.topic for each in items] == ["Three and more", "One", "Two"]


def test_a_restored_backup_reverts_nobody(two: Two) -> None:
    """What the partner changed since the backup stays; my own records are as I restored them."""
    session = two.ana.sessions.plan(two.ana.clock.local().replace(day=28), purpose="Begin")
    learning = two.ana.learnings.add("Old words")
    two.exchange()
    copy = two.file()
    backups.create(two.ana.store, copy)
    two.ana.learnings.edit(learning, what="New words")
    two.ana.sessions.edit(session, purpose="Begin here")
    two.exchange()
    backups.restore(two.ana.store, copy)
    two.exchange(3)
    for journal in (two.ana, two.tom):
        assert [each.purpose for each in journal.sessions.all()] == ["Begin here"]
        assert [each.what for each in journal.learnings.all()] == ["Old words"]


def test_what_the_partner_wrote_is_not_reworded_here(two: Two) -> None:
    """It would only be overwritten by their next version: the verb says so instead."""
    two.tom.learnings.add("Charts mislead")
    two.tom.wins.add("He asked first")
    two.tom.reflections.log(None, what="For both of us", for_partner=True)
    two.exchange()
    with pytest.raises(Refused):
        two.ana.learnings.edit(two.ana.learnings.all()[0], what="Some charts")
    with pytest.raises(Refused):
        two.ana.wins.edit(two.ana.wins.all()[0], text="She asked first")
    with pytest.raises(Refused):
        two.ana.reflections.edit(two.ana.reflections.all()[0], what="For me")


def test_what_would_leave_is_known_before(two: Two) -> None:
    """Each record by itself, what is not confirmed again; what is withheld is counted alone."""
    two.exchange()
    win = two.ana.wins.add("She spoke first")
    two.ana.reflections.log(None, what="Only for me.")
    before = two.ana.exchange.parcel()
    assert [each.id for each in before.fresh] == [win.id]
    assert before.withheld == 1
    packet = two.sent(two.ana)
    later = two.ana.exchange.parcel()
    assert later.fresh == ()
    assert win.id in {each.id for each in later.again}
    assert two.ana.exchange.standing().parcel == later
    two.tom.exchange.receive([packet])
    two.pass_on(two.tom)
    assert two.ana.exchange.parcel().again == ()
    two.ana.records.delete(win)
    assert two.ana.exchange.parcel().withdrawn == 1


def test_an_earlier_wording_bears_both_signatures_in_both_journals(two: Two) -> None:
    """Whoever rewords the charter keeps what was signed; the other's own signature is on it there, too."""
    two.ana.charters.edit(two.ana.charters.present(), stays="What we say")
    two.exchange(2)
    for journal in (two.ana, two.tom):
        journal.charters.sign(journal.charters.present())
    two.exchange(2)
    two.ana.charters.edit(two.ana.charters.present(), stays="What we say, and who was there")
    two.exchange(2)
    for journal in (two.ana, two.tom):
        (version,) = journal.charters.state().versions
        members = {member.id for member in journal.pair.members}
        assert {each.member for each in version.assents} == members
        assert all(each.entered_by == each.member for each in version.assents)


def test_a_signature_taken_back_is_on_no_earlier_wording(two: Two) -> None:
    """Also where the partner kept the wording, signed, before they could hear of it."""
    two.ana.charters.edit(two.ana.charters.present(), stays="What we say")
    two.exchange(2)
    two.ana.charters.sign(two.ana.charters.present())
    two.pass_on(two.ana)
    undoing.undo(two.ana)
    two.tom.charters.edit(two.tom.charters.present(), stays="What we say, and who was there")
    two.exchange(2)
    for journal in (two.ana, two.tom):
        assert all(not version.assents for version in journal.charters.state().versions)
