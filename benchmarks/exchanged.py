"""The year of a pair that exchanges after every session, and what one more session takes them."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from statistics import median
from typing import NamedTuple

from measure import Program, Taken
from records import ZONE, Writer, first_day, objectives

from rmjournal.journal import Journal
from rmjournal.journal.clock import Clock
from rmjournal.model.learning import Learning
from rmjournal.model.pair import Role
from rmjournal.model.record import Record
from rmjournal.paths import Home

LOADING = """import json

import typer

app = typer.Typer()


@app.command()
def main(path: str) -> None:
    with open(path, encoding="utf-8") as file:
        json.load(file)


app()
"""
"""An empty Typer command that loads a file as stock TinyDB does."""


class Afresh(NamedTuple):
    """A program on a copy of a home, made anew before each run, which is not timed."""

    program: Program
    prepared: Path
    home: Path
    written: Path | None = None
    """What the program writes, and what must not be there yet."""

    def taken(self) -> Taken:
        """How long one run takes."""
        shutil.rmtree(self.home, ignore_errors=True)
        shutil.copytree(self.prepared, self.home)
        if self.written:
            self.written.unlink(missing_ok=True)
        return self.program.taken()


class Year(NamedTuple):
    """What a year of exchanges left: the two homes before the last one, and the packet for it."""

    ana: Path
    tom: Path
    packet: Path
    """Ana's last one, which Tom has not received."""
    sizes: tuple[int, ...]
    """Bytes of each packet."""

    def line(self) -> str:
        """What the packets came to."""
        middle, largest = median(self.sizes) / 1024, max(self.sizes) / 1024
        return f"{len(self.sizes)} packets: median {middle:.0f} kB, largest {largest:.0f} kB"

    def commands(
        self, root: Path, ours: Callable[..., Program]
    ) -> Iterator[tuple[str, Afresh, Path]]:
        """The last session's exchange from either side, and the journal that each has to load."""
        sent, copy = root / "sent.age", root / "exchanging"
        send = ours(copy, "exchange", "send", "-o", str(sent))
        receive = ours(copy, "exchange", "receive", str(self.packet))
        beside = "empty command and load"
        yield f"exchange send : {beside}", Afresh(send, self.ana, copy, sent), _journal(self.ana)
        yield f"exchange receive : {beside}", Afresh(receive, self.tom, copy), _journal(self.tom)


def year(root: Path, sessions: int, records: int) -> Year:
    """Two homes after so many sessions, each of which left so many records, half by either."""
    root.mkdir()
    ana, tom = paired(root)
    sizes: list[int] = []
    for session in range(sessions):
        for journal, odd in ((ana, 0), (tom, 1)):
            add(journal, session, records // 2, odd)
        if session < sessions - 1:
            for one, other in ((ana, tom), (tom, ana)):
                sent = one.exchange.send(root / f"packet-{len(sizes)}.age")
                other.exchange.receive([sent.path])
                sizes.append(sent.size)
    hers, his = (
        Path(shutil.copytree(root / name, root / f"{name}-before")) for name in ("ana", "tom")
    )
    last = ana.exchange.send(root / "last.age")
    return Year(hers, his, last.path, (*sizes, last.size))


def _journal(home: Path) -> Path:
    return Home(home, home).journal


def paired(root: Path) -> tuple[Journal, Journal]:
    """Ana and Tom, paired."""
    clock = Clock(ZONE)
    ana, tom = (Journal.at(Home(root / name, root / name), clock) for name in ("ana", "tom"))
    ana.pairs.create(me="Ana Ruiz", role=Role.MENTEE, partner="Tom Weiß")
    with ana.store.transaction("log") as tx:
        for each in objectives(ana.pair, clock.stamp()):
            tx.add(each)
    ana.exchange.invite(root / "invitation.json", "en")
    tom.exchange.accept(root / "invitation.json", root / "answer.json")
    ana.exchange.accept(root / "answer.json", root / "none.json")
    tom.exchange.receive([ana.exchange.send(root / "first.age").path])
    return ana, tom


def add(journal: Journal, session: int, count: int, odd: int) -> None:
    """So many records of a session: the even notes are Ana's, the odd ones Tom's."""
    writer = Writer(
        journal.pair,
        [each.id for each in journal.objectives.all()],
        first_day(journal.clock.local()),
        10**6,
    )
    with journal.store.transaction("log") as tx:
        for _, record in zip(range(count), _written(writer, session, odd), strict=False):
            tx.add(record)


def _written(writer: Writer, session: int, odd: int) -> Iterator[Record]:
    number = session * 1000 + odd
    while True:
        for record in writer.whole(number):
            mine = isinstance(record, Learning)
            yield replace(record, author=writer.pair.me) if mine else record
        number += 2
