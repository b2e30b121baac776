"""What one person may do to their journal: verbs, some of which refuse, and a hand in the file."""

from __future__ import annotations

import json
from datetime import datetime, timedelta
from typing import Any, NamedTuple

from hypothesis import strategies as st

from rmjournal.exchange.shape import MERGED, OWNED
from rmjournal.journal import Journal, conflicts, undoing
from rmjournal.model.action import Action
from rmjournal.model.agenda import Item
from rmjournal.model.charter import Charter
from rmjournal.model.feedback import Feedback
from rmjournal.model.learning import Learning
from rmjournal.model.objective import Level, Objective
from rmjournal.model.pair import Pair, PairStatus
from rmjournal.model.record import Record, Visibility
from rmjournal.model.reflection import Reflection
from rmjournal.model.resource import Resource
from rmjournal.model.session import Session
from rmjournal.model.win import Win
from rmjournal.storage import repair
from rmjournal.storage.tables import TABLES
from tests.exchange.conftest import readable
from tests.exchange.sentinels import SECRET, sentinel_in
from tests.strategies import NASTY

words = st.one_of(st.sampled_from(NASTY[:4] + NASTY[5:10] + NASTY[12:]), st.text(max_size=12))

OF: dict[str, type[Record]] = {
    "reword": Reflection, "apply": Learning, "reply": Feedback, "heard": Feedback,
    "rephrase": Objective, "agree": Objective, "noted": Objective, "rate": Objective,
    "purpose": Session, "item": Session, "hide_item": Session, "held": Session, "cancel": Session,
    "postpone": Session, "move": Item, "outcome": Item, "react": Action, "done": Action, "used": Resource,
}  # fmt: skip
"""What is done to a record, of which kind."""
DOINGS = (
    "reflect", "secret", "learn", "win", "give", "propose", "plan", "act", "find", "charter", "sign",
    "answer", "close", "undo", "delete", "restore", "purge", "sweep", "narrow", "widen", "choose", "unsaid",
    *OF,
)  # fmt: skip
TEXTS: dict[type[Record], str] = {
    Reflection: "so_what", Learning: "what", Win: "text", Objective: "title", Session: "purpose",
    Item: "topic", Action: "text", Charter: "stays",
}  # fmt: skip
"""A text of each kind that can be reworded."""
_LINKED = {Reflection: "session", Learning: "objective", Action: "session", Resource: "session"}


def any_of(journal: Journal, pick: int, *, trashed: bool = False) -> Record | None:
    """A record of the pair of any kind that can be deleted."""
    found = [
        record
        for kind in TABLES
        for record in journal.store.all(kind, journal.pair.id, trashed=trashed)
        if journal.records.deletable(record)
    ]
    return found[pick % len(found)] if found else None


def changeable(journal: Journal, record: Record) -> bool:
    """Whether it is for this person to say what becomes of the record for both."""
    return record.author == journal.pair.me or type(record) in MERGED


def do(journal: Journal, doing: str, text: str, pick: int) -> None:  # noqa: C901, PLR0912 - a verb a case
    """One verb by one of the two."""
    match doing:
        case "reflect":
            journal.reflections.log(None, what=text or "x", for_partner=True)
        case "secret":
            journal.reflections.log(None, what=f"{SECRET} {text}")
            journal.actions.add(f"{SECRET} act", visibility=Visibility.PRIVATE)
        case "learn":
            journal.learnings.add(text or "x")
        case "win":
            journal.wins.add(text or "x")
        case "give":
            one = journal.feedback.give(situation=text or "x")
            if pick % 2:
                journal.feedback.deliver(one, early=True)
        case "propose":
            journal.objectives.propose(text or "x", measure=text)
        case "plan":
            day = datetime(2026, 11, 20, 14) + timedelta(days=pick % 6)
            journal.sessions.plan(day, purpose=text)
        case "act":
            journal.actions.add(text or "x")
        case "find":
            journal.resources.add(text or "x")
        case "charter":
            charter = journal.charters.present()
            journal.charters.edit(
                charter, stays=f"{charter.stays}{text}", every_weeks=1 + pick % 12
            )
        case "sign":
            journal.charters.sign(journal.charters.present())
        case "answer":
            for request in journal.exchange.standing().requests:
                journal.exchange.agree(request)
        case "close":
            closed = journal.pair.status is not PairStatus.ACTIVE
            journal.pairs.reopen() if closed else journal.pairs.close()
        case "undo":
            undo(journal)
        case "delete" | "restore" | "purge" | "sweep" | "narrow" | "widen":
            _about(journal, doing, pick)
        case "choose":
            if waiting := conflicts.all_of(journal):
                conflicts.keep(journal, waiting[pick % len(waiting)], waiting=bool(pick % 2))
        case "unsaid":
            unsaid(journal, text, pick)
        case _:
            of = [*journal.store.all(OF[doing], journal.pair.id)]
            if doing in ("reply", "heard"):
                of = [*journal.feedback.received()]
            if of:
                _change(journal, doing, of[pick % len(of)], text, pick)


