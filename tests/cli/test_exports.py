"""What leaves through the command line: which kind, for whom, where to, and in whose form."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from rmjournal.model.charter import Charter
from rmjournal.storage.codec import slots
from tests.cli.conftest import posix, stored
from tests.conftest import Program

KINDS = {
    "charter": "# Our charter",
    "agenda": "# Session 13: agenda",
    "objectives": "# Our objectives",
    "report": "# Report",
    "journal": "# Our journal",
    "recap": "# Session 12: recap",
}


@pytest.mark.parametrize(("kind", "title"), KINDS.items())
def test_each_kind_is_for_the_partner_unless_said_otherwise(
    shown: Program, kind: str, title: str
) -> None:
    """On stdout the export, on stderr whom it is for."""
    run = shown.ok("export", kind)
    assert run.out.startswith(title)
    assert run.err.startswith("For Rhona Bello: only what is for the two of you.")


def test_a_french_speaker_may_type_french(exemple: Program) -> None:
    """Kinds and audiences have their French words."""
    assert exemple.ok("export", "bilan", "--audience", "equipe").out.startswith("# Bilan")
    refused = exemple("export", "compte-rendu", "--audience", "programme").err
    assert "L’export «\u00a0compte-rendu\u00a0»" in refused
    assert "il y a\u00a0: bilan." in refused
    assert exemple.ok("export", "objectifs").out.startswith("# Nos objectifs")


def test_the_agenda_of_the_session_that_was_named_is_sent(sample: Program) -> None:
    """The next one's is meant where none is named, and only there."""
    for named, number in (([], 13), (["--session", "last"], 12), (["--session", "11"], 11)):
        heading, _, _ = sample.ok("export", "agenda", *named).out.partition("\n")
        assert heading == f"# Session {number}: agenda"


def test_an_agenda_says_what_each_item_serves_and_what_is_free(sample: Program) -> None:
    """In a sentence of its own, unless the topic says it; a full agenda says nothing about minutes."""
    out = sample.ok("export", "agenda").out.replace("\u00a0", " ")
    aim, topic = "Get a paper decided first time", "Two-day sign-off of words in the app"
    assert f"(8 min, Rhona). For the objective “{aim}”\n" in out
    assert f"**{topic}** (8 min, Rhona, already carried once)\n" in out
    assert "24 min of 45 min planned, 21 min still free." in out
    sample.ok("agenda", "suggest")
    assert "planned" not in sample.ok("export", "agenda").out


def test_the_report_for_the_programme_is_figures_alone(shown: Program) -> None:
    """No sentence that anybody typed, no rating, no feedback; the dates of the sessions."""
    run = shown.ok("export", "report", "--audience", "programme")
    typed = [text for table in ("learnings", "wins", "actions") for text in texts(shown, table)]
    assert typed
    assert not [text for text in typed if text in run.out]
    assert "- Held: 12 of 12 planned" in run.out
    assert "12 November 2026" in run.out
    assert "Feedback" not in run.out
    assert "T =" not in run.out


def texts(program: Program, table: str) -> list[str]:
    """What was typed in the main field of a table's records."""
    name = {"learnings": "what"}.get(table, "text")
    return [record[name] for record in stored(program, table)]


def test_the_score_is_for_oneself_and_comes_last(shown: Program) -> None:
    """After everything that is told in words."""
    out = shown.ok("export", "report", "--audience", "self").out
    assert out.index("## What went well") < out.index("Goal Attainment Scaling")
    assert "Judith: T = 46.1, from 3 objectives" in out
    assert "T =" not in shown.ok("export", "report").out


@pytest.mark.parametrize(
    ("months", "line"),
    [
        ("1", "- A review after 1 month\n"), ("3", "- A review after 3 months\n"),
        ("3,6", "- Reviews after 3 and 6 months\n"),
    ],
)  # fmt: skip
def test_the_review_points_of_a_charter_are_as_many_as_it_says(
    ours: Program, months: str, line: str
) -> None:
    """One month, several months, several reviews."""
    ours.ok("charter", "set", "review-months", months)
    assert line in ours.ok("export", "charter").out


def test_a_blank_charter_asks_and_tells_nothing(shown: Program, ours: Program) -> None:
    """Every question, the first four first, and no word of the charter that the pair has."""
    (charter,) = stored(shown, "charters")
    written, blank = shown.ok("export", "charter").out, shown.ok("export", "charter", "--blank").out
    for name in ("stays", "may_leave", "when_missed", "right_to_stop", "in_scope"):
        assert charter[name][:30] in written
        assert charter[name][:30] not in blank
    headings = [line for line in blank.splitlines() if line.startswith("## ")]
    assert headings[:2] == ["## What stays between us", "## What may leave, with whose consent"]
    assert "Rhona: signed on" in written
    assert headings == [
        line
        for line in ours.ok("export", "charter", "--blank").out.splitlines()
        if line.startswith("## ")
    ]


