"""A sheet: questions, one verb, and nothing lost whatever happens in between."""

from __future__ import annotations

import threading
from datetime import date, datetime, time

import pytest

from rmjournal.app import JournalApp
from rmjournal.errors import Refused, UnknownDate, UsageProblem
from rmjournal.i18n import N_
from rmjournal.journal import Journal
from rmjournal.journal.clock import Clock
from rmjournal.model.record import Visibility
from rmjournal.paths import Home
from rmjournal.screens import chartering
from rmjournal.screens.fields import Field, Kind, Values
from rmjournal.screens.sheet import Sheet
from rmjournal.storage import settings
from rmjournal.storage.drafts import Drafts
from rmjournal.vocabulary import CHARTER
from rmjournal.widgets.keyline import KeyLine
from rmjournal.widgets.plain import plain
from rmjournal.widgets.words import Words
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

FIELDS = (
    Field("text", "What", hint="a few words"),
    Field("due", "Until", Kind.DAY),
    Field("note", "Note", Kind.TEXT),
    Field("owner", "Who", Kind.CHOICE, "me", options=(("me", "Judith"), ("you", "Rhona"))),
    Field("minutes", "Minutes", Kind.NUMBER, "10"),
)
HOSTILE = "[/] [@click=app.quit]x[/] \x1b]52;c;eA==\x07 \u202e"


class Kept:
    """What became of a sheet: each call of its verb, and what it returned."""

    def __init__(self) -> None:
        self.calls: list[dict[str, object]] = []
        self.results: list[object] = []
        self.refusals = 0

    def verb(self, _journal: Journal, values: Values) -> str:
        """Refuses as often as it is told to; else notes the answers."""
        if self.refusals:
            self.refusals -= 1
            raise Refused(N_("No session is planned yet."), todo=N_("Plan one first."))
        if not values.text("text"):
            raise UsageProblem(N_("Nothing was said."), todo=N_("Write a few words."))
        self.calls.append({
            "text": values.text("text"), "due": values.day("due"), "note": values.text("note"),
            "owner": values.text("owner"), "minutes": values.number("minutes"),
            "readers": values.readers,
        })  # fmt: skip
        return "done"


async def opened(someone: Someone, kept: Kept, **more: object) -> Sheet[str]:
    """A sheet before someone."""
    sheet = Sheet(plain("A sheet"), FIELDS, kept.verb, draft="a-sheet", **more)  # type: ignore[arg-type]
    someone.app.push_screen(sheet, kept.results.append)
    await settled(someone)
    return sheet


def drafts(home: Home) -> dict[str, dict[str, str]]:
    """What is kept on disk of what was typed."""
    return Drafts(home).all()


def test_answers_reach_the_verb_as_typed_and_the_draft_ends(home: Home) -> None:
    """Texts byte for byte, dates and numbers read; Enter goes on and saves from the last line."""
    kept = Kept()

    async def script(someone: Someone) -> None:
        await opened(someone, kept)
        await write(someone, HOSTILE.replace("\x1b", "").replace("\x07", ""))
        await press(someone, "enter")
        await write(someone, "next tuesday")
        assert "→ Tuesday 24 November" in shown(someone)
        await press(someone, "enter")
        await write(someone, "  two\n\nlines ")
        await press(someone, "tab", "right", "enter", "tab")
        await press(someone, "enter")

    sit(home, script)
    assert kept.calls == [{
        "text": HOSTILE.replace("\x1b", "").replace("\x07", ""), "due": date(2026, 11, 24),
        "note": "  two\n\nlines ", "owner": "you", "minutes": 10, "readers": "pair",
    }]  # fmt: skip
    assert kept.results == ["done"]
    assert "a-sheet" not in drafts(home)


def test_a_wrong_answer_is_met_on_the_sheet(home: Home) -> None:
    """What is off is said where one is, with what to write instead, and everything is still there."""
    kept = Kept()

    async def script(someone: Someone) -> None:
        for field, text, right, said in (
            ("text", "", "Call the night shift", "Nothing was said."),
            ("due", "someday maybe", "", "“someday maybe” is not understood"),
            ("minutes", "ten", "45", "“ten” is not a whole number."),
        ):
            sheet = await opened(someone, kept)
            await write(someone, "Call the night shift")
            sheet._set(field, text)
            await press(someone, "ctrl+s")
            assert someone.app.screen is sheet
            assert said in shown(someone)
            sheet._set(field, right)
            await press(someone, "ctrl+s")
            assert said not in shown(someone)

    sit(home, script)
    assert [each["text"] for each in kept.calls] == ["Call the night shift"] * 3


