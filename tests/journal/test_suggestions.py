"""The agenda that is proposed: it fits the hour, draws on what is open, and says why."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from rmjournal import i18n
from rmjournal.errors import Refused
from rmjournal.journal import Journal, undoing
from rmjournal.journal.fitting import CHOSEN, Suggestion
from rmjournal.journal.forms import FORMS, PREPARED, WITHOUT, form
from rmjournal.journal.suggestions import reason_for
from rmjournal.model.agenda import KINDS, LEFT, Agenda, Item, ItemStatus
from rmjournal.model.feedback import Feedback
from rmjournal.model.learning import Learning, Worked
from rmjournal.model.objective import Level, Objective
from rmjournal.model.session import TEMPLATES, Session
from tests.conftest import NOW
from tests.journal.conftest import documents, opened

PARTS = ("check-in", "recall", "topic", "case", "open", "wrap-up")
STATED = {
    60: (5, 10, 20, 10, 10, 5),
    45: (5, 5, 12, 10, 8, 5),
    30: (5, None, 10, 5, 5, 5),
    20: (3, None, 10, None, 4, 3),
}
"""The minutes of each part, for the four lengths that the practice knows."""
LENGTHS = range(5, 241)
"""The minutes that a session may last."""
PLANNED = datetime(2026, 12, 3, 17, 0)


@pytest.mark.parametrize("minutes", STATED)
def test_the_four_known_lengths_have_their_stated_form(minutes: int) -> None:
    """Sessions of 60, 45, 30 and 20 minutes are cut as the practice says."""
    stated = zip(PARTS, STATED[minutes], strict=True)
    assert form(minutes) == {part: length for part, length in stated if length is not None}


@pytest.mark.parametrize("template", TEMPLATES)
def test_a_session_of_any_length_and_kind_is_filled_exactly(template: str) -> None:
    """The parts add up to the minute, open time is a sixth at least, and all parts take time."""
    for minutes in LENGTHS:
        parts = form(minutes, template)
        assert sum(parts.values()) == minutes
        assert 6 * parts["open"] >= minutes
        assert min(parts.values()) > 0, minutes
        assert not set(WITHOUT.get(template, ())) & set(parts)


@pytest.mark.parametrize("template", TEMPLATES)
def test_the_wrap_up_is_never_squeezed(template: str) -> None:
    """Who does what keeps the minutes of the next shorter form, however odd the length."""
    for minutes in LENGTHS:
        shorter = max((length for length in FORMS if length <= minutes), default=None)
        assert form(minutes, template)["wrap-up"] == (FORMS[shorter]["wrap-up"] if shorter else 1)


def test_the_topic_takes_what_the_recall_leaves() -> None:
    """The first session has no recall, and its minutes go to the topic."""
    assert form(45, "kick-off") == {
        "check-in": 5,
        "topic": 17,
        "case": 10,
        "open": 8,
        "wrap-up": 5,
    }


def test_a_cafe_is_open_time() -> None:
    """Nothing is prepared for it: all but the check-in and the wrap-up stays open."""
    assert form(45, "cafe") == {"check-in": 5, "open": 35, "wrap-up": 5}


@dataclass(frozen=True)
class Plot:
    """What a journal holds when an agenda is asked for."""

    objectives: list[tuple[Level | None, Level | None]]
    learnings: list[int | None]
    actions: list[int | None]
    requests: int
    carried: list[int]
    standing: list[tuple[str, int, ItemStatus]]
    minutes: int
    template: str


@st.composite
def plots(draw: st.DrawFn) -> Plot:
    """Journals with some of everything, and a planned session whose agenda still fits."""
    levels = st.none() | st.sampled_from(Level)
    days = st.none() | st.integers(-40, 20)
    minutes = draw(st.integers(5, 240))
    standing: list[tuple[str, int, ItemStatus]] = []
    room = minutes
    for _ in range(draw(st.integers(0, 4))):
        if room:
            length = draw(st.integers(1, min(room, 120)))
            standing.append(
                (draw(st.sampled_from(KINDS)), length, draw(st.sampled_from(ItemStatus)))
            )
            room -= length
    return Plot(
        objectives=draw(st.lists(st.tuples(levels, levels), max_size=4)),
        learnings=draw(st.lists(days, max_size=3)),
        actions=draw(st.lists(days, max_size=3)),
        requests=draw(st.integers(0, 2)),
        carried=draw(st.lists(st.integers(1, 3), max_size=3)),
        standing=standing,
        minutes=minutes,
        template=draw(st.sampled_from(TEMPLATES)),
    )


def played(journal: Journal, plot: Plot) -> Session:
    """Writes the plot into the journal of the present pair; returns the planned session."""
    with journal.store.transaction("plot") as tx:
        ids: list[str | None] = [_objective(journal, *levels) for levels in plot.objectives]
        ids = ids or [None]
        for number, days in enumerate(plot.learnings):
            tx.add(
                journal.learnings.make(
                    Learning, what=f"Learning {number}", learner=journal.pair.me,
                    check_on=_in(days), objective=ids[0],
                )
            )  # fmt: skip
        for number, days in enumerate(plot.actions):
            journal.actions.add(f"Action {number}", due=_in(days), objective=ids[-1])
        for number in range(plot.requests):
            requested(journal, f"Request {number}")
        held = [_held(journal, weeks) for weeks in (9, 6, 3)]
        for number, times in enumerate(plot.carried):
            _carried(journal, held[-times:], f"Carried {number}")
        session = journal.sessions.plan(PLANNED, minutes=plot.minutes, template=plot.template)
        for number, (kind, minutes, status) in enumerate(plot.standing):
            tx.add(
                journal.agendas.make(
                    Item, session=session.id, position=number + 1, topic=f"Standing {number}",
                    kind=kind, minutes=minutes, status=status,
                )
            )  # fmt: skip
    return session


def _in(days: int | None) -> date | None:
    return None if days is None else NOW.date() + timedelta(days=days)


def _objective(journal: Journal, mine: Level | None, theirs: Level | None) -> str:
    seen = journal.objectives.propose("Read the dashboard alone")
    if mine:
        seen = journal.objectives.rate(seen, mine)
    if theirs:
        seen = journal.objectives.rate(seen, theirs, member=journal.pair.partner.id)
    return seen.id


def _held(journal: Journal, weeks: int) -> Session:
    return journal.sessions.hold(began=NOW - timedelta(weeks=weeks))


def requested(journal: Journal, request: str, **fields: Any) -> Feedback:
    """Feedback of the other, delivered, with a request."""
    delivered = {"delivered": journal.clock.stamp(), **fields}
    feedback = journal.agendas.make(
        Feedback, author=journal.pair.partner.id, request=request, **delivered
    )
    with journal.store.transaction("received") as tx:
        return tx.add(feedback)


def _carried(journal: Journal, sessions: list[Session], topic: str) -> Item:
    """An item that stood in each of these sessions and was carried over each time."""
    before: str | None = None
    for session in sessions:
        item = journal.agendas.add(session, topic, carried_from=before)
        item = journal.agendas.carry(item)
        before = item.id
    return item


def drawn(suggestion: Suggestion) -> list[str]:
    """The records that the new parts were drawn from."""
    return [origin for part in suggestion.new if (origin := part.source or part.carried_from)]


def test_minutes_that_nothing_was_found_for_are_open_time() -> None:
    """What somebody put there keeps its minute, and the wrap-up is not drawn out."""
    with opened() as journal:
        session = journal.sessions.plan(NOW + timedelta(days=7), minutes=8)
        journal.agendas.add(session, "Mine", minutes=1)
        told = [(each.kind, each.minutes) for each in journal.agendas.suggest(session).parts]
    assert told == [("check-in", 1), ("topic", 1), ("open", 5), ("wrap-up", 1)]


@given(plots())
@example(Plot([], [], [], 0, [], [("topic", 1, ItemStatus.TO_DO)], 5, "standard"))
def test_a_proposed_agenda_fills_the_session_exactly(plot: Plot) -> None:
    """Whatever is open and whatever stands already, the minutes of the whole are the session's."""
    with opened() as journal:
        session = played(journal, plot)
        suggestion = journal.agendas.suggest(session)
        assert suggestion.minutes == plot.minutes
        assert all(part.minutes > 0 for part in suggestion.new)
        assert all(part.reason for part in suggestion.new)
        assert len(drawn(suggestion)) == len(set(drawn(suggestion))) <= CHOSEN
        if plot.template != "cafe":
            assert not set(WITHOUT.get(plot.template, ())) & {part.kind for part in suggestion.new}


