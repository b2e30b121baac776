"""Conflicts: both versions side by side, and nothing lost until one chooses."""

from __future__ import annotations

from datetime import date

import pytest
from textual.widgets import TextArea

from rmjournal import versions
from rmjournal.journal import conflicts
from rmjournal.model.action import Action
from rmjournal.model.objective import Level, Rating
from rmjournal.model.record import Visibility
from rmjournal.paths import Home
from rmjournal.widgets.listing import Listing
from tests.app.conftest import MakeHome, Someone, footer, journal_of, press, shown, sit, told

FIRST, SECOND = "Call the night shift [/]", "Call the day shift [@click=app.quit]x[/]"


def changed_twice(home: Home, visibility: Visibility = Visibility.PAIR) -> Action:
    """An action whose text was changed in two windows."""
    journal = journal_of(home)
    seen = journal.actions.add("Call them", visibility=visibility)
    journal.actions.edit(seen, text=FIRST)
    journal.actions.edit(seen, text=SECOND)
    return seen


def text(home: Home, action: Action) -> str:
    """What it says now."""
    found = journal_of(home).store.get(Action, action.id)
    assert found is not None
    return found.text


@pytest.mark.parametrize(
    ("keys", "kept"), [((), SECOND), (("right",), FIRST), (("right", "left"), SECOND)]
)
def test_one_of_the_two_is_kept(home: Home, keys: tuple[str, ...], kept: str) -> None:
    """Both are shown literally; Enter keeps the one the arrows marked, u brings the choice back."""
    action = changed_twice(home)

    async def script(someone: Someone) -> None:
        await press(someone, "ctrl+l")
        assert FIRST in shown(someone)
        assert "WHAT WAITS, ENTERED BY YOU" in shown(someone)
        assert SECOND in shown(someone)
        assert "← and → mark one, Enter keeps it." in shown(someone)
        await press(someone, *keys, "enter")
        assert text(home, action) == kept
        assert "Nothing waits for a choice." in shown(someone)
        assert told(someone)[-1] == "Kept. u takes it back."
        await press(someone, "u")
        assert len(conflicts.all_of(journal_of(home))) == 1
        assert told(someone)[-1].startswith("Taken back: “Choose the version to keep” of")

    sit(home, script)


def test_both_can_become_one_text(home: Home) -> None:
    """E puts both into a text to work on; taken back, the list has the keys again."""
    action = changed_twice(home)

    async def script(someone: Someone) -> None:
        await press(someone, "ctrl+l", "e")
        field = someone.app.screen.query_one("#text", TextArea)
        assert field.text == f"{SECOND}\n\n{FIRST}"
        field.text = "Call both shifts"
        await press(someone, "ctrl+s")
        assert text(home, action) == "Call both shifts"
        assert not conflicts.all_of(journal_of(home))
        assert told(someone)[-1] == "Kept. u takes it back."
        await press(someone, "u")
        assert someone.app.screen.query_one(Listing).has_focus

    sit(home, script)


def test_what_is_no_text_is_chosen_in_words(home: Home) -> None:
    """Who reads it is shown in the words used everywhere, and cannot be typed."""
    journal = journal_of(home)
    action = journal.actions.add("Call again", due=journal.clock.today())
    journal.actions.edit(action, owner=journal.pair.partner.id)
    journal.actions.edit(action, owner="both")

    async def script(someone: Someone) -> None:
        await press(someone, "ctrl+l", "e")
        assert "e" not in footer(someone)
        assert "Who does it" in shown(someone)
        assert "together" in shown(someone)
        assert "Rhona" in shown(someone)

    sit(home, script)


def test_what_has_parts_is_said_in_words(home: Home) -> None:
    """A level with who saw it, when and why; a day in words; who agreed: nothing as it is stored."""
    journal = journal_of(home)
    seen = journal.objectives.active()[0]
    ratings = (Rating(member=journal.pair.me, level=Level.BELOW, on=date(2026, 4, 7), note="Alone",
                      at=journal.clock.stamp(), entered_by=journal.pair.me),)  # fmt: skip
    with journal.store.transaction("objective rate") as tx:
        tx.wait(seen, "ratings", ratings)
        tx.wait(seen, "due", date(2026, 12, 1))
        tx.wait(seen, "assents", seen.assents)
    said = [versions.in_words(journal, each, each.waiting) for each in conflicts.all_of(journal)]
    me = journal.pair.name_of(journal.pair.me)
    assert said[0] == f"{me} · on the way · Tuesday 7 April 2026 · Alone"
    assert said[1] == "Tuesday 1 December 2026"
    assert me in said[2]
    assert all(each.digest not in said[2] for each in seen.assents)


def test_private_versions_can_be_hidden(home: Home) -> None:
    """^t hides both."""
    changed_twice(home, Visibility.PRIVATE)

    async def script(someone: Someone) -> None:
        await press(someone, "ctrl+l", "ctrl+t")
        assert FIRST not in shown(someone)
        assert SECOND not in shown(someone)

    sit(home, script)


def test_nothing_waiting_is_said(home_in: MakeHome) -> None:
    """In French too; Enter and e do nothing."""

    async def script(someone: Someone) -> None:
        await press(someone, "ctrl+l", "enter", "e")
        assert "Versions en attente" in shown(someone)

    sit(home_in("fr"), script)
