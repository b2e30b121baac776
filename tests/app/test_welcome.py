"""The welcome: from an empty home to Home by keys alone, and the doors beside."""

from __future__ import annotations

import tempfile
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from textual.widgets import Input

from rmjournal import i18n, paths
from rmjournal.app import JournalApp
from rmjournal.keys import EVERYWHERE, KEYS
from rmjournal.model.pair import Role
from rmjournal.paths import Home
from rmjournal.screens.home import HomeScreen
from rmjournal.screens.sheet import Sheet
from rmjournal.screens.welcome import WelcomeScreen
from rmjournal.storage import settings
from rmjournal.storage.drafts import Drafts
from rmjournal.widgets.keyline import KeyLine
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

HOSTILE = "[/] [@click=app.quit]x[/] \x1b]52;c;eA==\x07\u202eyo"


NAMES = ("Every … weeks", "Minutes each time", "For … months", "Since")
"""The fields of the rhythm, in their order."""


def step(someone: Someone) -> str:
    """The question that is asked."""
    screen = someone.app.screen
    assert isinstance(screen, WelcomeScreen)
    return screen.step


async def to_names(someone: Someone) -> None:
    """English, our own pair, and the other teaches."""
    await press(someone, "enter", "enter", "right", "enter")
    assert step(someone) == "names"


async def to_rhythm(someone: Someone) -> None:
    """The names of Ana and Tom."""
    await to_names(someone)
    await write(someone, "Ana Ruiz")
    await press(someone, "enter")
    await write(someone, "Tom Weiss")
    await press(someone, "enter")
    assert step(someone) == "rhythm"


def test_by_keys_alone_to_home(empty: Home) -> None:
    """A language, who teaches, two names, Enter four times, a date; then Home has the session."""

    async def script(someone: Someone) -> None:
        assert "Which language do you prefer?" in shown(someone)
        assert "Quelle langue préférez-vous" in shown(someone)
        await to_rhythm(someone)
        assert "Tom Weiss teaches, Ana Ruiz learns: every 3 weeks, 45\u00a0min" in shown(someone)
        assert "from 21 November 2026 to 21 August 2027." in shown(someone)
        await press(someone, "enter")
        assert step(someone) == "first"
        await write(someone, "friday 10:30")
        assert "→ Friday 27 November 2026 at 10:30" in shown(someone)
        await press(someone, "enter")
        assert isinstance(someone.app.screen, HomeScreen)
        assert "Friday 27 November at 10:30" in shown(someone)
        assert "Tom Weiss teaches, Ana Ruiz learns" in told(someone)[-1]

    app = sit(empty, script)
    journal = journal_of(empty)
    assert (journal.pair.my_role, journal.pair.partner.name) == (Role.MENTEE, "Tom Weiss")
    assert [each.starts for each in journal.sessions.all()] == [datetime(2026, 11, 27, 10, 30)]
    assert app.door.drafts.all() == {}
    assert settings.load(empty).pair == journal.pair.id


def test_en_francais_jusqu_a_l_accueil(empty: Home) -> None:
    """The same in French, chosen on the first page, which speaks both."""

    async def script(someone: Someone) -> None:
        await press(someone, "tab", "enter")
        assert "n’est pas encore chiffré" in shown(someone)
        assert str(empty.journal) in shown(someone)
        await press(someone, "enter")
        assert "Qui transmet" in shown(someone)
        await press(someone, "enter")
        await write(someone, "Karim Belaïd")
        await press(someone, "enter")
        await write(someone, "Hélène Marceau")
        assert "Vous transmettez, Hélène apprend." in shown(someone)
        await press(someone, "enter", "enter")
        assert "Karim Belaïd transmet, Hélène Marceau apprend" in shown(someone)
        await write(someone, "mardi prochain à 14h")
        assert "→ mardi 24\u00a0novembre 2026 à 14\u00a0h" in shown(someone)
        await press(someone, "enter")
        assert "PROCHAINE SÉANCE" in shown(someone)
        assert footer(someone)["F2"] == "Accueil"

    sit(empty, script)
    assert settings.load(empty).lang == "fr"
    assert journal_of(empty).pair.my_role is Role.MENTOR


