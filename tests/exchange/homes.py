"""Two homes to begin a history from: of beginners, of strangers with a past, and of these once they met.

Each person has another pair as well, and keeps something of every kind to themselves.
"""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest

from tests.exchange.conftest import Copies, Two, copies_of
from tests.exchange.months import apart, pair_up
from tests.exchange.sentinels import keep_another_pair, keep_secrets


def peopled(two: Two) -> Two:
    """The two, with what is none of the other's business."""
    for journal, partner in ((two.ana, "Rhona Bello"), (two.tom, "Sam Okoye")):
        keep_secrets(journal)
        keep_another_pair(journal, partner)
    return two


def begun(two: Two) -> Two:
    """The two have met once: there is something of most kinds between them."""
    session = two.ana.sessions.plan(datetime(2026, 11, 19, 14), purpose="Begin")
    two.ana.agendas.add(session, "The median", minutes=5)
    two.ana.agendas.add(session, "Your calendar", minutes=5)
    two.ana.charters.edit(two.ana.charters.present(), stays="What we say")
    two.tom.objectives.propose("Read a chart", measure="Alone")
    for journal in (two.ana, two.tom):
        journal.learnings.add("He asks first")
        journal.feedback.give(deliver=True, situation="The first session")
    two.exchange(2)
    return two


@pytest.fixture(scope="session")
def homes(paired_homes: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A directory with each of the three."""
    where = tmp_path_factory.mktemp("homes")
    two = copies_of(paired_homes, where)()
    begun(peopled(two)).where.rename(where / "beginners")
    two = apart(where / "strangers")
    pair_up(two)
    peopled(two)
    met = copies_of(where / "strangers", where)()
    met.exchange(2)
    met.where.rename(where / "acquainted")
    return where


@pytest.fixture
def beginners(homes: Path, tmp_path: Path) -> Copies:
    """Paired on their first day."""
    return copies_of(homes / "beginners", tmp_path / "beginners")


@pytest.fixture
def strangers(homes: Path, tmp_path: Path) -> Copies:
    """Just paired, after three months of their own each."""
    return copies_of(homes / "strangers", tmp_path / "strangers")


@pytest.fixture
def acquainted(homes: Path, tmp_path: Path) -> Copies:
    """The same, after the first packets: twins wait to be joined."""
    return copies_of(homes / "acquainted", tmp_path / "acquainted")
