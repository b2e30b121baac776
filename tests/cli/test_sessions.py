"""A session from its start to its end, and what becomes of one that is not held, as typed."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.cli.conftest import Sit, listed, posix, speaking, stored
from tests.conftest import Program


@pytest.fixture
def timed(ours: Program) -> Program:
    """Ana's home with a session and its agenda, five minutes after it should have begun."""
    ours.ok("session", "plan", "2026-11-24 14:00", "--purpose", "Mean or median")
    ours.ok("agenda", "suggest")
    return at(ours, "14:05")


def at(program: Program, time: str, day: int = 24) -> Program:
    """The same home at another time."""
    return replace(program, now=f"2026-11-{day}T{time}")


def test_a_session_with_its_timer(timed: Program) -> None:
    """Started late, taken from item to item, ended: what it took stands beside what was planned."""
    started = timed.ok("session", "start")
    assert "5 min late: the end stays, and the wrap-up too." in started.err
    assert "“Mean or median” goes from 12 to 7 min." in started.err
    assert "40 of 40 min left · until 14:45" in started.out
    going = at(timed, "14:10").ok("session", "next")
    assert "now: Recall and practice, 5 of 5 min left" in going.out
    assert "then: Mean or median, 7\u00a0min" in going.out
    at(timed, "14:16").ok("session", "next")
    assert "paused" in at(timed, "14:18").ok("session", "pause").out
    assert "until 14:47" in at(timed, "14:20").ok("session", "resume").out
    assert "28 of 42 min left" in at(timed, "14:21").ok("session", "extend", "2").out
    ended = at(timed, "14:30").ok("session", "end")
    assert "Held: session 1" in ended.err
    assert "[done] Recall and practice (took 6 min, 5 planned" in ended.out
    assert "not reached" in ended.out
    assert "rmjournal log" in ended.err
    assert listed(timed, "session", "show", "last")["status"] == "held"


def test_going_on_to_the_next_item_says_that_a_pause_is_over(timed: Program) -> None:
    """The time runs again with it; where it ran already, nothing is said."""
    timed.ok("session", "start")
    assert "pause" not in at(timed, "14:10").ok("session", "next").err
    at(timed, "14:18").ok("session", "pause")
    assert "The pause is over" in at(timed, "14:20").ok("session", "next").err


def test_a_session_under_way_is_told_wherever_one_looks(timed: Program) -> None:
    """Status, list and show say so, and show is about it without being told."""
    timed.ok("session", "start")
    later = at(timed, "14:12")
    assert "is under way, 33 of 40 min left" in later.ok("status").out
    assert "under way" in later.ok("session", "list").out
    assert "[now] Check-in" in later.ok("session", "show").out
    data = listed(later, "session", "show")
    assert (data["progress"]["state"], data["progress"]["remaining"]) == ("running", 33 * 60)
    assert data["progress"]["now"] == data["agenda"][0]["id"]
    assert listed(later, "status")["under_way"] == data["id"]
    assert listed(later, "status")["step"] == "go-on"


def test_a_private_item_is_not_told_while_a_call_may_show_the_screen(timed: Program) -> None:
    """That something of mine is spoken of is said, and not what."""
    timed.ok("agenda", "add", "My fear of the committee", "--visibility", "private")
    runs = [timed.ok("session", "start")]
    runs += [timed.ok("session", "next") for _ in range(6)]
    runs += [timed.ok("session", "show"), timed.ok("agenda", "show"), timed.ok("session", "end")]
    assert "an item that is only mine" in "".join(run.out for run in runs)
    assert "committee" not in "".join(run.out + run.err for run in runs)
    assert "committee" in timed.ok("session", "show", "last").out


