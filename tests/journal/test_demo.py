"""The sample pair: nine months that make sense on whatever day one looks."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from rmjournal.journal import Journal, demo
from rmjournal.journal.clock import Clock
from rmjournal.journal.search import texts
from rmjournal.journal.status import Step, status
from rmjournal.model import substance
from rmjournal.model.action import Action, ActionStatus
from rmjournal.model.agenda import Agenda, Item, ItemStatus
from rmjournal.model.charter import Charter
from rmjournal.model.feedback import Feedback
from rmjournal.model.learning import Learning
from rmjournal.model.objective import Objective, ObjectiveStatus
from rmjournal.model.pair import Pair
from rmjournal.model.record import Record, Visibility
from rmjournal.model.reflection import Reflection
from rmjournal.model.resource import Resource
from rmjournal.model.session import Session, SessionStatus, numbers
from rmjournal.model.win import Win
from rmjournal.paths import Home
from rmjournal.storage.store import Store
from tests.conftest import NOW, MakeJournal

CLOCKS = [
    *(datetime(2026, 11, 16, 12, 0) + timedelta(days=n) for n in range(7)),
    datetime(2026, 11, 16, 0, 0), datetime(2026, 11, 22, 23, 59), datetime(2026, 12, 31, 23, 59),
    datetime(2027, 1, 1, 0, 0), datetime(2028, 2, 29, 8, 0), datetime(2028, 3, 1, 8, 0),
    datetime(2026, 3, 29, 2, 30), datetime(2026, 10, 25, 2, 30),
]  # fmt: skip
"""Every day of a week, its edges, a new year, a leap day, and both changes of the hour."""

languages = pytest.mark.parametrize("language", ["en", "fr"])
clocks = pytest.mark.parametrize("now", CLOCKS, ids=str)


@pytest.fixture
def nowhere(tmp_path_factory: pytest.TempPathFactory) -> Home:
    """A home that nothing is written to."""
    directory = tmp_path_factory.getbasetemp() / "nowhere"
    return Home(directory, directory)


def built(home: Home, language: str, now: datetime) -> list[Record]:
    """The sample's records as of a moment, not stored."""
    clock = Clock("Europe/Paris", now)
    journal = Journal(Store(home, clock.now), clock)
    return demo.Sample(demo.sample(language), journal).build()


def of(records: list[Record], kind: type[Any]) -> list[Any]:
    """The records of a kind."""
    return [record for record in records if isinstance(record, kind)]


@languages
def test_the_sample_has_some_of_everything(nowhere: Home, language: str) -> None:
    """Twelve sessions held and one planned, four objectives, and every other kind of record."""
    records = built(nowhere, language, NOW)
    sessions = Counter(each.status for each in of(records, Session))
    assert sessions == {SessionStatus.HELD: 12, SessionStatus.PLANNED: 1}
    assert len(of(records, Objective)) == 4
    for kind in (Item, Reflection, Learning, Action, Feedback, Resource, Win):
        assert of(records, kind), kind
    assert len(of(records, Pair)) == len(of(records, Charter)) == 1


def test_both_languages_tell_as_much() -> None:
    """A French reader sees no less than an English one: the two samples are of one size."""
    sources = [demo.sample(language) for language in ("en", "fr")]
    keys = [set(source) for source in sources]
    assert keys[0] == keys[1]
    assert len(sources[0]["sessions"]) == len(sources[1]["sessions"])


def test_no_text_stands_in_both_languages(nowhere: Home) -> None:
    """Not one sentence of the sample was left untranslated, names included."""
    english, french = (
        {text for record in built(nowhere, language, NOW) for text in texts(record) if text}
        for language in ("en", "fr")
    )
    assert english & french == set()


@languages
@clocks
def test_nothing_that_happened_lies_ahead(nowhere: Home, language: str, now: datetime) -> None:
    """Whenever one looks, what was done was done before, and no stamp is of tomorrow."""
    records = built(nowhere, language, now)
    present = Clock("Europe/Paris", now).stamp()
    for stamp in stamps(records):
        assert stamp <= present
    for day in past_days(records):
        assert day <= now.date()
    for record in records:
        assert record.created <= record.updated


def stamps(records: list[Record]) -> Iterator[datetime]:
    """Every instant at which something was typed, agreed to, delivered or answered."""
    for record in records:
        yield from (record.created, record.updated)
        for name in ("assents", "ratings", "moves", "outcomes", "replies"):
            yield from (each.at for each in getattr(record, name, ()))
        for name in ("delivered", "acknowledged"):
            if stamp := getattr(record, name, None):
                yield stamp


def past_days(records: list[Record]) -> Iterator[date]:
    """Every day on which something happened."""
    for record in records:
        for name in ("on", "closed", "ended"):
            if isinstance(day := getattr(record, name, None), date):
                yield day.date() if isinstance(day, datetime) else day
        for name in ("ratings", "outcomes"):
            yield from (each.on for each in getattr(record, name, ()))
        yield from getattr(record, "used_on", ())
        if isinstance(record, Session) and record.began:
            yield record.began.date()


