"""The styles of the screens: each is parsed once, however many screens one visits."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from typing import Any

import pytest
from textual.css.parse import parse
from textual.css.stylesheet import Stylesheet

from rmjournal.paths import Home
from rmjournal.widgets.styles import Styles
from tests.app.conftest import Someone, press, settled, sit

Parsed = Counter[tuple[object, ...]]


@pytest.fixture
def parsed(monkeypatch: pytest.MonkeyPatch, parsing_anew: Callable[..., Any]) -> Parsed:
    """How often each styles was parsed, by this app itself."""
    times: Parsed = Counter()

    def counted(scope: str, css: str, read_from: tuple[str, str], **how: Any) -> Any:
        times[scope, css, read_from, how["tie_breaker"]] += 1
        return parse(scope, css, read_from, **how)

    monkeypatch.setattr("textual.css.stylesheet.parse", counted)
    monkeypatch.setattr(Stylesheet, "_parse_rules", parsing_anew)
    return times


def test_nothing_is_parsed_twice(home: Home, parsed: Parsed) -> None:
    """From the start on, whatever one opens: a screen, a sheet, the help, the palette."""

    async def script(someone: Someone) -> None:
        at_first = len(parsed)
        await press(someone, "f3", "n", "escape", "f4", "enter", "f5", "f1", "escape", "ctrl+p")
        assert len(parsed) > at_first

    sit(home, script)
    assert set(parsed.values()) == {1}


def test_other_colours_parse_all_once(home: Home, parsed: Parsed) -> None:
    """What is opened afterwards is parsed by itself again."""

    async def script(someone: Someone) -> None:
        await press(someone, "f3")
        parsed.clear()
        someone.app.colour("contrast")  # type: ignore[attr-defined]
        await settled(someone)
        assert parsed
        await press(someone, "f4", "f1")

    sit(home, script)
    assert set(parsed.values()) == {1}


def test_each_is_parsed_once_however_many_there_are(parsed: Parsed) -> None:
    """More than there are screens and widgets by far."""
    styles = Styles()
    for number in range(300):
        styles.add_source(f"#n{number} {{ width: 1; }}", ("", str(number)))
        styles.reparse()
    assert list(parsed.values()) == [1] * 300
    assert len(styles.rules) == 300
