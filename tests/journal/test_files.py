"""Files that a person asked for: written where nothing is, and never over anything."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from rmjournal.errors import CannotWrite, Refused, UsageProblem
from rmjournal.journal import Journal, templates
from rmjournal.journal.files import save_new, typed


@pytest.mark.parametrize("verb", ["save", "eject"])
def test_a_file_that_comes_in_between_is_not_written_over(
    journal: Journal, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, verb: str
) -> None:
    """Whoever looked saw nothing there yet; writing itself takes only a name that is free."""
    path, home = tmp_path / "mine.md", journal.store.home
    path.write_text("mine")
    monkeypatch.setattr(os.path, "lexists", lambda _path: False)
    monkeypatch.setattr(Path, "exists", lambda _path: False)
    writes: dict[str, Callable[[], object]] = {
        "save": lambda: save_new(home, str(path), [b"recap"]),
        "eject": lambda: templates.eject(home, "recap", path),
    }
    with pytest.raises(Refused, match="exists already"):
        writes[verb]()
    assert path.read_bytes() == b"mine"


def test_nothing_is_left_of_a_file_that_could_not_be_written(
    journal: Journal, tmp_path: Path
) -> None:
    """Neither a part of it, nor another file beside it."""

    def portions() -> Iterator[bytes]:
        yield b"half"
        raise OSError(28, "No space left on device")

    with pytest.raises(CannotWrite):
        save_new(journal.store.home, str(tmp_path / "recap.md"), portions())
    assert not list(tmp_path.glob("*recap*"))


@pytest.mark.parametrize(
    ("text", "path"),
    [
        ("/home/ana/one.age", "/home/ana/one.age"),
        ("'/home/ana/my file.age' ", "/home/ana/my file.age"),
        ('"/home/ana/my file.age"', "/home/ana/my file.age"),
        (r"/home/ana/my\ file.age", "/home/ana/my file.age"),
        (r"/home/ana/packet\ \(1\)\ l\'une.age", "/home/ana/packet (1) l'une.age"),
        (r"'/home/ana/l'\''une.age'", "/home/ana/l'une.age"),
        ("'/home/ana/l'une.age'", "/home/ana/l'une.age"),
        ("'a' and 'b'", "'a' and 'b'"),
        ("file:///home/ana/my%20file.age", "/home/ana/my file.age"),
        ("file://localhost/home/ana/one.age", "/home/ana/one.age"),
        ("/home/ana/l'une'", "/home/ana/l'une'"),
    ],
)
def test_a_file_that_is_dragged_onto_the_terminal_is_meant_as_it_is(text: str, path: str) -> None:
    """Terminals write it quoted, escaped as for a shell, or as an address."""
    assert str(typed(text)) == os.path.abspath(path)


def test_what_is_no_path_is_said_to_be_none() -> None:
    """Nothing, quoted or not."""
    for text in ("", "  ", "''", "file://"):
        with pytest.raises(UsageProblem, match="no path"):
            typed(text)
