"""What leaves for the partner: built here and nowhere else, then looked at once more.

Only records of this pair that both may read; of these only the fields of ``shape``; of these no
link to what is withheld. A private record leaves no trace, not even a gap in the numbers of an
agenda.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from rmjournal.errors import Refused
from rmjournal.exchange.shape import BOTHS, MERGED, OWNED, Content, encoded, spoken
from rmjournal.export.context import Audience
from rmjournal.export.leaks import Sight
from rmjournal.export.sentences import Output
from rmjournal.i18n import N_
from rmjournal.model.agenda import Item
from rmjournal.model.feedback import Feedback
from rmjournal.model.record import Record, Visibility
from rmjournal.model.session import Session
from rmjournal.storage.codec import slots
from rmjournal.storage.tables import TABLES
from rmjournal.text import strings

if TYPE_CHECKING:
    from rmjournal.exchange.ledger import Ledger
    from rmjournal.model.pair import Pair
    from rmjournal.storage.store import View

_IDS = re.compile("[0-9a-f]{16}")


class Leaving:
    """What of a file its owner's partner may see, at one moment."""

    def __init__(self, view: View, pair: Pair, ledger: Ledger) -> None:
        self._view = view
        self.pair = pair
        self.records: dict[str, Record] = {}
        """By id, what may be seen."""
        for kind in (*OWNED, *MERGED):
            for record in view.all(kind, pair.id):
                if readable(record):
                    self.records[record.id] = record
        self._without_their_session()
        everything = {id for kind in TABLES for (id,) in view.table(kind).columns("id")}
        shared = {line.id for line in ledger.lines.values() if line.shared}
        self.withheld = frozenset(everything - self.records.keys() - shared)
        """The ids that must not be seen: of other pairs, private, or trashed before they left."""
        self._ranks = self._ranked()

    def _without_their_session(self) -> None:
        """An item is of its session: where that is withheld, so is the item."""
        for id, record in list(self.records.items()):
            if isinstance(record, Item):
                session = self.records.get(record.session)
                if session is None and self._view.get(Session, record.session) is not None:
                    del self.records[id]

    def _ranked(self) -> dict[str, int]:
        agendas: dict[str, list[Item]] = {}
        for record in self.records.values():
            if isinstance(record, Item):
                agendas.setdefault(record.session, []).append(record)
        return {
            item.id: rank
            for items in agendas.values()
            for rank, item in enumerate(sorted(items, key=lambda i: (i.position, i.id)), start=1)
        }

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
            if slot.link and getattr(record, slot.name) in self.withheld
        }
        if isinstance(record, Session) and record.timer:
            changes["timer"] = tuple(
                replace(event, item=None) if event.item in self.withheld else event
                for event in record.timer
            )
        if isinstance(record, Item):
            rank = self._ranks.get(record.id, record.position)
            if rank != record.position:
                changes["position"] = rank
        return replace(record, **changes) if changes else record

    def check(self, plain: list[Content]) -> None:
        """Raises Refused where what is about to leave names or repeats what is withheld."""
        texts = list(strings(plain))
        named = {id for text in texts for id in _IDS.findall(text)}
        found = sorted(named & self.withheld)
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
                ref=f"#{found[0][:6]}",
            )


def readable(record: Record) -> bool:
    """Whether both may read a record, by what it says itself."""
    return (
        record.visibility in (Visibility.PAIR, Visibility.SHAREABLE)
        and record.deleted is None
        and not (isinstance(record, Feedback) and record.delivered is None)
    )
