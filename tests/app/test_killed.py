"""kill -9 while one types: two seconds of it are lost at most, and the rest is offered again."""

from __future__ import annotations

import random

import pytest

from rmjournal.paths import Home
from tests.app.killed import FORMS, kill_while_typing, offered_again
from tests.cli.conftest import posix

pytestmark = posix


@pytest.mark.parametrize(
    ("name", "run"), [*((name, 0) for name in FORMS), ("reflection", 1), ("live", 1)]
)
def test_a_killed_program_loses_two_seconds_at_most(home: Home, name: str, run: int) -> None:
    """Wherever one types and at whatever moment; `make torture` does it fifty times."""
    loss = kill_while_typing(home, FORMS[name], random.Random(f"{name} {run}"))
    assert loss.seconds <= 2
    offered_again(home, FORMS[name], loss.kept)
