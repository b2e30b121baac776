"""The calendar of a pair: what is in it, and that importing it again leaves what is true."""

from __future__ import annotations

from contextlib import suppress
from datetime import datetime, timedelta
from typing import Any

import icalendar
import pytest
from hypothesis import given
from hypothesis import strategies as st

from rmjournal.errors import Refused, UsageProblem
from rmjournal.export.context import Audience
from rmjournal.i18n import Words
from rmjournal.journal import Journal, undoing
from rmjournal.journal.calendar import Calendar, Request, made
from rmjournal.model.record import Visibility
from rmjournal.model.session import Session, SessionStatus
from tests.conftest import NOW
from tests.journal.conftest import opened

EVENING = datetime(2026, 12, 1, 17)
WEEK = timedelta(weeks=1)
ENGLISH = Words("en", terminal=False)


def calendar(journal: Journal, **asked: object) -> Calendar:
    """The calendar as someone asks for it."""
    return made(journal, Request(**asked), ENGLISH)  # type: ignore[arg-type]


def events(calendar: Calendar) -> list[Any]:
    """Its events."""
    return icalendar.Calendar.from_ical(calendar.text).events


def test_a_session_is_an_event_of_its_own(journal: Journal) -> None:
    """Identity, time, zone, who meets whom, and a reminder; not what it is about."""
    session = journal.sessions.plan(EVENING, purpose="Say no to the board")
    [event] = events(calendar(journal))
    assert event["uid"] == f"{session.id}@rmjournal"
    assert event["summary"] == "Reverse mentoring: Ana and Tom"
    assert EVENING.replace(tzinfo=journal.clock.now().tzinfo) == event.DTSTART
    assert timedelta(minutes=45) == event.DTEND - event.DTSTART
    assert [alarm["trigger"].dt for alarm in event.walk("VALARM")] == [timedelta(minutes=-15)]
    assert "board" not in calendar(journal).text


def test_the_summary_speaks_the_language_asked_for(journal: Journal) -> None:
    """French words in French typography, as a file wants it."""
    journal.sessions.plan(EVENING)
    [event] = events(made(journal, Request(), Words("fr", terminal=False)))
    assert event["summary"] == "Mentorat inversé\u00a0: Ana et Tom"


def test_the_purpose_is_told_when_asked_for(journal: Journal) -> None:
    """Only then, since a calendar is often read by others."""
    journal.sessions.plan(EVENING, purpose="Say no; politely,\nto the board")
    [event] = events(calendar(journal, purposes=True))
    assert event["description"] == "Say no; politely,\nto the board"


def test_a_private_session_stays_out(journal: Journal) -> None:
    """It is counted, and only one's own copy has it."""
    session = journal.sessions.plan(EVENING)
    journal.records.show_to(session, Visibility.PRIVATE)
    withheld = calendar(journal)
    assert (events(withheld), withheld.withheld) == ([], 1)
    assert len(events(calendar(journal, audience=Audience.SELF))) == 1
    journal.records.delete(journal.sessions.all()[0])
    assert events(calendar(journal)) == []


def test_a_held_session_is_where_it_really_was(journal: Journal) -> None:
    """As long as it lasted, and nobody is reminded of it."""
    journal.sessions.hold(began=datetime(2026, 11, 20, 14, 5), minutes=50)
    [event] = events(calendar(journal))
    assert event.DTSTART.replace(tzinfo=None) == datetime(2026, 11, 20, 14, 5)
    assert timedelta(minutes=50) == event.DTEND - event.DTSTART
    assert event.walk("VALARM") == []


def test_what_waits_for_a_date_is_counted_and_called_off(journal: Journal) -> None:
    """A session postponed to no date leaves the calendar that had it; one that had none is not in."""
    session = journal.sessions.plan(EVENING)
    journal.sessions.postpone(session)
    made_now = calendar(journal)
    [event] = events(made_now)
    assert (event["uid"], event["status"]) == (f"{session.id}@rmjournal", "CANCELLED")
    assert (made_now.sessions, made_now.undated) == (0, 1)


@pytest.mark.parametrize("verb", ["cancel", "delete"])
def test_what_will_not_take_place_is_called_off(journal: Journal, verb: str) -> None:
    """Cancelled or in the trash, it is in the file as such, with no reminder."""
    session = journal.sessions.plan(EVENING)
    getattr(journal.sessions if verb == "cancel" else journal.records, verb)(session)
    [event] = events(calendar(journal))
    assert (event["status"], event.walk("VALARM")) == ("CANCELLED", [])
    assert calendar(journal).sessions == 0


def test_a_session_may_be_left_out(journal: Journal) -> None:
    """By its reference."""
    session = journal.sessions.plan(EVENING)
    assert events(calendar(journal, without=(session.id,))) == []


@pytest.mark.parametrize("minutes", [-1, 28 * 24 * 60 + 1])
def test_an_impossible_alarm_is_refused(journal: Journal, minutes: int) -> None:
    """It comes before the session, and within four weeks of it."""
    with pytest.raises(UsageProblem):
        calendar(journal, alarms=(minutes,))


def test_another_pair_is_not_in_it(journal: Journal) -> None:
    """A calendar is of the pair that is spoken of."""
    journal.sessions.plan(EVENING)
    journal.pairs.use(
        journal.pairs.create(me="Ana Ruiz", role=journal.pair.my_role, partner="Lou Petit")
    )
    assert events(calendar(journal)) == []


def test_the_same_journal_is_the_same_file(journal: Journal) -> None:
    """Byte for byte."""
    journal.sessions.plan(EVENING)
    journal.sessions.plan(EVENING + 3 * WEEK)
    assert calendar(journal).text == calendar(journal).text


