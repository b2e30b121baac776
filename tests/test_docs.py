"""The documentation says what the program does."""

from __future__ import annotations

import re
from datetime import datetime
from pathlib import Path

from rmjournal.commands import BY_PATH, COMMANDS, GROUPS
from rmjournal.i18n import Words
from rmjournal.journal import demo
from rmjournal.journal.exporting import Request, carry_out
from rmjournal.keys import EVERYWHERE, KEYS
from rmjournal.screens.names import key_name
from tests.conftest import MakeJournal
from tools.keys import BEHIND, readme

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")


def test_the_readme_lists_every_command() -> None:
    """The README's table is the list of declared commands, in their order and words."""
    rows = re.findall(r"^\| `rmjournal ([a-z]+)` \| (.+) \|$", README, re.MULTILINE)
    first = dict.fromkeys(command.first for command in COMMANDS)
    assert rows == [
        (name, BY_PATH[name].help if name in BY_PATH else GROUPS[name]) for name in first
    ]


def test_the_readme_and_the_page_of_keys_list_every_key() -> None:
    """Each key once in the README, and every command of every screen on its page."""
    rows = re.findall(r"^\| `([^`]+)` \| (.+) \| (.+) \| .*\|$", README, re.MULTILINE)
    shown = {key: (label, tip) for key, label, tip in rows}
    page = (ROOT / "docs" / "keys.md").read_text(encoding="utf-8")
    for place, keys in KEYS.items():
        for each in keys:
            assert key_name(each.key) in shown, each
            if place not in BEHIND:
                assert f"| `{key_name(each.key)}` | {each.label} | {each.tip} |" in page, each
    for each in KEYS[EVERYWHERE]:
        assert shown[key_name(each.key)] == (each.label, each.tip)
    assert readme(README) == README, "python -m tools.keys"


CUT = "[…]"


def test_the_recap_of_the_readme_is_what_the_program_makes(at: MakeJournal) -> None:
    """Every line, in its order, and nothing left out in silence; that it is cut is said above it."""
    above, _, rest = README.partition("```markdown\n")
    shown = rest.partition("```")[0]
    assert above.splitlines()[-2].endswith(f"cut where {CUT} stands:")
    journal = at(datetime(2026, 11, 16, 9))
    demo.write(journal, "en")
    page = carry_out(journal, Request(), Words("en", terminal=False)).text
    begins, *others = shown.split(f"{CUT}\n")
    assert page.startswith(begins.rstrip("\n"))
    assert page.endswith(others[-1].lstrip("\n"))
    told = 0
    for part in (begins, *others):
        told = page.index(part.strip("\n"), told) + len(part.strip("\n"))


def test_the_agenda_is_drawn_once_it_was_suggested() -> None:
    """As the sentence above its picture says: full, with reasons, and its open time kept."""
    picture = (ROOT / "docs" / "pictures" / "agenda.svg").read_text(encoding="utf-8")
    words = re.sub(r"<[^>]+>|&#160;", " ", picture)
    assert all(
        each in re.sub(r" +", " ", words) for each in ("45 of 45 min", "LEFT OUT", "8 at least")
    )


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


def test_what_the_documentation_names_is_there() -> None:
    """Every file and directory of the program that a page names exists, and every link leads to a file."""
    for page in (ROOT / "README.md", *ROOT.glob("docs/**/*.md")):
        text = page.read_text(encoding="utf-8")
        for named in re.findall(r"`(rmjournal/[\w/]+(?:\.py)?)`", text):
            assert (ROOT / named).exists(), (page, named)
        for named in re.findall(r"`((?:storage|screens|widgets|export|exchange)/\w+\.py)`", text):
            assert (ROOT / "rmjournal" / named).exists(), (page, named)
        for target in re.findall(r"\]\((?!http|#)([^)]+)\)", text):
            assert (page.parent / target).exists(), (page, target)


def test_every_room_is_on_the_plan() -> None:
    """The page about the architecture names each package."""
    plan = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
    rooms = {each.parent.name for each in (ROOT / "rmjournal").glob("*/__init__.py")}
    assert {room for room in rooms if f"| `rmjournal/{room}` |" not in plan} == set()


def test_every_module_of_the_exchange_has_its_question() -> None:
    """The decision about the exchange names each."""
    told = (ROOT / "docs" / "decisions" / "011-exchange.md").read_text(encoding="utf-8")
    rows = " ".join(re.findall(r"^\| (`.+?) \|", told, re.MULTILINE))
    modules = {each.stem for each in (ROOT / "rmjournal" / "exchange").glob("[a-z]*.py")}
    assert set(re.findall(r"`(\w+)`", rows)) == modules


def test_the_documentation_stands_alone() -> None:
    """Every decision record has its number, and says its situation, its decision and its reasons."""
    for path in (ROOT / "docs" / "decisions").glob("*.md"):
        text = path.read_text(encoding="utf-8")
        assert text.startswith(f"# {int(path.name[:3])}. "), path
        assert all(part in text for part in ("**Situation.**", "**Decision.**", "**Why.**")), path
