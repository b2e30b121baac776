"""Importing: everything once, nothing lost, for my eyes only, and back again with one undo."""

from __future__ import annotations

import gzip
import re
from dataclasses import fields, replace
from datetime import datetime, time
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from rmjournal.errors import UsageProblem
from rmjournal.journal import Journal, undoing
from rmjournal.journal.arrivals import Imported, Readers
from rmjournal.model.action import Action, ActionStatus
from rmjournal.model.agenda import Item, ItemStatus
from rmjournal.model.learning import Learning
from rmjournal.model.pair import Role
from rmjournal.model.record import BOTH, Record, Visibility
from rmjournal.model.reflection import Reflection
from rmjournal.model.session import Session, SessionStatus
from rmjournal.model.win import Win
from rmjournal.sources import files
from rmjournal.sources.headings import kind_of
from rmjournal.sources.jrnl import Entry, entries
from rmjournal.sources.notes import Note, Scene, note
from rmjournal.storage.tables import TABLES
from tests.conftest import MakeJournal
from tests.journal.conftest import documents, opened

SAMPLES = Path(__file__).parent.parent / "sources" / "samples"
EXPORT = gzip.decompress((SAMPLES / "jrnl-4.6.json.gz").read_bytes()).decode()
ALONE = Readers()


def notes_in(journal: Journal, directory: Path, lang: str = "en") -> list[Note]:
    """The notes of a directory."""
    scene = Scene(journal.clock.now(), lang)
    found = files.folder(directory)
    read = (
        note(files.note_text(each), files.relative(each, directory), scene) for each in found.notes
    )
    return [each for each in read if each]


def written(journal: Journal, text: str, name: str = "2026-03-17.md") -> Note:
    """One note."""
    found = note(text, name, Scene(journal.clock.now(), "en"))
    assert found is not None
    return found


def bring(journal: Journal, *notes: Note, readers: Readers = ALONE) -> Imported:
    """Imports notes whose sessions begin at two unless they say otherwise."""
    return journal.imports.notes(notes, readers, time(14))


def everything(journal: Journal) -> list[Record]:
    """Every record but pairs and charters, in the trash or not."""
    kinds = [kind for kind, table in TABLES.items() if table not in ("pairs", "charters")]
    return [
        each for kind in kinds for trashed in (False, True)
        for each in journal.store.all(kind, trashed=trashed)
    ]  # fmt: skip


def test_a_journal_of_jrnl_comes_in_whole(journal: Journal) -> None:
    """Each of a thousand entries is one reflection with its day, its words, its tags, its star."""
    source = entries(EXPORT, "j")
    before = documents(journal)
    imported = journal.imports.jrnl(source, ALONE)
    assert imported.counts == {"reflections": 1000}
    reflections = journal.store.all(Reflection)
    assert [(each.on, each.what) for each in reflections] == [(e.day, e.text) for e in source]
    assert [each.origin for each in reflections] == [f"jrnl {e.day} {e.time:%H:%M}" for e in source]
    assert {each.visibility for each in reflections} == {Visibility.PRIVATE}
    assert {each.author for each in reflections} == {journal.pair.me}
    assert len({each.id for each in reflections}) == 1000
    assert all(re.fullmatch(r"(?=.{0,3}[a-f])[0-9a-f]{16}", each.id) for each in reflections)
    undoing.undo(journal)
    assert documents(journal) == before


def test_a_second_import_adds_nothing(journal: Journal) -> None:
    """Not a byte of the file changes, whatever the order of the entries."""
    source = entries(EXPORT, "j")
    journal.imports.jrnl(source, ALONE)
    bytes = journal.store.home.journal.read_bytes()
    assert journal.imports.jrnl(source, ALONE).new == ()
    assert journal.imports.jrnl(source[::-1], ALONE).new == ()
    assert journal.store.home.journal.read_bytes() == bytes


def test_what_was_imported_is_known_after_edits_and_in_the_trash(journal: Journal) -> None:
    """An entry comes in once: not again when it was edited, nor when it was deleted."""
    source = entries(EXPORT, "j")[:9]
    journal.imports.jrnl(source, ALONE)
    first, second, *_ = journal.store.all(Reflection)
    journal.reflections.edit(first, what="Otherwise")
    journal.records.delete(second)
    assert journal.imports.jrnl(source, ALONE).new == ()
    assert len(journal.store.all(Reflection)) == 8


