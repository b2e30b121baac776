"""What is being typed is never lost, and never in anyone's way."""

from __future__ import annotations

import errno
import os
import stat
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rmjournal.errors import CannotWrite
from rmjournal.paths import Home
from rmjournal.storage import disk
from rmjournal.storage.drafts import Drafts
from tests.storage.faults import failing
from tests.strategies import LONG_LINE, NASTY, texts

NAMES = (
    "log", "LOG", "feedback-3", "../../etc/passwd", "/absolute", "a/b", "a_b", "a\\b", "", ".", "..",
    "con", "nul.txt", "été", "\x00", "x" * 300, "draft", "\ud83d", "log.json", "log.txt", "a\nb",
)  # fmt: skip


@pytest.fixture
def drafts(home: Home) -> Drafts:
    """No drafts yet."""
    return Drafts(home)


def test_a_draft_is_there_again(drafts: Drafts, home: Home) -> None:
    """Another process finds what was being typed, to the letter."""
    drafts.save("log", {"what": "Été [/]\r\n\x00", "so_what": ""})
    assert Drafts(home).load("log") == {"what": "Été [/]\r\n\x00", "so_what": ""}


def test_no_draft_is_none(drafts: Drafts, home: Home) -> None:
    """Looking for a draft creates nothing."""
    assert drafts.load("log") is None
    assert drafts.all() == {}
    drafts.discard("log")
    assert not home.data.exists()


def test_the_last_saved_is_the_draft(drafts: Drafts) -> None:
    """Each save replaces the whole draft."""
    drafts.save("log", {"what": "a", "so_what": "b"})
    drafts.save("log", {"what": "c"})
    assert drafts.load("log") == {"what": "c"}


@given(fields=st.dictionaries(texts, texts, max_size=4))
def test_any_text_comes_back(drafts: Drafts, fields: dict[str, str]) -> None:
    """Whatever was typed is kept byte for byte."""
    drafts.save("log", fields)
    assert drafts.load("log") == fields


@pytest.mark.parametrize("text", [*NASTY, LONG_LINE, "\ud83d", "a\udc00b"])
def test_odd_texts_come_back(text: str, drafts: Drafts) -> None:
    """Half a surrogate pair is kept too: it is no reason to lose a draft."""
    drafts.save("log", {"what": text})
    assert drafts.load("log") == {"what": text}


def test_every_name_has_a_file_of_its_own_within_the_folder(drafts: Drafts, home: Home) -> None:
    """No name leaves the folder, and no two names share a file, whatever the file system thinks of case."""
    for name in NAMES:
        drafts.save(name, {"what": f"of {name}"})
    assert drafts.all() == {name: {"what": f"of {name}"} for name in NAMES}
    files = os.listdir(home.drafts)
    assert len({file.lower() for file in files}) == len(NAMES)
    assert all(file.isascii() and file.startswith("draft-") for file in files)
    assert {path for path in home.data.rglob("*") if path.is_file()} == {
        home.drafts / each for each in files
    }


def test_those_that_there_are_are_found_in_the_order_asked(drafts: Drafts) -> None:
    """A draft of ours, one that only an editor began, one with an odd name; no other."""
    drafts.save("log-2", {"text": "a"})
    drafts.save("Séance 5/log", {"text": "b"})
    drafts.path("log-10").write_text("c")
    asked = ["log", "log-10", "Séance 5/log", "log-2", "log-1"]
    assert drafts.among(asked) == ["log-10", "Séance 5/log", "log-2"]


def test_a_draft_of_blanks_is_none(drafts: Drafts) -> None:
    """Nobody is offered a form in which nothing stands."""
    drafts.save("log", {"what": " \n", "so_what": ""})
    assert drafts.all() == {}


@pytest.mark.parametrize("reverse", [False, True])
def test_copies_that_lie_beside_a_draft_are_none(
    drafts: Drafts, home: Home, monkeypatch: pytest.MonkeyPatch, reverse: bool
) -> None:
    """What an editor, a sync or a killed save left is never offered in the place of the last words."""
    drafts.save("log", {"what": "earlier"})
    for copy in ("draft-log.json~", ".draft-log.json.0123abcd.tmp", "draft-log.json.orig"):
        (home.drafts / copy).write_bytes(drafts.file("log").read_bytes())
    drafts.save("log", {"what": "last"})
    drafts.save("action", {"what": "other"})
    real = os.listdir
    monkeypatch.setattr(os, "listdir", lambda path: sorted(real(path), reverse=reverse))
    assert list(drafts.all().items()) == [("action", {"what": "other"}), ("log", {"what": "last"})]