@given(plots())
def test_the_proposal_is_taken_once_and_undone_at_once(plot: Plot) -> None:
    """Taking it fills the agenda in order; taking it again is refused; one undo takes all back."""
    with opened() as journal:
        session = played(journal, plot)
        before = documents(journal)
        suggestion = journal.agendas.suggest(session)
        if suggestion.new:
            agenda = journal.agendas.take(session, suggestion)
            assert agenda.planned == plot.minutes
            assert [item.position for item in agenda.items] == list(range(1, len(agenda.items) + 1))
            kept = [part.topic for part in suggestion.parts]
            assert [item.topic for item in agenda.items if item.topic in kept] == kept
            undoing.undo(journal)
        else:
            journal.agendas.edit(journal.agendas.of(session).items[0], topic="Another topic")
            undoing.undo(journal)
        assert documents(journal) == before
        if suggestion.new:
            journal.agendas.take(session, suggestion)
        with pytest.raises(Refused):
            journal.agendas.take(session, journal.agendas.suggest(session))


@settings(max_examples=25)
@given(plots(), plots())
def test_nothing_of_another_pair_is_proposed(plot: Plot, theirs: Plot) -> None:
    """A pair's agenda draws on that pair's records alone, used or left out."""
    with opened() as journal:
        ours = journal.pair.id
        session = played(journal, plot)
        alone = journal.agendas.suggest(session)
        journal.pairs.use(
            journal.pairs.create(me="Ana Ruiz", role=journal.pair.my_role, partner="Lou Petit")
        )
        played(journal, theirs)
        journal.chosen = ours
        assert journal.agendas.suggest(session) == alone


