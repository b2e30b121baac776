"""What can be done to any record: who may read it, the trash, and back."""

from __future__ import annotations

from datetime import timedelta

import pytest

from rmjournal.errors import Changed, Refused, UsageProblem
from rmjournal.journal import Journal, undoing
from rmjournal.model.feedback import Feedback
from rmjournal.model.record import Visibility
from tests.conftest import NOW, MakeJournal
from tests.journal.conftest import documents

SOON = NOW + timedelta(days=7)


@pytest.mark.parametrize("visibility", Visibility)
def test_who_may_read_a_record_is_a_persons_choice(
    journal: Journal, visibility: Visibility
) -> None:
    """Any of the three, and it is stored."""
    learning = journal.learnings.add("Ask for the median")
    assert journal.records.show_to(learning, visibility).visibility is visibility
    assert journal.learnings.all()[0].visibility is visibility


@pytest.mark.parametrize("narrower", [Visibility.PAIR, Visibility.PRIVATE])
def test_a_consent_taken_back_does_not_come_back(journal: Journal, narrower: Visibility) -> None:
    """Neither member's: to let it leave again, both consent anew, also to an earlier wording."""
    partner, show = journal.pair.partner.id, journal.records.show_to
    journal.reflections.log(None, what="Nothing yet")
    (told,) = journal.reflections.all()
    for wording in ("Ask for the median", "Ask for the mode", "Ask for the median"):
        told = journal.reflections.edit(told, what=wording)
        told = show(told, narrower)
        told = show(told, Visibility.SHAREABLE)
        assert not journal.records.may_leave(told)
        told = show(told, Visibility.SHAREABLE, member=partner)
        assert journal.records.may_leave(told)
    told = journal.reflections.edit(told, what="Other words")
    told = show(told, narrower)
    told = show(journal.reflections.edit(told, what=wording), Visibility.SHAREABLE)
    assert not journal.records.may_leave(told)


def test_a_consent_noted_meanwhile_is_taken_back_too(journal: Journal) -> None:
    """Whoever narrows it had not seen it yet."""
    seen = journal.learnings.add("Ask for the median")
    partner, show = journal.pair.partner.id, journal.records.show_to
    show(seen, Visibility.SHAREABLE, member=partner)
    learning = show(show(seen, Visibility.PAIR), Visibility.SHAREABLE)
    assert not journal.records.may_leave(learning)


@pytest.mark.parametrize("visibility", [Visibility.PRIVATE, Visibility.SHAREABLE])
def test_the_pair_and_its_charter_are_for_the_two(journal: Journal, visibility: Visibility) -> None:
    """A charter that one of them cannot read would be none."""
    for record in (journal.pair, journal.charters.present()):
        with pytest.raises(Refused, match="the two of you"):
            journal.records.show_to(record, visibility)
        assert journal.records.show_to(record, Visibility.PAIR).visibility is Visibility.PAIR


@pytest.mark.parametrize("visibility", Visibility)
def test_feedback_that_was_not_delivered_stays_private(
    journal: Journal, visibility: Visibility
) -> None:
    """A draft of feedback becomes readable by being delivered, and in no other way."""
    draft = journal.agendas.make(Feedback, visibility=Visibility.PRIVATE, request="Slower")
    with journal.store.transaction("feedback") as tx:
        tx.add(draft)
    with pytest.raises(Refused):
        journal.records.show_to(draft, visibility)
    assert journal.store.all(Feedback) == [draft]


def test_feedback_that_was_delivered_is_for_the_two(journal: Journal) -> None:
    """It cannot be made private again, nor leave the pair; that it is for both may be said again."""
    given = journal.feedback.give(request="Slower", deliver=True)
    assert journal.records.show_to(given, Visibility.PAIR).visibility is Visibility.PAIR
    for visibility, why in (
        (Visibility.PRIVATE, "no longer"),
        (Visibility.SHAREABLE, "stay between"),
    ):
        with pytest.raises(Refused, match=why):
            journal.records.show_to(given, visibility)


