"""Whose packet this is, whether it is for me, and where it stands among the others."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from rmjournal.exchange.packets import LOOK, PACKET, Body, opened, refused, unknown, verified
from rmjournal.exchange.shape import is_id
from rmjournal.i18n import N_

if TYPE_CHECKING:
    from rmjournal.exchange.identity import Identity
    from rmjournal.exchange.ledger import Ledger
    from rmjournal.model.pair import Pair

_KEYS = frozenset({
    "format", "version", "pair", "sender", "key", "recipient", "device", "start", "sequence", "since", "seen",
    "name", "records", "shared", "voices",
})  # fmt: skip
MANY = 10**9


@dataclass(frozen=True, slots=True)
class Packet:
    """A packet of the partner's, signed by them and for me, its parts not looked at yet."""

    sequence: int
    since: int
    """Whoever has their packets up to this one understands it."""
    digest: str
    """Of its line."""
    seen: int
    """My last packet that they have."""
    seen_digest: str
    start: str
    """Another one than before says that they forgot what was exchanged."""
    body: Body

    @property
    def content(self) -> bool:
        """Whether it says more than what they have."""
        return any(self.body[part] for part in ("records", "shared", "voices"))


def line_digest(line: bytes) -> str:
    """What tells packets of one number apart."""
    return hashlib.sha256(line).hexdigest()[:32]


def packet(data: bytes, identity: Identity, pair: Pair) -> Packet:
    """The packet in an age file; raises PacketRefused where it is not the partner's and for me."""
    peer = identity.peer
    if peer is None:
        raise refused(
            N_("You are not paired yet, so no packet can be from your partner."),
            N_("Pair your two journals first, then ask your partner to send it again."),
        )
    body, line = verified(opened(data, identity), PACKET, peer.sign)
    if body.keys() != _KEYS:
        raise unknown()
    meant = (pair.id, pair.partner.id, peer.sign, identity.keys.age)
    if (body["pair"], body["sender"], body["key"], body["recipient"]) != meant:
        raise refused(N_("This packet is for another pair or another reader."), LOOK)
    seen = body["seen"]
    if not isinstance(seen, dict) or seen.keys() != {"sequence", "digest"}:
        raise unknown()
    numbers = (body["sequence"], body["since"], seen["sequence"])
    if any(type(each) is not int or not 0 <= each < MANY for each in numbers):
        raise unknown()
    if not body["since"] < body["sequence"] or not all(map(is_id, (body["device"], body["start"]))):
        raise unknown()
    if type(seen["digest"]) is not str or not all(map(_rows, _parts(body))):
        raise unknown()
    return Packet(
        body["sequence"],
        body["since"],
        line_digest(line),
        seen["sequence"],
        seen["digest"],
        body["start"],
        body,
    )


def _parts(body: Body) -> tuple[Any, ...]:
    return body["records"], body["shared"], body["voices"]


def _rows(part: Any) -> bool:
    return isinstance(part, list) and all(isinstance(each, dict) for each in part)


def heard_of(packet: Packet, ledger: Ledger) -> None:
    """What the packet says about mine: up to where they have them, and whether they lost some."""
    link = ledger.link
    if packet.sequence <= link.last:
        return
    link.last = packet.sequence
    forgot, link.theirs = bool(link.theirs) and link.theirs != packet.start, packet.start
    sent = link.sent.get(str(packet.seen))
    if packet.seen > link.sequence or (sent and packet.seen_digest and sent != packet.seen_digest):
        link.sequence = max(link.sequence, packet.seen)
        ledger.restored()
    elif packet.seen < link.confirmed:
        link.confirmed, link.anew = packet.seen, -1
    else:
        link.confirmed = packet.seen
        if 0 < link.anew <= packet.seen:
            link.anew = 0
        link.sent = {n: each for n, each in link.sent.items() if int(n) > packet.seen}
    if forgot:
        link.anew = -1


def placed(packet: Packet, ledger: Ledger) -> None:
    """Where it stands among the partner's: what I can say that I have, or which one I lack."""
    link = ledger.link
    link.owing = link.owing or packet.content
    if packet.since > link.seen:
        link.gap = packet.since
    elif packet.sequence > link.seen:
        link.seen, link.seen_digest = packet.sequence, packet.digest
        if link.gap <= packet.sequence:
            link.gap = 0
