"""What leaves for the partner: built here and nowhere else, then looked at once more.

Only records of this pair that both may read; of these only the fields of ``shape``; of these no
link to what is withheld. A private record leaves no trace, not even a gap in the numbers of an
agenda.
"""

from __future__ import annotations

import hashlib
import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING, Any

from rmjournal.errors import Refused
from rmjournal.exchange.shape import BOTHS, GIVERS, MERGED, OWNED, Content, encoded, spoken
from rmjournal.export.context import Audience, may_see
from rmjournal.export.leaks import Sight
from rmjournal.export.sentences import Output
from rmjournal.i18n import N_
from rmjournal.model.agenda import Item
from rmjournal.model.pair import Pair
from rmjournal.model.record import Record, Visibility, shown_id
from rmjournal.model.session import Session
from rmjournal.storage.codec import slots
from rmjournal.storage.envelope import Envelope
from rmjournal.storage.lines import parse_line
from rmjournal.storage.view import decode
from rmjournal.text import strings

if TYPE_CHECKING:
    from rmjournal.exchange.ledger import Ledger
    from rmjournal.storage.view import View

_RULES = 1
"""Raised with whatever else has something new leave of a record that did not change."""
_IDS = re.compile("[0-9a-f]{16}")
_SESSION = re.compile(rb'"session": "([^"\\]*)"')
_POSITION = re.compile(rb'"position": ([0-9]+)')


