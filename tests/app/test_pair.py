"""Pair and charter: read as a whole, answered question by question, signed, concluded, switched."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from textual.widgets import Input, TextArea

from rmjournal.errors import Refused
from rmjournal.journal import Journal
from rmjournal.journal.beginning import Plan, begin
from rmjournal.model.charter import TEXTS
from rmjournal.model.pair import PairStatus, Role
from rmjournal.paths import Home
from rmjournal.screens.dialog import Dialog
from rmjournal.screens.home import HomeScreen
from rmjournal.screens.pair import PairScreen
from rmjournal.screens.session import SessionScreen
from rmjournal.screens.sheet import Sheet
from rmjournal.storage import settings
from rmjournal.vocabulary import UNANSWERED
from rmjournal.widgets.listing import Listing
from rmjournal.widgets.push import Push
from tests.app.conftest import (
    MakeHome,
    Someone,
    footer,
    journal_of,
    new_pair,
    press,
    settled,
    shown,
    sit,
    told,
    write,
)
from tests.conftest import NOW

HOSTILE = "[/] [@click=app.quit]x[/] \x1b]52;c;eA==\x07\u202eyo"


@pytest.fixture
def ours(empty: Home) -> Journal:
    """The journal of Ana, mentee of Tom, since September; nothing is settled yet."""
    return new_pair(empty, start=date(2026, 9, 1))


@pytest.fixture
def written(ours: Journal) -> Journal:
    """One question of it is answered."""
    ours.charters.edit(ours.charters.present(), stays="Everything")
    return ours


@pytest.fixture
def signed(written: Journal) -> Journal:
    """Both have signed."""
    written.charters.sign(written.charters.present())
    written.charters.sign(written.charters.present(), written.pair.partner.id)
    return written


def at_row(someone: Someone, id: str) -> None:
    """The row of that id is highlighted."""
    assert someone.app.screen.query_one(Listing).go_to(id), id


async def answer(someone: Someone, name: str, text: str) -> None:
    """Opens a question of the charter, and types over what stands there."""
    at_row(someone, f"field-{name}")
    await press(someone, "enter")
    assert isinstance(someone.app.screen, Sheet)
    field = someone.app.screen.query_one(f"#{name}")
    if isinstance(field, TextArea):
        field.text = ""
    elif isinstance(field, Input):
        field.value = ""
    await write(someone, text)


def test_it_says_who_how_and_who_signed(home: Home) -> None:
    """Roles, month, rhythm, dates, signatures, the first four questions, review points."""

    async def script(someone: Someone) -> None:
        await press(someone, "f7")
        for text in (
            "Judith and Rhona · month 9 of 9",
            "THE TWO OF US",
            "Rhona Bello teaches, Judith Garrick learns",
            "Every 3 weeks, 45\u00a0min · 23 February 2026 – 4 December 2026",
            "Judith: signed on Tuesday 24 February 2026",
            "WHAT WE SETTLE FIRST",
            "Everything said in the room, in both directions.",
            "REVIEW POINTS",
        ):
            assert text in shown(someone), text
        rows = someone.app.screen.query_one(Listing).entries
        first = [each.id for each in rows if not each.head][:4]
        assert first == [
            "field-stays", "field-may_leave", "field-when_missed", "field-right_to_stop"
        ]  # fmt: skip

    sit(home, script)


def test_it_is_french_to_the_last_word(home_in: MakeHome) -> None:
    """The same in French."""

    async def script(someone: Someone) -> None:
        await press(someone, "f7")
        for text in (
            "mois 9 sur 9",
            "NOUS DEUX",
            "transmet, Hélène",
            "signé le",
            "CE QUE NOUS RÉGLONS D’ABORD",
            "COMMENT NOUS NOUS VOYONS",
            "POINTS D’ÉTAPE",
        ):
            assert text in shown(someone), text
        assert footer(someone)["f"] == "Conclure"

    sit(home_in("fr"), script)


def test_an_unanswered_charter_asks(empty: Home, ours: Journal) -> None:
    """Each open question is asked quietly, in words that help to answer it."""

    async def script(someone: Someone) -> None:
        await press(someone, "f7")
        for name in ("stays", "right_to_stop", "voluntary", "reporting_line"):
            assert UNANSWERED[name] in shown(someone)
        assert "Ana: not signed yet" in shown(someone)
        assert "a session is planned once both have signed" in shown(someone)

    sit(empty, script)


ANSWERS = (
    ("stays", "Names and figures\nand doubts", "Names and figures\nand doubts"),
    ("every_weeks", "2", 2), ("minutes", "60", 60),
    ("start", "7 september 2026", date(2026, 9, 7)), ("end", "30 june 2027", date(2027, 6, 30)),
    ("review_months", "2, 5 and 7", (2, 5, 7)), ("review_months", "none", ()),
)  # fmt: skip
"""A question, what is typed, and what is kept."""


def test_a_question_is_answered(empty: Home, ours: Journal) -> None:
    """Enter opens it, ^s keeps it, the page shows it; u takes it back."""

    async def script(someone: Someone) -> None:
        await press(someone, "f7")
        for name, typed, kept in ANSWERS:
            before = getattr(ours.charters.present(), name)
            await answer(someone, name, typed)
            await press(someone, "ctrl+s")
            assert isinstance(someone.app.screen, PairScreen)
            assert getattr(journal_of(empty).charters.present(), name) == kept
            assert told(someone)[-1].startswith("Saved at 20:50.")
            assert someone.app.door.drafts.all() == {}  # type: ignore[attr-defined]
            await press(someone, "u")
            assert getattr(journal_of(empty).charters.present(), name) == before

    app = sit(empty, script)
    assert app.door.drafts.all() == {}


NO_ANSWERS = (
    ("every_weeks", "often", "is not a whole number"),
    ("every_weeks", "40", "Sessions are between 1 and 12 weeks apart."),
    ("minutes", "1", "A session lasts between 15 and 180 minutes."),
    ("start", "whenever", "whenever"),
    ("end", "1 january 2026", "The mentoring would end before it starts."),
    ("review_months", "3, x", "“x” is not a whole number"),
    ("review_months", "11", "The review point of month 11 comes after the end."),
)
"""A question, what is typed, and what is said about it."""


def test_an_answer_that_cannot_be_is_met_with_a_sentence(empty: Home, ours: Journal) -> None:
    """The sheet says it, and what was typed stays; Escape keeps it as a draft."""
    before = ours.charters.present()

    async def script(someone: Someone) -> None:
        await press(someone, "f7")
        for name, typed, problem in NO_ANSWERS:
            await answer(someone, name, typed)
            await press(someone, "ctrl+s")
            assert isinstance(someone.app.screen, Sheet)
            assert problem in shown(someone)
            assert someone.app.screen.query_one(Input).value == typed
            await press(someone, "escape", "enter")
            assert someone.app.screen.query_one(Input).value == typed
            await press(someone, "escape")

    sit(empty, script)
    assert journal_of(empty).charters.present() == before


def test_a_sheet_that_saves_nothing_says_so_and_stays(empty: Home, ours: Journal) -> None:
    """Letters typed next are an answer, and no commands."""

    async def script(someone: Someone) -> None:
        await press(someone, "f7", "enter", "ctrl+s")
        assert "nothing was saved" in shown(someone)
        await press(someone, "y", "e", "ctrl+s")
        assert isinstance(someone.app.screen, PairScreen)

    sit(empty, script)
    assert "ye" in [getattr(journal_of(empty).charters.present(), name) for name in TEXTS]


def test_an_emptied_part_of_the_frame_stays_as_it_was(empty: Home, ours: Journal) -> None:
    """A frame is never left without it, and that is said."""
    before = ours.charters.present()

    async def script(someone: Someone) -> None:
        await press(someone, "f7")
        for name in ("minutes", "start", "review_months"):
            await answer(someone, name, "")
            await press(someone, "ctrl+s")
            assert "The answer stays as it was; nothing was saved." in shown(someone), name
            await press(someone, "escape")

    sit(empty, script)
    assert journal_of(empty).charters.present() == before


def test_what_takes_a_signature_back_is_said_first(empty: Home, signed: Journal) -> None:
    """Only a second save carries; the signed words are kept, and what changed is shown."""

    async def script(someone: Someone) -> None:
        await press(someone, "f7")
        assert "Tom" in shown(someone)
        await answer(someone, "stays", "Nearly everything")
        await press(someone, "ctrl+s")
        assert "This changes what Ana and Tom signed" in shown(someone)
        assert journal_of(empty).charters.state().signed
        await press(someone, "ctrl+s")
        assert "The wording that was signed is kept" in told(someone)[-1]
        assert "Ana: signed an earlier wording on" in shown(someone)
        assert "CHANGED SINCE THE SIGNATURE OF" in shown(someone)
        assert "before: Everything\nnow: Nearly everything" in shown(someone)
        await press(someone, "u")
        assert "CHANGED SINCE" not in shown(someone)

    sit(empty, script)
    assert journal_of(empty).charters.state().signed


def test_a_direct_reporting_line_is_warned_of(empty: Home, ours: Journal) -> None:
    """Before it is kept, and on the page for as long as it is so."""

    async def script(someone: Someone) -> None:
        await press(someone, "f7")
        assert "Mentoring is safer without" not in shown(someone)
        at_row(someone, "field-reporting_line")
        await press(someone, "enter", "enter", "ctrl+s")
        assert isinstance(someone.app.screen, Sheet)
        assert "Mentoring is safer without a direct reporting line." in shown(someone)
        await press(someone, "ctrl+s")
        assert isinstance(someone.app.screen, PairScreen)
        assert "Mentoring is safer without a direct reporting line." in shown(someone)

    sit(empty, script)
    assert journal_of(empty).charters.present().reporting_line is True


def test_both_sign(empty: Home, written: Journal) -> None:
    """Mine by a key; the other's as an oral agreement; then the review points have sessions."""

    async def script(someone: Someone) -> None:
        await press(someone, "f7", "y")
        assert "Not settled yet: what may leave" in shown(someone)
        await press(someone, "enter")
        assert "Ana: signed on Saturday 21 November 2026" in shown(someone)
        await press(someone, "y")
        assert "I sign these words" not in [each.label.plain for each in buttons(someone)]
        await press(someone, "enter")
        await write(someone, "yesterday")
        assert "→ Friday 20 November 2026" in shown(someone)
        await press(someone, "enter")
        assert "oral agreement of Tom, noted by Ana on Saturday 21 November" in shown(someone)
        assert "(said on Friday 20 November 2026)" in shown(someone)
        assert "Mid-point planned: Tuesday 1 December 2026." in told(someone)[-1]
        await press(someone, "y")
        assert "Both of you have signed these words." in shown(someone)

    sit(empty, script)
    assert journal_of(empty).charters.state().signed