def plan(journal: Journal, minutes: int = 45, **fields: Any) -> Session:
    """A planned session."""
    return journal.sessions.plan(PLANNED, minutes=minutes, **fields)


def test_carried_items_come_before_everything_else(journal: Journal) -> None:
    """What was carried over is taken up first, what was carried more often before the rest.

    An objective is offered once: where its levels differ, not also for having waited.
    """
    held = [_held(journal, weeks) for weeks in (9, 6, 3)]
    _carried(journal, held[2:], "Once")
    _carried(journal, held[1:], "Twice")
    requested(journal, "Slower")
    _objective(journal, Level.START, Level.BEST)
    suggestion = journal.agendas.suggest(plan(journal))
    topics = {part.kind: part.topic for part in suggestion.new}
    assert (topics["topic"], topics["case"]) == ("Twice", "Once")
    assert [part.topic for part in suggestion.left_out] == [
        "Read the dashboard alone: our two views",
        "Slower",
    ]


def test_the_third_carry_asks_for_a_decision(journal: Journal) -> None:
    """From the third time on the reason is a question; before, it only counts."""
    held = [_held(journal, weeks) for weeks in (9, 6, 3)]
    for times in (1, 2, 3):
        _carried(journal, held[-times:], f"{times}")
    found = journal.agendas.suggest(plan(journal))
    offered = found.new + found.left_out
    reasons = {part.topic: part.reason for part in offered if part.carried_from}
    assert reasons == {
        "1": "carried over",
        "2": "carried over 2 times",
        "3": "carried over 3 times: do it, drop it, or make it an action",
    }