def test_before_the_first_letter_it_says_who_can_read(empty: Home) -> None:
    """Where the file is, that nothing is sent, and what is not protected; nothing is written yet.

    The first session may be left out in the end; Home asks for it then.
    """

    async def script(someone: Someone) -> None:
        await press(someone, "enter")
        assert not someone.app.screen.query(Input)
        for text in (
            str(empty.journal),
            "Nothing is sent anywhere",
            "not encrypted yet: whoever opens your session can read it",
        ):
            assert text in shown(someone)
        assert not empty.journal.exists()
        await press(someone, "enter", "enter")
        assert "THE TWO OF US" in shown(someone)
        await write(someone, "Ana Ruiz")
        await press(someone, "enter")
        await write(someone, "Tom Weiss")
        await press(someone, "enter", "enter", "enter")
        assert "No session is planned yet" in shown(someone)

    sit(empty, script)
    assert journal_of(empty).sessions.all() == []


def test_names_that_cannot_be_are_met_with_a_sentence(empty: Home) -> None:
    """What was typed stays there to be corrected, and one is where a name is missing, or was typed."""

    async def script(someone: Someone) -> None:
        await to_names(someone)
        fields = list(someone.app.screen.query(Input))
        for me, partner, problem, mended in (
            ("", "Tom", "A name is missing", [" X", "Tom"]),
            ("Ana", "", "A name is missing", ["Ana", " X"]),
            ("Ana", "ana", "The two members have the same name", ["Ana", "ana X"]),
        ):
            for field in fields:
                field.value = ""
            fields[0].focus()
            await write(someone, me)
            await press(someone, "enter")
            await write(someone, partner)
            await press(someone, "enter")
            assert step(someone) == "names"
            assert problem in shown(someone)
            assert [each.value for each in someone.app.screen.query(Input)] == [me, partner]
            await write(someone, " X")
            assert problem not in shown(someone)
            assert [each.value for each in fields] == mended

    sit(empty, script)


RHYTHMS_THAT_CANNOT_BE = (
    (0, "often", "“often” is not a whole number"),
    (0, "0", "The weeks between sessions: the number is out of range"),
    (1, "5", "The minutes of a session: the number is out of range"),
    (1, "-1", "“-1” is not a whole number"),
    (2, "99", "The number of months: the number is out of range"),
    (3, "soon", "soon"),
    (3, "yesterday 2pm", "has an hour"),
)
"""Which field, what is typed there, and what is said about it."""


def test_a_rhythm_that_cannot_be_is_met_with_a_sentence(empty: Home) -> None:
    """Each field says what is off; the others keep what they have; an emptied number is the usual one."""

    async def script(someone: Someone) -> None:
        await to_rhythm(someone)
        fields = list(someone.app.screen.query(Input))
        usual = [each.value for each in fields]
        for at, typed, problem in RHYTHMS_THAT_CANNOT_BE:
            field = fields[at]
            field.focus()
            field.value = ""
            await write(someone, typed)
            await press(someone, *["enter"] * (4 - at))
            assert step(someone) == "rhythm"
            assert problem in shown(someone)
            assert field.value == typed
            assert "! " in shown(someone)
            assert someone.app.focused is field
            if "out of range" not in problem:
                assert f"! {NAMES[at]}: “{typed}”" in shown(someone)
                assert not someone.app.screen.query_one("#echo").display
            field.value = usual[at]
            await settled(someone)
            assert "! " not in shown(someone)
            assert [each.value for each in fields] == usual
        for each in fields:
            each.value = ""
        fields[-1].focus()
        await press(someone, "enter", "enter")
        assert isinstance(someone.app.screen, HomeScreen)

    sit(empty, script)
    charter = journal_of(empty).charters.present()
    assert (charter.every_weeks, charter.minutes, charter.end) == (3, 45, date(2027, 8, 21))


def test_two_hasty_enters_pass_over_no_question(empty: Home) -> None:
    """A key that repeats asks for the next question, not for the one after it."""

    async def script(someone: Someone) -> None:
        await to_names(someone)
        screen = someone.app.screen
        assert isinstance(screen, WelcomeScreen)
        screen.said |= {"me": "Ana Ruiz", "partner": "Tom Weiss"}
        answer = screen._foreseeing("names")(journal_of(empty))
        await screen._foresaw("names", answer)
        await screen._foresaw("names", answer)
        assert step(someone) == "rhythm"

    sit(empty, script)


def test_a_date_that_is_not_understood_creates_nothing(empty: Home) -> None:
    """It says how to write one; the pair waits for it."""

    async def script(someone: Someone) -> None:
        await to_rhythm(someone)
        await press(someone, "enter")
        for typed in ("whenever", "3/4", "sunday 28 march 2027 at 2:30", "yesterday"):
            someone.app.screen.query_one(Input).value = ""
            await write(someone, typed)
            await press(someone, "enter")
            assert step(someone) == "first"
            assert "! " in shown(someone), typed
            assert not empty.journal.exists()
        someone.app.screen.query_one(Input).value = "tomorrow 9:00"
        await press(someone, "enter")
        assert isinstance(someone.app.screen, HomeScreen)

    sit(empty, script)


