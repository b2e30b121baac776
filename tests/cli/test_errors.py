"""What goes wrong: three sentences, an exit code, and never a traceback or a word of a note."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from rmjournal.storage.layout import sealed, split_seal
from rmjournal.storage.lock import locked
from tests.cli.conftest import drafts, listed, many, stored
from tests.conftest import Program, Run

SECRET = "a sentence nobody else should read"


def told(run: Run, code: int) -> list[str]:
    """The sentences on stderr of a run that ended in this code, with nothing on stdout."""
    assert run.code == code, run.err
    assert run.out == ""
    assert "Traceback" not in run.err
    assert "unexpected" not in run.err
    assert SECRET not in run.err
    return run.err.splitlines()


NOBODY = "#0000000000000000"
LONG = "1" * 5000
"""More digits than Python reads."""
REFUSED = [
    f"session show {LONG}", f"agenda done {LONG}", f"backup restore {LONG}",
    "session show 99", "session show zzzz", f"session show {NOBODY}", "session done",
    "session done next", "session postpone last", "session cancel last",
    "session plan '2026-12-03 16:00'", "agenda done 99", "agenda carry 0", f"action done {NOBODY}",
    f"learning show {NOBODY}", f"objective agree {NOBODY}", f"conflicts show {NOBODY}",
    f"trash restore {NOBODY}", "trash restore last", f"visibility {NOBODY} pair",
    "reflection show next", "pair use Nobody", "backup restore 99",
    "log --session next Too early", "charter sign", f"charter show {NOBODY}",
    "log --session next Too early", f"resource used {NOBODY}",
    "log --session next Too early", "session start", "session start last", "session pause",
    "session resume", "session next", "session end", "session extend 5",
    "session postpone next 2026-12-03 16:00", "session postpone next yesterday", "pair edit --reopen",
    f"agenda take {NOBODY}", "action add --from-item 99",
    "feedback edit 12 --request x", "feedback deliver 9", "feedback ack 9", "feedback show 1",
    "feedback discuss 11", "feedback reply 11 Thanks", f"feedback show {NOBODY}",
]  # fmt: skip
MISTYPED = [
    "frobnicate", "session frobnicate", "session plan", "session plan someday", "session plan 3/4",
    "session edit next --minutes many", "session edit next --minutes 3", "session list --jsn",
    "status extra", "agenda add", "agenda add Demo --minutes 0", "agenda add Demo --kind nonsense",
    "agenda move 1 99", "log", "log --learnd x", "log One --what Two", "log Text --confidence 11",
    "log --confidence 5", "log Text --by someday", "learn", "learn Text --who Nobody", "action add",
    "win add", "objective add", "objective add Text --importance 9",
    "objective add Text --domain nonsense", "reflection edit 1", "visibility last everyone",
    "config set lang de", "config set colour red", "config set timezone Europe/Nowhere",
    "export nonsense", "init --me Ana", "pair add --me Ana --role boss --partner Tom",
    "pair add --me Ana --role mentor --partner ana", "charter edit", "charter set", "charter set stays",
    "charter set colour red", "charter set every-weeks three", "charter set minutes 500",
    "charter set start someday", "charter set reporting-line perhaps", "charter edit --end 2020-01-01",
    "charter set review-months 24", "charter sign --by both",
    "pair add --me Ana --role mentor --partner ana", "resource add",
    "resource add Text --url javascript:alert(1)", "resource add Text --kind nonsense",
    "pair add --me Ana --role mentor --partner ana", "session extend", "session extend many",
    "session end --minutes many", "session plan tomorrow --template nonsense", "pair edit",
    "feedback give", "feedback give --request ' '", "feedback give --time-well-spent 5",
    "feedback give --sleep today --request x", "feedback give --draft --deliver --request x",
    "feedback give --from both --request x", "feedback give --session last --no-session --request x",
    "feedback reply 12", "feedback deliver", "feedback edit 11",
    "feedback discuss 12 --minutes 0",
]  # fmt: skip


Files = dict[Path, bytes]


@pytest.fixture(scope="module")
def refused(
    shown: Program, tmp_path_factory: pytest.TempPathFactory
) -> tuple[dict[str, Run], Files, Files]:
    """How every line above ended, and the files of the home before and after all of them."""
    before = files(shown)
    runs = many(shown, REFUSED + MISTYPED, tmp_path_factory.mktemp("refused"))
    return runs, before, files(shown)


def files(program: Program) -> Files:
    """Every file of the home."""
    return {path: path.read_bytes() for path in program.home.rglob("*") if path.is_file()}


@pytest.mark.parametrize("line", REFUSED, ids=[line[:60] for line in REFUSED])
def test_a_refusal_says_what_was_kept_and_what_to_do(
    refused: tuple[dict[str, Run], Files, Files], line: str
) -> None:
    """What the person's own data forbids ends with 1, in three sentences."""
    in_three_sentences(refused[0][line], 1)


