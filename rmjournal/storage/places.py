"""Where every session stands among the others, read off the lines without parsing them."""

from __future__ import annotations

from typing import NamedTuple

from rmjournal.model.session import Session, SessionStatus
from rmjournal.storage.store import View

NO_DATE = "9999"


class Place(NamedTuple):
    """A session among the others; dates as ISO text, which sorts as time does."""

    when: str
    """When it took place or is planned; after all dates where it has none."""
    id: str
    status: str
    starts: str
    zone: str
    began: str


def places(view: View, pair: str) -> list[Place]:
    """Every session of the pair that is not in the trash, by date, then id."""
    columns = view.table(Session).columns(
        "id", "pair", "deleted", "status", "starts", "began", "zone"
    )
    return sorted(
        Place(began or starts or NO_DATE, id, status, starts, zone, began)
        for id, of, deleted, status, starts, began, zone in columns
        if of == pair and not deleted
    )


def numbers(found: list[Place]) -> dict[str, int]:
    """The number of each session that was not cancelled, by id: its place among them, from 1."""
    counted = (each for each in found if each.status != SessionStatus.CANCELLED)
    return {each.id: number for number, each in enumerate(counted, start=1)}
