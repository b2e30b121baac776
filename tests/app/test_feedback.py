"""Feedback both ways: calm until it is opened, then read, acknowledged, answered, talked over."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from rmjournal.journal import Journal
from rmjournal.model.feedback import Feedback
from rmjournal.paths import Home
from rmjournal.screens.dialog import Dialog
from rmjournal.screens.feedback import FeedbackScreen
from rmjournal.screens.feedback_one import FeedbackOneScreen
from rmjournal.screens.giving import GivingScreen
from rmjournal.screens.home import HomeScreen
from rmjournal.screens.sheet import Sheet
from rmjournal.storage.drafts import Drafts
from rmjournal.storage.file import JournalStorage
from rmjournal.widgets.listing import Listing
from rmjournal.widgets.words import Words
from tests.app.conftest import (
    MakeHome,
    Someone,
    footer,
    journal_of,
    new_pair,
    press,
    settled,
    shown,
    sit,
    told,
    write,
)
from tests.app.obstacles import full
from tests.conftest import NOW

UNREAD = (
    "when we got to the sign-off",
    "out of time",
    "a streaming cold",
    "One sentence, whenever",
)
"""Words of the feedback that waits in the English sample."""
PRIVATE = "The lift, on the Monday"
"""Words of the draft in it."""
HOSTILE = "[/] [@click=app.quit]x[/] \x1b]52;c;eA==\x07 \u202egnol"


def hear(journal: Journal, **fields: Any) -> Feedback:
    """Feedback of the other that was delivered to me, as it would arrive."""
    other = journal.pair.partner.id
    said = {"delivered": journal.clock.stamp(), **fields}
    record = replace(journal.feedback.make(Feedback, author=other, **said), entered_by=other)
    with journal.store.transaction("received") as tx:
        return tx.add(record)


def waiting(home: Home) -> Feedback:
    """The one piece of feedback in the sample that was not acknowledged."""
    (found,) = journal_of(home).feedback.unread()
    return found


def count(home: Home) -> int:
    """How many pieces of feedback there are."""
    return len(journal_of(home).feedback.all())


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
def test_what_waits_is_said_and_nothing_of_it_until_it_is_opened(
    home: Home, size: tuple[int, int]
) -> None:
    """Neither Home nor the list shows a word of it; Enter shows all of it."""

    async def script(someone: Someone) -> None:
        pages = [shown(someone)]
        await press(someone, "f5")
        assert "to read when you like" in shown(someone)
        pages += [shown(someone), *told(someone)]
        for text in UNREAD:
            assert not any(text in page for page in pages)
        await press(someone, "enter")
        assert isinstance(someone.app.screen, FeedbackOneScreen)
        for text in (*UNREAD, "What I observed", "no  ·  ·  ·  (•)  ·  entirely"):
            assert text in shown(someone)
        await press(someone, "escape")
        assert UNREAD[0] not in shown(someone)

    sit(home, script, size)
    assert waiting(home)


def test_search_and_trash_say_no_more_of_what_waits_than_its_list(home: Home) -> None:
    """That feedback of that day waits; its words are there once it was acknowledged."""
    feedback = waiting(home)

    async def script(someone: Someone) -> None:
        await press(someone, "ctrl+f")
        await write(someone, UNREAD[0])
        page = shown(someone)
        assert "to read when you like" in page
        assert not any(text in page for text in UNREAD)
        await press(someone, "escape")
        journal_of(home).records.delete(feedback)
        await press(someone, "ctrl+g")
        page = shown(someone)
        assert "to read when you like" in page
        assert not any(text in page for text in UNREAD)
        await press(someone, "x")
        assert not any(text in shown(someone) for text in UNREAD)
        await press(someone, "escape", "enter")
        journal_of(home).feedback.acknowledge(waiting(home))
        await press(someone, "f2", "ctrl+f")
        await write(someone, UNREAD[0])
        assert "to read when you like" not in shown(someone)

    sit(home, script)


def test_home_leads_to_what_waits(home: Home) -> None:
    """Once one has reflected, reading is the step, and Enter goes there."""
    journal = journal_of(home)
    journal.reflections.log(journal.sessions.last(), what="It was good")

    async def script(someone: Someone) -> None:
        assert "Feedback waits for you." in shown(someone)
        assert not any(text in shown(someone) for text in UNREAD)
        await press(someone, "g")
        assert isinstance(someone.app.screen, FeedbackScreen)
        await press(someone, "escape")
        assert isinstance(someone.app.screen, HomeScreen)

    sit(home, script)


def test_both_ways_stand_side_by_side_where_there_is_room(home: Home) -> None:
    """On a narrow terminal they are one list, through which the arrows go; the highlight stays."""

    async def script(someone: Someone) -> None:
        await press(someone, "f5")
        received, given, changed = (
            someone.app.screen.query_one(f"#{id}", Listing)
            for id in ("received", "given", "changed")
        )
        assert received.display
        assert [given.display, changed.display] == [False, False]
        for title in ("RECEIVED FROM RHONA", "GIVEN TO RHONA", "WHAT WE CHANGED"):
            assert title in received.said
        await press(someone, *["down"] * 4)
        at = received.highlighted
        await someone.resize_terminal(120, 40)
        await settled(someone)
        assert someone.app.focused is given
        assert given.highlighted == at
        assert "GIVEN TO RHONA" not in received.said
        assert "GIVEN TO RHONA" in given.said
        assert "Corrections come without a cushion" in changed.said
        assert given.region.x > received.region.right - 1
        await press(someone, "enter")
        assert isinstance(someone.app.screen, GivingScreen)
        await press(someone, "escape", "tab", "down")
        at = changed.highlighted
        await someone.resize_terminal(80, 24)
        await settled(someone)
        assert someone.app.focused is received
        assert received.highlighted == at

    sit(home, script)


def test_a_change_leads_to_where_it_came_from(home: Home) -> None:
    """Enter on it opens the feedback, with the answer that made the change."""

    async def script(someone: Someone) -> None:
        await press(someone, "f5", "end", "enter")
        assert "A lifted finger means" in shown(someone)
        assert "Talk to me." in shown(someone)
        assert "Judith answered on" in shown(someone)

    sit(home, script)


def test_how_each_stands_is_said_in_calm_words(empty: Home) -> None:
    """One word for each state, and the answer beside it."""
    journal = new_pair(empty)
    hear(journal, request="Unseen")
    heard = hear(journal, request="Slower please")
    journal.feedback.acknowledge(heard)
    answered = hear(journal, request="Louder")
    journal.feedback.reply(answered, "I will", change="I stand up")
    journal.feedback.give(request="Mine, delivered", deliver=True)
    journal.feedback.give(request="A draft")
    journal.feedback.give(request="Asleep", sleep_until=NOW.date() + timedelta(days=1))
    journal.feedback.give(request="Long asleep", sleep_until=NOW.date() + timedelta(days=9))

    async def script(someone: Someone) -> None:
        await press(someone, "f5")
        said = shown(someone)
        for text in (
            "to read when you like", "received, no answer yet", "answered", "“I stand up”",
            "delivered, not answered yet", "draft, only me", "draft, sleeping until tomorrow",
            "draft, sleeping until Mon 30 Nov",
        ):  # fmt: skip
            assert text in said, text
        assert "Unseen" not in said
        assert "The two of us · drafts: only me" in said

    sit(empty, script)


def test_got_it_comes_before_the_answer(home: Home) -> None:
    """One key says that it was received and no more, in the list and on its page; u takes it back."""
    seen = waiting(home)

    async def script(someone: Someone) -> None:
        await press(someone, "f5")
        assert "k" in footer(someone)
        await press(someone, "k")
        assert isinstance(someone.app.screen, FeedbackScreen)
        assert told(someone)[-1] == "Acknowledged. The answer can wait."
        assert not journal_of(home).feedback.unread()
        await press(someone, "u")
        assert waiting(home) == seen
        await press(someone, "enter", "k")
        assert told(someone)[-1] == "Acknowledged. The answer can wait."
        assert "received, no answer yet" in shown(someone)
        assert "k" not in footer(someone)
        assert "r" in footer(someone)
        await press(someone, "u")
        assert "k" in footer(someone)
        assert told(someone)[-1].startswith("Taken back: “Say that you received it”")

    sit(home, script)
    assert waiting(home).replies == ()


def test_an_answer_says_what_will_change(home: Home) -> None:
    """A sheet asks for both; both stand in the list; u takes them back; a second answer is not offered."""
    seen = waiting(home)

    async def script(someone: Someone) -> None:
        await press(someone, "f5", "r")
        assert isinstance(someone.app.screen, Sheet)
        assert "THE TWO OF US" in shown(someone)
        await write(someone, "It was the timing")
        await press(someone, "tab")
        await write(someone, "The sign-off comes first")
        await press(someone, "ctrl+s")
        assert told(someone)[-1] == "Answered. u takes it back."
        assert "“The sign-off comes first”" in shown(someone)
        assert "r" not in footer(someone)
        (reply,) = journal_of(home).feedback.found(seen.id).replies
        assert (reply.text, reply.change) == ("It was the timing", "The sign-off comes first")
        await press(someone, "u")
        assert "to read when you like" in shown(someone)

    app = sit(home, script)
    assert waiting(home) == seen
    assert app.door.drafts.all() == {}


def test_an_answer_that_is_refused_keeps_what_was_typed(
    home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An empty one, one that comes too late, a disk that is full: the sheet stays, and its words."""
    seen = waiting(home)

    async def script(someone: Someone) -> None:
        await press(someone, "f5", "r", "ctrl+s")
        assert "The answer is missing." in shown(someone)
        await write(someone, "Kept")
        monkeypatch.setattr(JournalStorage, "_save", full)
        await press(someone, "ctrl+s")
        assert isinstance(someone.app.screen, Sheet)
        monkeypatch.undo()
        journal_of(home).feedback.reply(seen, "Elsewhere")
        await press(someone, "ctrl+s")
        assert "answered already" in shown(someone)
        await press(someone, "escape")
        assert any("Your draft is kept" in each for each in told(someone))

    sit(home, script)
    assert Drafts(home).load(f"reply-{seen.id}") == {"text": "Kept"}


