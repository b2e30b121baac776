"""``status``: the one next step first, then what is next, due and open."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import datetime

from tests.cli.conftest import stored
from tests.conftest import Program


def step(program: Program) -> str:
    """The sentence that says what to do first."""
    return program.ok("status").out.split("\n\n")[1].replace("\n", " ")


def test_each_step_names_the_command_that_does_it(ours: Program) -> None:
    """Plan, prepare, say, reflect, check, rest: doing what is said leads to the next."""
    assert step(ours) == 'Plan the next session: rmjournal session plan "next tuesday 2pm"'
    ours.ok("session", "plan", "tomorrow 2pm")
    assert step(ours) == "Prepare the next session: rmjournal agenda suggest"
    ours.ok("agenda", "suggest")
    assert step(ours) == "All is ready. Nothing waits for you."
    later = replace(ours, now="2026-11-22T15:00")
    assert step(later).startswith("Did session 1 (Sunday 22 November 2026) take place?")
    later.ok("session", "done")
    assert step(later).startswith("Three minutes to keep the essence of session 1")
    later.ok("log", "It went well.", "--learned", "The median")
    later.ok("learn", "Two options", "--check-on", "today")
    later.ok("session", "plan", "in 2 weeks 2pm")
    later.ok("agenda", "suggest")
    assert step(later) == "A learning is to be checked: rmjournal learning list"


def test_every_other_step_names_its_command_too(ours: Program) -> None:
    """Start, find a date, act, conclude."""
    ours.ok("session", "plan", "in 2 weeks 2pm")
    ours.ok("agenda", "suggest")
    ours.ok("action", "add", "Call Ana", "--due", "today")
    hour = replace(ours, now="2026-12-05T13:50")
    assert step(hour).startswith("It is time for session 1 (Saturday 5 December 2026): rmjournal")
    assert "still open: rmjournal action list" in step(replace(ours, now="2026-11-30T12:00"))
    ours.ok("session", "postpone", "next")
    assert step(ours).startswith("A new date is sought: rmjournal session postpone next")
    ours.ok("session", "cancel", "1")
    over = step(replace(ours, now="2030-01-01T12:00"))
    assert "--template closing" in over
    assert "rmjournal pair close" in over


def test_the_short_form_is_one_line(sample: Program) -> None:
    """For a prompt: the next session, what is open, what is to be checked."""
    run = sample.ok("status", "--short")
    assert run.out == ("session 13, Thursday 3 December at 16:00 · 5 open actions · 2 to check\n")
    assert run.err == ""


def test_the_short_form_counts_in_french(exemple: Program) -> None:
    """One line, in French, with its no-break spaces."""
    line = exemple.ok("status", "--short").out
    assert line.count("\n") == 1
    assert line.startswith("séance 13")
    assert "décembre" in line


def test_the_status_says_where_things_are_kept(sample: Program) -> None:
    """What is on stdout is the pair's; that nothing was sent is said beside it."""
    run = sample.ok("status")
    assert run.out.startswith("Judith Garrick and Rhona Bello · month 9 of 9")
    assert "NEXT SESSION" in run.out
    assert "OPEN ACTIONS" in run.out
    assert "TO CHECK" in run.out
    assert "OUR OBJECTIVES" in run.out
    assert "Nothing was sent to Rhona." in run.err
    assert "Nothing was sent" not in run.out


def test_past_its_end_a_mentoring_is_in_no_month(ours: Program) -> None:
    """That it was planned to end is a fact, said where the month stood."""
    first = ours.ok("status", RMJOURNAL_NOW="2030-01-07T15:02").out.splitlines()[0]
    assert " · planned until " in first
    assert "month" not in first


def test_the_status_as_data_has_every_part(sample: Program) -> None:
    """The pair, the sessions, what is open and due, and counts of what waits."""
    data = json.loads(sample.ok("status", "--json").out)
    assert (data["step"], data["month"], data["months"]) == ("reflect", 9, 9)
    assert (data["last"]["number"], data["next"]["number"]) == (12, 13)
    assert [len(data[key]) for key in ("actions", "checks", "objectives", "unsaid")] == [5, 2, 3, 0]
    assert (data["unread_feedback"], data["conflicts"], data["reflected"]) == (1, 0, False)


def test_feedback_is_announced_without_its_words(sample: Program) -> None:
    """That feedback waits is said, and what it says is not."""
    waiting = [each for each in stored(sample, "feedback") if "acknowledged" not in each]
    words = [
        text for each in waiting for text in each.values() if isinstance(text, str) and " " in text
    ]
    run = sample.ok("status")
    assert "Feedback waits for you:" in run.out
    assert words
    assert not any(text[:30] in run.out + run.err for text in words)


def test_the_status_of_a_private_reflection_shows_none_of_it(sample: Program) -> None:
    """Nothing that only one may read is on a screen that both may see."""
    sample.ok("log", "A sentence nobody else should read", "--question", "Am I too slow?")
    for words in (["status"], ["status", "--json"], ["status", "--short"]):
        run = sample.ok(*words)
        assert "nobody else" not in run.out
        assert "too slow" not in run.out


def test_an_answer_of_the_partner_is_told_of(sample: Program) -> None:
    """With the command that shows it, and not with a word of it."""
    from rmjournal.journal import Journal
    from rmjournal.journal.clock import Clock
    from rmjournal.model.feedback import Reply
    from rmjournal.paths import Home

    clock = Clock("Europe/Paris", datetime.fromisoformat(sample.now))
    journal = Journal.at(Home(sample.home, sample.home), clock)
    given, partner = journal.feedback.give(request="Slower", deliver=True), journal.pair.partner.id
    reply = Reply(author=partner, text="I see", at=clock.stamp(), entered_by=partner)
    with journal.store.transaction("received") as tx:
        tx.change(given, replies=(reply,))
    told = sample.ok("status").out
    assert f"Rhona answered your feedback: rmjournal feedback show {given.id[:6]}" in told
    assert json.loads(sample.ok("status", "--json").out)["answered_feedback"] == 1