@pytest.mark.parametrize("minutes", [20, 25, 30, 44])
def test_a_short_session_has_no_recall(journal: Journal, minutes: int) -> None:
    """Under 45 minutes nothing is recalled, so that the topic has its time."""
    journal.learnings.add("Ask for the median", check_on=NOW.date())
    suggestion = journal.agendas.suggest(plan(journal, minutes))
    assert "recall" not in {part.kind for part in suggestion.new}


def test_an_express_session_lasts_twenty_minutes_and_keeps_its_wrap_up(journal: Journal) -> None:
    """Check-in, one topic, open time and wrap-up: 3, 10, 4 and 3 minutes."""
    session = journal.sessions.plan(PLANNED, template="express")
    parts = journal.agendas.suggest(session).new
    assert [(part.kind, part.minutes) for part in parts] == [
        ("check-in", 3), ("topic", 10), ("open", 4), ("wrap-up", 3),
    ]  # fmt: skip


def test_the_first_session_recalls_nothing(journal: Journal) -> None:
    """A kick-off has no recall even where something would be due."""
    journal.learnings.add("Ask for the median", check_on=NOW.date())
    parts = journal.agendas.suggest(plan(journal, 60, template="kick-off")).new
    assert [part.kind for part in parts] == ["check-in", "topic", "case", "open", "wrap-up"]


def test_every_source_is_drawn_on_with_its_own_reason(journal: Journal) -> None:
    """Levels that differ, learnings due, actions due, requests and waiting objectives are told apart."""
    _objective(journal, Level.START, Level.BEST)
    journal.learnings.add("Ask for the median. Always.", check_on=NOW.date())
    journal.actions.add("Call Ana.", due=NOW.date())
    requested(journal, "Less jargon")
    found = journal.agendas.suggest(plan(journal))
    reasons = {part.topic: part.reason for part in found.new + found.left_out}
    assert {
        "Read the dashboard alone: our two views": "our levels differ",
        "Ask for the median: used since?": "a learning to check",
        "Call Ana: what came of it?": "an action of Ana, due on 21 November",
        "Less jargon": "asked for by Tom",
    }.items() <= reasons.items()


def test_levels_that_agree_or_are_not_both_given_are_no_topic(journal: Journal) -> None:
    """One view alone, or two alike, does not ask to be spoken of."""
    _objective(journal, Level.START, None)
    _objective(journal, None, Level.BEST)
    _objective(journal, Level.ABOVE, Level.ABOVE)
    found = journal.agendas.suggest(plan(journal))
    assert "our levels differ" not in {part.reason for part in found.new + found.left_out}


def test_only_what_is_due_by_the_session_is_asked_about(journal: Journal) -> None:
    """A learning or an action due after the session waits for a later one."""
    for days, word in ((12, "by then"), (13, "later")):
        journal.learnings.add(f"Learning {word}", check_on=_in(days))
        journal.actions.add(f"Action {word}", due=_in(days))
    journal.actions.done(journal.actions.add("Action done", due=_in(1)))
    journal.actions.add("Action without a date")
    applied = journal.learnings.add("Learning applied", check_on=_in(1))
    journal.learnings.applied(applied, "It held", Worked.NO)
    found = journal.agendas.suggest(plan(journal))
    asked = {part.topic for part in found.new + found.left_out if part.kind == "recall"}
    assert asked == {"Learning by then: used since?", "Action by then: what came of it?"}


def test_a_draft_of_feedback_and_my_own_are_never_proposed(journal: Journal) -> None:
    """Only a request that was delivered to me reaches an agenda, and only the latest."""
    requested(journal, "Not delivered", delivered=None)
    requested(journal, "Earlier", delivered=journal.clock.stamp() - timedelta(days=1))
    requested(journal, "Latest")
    mine = journal.agendas.make(Feedback, request="Mine", delivered=journal.clock.stamp())
    with journal.store.transaction("feedback") as tx:
        tx.add(mine)
    found = journal.agendas.suggest(plan(journal))
    topics = {part.topic for part in found.new + found.left_out}
    assert topics & {"Not delivered", "Earlier", "Latest", "Mine"} == {"Latest"}