@pytest.mark.parametrize("line", MISTYPED)
def test_a_mistyped_command_says_how_it_is_typed(
    refused: tuple[dict[str, Run], Files, Files], line: str
) -> None:
    """What is off in the words ends with 2, in three sentences."""
    in_three_sentences(refused[0][line], 2)


def in_three_sentences(run: Run, code: int) -> None:
    """What happened, what was kept and what to do; a date that was understood is said before."""
    sentences = [each for each in told(run, code) if not each.startswith("Understood")]
    assert len(sentences) == 3, sentences
    assert all(each[-1] in ".?" for each in sentences), sentences


def test_what_is_refused_changes_nothing(refused: tuple[dict[str, Run], Files, Files]) -> None:
    """After all that was refused above, every file of the home is as it was."""
    _, before, after = refused
    assert after == before


def test_errors_are_told_in_french(exemple: Program) -> None:
    """All three sentences are in the language of the person."""
    assert told(exemple("session", "show", "99"), 1)[:2] == [
        "Il n’y a pas de séance 99.",
        "Rien n’a été modifié.",
    ]
    assert told(exemple("statut"), 2)[0].startswith("«\u00a0rmjournal statut\u00a0» n’est pas")
    assert told(exemple("log", "--confidence"), 2)


@pytest.mark.parametrize(
    ("lang", "typed", "sentence"),
    [
        ("en", "monday 17 november 2026", "17 November 2026 is a Tuesday."),
        ("fr", "lundi 17 novembre 2026", "Le 17\u00a0novembre 2026 est un mardi."),
        ("fr", "lundi 1er décembre 2026", "Le 1er\u00a0décembre 2026 est un mardi."),
    ],
)
def test_a_date_in_a_sentence_is_said_in_words(
    shown: Program, lang: str, typed: str, sentence: str
) -> None:
    """The day that does not fall on the weekday named is written as people write it."""
    run = replace(shown, lang=lang)("session", "plan", typed)
    assert told(run, 2)[0] == sentence


def test_a_value_that_is_no_number_is_told_what_is_wanted(program: Program) -> None:
    """A whole number, where one is; of any other value, that it is not taken."""
    wants = "--minutes takes a whole number."
    assert told(program("session", "plan", "tomorrow", "--minutes", "x"), 2)[0] == wants


def test_a_near_miss_is_met_with_the_word_that_was_meant(program: Program) -> None:
    """A mistyped command or option is answered with the nearest one there is."""
    assert told(program("sesion"), 2)[-1] == "Did you mean session?"
    assert "cancel" in told(program("session", "cancle"), 2)[-1]
    assert "--learned" in told(program("log", "--learnt", "x"), 2)[-1]
    assert "--json" in told(program("session", "list", "--jso"), 2)[-1]
    for words in (
        ("session", "edit", "next", "--date", "x"),
        ("session", "edit", "next", "--day=x"),
    ):
        assert told(program(*words), 2)[-1] == "Did you mean --when?"
    edited = ("objective", "edit", "last", "--date", "x")
    assert told(program(*edited), 2)[-1] == "Did you mean --due?"
    for group, verb in (("session", "plan"), ("export", "recap"), ("feedback", "give")):
        assert "--help" in told(program(group, verb, "--date", "x"), 2)[-1]