def test_nothing_private_is_told_while_a_call_may_show_the_screen(timed: Program) -> None:
    """Purposes, actions, learnings, objectives that are only mine: that they are there, not what."""
    timed.ok("session", "edit", "1", "--purpose", "The merger")
    timed.ok("session", "plan", "2026-12-15 14:00", "--purpose", "After the merger")
    timed.ok("action", "add", "Sell before the merger")
    timed.ok("learn", "How a merger is hidden", "--check-on", "today")
    timed.ok("objective", "add", "Survive the merger")
    tables = ("sessions", "actions", "learnings", "objectives")
    for each in [each for table in tables for each in stored(timed, table)]:
        timed.ok("visibility", each["id"], "private")
    assert "merger" in timed.ok("status").out
    runs = [timed.ok("session", "start"), timed.ok("status"), timed.ok()]
    runs += [timed.ok("session", "show", ref) for ref in ("1", "2")]
    runs += [timed.ok("agenda", "suggest", "--dry-run"), timed.ok("session", "end")]
    told = "".join(run.out + run.err for run in runs)
    assert "merger" not in told
    for words in ("an action", "a learning", "an objective"):
        assert f"{words} that is only mine" in told
    after = timed.ok("status").out + timed.ok("session", "show", "last").out
    assert after.count("merger") >= 4


def test_removing_the_item_that_is_spoken_of_tells_the_next(timed: Program) -> None:
    """As parking does."""
    timed.ok("session", "start")
    assert "now: Recall and practice" in timed.ok("agenda", "remove", "1", "--session", "1").out


def test_what_is_noted_meanwhile_belongs_to_the_session(timed: Program) -> None:
    """Actions and learnings of the moment are linked to the session under way."""
    timed.ok("session", "start")
    timed.ok("action", "add", "Rebuild the page")
    timed.ok("learn", "Ask for the median")
    (session,) = stored(timed, "sessions")
    assert stored(timed, "actions")[0]["session"] == session["id"]
    assert stored(timed, "learnings")[0]["session"] == session["id"]


def test_a_decision_is_noted_while_its_item_goes_on(timed: Program) -> None:
    """It stands on the item that is spoken of, or on the one named; the timer stays where it is."""
    refused = timed("agenda", "decide", "One", "page")
    assert refused.code == 1
    assert "No item is spoken of now." in refused.err
    timed.ok("session", "start")
    going = at(timed, "14:08").ok("agenda", "decide", "One", "page")
    assert "now: Check-in, 2 of 5 min left" in going.out
    at(timed, "14:09").ok("agenda", "decide", "The median first", "--item", "3")
    items = listed(timed, "agenda", "show")
    assert [each["decision"] for each in items if each.get("decision")] == [
        "One page", "The median first",
    ]  # fmt: skip
    assert items[0]["decided"] == "2026-11-24T13:08:00Z"


def test_a_topic_is_set_aside_at_once(timed: Program) -> None:
    """A full agenda is no reason to lose it, and it is found again with what else was set aside."""
    timed.ok("session", "start")
    assert "Set aside." in timed.ok("agenda", "add", "The night shift", "--parked").err
    assert "The night shift" in timed.ok("agenda", "show", "--parked").out


def test_a_timer_left_running_asks_for_the_length(timed: Program) -> None:
    """Fourteen hours are not recorded; the length is said instead, and a log never fails for it."""
    timed.ok("session", "start")
    morning = at(timed, "08:00", day=25)
    assert "was left running. How long did it take?" in " ".join(morning.ok("status").out.split())
    run = morning("session", "end")
    assert run.code == 1
    assert "17 h 55 min" in run.err
    logged = morning.ok("log", "It went well")
    assert "Its timer was left running" in logged.err
    morning.ok("undo")
    morning.ok("session", "end", "--minutes", "50")
    assert listed(morning, "session", "show", "last")["lasted"] == 50


@posix
def test_a_timer_left_running_asks_at_a_terminal(timed: Program, sit: Sit) -> None:
    """There, the minutes are asked for, and what is no number changes nothing."""
    timed.ok("session", "start")
    morning = at(timed, "08:00", day=25)
    terminal = sit(morning, "session", "end")
    terminal.answer("How many minutes did the session take?", "a while")
    assert terminal.end() == 2
    terminal = sit(morning, "session", "end")
    terminal.answer("How many minutes did the session take?", "50")
    assert terminal.end() == 0
    assert listed(morning, "session", "show", "last")["lasted"] == 50


