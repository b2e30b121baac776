"""The agenda under quick hands: minutes and places, in the order of the keys, or why not."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest

from rmjournal.model.agenda import ItemStatus
from rmjournal.paths import Home
from rmjournal.screens.agenda import AgendaScreen
from rmjournal.widgets.listing import Listing
from tests.app.agendas import ana_and_tom, filled, items, prepare, upcoming
from tests.app.conftest import (
    Someone,
    journal_of,
    press,
    settled,
    shown,
    sit,
)


@pytest.fixture
def pair(empty: Home) -> Home:
    """Ana and Tom, who meet in a week."""
    return ana_and_tom(empty)


@asynccontextmanager
async def a_slow_disk(someone: Someone) -> AsyncIterator[AgendaScreen]:
    """Nothing reaches the journal as long as this lasts."""
    screen = someone.app.screen
    assert isinstance(screen, AgendaScreen)
    with screen.door._lock:
        yield screen
    await settled(someone)
    await settled(someone)


async def quickly(someone: Someone, *keys: str) -> None:
    """Presses keys without waiting for what comes of them."""
    await someone.press(*keys)
    await settled(someone)
    await settled(someone)


def undone(home: Home, times: int) -> None:
    """Takes back so many verbs."""
    from rmjournal.journal.undoing import undo

    for _time in range(times):
        undo(journal_of(home))


def test_ten_quick_presses_give_what_ten_verbs_give(pair: Home) -> None:
    """A held key loses no press, shows each at once, and is taken back press by press."""
    filled(pair, 10, 10)

    async def script(someone: Someone) -> None:
        await prepare(someone)
        await quickly(someone, *["right"] * 10)
        assert items(pair) == [("A", 20), ("B", 10)]
        assert "30 of 45 min" in shown(someone)

    sit(pair, script)
    undone(pair, 10)
    assert items(pair) == [("A", 10), ("B", 10)]


def test_quick_keys_of_all_kinds_keep_their_order(pair: Home) -> None:
    """Longer, shorter, up, down and set aside, as fast as hands can: all in the order pressed."""
    filled(pair, 10, 10, 10)

    async def script(someone: Someone) -> None:
        await prepare(someone)
        await quickly(someone, "right", "shift+down", "right", "shift+down", "left", "right",
                      "shift+up", "right")  # fmt: skip
        assert items(pair) == [("B", 10), ("A", 13), ("C", 10)]
        await quickly(someone, "right", "p", "right", "u", "u", "u")

    sit(pair, script)
    assert items(pair) == [("B", 10), ("A", 13), ("C", 10)]


def test_what_is_pressed_is_shown_before_the_disk_has_it(pair: Home) -> None:
    """The rows follow the keys, not the disk; nor does what was read before take them back."""
    filled(pair, 10)

    async def script(someone: Someone) -> None:
        await prepare(someone)
        async with a_slow_disk(someone) as screen:
            before = screen.at
            await someone.press("right", "right")
            screen.show(before)
            assert "\n12 of 45 min\n" in shown(someone)
            assert items(pair) == [("A", 10)]
        assert items(pair) == [("A", 12)]

    sit(pair, script)


def test_what_waits_for_the_disk_keeps_its_order(pair: Home) -> None:
    """A minute is given back before it is taken, if that is what was pressed."""
    filled(pair, 45)

    async def script(someone: Someone) -> None:
        await prepare(someone)
        async with a_slow_disk(someone):
            await someone.press("left", "right", "left", "right")
        assert "There is no room" not in shown(someone)

    sit(pair, script)
    undone(pair, 1)
    assert items(pair) == [("A", 44)]


def test_what_waits_behind_a_refusal_is_not_carried_out(pair: Home) -> None:
    """What was pressed in the belief that it had worked is for the person to press again."""
    filled(pair, 45)

    async def script(someone: Someone) -> None:
        await prepare(someone)
        async with a_slow_disk(someone):
            await someone.press("right", "left", "p")
        assert "There is no room for 1 min more" in shown(someone)
        assert "\n45 of 45 min\n" in shown(someone)

    sit(pair, script)
    assert [(each.minutes, each.status) for each in upcoming(pair)[2].items] == [
        (45, ItemStatus.TO_DO)
    ]


def test_a_refusal_says_why_and_shows_the_truth(pair: Home) -> None:
    """Past the end of the session no minute is given; the rows show what the journal has."""
    filled(pair, 40)

    async def script(someone: Someone) -> None:
        await prepare(someone)
        await quickly(someone, *["right"] * 10)
        assert items(pair) == [("A", 45)]
        assert "\n45 of 45 min\n" in shown(someone)
        assert "! There is no room for 1 min more: 45 of 45 min are planned." in shown(someone)
        await press(someone, "left")
        assert "There is no room" not in shown(someone)
        assert items(pair) == [("A", 44)]

    sit(pair, script)


def test_open_time_is_never_under_a_sixth(pair: Home) -> None:
    """It gives no minute below that, and is not set aside."""
    journal, session, _agenda = upcoming(pair)
    journal.agendas.add(session, "Room", minutes=8, kind="open")

    async def script(someone: Someone) -> None:
        await prepare(someone)
        assert "open time: 8 min (8 at least)" in shown(someone)
        for key in ("left", "p", "c", "x"):
            await press(someone, key)
            assert "Open time would be under a sixth of the session." in shown(someone), key
        assert items(pair) == [("Room", 8)]

    sit(pair, script)


def test_items_change_places(pair: Home) -> None:
    """The highlight goes along; the ends are ends, and what was set aside stays behind them."""
    a, b, _c = filled(pair, 5, 5, 5)
    journal_of(pair).agendas.park(b)

    async def script(someone: Someone) -> None:
        await prepare(someone)
        await press(someone, "shift+up")
        assert [topic for topic, _minutes in items(pair)] == ["A", "C", "B"]
        await press(someone, "shift+down", "shift+down")
        assert [topic for topic, _minutes in items(pair)] == ["C", "A", "B"]
        assert someone.app.screen.query_one(Listing).highlighted == a.id
        await press(someone, "u")
        assert [topic for topic, _minutes in items(pair)] == ["A", "C", "B"]

    sit(pair, script)


def test_a_row_is_dragged_to_its_place(pair: Home) -> None:
    """With the mouse what Shift and the arrows do with keys."""
    filled(pair, 5, 5, 5)

    async def script(someone: Someone) -> None:
        await prepare(someone)
        await someone.mouse_down("#rows", offset=(10, 1))
        await someone.mouse_up("#rows", offset=(10, 3))
        await settled(someone)
        assert [topic for topic, _minutes in items(pair)] == ["B", "C", "A"]

    sit(pair, script)