def buttons(someone: Someone) -> list[Push]:
    """The buttons of the window in front."""
    return list(someone.app.screen.query(Push))


def test_a_day_of_agreement_that_cannot_be(empty: Home, written: Journal) -> None:
    """A day to come, or no day: it is said on the sheet, and nothing is signed."""

    async def script(someone: Someone) -> None:
        await press(someone, "f7", "y", "tab", "enter")
        for typed in ("tomorrow", "whenever"):
            someone.app.screen.query_one(Input).value = ""
            await write(someone, typed)
            await press(someone, "enter")
            assert isinstance(someone.app.screen, Sheet)
            assert "! " in shown(someone), typed
            assert someone.app.screen.query_one(Input).value == typed

    sit(empty, script)
    assert not journal_of(empty).charters.present().assents


def test_nothing_can_be_signed_before_a_word_is_settled(empty: Home, ours: Journal) -> None:
    """It is said first, with the key that writes; no signature is offered."""

    async def script(someone: Someone) -> None:
        await press(someone, "f7", "y")
        assert "nothing is settled between you" in shown(someone)
        assert "Enter on a question writes its answer" in shown(someone)
        assert "I sign these words" not in [each.label.plain for each in buttons(someone)]
        await press(someone, "escape")
        assert isinstance(someone.app.screen, PairScreen)

    sit(empty, script)


