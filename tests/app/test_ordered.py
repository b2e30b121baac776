"""A list put in another order with the mouse."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from textual import events, on
from textual.app import App, ComposeResult
from textual.pilot import Pilot

from rmjournal.widgets.listing import Entry, Listing
from rmjournal.widgets.ordered import DROP, Ordered
from rmjournal.widgets.plain import line
from tests.app.rest import run

Someone = Pilot[None]
Script = Callable[[Someone], Awaitable[None]]


class OrderedApp(App[None]):
    """Three rows that have an order, and one that has none."""

    def __init__(self) -> None:
        super().__init__()
        self.messages: list[tuple[str, ...]] = []

    def compose(self) -> ComposeResult:
        """The list."""
        yield Ordered(0)

    def on_mount(self) -> None:
        """Four rows under a heading."""
        rows = self.query_one(Ordered)
        rows.fill(
            [Entry("", (line("head"),), head=True), *(Entry(id, (line(id),)) for id in "abcx")]
        )
        rows.movable = frozenset("abc")
        rows.focus()

    @on(Ordered.Moved)
    def moved(self, event: Ordered.Moved) -> None:
        """Keeps what was asked."""
        self.messages.append(("Moved", event.id, event.onto))

    @on(Listing.Chosen)
    def chosen(self, event: Listing.Chosen) -> None:
        """Keeps what was chosen."""
        self.messages.append(("Chosen", event.id))


def sit(script: Script) -> list[tuple[str, ...]]:
    """Someone sits before it; returns what was asked for."""
    app = OrderedApp()

    async def sitting() -> None:
        async with app.run_test(size=(30, 8)) as someone:
            await someone.pause()
            await script(someone)
            await someone.pause()

    run(sitting())
    return app.messages


async def drag(someone: Someone, first: int, last: int) -> None:
    """Presses on one line, goes to another, and lets go there, which a terminal takes for a click."""
    await someone.mouse_down(Ordered, offset=(4, first))
    await pull(someone, last)
    await someone._post_mouse_events(
        [events.MouseUp, events.Click], Ordered, offset=(4, last), button=1
    )


async def pull(someone: Someone, to: int) -> None:
    """Moves the mouse with its button pressed, which ``hover`` does not."""
    await someone._post_mouse_events([events.MouseMove], Ordered, offset=(4, to), button=1)


def test_a_row_let_go_on_another_asks_for_its_place() -> None:
    """The row that was dragged is highlighted, and nothing is chosen by letting go."""

    async def script(someone: Someone) -> None:
        await drag(someone, 1, 3)
        assert someone.app.query_one(Ordered).highlighted == "a"

    assert sit(script) == [("Moved", "a", "c")]


def test_the_row_beneath_the_mouse_is_marked_meanwhile() -> None:
    """One sees where the row would go."""

    async def script(someone: Someone) -> None:
        rows = someone.app.query_one(Ordered)
        await someone.mouse_down(Ordered, offset=(4, 1))
        await pull(someone, 2)
        assert rows.render_line(2).text.startswith(DROP)
        await someone.mouse_up(Ordered, offset=(4, 2))
        assert DROP not in rows.render_line(2).text

    sit(script)


def test_rows_without_an_order_stay() -> None:
    """They are neither taken hold of, nor give their place; nor does a heading."""

    async def script(someone: Someone) -> None:
        await drag(someone, 4, 1)
        await drag(someone, 1, 4)
        await drag(someone, 1, 0)

    assert sit(script) == []


def test_a_button_let_go_elsewhere_lets_go_of_the_row() -> None:
    """What is seen next with no button pressed is no drag."""

    async def script(someone: Someone) -> None:
        await someone.mouse_down(Ordered, offset=(4, 1))
        await someone.hover(Ordered, offset=(4, 3))
        await someone.mouse_up(Ordered, offset=(4, 3))

    assert ("Moved", "a", "c") not in sit(script)


def test_a_click_is_a_click() -> None:
    """The first highlights, the second chooses."""

    async def script(someone: Someone) -> None:
        await someone.click(Ordered, offset=(4, 2))
        assert someone.app.query_one(Ordered).highlighted == "b"
        await someone.pause(0.6)
        await someone.click(Ordered, offset=(4, 2))

    assert sit(script) == [("Chosen", "b")]
