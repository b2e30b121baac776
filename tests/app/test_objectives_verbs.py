"""Objectives: all that can be done about one, by its key."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from textual.widgets import TextArea

from rmjournal.journal import Journal
from rmjournal.model.objective import Level, ObjectiveStatus
from rmjournal.model.record import BOTH
from rmjournal.paths import Home
from rmjournal.screens.dialog import Dialog
from rmjournal.screens.objectives import ObjectivesScreen
from rmjournal.screens.sheet import Sheet
from rmjournal.storage.drafts import Drafts
from rmjournal.widgets.listing import Listing
from rmjournal.widgets.push import Push
from tests.app.aims import agreed, fill, in_short, now, push
from tests.app.conftest import (
    Someone,
    footer,
    journal_of,
    new_pair,
    press,
    shown,
    sit,
    told,
    write,
)
from tests.conftest import NOW


@pytest.fixture
def ours(empty: Home) -> Journal:
    """The journal of Ana, mentee of Tom, with nothing in it yet."""
    return new_pair(empty)


def test_proposing_asks_for_what_makes_it_clear(empty: Home, ours: Journal) -> None:
    """All that was typed is in the file; it says who has to agree, and is highlighted."""
    agreed(ours, "An earlier one")

    async def script(someone: Someone) -> None:
        await press(someone, "f4", "n")
        await write(someone, "Read alone")
        await fill(
            someone, situation="The review", measure="Four Mondays", due="4 december 2026",
            why="They ask", learner=BOTH, domain="culture", importance="3",
            **{"level-start": "With help", "level-best": "Teaches others"},
        )  # fmt: skip
        assert "→ Friday 4 December 2026" in shown(someone)
        assert "THE TWO OF US" in shown(someone)
        await press(someone, "ctrl+s")
        assert told(someone)[-1] == "Proposed. It is agreed once Tom agrees too."
        screen = someone.app.screen
        assert isinstance(screen, ObjectivesScreen)
        assert screen.view is not None
        assert screen.view.seen.title == "Read alone"

    sit(empty, script)
    made = journal_of(ours.store.home).objectives.all()[-1]
    assert (made.title, made.situation, made.measure) == (
        "Read alone",
        "The review",
        "Four Mondays",
    )
    assert (made.due, made.why, made.learner) == (date(2026, 12, 4), "They ask", BOTH)
    assert (made.domain, made.importance) == ("culture", 3)
    assert (made.levels.start, made.levels.expected, made.levels.best) == (
        "With help", "", "Teaches others",
    )  # fmt: skip


def test_a_vague_proposal_is_kept_and_pointed_out(empty: Home, ours: Journal) -> None:
    """A title is enough; what is missing is said without a refusal."""

    async def script(someone: Someone) -> None:
        await press(someone, "f4", "n")
        await write(someone, "Read alone")
        await press(someone, "ctrl+s")
        assert "Still vague: no measure" in told(someone)[-1]

    sit(empty, script)
    assert (now(ours).learner, now(ours).importance) == (ours.pair.mentee.id, 2)


def test_a_refused_proposal_keeps_what_was_typed(empty: Home, ours: Journal) -> None:
    """It says what is off on the sheet itself; closing keeps the draft for the next time."""

    async def script(someone: Someone) -> None:
        await press(someone, "f4", "n")
        typed = {"title": "Read alone", "measure": "Four Mondays", "due": ""}
        for name, text, said in (
            ("due", "someday", "“someday”"),
            ("title", " ", "The title is missing."),
        ):
            await fill(someone, **{**typed, name: text})
            await press(someone, "ctrl+s")
            assert isinstance(someone.app.screen, Sheet)
            assert said in shown(someone)
            await press(someone, "escape", "n")
            assert someone.app.screen.query_one("#measure", TextArea).text == "Four Mondays"
            assert Drafts(empty).load("objective")

    sit(empty, script)
    assert not journal_of(ours.store.home).objectives.all()
    assert Drafts(empty).load("objective")


def test_an_edit_says_first_what_it_takes_back(empty: Home, ours: Journal) -> None:
    """The first save warns, the second carries; the other's agreement is gone then."""
    agreed(ours, due=date(2026, 12, 4), measure="Four Mondays")

    async def script(someone: Someone) -> None:
        await press(someone, "f4", "e")
        assert someone.app.screen.query_one("#measure", TextArea).text == "Four Mondays"
        await fill(someone, measure="Two Mondays", due="")
        await press(someone, "ctrl+s")
        assert "Tom will need to agree again." in shown(someone)
        assert now(ours).measure == "Four Mondays"
        await press(someone, "ctrl+s")
        assert told(someone)[-1] == "Changed. u takes it back."
        await press(someone, "u")
        assert told(someone)[-1].startswith("Taken back: “Change an objective” of")

    sit(empty, script)
    assert ours.objectives.agreed(now(ours))
    assert now(ours).due == date(2026, 12, 4)


