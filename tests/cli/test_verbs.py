"""What commands say about what they did: which session, who can read it, how to take it back."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from pathlib import Path

import pytest

from tests.cli.conftest import listed, many, speaking, stored
from tests.conftest import Program


def test_log_says_who_can_read_what(sample: Program) -> None:
    """The reflection is for me only, the learning and the action for both, and both is said."""
    run = sample.ok("log", "I spoke too long", "--learned", "The median", "--try", "Two options",
                    "--by", "friday", "--confidence", "7")  # fmt: skip
    lines = run.err.splitlines()
    assert lines[0] == "Understood: Friday 27 November 2026"
    assert lines[1] == "About session 12 (Thursday 12 November 2026)."
    assert [line.partition(" · ")[2] for line in lines[2:5]] == [
        "Only me", "The two of us", "The two of us",
    ]  # fmt: skip
    assert lines[5] == "Shared with the other: only the lines marked “The two of us”."
    assert lines[6] == "On Thursday 3 December 2026 you are asked whether it was used."
    action = stored(sample, "actions")[-1]
    assert (action["text"], action["due"]) == ("Two options", "2026-11-27")
    assert stored(sample, "reflections")[-1]["confidence"] == 7


def test_what_became_of_a_learning_says_which_one(sample: Program) -> None:
    """A mistaken reference is seen at once; one that was not used yet comes back."""
    sample.ok("learn", "Ask for the median")
    assert "two of us · Ask for the median" in sample.ok("learning", "check", "last").err
    assert stored(sample, "learnings")[-1]["check_on"] == "2026-12-03"
    run = sample.ok("learning", "applied", "last", "It worked on Monday")
    assert "two of us · Ask for the median" in run.err


def test_log_marks_the_session_as_held_and_undo_takes_it_back(ours: Program) -> None:
    """A past planned session is marked as held, that is said, and one undo takes all back."""
    ours.ok("session", "plan", "tomorrow 2pm")
    later = replace(ours, now="2026-11-22T15:00")
    assert "now marked as held" in later.ok("log", "It went well", "--learned", "x").err
    assert listed(later, "session", "show", "last")["status"] == "held"
    assert later.ok("undo").err.startswith("Taken back: “log”")
    assert listed(later, "session", "show", "next")["status"] == "planned"
    assert stored(later, "reflections") == stored(later, "learnings") == []


def test_log_may_be_about_another_session_or_none(sample: Program) -> None:
    """``--session``, ``--on`` and ``--no-session`` say what a reflection is about."""
    sample.ok("log", "Third", "--session", "3")
    assert "Not about a session." in sample.ok("log", "None", "--no-session").err
    assert "session 11" in sample.ok("log", "Eleventh", "--on", "2026-10-22").err
    third, none, eleventh = stored(sample, "reflections")[-3:]
    assert third["session"] == listed(sample, "session", "show", "3")["id"]
    assert "session" not in none
    assert (eleventh["on"], eleventh["session"]) == (
        "2026-10-22", listed(sample, "session", "show", "11")["id"],
    )  # fmt: skip


def test_log_today_is_possible_before_todays_session(ours: Program) -> None:
    """A thought of the morning is logged, though the session of the afternoon is still to come."""
    ours.ok("session", "plan", "today 22:00")
    run = ours("log", "--on", "today", "A thought of the morning")
    assert run.code == 0, run.err
    assert listed(ours, "session", "show", "next")["status"] == "planned"


def test_a_reflection_for_the_other_is_said_to_be_so(sample: Program) -> None:
    """Only asked for is a reflection readable by both, and then it says so."""
    assert "The two of us" in sample.ok("log", "For you", "--for-partner").err
    assert stored(sample, "reflections")[-1]["visibility"] == "pair"


def test_the_others_view_is_hidden_until_mine_is_given(ours: Program, tmp_path: Path) -> None:
    """Neither list, show, status, search nor their JSON tells it before."""
    ours.ok("objective", "add", "Read the dashboard")
    ref = f"#{stored(ours, 'objectives')[0]['id']}"
    ours.ok("objective", "rate", ref, "best", "--by", "partner", "--note", "Overrated")
    looks = ["objective list", f"objective show {ref}", "status", "search dashboard"]
    looks += [f"{line} --json" for line in looks]
    for line, run in many(ours, looks, tmp_path).items():
        assert run.code == 0, (line, run.err)
        assert "best" not in run.out + run.err, line
        assert "Overrated" not in run.out, line
    assert ours("search", "overrated").code == 1
    ours.ok("objective", "rate", ref, "start")
    assert "Ana: start, Tom: best" in ours.ok("objective", "list").out
    assert "Overrated" in ours.ok("objective", "show", ref, "--json").out
    shown = ours.ok("objective", "show", ref).out
    assert "Tom: best" in shown
    assert "Overrated" in shown


def test_a_view_that_is_hidden_is_said_to_be_noted(ours: Program) -> None:
    """No empty line is printed where the other's view is kept until mine is there."""
    ours.ok("objective", "add", "Read the dashboard")
    run = ours.ok("objective", "rate", "last", "best", "--by", "partner")
    assert run.err.startswith("Noted; it stays hidden until you give your own view.\n")