def test_the_objective_that_waited_longest_comes_first(journal: Journal) -> None:
    """An objective that no held session spoke of waits longer than one that did."""
    journal.objectives.propose("Only proposed")
    first, _never, dropped = (
        journal.objectives.agree(
            journal.objectives.propose(title), member=journal.pair.partner.id, on=NOW.date()
        )
        for title in ("Spoken of", "Never spoken of", "Dropped")
    )
    journal.objectives.drop(dropped)
    held = _held(journal, 3)
    journal.agendas.done(journal.agendas.add(held, "Demo", objective=first.id))
    (topic,) = [part for part in journal.agendas.suggest(plan(journal)).new if part.source]
    assert topic.topic == "Never spoken of"
    assert topic.reason == "the objective that has waited longest"
    assert topic.by == journal.pair.mentor.id


@pytest.mark.parametrize("end", ["achieve", "drop"])
def test_an_objective_that_is_over_is_no_topic(journal: Journal, end: str) -> None:
    """Neither for having waited, nor where its levels still differ."""
    over = journal.store.get(Objective, _objective(journal, Level.BELOW, Level.ABOVE))
    assert over is not None
    assert drawn(journal.agendas.suggest(session := plan(journal)))
    getattr(journal.objectives, end)(over)
    assert drawn(journal.agendas.suggest(session)) == []


def test_an_objective_waits_since_it_was_last_spoken_of(journal: Journal) -> None:
    """Not since the first time, nor since it was on an agenda and was set aside there."""
    lately, before = (
        journal.objectives.agree(
            journal.objectives.propose(title), member=journal.pair.partner.id, on=NOW.date()
        )
        for title in ("Spoken of lately", "Spoken of before")
    )
    agendas = journal.agendas
    for weeks, spoken_of in ((9, lately), (6, before), (3, lately)):
        item = agendas.add(_held(journal, weeks), "Demo", objective=spoken_of.id)
        agendas.done(item)
    agendas.park(agendas.add(_held(journal, 2), "Not reached", objective=before.id))
    (topic,) = [part for part in agendas.suggest(plan(journal)).new if part.source]
    assert topic.topic == "Spoken of before"


def test_a_proposal_is_told_from_an_objective(journal: Journal) -> None:
    """What only one of the two wants can be spoken of, as what it is, until the other agrees."""
    objective, session = journal.objectives.propose("Only proposed"), plan(journal)
    suggestion = journal.agendas.suggest(session)
    (topic,) = [part for part in suggestion.new if part.source]
    assert topic.reason == "a proposal that only one of you agreed to"
    journal.agendas.take(session, suggestion)
    (item,) = [each for each in journal.agendas.of(session).items if each.source]
    assert reason_for(journal, item) == topic.reason
    journal.objectives.agree(objective, member=journal.pair.partner.id, on=NOW.date())
    assert reason_for(journal, item) == "an objective of ours"


def test_the_purpose_of_the_session_is_its_topic(journal: Journal) -> None:
    """Whatever else asks to be spoken of has the other parts; the topic is what they meet for."""
    _objective(journal, None, None)
    _carried(journal, [_held(journal, 3)], "Once")
    parts = journal.agendas.suggest(plan(journal, purpose="Choose what to stop")).new
    topic, case = (part for part in parts if part.kind in ("topic", "case"))
    assert (topic.topic, topic.reason) == ("Choose what to stop", "the purpose of the session")
    assert case.topic == "Once"


