"""A session under way: a late start shrinks the topic, never the wrap-up; plan against actual."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rmjournal.model.agenda import KINDS, Agenda, Item, ItemStatus
from rmjournal.model.progress import FORGOTTEN, LEAST, Stand, late, progress, shrunk
from rmjournal.model.record import Visibility
from rmjournal.model.session import Session, SessionStatus
from rmjournal.model.timer import TimerEvent, TimerState

NOON = datetime(2026, 4, 7, 12, 0, tzinfo=UTC)
STARTS = datetime(2026, 4, 7, 14, 0)
ENVELOPE: dict[str, Any] = {
    "pair": "p",
    "author": "a",
    "entered_by": "a",
    "created": NOON,
    "updated": NOON,
    "visibility": Visibility.PAIR,
}
FORM = (("check-in", 5), ("recall", 5), ("topic", 12), ("case", 10), ("open", 8), ("wrap-up", 5))


def item(number: int, kind: str, minutes: int, status: ItemStatus = ItemStatus.TO_DO) -> Item:
    """An item of an agenda."""
    return Item(
        **ENVELOPE, id=f"{number}", session="s", position=number, topic=kind, kind=kind,
        minutes=minutes, status=status,
    )  # fmt: skip


def usual() -> tuple[Item, ...]:
    """The agenda of 45 minutes."""
    return tuple(item(number, *each) for number, each in enumerate(FORM, start=1))


def session(*events: TimerEvent, late: int = 0, minutes: int = 45) -> Session:
    """A session that began so many minutes late."""
    return Session(
        **ENVELOPE, id="s", starts=STARTS, minutes=minutes, timer=events,
        began=STARTS + timedelta(minutes=late),
    )  # fmt: skip


def event(kind: str, minutes: float, of: str | None = None, more: int | None = None) -> TimerEvent:
    """Something that happened so many minutes after noon."""
    return TimerEvent(kind=kind, at=NOON + timedelta(minutes=minutes), item=of, minutes=more)


items = st.lists(st.tuples(st.sampled_from(KINDS), st.integers(1, 120)), max_size=8).map(
    lambda drawn: tuple(item(number, *each) for number, each in enumerate(drawn, start=1))
)
"""The items of any agenda."""


def test_a_late_start_shrinks_the_topic_and_keeps_the_end() -> None:
    """Five minutes late, the topic goes from 12 to 7 minutes, and the rest stays."""
    at = progress(session(event("start", 5, "1"), late=5), Agenda.of(45, list(usual())), NOON)
    assert [each.minutes for each in at.items] == [5, 5, 7, 10, 8, 5]
    assert (at.late, at.minutes, at.ends) == (5, 40, STARTS + timedelta(minutes=45))


@pytest.mark.parametrize(
    ("minutes", "left"),
    [
        (38, [5, 5, 5, 10, 8, 5]), (33, [5, 0, 5, 10, 8, 5]), (28, [5, 0, 5, 5, 8, 5]),
        (20, [2, 0, 5, 4, 4, 5]), (10, [0, 0, 1, 2, 2, 5]), (5, [0, 0, 0, 0, 0, 5]),
    ],
)  # fmt: skip
def test_what_gives_when_the_topic_cannot(minutes: int, left: list[int]) -> None:
    """Then the recall, the case and the check-in; open time keeps a sixth; the wrap-up stays."""
    parts = shrunk(usual(), minutes)
    assert sum(parts.values()) == minutes
    assert parts["6"] == 5
    assert parts["5"] >= min(8, -(-minutes // 6)) or not any(parts[each] for each in "134")
    if minutes >= 28:
        assert list(parts.values()) == left


@given(items, st.integers(1, 240))
def test_shrinking_fits_and_never_takes_from_the_wrap_up(of: tuple[Item, ...], room: int) -> None:
    """It takes no more than is too much, nothing from the wrap-up, and fits unless that forbids it."""
    parts = shrunk(of, room)
    protected = sum(each.minutes for each in of if each.kind == "wrap-up")
    assert sum(parts.values()) == min(sum(each.minutes for each in of), max(room, protected))
    for each in of:
        assert 0 <= parts[each.id] <= each.minutes
        assert each.kind != "wrap-up" or parts[each.id] == each.minutes


@given(items, st.integers(6, 240))
def test_open_time_keeps_a_sixth_while_anything_else_can_give(
    of: tuple[Item, ...], room: int
) -> None:
    """An open time of a sixth or more is not cut below it before all else is gone."""
    parts = shrunk(of, room)
    others = [each for each in of if each.kind not in ("open", "wrap-up")]
    for each in of:
        if each.kind == "open" and parts[each.id] < min(each.minutes, -(-room // 6)):
            assert all(parts[other.id] <= 5 for other in others)


@pytest.mark.parametrize(
    ("minutes", "lost"), [(-10, 0), (0, 0), (1, 1), (40, 40), (41, 0), (600, 0)]
)
def test_only_a_start_within_the_session_is_late(minutes: int, lost: int) -> None:
    """Early, or so late that nothing would be left, it has its full length from when it begins."""
    assert late(session(late=minutes)) == lost
    assert late(session(late=minutes)) <= 45 - LEAST


def test_what_is_spoken_of_and_what_comes_next() -> None:
    """The screen of a session under way: done, now, then, and what is left of each."""
    agenda = Agenda.of(45, [replace(usual()[0], status=ItemStatus.DONE), *usual()[1:]])
    timer = (event("start", 0, "1"), event("next", 6, "2"))
    at = progress(session(*timer), agenda, NOON + timedelta(minutes=8))
    assert at.now is not None
    assert at.next is not None
    assert (at.now.item.id, at.now.seconds, at.now.remaining) == ("2", 120, 180)
    assert (at.next.item.id, at.remaining) == ("3", 37 * 60)
    assert [each.stand for each in at.items][:3] == [Stand.DONE, Stand.NOW, Stand.NEXT]


def test_what_left_the_agenda_gives_its_minutes_to_nothing() -> None:
    """Parked meanwhile, an item is neither to come nor part of what a late start has to cut."""
    parked = replace(usual()[3], status=ItemStatus.PARKED)
    agenda = Agenda.of(45, [*usual()[:3], parked, *usual()[4:]])
    at = progress(session(event("start", 5, "1"), late=5), agenda, NOON + timedelta(minutes=6))
    assert at.items[-1].stand is Stand.LEFT
    assert [each.minutes for each in at.items] == [5, 5, 12, 8, 5, 10]


def test_after_the_last_item_what_was_skipped_comes_next() -> None:
    """Going back is offered rather than nothing."""
    at = progress(session(event("start", 0, "6")), Agenda.of(45, list(usual())), NOON)
    assert at.next is not None
    assert at.next.item.id == "1"


@pytest.mark.parametrize(
    ("minutes", "forgotten"), [(45 + FORGOTTEN, False), (47 + FORGOTTEN, True)]
)
def test_a_timer_that_ran_for_hours_was_forgotten(minutes: int, forgotten: bool) -> None:
    """More than an hour over its end, nobody is taken to have gone on."""
    at = progress(session(event("start", 0)), Agenda.of(45, []), NOON + timedelta(minutes=minutes))
    assert at.forgotten is forgotten


def test_a_paused_timer_is_not_forgotten() -> None:
    """What was paused takes no time, however long ago that was."""
    timer = (event("start", 0), event("pause", 10))
    at = progress(session(*timer), Agenda.of(45, []), NOON + timedelta(days=1))
    assert (at.state, at.forgotten, at.seconds) == (TimerState.PAUSED, False, 600)


@pytest.mark.parametrize(
    ("kinds", "going"),
    [((), False), (("start",), True), (("start", "pause"), True), (("start", "end"), False)],
)
def test_a_session_is_under_way_between_its_start_and_its_end(
    kinds: tuple[str, ...], going: bool
) -> None:
    """And only while it is not said to have been held or cancelled."""
    events = [event(kind, minute) for minute, kind in enumerate(kinds)]
    assert session(*events).under_way is going
    assert not replace(session(*events), status=SessionStatus.HELD).under_way
