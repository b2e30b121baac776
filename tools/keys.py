"""Writes down every key: README's table and ``docs/keys.md``, from what is declared.

Run without arguments to write them; with ``--check`` it changes nothing and fails when they are
out of date.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from pathlib import Path

from rmjournal.keys import EVERYWHERE, KEYS, Key
from rmjournal.screens.help import TITLES
from rmjournal.screens.names import key_name

ROOT = Path(__file__).parent.parent
README, PAGE = ROOT / "README.md", ROOT / "docs" / "keys.md"
START, END = "<!-- keys -->", "<!-- end of keys -->"
BEHIND = ("sheet", "dialog", "help")
"""Windows that open over a screen; their keys stand at the bottom of each."""


def main() -> int:
    """Writes both, or says what is out of date."""
    wanted = {README: readme(README.read_text(encoding="utf-8")), PAGE: page()}
    stale = [path for path, text in wanted.items() if not same(path, text)]
    if "--check" in sys.argv:
        for path in stale:
            sys.stderr.write(f"{path.relative_to(ROOT)} is out of date: python -m tools.keys\n")
        return 1 if stale else 0
    for path in stale:
        path.write_text(wanted[path], encoding="utf-8")
    return 0


def same(path: Path, text: str) -> bool:
    """Whether the file says exactly this."""
    return path.exists() and path.read_text(encoding="utf-8") == text


def readme(text: str) -> str:
    """README with the table of today between its marks."""
    before, _start, rest = text.partition(START)
    _old, _end, after = rest.partition(END)
    return f"{before}{START}\n{table(first_of_each())}{END}{after}"


def first_of_each() -> Iterator[Key]:
    """Each key once, those of every screen first: a key means the same everywhere."""
    seen: set[str] = set()
    for each in (*KEYS[EVERYWHERE], *(key for keys in KEYS.values() for key in keys)):
        if each.key not in seen:
            seen.add(each.key)
            yield each


def page() -> str:
    """The keys of every screen, a table each."""
    parts = [
        "# Keys",
        "One key means the same on every screen. `F1` shows those of the screen you are on; "
        "`^p` lists every command; Settings give a command another key.",
    ]
    for place, keys in KEYS.items():
        if place not in BEHIND:
            parts += [f"## {TITLES[place]}", table(iter(keys)).rstrip("\n")]
    return "\n\n".join(parts) + "\n"


def table(keys: Iterator[Key]) -> str:
    """The rows of a table: the key, its word, what it does, and the commands that do the same."""
    rows = ["| Key | | What it does | As a command |", "|---|---|---|---|"]
    for each in keys:
        twins = ", ".join(f"`rmjournal {twin}`" for twin in each.twins)
        rows.append(f"| `{key_name(each.key)}` | {each.label} | {each.tip} | {twins} |")
    return "\n".join(re.sub(" +", " ", row) for row in rows) + "\n"


if __name__ == "__main__":
    sys.exit(main())