def test_an_edit_can_take_the_date_off(empty: Home, ours: Journal) -> None:
    """What is emptied is empty afterwards; what was not touched stays."""
    ours.objectives.propose("Read alone", due=date(2026, 12, 4), measure="Four Mondays")

    async def script(someone: Someone) -> None:
        await press(someone, "f4", "e")
        await fill(someone, due="")
        await press(someone, "ctrl+s")

    sit(empty, script)
    assert (now(ours).due, now(ours).measure, now(ours).rev) == (None, "Four Mondays", 2)


def test_an_edit_of_nothing_changes_nothing(empty: Home, ours: Journal) -> None:
    """Saving what stood there is no change, and is said to be none."""
    agreed(ours)
    before = now(ours)

    async def script(someone: Someone) -> None:
        await press(someone, "f4", "e", "ctrl+s")
        assert told(someone)[-1] == "Nothing was changed."

    sit(empty, script)
    assert now(ours) == before


def test_i_agree_to_the_very_words_i_read(empty: Home, ours: Journal) -> None:
    """The words stand in the window; where they were changed meanwhile, nothing is agreed to."""
    tom = ours.pair.partner.id
    edited = ours.objectives.edit(agreed(ours, measure="Four Mondays"), measure="Two Mondays")
    theirs = tuple(each for each in edited.assents if each.member == tom)
    with ours.store.transaction("objective edit") as tx:
        tx.change(edited, assents=theirs)

    async def script(someone: Someone) -> None:
        await press(someone, "f4", "y")
        assert isinstance(someone.app.screen, Dialog)
        assert "Measure  Two Mondays" in shown(someone)
        other = journal_of(ours.store.home)
        other.objectives.edit(now(ours), measure="One Monday")
        await push(someone, "I agree")
        assert "The objective was changed since you read it." in shown(someone)
        await press(someone, "escape", "enter")
        assert "One Monday" in shown(someone)

    sit(empty, script)


def test_i_agree_by_key(home: Home) -> None:
    """A proposal of the other's becomes ours, and moves up among the ladders."""

    async def script(someone: Someone) -> None:
        await press(someone, "f4", "down", "down", "y")
        await push(someone, "I agree")
        assert told(someone)[-1] == "Agreed by both of you. u takes it back."
        assert "PROPOSED" not in shown(someone)
        await press(someone, "y")
        assert told(someone)[-1] == "Both of you agreed to these very words already."
        await press(someone, "u")
        assert "PROPOSED" in shown(someone)

    sit(home, script)


def test_what_the_other_said_aloud_is_noted_with_its_day(empty: Home, ours: Journal) -> None:
    """Noted as theirs, by me; a day still to come is refused and the sheet stays."""
    ours.objectives.propose("Read alone")

    async def script(someone: Someone) -> None:
        await press(someone, "f4", "y")
        assert "I agree" not in [each.label.plain for each in someone.app.screen.query(Push)]
        await push(someone, "Tom agreed aloud")
        await write(someone, "25 november 2026")
        await press(someone, "ctrl+s")
        assert "That day is still to come." in shown(someone)
        await fill(someone, day="yesterday")
        await press(someone, "ctrl+s")
        assert told(someone)[-1] == "Agreed by both of you. u takes it back."
        await press(someone, "enter")
        assert "(said on Friday 20 November 2026)" in shown(someone)

    sit(empty, script)
    oral = now(ours).assents[-1]
    assert (oral.member, oral.entered_by) == (ours.pair.partner.id, ours.pair.me)


