"""Home: the one next step, and what can be done about it."""

from __future__ import annotations

import threading
from dataclasses import replace
from datetime import timedelta

import pytest
from textual.widgets import Input, TextArea

from rmjournal.app import JournalApp
from rmjournal.door import Door
from rmjournal.journal import Journal, begun, conflicts
from rmjournal.model.feedback import Reply
from rmjournal.model.learning import Worked
from rmjournal.model.objective import Level
from rmjournal.model.pair import Role
from rmjournal.model.session import SessionStatus
from rmjournal.paths import Home
from rmjournal.screens import resuming
from rmjournal.screens.dialog import Dialog
from rmjournal.screens.help import HelpScreen
from rmjournal.screens.home import HomeScreen
from rmjournal.screens.live import LiveScreen
from rmjournal.screens.objectives import ObjectivesScreen
from rmjournal.screens.pair import PairScreen
from rmjournal.screens.reflection import ReflectionScreen
from rmjournal.screens.sheet import Sheet
from rmjournal.screens.standing import Standing, read_ahead, standing
from rmjournal.screens.welcome import WelcomeScreen
from rmjournal.storage import settings
from rmjournal.storage.drafts import Drafts
from rmjournal.widgets.push import Push
from tests.app.conftest import (
    MakeHome,
    Someone,
    journal_of,
    new_pair,
    press,
    settled,
    shown,
    sit,
    told,
    write,
)
from tests.app.rest import run
from tests.conftest import NOW


def test_an_empty_journal_welcomes(empty: Home) -> None:
    """Nobody meets a blank page; the keys of Home do nothing there."""

    async def script(someone: Someone) -> None:
        assert isinstance(someone.app.screen, WelcomeScreen)
        await press(someone, "g", "w", "v", "t", "z", "u")
        assert isinstance(someone.app.screen, WelcomeScreen)

    sit(empty, script)


def test_the_welcome_waits_for_what_is_in_front(empty: Home) -> None:
    """Help that was asked for at once is not taken away; the welcome comes after it."""

    async def script(someone: Someone) -> None:
        home = someone.app.screen_stack[0]
        assert isinstance(home, HomeScreen)
        await press(someone, "f1")
        home.reload()
        await settled(someone)
        assert isinstance(someone.app.screen, HelpScreen)
        await press(someone, "escape")
        assert isinstance(someone.app.screen, WelcomeScreen)

    sit(empty, script)