def test_a_group_alone_shows_its_help_and_is_a_usage_error(program: Program) -> None:
    """A group needs a command, and says which there are."""
    run = program("session")
    assert run.code == 2
    assert "plan" in run.out


def test_an_empty_home_is_met_with_the_first_command(program: Program) -> None:
    """Whatever is asked of a journal that does not exist, ``init`` and ``demo`` are named."""
    for words in (["status"], ["session", "list"], ["log", SECRET], ["trash", "list"]):
        assert "rmjournal init" in told(program(*words), 1)[-1]
    assert not program.home.exists()


def damaged(program: Program) -> bytes:
    """Cuts the journal in the middle of a record."""
    path = program.home / "journal.json"
    path.write_bytes(path.read_bytes()[:-3000])
    return path.read_bytes()


@pytest.mark.parametrize(
    "words",
    [
        ["status"],
        ["session", "list", "--json"],
        ["search", "question"],
        ["undo"],
        ["export"],
        ["log", SECRET],
    ],
    ids=" ".join,
)
def test_a_damaged_journal_is_left_alone(sample: Program, words: list[str]) -> None:
    """Reading or writing ends with 3, names the way out, and no byte is touched."""
    before = damaged(sample)
    sentences = told(sample(*words), 3)
    assert "doctor" in sentences[-1]
    assert (sample.home / "journal.json").read_bytes() == before


@pytest.mark.parametrize(
    "words",
    ["log", "learn", "action add", "win add", "agenda add", "objective add", "resource add"],
)
def test_what_cannot_be_saved_is_kept_as_a_draft(sample: Program, words: str) -> None:
    """A text that meets a damaged journal is on disk beside it, not lost."""
    damaged(sample)
    sentences = told(sample(*words.split(), SECRET), 3)
    assert sentences[0].startswith("What you typed is kept as a draft")
    (name,) = drafts(sample)
    assert SECRET in (sample.home / "drafts" / name).read_text()


def test_a_journal_of_a_later_version_is_left_alone(sample: Program) -> None:
    """A file whose format is newer than ours is refused, not rewritten."""
    path = sample.home / "journal.json"
    start, seal = split_seal(path.read_bytes())
    newer = b"".join(sealed([path.read_bytes()[:start]], seal._replace(schema=999)))
    path.write_bytes(newer)
    sentences = told(sample("log", SECRET), 3)
    assert any("newer rmjournal" in each for each in sentences)
    assert path.read_bytes() == newer


def test_a_journal_that_another_program_holds_is_told_after_a_while(sample: Program) -> None:
    """Locked out for too long, a verb ends with 4, keeps the text, and reading still works."""
    hurry = (
        "import sys\nfrom rmjournal.storage import lock\nlock.PATIENCE = 0.05\n"
        "from rmjournal.__main__ import main\nsys.argv[0] = 'rmjournal'\nmain()\n"
    )
    with locked(sample.home / "journal.lock"):
        done = subprocess.run(
            [sys.executable, "-c", hurry, "log", SECRET],
            capture_output=True, env=sample.environment(), check=False,
        )  # fmt: skip
        sentences = told(Run(done.returncode, done.stdout.decode(), done.stderr.decode()), 4)
        assert len(sentences) == 4
        sample.ok("status", "--short")
    assert drafts(sample) == ["draft-log.json"]


def test_a_folder_that_cannot_be_written_to_is_told(sample: Program) -> None:
    """It ends with 5, the journal is as it was, and the text is kept as a draft."""
    before = (sample.home / "journal.json").read_bytes()
    (sample.home / "journal.lock").unlink()
    (sample.home / "journal.lock").mkdir()
    sentences = told(sample("log", SECRET), 5)
    assert len(sentences) == 4
    assert "draft" in sentences[0]
    assert "RMJOURNAL_HOME" in sentences[-1]
    assert drafts(sample) == ["draft-log.json"]
    assert (sample.home / "journal.json").read_bytes() == before


