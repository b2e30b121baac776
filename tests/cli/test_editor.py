"""Writing in one's own editor: the form it opens, what comes back, and what is never lost."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.conftest import Sit, drafts, posix, speaking, stored
from tests.conftest import Program

pytestmark = posix

SECRET = "I spoke too long"
Editor = Callable[..., dict[str, str]]


@pytest.fixture
def editor(tmp_path: Path) -> Editor:
    """Makes an editor out of a few lines of Python that change ``text``; returns the environment."""

    def make(*lines: str, code: int = 0) -> dict[str, str]:
        script = tmp_path / "editor.py"
        body = "\n".join(lines)
        script.write_text(
            "import sys, pathlib\n"
            "path = pathlib.Path(sys.argv[-1])\n"
            "text = path.read_bytes().decode()\n"
            f"pathlib.Path({str(tmp_path / 'opened.txt')!r}).write_bytes(text.encode())\n"
            f"{body}\n"
            "path.write_bytes(text.encode())\n"
            f"sys.exit({code})\n"
        )
        return {"EDITOR": f"{sys.executable} {script}"}

    return make


def opened(tmp_path: Path) -> str:
    """What the editor was given."""
    return (tmp_path / "opened.txt").read_text()


def under(heading: str, text: str) -> str:
    """The line of an editor's script that writes under a heading."""
    return f"text = text.replace('## {heading}\\n', '## {heading}\\n' + {text!r})"


def test_the_editor_is_given_the_questions(
    sample: Program, sit: Sit, editor: Editor, tmp_path: Path
) -> None:
    """It opens a private file that says who will read this, with a heading a question."""
    look = "assert (path.stat().st_mode & 0o077) == 0"
    terminal = sit(sample, "log", **editor(look, under("What happened", f"{SECRET}\n\n- twice\n")))
    assert terminal.end() == 0, terminal.screen
    lines = opened(tmp_path).splitlines()
    assert lines[0] == "# Session 12 (Thursday 12 November 2026). Only you will read this."
    assert [line for line in lines if line.startswith("## ")] == [
        "## What happened", "## What I make of it", "## And now?",
        "## I learned …",
        "## I will try …",
        "## By when, as in “friday” (empty: no date)",
    ]  # fmt: skip
    record = stored(sample, "reflections")[-1]
    assert record["what"] == f"{SECRET}\n\n- twice"
    assert record["visibility"] == "private"
    assert drafts(sample) == []


def test_every_answer_lands_in_its_place(sample: Program, sit: Sit, editor: Editor) -> None:
    """Texts under the last two headings become a learning and an action for both."""
    terminal = sit(
        sample, "log",
        **editor(under("What I make of it", "So\n"),
                 under("I learned …", "The median\n"),
                 under("I will try …", "Two options\n")),
    )  # fmt: skip
    assert terminal.end() == 0, terminal.screen
    record = stored(sample, "reflections")[-1]
    assert (record.get("what"), record["so_what"]) == (None, "So")
    assert stored(sample, "learnings")[-1]["what"] == "The median"
    assert stored(sample, "actions")[-1]["text"] == "Two options"


def test_an_unchanged_file_logs_nothing(sample: Program, sit: Sit, editor: Editor) -> None:
    """Closing the editor without a word is refused, and no draft is left of it."""
    terminal = sit(sample, "log", **editor("pass"))
    terminal.expect("There is nothing to log yet.")
    assert terminal.end() == 2
    assert len(stored(sample, "reflections")) == 11
    assert drafts(sample) == []


def test_an_editor_that_fails_keeps_the_text(
    sample: Program, sit: Sit, editor: Editor, tmp_path: Path
) -> None:
    """It ends with 1, says where the draft is, and the next time goes on from it."""
    terminal = sit(sample, "log", **editor(under("What happened", f"{SECRET}\n"), code=3))
    terminal.expect("The editor stopped with an error.")
    assert terminal.end() == 1
    assert len(stored(sample, "reflections")) == 11
    assert len(drafts(sample)) == 1
    assert "draft" in sample.ok("status").out
    again = sit(sample, "log", **editor("pass"))
    again.answer("Take it up?", "y")
    assert again.end() == 0
    assert SECRET in opened(tmp_path)
    assert stored(sample, "reflections")[-1]["what"] == SECRET
    assert drafts(sample) == []