@pytest.mark.parametrize(
    ("make", "edit"),
    [
        (["objective", "add", "Read it"], ["objective", "edit", "last", "--why", "New words"]),
        (["log", "We spoke"], ["reflection", "edit", "last", "--what", "New words"]),
        (["win", "add", "She spoke"], ["win", "edit", "last", "--text", "New words"]),
    ],
)  # fmt: skip
def test_words_that_change_lose_the_consents_that_were_given(
    ours: Program, make: list[str], edit: list[str]
) -> None:
    """Both consented to other words, so they are told; to change nothing of substance says nothing."""
    ours.ok("session", "done", "--at", "yesterday 2pm")
    ours.ok(*make)
    table = {"objective": "objectives", "log": "reflections", "win": "wins"}[make[0]]
    ref = f"#{stored(ours, table)[-1]['id']}"
    ours.ok("visibility", ref, "shareable", "--by", "partner")
    told = ours.ok(*edit).err
    assert "was to the earlier words, and no longer holds." in told
    assert "Ana" in told
    assert "Tom" in told
    assert "earlier words" not in ours.ok(*edit).err


def test_an_oral_agreement_is_told_as_one(ours: Program) -> None:
    """What the other agreed to aloud is never shown as if they had typed it."""
    ours.ok("objective", "add", "Read the dashboard")
    ref = f"#{stored(ours, 'objectives')[0]['id']}"
    assert "waiting for Tom" in ours.ok("objective", "list").out
    ours.ok("objective", "agree", ref, "--by", "partner", "--on", "yesterday")
    assert "(agreed)" in ours.ok("objective", "list").out
    shown = " ".join(ours.ok("objective", "show", ref).out.split())
    assert "oral agreement of Tom" in shown
    assert "noted by Ana on Saturday 21 November 2026 (said on Friday 20 November 2026)" in shown


def test_taking_an_agreement_back_is_said(ours: Program) -> None:
    """Changing the substance says that the other needs to agree again."""
    ours.ok("objective", "add", "Read the dashboard")
    ref = f"#{stored(ours, 'objectives')[0]['id']}"
    ours.ok("objective", "agree", ref, "--by", "Tom")
    assert (
        "Tom will need to agree again" in ours.ok("objective", "edit", ref, "--measure", "Two").err
    )
    assert "to agree again" not in ours.ok("objective", "edit", ref, "--measure", "Two").err


def test_a_win_gets_other_words_and_another_day(ours: Program) -> None:
    """What is not named stays; nothing named, and no words at all, are refused; undo names it."""
    ours.ok("win", "add", "She presented alone")
    ours.ok("win", "edit", "last", "--on", "yesterday")
    ours.ok("win", "edit", "last", "--text", "She presented alone, twice")
    for refused in ([], ["--text", " "]):
        assert ours("win", "edit", "last", *refused).code == 2
    (win,) = stored(ours, "wins")
    assert (win["text"], win["on"]) == ("She presented alone, twice", "2026-11-20")
    assert "Taken back: “win edit”" in ours.ok("undo").err


def test_an_objective_can_lose_its_date(ours: Program) -> None:
    """What can be given can be taken away; an edit that says nothing of the date keeps it."""
    ours.ok("objective", "add", "Read alone", "--due", "4 december 2026")
    ours.ok("objective", "edit", "last", "--why", "They ask")
    kept = listed(ours, "objective", "show", "last")
    assert kept["due"] == "2026-12-04"
    ours.ok("objective", "edit", "last", "--no-due")
    undated = listed(ours, "objective", "show", "last")
    assert (undated.get("due"), undated["why"]) == (None, "They ask")


def test_a_vague_objective_is_pointed_out(ours: Program) -> None:
    """What is missing is named, and a fourth active objective is remarked on."""
    run = ours.ok("objective", "add", "Read", "--due", "2027-03-01")
    assert "no measure" in run.err
    assert "no date" not in run.err
    for title in ("Two", "Three"):
        assert "active objectives" not in ours.ok("objective", "add", title).err
    assert "That makes 4 active objectives" in ours.ok("objective", "add", "Four").err


def test_a_second_postponement_offers_twenty_minutes(ours: Program) -> None:
    """The first is taken as it is; from the second on a short session is offered instead."""
    ours.ok("session", "plan", "2026-12-03 17:00")
    first = ours.ok("session", "postpone", "next", "in", "3", "weeks", "2pm")
    assert "Twenty minutes" not in first.err
    second = ours.ok("session", "postpone", "next")
    assert "--template express --when" in second.err
    assert listed(ours, "session", "show")["status"] == "planned"


