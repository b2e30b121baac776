"""The documentation says what the program does."""

from __future__ import annotations

import re
from pathlib import Path

from rmjournal.commands import BY_PATH, COMMANDS, GROUPS
from rmjournal.keys import EVERYWHERE, KEYS
from rmjournal.screens.names import key_name

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")


def test_the_readme_lists_every_command() -> None:
    """The README's table is the list of declared commands, in their order and words."""
    rows = re.findall(r"^\| `rmjournal ([a-z]+)` \| (.+) \|$", README, re.MULTILINE)
    first = dict.fromkeys(command.first for command in COMMANDS)
    assert rows == [
        (name, BY_PATH[name].help if name in BY_PATH else GROUPS[name]) for name in first
    ]


def test_the_readme_lists_every_key() -> None:
    """The README's table of keys is the list of declared keys, in their order and words."""
    places = {"everywhere": EVERYWHERE, "Home": "home", "Reflection": "reflection"}
    rows = re.findall(r"^\| (\w+) \| `([^`]+)` \| (.+) \|$", README, re.MULTILINE)
    declared = [
        (title, key_name(each.key), each.tip)
        for title, place in places.items()
        for each in KEYS[place]
    ]
    assert [row for row in rows if row[0] in places] == declared


def test_every_command_the_readme_types_exists() -> None:
    """No line of the README or of docs/ asks for a command that is not there."""
    texts = [README, *(path.read_text(encoding="utf-8") for path in ROOT.glob("docs/**/*.md"))]
    typed = {
        match
        for text in texts
        for match in re.findall(r"(?:`|^|\n)rmjournal ([a-z]+(?: [a-z]+)?)\b", text)
    }
    known = set(BY_PATH) | set(GROUPS) | {path.split()[0] for path in BY_PATH}
    for words in typed:
        first = words.split()[0]
        if first in GROUPS and " " in words:
            assert words in BY_PATH, words
        else:
            assert first in known, words


def test_links_of_the_documentation_lead_somewhere() -> None:
    """Every relative link of the README leads to a file."""
    for target in re.findall(r"\]\((?!http|#)([^)]+)\)", README):
        assert (ROOT / target).exists(), target


def test_the_documentation_stands_alone() -> None:
    """Every decision record says its situation, its decision and its reasons."""
    for path in (ROOT / "docs" / "decisions").glob("*.md"):
        text = path.read_text(encoding="utf-8")
        assert all(part in text for part in ("**Situation.**", "**Decision.**", "**Why.**")), path
