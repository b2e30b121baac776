"""A calendar file as two parsers of other people's read it: icalendar, and vobject with dateutil."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import icalendar
import pytest
import vobject
from hypothesis import given
from hypothesis import strategies as st

from rmjournal.export.calendar import Event, Standing, written
from rmjournal.text import clean
from tests import strategies

AT = datetime(2026, 11, 21, 19, 50, tzinfo=UTC)
ZONES = ("Europe/Paris", "America/New_York", "Australia/Sydney", "Asia/Kolkata", "UTC",
         "Africa/Casablanca")  # fmt: skip


def event(**fields: object) -> Event:
    """An event of Ana and Tom, but for these fields."""
    usual = {
        "uid": "a@rmjournal", "starts": datetime(2027, 3, 2, 14), "zone": "Europe/Paris",
        "minutes": 45, "summary": "Ana and Tom",
    }  # fmt: skip
    return Event(**{**usual, **fields})  # type: ignore[arg-type]


def ics(*events: Event) -> str:
    """The events as a file."""
    return written(list(events), at=AT, sequence=7, language="en")


def theirs(text: str) -> Any:
    """The first event, as vobject reads it."""
    return next(iter(vobject.readComponents(text))).vevent


def ours(text: str) -> Any:
    """The first event, as icalendar reads it."""
    return icalendar.Calendar.from_ical(text).events[0]


@pytest.mark.parametrize("zone", ZONES)
@pytest.mark.parametrize("month", [1, 3, 7, 10])
def test_both_parsers_read_the_same_instant(zone: str, month: int) -> None:
    """Summer and winter, north and south: start and end are the moments of the session's zone."""
    starts = datetime(2027, month, 30, 14, 5)
    text = ics(event(starts=starts, zone=zone))
    instant = starts.replace(tzinfo=ZoneInfo(zone)).astimezone(UTC)
    for read in (ours(text).DTSTART, theirs(text).dtstart.value):
        assert read.astimezone(UTC) == instant
    for read in (ours(text).DTEND, theirs(text).dtend.value):
        assert read.astimezone(UTC) == instant + timedelta(minutes=45)


def test_a_series_keeps_its_hour_when_the_clocks_change() -> None:
    """Every three weeks at 14:00 by the clock on the wall, over the last Sunday of March."""
    series = event(starts=datetime(2027, 3, 9, 14), weeks=3, times=4)
    text = ics(series)
    paris = ZoneInfo("Europe/Paris")
    wanted = [datetime(2027, 3, 9, 13, tzinfo=UTC)]
    wanted += [datetime(2027, m, d, 12, tzinfo=UTC) for m, d in ((3, 30), (4, 20), (5, 11))]
    assert [each.astimezone(UTC) for each in theirs(text).getrruleset(addRDate=True)] == wanted
    rule = ours(text)["rrule"]
    assert (rule["freq"], rule["interval"], rule["count"]) == (["WEEKLY"], [3], [4])
    assert series.until.replace(tzinfo=paris).astimezone(UTC) == wanted[-1]


def test_what_is_left_out_of_a_series_does_not_happen() -> None:
    """An occurrence that is taken is none, for either parser."""
    taken = datetime(2027, 3, 30, 14)
    text = ics(event(starts=datetime(2027, 3, 9, 14), weeks=3, times=3, without=(taken,)))
    days = [each.date().day for each in theirs(text).getrruleset(addRDate=True)]
    assert days == [9, 20]
    assert ours(text)["exdate"].dts[0].dt.replace(tzinfo=None) == taken


def test_the_zone_is_described_in_the_file() -> None:
    """A program that knows no zone by name finds each one used, once, and none that is not."""
    text = ics(event(), event(uid="b@rmjournal", zone="America/New_York"), event(zone="UTC"))
    assert text.count("BEGIN:VTIMEZONE") == 2
    assert "TZID:Europe/Paris" in text
    assert "TZID:UTC" not in text


def test_a_zone_that_nobody_knows_leaves_the_hour_as_it_stands() -> None:
    """A record that names no zone of this world still has a time of day."""
    text = ics(event(zone="Mars/Olympus"))
    assert "DTSTART:20270302T140000\r\n" in text
    assert theirs(text).dtend.value == datetime(2027, 3, 2, 14, 45)


def test_an_event_says_what_a_calendar_needs() -> None:
    """Identity, revision, standing, who may read it, and when to be reminded."""
    text = ics(event(alarms=(15, 1440), standing=Standing.TENTATIVE))
    read = theirs(text)
    assert (read.uid.value, read.sequence.value) == ("a@rmjournal", "7")
    assert (read.status.value, read.contents["class"][0].value) == ("TENTATIVE", "PRIVATE")
    assert read.dtstamp.value.astimezone(UTC) == AT
    triggers = [alarm.trigger.value for alarm in read.valarm_list]
    assert triggers == [timedelta(minutes=-15), timedelta(days=-1)]
    alarms = ours(text).alarms.times
    starts = datetime(2027, 3, 2, 13, tzinfo=UTC)
    assert {each.trigger for each in alarms} == {starts + each for each in triggers}


def test_the_same_events_are_the_same_bytes() -> None:
    """Nothing of the machine or the moment is in the file but the stamp that was given."""
    events = (event(), event(uid="b@rmjournal", zone="Asia/Kolkata", weeks=2, times=3))
    assert ics(*events) == ics(*events)


def test_lines_are_as_the_standard_wants_them() -> None:
    """CRLF everywhere, no line over 75 bytes, also where a long one is folded."""
    text = ics(event(description="é, ; \\ \n" * 60))
    lines = text.split("\r\n")
    assert lines[-1] == ""
    assert all("\n" not in line and len(line.encode()) <= 75 for line in lines)


HOSTILE = 'x\r\nATTENDEE:mailto:eve@example.org\nEND:VEVENT\x07\x1b]52;c;x\x07\u202e,;\\:"'


@given(st.text(min_size=1) | strategies.texts | st.just(HOSTILE))
def test_what_people_typed_stays_a_text(words: str) -> None:
    """No text makes a property, a component or a control; what can be shown arrives as typed."""
    text = ics(event(summary=f"a{words}", description=f"b{words}"))
    read, other = ours(text), theirs(text)
    assert set(read) == {"SUMMARY", "DTSTART", "DTEND", "DTSTAMP", "UID", "SEQUENCE",
                         "DESCRIPTION", "CLASS", "STATUS"}  # fmt: skip
    assert set(other.contents) == {name.lower() for name in read}
    wanted = clean(f"b{words}")
    assert str(read["description"]) == wanted
    assert other.description.value == wanted
    assert not set(text) & set("\x00\x07\x1b\u202e")
