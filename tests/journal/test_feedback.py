"""Feedback: mine alone until it is delivered, then acknowledged, answered, and acted on."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from rmjournal.errors import NotFound, Refused, UsageProblem
from rmjournal.i18n import Words
from rmjournal.journal import Journal, data, undoing
from rmjournal.journal.exporting import Request, carry_out
from rmjournal.journal.search import search
from rmjournal.journal.status import status
from rmjournal.model.feedback import Feedback
from rmjournal.model.record import BOTH, Visibility
from rmjournal.model.session import Session
from tests.conftest import NOW, MakeJournal
from tests.journal.conftest import documents

SECRET = "You left in the middle of my demonstration without a word"
ENGLISH = Words("en", terminal=False)


def hear(journal: Journal, **fields: Any) -> Feedback:
    """Feedback of the other that was delivered to me, as it would arrive."""
    other = journal.pair.partner.id
    said = {"request": "Slower", "delivered": journal.clock.stamp(), **fields}
    record = journal.feedback.make(Feedback, author=other, **said)
    record = replace(record, entered_by=other)
    with journal.store.transaction("received") as tx:
        return tx.add(record)


def coming(journal: Journal) -> Session:
    """A session to prepare."""
    return journal.sessions.plan(NOW + timedelta(days=7))


def test_a_draft_is_for_me_only_until_it_is_delivered(journal: Journal) -> None:
    """Delivering is one step, and undoing it makes it mine alone again."""
    draft = journal.feedback.give(behaviour=SECRET, time_well_spent=2)
    assert (draft.visibility, draft.delivered) == (Visibility.PRIVATE, None)
    before = documents(journal)
    delivered = journal.feedback.deliver(draft)
    assert (delivered.visibility, delivered.delivered) == (
        Visibility.PAIR, journal.clock.stamp(),
    )  # fmt: skip
    undoing.undo(journal)
    assert documents(journal) == before


def test_told_so_it_is_delivered_at_once(journal: Journal) -> None:
    """In one step, for both."""
    delivered = journal.feedback.give(behaviour=SECRET, deliver=True)
    assert delivered.visibility is Visibility.PAIR
    undoing.undo(journal)
    assert journal.feedback.all() == []


def test_what_the_other_said_aloud_is_theirs_and_was_heard(journal: Journal) -> None:
    """Their words, noted by me, delivered and received; no draft of theirs can be made."""
    partner = journal.pair.partner.id
    heard = journal.feedback.give(member=partner, request="Slower")
    assert (heard.author, heard.entered_by) == (partner, journal.pair.me)
    assert heard.visibility is Visibility.PAIR
    assert heard.delivered == heard.acknowledged == journal.clock.stamp()
    assert journal.feedback.received() == journal.feedback.unanswered() == [heard]
    for member in (BOTH, "0" * 16):
        with pytest.raises(UsageProblem):
            journal.feedback.give(member=member, request="Slower")
    with pytest.raises(UsageProblem):
        journal.feedback.give(member=partner, request="x", sleep_until=date(2026, 11, 30))


@pytest.mark.parametrize(
    "fields",
    [{}, {"request": "  "}, {"time_well_spent": 5}, {"time_well_spent": -1}],
    ids=str,
)
def test_feedback_says_something(journal: Journal, fields: dict[str, Any]) -> None:
    """One field at least, and a number that there is; a nought is an answer."""
    before = documents(journal)
    with pytest.raises(UsageProblem):
        journal.feedback.give(**fields)
    draft = journal.feedback.give(time_well_spent=0)
    with pytest.raises(UsageProblem):
        journal.feedback.edit(draft, time_well_spent=9)
    assert journal.feedback.all() == [draft]
    undoing.undo(journal)
    assert documents(journal) == before


def test_a_draft_cannot_be_emptied(journal: Journal) -> None:
    """Taking its only word out is refused, and leaves it as it was."""
    draft = journal.feedback.give(request="Slower")
    with pytest.raises(UsageProblem):
        journal.feedback.edit(draft, request="")
    assert journal.feedback.all() == [draft]


def test_an_answer_can_be_taken_out_of_a_draft(journal: Journal) -> None:
    """None empties it, where leaving it out keeps it; so it can be about no session, too."""
    about = coming(journal)
    draft = journal.feedback.give(request="Slower", time_well_spent=2, session=about.id)
    kept = journal.feedback.edit(draft, request="Slower, please")
    assert (kept.time_well_spent, kept.session) == (2, about.id)
    emptied = journal.feedback.edit(kept, time_well_spent=None, session=None)
    assert (emptied.time_well_spent, emptied.session) == (None, None)
    assert emptied.request == "Slower, please"


def test_one_sleeps_on_it_until_a_later_day(journal: Journal, at: MakeJournal) -> None:
    """It waits, its words unsaid; on its day it asks to be read again; delivered, it is done."""
    tomorrow = NOW.date() + timedelta(days=1)
    draft = journal.feedback.give(behaviour=SECRET, sleep_until=tomorrow)
    assert journal.feedback.sleeping() == [draft]
    assert status(journal).sleeping == tomorrow
    with pytest.raises(Refused, match="set aside"):
        journal.feedback.deliver(draft)
    assert journal.feedback.sleeping() == [draft]
    later = at(NOW + timedelta(days=1))
    assert later.feedback.sleeping() == [draft]
    assert status(later).sleeping == later.clock.today()
    later.feedback.deliver(draft)
    assert later.feedback.sleeping() == []
    assert status(later).sleeping is None
    for day in (NOW.date(), NOW.date() - timedelta(days=1)):
        with pytest.raises(UsageProblem):
            journal.feedback.give(behaviour="x", sleep_until=day)
    with pytest.raises(UsageProblem):
        journal.feedback.give(behaviour="x", sleep_until=tomorrow, deliver=True)


def test_delivered_words_stand(at: MakeJournal, journal: Journal) -> None:
    """No edit, no second delivery, no way back to private; also from a window that is behind."""
    draft = journal.feedback.give(behaviour=SECRET)
    delivered = at(NOW).feedback.deliver(draft)
    for seen in (draft, delivered):
        with pytest.raises(Refused):
            journal.feedback.edit(seen, behaviour="Nothing")
        with pytest.raises(Refused):
            journal.feedback.deliver(seen)
        with pytest.raises(Refused):
            journal.records.show_to(seen, Visibility.PRIVATE)
    assert journal.feedback.all() == [delivered]


def test_a_delivery_that_was_taken_back_opens_no_door(at: MakeJournal, journal: Journal) -> None:
    """A window that still sees it as delivered cannot show it to the other."""
    delivered = journal.feedback.deliver(journal.feedback.give(behaviour=SECRET))
    undoing.undo(at(NOW))
    for act in (
        lambda: journal.records.show_to(delivered, Visibility.SHAREABLE),
        lambda: journal.feedback.reply(delivered, "x"),
        lambda: journal.feedback.discuss(delivered, coming(journal)),
    ):
        with pytest.raises(Refused):
            act()
    (draft,) = journal.feedback.all()
    assert draft.visibility is Visibility.PRIVATE


def test_only_the_receiver_acknowledges_and_once(journal: Journal) -> None:
    """Mine is not mine to acknowledge; theirs is, and then waits for an answer."""
    mine = journal.feedback.give(behaviour=SECRET, deliver=True)
    theirs = hear(journal)
    assert (journal.feedback.unread(), status(journal).unread) == ([theirs], 1)
    read = journal.feedback.acknowledge(theirs)
    assert read.acknowledged == journal.clock.stamp()
    assert (status(journal).unread, status(journal).unanswered) == (0, 1)
    for seen in (mine, theirs, read):
        with pytest.raises(Refused):
            journal.feedback.acknowledge(seen)


def test_who_received_it_answers_once(journal: Journal) -> None:
    """My answer says that I read it; what the other answered aloud is theirs; no one has two."""
    theirs = journal.feedback.reply(hear(journal), "Thank you", change="I warn you first")
    assert theirs.acknowledged == journal.clock.stamp()
    assert journal.feedback.unanswered() == []
    mine = journal.feedback.give(behaviour=SECRET, deliver=True)
    partner = journal.pair.partner.id
    answered = journal.feedback.reply(mine, change="Never again", member=partner)
    (reply,) = answered.replies
    assert (reply.author, reply.entered_by) == (partner, journal.pair.me)
    assert answered.acknowledged
    before = documents(journal)
    for seen, member in ((answered, partner), (answered, None), (theirs, None), (theirs, partner)):
        with pytest.raises(Refused):
            journal.feedback.reply(seen, "Again", member=member)
    assert documents(journal) == before


def test_answering_later_does_not_move_the_day_it_was_read(
    at: MakeJournal, journal: Journal
) -> None:
    """What was acknowledged stays so from the moment at which it was."""
    read = journal.feedback.acknowledge(hear(journal))
    answered = at(NOW + timedelta(days=2)).feedback.reply(read, "Thank you")
    assert answered.acknowledged == read.acknowledged


def test_feedback_stands_in_the_order_in_which_it_was_given(
    at: MakeJournal, journal: Journal
) -> None:
    """A draft that waited comes after what was delivered meanwhile."""
    waited = journal.feedback.give(behaviour="Begun first")
    later = at(NOW + timedelta(days=1))
    later.feedback.give(behaviour="Given first", deliver=True)
    at(NOW + timedelta(days=2)).feedback.deliver(waited)
    told = [each.behaviour for each in later.feedback.all()]
    assert told == ["Given first", "Begun first"]


def test_what_was_heard_aloud_is_received(journal: Journal) -> None:
    """Who noted it has heard it: there is nothing to acknowledge, and that is what is said."""
    heard = journal.feedback.give(member=journal.pair.partner.id, request="Slower")
    with pytest.raises(Refused, match="heard aloud"):
        journal.feedback.acknowledge(heard)


def test_an_answer_needs_a_word_and_something_to_answer(journal: Journal) -> None:
    """Blanks answer nothing, and a draft is answered by nobody."""
    with pytest.raises(UsageProblem):
        journal.feedback.reply(hear(journal), " ", change="")
    draft = journal.feedback.give(behaviour=SECRET)
    with pytest.raises(Refused):
        journal.feedback.reply(draft, "x")


def test_a_second_answer_at_once_is_refused(at: MakeJournal, journal: Journal) -> None:
    """The answer of the other window stands."""
    seen = hear(journal)
    journal.feedback.reply(seen, "One")
    with pytest.raises(Refused):
        at(NOW).feedback.reply(seen, "Two")
    (now,) = journal.feedback.all()
    assert [reply.text for reply in now.replies] == ["One"]


def test_it_goes_on_the_agenda_without_its_content(journal: Journal) -> None:
    """Whose and when, no word of it, in any way that leads to the agenda; once a session."""
    theirs = hear(journal, behaviour=SECRET, request=SECRET, situation=SECRET)
    session = coming(journal)
    item = journal.feedback.discuss(theirs, session)
    assert item.topic == "Feedback given by Tom on 21 November"
    assert (item.source, item.visibility, item.minutes) == (theirs.id, Visibility.PAIR, 10)
    assert SECRET not in str(data.plain(journal, item))
    with pytest.raises(Refused):
        journal.feedback.discuss(theirs, session)
    suggestion = journal.agendas.suggest(session)
    assert not [part for part in (*suggestion.parts, *suggestion.left_out) if SECRET in part.topic]
    assert not [part for part in suggestion.parts if SECRET in part.reason]
    journal.agendas.take(session, suggestion)
    journal.agendas.carry(journal.agendas.of(session).items[1])
    other = journal.sessions.plan(NOW + timedelta(days=28))
    parts = journal.agendas.suggest(other).parts
    assert SECRET not in str(parts)


def test_a_draft_is_not_announced(journal: Journal) -> None:
    """That there is one at all is mine until I deliver it."""
    draft = journal.feedback.give(behaviour=SECRET)
    session = coming(journal)
    with pytest.raises(Refused):
        journal.feedback.discuss(draft, session)
    assert journal.agendas.of(session).items == ()


def test_the_discussion_of_what_left_the_pair_stays_in_it(journal: Journal) -> None:
    """The item is for the two, however far the feedback may go."""
    theirs = hear(journal, visibility=Visibility.SHAREABLE)
    assert journal.feedback.discuss(theirs, coming(journal)).visibility is Visibility.PAIR


def test_a_request_is_proposed_once(journal: Journal) -> None:
    """What was brought to an agenda is not proposed for each one after."""
    hear(journal, request="Fewer words")
    first = coming(journal)
    journal.agendas.take(first, journal.agendas.suggest(first))
    assert "Fewer words" in [item.topic for item in journal.agendas.of(first).items]
    second = journal.sessions.plan(NOW + timedelta(days=28))
    assert "Fewer words" not in [part.topic for part in journal.agendas.suggest(second).parts]


def test_the_pulse_has_both_directions(journal: Journal) -> None:
    """Every hour that was judged, in order, with my drafts, for me alone."""
    held = journal.sessions.hold(began=NOW - timedelta(days=1))
    mine = journal.feedback.give(time_well_spent=3, session=held.id)
    theirs = hear(journal, time_well_spent=0)
    hear(journal)
    assert {(beat.feedback.id, beat.value, beat.on) for beat in journal.feedback.pulse()} == {
        (mine.id, 3, NOW.date()), (theirs.id, 0, NOW.date()),
    }  # fmt: skip


def test_nothing_undelivered_of_the_other_is_shown(journal: Journal) -> None:
    """Should a draft of theirs ever be in my file, no list, reference or pulse tells it."""
    draft = hear(journal, delivered=None, visibility=Visibility.PRIVATE, time_well_spent=1)
    assert journal.feedback.all() == []
    assert journal.feedback.pulse() == []
    assert status(journal).unread == 0
    with pytest.raises(NotFound):
        journal.feedback.found(f"#{draft.id}")


def test_no_export_for_the_other_holds_a_draft(journal: Journal) -> None:
    """Neither recap nor journal, with feedback asked for; delivered, both do; I find both."""
    held = journal.sessions.hold(began=NOW - timedelta(days=1))
    draft = journal.feedback.give(behaviour=SECRET, session=held.id)
    for kind in ("recap", "journal"):
        assert (
            SECRET not in carry_out(journal, Request(kind=kind, with_feedback=True), ENGLISH).text
        )
    assert [hit.record for hit in search(journal, "demonstration")] == [draft]
    journal.feedback.deliver(draft)
    for kind in ("recap", "journal"):
        assert SECRET in carry_out(journal, Request(kind=kind, with_feedback=True), ENGLISH).text
        assert SECRET not in carry_out(journal, Request(kind=kind), ENGLISH).text
