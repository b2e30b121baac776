"""Drafts of a form: one is offered again, and none is overwritten."""

from __future__ import annotations

from pathlib import Path

from rmjournal.journal import drafts
from rmjournal.paths import Home


def test_the_first_draft_that_waits_is_offered_and_the_next_name_is_free(tmp_path: Path) -> None:
    """Also where only the file of an editor is left of one; blanks are no draft."""
    kept = drafts.Drafts(Home(tmp_path, tmp_path))
    assert (drafts.waiting(kept, "log"), drafts.free(kept, "log")) == (None, "log")
    kept.save("log", {"what": "First"})
    kept.path("log-2").write_text("Second")
    assert (drafts.waiting(kept, "log"), drafts.free(kept, "log")) == ("log", "log-3")
    kept.save("log", {"what": "\n", "so_what": " "})
    assert (drafts.waiting(kept, "log"), drafts.free(kept, "log")) == ("log-2", "log-3")
    kept.discard("log")
    assert (drafts.waiting(kept, "log"), drafts.free(kept, "log")) == ("log-2", "log")