def test_a_first_session_lies_within_the_mentoring(empty: Home) -> None:
    """Its day without a year is read as the start was; one after the end is asked for twice."""

    async def script(someone: Someone) -> None:
        await to_rhythm(someone)
        someone.app.screen.query_one("#start", Input).value = "15 november"
        await press(someone, "enter")
        field = someone.app.screen.query_one(Input)
        field.value = "20 november 14:00"
        await press(someone, "enter")
        assert "→ Friday 20 November 2026 at 14:00" in shown(someone)
        assert "! That moment has passed" in shown(someone)
        for typed in ("1 september 2027", "2 september 2027"):
            field.value = typed
            await press(someone, "enter")
            assert "! That is after the end of your mentoring" in shown(someone), typed
            assert not empty.journal.exists()
        await press(someone, "enter")
        assert isinstance(someone.app.screen, HomeScreen)

    sit(empty, script)
    journal = journal_of(empty)
    assert [each.starts for each in journal.sessions.all()] == [datetime(2027, 9, 2, 14)]


def test_each_step_can_be_gone_back_to(empty: Home) -> None:
    """Escape goes back one step at a time, and what was answered is there still."""

    async def script(someone: Someone) -> None:
        await to_rhythm(someone)
        await press(someone, "escape")
        assert [each.value for each in someone.app.screen.query(Input)] == ["Ana Ruiz", "Tom Weiss"]
        assert "Tom teaches, you learn." in shown(someone)
        await press(someone, "escape")
        assert step(someone) == "teaching"
        focused = someone.app.focused
        assert focused is not None
        assert focused.id == "teaching-other"
        await press(someone, "shift+tab", "enter")
        assert "You teach, Tom learns." in shown(someone)
        await press(someone, "escape", "escape", "escape")
        assert step(someone) == "language"
        await press(someone, "escape")
        assert "Ctrl-Q" in told(someone)[-1]
        assert step(someone) == "language"

    sit(empty, script)


def test_the_first_question_offers_no_way_back(empty: Home) -> None:
    """There is none; how to leave stands in its place, and on the next question Escape goes back.

    Enter stands beside it: who never used such a program is not left to guess.
    """

    def keys(someone: Someone) -> str:
        return someone.app.screen.query_one(KeyLine).render().plain.strip()

    async def script(someone: Someone) -> None:
        assert keys(someone) == "Enter Choose  ^q Quit"
        await press(someone, "enter")
        assert keys(someone) == "Enter Choose  Esc Back"
        await press(someone, "escape")
        assert keys(someone) == "Enter Choose  ^q Quit"

    sit(empty, script)


def test_closing_keeps_what_was_answered(empty: Home) -> None:
    """The next time begins where one left off."""

    async def begin(someone: Someone) -> None:
        await to_names(someone)
        await write(someone, "Ana Ruiz")
        await press(someone, "ctrl+q")

    async def go_on(someone: Someone) -> None:
        assert step(someone) == "names"
        assert [each.value for each in someone.app.screen.query(Input)] == ["Ana Ruiz", ""]
        assert "You are where you left off" in told(someone)[-1]

    sit(empty, begin)
    sit(empty, go_on)


def test_another_screen_and_back_keeps_it_too(empty: Home) -> None:
    """Help lies over it; F2 and Escape come back to the same question, answered yet or not."""

    async def script(someone: Someone) -> None:
        await press(someone, "enter", "f7", "escape")
        assert step(someone) == "begin"
        assert told(someone) == []
        await press(someone, "enter", "right", "enter")
        assert step(someone) == "names"
        await write(someone, "Ana Ruiz")
        await press(someone, "f1")
        assert "Go back one step" in shown(someone)
        await press(someone, "escape", "f7")
        assert "F2 asks a few questions" in shown(someone)
        await press(someone, "f2")
        assert step(someone) == "names"
        assert someone.app.screen.query(Input).first().value == "Ana Ruiz"

    sit(empty, script)


def test_help_shows_what_there_is_use_for_before_there_is_a_journal(empty: Home) -> None:
    """Settings and an exchange, which a pair can come from; no page that only says how to begin."""

    async def script(someone: Someone) -> None:
        await press(someone, "f1")
        for each in KEYS[EVERYWHERE]:
            there = each.key in ("f1", "f10", "ctrl+e", "ctrl+p", "ctrl+q")
            assert (each.tip in shown(someone)) is there, each

    sit(empty, script)


