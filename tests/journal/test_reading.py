"""What is to be imported: which notes count, and what is left out and named."""

from __future__ import annotations

from pathlib import Path

import pytest

from rmjournal.errors import Refused
from rmjournal.journal import reading
from tests.conftest import NOW


@pytest.fixture
def notes(tmp_path: Path) -> Path:
    """A directory with a note of a day, one without a date, and a file that is none."""
    (tmp_path / "2026-03-17 Median.md").write_text("We spoke.\n")
    (tmp_path / "Ideas.md").write_text("Some day.\n")
    (tmp_path / "photo.png").write_bytes(b"\x89PNG")
    return tmp_path


def test_a_note_without_a_date_is_left_out_only_on_request(notes: Path) -> None:
    """No date is made up for it; who does not say so is refused, with the note named."""
    with pytest.raises(Refused) as refused:
        reading.folder(notes, NOW, "en")
    assert refused.value.values["file"] == "Ideas.md"
    found = reading.folder(notes, NOW, "en", skip_undated=True)
    assert [each.day.isoformat() for each in found.notes] == ["2026-03-17"]
    assert (found.undated, found.links, found.others) == (("Ideas.md",), (), 1)
