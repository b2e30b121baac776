"""A journal of jrnl, from what ``jrnl --export json`` writes (jrnl 4.6; the same since 2.0)."""

from __future__ import annotations

import json
import re
from datetime import date, time
from typing import Any, NamedTuple

from rmjournal.errors import Refused
from rmjournal.i18n import N_
from rmjournal.sources.files import refused
from rmjournal.text import has_surrogate

STAR = " *"
"""How jrnl writes a star: at the end of the title."""
_KEYS = ("title", "body", "date", "time", "tags", "starred")
_CLOCK = re.compile(r"\d\d:\d\d", re.ASCII)
_AGAIN = N_("Write it anew: “jrnl --export json --file FILE”.")


class Entry(NamedTuple):
    """One entry; its time is local, to the minute, as jrnl has it."""

    day: date
    time: time
    words: str
    """Title and body, as jrnl shows them: the title on a line of its own."""
    text: str
    """The words with the star where jrnl writes it, and after them what only the JSON says."""


def entries(text: str, name: str) -> list[Entry]:
    """Every entry in the order of the export; raises Refused, naming the file and the entry."""
    try:
        export = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise refused(N_("{file} is not JSON."), _AGAIN, name) from error
    listed = export.get("entries") if isinstance(export, dict) else None
    if not isinstance(listed, list):
        raise refused(N_("{file} is JSON, but not an export of jrnl."), _AGAIN, name)
    return [_entry(each, number, name) for number, each in enumerate(listed, start=1)]


def _entry(found: Any, number: int, name: str) -> Entry:
    if not isinstance(found, dict):
        raise _wrong(name, number, "entry")
    fields = {"body": "", "tags": [], "starred": False, **found}
    kinds = {"title": str, "body": str, "date": str, "time": str, "tags": list, "starred": bool}
    for key, kind in kinds.items():
        if not isinstance(fields.get(key), kind):
            raise _wrong(name, number, key)
    if not all(isinstance(tag, str) for tag in fields["tags"]):
        raise _wrong(name, number, "tags")
    if has_surrogate(json.dumps(found, ensure_ascii=False)):
        raise _wrong(name, number, "text")
    day, moment = _day(fields["date"]), _time(fields["time"])
    if day is None or moment is None:
        raise _wrong(name, number, "date" if day is None else "time")
    words, text = _joined(fields["title"], fields["body"]), _text(fields)
    if not text.strip():
        raise _wrong(name, number, "text")
    return Entry(day, moment, words, text)


def _day(text: str) -> date | None:
    """The date; jrnl writes years before 1000 without their zeros."""
    year, _, rest = text.partition("-")
    try:
        return date.fromisoformat(f"{year:0>4}-{rest}")
    except ValueError:
        return None


def _time(text: str) -> time | None:
    try:
        return time.fromisoformat(text) if _CLOCK.fullmatch(text) else None
    except ValueError:
        return None


def _joined(title: str, body: str) -> str:
    return f"{title}\n{body}" if body else title


def _text(fields: dict[str, Any]) -> str:
    """All the entry says; a tag that is not among its words comes after them, and so does what
    other programs add to jrnl's keys.
    """
    text = _joined(fields["title"] + STAR * fields["starred"], fields["body"])
    loose = " ".join(tag for tag in fields["tags"] if not _stands(tag, text))
    more = [f"{key}: {_plain(value)}" for key, value in fields.items() if key not in _KEYS]
    return "\n\n".join(part for part in (text, loose, "\n".join(more)) if part)


def _stands(tag: str, text: str) -> bool:
    """Whether the tag is a word of the text, in any case."""
    word = rf"(?<!\S){re.escape(tag.lower())}(?![-+*#/\w])"
    return re.search(word, text.lower()) is not None


def _plain(value: Any) -> str:
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def _wrong(name: str, number: int, key: str) -> Refused:
    return refused(
        N_("{file}: entry {number} has no {key} that can be read."),
        N_("Correct that entry, or take it out; then import the file again."),
        name,
        number=number,
        key=key,
    )
