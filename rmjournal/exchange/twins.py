"""Records that the two wrote of the same thing before they were paired: offered, never joined unasked.

Of two that are joined the one of the lower id stays, so that both people who join choose the same
one; the other goes to the trash on both sides, and what was linked to it is linked to the one.
"""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from rmjournal.exchange.shape import BOTHS, MERGED, table_of
from rmjournal.export.context import Audience, may_see
from rmjournal.model.action import Action
from rmjournal.model.agenda import Item
from rmjournal.model.objective import Objective
from rmjournal.model.record import Record
from rmjournal.model.resource import Resource
from rmjournal.model.session import Session, SessionStatus
from rmjournal.storage.codec import slots
from rmjournal.storage.tables import KINDS, TABLES
from rmjournal.text import fold
from rmjournal.titles import common, known

if TYPE_CHECKING:
    from rmjournal.exchange.ledger import Ledger
    from rmjournal.model.pair import Pair
    from rmjournal.storage.transaction import Transaction
    from rmjournal.storage.view import View

_KEPT = frozenset({"position", "session"})
_TOLD_BY: dict[type[Record], tuple[str, ...]] = {
    Session: (), Objective: ("title",), Action: ("text", "due"), Resource: ("title",),
    Item: ("session", "topic"),
}  # fmt: skip
"""Texts that two have in common where both have them, in whichever language; sessions before items."""


@dataclass(frozen=True, slots=True)
class Twins:
    """Two records of the same thing."""

    stays: Record
    """The one that stays if they are joined."""
    goes: Record

    @property
    def name(self) -> str:
        """What tells these two from any others."""
        return f"{self.stays.id} {self.goes.id}"


def likely(view: View, pair: Pair, ledger: Ledger) -> list[Twins]:
    """One of mine and one of the partner's, of the same day and title; sessions before their items."""
    found: list[Twins] = []
    for kind in _TOLD_BY:
        alike: dict[Hashable, list[Record]] = defaultdict(list)
        for record in view.all(kind, pair.id, likely=_of_two(view, kind)):
            if may_see(record, Audience.PARTNER, pair) and (what := _what(record)):
                alike[what].append(record)
        for records in alike.values():
            found += _of_both(records, pair)
    return [each for each in found if each.name not in ledger.link.apart]


def _of_two(view: View, kind: type[Record]) -> Callable[[bytes], bool]:
    """Whether what a line says of its record is said by two authors: the others have no twin.

    A line that lacks one of the texts may have a twin that lacks it, too.
    """
    authors: dict[Hashable, set[bytes]] = defaultdict(set)
    seen: dict[bytes, Hashable] = {}
    keys, author_of = [_read_off(key) for key in _TOLD_BY[kind]], _read_off("author")
    for line in view.table(kind).raw_lines():
        hits, author = [key(line) for key in keys], author_of(line)
        if author and all(hits):
            seen[line] = what = tuple(_plain(each[1]) for each in hits if each)
            authors[what].add(author[1])
    return lambda line: line not in seen or len(authors[seen[line]]) > 1


def _read_off(key: str) -> Callable[[bytes], re.Match[bytes] | None]:
    return re.compile(rb'"%b": ("[^"\\]*(?:\\.[^"\\]*)*")' % key.encode()).search


def _plain(text: bytes) -> str:
    plain = json.loads(text) if b"\\" in text else text[1:-1].decode()
    return fold(common(plain).strip())


def _of_both(records: list[Record], pair: Pair) -> Iterator[Twins]:
    mine = [each for each in records if each.author == pair.me]
    theirs = [each for each in records if each.author == pair.partner.id]
    for one, other in zip(mine, theirs, strict=False):
        stays, goes = sorted((one, other), key=lambda each: each.id)
        yield Twins(stays, goes)


def _what(record: Record) -> Hashable:
    match record:
        case Session(when=when) if when and record.status is not SessionStatus.CANCELLED:
            return when.date()
        case Objective():
            return fold(record.title.strip())
        case Action():
            return fold(record.text.strip()), record.due
        case Resource():
            return fold(record.title.strip()), record.url
        case Item():
            return record.session, known(record.topic, record.kind) or fold(record.topic.strip())
    return None


def join(tx: Transaction, pair: Pair, ledger: Ledger, twins: Twins) -> int:
    """The two become one; how many values differ and wait for a choice."""
    stays, goes = (tx.get(type(each), each.id) for each in (twins.stays, twins.goes))
    if stays is None or goes is None or stays.deleted or goes.deleted:
        return 0
    waiting = 0
    changes: dict[str, Any] = {}
    for slot in slots(type(stays)):
        if slot.name not in (*MERGED[type(stays)], *BOTHS[type(stays)]) or slot.name in _KEPT:
            continue
        ours, other = getattr(stays, slot.name), getattr(goes, slot.name)
        if ours == other or slot.silent(other) or _same_title(stays, slot.name, other):
            continue
        if slot.silent(ours):
            changes[slot.name] = other
        else:
            tx.wait(stays, slot.name, other, goes.entered_by)
            waiting += 1
    tx.change(stays, **changes)
    relink(tx, pair, goes.id, stays.id)
    tx.change(goes, deleted=tx.now)
    ledger.line(goes.id, table_of(goes)).into = stays.id
    return waiting


def _same_title(record: Record, name: str, other: Any) -> bool:
    """Whether the two words of a field are one title of ours, in two languages."""
    mine = getattr(record, name)
    if not (isinstance(mine, str) and isinstance(other, str)):
        return False
    kind = getattr(record, "kind", "")
    title = known(mine, kind)
    return title is not None and title == known(other, kind)


def relink(tx: Transaction, pair: Pair, before: str, after: str) -> None:
    """Whatever was linked to the one is linked to the other, in the trash, too."""
    for kind in TABLES:
        for document in list(tx.table(kind).holding(f'"{before}"'.encode())):
            record = tx.get(kind, document["id"])
            if record is None or record.pair != pair.id or record.id == after:
                continue
            changes = {
                slot.name: after
                for slot in slots(kind)
                if slot.link and getattr(record, slot.name) == before
            }
            if changes:
                tx.change(record, **changes)


def joined(tx: Transaction, pair: Pair, table: str, before: str, after: str) -> None:
    """Follows the partner, who joined two records."""
    if tx.get(KINDS[table], after) is not None:
        relink(tx, pair, before, after)
