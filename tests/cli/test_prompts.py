"""Someone sits at the terminal: three questions, a draft after every answer, and ways to leave."""

from __future__ import annotations

import json
import signal
import time

import pytest

from rmjournal.errors import INTERRUPTED, TERMINATED
from tests.cli.conftest import PATIENCE, Sit, drafts, posix, speaking, stored
from tests.conftest import Program

pytestmark = posix

SECRET = "I spoke too long"


def draft(program: Program, name: str = "draft-log.json") -> dict[str, str]:
    """The texts of a draft."""
    fields: dict[str, str] = json.loads((program.home / "drafts" / name).read_text())["fields"]
    return fields


def test_log_asks_three_questions_and_two_for_both(sample: Program, sit: Sit) -> None:
    """What happened, what I make of it, and now: private; what I learned and will try: for both."""
    terminal = sit(sample, "log")
    terminal.expect("Session 12 (Thursday 12 November 2026). Only you will read this.")
    terminal.answer("What happened", SECRET)
    terminal.answer("What I make of it", "")
    terminal.answer("And now?", "Ask first")
    terminal.answer("I learned", "The median")
    terminal.answer("I will try", "Two options")
    terminal.answer("By when", "2026-12-01")
    terminal.expect("Saved ")
    assert terminal.end() == 0
    record = stored(sample, "reflections")[-1]
    assert (record["what"], record.get("so_what"), record["now_what"]) == (
        SECRET,
        None,
        "Ask first",
    )
    assert record["visibility"] == "private"
    assert stored(sample, "learnings")[-1]["what"] == "The median"
    action = stored(sample, "actions")[-1]
    assert (action["text"], action["due"]) == ("Two options", "2026-12-01")
    assert "brackets" not in terminal.screen
    assert drafts(sample) == []


def test_ctrl_c_keeps_what_was_answered_and_it_is_offered_again(sample: Program, sit: Sit) -> None:
    """Interrupted after the first answer it ends with 130; the next time it is in brackets."""
    before = (sample.home / "journal.json").read_bytes()
    terminal = sit(sample, "log")
    terminal.answer("What happened", SECRET)
    terminal.expect("What I make of it")
    terminal.expect("> ")
    assert terminal.leave("\x03") == INTERRUPTED
    assert "kept as a draft" in terminal.screen
    assert "Traceback" not in terminal.screen
    assert draft(sample) == {"what": SECRET}
    assert (sample.home / "journal.json").read_bytes() == before
    assert "A draft of a reflection was kept" in sample.ok("status").out
    again = sit(sample, "log")
    again.answer("A draft of this was kept. Take it up?", "y")
    again.answer(f"What happened [{SECRET}]", "")
    again.answer("What I make of it", "Too eager")
    for question in ("And now?", "I learned", "I will try"):
        again.answer(question, "")
    assert again.end() == 0
    record = stored(sample, "reflections")[-1]
    assert (record["what"], record["so_what"]) == (SECRET, "Too eager")
    assert drafts(sample) == []


def test_what_is_being_typed_is_on_disk_within_seconds(sample: Program, sit: Sit) -> None:
    """Before Enter is pressed, a draft holds the line, so that no crash can take it."""
    terminal = sit(sample, "log")
    terminal.expect("> ")
    terminal.type(SECRET)
    terminal.expect(SECRET)
    until = time.monotonic() + PATIENCE
    while not (sample.home / "drafts" / "draft-log.json").exists():
        assert time.monotonic() < until
        time.sleep(0.02)
    assert draft(sample) == {"what": SECRET}
    assert terminal.leave(signal.SIGKILL) == -signal.SIGKILL
    assert draft(sample) == {"what": SECRET}


def test_a_long_answer_is_not_cut(sample: Program, sit: Sit) -> None:
    """A line is as long as it is, beyond what a terminal holds back for editing."""
    text = "mot " * 3000 + "fin"
    terminal = sit(sample, "learn")
    terminal.expect("> ")
    for at in range(0, len(text), 500):
        terminal.type(text[at : at + 500])
        terminal.drain()
    terminal.type("\n")
    assert terminal.end() == 0
    assert stored(sample, "learnings")[-1]["what"] == text


