"""``feedback``: kept, slept on, delivered when told so; answered; on the agenda without its words."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.cli.conftest import Sit, drafts, listed, posix, rows, stored
from tests.conftest import Program

SECRET = "You left in the middle of my demonstration"


def mine(program: Program) -> dict[str, object]:
    """The feedback that was stored last."""
    return stored(program, "feedback")[-1]


def test_off_a_terminal_it_is_delivered_only_when_told_so(sample: Program) -> None:
    """Otherwise it is kept, for me only, and the command that delivers it is named."""
    run = sample.ok("feedback", "give", "--behaviour", SECRET)
    about, saved, hint = run.err.splitlines()
    assert about == "About session 12 (Thursday 12 November 2026)."
    assert saved.endswith(" · Only me")
    assert (mine(sample)["visibility"], "delivered" in mine(sample)) == ("private", False)
    ref = hint.split("deliver ")[1].split("”")[0]
    run = sample.ok("feedback", "deliver", ref)
    assert "The two of us" in run.err
    assert "Nothing was sent" in run.err
    assert mine(sample)["visibility"] == "pair"
    sample.ok("undo")
    assert mine(sample)["visibility"] == "private"
    sample.ok("feedback", "give", "--time-well-spent", "0", "--deliver", "--no-session")
    assert mine(sample)["visibility"] == "pair"
    assert "session" not in mine(sample)


@pytest.mark.parametrize(
    ("words", "until"),
    [(("--sleep",), "2026-11-22"), (("--sleep", "friday"), "2026-11-27"),
     (("--sleep=in 3 days",), "2026-11-24")],
)  # fmt: skip
def test_one_sleeps_on_it(sample: Program, words: tuple[str, ...], until: str) -> None:
    """Until tomorrow unless a day is said; the status says that it waits, and not a word of it."""
    run = sample.ok("feedback", "give", *words, "--behaviour", SECRET)
    assert "It sleeps until" in run.err
    assert mine(sample)["sleep_until"] == until
    now = sample.ok("status")
    assert "Feedback of yours sleeps until" in now.out
    later = replace(sample, now=f"{until}T08:00").ok("status")
    assert "You slept on feedback; read it again: rmjournal feedback list" in later.out
    for run in (now, later, sample.ok("status", "--json"), sample.ok("status", "--short")):
        assert SECRET not in run.out + run.err


def test_a_draft_may_be_put_to_sleep_later(sample: Program) -> None:
    """And given other words; what was not said stays."""
    sample.ok("feedback", "edit", "11", "--sleep")
    before = next(each for each in stored(sample, "feedback") if "sleep_until" in each)
    sample.ok("feedback", "edit", "11", "--request", "One word", "--time-well-spent", "1")
    after = next(each for each in stored(sample, "feedback") if each["id"] == before["id"])
    assert (after["request"], after["time_well_spent"]) == ("One word", 1)
    assert (after["sleep_until"], after["situation"]) == ("2026-11-22", before["situation"])


def test_a_draft_may_be_about_another_session(sample: Program) -> None:
    """Or about none; both at once contradict each other, and nothing is changed."""

    def draft() -> dict[str, object]:
        return next(each for each in stored(sample, "feedback") if "delivered" not in each)

    ref, before = str(draft()["id"]), draft()["session"]
    sample.ok("feedback", "edit", ref, "--session", "9")
    assert draft()["session"] not in (None, before)
    assert sample("feedback", "edit", ref, "--session", "11", "--no-session").code == 2
    sample.ok("feedback", "edit", ref, "--no-session")
    assert "session" not in draft()
    sample.ok("undo")
    sample.ok("undo")
    assert draft()["session"] == before


def test_what_the_other_said_aloud_is_noted_as_theirs(sample: Program) -> None:
    """Theirs, heard, and shown as noted by me; so is what they answered aloud."""
    assert "Noted as what Rhona said aloud." in (
        sample.ok("feedback", "give", "--from", "partner", "--request", "Slower").err
    )
    ref = f"#{mine(sample)['id']}"
    assert "said aloud, noted by Judith" in sample.ok("feedback", "show", ref).out
    sample.ok("feedback", "give", "--request", "Louder", "--deliver")
    ref = f"#{mine(sample)['id']}"
    sample.ok("feedback", "reply", ref, "Yes", "--from", "Rhona", "--change", "I speak up")
    shown = sample.ok("feedback", "show", ref).out
    assert "RHONA ANSWERED ON SATURDAY 21 NOVEMBER 2026 (SAID ALOUD, NOTED BY JUDITH)" in shown
    assert "What we change: I speak up" in shown


def test_the_list_leaves_the_unread_unread(sample: Program) -> None:
    """It says that something waits, whose and since when; reading it is a step of its own."""
    (waiting,) = [each for each in stored(sample, "feedback") if _unread(each)]
    run = sample.ok("feedback", "list")
    headings = [line for line in run.out.splitlines() if line.isupper()]
    assert headings == ["RECEIVED FROM RHONA", "GIVEN TO RHONA", "WHAT WE CHANGED"]
    (row,) = [line for line in rows(run.out) if line.startswith(waiting["id"][:6])]
    assert row.endswith("to read when you like")
    assert waiting["situation"] not in run.out
    shown = sample.ok("feedback", "show", "12")
    assert waiting["situation"] in shown.out
    assert f"feedback ack {waiting['id'][:6]}" in shown.err
    sample.ok("feedback", "ack", "12")
    assert waiting["situation"][:30] in sample.ok("feedback", "list").out
    assert "Feedback that you read waits for an answer" in sample.ok("status").out
    sample.ok("feedback", "reply", "12", "Thank", "you", "--change", "I say no in words")
    assert "waits for an answer" not in sample.ok("status").out
    assert "I say no in words" in sample.ok("feedback", "list").out


def _unread(document: dict[str, object]) -> bool:
    return "delivered" in document and "acknowledged" not in document


def test_it_is_on_the_agenda_without_its_content(sample: Program) -> None:
    """The item, the agenda, and an export of it say whose and when, and nothing else."""
    (waiting,) = [each for each in stored(sample, "feedback") if _unread(each)]
    run = sample.ok("feedback", "discuss", "12", "--minutes", "5")
    assert "Feedback given by Rhona on 13 November" in run.err
    agenda = sample.ok("agenda", "show")
    assert "Feedback given by Rhona on 13 November (Judith, feedback to talk over)" in " ".join(
        agenda.out.split()
    )
    texts = [waiting[name] for name in ("situation", "behaviour", "impact", "request")]
    assert all(texts)
    for each in (
        run,
        agenda,
        sample.ok("agenda", "show", "--json"),
        sample.ok("agenda", "suggest"),
    ):
        assert not any(text in each.out + each.err for text in texts)
    assert sample("feedback", "discuss", "12").code == 1


def test_the_pulse_goes_both_ways(shown: Program) -> None:
    """One line an hour that was judged, oldest first; as data with the sessions' numbers."""
    lines = shown.ok("feedback", "pulse").out.splitlines()
    assert lines[0] == "Was this hour worth my time, from 0 to 4"
    assert lines[2] == "Fri 27 Mar  session 2   Rhona   ###.  3 of 4"
    assert lines[-2].endswith("3 of 4 (draft, only me)")
    data = listed(shown, "feedback", "pulse")
    assert {beat["name"] for beat in data} == {"Judith Garrick", "Rhona Bello"}
    assert [beat["session"] for beat in data] == [2, 3, 4, 6, 8, 9, 11, 12]
    assert [beat["delivered"] for beat in data].count(False) == 1