def test_it_goes_on_the_agenda_without_its_words(home: Home) -> None:
    """An item there says whose it is and of which day; twice is refused."""

    async def script(someone: Someone) -> None:
        await press(someone, "f5", "i")
        assert told(someone)[-1].startswith("On the agenda of session 13")
        await press(someone, "i")
        assert isinstance(someone.app.screen, Dialog)
        assert "on that agenda already" in shown(someone)

    sit(home, script)
    journal = journal_of(home)
    session = journal.sessions.next()
    assert session is not None
    topics = [each.topic for each in journal.agendas.of(session).items]
    assert any("Feedback given by Rhona" in each for each in topics)
    assert not any(text in each for each in topics for text in UNREAD)


def test_what_is_mine_can_be_deleted_and_brought_back(home: Home) -> None:
    """A draft, or what was delivered, goes in the trash; what the other said stays where it is."""
    before = count(home)

    async def script(someone: Someone) -> None:
        await press(someone, "f5", "x")
        assert count(home) == before
        await press(someone, *["down"] * 4, "x")
        assert told(someone)[-1] == "In the trash. u takes it back."
        assert count(home) == before - 1
        await press(someone, "u")
        assert PRIVATE in shown(someone)
        assert told(someone)[-1].startswith("Taken back: “Put a record in the trash” of")
        await press(someone, "down", "enter", "x")
        assert isinstance(someone.app.screen, FeedbackScreen)
        assert "What Rhona has of it stays there." in told(someone)[-1]
        await press(someone, "u")

    sit(home, script)
    assert count(home) == before


