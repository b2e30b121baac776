"""What a packet changes: found out and carried out in one transaction, or nothing is.

The sender speaks for themselves alone: their own records and their own voice. What belongs to both
is merged. The order in which packets come does not matter, nor that one comes twice.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from rmjournal.errors import PacketRefused
from rmjournal.exchange import owned, voices
from rmjournal.exchange.both import Both
from rmjournal.exchange.engines import Failed
from rmjournal.exchange.hand import Hand
from rmjournal.exchange.packets import refused
from rmjournal.exchange.received import Received
from rmjournal.exchange.shape import Content
from rmjournal.i18n import N_
from rmjournal.model.pair import is_name
from rmjournal.storage.codec import BadField

if TYPE_CHECKING:
    from rmjournal.exchange.ledger import Ledger
    from rmjournal.model.pair import Pair
    from rmjournal.storage.transaction import Transaction


def not_understood() -> PacketRefused:
    """The error for a packet that is the partner's and makes no sense."""
    return refused(
        N_("This packet is your partner's, but says what no journal of a pair can hold."),
        N_("Ask them to update rmjournal and to send it again."),
    )


def receive(tx: Transaction, pair: Pair, ledger: Ledger, body: Content) -> Received:
    """Carries a packet out; raises PacketRefused where it says what it may not."""
    hand = Hand(tx, pair, ledger)
    later = body["sequence"] > ledger.link.last
    forgot = not later and body["start"] != ledger.link.theirs
    both = Both(hand, seen=body["seen"]["sequence"], later=later, forgot=forgot)
    if body["shared"]:
        both.look()
    try:
        _rename(hand, body["name"], later=later)
        for each in body["shared"]:
            both.take(each)
        for each in body["records"]:
            owned.take(hand, each)
        both.follow()
        for each in body["voices"]:
            voices.hear(hand, each)
        both.arrange()
        for each in (*body["shared"], *body["records"]):
            if _lacks(each) and later:
                ledger.say_again(ledger.line(each["id"], each["table"]))
    except (
        BadField,
        Failed,
        KeyError,
        TypeError,
        ValueError,
        AttributeError,
        OverflowError,
    ) as error:
        raise not_understood() from error
    return hand.received


def _lacks(each: Content) -> bool:
    """Whether they passed over what I said of a record, while it was for them alone."""
    if each.get("lacks", True) is not True:
        raise BadField("lacks")
    return "lacks" in each


def _rename(hand: Hand, name: str, *, later: bool) -> None:
    """The partner says how they are called, and the latest packet holds; a name is one short line."""
    if type(name) is not str or not is_name(name):
        raise BadField("name")
    if later and name != hand.pair.partner.name and name.strip() != hand.pair.myself.name:
        member = hand.pair.partner.renamed(name)
        role = "mentor" if member.id == hand.pair.mentor.id else "mentee"
        hand.pair = hand.tx.change(hand.pair, **{role: member})
