"""Every key of every screen, and thousands of keys in no order."""

from __future__ import annotations

from pathlib import Path

import pytest

from rmjournal.keys import KEYS
from rmjournal.storage.repair import State, examine
from tests.app.conftest import MakeHome, Someone, home_in, press, samples, sit, the_evening
from tests.app.places import visit, ways
from tests.app.test_places import at, fits, press_any

__all__ = ["home_in", "samples", "the_evening"]

pytestmark = pytest.mark.torture


def test_every_key_of_every_place_can_be_pressed(
    home_in: MakeHome, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whatever it opens fits, with something in the field or nothing, and Escape leads back."""
    monkeypatch.chdir(tmp_path)
    home = home_in("fr")

    async def script(someone: Someone) -> None:
        for way in list(ways(home)):
            await visit(someone, way)
            for each in KEYS[way[0]]:
                await press(someone, each.key)
                fits(someone)
                if at(someone) != way[0]:
                    await press(someone, "escape")
                if at(someone) != way[0]:
                    await visit(someone, way)

    sit(home, script)
    assert examine(home).state is State.FINE


@pytest.mark.parametrize("seed", range(5))
@pytest.mark.parametrize("lang", ["en", "fr"])
def test_hundreds_of_keys_in_any_order(
    home_in: MakeHome, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, lang: str, seed: int
) -> None:
    """Whatever lies under the hand breaks nothing."""
    monkeypatch.chdir(tmp_path)
    press_any(home_in(lang), f"{lang} {seed}", 600)