def test_a_level_is_chosen_with_its_words_before_one(empty: Home, ours: Journal) -> None:
    """The descriptions stand beside the levels; none is chosen beforehand, and one is needed."""
    agreed(ours, levels={"expected": "Without any help"})

    async def script(someone: Someone) -> None:
        await press(someone, "f4", "h")
        assert "expected: Without any help" in shown(someone)
        await fill(someone, note="Three Mondays")
        await press(someone, "ctrl+s")
        assert "No level is chosen yet." in shown(someone)
        someone.app.screen.query_one("#level").focus()
        await press(someone, "right", "right", "space", "ctrl+s")
        assert told(someone)[-1] == "Noted: you see it “expected”. u takes it back."
        assert "A" in in_short(someone.app.screen.query_one(Listing).said)

    sit(empty, script)
    (rating,) = now(ours).ratings
    assert (rating.level, rating.note) == (Level.EXPECTED, "Three Mondays")


def test_the_others_level_said_aloud_stays_hidden_until_mine(empty: Home, ours: Journal) -> None:
    """Noting theirs shows nothing of it; once mine is given, a difference is offered."""
    agreed(ours)

    async def script(someone: Someone) -> None:
        await press(someone, "f4", "h")
        await fill(someone, level=Level.ABOVE, member=ours.pair.partner.id)
        await press(someone, "ctrl+s")
        assert told(someone)[-1] == "Noted; it stays hidden until you give your own view."
        assert "· · · · ·" in in_short(shown(someone))
        await press(someone, "h")
        await fill(someone, level=Level.START)
        await press(someone, "ctrl+s")
        expected = "You see it “start”, Tom “above”: i puts it on the agenda."
        assert told(someone)[-1] == expected
        assert "A · · T ·" in in_short(shown(someone))

    sit(empty, script)


def test_reached_is_asked_once_more(empty: Home, ours: Journal) -> None:
    """Escape leaves it as it is; the answer moves it below, and undo brings it back."""
    agreed(ours)

    async def script(someone: Someone) -> None:
        await press(someone, "f4", "f", "escape")
        assert now(ours).status is ObjectiveStatus.ACTIVE
        await press(someone, "f")
        await push(someone, "It is reached")
        assert told(someone)[-1] == "Reached. Well done! u takes it back."
        assert "achieved · " in shown(someone)
        assert now(ours).status is ObjectiveStatus.ACHIEVED
        assert set(footer(someone)) == {"Enter", "n", "e"}
        await press(someone, "y", "h", "f", "i")
        assert isinstance(someone.app.screen, ObjectivesScreen)
        await press(someone, "u")

    sit(empty, script)
    assert now(ours).status is ObjectiveStatus.ACTIVE


def test_it_goes_on_the_next_agenda_and_says_where(empty: Home, ours: Journal) -> None:
    """Linked to the objective; a second time it is refused, and nothing is there twice."""
    aim = agreed(ours)
    session = ours.sessions.plan(NOW.replace(tzinfo=None) + timedelta(days=3))

    async def script(someone: Someone) -> None:
        await press(someone, "f4", "i")
        assert told(someone)[-1].startswith(
            "Session 1, Tuesday 24 November: it is on the agenda, for 10 minutes."
        )
        await press(someone, "i")
        assert "This objective is on that agenda already." in shown(someone)

    sit(empty, script)
    (item,) = ours.agendas.of(session).items
    assert (item.topic, item.objective) == ("Read alone", aim.id)


def test_without_a_session_it_says_how_to_plan_one(empty: Home, ours: Journal) -> None:
    """The refusal names the way, with its keys."""
    agreed(ours)

    async def script(someone: Someone) -> None:
        await press(someone, "f4", "i")
        assert "No session is planned, so there is no agenda" in shown(someone)
        assert "F3 shows the sessions, and n plans one there" in shown(someone)

    sit(empty, script)


def test_it_is_dropped_or_put_in_the_trash(empty: Home, ours: Journal) -> None:
    """Two offers; what is dropped stays readable, what is in the trash is off the list."""
    agreed(ours)

    async def script(someone: Someone) -> None:
        await press(someone, "f4", "enter", "x")
        await push(someone, "Drop")
        assert now(ours).status is ObjectiveStatus.DROPPED
        assert "dropped · " in shown(someone)
        await press(someone, "x")
        offered = [each.label.plain for each in someone.app.screen.query(Push)]
        assert offered == ["Into the trash", "Close"]
        await push(someone, "Into the trash")
        assert told(someone)[-1] == "It is in the trash. u takes it back."
        assert "What will you learn together?" in shown(someone)
        await press(someone, "u")
        assert "dropped · " in shown(someone)

    sit(empty, script)
