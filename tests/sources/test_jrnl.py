"""What jrnl exports is read whole, or refused by the number of the entry."""

from __future__ import annotations

import gzip
import json
import re
from datetime import date, time
from pathlib import Path
from typing import Any

import pytest

from rmjournal.errors import Refused
from rmjournal.sources.jrnl import entries

SAMPLES = Path(__file__).parent / "samples"
EXPORT = gzip.decompress((SAMPLES / "jrnl-4.6.json.gz").read_bytes()).decode()
"""A thousand entries, written and exported by jrnl 4.6."""
ENTRY: dict[str, Any] = {
    "title": "She asked.", "body": "I had no answer @work", "date": "2024-03-05", "time": "14:10",
    "tags": ["@work"], "starred": False,
}  # fmt: skip


def export(*changes: dict[str, Any]) -> str:
    """An export with one entry for each set of changes."""
    return json.dumps({"tags": {}, "entries": [{**ENTRY, **each} for each in changes]})


def test_a_real_export_is_read_whole() -> None:
    """Every entry has its date, its time, its words; its star and its tags stand in its text."""
    source = json.loads(EXPORT)["entries"]
    found = entries(EXPORT, "journal.json")
    assert len(found) == len(source) == 1000
    for entry, each in zip(found, source, strict=True):
        assert (entry.day.isoformat(), f"{entry.time:%H:%M}") == (each["date"], each["time"])
        title, _, body = entry.text.partition("\n")
        assert title == each["title"] + " *" * each["starred"]
        assert body == each["body"]
        tags = {tag.lower() for tag in re.findall(r"(?<!\S)[#@][-+*#/\w]+", entry.text)}
        assert tags == set(each["tags"])


def test_what_other_programs_add_is_kept() -> None:
    """A tag that is not in the text, and keys that jrnl does not write, come after the text."""
    (entry,) = entries(export({"tags": ["@work", "@wo", "elsewhere"], "uuid": "0A", "n": 3}), "j")
    assert entry.text == "She asked.\nI had no answer @work\n\n@wo elsewhere\n\nuuid: 0A\nn: 3"
    assert entry.words == "She asked.\nI had no answer @work"


def test_dates_of_any_century_are_read() -> None:
    """Years before 1000 have no zeros in jrnl, and the future is known."""
    old, late = entries(export({"date": "867-01-02"}, {"date": "2199-12-31"}), "j")
    assert (old.day, late.day) == (date(867, 1, 2), date(2199, 12, 31))
    assert old.time == time(14, 10)


WRONG: dict[str, dict[str, Any]] = {
    "title": {"title": 3}, "body": {"body": None}, "date": {"date": "2024-13-05"},
    "time": {"time": "25:00"}, "tags": {"tags": [1]}, "starred": {"starred": "yes"},
    "text": {"title": " ", "body": "", "tags": []},
}  # fmt: skip


@pytest.mark.parametrize("key", WRONG)
def test_a_wrong_entry_is_named_by_its_number(key: str) -> None:
    """The second entry is refused with the key that is wrong, and none of its words."""
    with pytest.raises(Refused) as refused:
        entries(export({}, WRONG[key]), "journal.json")
    assert refused.value.values == {"file": "journal.json", "number": 2, "key": key}


def test_half_a_character_is_refused() -> None:
    """A lone surrogate, which no file can hold, is found before anything is stored."""
    with pytest.raises(Refused, match="entry 1"):
        entries(export({"body": "\ud83d"}), "j")


@pytest.mark.parametrize(
    "text", ["", "no", "[" * 100_000, "[]", "3", '{"entries": 3}', '{"a": []}']
)
def test_anything_else_is_no_export(text: str) -> None:
    """What is not JSON, or JSON of another shape, is refused as such."""
    with pytest.raises(Refused, match=r"is not JSON|not an export of jrnl"):
        entries(text, "j")
