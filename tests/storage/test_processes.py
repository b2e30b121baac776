"""Processes that are killed lose nothing they acknowledged; processes that meet lose nothing at all."""

from __future__ import annotations

import sys
import threading

import pytest

from rmjournal.model.reflection import Reflection
from rmjournal.paths import Home
from rmjournal.storage.history import entries
from rmjournal.storage.store import Store
from tests.storage.campaigns import (
    AIMS,
    aimed_kills,
    large,
    random_kills,
    survives,
    two_writers,
)
from tests.storage.support import add, opened, reflection, verified

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="kills with SIGKILL")


def test_killed_at_random_moments(home: Home) -> None:
    """Ten processes killed while they add to a journal of 5 MB: nothing acknowledged is lost."""
    large(home, 5_000_000)
    assert survives(home, random_kills(home, 10, seed=1)) >= 10


def test_killed_in_every_step_of_a_save(home: Home) -> None:
    """Before, after and in the middle of each call: the old journal or the new one."""
    large(home, 500_000)
    chosen = [aim for aim in AIMS if aim[0] != "write"][::2]
    chosen += [
        ("write", 1, "before"),
        *(("write", 5, when) for when in ("before", "middle", "after")),
    ]
    chosen += [("replace", 1, "before"), ("replace", 1, "after"), ("link", 1, "after")]
    survives(home, aimed_kills(home, list(dict.fromkeys(chosen))))


def test_two_processes_adding_at_once(home: Home) -> None:
    """Forty records each, none lost, none twice."""
    two_writers(home, 40)


def test_threads_of_one_process_may_share_a_store(store: Store, home: Home) -> None:
    """Verbs of several threads wait for one another; none joins another's, none is lost."""
    errors: list[BaseException] = []

    def work(number: int) -> None:
        try:
            for step in range(10):
                add(store, reflection(f"{number} {step}"))
                assert store.all(Reflection)
        except BaseException as error:  # noqa: BLE001 - told by the main thread
            errors.append(error)

    threads = [threading.Thread(target=work, args=(number,)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert errors == []
    assert len({each.what for each in opened(home).all(Reflection)}) == 40
    assert len(entries(opened(home))) == 40
    assert verified(home.journal)


def test_a_verb_of_another_thread_is_a_verb_of_its_own(store: Store) -> None:
    """It waits for the one under way rather than joining it, and is undone by itself."""
    other = threading.Thread(target=lambda: add(store, reflection("theirs")))
    with store.transaction("outer") as tx:
        tx.add(reflection("ours"))
        other.start()
        other.join(0.2)
        assert other.is_alive()
    other.join()
    assert [each.what for each in store.all(Reflection)] == ["ours", "theirs"]
    assert [each.verb for each in entries(store)] == ["add", "outer"]


def test_a_thread_sees_nothing_of_anothers_unfinished_verb(store: Store) -> None:
    """What is not saved yet is seen by who is writing it, and by nobody else."""
    add(store, reflection("saved"))
    seen: list[int] = []
    with store.transaction("add") as tx:
        tx.add(reflection("not yet"))
        thread = threading.Thread(target=lambda: seen.append(len(store.all(Reflection))))
        thread.start()
        thread.join()
        assert len(tx.all(Reflection)) == 2
    assert seen == [1]
    assert len(store.all(Reflection)) == 2
