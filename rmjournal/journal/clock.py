"""What time it is for the person: the only place that reads the clock."""

from __future__ import annotations

import os
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from rmjournal.errors import UnknownDate, UsageProblem
from rmjournal.i18n import N_
from rmjournal.instants import around, comes_twice, instant, movable, moved
from rmjournal.zones import system_zone, zone_named


class Clock:
    """The present, in the person's zone; ``RMJOURNAL_NOW`` fixes it for tests and demos."""

    def __init__(self, zone: str = "", fixed: datetime | None = None) -> None:
        self.zone = zone or system_zone()
        self._info: ZoneInfo = zone_named(self.zone)
        self._fixed = fixed

    def now(self) -> datetime:
        """The present instant, aware, in the person's zone."""
        if self._fixed is None:
            return datetime.now(self._info)
        fixed = self._fixed
        return (
            fixed.replace(tzinfo=self._info)
            if fixed.tzinfo is None
            else fixed.astimezone(self._info)
        )

    def local(self) -> datetime:
        """The present as the clock on the wall shows it: naive, to the minute."""
        return self.now().replace(tzinfo=None, second=0, microsecond=0)

    @property
    def tzinfo(self) -> ZoneInfo:
        """The person's zone."""
        return self._info

    def wall(self, moment: datetime) -> datetime:
        """An instant as the clock on this wall shows it: naive; one without a zone is in UTC."""
        aware = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
        return aware.astimezone(self._info).replace(tzinfo=None)

    def here(self, moment: datetime, zone: str) -> datetime:
        """A local time of that zone as the clock on this wall shows it: naive."""
        return moved(moment, zone, self.zone)

    def there(self, moment: datetime, zone: str) -> datetime:
        """A local time here as the clocks of that zone show it: naive."""
        return moved(moment, self.zone, zone)

    def passed(self, moment: datetime, zone: str) -> bool:
        """Whether that local time of that zone is this minute or before it."""
        return instant(moment, zone) <= self.now()

    def refuse_missing(self, moment: datetime) -> None:
        """Raises UnknownDate for a local time that clocks put forward leave out, and for no year of ours."""
        if not movable(moment):
            raise UnknownDate(
                N_("The year {year} is out of range."),
                kept=N_("Nothing was changed."),
                todo=N_("Write the date with the year that you mean, as in 2026-12-03."),
                year=str(moment.year),
            )
        if near := around(moment, self.zone):
            missing, first, second = (each.strftime("%Y-%m-%d %H:%M") for each in (moment, *near))
            raise UnknownDate(
                N_("There is no {missing}: the clocks are put forward over that hour."),
                kept=N_("Nothing was changed."),
                todo=N_("Write {first} or {second}."),
                missing=missing,
                first=first,
                second=second,
            )

    def comes_twice(self, moment: datetime) -> bool:
        """Whether clocks put back show that local time twice; then the first is meant."""
        return comes_twice(moment, self.zone)

    def today(self) -> date:
        """The day it is for the person."""
        return self.now().date()

    def day(self, moment: datetime) -> date:
        """The day that an instant falls on for the person."""
        return moment.astimezone(self._info).date()

    def stamp(self) -> datetime:
        """The present instant in UTC, to the second."""
        return self.now().astimezone(UTC).replace(microsecond=0)


def clock(zone: str = "") -> Clock:
    """The clock of this process; raises UsageProblem when RMJOURNAL_NOW is no ISO time."""
    fixed = os.environ.get("RMJOURNAL_NOW")
    if not fixed:
        return Clock(zone)
    try:
        return Clock(zone, datetime.fromisoformat(fixed))
    except ValueError as error:
        raise UsageProblem(
            N_("RMJOURNAL_NOW is not an ISO time."), todo=N_("Write it as 2026-12-03T17:00.")
        ) from error
