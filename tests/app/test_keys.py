"""One declaration gives key, footer, tooltip, palette and twin."""

from __future__ import annotations

import re

import pytest

from rmjournal.app import JournalApp
from rmjournal.commands import BY_PATH
from rmjournal.keys import EVERYWHERE, KEYS
from rmjournal.screens import screen_of
from rmjournal.screens.dialog import Dialog
from rmjournal.screens.sheet import Sheet
from rmjournal.widgets.rows import Rows
from tests.app.conftest import MakeHome, Someone, footer, press, shown, sit
from tests.cli.test_commands import click

ON_THE_SCREEN_ALONE = {
    "discreet", "quit", "later", "leave", "forget", "close", "back", "press",  # how one looks and goes about
    "unlock open",  # a command asks for the passphrase by itself
    "reading open",  # a link is opened by whatever shows it
    "sheet save", "sheet readers",  # those of the command that the sheet was opened by
}  # fmt: skip
"""What there is no command for, by its action or by its screen and its action."""

OWNERS: dict[str, type] = {EVERYWHERE: JournalApp, "dialog": Dialog, "sheet": Sheet}


@pytest.mark.parametrize("place", KEYS)
def test_every_declared_command_is_there(place: str) -> None:
    """A misspelt action would be a key that does nothing."""
    owner = OWNERS[place] if place in OWNERS else screen_of(place)
    for each in KEYS[place]:
        name = each.action.partition("(")[0]
        there = hasattr(owner, f"action_{name}") or each in KEYS[EVERYWHERE]
        assert there or each._replace(quiet=True) in KEYS[EVERYWHERE], (place, each.action)


@pytest.mark.parametrize("place", KEYS)
def test_whatever_a_screen_can_do_a_command_can_do(place: str) -> None:
    """Each key names the commands that do the same, options included, and they are there."""
    for each in KEYS[place]:
        alone = {each.action, f"{place} {each.action}"} & ON_THE_SCREEN_ALONE
        assert bool(each.twin) != bool(alone), (place, each.action)
        for twin in each.twins:
            path, _space, option = twin.partition(" --")
            assert path in BY_PATH, twin
            known = [name for param in click(path).params for name in param.opts]
            assert not option or f"--{option}" in known, twin


def test_keys_need_no_shift_on_any_keyboard() -> None:
    """Letters, function keys, Ctrl with a letter, arrows and the great keys, and nothing else."""
    great = {"escape", "enter", "space", "left", "right", "shift+up", "shift+down"}
    for keys in KEYS.values():
        for each in keys:
            assert each.key in great or re.fullmatch(r"[a-z]|f[0-9]+|ctrl\+[a-z]", each.key), each


def test_one_key_means_the_same_everywhere() -> None:
    """What a hand has learned on one screen holds on the next; only these words change with the place."""
    same = [{"Close", "Close (draft kept)", "Back"}, {"Done", "Conclude", "End"},
            {"Delete", "Erase", "Usual key"}, {"Carry", "Recap"}, {"Agree", "Sign", "The same"},
            {"New", "Invite"}, {"Reply", "Accept"}, {"Got it", "Receive"}, {"Deliver", "Send"}]  # fmt: skip
    for key in {each.key for keys in KEYS.values() for each in keys} - {"enter"}:
        labels = {each.label for keys in KEYS.values() for each in keys if each.key == key}
        assert len(labels) == 1 or any(labels <= each for each in same), (key, labels)


@pytest.mark.parametrize("place", [place for place in KEYS if place != EVERYWHERE])
def test_no_key_means_two_things_on_a_screen(place: str) -> None:
    """A screen's own keys stay clear of each other and of those of every screen."""
    meanings = {(each.key, each.action) for each in (*KEYS[place], *KEYS[EVERYWHERE])}
    assert len(meanings) == len({key for key, _action in meanings})


@pytest.mark.parametrize(("lang", "label"), [("en", "Sessions"), ("fr", "Séances")])
def test_the_footer_speaks_the_language(home_in: MakeHome, lang: str, label: str) -> None:
    """The keys are the same in both languages, their labels are not."""

    async def script(someone: Someone) -> None:
        assert list(footer(someone)) == ["F1", "F2", "F3", "F4", "F5", "^f", "^p"]
        assert footer(someone)["F3"] == label

    sit(home_in(lang), script)


def test_help_names_every_command_that_does_the_same(home_in: MakeHome) -> None:
    """One line each: what the key changes decides which of them it is."""

    async def script(someone: Someone) -> None:
        await press(someone, "f6", "f1")
        edit = "rmjournal learning edit\nrmjournal action edit\nrmjournal win edit"
        assert f"e  Change the words.  {edit}" in shown(someone)
        rows = next(each for each in someone.app.screen.query(Rows) if edit in each.said)
        lines = rows.render().plain.splitlines()
        at = next(number for number, text in enumerate(lines) if "learning edit" in text)
        assert [each.split()[-2:] for each in lines[at + 1 : at + 3]] == [
            ["action", "edit"], ["win", "edit"],
        ]  # fmt: skip
        assert lines[at].index("rmjournal") == lines[at + 1].index("rmjournal")

    sit(home_in("en"), script)