def test_a_name_is_corrected(empty: Home, ours: Journal) -> None:
    """E asks for both names and who teaches; what is impossible stays on the sheet."""

    async def script(someone: Someone) -> None:
        await press(someone, "f7", "e")
        field = someone.app.screen.query_one("#partner", Input)
        field.value = "ana ruiz"
        await press(someone, "ctrl+s")
        assert "The two members have the same name" in shown(someone)
        field.value = "Thomas Weiss"
        await press(someone, "tab", "tab", "left", "enter", "ctrl+s")
        assert "Ana Ruiz teaches, Thomas Weiss learns" in shown(someone)
        assert told(someone)[-1] == "From now on: Ana Ruiz teaches, Thomas Weiss learns."
        await press(someone, "u")
        assert told(someone)[-1].startswith("Taken back: “Correct a name, or who teaches whom” of")
        assert "Tom Weiss teaches, Ana Ruiz learns" in shown(someone)

    sit(empty, script)


def test_no_pair_of_ones_own_begins_in_a_sample(home: Home) -> None:
    """It is refused before a name is asked for, and how to leave is said; the welcome refuses too."""
    home.sample.touch()

    async def script(someone: Someone) -> None:
        await press(someone, "f7", "n")
        assert isinstance(someone.app.screen, Dialog)
        assert "This is a sample to look around in" in shown(someone)
        assert "q on Home" in shown(someone)

    sit(home, script)
    assert len(journal_of(home).pairs.all()) == 1
    plan = Plan(me="Ana Ruiz", partner="Tom Weiss", role=Role.MENTEE)
    with pytest.raises(Refused, match="sample"):
        begin(journal_of(home), plan)