def test_discarding_one_leaves_the_others(drafts: Drafts, home: Home) -> None:
    """Each name goes alone."""
    for name in NAMES:
        drafts.save(name, {"what": f"of {name}"})
    for number, name in enumerate(NAMES, start=1):
        drafts.discard(name)
        assert drafts.load(name) is None
        assert len(drafts.all()) == len(NAMES) - number


def test_discarding_leaves_no_word_behind(drafts: Drafts, home: Home) -> None:
    """The editor's file goes too, and what editors and killed saves keep beside it."""
    drafts.save("log", {"what": "x"})
    path = drafts.path("log")
    beside = [
        path.name,
        f"{path.name}~",
        f".{path.name}.swp",
        f"#{path.name}#",
        ".draft-log.json.ab12.tmp",
    ]
    for name in [*beside, "draft-log-2.json", "notes.txt"]:
        (home.drafts / name).write_text("x")
    drafts.discard("log")
    assert sorted(os.listdir(home.drafts)) == ["draft-log-2.json", "notes.txt"]


def test_the_editors_file_is_beside_the_draft(drafts: Drafts, home: Home) -> None:
    """It is a text file in the same private folder, another for each name."""
    paths = {drafts.path(name) for name in NAMES}
    assert len(paths) == len(NAMES)
    assert all(path.parent == home.drafts and path.suffix == ".txt" for path in paths)


@pytest.mark.parametrize(
    "content",
    [b"", b"{", b"\x00" * 50, b"\xff\xfe", b"[]", b'{"name": "x"}', b'{"name": "x", "fields": []}',
     b'{"name": 5, "fields": {}}', b'{"name": "x", "fields": {"a": 5}}', b"[" * 100_000],
)  # fmt: skip
def test_a_torn_draft_is_passed_over_and_left_alone(
    content: bytes, drafts: Drafts, home: Home
) -> None:
    """What cannot be read is not offered, and not deleted either."""
    drafts.save("good", {"what": "x"})
    torn = home.drafts / "draft-torn.json"
    torn.write_bytes(content)
    assert drafts.all() == {"good": {"what": "x"}}
    assert drafts.load("torn") is None
    assert torn.read_bytes() == content


def test_drafts_are_for_their_owner_only(drafts: Drafts, home: Home) -> None:
    """0700 and 0600, whatever the umask allows."""
    before = os.umask(0)
    try:
        drafts.save("log", {"what": "x"})
    finally:
        os.umask(before)
    [file] = home.drafts.iterdir()
    modes = [stat.S_IMODE(path.stat().st_mode) for path in (home.data, home.drafts, file)]
    assert modes == [0o700, 0o700, 0o600]


@pytest.mark.parametrize("name", ["create", "write", "fsync", "replace", "fsync_directory"])
def test_a_draft_that_cannot_be_saved_is_as_it_was(name: str, drafts: Drafts, home: Home) -> None:
    """The former draft or the new one, and no temporary file."""
    drafts.save("log", {"what": "before"})
    with failing(name, 1, errno.ENOSPC), pytest.raises(CannotWrite) as refused:
        drafts.save("log", {"what": "after"})
    assert refused.value.exit_code == 5
    assert str(refused.value) == "There is no space left to keep what is being typed."
    assert drafts.load("log") in ({"what": "before"}, {"what": "after"})
    assert [path.name for path in home.drafts.iterdir()] == ["draft-log.json"]


def test_a_folder_that_cannot_be_had_is_told(home: Home) -> None:
    """A file in the folder's place is an error in words."""
    home.data.mkdir()
    home.drafts.write_text("")
    with pytest.raises(CannotWrite):
        Drafts(home).save("log", {})
    with pytest.raises(CannotWrite):
        Drafts(home).discard("log")
    assert Drafts(home).all() == {}
    assert Drafts(home).load("log") is None


def test_two_saves_at_once_do_not_meet(
    drafts: Drafts, home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A save that starts while another of the same draft is under way spoils neither."""
    real = disk.replace
    inner = iter([True])

    def replace(source: Path, target: Path) -> None:
        if next(inner, False):
            drafts.save("log", {"what": "inner"})
        real(source, target)

    monkeypatch.setattr(disk, "replace", replace)
    drafts.save("log", {"what": "outer"})
    assert drafts.load("log") == {"what": "outer"}
    assert len(list(home.drafts.iterdir())) == 1
