"""``import`` from the command line: told before and after, refused by name, shown harmless."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from tests.cli.conftest import listed, speaking, stored
from tests.cli.test_hostile import everything, obeyed
from tests.conftest import Program, Run

JRNL = ("import", "jrnl", "journal.json")
NOTES = ("import", "markdown", "notes")


def there(program: Program) -> Path:
    """The directory that the program is started in."""
    assert program.where is not None
    return program.where


def test_a_journal_of_jrnl_is_told_and_brought(ours: Program) -> None:
    """A dry run has a line for each entry; then it is done, once, for my eyes, and can be undone."""
    dry = ours.ok(*JRNL, "--dry-run")
    assert [line[:17] for line in dry.out.splitlines()] == [
        "2026-10-02  08:15", "2026-11-12  17:05", "2026-11-12  17:20",
    ]  # fmt: skip
    assert dry.err.splitlines() == [
        "This would add: 3 reflections.", "Nothing was changed; without --dry-run it is made.",
    ]  # fmt: skip
    assert stored(ours, "reflections") == []
    done = ours.ok(*JRNL)
    assert (done.out, done.err.splitlines()) == (
        "", ["Added: 3 reflections · Only me", "“rmjournal undo” takes all of it back."],
    )  # fmt: skip
    starred = stored(ours, "reflections")[-1]
    assert starred["what"] == "She asked when it stops *\nAnd I had no answer. @questions"
    assert (starred["on"], starred["visibility"]) == ("2026-11-12", "private")
    assert (
        "imported from: jrnl 2026-11-12 17:20"
        in ours.ok("reflection", "show", f"#{starred['id']}").out
    )
    again = ours.ok(*JRNL, "--dry-run")
    assert [line.rsplit("  ", 1)[1] for line in again.out.splitlines()] == ["already here"] * 3
    assert "3 are here already" in ours.ok(*JRNL).err
    ours.ok("undo")
    assert stored(ours, "reflections") == []


def test_an_export_may_come_through_a_pipe(ours: Program) -> None:
    """As from ``jrnl --format json | rmjournal import jrnl -``."""
    text = (there(ours) / "journal.json").read_bytes()
    assert "Added: 3 reflections" in ours.ok("import", "jrnl", "-", stdin=text).err
    assert ours("import", "jrnl", "-", stdin=b"").err.startswith("stdin is not JSON.")


def test_reflections_may_be_for_the_other_too(ours: Program) -> None:
    """Only when that is asked for, and then it is said."""
    assert "3 reflections · The two of us" in ours.ok(*JRNL, "--for-partner").err
    assert {each["visibility"] for each in stored(ours, "reflections")} == {"pair"}


def test_an_entry_joins_the_session_of_the_sample(sample: Program) -> None:
    """What was written on the evening of a session is found on it."""
    sample.ok(*JRNL)
    session = listed(sample, "session", "show", "last")["id"]
    assert [each.get("session") for each in stored(sample, "reflections")[-3:]] == [
        None,
        session,
        session,
    ]


def test_a_directory_of_notes_is_told_and_brought(ours: Program) -> None:
    """A line for each note, with what it makes; then sessions with agendas, actions and the rest."""
    (there(ours) / "notes" / "photo.png").touch()
    dry = ours.ok(*NOTES, "--dry-run")
    assert "2026-02-04.md" in dry.out
    assert "3 agenda items" in dry.out
    done = ours.ok(*NOTES, "--visibility", "pair")
    assert done.err.splitlines() == [
        "Left out: 1 file that is no Markdown.",
        "Added: 3 reflections · Only me",
        "Added: 4 sessions, 4 agenda items, 3 learnings, 4 actions, 1 win · The two of us",
        "“rmjournal undo” takes all of it back.",
    ]
    assert [each["status"] for each in listed(ours, "session", "list")] == ["held"] * 4
    assert "There is nothing new to import." in ours.ok(*NOTES).err


def test_french_notes_in_french(exemple: Program) -> None:
    """The same in the other language."""
    dry = exemple.ok(*NOTES, "--dry-run")
    assert "2 apprentissages" in " ".join(dry.out.split())
    assert dry.err.startswith("Cela ajouterait\u00a0: 3 séances, 6 points d’ordre du jour")
    assert "Moi uniquement" in exemple.ok(*NOTES).err
    assert "3 notes sont déjà là" in exemple.ok(*NOTES).err


def test_as_data(ours: Program) -> None:
    """What would be made and what was made have one shape."""
    dry = json.loads(ours.ok(*NOTES, "--dry-run", "--json").out)
    done = json.loads(ours.ok(*NOTES, "--json").out)
    assert {**dry, "dry_run": False} == done
    assert done["made"]["sessions"] == 4
    assert done["notes"][0] == {
        "name": "2026-02-04.md", "on": "2026-02-04", "marked_held": False,
        "made": {"sessions": 1, "items": 3, "reflections": 1, "learnings": 2, "actions": 3},
    }  # fmt: skip
    again = json.loads(ours.ok(*NOTES, "--json").out)
    assert (again["made"], again["already_here"]) == ({}, 4)
    assert json.loads(ours.ok(*JRNL, "--json").out)["made"] == {"reflections": 3}


def test_a_planned_session_is_said_to_be_held_now(ours: Program) -> None:
    """When a note shows that it took place."""
    ours.ok("session", "plan", "2026-02-04 14:00")
    assert "Now marked as held: session 1 (Wednesday 4 February 2026)." in ours.ok(*NOTES).err


def refused(run: Run, *sentences: str) -> None:
    """One sentence of what happened, one of what was kept, one of what to do."""
    assert (run.code, run.out) == (1, ""), run.err
    happened, kept, _todo = run.err.splitlines()
    assert happened in sentences
    assert kept == "Nothing was imported."


def test_notes_without_a_date_are_named(ours: Program) -> None:
    """All of them, before anything is kept; or they are left out when that is asked for."""
    for name in ("median.md", "readme.md"):
        (there(ours) / "notes" / name).write_text("Text")
    refused(ours(*NOTES), "2 of the notes have no date: median.md, readme.md.")
    assert stored(ours, "sessions") == []
    run = ours.ok(*NOTES, "--skip-undated")
    assert "Left out, for it has no date: median.md" in run.err
    assert len(stored(ours, "sessions")) == 4


def test_links_and_hidden_files_are_not_followed(ours: Program, tmp_path: Path) -> None:
    """A link may lead anywhere, in circles too; it is left out, and that is said."""
    notes = there(ours) / "notes"
    (tmp_path / "secret.md").write_text("secret")
    try:
        (notes / "2026-05-05.md").symlink_to(tmp_path / "secret.md")
        (notes / "round").symlink_to(notes)
    except OSError:
        pytest.skip("no links here")
    (notes / ".obsidian").mkdir()
    (notes / ".obsidian" / "x.md").touch()
    err = ours.ok(*NOTES).err
    assert "Left out, for it is a link: 2026-05-05.md" in err
    assert "Left out, for it is a link: round" in err
    assert len(stored(ours, "sessions")) == 4


def test_one_note_may_be_named(ours: Program) -> None:
    """A file is a directory of one."""
    assert "1 session" in ours.ok("import", "markdown", "notes/2026-02-04.md").err
    rest = ours.ok(*NOTES).err
    assert "1 is here already and stays as it is." in rest
    assert "3 sessions" in rest


WRONG = {
    "nothing.json": (None, "There is no nothing.json."),
    "notes": (None, "notes is a directory."),
    "text.json": (b"words", "text.json is not JSON."),
    "other.json": (b'{"notes": []}', "other.json is JSON, but not an export of jrnl."),
    "binary.json": (b"{}\n\xff\x00\xfe", "binary.json is not text in UTF-8 (line 2)."),
    "utf-16.json": ("{}".encode("utf-16"), "utf-16.json is not text in UTF-8 (line 1)."),
    "date.json": (
        b'{"entries": [{"title": "x", "body": "", "date": "2026-02-30", "time": "10:00"}]}',
        "date.json: entry 1 has no date that can be read.",
    ),
}


@pytest.mark.parametrize("name", WRONG)
def test_what_is_no_export_is_refused_by_name(ours: Program, name: str) -> None:
    """With what to do, and the journal as it was."""
    content, sentence = WRONG[name]
    if content is not None:
        (there(ours) / name).write_bytes(content)
    before = (ours.home / "journal.json").read_bytes()
    refused(ours("import", "jrnl", name), sentence)
    assert (ours.home / "journal.json").read_bytes() == before


def test_a_file_beyond_all_bounds_is_refused(ours: Program) -> None:
    """Without being read to its end."""
    with (there(ours) / "huge.json").open("wb") as file:
        file.truncate(65 << 20)
    refused(ours("import", "jrnl", "huge.json"), "huge.json is larger than 64 MB.")


def test_what_are_no_notes_is_refused_by_name(ours: Program) -> None:
    """An empty directory, none, a file of another kind, a note in another encoding, no date at all."""
    where = there(ours)
    (where / "empty").mkdir()
    refused(ours("import", "markdown", "empty"), "empty holds no notes in Markdown.")
    refused(ours("import", "markdown", "none"), "There is no none.")
    refused(ours("import", "markdown", "journal.json"), "journal.json is not a directory of notes.")
    (where / "notes" / "2026-05-05.md").write_bytes("é".encode("latin-1"))
    refused(ours(*NOTES), f"notes{os.sep}2026-05-05.md is not text in UTF-8 (line 1).")
    (where / "notes" / "2026-05-05.md").rename(where / "notes" / "2026-13-05.md")
    (where / "notes" / "2026-13-05.md").write_text("x")
    refused(ours(*NOTES), "The date of 2026-13-05.md is not understood.")
    assert stored(ours, "sessions") == []
    assert ours(*NOTES, "--visibility", "all").code == 2


def test_hostile_texts_and_names_do_no_harm(ours: Program) -> None:
    """Stored as they are, shown with nothing that a terminal could obey."""
    text = everything()
    entry = {
        "title": text,
        "body": "",
        "date": "2024-03-05",
        "time": "14:10",
        "tags": [],
        "starred": False,
    }
    (there(ours) / "hostile.json").write_text(json.dumps({"entries": [entry]}))
    name = "2026-05-05 \x1b[31m[x]{0} \u202e.md"
    (there(ours) / "notes" / name).write_bytes(f"# Actions\n- [ ] {text}".encode())
    for words in (("import", "jrnl", "hostile.json"), NOTES):
        for more in (("--dry-run",), ("--dry-run", "--json"), ()):
            run = ours.ok(*words, *more)
            assert obeyed(run.out) == obeyed(run.err) == set()
    assert stored(ours, "reflections")[0]["what"] == text
    (there(ours) / "notes" / name.replace("05-05", "13-05")).touch()
    assert obeyed(ours(*NOTES).err) == set()


def test_without_a_pair_there_is_nothing_to_import_into(program: Program, tmp_path: Path) -> None:
    """The first step is named, in the language in use."""
    (tmp_path / "journal.json").write_text('{"entries": []}')
    run = speaking(program, "fr")("import", "jrnl", str(tmp_path / "journal.json"))
    assert run.code == 1
    assert "rmjournal init" in run.err
