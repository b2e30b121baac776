"""The list: what it draws, what it says, and what it leaves alone."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import replace
from typing import overload

import pytest
from textual import on
from textual.app import App, ComposeResult
from textual.pilot import Pilot
from textual.widgets import Input

from rmjournal.widgets.listing import Entry, Listing
from rmjournal.widgets.plain import line, pieces, plain
from rmjournal.widgets.themes import THEMES
from tests.app.rest import run

Someone = Pilot[None]
Script = Callable[[Someone, Listing], Awaitable[None]]
HOSTILE = "[/] [@click=app.quit]x[/] \x1b]52;c;aGk=\x07 \u202eback [b]"
WIDE = ("日本語の表題" * 9, "👩‍👩‍👧 famille 🎉" * 7, "é" * 99, "ｆｕｌｌ　ｗｉｄｔｈ" * 9)


def entry(id: str, *cells: str) -> Entry:
    """A row of its id and a text."""
    return Entry(id, tuple(map(line, cells)) or (line(id), line(f"text of {id}")))


def head(text: str = "") -> Entry:
    """A heading, or a blank line."""
    return Entry("", (line(text),) if text else (), head=True)


class Lazy(Sequence[Entry]):
    """Ten thousand entries made as they are asked for, and a count of how many were."""

    def __init__(self, length: int = 10_000) -> None:
        self.length = length
        self.made = 0

    def __len__(self) -> int:
        return self.length

    @overload
    def __getitem__(self, index: int) -> Entry: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[Entry]: ...
    def __getitem__(self, index: int | slice) -> Entry | Sequence[Entry]:
        assert isinstance(index, int)
        if not 0 <= index < self.length:
            raise IndexError(index)
        self.made += 1
        return entry(f"e{index}")


class ListApp(App[None]):
    """A list over a field, and what was said."""

    CSS = "Input { dock: bottom; }"

    def __init__(self, listing: Listing, entries: Sequence[Entry]) -> None:
        super().__init__()
        for theme in THEMES:
            self.register_theme(theme)
        self.theme = "dark"
        self.listing = listing
        self.first = entries
        self.messages: list[tuple[str, str]] = []

    def compose(self) -> ComposeResult:
        """The list, and somewhere else to go."""
        yield self.listing
        yield Input()

    def on_mount(self) -> None:
        """The keys go to the list."""
        self.listing.fill(self.first)
        self.listing.focus()

    @on(Listing.Highlighted)
    @on(Listing.Chosen)
    def record(self, event: Listing.Highlighted | Listing.Chosen) -> None:
        """Keeps what was said."""
        assert event.control is self.listing
        self.messages.append((type(event).__name__, event.id))


def show(
    listing: Listing,
    entries: Sequence[Entry],
    script: Script,
    size: tuple[int, int] = (60, 13),
) -> ListApp:
    """Someone sits before a list of ten lines."""
    app = ListApp(listing, entries)

    async def sitting() -> None:
        async with app.run_test(size=size) as someone:
            await someone.pause()
            await script(someone, listing)

    run(sitting())
    return app


def drawn(listing: Listing) -> list[str]:
    """The lines on the screen."""
    return [listing.render_line(y).text for y in range(listing.size.height)]


ABC = [entry(id) for id in "abc"]


def test_keys_move_the_highlight_and_the_ends_are_ends() -> None:
    """Neither the first row nor the last leads round to the other end."""

    async def script(someone: Someone, listing: Listing) -> None:
        await someone.press("up", "down", "down", "down", "home", "end", "enter")
        assert listing.highlighted == "c"

    app = show(Listing(), ABC, script)
    assert app.messages == [
        ("Highlighted", "a"), ("Highlighted", "b"), ("Highlighted", "c"),
        ("Highlighted", "a"), ("Highlighted", "c"), ("Chosen", "c"),
    ]  # fmt: skip


def test_the_first_click_highlights_and_the_second_chooses() -> None:
    """A double click on any row chooses it once; a click beside the rows does nothing."""

    async def script(someone: Someone, listing: Listing) -> None:
        await someone.click(listing, offset=(5, 1))
        await someone.click(listing, offset=(5, 2), times=3)
        await someone.click(listing, offset=(5, 8))
        await someone.click(listing, offset=(5, 2))

    app = show(Listing(), ABC, script)
    assert app.messages == [
        ("Highlighted", "a"), ("Highlighted", "b"), ("Highlighted", "c"),
        ("Chosen", "c"), ("Chosen", "c"),
    ]  # fmt: skip


def test_headings_are_skipped_by_keys_and_mouse_and_stay_in_view() -> None:
    """Home shows the first row with the heading above it."""
    rows = [head("2025"), *(entry(f"a{n}") for n in range(9)), head(), head("2026"), entry("b")]

    async def script(someone: Someone, listing: Listing) -> None:
        assert listing.highlighted == "a0"
        await someone.click(listing, offset=(5, 0))
        await someone.press("end")
        assert listing.highlighted == "b"
        await someone.press("up")
        assert listing.highlighted == "a8"
        await someone.press("home")
        assert drawn(listing)[0].rstrip() == "  2025"
        await someone.press("up")
        assert listing.highlighted == "a0"

    app = show(Listing(), rows, script)
    assert ("Chosen", "a0") not in app.messages


def test_pages_are_as_long_as_the_view() -> None:
    """Page down shows what comes next, with one row of what was seen."""

    async def script(someone: Someone, listing: Listing) -> None:
        await someone.press("pagedown")
        assert listing.highlighted == "e9"
        await someone.press("pagedown")
        assert listing.highlighted == "e18"
        await someone.press("end", "pagedown", "pageup")
        assert listing.highlighted == "e9990"
        await someone.press("home", "pageup")
        assert listing.highlighted == "e0"

    show(Listing(), Lazy(), script)


@pytest.mark.parametrize("widths", [None, (6, 0)])
def test_a_key_press_touches_only_what_is_in_view(widths: tuple[int, int] | None) -> None:
    """Of ten thousand rows, a key asks for no more than the screen holds."""
    lazy = Lazy()

    async def script(someone: Someone, listing: Listing) -> None:
        assert lazy.made <= (130 if widths is None else 30)
        for key in ("down", "up", "end", "up", "pageup", "home", "pagedown", "enter"):
            lazy.made = 0
            await someone.press(key)
            await someone.pause()
            assert lazy.made <= listing.size.height + 2, key
        lazy.made = 0
        listing.fill(lazy, keep=False)
        assert lazy.made <= 130
        assert len(listing.said.splitlines()) == listing.size.height

    show(Listing(widths=widths), lazy, script)


def test_an_arrow_within_the_view_makes_no_row_again() -> None:
    """What is on the screen is known."""
    lazy = Lazy()

    async def script(someone: Someone, listing: Listing) -> None:
        lazy.made = 0
        await someone.press("down")
        await someone.pause()
        assert drawn(listing)[1].startswith(">")
        assert lazy.made == 0

    show(Listing(), lazy, script)


def test_the_highlight_stays_on_its_entry() -> None:
    """Rows come and go around it; once it is gone, what took its place is highlighted."""

    async def script(someone: Someone, listing: Listing) -> None:
        await someone.press("down")
        listing.fill([entry("x"), entry("y"), *ABC])
        assert listing.highlighted == "b"
        listing.fill([entry("a"), entry("c")])
        assert listing.highlighted == "c"
        listing.fill([])
        assert listing.highlighted is None
        assert listing.said == ""
        await someone.press("down", "enter", "pagedown", "home")
        listing.fill([head("none"), head()])
        assert listing.highlighted is None
        listing.fill(ABC)
        assert listing.highlighted == "a"
        listing.fill(ABC, keep=False)
        assert listing.highlighted == "a"

    app = show(Listing(), ABC, script)
    assert not [each for each in app.messages if each[0] == "Chosen"]


def test_what_went_away_and_comes_back_is_highlighted_again() -> None:
    """As an undo brings it, also after other changes; not once another entry was gone to."""

    async def script(someone: Someone, listing: Listing) -> None:
        await someone.press("down")
        listing.fill([entry("a"), entry("c")])
        listing.fill([entry("a"), entry("c"), entry("d")])
        assert listing.highlighted == "c"
        listing.fill(ABC)
        assert listing.highlighted == "b"
        listing.fill([entry("a"), entry("c")])
        await someone.press("up")
        listing.fill(ABC)
        assert listing.highlighted == "a"
        listing.fill([entry("b")])
        listing.fill(ABC, keep=False)
        listing.fill([entry("c"), *ABC])
        assert listing.highlighted == "a"

    show(Listing(), ABC, script)


def test_going_to_an_entry_brings_it_into_view() -> None:
    """However far it is; an id that is not there changes nothing."""

    async def script(someone: Someone, listing: Listing) -> None:
        assert listing.go_to("e7000")
        assert not listing.go_to("nobody")
        await someone.pause()
        assert listing.highlighted == "e7000"
        assert any(each.startswith("> e7000") for each in drawn(listing))
        listing.fill(Lazy(5))
        await someone.pause()
        assert listing.highlighted == "e4"
        assert drawn(listing)[0].startswith("  e0")

    show(Listing(widths=(6, 0)), Lazy(), script)


def test_the_mark_tells_where_the_keys_go() -> None:
    """Without the focus the row keeps a quieter mark, not another colour only."""

    async def script(someone: Someone, listing: Listing) -> None:
        assert [each[0] for each in drawn(listing)[:3]] == [">", " ", " "]
        await someone.press("tab")
        assert someone.app.focused is not listing
        assert [each[0] for each in drawn(listing)[:3]] == ["›", " ", " "]

    show(Listing(), ABC, script)


@pytest.mark.parametrize("wrap", [False, True])
@pytest.mark.parametrize("width", [5, 9, 20, 41, 80])
def test_every_line_is_as_wide_as_the_list(width: int, wrap: bool) -> None:
    """Wide characters, emoji, accents, tabs and hostile text push nothing over the edge."""
    texts = (*WIDE, HOSTILE, "", "a\tb\tc" * 9, "two\nlines")
    rows = [
        Entry(str(n), (plain(text[:3]), plain(text), plain(text[:5]), line(str(n))))
        for n, text in enumerate(texts)
    ]

    async def script(someone: Someone, listing: Listing) -> None:
        for size in (width, width + 7, width):
            await someone.resize_terminal(size, 40)
            await someone.pause()
            strips = [listing.render_line(y) for y in range(listing.size.height)]
            assert {each.cell_length for each in strips} == {size - 1}
            assert {sum(s.cell_length for s in each) for each in strips} == {size - 1}
            assert not listing.show_horizontal_scrollbar

    show(Listing(right=(3,), wrap=wrap), rows, script, (width, 40))


def test_the_wide_column_takes_the_room_and_is_cut_with_an_ellipsis() -> None:
    """The column after it stays at the right edge, at any width."""
    rows = [entry("a", "one", "a long text that goes on", "9"), entry("b", "two", "b", "10")]

    async def script(someone: Someone, listing: Listing) -> None:
        assert drawn(listing)[:2] == ["> one  a long text …   9", "  two  b              10"]
        await someone.resize_terminal(32, 13)
        await someone.pause()
        assert drawn(listing)[0] == "> one  a long text that go…   9"
        assert drawn(listing)[1] == "  two  b                     10"

    show(Listing(right=(2,)), rows, script, (25, 13))


def test_widths_come_with_the_rows_they_are_for() -> None:
    """A list made lazily says how wide its columns are; the wide one takes the rest."""

    async def script(someone: Someone, listing: Listing) -> None:
        listing.fill([entry("a", "12345678", "text")], widths=(4, 0))
        await someone.pause()
        assert drawn(listing)[0].startswith("> 123…  text")

    show(Listing(wide=1, widths=(8, 0)), [entry("a")], script)


def test_short_lists_wrap_and_keys_go_by_rows() -> None:
    """A row that takes three lines is one step."""
    rows = [entry("a", "1", "a text of several words that wraps"), entry("b", "2", "b")]

    async def script(someone: Someone, listing: Listing) -> None:
        assert [each.rstrip() for each in drawn(listing)[:4]] == [
            "> 1  a text of",
            "     several words",
            "     that wraps",
            "  2  b",
        ]
        await someone.click(listing, offset=(6, 3))
        assert listing.highlighted == "b"
        await someone.resize_terminal(60, 13)
        await someone.pause()
        assert drawn(listing)[1].startswith("> 2  b")

    show(Listing(wrap=True), rows, script, (20, 13))


def test_a_row_does_not_wrap_at_a_no_break_space() -> None:
    """In French, no line begins with its question mark."""
    question = "Est-ce déjà lundi\xa0? Oui\u202f!"

    async def script(someone: Someone, listing: Listing) -> None:
        assert [each.rstrip() for each in drawn(listing)[:2]] == [
            "> Est-ce déjà",
            "  lundi\xa0? Oui\u202f!",
        ]

    show(Listing(wide=0, wrap=True), [entry("a", question)], script, (20, 13))


def test_rows_of_two_lines() -> None:
    """A title over its excerpt, under headings of one line."""
    rows = [head("HITS"), Entry("a", (plain("title\nexcerpt"),)), Entry("b", (plain("alone"),))]

    async def script(someone: Someone, listing: Listing) -> None:
        assert [each.rstrip() for each in drawn(listing)[:5]] == [
            "  HITS", "> title", "  excerpt", "  alone", "",
        ]  # fmt: skip
        await someone.press("down")
        assert drawn(listing)[3].rstrip() == "> alone"

    show(Listing(wide=0, lines=2), rows, script)


def test_hostile_text_is_shown_literally() -> None:
    """Nothing in a row is markup, nor an instruction to the terminal."""
    rows = [Entry("a", (line("1"), line(HOSTILE)))]

    async def script(someone: Someone, listing: Listing) -> None:
        shown = drawn(listing)[0]
        assert "[/] [@click=app.quit]x[/]" in shown
        assert "\x1b" not in shown
        assert "\u202e" not in shown
        await someone.click(listing, offset=(12, 0))
        assert someone.app.is_running

    show(Listing(), rows, script)


def test_another_theme_recolours_every_row() -> None:
    """What was drawn before is not kept in the old colours."""

    async def script(someone: Someone, listing: Listing) -> None:
        before = [listing.render_line(y) for y in range(2)]
        someone.app.theme = "light"
        await someone.pause()
        after = [listing.render_line(y) for y in range(2)]
        assert [each.text for each in after] == [each.text for each in before]
        assert all(old != new for old, new in zip(before, after, strict=True))
        someone.app.register_theme(replace(THEMES[1], name="red", accent="#A00000"))
        someone.app.theme = "red"
        await someone.pause()
        assert listing.render_line(0) != after[0]
        assert listing.render_line(1) != after[1]

    rows = [ABC[0], Entry("b", (line("b"), pieces(("accented", "$accent"))))]
    show(Listing(), rows, script)


def test_as_high_as_its_rows_where_asked() -> None:
    """With an automatic height, filling it again makes room or gives it back."""
    listing = Listing(wrap=True)
    listing.styles.height = "auto"

    async def script(someone: Someone, listing: Listing) -> None:
        assert listing.size.height == 3
        listing.fill([*ABC, head(), entry("d", "d", "word " * 20)])
        await someone.pause()
        assert listing.size.height == 6
        await someone.resize_terminal(30, 13)
        await someone.pause()
        assert listing.size.height == 8

    show(listing, ABC, script)


def test_the_wheel_scrolls_and_the_next_key_returns_to_the_highlight() -> None:
    """Looking around does not choose another row."""

    async def script(someone: Someone, listing: Listing) -> None:
        listing.scroll_to(y=500, animate=False)
        await someone.pause()
        assert listing.highlighted == "e0"
        await someone.press("down")
        assert drawn(listing)[0].startswith("> e1 ")

    show(Listing(), Lazy(), script)
