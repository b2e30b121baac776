"""What two people may do in any order: verbs of the journal, some of which are refused."""

from __future__ import annotations

import contextlib
import itertools
import json
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from hypothesis import strategies as st

from rmjournal.errors import RmjournalError
from rmjournal.exchange.leaving import Leaving, readable
from rmjournal.exchange.ledger import Ledger
from rmjournal.exchange.shape import GIVERS, MERGED, OWNED, voices
from rmjournal.journal import Journal, undoing
from rmjournal.model.action import Action
from rmjournal.model.agenda import Item
from rmjournal.model.feedback import Feedback
from rmjournal.model.learning import Learning
from rmjournal.model.objective import Level, Objective
from rmjournal.model.record import Record, Visibility
from rmjournal.model.reflection import Reflection
from rmjournal.model.session import Session
from rmjournal.naming import headline
from rmjournal.storage import backups
from rmjournal.storage.linetable import LineTable
from rmjournal.storage.tables import MERGE, TABLES
from tests.exchange.conftest import Two, leaving_now, shared, unsaid
from tests.strategies import NASTY

SECRET = "SENTINEL"
"""Stands in every private text, and must stand in no packet."""

words = st.one_of(st.sampled_from(NASTY[:4] + NASTY[5:10] + NASTY[12:]), st.text(max_size=12))
picks = st.integers(0, 5)
DOINGS = (
    "reflect", "secret", "reword", "learn", "apply", "give", "reply", "propose", "rephrase", "agree",
    "rate", "plan", "purpose", "item", "move", "outcome", "hide_item", "act", "react", "done", "delete",
    "restore",
    "narrow", "widen", "aside", "undo", "send", "deliver", "again", "win", "keep", "go_back", "forget",
)  # fmt: skip
SAYINGS = ("react", "rephrase", "rate", "agree", "purpose", "outcome", "apply")
"""What can be said of a record that the other one wrote."""
steps = st.tuples(
    st.booleans(),
    st.sampled_from((*DOINGS, *("send", "deliver", "deliver", "rephrase", "purpose") * 2)),
    words,
    picks,
)
histories = st.lists(steps, min_size=1, max_size=14)
Step = tuple[bool, str, str, int]


@dataclass
class Life:
    """The two, what is under way between them, and all that was ever sent."""

    two: Two
    mail: dict[bool, list[Path]] = field(default_factory=lambda: {True: [], False: []})
    sent: dict[bool, list[Path]] = field(default_factory=lambda: {True: [], False: []})
    kept: dict[bool, Path] = field(default_factory=dict)
    """A copy of the journal of each."""
    forgot: set[bool] = field(default_factory=set)
    """Who lost what they knew of the exchange: they cannot take back what they sent before."""

    def who(self, ana: bool) -> Journal:
        """The journal of one of them."""
        return self.two.ana if ana else self.two.tom

    def go(self, step: Step) -> None:
        """One step; a verb may refuse it."""
        ana, doing, text, pick = step
        if doing == "send":
            assert leaving_now(self.who(ana)) == leaving_now(self.who(ana), afresh=True)
            self.mail[ana].append(self.send(ana=ana, everything=pick == 5))
        elif doing in ("deliver", "again"):
            mail = self.mail[not ana] if doing == "deliver" else self.sent[not ana]
            if mail:
                packet = mail[pick % len(mail)]
                self.who(ana).exchange.receive([packet])
                if doing == "deliver":
                    mail.remove(packet)
        elif doing == "keep":
            self.kept[ana] = self.two.file()
            backups.create(self.who(ana).store, self.kept[ana])
        elif doing == "go_back":
            if ana in self.kept:
                self.forgot.add(ana)
                backups.restore(self.who(ana).store, self.kept[ana])
        elif doing == "forget":
            self.forgot.add(ana)
            forget(self.who(ana))
        elif doing == "aside":
            self.aside(text, pick, ana=ana)
        else:
            with contextlib.suppress(RmjournalError):
                do(self.who(ana), doing, text, pick)

    def send(self, *, ana: bool, everything: bool = False) -> Path:
        """A packet of one of them."""
        packet = self.two.sent(self.who(ana), everything=everything)
        self.sent[ana].append(packet)
        return packet

    def aside(self, text: str, pick: int, *, ana: bool) -> None:
        """What the partner says of one's records comes while they are private; then they are not."""
        mine, partner = self.who(ana), self.who(not ana)
        partner.exchange.receive([self.send(ana=ana)])
        for doing in SAYINGS:
            with contextlib.suppress(RmjournalError):
                do(partner, doing, text, pick)
        packet = self.send(ana=not ana)
        hidden = [
            record for record in _of_my_own(mine) if _shown_to(mine, record, Visibility.PRIVATE)
        ]
        mine.exchange.receive([packet])
        if pick % 2:
            self.mail[ana].append(self.send(ana=ana))
        for record in hidden:
            _shown_to(mine, record, Visibility.PAIR)

    def views(self) -> tuple[dict[str, Any], dict[str, Any]]:
        """What both may read in the two journals, by what is to be the same."""
        views = {ana: shared(self.who(ana)) for ana in (True, False)}
        if not self.forgot:
            for ana, view in views.items():
                view["voices"] = voiced(self.who(ana))
        for ana in self.forgot:
            mine = self.who(ana)
            for id in views[True].keys() ^ views[False].keys():
                for view in views.values():
                    owned = any(self.who(not ana).store.get(kind, id) for kind in OWNED)
                    if id in view and owned and view[id]["author"] == mine.pair.me:
                        del view[id]
        return views[True], views[False]

    def settle(self) -> None:
        """What is still to be exchanged is, twice over: one to tell, one to say it was heard.

        Then neither has anything left to say, so no later packet could change a thing.
        """
        self.two.exchange(2)
        assert not any(map(unsaid, (self.two.ana, self.two.tom)))