def test_nothing_said_yet_is_said(ours: Program) -> None:
    """An empty list and an empty pulse end well, with a word about it."""
    assert "rmjournal feedback give" in ours.ok("feedback", "list").err
    assert ours.ok("feedback", "pulse").out == ""
    assert listed(ours, "feedback", "list") == listed(ours, "feedback", "pulse") == []


def test_it_speaks_french(exemple: Program) -> None:
    """The list, the states and the item of the agenda, in French and its typography."""
    out = exemple.ok("feedback", "list").out
    assert "RETOURS FAITS PAR KARIM" in out
    assert "à lire quand vous voulez" in out
    assert "CE QUE NOUS AVONS CHANGÉ" in out
    exemple.ok("feedback", "discuss", "12")
    assert "Retour fait par Karim le 12\u00a0novembre" in stored(exemple, "items")[-1]["topic"]


QUESTIONS = (
    "The situation", "What I observed", "Its effect on me", "What I would like to understand",
    "Less of", "More of", "To keep", "Was this hour worth my time, from 0 to 4", "One request",
)  # fmt: skip


@posix
@pytest.mark.parametrize("answer", ["y", "n"])
def test_on_a_terminal_it_is_asked_before_delivering(
    sample: Program, sit: Sit, answer: str
) -> None:
    """The form first, for me only; then the question; a no keeps the draft."""
    terminal = sit(sample, "feedback", "give", EDITOR="")
    terminal.expect("Only you will read this until you")
    answers = dict.fromkeys(QUESTIONS, "") | {"What I observed": SECRET, QUESTIONS[7]: "2"}
    for question, text in answers.items():
        terminal.answer(question, text)
    terminal.answer("Deliver it to Rhona as it stands? [y/n]", answer)
    assert terminal.end() == 0
    record = mine(sample)
    assert (record["behaviour"], record["time_well_spent"]) == (SECRET, 2)
    assert ("delivered" in record) == (answer == "y")
    assert record["visibility"] == ("pair" if answer == "y" else "private")
    assert drafts(sample) == []


