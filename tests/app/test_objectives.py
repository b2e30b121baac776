"""Objectives: ladders to choose from, and one of them in full."""

from __future__ import annotations

from datetime import date

import pytest
from textual.widget import Widget

from rmjournal import i18n
from rmjournal.app import JournalApp
from rmjournal.journal import Journal
from rmjournal.model.objective import Level
from rmjournal.model.record import BOTH, Visibility
from rmjournal.paths import Home
from rmjournal.screens.home import HomeScreen
from rmjournal.screens.objective_detail import Detail
from rmjournal.screens.objectives import ObjectivesScreen
from rmjournal.widgets.keyline import KeyLine
from rmjournal.widgets.listing import Listing
from tests.app.aims import WIDE, agreed, in_short, now
from tests.app.conftest import (
    MakeHome,
    Someone,
    footer,
    new_pair,
    press,
    settled,
    shown,
    sit,
)

HOSTILE = "[/] [@click=app.quit]x[/] \x1b]52;c;eA==\x07 \u202eend"


@pytest.fixture
def ours(empty: Home) -> Journal:
    """The journal of Ana, mentee of Tom, with nothing in it yet."""
    return new_pair(empty)


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
            "AGREED J Judith, R Rhona. start on the way expected above best",
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
        assert "Still vague: no measure (how will you see that it is reached?), no date" in said
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


@pytest.mark.tour
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
        assert ladder.endswith("best" if lang == "en" else "bien au-delà")
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
            "VALIDÉS À DEUX H Hélène, K Karim. départ en chemin atteint dépassé bien au-delà",
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