def test_what_was_read_ahead_is_shown_at_once(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    """Home asks the journal nothing that was read while the program started; then it follows it."""
    loads: list[HomeScreen] = []
    load = HomeScreen.load

    def counted(self: HomeScreen, journal: Journal) -> Standing | None:
        loads.append(self)
        return load(self, journal)

    monkeypatch.setattr(HomeScreen, "load", counted)

    async def script(someone: Someone) -> None:
        assert "NEXT SESSION" in shown(someone)
        assert not loads
        (action, *_) = journal_of(home).actions.open()
        journal_of(home).actions.edit(action, text="Ring the bell")
        someone.app.look()  # type: ignore[attr-defined]
        await settled(someone)
        assert "Ring the bell" in shown(someone)
        assert len(loads) == 1

    sit(home, script)


def test_what_is_just_being_read_is_not_read_again(
    home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Home that is there first waits for it, and shows it then."""
    begun, go_on = threading.Event(), threading.Event()

    def slow(journal: Journal, drafts: Drafts) -> Standing | None:
        begun.set()
        go_on.wait(60)
        return standing(journal, drafts)

    def twice(journal: Journal, drafts: Drafts) -> Standing | None:
        pytest.fail("it was read twice")

    monkeypatch.setattr("rmjournal.screens.standing.standing", slow)
    monkeypatch.setattr("rmjournal.screens.home.standing", twice)
    door = Door(home)
    threading.Thread(target=read_ahead, args=(door,), daemon=True).start()
    begun.wait(60)

    async def script() -> None:
        async with JournalApp(door).run_test(size=(80, 24)) as someone:
            assert "NEXT SESSION" not in shown(someone)
            go_on.set()
            await settled(someone)
            assert "NEXT SESSION" in shown(someone)

    run(script())


def test_a_new_pair_is_told_what_comes_first(empty: Home) -> None:
    """Planning a session is the step, and it is done right here."""
    new_pair(empty)

    async def script(someone: Someone) -> None:
        assert "No session is planned yet" in shown(someone)
        assert "This page fills as you go" in shown(someone)
        await press(someone, "enter")
        assert isinstance(someone.app.screen, Sheet)
        await write(someone, "next tuesday 2pm")
        await press(someone, "ctrl+s")
        assert isinstance(someone.app.screen, HomeScreen)
        assert told(someone)[-1] == "Planned: session 1 (Tuesday 24 November)."
        assert "The next session has room on its agenda." in shown(someone)

    sit(empty, script)


def test_home_says_where_the_two_stand(home: Home) -> None:
    """The step, the next session, actions by owner, a learning, the ladders, the hours, the promise."""
    said = []

    async def script(someone: Someone) -> None:
        said.append(shown(someone))

    sit(home, script)
    for text in (
        "Judith and Rhona · month 9 of 9",
        "Three minutes to keep the essence of session 12",
        "OPEN ACTIONS",
        "Rhona",
        "TO CHECK",
        "OUR OBJECTIVES",
        "TIME WELL SPENT",
        "Kept on this computer. Nothing was sent to Rhona.",
    ):
        assert text in said[0], text


def test_home_is_french_to_the_last_word(home_in: MakeHome) -> None:
    """The same in French."""

    async def script(someone: Someone) -> None:
        for text in (
            "Hélène et Karim · mois 9 sur 9",
            "Trois minutes pour garder l’essentiel de la séance 12",
            "ACTIONS OUVERTES",
            "À VÉRIFIER",
            "NOS OBJECTIFS",
            "TEMPS BIEN EMPLOYÉ",
            "Rien n’est parti vers Karim",
        ):
            assert text in shown(someone), text

    sit(home_in("fr"), script)


def test_the_other_view_waits_for_mine(empty: Home) -> None:
    """A level is hidden until one has said one's own; then both stand on the ladder."""
    journal = new_pair(empty)
    objective = journal.objectives.propose("Read alone")
    tom = journal.pair.partner.id
    objective = journal.objectives.rate(objective, Level.EXPECTED, member=tom)

    async def hidden(someone: Someone) -> None:
        assert "Read alone (proposed) · · · · ·" in " ".join(shown(someone).split())
        assert "What Tom sees shows once" in shown(someone)

    sit(empty, hidden)
    journal.objectives.rate(objective, Level.EXPECTED)

    async def both(someone: Someone) -> None:
        assert "A T" in shown(someone)
        assert "A Ana, T Tom." in shown(someone)

    sit(empty, both)


def test_the_step_can_wait(home: Home) -> None:
    """Not now takes the step away until the program is started again."""

    async def script(someone: Someone) -> None:
        await press(someone, "z")
        assert "Three minutes" not in shown(someone)
        assert "Kept on this computer" in shown(someone)

    sit(home, script)


def test_the_reflection_is_one_key_away(home: Home) -> None:
    """By its key, as the next step, or by the button that has the focus."""

    async def script(someone: Someone) -> None:
        for key in ("enter", "g", "w"):
            await press(someone, key)
            assert isinstance(someone.app.screen, ReflectionScreen), key
            await press(someone, "escape")

    sit(home, script)


@pytest.fixture
def unsaid(empty: Home) -> Home:
    """A pair whose only session was planned for this afternoon."""
    journal = new_pair(empty)
    early = journal_of(empty, NOW - timedelta(days=3))
    early.sessions.plan(NOW - timedelta(hours=4))
    assert journal.sessions.unsaid()
    return empty


@pytest.mark.parametrize(
    ("button", "status", "said", "deed"),
    [
        ("held", SessionStatus.HELD, "Session 1: noted.", "Say that a session took place"),
        (
            "cancelled",
            SessionStatus.CANCELLED,
            "Cancelled: session 1 (Saturday 21 November).",
            "Cancel a session",
        ),
    ],
)
def test_saying_whether_it_took_place(
    unsaid: Home, button: str, status: SessionStatus, said: str, deed: str
) -> None:
    """One press answers; u takes it back."""

    async def script(someone: Someone) -> None:
        assert "Did session 1" in shown(someone)
        await someone.click(f"#step-{button}")
        await settled(someone)
        assert [each.status for each in journal_of(unsaid).sessions.all()] == [status]
        assert said in told(someone)[-1]
        assert told(someone)[-1].endswith("u takes it back.")
        await press(someone, "u")
        assert journal_of(unsaid).sessions.unsaid()
        assert told(someone)[-1].startswith(f"Taken back: “{deed}”")

    sit(unsaid, script)


def test_a_session_that_did_not_take_place_moves(unsaid: Home) -> None:
    """The new date is asked for right here, and the session is no longer to be said."""

    async def script(someone: Someone) -> None:
        await someone.click("#step-moved")
        await settled(someone)
        assert "What becomes of session 1" in shown(someone)
        await press(someone, "enter")
        await write(someone, "next tuesday")
        await press(someone, "enter")
        assert isinstance(someone.app.screen, HomeScreen)
        assert told(someone)[-1].startswith("Moved: session 1 (Tuesday 24 November).")
        assert "Did session 1" not in shown(someone)

    sit(unsaid, script)


def test_one_line_is_about_the_session_that_is_asked_about(unsaid: Home) -> None:
    """Even where a later one was held since: it says that the earlier one took place."""
    early = journal_of(unsaid, NOW - timedelta(days=3))
    asked = early.sessions.plan(NOW - timedelta(days=1))
    journal_of(unsaid).sessions.hold(began=NOW - timedelta(hours=4))

    async def script(someone: Someone) -> None:
        await someone.click("#step-one-line")
        await settled(someone)
        assert isinstance(someone.app.screen, ReflectionScreen)
        await write(someone, "We met after all")
        await press(someone, "ctrl+s")
        assert isinstance(someone.app.screen, HomeScreen)

    sit(unsaid, script)
    after = journal_of(unsaid)
    assert after.reflections.mine_last().session == asked.id
    assert after.sessions.unsaid() == []


def test_a_learning_was_used(home: Home) -> None:
    """One line of what happened, whether it worked, and it counts as put into practice."""
    learning = journal_of(home).learnings.due(NOW.date())[0]

    async def script(someone: Someone) -> None:
        await press(someone, "v")
        await write(someone, "Twice on monday")
        await press(someone, "enter", "tab", "enter")
        after = next(
            each for each in journal_of(home).learnings.all() if each.id == learning.id
        ).outcomes[-1]
        assert (after.text, after.worked) == ("Twice on monday", Worked.PARTLY)
        assert told(someone)[-1] == "Noted: it was used. u takes it back."
        assert someone.app.screen.query_one("#check-used")
        assert learning.what not in shown(someone)

    app = sit(home, script)
    assert app.door.drafts.all() == {}


def test_leaving_that_line_keeps_it(home: Home) -> None:
    """Escape keeps the draft; it is there when one comes back."""

    async def script(someone: Someone) -> None:
        await press(someone, "v")
        await write(someone, "Twice")
        await press(someone, "escape", "v")
        assert someone.app.screen.query_one("#use-text").value == "Twice"  # type: ignore[attr-defined]

    sit(home, script)


def test_a_learning_was_not_used_yet(home: Home) -> None:
    """It is asked about again at the next session, and that is said."""
    journal = journal_of(home)
    learning, upcoming = journal.learnings.due(NOW.date())[0], journal.sessions.next()
    assert upcoming is not None
    assert upcoming.when is not None

    async def script(someone: Someone) -> None:
        await press(someone, "t")
        after = next(each for each in journal_of(home).learnings.all() if each.id == learning.id)
        assert after.check_on == upcoming.when.date()  # type: ignore[union-attr]
        assert "You will be asked again on" in told(someone)[-1]
        assert learning.what[:20] in told(someone)[-1]

    sit(home, script)


def test_a_learning_may_wait_without_a_trace(home: Home) -> None:
    """Later changes nothing in the journal; the next learning comes up."""
    before = (home.journal).read_bytes()
    first = journal_of(home).learnings.due(NOW.date())[0]

    async def script(someone: Someone) -> None:
        someone.app.screen.query_one("#check-used").focus()
        await press(someone, "z")
        assert first.what not in shown(someone)
        assert "Three minutes" in shown(someone)
        assert home.journal.read_bytes() == before

    sit(home, script)


def test_another_process_is_noticed(home: Home) -> None:
    """What a command writes meanwhile shows up without a restart, and the focus stays."""

    async def script(someone: Someone) -> None:
        await press(someone, "tab")
        focused = someone.app.focused.id if someone.app.focused else ""
        journal_of(home).actions.add("Call the night shift at once", due=NOW.date())
        someone.app.look()  # type: ignore[attr-defined]
        await settled(someone)
        assert "Call the night shift at once" in shown(someone)
        assert someone.app.focused is not None
        assert someone.app.focused.id == focused

    sit(home, script)


def test_a_damaged_journal_is_said_calmly(home: Home) -> None:
    """What happened, what was kept and what to do, in a window that closes."""
    text = home.journal.read_text().replace("Judith", "Judit!", 1)
    home.journal.write_text(text)

    async def script(someone: Someone) -> None:
        assert "The journal is damaged" in shown(someone)
        assert "doctor" in shown(someone)
        await press(someone, "escape")
        assert isinstance(someone.app.screen, HomeScreen)

    sit(home, script)


def answered(journal: Journal, words: str) -> None:
    """Feedback of mine, and the answer of the other."""
    given, partner = journal.feedback.give(request=words, deliver=True), journal.pair.partner.id
    stamp = journal.clock.stamp()
    reply = Reply(author=partner, text="Say no more", at=stamp, entered_by=partner)
    with journal.store.transaction("received") as tx:
        tx.change(given, replies=(reply,))


def test_what_else_waits_is_said_without_pressing(home: Home) -> None:
    """Feedback to answer, a draft once it was slept on; never its words, nor that, on a shared screen.

    That one of mine was answered is said, too, and not in which words.
    """
    journal = journal_of(home)
    answered(journal, "Say so at once")
    heard = journal.feedback.unread()[0]
    journal.feedback.acknowledge(heard)
    yesterday = journal_of(home, NOW - timedelta(days=1))
    yesterday.feedback.give(request="Say when you leave", sleep_until=NOW.date())
    journal_of(home, NOW - timedelta(days=8)).feedback.give(request="Say when you come")

    async def script(someone: Someone) -> None:
        assert "Feedback that you received can be answered, when you like" in shown(someone)
        assert "Feedback that you slept on can be read again" in shown(someone)
        assert "You kept 2 pieces of feedback as drafts" in shown(someone)
        assert "Rhona answered your feedback: F5 shows it." in shown(someone)
        assert "Say " not in shown(someone)
        await press(someone, "ctrl+t")
        assert "can be answered" in shown(someone)
        assert "slept on" not in shown(someone)
        assert "as drafts" not in shown(someone)

    sit(home, script, size=(120, 40))


def test_what_was_begun_is_offered_and_gone_on_with(home: Home) -> None:
    """A row for each thing, two drafts as two; Enter is where its words are; not what an editor has."""
    journal, drafts = journal_of(home), Drafts(home)
    objective, held = journal.objectives.active()[0], journal.sessions.last()
    assert held is not None
    drafts.save("objective", {"title": "Read maps"})
    drafts.save(f"objective-{objective.id}", {"why": "Because of the rain"})
    drafts.save("session-plan", {"purpose": "Maps"})
    drafts.save("feedback", {"request": "Say when"})
    drafts.save(f"reflection-{held.id}", {"what": "One"})
    drafts.save("log", {"what": "Another"})
    drafts.save("win", {"text": " \n"})
    drafts.save("action", {"text": "In an editor"})
    drafts.path("action").write_text("In an editor")
    drafts.save("setting-editor", {"value": "vi"})
    told = "You were in the middle of:"

    def offered(someone: Someone) -> list[str]:
        rows = someone.app.screen.query("#begun Push").results(Push)
        return [each.label.plain.removeprefix(told).strip() for each in rows]

    async def on(someone: Someone, row: str) -> None:
        someone.app.screen.query_one(f"#resume-{row}", Push).focus()
        await press(someone, "enter")

    def typed(someone: Someone, field: str) -> str:
        found = someone.app.screen.query_one(f"#{field}")
        assert isinstance(found, Input | TextArea)
        return found.text if isinstance(found, TextArea) else found.value

    async def script(someone: Someone) -> None:
        assert offered(someone) == [
            "a reflection (2 drafts)", "giving feedback", "planning a session", "an objective",
        ]  # fmt: skip
        assert "and 1 more" in shown(someone)
        await press(someone, "ctrl+t")
        assert "giving feedback" not in offered(someone)
        for row, field, words in (
            ("session-plan-new", "purpose", "Maps"), ("objective-new", "title", "Read maps"),
            (f"objective-{objective.id}", "why", "Because of the rain"),
        ):  # fmt: skip
            await on(someone, row)
            assert typed(someone, field) == words
            await press(someone, "escape", "f2")
        await press(someone, "ctrl+t")
        await on(someone, "feedback-new")
        assert typed(someone, "request") == "Say when"
        await press(someone, "escape")
        await on(someone, "reflection-new")
        assert typed(someone, "what") == "One"

    sit(home, script)


@pytest.mark.parametrize("size", [(80, 24), (60, 20)])
def test_a_button_that_has_no_room_keeps_both_its_brackets(
    home_in: MakeHome, size: tuple[int, int]
) -> None:
    """In French, what was begun is a long row."""
    home = home_in("fr")
    journal = journal_of(home)
    Drafts(home).save(f"held-{journal.sessions.found('next').id}", {"lasted": "35"})

    async def script(someone: Someone) -> None:
        (row,) = someone.app.screen.query("#begun Push").results(Push)
        assert row.region.right <= size[0]
        assert row.render().cell_length == row.size.width
        assert row.render().plain.endswith(" ]")

    sit(home, script, size)


def test_when_a_session_took_place_is_gone_on_with_and_not_answered_by_itself(home: Home) -> None:
    """Going on with what was begun shows its words; nothing is noted, were it under way or past."""
    journal, drafts = journal_of(home), Drafts(home)
    session = journal.sessions.found("next")
    drafts.save(f"held-{session.id}", {"lasted": "35"})
    journal.timers.start(session, early=True)

    async def script(someone: Someone) -> None:
        someone.app.screen.query_one(f"#resume-held-{session.id}", Push).focus()
        await press(someone, "enter")
        assert someone.app.screen.query_one("#lasted", Input).value == "35"
        assert journal_of(home).sessions.running() is not None
        journal_of(home).timers.end(minutes=30)
        await press(someone, "escape", "f3", "f2")
        assert not someone.app.screen.query(f"#resume-held-{session.id}")

    sit(home, script)


def test_oral_agreements_are_gone_on_with_and_a_resource_is_told_of(home: Home) -> None:
    """What only the command line goes on with names its command."""
    journal, drafts = journal_of(home), Drafts(home)
    objective, pair = journal.objectives.propose("Read maps"), journal.pair
    agreed = next(each for each in journal.objectives.active() if journal.objectives.agreed(each))
    journal.charters.edit(journal.charters.state().charter, stays="Everything, between us")
    drafts.save(f"objective-agree-{objective.id}", {"on": "tuesday"})
    drafts.save(f"objective-agree-{agreed.id}", {"on": "tuesday"})
    drafts.save(f"sign-{pair.id}", {"on": "monday"})
    drafts.save("resource", {"title": "A guide to medians"})

    async def script(someone: Someone) -> None:
        assert "a resource (rmjournal resource add)" in shown(someone)
        assert not someone.app.screen.query(f"#resume-objective-agree-{agreed.id}")
        for row in (f"objective-agree-{objective.id}", f"sign-{pair.id}"):
            someone.app.screen.query_one(f"#resume-{row}", Push).focus()
            await press(someone, "enter")
            assert isinstance(someone.app.screen, Dialog)
            await press(someone, "escape", "f2")

    sit(home, script)


def test_the_names_of_the_pair_are_gone_on_with(home: Home) -> None:
    """Those of the pair spoken of; those of another wait until it is."""
    journal, drafts = journal_of(home), Drafts(home)
    pair = journal.pair
    other = journal.pairs.create(me="Ana Ruiz", role=Role.MENTEE, partner="Tom Weiss")
    drafts.save(f"pair-{pair.id}", {"partner": "Rhona B."})
    drafts.save(f"pair-{other.id}", {"partner": "Tom W."})
    settings.change(home, "pair", pair.id)

    async def script(someone: Someone) -> None:
        assert not someone.app.screen.query(f"#resume-pair-{other.id}")
        someone.app.screen.query_one(f"#resume-pair-{pair.id}", Push).focus()
        await press(someone, "enter")
        assert someone.app.screen.query_one("#partner", Input).value == "Rhona B."

    sit(home, script)


def test_every_form_has_its_place() -> None:
    """What is told on Home can be gone on with."""
    assert resuming.WAYS.keys() == begun.FORMS.keys()


def test_a_conflict_is_told_on_home(home: Home) -> None:
    """Both versions wait behind one key, until one of them is chosen."""
    journal, other = journal_of(home), journal_of(home)
    seen, same = journal.wins.all()[0], other.wins.all()[0]
    journal.wins.edit(seen, text="As I say it")
    other.wins.edit(same, text="As I said it elsewhere")

    async def script(someone: Someone) -> None:
        assert "A change waits for your choice: ^l shows both versions." in shown(someone)
        await press(someone, "ctrl+l")
        assert "As I say it" in shown(someone)

    sit(home, script, size=(120, 40))


def test_one_text_out_of_two_versions_is_gone_on_with(home: Home) -> None:
    """The one that was begun, among others; not where it was settled otherwise since."""
    for number in (0, 1):
        journal, other = journal_of(home), journal_of(home)
        seen, same = journal.wins.all()[number], other.wins.all()[number]
        journal.wins.edit(seen, text=f"Here {number}")
        other.wins.edit(same, text=f"There {number}")
    first, second = conflicts.all_of(journal_of(home))

    async def script(someone: Someone) -> None:
        await press(someone, "ctrl+l", "down", "e")
        await write(someone, "Both: ")
        await press(someone, "escape", "f2")
        assert not someone.app.screen.query(f"#resume-conflict-{first.id}")
        row = someone.app.screen.query_one(f"#resume-conflict-{second.id}", Push)
        assert "one text out of two versions" in row.label.plain
        row.focus()
        await press(someone, "enter")
        text = someone.app.screen.query_one("#text", TextArea).text
        assert text.startswith("Both: There 1")
        await press(someone, "escape", "enter", "f2")
        assert not conflicts.all_of(journal_of(home))[1:]
        assert not someone.app.screen.query(f"#resume-conflict-{second.id}")

    sit(home, script)


def test_home_leads_to_the_hour_the_agreement_and_the_end(
    empty: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each of these steps says what it is about, and one key goes where it is done."""
    settings.change(empty, "timezone", "Europe/Paris")
    journal = new_pair(empty, start=NOW.date())
    journal.sessions.plan(NOW + timedelta(minutes=10))

    async def start(someone: Someone) -> None:
        assert "It is time for session 1" in shown(someone)
        await press(someone, "g")
        assert isinstance(someone.app.screen, LiveScreen)

    sit(empty, start)
    journal.sessions.cancel(journal.sessions.found("next"))
    journal.sessions.postpone(journal.sessions.plan(NOW + timedelta(days=7)), None)

    async def dated(someone: Someone) -> None:
        assert "has no date any more" in shown(someone)
        await press(someone, "g")
        assert isinstance(someone.app.screen, Dialog)

    sit(empty, dated)
    journal.sessions.cancel(journal.sessions.found("next"))
    journal.sessions.plan(NOW + timedelta(days=50))
    theirs = journal.objectives.propose("Read the dashboard alone")
    assent = replace(theirs.assents[0], member=journal.pair.partner.id)
    with journal.store.transaction("received") as tx:
        tx.change(theirs, assents=(assent,))
    monkeypatch.setenv("RMJOURNAL_NOW", (NOW + timedelta(days=20)).isoformat())

    async def agree(someone: Someone) -> None:
        assert "An objective waits for your agreement." in shown(someone)
        await press(someone, "g")
        assert isinstance(someone.app.screen, ObjectivesScreen)

    sit(empty, agree)
    journal.sessions.cancel(journal.sessions.found("next"))
    monkeypatch.setenv("RMJOURNAL_NOW", (NOW + timedelta(days=300)).isoformat())

    async def end(someone: Someone) -> None:
        assert "Your mentoring ended on" in shown(someone)
        assert "planned until" in shown(someone)
        await press(someone, "g")
        assert isinstance(someone.app.screen, Sheet)
        await press(someone, "escape", "right", "enter")
        assert isinstance(someone.app.screen, PairScreen)
        assert "planned until" in shown(someone)

    sit(empty, end)


def test_where_the_mentoring_is_over_nothing_is_asked(home: Home) -> None:
    """No session is waited for, no month goes on, here and on the page of the pair; all stays readable."""
    journal_of(home).pairs.close()

    async def script(someone: Someone) -> None:
        assert "This mentoring is concluded; its journal stays readable." in shown(someone)
        assert "none: the mentoring is over" in shown(someone)
        assert "month 9 of 9" not in shown(someone)
        await press(someone, "f7")
        assert "Judith and Rhona" in shown(someone)
        assert "month 9 of 9" not in shown(someone)

    sit(home, script)