def test_what_an_objective_was_to_speak_of_goes_with_it(journal: Journal) -> None:
    """Dropped, it is offered no more, neither carried over nor without a word on it; nor counted."""
    kept, dropped = (journal.objectives.propose(title) for title in ("Kept", "Dropped"))
    last = _held(journal, 3)
    for objective in (kept, dropped):
        item = journal.agendas.add(last, f"{objective.title} 1", objective=objective.id)
        journal.agendas.carry(item)
        journal.agendas.add(last, f"{objective.title} 2", objective=objective.id)
    journal.objectives.drop(dropped)
    found = journal.agendas.suggest(plan(journal))
    again = {part.topic for part in found.new + found.left_out if part.carried_from}
    assert again == {"Kept 1", "Kept 2"}
    assert [item.topic for item in journal.agendas.waiting()] == ["Kept 1"]


def test_what_a_mid_point_speaks_of_is_for_the_next_mid_point(journal: Journal) -> None:
    """Its usual parts, of which nothing was noted, are not offered to an ordinary session."""
    session = journal.sessions.plan(NOW - timedelta(days=3), template="mid-point")
    journal.agendas.take(session, journal.agendas.suggest(session))
    journal.sessions.hold(session)
    journal.agendas.add(session, "The board deck", minutes=5)
    found = journal.agendas.suggest(plan(journal))
    again = [part.topic for part in found.new + found.left_out if part.carried_from]
    assert again == ["The board deck"]
    topic = journal.agendas.of(session).items[2]
    assert reason_for(journal, topic) == "usual in such a session"


def test_what_is_drawn_from_one_record_is_offered_once(journal: Journal) -> None:
    """Two views that still differ, though the last session was to speak of them and nobody noted it."""
    objective = _objective(journal, Level.START, Level.BEST)
    session = journal.sessions.plan(NOW - timedelta(days=3))
    journal.agendas.take(session, journal.agendas.suggest(session))
    journal.sessions.hold(session)
    found = journal.agendas.suggest(plan(journal))
    offered = [part.reason for part in found.new + found.left_out if part.source == objective]
    assert offered == ["our levels differ"]
    item = _carried(journal, [session], "Again")
    with journal.store.transaction("test") as tx:
        tx.change(item, source=objective)
    found = journal.agendas.suggest(journal.sessions.found("next"))
    offered = [part.reason for part in found.new + found.left_out if part.source == objective]
    assert offered == ["carried over"]


def test_where_there_is_no_recall_the_real_case_asks_what_was_used(journal: Journal) -> None:
    """A pair that meets for half an hour asks about its learnings, too; a programme is kept as it is."""
    learning = journal.learnings.add("Ask for the median", check_on=NOW.date())
    objective = journal.objectives.propose("Read the dashboard alone")
    session = plan(journal, minutes=30)
    found = journal.agendas.suggest(session)
    assert {part.kind: part.source for part in found.new if part.source} == {
        "topic": objective.id, "case": learning.id,
    }  # fmt: skip
    for minutes, template in ((30, "listening"), (20, "express"), (30, "mid-point")):
        session = journal.sessions.edit(session, minutes=minutes, template=template)
        assert learning.id not in drawn(journal.agendas.suggest(session))


def test_the_bare_name_of_a_part_is_carried_nowhere(journal: Journal) -> None:
    """Every agenda has it anew, so that it takes no place of what there is to speak of."""
    session = plan(journal)
    journal.agendas.take(session, journal.agendas.suggest(session))
    case = next(each for each in journal.agendas.of(session).items if each.kind == "case")
    journal.agendas.carry(case)
    journal.agendas.carry(journal.agendas.add(session, "The board deck", minutes=5))
    assert [each.topic for each in journal.agendas.waiting()] == ["The board deck"]


def test_what_comes_of_itself_is_not_carried_over_besides(journal: Journal) -> None:
    """An action whose recall a cancelled session did not reach is asked about once, while it is open."""
    action = journal.actions.add("Call Ana", due=NOW.date())
    objective = journal.objectives.propose("Read the dashboard alone")
    session = plan(journal)
    journal.agendas.take(session, journal.agendas.suggest(session))
    journal.sessions.cancel(session)
    found = journal.agendas.suggest(plan(journal))
    offered = [
        part.topic for part in found.new + found.left_out if part.source or part.carried_from
    ]
    assert sorted(offered) == ["Call Ana: what came of it?", objective.title]
    journal.actions.done(action)
    found = journal.agendas.suggest(journal.sessions.found("next"))
    assert [part.source for part in found.new + found.left_out if part.source] == [objective.id]


