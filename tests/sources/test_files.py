"""What is read is read whole and within bounds; what is not is named."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from rmjournal.errors import Refused
from rmjournal.sources import files


def denied(*_: Any, **__: Any) -> Any:
    """What the system answers to someone without the right."""
    raise PermissionError(13, "Permission denied")


@pytest.mark.parametrize(
    ("patched", "reading"),
    [
        ("pathlib.Path.open", files.note_text),
        ("pathlib.Path.open", files.journal_text),
        ("rmjournal.sources.files.os.stat", files.folder),
    ],
)
def test_what_may_not_be_read_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, patched: str, reading: Callable[[Path], object]
) -> None:
    """With the system's reason."""
    path = tmp_path / "a.md"
    path.touch()
    with monkeypatch.context() as patch:
        patch.setattr(patched, denied)
        with pytest.raises(Refused, match=r"a\.md cannot be read \(Permission denied\)"):
            reading(path)


def test_notes_are_bounded_in_size_and_number(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A directory of everything is refused before it is read."""
    for name in "abc":
        (tmp_path / f"{name}.md").write_text("text")
    monkeypatch.setattr(files, "MOST_NOTES", 2)
    with pytest.raises(Refused, match="more than 2 notes"):
        files.folder(tmp_path)
    monkeypatch.setattr(files, "LARGEST_NOTE", 3)
    with pytest.raises(Refused, match=r"a\.md is larger than"):
        files.note_text(tmp_path / "a.md")


def test_a_byte_order_mark_is_no_text(tmp_path: Path) -> None:
    """Windows editors write one; everything else stays, line ends too."""
    (tmp_path / "a.md").write_bytes(b"\xef\xbb\xbf# A\r\nb\x00\n")
    assert files.note_text(tmp_path / "a.md") == "# A\r\nb\x00\n"


def test_directories_are_read_as_deep_as_they_go(tmp_path: Path) -> None:
    """By name, hidden ones aside."""
    deep = tmp_path.joinpath(*"abcdefghij")
    deep.mkdir(parents=True)
    for path in (
        deep / "n.MD",
        tmp_path / "z.markdown",
        tmp_path / ".hidden.md",
        tmp_path / "x.txt",
    ):
        path.touch()
    found = files.folder(tmp_path)
    names = [files.relative(note, tmp_path) for note in found.notes]
    assert names == ["a/b/c/d/e/f/g/h/i/j/n.MD", "z.markdown"]
    assert (found.links, found.others) == ((), 1)
