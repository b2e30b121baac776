"""``charter``: one form, four questions first; signatures, and what they were given to."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from tests.cli.conftest import Sit, drafts, listed, posix, rows, stored
from tests.cli.test_editor import Editor, editor, opened, under
from tests.conftest import Program

__all__ = ["editor"]

FOUR = (
    "What stays between us",
    "What may leave, with whose consent",
    "What we do when a session cannot take place",
    "The right to stop",
)


def test_the_sample_says_who_signed_and_when_it_looks_back(shown: Program) -> None:
    """The words, the signatures, and the sessions that stood for the review points."""
    run = shown.ok("charter", "show")
    headings = [line for line in run.out.splitlines() if line.isupper()]
    assert headings[:4] == [question.upper() for question in FOUR]
    assert headings[-2:] == ["SIGNATURES", "REVIEW POINTS"]
    assert "  Judith: signed on Tuesday 24 February 2026\n" in run.out
    assert "month 3  Mon 25 May  session 5 (Thursday 28 May 2026), held\n" in run.out
    assert run.err == ""


def test_a_change_says_first_whose_signature_it_takes_back(sample: Program) -> None:
    """Off a terminal it is said and done; what was signed stays, with what changed since."""
    run = sample.ok("charter", "set", "may-leave", "Only", "the", "number")
    first, second, *_ = run.err.splitlines()
    assert first == "This changes what Judith and Rhona signed; it will have to be signed again."
    assert second.startswith("The wording that was signed is kept")
    shown = sample.ok("charter", "show").out
    assert "CHANGED SINCE THE SIGNATURE OF JUDITH AND RHONA" in shown
    assert "    now: Only the number\n" in shown
    (version,) = rows(shown)
    assert "signed by Judith and Rhona" in version
    earlier = sample.ok("charter", "show", version[:6])
    assert earlier.out.startswith("An earlier wording, replaced on Saturday 21 November 2026")
    assert "Only the number" not in earlier.out
    assert sample.ok("undo").err.startswith("Taken back: “charter set”")
    assert len(stored(sample, "charters")) == 1


def test_the_changed_charter_as_data(sample: Program) -> None:
    """Signatures with what changed since each, review points with their sessions, versions."""
    sample.ok("charter", "set", "every-weeks", "2")
    data = listed(sample, "charter", "show")
    assert (data["table"], data["signed"], data["missing"]) == ("charters", False, [])
    for signature in data["signatures"]:
        assert not signature["signed"]
        assert signature["changes"] == [{"field": "every_weeks", "before": 3, "after": 2}]
    assert [review["month"] for review in data["reviews"]] == [3, 6]
    assert all(review["session"] for review in data["reviews"])
    (version,) = data["versions"]
    assert (version["version_of"], version["every_weeks"]) == (data["id"], 3)
    assert listed(sample, "charter", "show", f"#{version['id']}")["signed"]


def test_both_signatures_plan_the_mid_points(ours: Program) -> None:
    """What the other said aloud is told as that; the sessions are said, and undone with it."""
    ours.ok(
        "charter", "edit", "--stays", "All of it", "--start", "2026-11-02", "--end", "2027-07-30"
    )
    assert "Mid-point" not in ours.ok("charter", "sign").err
    run = ours.ok("charter", "sign", "--by", "partner", "--on", "yesterday")
    assert "Ana: signed on Saturday 21 November 2026\n" in run.err
    assert (
        "oral agreement of Tom, noted by Ana on Saturday 21 November 2026 "
        "(said on Friday 20 November 2026)\n" in run.err
    )
    assert "Mid-point planned: session 1 (Tuesday 2 February 2027).\n" in run.err
    assert "Not settled yet: what may leave, with whose consent · what we do when" in run.err
    assert [each["template"] for each in listed(ours, "session", "list")] == ["mid-point"] * 2
    moved = ours.ok("charter", "set", "start", "2026-11-09")
    assert "The mid-point has moved: session 1 (Tuesday 9 February 2027).\n" in moved.err
    gone = ours.ok("charter", "set", "review-months", "6")
    assert "The mid-point of Tuesday 9 February 2027 is cancelled.\n" in gone.err
    for _ in range(3):
        ours.ok("undo")
    assert listed(ours, "session", "list") == []


def test_a_mid_point_far_ahead_is_no_next_session(ours: Program) -> None:
    """While nothing nearer is planned, the next thing to do is to plan, not to prepare February."""
    ours.ok(
        "charter", "edit", "--stays", "All of it", "--start", "2026-11-02", "--end", "2027-07-30"
    )
    ours.ok("charter", "sign")
    ours.ok("charter", "sign", "--by", "partner")
    assert "Plan the next session" in ours.ok("status").out
    near = replace(ours, now="2027-01-10T12:00").ok("status")
    assert "Prepare the next session" in near.out
    ours.ok("session", "plan", "in 2 weeks 2pm")
    assert "Prepare the next session" in ours.ok("status").out


def test_a_reporting_line_is_warned_of(ours: Program) -> None:
    """When it is said, and whenever the charter is looked at; it is not refused."""
    warning = "One of you reports to the other."
    assert warning in ours.ok("charter", "set", "reporting-line", "yes").err
    assert warning not in ours.ok("charter", "set", "why-us", "Because").err
    assert warning in ours.ok("charter", "show").err
    ours.ok("charter", "set", "reporting-line", "no")
    assert warning not in ours.ok("charter", "show").err


def test_french_slugs_and_values(ours: Program) -> None:
    """A French speaker names the fields in French, and answers in French."""
    french = replace(ours, lang="fr")
    for words in (
        ("entre-nous", "Tout"), ("peut_sortir", "Rien"), ("lien hiérarchique", "non"),
        ("volontaire", "oui"), ("rythme", "2"), ("durée", "60"), ("points d’étape", "3 et 5"),
        ("début", "2 novembre 2026"), ("désaccord", "-"),
    ):  # fmt: skip
        french.ok("charter", "set", *words, stdin=b"On en parle")
    (charter,) = stored(ours, "charters")
    assert (charter["stays"], charter["may_leave"]) == ("Tout", "Rien")
    assert (charter["reporting_line"], charter["voluntary"]) == (False, True)
    assert (charter["every_weeks"], charter["minutes"], charter["review_months"]) == (2, 60, [3, 5])
    assert (charter["start"], charter["if_we_disagree"]) == ("2026-11-02", "On en parle")


def test_no_review_points_is_an_answer(ours: Program) -> None:
    """None is none, and stays none."""
    ours.ok("charter", "edit", "--review-months", "none")
    assert stored(ours, "charters")[0]["review_months"] == []
    assert "REVIEW POINTS" not in ours.ok("charter", "show").out


@posix
def test_the_form_asks_four_questions_first(ours: Program, sit: Sit) -> None:
    """Then the others, which can wait: an empty line passes over them, and nothing is asked twice."""
    terminal = sit(ours, "charter", "edit", EDITOR="")
    terminal.expect("Both of you will read this.")
    for question, answer in zip(FOUR, ("All", "Nothing", "Write", "Any time"), strict=True):
        terminal.answer(question, answer)
    terminal.expect("The rest can wait")
    for question in ("Why the two of us", "What we speak of", "What we leave aside"):
        terminal.answer(question, "")
    terminal.answer("Chosen freely by both of us (yes or no)", "yes")
    terminal.answer("One of us reports to the other (yes or no)", "")
    terminal.answer("Weeks between two sessions [3]", "2")
    for question in (
        "Minutes",
        "The start",
        "The end",
        "Review points",
        "What we do if we disagree",
    ):
        terminal.answer(question, "")
    terminal.expect("Saved ")
    assert terminal.end() == 0
    (charter,) = stored(ours, "charters")
    assert (charter["stays"], charter["right_to_stop"]) == ("All", "Any time")
    assert (charter["voluntary"], charter["every_weeks"]) == (True, 2)
    assert "reporting_line" not in charter
    assert drafts(ours) == []


@posix
def test_the_editor_shows_the_charter_as_it_is(
    sample: Program, sit: Sit, editor: Editor, tmp_path: Path
) -> None:
    """One file, the present words under their questions; a yes is asked before a signature goes."""
    edit = under("The right to stop", "Any time.\n")
    terminal = sit(sample, "charter", "edit", **editor(edit))
    terminal.answer("Change it? [y/n]", "n")
    assert terminal.end() == 1
    assert "The charter stays as it was." in terminal.screen
    assert len(stored(sample, "charters")) == 1
    assert drafts(sample) == ["draft-charter.json", "draft-charter.txt"]
    headings = [line[3:] for line in opened(tmp_path).splitlines() if line.startswith("## ")]
    assert headings[:4] == list(FOUR)
    again = sit(sample, "charter", "edit", **editor())
    again.answer("A draft of this was kept. Take it up?", "y")
    again.answer("Change it? [y/n]", "y")
    again.expect("Saved ")
    assert again.end() == 0
    assert stored(sample, "charters")[0]["right_to_stop"].startswith("Any time.\nEither of us")
    assert drafts(sample) == []


@posix
def test_an_unchanged_form_changes_nothing(sample: Program, sit: Sit, editor: Editor) -> None:
    """Closing the editor as it was opened, or on an empty file, takes no signature."""
    before = (sample.home / "journal.json").read_bytes()
    for lines in ((), ("text = ''",)):
        terminal = sit(sample, "charter", "edit", **editor(*lines))
        terminal.expect("The charter stays as it was.")
        assert terminal.end() == 0
    assert (sample.home / "journal.json").read_bytes() == before
    assert drafts(sample) == []


@posix
def test_a_wrong_answer_in_the_form_loses_no_word(ours: Program, sit: Sit, editor: Editor) -> None:
    """A number that is none is refused, and all that was written is kept for the next time."""
    wrong = (
        under("What stays between us", "All of it\n"),
        "text = text.replace('\\n45\\n', '\\nlong\\n')",
    )
    terminal = sit(ours, "charter", "edit", **editor(*wrong))
    terminal.expect("“long” is not a whole number.")
    assert terminal.end() == 2
    assert "draft-charter.json" in drafts(ours)
    again = sit(ours, "charter", "edit", **editor("text = text.replace('\\nlong\\n', '\\n60\\n')"))
    again.answer("Take it up?", "y")
    again.expect("Saved ")
    assert again.end() == 0
    (charter,) = stored(ours, "charters")
    assert (charter["stays"], charter["minutes"]) == ("All of it", 60)


@pytest.mark.parametrize("field", ["stays", "end"])
@posix
def test_one_field_is_asked_for_on_a_terminal(ours: Program, sit: Sit, field: str) -> None:
    """Without a text, the field's own question is asked, its present answer in brackets."""
    terminal = sit(ours, "charter", "set", field, EDITOR="")
    question = {"stays": "What stays between us", "end": "The end [1 June 2027]"}[field]
    terminal.answer(question, {"stays": "All", "end": "2027-07-01"}[field])
    terminal.expect("Saved ")
    assert terminal.end() == 0
    (charter,) = stored(ours, "charters")
    assert charter[field] == {"stays": "All", "end": "2027-07-01"}[field]


def test_a_charter_that_is_settled_asks_to_be_signed(ours: Program) -> None:
    """Not before the four questions have answers, and not of who signed it as it stands."""
    step = "Next: rmjournal charter sign"
    for field in ("stays", "may-leave", "when-missed"):
        assert step not in ours.ok("charter", "set", field, "As we said").err
    assert step in ours.ok("charter", "set", "right-to-stop", "One sentence").err.splitlines()
    assert step not in ours.ok("charter", "sign").err
    assert step in ours.ok("charter", "set", "stays", "All of it").err
