"""One line of an action: the name and the day at its end are read, all else stays as typed."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from rmjournal.journal.assignment import Assignment, assigned
from rmjournal.model.pair import Member, Pair

STAMP = datetime(2026, 11, 21, tzinfo=UTC)
PAIR = Pair(
    id="p", pair="p", author="rhona", entered_by="rhona", created=STAMP, updated=STAMP,
    mentor=Member(id="rhona", name="Rhona MacLeod"), mentee=Member(id="helene", name="Hélène Marceau"),
    me="helene",
)  # fmt: skip
SATURDAY = datetime(2026, 11, 21, 20, 50)
FRIDAY = date(2026, 11, 27)


@pytest.mark.parametrize(
    ("typed", "text", "owner", "due"),
    [
        ("Redo page @rhona friday", "Redo page", "rhona", FRIDAY),
        ("Redo page, by friday @RHONA", "Redo page", "rhona", FRIDAY),
        ("Refaire la page avant vendredi @helene", "Refaire la page", "helene", FRIDAY),
        ("Refaire la page @Hélène, pour le 27 novembre", "Refaire la page", "helene", FRIDAY),
        ("Slides for friday", "Slides", None, FRIDAY),
        ("Ask Tom @nobody", "Ask Tom @nobody", None, None),
        ("Ask Tom @nobody friday", "Ask Tom @nobody", None, FRIDAY),
        ("Ask @rhona for the page", "Ask @rhona for the page", None, None),
    ],
)
def test_a_name_and_a_day_at_the_end_are_read(
    typed: str, text: str, owner: str | None, due: date | None
) -> None:
    """In either order, in either language, whatever case and accents."""
    assert assigned(PAIR, typed, SATURDAY, "en") == Assignment(text, owner, due)


@pytest.mark.parametrize(
    "typed",
    [
        "friday", "@rhona", "Prévoir 2 h", "Call her friday at 5pm", "Look at what we did yesterday",
        "Relire le compte rendu du vendredi", "Send the figures every friday", "Ask about 3/4",
        "Show it monday or friday", "Meet thursday 27 november", "Look at last friday",
        "Tester demain matin", "Read page 12",
    ],
)  # fmt: skip
def test_what_is_not_surely_a_limit_stays_text(typed: str) -> None:
    """Hours, past days, two readings, days that belong to the words before: nothing is dropped."""
    assert assigned(PAIR, typed, SATURDAY, "en") == Assignment(typed)


def test_what_was_said_elsewhere_is_not_looked_for() -> None:
    """A name or a day that was typed beside the line leaves the line as it is."""
    typed = "Redo page @rhona friday"
    assert assigned(PAIR, typed, SATURDAY, "en", dated=False) == Assignment(typed)
    assert assigned(PAIR, typed, SATURDAY, "en", named=False).text == "Redo page @rhona"