@languages
@clocks
def test_the_dates_follow_from_one_another(nowhere: Home, language: str, now: datetime) -> None:
    """Sessions follow the frame, answers follow questions, and what is done was said before."""
    records = built(nowhere, language, now)
    (charter,), sessions = of(records, Charter), of(records, Session)
    assert charter.start < now.date() <= charter.end
    (planned,) = [each for each in sessions if each.status is SessionStatus.PLANNED]
    held = [each for each in sessions if each.status is SessionStatus.HELD]
    assert planned.starts > now
    assert all(charter.start <= each.when.date() <= charter.end for each in sessions)
    assert [numbers(sessions)[each.id] for each in sessions] == list(range(1, 14))
    assert all(each.ended <= now for each in held)
    by_id = {each.id: each for each in sessions}
    for feedback in of(records, Feedback):
        answers = [feedback.acknowledged, *(reply.at for reply in feedback.replies)]
        assert all(feedback.delivered <= at for at in answers if at)
    for action in of(records, Action):
        session = by_id[action.session]
        assert not action.closed or session.when.date() <= action.closed
        assert not action.due or session.when.date() <= action.due
    for learning in of(records, Learning):
        day = by_id[learning.session].when.date()
        assert all(day <= outcome.on for outcome in learning.outcomes)
        assert not learning.check_on or day <= learning.check_on
    for objective in of(records, Objective):
        proposed = objective.assents[0].at
        assert all(proposed <= assent.at for assent in objective.assents)
        assert all(proposed.date() <= rating.on for rating in objective.ratings)


@languages
def test_every_reference_leads_somewhere(nowhere: Home, language: str) -> None:
    """Sessions, objectives, items and members that are named exist."""
    records = built(nowhere, language, NOW)
    (pair,) = of(records, Pair)
    ids = {record.id: type(record) for record in records}
    assert len(ids) == len(records)
    members = {pair.mentor.id, pair.mentee.id, "both"}
    for record in records:
        assert record.pair == pair.id
        assert record.author in members - {"both"}
        typed_by = record.author if isinstance(record, Feedback) else pair.me
        assert record.entered_by == typed_by
        named = {"session": Session, "objective": Objective, "carried_from": Item}
        for name, kind in named.items():
            value = getattr(record, name, None)
            assert value is None or ids[value] is kind
        for name in ("learner", "by", "owner", "thanks_to"):
            value = getattr(record, name, None)
            assert value is None or value in members


@languages
def test_what_is_private_stays_private(nowhere: Home, language: str) -> None:
    """Reflections are private unless their author shared them; so is feedback not delivered."""
    records = built(nowhere, language, NOW)
    (pair,) = of(records, Pair)
    for feedback in of(records, Feedback):
        private = feedback.visibility is Visibility.PRIVATE
        assert private == (feedback.delivered is None)
        assert feedback.delivered or feedback.author == pair.me
    mine = [each for each in of(records, Reflection) if each.author == pair.me]
    assert {each.visibility for each in mine} >= {Visibility.PRIVATE}
    for each in of(records, Reflection):
        assert each.author == pair.me or each.visibility is Visibility.PAIR


@languages
def test_agendas_keep_to_their_time_and_kept_items_are_taken_up(
    nowhere: Home, language: str
) -> None:
    """No agenda is overfull, open time is kept, and what was carried is found later."""
    records = built(nowhere, language, NOW)
    items = of(records, Item)
    taken = {item.carried_from for item in items}
    for session in of(records, Session):
        agenda = Agenda.of(session.minutes, [each for each in items if each.session == session.id])
        assert agenda.over == 0
        if session.status is SessionStatus.HELD:
            assert agenda.open_minutes >= agenda.open_floor
            assert all(item.status is not ItemStatus.TO_DO for item in agenda.items)
    assert all(item.id in taken for item in items if item.status is ItemStatus.CARRIED)


@languages
def test_the_sample_shows_what_there_is_to_do(at: MakeJournal, language: str) -> None:
    """Objectives agreed, proposed and achieved, actions open and done, something to prepare."""
    journal = at(NOW)
    pair = demo.write(journal, language)
    assert journal.pair == pair
    objectives = journal.objectives.all()
    agreed = [each for each in objectives if journal.objectives.agreed(each)]
    assert 0 < len(agreed) < len(objectives)
    assert {each.status for each in objectives} >= {
        ObjectiveStatus.ACTIVE,
        ObjectiveStatus.ACHIEVED,
    }
    assert {each.status for each in journal.actions.all()} == set(ActionStatus)
    charter = journal.pairs.charter()
    assert charter is not None
    assert substance.agreed(charter, [member.id for member in pair.members])
    assert journal.learnings.due(NOW.date())
    coming = journal.sessions.next()
    assert coming is not None
    assert journal.agendas.suggest(coming).new
    assert status(journal).step is not Step.REST


def test_stamps_are_in_utc(nowhere: Home) -> None:
    """Instants of the sample are aware, in UTC and to the second, as the file wants them."""
    for stamp in stamps(built(nowhere, "en", NOW)):
        assert stamp.tzinfo is UTC
        assert stamp.microsecond == 0


def test_a_draft_is_written_after_what_it_speaks_of(at: MakeJournal) -> None:
    """The lift of the Monday after session 11 is no matter for the day of session 11."""
    journal = at(NOW)
    demo.write(journal, "en")
    (draft,) = [each for each in journal.feedback.all() if each.delivered is None]
    about = journal.sessions.found("11")
    assert "the Monday after session 11" in draft.situation
    assert about.began is not None
    assert (draft.created.date() - about.began.date()).days >= 4