def test_figures_are_there_as_json_too(shown: Program) -> None:
    """With the days of the period."""
    run = shown.ok("export", "report", "--format", "json", "--since", "2026-09-01")
    data = json.loads(run.out)
    assert data["since"] == "2026-09-01"
    assert data["figures"]["sessions"]["held"] == 4


FORMATS = (Path(__file__).parent.parent.parent / "docs" / "formats.md").read_text("utf-8")
EXPORTS = FORMATS.partition("\n## Exports\n")[2].partition("\n## ")[0]
ENVELOPE = {"schema", "kind", "audience", "private", "consented", "prepared", "names"}


def let_out(program: Program, win: dict[str, str]) -> None:
    """Both let a win leave the pair."""
    program.ok("visibility", f"#{win['id']}", "shareable")
    program.ok("visibility", f"#{win['id']}", "shareable", "--by", "partner", "--on", "yesterday")


@pytest.mark.parametrize(
    "words",
    [*([kind, "--audience", "self"] for kind in KINDS), ["journal", "--audience", "anonymous"],
     ["report", "--audience", "programme"]],
    ids=" ".join,
)  # fmt: skip
def test_the_keys_of_an_export_are_written_down(sample: Program, words: list[str]) -> None:
    """Each in the row of its kind in docs/formats.md."""
    let_out(sample, stored(sample, "wins")[0])
    data = json.loads(sample.ok("export", *words, "--format", "json").out)
    (row,) = (line for line in EXPORTS.splitlines() if line.startswith(f"| `{data['kind']}`"))
    fields = {slot.key for slot in slots(Charter)} if data["kind"] == "charter" else set()
    assert not [key for key in data.keys() - ENVELOPE - fields if f"`{key}`" not in row]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["export", "recap", "--audience", "programme"], "For “programme” there is: report."),
        (
            ["export", "journal", "--since", "today", "--until", "yesterday"],
            "earlier day to --since",
        ),
        (["export", "agenda", "--audience", "anonymous"], "there is: journal, report."),
        (["export", "recap", "--since", "2026-01-01"], "--since and --until say nothing"),
        (["export", "report", "--session", "3"], "--session says nothing"),
        (["export", "recap", "--blank"], "Only the charter can be exported blank."),
        (["export", "agenda", "--with-feedback"], "--with-feedback says nothing"),
        (
            ["export", "journal", "--audience", "anonymous", "--with-feedback"],
            "never holds feedback",
        ),
        (
            ["export", "report", "--audience", "programme", "--with-feedback"],
            "a recap or a journal",
        ),
        (["export", "recap", "--format", "json", "--template", "x.j2"], "--template says nothing"),
        (["export", "poem"], "Choose one of: recap, agenda, objectives, journal, charter, report."),
        (["template", "show", "poem"], "There are: agenda,"),
    ],
)
def test_what_does_not_go_together_is_told(shown: Program, words: list[str], said: str) -> None:
    """With what does, and nothing on stdout."""
    run = shown(*words)
    assert run.code in {1, 2}
    assert said in run.err
    assert run.out == ""


def test_a_win_leaves_once_both_consent(sample: Program) -> None:
    """Mine alone does not suffice; the other's is noted, and a changed mind takes it back."""
    win = stored(sample, "wins")[0]
    ref = f"#{win['id']}"

    def told() -> str:
        return sample.ok("export", "journal", "--audience", "anonymous").out

    def refused() -> None:
        run = sample("export", "journal", "--audience", "anonymous")
        assert (run.code, run.out) == (1, "")
        assert run.err.startswith("Nothing may leave the pair yet")
        assert "rmjournal visibility REF shareable" in run.err

    refused()
    run = sample.ok("visibility", ref, "shareable")
    assert "only once Rhona consents too" in run.err
    refused()
    run = sample.ok("visibility", ref, "shareable", "--by", "partner", "--on", "yesterday")
    assert "Both of you consent" in run.err
    assert "## Month" in told()
    assert "Rhona" not in told()
    assert "Judith" not in told()
    assert stored(sample, "wins")[0]["assents"][-1]["on"].startswith("2026-11-20")
    sample.ok("visibility", ref, "pair")
    refused()


CONSENT = "what was said is passed on with the consent of both"
FIGURES = "Anonymised: figures alone, nothing of what was said."