@posix
@pytest.mark.parametrize(("answer", "minutes"), [("y", 20), ("n", 45)])
def test_a_second_postponement_asks_at_a_terminal(
    ours: Program, sit: Sit, answer: str, minutes: int
) -> None:
    """Twenty minutes at the date it has, or the new date after all."""
    ours.ok("session", "plan", "2026-12-03 17:00")
    ours.ok("session", "postpone", "next", "2026-12-10 17:00")
    terminal = sit(ours, "session", "postpone", "next", "2026-12-17 17:00")
    terminal.answer("twenty minutes? [y/n]", answer)
    assert terminal.end() == 0
    session = listed(ours, "session", "show")
    assert session["minutes"] == minutes
    assert session["starts"] == ("2026-12-10T17:00" if answer == "y" else "2026-12-17T17:00")


def test_a_past_session_is_asked_about_with_its_three_answers(ours: Program) -> None:
    """Held, moved or cancelled, each with the command that says so; each of them works."""
    ours.ok("session", "plan", "2026-11-20 14:00")
    (session,) = stored(ours, "sessions")
    ref = session["id"][:6]
    shown = ours.ok("status").out
    assert "Did session 1 (Friday 20 November 2026) take place?" in shown
    answers = [line.strip() for line in shown.splitlines() if ref in line]
    assert answers == [
        f"Held       rmjournal session done {ref}",
        f'Moved      rmjournal session postpone {ref} "friday 2pm"',
        f"Cancelled  rmjournal session cancel {ref}",
        f"rmjournal log --session {ref} …",
    ]
    assert ours.ok().out == shown
    for words in (("done",), ("postpone", "friday 2pm"), ("cancel",)):
        ours.ok("session", words[0], ref, *words[1:])
        assert "take place?" not in ours.ok("status").out
        ours.ok("undo")


def test_the_question_is_asked_in_french(ours: Program) -> None:
    """In the same place, with the same commands."""
    ours.ok("session", "plan", "2026-11-20 14:00")
    shown = speaking(ours, "fr").ok("status").out
    assert "La séance 1 (vendredi 20\u00a0novembre 2026) a-t-elle eu lieu\u00a0?" in shown
    assert '"vendredi 14h"' in shown


def test_sessions_at_one_time_are_pointed_out(ours: Program) -> None:
    """Half an hour into another one is a warning; the very same time is refused."""
    ours.ok("session", "plan", "2026-12-03 17:00")
    assert "It overlaps session 1" in ours.ok("session", "plan", "2026-12-03 17:30").err
    beyond = ours.ok("session", "plan", "2029-12-03 17:30").err
    assert "after the end of your mentoring" in beyond
    assert "overlaps" not in beyond
    assert ours("session", "postpone", "2", "2026-12-03 17:00").code == 1


def test_a_session_is_not_made_shorter_than_its_agenda(ours: Program) -> None:
    """Twenty minutes do not hold the agenda of forty-five: what to do is said, nothing thrown away.

    As an express session it cuts its agenda.
    """
    ours.ok("session", "plan", "2026-12-03 17:00")
    ours.ok("agenda", "suggest")
    run = ours("session", "edit", "next", "--minutes", "20")
    assert run.code == 1
    assert "The agenda fills 45 min, and the session would have 20." in run.err
    assert "an express session cuts its agenda by itself" in run.err
    assert stored(ours, "sessions")[0]["minutes"] == 45
    run = ours.ok("session", "edit", "next", "--template", "express")
    assert "It lasts 20 min now." in run.err
    assert "The agenda fills" not in run.err
    assert "20 of 20 min" in ours.ok("agenda", "show").out


def test_a_cancelled_session_that_took_place_is_said_to_count_again(ours: Program) -> None:
    """No silence about a change of mind."""
    ours.ok("session", "plan", "2026-11-20 14:00")
    ref = stored(ours, "sessions")[0]["id"][:6]
    ours.ok("session", "cancel", ref)
    assert "It had been cancelled, and counts again." in ours.ok("session", "done", ref).err


def test_what_was_set_aside_is_found_and_taken_up(sample: Program) -> None:
    """Listed with the session it was parked in; its reference puts it on the next agenda."""
    assert sample.ok("agenda", "show", "last").out == (
        sample.ok("agenda", "show", "--session", "last").out
    )
    assert sample("agenda", "show", "last", "--session", "next").code == 2
    rows = sample.ok("agenda", "show", "--parked").out.splitlines()
    assert [row[8:18].strip() for row in rows] == ["session 4", "session 9", "session 12"]
    sample.ok("agenda", "take", rows[0][:6])
    assert rows[0][:6] not in sample.ok("agenda", "show", "--parked").out
    agenda = listed(sample, "agenda", "show")
    assert agenda[-1]["topic"] == "Whether savings terms need forty pages"
    assert "set aside earlier" in sample.ok("agenda", "show").out
    assert "items are set aside" in sample.ok("agenda", "suggest").err


