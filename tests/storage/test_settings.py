"""Settings are changed one by one: whatever else stands in their file stays."""

from __future__ import annotations

import json
import threading

import pytest

from rmjournal.errors import UsageProblem
from rmjournal.paths import Home
from rmjournal.storage import disk, settings


def test_what_we_do_not_know_stays(home: Home) -> None:
    """A key of a later version, or a value of another type, is not ours to drop."""
    later = {"font": "big", "lang": "fr", "editor": {"of a later version": "\ud83d"}}
    disk.make_private(home.settings)
    home.config.write_text(json.dumps(later))
    changed = settings.change(home, "theme", "light")
    assert json.loads(home.config.read_bytes()) == {**later, "theme": "light"}
    assert changed == settings.load(home) == settings.Settings(lang="fr", theme="light")


def test_two_who_change_at_once_lose_nothing(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    """The other waits until the first is on the disk."""
    other = threading.Thread(target=lambda: settings.change(home, "lang", "fr"))
    save = disk.save_small

    def saved(path: object, data: bytes) -> None:
        if not other.ident:
            other.start()
            other.join(0.3)
        save(path, data)  # type: ignore[arg-type]

    monkeypatch.setattr(disk, "save_small", saved)
    settings.change(home, "theme", "light")
    other.join()
    assert settings.load(home) == settings.Settings(lang="fr", theme="light")


def test_an_impossible_value_changes_nothing(home: Home) -> None:
    """Not even a file is made."""
    with pytest.raises(UsageProblem):
        settings.change(home, "theme", "pink")
    assert not home.data.exists()