def test_to_consent_again_is_no_second_consent(journal: Journal) -> None:
    """Each of the two is noted once for the same words."""
    partner, show = journal.pair.partner.id, journal.records.show_to
    told = show(journal.learnings.add("Ask for the median"), Visibility.SHAREABLE)
    for _ in range(2):
        told = show(told, Visibility.SHAREABLE, member=partner)
    assert [each.member for each in told.assents] == [journal.pair.me, partner]


def test_a_deleted_record_is_in_the_trash_and_nowhere_else(journal: Journal) -> None:
    """It is listed there, with the moment it went, and no list shows it any more."""
    learning = journal.learnings.add("Ask")
    kept = journal.learnings.add("Keep")
    (gone,) = journal.records.delete(learning)
    assert journal.learnings.all() == [kept]
    assert journal.records.trash() == [gone]
    assert gone.deleted == journal.clock.stamp()


def test_a_restored_record_is_as_it_was(journal: Journal) -> None:
    """Back from the trash, it says and shows what it did."""
    learning = journal.learnings.add("Ask")
    (gone,) = journal.records.delete(learning)
    (back,) = journal.records.restore(gone)
    assert journal.learnings.all() == [back]
    assert journal.records.trash() == []
    assert (back.id, back.deleted, back.visibility) == (learning.id, None, learning.visibility)


def test_with_a_session_goes_its_agenda_and_comes_back(journal: Journal) -> None:
    """Deleting a session trashes its items in one step, and restoring it brings them back."""
    session, other = journal.sessions.plan(SOON), journal.sessions.plan(SOON + timedelta(days=7))
    items = [journal.agendas.add(session, topic) for topic in ("One", "Two")]
    stays = journal.agendas.add(other, "Elsewhere")
    gone = journal.records.delete(session)
    assert {record.id for record in gone} == {session.id, *(item.id for item in items)}
    assert journal.sessions.all() == [other]
    assert journal.agendas.of(other).items == (stays,)
    back = journal.records.restore(gone[0])
    assert {record.id for record in back} == {record.id for record in gone}
    assert [item.topic for item in journal.agendas.of(session).items] == ["One", "Two"]


def test_a_session_under_way_is_not_deleted(journal: Journal) -> None:
    """It ends first, or its start is undone."""
    session = journal.sessions.plan(SOON)
    journal.timers.start(session, early=True)
    with pytest.raises(Refused):
        journal.records.delete(session)
    assert journal.records.trash() == []


def test_a_restored_session_is_not_the_second_under_way(journal: Journal) -> None:
    """One that was deleted while it was under way waits in the trash until the other is over."""
    session, other = journal.sessions.plan(SOON), journal.sessions.plan(SOON + timedelta(days=7))
    journal.timers.start(session, early=True)
    with journal.store.transaction("an earlier version") as tx:
        gone = tx.change(journal.sessions.all()[0], deleted=tx.now)
    journal.timers.start(other, early=True)
    with pytest.raises(Refused):
        journal.records.restore(gone)
    journal.timers.end()
    journal.records.restore(gone)
    under_way = {each.id: each.under_way for each in journal.sessions.all()}
    assert under_way == {session.id: True, other.id: False}


def test_an_item_comes_back_only_onto_its_agenda(journal: Journal, at: MakeJournal) -> None:
    """Without its session nobody would see it, and it would be erased with it."""
    session = journal.sessions.plan(SOON)
    item = journal.agendas.add(session, "One")
    trashed, gone = journal.records.delete(session)
    with pytest.raises(Refused) as refused:
        journal.records.restore(gone)
    assert refused.value.values["ref"] == f"#{session.id[:6]}"
    with pytest.raises(Changed):
        at(NOW).agendas.add(session, "Two")
    journal.records.restore(trashed)
    assert [each.id for each in journal.agendas.of(session).items] == [item.id]


def test_an_item_that_was_removed_before_stays_removed(journal: Journal, at: MakeJournal) -> None:
    """Restoring a session brings back the agenda it went with, not what was taken off earlier."""
    session = journal.sessions.plan(SOON)
    journal.agendas.remove(journal.agendas.add(session, "Removed"))
    journal.agendas.add(session, "Kept")
    later = at(NOW + timedelta(hours=1))
    gone = later.records.delete(session)
    later.records.restore(gone[0])
    assert [item.topic for item in later.agendas.of(session).items] == ["Kept"]


