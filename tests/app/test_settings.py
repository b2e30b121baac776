"""Settings: chosen once, in force at once; and every key can be another."""

from __future__ import annotations

import threading
from typing import cast

import pytest
from textual.widgets import Input

from rmjournal import rekeying
from rmjournal.app import JournalApp
from rmjournal.errors import CannotWrite, UsageProblem
from rmjournal.i18n import N_
from rmjournal.journal import Journal
from rmjournal.model.pair import Role
from rmjournal.paths import Home
from rmjournal.screens.help import HelpScreen
from rmjournal.screens.home import HomeScreen
from rmjournal.screens.learnings import LearningsScreen
from rmjournal.screens.settings import SettingsScreen
from rmjournal.screens.sheet import Sheet
from rmjournal.storage import settings
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
from tests.conftest import EDITOR


async def open_setting(someone: Someone, name: str) -> None:
    """Enter on a setting."""
    assert someone.app.screen.query_one("#settings", Listing).go_to(name)
    await press(someone, "enter")


def buttons(someone: Someone) -> list[str]:
    """What the buttons of the screen in front say."""
    return [each.label.plain for each in someone.app.screen.query(Push)]


def test_language_and_colours_change_at_once(home: Home) -> None:
    """And are kept; of what there is to choose from, what is so now has a mark, and Enter keeps it."""

    async def script(someone: Someone) -> None:
        await press(someone, "f10")
        await open_setting(someone, "theme")
        assert buttons(someone)[:2] == ["( ) Light colours", "(•) Dark colours"]
        await press(someone, "enter")
        assert someone.app.theme == settings.load(home).theme == "dark"  # as it was
        await open_setting(someone, "theme")
        await press(someone, "up", "enter")
        assert someone.app.theme == settings.load(home).theme == "light"
        await open_setting(someone, "lang")
        assert buttons(someone)[:2] == ["(•) English", "( ) Français"]
        await press(someone, "tab", "enter")
        assert settings.load(home).lang == "fr"
        assert "Réglages" in shown(someone)

    sit(home, script)


def test_what_new_sessions_are_planned_with_is_in_the_charter(home: Home) -> None:
    """The two settled it: it is shown, and leads to the question, which says what a change costs."""

    async def script(someone: Someone) -> None:
        await press(someone, "f10")
        assert "45\u00a0min (in your charter)" in shown(someone)
        await open_setting(someone, "minutes")
        someone.app.screen.query_one("#minutes", Input).value = "50"
        await press(someone, "ctrl+s")
        assert "signed" in shown(someone)
        await press(someone, "ctrl+s")
        assert "50\u00a0min (in your charter)" in shown(someone)

    sit(home, script)
    assert journal_of(home).sessions.usual_minutes() == 50


def test_a_wrong_time_zone_is_met_on_the_sheet(home: Home) -> None:
    """The right one is in force from the next question on."""

    async def script(someone: Someone) -> None:
        await press(someone, "f10")
        await open_setting(someone, "timezone")
        field = someone.app.screen.query_one("#value", Input)
        field.value = "Mars/Olympus"
        await press(someone, "ctrl+s")
        assert isinstance(someone.app.screen, Sheet)
        assert "Mars/Olympus" in shown(someone)
        field.value = "Pacific/Auckland"
        await press(someone, "ctrl+s")
        assert settings.load(home).timezone == "Pacific/Auckland"
        assert someone.app.door.clock.zone == "Pacific/Auckland"  # type: ignore[attr-defined]
        assert "Pacific/Auckland" in shown(someone)

    sit(home, script)


def test_the_editor_is_a_command(home: Home) -> None:
    """Kept as typed; one that is not there is refused beside what was typed, and what to do is said."""

    async def script(someone: Someone) -> None:
        await press(someone, "f10")
        await open_setting(someone, "editor")
        field = someone.app.screen.query_one("#value", Input)
        field.value = "no-such-editor -w"
        await press(someone, "ctrl+s")
        assert isinstance(someone.app.screen, Sheet)
        assert "There is no command “no-such-editor” on this computer." in shown(someone)
        assert "Nothing was changed. Check how it is written" in shown(someone)
        assert field.value == "no-such-editor -w"
        assert settings.load(home).editor == ""
        field.value = f"{EDITOR} -w"
        await press(someone, "ctrl+s")
        assert settings.load(home).editor == f"{EDITOR} -w"

    sit(home, script)