def test_a_refusal_loses_nothing_and_can_be_tried_again(home: Home) -> None:
    """The draft ends only when the verb carried."""
    kept = Kept()
    kept.refusals = 1

    async def script(someone: Someone) -> None:
        sheet = await opened(someone, kept)
        await write(someone, "Call the night shift")
        await press(someone, "ctrl+s")
        assert "No session is planned yet." in shown(someone)
        sheet.keep()
        assert drafts(home)["a-sheet"] == {"text": "Call the night shift"}
        await press(someone, "ctrl+s")

    sit(home, script)
    assert kept.results == ["done"]
    assert "a-sheet" not in drafts(home)


def test_escape_keeps_the_draft_says_so_and_it_comes_back(home: Home) -> None:
    """Closing is never throwing away; what was not touched is not kept."""
    kept = Kept()

    async def script(someone: Someone) -> None:
        await opened(someone, kept)
        await write(someone, "Call the night shift")
        await press(someone, "escape")
        assert told(someone)[-1].startswith("Your draft is kept")
        assert drafts(home)["a-sheet"] == {"text": "Call the night shift"}
        sheet = await opened(someone, kept)
        assert sheet.values.text("text") == "Call the night shift"
        assert "what you had begun" in shown(someone)
        await press(someone, "exclamation_mark")
        assert sheet.values.text("text") == "Call the night shift!"
        sheet._set("text", "")
        await press(someone, "escape")
        assert "a-sheet" not in drafts(home)

    sit(home, script)
    assert kept.results == [None, None]
    assert not kept.calls


def test_another_language_waits_until_the_sheet_is_closed(home: Home) -> None:
    """What is typed stays, in a sheet that is said in one language; then all is in the other."""
    kept = Kept()

    async def script(someone: Someone) -> None:
        await opened(someone, kept)
        await write(someone, "Half a")
        await press(someone, "ctrl+p")
        await write(someone, "Français")
        await press(someone, "enter")
        assert told(someone)[-1] == "Language: Français, once this window is closed."
        await write(someone, " sentence")
        assert footer(someone)["^s"] == "Save"
        await press(someone, "ctrl+s")
        assert footer(someone)["F2"] == "Accueil"
        assert "PROCHAINE SÉANCE" in shown(someone)

    sit(home, script)
    assert [each["text"] for each in kept.calls] == ["Half a sentence"]
    assert settings.load(home).lang == "fr"


def test_what_a_change_takes_back_is_said_first(home: Home) -> None:
    """Only a second save carries, and only if it still says the same."""
    kept = Kept()
    notices = iter(["One agreement falls.", "Two agreements fall.", "Two agreements fall."])

    async def script(someone: Someone) -> None:
        sheet = await opened(someone, kept, warn=lambda _journal, _values: next(notices))
        await write(someone, "Call the night shift")
        for said in ("One agreement falls.", "Two agreements fall."):
            await press(someone, "ctrl+s")
            assert said in shown(someone)
            assert someone.app.screen is sheet
            assert not kept.calls
        await press(someone, "ctrl+s")

    sit(home, script)
    assert kept.results == ["done"]


def test_who_reads_is_said_and_chosen(home_in: MakeHome) -> None:
    """In the words that are used everywhere; the choice is part of the draft."""
    kept = Kept()
    both = (Visibility.PAIR, Visibility.PRIVATE)

    async def script(someone: Someone) -> None:
        await opened(someone, kept, offered=both)
        assert "NOUS DEUX" in shown(someone)
        await press(someone, "ctrl+r")
        assert "MOI UNIQUEMENT" in shown(someone)
        await write(someone, "Appeler l’équipe de nuit")
        await press(someone, "escape")
        await opened(someone, kept, offered=both)
        assert "MOI UNIQUEMENT" in shown(someone)
        await press(someone, "ctrl+s")

    sit(home_in("fr"), script)
    assert [each["readers"] for each in kept.calls] == ["private"]


def test_everything_fits_a_small_terminal(home: Home) -> None:
    """At 60 columns by 20 lines the buttons are still in view."""
    kept = Kept()

    async def script(someone: Someone) -> None:
        sheet = await opened(someone, kept)
        save = sheet.query_one("#sheet-save")
        assert save.region.bottom <= 20
        assert save.region.height == 1

    sit(home, script, size=(60, 20))


def test_nothing_typed_is_lost_when_the_app_ends(home: Home) -> None:
    """Whatever ends the program keeps what is on the sheet first, at once."""
    kept = Kept()

    async def script(someone: Someone) -> None:
        await opened(someone, kept)
        await write(someone, "Call the night shift")
        app = someone.app
        assert isinstance(app, JournalApp)
        app.keep()

    sit(home, script)
    assert drafts(home)["a-sheet"] == {"text": "Call the night shift"}


def values(text: str, kind: Kind, **more: object) -> Values:
    """One answer, to be read in the evening of 21 November 2026."""
    field = Field("x", "X", kind, **more)  # type: ignore[arg-type]
    return Values((field,), {"x": text}, Clock("Europe/Paris", NOW), "pair")


