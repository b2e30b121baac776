"""Draws the pictures of the README: three screens of the sample, as the program itself shows them."""

from __future__ import annotations

import asyncio
import os
import re
import tempfile
from pathlib import Path

from rmjournal import i18n, paths
from rmjournal.app import JournalApp
from rmjournal.door import Door
from rmjournal.journal import Journal, demo
from rmjournal.journal.clock import clock
from rmjournal.paths import Home
from rmjournal.storage import settings

ROOT = Path(__file__).parent.parent
PICTURES = {"home": (), "agenda": ("f3", "enter", "s"), "reflection": ("w",)}
"""The keys that lead from Home to each."""
SIZE = (92, 28)
NOW = "2026-11-21T20:50"


def sample(directory: str) -> Home:
    """A sample pair's nine months."""
    home = paths.home(directory)
    settings.change(home, "timezone", "Europe/Paris")
    demo.write(Journal.at(home, clock("Europe/Paris")), "en")
    return home


async def drawn(home: Home, keys: tuple[str, ...]) -> str:
    """The screen that the keys lead to, as SVG without fonts from elsewhere."""
    app = JournalApp(Door(home))
    app.theme = "light"
    async with app.run_test(size=SIZE) as someone:
        for key in ("", *keys):
            if key:
                await someone.press(key)
            await someone.pause()
            await app.workers.wait_for_complete()
            await someone.pause()
        text = app.export_screenshot(title="rmjournal")
    text = re.sub(r"@font-face \{.*?\}\s*", "", text, flags=re.DOTALL)
    return re.sub(r"terminal-\d+", "terminal", text)


def main() -> None:
    """Draws them all."""
    os.environ["RMJOURNAL_NOW"] = NOW
    i18n.use("en")
    target = ROOT / "docs" / "pictures"
    target.mkdir(exist_ok=True)
    for name, keys in PICTURES.items():
        with tempfile.TemporaryDirectory() as directory:
            svg = asyncio.run(drawn(sample(directory), keys))
        (target / f"{name}.svg").write_text(svg, encoding="utf-8")


if __name__ == "__main__":
    main()
