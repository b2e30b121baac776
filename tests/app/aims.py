"""What the tests of the screen of objectives share: a pair with nothing yet, and its aims."""

from __future__ import annotations

from typing import Any

from textual.widgets import Input, TextArea

from rmjournal.journal import Journal
from rmjournal.model.objective import Objective
from rmjournal.widgets.choice import Choice
from rmjournal.widgets.push import Push
from tests.app.conftest import (
    Someone,
    journal_of,
    press,
    settled,
)

WIDE = (120, 40)


def agreed(journal: Journal, title: str = "Read alone", **fields: Any) -> Objective:
    """An objective that both agreed to."""
    proposed = journal.objectives.propose(title, **fields)
    return journal.objectives.agree(proposed, journal.pair.partner.id)


def now(journal: Journal) -> Objective:
    """The one objective, as it is in the file."""
    (found,) = journal_of(journal.store.home).objectives.all()
    return found


def in_short(text: str) -> str:
    """A text with its lines and columns run together."""
    return " ".join(text.split())


async def push(someone: Someone, label: str) -> None:
    """Presses the button that says so."""
    buttons = [each for each in someone.app.screen.query(Push) if each.label.plain == label]
    buttons[0].focus()
    await press(someone, "enter")


async def fill(someone: Someone, **texts: str) -> None:
    """Types a text into each of these fields of the sheet in front, in place of what was there."""
    for name, text in texts.items():
        field = someone.app.screen.query_one(f"#{name}")
        field.focus()
        if isinstance(field, TextArea):
            field.text = text
        else:
            assert isinstance(field, Choice | Input)
            field.value = text
        await settled(someone)
