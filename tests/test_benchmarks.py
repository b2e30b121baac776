"""The benchmarks' journals are what they say they are."""

from __future__ import annotations

import os
import subprocess
import sys
from datetime import UTC, datetime
from itertools import pairwise
from pathlib import Path
from statistics import median

import pytest

from rmjournal.model.action import Action
from rmjournal.model.agenda import Item, ItemStatus
from rmjournal.model.learning import Learning
from rmjournal.model.objective import Objective
from rmjournal.model.pair import Pair
from rmjournal.model.record import Visibility
from rmjournal.model.reflection import Reflection
from rmjournal.model.session import Session, SessionStatus
from rmjournal.paths import Home
from rmjournal.storage.history import entries
from rmjournal.storage.store import Store

BENCHMARKS = Path(__file__).parent.parent / "benchmarks"


def _run(script: str, *args: str, home: Path | None) -> subprocess.CompletedProcess[str]:
    env = {key: value for key, value in os.environ.items() if not key.startswith("RMJOURNAL")}
    env["PYTHONPATH"] = str(BENCHMARKS.parent)
    if home is not None:
        env["RMJOURNAL_HOME"] = str(home)
    command = [sys.executable, str(BENCHMARKS / script), *args]
    return subprocess.run(command, env=env, capture_output=True, text=True, check=False)


def _grown(home: Path, *args: str) -> Store:
    done = _run("grow.py", *args, home=home)
    assert done.returncode == 0, done.stderr
    return Store(Home(home, home), lambda: datetime.now(UTC))


@pytest.fixture(scope="module")
def pair(tmp_path_factory: pytest.TempPathFactory) -> Store:
    """A pair with twelve sessions, seven at first and five more later."""
    home = tmp_path_factory.mktemp("pair")
    _grown(home, "7")
    return _grown(home, "12")


@pytest.fixture(scope="module")
def alone(tmp_path_factory: pytest.TempPathFactory) -> Store:
    """Someone who wrote 450 reflections and nothing else."""
    return _grown(tmp_path_factory.mktemp("alone"), "--reflections-only", "450")


def test_each_session_has_every_kind_of_note(pair: Store) -> None:
    sessions = pair.all(Session)
    assert len(sessions) == 12
    assert {each.status for each in sessions} == {SessionStatus.HELD}
    for session in sessions:
        kinds = (Item, Action, Learning, Reflection)
        notes = [len(pair.where(kind, "session", session.id)) for kind in kinds]
        assert notes == [6, 2, 1, 1]
    assert (len(pair.all(Pair)), len(pair.all(Objective))) == (1, 2)
    assert {each.visibility for each in pair.all(Reflection)} == {Visibility.PRIVATE}


def test_sessions_are_three_weeks_apart_and_past(pair: Store) -> None:
    days = sorted(each.when for each in pair.all(Session) if each.when)
    assert {(later - earlier).days for earlier, later in pairwise(days)} == {21}
    assert max(days) < datetime.now()


def test_what_is_carried_over_is_taken_up_again(pair: Store) -> None:
    items = {each.id: each for each in pair.all(Item)}
    carried = {each.id for each in items.values() if each.status is ItemStatus.CARRIED}
    taken = {each.carried_from for each in items.values() if each.carried_from}
    assert taken <= carried
    assert taken


def test_growing_to_the_same_size_changes_nothing(pair: Store) -> None:
    before = pair.home.journal.read_bytes()
    _grown(pair.home.data, "12")
    assert pair.home.journal.read_bytes() == before


def test_a_journal_of_one_size_always_says_the_same(pair: Store, tmp_path: Path) -> None:
    texts = {each.what for each in pair.all(Reflection)}
    assert len(texts) == 12
    assert {each.what for each in _grown(tmp_path, "12").all(Reflection)} == texts


def test_a_reflection_is_about_a_page_in_both_languages(alone: Store) -> None:
    sizes = []
    for each in alone.all(Reflection):
        text = f"{each.what} {each.so_what} {each.now_what} {each.shifted}"
        assert "’" in text
        sizes.append(len(text.encode()))
    assert 1400 < median(sizes) < 1700
    assert len({each.what for each in alone.all(Reflection)}) == 450


def test_the_history_stays_a_persons(pair: Store) -> None:
    undoable = entries(pair)
    assert 0 < len(undoable) <= 100
    assert {each.count for each in undoable} == {1}


def test_reflections_alone_stand_on_bare_sessions(alone: Store) -> None:
    assert len(alone.all(Session)) == 300
    assert not alone.all(Item)
    assert len({each.session for each in alone.all(Reflection)}) == 300


def test_rare_words_are_rare(alone: Store) -> None:
    found = [each.what.casefold() for each in alone.all(Reflection)]
    words = ("éphéméride", "réunion", "kaleidoscope")
    assert [sum(word in text for text in found) for word in words] == [11, 1, 1]


def test_without_a_home_nothing_is_grown() -> None:
    done = _run("grow.py", "3", home=None)
    assert done.returncode != 0
    assert "RMJOURNAL_HOME" in done.stderr


def test_a_size_beyond_reason_is_refused(tmp_path: Path) -> None:
    done = _run("grow.py", "100001", home=tmp_path)
    assert done.returncode != 0
    assert not (tmp_path / "journal.json").exists()
