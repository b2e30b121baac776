"""Objectives: ladders to choose from, one of them in full, and all that can be done about it."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from textual.widget import Widget
from textual.widgets import Input, TextArea

from rmjournal import i18n
from rmjournal.app import JournalApp
from rmjournal.journal import Journal
from rmjournal.model.objective import Level, Objective, ObjectiveStatus
from rmjournal.model.pair import Role
from rmjournal.model.record import BOTH, Visibility
from rmjournal.paths import Home
from rmjournal.screens.dialog import Dialog
from rmjournal.screens.home import HomeScreen
from rmjournal.screens.objective_detail import Detail
from rmjournal.screens.objectives import ObjectivesScreen
from rmjournal.screens.sheet import Sheet
from rmjournal.storage.drafts import Drafts
from rmjournal.widgets.choice import Choice
from rmjournal.widgets.keyline import KeyLine
from rmjournal.widgets.listing import Listing
from rmjournal.widgets.push import Push
from tests.app.conftest import (
    MakeHome,
    Someone,
    footer,
    journal_of,
    press,
    settled,
    shown,
    sit,
    told,
    write,
)
from tests.conftest import NOW

HOSTILE = "[/] [@click=app.quit]x[/] \x1b]52;c;eA==\x07 \u202eend"
WIDE = (120, 40)


@pytest.fixture
def ours(empty: Home) -> Journal:
    """The journal of Ana, mentee of Tom, with nothing in it yet."""
    journal = journal_of(empty)
    journal.pairs.create(me="Ana Ruiz", role=Role.MENTEE, partner="Tom Weiss")
    return journal


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


# What is shown


def test_an_empty_list_teaches_what_a_good_objective_is(empty: Home, ours: Journal) -> None:
    """What it is for, an example, and the key to begin; nothing else is offered."""

    async def script(someone: Someone) -> None:
        await press(someone, "f4")
        said = in_short(shown(someone))
        assert "What will you learn together?" in said
        assert "For example: “Read the dashboard alone" in said
        assert "n proposes one." in said
        assert footer(someone) == {"n": "New"}
        await press(someone, "e", "y", "h", "f", "i", "x", "enter")
        assert isinstance(someone.app.screen, ObjectivesScreen)
        await press(someone, "escape")
        assert isinstance(someone.app.screen, HomeScreen)

    sit(empty, script)
    assert not ours.objectives.all()


def test_without_a_pair_it_says_where_to_begin(empty: Home) -> None:
    """No key does anything about objectives of nobody."""

    async def script(someone: Someone) -> None:
        await press(someone, "f4")
        assert "F2 says how to begin." in shown(someone)
        await press(someone, "n", "u", "enter")
        assert isinstance(someone.app.screen, ObjectivesScreen)

    sit(empty, script)


def test_the_list_has_ladders_then_proposals_then_what_ended(home: Home) -> None:
    """Both marks stand on each ladder; a proposal says whose it is and whom it waits for."""

    async def script(someone: Someone) -> None:
        await press(someone, "f4")
        said = in_short(someone.app.screen.query_one(Listing).said)
        for text in (
            "AGREED J Judith, R Rhona. start on the way expected above beyond",
            "Chair a meeting everyone can follow · R J · ·",
            "PROPOSED, NOT YET AGREED BY BOTH",
            "proposed by Rhona · waiting for you: y agrees",
            "ACHIEVED OR DROPPED",
            "achieved · ",
        ):
            assert text in said, text
        assert said.index("AGREED") < said.index("PROPOSED") < said.index("ACHIEVED")

    sit(home, script)


def test_more_than_three_active_ones_are_named_calmly(empty: Home, ours: Journal) -> None:
    """The pair is told, and nothing is taken from it."""
    for number in range(4):
        ours.objectives.propose(f"Aim {number}")

    async def script(someone: Someone) -> None:
        await press(someone, "f4")
        assert "You have 4 active objectives; three are easier to keep." in shown(someone)

    sit(empty, script)


def test_one_in_full_stands_beside_the_list_where_there_is_room(empty: Home, ours: Journal) -> None:
    """Its fields, its levels, who agreed and who reads it; it follows what is highlighted."""
    agreed(
        ours, "Read alone", why="The committee asks", situation="The Monday review",
        measure="Four Mondays", due=date(2026, 12, 4), learner=BOTH, domain="technology",
        importance=3, levels={"expected": "Without help"},
    )  # fmt: skip
    ours.objectives.propose("Another")

    async def script(someone: Someone) -> None:
        await press(someone, "f4")
        detail = someone.app.screen.query_one(Detail)
        listing = someone.app.screen.query_one(Listing)
        assert detail.region.x >= listing.region.right
        said = in_short(shown(someone))
        for text in (
            "agreed · The two of us",
            "Real situation The Monday review",
            "Measure Four Mondays",
            "Due Friday 4 December 2026",
            "Why now The committee asks",
            "Who learns both of you",
            "Field emerging technology",
            "Importance 3 of 3",
            "expected Without help",
            "start not described",
            "Proposed by Ana on Saturday 21 November 2026.",
            "oral agreement of Tom, noted by Ana".replace("oral", "Oral"),
        ):
            assert text in said, text
        assert "Still vague" not in said
        await press(someone, "down")
        said = in_short(shown(someone))
        assert "Still vague: no measure: how will you see that it is reached?, no date" in said
        assert "An objective only one of you wants is a proposal." in said
        assert "Tom has not agreed yet." in said

    sit(empty, script, WIDE)


def test_on_a_small_terminal_enter_opens_it_and_escape_comes_back(home: Home) -> None:
    """First the list alone, then the objective alone; the arrows scroll it."""

    async def script(someone: Someone) -> None:
        await press(someone, "f4")
        listing = someone.app.screen.query_one(Listing)
        detail = someone.app.screen.query_one(Detail)
        assert (listing.region.width > 70, detail.region.width) == (True, 0)
        assert footer(someone)["Enter"] == "Open"
        chosen = listing.highlighted
        await press(someone, "enter", "down", "down")
        assert (listing.region.width, detail.region.width > 70) == (0, True)
        assert detail.scroll_y == 2
        assert listing.highlighted == chosen
        assert "Esc: the list" in shown(someone)
        assert "Enter" not in footer(someone)
        await press(someone, "escape")
        assert someone.app.focused is listing
        await press(someone, "down")
        assert listing.highlighted != chosen
        await press(someone, "escape")
        assert isinstance(someone.app.screen, HomeScreen)

    sit(home, script)


def test_the_others_history_waits_for_mine(empty: Home, ours: Journal) -> None:
    """No level and no note of the other's is on the screen until I gave mine; then they are."""
    tom = ours.pair.partner.id
    ours.objectives.rate(agreed(ours), Level.BEST, note="She flies", member=tom)

    async def before(someone: Someone) -> None:
        await press(someone, "f4")
        said = in_short(shown(someone))
        assert "She flies" not in said
        assert "h says how far you see it; then you see what Tom sees." in said
        assert "What Tom sees shows once you have said what you see." in said

    sit(empty, before, WIDE)
    ours.objectives.rate(now(ours), Level.BELOW, note="Slowly")

    async def after(someone: Someone) -> None:
        await press(someone, "f4")
        said = in_short(shown(someone))
        assert "Ana 21 November on the way Slowly" in said
        assert "Tom 21 November best said aloud, noted by Ana She flies" in said
        assert "You see it “on the way”, Tom “best”: i puts it on the agenda." in said

    sit(empty, after, WIDE)


