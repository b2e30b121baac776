"""Fifty kills while one types, on every kind of form."""

from __future__ import annotations

import random
from itertools import cycle, islice

import pytest

from rmjournal.paths import Home
from tests.app.conftest import home, home_in, samples, the_evening
from tests.app.killed import FORMS, kill_while_typing, offered_again
from tests.cli.conftest import posix

__all__ = ["home", "home_in", "samples", "the_evening"]

pytestmark = [pytest.mark.torture, posix]


@pytest.mark.parametrize(("run", "name"), list(enumerate(islice(cycle(FORMS), 50))))
def test_fifty_kills_while_typing(home: Home, run: int, name: str) -> None:
    """Never more than two seconds of typing are lost, and the rest is always offered again."""
    loss = kill_while_typing(home, FORMS[name], random.Random(run))
    assert loss.seconds <= 2
    offered_again(home, FORMS[name], loss.kept)