def test_the_language_can_change_on_the_way(empty: Home) -> None:
    """What was typed stays, the question is asked anew."""

    async def script(someone: Someone) -> None:
        await to_names(someone)
        await write(someone, "Ana Ruiz")
        await someone.app.speak("fr")  # type: ignore[attr-defined]
        await settled(someone)
        assert "Quels sont vos deux noms" in shown(someone)
        assert someone.app.screen.query(Input).first().value == "Ana Ruiz"

    sit(empty, script)


def test_hostile_names_are_shown_literally(empty: Home) -> None:
    """Brackets are brackets, and no control is left on the screen."""

    async def script(someone: Someone) -> None:
        await to_names(someone)
        fields = list(someone.app.screen.query(Input))
        fields[0].value, fields[1].value = HOSTILE, "Tom [b]"
        await settled(someone)
        await press(someone, "enter", "enter")
        assert step(someone) == "rhythm"
        assert "[/] [@click=app.quit]x[/]" in shown(someone)
        assert "\x1b" not in shown(someone)
        assert "\u202e" not in shown(someone)
        await press(someone, "enter", "enter")
        assert isinstance(someone.app.screen, HomeScreen)

    sit(empty, script)


def test_a_pair_begun_elsewhere_ends_the_welcome(empty: Home) -> None:
    """A command that creates it meanwhile is noticed, and Home is shown."""

    async def script(someone: Someone) -> None:
        await to_names(someone)
        journal_of(empty).pairs.create(me="Ana", role=Role.MENTEE, partner="Tom")
        someone.app.look()  # type: ignore[attr-defined]
        await settled(someone)
        assert isinstance(someone.app.screen, HomeScreen)

    sit(empty, script)


def test_undoing_all_of_it_welcomes_again(empty: Home) -> None:
    """U on the new Home names what would go and the way back; only then the pair is gone."""

    async def script(someone: Someone) -> None:
        await to_rhythm(someone)
        await press(someone, "enter", "enter", "u")
        asked = shown(someone)
        assert "With it would go the pair of" in asked
        assert "^g, “Earlier states”, brings all of it back." in asked
        for closing in ("escape", "enter"):
            await press(someone, closing)
            assert len(journal_of(empty).pairs.all()) == 1
            await press(someone, "u")
        await press(someone, "shift+tab", "enter")
        assert step(someone) == "language"
        assert "Earlier states" in told(someone)[-1]

    sit(empty, script)
    assert journal_of(empty).pairs.all() == []


# The doors


async def through(someone: Someone, door: str) -> None:
    """Past the language, to the door of that name, and through it."""
    await press(someone, "enter")
    someone.app.screen.query_one(f"#door-{door}").focus()
    await press(someone, "enter")


