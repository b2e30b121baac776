"""``rmjournal calendar`` at the command line: the file on stdout or where asked, words on stderr."""

from __future__ import annotations

from pathlib import Path

import icalendar
import pytest

from tests.conftest import Program


def test_the_calendar_is_on_stdout_and_words_about_it_are_not(ours: Program) -> None:
    """It can be piped into another program."""
    ours.ok("session", "plan", "2026-12-01 17:00", "--purpose", "Say no to the board")
    ours.ok("session", "plan", "2026-12-22 17:00")
    run = ours.ok("calendar")
    assert len(icalendar.Calendar.from_ical(run.out).events) == 3
    assert run.err.splitlines() == [
        "2 sessions in the calendar.",
        "Time kept every 3 weeks from Tuesday 12 January 2027 on.",
    ]
    assert "board" not in run.out


def test_the_file_is_the_same_and_said_to_be_written(ours: Program) -> None:
    """``-o`` keeps every byte, CRLF included."""
    ours.ok("session", "plan", "2026-12-01 17:00")
    out = ours.ok("calendar").out
    assert ours.where
    run = ours.ok("calendar", "-o", "sessions.ics")
    assert (run.out, run.err.splitlines()[0]) == ("", "Written to sessions.ics.")
    assert (ours.where / "sessions.ics").read_bytes().decode() == out
    assert "\r\nEND:VCALENDAR\r\n" in out


def test_our_own_files_are_never_overwritten(ours: Program) -> None:
    """The journal is not a calendar."""
    before = (ours.home / "journal.json").read_bytes()
    run = ours("calendar", "-o", str(ours.home / "journal.json"))
    assert run.code == 2
    assert (ours.home / "journal.json").read_bytes() == before
    run = ours("calendar", "-o", str(ours.home / "journal.json" / "x.ics"))
    assert (run.code, "could not be written" in run.err) == (5, True)


@pytest.mark.parametrize(
    ("words", "triggers"),
    [
        ((), ["-PT15M"]),
        (("--alarm", "1440", "--alarm", "5"), ["-PT5M", "-P1D"]),
        (("--alarm", "0"), ["P0D"]),
        (("--no-alarm",), []),
    ],
)
def test_alarms_are_as_asked_for(ours: Program, words: tuple[str, ...], triggers: object) -> None:
    """A quarter of an hour before, others, or none."""
    ours.ok("session", "plan", "2026-12-01 17:00")
    lines = ours.ok("calendar", *words).out.splitlines()
    assert [line[8:] for line in lines if line.startswith("TRIGGER")] == triggers


@pytest.mark.parametrize(
    "words",
    [
        ("--alarm", "-5"),
        ("--alarm", "99999"),
        ("--alarm", "x"),
        ("--audience", "programme"),
        ("x",),
    ],
)
def test_odd_wishes_are_refused(ours: Program, words: tuple[str, ...]) -> None:
    """Nothing is written for them."""
    run = ours("calendar", *words)
    assert (run.code, run.out) == (2, "")


def test_what_is_not_in_it_is_counted(ours: Program) -> None:
    """A private session, and one that waits for a date."""
    ours.ok("session", "plan", "2026-12-01 17:00")
    ours.ok("session", "plan", "2026-12-22 17:00", "--purpose", "Mine")
    ours.ok("visibility", "2", "private")
    ours.ok("session", "postpone", "1")
    run = ours.ok("calendar", "--with-purpose")
    assert run.err.splitlines() == [
        "0 sessions in the calendar.",
        "1 session waits for a date and is not in it.",
        "Withheld: 1 session.",
        "It tells the purpose of each session to whoever may read your calendar.",
    ]
    assert "Mine" in ours.ok("calendar", "--with-purpose", "--audience", "moi").out


def test_an_empty_pair_has_an_empty_calendar(ours: Program) -> None:
    """A file with no event is still a calendar."""
    run = ours.ok("calendar")
    assert icalendar.Calendar.from_ical(run.out).events == []
    assert run.err == "0 sessions in the calendar.\n"


def test_a_file_that_is_there_is_never_overwritten(ours: Program, tmp_path: Path) -> None:
    """A calendar has no business in a file of another's, and the earlier one may be wanted."""
    target = tmp_path / "thesis.ics"
    target.write_text("mine")
    run = ours("calendar", "-o", str(target))
    assert run.code == 1
    assert "exists already" in run.err
    assert target.read_text() == "mine"