@pytest.mark.parametrize(
    ("template", "reason"),
    [("kick-off", "usual in such a session"), ("standard", "the purpose of the session")],
)
def test_what_was_taken_still_says_why(journal: Journal, template: str, reason: str) -> None:
    """The agenda gives the reason that the suggestion gave, in whichever language it was taken."""
    i18n.use("fr")
    session = plan(journal, template=template, purpose="Choose what to stop")
    journal.agendas.take(session, journal.agendas.suggest(session))
    i18n.use("en")
    reasons = {each.kind: reason_for(journal, each) for each in journal.agendas.of(session).items}
    assert all(reasons.values())
    assert reasons["topic"] == reason


def test_what_stands_on_the_agenda_is_not_proposed_again(journal: Journal) -> None:
    """An action, a learning or an item that is on the agenda already is not drawn on twice."""
    item = _carried(journal, [_held(journal, 3)], "Once")
    session = plan(journal)
    journal.agendas.take(session, journal.agendas.suggest(session))
    journal.sessions.edit(session, minutes=90)
    again = journal.agendas.suggest(journal.sessions.found("next"))
    assert item.id not in {part.carried_from for part in again.new + again.left_out}


@pytest.mark.parametrize("template", ["kick-off", "standard"])
def test_minutes_set_free_are_not_for_the_same_topic_again(journal: Journal, template: str) -> None:
    """What the hour is for stands there once; the room goes to what waits, or stays free."""
    session = plan(journal, template=template, purpose="Choose what to stop")
    agenda = journal.agendas.take(session, journal.agendas.suggest(session))
    (topic,) = [item for item in agenda.items if item.kind == "topic"]
    journal.agendas.edit(topic, minutes=topic.minutes - 5)
    assert not journal.agendas.suggest(session).new
    objective = journal.objectives.propose("Read the dashboard alone")
    assert drawn(journal.agendas.suggest(session)) == [objective.id]


def test_a_short_topic_leaves_its_minutes_to_another_and_not_to_the_recall(
    journal: Journal,
) -> None:
    """What stands there is short: another topic comes beside it, and the recall keeps its form."""
    journal.learnings.add("Ask for the median", check_on=NOW.date())
    objective = _objective(journal, Level.START, Level.BEST)
    session = plan(journal, 60)
    journal.agendas.add(session, "One short thing", minutes=5)
    suggestion = journal.agendas.suggest(session)
    parts = {part.kind: part for part in suggestion.new}
    assert parts["recall"].minutes == STATED[60][1]
    assert (parts["topic"].source, parts["topic"].minutes) == (objective, 15)
    assert suggestion.minutes == 60


def test_what_was_set_aside_in_this_session_is_not_proposed_for_it_again(journal: Journal) -> None:
    """Parking a proposed item frees its minutes for something else, not for the same."""
    journal.learnings.add("Ask for the median", check_on=NOW.date())
    session = plan(journal)
    agenda = journal.agendas.take(session, journal.agendas.suggest(session))
    (recall,) = [item for item in agenda.items if item.kind == "recall"]
    journal.agendas.park(recall)
    again = journal.agendas.suggest(session)
    assert recall.source not in {part.source for part in again.new + again.left_out}
    assert again.minutes == 45


def test_what_was_done_keeps_its_minutes_and_its_place(journal: Journal) -> None:
    """Filling up an agenda in the middle of a session counts what was spoken of already."""
    session = plan(journal)
    journal.agendas.done(journal.agendas.add(session, "Check-in", kind="check-in", minutes=15))
    journal.agendas.carry(journal.agendas.add(session, "Not reached", minutes=20))
    agenda = journal.agendas.take(session, journal.agendas.suggest(session))
    assert agenda.planned == 45
    assert agenda.items[0].topic == "Check-in"
    assert [item.position for item in agenda.items] == list(range(1, len(agenda.items) + 1))