def forget(journal: Journal) -> None:
    """The merge state is gone, as if somebody had thrown it away."""
    with journal.store.storage.transaction() as tables:
        tables.pop(MERGE, None)
        tables.setdefault("_touched", LineTable())["1"] = {"at": next(_TIMES)}


_TIMES = itertools.count()


def _of_my_own(journal: Journal) -> list[Record]:
    """What somebody wrote and shows, of every kind."""
    every = (each for kind in TABLES for each in journal.store.all(kind, journal.pair.id))
    return [each for each in every if each.author == journal.pair.me and readable(each)]


def _shown_to(journal: Journal, record: Record, visibility: Visibility) -> bool:
    """Whether the record may be, and now is, for those readers."""
    current = journal.store.get(type(record), record.id)
    with contextlib.suppress(RmjournalError):
        return current is not None and bool(journal.records.show_to(current, visibility))
    return False


def voiced(journal: Journal) -> dict[str, Any]:
    """What the two say of each record that both may read, each for themselves, in no order."""
    leaving = Leaving(journal.store, journal.pair, Ledger.of(journal.store, journal.pair.id))
    return {
        f"{id} {slot.key}": sorted(
            json.dumps({**each, "entered_by": giver}, sort_keys=True)
            for each in slot.encode(getattr(record, slot.name))
            if each.get("entered_by", giver := each[GIVERS[slot.name]]) == giver
        )
        for id, record in leaving.records.items()
        for slot in voices(type(record))
    }


def _pick(journal: Journal, kind: type[Any], pick: int) -> Any:
    found = journal.store.all(kind, journal.pair.id)
    return found[pick % len(found)] if found else None


def _all(journal: Journal, pick: int, *, trashed: bool = False) -> Record | None:
    found = [
        record
        for kind in TABLES
        for record in journal.store.all(kind, journal.pair.id, trashed=trashed)
    ]
    return found[(pick * 7) % len(found)] if found else None


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
            journal.sessions.plan(datetime(2026, 12, 1 + pick, 14), purpose=text)
        case "act":
            journal.actions.add(text or "x")
        case "undo":
            undoing.undo(journal)
        case "delete":
            record = _all(journal, pick)
            if record is not None and (record.author == journal.pair.me or type(record) in MERGED):
                journal.records.delete(record)
        case "restore":
            if (record := _all(journal, pick, trashed=True)) is not None:
                journal.records.restore(record)
        case "narrow" | "widen":
            record = _all(journal, pick)
            if record is not None and SECRET not in headline(record):
                wider = Visibility.PAIR if pick % 2 else Visibility.SHAREABLE
                wanted = Visibility.PRIVATE if doing == "narrow" else wider
                journal.records.show_to(record, wanted)
        case _:
            _change(journal, doing, text, pick)


def _change(journal: Journal, doing: str, text: str, pick: int) -> None:  # noqa: C901, PLR0912 - the same
    kinds: dict[str, type[Record]] = {
        "reword": Reflection, "apply": Learning, "reply": Feedback, "rephrase": Objective,
        "agree": Objective, "rate": Objective, "purpose": Session, "item": Session, "move": Item,
        "outcome": Item, "hide_item": Session, "react": Action, "done": Action,
    }  # fmt: skip
    record = _pick(journal, kinds[doing], pick)
    if record is None:
        return
    match doing:
        case "reword":
            journal.reflections.edit(record, so_what=text)
        case "apply":
            journal.learnings.applied(record, text or "x")
        case "reply":
            journal.feedback.reply(record, text or "x")
        case "rephrase":
            journal.objectives.edit(
                record, title=f"{record.title}{text}", why=f"{text}{record.why}"
            )
        case "agree":
            journal.objectives.agree(record)
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
        case "move":
            session = journal.store.get(Session, record.session)
            assert session is not None
            journal.agendas.move(session, record, 1 + pick % 3)
        case "outcome":
            journal.agendas.done(record, outcome=text)
        case "react":
            journal.actions.edit(record, text=f"{record.text} {text}")
        case "done":
            journal.actions.done(record)