class Leaving:
    """What of a file its owner's partner may see, at one moment.

    A record whose line is, byte for byte, the one that was looked at for an earlier packet could be
    seen then and can be seen now: it is not parsed again.
    """

    def __init__(self, view: View, pair: Pair, ledger: Ledger) -> None:
        self._view = view
        self._ledger = ledger
        self.pair = pair
        self._lines = {
            id: (kind, line)
            for kind in (*OWNED, *MERGED)
            for id, line in view.table(kind).by_id().items()
        }
        self._form = _form(pair)
        self._same: dict[str, bool] = {}
        self._read: dict[str, Record | None] = {}
        self._seen: dict[str, bool] = {}
        self._spots: dict[str, tuple[str, int]] = {}
        """The session of each item that may be seen, and its position there."""

    @property
    def ids(self) -> list[str]:
        """The ids of what may be seen."""
        return [id for id in self._lines if self.sees(id)]

    @property
    def records(self) -> dict[str, Record]:
        """What may be seen, by id."""
        return {id: record for id in self._lines if (record := self.record(id))}

    def record(self, id: str) -> Record | None:
        """The record with that id; none where it may not be seen, or is not there."""
        return self._itself(id) if id in self._lines and self.sees(id) else None

    def sees(self, id: str) -> bool:
        """Whether the record may be seen; an item is of its session: if that is withheld, so is it."""
        if id not in self._seen:
            seen = self._unchanged(id) or self._itself(id) is not None
            if seen and self._lines[id][0] is Item:
                self._spots[id] = session, _ = self._spot(id)
                there = session in self._lines and self._lines[session][0] is Session
                seen = not there or self.sees(session)
            self._seen[id] = seen
        return self._seen[id]

    def withheld(self, id: str) -> bool:
        """Whether the id must not be seen: of another pair, private, or trashed before it left."""
        return id in self._lines and not self.sees(id) and not self._ledger.shared(id)

    def kept(self) -> int:
        """How many of the pair's records stay here; what is in the trash does not count."""
        unseen = (self._lines[id] for id in self._lines if not self.sees(id))
        documents = (parse_line(line)[1] for kind, line in unseen if kind is not Pair)
        return sum(
            each.get("pair") == self.pair.id and each.get("deleted") is None for each in documents
        )

    def _unchanged(self, id: str) -> bool:
        if id not in self._same:
            left, _ = self._ledger.left(id)
            self._same[id] = bool(left) and left == self._print(id)
        return self._same[id]

    def _print(self, id: str) -> str:
        line = self._lines[id][1]
        return hashlib.blake2b(line, digest_size=8, key=self._form).hexdigest()

    def _itself(self, id: str) -> Record | None:
        """The record, if both may read it by what it says itself."""
        if id not in self._read:
            kind, line = self._lines[id]
            envelope = Envelope.of(line)
            ours = envelope is None or (
                envelope.pair == self.pair.id and envelope.visibility != Visibility.PRIVATE
            )
            record = decode(kind, parse_line(line)[1]) if ours else None
            seen = record is not None and may_see(record, Audience.PARTNER, self.pair)
            self._read[id] = record if seen else None
        return self._read[id]

    def _spot(self, id: str) -> tuple[str, int]:
        """Read off its line, where no value within it can be mistaken for either."""
        line = self._lines[id][1]
        session, position = _SESSION.findall(line), _POSITION.findall(line)
        if id not in self._read and len(session) == len(position) == 1:
            return session[0].decode(), int(position[0])
        item = self._itself(id)
        return (item.session, item.position) if isinstance(item, Item) else ("", 0)

    @cached_property
    def _ranks(self) -> dict[str, int]:
        agendas: dict[str, list[tuple[int, str]]] = defaultdict(list)
        for id in self.ids:
            if id in self._spots:
                session, position = self._spots[id]
                agendas[session].append((position, id))
        return {
            id: rank
            for items in agendas.values()
            for rank, (_, id) in enumerate(sorted(items), start=1)
        }

    def as_it_left(self, id: str) -> bool:
        """Whether what leaves of the record is what it was when it was last looked at."""
        return self._unchanged(id) and self._ranks.get(id, 0) == self._ledger.left(id)[1]

    def looked_at(self, record: Record) -> tuple[str, int]:
        """What tells from now on that nothing changed, to be noted once the packet is made.

        Empty where that depends on whether another record may be seen.
        """
        settled = all(self._ledger.shared(each) for each in _links(record))
        return self._print(record.id) if settled else "", self._ranks.get(record.id, 0)

    def content(self, record: Record) -> Content:
        """The fields of a record as the partner may see them."""
        kind = type(record)
        names = OWNED.get(kind) or (*MERGED[kind], *BOTHS[kind])
        return encoded(self._cut(record), names)

    def voice(self, record: Record) -> Content:
        """What I say of a record, and who I let read it."""
        said = spoken(record, self.pair)
        if record.visibility is Visibility.SHAREABLE:
            said["readers"] = str(record.visibility)
        return said

    def _cut(self, record: Record) -> Record:
        changes: dict[str, Any] = {
            slot.name: None
            for slot in slots(type(record))
            if slot.link and self.withheld(getattr(record, slot.name))
        }
        if isinstance(record, Session) and record.timer:
            changes["timer"] = tuple(
                replace(event, item=None) if event.item and self.withheld(event.item) else event
                for event in record.timer
            )
        if isinstance(record, Item):
            rank = self._ranks.get(record.id, record.position)
            if rank != record.position:
                changes["position"] = rank
        return replace(record, **changes) if changes else record

    def check(self, plain: list[Content]) -> None:
        """Raises Refused where what is about to leave names or repeats what is withheld."""
        if not plain:
            return
        texts = list(strings(plain))
        named = {id for text in texts for id in _IDS.findall(text)}
        found = sorted(filter(self.withheld, named))
        sight = Sight(self._view, self.pair, Audience.PARTNER)
        if not found:
            words = Output("\n".join(texts))
            found = [
                id for id, sentence in sight.hidden_sentences(words) if not sight.shows(sentence)
            ]
        if found:
            raise Refused(
                N_("What would be sent repeats {ref}, which your partner may not read."),
                kept=N_("Nothing was sent."),
                todo=N_("Reword it where it stands for the two of you, or let them read {ref}."),
                ref=f"#{shown_id(found[0])}",
            )


def _form(pair: Pair) -> bytes:
    """What else decides what leaves of a line: where it is another one, every record is looked at."""
    form = [_RULES, pair.me, pair.partner.id, GIVERS]
    form += [
        {kind.__name__: names for kind, names in each.items()} for each in (OWNED, MERGED, BOTHS)
    ]
    return hashlib.blake2b(repr(form).encode(), digest_size=16).digest()


def _links(record: Record) -> Iterator[str]:
    """The ids of the records that a record names."""
    events = record.timer if isinstance(record, Session) else ()
    named = [getattr(record, slot.name) for slot in slots(type(record)) if slot.link]
    return filter(None, (*named, *(event.item for event in events)))
