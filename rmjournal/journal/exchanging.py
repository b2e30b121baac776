"""Two people, two files: what goes to the partner's journal, and what comes from it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from rmjournal.errors import NotFound, PacketRefused
from rmjournal.exchange import identity, packets, receiving, sending, taking, twins, voices
from rmjournal.exchange.leaving import Leaving
from rmjournal.exchange.ledger import Ledger
from rmjournal.exchange.words import words
from rmjournal.i18n import N_
from rmjournal.journal import references
from rmjournal.journal.brought import brought
from rmjournal.journal.exchanged import (
    Held,
    Parcel,
    Received,
    Request,
    Sent,
    Standing,
    Taken,
    Twins,
)
from rmjournal.journal.pairing import Pairing
from rmjournal.model.charter import Charter
from rmjournal.model.objective import Objective
from rmjournal.model.pair import Pair
from rmjournal.model.record import Visibility
from rmjournal.storage.marks import stamp
from rmjournal.storage.tables import KINDS

if TYPE_CHECKING:
    from rmjournal.storage.transaction import Transaction


class _Made(NamedTuple):
    """A packet that has no place yet."""

    number: int
    about: int
    held: tuple[Held, ...]
    data: bytes

    def at(self, path: Path) -> Sent:
        """The same, written there."""
        return Sent(path, self.number, self.about, len(self.data), self.held)


def _held(leaving: Leaving, out: sending.Outgoing) -> tuple[Held, ...]:
    """What finds no room in a packet, as it would be told."""
    records = ((leaving.record(id), long) for id, long in out.held.items())
    return tuple(Held(record, long) for record, long in records if record is not None)


class _Tried(Exception):
    """Ends a transaction that only wanted to see."""


def _only_try(*, dry: bool) -> None:
    if dry:
        raise _Tried


def _beginning(ref: str) -> str:
    """The beginning of an id that a reference is; raises NotFound for any other text."""
    found = references.beginning(ref)
    if not found:
        raise NotFound(
            N_("“{text}” is not a reference."),
            todo=N_("The lists show what there is, with the references."),
            text=ref[:40],
        )
    return found


class Exchange(Pairing):
    """What goes to the partner's journal, and what comes from it."""

    def standing(self) -> Standing:
        """Where the exchange stands; nothing is changed."""
        pair, mine = self.pair, self._identity(self.pair)
        ledger = Ledger.of(self.store, pair.id)
        link, peer = ledger.link, mine.peer if mine else None
        parcel, waiting = self._parcel(ledger) if peer else (Parcel((), (), 0, 0), 0)
        return Standing(
            pair=pair, invited=mine is not None, paired=peer is not None,
            words=words(pair.id, mine.keys, peer, mine.language) if mine and peer else (),
            compared=mine.compared if mine else False,
            sent_at=link.sent_at, received_at=link.received_at,
            number=link.sequence, confirmed=link.confirmed, seen=link.seen, gap=link.gap,
            folder=link.folder,
            waiting=waiting, parcel=parcel, requests=tuple(self._requests(ledger)),
            twins=tuple(twins.likely(self.store, pair, ledger)) if peer else (),
        )  # fmt: skip

    def _requests(self, ledger: Ledger) -> Iterator[Request]:
        for line in ledger.asking():
            if line.table not in KINDS:
                continue
            record = self.store.get(KINDS[line.table], line.id)
            if record is not None and record.deleted is None:
                for leaving in voices.requests(record, line, self.pair):
                    yield Request(record, leaving)

    def agree(self, request: Request) -> None:
        """Gives myself the agreement that the partner noted as mine; raises Changed, Refused."""
        record = request.record
        if request.leaving:
            self.journal.records.show_to(record, Visibility.SHAREABLE)
        elif isinstance(record, Charter):
            self.journal.charters.sign(record)
        elif isinstance(record, Objective):
            self.journal.objectives.agree(record)

    def parcel(self) -> Parcel:
        """What the next packet would carry, and how much stays; nothing is changed."""
        self._paired(self.pair)
        return self._parcel(Ledger.of(self.store, self.pair.id))[0]

    def _parcel(self, ledger: Ledger) -> tuple[Parcel, int]:
        """What would leave, and how much of it for the first time as it is now."""
        number = max(ledger.link.sequence, ledger.link.confirmed) + 1
        leaving = Leaving(self.store, self.pair, ledger)
        out = sending.outgoing(leaving, ledger, number, ledger.since(number, everything=False))
        parts = [each for part in out[:3] for each in part]
        fresh = {each["id"] for each in parts if each["version"] == number}
        again = {each["id"] for each in parts} - fresh
        records = [
            record
            for each in leaving.ids
            if each in fresh | again and (record := leaving.record(each))
        ]
        parcel = Parcel(
            fresh=tuple(each for each in records if each.id in fresh),
            again=tuple(each for each in records if each.id in again),
            withdrawn=len(fresh | again) - len(records),
            withheld=leaving.kept(),
            held=_held(leaving, out),
        )
        return parcel, len(fresh)

    def send(self, path: Path, *, everything: bool = False) -> Sent:
        """Writes one packet with all that the partner may see and has not said they have."""
        self._home.refuse_own(path)
        packets.free(path)
        made = self._made(everything=everything)
        packets.write(path, made.data)
        return made.at(path)

    def _made(self, *, everything: bool) -> _Made:
        """A packet, noted as sent before anybody can have it."""
        pair = self.pair
        mine, peer = self._paired(pair)
        with self._exchanging(pair, "exchange send") as (tx, ledger):
            mine = identity.counted(self._home, pair.id, mine, least=ledger.link.sequence)
            leaving = Leaving(tx, pair, ledger)
            since = ledger.since(mine.sequence, everything=everything)
            out = sending.outgoing(leaving, ledger, mine.sequence, since)
            leaving.check(out.readable)
            body = sending.body(out, pair, mine, ledger, ledger.link.device, since)
            data = packets.sealed(body, mine, peer.age)
            link = ledger.link
            link.sequence, link.sent_at, link.owing = mine.sequence, stamp(tx.now), False
            link.sent[str(mine.sequence)] = taking.line_digest(packets.canonical(body))
            return _Made(mine.sequence, out.about, _held(leaving, out), data)

    @contextmanager
    def _exchanging(self, pair: Pair, verb: str) -> Iterator[tuple[Transaction, Ledger]]:
        with self.store.transaction(verb) as tx:
            ledger = Ledger.of(tx, pair.id)
            ledger.on(self.store.device)
            yield tx, ledger
            ledger.keep(tx)

    def receive(self, paths: Iterable[Path], *, dry: bool = False) -> Taken:
        """Takes packets of the partner's in one transaction; with ``dry``, says what would change.

        They are of the pair that is spoken of, or else of the one that the first is for. Raises
        PacketRefused, and takes none of them, if one is not theirs, not for me or not whole.
        """
        files = list(paths)
        chosen = self.journal.chosen
        try:
            self._use_that_of(files)
            return self._received(files, dry=dry)
        finally:
            self.journal.chosen = chosen

    def _use_that_of(self, files: list[Path]) -> None:
        """Speaks of the pair whose keys open the first file, where that is another one."""
        if not files or len(self.journal.pairs.all()) < 2:
            return
        current = self.pair
        others = [each for each in self.journal.pairs.all() if each.id != current.id]
        data = packets.read(files[0], packets.LARGEST)
        for pair in (current, *others):
            mine = self._identity(pair)
            if mine is not None and packets.opens(data, mine):
                self.journal.pairs.use(pair)
                return

    def _received(self, paths: list[Path], *, dry: bool) -> Taken:
        pair = self.pair
        mine, _ = self._paired(pair)
        found = []
        for path in paths:
            try:
                found.append(taking.packet(packets.read(path, packets.LARGEST), mine, pair))
            except PacketRefused as error:
                if len(paths) > 1:
                    error.kept = N_("It is {file}. No packet was taken; the journal is as it was.")
                    error.values["file"] = path
                raise
        return self._taken(pair, found, dry=dry)

    def _taken(self, pair: Pair, found: list[taking.Packet], *, dry: bool) -> Taken:
        total, old = Received(), 0
        try:
            with self._exchanging(pair, "exchange receive") as (tx, ledger):
                tx.receipt = True
                for packet in sorted(found, key=lambda each: each.sequence):
                    got = receiving.receive(tx, pair, ledger, packet.body)
                    taking.heard_of(packet, ledger)
                    taking.placed(packet, ledger)
                    old += got.nothing
                    total = total.with_more(got)
                ledger.link.received_at = stamp(tx.now)
                gap, alike = ledger.link.gap, twins.likely(tx, pair, ledger)
                _only_try(dry=dry)
        except _Tried:
            pass
        told = brought(total, pair, self.journal.clock.tzinfo)
        return Taken(pair, total, len(found), old, gap, tuple(alike), told)

    def twins(self, refs: Iterable[str] = ()) -> tuple[Twins, ...]:
        """Records that both wrote of the same thing, and that nobody said are two.

        All of them, or those of which a reference means one of the two; raises NotFound for what is
        no reference.
        """
        pair = self.pair
        self._paired(pair)
        found = twins.likely(self.store, pair, Ledger.of(self.store, pair.id))
        begin = tuple(map(_beginning, refs))
        return tuple(
            each
            for each in found
            if not begin or each.stays.id.startswith(begin) or each.goes.id.startswith(begin)
        )

    def join(self, *alike: Twins) -> int:
        """Each two become one, here and, with the next packet, at the partner's.

        Returns how many values differ and wait for a choice. Undo takes it back here.
        """
        pair = self.pair
        with self._exchanging(pair, "exchange join") as (tx, ledger):
            return sum(twins.join(tx, pair, ledger, each) for each in alike)

    def keep_apart(self, *alike: Twins) -> None:
        """These are two, and are not offered again."""
        with self._exchanging(self.pair, "exchange join") as (_tx, ledger):
            ledger.link.apart += [each.name for each in alike]

    def paired(self) -> list[Pair]:
        """The pairs of which both journals are paired."""
        found = ((each, self._identity(each)) for each in self.journal.pairs.all())
        return [each for each, mine in found if mine is not None and mine.peer is not None]
