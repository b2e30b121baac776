"""Letters to a locked journal: sealed at once, taken in once, as of when they were typed."""

from __future__ import annotations

import os
import signal
import sys
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest

from rmjournal.errors import RmjournalError, UsageProblem
from rmjournal.journal import Journal, letters, undoing
from rmjournal.journal.clock import Clock
from rmjournal.journal.letters import Taken
from rmjournal.model.pair import Role
from rmjournal.model.record import Visibility
from rmjournal.model.session import SessionStatus
from rmjournal.paths import Home
from rmjournal.sealing import inbox
from rmjournal.sealing.housing import housed
from tests.conftest import NOW, Key

THEN = datetime(2026, 11, 21, 9, 30)
"""In the morning; the journal is opened in the evening."""


@pytest.fixture
def home(journal: Journal, key: Key) -> Home:
    """Ana's home, encrypted and open."""
    journal.sessions.plan(datetime(2026, 11, 20, 14, 0))
    return key.encrypt(journal.store.home)


@pytest.fixture
def evening(home: Home) -> Journal:
    """The journal as it is opened in the evening."""
    return Journal.at(home, Clock("Europe/Paris", NOW))


def post(home: Home, verb: str, then: datetime = THEN, **said: Any) -> None:
    """Seals something, knowing the public key alone."""
    locked = housed(Home(home.data, home.settings))
    assert locked.wrapping.locked
    letters.post(locked, Clock("Europe/Paris", then), "", verb, **said)


def test_each_verb_is_taken_in_as_of_when_it_was_typed(home: Home, evening: Journal) -> None:
    """The records say when they were typed, and are about the session of then."""
    post(home, "log", what="I asked less.", learned="Ask for the median", by=None, confidence=6)
    post(home, "learn", what="Numbers first", check_on=date(2026, 12, 4), who="partner")
    post(home, "action add", text="Call the night shift", owner="both", due=date(2026, 11, 27))
    post(home, "win add", text="She presented alone")
    assert letters.take_in(evening) == Taken(taken=4)
    assert letters.waiting(home) == 0
    [reflection] = evening.reflections.all()
    [session] = evening.sessions.all()
    assert (reflection.what, reflection.session) == ("I asked less.", session.id)
    assert reflection.visibility is Visibility.PRIVATE
    assert reflection.created.isoformat() == "2026-11-21T08:30:00+00:00"
    assert [each.what for each in evening.learnings.all()] == [
        "Ask for the median",
        "Numbers first",
    ]
    assert evening.learnings.all()[1].learner == evening.pair.partner.id
    assert evening.actions.all()[0].due == date(2026, 11, 27)
    assert evening.wins.all()[0].on == THEN.date()


def test_a_session_that_came_later_is_not_meant(home: Home, evening: Journal) -> None:
    """What was typed before it is about the one before."""
    later = evening.sessions.plan(datetime(2026, 11, 21, 14, 0))
    post(home, "log", what="In the morning.")
    letters.take_in(evening)
    assert evening.reflections.all()[0].session != later.id


def test_a_letter_whose_file_stayed_is_not_taken_in_twice(home: Home, evening: Journal) -> None:
    """Killed between the save and the removal: the next opening removes the file, and no more."""
    post(home, "win add", text="Once")
    [path] = inbox.waiting(home)
    kept = path.read_bytes()
    letters.take_in(evening)
    path.write_bytes(kept)
    assert letters.take_in(evening).taken == 0
    assert letters.waiting(home) == 0
    assert len(evening.wins.all()) == 1


class Dying:
    """Removes files, and ends this process as ``kill -9`` does at the k-th, before it or after."""

    def __init__(self, k: int, *, late: bool) -> None:
        self._left = k
        self._late = late
        self._remove = inbox.remove

    def __call__(self, home: Home, path: Path) -> None:
        """Removes the file, unless it is the one to die at."""
        self._left -= 1
        if self._left or self._late:
            self._remove(home, path)
        if not self._left:
            os.kill(os.getpid(), signal.SIGKILL)


@pytest.mark.skipif(not hasattr(os, "fork"), reason="kills a child with SIGKILL")
@pytest.mark.parametrize("k", [1, 2])
@pytest.mark.parametrize("late", [False, True])
def test_killed_while_it_takes_in(home: Home, evening: Journal, k: int, late: bool) -> None:
    """Before the removal and after it, of the first letter and the second: each is there once."""
    post(home, "win add", text="one")
    post(home, "win add", text="two")
    if not (child := os.fork()):
        inbox.remove = Dying(k, late=late)
        letters.take_in(Journal.at(home, Clock("Europe/Paris", NOW)))
        os._exit(3)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == -signal.SIGKILL
    letters.take_in(evening)
    assert sorted(each.text for each in evening.wins.all()) == ["one", "two"]
    assert letters.waiting(home) == 0