def test_a_pasted_text_is_one_answer(sample: Program, sit: Sit) -> None:
    """Several lines that arrive at once belong to the question they were pasted under."""
    terminal = sit(sample, "log")
    terminal.answer("What happened", "line one\n\nline three")
    terminal.answer("What I make of it", "So")
    for question in ("And now?", "I learned", "I will try"):
        terminal.answer(question, "")
    assert terminal.end() == 0
    record = stored(sample, "reflections")[-1]
    assert (record["what"], record["so_what"]) == ("line one\n\nline three", "So")


def test_the_end_of_input_keeps_a_draft_too(sample: Program, sit: Sit) -> None:
    """Ctrl-D leaves as Ctrl-C does."""
    terminal = sit(sample, "log")
    terminal.answer("What happened", SECRET)
    terminal.expect("> ")
    assert terminal.leave("\x04") == INTERRUPTED
    assert draft(sample) == {"what": SECRET}


def test_being_terminated_keeps_a_draft(sample: Program, sit: Sit) -> None:
    """SIGTERM in the middle of an answer ends with 143, with the answers before it on disk."""
    terminal = sit(sample, "log")
    terminal.answer("What happened", SECRET)
    terminal.expect("> ")
    assert terminal.leave(signal.SIGTERM) == TERMINATED
    assert "Traceback" not in terminal.screen
    assert draft(sample) == {"what": SECRET}


def test_a_closed_terminal_keeps_a_draft(sample: Program, sit: Sit) -> None:
    """A window that is shut in the middle of an answer loses nothing that was answered."""
    terminal = sit(sample, "log")
    terminal.answer("What happened", SECRET)
    terminal.expect("> ")
    assert terminal.leave(signal.SIGHUP) != 0
    assert draft(sample) == {"what": SECRET}


def test_leaving_before_the_first_answer_leaves_nothing(sample: Program, sit: Sit) -> None:
    """Who only looked has no draft waiting."""
    terminal = sit(sample, "log")
    terminal.expect("> ")
    assert terminal.leave("\x03") == INTERRUPTED
    assert drafts(sample) == []
    assert "draft" not in terminal.screen.replace("Ctrl-C keeps a draft", "")


def test_only_empty_answers_are_refused(sample: Program, sit: Sit) -> None:
    """Five times Enter logs nothing, and says what to write."""
    terminal = sit(sample, "log")
    for question in ("What happened", "What I make of it", "And now?", "I learned", "I will try"):
        terminal.answer(question, "")
    terminal.expect("There is nothing to log yet.")
    assert terminal.end() == 2
    assert len(stored(sample, "reflections")) == 11


def test_a_save_that_fails_after_the_questions_keeps_every_answer(
    sample: Program, sit: Sit
) -> None:
    """The answers wait for the next time, when the disk is well again."""
    lock = sample.home / "journal.lock"
    lock.unlink()
    lock.mkdir()
    terminal = sit(sample, "log")
    for question, answer in (("What happened", SECRET), ("What I make of it", ""), ("And now?", "On"),
                             ("I learned", ""), ("I will try", "")):  # fmt: skip
        terminal.answer(question, answer)
    assert terminal.end() == 5
    assert draft(sample) == {"what": SECRET, "now_what": "On"}
    lock.rmdir()
    again = sit(sample, "log")
    again.answer("Take it up?", "y")
    again.answer(f"What happened [{SECRET}]", "")
    again.answer("What I make of it", "")
    again.answer("And now? [On]", "")
    again.answer("I learned", "")
    again.answer("I will try", "")
    assert again.end() == 0
    assert stored(sample, "reflections")[-1]["what"] == SECRET
    assert drafts(sample) == []


