"""Local times of a zone as instants, so that those of different zones can be compared."""

from __future__ import annotations

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError


def instant(moment: datetime, zone: str) -> datetime:
    """The instant, in UTC, of a local time; the first of two where it comes twice.

    A zone that this computer does not know counts as UTC, so that any two can be put in order.
    """
    try:
        return moment.replace(tzinfo=_known(zone)).astimezone(UTC)
    except OverflowError:
        return moment.replace(tzinfo=UTC)


def moved(moment: datetime, zone: str, to: str) -> datetime:
    """The same instant as the clocks of another zone show it: naive, as the one given is."""
    if zone == to:
        return moment
    try:
        return instant(moment, zone).astimezone(_known(to)).replace(tzinfo=None, fold=0)
    except OverflowError:
        return moment


def movable(day: date) -> bool:
    """Whether a day, or a moment, can be taken to any other time zone, and some hours further."""
    return 1 < day.year < 9999


def around(moment: datetime, zone: str) -> tuple[datetime, datetime] | None:
    """The times just before and after, where clocks put forward leave a local time out; or none."""
    info = _known(zone)
    before, after = (moment.replace(tzinfo=info, fold=fold).utcoffset() for fold in (0, 1))
    if before is None or after is None or not before < after:
        return None
    return moment - (after - before), moment + (after - before)


def comes_twice(moment: datetime, zone: str) -> bool:
    """Whether clocks put back show that local time twice."""
    info = _known(zone)
    first, second = (moment.replace(tzinfo=info, fold=fold).utcoffset() for fold in (0, 1))
    return first is not None and second is not None and second < first


def _known(zone: str) -> ZoneInfo:
    try:
        return ZoneInfo(zone)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return ZoneInfo("UTC")
