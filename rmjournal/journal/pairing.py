"""Two journals become those of one pair: inviting, accepting, and whose keys are known."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from rmjournal.errors import PacketRefused, Refused
from rmjournal.exchange import adopting, identity, packets, taking
from rmjournal.exchange.identity import Identity, Keys
from rmjournal.exchange.ledger import Ledger
from rmjournal.exchange.words import LISTS, words
from rmjournal.i18n import N_
from rmjournal.journal import addressed, scratch
from rmjournal.journal.concern import Concern
from rmjournal.journal.exchanged import Accepted
from rmjournal.model.charter import Charter, in_force
from rmjournal.model.pair import Pair, PairStatus

if TYPE_CHECKING:
    from rmjournal.exchange.adopting import Invited
    from rmjournal.paths import Home
    from rmjournal.storage.transaction import Transaction

NOT_PAIRED = N_("You are not paired with {name} yet.")


@contextmanager
def _understood() -> Iterator[None]:
    """What makes no sense within is what came, and nothing of mine; raises PacketRefused."""
    try:
        yield
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise packets.unknown(packets.INVITATION) from error


def _number(seen: object) -> int:
    """The number of a packet; raises ValueError for what is none."""
    if type(seen) is not int or not 0 <= seen < taking.MANY:
        raise ValueError("seen")
    return seen


class Pairing(Concern):
    """Who the partner of a pair is, by their keys."""

    @property
    def _home(self) -> Home:
        return self.store.home

    def _identity(self, pair: Pair) -> Identity | None:
        return identity.load(self._home, pair.id)

    def _paired(self, pair: Pair) -> tuple[Identity, Keys]:
        mine = self._identity(pair)
        if mine is None or mine.peer is None:
            raise Refused(
                NOT_PAIRED,
                kept=N_("Nothing was sent or changed."),
                todo=N_(
                    "“rmjournal exchange invite” makes an invitation; "
                    "“rmjournal exchange accept FILE” takes theirs."
                ),
                name=pair.partner.name,
            )
        return mine, mine.peer

    def invite(self, path: Path, language: str) -> Path:
        """Writes an invitation for the partner: the pair, its names, and my public keys."""
        scratch.refuse(self._home)
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
        self,
        path: Path,
        answer: Path,
        *,
        pair: str | None = None,
        new_pair: bool = False,
        new_key: bool = False,
    ) -> Accepted:
        """Takes an invitation, and writes the answer to it; or takes the answer to mine.

        With an invitation, the pair gets the inviter's ids, in one transaction. The pair spoken of
        stays so, if there was one. Raises UnclearPair where the pair cannot be told, unless
        ``pair`` or ``new_pair`` says it; PacketRefused for other keys than those known, unless
        ``new_key`` says that they changed.
        """
        scratch.refuse(self._home)
        data = packets.read(path, packets.SMALL)
        form = packets.form_of(data)
        if form == packets.PACKET or data.startswith(b"age-encryption.org"):
            raise packets.refused(
                N_("This is a packet, not an invitation."),
                N_("“rmjournal exchange receive {file}” takes it."),
                file=path,
            )
        if form == packets.ANSWER:
            return self._answered(data, new_key=new_key)
        self._home.refuse_own(answer)
        there = partial(addressed.pair_of, self.journal, reference=pair, new=new_pair)
        return self._invited(data, packets.free(answer), there, new_key=new_key)

    def _invited(
        self, data: bytes, answer: Path, meant: Callable[[Invited], Pair | None], *, new_key: bool
    ) -> Accepted:
        with _understood():
            body, _ = packets.verified(data, packets.INVITATION)
            invited, keys = adopting.described(body), packets.public_keys(body)
            language, seen = body["language"], _number(body["seen"])
            if language not in LISTS:
                raise ValueError("language")
        there = meant(invited)
        mine = (self._identity(there) if there else None) or Identity.fresh(language)
        if keys == mine.keys or (
            there and there.id == invited.pair and there.me == invited.inviter
        ):
            raise Refused(
                N_("This is your own invitation: it is for your partner."),
                kept=N_("Nothing was changed."),
                todo=N_("Send it to them; what they answer is for you to accept."),
            )
        self._refuse_crossing(there, invited, mine)
        before = self._spoken_of()
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
        spoken_of = before if before and before.id != (there.id if there else "") else pair
        self.journal.pairs.use(spoken_of)
        reply = {
            "format": packets.ANSWER, "version": packets.VERSION, "pair": pair.id,
            "sender": pair.me, "to": keys.sign, "keys": mine.keys.plain(),
            "seen": Ledger.of(self.store, pair.id).link.last,
        }  # fmt: skip
        packets.write(answer, packets.signed(reply, mine))
        said = words(pair.id, mine.keys, keys, mine.language)
        return Accepted(
            pair, said, spoken_of, answer=False, made=there is None,
            before=there.id if there else "",
        )  # fmt: skip

    def _spoken_of(self) -> Pair | None:
        """The pair spoken of, where there is one that is under way."""
        if not self.store.exists or not self.journal.pairs.all():
            return None
        return self.pair if self.pair.status is PairStatus.ACTIVE else None

    def _begin(self, tx: Transaction, pair: Pair) -> None:
        """What was confirmed was so by the partner's earlier keys, perhaps on a laptop now lost."""
        adopting.settle(tx, pair)
        ledger = Ledger.of(tx, pair.id)
        if ledger.link.sequence:
            ledger.link.confirmed, ledger.link.anew = 0, -1
        ledger.link.rekeyed = ledger.link.last
        ledger.keep(tx)

    def _refuse_crossing(self, there: Pair | None, invited: Invited, mine: Identity) -> None:
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
        with _understood():
            body, _ = packets.verified(data, packets.ANSWER)
            keys, seen = packets.public_keys(body), _number(body["seen"])
            answered, sender, to = body["pair"], body["sender"], body["to"]
        pair = next((each for each in self.journal.pairs.all() if each.id == answered), None)
        mine = self._identity(pair) if pair else None
        if pair is None or mine is None or to != mine.keys.sign or sender != pair.partner.id:
            raise packets.refused(
                N_("This is not the answer to an invitation of yours."),
                N_("Ask them to accept the last one that you sent, or send them a new one."),
            )
        known = mine.peer == keys
        mine = _with_peer(mine, keys, mine.language, seen, new_key=new_key)
        with self.store.transaction("exchange accept") as tx:
            if not known:
                self._begin(tx, pair)
            identity.save(self._home, pair.id, mine)
        said = words(pair.id, mine.keys, keys, mine.language)
        return Accepted(pair, said, self.pair, answer=True)

    def compared(self, *, same: bool = True) -> None:
        """The two read the words to each other, and they were the same; or that is taken back.

        It is no verb of the journal: ``undo`` knows nothing of it.
        """
        pair = self.pair
        mine, _ = self._paired(pair)
        identity.save(self._home, pair.id, replace(mine, compared=same))


def _with_peer(mine: Identity, keys: Keys, language: str, seen: int, *, new_key: bool) -> Identity:
    """My identity with these keys as the partner's; raises PacketRefused for unlooked-for ones."""
    if mine.peer is not None and mine.peer != keys and not new_key:
        raise PacketRefused(
            N_("These are not the keys that you know as your partner's."),
            kept=N_("Nothing was changed; the keys you knew still hold."),
            todo=N_(
                "Ask them by another way than this file. Only if they began anew, accept it again "
                "and take their new keys (“--new-key” by command), and compare the words."
            ),
        )
    compared = mine.compared and mine.peer == keys
    return replace(
        mine, peer=keys, language=language, compared=compared, sequence=max(mine.sequence, seen)
    )
