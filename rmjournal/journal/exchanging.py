"""Two people, two files: inviting, accepting, sending and receiving."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from rmjournal.errors import PacketRefused, Refused
from rmjournal.exchange import (
    adopting,
    folder,
    identity,
    packets,
    receiving,
    sending,
    taking,
    twins,
)
from rmjournal.exchange.identity import Identity, Keys
from rmjournal.exchange.leaving import Leaving
from rmjournal.exchange.ledger import Ledger
from rmjournal.exchange.receiving import Received
from rmjournal.exchange.twins import Twins
from rmjournal.exchange.words import LISTS, words
from rmjournal.i18n import N_
from rmjournal.journal.concern import Concern
from rmjournal.model.charter import Charter, in_force
from rmjournal.model.pair import Pair, PairStatus
from rmjournal.storage.store import stamp
from rmjournal.storage.tables import KINDS
from rmjournal.text import fold

if TYPE_CHECKING:
    from rmjournal.model.record import Record
    from rmjournal.storage.store import Transaction

__all__ = ["Accepted", "Exchange", "Received", "Sent", "Standing", "Synced", "Taken", "Twins"]

NOT_PAIRED = N_("You are not paired with {name} yet.")


@dataclass(frozen=True, slots=True)
class Accepted:
    """An invitation or an answer that was accepted."""

    pair: Pair
    words: tuple[str, ...]
    answer: bool
    """Whether it was the answer to my own invitation, so that nothing is left to send back."""
    made: bool = False
    """Whether the journal had no pair of these two before."""
    before: str = ""
    """The id that the pair had before."""


@dataclass(frozen=True, slots=True)
class Sent:
    """A packet that was written."""

    path: Path
    number: int
    count: int
    """The records that it is about."""
    size: int
    """Bytes."""


@dataclass(frozen=True, slots=True)
class Taken:
    """What came of some packets."""

    received: Received
    packets: int
    old: int
    """How many of them brought nothing that was not here already."""
    gap: int
    """The partner's packet that is lacking; 0 for none."""
    twins: tuple[Twins, ...] = ()
    """Records of the same thing, one of each, that could be joined."""


@dataclass(frozen=True, slots=True)
class Synced:
    """What one look into the shared folder came to."""

    taken: Taken
    sent: Sent | None
    """My packet, if there was something to say."""
    unreadable: tuple[str, ...]
    """Names of packets that are not whole yet, or not theirs; they are tried again."""
    passed_over: tuple[str, ...]
    """Names that have no place there, such as copies that a sync program made of two versions."""


@dataclass(frozen=True, slots=True)
class Standing:
    """Where the exchange with the partner stands."""

    pair: Pair
    invited: bool
    paired: bool
    words: tuple[str, ...]
    compared: bool
    sent_at: str
    received_at: str
    number: int
    confirmed: int
    seen: int
    gap: int
    waiting: int
    """Records that changed since my last packet."""
    requests: tuple[Record, ...]
    """Records to which the partner noted my agreement, and that I did not agree to myself."""
    twins: tuple[Twins, ...]
    """Records of the same thing, one of each, that could be joined."""


class _Tried(Exception):
    """Ends a transaction that only wanted to see."""


def _only_try(*, dry: bool) -> None:
    if dry:
        raise _Tried