def test_an_entry_that_changed_in_its_source_comes_beside_the_first(journal: Journal) -> None:
    """Nothing here is overwritten, and no word that was added there is missing here."""
    source = entries(EXPORT, "j")[:2]
    journal.imports.jrnl(source, ALONE)
    source[0] = source[0]._replace(words="New words", text="New words")
    assert journal.imports.jrnl(source, ALONE).counts == {"reflections": 1}
    assert len(journal.store.all(Reflection)) == 3


def test_the_same_words_twice_in_a_minute_are_two(journal: Journal) -> None:
    """And a third time a third, which an import of one more brings."""
    (entry,) = entries(EXPORT, "j")[:1]
    assert len(journal.imports.jrnl([entry, entry], ALONE).new) == 2
    assert len(journal.imports.jrnl([entry, entry, entry], ALONE).new) == 1


def test_an_entry_joins_the_session_held_that_day(journal: Journal) -> None:
    """The last that had begun, or else the first; never one that was not held."""
    held = {
        at: journal.sessions.hold(began=datetime.fromisoformat(f"2026-03-17T{at}"))
        for at in ("09:00", "14:00")
    }
    journal.sessions.plan(datetime(2026, 3, 18, 9))
    text = "Words"
    journal.imports.jrnl(
        [
            Entry(
                datetime.fromisoformat(f"2026-03-{at}").date(),
                time.fromisoformat(at[3:]),
                text,
                text,
            )
            for at in ("17 08:00", "17 10:30", "17 23:00", "18 10:00")
        ],
        ALONE,
    )
    joined = [each.session for each in journal.store.all(Reflection)]
    morning, afternoon = (each.id for each in held.values())
    assert joined == [morning, morning, afternoon, None]


def test_nothing_is_stored_by_a_dry_run(journal: Journal) -> None:
    """It tells exactly what the import would make."""
    before = journal.store.home.journal.read_bytes()
    source, notes = entries(EXPORT, "j"), notes_in(journal, SAMPLES / "notes-en")
    dry = journal.imports.jrnl(source, ALONE, dry=True)
    dry_notes = journal.imports.notes(notes, ALONE, time(14), dry=True)
    assert journal.store.home.journal.read_bytes() == before
    assert journal.imports.jrnl(source, ALONE) == dry
    assert bring(journal, *notes) == dry_notes


def test_a_session_under_way_is_not_said_to_be_held(journal: Journal, at: MakeJournal) -> None:
    """It goes on; a trial run says the same, and one left running is marked as held."""
    start = datetime(2026, 11, 24, 14)
    session = journal.sessions.plan(start)
    at(start).timers.start()
    for hour, held in ((15, []), (23, [session.id])):
        opened = at(start.replace(hour=hour))
        note = written(opened, f"Words at {hour}\n", "2026-11-24.md")
        dry = opened.imports.notes([note], ALONE, time(14), dry=True)
        assert [each.held.id for each in dry.arrivals if each.held] == held
        assert [each.held.id for each in bring(opened, note).arrivals if each.held] == held
        status = SessionStatus.HELD if held else SessionStatus.PLANNED
        assert [each.status for each in opened.sessions.all()] == [status]


def test_an_import_is_all_or_nothing(journal: Journal, monkeypatch: pytest.MonkeyPatch) -> None:
    """What fails on the way leaves the journal as it was."""
    before = journal.store.home.journal.read_bytes()
    source = entries(EXPORT, "j")
    broken = [*source[:-1], source[-1]._replace(text="\ud83d")]
    with pytest.raises(UsageProblem, match="cannot be stored"):
        journal.imports.jrnl(broken, ALONE)
    assert journal.store.home.journal.read_bytes() == before


ENGLISH = """\
# Kick-off
Room 4.12.
## Agenda
- [x] Who we are
  She went first
- Rules (5 min)
## Actions
- [x] Book the room (Tom)
- [ ] Send it @ana, due 2026-03-20
- [-] both: print it
- Nobody in particular (2)
## Learnings
- Ask for the median
- Two options, not one (Tom)
## Wins
- She ran it alone
"""


