"""Export preview: exactly what will leave is seen before it does."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.widgets import Input

from rmjournal import clipboard
from rmjournal.errors import CannotWrite
from rmjournal.i18n import N_, Words
from rmjournal.journal import Journal
from rmjournal.journal.exporting import Audience, Request, carry_out
from rmjournal.model.record import Visibility
from rmjournal.model.session import Session
from rmjournal.paths import Home
from rmjournal.screens.export import ExportScreen
from rmjournal.screens.sheet import Sheet
from rmjournal.widgets.choice import Choice
from rmjournal.widgets.pages import Pages, broken
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

SECRET = "I was rude to the whole of the night shift again."


async def choose(someone: Someone, id: str, value: str) -> None:
    """Chooses on the screen, as a click does."""
    someone.app.screen.query_one(f"#{id}", Choice).value = value
    await settled(someone)


def page(someone: Someone) -> str:
    """What the preview shows."""
    return someone.app.screen.query_one(Pages).said


def exported(home: Home, lang: str = "en", **request: object) -> str:
    """What the command writes."""
    wanted = Request(**request)  # type: ignore[arg-type]
    return carry_out(journal_of(home), wanted, Words(lang, terminal=False)).text


def let_out(journal: Journal, text: str) -> None:
    """A win that both let leave the pair."""
    win, partner = journal.wins.add(text), journal.pair.partner.id
    journal.records.show_to(win, Visibility.SHAREABLE, member=partner, on=NOW.date())


def test_the_preview_is_what_the_command_writes(home: Home) -> None:
    """Byte for byte, whatever is exported and for whom."""
    let_out(journal_of(home), "We did it.")

    async def script(someone: Someone) -> None:
        await press(someone, "f9")
        for kind, audience in (
            ("recap", Audience.PARTNER), ("recap", Audience.SELF), ("agenda", Audience.PARTNER),
            ("objectives", Audience.PARTNER), ("journal", Audience.ANONYMOUS),
            ("report", Audience.PROGRAMME), ("charter", Audience.PARTNER),
        ):  # fmt: skip
            await choose(someone, "kind", kind)
            await choose(someone, "audience", audience)
            assert page(someone) == exported(home, kind=kind, audience=audience), kind

    sit(home, script)


def test_it_opens_on_the_recap_with_the_eyes_of_the_other(home: Home) -> None:
    """What the partner would see, and how much is withheld."""
    journal = journal_of(home)
    journal.reflections.log(journal.sessions.last(), what=SECRET)

    async def script(someone: Someone) -> None:
        await press(someone, "f9")
        assert "What Rhona would see" in shown(someone)
        assert SECRET not in page(someone)
        assert "Withheld: " in shown(someone)
        assert "only what is for the two of you" in shown(someone)
        assert list(footer(someone)) == ["^s", "^y", "Esc"]

    sit(home, script)


def test_for_me_alone_everything_is_there_until_private_text_is_hidden(home: Home) -> None:
    """^t hides the whole page of what only I may read; for the other there is nothing to hide."""
    journal = journal_of(home)
    journal.reflections.log(journal.sessions.last(), what=SECRET)

    async def script(someone: Someone) -> None:
        await press(someone, "f9")
        await choose(someone, "audience", "self")
        assert SECRET in page(someone)
        await press(someone, "ctrl+t")
        assert SECRET not in page(someone)
        await choose(someone, "audience", "partner")
        assert page(someone)
        await press(someone, "ctrl+t")
        await choose(someone, "audience", "self")
        assert SECRET in page(someone)

    sit(home, script)


def test_each_kind_offers_its_own_readers(home: Home) -> None:
    """What an audience never gets cannot be asked for; a change of kind falls back to the partner."""

    async def script(someone: Someone) -> None:
        await press(someone, "f9")
        await choose(someone, "kind", "report")
        await choose(someone, "audience", "programme")
        assert "the programme team" in shown(someone)
        await choose(someone, "kind", "recap")
        assert someone.app.screen.query_one("#audience", Choice).value == "partner"
        assert "the programme team" not in shown(someone)

    sit(home, script)


def test_another_language_and_feedback(home: Home) -> None:
    """The page speaks the chosen language; feedback is in it only when asked for."""

    async def script(someone: Someone) -> None:
        await press(someone, "f9")
        await choose(someone, "language", "fr")
        assert page(someone) == exported(home, "fr")
        await choose(someone, "feedback", "yes")
        assert page(someone) == exported(home, "fr", with_feedback=True)
        await choose(someone, "kind", "agenda")
        assert not someone.app.screen.query_one("#feedback").display

    sit(home, script)


def test_what_is_saved_is_what_was_seen(home: Home, tmp_path: Path) -> None:
    """Into a new file, private to its owner; one that is there already is left alone, and said."""
    target = tmp_path / "recap.md"
    taken = tmp_path / "taken.md"
    taken.write_text("mine")

    async def script(someone: Someone) -> None:
        await press(someone, "f9")
        seen = page(someone)
        await press(someone, "ctrl+s")
        sheet = someone.app.screen
        assert isinstance(sheet, Sheet)
        assert sheet.query_one("#file", Input).value == "~/recap-12.md"
        await write(someone, str(taken))
        assert sheet.query_one("#file", Input).value == str(taken)
        await press(someone, "ctrl+s")
        assert "exists already" in shown(someone)
        assert taken.read_text() == "mine"
        sheet.query_one("#file", Input).value = str(home.journal)
        await press(someone, "ctrl+s")
        assert "belongs to the journal itself" in shown(someone)
        sheet.query_one("#file", Input).value = str(target)
        await press(someone, "ctrl+s")
        assert isinstance(someone.app.screen, ExportScreen)
        assert target.read_text(encoding="utf-8") == seen
        without_breaks = "".join(told(someone)[-1].split())
        assert without_breaks == f"Writtento{target}."

    before = home.journal.read_bytes()
    sit(home, script)
    assert home.journal.read_bytes() == before


def test_copying(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    """To the system's clipboard; where there is none, to the terminal's, and it says so."""
    copied: list[str] = []
    monkeypatch.setattr(clipboard, "copy", copied.append)

    async def script(someone: Someone) -> None:
        await press(someone, "f9", "ctrl+y")
        assert copied == [page(someone)]
        assert told(someone)[-1] == "Copied."

        def refuse(_text: str) -> None:
            raise CannotWrite(N_("The text could not be put on the clipboard."))

        monkeypatch.setattr(clipboard, "copy", refuse)
        await press(someone, "ctrl+y")
        assert someone.app.clipboard == page(someone)
        assert "your terminal's clipboard" in told(someone)[-1]

    sit(home, script)


def test_a_leak_is_refused_and_its_way_out_is_a_button(home: Home) -> None:
    """Nothing leaves while a name would; the record that says it can be left out."""
    journal = journal_of(home)
    let_out(journal, "We did it.")
    learning = journal.learnings.add("Ask at the corhonary unit.")
    partner = journal.pair.partner.id
    journal.records.show_to(learning, Visibility.SHAREABLE, member=partner, on=NOW.date())

    async def script(someone: Someone) -> None:
        await press(someone, "f9")
        await choose(someone, "kind", "journal")
        await choose(someone, "audience", "anonymous")
        assert not page(someone)
        assert "would name one of you" in shown(someone)
        assert list(footer(someone)) == ["Esc"]
        someone.app.screen.query_one("#way Push").focus()
        await press(someone, "enter")
        assert "We did it." in page(someone)
        assert "corhonary" not in page(someone)

    sit(home, script)


def test_a_session_can_be_named(home: Home) -> None:
    """As the page of a session does."""
    journal = journal_of(home)
    third = next(each for each in journal.sessions.all() if journal.sessions.number(each) == 3)

    async def script(someone: Someone) -> None:
        someone.app.visit("export", third.id)  # type: ignore[attr-defined]
        await settled(someone)
        assert page(someone).startswith("# Session 3")

    sit(home, script)


def test_without_a_held_session_it_says_what_is_missing(home: Home) -> None:
    """And Escape goes back Home."""
    journal = journal_of(home)
    for session in journal.store.all(Session):
        journal.records.delete(session)

    async def script(someone: Someone) -> None:
        await press(someone, "f9")
        assert "nothing to recap" in shown(someone)
        await press(someone, "escape")
        assert not isinstance(someone.app.screen, ExportScreen)

    sit(home, script)


def test_without_a_pair_no_name_is_missing(empty: Home) -> None:
    """Whom it would be for is said without one."""

    async def script(someone: Someone) -> None:
        await press(someone, "f9")
        said = shown(someone)
        assert "no pair yet" in said
        assert "(•) the other" in said
        assert "For :" not in said
        assert "For , " not in said

    sit(empty, script)


def test_hostile_words_are_inert_in_the_preview(home: Home) -> None:
    """Neither markup nor controls; the page is the text as it will be sent."""
    journal = journal_of(home)
    last = journal.sessions.last()
    assert last is not None
    hostile = "[/] [@click=app.quit]x[/] \x1b]52;c;eA==\x07 \u202e"
    journal.learnings.add(hostile, session=last.id, visibility=Visibility.PAIR)

    async def script(someone: Someone) -> None:
        await press(someone, "f9")
        drawn = "\n".join(strip.text for strip in someone.app.screen._compositor.render_strips())
        assert "\x1b" not in drawn
        await press(someone, "end")
        assert isinstance(someone.app.screen, ExportScreen)

    sit(home, script)


def test_the_french_preview(home_in: MakeHome) -> None:
    """Every word around it in French."""

    async def script(someone: Someone) -> None:
        await press(someone, "f9")
        assert "Ce que Karim verrait" in shown(someone)
        assert page(someone).startswith("# Séance\xa012")

    sit(home_in("fr"), script)


def test_lines_are_broken_at_spaces_and_none_is_lost() -> None:
    """Wide characters count twice; a word wider than the page is cut; spaces inside stay."""
    assert list(broken("aa bb cc", 5)) == ["aa bb", "cc"]
    assert list(broken("abcdefgh", 3)) == ["abc", "def", "gh"]
    assert list(broken("日本語 日本", 6)) == ["日本語", "日本"]
    assert list(broken("", 5)) == [""]
    assert list(broken("a\tb", 10)) == ["a    b"]
    assert "\x1b" not in "".join(broken("a\x1bb", 10))
