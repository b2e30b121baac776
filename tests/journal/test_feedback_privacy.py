"""Whatever is done to feedback, in whatever order: undelivered, it is its author's alone."""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from contextlib import ExitStack
from datetime import timedelta
from itertools import count

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from rmjournal.errors import RmjournalError
from rmjournal.export.context import Audience, may_see
from rmjournal.i18n import Words
from rmjournal.journal import Journal, conflicts, undoing
from rmjournal.journal.exporting import Request, carry_out
from rmjournal.model.agenda import Item
from rmjournal.model.feedback import Feedback
from rmjournal.model.record import Visibility
from tests.conftest import NOW
from tests.journal.conftest import opened

ENGLISH = Words("en", terminal=False)
which = st.integers(0, 30)


class Speaking(RuleBasedStateMachine):
    """Two windows on one journal, one of them often behind, and every verb that touches feedback."""

    def __init__(self) -> None:
        super().__init__()
        self.rooms = ExitStack()
        self.journal: Journal = self.rooms.enter_context(opened())
        self.journal.sessions.hold(began=NOW - timedelta(days=1))
        self.session = self.journal.sessions.plan(NOW + timedelta(days=7))
        self.numbers = count(1)
        self.seen: list[Feedback] = []
        self.give(deliver=False, aloud=False, sleep=False)
        self.give(deliver=False, aloud=True, sleep=False)

    def teardown(self) -> None:
        """The file goes with the example."""
        self.rooms.close()

    def words(self) -> str:
        """Words of their own, which no other text has."""
        return f"sentinel{next(self.numbers)} you left in the middle of my demonstration again"

    def attempt(self, verb: Callable[[Feedback], object], number: int) -> None:
        """Does it to feedback as it is, or as it once was; a refusal is an answer."""
        with contextlib.suppress(RmjournalError):
            verb(self.seen[-1 - number % len(self.seen)])
        self.look()

    def look(self) -> None:
        """Remembers every state of every record."""
        everything = self.journal.store.all(Feedback) + self.journal.store.all(
            Feedback, trashed=True
        )
        self.seen += [each for each in everything if each not in self.seen]

    @rule(deliver=st.booleans(), aloud=st.booleans(), sleep=st.booleans())
    def give(self, deliver: bool, aloud: bool, sleep: bool) -> None:
        """Mine or the other's, kept, slept on or delivered."""
        last = self.journal.sessions.last()
        with contextlib.suppress(RmjournalError):
            self.journal.feedback.give(
                deliver=deliver, behaviour=self.words(), session=last.id if last else None,
                member=self.journal.pair.partner.id if aloud else None,
                sleep_until=NOW.date() + timedelta(days=1) if sleep else None,
            )  # fmt: skip
        self.look()

    @rule(number=which)
    def edit(self, number: int) -> None:
        """Other words."""
        self.attempt(lambda seen: self.journal.feedback.edit(seen, behaviour=self.words()), number)

    @rule(number=which)
    def deliver(self, number: int) -> None:
        """For both."""
        self.attempt(
            lambda seen: self.journal.feedback.deliver(seen, early=number % 2 == 0), number
        )

    @rule(number=which)
    def acknowledge(self, number: int) -> None:
        """Received."""
        self.attempt(self.journal.feedback.acknowledge, number)

    @rule(number=which, mine=st.booleans())
    def reply(self, number: int, mine: bool) -> None:
        """Answered, by me or aloud by the other."""
        member = None if mine else self.journal.pair.partner.id
        self.attempt(
            lambda seen: self.journal.feedback.reply(seen, self.words(), member=member), number
        )

    @rule(number=which)
    def discuss(self, number: int) -> None:
        """On the agenda."""
        self.attempt(lambda seen: self.journal.feedback.discuss(seen, self.session), number)

    @rule(number=which, visibility=st.sampled_from(Visibility))
    def show_to(self, number: int, visibility: Visibility) -> None:
        """Whoever is asked to read it."""
        self.attempt(lambda seen: self.journal.records.show_to(seen, visibility), number)

    @rule(number=which)
    def delete(self, number: int) -> None:
        """Into the trash."""
        self.attempt(self.journal.records.delete, number)

    @rule(number=which)
    def restore(self, number: int) -> None:
        """And out of it."""
        self.attempt(self.journal.records.restore, number)

    @rule()
    def undo(self) -> None:
        """The last step, whatever it was; the sessions of the beginning stay."""
        with contextlib.suppress(RmjournalError):
            if undoing.undo(self.journal).verb.startswith("session"):
                self.session = self.journal.sessions.plan(NOW + timedelta(days=7))
        self.look()

    @rule(waiting=st.booleans())
    def settle(self, waiting: bool) -> None:
        """A conflict, either way."""
        for each in conflicts.all_of(self.journal)[:1]:
            conflicts.keep(self.journal, each, waiting=waiting)
        self.look()

    @invariant()
    def undelivered_is_private(self) -> None:
        """And delivered is for both at least; trashed or not."""
        for each in (
            *self.journal.store.all(Feedback),
            *self.journal.store.all(Feedback, trashed=True),
        ):
            assert (each.visibility is Visibility.PRIVATE) == (each.delivered is None)
            assert may_see(each, Audience.PARTNER, self.journal.pair) == (
                each.delivered is not None and each.deleted is None
            )

    @invariant()
    def no_agenda_says_what_feedback_says(self) -> None:
        """Neither the items nor what is suggested beside them repeat a word of it."""
        told = [item.topic for item in self.journal.agendas.of(self.session).items]
        parts = self.journal.agendas.suggest(self.session)
        told += [part.topic for part in (*parts.parts, *parts.left_out)]
        assert not any("sentinel" in text for text in told)

    @rule()
    def the_other_reads_an_export(self) -> None:
        """What the other gets holds the words that were delivered, and of a draft not one."""
        if self.journal.sessions.last() is None:
            return
        text = carry_out(self.journal, Request(kind="journal", with_feedback=True), ENGLISH).text
        for each in self.journal.store.all(Feedback):
            word = each.behaviour.partition(" ")[0]
            assert (f"{word} " in text) == (each.delivered is not None)


TestSpeaking = Speaking.TestCase
TestSpeaking.settings = settings(max_examples=25, stateful_step_count=20, deadline=None)


def test_what_repeats_feedback_is_known_for_it(journal: Journal) -> None:
    """An item that a request suggested, the item that takes it up, and an action made of that."""
    partner = journal.pair.partner.id
    asked = journal.feedback.give(member=partner, request="Listen before you answer", deliver=True)
    first, second = (journal.sessions.plan(NOW + timedelta(days=n)) for n in (7, 28))
    journal.agendas.take(first, journal.agendas.suggest(first))
    (item,) = journal.store.where(Item, "source", asked.id)
    again = journal.agendas.take_up(second, journal.agendas.carry(item))
    action = journal.agendas.as_action(again)
    assert all(map(journal.feedback.repeated_in, (item, again, action)))
    other = journal.agendas.add(second, "Listen before you answer")
    assert not any(map(journal.feedback.repeated_in, (other, second)))


def test_items_that_take_each_other_up_repeat_nothing(journal: Journal) -> None:
    """No verb makes such a ring; whoever's file has one is answered all the same."""
    session = journal.sessions.plan(NOW + timedelta(days=7))
    one, two = (journal.agendas.add(session, topic) for topic in ("One", "Two"))
    with journal.store.transaction("by hand") as tx:
        tx.change(one, carried_from=two.id)
        tx.change(two, carried_from=one.id)
    assert not journal.feedback.repeated_in(journal.store.all(Item)[0])