def test_taking_in_can_be_undone_and_stays_undone(home: Home, evening: Journal) -> None:
    """Each letter is one step, named as its verb."""
    post(home, "win add", text="Never mind")
    letters.take_in(evening)
    undoing.undo(evening)
    assert evening.wins.all() == []
    assert letters.take_in(evening) == Taken()


def test_a_reference_that_means_nothing_costs_nothing_else(home: Home, evening: Journal) -> None:
    """The words are kept; what they were to stand beside is told."""
    post(home, "learn", what="Kept", session="99", objective="zzzz", who="nobody")
    found = letters.take_in(evening)
    assert found.taken == 1
    assert set(found.loose) == {"99", "zzzz", "nobody"}
    assert evening.learnings.all()[0].what == "Kept"


@pytest.mark.parametrize(
    ("verb", "said"),
    [("log", {"what": "x"}), ("learn", {"what": "x"}), ("win add", {"text": "x"})],
)
def test_a_session_that_is_none_is_not_another_one(
    home: Home, evening: Journal, verb: str, said: dict[str, Any]
) -> None:
    """The words stand beside no session, and none is held because of them."""
    post(home, verb, session="99", **said)
    assert letters.take_in(evening).loose == ["99"]
    about = [
        *(each.session for each in evening.reflections.all()),
        *(each.session for each in evening.learnings.all()),
        *(each.session for each in evening.wins.all()),
    ]
    assert about == [None]
    assert [each.status for each in evening.sessions.all()] == [SessionStatus.PLANNED]


def test_one_reference_that_means_nothing_costs_no_other(home: Home, evening: Journal) -> None:
    """What does mean something stays, and only the other is told."""
    [session] = evening.sessions.all()
    objective = evening.objectives.propose("Read a chart")
    post(home, "learn", what="Kept", session="1", objective="zzzz", who="partner")
    post(home, "action add", text="Kept", session="99", objective=objective.id, owner="nobody")
    assert letters.take_in(evening).loose == ["zzzz", "99", "nobody"]
    [learning], [action] = evening.learnings.all(), evening.actions.all()
    assert (learning.session, learning.learner) == (session.id, evening.pair.partner.id)
    assert (action.session, action.objective, action.owner) == (None, objective.id, evening.pair.me)


def test_what_cannot_be_taken_in_waits(home: Home, key: Key) -> None:
    """A letter to a journal without a pair, and one that is torn; others pass them by."""
    empty = Journal.at(home._replace(data=home.data / "none"), Clock("Europe/Paris", NOW))
    post(home, "win add", text="first")
    post(home, "win add", text="second")
    torn = inbox.waiting(home)[0]
    torn.write_bytes(torn.read_bytes()[:-3])
    evening = Journal.at(home, Clock("Europe/Paris", NOW))
    assert letters.take_in(evening) == Taken(taken=1, unread=[torn])
    assert letters.waiting(home) == 1
    assert letters.take_in(empty) == Taken()


@pytest.mark.parametrize(
    "said",
    [
        ("log", {}),
        ("log", {"what": "x", "confidence": 11}),
        ("log", {"what": "x", "on": datetime(2026, 11, 22, 9, 0)}),
        ("learn", {"what": "  "}),
        ("learn", {"what": "x", "check_on": date(2026, 11, 20)}),
        ("win add", {}),
    ],
)
def test_what_the_verb_would_refuse_is_refused_at_once(
    home: Home, said: tuple[str, dict[str, Any]]
) -> None:
    """Nothing impossible is sealed, to be found out later."""
    with pytest.raises(UsageProblem):
        post(home, said[0], **said[1])
    assert letters.waiting(home) == 0


def test_nothing_of_it_can_be_read_and_nobody_else_opens_the_folder(home: Home) -> None:
    """One file a letter, for the owner alone."""
    post(home, "log", what="only the key reads this")
    [path] = inbox.waiting(home)
    assert b"only the key" not in path.read_bytes()
    if sys.platform != "win32":
        assert (path.stat().st_mode & 0o777, home.inbox.stat().st_mode & 0o777) == (0o600, 0o700)


def test_decrypting_waits_for_them(home: Home) -> None:
    """What could not be taken in is not thrown away with the key."""
    from rmjournal.sealing import converting

    post(home, "win add", text="x")
    with pytest.raises(RmjournalError, match="still waits"):
        converting.decrypt(home)
    assert home.recipients.exists()


def test_pairs_apart(home: Home, evening: Journal) -> None:
    """A letter goes to the pair that was chosen when it was typed."""
    first = evening.pair
    other = evening.pairs.create(me="Ana Ruiz", role=Role.MENTOR, partner="Lou Petit")
    locked = housed(Home(home.data, home.settings))
    letters.post(locked, Clock("Europe/Paris", THEN), other.id, "win add", text="with Lou")
    letters.take_in(Journal.at(home, Clock("Europe/Paris", NOW), first.id))
    assert Journal.at(home, Clock("Europe/Paris", NOW), other.id).wins.all()[0].pair == other.id