def test_a_sample_to_look_around_in(
    empty: Home, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It says that it is one and how to leave; what is done in it leaves one's own home empty.

    It is dated as of now, by the clock of the settings: its next session is still to come.
    """
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))

    async def script(someone: Someone) -> None:
        await through(someone, "sample")
        assert isinstance(someone.app.screen, HomeScreen)
        assert "A sample pair, in a journal of its own. Yours is untouched." in shown(someone)
        assert "q on Home leaves it" in told(someone)[-1]
        assert "Judith and Rhona" in shown(someone)
        assert isinstance(someone.app, JournalApp)
        assert someone.app.door.home != empty
        await press(someone, "t", "q")
        assert step(someone) == "begin"
        assert someone.app.door.home == empty

    sit(empty, script)
    assert not empty.journal.exists()
    (found,) = tmp_path.glob("rmjournal-demo-*/journal.json")
    upcoming = journal_of(paths.home(str(found.parent))).sessions.next()
    assert upcoming is not None
    assert upcoming.when is not None
    assert NOW < upcoming.when < NOW + timedelta(days=60)


def test_a_sample_comes_back_to_the_question_one_was_at(
    empty: Home, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What was answered before the visit is kept."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))

    async def script(someone: Someone) -> None:
        await to_names(someone)
        await write(someone, "Ana Ruiz")
        await press(someone, "escape", "escape")
        someone.app.screen.query_one("#door-sample").focus()
        await press(someone, "enter", "q")
        assert told(someone)[-1] == "You are where you left off; what you answered is kept."
        await press(someone, "enter", "enter")
        assert step(someone) == "names"
        assert someone.app.screen.query(Input).first().value == "Ana Ruiz"

    sit(empty, script)


def test_a_sample_that_was_opened_alone_ends_the_program(home: Home) -> None:
    """There is no journal to go back to."""
    (home.data / ".rmjournal-sample").touch()

    async def script(someone: Someone) -> None:
        focused = someone.app.focused
        assert focused is not None
        assert focused.id == "step-step"
        await press(someone, "q")
        assert someone.app._exit

    sit(home, script)


def test_my_own_journal_has_no_way_out_of_a_sample(home: Home) -> None:
    """Q does nothing in it."""

    async def script(someone: Someone) -> None:
        assert not someone.app.screen.query("#sample-leave")
        await press(someone, "q")
        assert isinstance(someone.app.screen, HomeScreen)

    sit(home, script)


def test_a_journal_from_elsewhere(empty: Home, home_in: MakeHome) -> None:
    """First it says what it holds, then it copies; the original is as it was."""
    there = home_in("en").journal
    before = there.read_bytes()

    async def script(someone: Someone) -> None:
        await through(someone, "bring")
        await write(someone, str(there.parent))
        await press(someone, "enter")
        assert "\nIt holds: Judith Garrick and Rhona Bello, 13 sessions" in shown(someone)
        assert "To go on: “Copy it here” once more." in shown(someone)
        assert not empty.journal.exists()
        await press(someone, "ctrl+s")
        assert isinstance(someone.app.screen, HomeScreen)
        assert "Judith and Rhona" in shown(someone)
        assert "The original is as it was." in told(someone)[-1]

    sit(empty, script)
    assert there.read_bytes() == before
    assert journal_of(empty).pair.myself.name == "Judith Garrick"
    assert Drafts(empty).all() == {}


def test_a_path_that_leads_to_no_journal(empty: Home, tmp_path: Path) -> None:
    """It is said on the sheet, with what was typed still there; Escape keeps it.

    The sheet names no readers: it is about no one's words.
    """
    (tmp_path / "notes.txt").write_text("[/] not a journal")

    async def script(someone: Someone) -> None:
        await press(someone, "enter")
        for typed in ("", "/nowhere/at/all", str(tmp_path), str(tmp_path / "notes.txt")):
            someone.app.screen.query_one("#door-bring").focus()
            await press(someone, "enter")
            assert isinstance(someone.app.screen, Sheet)
            assert "THE TWO OF US" not in shown(someone)
            someone.app.screen.query_one(Input).value = ""
            await write(someone, typed)
            await press(someone, "enter")
            assert "! " in shown(someone), typed
            assert someone.app.screen.query_one(Input).value == typed
            await press(someone, "escape")
            assert step(someone) == "begin"
            assert not empty.journal.exists()

    sit(empty, script)


def test_an_invitation_is_met_honestly(empty: Home) -> None:
    """The command that accepts it is named; one's own pair can begin meanwhile."""

    async def script(someone: Someone) -> None:
        await through(someone, "invited")
        assert "rmjournal exchange accept FILE" in shown(someone).replace("\n", " ")
        await press(someone, "tab", "enter")
        assert step(someone) == "teaching"
        await press(someone, "escape")
        assert step(someone) == "begin"

    sit(empty, script)


@pytest.mark.tour
@pytest.mark.parametrize("lang", ["en", "fr"])
@pytest.mark.parametrize("size", [(80, 24), (60, 20)])
def test_every_step_fits(empty: Home, lang: str, size: tuple[int, int]) -> None:
    """Nothing is wider than the window, and the footer fits, in both languages."""
    i18n.use(lang)

    async def script(someone: Someone) -> None:
        screen = someone.app.screen
        assert isinstance(screen, WelcomeScreen)
        screen.said |= {"teaches": "me", "me": "Ana Ruiz", "partner": "Tom Weiss"}
        for name in ("language", "begin", "teaching", "names", "rhythm", "first"):
            await screen._go(name)
            await settled(someone)
            for each in screen.query("*"):
                assert not each.show_horizontal_scrollbar, each
                if each.display and each.region and not each.is_scrollable:
                    assert each.region.right <= size[0], (name, each, each.region)

    sit(empty, script, size)


def test_one_may_leave_while_the_next_step_is_on_its_way(empty: Home) -> None:
    """Enter and F2 right after it: the program goes on, and so does the welcome."""

    async def script(someone: Someone) -> None:
        await press(someone, "enter")
        left = someone.app.screen
        assert isinstance(left, WelcomeScreen)
        someone.app.go("home")  # type: ignore[attr-defined]
        await left.action_next()
        await settled(someone)
        assert someone.app.screen is not left
        assert isinstance(someone.app.screen, WelcomeScreen)

    sit(empty, script)
