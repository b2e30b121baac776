"""Two people, two homes, and what travels between them."""

from __future__ import annotations

import itertools
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from rmjournal.exchange import identity
from rmjournal.exchange.identity import Identity
from rmjournal.exchange.leaving import Leaving
from rmjournal.exchange.ledger import Ledger
from rmjournal.exchange.packets import opened, parsed
from rmjournal.exchange.sending import outgoing
from rmjournal.journal import Journal
from rmjournal.journal.clock import Clock
from rmjournal.journal.exchanged import Taken
from rmjournal.model.agenda import Item
from rmjournal.model.pair import Role
from rmjournal.model.record import Record
from rmjournal.paths import Home
from rmjournal.storage import disk

NUMBERS = itertools.count(1)
NOW = datetime(2026, 11, 21, 20, 50)


def journal_at(home: Path) -> Journal:
    """The journal of a home."""
    return journal_in(Home(home, home))


def journal_in(home: Home) -> Journal:
    """The same, of a home that may be encrypted and open."""
    return Journal.at(home, Clock("Europe/Paris", NOW))


@dataclass
class Two:
    """Ana, the mentee, and Tom, her mentor, and the files that they exchange."""

    ana: Journal
    tom: Journal
    where: Path

    def file(self) -> Path:
        """A new name."""
        return self.where / f"file-{next(NUMBERS)}"

    def sent(self, by: Journal, *, everything: bool = False) -> Path:
        """A packet of one of them."""
        return by.exchange.send(self.file(), everything=everything).path

    def exchange(self, rounds: int = 1) -> None:
        """Both send, and both receive, so many times."""
        for _ in range(rounds):
            for one, other in ((self.ana, self.tom), (self.tom, self.ana)):
                other.exchange.receive([self.sent(one)])

    def pass_on(self, by: Journal) -> Taken:
        """One of them sends, and the other receives."""
        other = self.tom if by is self.ana else self.ana
        return other.exchange.receive([self.sent(by)])

    def read(self, packet: Path, to: Journal) -> dict[str, Any]:
        """What a packet says to the one it is for."""
        return parsed(self.plain(packet, to))

    def plain(self, packet: Path, to: Journal) -> bytes:
        """The line that a packet says to the one it is for."""
        mine = identity.load(to.store.home, to.pair.id)
        assert mine is not None
        return opened(packet.read_bytes(), mine).split(b"\n")[0]


def readable(record: Record) -> bool:
    """Whether both may read a record, by what it says itself; told without asking the program."""
    told = getattr(record, "delivered", True) is not None
    return record.visibility in ("pair", "shareable") and record.deleted is None and told


def shared(journal: Journal) -> dict[str, Any]:
    """All that both may read, as it would leave: what two journals in step agree on."""
    leaving = Leaving(journal.store, journal.pair, Ledger.of(journal.store, journal.pair.id))
    agendas: dict[str, list[tuple[int, str]]] = {}
    found = {}
    for id, record in leaving.records.items():
        content = leaving.content(record)
        if isinstance(record, Item):
            agendas.setdefault(record.session, []).append((record.position, id))
            del content["position"]
        found[id] = {"author": record.author, **content}
    return {
        **found,
        "agendas": {of: [id for _, id in sorted(all_)] for of, all_ in agendas.items()},
    }


def keys(two: Two) -> tuple[Identity, Identity]:
    """Ana's and Tom's secret keys."""
    found = [identity.load(each.store.home, each.pair.id) for each in (two.ana, two.tom)]
    assert found[0] is not None
    assert found[1] is not None
    return found[0], found[1]


def leaving_now(journal: Journal, *, afresh: bool = False) -> dict[str, list[dict[str, Any]]]:
    """What the next packet would hold, merge documents aside; with ``afresh``, found from scratch."""
    ledger = Ledger.of(journal.store, journal.pair.id)
    for line in filter(None, map(ledger.get, ledger.ids() if afresh else ())):
        line.left = ""
    number = max(ledger.link.sequence, ledger.link.confirmed) + 1
    leaving = Leaving(journal.store, journal.pair, ledger)
    out = outgoing(leaving, ledger, number, ledger.since(number, everything=False))
    return {
        part: [{k: v for k, v in each.items() if k not in ("doc", "epoch")} for each in rows]
        for part, rows in out._asdict().items()
        if part != "held"
    }


def unsaid(journal: Journal) -> list[str]:
    """The ids of what would leave in the next packet and did not leave as it is before."""
    ledger = Ledger.of(journal.store, journal.pair.id)
    number = max(ledger.link.sequence, ledger.link.confirmed) + 1
    parts = leaving_now(journal)
    del parts["readable"]
    return [each["id"] for rows in parts.values() for each in rows if each["version"] == number]


def paired_at(where: Path) -> Two:
    """Two homes that each had the pair, and are paired."""
    two = Two(journal_at(where / "ana"), journal_at(where / "tom"), where)
    two.ana.pairs.create(me="Ana Ruiz", role=Role.MENTEE, partner="Tom Weiss")
    two.tom.pairs.create(me="Tom Weiss", role=Role.MENTOR, partner="Ana Ruiz")
    invitation, answer = two.file(), two.file()
    two.ana.exchange.invite(invitation, "en")
    two.tom.exchange.accept(invitation, answer)
    two.ana.exchange.accept(answer, two.file())
    return two


@pytest.fixture(scope="session")
def paired_homes(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The two homes, paired once: the words are slow to make on purpose."""
    where = tmp_path_factory.mktemp("paired")
    paired_at(where)
    return where


Copies = Callable[[], Two]


@pytest.fixture
def copies(paired_homes: Path, tmp_path: Path) -> Copies:
    """Gives two paired homes of their own, any number of times; each time the last ones go."""
    return copies_of(paired_homes, tmp_path)


def copies_of(homes: Path, scratch: Path) -> Copies:
    """Gives copies of two homes."""
    numbers = itertools.count(1)

    def copy() -> Two:
        number = next(numbers)
        shutil.rmtree(scratch / f"two-{number - 1}", ignore_errors=True)
        where = scratch / f"two-{number}"
        for name in ("ana", "tom"):
            shutil.copytree(homes / name, where / name)
        two = Two(journal_at(where / "ana"), journal_at(where / "tom"), where)
        for journal in (two.ana, two.tom):
            journal.pairs.use(journal.pairs.all()[0])
        return two

    return copy


@pytest.fixture
def two(copies: Copies) -> Two:
    """Ana and Tom, paired."""
    return copies()


@pytest.fixture
def hasty(monkeypatch: pytest.MonkeyPatch) -> None:
    """The disk is not waited for: these tests are about what is said, not about power cuts."""
    monkeypatch.setattr(disk, "fsync", lambda handle: None)