class Exchange(Concern):
    """What goes to the partner's journal, and what comes from it."""

    @property
    def _home(self) -> Any:
        return self.store.home

    def _identity(self, pair: Pair) -> Identity | None:
        return identity.load(self._home, pair.id)

    def _paired(self) -> tuple[Identity, Keys]:
        mine = self._identity(self.pair)
        if mine is None or mine.peer is None:
            raise Refused(
                NOT_PAIRED,
                kept=N_("Nothing was sent or changed."),
                todo=N_(
                    "“rmjournal exchange invite” makes an invitation; "
                    "“rmjournal exchange accept FILE” takes theirs."
                ),
                name=self.pair.partner.name,
            )
        return mine, mine.peer

    def invite(self, path: Path, language: str) -> Path:
        """Writes an invitation for the partner: the pair, its names, and my public keys."""
        self._home.refuse_own(path)
        packets.free(path)
        pair = self.pair
        mine = self._identity(pair) or Identity.fresh(language)
        if mine.peer is None:
            mine = replace(mine, language=language)
        charter = in_force(self.ours(Charter))
        invitation = {
            "format": packets.INVITATION, "version": packets.VERSION, "pair": pair.id,
            "sender": pair.me, "keys": mine.keys.plain(), "language": mine.language,
            "members": {
                "mentor": {"id": pair.mentor.id, "name": pair.mentor.name},
                "mentee": {"id": pair.mentee.id, "name": pair.mentee.name},
            },
            "charter": charter.id if charter else "",
            "seen": Ledger.of(self.store, pair.id).link.last,
        }  # fmt: skip
        identity.save(self._home, pair.id, mine)
        packets.write(path, packets.signed(invitation, mine))
        return path

    def accept(
        self, path: Path, answer: Path, *, pair: str | None = None, new_key: bool = False
    ) -> Accepted:
        """Takes an invitation, and writes the answer to it; or takes the answer to mine.

        With an invitation, the pair gets the inviter's ids, in one transaction. Raises
        PacketRefused for other keys than those known, unless ``new_key`` says that they changed.
        """
        data = packets.read(path, packets.SMALL)
        form = packets.form_of(data)
        if form == packets.PACKET or data.startswith(b"age-encryption.org"):
            raise packets.refused(
                N_("This is a packet, not an invitation."),
                N_("“rmjournal exchange receive {file}” takes it."),
                file=path,
            )
        try:
            if form == packets.ANSWER:
                return self._answered(data, new_key=new_key)
            self._home.refuse_own(answer)
            return self._invited(data, packets.free(answer), pair, new_key=new_key)
        except (KeyError, TypeError, ValueError, AttributeError) as error:
            raise packets.refused(
                N_("This is no invitation of rmjournal, or not a whole one.")
            ) from error

    def _invited(
        self, data: bytes, answer: Path, reference: str | None, *, new_key: bool
    ) -> Accepted:
        body, _ = packets.verified(data, packets.INVITATION)
        invited, keys = adopting.described(body), packets.public_keys(body)
        language, seen = body["language"], body["seen"]
        if language not in LISTS or type(seen) is not int or not 0 <= seen < taking.MANY:
            raise ValueError("language")
        there = self._meant(invited, reference)
        mine = (self._identity(there) if there else None) or Identity.fresh(language)
        if keys == mine.keys or (
            there and there.id == invited.pair and there.me == invited.inviter
        ):
            raise Refused(
                N_("This is your own invitation: it is for your partner."),
                kept=N_("Nothing was changed."),
            )
        self._refuse_crossing(there, invited, mine)
        mine = _with_peer(mine, keys, language, seen, new_key=new_key)
        with self.store.transaction("exchange accept") as tx:
            if there is None:
                pair = adopting.create(tx, invited, tx.now)
            elif there.id == invited.pair:
                pair = there
            else:
                pair = adopting.adopt(tx, there, invited)
            self._begin(tx, pair)
            identity.save(self._home, pair.id, mine)
        if there is not None and there.id != pair.id:
            identity.save(self._home, there.id, None)
        self.journal.pairs.use(pair)
        reply = {
            "format": packets.ANSWER, "version": packets.VERSION, "pair": pair.id,
            "sender": pair.me, "to": keys.sign, "keys": mine.keys.plain(),
            "seen": Ledger.of(self.store, pair.id).link.last,
        }  # fmt: skip
        packets.write(answer, packets.signed(reply, mine))
        said = words(pair.id, mine.keys, keys, mine.language)
        before = there.id if there else ""
        return Accepted(pair, said, answer=False, made=there is None, before=before)

    def _begin(self, tx: Transaction, pair: Pair) -> None:
        """What was confirmed was so by the partner's earlier keys, perhaps on a laptop now lost."""
        adopting.settle(tx, pair)
        ledger = Ledger.of(tx, pair.id)
        if ledger.link.sequence:
            ledger.link.confirmed, ledger.link.anew = 0, -1
        ledger.keep(tx)

    def _meant(self, invited: adopting.Invited, reference: str | None) -> Pair | None:
        if reference is not None:
            return self.journal.pairs.found(reference)
        names = {fold(invited.mentor.name), fold(invited.mentee.name)}
        pairs = self.journal.pairs.all() if self.store.exists else []
        for each in pairs:
            if each.id == invited.pair:
                return each
        found = [
            each
            for each in pairs
            if each.status is PairStatus.ACTIVE
            and {fold(member.name) for member in each.members} == names
            and ((known := self._identity(each)) is None or known.peer is None)
        ]
        return found[-1] if found else None

    def _refuse_crossing(
        self, there: Pair | None, invited: adopting.Invited, mine: Identity
    ) -> None:
        """Where both invited each other, the one of the lower id is accepted, on both sides."""
        if there is None or there.id == invited.pair:
            return
        if mine.peer is not None:
            raise Refused(
                N_("This pair of yours is paired already, and the invitation is to another one."),
                kept=N_("Nothing was changed."),
                todo=N_("“rmjournal exchange status” shows it."),
            )
        if self._identity(there) is not None and there.id < invited.pair:
            raise Refused(
                N_("You invited each other: yours is the one to be accepted."),
                kept=N_("Nothing was changed."),
                todo=N_("Ask {name} to accept your invitation."),
                name=invited.partner.name,
            )

    def _answered(self, data: bytes, *, new_key: bool) -> Accepted:
        body, _ = packets.verified(data, packets.ANSWER)
        keys, seen = packets.public_keys(body), body["seen"]
        pair = next((each for each in self.journal.pairs.all() if each.id == body["pair"]), None)
        mine = self._identity(pair) if pair else None
        if pair is None or mine is None or body["to"] != mine.keys.sign:
            raise packets.refused(N_("This is not the answer to an invitation of yours."))
        if (
            body["sender"] != pair.partner.id
            or type(seen) is not int
            or not 0 <= seen < taking.MANY
        ):
            raise ValueError("sender")
        known = mine.peer == keys
        mine = _with_peer(mine, keys, mine.language, seen, new_key=new_key)
        with self.store.transaction("exchange accept") as tx:
            if not known:
                self._begin(tx, pair)
            identity.save(self._home, pair.id, mine)
        self.journal.pairs.use(pair)
        return Accepted(pair, words(pair.id, mine.keys, keys, mine.language), answer=True)

    def compared(self) -> None:
        """The two read the words to each other, and they were the same."""
        mine, _ = self._paired()
        identity.save(self._home, self.pair.id, replace(mine, compared=True))

    def standing(self) -> Standing:
        """Where the exchange stands; nothing is changed."""
        pair, mine = self.pair, self._identity(self.pair)
        ledger = Ledger.of(self.store, pair.id)
        link, peer = ledger.link, mine.peer if mine else None
        found = [
            record
            for line in ledger.lines.values()
            if line.asks and line.table in KINDS
            and (record := self.store.get(KINDS[line.table], line.id)) is not None
            and record.deleted is None and receiving.requests(record, line, pair)
        ]  # fmt: skip
        return Standing(
            pair=pair, invited=mine is not None, paired=peer is not None,
            words=words(pair.id, mine.keys, peer, mine.language) if mine and peer else (),
            compared=mine.compared if mine else False,
            sent_at=link.sent_at, received_at=link.received_at,
            number=link.sequence, confirmed=link.confirmed, seen=link.seen, gap=link.gap,
            waiting=self._waiting(ledger) if peer else 0, requests=tuple(found),
            twins=tuple(twins.likely(self.store, pair, ledger)) if peer else (),
        )  # fmt: skip

    def _waiting(self, ledger: Ledger) -> int:
        """How many records would leave for the first time as they are now."""
        number = max(ledger.link.sequence, ledger.link.confirmed) + 1
        leaving = Leaving(self.store, self.pair, ledger)
        out = sending.outgoing(leaving, ledger, number, ledger.since(number, everything=False))
        return len({each["id"] for part in out[:3] for each in part if each["version"] == number})

    def send(self, path: Path, *, everything: bool = False) -> Sent:
        """Writes one packet with all that the partner may see and has not said they have."""
        self._home.refuse_own(path)
        packets.free(path)
        number, count, data = self._made(everything=everything)
        packets.write(path, data)
        return Sent(path, number, count, len(data))

    def _made(self, *, everything: bool) -> tuple[int, int, bytes]:
        """A packet, noted as sent before anybody can have it."""
        mine, peer = self._paired()
        pair = self.pair
        with self._exchanging("exchange send") as (tx, ledger):
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
        return mine.sequence, out.about, data

    @contextmanager
    def _exchanging(self, verb: str) -> Iterator[tuple[Transaction, Ledger]]:
        with self.store.transaction(verb) as tx:
            ledger = Ledger.of(tx, self.pair.id)
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
        others = [each for each in self.journal.pairs.all() if each.id != self.pair.id]
        if not files or not others:
            return
        data = packets.read(files[0], packets.LARGEST)
        for pair in (self.pair, *others):
            mine = self._identity(pair)
            if mine is not None and packets.opens(data, mine):
                self.journal.pairs.use(pair)
                return

    def _received(self, paths: list[Path], *, dry: bool) -> Taken:
        mine, _ = self._paired()
        pair = self.pair
        found = [taking.packet(packets.read(path, packets.LARGEST), mine, pair) for path in paths]
        return self._taken(found, dry=dry)

    def _taken(self, found: list[taking.Packet], *, dry: bool) -> Taken:
        total, old = Received(), 0
        try:
            with self._exchanging("exchange receive") as (tx, ledger):
                tx.receipt = True
                for packet in sorted(found, key=lambda each: each.sequence):
                    got = receiving.Receipt(tx, self.pair, ledger).take(packet.body)
                    taking.heard_of(packet, ledger)
                    taking.placed(packet, ledger)
                    old += got.nothing
                    total = total.with_more(got)
                ledger.link.received_at = stamp(tx.now)
                gap, alike = ledger.link.gap, twins.likely(tx, self.pair, ledger)
                _only_try(dry=dry)
        except _Tried:
            pass
        return Taken(total, len(found), old, gap, tuple(alike))

    def twins(self) -> tuple[Twins, ...]:
        """Records that both wrote of the same thing, and that nobody said are two."""
        self._paired()
        return tuple(twins.likely(self.store, self.pair, Ledger.of(self.store, self.pair.id)))

    def join(self, *alike: Twins) -> int:
        """Each two become one, here and, with the next packet, at the partner's.

        Returns how many values differ and wait for a choice. Undo takes it back here.
        """
        with self._exchanging("exchange join") as (tx, ledger):
            return sum(twins.join(tx, self.pair, ledger, each) for each in alike)

    def keep_apart(self, *alike: Twins) -> None:
        """These are two, and are not offered again."""
        with self._exchanging("exchange join") as (_tx, ledger):
            ledger.link.apart += [each.name for each in alike]

    def sync(self, directory: Path) -> Synced:
        """Takes what the partner left in a shared folder, and leaves there what they lack.

        Nothing is written where there is nothing to say. What cannot be read is passed over: a sync
        program may still be writing it.
        """
        mine, _ = self._paired()
        pair = self.pair
        there = folder.found(directory, pair, Ledger.of(self.store, pair.id).link.seen)
        whole, unreadable = [], []
        for _number, path in there.packets:
            try:
                data = packets.read(path, packets.LARGEST)
                whole.append(taking.packet(data, mine, pair))
            except PacketRefused:
                unreadable.append(path.name)
        taken = self._taken(whole, dry=False) if whole else self._none_taken()
        sent = self._left(directory)
        return Synced(taken, sent, tuple(unreadable), there.passed_over)

    def _none_taken(self) -> Taken:
        return Taken(Received(), 0, 0, Ledger.of(self.store, self.pair.id).link.gap)

    def _left(self, directory: Path) -> Sent | None:
        pair = self.pair
        ledger = Ledger.of(self.store, pair.id)
        folder.tidy(directory, pair, ledger.link.confirmed)
        lost = ledger.link.anew < 0
        if not ledger.link.owing and not lost and not self._waiting(ledger):
            return None
        number, count, data = self._made(everything=False)
        digest = hashlib.sha256(data).hexdigest()
        path = folder.put(directory, pair, number, digest, data)
        return Sent(path, number, count, len(data))


def _with_peer(mine: Identity, keys: Keys, language: str, seen: int, *, new_key: bool) -> Identity:
    """My identity with these keys as the partner's; raises PacketRefused for unlooked-for ones."""
    if mine.peer is not None and mine.peer != keys and not new_key:
        raise PacketRefused(
            N_("These are not the keys that you know as your partner's."),
            kept=N_("Nothing was changed; the keys you knew still hold."),
            todo=N_(
                "Ask them by another way than this file: only if they began anew, "
                "give the command again with “--new-key”, and compare the words."
            ),
        )
    compared = mine.compared and mine.peer == keys
    return replace(
        mine, peer=keys, language=language, compared=compared, sequence=max(mine.sequence, seen)
    )