def test_a_moment_without_an_hour_is_at_the_usual_one() -> None:
    """And what is typed wins over it."""
    usual = {"usual": time(16, 30)}
    assert values("next tuesday", Kind.MOMENT, **usual).moment("x") == datetime(
        2026, 11, 24, 16, 30
    )
    assert values("next tuesday 9:00", Kind.MOMENT, **usual).moment("x") == datetime(
        2026, 11, 24, 9
    )
    assert values("", Kind.MOMENT).moment("x") is None


def test_what_is_not_understood_is_refused() -> None:
    """A date is never guessed, and a number is one."""
    with pytest.raises(UnknownDate):
        values("soon", Kind.DAY).day("x")
    with pytest.raises(UsageProblem):
        values("-5", Kind.NUMBER).number("x")
    assert (values("1" * 5000, Kind.NUMBER).number("x") or 0) > 10**8, "left for the verb to refuse"


def test_only_what_was_changed_counts_as_changed() -> None:
    """An untouched field is left alone by an edit."""
    fields = (Field("a", "A", value="same"), Field("b", "B", value="old"))
    found = Values(fields, {"a": "same", "b": "new"}, Clock("Europe/Paris", NOW), "")
    assert found.changed() == {"b": "new"}
    assert found.changed("a") == {}


def test_the_buttons_stay_in_view(home: Home) -> None:
    """However much is asked and whatever is refused, the questions scroll and the buttons do not.

    The keys of the sheet stand in the place of those of the screen beneath, the draft's state apart.
    """
    many = tuple(Field(f"text-{n}", f"Question {n}", Kind.TEXT) for n in range(9))

    def refuse(_journal: Journal, _values: Values) -> str:
        raise Refused(N_("No session is planned yet."), todo=N_("Plan one first."))

    async def script(someone: Someone) -> None:
        sheet = Sheet(plain("Much"), many, refuse, draft="much")
        someone.app.push_screen(sheet)
        await settled(someone)
        assert sheet.region.contains_region(sheet.query_one("#sheet-save").region)
        await press(someone, "ctrl+s")
        problem, button = sheet.query_one("#sheet-problem"), sheet.query_one("#sheet-save")
        keys = sheet.query_one(KeyLine)
        assert sheet.region.contains_region(problem.region)
        assert problem.region.bottom < button.region.y < keys.region.y
        await write(someone, "So much")
        sheet.draft_kept()
        await someone.resize_terminal(80, 20)
        await settled(someone)
        assert button.region.y < keys.region.y - 1
        assert "Draft kept at" in shown(someone)
        assert keys.render().plain.strip() == "^s Save  Esc Close (draft kept)"
        beneath = someone.app.screen_stack[-2].query_one(KeyLine)
        assert keys.region.contains_region(beneath.region)

    sit(home, script)


@pytest.mark.parametrize("key", ["escape", "f2"])
def test_what_is_being_saved_is_no_draft_any_more(home: Home, key: str) -> None:
    """Whoever leaves before the disk has answered is not offered again what was kept."""
    kept, go_on = Kept(), threading.Event()

    def slow(journal: Journal, values: Values) -> str:
        go_on.wait(5)
        return kept.verb(journal, values)

    async def script(someone: Someone) -> None:
        sheet = Sheet(plain("A sheet"), FIELDS, slow, draft="a-sheet")
        someone.app.push_screen(sheet, kept.results.append)
        await settled(someone)
        await write(someone, "Once")
        await someone.press("ctrl+s", key)
        go_on.set()
        await settled(someone)
        assert sheet not in someone.app.screen_stack

    sit(home, script)
    assert [each["text"] for each in kept.calls] == ["Once"]
    assert drafts(home) == {}


@pytest.mark.parametrize("lang", ["en", "fr"])
def test_no_name_of_a_field_is_cut(home_in: MakeHome, lang: str) -> None:
    """Whichever sheet one opens, or question of the charter, in either language."""

    async def script(someone: Someone) -> None:
        for place, keys in (("f3", "ne"), ("f4", "ne"), ("f6", "lab"), ("f7", "en")):
            for key in keys:
                await press(someone, place, key)
                sheet = someone.app.screen
                assert isinstance(sheet, Sheet)
                for each in sheet.query(".line-label").results(Words):
                    assert len(each.said) <= each.content_size.width, each.said
                await press(someone, "escape")
        frame = chartering.frame(journal_of(home))
        assert frame is not None
        for name in CHARTER:
            question = chartering.sheet(frame, name)
            someone.app.push_screen(question)
            await settled(someone)
            for each in question.query(".line-label").results(Words):
                assert len(each.said) <= each.content_size.width, each.said
            await press(someone, "escape")

    home = home_in(lang)
    sit(home, script)
