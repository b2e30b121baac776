"""A journal in which every text that a person ever wrote tries to break out of its place."""

from __future__ import annotations

import json
from typing import Any

from rmjournal.journal import upkeep
from rmjournal.paths import Home
from tests.app.conftest import journal_of

HOSTILE = "[@click=app.quit]x[/] [/] \x1b]52;c;ZXZpbA==\x07 \x1b[2J \x9b31m \u202elive {0} $x"
ESCAPES = "\x1b]52|\x1b\\[2J|ZXZpbA==\x07|[\x80-\x9f\u202e]"
"""What must never reach a terminal; the program itself sends none of it."""
NOT_WORDS = {"id", "pair", "author", "entered_by", "timezone", "digest", "url", "language", "zone",
             "of", "member", "learner", "owner", "who", "session", "objective"}  # fmt: skip


def make_hostile(home: Home) -> int:
    """Puts hostile text before the words of every record; returns how many texts it is in."""
    path = home.journal
    tables = json.loads(path.read_text(encoding="utf-8"))
    texts: list[str] = []
    for name, table in tables.items():
        if not name.startswith("_"):
            for number, record in table.items():
                table[number] = _worse(record, texts)
    path.write_text(json.dumps(tables), encoding="utf-8")
    upkeep.adopt(journal_of(home))
    return len(texts)


def _worse(value: Any, texts: list[str], key: str = "") -> Any:
    match value:
        case dict():
            return {name: _worse(each, texts, name) for name, each in value.items()}
        case list():
            return [_worse(each, texts, key) for each in value]
        case str() if " " in value and key not in NOT_WORDS:
            texts.append(value)
            return f"{HOSTILE} {value}"
    return value