def test_a_note_becomes_a_session_with_all_it_says(journal: Journal) -> None:
    """Held, with items, actions by their check boxes and owners, learnings, wins; the rest reflected."""
    bring(journal, written(journal, ENGLISH, "2026-03-17 14h05.md"))
    me, tom = journal.pair.me, journal.pair.partner.id
    (session,) = journal.sessions.all()
    assert (session.status, session.purpose) == (SessionStatus.HELD, "Kick-off")
    assert session.began == session.starts == datetime(2026, 3, 17, 14, 5)
    assert [
        (item.position, item.topic, item.status, item.outcome, item.minutes)
        for item in journal.agendas.of(session).items
    ] == [
        (1, "Who we are", ItemStatus.DONE, "  She went first", 10),
        (2, "Rules (5 min)", ItemStatus.TO_DO, "", 5),
    ]
    assert [
        (each.text, each.owner, each.status, each.due) for each in journal.store.all(Action)
    ] == [
        ("Book the room (Tom)", tom, ActionStatus.DONE, None),
        ("Send it @ana, due 2026-03-20", me, ActionStatus.OPEN, datetime(2026, 3, 20).date()),
        ("both: print it", BOTH, ActionStatus.DROPPED, None),
        ("Nobody in particular (2)", me, ActionStatus.OPEN, None),
    ]
    assert [(each.what, each.learner, each.thanks_to) for each in journal.store.all(Learning)] == [
        ("Ask for the median", me, tom), ("Two options, not one (Tom)", tom, me),
    ]  # fmt: skip
    assert [each.text for each in journal.store.all(Win)] == ["She ran it alone"]
    (reflection,) = journal.store.all(Reflection)
    assert (reflection.what, reflection.on) == ("Room 4.12.", datetime(2026, 3, 17).date())
    others = [each for each in everything(journal) if not isinstance(each, Session)]
    assert {getattr(each, "session", None) for each in others} == {session.id}
    assert {each.visibility for each in everything(journal)} == {Visibility.PRIVATE}
    assert {each.origin for each in everything(journal)} == {"markdown 2026-03-17 14h05.md"}


def test_every_tick_of_a_note_is_kept(journal: Journal) -> None:
    """A point that was struck out is not to do; a learning keeps its box, ticked or not."""
    text = "# T\n## Agenda\n- [-] Struck\n- [~] Struck too\n- [x] Done\n- [ ] Open\n- Plain\n"
    learned = "## Learnings\n- [x] The median\n- [ ] The mean\n- Both\n## Wins\n- [X] She ran it\n"
    bring(journal, written(journal, text + learned))
    (session,) = journal.sessions.all()
    parked, done, todo = ItemStatus.PARKED, ItemStatus.DONE, ItemStatus.TO_DO
    assert [item.status for item in journal.agendas.of(session).items] == [
        done, todo, todo, parked, parked,
    ]  # fmt: skip
    learnings = [each.what for each in journal.store.all(Learning)]
    assert learnings == ["[x] The median", "[ ] The mean", "Both"]
    assert [each.text for each in journal.store.all(Win)] == ["[X] She ran it"]
    ticked = written(journal, text + learned.replace("[ ]", "[x]"))
    assert bring(journal, ticked).new == (), "a box that was ticked since is no other learning"


def test_who_may_read_it_is_chosen(journal: Journal) -> None:
    """What belongs to both may be shown to both; reflections only when that is said too."""
    note = written(journal, ENGLISH)
    bring(journal, note, readers=Readers(Visibility.PAIR))
    shown = {type(each): each.visibility for each in everything(journal)}
    assert shown.pop(Reflection) is Visibility.PRIVATE
    assert set(shown.values()) == {Visibility.PAIR}
    undoing.undo(journal)
    bring(journal, note, readers=Readers(Visibility.PAIR, Visibility.PAIR))
    assert {each.visibility for each in everything(journal)} == {Visibility.PAIR}


def test_what_joins_a_session_is_read_by_no_more_than_it(journal: Journal) -> None:
    """What I bring for me stays mine on a session of both, and the other way round."""
    journal.sessions.hold(began=datetime(2026, 3, 17, 14))
    bring(journal, written(journal, ENGLISH))
    assert {each.visibility for each in journal.store.all(Action)} == {Visibility.PRIVATE}
    undoing.undo(journal)
    journal.records.show_to(journal.sessions.all()[0], Visibility.PRIVATE)
    bring(journal, written(journal, ENGLISH), readers=Readers(Visibility.PAIR))
    assert {each.visibility for each in journal.store.all(Action)} == {Visibility.PRIVATE}