def series(made: Calendar) -> Any:
    """The one event that recurs, or did."""
    [event] = [each for each in events(made) if each["uid"].endswith("-rhythm@rmjournal")]
    return event


def test_time_is_kept_while_there_is_a_rhythm(journal: Journal) -> None:
    """After the last planned session, tentative, at its hour, to the end in the charter."""
    for n in range(3):
        journal.sessions.plan(EVENING + n * 3 * WEEK)
    event = series(calendar(journal))
    assert event.DTSTART.replace(tzinfo=None) == EVENING + 9 * WEEK
    assert (event["status"], event.walk("VALARM")) == ("TENTATIVE", [])
    rule = event["rrule"]
    assert (rule["freq"], rule["interval"]) == (["WEEKLY"], [3])
    charter = journal.pairs.charter()
    assert charter
    assert charter.end
    last = event.DTSTART.date() + (rule["count"][0] - 1) * 3 * WEEK
    assert last <= charter.end < last + 3 * WEEK
    assert len(events(calendar(journal, rhythm=False))) == 3


def test_no_time_is_kept_on_a_day_that_is_taken(journal: Journal) -> None:
    """A review point on a day of the rhythm is there once."""
    for n in range(2):
        journal.sessions.plan(EVENING + n * 3 * WEEK)
    review = journal.sessions.plan(EVENING + 9 * WEEK - timedelta(hours=1))
    with journal.store.transaction("review") as tx:
        tx.change(review, review_month=3)
    [left_out] = series(calendar(journal))["exdate"].dts
    assert left_out.dt.replace(tzinfo=None) == EVENING + 9 * WEEK


def test_the_series_gives_way_to_what_is_planned(journal: Journal) -> None:
    """The same series starts later, so that no time is taken twice."""
    for n in range(2):
        journal.sessions.plan(EVENING + n * 3 * WEEK)
    before = series(calendar(journal))
    journal.sessions.plan(EVENING + 6 * WEEK)
    after = series(calendar(journal))
    assert before["uid"] == after["uid"]
    assert before.DTSTART + 3 * WEEK == after.DTSTART
    assert before["rrule"]["count"][0] - 1 == after["rrule"]["count"][0]
    assert before["sequence"] < after["sequence"]


def test_without_a_rhythm_the_series_is_called_off(journal: Journal) -> None:
    """A calendar that had it takes it off; a pair of one session never had any."""
    journal.sessions.plan(EVENING)
    assert len(events(calendar(journal))) == 1
    journal.sessions.plan(EVENING + timedelta(days=9))
    assert series(calendar(journal))["status"] == "CANCELLED"
    assert "RRULE" not in calendar(journal).text
    journal.pairs.close()
    assert series(calendar(journal))["status"] == "CANCELLED"


Known = dict[str, Any]


def import_into(known: Known, file: Calendar) -> None:
    """What a calendar program does: an event it knows is replaced unless the file is older."""
    for event in events(file):
        before = known.get(str(event["uid"]))
        if before is None or before["sequence"] < event["sequence"]:
            known[str(event["uid"])] = event


def _chosen(journal: Journal, n: int, *, trashed: bool = False) -> Session | None:
    found = journal.store.all(Session, trashed=trashed)
    return found[n % len(found)] if found else None


def act(journal: Journal, verb: str, n: int) -> None:
    """Does one of the things that change a calendar, where it can be done."""
    when = EVENING + timedelta(days=n)
    sessions, records = journal.sessions, journal.records
    session = _chosen(journal, n, trashed=verb == "restore")
    if verb == "plan":
        sessions.plan(when)
    elif session is None:
        return
    elif verb == "postpone":
        sessions.postpone(session, when if n % 2 else None)
    elif verb == "edit":
        sessions.edit(session, starts=when, minutes=30)
    elif verb == "cancel":
        sessions.cancel(session)
    elif verb == "hold":
        sessions.hold(session, began=NOW - timedelta(days=n))
    elif verb == "delete":
        records.delete(session)
    elif verb == "restore":
        records.restore(session)


def saves(journal: Journal) -> int:
    """How often the journal was saved."""
    assert journal.store.exists
    return journal.store.storage.generation


VERBS = ["plan", "postpone", "edit", "cancel", "hold", "delete", "restore"]


@given(st.lists(st.tuples(st.sampled_from(VERBS), st.integers(0, 40), st.booleans()), max_size=12))
def test_importing_again_leaves_what_is_true(deeds: list[tuple[str, int, bool]]) -> None:
    """Whatever was imported on the way, and undone since, the last import shows the sessions as are."""
    known: Known = {}
    with opened() as journal:
        for verb, n, taken_back in deeds:
            before = saves(journal)
            with suppress(Refused):
                act(journal, verb, n)
            import_into(known, calendar(journal))
            if taken_back and verb != "plan" and saves(journal) > before:
                undoing.undo(journal)
        import_into(known, calendar(journal))
        wanted = {
            f"{each.id}@rmjournal": each.when
            for each in journal.sessions.all()
            if each.when and each.status is not SessionStatus.CANCELLED
        }
        shown = {
            uid: event.DTSTART.replace(tzinfo=None)
            for uid, event in known.items()
            if event["status"] == "CONFIRMED"
        }
        assert shown == wanted


def test_a_later_file_wins_after_an_undo(journal: Journal) -> None:
    """A date that was taken back is taken back in the calendar too."""
    known: Known = {}
    session = journal.sessions.plan(EVENING)
    import_into(known, calendar(journal))
    journal.sessions.postpone(session, EVENING + WEEK)
    import_into(known, calendar(journal))
    undoing.undo(journal)
    import_into(known, calendar(journal))
    assert known[f"{session.id}@rmjournal"].DTSTART.replace(tzinfo=None) == EVENING
