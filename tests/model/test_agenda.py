"""The arithmetic of an agenda's minutes."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rmjournal.model.agenda import KINDS, Agenda, Item, ItemStatus, times_carried
from rmjournal.model.record import Visibility

STAMP = datetime(2026, 1, 1, tzinfo=UTC)
AWAY = (ItemStatus.CARRIED, ItemStatus.PARKED)


def item(number: int = 1, **fields: Any) -> Item:
    """An item of an agenda."""
    return Item(
        id=f"{number:016x}", pair="p", author="a", entered_by="a", created=STAMP, updated=STAMP,
        session="s", visibility=Visibility.PAIR,
        **{"position": number, "topic": "Demo", **fields},
    )  # fmt: skip


items = st.lists(
    st.builds(
        item,
        st.integers(1, 10**6),
        position=st.integers(1, 5),
        minutes=st.integers(1, 120),
        kind=st.sampled_from(KINDS),
        status=st.sampled_from(ItemStatus),
    ),
    max_size=8,
    unique_by=lambda each: each.id,
)


@given(items, st.randoms())
def test_an_agenda_is_in_order_whatever_the_file_says(drawn: list[Item], random: object) -> None:
    """Items stand by their position, those of one position by their ids; what is left aside, last."""
    shuffled = list(drawn)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    agenda = Agenda.of(45, shuffled)
    places = [(each.status in AWAY, each.position, each.id) for each in agenda.items]
    assert places == sorted(places)
    assert agenda == Agenda.of(45, drawn)


@given(items, st.integers(5, 240))
def test_what_was_carried_or_parked_takes_no_minutes(drawn: list[Item], minutes: int) -> None:
    """The minutes planned are those of the items that stay, open time included."""
    agenda = Agenda.of(minutes, drawn)
    stay = [each for each in drawn if each.status not in AWAY]
    assert agenda.planned == sum(each.minutes for each in stay)
    assert agenda.open_minutes == sum(each.minutes for each in stay if each.kind == "open")


@given(items, st.integers(5, 240))
def test_too_much_is_what_is_planned_beyond_the_length(drawn: list[Item], minutes: int) -> None:
    """The overrun and the length make up what is planned, and there is no negative overrun."""
    agenda = Agenda.of(minutes, drawn)
    assert agenda.over >= 0
    assert agenda.planned <= minutes + agenda.over
    assert not agenda.over or agenda.planned == minutes + agenda.over


@given(st.integers(1, 240))
def test_open_time_is_at_least_a_sixth(minutes: int) -> None:
    """The floor is the least whole number of minutes that is a sixth of the session."""
    floor = Agenda(minutes, ()).open_floor
    assert 6 * (floor - 1) < minutes <= 6 * floor


@pytest.mark.parametrize("status", AWAY)
def test_open_time_that_was_given_up_is_not_kept(status: ItemStatus) -> None:
    """An agenda whose open time was parked or carried has none."""
    agenda = Agenda.of(45, [item(kind="open", minutes=8, status=status)])
    assert agenda.open_minutes == 0
    assert agenda.planned == 0


def test_a_step_does_not_go_past_the_last_that_is_to_be_spoken_of() -> None:
    """What was set aside stands below, and nothing is moved among it."""
    agenda = Agenda.of(45, [item(1), item(2), item(3, status=ItemStatus.PARKED)])
    steps = [(1, -1), (1, 1), (2, -1), (2, 1)]
    assert [agenda.beside(f"{n:016x}", way) for n, way in steps] == [1, 2, 1, 2]


def test_items_that_take_each_other_up_are_counted_once() -> None:
    """No verb makes such a ring; whoever's file has one is answered all the same."""
    first, second = item(1, carried_from=f"{2:016x}"), item(2, carried_from=f"{1:016x}")
    ring = {each.id: each for each in (first, second)}
    assert times_carried(item(3, carried_from=first.id), ring.get, lambda _: False) == 2
