"""Every save keeps the state before it: the last ten, then one a day for thirty days."""

from __future__ import annotations

import os
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rmjournal.model.reflection import Reflection
from rmjournal.paths import Home
from rmjournal.storage import disk, generations
from rmjournal.storage.generations import DAYS, KEPT, name, thin
from rmjournal.storage.store import Store
from tests.storage.conftest import Hands
from tests.storage.support import add, opened, reflection, verified


def kept(home: Home) -> list[generations.Generation]:
    """The generations, latest first."""
    return generations.generations(home.generations)


def test_every_save_keeps_the_state_before_it(store: Store, home: Home) -> None:
    """The generation is the very file that was replaced."""
    add(store, reflection("a"))
    first = home.journal.read_bytes()
    add(store, reflection("b"))
    [generation] = kept(home)
    assert generation.path.read_bytes() == first
    assert generation.number == 1
    assert generation.saved == datetime(2026, 1, 31, 12, 0, 2)
    assert generation.path.name == "journal-00000001-20260131T120002Z.json"


def test_the_last_ten_are_kept_whatever_their_day(store: Store, home: Home) -> None:
    """Thirteen saves on one day leave the ten states before the present one."""
    add(store, *(reflection(str(number)) for number in range(13)))
    assert [each.number for each in kept(home)] == list(range(12, 2, -1))


def test_beyond_ten_one_a_day_is_kept_for_thirty_days(
    store: Store, home: Home, clock: Hands
) -> None:
    """Over three months of three saves a day, a month of last-of-the-day states remains."""
    for _ in range(90):
        clock.now += timedelta(days=1) - timedelta(seconds=6)
        add(store, *(reflection() for _ in range(3)))
    found = kept(home)
    assert [each.number for each in found[:KEPT]] == list(range(269, 259, -1))
    older = found[KEPT:]
    days = [each.saved.date() for each in older]
    assert len(set(days)) == len(days)
    assert all(found[0].saved - each.saved <= timedelta(days=DAYS) for each in older)
    assert len(found) == KEPT + 27
    assert all(each.number % 3 == 0 for each in older)
    assert all(verified(each.path) for each in found)


def test_a_journal_rarely_used_keeps_its_last_ten(store: Store, home: Home, clock: Hands) -> None:
    """A session every three weeks leaves ten states of half a year."""
    for _ in range(15):
        clock.now += timedelta(weeks=3)
        add(store, reflection())
    assert [each.number for each in kept(home)] == list(range(14, 4, -1))


def test_a_clock_that_goes_back_does_no_harm(store: Store, home: Home, clock: Hands) -> None:
    """The generation counts, not the clock."""
    add(store, reflection("a"), reflection("b"))
    clock.now = datetime(1999, 1, 1, tzinfo=clock.now.tzinfo)
    add(store, reflection("c"), reflection("d"))
    assert [each.number for each in kept(home)] == [3, 2, 1]
    assert [each.what for each in opened(home).all(Reflection)] == ["a", "b", "c", "d"]


@given(gaps=st.lists(st.integers(0, 60), max_size=60))
def test_thinning_keeps_what_it_promises(
    tmp_path_factory: pytest.TempPathFactory, gaps: list[int]
) -> None:
    """Whatever the rhythm: the last ten stay, each day of the last thirty has its last state."""
    directory = tmp_path_factory.mktemp("generations")
    moment = datetime(2026, 1, 1)
    every = []
    for number, hours in enumerate(gaps, start=1):
        moment += timedelta(hours=hours)
        path = directory / name(number, f"{moment.isoformat()}Z")
        path.touch()
        every.append(generations.Generation(number, moment, path))
    thin(directory)
    left = set(generations.generations(directory))
    assert left >= set(every[-KEPT:])
    for each in every:
        day = [other for other in every if other.saved.date() == each.saved.date()]
        if every[-1].saved - day[-1].saved <= timedelta(days=DAYS):
            assert day[-1] in left
    older = [each.saved.date() for each in left - set(every[-KEPT:])]
    assert len(older) == len(set(older)) <= DAYS + 1


def test_a_generation_that_cannot_be_removed_stops_nothing(
    store: Store, home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A save that is done is done, whatever tidying up runs into."""
    add(store, *(reflection() for _ in range(11)))

    def refuse(self: Path, missing_ok: bool = False) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "unlink", refuse)
    add(store, reflection())
    assert len(kept(home)) == 11
    assert len(store.all(Reflection)) == 12


def test_two_states_of_one_name_are_both_kept(home: Home) -> None:
    """Under a clock that stands still, a state put back by hand does not cost another."""
    home.generations.mkdir(parents=True)
    target = home.generations / name(3, "2026-01-01T00:00:00Z")
    for number, text in enumerate((b"one", b"two", b"one")):
        source = home.data / str(number)
        source.write_bytes(text)
        disk.link(source, target)
    assert [each.path.read_bytes() for each in kept(home)] == [b"two", b"one"]


def test_two_large_states_that_differ_in_their_end_are_both_kept(home: Home) -> None:
    """One state is not taken for another because they begin alike."""
    home.generations.mkdir(parents=True)
    target = home.generations / name(3, "2026-01-01T00:00:00Z")
    alike = b"a" * (3 << 20)
    for end in (b"one", b"two"):
        source = home.data / end.decode()
        source.write_bytes(alike + end)
        disk.link(source, target)
    assert {each.path.read_bytes()[-3:] for each in kept(home)} == {b"one", b"two"}


@pytest.mark.parametrize("reverse", [False, True])
def test_the_latest_is_first_however_the_disk_lists_them(
    home: Home, monkeypatch: pytest.MonkeyPatch, reverse: bool
) -> None:
    """By number, then by time, and of two states of one name the one that was kept later."""
    home.generations.mkdir(parents=True)
    latest_first = [
        "journal-100000000-20260101T000000Z.json",
        "journal-00000010-20260103T000000Z.json",
        "journal-00000009-20260104T000000Z.json",
        "journal-00000009-20260102T000000Z-2.json",
        "journal-00000009-20260102T000000Z.json",
    ]
    for each in latest_first:
        (home.generations / each).write_bytes(b"")
    real = os.listdir
    monkeypatch.setattr(os, "listdir", lambda path: sorted(real(path), reverse=reverse))
    assert [each.path.name for each in kept(home)] == latest_first