def test_a_consent_is_claimed_only_for_what_was_consented_to(sample: Program) -> None:
    """An anonymous report is figures alone until both let a sentence of it leave."""
    report = ("export", "report", "--audience", "anonymous")
    assert sample.ok(*report).out.splitlines()[-1] == FIGURES
    ref = f"#{stored(sample, 'wins')[0]['id']}"
    sample.ok("visibility", ref, "shareable")
    assert FIGURES in sample.ok(*report).out
    sample.ok("visibility", ref, "shareable", "--by", "partner", "--on", "yesterday")
    for kind in ("report", "journal"):
        told = sample.ok("export", kind, "--audience", "anonymous").out
        assert CONSENT in told
        assert FIGURES not in told


@pytest.mark.parametrize(
    ("kind", "audience", "prepared"),
    [
        ("recap", "partner", ("Judith", "Rhona")),
        ("recap", "self", ("Judith", None)),
        ("report", "programme", ("Judith", None)),
        ("report", "anonymous", (None, None)),
    ],
)
def test_data_say_by_whom_and_for_whom(
    shown: Program, kind: str, audience: str, prepared: tuple[str | None, str | None]
) -> None:
    """For the partner alone is it made for the partner; who of the two sent it names nobody."""
    data = json.loads(shown.ok("export", kind, "--audience", audience, "--format", "json").out)
    assert (data["prepared"]["by"], data["prepared"]["for"]) == prepared
    assert data["consented"] is False


def test_a_private_record_that_is_opened_is_said_to_be_read(sample: Program) -> None:
    """To let a reflection leave the pair is also to show it to the other, and that is told."""
    run = sample.ok("visibility", f"#{stored(sample, 'reflections')[0]['id']}", "shareable")
    assert "From now on it is in what you export for Rhona." in run.err


def test_a_session_never_leaves_the_pair(sample: Program) -> None:
    """Days say who it was; what was learned in it may leave."""
    run = sample("visibility", "last", "shareable")
    assert run.code == 1
    assert "stay between the two of you" in run.err


def test_a_template_is_copied_to_be_changed(sample: Program, tmp_path: Path) -> None:
    """It gives the same recap until it is changed, and an existing file is never overwritten."""
    own = tmp_path / "own.md.j2"
    sample.ok("template", "eject", "recap", "-o", str(own))
    assert sample.ok("template", "show", "recap").out == own.read_text("utf-8")
    plain = sample.ok("export", "recap").out
    assert sample.ok("export", "recap", "--template", str(own)).out == plain
    own.write_text("Held: {{ session.date|date }}\n{{ session.nothing.at_all }}", "utf-8")
    run = sample("export", "recap", "--template", str(own))
    assert (run.code, run.out) == (2, "")
    assert f"{own} has a mistake on line 2" in run.err
    again = sample("template", "eject", "recap", "-o", str(own))
    assert again.code == 1
    assert "exists already" in again.err


def test_every_built_in_template_is_listed_with_its_purpose(shown: Program) -> None:
    """Those that only others use too."""
    lines = shown.ok("template", "list").out.splitlines()
    names = {path.name.partition(".")[0] for path in Path("templates").glob("*.j2")}
    assert {line.split()[0] for line in lines} == names
    assert all(len(line.split()) > 2 for line in lines)
    listed = json.loads(shown.ok("template", "list", "--json").out)
    assert {each["name"] for each in listed} == names


@posix
def test_an_export_goes_to_the_clipboard(sample: Program, tmp_path: Path) -> None:
    """Through the system's own program; nothing is printed then."""
    if os.uname().sysname != "Linux":
        pytest.skip("the clipboard of this system is not a program on the path")
    tools = tmp_path / "tools"
    tools.mkdir()
    board = tmp_path / "board"
    script = f'#!/bin/sh\ncase "$*" in *-o*) cat {board};; *) cat > {board};; esac\n'
    (tools / "xclip").write_text(script)
    (tools / "xclip").chmod(0o755)
    run = sample.ok(
        "export", "recap", "--copy", DISPLAY=":7", PATH=f"{tools}{os.pathsep}{os.environ['PATH']}"
    )
    assert run.out == ""
    assert "Copied." in run.err
    assert board.read_text("utf-8") == sample.ok("export", "recap").out


@posix
def test_no_clipboard_is_said(sample: Program, tmp_path: Path) -> None:
    """With what to do instead, and the exit code of what could not be written."""
    run = sample("export", "recap", "--copy", PATH=str(tmp_path))
    assert (run.code, run.out) == (5, "")
    assert "-o" in run.err