def undo(journal: Journal) -> None:
    """Takes the last verb back, and those before it, as long as a sentinel would be shown otherwise."""
    undoing.undo(journal)
    while any(sentinel_in(each) for each in _shown(journal)):
        undoing.undo(journal)


def _shown(journal: Journal) -> list[Record]:
    every = (each for kind in TABLES for each in journal.store.all(kind, journal.pair.id))
    hidden = {each.id for each in journal.store.all(Session) if not readable(each)}
    return [
        each
        for each in every
        if readable(each) and not (isinstance(each, Item) and each.session in hidden)
    ]


def unsaid(journal: Journal, text: str, pick: int) -> None:
    """Words that are taken back before anything left: they were never said."""
    shown = [
        each
        for each in _shown(journal)
        if type(each) in TEXTS and changeable(journal, each) and not sentinel_in(each)
    ]
    if shown:
        record = shown[pick % len(shown)]
        with journal.store.transaction("edit") as tx:
            record = tx.change(record, **{TEXTS[type(record)]: f"{SECRET} {text}"})
        with journal.store.transaction("edit") as tx:
            tx.change(record, **{TEXTS[type(record)]: f"{text} was meant"})


def reword(journal: Journal, record: Record, text: str) -> None:
    """Another text of a record."""
    with journal.store.transaction("edit") as tx:
        tx.change(record, **{TEXTS[type(record)]: text})


def _about(journal: Journal, doing: str, pick: int) -> None:
    """What can be done to a record of any kind."""
    record = any_of(journal, pick, trashed=doing in ("restore", "sweep"))
    if record is None:
        return
    match doing:
        case "delete" | "purge":
            if changeable(journal, record):
                gone = journal.records.delete(record)
                if doing == "purge":
                    journal.records.purge(gone[0])
        case "restore":
            journal.records.restore(record)
        case "sweep":
            journal.records.purge(record)
        case _:
            if not sentinel_in(record):
                wider = Visibility.PAIR if pick % 2 else Visibility.SHAREABLE
                journal.records.show_to(record, Visibility.PRIVATE if doing == "narrow" else wider)


def _change(journal: Journal, doing: str, record: Any, text: str, pick: int) -> None:  # noqa: C901, PLR0912 - the same
    match doing:
        case "reword":
            journal.reflections.edit(record, so_what=text)
        case "apply":
            journal.learnings.applied(record, text or "x")
        case "reply":
            journal.feedback.reply(record, text or "x")
        case "heard":
            journal.feedback.acknowledge(record)
        case "rephrase":
            journal.objectives.edit(
                record, title=f"{record.title}{text}", why=f"{text}{record.why}"
            )
        case "agree":
            journal.objectives.agree(record)
        case "noted":
            journal.objectives.agree(record, journal.pair.partner.id)
        case "rate":
            journal.objectives.rate(record, list(Level)[pick % 5], note=text)
        case "purpose":
            journal.sessions.edit(record, purpose=f"{record.purpose} {text}")
        case "item":
            journal.agendas.add(record, text or "x", minutes=5)
        case "hide_item":
            journal.agendas.add(
                record, f"{SECRET} {text}", minutes=2, visibility=Visibility.PRIVATE
            )
        case "held":
            journal.sessions.hold(record)
        case "cancel":
            journal.sessions.cancel(record)
        case "postpone":
            journal.sessions.postpone(record, datetime(2026, 12, 1 + pick, 15))
        case "move":
            session = journal.store.get(Session, record.session)
            assert session is not None
            journal.agendas.move(session, record, 1 + pick % 2)
        case "outcome":
            journal.agendas.done(record, outcome=text)
        case "react":
            journal.actions.edit(record, text=f"{record.text} {text}")
        case "done":
            journal.actions.done(record)
        case "used":
            journal.resources.used(record)


class ByHand(NamedTuple):
    """What was changed in the file with an editor."""

    id: str
    theirs: bool
    """Whether it is the partner's own words, which they will not hear of."""


def by_hand(journal: Journal, text: str, pick: int) -> ByHand | None:
    """Rewords a record in the file, or gives it a key of a later version, or a link to another pair."""
    pair = journal.pair
    shown = [
        each
        for each in _shown(journal)
        if type(each) in TEXTS and not isinstance(each, Pair) and not sentinel_in(each)
    ]
    if not shown:
        return None
    record = shown[pick % len(shown)]
    theirs = type(record) in OWNED and record.author != pair.me
    path = journal.store.home.journal
    tables = json.loads(path.read_bytes())
    document = next(
        each for each in tables[TABLES[type(record)]].values() if each["id"] == record.id
    )
    link = _LINKED.get(type(record))
    if pick % 3 == 0:
        document[TEXTS[type(record)]] = f"{text or 'x'} by hand"
    elif pick % 3 == 1 or link is None or theirs:
        document["of a later version"] = SECRET
        theirs = False
    else:
        others: list[Record] = [*journal.store.all(Session if link == "session" else Objective)]
        document[link] = next(each.id for each in others if each.pair != pair.id)
    path.write_text(json.dumps(tables, ensure_ascii=False), "utf-8", newline="\n")
    repair.adopt(journal.store)
    return ByHand(record.id, theirs)
