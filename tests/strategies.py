"""Values for property tests: texts that break careless programs, and records of every kind."""

from __future__ import annotations

from dataclasses import fields
from datetime import UTC, date, datetime
from enum import StrEnum
from types import NoneType, UnionType
from typing import Any, TypeVar, get_args, get_origin, get_type_hints

from hypothesis import strategies as st

from rmjournal.model.record import Record
from rmjournal.storage.tables import TABLES

R = TypeVar("R")

NASTY = (
    "[/]",
    "[@click=app.quit]x[/]",
    "\x1b[31mred\x1b[0m",
    "\x1b]52;c;cm0gLXJmIC8=\x07",
    "\u202egnp.exe\u202c",
    "\u2066isolated\u2069",
    "a\x00b",
    "👩\u200d👩\u200d👧\u200d👦",
    "line one\r\nline two\rline three\n",
    "\u2028\u2029\x85\x0b\x0c",
    '"1": {"id": "0123456789abcdef"',
    '},\n"_meta": {\n"1": {"schema": 1}\n}\n}\n',
    '\\"\\u0000\\ud83d',
    "</script><script>alert(1)</script>",
    "e\u0301 é œ Œ ß ﬁ",
    "-starts like an option",
    "{{ 7 * 7 }} {% raw %} %s {0}",
    "<<<<<<< ours\n=======\n>>>>>>> theirs",
    "\U0010ffff\ufeff\ufffe",
    "   ",
)
"""Texts that mean something to a terminal, a template, a parser or our own file."""

LONG_LINE = "mot " * (1 << 18)
"""A text of one megabyte on one line; for examples, too long to draw often."""

texts = st.one_of(
    st.text(max_size=40),
    st.sampled_from(NASTY),
    st.lists(st.one_of(st.sampled_from(NASTY), st.text(max_size=8)), max_size=4).map("".join),
)
"""Any text that UTF-8 can hold, the nasty ones often."""

ids = st.integers(0, 16**16 - 1).map(lambda number: f"{number:016x}")
"""Ids as records carry them."""

stamps = st.datetimes(datetime(1900, 1, 1), datetime(9999, 12, 30)).map(
    lambda moment: moment.replace(microsecond=0, tzinfo=UTC)
)
"""Instants as they are stored: UTC, to the second."""

locals_ = st.datetimes(datetime(1, 1, 1)).map(
    lambda moment: moment.replace(second=0, microsecond=0)
)
"""Local times as they are stored: naive, to the minute."""

_STAMPS = {"created", "updated", "deleted", "at", "decided", "delivered", "acknowledged"}
_PLAIN: dict[Any, st.SearchStrategy[Any]] = {
    str: texts,
    int: st.integers(-(10**6), 10**12),
    bool: st.booleans(),
    date: st.dates(),
    NoneType: st.none(),
}


def records(kind: type[R]) -> st.SearchStrategy[R]:
    """Records, or values within records, of a kind: every field filled or left empty."""
    if kind not in _records:
        _records[kind] = _built(kind)
    return _records[kind]


_records: dict[type, st.SearchStrategy[Any]] = {}


def _built(kind: type[R]) -> st.SearchStrategy[R]:
    hints = get_type_hints(kind)
    drawn = {
        field.name: _values(hints[field.name], field.name)
        for field in fields(kind)  # type: ignore[arg-type]
    }
    if issubclass(kind, Record):
        drawn |= dict.fromkeys(("id", "pair", "author", "entered_by"), ids)
        drawn["rev"] = st.integers(1, 10**6)
    return st.builds(kind, **drawn)


def _values(hint: Any, name: str) -> st.SearchStrategy[Any]:
    if get_origin(hint) is UnionType:
        return st.one_of([_values(each, name) for each in get_args(hint)])
    if get_origin(hint) is tuple:
        return st.lists(_values(get_args(hint)[0], name), max_size=3).map(tuple)
    return _value(hint, name)


def _value(hint: type, name: str) -> st.SearchStrategy[Any]:
    if hint in _PLAIN:
        return _PLAIN[hint]
    if hint is datetime:
        return stamps if name in _STAMPS else locals_
    if issubclass(hint, StrEnum):
        return st.sampled_from(list(hint))
    return records(hint)


json_values: st.SearchStrategy[Any] = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(-(2**60), 2**60), texts),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3), st.dictionaries(st.text(max_size=6), inner, max_size=3)
    ),
    max_leaves=6,
)
"""What a later version might store under a key that we do not know."""

any_record: st.SearchStrategy[Record] = st.one_of([records(kind) for kind in TABLES])
"""A record of any kind."""
