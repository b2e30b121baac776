"""Logging: three short answers after a session, kept in one step, private unless said otherwise."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest

from rmjournal.errors import Refused, UsageProblem
from rmjournal.journal import Journal, undoing
from rmjournal.journal.reflections import typed_confidence
from rmjournal.model.pair import Role
from rmjournal.model.record import Visibility
from rmjournal.model.session import Session, SessionStatus
from rmjournal.storage import history
from tests.conftest import NOW, MakeJournal
from tests.journal.conftest import documents

WEEK = timedelta(days=7)


@pytest.fixture
def held(journal: Journal) -> Session:
    """The session of a week ago."""
    return journal.sessions.hold(began=NOW - WEEK)


def test_a_reflection_is_for_its_author_only(journal: Journal, held: Session) -> None:
    """What I make of a session is mine, about that session and its day."""
    logged = journal.reflections.log(held, what="I spoke too long.")
    assert logged.reflection is not None
    assert logged.reflection.visibility is Visibility.PRIVATE
    assert logged.reflection.author == journal.pair.me
    assert (logged.reflection.session, logged.reflection.on) == (held.id, (NOW - WEEK).date())
    assert journal.reflections.of(held) == [logged.reflection]


def test_a_reflection_may_be_meant_for_the_other(journal: Journal, held: Session) -> None:
    """Only when asked for is a reflection readable by both."""
    logged = journal.reflections.log(held, for_partner=True, what="I spoke too long.")
    assert logged.reflection is not None
    assert logged.reflection.visibility is Visibility.PAIR


def test_a_date_alone_is_refused(journal: Journal, held: Session) -> None:
    """By when something is tried is said with what is tried, and not without."""
    with pytest.raises(UsageProblem, match="nothing to try by then"):
        journal.reflections.log(held, what="I spoke too long.", by=NOW.date(), attempt=" ")
    assert "reflections" not in documents(journal)


BLANK = "\u200b \u00a0\u2060\ufeff"


@pytest.mark.parametrize(
    "say",
    [
        lambda journal, held: journal.reflections.log(held, what=BLANK),
        lambda journal, _: journal.learnings.add(BLANK),
        lambda journal, _: journal.actions.add(BLANK),
        lambda journal, _: journal.wins.add(BLANK),
        lambda journal, _: journal.resources.add(BLANK),
        lambda journal, _: journal.objectives.propose(BLANK),
        lambda journal, held: journal.agendas.add(held, BLANK),
        lambda journal, _: journal.feedback.give(situation=BLANK),
    ],
)
def test_a_text_of_which_nothing_shows_is_none(
    journal: Journal, held: Session, say: Callable[[Journal, Session], object]
) -> None:
    """Spaces of every kind, and characters without a shape, as a paste may bring them."""
    before = documents(journal)
    with pytest.raises(UsageProblem):
        say(journal, held)
    assert documents(journal) == before


def test_an_answer_of_which_nothing_shows_is_left_out(journal: Journal, held: Session) -> None:
    """The others are kept as they were typed."""
    logged = journal.reflections.log(held, what=" I spoke\u200b too long. ", so_what=BLANK)
    assert logged.reflection is not None
    assert (logged.reflection.what, logged.reflection.so_what) == (" I spoke\u200b too long. ", "")


@pytest.mark.parametrize(("typed", "read"), [("", None), (" 7 ", 7), ("0", 0), ("10", 10)])
def test_confidence_is_read_as_it_is_typed(typed: str, read: int | None) -> None:
    """A number from 0 to 10, or nothing."""
    assert typed_confidence(typed) == read


@pytest.mark.parametrize("typed", ["eleven", "11", "-1", "7.5", "²"])
def test_no_other_confidence_is_read(typed: str) -> None:
    """Whatever else stands there is refused in one sentence."""
    with pytest.raises(UsageProblem, match="Confidence goes from 0 to 10"):
        typed_confidence(typed)


@pytest.mark.parametrize("for_partner", [True, False])
def test_what_i_learned_and_will_try_is_for_both(
    journal: Journal, held: Session, for_partner: bool
) -> None:
    """Beside a reflection, the learning and the action are always for the two of us."""
    by = NOW.date() + WEEK
    logged = journal.reflections.log(
        held, for_partner=for_partner, what="Thoughts", learned="The median", attempt="Ask", by=by
    )
    assert logged.learning is not None
    assert logged.action is not None
    assert logged.learning.visibility is logged.action.visibility is Visibility.PAIR
    assert logged.learning.learner == logged.action.owner == journal.pair.me
    assert logged.learning.thanks_to == journal.pair.partner.id
    assert (logged.action.due, logged.action.learning) == (by, logged.learning.id)
    assert logged.learning.session == logged.action.session == held.id


def test_blanks_beside_what_was_learned_are_no_reflection(journal: Journal) -> None:
    """Only what says something is kept; a confidence is something, nought too."""
    logged = journal.reflections.log(None, what="  ", question="\n", learned="The median")
    assert (logged.reflection, logged.learning) == (None, journal.learnings.all()[0])
    assert journal.reflections.log(None, what=" ", confidence=0, learned="Ask").reflection


def test_an_action_alone_needs_no_learning(journal: Journal, held: Session) -> None:
    """Only what was said is stored."""
    logged = journal.reflections.log(held, attempt="Ask for the median")
    assert (logged.reflection, logged.learning) == (None, None)
    assert logged.action is not None
    assert logged.action.learning is None


def test_logging_is_one_step(journal: Journal, at: MakeJournal) -> None:
    """The reflection, the learning, the action and the held session go with one undo."""
    session = at(NOW - 2 * WEEK).sessions.plan(NOW - WEEK)
    before, steps = documents(journal), len(history.entries(journal.store))
    logged = journal.reflections.log(session, what="a", learned="b", attempt="c")
    assert logged.held
    assert len(history.entries(journal.store)) == steps + 1
    assert undoing.undo(journal).verb == "log"
    assert documents(journal) == before


def test_logging_marks_an_overdue_session_as_held(journal: Journal, at: MakeJournal) -> None:
    """Who reflects on a session says that it took place."""
    session = at(NOW - 2 * WEEK).sessions.plan(NOW - WEEK)
    assert journal.reflections.log(session, what="It went well.").held
    last = journal.sessions.last()
    assert last is not None
    assert (last.id, last.status, last.began) == (session.id, SessionStatus.HELD, NOW - WEEK)


def test_a_session_that_was_held_already_is_left_alone(journal: Journal, held: Session) -> None:
    """A second reflection changes nothing about the session."""
    assert not journal.reflections.log(held, what="One").held
    assert not journal.reflections.log(held, what="Two").held
    assert journal.sessions.last() == held
    assert len(journal.reflections.of(held)) == 2


def test_a_session_to_come_cannot_be_reflected_on(journal: Journal) -> None:
    """It is refused, and nothing is stored."""
    session = journal.sessions.plan(NOW + WEEK)
    before = documents(journal)
    with pytest.raises(Refused):
        journal.reflections.log(session, what="Too early", learned="Nothing")
    assert documents(journal) == before


@pytest.mark.parametrize("what", ["", " \n\t"])
def test_nothing_to_log_is_refused(journal: Journal, held: Session, what: str) -> None:
    """An empty reflection is not stored, nor a number alone."""
    before = documents(journal)
    for fields in ({"what": what}, {"what": what, "confidence": 7}, {}):
        with pytest.raises(UsageProblem):
            journal.reflections.log(held, **fields)
    assert documents(journal) == before


@pytest.mark.parametrize("confidence", [-1, 11, 100])
def test_confidence_goes_from_nought_to_ten(
    journal: Journal, held: Session, confidence: int
) -> None:
    """Another number is refused, when logging and when editing; the bounds are taken."""
    with pytest.raises(UsageProblem):
        journal.reflections.log(held, what="Text", confidence=confidence)
    logged = journal.reflections.log(held, what="Text", confidence=0)
    assert logged.reflection is not None
    with pytest.raises(UsageProblem):
        journal.reflections.edit(logged.reflection, confidence=confidence)
    assert journal.reflections.edit(logged.reflection, confidence=10).confidence == 10


def test_the_day_is_the_one_said_then_the_sessions_then_today(
    journal: Journal, held: Session
) -> None:
    """A reflection speaks of a day, with or without a session."""
    said = datetime(2026, 11, 2, 14, 0)
    days = [
        logged.reflection.on
        for logged in (
            journal.reflections.log(held, on=said, what="Said"),
            journal.reflections.log(held, what="Of the session"),
            journal.reflections.log(None, what="Today"),
        )
        if logged.reflection
    ]
    assert days == [said.date(), (NOW - WEEK).date(), NOW.date()]


def test_a_reflection_need_not_be_about_a_session(journal: Journal, held: Session) -> None:
    """Without a session, neither the reflection nor what goes with it names one."""
    logged = journal.reflections.log(None, what="In passing", learned="This", attempt="That")
    records = (logged.reflection, logged.learning, logged.action)
    assert [record.session for record in records if record] == [None, None, None]
    assert journal.reflections.of(held) == []


def test_the_latest_past_session_is_the_one_to_reflect_on(
    journal: Journal, at: MakeJournal
) -> None:
    """Held or overdue, the latest counts; one to come or cancelled never does."""
    assert journal.sessions.to_reflect_on() is None
    held = journal.sessions.hold(began=NOW - 3 * WEEK)
    journal.sessions.plan(NOW + WEEK)
    assert journal.sessions.to_reflect_on() == held
    overdue = at(NOW - 2 * WEEK).sessions.plan(NOW - WEEK)
    assert journal.sessions.to_reflect_on() == overdue
    journal.sessions.cancel(overdue)
    assert journal.sessions.to_reflect_on() == held


def test_the_session_of_a_day_is_found_by_that_day(journal: Journal, held: Session) -> None:
    """At whatever hour of the day, and never a cancelled one or that of another day."""
    assert journal.sessions.on_day(NOW - WEEK - timedelta(hours=9)) == held
    assert journal.sessions.on_day(NOW) is None
    cancelled = journal.sessions.cancel(journal.sessions.plan(NOW + WEEK))
    assert cancelled.starts is not None
    assert journal.sessions.on_day(cancelled.starts) is None


def test_a_session_to_come_is_not_that_of_its_day_yet(journal: Journal) -> None:
    """In the morning, a thought of the day is not about the session of the evening."""
    evening = journal.sessions.plan(NOW + timedelta(hours=1))
    assert journal.sessions.on_day(NOW) is None
    assert evening.starts is not None
    journal.sessions.edit(evening, starts=NOW - timedelta(hours=1))
    found = journal.sessions.on_day(NOW)
    assert found is not None
    assert found.id == evening.id


def test_every_answer_is_kept_in_its_place(journal: Journal, held: Session) -> None:
    """The six fields of a reflection are stored as they were said."""
    said: dict[str, Any] = {
        "what": "a",
        "so_what": "b",
        "now_what": "c",
        "shifted": "d",
        "question": "e",
    }
    logged = journal.reflections.log(held, confidence=7, **said)
    stored = journal.reflections.all()
    assert stored == [logged.reflection]
    assert {name: getattr(stored[0], name) for name in said} == said
    assert stored[0].confidence == 7


def test_editing_changes_only_what_was_said(journal: Journal, held: Session) -> None:
    """The rest of a reflection stays, and so does who may read it."""
    logged = journal.reflections.log(held, what="a", so_what="b")
    assert logged.reflection is not None
    edited = journal.reflections.edit(logged.reflection, so_what="B", now_what=None)
    assert (edited.what, edited.so_what, edited.visibility) == ("a", "B", Visibility.PRIVATE)
    emptied = journal.reflections.edit(edited, what="")
    assert journal.reflections.all() == [emptied]
    assert emptied.what == ""


def test_reflections_are_listed_by_day(journal: Journal) -> None:
    """The oldest day comes first, whenever it was typed."""
    for days in (1, 3, 2):
        journal.reflections.log(None, on=NOW - timedelta(days=days), what=str(days))
    assert [each.what for each in journal.reflections.all()] == ["3", "2", "1"]


def test_a_promise_is_what_i_said_on_an_earlier_session(at: MakeJournal) -> None:
    """The latest thing I said I would try; not on this session, and not what the other said."""
    journal = at(NOW)
    journal.pairs.create(me="Ana Ruiz", role=Role.MENTEE, partner="Tom Weiss")
    assert journal.reflections.promise(None) is None
    first = journal.sessions.hold(began=NOW - timedelta(days=30))
    second = journal.sessions.hold(began=NOW - timedelta(days=9))
    journal.reflections.log(first, attempt="Ask for the median")
    journal.reflections.log(second, attempt="Show the slowest")
    journal.actions.add("Not mine", owner=journal.pair.partner.id, session=first.id)
    journal.actions.add("About no session")
    said = journal.reflections.promise(second)
    assert said is not None
    assert said.text == "Ask for the median"
    latest = journal.reflections.promise(None)
    assert latest is not None
    assert latest.text == "Show the slowest"