@pytest.mark.parametrize("editor", ["no-such-editor --wait", "vi 'half quoted"])
def test_an_editor_that_is_not_there_is_told(sample: Program, sit: Sit, editor: str) -> None:
    """A command that cannot be started is named, with the way to choose another."""
    terminal = sit(sample, "log", EDITOR=editor)
    terminal.expect(f"“{editor.removesuffix(' --wait')}”")
    terminal.expect("config set editor")
    assert terminal.end() == 2
    assert len(stored(sample, "reflections")) == 11
    assert drafts(sample) == []


def test_an_editor_that_fails_before_a_word_leaves_no_draft(sample: Program, sit: Sit) -> None:
    """Nothing was typed, so there is nothing to be offered; what an earlier draft holds stays."""
    terminal = sit(sample, "log", EDITOR="false")
    terminal.expect("config set editor")
    assert terminal.end() == 1
    assert drafts(sample) == []


def test_the_chosen_editor_wins(sample: Program, sit: Sit, editor: Editor) -> None:
    """The setting comes before $VISUAL, and $VISUAL before $EDITOR."""
    ours = editor(under("What happened", f"{SECRET}\n"))["EDITOR"]
    terminal = sit(sample, "log", VISUAL=ours, EDITOR="false")
    assert terminal.end() == 0, terminal.screen
    sample.ok("config", "set", "editor", ours)
    terminal = sit(sample, "log", VISUAL="false", EDITOR="false")
    assert terminal.end() == 0, terminal.screen
    assert [record.get("what") for record in stored(sample, "reflections")[-2:]] == [SECRET] * 2


def test_a_save_that_fails_after_the_editor_keeps_the_text(
    sample: Program, sit: Sit, editor: Editor
) -> None:
    """What was written in the editor is still there when the disk is well again."""
    lock = sample.home / "journal.lock"
    lock.unlink()
    lock.mkdir()
    terminal = sit(sample, "log", **editor(under("What happened", f"{SECRET}\n")))
    assert terminal.end() == 5
    assert drafts(sample) != []
    lock.rmdir()
    again = sit(sample, "log", **editor("pass"))
    again.answer("Take it up?", "y")
    assert again.end() == 0, again.screen
    assert stored(sample, "reflections")[-1]["what"] == SECRET
    assert drafts(sample) == []


@pytest.mark.parametrize("words", [["--session", "next"]], ids=" ".join)
def test_a_refusal_after_the_editor_keeps_the_text(
    sample: Program, sit: Sit, editor: Editor, words: list[str]
) -> None:
    """A mistake beside the text never costs the text."""
    terminal = sit(sample, "log", *words, **editor(under("What happened", f"{SECRET}\n")))
    assert terminal.end() in {1, 2}
    again = sit(sample, "log", **editor("pass"))
    again.answer("Take it up?", "y")
    assert again.end() == 0, again.screen
    assert stored(sample, "reflections")[-1]["what"] == SECRET


@pytest.mark.parametrize(
    "change",
    [
        "text = 'I spoke too long\\n'",
        "text = 'I spoke too long\\n' + text",
        "text = text.replace('## What happened\\n', 'I spoke too long\\n')",
        "text = text.split('\\n', 1)[0] + '\\nI spoke too long\\n'",
    ],
    ids=["instead", "above", "heading gone", "all headings gone"],
)
def test_words_outside_the_headings_are_not_lost(
    sample: Program, sit: Sit, editor: Editor, change: str
) -> None:
    """Who writes above or without the headings is understood to say what happened."""
    terminal = sit(sample, "log", **editor(change))
    assert terminal.end() == 0, terminal.screen
    assert SECRET in stored(sample, "reflections")[-1]["what"]


def test_a_text_in_the_other_language_is_not_lost(
    sample: Program, sit: Sit, editor: Editor, tmp_path: Path
) -> None:
    """A draft begun in English and saved by a French program keeps every word."""
    sit(sample, "log", **editor(under("What happened", f"{SECRET}\n"), code=3)).end()
    terminal = sit(speaking(sample, "fr"), "log", **editor("pass"))
    terminal.answer("Le reprendre", "o")
    assert terminal.end() == 0, terminal.screen
    record = stored(sample, "reflections")[-1]
    assert SECRET in "".join(str(record.get(key, "")) for key in ("what", "so_what", "now_what"))