def test_what_only_i_may_read_is_hidden_when_asked(home: Home) -> None:
    """^t hides the words of drafts and the hours they speak of; again, it shows them."""

    async def script(someone: Someone) -> None:
        await press(someone, "f5")
        assert PRIVATE in shown(someone)
        pulse = shown(someone).splitlines()[-1]
        await press(someone, "ctrl+t")
        assert PRIVATE not in shown(someone)
        assert "hidden text" in shown(someone)
        assert shown(someone).splitlines()[-1] != pulse
        await press(someone, "ctrl+t")
        assert PRIVATE in shown(someone)

    sit(home, script)


def test_the_hours_of_both_are_one_line(home: Home) -> None:
    """Bars, and the last answer in figures."""

    async def script(someone: Someone) -> None:
        await press(someone, "f5")
        line = str(someone.app.screen.query_one("#pulse").render())
        assert line.startswith("TIME WELL SPENT")
        assert "Judith" in line
        assert "3 of 4" in line

    sit(home, script)


def test_where_they_have_no_room_each_has_a_line(home: Home) -> None:
    """The bars of one stand beneath those of the other, whole, however long the names are."""
    journal_of(home).pairs.edit(partner="Bartholomew Bello")

    async def script(someone: Someone) -> None:
        await press(someone, "f5")
        pulse = someone.app.screen.query_one("#pulse", Words)
        one, other = pulse.said.split("\n")
        assert "Judith      █" in one
        assert other.split()[0] == "Bartholomew"
        assert one.index("█") == other.index("▆")
        assert pulse.size.height == 2
        await someone.resize_terminal(100, 30)
        await settled(someone)
        assert "\n" not in pulse.said

    sit(home, script, (60, 20))


def test_an_empty_page_teaches(empty: Home) -> None:
    """What this is for, who reads it, and the key that begins."""
    new_pair(empty)

    async def script(someone: Someone) -> None:
        await press(someone, "f5")
        assert "Feedback goes both ways here" in shown(someone)
        assert "for you alone until you deliver it" in shown(someone)
        assert someone.app.screen.query_one("#teaching").region.y < 5
        await press(someone, "enter")
        assert isinstance(someone.app.screen, GivingScreen)
        await write(someone, "Half a")
        await press(someone, "escape")
        assert "begun, not kept in the journal yet" in shown(someone)
        await press(someone, "enter")
        assert isinstance(someone.app.screen, GivingScreen)

    sit(empty, script)


