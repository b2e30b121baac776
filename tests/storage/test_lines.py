"""A line of the file holds exactly one record, and nothing that could not be written back."""

from __future__ import annotations

import json
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rmjournal.errors import Damaged, UsageProblem
from rmjournal.storage.lines import (
    DEEPEST,
    depth,
    parse_line,
    parse_lines,
    split_line,
    strict,
    write_line,
)
from tests.storage.support import invalid
from tests.strategies import LONG_LINE, NASTY, json_values, texts


@given(json_values)
def test_any_document_comes_back(value: object) -> None:
    """What is written on a line is read from it."""
    assert split_line(write_line("12", {"x": value})) == ("12", {"x": value})


@given(texts)
def test_a_line_is_one_line(text: str) -> None:
    """No text breaks the line, and none is changed: not its line ends, not its composition."""
    line = write_line("1", {"what": text})
    assert b"\n" not in line
    assert split_line(line)[1]["what"] == text
    assert json.loads(b"{" + line + b"}")["1"]["what"] == text


@pytest.mark.parametrize("text", [*NASTY, LONG_LINE], ids=range(len(NASTY) + 1))
def test_nasty_texts_come_back(text: str) -> None:
    """Markup, escapes, bidi controls, NUL, emoji and our own syntax are only text."""
    assert split_line(write_line("1", {"what": text}))[1]["what"] == text


@pytest.mark.parametrize("text", ["\ud83d", "x\udc00", "\udcff from the command line"])
def test_half_a_surrogate_pair_is_refused(text: str) -> None:
    """What UTF-8 cannot hold is refused before anything is written."""
    with pytest.raises(UsageProblem):
        write_line("1", {"what": text})


@pytest.mark.parametrize(
    "text",
    [
        '{"a": NaN}', '{"a": Infinity}', '{"a": -Infinity}', '{"a": 1e999}', '{"a": 1, "a": 2}',
        '{"a": {"b": 1, "b": 1}}', r'{"a": "\ud83d"}', r'{"\udc00": 1}', r'{"a": "\uD800\u0041"}',
        '{"a": 1} x', "", "{", "{'a': 1}", '{"a": "\x00"}', '{"a": "line\nline"}', "\ufeff{}",
        '{"a": ' + "1" * 5000 + "}",
    ],
)  # fmt: skip
def test_what_we_never_write_is_refused(text: str) -> None:
    """JSON with two meanings, or none, is no JSON of ours."""
    with invalid():
        strict(text)


@pytest.mark.parametrize("levels", [DEEPEST + 1, 900, 50_000, 1_000_000])
@pytest.mark.parametrize(("opening", "closing"), ["[]", ('{"a":', "}")])
def test_absurd_depth_is_refused(levels: int, opening: str, closing: str) -> None:
    """Nesting without end is an error of its own, never a RecursionError."""
    inside = "1" if closing == "}" else ""
    with invalid():
        strict(opening * levels + inside + closing * levels)


def test_depth_is_refused_whatever_is_left_of_the_stack() -> None:
    """How deep a document may be does not depend on who asks."""
    text = "[" * DEEPEST + "]" * DEEPEST

    def below(levels: int) -> object:
        return below(levels - 1) if levels else strict(text)

    assert depth(below(sys.getrecursionlimit() // 2)) == DEEPEST


def test_brackets_in_a_text_are_not_depth() -> None:
    """A text may hold any number of brackets."""
    assert strict(json.dumps({"a": "[{" * 10_000}))["a"] == "[{" * 10_000


def test_what_cannot_be_read_back_is_not_written() -> None:
    """A document nested more deeply than a line is read is refused when written."""
    document: dict[str, object] = {}
    for _ in range(DEEPEST - 2):
        document = {"a": document}
    line = write_line("1", document)
    assert parse_line(line)[1] == document
    with pytest.raises(Damaged):
        write_line("1", {"a": document})


@pytest.mark.parametrize(
    "line",
    [
        b"", b'"1": []', b'"1": 3', b'"1": {}, "2": {}', b'"01": {}', b'"-1": {}', b'"x": {}',
        b'"\xd9\xa1": {}', b'"1": {"a": "\xff"}', b'"1": {"a": 1}, ', b'"1"', b"{}",
        b'"' + b"9" * 5000 + b'": {}',
    ],
)  # fmt: skip
def test_a_line_that_is_no_record_is_damage(line: bytes) -> None:
    """A line that we would not have written is told as damage, not as a crash."""
    with invalid():
        split_line(line)
    with pytest.raises(Damaged):
        parse_line(line)


@given(st.lists(json_values, max_size=5), st.booleans())
def test_lines_parsed_together_are_the_documents_of_each(values: list[object], same: bool) -> None:
    """Also where two lines have the same key, which one by one are two records."""
    lines = [write_line("1" if same else str(n), {"x": each}) for n, each in enumerate(values)]
    assert list(parse_lines(lines)) == [{"x": each} for each in values]


@pytest.mark.parametrize(
    "line",
    [b'"2": {"a": 1, "a": 2}', b'"2": {"a": NaN}', b'"2": []', b'"two": {}', b"", b'"2": {', b"\xff",
     b'"2": {}, "3": {}', b'"2": {"a": ' + b"[" * 900 + b"]" * 900 + b"}"],
)  # fmt: skip
def test_one_wrong_line_among_others_is_damage(line: bytes) -> None:
    """What ``parse_line`` refuses is refused in company too."""
    with pytest.raises(Damaged):
        parse_line(line)
    with pytest.raises(Damaged):
        list(parse_lines([b'"1": {}', line, b'"9": {}']))