def test_hold_is_another_word_for_done(ours: Program) -> None:
    """Aliases do what their commands do."""
    ours.ok("session", "hold", "--at", "yesterday 2pm")
    assert listed(ours, "session", "show", "last")["began"] == "2026-11-20T14:00"
    ours.ok("session", "plan", "tomorrow 2pm")
    assert len(listed(ours, "agenda", "draft")["parts"]) == 6


def test_a_delete_says_how_to_get_it_back(sample: Program) -> None:
    """The reference of the trash works, session and agenda together."""
    run = sample.ok("delete", "next")
    assert "and 3 more" in run.err
    ref = run.err.split("restore ")[1].split("”")[0]
    assert sample("session", "show", "13").code == 1
    assert len(listed(sample, "trash", "list")) == 4
    sample.ok("trash", "restore", ref)
    assert len(listed(sample, "session", "show", "13")["agenda"]) == 3
    assert listed(sample, "trash", "list") == []


def test_a_verb_that_was_given_a_reference_names_the_record(sample: Program) -> None:
    """What was changed is said by its first words, cleaned and short, not by its reference alone."""
    text = f"One\x1b[2J two\nthree {'four ' * 40}"
    sample.ok("action", "add", "-", stdin=text.encode())
    ref = stored(sample, "actions")[-1]["id"][:6]
    said = "One\ufffd[2J two three four four"
    for words in (("visibility", ref, "private"), ("action", "done", ref), ("delete", ref),
                  ("trash", "restore", ref)):  # fmt: skip
        line = sample.ok(*words).err.splitlines()[0]
        assert ref in line
        assert said in line
        assert line.endswith("…")
    assert f"  {ref} · action · {said}" in sample.ok("undo").err


def test_an_undo_of_many_names_some_and_counts_the_others(sample: Program) -> None:
    """What was taken back can be recognised, and is never a screenful."""
    lines = sample.ok("undo", "--yes").err.splitlines()
    assert lines[1].endswith("· pair · Judith Garrick and Rhona Bello")
    assert len(lines) == 7
    assert lines[-1].startswith("  and 1")


def test_a_session_without_a_purpose_is_named_by_its_day(ours: Program) -> None:
    """There is always something to recognise it by."""
    ours.ok("session", "plan", "2026-12-03 17:00")
    assert "session · Thursday 3 December 2026" in ours.ok("delete", "next").err
    assert "Thursday 3 December 2026" in ours.ok("trash", "list").out


def test_a_date_is_echoed_as_it_was_understood(ours: Program) -> None:
    """What was typed is said back in full before anything is stored under it."""
    run = ours.ok("session", "plan", "next tuesday 2pm")
    assert run.err.splitlines()[0] == "Understood: Tuesday 24 November 2026 at 14:00"
    french = replace(ours, lang="fr").ok("session", "plan", "mardi en quinze à 14h05")
    assert (
        french.err.splitlines()[0]
        == "Compris\u00a0: mardi 8\u00a0décembre 2026 à 14\u00a0h\u00a005"
    )


def test_an_undo_names_what_it_took_back(sample: Program) -> None:
    """Nothing is undone twice, and there is an end to it."""
    sample.ok("win", "add", "One")
    assert "Taken back: “win add”" in sample.ok("undo").err
    run = sample("undo")
    assert (run.code, run.err.splitlines()[:2]) == (
        2,
        ["The last thing done was the beginning of a pair: --yes is missing.",
         "Nothing was changed."],
    )  # fmt: skip
    assert "Taken back: “demo”" in sample.ok("undo", "--yes").err
    run = sample("undo")
    assert (run.code, run.err.splitlines()[0]) == (1, "There is nothing to undo.")


def test_the_bare_names_of_an_agenda_are_in_the_reader_s_words(ours: Program) -> None:
    """A partner who plans in English gives a French reader a French frame, and each one's own topics."""
    ours.ok("session", "plan", "tomorrow 2pm", "--template", "standard")
    ours.ok("agenda", "suggest")
    ours.ok("agenda", "edit", "3", "--topic", "Wrap-up: who does what")
    french = replace(ours, lang="fr").ok("agenda", "show").out
    for said in ("Ouverture", "Rappel et mise en pratique", "Temps ouvert", "Conclusion\xa0: qui"):
        assert said in french
    assert "Check-in" not in french
    assert french.count("Wrap-up: who does what") == 1
    assert stored(ours, "items")[0]["topic"] == "Check-in"


