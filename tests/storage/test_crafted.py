"""A right seal over wrong contents: whoever needs the record is told; nothing crashes."""

from __future__ import annotations

import contextlib

import pytest

from rmjournal.errors import Damaged
from rmjournal.model.reflection import Reflection
from rmjournal.paths import Home
from rmjournal.storage import history
from rmjournal.storage.contents import verify
from tests.storage.support import (
    add,
    crafted,
    opened,
    reflection,
    refuses_as_damaged,
    write,
)

DEEP = b"[" * 50_000 + b"]" * 50_000


ENVELOPE = (
    b'"id": "1111111111111111", "pair": "aaaaaaaaaaaaaaaa", "author": "b", "entered_by": "b", "rev": 1, '
    b'"created": "2026-01-01T00:00:00Z", "updated": "2026-01-01T00:00:00Z", "visibility": "pair"'
)
LINES: dict[str, bytes] = {
    "NULs": b"\0" * 40,
    "bad UTF-8": b'"1": {' + ENVELOPE + b', "what": "\xff"}',
    "a key twice": b'"1": {' + ENVELOPE + b', "rev": 2}',
    "NaN": b'"1": {' + ENVELOPE + b', "confidence": NaN}',
    "1e999": b'"1": {' + ENVELOPE + b', "confidence": 1e999}',
    "depth 50,000": b'"1": {' + ENVELOPE + b', "deep": ' + DEEP + b"}",
    "depth 900": b'"1": {' + ENVELOPE + b', "deep": ' + b'{"a":' * 900 + b"1" + b"}" * 901,
    "a lone surrogate": b'"1": {' + ENVELOPE + b', "what": "\\ud83d"}',
    "a wrong type": b'"1": {' + ENVELOPE + b', "what": 5}',
    "no id": b'"1": {"pair": "aaaaaaaaaaaaaaaa"}',
    "no object": b'"1": []',
    "no key": b"{" + ENVELOPE + b"}",
    "a strange key": b'"one": {' + ENVELOPE + b"}",
    "an empty line": b'"1": {' + ENVELOPE + b"},\n\n" + b'"2": {' + ENVELOPE + b"}",
    "a half line": b'"1": {' + ENVELOPE,
    "a huge number": b'"1": {' + ENVELOPE + b', "confidence": ' + b"9" * 5000 + b"}",
    "a huge key": b'"' + b"9" * 5000 + b'": {' + ENVELOPE + b"}",
}


@pytest.mark.parametrize("line", LINES.values(), ids=LINES.keys())
def test_a_crafted_record_is_damage_to_who_needs_it(line: bytes, home: Home) -> None:
    """Where the seal is right over a record that is not, whoever needs it is told; nothing crashes."""
    good = b'{\n"actions": {\n"1": {"id": "2222222222222222"}\n},\n"reflections": {\n'
    write(home, crafted(good + line + b"\n},\n"))
    before = home.journal.read_bytes()
    with pytest.raises(Damaged) as reading:
        opened(home).all(Reflection)
    assert reading.value.exit_code == 3
    assert home.journal.read_bytes() == before
    for need in (
        lambda: opened(home).all(Reflection, "a" * 16),
        lambda: opened(home).get(Reflection, "1" * 16),
        lambda: list(opened(home).beginning("1111")),
        lambda: add(opened(home), reflection()),
    ):
        with contextlib.suppress(Damaged):
            need()
        assert home.journal.read_bytes() == before or verify(home.journal.read_bytes())


@pytest.mark.parametrize("line", LINES.values(), ids=LINES.keys())
def test_a_crafted_history_does_not_crash_undo(line: bytes, home: Home) -> None:
    """The history is checked as records are."""
    write(home, crafted(b'{\n"_history": {\n' + line + b"\n},\n"))
    for take in (history.undo, history.entries):
        with pytest.raises(Damaged):
            take(opened(home))


@pytest.mark.parametrize(
    "change",
    [
        "5", "{}", '{"table": "wins", "id": 5, "after": ""}', '{"table": "wins", "id": "x"}',
        '{"table": "wins", "id": "x", "after": "", "before": []}',
        '{"table": "wins", "id": "x", "after": "", "before": null, "number": -1}',
    ],
)  # fmt: skip
def test_a_crafted_change_does_not_crash_undo(change: str, home: Home) -> None:
    """Every part of an entry is checked before anything is done."""
    entry = f'"1": {{"id": "x", "verb": "v", "at": "t", "changes": [{change}]}}'
    write(home, crafted(b'{\n"_history": {\n' + entry.encode() + b"\n},\n"))
    with pytest.raises(Damaged):
        history.undo(opened(home))


@pytest.mark.parametrize("body", [b"", b"{\n" + DEEP, DEEP, b"[]\n", b"{\n\n", b'{\n"a": 5,\n'])
def test_crafted_contents_of_another_shape_are_damage(body: bytes, home: Home) -> None:
    """A right seal over something that is no journal is damage too."""
    write(home, crafted(body))
    refuses_as_damaged(home)