def test_a_refusal_after_the_questions_keeps_every_answer(sample: Program, sit: Sit) -> None:
    """What was typed for a session that cannot be reflected on yet is not lost."""
    terminal = sit(sample, "log", "--session", "next")
    terminal.answer("What happened", SECRET)
    for question in ("What I make of it", "And now?", "I learned", "I will try"):
        terminal.answer(question, "")
    terminal.expect("This session has not begun yet.")
    assert terminal.end() == 1
    assert draft(sample) == {"what": SECRET}


def test_a_draft_does_not_stand_in_the_way_of_a_text_on_the_command_line(
    sample: Program, sit: Sit
) -> None:
    """A text typed with the command is logged on its own, and the draft waits on."""
    terminal = sit(sample, "log")
    terminal.answer("What happened", SECRET)
    terminal.expect("> ")
    assert terminal.leave("\x03") == INTERRUPTED
    sample.ok("log", "Something else")
    assert stored(sample, "reflections")[-1]["what"] == "Something else"
    assert draft(sample) == {"what": SECRET}


@pytest.mark.parametrize(
    ("words", "table", "key"),
    [
        ("learn", "learnings", "what"), ("action add", "actions", "text"),
        ("win add", "wins", "text"), ("agenda add", "items", "topic"),
    ],
)  # fmt: skip
def test_other_texts_are_asked_for_once(
    sample: Program, sit: Sit, words: str, table: str, key: str
) -> None:
    """A command without its text asks one question, and says who will read the answer."""
    terminal = sit(sample, *words.split())
    terminal.expect("> ")
    terminal.type("J’ai perdu -2% [/]\n")
    assert terminal.end() == 0
    assert "J’ai perdu -2% [/]" in {record[key] for record in stored(sample, table)}
    assert drafts(sample) == []


def test_questions_are_asked_in_french(exemple: Program, sit: Sit) -> None:
    """Who speaks French is asked in French, with a no-break space before the question mark."""
    terminal = sit(exemple, "log")
    terminal.answer("Ce qui s’est passé", SECRET)
    terminal.answer("Ce que j’en comprends", "")
    terminal.answer("Et maintenant\u00a0?", "")
    terminal.expect("> ")
    assert terminal.leave("\x03") == INTERRUPTED
    assert draft(exemple) == {"what": SECRET}


def test_a_draft_is_taken_up_in_the_other_language(sample: Program, sit: Sit) -> None:
    """What was answered in English is offered to who goes on in French."""
    terminal = sit(sample, "log")
    terminal.answer("What happened", SECRET)
    terminal.expect("> ")
    assert terminal.leave("\x03") == INTERRUPTED
    again = sit(speaking(sample, "fr"), "log")
    again.answer("Le reprendre", "o")
    again.expect(f"Ce qui s’est passé [{SECRET}]")
    again.expect("> ")
    assert again.leave("\x03") == INTERRUPTED


@pytest.mark.parametrize("evasive", ["oublie", "on verra", "yesterday", "", "nope"])
def test_only_a_yes_is_a_yes(exemple: Program, sit: Sit, evasive: str) -> None:
    """A word that begins like one is asked about again, and nothing is done meanwhile."""
    terminal = sit(exemple, "pair", "close")
    terminal.answer("[o/n]", evasive)
    terminal.answer("Répondez par oui ou par non.", "NON")
    assert terminal.end() == 0
    assert stored(exemple, "pairs")[0].get("status", "active") == "active"


def test_a_sentence_typed_where_a_yes_was_asked_for_is_kept(sample: Program, sit: Sit) -> None:
    """Who did not read the question and wrote on finds the words in a draft of their own."""
    first = sit(sample, "log")
    first.answer("What happened", SECRET)
    first.expect("> ")
    first.leave("\x03")
    again = sit(sample, "log")
    again.answer("Take it up?", "We spoke of the median")
    again.answer("Answer yes or no.", "no")
    again.expect("What happened")
    again.expect("> ")
    again.leave("\x03")
    assert draft(sample) == {"what": SECRET}
    assert draft(sample, "draft-log-2.json") == {"what": "We spoke of the median"}