def test_one_more_pair_and_over_to_it(empty: Home, signed: Journal) -> None:
    """It is added beside; choosing it shows it on every screen, now and the next time."""
    first = signed.pair

    async def script(someone: Someone) -> None:
        await press(someone, "f7", "n")
        field = someone.app.screen.query_one("#partner", Input)
        field.focus()
        await write(someone, "Lou Petit")
        await press(someone, "ctrl+s")
        assert "What you write still goes to Tom Weiss and Ana Ruiz." in told(someone)[-1]
        assert journal_of(empty).pair == first
        await press(someone, "end")
        assert "OTHER PAIRS" in shown(someone)
        await press(someone, "enter")
        assert "From now on: Lou Petit and Ana Ruiz." in told(someone)[-1]
        assert "Lou Petit teaches, Ana Ruiz learns" in shown(someone)
        assert someone.app.screen.query_one(Listing).highlighted == "field-stays"
        await press(someone, "f2")
        assert "Ana and Lou" in shown(someone)

    sit(empty, script)
    assert settings.load(empty).pair == journal_of(empty).pair.id != first.id
    sit(empty, lambda someone: _shows(someone, "Ana and Lou"))


async def _shows(someone: Someone, text: str) -> None:
    assert text in shown(someone)


def test_after_a_switch_what_is_written_goes_to_the_other_pair(
    empty: Home, written: Journal
) -> None:
    """A question that was being answered for one pair is not offered in the other."""
    first = written.pair
    written.pairs.create(me="Ana Ruiz", role=Role.MENTEE, partner="Lou Petit")
    settings.change(empty, "pair", first.id)

    async def script(someone: Someone) -> None:
        await press(someone, "f7")
        await answer(someone, "why_us", "For Tom alone")
        await press(someone, "escape", "end", "enter")
        await answer(someone, "why_us", "For Lou")
        await press(someone, "ctrl+s", "end", "enter")
        at_row(someone, "field-why_us")
        await press(someone, "enter")
        assert someone.app.screen.query_one(TextArea).text == "For Tom alone"

    sit(empty, script)
    journal = journal_of(empty)
    assert journal.pair == first
    assert journal.charters.present().why_us == ""
    journal.pairs.use(journal.pairs.found("Lou"))
    assert journal.charters.present().why_us == "For Lou"


def test_the_mentoring_is_closed_and_taken_up_again(empty: Home, written: Journal) -> None:
    """What happens is said before; everything stays; f takes it up again."""
    written.actions.add("Call")

    async def script(someone: Someone) -> None:
        await press(someone, "f7")
        for keys, status in (
            (("enter",), PairStatus.CONCLUDED),
            (("tab", "enter"), PairStatus.STOPPED),
        ):
            journal_of(empty).sessions.plan(NOW + timedelta(days=3))
            someone.app.look()  # type: ignore[attr-defined]
            await settled(someone)
            await press(someone, "f")
            assert "1 planned session would be cancelled." in shown(someone)
            assert "no reason is asked" in shown(someone)
            await press(someone, *keys)
            assert journal_of(empty).pair.status is status
            assert "Kept as they are: 1 open action." in told(someone)[-1]
            assert f"Ana Ruiz learns · {status}" in shown(someone)
            await press(someone, "f")
            assert "on Saturday 21 November 2026." in shown(someone)
            await press(someone, "enter")
            assert journal_of(empty).pair.status is PairStatus.ACTIVE
            assert told(someone)[-1] == "The mentoring goes on."

    sit(empty, script)


def test_keeping_going_changes_nothing(empty: Home, written: Journal) -> None:
    """Escape leaves the question; a closing session that is missing was pointed out."""
    early = journal_of(empty, NOW - timedelta(days=9))
    written.sessions.hold(early.sessions.plan(NOW - timedelta(days=7)))
    before = empty.journal.read_bytes()

    async def script(someone: Someone) -> None:
        await press(someone, "f7", "f")
        assert "You have not held a closing session yet" in shown(someone)
        await press(someone, "escape")
        assert isinstance(someone.app.screen, PairScreen)

    sit(empty, script)
    assert empty.journal.read_bytes() == before


