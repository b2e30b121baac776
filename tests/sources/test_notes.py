"""What stands in a note: the parts whose headings say so, and everything else as it was typed."""

from __future__ import annotations

from datetime import datetime, time
from zoneinfo import ZoneInfo

import pytest

from rmjournal.errors import Refused
from rmjournal.sources.notes import Note, Scene, note

EN = Scene(datetime(2026, 11, 21, 20, 50, tzinfo=ZoneInfo("Europe/Paris")), "en")
FR = EN._replace(language="fr")


def read(text: str, name: str = "2026-03-17.md", scene: Scene = EN) -> Note:
    """The note, which has a date."""
    found = note(text, name, scene)
    assert found is not None
    return found


def when(name: str, text: str = "", scene: Scene = EN) -> str:
    """The day and the time that a note of that name and text is of."""
    found = read(text, name, scene)
    return f"{found.day} {found.time:%H:%M}" if found.time else str(found.day)


NAMES = {
    "2026-03-17.md": "2026-03-17",
    "20260317.md": "2026-03-17",
    "Session 4, 2026_03_17.md": "2026-03-17",
    "2026-03-17T14:05 Median.md": "2026-03-17 14:05",
    "2026-03-17 1405.md": "2026-03-17 14:05",
    "2026-03-17 14h.md": "2026-03-17 14:00",
    "2026-03-17-02.md": "2026-03-17",
    "2026-03-17 3 charts.md": "2026-03-17",
    "17 March 2026.md": "2026-03-17",
    "March 17, 2026.markdown": "2026-03-17",
    "Séance du 1er mars 2026, 9h30.md": "2026-03-01 09:30",
    "réunion_17_mars_2026.md": "2026-03-17",
    "17-03-2026.md": "2026-03-17",
    "archive/2025/17.03.2026 x.md": "2026-03-17",
}


@pytest.mark.parametrize("name", NAMES)
def test_the_date_in_a_name(name: str) -> None:
    """As people write it in file names, in both languages."""
    assert when(name) == NAMES[name]


FRONT = {
    "date: 2026-03-17": "2026-03-17",
    "date: 2026-03-17 14:05": "2026-03-17 14:05",
    "date: 2026-03-17T14:05:33": "2026-03-17 14:05",
    "date: '2026-03-17T23:30:00Z'": "2026-03-18 00:30",
    "Date: 17 March 2026 at 2pm": "2026-03-17 14:00",
    "date: 17 mars 2026\nheure: 14h05": "2026-03-17 14:05",
    "time: 14:05": "2026-01-01 14:05",
}


@pytest.mark.parametrize("front", FRONT)
def test_the_date_in_the_front_matter(front: str) -> None:
    """It wins over the name's; a time of its own may go with either."""
    assert when("2026-01-01 x.md", f"---\n{front}\n---\nText") == FRONT[front]


def test_the_date_in_the_first_heading() -> None:
    """The last place that is looked at."""
    assert when("median.md", "# Session 4, 17 March 2026\nText") == "2026-03-17"


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("2026-13-17.md", ""), ("2026-02-30.md", ""), ("3-4-2026.md", ""),
        ("x.md", "---\ndate: sometime\n---\n"), ("x.md", "---\ndate: 3/4/2026\n---\n"),
    ],
)  # fmt: skip
def test_a_date_that_is_none_or_two_is_refused(name: str, text: str) -> None:
    """By the name of the file, and whole: a note is never put on a guessed day."""
    with pytest.raises(Refused, match=f"The date of {name}"):
        note(text, name, EN)


def test_french_figures_have_one_reading_in_french() -> None:
    """Where the interface speaks French, the day comes first."""
    assert when("3-4-2026.md", scene=FR) == "2026-04-03"


@pytest.mark.parametrize("name", ["median.md", "Marche 12.md", "v2.10.3.md", "120260317.md"])
def test_no_date_is_no_refusal_yet(name: str) -> None:
    """What to do with such a note is for the person to say."""
    assert note("# Median\nText", name, EN) is None


FULL = """---
tags: [mentoring]
title: "Kick-off"
---
Room 4.12.

# Agenda
1. [x] Who we are
   She went first
2. Rules (10 min)

   - what stays here

Late start.

## 2. Next Steps:
- [ ] Send it @tom
* [X] Book it
- [-] Print it
- [ ]
- Plain

**Ce que j’ai appris**
Ask for the median.

Then wait.

## Réussites
- She ran it alone

## Questions ?
- [ ] Why?
- [ ] Ask Lou

## Notes
"""


def test_every_part_goes_where_its_heading_says() -> None:
    """Lists under known headings are points; what is no point there is kept with its heading."""
    found = read(FULL)
    assert found.title == "Kick-off"
    assert [(item.box, item.first, item.under) for item in found.agenda] == [
        ("x", "Who we are", "   She went first"),
        ("", "Rules (10 min)", "   - what stays here"),
    ]
    assert [(item.box, item.text) for item in found.actions] == [
        (" ", "Send it @tom"), ("x", "Book it"), ("-", "Print it"), ("", "Plain"), (" ", "Ask Lou"),
    ]  # fmt: skip
    assert found.learnings == ("Ask for the median.", "Then wait.")
    assert found.wins == ("She ran it alone",)
    assert found.rest == (
        "tags: [mentoring]\n\nRoom 4.12.\n\n# Agenda\nLate start.\n\n"
        "## Questions ?\n- [ ] Why?\n- [ ] Ask Lou"
    )


def test_code_is_no_list_and_no_heading() -> None:
    """What stands in a fence is text, whatever it looks like."""
    text = "```\n# Actions\n- [ ] no\n```\n~~~\n## Agenda\n- no\n~~~"
    found = read(text)
    assert (found.rest, found.actions, found.agenda) == (text, (), ())


def test_headings_are_read_as_people_write_them() -> None:
    """Underlined, bold, numbered, with emoji or a colon, in any case."""
    for heading in (
        "ACTIONS\n====",
        "__Actions__:",
        "### 3. ✅ actions",
        "À faire :",
        "Next steps:",
    ):
        assert [item.text for item in read(f"{heading}\n\n- [ ] x\n").actions] == ["x"], heading
    for heading in ("## Actions we did not take", "The actions:", "#Actions", "Actions"):
        assert read(f"{heading}\n\n- plain\n").actions == (), heading


def test_a_word_of_the_note_itself_is_its_title() -> None:
    """Front matter, or the first heading; else what the name says beside the date."""
    assert read("# Median\n## Notes\nx").title == "Median"
    assert read("# Notes\nx").title == ""
    named = {
        "2026-03-17 Median.md": "Median",
        "Séance 4 du 2026-03-17.md": "",
        "2026-03-17-02.md": "",
    }
    for name, subject in named.items():
        assert (read("x", name).title, read("x", name).named) == ("", subject)


def test_line_ends_and_marks_of_order_do_not_matter() -> None:
    """A note from Windows is read like any other."""
    found = read("---\r\ntime: 9h\r\n---\r\n## Actions\r\n- [x] Call\r\n  back\r\n\r\nBye\r\n")
    assert found.time == time(9)
    assert [(item.box, item.text) for item in found.actions] == [("x", "Call\n  back")]
    assert found.rest == "## Actions\r\nBye"
