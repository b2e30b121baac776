"""What two people may do in any order, what is under way between them, and what must hold throughout."""

from __future__ import annotations

import contextlib
import itertools
import json
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from hypothesis import strategies as st

from rmjournal.errors import RmjournalError
from rmjournal.exchange.leaving import Leaving
from rmjournal.exchange.ledger import Ledger
from rmjournal.exchange.shape import GIVERS, MERGED, OWNED, encoded, voices
from rmjournal.journal import Journal
from rmjournal.model.pair import Pair
from rmjournal.model.record import Record, Visibility
from rmjournal.storage import backups
from rmjournal.storage.codec import slots
from rmjournal.storage.lines import parse_line
from rmjournal.storage.linetable import LineTable
from rmjournal.storage.tables import MERGE, TABLES
from rmjournal.storage.view import decode
from tests.exchange.conftest import Copies, Two, leaving_now, readable, shared, unsaid
from tests.exchange.doings import DOINGS, TEXTS, by_hand, do, reword, words
from tests.exchange.sentinels import look_through, unnamed

picks = st.integers(0, 30)
BETWEEN = (
    "meet", "again", "try", "aside", "cross", "join", "apart", "keep", "go_back", "forget", "hand",
)  # fmt: skip
"""What is about the exchange itself, or done beside it."""
SAYINGS = ("react", "rephrase", "rate", "agree", "purpose", "outcome", "apply")
"""What can be said of a record that the other one wrote."""
_OFTEN = ("send", "deliver", "deliver", "meet", "rephrase", "purpose")
steps = st.tuples(
    st.booleans(), st.sampled_from((*DOINGS, *BETWEEN, *_OFTEN, *_OFTEN[:4] * 2)), words, picks
)
histories = st.lists(steps, min_size=4, max_size=16)
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
    retold: set[str] = field(default_factory=set)
    """The ids of the partner's own words that somebody changed in their own file."""

    def who(self, ana: bool) -> Journal:
        """The journal of one of them."""
        return self.two.ana if ana else self.two.tom

    def go(self, step: Step) -> None:
        """One step; a verb may refuse it."""
        ana, doing, text, pick = step
        match doing:
            case "send":
                assert leaving_now(self.who(ana)) == leaving_now(self.who(ana), afresh=True)
                self.mail[ana].append(self.send(ana=ana, everything=pick % 6 == 5))
            case "deliver" | "again" | "try":
                self.deliver(doing, pick, ana=ana)
            case "meet":
                self.meet(ana, not ana)
            case "keep" | "go_back" | "forget" | "hand":
                self.at_the_file(doing, text, pick, ana=ana)
            case "aside":
                self.aside(text, pick, ana=ana)
            case "cross":
                self.cross(text, pick)
            case "join" | "apart":
                exchange = self.who(ana).exchange
                found = exchange.twins()[: 1 + pick % 4]
                exchange.join(*found) if doing == "join" else exchange.keep_apart(*found)
            case _:
                with contextlib.suppress(RmjournalError):
                    do(self.who(ana), doing, text, pick)

    def at_the_file(self, doing: str, text: str, pick: int, *, ana: bool) -> None:
        """A copy is made, or put back; the merge state is thrown away; the file is edited by hand."""
        journal = self.who(ana)
        if doing == "keep":
            self.kept[ana] = self.two.file()
            backups.create(journal.store, self.kept[ana])
        elif doing == "hand":
            changed = by_hand(journal, text, pick)
            self.retold |= {changed.id} if changed and changed.theirs else set()
        elif doing == "forget" or ana in self.kept:
            self.forgot.add(ana)
            if doing == "forget":
                forget(journal)
            else:
                backups.restore(journal.store, self.kept[ana])

    def meet(self, *order: bool) -> None:
        """Each in that order sends, and the other receives."""
        for ana in order:
            self.receive(self.send(ana=ana), ana=not ana)

    def send(self, *, ana: bool, everything: bool = False) -> Path:
        """A packet of one of them."""
        packet = self.two.sent(self.who(ana), everything=everything)
        self.sent[ana].append(packet)
        return packet

    def receive(self, packet: Path, *, ana: bool, dry: bool = False) -> None:
        """One of them takes a packet, which changes nothing that is theirs; a try changes nothing at all."""
        journal = self.who(ana)
        pair, before = journal.pair, lines_of(journal)
        file = journal.store.home.journal.read_bytes() if dry else b""
        journal.exchange.receive([packet], dry=dry)
        assert not dry or journal.store.home.journal.read_bytes() == file
        after = lines_of(journal)
        for id in before.keys() - dict(before.items() & after.items()).keys():
            assert of_my_own(pair, *before[id]) == of_my_own(pair, *after[id])

    def deliver(self, doing: str, pick: int, *, ana: bool) -> None:
        """A packet that is under way arrives, or one arrives once more, or is only looked at."""
        mail = self.sent[not ana] if doing == "again" else self.mail[not ana]
        if mail:
            packet = mail[pick % len(mail)]
            self.receive(packet, ana=ana, dry=doing == "try")
            if doing == "deliver":
                mail.remove(packet)

    def aside(self, text: str, pick: int, *, ana: bool) -> None:
        """What the partner says of one's records comes while they are private; then they are not."""
        mine, partner = self.who(ana), self.who(not ana)
        self.receive(self.send(ana=ana), ana=not ana)
        for doing in SAYINGS:
            with contextlib.suppress(RmjournalError):
                do(partner, doing, text, pick)
        packet = self.send(ana=not ana)
        hidden = [record for record in _by_me(mine) if _shown_to(mine, record, Visibility.PRIVATE)]
        self.receive(packet, ana=ana)
        if pick % 2:
            self.mail[ana].append(self.send(ana=ana))
        for record in hidden:
            _shown_to(mine, record, Visibility.PAIR)

    def cross(self, text: str, pick: int) -> None:
        """Both reword the same text before they hear of each other."""
        of_both = [
            {each.id: each for kind in MERGED for each in journal.store.all(kind, journal.pair.id)}
            for journal in (self.two.ana, self.two.tom)
        ]
        met = [
            id for id, each in of_both[0].items()
            if id in of_both[1] and type(each) in TEXTS and readable(each)
        ]  # fmt: skip
        if met:
            id = met[pick % len(met)]
            for ana, journal, records in zip(
                (True, False), (self.two.ana, self.two.tom), of_both, strict=True
            ):
                before = getattr(records[id], TEXTS[type(records[id])])
                reword(
                    journal,
                    records[id],
                    f"{before}{text}" if ana else f"{text or 'y'} {before[:9]}",
                )

    def views(self) -> tuple[dict[str, Any], dict[str, Any]]:
        """What both may read in the two journals, by what is to be the same."""
        views = {ana: shared(self.who(ana)) for ana in (True, False)}
        if not self.forgot:
            for ana, view in views.items():
                view["voices"] = voiced(self.who(ana))
        for view in views.values():
            for id in self.retold:
                view.pop(id, None)
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
        self.meet(True, False, True, False)
        assert not any(map(unsaid, (self.two.ana, self.two.tom)))

    def agree(self) -> None:
        """Both journals say the same, and what was said in between names nothing that is private."""
        ana, tom = self.views()
        assert ana == tom
        for by_ana, packets in self.sent.items():
            ids = unnamed(self.who(by_ana))
            for packet in packets:
                look_through(self.two.plain(packet, self.who(not by_ana)), ids)


