"""The report of a period: what it counts."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from rmjournal.export.context import Audience
from rmjournal.export.report import report
from rmjournal.model.feedback import Feedback
from rmjournal.model.record import Record
from rmjournal.model.session import Session, SessionStatus
from rmjournal.model.win import Win
from tests.export.sample import NOW, Maker, store_at, the_pair

TODAY = datetime(2026, 4, 7, 18)
STANDS = [
    (SessionStatus.HELD, -21), (SessionStatus.HELD, 0), (SessionStatus.CANCELLED, -7),
    (SessionStatus.CANCELLED, 0), (SessionStatus.CANCELLED, 21), (SessionStatus.CANCELLED, None),
    (SessionStatus.PLANNED, -14), (SessionStatus.PLANNED, 0), (SessionStatus.PLANNED, 42),
    (SessionStatus.PLANNED, None),
]  # fmt: skip
"""Sessions by how they stand and the days from today."""


@pytest.mark.parametrize(
    ("until", "figures"),
    [
        (None, {"planned": 5, "held": 2, "cancelled": 2, "to_come": 3}),
        (date(2026, 4, 6), {"planned": 3, "held": 1, "cancelled": 1, "to_come": 0}),
        (date(2026, 12, 31), {"planned": 5, "held": 2, "cancelled": 2, "to_come": 2}),
    ],
)
def test_a_session_is_due_once_its_day_has_come(
    tmp_path: Path, until: date | None, figures: dict[str, int]
) -> None:
    """One that was called off before that was never missed, and does not come either."""
    make, store = Maker(), store_at(tmp_path)
    pair = the_pair(make)
    with store.transaction("test") as tx:
        tx.add(pair)
        for status, days in STANDS:
            starts = None if days is None else TODAY + timedelta(days=days)
            tx.add(make(Session, status=status, starts=starts, zone="Europe/Paris"))
    told = report(store, pair, audience=Audience.SELF, now=NOW, until=until)
    sessions = told.context["figures"]["sessions"]
    assert {name: sessions[name] for name in figures} == figures


def told_of(
    home: Path, *records: tuple[type[Record], dict[str, Any]], **asked: Any
) -> dict[str, Any]:
    """My own report on a pair with one session held, on 17 March, and records that belong to it."""
    make, store = Maker(), store_at(home)
    pair = the_pair(make)
    with store.transaction("test") as tx:
        tx.add(pair)
        held = tx.add(make(Session, status=SessionStatus.HELD, starts=datetime(2026, 3, 17, 14)))
        for kind, fields in records:
            tx.add(make(kind, **{"session": held.id, **fields}))
    return dict(report(store, pair, audience=Audience.SELF, now=NOW, **asked).context)


@pytest.mark.parametrize(("since", "wins"), [(date(2026, 3, 18), 1), (date(2026, 4, 3), 0)])
def test_a_record_counts_on_the_day_it_says(tmp_path: Path, since: date, wins: int) -> None:
    """Whatever the day of the session that it came of, as for whoever searches."""
    told = told_of(tmp_path, (Win, {"text": "x", "on": date(2026, 4, 2)}), since=since)
    assert told["figures"]["wins"] == wins


def test_feedback_counts_once_it_was_delivered_and_on_that_day(tmp_path: Path) -> None:
    """A draft was given to nobody; one on no session has no other day than that of its delivery."""
    late = {"session": None, "delivered": datetime(2026, 4, 2, 9, tzinfo=UTC)}
    early = {"session": None, "delivered": datetime(2026, 3, 2, 9, tzinfo=UTC)}
    given = [(Feedback, {"stop": "x", **each}) for each in (late, early, {}, {"session": None})]
    told = told_of(tmp_path, *given, since=date(2026, 3, 10))
    assert told["feedback"] == [{"by": "Hélène", "n": 1}, {"by": "Karim", "n": 0}]
