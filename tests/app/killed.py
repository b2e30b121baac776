"""Someone types word after word, and the program is killed; what is lost is told in seconds."""

from __future__ import annotations

import random
import signal
import time
from dataclasses import dataclass

from textual.widgets import Input, TextArea

from rmjournal.paths import Home
from rmjournal.storage.drafts import Drafts
from tests.app.conftest import Someone, press, shown, sit
from tests.app.seat import Seat

SPEED = 0.08
"""Seconds between two words."""


@dataclass(frozen=True)
class Form:
    """Where one types, and how one gets there."""

    keys: tuple[tuple[str, str], ...]
    """What is typed on the terminal to open it, each after what is shown before."""
    there: str
    """What is shown once one can type."""
    field: str
    """Where the text stands, in the draft and on the screen."""
    again: tuple[str, ...]
    """The keys by which one comes back to it."""
    said: str
    """What is said on coming back."""
    input: str = ""
    """The widget, where it is not named as the field."""


KEPT, BEGUN = "Your draft is here, as you left it.", "Here is what you had begun."
FORMS = {
    "reflection": Form((("NEXT SESSION", "w"),), "What happened", "what", ("w",), KEPT),
    "feedback": Form(
        (("NEXT SESSION", "\x1b[15~"), ("GIVEN", "n")), "The situation", "situation", ("f5", "n"), KEPT
    ),
    "learning": Form(
        (("NEXT SESSION", "\x1b[17~"), ("Learnings and actions", "l")),
        "Something learned", "what", ("f6", "l"), BEGUN,
    ),
    "live": Form(
        (("NEXT SESSION", "\x1b[19~"), ("Start", "g"), ("begin now", "\r"), ("Pause", "l")),
        "Enter keeps it", "what", ("f8",), BEGUN, "catch-text",
    ),
}  # fmt: skip


@dataclass(frozen=True)
class Loss:
    """What a kill cost."""

    seconds: float
    """How long before the kill the first word that is lost was typed; 0 for none."""
    kept: str
    """What is on disk."""


def kill_while_typing(home: Home, form: Form, dice: random.Random) -> Loss:
    """Opens the form, types until a random moment, kills the program, and looks at the disk."""
    seat = Seat(home.data)
    try:
        for before, key in form.keys:
            seat.terminal.expect(before)
            seat.terminal.type(key)
        seat.terminal.expect(form.there)
        typed = _type(seat, time.monotonic() + dice.uniform(1.5, 4.0))
        seat.terminal._process.send_signal(signal.SIGKILL)
        killed = time.monotonic()
        seat.terminal._process.wait()
    finally:
        seat.terminal.close()
    kept = _kept(home, form.field)
    words = kept.split()
    assert words == [f"w{number}" for number in range(len(words))], kept
    lost = typed[len(words) :]
    return Loss(killed - lost[0] if lost else 0, kept)


def _type(seat: Seat, until: float) -> list[float]:
    """Types numbered words until then; returns when each was typed."""
    typed: list[float] = []
    while time.monotonic() < until:
        seat.terminal.type(f"w{len(typed)} ")
        typed.append(time.monotonic())
        seat.terminal.drain()
        time.sleep(SPEED)  # as fast as a person types, into a process of its own
    return typed


def _kept(home: Home, field: str) -> str:
    """The whole words of the one draft on disk."""
    texts = [fields[field] for fields in Drafts(home).all().values() if field in fields]
    assert len(texts) <= 1, texts
    text = texts[0] if texts else ""
    return text[: text.rfind(" ") + 1]


def offered_again(home: Home, form: Form, kept: str) -> None:
    """Whoever starts the program again finds the text where it was, and is told so."""

    async def script(someone: Someone) -> None:
        await press(someone, *form.again)
        field = someone.app.screen.query_one(f"#{form.input or form.field}")
        assert isinstance(field, Input | TextArea)
        text = field.value if isinstance(field, Input) else field.text
        assert text.startswith(kept), text
        assert form.said in shown(someone)

    sit(home, script)