def test_why_one_sees_a_level_so_is_offered_again(sample: Program) -> None:
    """Its draft is that of the screen's form for this objective, and status tells of it."""
    ref = listed(sample, "objective", "list")[0]["id"]
    (sample.home / "journal.lock").unlink()
    (sample.home / "journal.lock").mkdir()
    told(sample("objective", "rate", ref, "below", "--note", SECRET), 5)
    assert drafts(sample) == [f"draft-objective-level-{ref}.json"]
    (sample.home / "journal.lock").rmdir()
    assert "You were in the middle of: how far an objective is" in sample.ok("status").out


def test_a_text_that_can_be_kept_nowhere_is_printed_back(sample: Program) -> None:
    """Where not even a draft can be written, the person gets every word back to copy."""
    (sample.home / "journal.lock").unlink()
    (sample.home / "journal.lock").mkdir()
    (sample.home / "drafts").write_text("not a directory")
    run = sample("log", "Line one\nline two", "--learned", "Ask for the median")
    assert run.code == 5
    assert "Traceback" not in run.err
    assert "Line one\nline two\n" in run.err
    assert "Ask for the median\n" in run.err


def test_drafts_never_overwrite_one_another(sample: Program, tmp_path: Path) -> None:
    """Several texts that could not be saved are all kept."""
    damaged(sample)
    texts = [f"Text {number}" for number in range(4)]
    many(sample, [f"log {text}" for text in texts], tmp_path)
    kept = "".join((sample.home / "drafts" / name).read_text() for name in drafts(sample))
    assert all(text in kept for text in texts)


def test_a_home_under_a_file_cannot_be_written_to(program: Program, tmp_path: Path) -> None:
    """A home that cannot exist ends with a refusal and no traceback, and gives the text back."""
    (tmp_path / "file").write_text("")
    run = program("--home", str(tmp_path / "file" / "home"), "log", SECRET)
    assert run.code == 5
    assert SECRET in run.err
    for words in (["status"], ["demo", "--dir", str(tmp_path / "file" / "x")]):
        run = program("--home", str(tmp_path / "file" / "home"), *words)
        assert run.code in {2, 5}
        told(run, run.code)


@pytest.mark.parametrize(
    "content", ["[]", "null", "3", '{"lang": 5}', '{"colour": "red"}', '{"editor": ["vi"]}',
                '{"lang": null, "timezone": null, "editor": null, "pair": null}'],
)  # fmt: skip
def test_settings_that_say_something_odd_do_not_stop_anyone(sample: Program, content: str) -> None:
    """Settings of an unknown kind are the defaults, and the journal opens."""
    (sample.home / "config.json").write_text(content)
    sample.ok("status", "--short", RMJOURNAL_LANG="")
    assert stored(sample, "pairs")


def test_a_present_that_is_no_time_is_told(shown: Program) -> None:
    """RMJOURNAL_NOW is checked before anything is done."""
    sentences = told(shown("log", SECRET, RMJOURNAL_NOW="tomorrow"), 2)
    assert len(sentences) == 3
    assert "RMJOURNAL_NOW" in sentences[0]


def test_what_nobody_expected_says_where_and_nothing_else(sample: Program) -> None:
    """A defect of ours is told by its place alone, with none of what was being handled."""
    broken = (
        "import sys\nfrom rmjournal.journal import reflections\n"
        "def log(self, *args, **fields):\n    raise RuntimeError(fields)\n"
        "reflections.Reflections.log = log\n"
        "from rmjournal.__main__ import main\nsys.argv[0] = 'rmjournal'\nmain()\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", broken, "log", SECRET],
        capture_output=True, env=sample.environment(), check=False,
    )  # fmt: skip
    assert done.returncode == 1
    told_ = done.stderr.decode()
    assert "RuntimeError" in told_
    assert SECRET not in told_
    assert "Traceback" not in told_
