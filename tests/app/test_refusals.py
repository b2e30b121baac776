"""Refusals on a screen: they name the keys of the screens, not the commands of a shell."""

from __future__ import annotations

import pytest

from rmjournal import i18n
from rmjournal.errors import Refused
from rmjournal.screens.refusals import sentences


@pytest.mark.parametrize(
    ("todo", "said"),
    [
        ("“rmjournal charter edit” writes it.", "“Edit” (F7, Enter) writes it."),
        ("Plan one with “rmjournal session plan WHEN”.", "Plan one with “New” (F3, n)."),
        ("“rmjournal agenda show” shows it.", "“Open” (F3, Enter) shows it."),
        ("“rmjournal undo” takes it back.", "“Undo” (u) takes it back."),
        ("“rmjournal action list” shows them.", "“Learnings and actions” (F6) shows them."),
        ("Run “rmjournal doctor” to see.", "Run “rmjournal doctor” to see."),
        ("Say “yes” or “no”.", "Say “yes” or “no”."),
        ("At another time, say when with --at.", "At another time, say when."),
    ],
)
def test_a_command_is_named_by_its_key(todo: str, said: str) -> None:
    """With the key before it that opens the only screen it is on; a command without one stays."""
    i18n.use("en")
    assert sentences(Refused("No.", todo=todo))[-1] == said


def test_what_is_to_be_typed_on_a_command_line_is_left_out() -> None:
    """There is no command to write it after."""
    i18n.use("en")
    refused = Refused("No.", todo="Write it after the command, for example: rmjournal log Hello.")
    assert sentences(refused) == ["No.", "Nothing was changed."]