def test_a_note_joins_the_session_of_its_day(journal: Journal) -> None:
    """One that was planned took place after all; its agenda goes on, its purpose stays."""
    planned = journal.sessions.plan(datetime(2026, 3, 17, 15), purpose="Ours")
    journal.agendas.add(planned, "First")
    (arrival,) = bring(journal, written(journal, ENGLISH, "2026-03-17 14h05.md")).arrivals
    assert arrival.held == planned
    (session,) = journal.sessions.all()
    assert (session.id, session.status, session.purpose) == (planned.id, SessionStatus.HELD, "Ours")
    topics = [item.topic for item in journal.agendas.of(session).items]
    assert topics == ["First", "Who we are", "Rules (5 min)"]
    assert journal.store.all(Reflection)[0].what == "Kick-off\n\nRoom 4.12."
    assert bring(journal, written(journal, ENGLISH, "renamed 2026-03-17 14h05.md")).new == ()
    undoing.undo(journal)
    assert journal.sessions.all() == [
        replace(session, status=SessionStatus.PLANNED, began=None, rev=1, updated=planned.updated)
    ]


def test_notes_of_one_day_are_of_one_session_unless_their_times_say_no(journal: Journal) -> None:
    """Two hours apart are two sessions; without a time, the notes belong together."""
    names = (
        "2026-03-17 09h.md",
        "2026-03-17 10h.md",
        "2026-03-17 15h.md",
        "2026-03-18.md",
        "2026-03-18 b.md",
    )
    bring(journal, *(written(journal, f"Note {name}", name) for name in names))
    starts = [
        each.starts and each.starts.isoformat(timespec="hours") for each in journal.sessions.all()
    ]
    assert starts == ["2026-03-17T09", "2026-03-17T15", "2026-03-18T14"]
    assert len(journal.store.all(Reflection)) == 5


def test_a_note_of_a_session_to_come_plans_it(journal: Journal) -> None:
    """And one of today that says no time has taken place."""
    bring(journal, written(journal, "x", "2026-12-01.md"), written(journal, "y", "2026-11-21.md"))
    today, later = journal.sessions.all()
    assert (today.status, later.status) == (SessionStatus.HELD, SessionStatus.PLANNED)
    assert later.starts == datetime(2026, 12, 1, 14)


def test_a_note_of_this_morning_is_of_a_session_that_was_held(at: MakeJournal) -> None:
    """Though the usual time is in the afternoon: it is written about what took place."""
    journal = at(datetime(2026, 11, 21, 9, 30))
    journal.pairs.create(me="Ana Ruiz", role=Role.MENTEE, partner="Tom Weiss")
    bring(journal, written(journal, "y", "2026-11-21.md"))
    (session,) = journal.sessions.all()
    assert session.status is SessionStatus.HELD
    assert session.starts == datetime(2026, 11, 21, 9, 30)


def test_a_note_that_grew_brings_what_is_new(journal: Journal) -> None:
    """A point added later joins the session that is here; a box ticked there changes nothing here."""
    bring(journal, written(journal, "# T\n## Actions\n- [ ] One\n"))
    later = written(journal, "# T\n## Actions\n- [x] One\n- [ ] Two\n")
    assert bring(journal, later).counts == {"actions": 1}
    assert [(each.text, each.status) for each in journal.store.all(Action)] == [
        ("One", ActionStatus.OPEN), ("Two", ActionStatus.OPEN),
    ]  # fmt: skip
    assert len(journal.sessions.all()) == 1
    assert bring(journal, later).new == ()


def test_deleted_notes_stay_deleted(journal: Journal) -> None:
    """A session in the trash, with all that came with it, is not made anew."""
    notes = [
        written(journal, ENGLISH),
        written(journal, "", "2026-03-18.md"),
        written(journal, "# T", "2026-03-19.md"),
    ]
    bring(journal, *notes)
    for each in everything(journal):
        if each.deleted is None and not isinstance(each, Item):
            journal.records.delete(each)
    assert bring(journal, *notes).new == ()


def test_what_came_to_a_session_that_was_deleted_since_is_known(journal: Journal) -> None:
    """No empty session is made for it."""
    session = journal.sessions.hold(began=datetime(2026, 3, 17, 14))
    bring(journal, written(journal, "## Actions\n- One\n"))
    journal.records.delete(session)
    assert bring(journal, written(journal, "## Actions\n- One\n")).new == ()


def test_a_note_that_grew_comes_to_the_session_it_made(journal: Journal) -> None:
    """Also where its date was corrected here, and where another session stands on that day now."""
    text = "# Median day\n## Actions\n- One\n"
    bring(journal, written(journal, text))
    (session,) = journal.sessions.all()
    journal.sessions.edit(session, starts=datetime(2026, 3, 18, 14))
    journal.sessions.hold(began=datetime(2026, 3, 17, 14))
    bring(journal, written(journal, text + "- Two\n## Notes\nMore of it\n"))
    assert len(journal.sessions.all()) == 2
    assert {each.session for each in journal.store.all(Action)} == {session.id}
    (reflection,) = journal.store.all(Reflection)
    assert (reflection.session, "Median day" in reflection.what) == (session.id, False)


