"""Events written as iCalendar (RFC 5545): the same events, the same bytes.

A time is local to an IANA zone, which is described in the file as a ``VTIMEZONE``. Where the zone
of a record is none that is known, its time floats: it is shown as it stands.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import MAXYEAR, UTC, date, datetime, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING

from rmjournal.errors import UsageProblem
from rmjournal.text import clean
from rmjournal.zones import zone_named

if TYPE_CHECKING:
    import icalendar

    from rmjournal.model.record import Local, Stamp


class Standing(StrEnum):
    """How sure an event is; one that is called off stays in the file, so that importing it tells."""

    CONFIRMED = "CONFIRMED"
    TENTATIVE = "TENTATIVE"
    CANCELLED = "CANCELLED"


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """One event, or a series of them every so many weeks."""

    uid: str
    """The same in every file, so that a calendar knows the event again."""
    starts: Local
    zone: str
    minutes: int
    summary: str
    description: str = ""
    standing: Standing = Standing.CONFIRMED
    weeks: int = 0
    """Weeks between two events of a series; 0 for a single one."""
    times: int = 1
    """How many events the series has, those left out included."""
    without: tuple[Local, ...] = ()
    """The events of the series that do not take place."""
    alarms: tuple[int, ...] = ()
    """Minutes before the event at which to be reminded."""

    @property
    def until(self) -> Local:
        """When the last event of the series starts."""
        return self.starts + timedelta(weeks=self.weeks * (self.times - 1))


def written(events: list[Event], *, at: Stamp, sequence: int, language: str) -> str:
    """The events as an iCalendar file; ``sequence`` is higher in a file that replaces an earlier one."""
    import icalendar

    calendar = icalendar.Calendar()
    calendar.add("prodid", f"-//rmjournal//rmjournal//{language.upper()}")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    components = [_event(each, at, sequence) for each in events]
    for component in components:
        calendar.add_component(component)
    for zone in _zones(calendar, events):
        calendar.subcomponents.insert(0, zone)
    return str(calendar.to_ical(), "utf-8")


def _zones(calendar: icalendar.Calendar, events: list[Event]) -> list[icalendar.Timezone]:
    """What every zone in the calendar does from the year of the first event to that after the last."""
    import icalendar

    used = sorted(calendar.get_used_tzids())
    if not used:
        return []
    first = date(min(each.starts.year for each in events), 1, 1)
    last = date(min(max(each.until.year for each in events) + 2, MAXYEAR), 1, 1)
    return [icalendar.Timezone.from_tzid(name, first_date=first, last_date=last) for name in used]


def _event(event: Event, at: Stamp, sequence: int) -> icalendar.Event:
    import icalendar

    made = icalendar.Event()
    start = _placed(event.starts, event.zone)
    made.add("uid", event.uid)
    made.add("dtstamp", at.astimezone(UTC))
    made.add("sequence", sequence)
    made.add("dtstart", start)
    made.add("dtend", _later(start, event.minutes))
    made.add("summary", clean(event.summary))
    if event.description:
        made.add("description", clean(event.description))
    made.add("status", event.standing)
    made.add("class", "PRIVATE")
    if event.weeks:
        made.add("rrule", {"freq": "weekly", "interval": event.weeks, "count": event.times})
    if event.without:
        made.add("exdate", [_placed(each, event.zone) for each in event.without])
    for minutes in event.alarms:
        made.add_component(_alarm(minutes, event.summary))
    return made


def _alarm(minutes: int, summary: str) -> icalendar.Alarm:
    import icalendar

    alarm = icalendar.Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", clean(summary))
    alarm.add("trigger", timedelta(minutes=-minutes))
    return alarm


def _placed(moment: Local, zone: str) -> datetime:
    try:
        return moment.replace(tzinfo=zone_named(zone))
    except UsageProblem:
        return moment


def _later(start: datetime, minutes: int) -> datetime:
    """The moment that many minutes later by a stopwatch, also in the night when clocks change."""
    if start.tzinfo is None:
        return start + timedelta(minutes=minutes)
    return (start.astimezone(UTC) + timedelta(minutes=minutes)).astimezone(start.tzinfo)