def test_a_reflection_is_edited_as_it_stands(
    sample: Program, sit: Sit, editor: Editor, tmp_path: Path
) -> None:
    """The editor opens all its texts and says who reads them; what was not touched stays."""
    before = stored(sample, "reflections")[0]
    change = f"text = text.replace({before['now_what']!r}, 'Otherwise')"
    terminal = sit(sample, "reflection", "edit", "1", **editor(change))
    assert terminal.end() == 0, terminal.screen
    assert opened(tmp_path).startswith("# Only me\n")
    assert before["what"] in opened(tmp_path)
    after = stored(sample, "reflections")[0]
    volatile = {"rev": 0, "updated": ""}
    assert after | volatile == before | {"now_what": "Otherwise"} | volatile
    assert drafts(sample) == []


def test_an_emptied_answer_is_emptied(sample: Program, sit: Sit, editor: Editor) -> None:
    """Taking a text away in the editor takes it away."""
    before = stored(sample, "reflections")[0]
    change = f"text = text.replace({before['question']!r}, '')"
    terminal = sit(sample, "reflection", "edit", "1", **editor(change))
    assert terminal.end() == 0, terminal.screen
    assert "question" not in stored(sample, "reflections")[0]


def test_bytes_that_are_no_text_are_refused_and_kept(
    sample: Program, sit: Sit, editor: Editor
) -> None:
    """A file saved in another encoding is refused, and stays to be saved again."""
    script = (
        "path.write_bytes(text.replace('happened\\n', 'happened\\ncaf\\xe9\\n', 1)"
        ".encode().replace('caf\\xe9'.encode(), b'caf\\xe9'))",
        "sys.exit(0)",
    )
    terminal = sit(sample, "log", **editor(*script))
    terminal.expect("cannot be stored")
    assert terminal.end() == 2
    (name,) = drafts(sample)
    assert b"caf\xe9" in (sample.home / "drafts" / name).read_bytes()


def erasing(sample: Program, *, for_good: bool) -> tuple[str, ...]:
    """The lines of an editor's script that delete the first reflection, as another window may."""
    id = stored(sample, "reflections")[0]["id"]
    commands = [["delete", f"#{id}"]]
    commands += [["trash", "purge", f"#{id}", "--confirm", f"#{id}"]] if for_good else []
    return (
        "import subprocess",
        f"for words in {commands!r}: subprocess.run([sys.executable, '-m', 'rmjournal', *words], "
        "stdin=subprocess.DEVNULL, capture_output=True, check=True)",
    )


@pytest.mark.parametrize("in_place", [True, False])
def test_erased_words_do_not_come_back_through_an_open_editor(
    sample: Program, sit: Sit, editor: Editor, in_place: bool
) -> None:
    """What was typed is kept, and said; what only stood in the form is nowhere any more."""
    before = stored(sample, "reflections")[0]
    held = "held = path.open('r+b')"
    change = f"text = text.replace({before['now_what']!r}, {SECRET!r})"
    saved = ("held.write(text.encode()); held.truncate(); held.close()", "sys.exit(0)")
    lines = (held, *erasing(sample, for_good=True), change, *(saved if in_place else ()))
    terminal = sit(sample, "reflection", "edit", "1", **editor(*lines))
    assert terminal.end() == 1, terminal.screen
    assert "This record was erased for good meanwhile." in terminal.screen
    assert "What you typed is kept in" in terminal.screen
    [draft] = drafts(sample)
    assert SECRET in (sample.home / "drafts" / draft).read_text()
    files = [path for path in sample.home.rglob("*") if path.is_file()]
    assert not [path for path in files if before["what"].encode() in path.read_bytes()]


def test_what_was_deleted_meanwhile_is_not_saved_unseen(
    sample: Program, sit: Sit, editor: Editor
) -> None:
    """It says that it is in the trash; once restored, the command goes on from what was typed."""
    before = stored(sample, "reflections")[0]
    change = f"text = text.replace({before['now_what']!r}, {SECRET!r})"
    lines = (*erasing(sample, for_good=False), change)
    terminal = sit(sample, "reflection", "edit", "1", **editor(*lines))
    assert terminal.end() == 1, terminal.screen
    assert "This record was put in the trash meanwhile." in terminal.screen
    sample.ok("trash", "restore", "last")
    again = sit(sample, "reflection", "edit", "1", **editor("pass"))
    again.answer("Take it up?", "y")
    assert again.end() == 0, again.screen
    after = stored(sample, "reflections")[0]
    assert (after["now_what"], after["what"]) == (SECRET, before["what"])
    assert drafts(sample) == []