def test_the_pair_can_be_changed_where_there_are_several(home: Home) -> None:
    """Every screen then speaks of the other pair."""
    journal = journal_of(home)
    first = journal.pair
    other = journal.pairs.create(me="Judith Garrick", role=Role.MENTOR, partner="Lou Petit")
    settings.change(home, "pair", first.id)

    async def script(someone: Someone) -> None:
        await press(someone, "f10")
        await open_setting(someone, "pair")
        assert buttons(someone)[:2] == ["(•) Judith and Rhona", "( ) Judith and Lou"]
        await press(someone, "tab", "enter")
        assert settings.load(home).pair == other.id
        await press(someone, "f2")
        assert "Judith and Lou" in shown(someone)

    sit(home, script)


def test_it_says_where_the_journal_is_and_who_can_read_it(home: Home) -> None:
    """And what is not protected."""

    async def script(someone: Someone) -> None:
        await press(someone, "f10")
        assert str(home.journal) in shown(someone).replace("\n", "")
        assert "not encrypted yet" in shown(someone)

    sit(home, script)


def test_who_can_read_it_can_be_scrolled_to_by_keys(home_in: MakeHome) -> None:
    """In a small window it is below the list."""

    async def script(someone: Someone) -> None:
        await press(someone, "f10")
        where = someone.app.screen.query_one("#where")
        keys = someone.app.screen.query_one(KeyLine)
        assert where.region.bottom > keys.region.y
        await press(someone, "pagedown")
        assert where.region.bottom <= keys.region.y

    sit(home_in("fr"), script, (60, 20))


def test_a_command_gets_another_key_everywhere(home: Home) -> None:
    """The new one works, the old one does nothing, footer and help show the new one."""

    async def script(someone: Someone) -> None:
        await press(someone, "f10")
        await open_setting(someone, "keys")
        listing = someone.app.screen.query_one("#keys", Listing)
        assert "n  New  Add something new: a session, an item" in shown(someone)
        assert listing.go_to("a")
        await press(someone, "enter")
        someone.app.screen.query_one("#key", Input).value = "b"
        await press(someone, "ctrl+s")
        assert "cannot be had" in shown(someone)
        someone.app.screen.query_one("#key", Input).value = "j"
        await press(someone, "ctrl+s")
        assert settings.load(home).keys == "a=j"
        assert told(someone)[-1] == "Action: j"
        await press(someone, "f6")
        assert "j" in footer(someone)
        assert "a" not in footer(someone)
        await press(someone, "a")
        assert isinstance(someone.app.screen, LearningsScreen)
        await press(someone, "f1")
        assert isinstance(someone.app.screen, HelpScreen)
        assert "j  Write down who does what." in shown(someone)
        await press(someone, "escape", "j")
        assert isinstance(someone.app.screen, Sheet)

    sit(home, script)


@pytest.mark.parametrize(("lang", "undo"), [("en", "j takes it back"), ("fr", "j l’annule")])
def test_what_is_told_names_the_keys_as_they_are_now(
    home_in: MakeHome, lang: str, undo: str
) -> None:
    """In both languages; with the usual keys the usual ones."""
    home = home_in(lang)

    async def script(someone: Someone) -> None:
        await press(someone, "f6", "b")
        await write(someone, "She presented alone")
        await press(someone, "ctrl+s")
        assert undo in told(someone)[-1]
        await press(someone, "ctrl+k")
        assert "^k" in told(someone)[-1]

    settings.change(home, "keys", "u=j ctrl+t=ctrl+k")
    sit(home, script)


def test_a_key_begun_for_one_command_is_not_offered_for_another(home: Home) -> None:
    """Each command has its own draft."""

    async def script(someone: Someone) -> None:
        someone.app.visit("keys")  # type: ignore[attr-defined]
        await settled(someone)
        await press(someone, "enter", "end", "1", "escape", "down", "enter")
        field = someone.app.screen.query_one("#key", Input)
        assert (field.value, field.placeholder) == ("", "F2")  # the one it has is not typed over

    sit(home, script)