def test_a_full_agenda_keeps_the_wrap_up_before_anything_else(journal: Journal) -> None:
    """Where little room is left, who does what has its minutes first."""
    session = plan(journal)
    journal.agendas.add(session, "Demo", minutes=38)
    minutes = {part.kind: part.minutes for part in journal.agendas.suggest(session).new}
    assert minutes == {"wrap-up": 5, "open": 2}


def test_an_overfull_agenda_is_left_as_it_is(journal: Journal) -> None:
    """Nothing is added to, or taken off, an agenda that is longer than its session."""
    session = journal.sessions.edit(plan(journal), minutes=60)
    journal.agendas.add(session, "Demo", minutes=60)
    with journal.store.transaction("exchange receive") as tx:
        session = tx.change(session, minutes=45)
    suggestion = journal.agendas.suggest(session)
    assert not suggestion.new
    with pytest.raises(Refused):
        journal.agendas.take(session, suggestion)
    assert Agenda.of(45, list(journal.agendas.of(session).items)).over == 15


def kinds_and_minutes(suggestion: Suggestion) -> list[tuple[str, int]]:
    """The parts of an agenda, in order."""
    return [(part.kind, part.minutes) for part in suggestion.parts]


@pytest.mark.parametrize("minutes", [15, 20, 30, 45, 60, 90, 180])
@pytest.mark.parametrize("template", TEMPLATES)
def test_an_empty_agenda_takes_the_form_of_its_kind(
    journal: Journal, template: str, minutes: int
) -> None:
    """Its parts and their minutes are those of the form, whatever else would be open."""
    journal.learnings.add("Ask for the median", check_on=NOW.date())
    session = plan(journal, minutes, template=template)
    assert kinds_and_minutes(journal.agendas.suggest(session)) == [
        (part, form(minutes, template)[part]) for part in PARTS if part in form(minutes, template)
    ]


@pytest.mark.parametrize("template", PREPARED)
def test_a_kind_of_session_with_a_programme_follows_it(journal: Journal, template: str) -> None:
    """Its topic and its case are its own; what is open is left out, but for the recall."""
    journal.learnings.add("Ask for the median", check_on=NOW.date())
    requested(journal, "Less jargon")
    suggestion = journal.agendas.suggest(plan(journal, 45, template=template, purpose="Ours"))
    topics = {part.kind: part.topic for part in suggestion.new}
    for kind in ("topic", "case"):
        assert topics[kind] == PREPARED[template][kind][0]
    assert topics.get("recall") in (None, "Ask for the median: used since?")
    assert "Less jargon" in {part.topic for part in suggestion.left_out}


@given(plots(), st.randoms())
def test_an_order_that_was_made_by_hand_is_kept(plot: Plot, random: Any) -> None:
    """What stands on the agenda stays in its order, wherever new parts go between."""
    with opened() as journal:
        session = played(journal, plot)
        for item in journal.agendas.of(session).items:
            place = random.randint(1, len(journal.agendas.of(session).items))
            journal.agendas.move(session, journal.store.get(Item, item.id) or item, place)
        before = [each.id for each in journal.agendas.of(session).items if each.status not in LEFT]
        suggestion = journal.agendas.suggest(session)
        assert [part.item.id for part in suggestion.parts if part.item] == before


def test_a_new_part_comes_after_the_last_that_usually_precedes_it(journal: Journal) -> None:
    """A topic that was moved before the check-in stays there, and the wrap-up still comes last."""
    session = plan(journal)
    for kind in ("topic", "check-in", "wrap-up"):
        journal.agendas.add(session, kind, kind=kind, minutes=5)
    journal.agendas.move(session, journal.agendas.item(session, "2"), 1)
    kinds = [part.kind for part in journal.agendas.suggest(session).parts]
    assert kinds == ["topic", "check-in", "recall", "case", "open", "wrap-up"]
