"""What came of an exchange, as commands and screens tell it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from rmjournal.exchange import identity
from rmjournal.exchange.received import Received
from rmjournal.exchange.twins import Twins
from rmjournal.journal.brought import Became, Brought
from rmjournal.model.pair import Pair
from rmjournal.model.record import Record
from rmjournal.model.value import value

if TYPE_CHECKING:
    from rmjournal.journal import Journal

__all__ = [
    "Accepted", "Became", "Brought", "Held", "Parcel", "Received", "Request", "Sent", "Standing",
    "Synced", "Taken", "Twins", "begun", "uncompared",
]  # fmt: skip


def begun(journal: Journal) -> bool:
    """Whether the two journals of the pair exchange packets; quick, for what only mentions it."""
    return bool(journal.store.exchanged_with(journal.pair.id))


def uncompared(journal: Journal) -> bool:
    """Whether nobody noted yet that the words of the pair are the same."""
    mine = identity.load(journal.store.home, journal.pair.id)
    return mine is not None and not mine.compared


@value()
class Accepted:
    """An invitation or an answer that was accepted."""

    pair: Pair
    words: tuple[str, ...]
    spoken_of: Pair
    """The pair that the journal speaks of: as before, unless there was none under way."""
    answer: bool
    """Whether it was the answer to my own invitation, so that nothing is left to send back."""
    made: bool = False
    """Whether the journal had no pair of these two before."""
    before: str = ""
    """The id that the pair had before."""

    def supersedes(self, chosen: str) -> bool:
        """Whether another id than the one that was chosen is to be remembered as the choice."""
        moved = self.made or bool(self.before and self.before == chosen)
        return moved and self.spoken_of.id != chosen


@value()
class Held:
    """A record that the partner may read, and that finds no room in a packet."""

    record: Record
    long: bool
    """Whether it is longer than any packet; otherwise it leaves once they have what leaves before."""


@value()
class Sent:
    """A packet that was written."""

    path: Path
    number: int
    count: int
    """The records that it is about."""
    size: int
    """Bytes."""
    held: tuple[Held, ...] = ()
    """What found no room in it."""


@value()
class Parcel:
    """What the next packet would carry."""

    fresh: tuple[Record, ...]
    """The records that would leave for the first time as they are now."""
    again: tuple[Record, ...]
    """Those that left before, and that the partner has not said they have."""
    withdrawn: int
    """How many would be taken back."""
    withheld: int
    """How many of the pair's records the partner may not read: they stay."""
    held: tuple[Held, ...] = ()
    """What would find no room in it."""


@value()
class Request:
    """A record to which the partner noted my agreement, and that I did not agree to myself."""

    record: Record
    leaving: bool
    """Whether it is to its leaving the pair."""


@value()
class Taken:
    """What came of some packets."""

    pair: Pair
    received: Received
    packets: int
    old: int
    """How many of them brought nothing that was not here already."""
    gap: int
    """The partner's packet that is lacking; 0 for none."""
    twins: tuple[Twins, ...] = ()
    """Records of the same thing, one of each, that could be joined."""
    brought: tuple[Brought, ...] = ()
    """What became of each record that came or changed, the most telling first."""


@value()
class Synced:
    """What one look into the shared folder came to."""

    pair: Pair
    taken: Taken
    sent: Sent | None
    """My packet, if there was something to say."""
    unreadable: tuple[str, ...]
    """Names of packets that are not whole yet, or not theirs; they are tried again."""
    passed_over: tuple[str, ...]
    """Names that have no place there, such as copies that a sync program made of two versions."""
    foreign: tuple[str, ...]
    """Names of packets in the partner's place that were not signed with their keys."""
    held: tuple[Held, ...] = ()
    """What finds no room in my packet."""


@value()
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
    folder: str
    """Where the two last shared a folder; empty for nowhere yet."""
    waiting: int
    """Records that changed since my last packet."""
    parcel: Parcel
    requests: tuple[Request, ...]
    twins: tuple[Twins, ...]
    """Records of the same thing, one of each, that could be joined."""

    @property
    def unconfirmed(self) -> bool:
        """Whether I sent something of which the partner has not said that they have it.

        What only says that I have theirs waits for no word: it would be said for ever.
        """
        late = bool(self.sent_at) and self.number > self.confirmed
        return late and bool(self.parcel.again or self.parcel.withdrawn or self.parcel.held)