def test_an_agreement_to_earlier_words_says_so(empty: Home, ours: Journal) -> None:
    """Who agreed before the words were changed has not agreed to these."""
    ours.objectives.edit(agreed(ours), measure="Two Mondays")

    async def script(someone: Someone) -> None:
        await press(someone, "f4")
        said = in_short(shown(someone))
        assert "Tom agreed on Saturday 21 November 2026, to earlier words" in said
        assert "proposed by Ana · waiting for Tom" in said

    sit(empty, script, WIDE)


def test_hostile_words_are_shown_literally(empty: Home, ours: Journal) -> None:
    """Nothing of a text is an instruction to the screen or to the terminal."""
    hostile = ours.objectives.propose(HOSTILE, situation=HOSTILE, levels={"start": HOSTILE})
    ours.objectives.rate(hostile, Level.START, note=HOSTILE)

    async def script(someone: Someone) -> None:
        await press(someone, "f4")
        said = shown(someone)
        assert said.count("[/] [@click=app.quit]x[/]") >= 5
        assert not {"\x1b", "\u202e", "\x07"} & set(said)
        for key in "yfxhe":
            await press(someone, key, "escape")
        assert isinstance(someone.app.screen, ObjectivesScreen)

    sit(empty, script, WIDE)


def test_private_text_is_hidden_while_others_look_on(empty: Home, ours: Journal) -> None:
    """No word of what only I may read, in the list, beside it, or in a window about it."""
    ours.objectives.propose("Say no", situation="To my board", visibility=Visibility.PRIVATE)

    async def script(someone: Someone) -> None:
        await press(someone, "f4", "ctrl+t")
        assert "hidden text" in shown(someone)
        for key in "eyhfx":
            await press(someone, key)
            assert isinstance(someone.app.screen, ObjectivesScreen)
        assert not {"Say no", "To my board"} & set(shown(someone).split("\n"))
        assert "Say no" not in shown(someone)
        await press(someone, "ctrl+t")
        assert "Say no" in shown(someone)
        assert "Only me" in shown(someone)

    sit(empty, script, WIDE)


