"""One answer out of a few."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

import pytest
from textual.app import App, ComposeResult
from textual.pilot import Pilot

from rmjournal.widgets.choice import Choice
from rmjournal.widgets.plain import line
from tests.app.rest import run

Someone = Pilot[None]
Script = Callable[[Someone, Choice], Awaitable[None]]
HINT = "   ← → Space"
"""What follows the options while the focus is there."""
LEVELS = [("start", line("départ")), ("below", line("en chemin")), ("expected", line("atteint"))]


class ChoiceApp(App[None]):
    """A choice, and what was said."""

    def __init__(self, choice: Choice) -> None:
        super().__init__()
        self.choice = choice
        self.messages: list[tuple[str, str]] = []

    def compose(self) -> ComposeResult:
        """The choice alone."""
        yield self.choice

    def on_mount(self) -> None:
        """The keys go to it."""
        self.choice.focus()

    def on_choice_changed(self, event: Choice.Changed) -> None:
        """Keeps what was said."""
        assert event.control is self.choice
        self.messages.append((type(event).__name__, event.value))


def show(choice: Choice, script: Script, size: tuple[int, int] = (60, 10)) -> ChoiceApp:
    """Someone sits before a choice."""
    app = ChoiceApp(choice)

    async def sitting() -> None:
        async with app.run_test(size=size) as someone:
            await someone.pause()
            await script(someone, choice)

    run(sitting())
    return app


def drawn(choice: Choice) -> list[str]:
    """The lines on the screen."""
    return [choice.render_line(y).text.rstrip() for y in range(choice.size.height)]


def test_keys_go_to_an_option_and_space_or_enter_chooses_it() -> None:
    """Passing over an option says nothing; the ends are ends."""

    async def script(someone: Someone, choice: Choice) -> None:
        assert drawn(choice) == [f"( ) départ   ( ) en chemin   ( ) atteint{HINT}"]
        await someone.press("left", "right", "space", "end", "right", "enter", "home", "space")
        assert drawn(choice) == [f"(•) départ   ( ) en chemin   ( ) atteint{HINT}"]
        assert choice.said + HINT == drawn(choice)[0]

    app = show(Choice(LEVELS), script)
    assert app.messages == [("Changed", "below"), ("Changed", "expected"), ("Changed", "start")]


def test_how_one_chooses_is_said_where_there_is_room() -> None:
    """After the last option, while the focus is there; it is no option itself."""

    async def script(someone: Someone, choice: Choice) -> None:
        assert drawn(choice)[0].rstrip().endswith(f"atteint{HINT}")
        await someone.resize_terminal(48, 10)
        await someone.pause()
        assert "Space" not in "".join(drawn(choice))
        await someone.resize_terminal(80, 10)
        choice.blur()
        await someone.pause()
        assert "Space" not in "".join(drawn(choice))

    show(Choice(LEVELS), script, (70, 10))


@pytest.mark.parametrize(("optional", "value"), [(True, ""), (False, "below")])
def test_only_an_optional_answer_is_taken_back(optional: bool, value: str) -> None:
    """Choosing the chosen option again clears it, or does nothing."""

    async def script(someone: Someone, choice: Choice) -> None:
        await someone.press("space")
        assert choice.value == value

    app = show(Choice(LEVELS, "below", optional=optional), script)
    assert app.messages == ([("Changed", "")] if optional else [])


def test_a_click_chooses() -> None:
    """Anywhere on the mark or the words, and nowhere else."""

    async def script(someone: Someone, choice: Choice) -> None:
        await someone.click(choice, offset=(11, 0))
        await someone.click(choice, offset=(14, 0))
        await someone.click(choice, offset=(39, 0))
        await someone.click(choice, offset=(45, 0))

    app = show(Choice(LEVELS), script)
    assert app.messages == [("Changed", "below"), ("Changed", "expected")]


def test_a_narrow_choice_takes_more_lines() -> None:
    """Each option stays in one piece, and a click finds it where it is."""

    async def script(someone: Someone, choice: Choice) -> None:
        assert drawn(choice) == ["( ) départ", "( ) en chemin", "( ) atteint"]
        await someone.click(choice, offset=(5, 2))
        assert choice.value == "expected"
        await someone.resize_terminal(28, 10)
        await someone.pause()
        assert drawn(choice) == ["( ) départ   ( ) en chemin", f"(•) atteint{HINT}"]

    show(Choice(LEVELS), script, (20, 10))


def test_a_scale_names_its_ends_only() -> None:
    """Options without words are marks."""
    scale = [("0", line("non")), ("1", line("")), ("2", line("")), ("3", line("tout à fait"))]

    async def script(someone: Someone, choice: Choice) -> None:
        assert drawn(choice) == [f"( ) non   ( )   (•)   ( ) tout à fait{HINT}"]

    show(Choice(scale, "2"), script)


def test_the_current_option_is_seen_without_colours() -> None:
    """It is reversed while the focus is here, and not afterwards."""

    async def script(someone: Someone, choice: Choice) -> None:
        def reversed_text() -> str:
            return "".join(s.text for s in choice.render_line(0) if s.style and s.style.reverse)

        assert reversed_text() == "(•) en chemin"
        someone.app.set_focus(None)
        await someone.pause()
        assert reversed_text() == ""

    show(Choice(LEVELS, "below"), script)


def test_a_value_from_outside_is_shown_and_an_unknown_one_is_none() -> None:
    """A screen sets the value as it fills its form."""

    async def script(someone: Someone, choice: Choice) -> None:
        assert choice.value == ""
        with choice.prevent(Choice.Changed):
            choice.value = "expected"
        await someone.pause()
        assert drawn(choice) == [f"( ) départ   ( ) en chemin   (•) atteint{HINT}"]
        choice.value = "nonsense"
        assert choice.value == ""

    app = show(Choice(LEVELS, "gone"), script)
    assert app.messages == [("Changed", "")]


def test_hostile_and_wide_labels_are_literal_and_stay_inside() -> None:
    """Nothing in a label is markup; a label longer than the line goes on under its words."""
    options = [("a", line("[/] [@click=app.quit]x[/]")), ("b", line("日本語" * 20))]

    async def script(someone: Someone, choice: Choice) -> None:
        assert drawn(choice)[0] == "( ) [/] [@click=app.quit]x[/]"
        assert drawn(choice)[1:] == [
            f"( ) {'日本語' * 6}",
            *[f"    {'日本語' * 6}"] * 2,
            "    日本語日本語",
        ]
        assert max(choice.render_line(y).cell_length for y in range(5)) == 40

    show(Choice(options), script, (40, 10))


def test_a_long_label_is_chosen_by_a_click_on_any_of_its_lines() -> None:
    """What follows stands below all of them."""
    options = [("long", line("word " * 15)), ("short", line("brief")), ("last", line("end"))]

    async def script(someone: Someone, choice: Choice) -> None:
        assert [each[:5] for each in drawn(choice)] == ["( ) w", "    w", "    w", "( ) b"]
        await someone.click(Choice, offset=(6, 1))
        assert choice.value == "long"
        await someone.click(Choice, offset=(6, 3))
        assert choice.value == "short"

    show(Choice(options), script, (40, 10))