def test_what_a_suggestion_left_out_is_taken_up_by_its_reference(sample: Program) -> None:
    """Its reference stands beside the reason; what is taken up is left out no more."""
    left_out = listed(sample, "agenda", "suggest", "--dry-run")["left_out"]
    learning = next(each for each in left_out if not each["carried_from"])
    ref = learning["source"][:6]
    assert ref in sample.ok("agenda", "suggest", "--dry-run").out
    sample.ok("agenda", "take", ref)
    assert learning["topic"] in [each["topic"] for each in listed(sample, "agenda", "show")]
    assert ref not in sample.ok("agenda", "suggest", "--dry-run").out


def test_an_item_serves_no_objective_any_more(ours: Program) -> None:
    """The link is taken off as it was made."""
    ours.ok("session", "plan", "2026-12-03 14:00")
    ours.ok("objective", "add", "Read alone")
    objective = stored(ours, "objectives")[0]["id"]
    ours.ok("agenda", "add", "Charts", "--objective", objective)
    assert listed(ours, "agenda", "show")[0]["objective"] == objective
    ours.ok("agenda", "edit", "1", "--no-objective")
    assert "objective" not in listed(ours, "agenda", "show")[0]


def test_the_third_carry_offers_three_ways_out(ours: Program) -> None:
    """Do it, drop it or make it an action: each command that is offered works."""
    for day in ("2026-10-01 14:00", "2026-10-22 14:00", "2026-11-12 14:00"):
        ours.ok("session", "done", "--at", day)
        if day > "2026-10-02":
            item = listed(ours, "agenda", "show", "--session", "last")
            waiting = stored(ours, "items")[-1]["id"]
            assert item == []
            ours.ok("agenda", "take", waiting, "--session", "last")
        else:
            ours.ok("agenda", "add", "Export on Fridays", "--session", "last")
        run = ours.ok("agenda", "carry", "1", "--session", "last")
    assert "was carried over 3 times" in run.err
    offered = [line.partition("rmjournal ")[2] for line in run.err.splitlines() if "rmj" in line]
    assert [line.split()[:2] for line in offered] == [
        ["agenda", "take"], ["agenda", "remove"], ["action", "add"],
    ]  # fmt: skip
    ours.ok("session", "plan", "2026-12-03 14:00")
    for line in offered:
        ours.ok(*line.split())
        ours.ok("undo")


def test_an_item_is_made_an_action(ours: Program) -> None:
    """With its words, an owner and a date of one's own."""
    ours.ok("session", "plan", "2026-12-03 17:00")
    ours.ok("agenda", "add", "Automate the export", "--by", "Tom")
    ours.ok("action", "add", "--from-item", "1", "--due", "2026-12-20")
    (action,) = stored(ours, "actions")
    assert (action["text"], action["due"]) == ("Automate the export", "2026-12-20")
    assert "decision: made an action" in ours.ok("agenda", "show").out
    assert ours("action", "add", "--from-item", "1").code == 1


def test_concluding_says_what_stays(sample: Program) -> None:
    """What was to come, what is open, and how to come back; then nothing more is planned."""
    run = sample.ok("pair", "close")
    assert "The closing session is still to come: session 13" in run.err
    assert "No longer planned: Thursday 3 December 2026 at 16:00." in run.err
    assert "5 open actions" in run.err
    assert "pair edit --reopen" in run.err
    assert sample("session", "plan", "tomorrow").code == 1
    assert "concluded" in sample.ok("status").out
    sample.ok("pair", "edit", "--reopen")
    sample.ok("session", "plan", "tomorrow")


def test_stopping_asks_for_nothing_and_reproaches_nothing(exemple: Program) -> None:
    """No closing session is suggested, no reason asked for, in either language."""
    for lang in ("fr", "en"):
        program = speaking(exemple, lang)
        run = program.ok("pair", "close", "--stopped")
        assert "closing" not in run.err
        assert "clôture" not in run.err
        assert "?" not in run.err
        assert run.out == ""
        program.ok("undo")