# What one can do


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


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [("due", "someday", "“someday”"), ("title", " ", "The title is missing.")],
)
def test_a_refused_proposal_keeps_what_was_typed(
    empty: Home, ours: Journal, name: str, text: str, said: str
) -> None:
    """It says what is off on the sheet itself; closing keeps the draft for the next time."""

    async def script(someone: Someone) -> None:
        await press(someone, "f4", "n")
        await fill(someone, **{"title": "Read alone", "measure": "Four Mondays", name: text})
        await press(someone, "ctrl+s")
        assert isinstance(someone.app.screen, Sheet)
        assert said in shown(someone)
        await press(someone, "escape", "n")
        assert someone.app.screen.query_one("#measure", TextArea).text == "Four Mondays"

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


# In both languages, at every size


@pytest.mark.parametrize("lang", ["en", "fr"])
@pytest.mark.parametrize("size", [(60, 20), (80, 24), (100, 30), WIDE])
def test_nothing_is_wider_than_the_screen(
    home_in: MakeHome, lang: str, size: tuple[int, int]
) -> None:
    """No part of the list, of an objective or of the footer of 80 columns is cut off."""

    async def script(someone: Someone) -> None:
        await press(someone, "f4")
        screen = someone.app.screen
        listing = screen.query_one(Listing)
        assert listing.virtual_size.width <= listing.size.width
        if size[0] >= 80:
            line = someone.app.screen.query_one(KeyLine)
            assert "…" not in "".join(each.text for each in line.render_line(0))
        ladder = " ".join(str(each) for each in listing.said.split("\n")[1].split())
        assert ladder.endswith("beyond" if lang == "en" else "au-delà")
        await press(someone, "enter")
        detail = screen.query_one(Detail)
        assert detail.max_scroll_x == 0
        assert all(each.region.right <= size[0] for each in detail.walk_children(Widget))

    sit(home_in(lang), script, size)


def test_it_is_french_to_the_last_word(home_in: MakeHome) -> None:
    """The same in French, and live when the language changes."""

    async def script(someone: Someone) -> None:
        await press(someone, "f4", "down")
        said = in_short(shown(someone))
        for text in (
            "Nos objectifs",
            "VALIDÉS À DEUX H Hélène, K Karim. départ en chemin atteint dépassé au-delà",
            "PROPOSÉS, PAS ENCORE VALIDÉS À DEUX",
            "ATTEINTS OU ABANDONNÉS",
            "Vous le voyez « en chemin », Karim « atteint »",
            "Qui apprend Hélène",
            "QUI A VALIDÉ",
        ):
            assert text in said.replace("\u00a0", " "), text
        assert footer(someone)["n"] == "Nouveau"
        assert isinstance(someone.app, JournalApp)
        await someone.app.speak("en")
        await settled(someone)
        said = in_short(shown(someone))
        assert "AGREED H Hélène, K Karim." in said
        assert "Who learns Hélène" in said
        await press(someone, "down")
        assert "Proposed by Hélène" in in_short(shown(someone))

    sit(home_in("fr"), script, WIDE)
    i18n.use("en")