def test_a_note_that_grew_does_not_bring_back_a_deleted_session(journal: Journal) -> None:
    """It stays in the trash, whatever was added to its note since."""
    text = "# Median day\n## Actions\n- One\n"
    bring(journal, written(journal, text))
    journal.records.delete(journal.sessions.all()[0])
    assert bring(journal, written(journal, text + "- Two\n## Notes\nMore of it\n")).new == ()
    assert journal.sessions.all() == []


def test_two_untitled_notes_of_a_day_keep_to_their_own_sessions(journal: Journal) -> None:
    """The second one, alone and grown, comes to the session of its own time."""
    morning = written(journal, "first", "2026-03-17T0900 a.md")
    evening = written(journal, "second", "2026-03-17T1900 b.md")
    bring(journal, morning, evening)
    bring(journal, written(journal, "## Actions\n- One\n", "2026-03-17T1900 b.md"))
    (action,) = journal.store.all(Action)
    assert action.session == journal.sessions.all()[1].id


@pytest.mark.parametrize("lang", ["en", "fr"])
def test_notes_as_people_take_them(journal: Journal, lang: str) -> None:
    """Every word of a real folder is in some record, and a second import adds nothing."""
    directory = SAMPLES / f"notes-{lang}"
    notes = notes_in(journal, directory, lang)
    assert len(bring(journal, *notes).new) == len(notes) == {"en": 4, "fr": 3}[lang]
    for path in files.folder(directory).notes:
        assert lost(files.note_text(path), journal) == [], path
    assert bring(journal, *notes).new == ()


_MARKS = re.compile(r"^\s*(?:[-*+]|\d+[.)])\s+(?:\[[ xX~-]\]\s+)?|^\s*#+\s+")
_EMPTY = re.compile(r"\s*(?:[-*+_]|\d+[.)]|\[[ xX~-]\]|-{2,}|={2,}|\s)*\s*")
_SAID = re.compile(r"(?:title|titre|date|time|heure): ", re.IGNORECASE)


def lost(text: str, journal: Journal) -> list[str]:
    """The lines of a note that stand in no record, marks and the names of its parts aside."""
    kept = "\n".join(
        str(getattr(each, field.name)) for each in everything(journal) for field in fields(each)
    )
    missing = []
    for line in text.split("\n"):
        words = _MARKS.sub("", line, count=1).strip()
        said = _EMPTY.fullmatch(line) or kind_of(words) or _SAID.match(line)
        if not said and words not in kept:
            missing.append(line)
    return missing


LINES = (
    "# Title", "## Agenda", "## Actions", "**Learnings**", "Wins\n----", "## Notes", "### Karim",
    "Qui fait quoi :", "- point", "  - nested", "    deeper", "* [ ] to do", "- [x] done @tom",
    "1. first", "2) second (both)", "- [-] struck", "- [>] moved on", "- [ ]", "-", "> quoted",
    "words of mine", "more words", "```", "~~~", "---", "***", "===", "", "", "\ttabbed", "a: colon",
    "- [ ] why?", "<b>[bold]</b>", "\x1b[31m\u202e", "\x0b\u2028x",
)  # fmt: skip
NOTES = st.lists(st.sampled_from(LINES), max_size=14).map("\n".join)


@settings(suppress_health_check=[HealthCheck.too_slow])
@given(NOTES, st.booleans(), st.sampled_from(["", "---\ntitle: T\nroom: 4\n---\n"]))
def test_nothing_of_a_note_is_lost(text: str, planned: bool, front: str) -> None:
    """However its lines stand, each is in a record; again adds nothing; undo takes all away."""
    with opened() as journal:
        if planned:
            journal.sessions.plan(datetime(2026, 3, 17, 15))
        before = documents(journal)
        note = written(journal, front + text)
        bring(journal, note)
        assert lost(front.replace("---\n", "") + text, journal) == []
        assert bring(journal, note).new == ()
        if documents(journal) != before:
            undoing.undo(journal)
        assert documents(journal) == before


def test_the_same_note_in_another_pair_is_another(journal: Journal) -> None:
    """What is known is known of a pair, so each pair has its own."""
    bring(journal, written(journal, ENGLISH))
    journal.pairs.use(journal.pairs.create(me="Ana Ruiz", role=Role.MENTOR, partner="Lou Petit"))
    assert len(bring(journal, written(journal, ENGLISH)).new) == 1
    assert len(journal.sessions.all()) == 1