@posix
def test_concluding_asks_first_at_a_terminal(sample: Program, sit: Sit) -> None:
    """Where no closing session was held, no is an answer."""
    terminal = sit(sample, "pair", "close")
    terminal.answer("Conclude all the same?", "n")
    assert terminal.end() == 0
    assert stored(sample, "pairs")[0]["status"] == "active"


def test_a_time_that_the_change_of_clocks_leaves_out_or_shows_twice(ours: Program) -> None:
    """The one is refused with the times around it; of the other, the first is taken, and said so."""
    refused = ours("session", "plan", "2027-03-28 02:30")
    assert refused.code == 2
    assert "Write 2027-03-28 01:30 or 2027-03-28 03:30." in refused.err
    taken = ours.ok("session", "plan", "2027-10-31 02:30")
    assert "The clocks are put back then: the first of the two is meant." in taken.err


def test_a_cancelled_session_says_what_is_carried_over(ours: Program) -> None:
    """Its point is offered to the next one, and taken by its reference or as the last."""
    ours.ok("session", "plan", "2026-12-03 17:00")
    ours.ok("agenda", "add", "The board deck")
    assert "Carried over: one item." in ours.ok("session", "cancel", "next").err
    ours.ok("session", "plan", "2026-12-10 17:00")
    (waiting,) = listed(ours, "agenda", "show", "--waiting")
    suggested = ours.ok("agenda", "suggest", "--dry-run").out
    assert "The board deck (together, from a cancelled session)" in suggested
    refused = ours("agenda", "take", "1")
    assert (refused.code, "a place on an agenda" in refused.err) == (1, True)
    ours.ok("agenda", "take", "last")
    assert listed(ours, "agenda", "show")[0]["carried_from"] == waiting["id"]


def test_a_session_held_without_a_timer_says_what_has_no_outcome(ours: Program) -> None:
    """In one line, by number and topic, with the command that notes one; log says so too."""
    ours.ok("session", "plan", "2026-11-20 14:00")
    ours.ok("agenda", "add", "The board deck")
    said = "1 “The board deck”. “rmjournal agenda done 1 --session last” notes one."
    assert said in ours.ok("log", "It", "went", "well").err
    ours.ok("undo")
    assert said in ours.ok("session", "done").err
    assert "of 45 min" not in ours.ok("session", "show", "last").out


def test_a_session_moved_to_a_bare_day_keeps_its_hour(ours: Program) -> None:
    """Its own, whatever the hour of the latest one; also after it had no date."""
    ours.ok("session", "plan", "2026-12-03 09:15")
    ours.ok("session", "plan", "2026-12-20 17:00")
    assert "9:15" in ours.ok("session", "postpone", "next", "2026-12-04").err
    assert "9:15" in ours.ok("session", "edit", "next", "--when", "2026-12-05").err
    ref = listed(ours, "session", "list")[0]["id"]
    ours.ok("session", "postpone", ref)
    assert "9:15" in ours.ok("session", "postpone", ref, "2026-12-06").err


def test_what_gave_way_is_said(ours: Program) -> None:
    """A new item on a full agenda says whose minutes it took; one planned late is said to be late."""
    planned = ours.ok("session", "plan", "2026-11-20 14:00").err
    assert "noted late" in planned
    ours.ok("agenda", "suggest")
    assert "“Topic and demonstration” gave 10 min" in ours.ok("agenda", "add", "The deck").err


def test_status_says_what_next_means_and_that_all_is_over(ours: Program) -> None:
    """While a session waits for a word, next is that one; once closed nothing is to be planned."""
    ours.ok("session", "plan", "2026-11-20 14:00")
    ours.ok("session", "plan", "2026-12-20 14:00")
    assert "“next” means session 1 (Friday 20 November 2026)" in ours.ok("status").out
    ours.ok("pair", "close", "--stopped")
    out = ours.ok("status").out
    assert "none: the mentoring is over" in out
    assert "none planned" not in out