def test_without_a_pair_it_says_how_to_begin(empty: Home) -> None:
    """And no key does anything wrong."""

    async def script(someone: Someone) -> None:
        await press(someone, "f5")
        assert "F2 says how to begin" in shown(someone)
        assert someone.app.screen.query_one("#teaching").region.y < 5
        await press(someone, "n", "r", "k", "i", "x", "u", "enter")
        assert isinstance(someone.app.screen, FeedbackScreen)

    sit(empty, script)


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
def test_what_was_given_is_at_hand_where_nothing_was_received(
    empty: Home, size: tuple[int, int]
) -> None:
    """The keys go to where there is something to choose, also after it was written."""
    new_pair(empty)

    async def script(someone: Someone) -> None:
        await press(someone, "f5", "n")
        await write(someone, "Thank you")
        await press(someone, "ctrl+s")
        assert "RECEIVED FROM TOM" in shown(someone)
        assert "nothing yet" in shown(someone)
        await press(someone, "enter")
        assert isinstance(someone.app.screen, GivingScreen)
        await press(someone, "escape", "x")
        assert journal_of(empty).feedback.all() == []
        assert "Feedback goes both ways here" in shown(someone)

    sit(empty, script, size)


@pytest.mark.parametrize("field", ["situation", "request"])
def test_hostile_words_are_shown_literally(empty: Home, field: str) -> None:
    """In the list, in the text and in the answer."""
    journal = new_pair(empty)
    heard = hear(journal, **{field: HOSTILE})
    journal.feedback.acknowledge(heard)

    async def script(someone: Someone) -> None:
        await press(someone, "f5")
        assert "[/] [@click=app.quit]x[/]" in shown(someone)
        await press(someone, "r")
        await write(someone, HOSTILE)
        await press(someone, "tab")
        await write(someone, HOSTILE)
        await press(someone, "ctrl+s", "enter")
        assert "[/] [@click=app.quit]x[/]" in shown(someone)
        assert not {"\x1b", "\u202e", "\x07"} & set(shown(someone))

    sit(empty, script)


def test_what_is_gone_meanwhile_is_left(home: Home) -> None:
    """Deleted by another process while it is open: one is back at the list."""
    seen = waiting(home)

    async def script(someone: Someone) -> None:
        await press(someone, "f5", "enter")
        journal_of(home).records.delete(seen)
        someone.app.reload()  # type: ignore[attr-defined]
        await settled(someone)
        assert isinstance(someone.app.screen, FeedbackScreen)

    sit(home, script)


@pytest.mark.tour
@pytest.mark.parametrize("lang", ["en", "fr"])
def test_the_footers_fit(home_in: MakeHome, lang: str) -> None:
    """In 80 columns, of each of the three screens, in either language."""

    async def script(someone: Someone) -> None:
        for key in ("f5", "enter", "n"):
            await press(someone, key)
            await press(someone, *(["escape", "n"] if key == "n" else []))
            line = "  ".join(f"{key} {label}" for key, label in footer(someone).items())
            assert len(line) < 80, line

    sit(home_in(lang), script)


def test_it_speaks_french(home_in: MakeHome) -> None:
    """The list, what is opened, and how it stands."""

    async def script(someone: Someone) -> None:
        await press(someone, "f5")
        assert "à lire quand vous voulez" in shown(someone)
        assert "CE QUE NOUS AVONS CHANGÉ" in shown(someone)
        await press(someone, "enter")
        assert "Retour fait par Karim" in shown(someone)
        await someone.app.speak("en")  # type: ignore[attr-defined]
        await settled(someone)
        assert "Feedback from Karim" in shown(someone)

    sit(home_in("fr"), script)


def test_on_its_own_page_it_is_answered_and_brought_up(home: Home) -> None:
    """By the keys of that page, as in the list."""

    async def script(someone: Someone) -> None:
        await press(someone, "f5", "enter", "r")
        await write(someone, "It was the timing")
        await press(someone, "ctrl+s")
        assert isinstance(someone.app.screen, FeedbackOneScreen)
        assert told(someone)[-1] == "Answered. u takes it back."
        assert "It was the timing" in shown(someone)
        await press(someone, "u")
        assert "It was the timing" not in shown(someone)
        await press(someone, "i")
        assert "On the agenda of session 13" in told(someone)[-1]

    sit(home, script)
