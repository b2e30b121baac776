"""Where every session stands among the others, read off the lines without parsing them."""

from __future__ import annotations

from datetime import date, datetime
from typing import NamedTuple

from rmjournal.instants import instant
from rmjournal.model.record import Visibility
from rmjournal.model.session import Session, SessionStatus
from rmjournal.storage.view import View

NO_DATE = "9999"


class Place(NamedTuple):
    """A session among the others; dates as ISO text, in the local time of ``zone``."""

    when: str
    """When it took place or is planned; after all dates where it has none."""
    id: str
    status: str
    starts: str
    zone: str
    began: str
    visibility: str

    @property
    def day(self) -> date | None:
        """Its day; none where it has no date."""
        return None if self.when == NO_DATE else date.fromisoformat(self.when[:10])

    @property
    def private(self) -> bool:
        """Whether it is for one person only, as whatever does not say is."""
        return self.visibility not in (Visibility.PAIR, Visibility.SHAREABLE)


def places(view: View, pair: str) -> list[Place]:
    """Every session of the pair that is not in the trash, by date, then id."""
    columns = view.table(Session).columns(
        "id", "pair", "deleted", "status", "starts", "began", "zone", "visibility"
    )
    found = [
        Place(began or starts or NO_DATE, id, status, starts, zone, began, visibility)
        for id, of, deleted, status, starts, began, zone, visibility in columns
        if of == pair and not deleted
    ]
    one_zone = len({each.zone for each in found}) < 2
    return sorted(found, key=None if one_zone else _by_instant)


def _by_instant(place: Place) -> tuple[str, str]:
    """Text that sorts as the instants do, whatever their zones."""
    if place.when == NO_DATE:
        return NO_DATE, place.id
    return instant(datetime.fromisoformat(place.when), place.zone).isoformat(), place.id


def called_off(found: list[Place]) -> set[str]:
    """The ids of the sessions that were cancelled."""
    return {each.id for each in found if each.status == SessionStatus.CANCELLED}


def numbers(found: list[Place]) -> dict[str, int]:
    """The number of each session that was not cancelled, by id, from 1: private ones come last."""
    counted = [each for each in found if each.status != SessionStatus.CANCELLED]
    counted.sort(key=lambda each: each.private)
    return {each.id: number for number, each in enumerate(counted, start=1)}