def test_a_review_point_is_moved(empty: Home, signed: Journal) -> None:
    """Enter or m on it asks what becomes of its session; the page follows. Elsewhere, m is nothing."""

    async def script(someone: Someone) -> None:
        await press(someone, "f7", "m")
        assert isinstance(someone.app.screen, PairScreen)
        for key in ("enter", "m"):
            assert "session 1 (Tuesday 1 December 2026), planned" in shown(someone)
            at_row(someone, "point-3")
            await settled(someone)
            await press(someone, key)
            assert "What becomes of session 1" in shown(someone)
            await press(someone, "enter")
            assert isinstance(someone.app.screen, Sheet)
            field = someone.app.screen.query(Input).first()
            field.value = "8 december 2026 at 14:00"
            await press(someone, "ctrl+s")
            assert "session 1 (Tuesday 8 December 2026), planned" in shown(someone)
            assert told(someone)[-1] == "Moved: session 1 (Tuesday 8 December). u takes it back."
            await press(someone, "u")

    sit(empty, script)


def test_a_review_point_that_is_past_shows_its_session(home: Home) -> None:
    """There is nothing to move any more."""

    async def script(someone: Someone) -> None:
        await press(someone, "f7")
        at_row(someone, "point-3")
        await settled(someone)
        await press(someone, "m")
        assert isinstance(someone.app.screen, PairScreen)
        await press(someone, "enter")
        assert isinstance(someone.app.screen, SessionScreen)
        await press(someone, "escape")
        assert isinstance(someone.app.screen, PairScreen)

    sit(home, script)


def test_a_review_point_without_a_session_asks_for_the_months(empty: Home, ours: Journal) -> None:
    """Before both have signed there is only the charter's question."""

    async def script(someone: Someone) -> None:
        await press(someone, "f7")
        at_row(someone, "point-6")
        await press(someone, "enter")
        assert someone.app.screen.query_one("#review_months", Input).value == "3, 6"

    sit(empty, script)


def test_hostile_text_is_shown_literally(empty: Home, ours: Journal) -> None:
    """Names and charter: brackets are brackets, no control is left."""
    ours.pairs.edit(partner=f"Tom {HOSTILE}")
    ours.charters.edit(ours.charters.present(), stays=HOSTILE, why_us=HOSTILE)
    ours.charters.sign(ours.charters.present())
    ours.charters.edit(ours.charters.present(), stays=f"{HOSTILE}!")

    async def script(someone: Someone) -> None:
        await press(someone, "f7")
        assert shown(someone).count("[/] [@click=app.quit]x[/]") >= 4
        await press(someone, "y")
        assert isinstance(someone.app.screen, Dialog)
        await press(someone, "escape", "f")
        assert "\x1b" not in shown(someone)
        await press(someone, "escape", "enter")
        assert isinstance(someone.app.screen, Sheet)
        await press(someone, "escape", "escape")
        assert isinstance(someone.app.screen, HomeScreen)

    sit(empty, script)


@pytest.mark.tour
@pytest.mark.parametrize("lang", ["en", "fr"])
@pytest.mark.parametrize("size", [(80, 24), (60, 20)])
def test_page_and_windows_fit(home_in: MakeHome, lang: str, size: tuple[int, int]) -> None:
    """Nothing is wider than the window, buttons of the dialogs included; the footer fits."""

    async def script(someone: Someone) -> None:
        await press(someone, "f7")
        keys = footer(someone)
        line = "  ".join(f"{key} {label}" for key, label in keys.items())
        assert len(line) < size[0] - 1
        for key in ("", "y", "f", "n", "e", "enter"):
            if key:
                await press(someone, key)
            for each in someone.app.screen.query("*"):
                assert not each.show_horizontal_scrollbar, each
                if each.display and each.region and not each.is_scrollable:
                    assert each.region.right <= size[0], (key, each, each.region)
            if key:
                await press(someone, "escape")

    sit(home_in(lang), script, size)


def test_an_empty_journal_says_how_to_begin(empty: Home) -> None:
    """F2 leads to the welcome, and so does n."""

    async def script(someone: Someone) -> None:
        await press(someone, "f7")
        assert "F2 asks a few questions" in shown(someone)
        assert list(footer(someone)) == ["^e"]
        await press(someone, "n")
        assert "Which language" in shown(someone)

    sit(empty, script)
