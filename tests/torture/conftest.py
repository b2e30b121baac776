"""The campaigns take minutes: they are collected only when ``-m torture`` asks for them."""

from __future__ import annotations

from pathlib import Path

import pytest

from rmjournal.paths import Home
from tests.exchange.conftest import copies, hasty, paired_homes, two
from tests.exchange.homes import acquainted, beginners, homes, strangers
from tests.storage.support import home_in

__all__ = [
    "acquainted", "beginners", "copies", "hasty", "homes", "paired_homes", "strangers", "two",
]  # fmt: skip


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    """Nothing here is imported by a plain run."""
    asked = str(config.option.markexpr)
    return None if "torture" in asked and "not torture" not in asked else True


@pytest.fixture
def home(tmp_path: Path) -> Home:
    """An empty home."""
    return home_in(tmp_path / "home")