def test_the_trash_lists_the_latest_first(journal: Journal, at: MakeJournal) -> None:
    """Of every kind, by the moment it was deleted."""
    learning, action = journal.learnings.add("Ask"), journal.actions.add("Call")
    win = journal.wins.add("She presented alone")
    for hours, record in enumerate((action, win, learning)):
        at(NOW + timedelta(hours=hours)).records.delete(record)
    assert [record.id for record in journal.records.trash()] == [learning.id, win.id, action.id]


def test_the_trash_is_that_of_the_pair(journal: Journal) -> None:
    """What another pair deleted is not listed."""
    journal.records.delete(journal.learnings.add("With Tom"))
    journal.pairs.use(
        journal.pairs.create(me="Ana Ruiz", role=journal.pair.my_role, partner="Lou Petit")
    )
    assert journal.records.trash() == []


def test_a_pair_and_its_charter_are_not_deleted_like_a_note(journal: Journal) -> None:
    """It is refused, and the way to conclude a mentoring is named."""
    before = documents(journal)
    for record in (journal.pair, journal.pairs.charter()):
        assert record is not None
        with pytest.raises(Refused) as refusal:
            journal.records.delete(record)
        assert "pair close" in refusal.value.todo
    assert documents(journal) == before


def test_only_what_is_in_the_trash_is_erased(journal: Journal, at: MakeJournal) -> None:
    """Not a living record, nor one that another window took out of the trash meanwhile."""
    learning = journal.learnings.add("Ask")
    with pytest.raises(Refused, match="in the trash"):
        journal.records.purge(learning)
    (gone,) = journal.records.delete(learning)
    (back,) = at(NOW).records.restore(gone)
    with pytest.raises(Refused, match="in the trash"):
        journal.records.purge(gone)
    assert journal.learnings.all() == [back]


def test_all_of_the_trash_can_be_erased_at_once(journal: Journal) -> None:
    """What is not in it stays, and can be undone still, once it was said that erasing cannot."""
    session = journal.sessions.plan(SOON)
    journal.agendas.add(session, "One")
    journal.records.delete(session)
    journal.records.delete(journal.wins.add("Well done"))
    kept = journal.learnings.add("Ask")
    assert journal.records.purge(*journal.records.trash()).records == 3
    assert journal.records.trash() == []
    assert journal.learnings.all() == [kept]
    with pytest.raises(Refused, match="erasure"):
        undoing.undo(journal)
    undoing.undo(journal)
    assert journal.learnings.all() == []


def test_only_those_are_offered_who_can_read_it(journal: Journal) -> None:
    """What is offered is never refused, and what is not offered always is."""
    session = journal.sessions.plan(NOW + timedelta(days=7))
    theirs = journal.feedback.give(situation="A demo", member=journal.pair.partner.id)
    records = [
        journal.learnings.add("Ask"), session, journal.agendas.add(session, "Demo"), theirs,
        journal.feedback.give(situation="A draft"), journal.pair, journal.objectives.propose("Read"),
    ]  # fmt: skip
    for record in records:
        for visibility in Visibility:
            if visibility is record.visibility:
                assert visibility not in journal.records.offered(record)
            elif visibility in journal.records.offered(record):
                journal.records.show_to(record, visibility)
                undoing.undo(journal)
            else:
                with pytest.raises(Refused):
                    journal.records.show_to(record, visibility)


def test_a_reflection_is_not_edited_away(journal: Journal) -> None:
    """An answer can be emptied, and confidence taken off, as long as something is left."""
    reflection = journal.reflections.log(None, what="We met.", confidence=7).reflection
    assert reflection
    left = journal.reflections.edit(reflection, what="")
    assert (left.what, left.confidence) == ("", 7)
    with pytest.raises(UsageProblem):
        journal.reflections.edit(left, confidence=None)
