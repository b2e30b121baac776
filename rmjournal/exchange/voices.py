"""What the partner says of a record, beside what I say of it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from rmjournal.exchange.shape import (
    GIVERS,
    HEARD,
    MERGED,
    OWNED,
    Content,
    heard,
    table_of,
    voices,
)
from rmjournal.model import substance
from rmjournal.model.record import Assent, Record, Visibility
from rmjournal.storage.codec import BadField

if TYPE_CHECKING:
    from rmjournal.exchange.hand import Hand
    from rmjournal.exchange.ledger import Line
    from rmjournal.model.pair import Pair


def hear(hand: Hand, each: Content) -> None:
    """Takes what the partner says of a record now, in the place of what they said before."""
    line, kind = hand.line(each, (*OWNED, *MERGED))
    said, record = each["said"], hand.here(kind, line.id)
    if not isinstance(said, dict):
        raise BadField("said")
    values, asks = heard(kind, said, hand.pair), _asks_of(said)
    readers = said.get("readers", "")
    if readers not in ("", "shareable"):
        raise BadField("readers")
    if each["version"] <= line.heard or record is None or line.gone:
        return
    if record.visibility is Visibility.PRIVATE:
        line.pass_over()
        return
    narrowed = line.readers and not readers
    unheard = any(each not in line.asks for each in asks)
    line.heard, line.asks, line.readers = each["version"], asks, readers
    changes = {
        slot.name: joined(getattr(record, slot.name), values[slot.name], hand.pair, slot.name)
        for slot in voices(kind)
    }
    if HEARD in values and record.author == hand.pair.me:
        changes[HEARD] = values[HEARD]
    if readers and record.id in hand.fresh and record.author == hand.pair.partner.id:
        changes["visibility"] = Visibility.SHAREABLE
    after = hand.tx.change(record, **changes)
    if narrowed and after.visibility is Visibility.SHAREABLE:
        kept = substance.withdrawn(after)
        after = hand.tx.change(
            after, visibility=Visibility.PAIR, **({} if kept is None else {"assents": kept})
        )
    if after != record and record.id not in hand.fresh:
        hand.received.note(table_of(record), record, after)
    if unheard and any(True for _ in requests(after, line, hand.pair)):
        hand.received.asked.append(after)


def _asks_of(said: Content) -> list[Content]:
    """The assents that they noted for me; raises BadField where they are none."""
    asks = said.get("asks", [])
    for each in asks:
        if not isinstance(each["digest"], str) or not isinstance(each["leaving"], bool):
            raise BadField("asks")
        if each.keys() != {"digest", "leaving"}:
            raise BadField("asks")
    return list(asks)


def joined(ours: tuple[Any, ...], theirs: tuple[Any, ...], pair: Pair, name: str) -> Any:
    """The list with what the partner says now in the place of what they said before.

    What I noted of what they said aloud goes once they say it themselves.
    """
    giver = GIVERS[name]
    said = {each.digest for each in theirs if isinstance(each, Assent)}
    kept = [
        each for each in ours if not _theirs(each, giver, pair) and not _noted(each, said, pair)
    ]
    return tuple(sorted((*kept, *theirs), key=lambda each: (each.at, getattr(each, giver))))


def _theirs(value: Any, giver: str, pair: Pair) -> bool:
    partner = pair.partner.id
    return getattr(value, giver) == partner and getattr(value, "entered_by", partner) == partner


def _noted(value: Any, said: set[str], pair: Pair) -> bool:
    return isinstance(value, Assent) and value.member == pair.partner.id and value.digest in said


def requests(record: Record, line: Line, pair: Pair) -> Iterator[bool]:
    """The assents of mine to the record as it is that the partner noted, and I did not give.

    Each tells whether it is to its leaving the pair.
    """
    if not substance.agreeable(record):
        return
    for leaving in (False, True):
        now = substance.digest(record, leaving=leaving)
        asked = any(each["digest"] == now and each["leaving"] is leaving for each in line.asks)
        if asked and pair.me not in substance.assenting(record, leaving=leaving):
            yield leaving
