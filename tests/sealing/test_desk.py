"""An editor needs a readable file: it lies in memory where there is such a place, and never stays."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from rmjournal.paths import Home
from rmjournal.sealing.housing import housed
from rmjournal.storage import desk
from rmjournal.storage.drafts import Drafts
from rmjournal.storage.erasing import erase
from tests.storage.support import WHEN, add, home_in, opened, reflection

ROOT = Path(__file__).parents[2]
needs_memory = pytest.mark.skipif(desk.in_memory() is None, reason="no private place in memory")

_CHILD = """
import os, signal, sys
from pathlib import Path
from rmjournal.sealing.housing import housed
from rmjournal.storage.drafts import Drafts
from tests.storage.support import home_in

path = Drafts(housed(home_in(Path(sys.argv[1])))).path("log")
path.write_text("what the editor holds")
path.with_name(".draft-log.txt.swp").write_text("what the editor holds")
print(path.parent, flush=True)
if sys.argv[2] == "killed":
    os.kill(os.getpid(), signal.SIGKILL)
"""


def worked(home: Home, how: str) -> Path:
    """A process that worked on a draft and ended so; returns the directory of its editor."""
    done = subprocess.run(
        [sys.executable, "-c", _CHILD, str(home.data), how],
        capture_output=True, text=True, cwd=ROOT, check=False,
    )  # fmt: skip
    assert done.returncode == (0 if how == "ended" else -signal.SIGKILL), done.stderr
    return Path(done.stdout.strip())


@needs_memory
def test_it_lies_in_memory_for_this_person_alone(home: Home) -> None:
    """Neither on the disk nor where others can look."""
    path = Drafts(home).path("log")
    assert not path.is_relative_to(home.data)
    assert path.parent.stat().st_mode & 0o777 == 0o700
    assert desk.place(home) == path.parent


@needs_memory
@pytest.mark.parametrize("how", ["ended", "killed"])
def test_what_it_held_is_wrapped_and_offered_again(home: Home, how: str) -> None:
    """At an orderly end at once, after a crash by the next start; nothing of the editor's stays."""
    directory = worked(home, how)
    assert directory.exists() == (how == "killed")
    housed(home_in(home.data))
    assert not directory.exists()
    drafts = Drafts(home)
    assert drafts.begun("log")
    assert drafts.path("log").read_text() == "what the editor holds"
    drafts.discard("log")
    assert not drafts.begun("log")
    assert list(home.drafts.iterdir()) == []
    assert [each.name for each in desk.place(home).iterdir()] == [".lock"]


@needs_memory
def test_an_editor_that_is_at_work_is_left_alone(home: Home) -> None:
    """Another process of the same person looks, and sees that it is in use."""
    path = Drafts(home).path("log")
    path.write_text("still typing")
    code = (
        "import sys\nfrom pathlib import Path\nfrom rmjournal.sealing.housing import housed\n"
        "from tests.storage.support import home_in\nhoused(home_in(Path(sys.argv[1])))\n"
    )
    subprocess.run([sys.executable, "-c", code, str(home.data)], cwd=ROOT, check=True)
    assert path.read_text() == "still typing"


@needs_memory
@pytest.mark.parametrize("whose", ["ours", "another's"])
def test_what_is_erased_goes_from_there_too(
    home: Home, whose: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The text of the record and one that quotes it; what another text says is left."""
    store, gone = opened(home), reflection("the words that I want erased for good")
    add(store, gone)
    drafts = Drafts(home)
    of_it, quoting, other = (
        drafts.path(name) for name in (f"reflection-edit-{gone.id}", "log", "learn")
    )
    of_it.write_text("something else by now")
    quoting.write_text(f"I wrote: {gone.what}.")
    other.write_text("still wanted")
    if whose == "another's":
        monkeypatch.setattr(desk, "_own", {})
    assert erase(store, [gone.id], WHEN).drafts == 2
    assert sorted(os.listdir(other.parent)) == [".lock", other.name]
    desk._leave(home, other.parent, os.getpid())
    assert [each.name for each in home.drafts.iterdir()] == [f"{other.name}.age"]


def test_where_there_is_none_it_lies_among_the_drafts_and_that_is_said(
    home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    """And it is wrapped afterwards all the same."""
    monkeypatch.setattr(desk, "in_memory", lambda: None)
    monkeypatch.setattr(desk, "_own", {})
    drafts = Drafts(home)
    assert drafts.exposes()
    path = drafts.path("log")
    assert path.is_relative_to(home.drafts)
    path.write_text("on the disk")
    desk._leave(home, path.parent, os.getpid())
    assert [each.name for each in home.drafts.iterdir()] == ["draft-log.txt.age"]


def test_a_plain_journal_is_as_it_ever_was(plain: Home) -> None:
    """The text lies among the drafts, and nothing is warned of."""
    drafts = Drafts(plain)
    assert drafts.path("log") == plain.drafts / "draft-log.txt"
    assert drafts.lasting("log") == drafts.path("log")
    assert not drafts.exposes()


def test_a_directory_of_somebody_else_is_not_touched(home: Home, tmp_path: Path) -> None:
    """Nor is a link that was laid in its place."""
    base = desk.in_memory() or tmp_path
    link = base / f"{desk._prefix(home)}link"
    (tmp_path / "target").mkdir()
    (tmp_path / "target" / "draft-x.txt").write_text("not ours")
    link.symlink_to(tmp_path / "target")
    try:
        desk.clear(home)
        assert (tmp_path / "target" / "draft-x.txt").read_text() == "not ours"
    finally:
        link.unlink()
