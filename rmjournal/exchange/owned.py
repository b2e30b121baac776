"""Records of one author, as they come from the partner: theirs alone, whole, the later one holds."""

from __future__ import annotations

from dataclasses import MISSING
from typing import TYPE_CHECKING

from rmjournal.exchange.hand import Hand
from rmjournal.exchange.shape import OWNED, Content, created, decoded, table_of, voices
from rmjournal.exchange.voices import joined
from rmjournal.model.feedback import Feedback
from rmjournal.model.record import Record
from rmjournal.storage.codec import BadField, slots

if TYPE_CHECKING:
    from rmjournal.exchange.ledger import Line
    from rmjournal.model.pair import Pair

_NAMED: dict[type[Record], tuple[str, ...]] = {
    kind: tuple(
        slot.name
        for slot in slots(kind)
        if slot.name in OWNED[kind] and slot.default is MISSING and slot.name in ("what", "text")
    )
    for kind in OWNED
}
"""The texts that a record of the kind cannot be without, and that are empty once withdrawn."""


def take(hand: Hand, each: Content) -> None:
    """Takes a record as its author has it now, or hides it where they withdrew it."""
    line, kind = hand.line(each, OWNED)
    record = hand.here(kind, line.id)
    if record is not None and record.author != hand.pair.partner.id:
        raise BadField("author")
    gone = each.get("gone") is True
    values = {} if gone else decoded(kind, OWNED[kind], each["content"], hand.pair)
    born = None if gone else created(each)
    if kind is Feedback and not gone and values["delivered"] is None:
        raise BadField("delivered")
    if each["version"] <= line.came:
        return
    before, line.came, line.gone = line.gone or emptied(record), each["version"], gone
    if gone:
        _hide(hand, record)
    elif record is None:
        if line.erased and not before:
            return
        line.erased = False
        hand.add(kind, line.id, hand.pair.partner.id, born, values)
    else:
        hand.change(record, {**values, "deleted": None} if before else values)


def _hide(hand: Hand, record: Record | None) -> None:
    """The partner withdrew it: it goes to the trash without their words; my voice stays."""
    if record is None:
        return
    hand.tx.forget(record)
    emptied: Content = dict.fromkeys(_words(type(record)), "")
    for slot in voices(type(record)):
        emptied[slot.name] = joined(getattr(record, slot.name), (), hand.pair, slot.name)
    hand.tx.change(record, deleted=record.deleted or hand.tx.now, **emptied)
    if record.deleted is None:
        hand.received.withdrawn[table_of(record)] += 1


def withdrawn(record: Record, line: Line | None, pair: Pair) -> bool:
    """Whether it lies in my trash because its author took it back, so that their words are not here."""
    theirs = type(record) in OWNED and record.author == record.entered_by == pair.partner.id
    return theirs and (line.gone if line is not None else emptied(record))


def emptied(record: Record | None) -> bool:
    """Whether it lies in the trash as what was withdrawn does, should nothing else say so any more."""
    if record is None or record.deleted is None:
        return False
    return not any(getattr(record, name) for name in _words(type(record)))


def _words(kind: type[Record]) -> list[str]:
    """The fields of a kind that hold its author's words."""
    return [
        slot.name
        for slot in slots(kind)
        if (slot.name in OWNED.get(kind, ()) and slot.plain is str and not slot.link
        and slot.default == "") or slot.name in _NAMED.get(kind, ())
    ]  # fmt: skip
