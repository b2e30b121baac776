"""A journal begins in one step: the pair, its frame, and the first session where it is known."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from rmjournal.errors import Refused, UnknownDate, UsageProblem
from rmjournal.journal import Journal, undoing
from rmjournal.journal.beginning import Plan, begin, foresee
from rmjournal.model.pair import Role
from rmjournal.model.session import Session
from tests.conftest import NOW, MakeJournal
from tests.journal.conftest import documents

PLAN = Plan(me="Ana Ruiz", partner="Tom Weiss", role=Role.MENTEE)
MISSING = datetime(2027, 3, 28, 2, 30)
"""A time that the clocks of Paris leave out."""


@pytest.fixture
def nobody(at: MakeJournal) -> Journal:
    """A journal with nothing in it."""
    return at(NOW)


def test_pair_and_first_session_are_one_step(nobody: Journal) -> None:
    """Both are there, of the pair's length, as a kick-off; one undo takes both back."""
    begun = begin(nobody, replace(PLAN, minutes=30, first=NOW + timedelta(days=3)))
    assert nobody.pair == begun.pair
    assert begun.first is not None
    assert (begun.first.minutes, begun.first.template) == (30, "kick-off")
    assert undoing.undo(nobody).verb == "init"
    assert nobody.pairs.all() == []
    assert nobody.store.all(Session) == []


def test_a_first_session_is_still_to_come(nobody: Journal) -> None:
    """It is met while one answers, and by whatever begins the pair."""
    for verb in (foresee, begin):
        with pytest.raises(UsageProblem, match="has passed"):
            verb(nobody, replace(PLAN, first=NOW.replace(tzinfo=None) - timedelta(days=1)))
    assert nobody.pairs.all() == []


def test_a_pair_that_met_before_needs_no_kick_off(nobody: Journal) -> None:
    """Its next session is an ordinary one."""
    begun = begin(nobody, replace(PLAN, start=date(2026, 9, 1), first=NOW + timedelta(days=3)))
    assert begun.first is not None
    assert begun.first.template == "standard"


def test_a_first_session_may_be_left_out(nobody: Journal) -> None:
    """Nothing is planned then."""
    assert begin(nobody, PLAN).first is None
    assert nobody.sessions.places() == []


@pytest.mark.parametrize(
    ("wrong", "error"),
    [
        ({"me": " "}, UsageProblem), ({"partner": "ana ruiz"}, UsageProblem),
        ({"minutes": 5}, UsageProblem), ({"months": 99}, UsageProblem),
        ({"every_weeks": 0}, UsageProblem), ({"first": MISSING}, UnknownDate),
    ],
)  # fmt: skip
def test_what_cannot_be_is_foreseen(
    nobody: Journal, wrong: dict[str, object], error: type[Exception]
) -> None:
    """Foreseeing refuses as beginning does, and neither leaves anything behind."""
    plan = replace(PLAN, **wrong)  # type: ignore[arg-type]
    for verb in (foresee, begin):
        with pytest.raises(error):
            verb(nobody, plan)
    assert documents(nobody) == {}
    with pytest.raises(Refused, match="no pair"):
        nobody.pair  # noqa: B018


def test_foreseeing_says_what_would_be_and_stores_nothing(nobody: Journal) -> None:
    """The end follows from the start and the months."""
    seen = foresee(nobody, replace(PLAN, months=6))
    assert seen.pair.mentee.name == "Ana Ruiz"
    assert seen.charter.end == date(2027, 5, 21)
    assert documents(nobody) == {}
