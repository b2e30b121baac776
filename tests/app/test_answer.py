"""A question and the room to answer it."""

from __future__ import annotations

from textual.app import App, ComposeResult

from rmjournal.widgets.answer import Answer
from rmjournal.widgets.line import Line
from rmjournal.widgets.plain import plain
from rmjournal.widgets.words import Words
from tests.app.rest import run


class Form(App[None]):
    """Two questions and a line."""

    def compose(self) -> ComposeResult:
        """One below the other."""
        yield Answer(plain("First"), id="first")
        yield Answer(plain("Second"), id="second")
        yield Line(plain("Third"), "third")


def test_the_question_that_is_being_answered_stands_out() -> None:
    """And no other: the mark goes with the focus."""

    async def script() -> None:
        async with Form().run_test() as someone:
            for at in range(3):
                await someone.pause()
                bold = [
                    "bold" in str(each.styles.text_style)
                    for each in someone.app.query(".question, .line-label").results(Words)
                ]
                assert bold == [number == at for number in range(3)]
                await someone.press("tab")

    run(script())