def test_what_is_found_is_listed_as_lists_are(exemple: Program) -> None:
    """Days in words, on lines that fit; kinds are offered in the reader's words and taken so."""
    assert len(exemple.ok("search", "Nadège", "--kind", "réussites").out.splitlines()) >= 1
    lines = exemple.ok("search", "médiane", COLUMNS="80").out.splitlines()
    assert all(len(line) <= 80 for line in lines)
    assert any(re.search(r"\b(mar|jeu)\.\s\d", line) for line in lines)
    assert not any(re.search(r"\d{4}-\d\d-\d\d", line) for line in lines)
    refused = exemple("search", "médiane", "--kind", "foo").err
    assert "réussites (wins)" in " ".join(refused.split())


def test_what_is_shown_fits_eighty_columns(ours: Program) -> None:
    """Long facts end between words, in the longer language too."""
    french = speaking(ours, "fr")
    french.ok("objective", "add", "Lire seule le tableau")
    french.ok("objective", "agree", "dernier", "--by", "partenaire", "--on", "hier")
    path = ours.home / "journal.json"
    edited = path.read_bytes().replace(b"Lire seule", b"Lire seul", 1)
    shown = [
        french.ok(*line.split(), COLUMNS="80")
        for line in ("objective show dernier", "charter show")
    ]
    path.write_bytes(edited)
    for run in (*shown, french("doctor", COLUMNS="80")):
        long = [line for line in run.out.splitlines() if len(line) > 80 and "/" not in line]
        assert (len(run.out.splitlines()) > 1, long) == (True, [])


def test_an_undo_that_is_refused_shows_both_states_in_words(ours: Program) -> None:
    """What differs, by the names of the fields; no ids, and not how the other sees the objective."""
    ours.ok("objective", "add", "Read the dashboard alone")
    ours.ok("objective", "edit", "last", "--why", "The committee is\nin May")
    path = ours.home / "journal.json"
    file = json.loads(path.read_bytes())
    [objective] = file["objectives"].values()
    tom = file["pairs"]["1"]["mentor"]["id"]
    rating = {"member": tom, "level": "above", "on": "2026-11-20", "at": "2026-11-20T10:00:00Z"}
    objective |= {"title": "Read it with Tom", "ratings": [rating | {"entered_by": tom}], "rev": 3}
    path.write_text(json.dumps(file), encoding="utf-8")
    ours.ok("doctor", "--adopt")
    run = ours("undo")
    assert run.code == 1
    before, now = run.out.split("AS IT IS NOW\n")
    assert before.split("AS IT WAS BEFORE\n")[1].splitlines()[:2] == [
        "  Title: Read the dashboard alone",
        "  Why now: (nothing)",
    ]
    assert now.splitlines()[:3] == [
        "  Title: Read it with Tom",
        "  Why now: The committee is",
        "  in May",
    ]
    assert objective["id"] not in run.out
    assert "above" not in run.out
    assert "more than expected" not in run.out


def test_every_list_says_who_can_read_what_both_cannot(ours: Program) -> None:
    """What is for both stands as it is; of anything else the list says whose it is, or may be."""
    ours.ok("session", "plan", "tomorrow 2pm", "--purpose", "a wonder to see")
    for words in ("win add", "learn", "action add", "objective add", "resource add"):
        ours.ok(*words.split(), "A wonder", "all the same")
    ours.ok("log", "I wonder", "--no-session")
    lists = ["session list", "win list", "learning list", "action list", "objective list",
             "resource list"]  # fmt: skip
    told = [*lists, "search wonder", "status"]
    assert not any("only me)" in ours.ok(*each.split()).out for each in (*lists, "status"))
    ours.ok("visibility", "next", "private")
    for each in lists[1:]:
        ours.ok("visibility", listed(ours, *each.split())[0]["id"], "private")
    for each in told:
        run = ours.ok(*each.split())
        rows = [line for line in run.out.splitlines() if "wonder" in line]
        marked = [line for line in rows if "only me" in line]
        plain = [line for line in rows if line not in marked]
        assert marked, each
        assert plain == (["  a wonder to see"] if each == "status" else []), each
    assert "45\u00a0min · only me" in ours.ok("status").out
    win = listed(ours, "win", "list")[0]["id"]
    ours.ok("delete", win)
    assert ours.ok("trash", "list").out.rstrip().endswith("A wonder all the same (only me)")


def test_a_search_says_of_which_pair_it_was(ours: Program) -> None:
    """With one pair there is nothing to say; with two, what the other one holds is not missed."""
    ours.ok("win", "add", "A wonder")
    assert "was searched" not in ours("search", "marvel").err
    ours.ok("pair", "add", "--me", "Ana Ruiz", "--role", "junior", "--partner", "Zoe Blum")
    ours.ok("pair", "use", "Zoe Blum")
    run = ours("search", "wonder")
    assert run.code == 1
    assert "Only what belongs to Zoe Blum and Ana Ruiz was searched" in run.err