def lived(copies: Copies, history: list[Step]) -> Life:
    """The history, and what was still under way has arrived."""
    life = Life(copies())
    for step in history:
        life.go(step)
    life.settle()
    return life


def forget(journal: Journal) -> None:
    """The merge state is gone, as if somebody had thrown it away."""
    with journal.store.storage.transaction() as tables:
        tables.pop(MERGE, None)
        tables.setdefault("_touched", LineTable())["1"] = {"at": next(_TIMES)}


_TIMES = itertools.count()


def lines_of(journal: Journal) -> dict[str, tuple[type[Record], bytes]]:
    """Every record of every pair, by its id, as it stands in the file."""
    return {
        id: (kind, line)
        for kind in TABLES
        for id, line in journal.store.table(kind).by_id().items()
    }


def of_my_own(pair: Pair, kind: type[Record], line: bytes) -> Any:
    """What of a record is this person's alone to change: their own, but for links, and what they say."""
    record = decode(kind, parse_line(line)[1])
    said: dict[str, Any] = {
        slot.key: sorted(
            json.dumps(each, sort_keys=True)
            for each in slot.encode(getattr(record, slot.name))
            if each[GIVERS[slot.name]] == pair.me == each.get("entered_by", pair.me)
        )
        for slot in voices(kind)
        if slot.name != "assents"
    }
    if kind in OWNED and record.author == pair.me:
        unlinked = {slot.name for slot in slots(kind) if not slot.link}
        said |= encoded(record, unlinked.intersection(OWNED[kind]))
        said["deleted"] = record.deleted
    return record if record.pair != pair.id else said


def _by_me(journal: Journal) -> list[Record]:
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