def test_the_usual_key_comes_back(home: Home) -> None:
    """X on a changed one; Escape goes back to the settings, and from there Home."""
    settings.change(home, "keys", "a=j")

    async def script(someone: Someone) -> None:
        await press(someone, "f10")
        await open_setting(someone, "keys")
        someone.app.screen.query_one("#keys", Listing).go_to("a")
        await settled(someone)
        assert footer(someone)["x"] == "Usual key"
        await press(someone, "x")
        assert settings.load(home).keys == ""
        assert told(someone)[-1] == "Action: a"
        await press(someone, "escape")
        assert isinstance(someone.app.screen, SettingsScreen)
        await press(someone, "escape")
        assert isinstance(someone.app.screen, HomeScreen)
        await press(someone, "f6", "a")
        assert isinstance(someone.app.screen, Sheet)

    sit(home, script)


def test_odd_settings_change_no_key() -> None:
    """What is no key of ours, is taken, or is reserved is passed over; the command refuses it."""
    assert rekeying.changed("a=j nonsense b=f1 c=ctrl+c enter=q ?=q l=a") == {"a": "j", "l": "a"}
    for wrong in ("zz=q", "b=f1", "c=ctrl+c", "a=ab"):
        with pytest.raises(UsageProblem):
            rekeying.checked(wrong)
    assert rekeying.checked(" a=j  l=a ") == "a=j l=a"
    assert rekeying.rekeyed("a=j", "a", "a") == ""


def test_every_command_of_a_key_moves_with_it() -> None:
    """One key means the same everywhere, whatever key it is."""
    moved = rekeying.keymap("a=j")
    assert set(moved.values()) == {"j"}
    assert {"live.action", "learnings.action"} <= set(moved)


def test_what_works_while_one_types_is_no_letter() -> None:
    """Else that letter could be typed in no field any more."""
    with pytest.raises(UsageProblem):
        rekeying.rekeyed("", "ctrl+f", "j")
    assert rekeying.changed("ctrl+f=j") == {}
    assert rekeying.rekeyed("", "ctrl+f", "ctrl+k") == "ctrl+f=ctrl+k"


def test_nobody_waits_for_a_setting_to_be_kept(home: Home) -> None:
    """While a worker is inside the journal, the colours change at once and are kept after it."""
    go_on, inside = threading.Event(), threading.Event()

    def long(_journal: Journal) -> None:
        inside.set()
        go_on.wait(10)

    async def script(someone: Someone) -> None:
        app = cast("JournalApp", someone.app)
        worker = threading.Thread(target=lambda: app.door.ask(long))
        worker.start()
        inside.wait(5)
        app.colour("light")
        assert app.theme == "light"
        assert settings.load(home).theme == ""
        go_on.set()
        await settled(someone)
        worker.join()
        assert settings.load(home).theme == "light"

    sit(home, script)


def test_a_setting_that_cannot_be_kept_is_told(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    """The pair too: it stays the one it was, and the program goes on."""
    first = journal_of(home).pair
    settings.change(home, "pair", first.id)
    journal_of(home).pairs.create(me="Judith", partner="Sam", role=Role.MENTOR)

    def refuse(*_args: object) -> None:
        raise CannotWrite(N_("The settings could not be saved ({reason})."), reason="full")

    async def script(someone: Someone) -> None:
        await press(someone, "f10")
        await open_setting(someone, "pair")
        monkeypatch.setattr(settings, "change", refuse)
        await press(someone, "tab", "enter")
        assert "could not be saved (full)" in shown(someone)

    sit(home, script)
    assert journal_of(home).pair == first


@pytest.mark.parametrize(("lang", "page"), [("en", "settings"), ("fr", "settings"), ("fr", "keys")])
def test_nothing_is_cut_in_a_small_window(home_in: MakeHome, lang: str, page: str) -> None:
    """What is set is read whole, and so is its name: what has no room goes on beneath."""

    async def script(someone: Someone) -> None:
        someone.app.visit(page)  # type: ignore[attr-defined]
        await settled(someone)
        listing = someone.app.screen.query_one(f"#{page}", Listing)
        lines = "\n".join(listing.render_line(y).text for y in range(listing.virtual_size.height))
        assert lines.count("…") == listing.said.count("…")
        for word in listing.said.split():
            assert word in lines, word

    sit(home_in(lang), script, (60, 20))