@posix
@pytest.mark.parametrize("words", [["--draft"], ["--sleep"], ["--deliver"]])
def test_what_was_said_is_not_asked(sample: Program, sit: Sit, words: list[str]) -> None:
    """Kept, slept on or delivered by an option, nothing is left to ask."""
    terminal = sit(sample, "feedback", "give", "--behaviour", SECRET, *words)
    assert terminal.end() == 0
    assert "[y/n]" not in terminal.screen
    assert ("delivered" in mine(sample)) == (words == ["--deliver"])


@posix
def test_leaving_at_the_question_keeps_the_draft(sample: Program, sit: Sit) -> None:
    """Ctrl-C delivers nothing and loses nothing."""
    terminal = sit(sample, "feedback", "give", "--behaviour", SECRET)
    terminal.expect("[y/n]")
    terminal.expect("> ")
    assert terminal.leave("\x03") == 130
    assert (mine(sample)["behaviour"], mine(sample)["visibility"]) == (SECRET, "private")


@posix
def test_a_wrong_number_in_the_form_loses_no_word(sample: Program, sit: Sit) -> None:
    """It is refused, and the words are offered again."""
    terminal = sit(sample, "feedback", "give", "--draft", EDITOR="")
    for question in QUESTIONS:
        terminal.answer(
            question, {"What I observed": SECRET, QUESTIONS[7]: "much"}.get(question, "")
        )
    assert terminal.end() == 2
    assert "“much” is not a whole number." in terminal.screen
    assert "A draft of feedback was kept" in sample.ok("status").out
    again = sit(sample, "feedback", "give", "--draft", EDITOR="")
    again.answer("Take it up?", "y")
    for question in QUESTIONS:
        again.answer(question, {QUESTIONS[7]: "3"}.get(question, ""))
    assert again.end() == 0
    assert (mine(sample)["behaviour"], mine(sample)["time_well_spent"]) == (SECRET, 3)
    assert drafts(sample) == []


@posix
def test_an_answer_is_asked_for(sample: Program, sit: Sit) -> None:
    """What I answer, and what we change, for both to read."""
    terminal = sit(sample, "feedback", "reply", "12", EDITOR="")
    terminal.expect("Both of you will read this.")
    terminal.answer("My answer", "Thank you")
    terminal.answer("What we change", "I say no in words")
    assert terminal.end() == 0
    reply: dict[str, object] = stored(sample, "feedback")[-1]["replies"][0]
    assert (reply["text"], reply["change"]) == ("Thank you", "I say no in words")


def test_what_sleeps_is_delivered_only_when_that_is_meant(sample: Program) -> None:
    """Off a terminal it is refused with its day, unless told so."""
    sample.ok("feedback", "give", "--request", "Louder", "--sleep", "tomorrow")
    ref = str(mine(sample)["id"])[:6]
    run = sample("feedback", "deliver", ref)
    assert run.code == 1
    assert "to be read again from Sunday 22 November 2026" in run.err
    assert "delivered" not in mine(sample)
    sample.ok("feedback", "deliver", ref, "--now")
    assert "delivered" in mine(sample)


@posix
@pytest.mark.parametrize("answer", ["y", "n"])
def test_a_draft_is_delivered_once_its_author_says_so(
    sample: Program, sit: Sit, answer: str
) -> None:
    """On a terminal it is asked, with the day until which it was to sleep."""
    sample.ok("feedback", "give", "--request", "Louder", "--sleep", "tomorrow")
    terminal = sit(sample, "feedback", "deliver", str(mine(sample)["id"])[:6])
    terminal.expect("To be read again from Sunday 22 November 2026.")
    terminal.answer("as it stands? [y/n]", answer)
    assert terminal.end() == 0
    assert ("delivered" in mine(sample)) == (answer == "y")


def test_the_export_that_is_named_takes_the_feedback_along(sample: Program) -> None:
    """The recap of its session, whichever that is, or the journal where it is of no session held."""
    for session, kind in (("last", "recap "), ("11", "recap --session 11 "), ("next", "journal ")):
        given = sample.ok("feedback", "give", "--request", "Slower", "--session", session)
        ref = stored(sample, "feedback")[-1]["id"]
        told = sample.ok("feedback", "deliver", ref).err
        assert f"“rmjournal export {kind}--with-feedback” takes it to Rhona." in told, given.err
        command = f"export {kind}--with-feedback".split()
        assert "Slower" in sample.ok(*command).out
        sample.ok("delete", ref)