def test_one_planned_for_another_day_is_not_started_where_nobody_can_be_asked(
    timed: Program,
) -> None:
    """It says which option starts it all the same; on a terminal it would have asked."""
    before = at(timed, "14:05", day=23)
    refused = before("session", "start", "next")
    assert refused.code == 1
    assert "planned for another day" in refused.err
    assert "--now" in refused.err
    assert listed(before, "session", "show", "next")["status"] == "planned"
    before.ok("session", "start", "next", "--now")
    assert listed(before, "session", "show")["progress"]["state"] == "running"


@posix
@pytest.mark.parametrize(("said", "state"), [("n", None), ("y", "running")])
def test_one_planned_for_another_day_starts_once_the_person_says_so(
    sit: Sit, timed: Program, said: str, state: str | None
) -> None:
    """The question names the day it is planned for."""
    before = at(timed, "14:05", day=23)
    terminal = sit(before, "session", "start", "next")
    terminal.expect("It is planned for Tuesday 24 November at 14:00; it would begin now instead.")
    terminal.answer("Start session 1 now? [y/n]", said)
    assert terminal.end() == 0
    progress = listed(before, "session", "show", "next").get("progress")
    assert (progress and progress["state"]) == state


def test_the_last_session_before_the_end_is_a_closing_one(ours: Program) -> None:
    """It is said, with the command for an ordinary one; whoever names a form is asked nothing."""
    ours.ok("charter", "set", "review_months", "none")
    ours.ok("charter", "set", "end", "2026-12-15")
    ours.ok("session", "done", "--at", "2026-11-10 14:00")
    told = ours.ok("session", "plan", "2026-12-08 14:00").err
    assert "It is a closing session, to look back together" in told
    (session,) = [each for each in stored(ours, "sessions") if each["status"] == "planned"]
    assert session["template"] == "closing"
    assert f"rmjournal session edit {session['id'][:6]} --template standard" in told
    ours.ok("agenda", "suggest")
    assert "Where our objectives arrived" in ours.ok("agenda", "show").out
    ours.ok("session", "cancel", "next")
    assert "closing" not in ours.ok("session", "plan", "2026-12-08 14:00", "--template", "cafe").err


def test_what_the_program_prepared_is_read_in_the_words_of_whoever_reads(ours: Program) -> None:
    """Planned in English and read in French, shown and exported; a title that was changed stays."""
    ours.ok("session", "plan", "2026-12-08 14:00", "--template", "mid-point")
    ours.ok("session", "edit", "next", "--purpose", "Where the two of us stand after 3 months")
    ours.ok("agenda", "suggest")
    ours.ok("agenda", "edit", "3", "--topic", "Where our objectives stand, each one's view")
    ours.ok("action", "add", "--from-item", "4")
    before = listed(ours, "agenda", "show")
    french = replace(ours, lang="fr")
    shown = french.ok("agenda", "show").out.replace("\n           ", " ")
    sent = replace(ours, lang="en").ok("export", "agenda", "--lang", "fr").out
    for text in (shown, sent):
        assert "Où en est notre binôme après 3 mois" in text
        assert "Ouverture" in text
        assert "Ce que nous avons appris, et ce que nous avons mis en pratique" in text
        assert "Where our objectives stand, each one's view" in text
        assert "Check-in" not in text
    assert "devenu une action" in shown
    assert "Où en est notre binôme" in french.ok("status").out
    assert "Où en est notre binôme" in french.ok("session", "list").out
    assert listed(french, "agenda", "show") == before
    ours.ok("agenda", "done", "2")
    ours.ok("session", "done", "next", "--at", "2026-11-20 14:00")
    assert "Ce que nous avons appris" in ours.ok("export", "recap", "--lang", "fr").out


def test_a_time_of_another_zone_names_it(timed: Program) -> None:
    """Two in the afternoon in Paris is not taken for two in Tokyo; at home nothing is added."""
    eve = at(timed, "09:00", day=23)
    ways = (("session", "list"), ("session", "show", "next"), ("status",), ("status", "--short"))
    for way in ways:
        assert "14:00 (Europe/Paris)" in eve.ok(*way, TZ="Asia/Tokyo").out, way
        at_home = eve.ok(*way).out
        assert "14:00" in at_home, way
        assert "Europe" not in at_home, way
