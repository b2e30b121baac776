"""Records of both, as they come from the partner: merged with ours, whatever cannot be waits."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rmjournal.exchange import twins
from rmjournal.exchange.leaving import Leaving
from rmjournal.exchange.ledger import yielding
from rmjournal.exchange.merging import MergeDocument
from rmjournal.exchange.placing import order
from rmjournal.exchange.sending import digest, texts_of
from rmjournal.exchange.shape import (
    BOTHS,
    MERGED,
    Content,
    created,
    decoded,
    fields,
    is_id,
    table_of,
)
from rmjournal.exchange.weighing import weighed
from rmjournal.model import substance
from rmjournal.model.agenda import Item
from rmjournal.model.charter import Charter
from rmjournal.model.pair import Pair
from rmjournal.model.record import Record, Visibility
from rmjournal.storage.codec import BadField

if TYPE_CHECKING:
    from rmjournal.exchange.hand import Hand
    from rmjournal.exchange.ledger import Line


class Both:
    """What a packet says of the records of both."""

    def __init__(self, hand: Hand, *, seen: int, later: bool, forgot: bool) -> None:
        self._hand = hand
        self._seen = seen
        """Our last packet that the partner had when this one was made."""
        self._later = later
        """Whether the packet was made after all that came before."""
        self._forgot = forgot
        """Whether the partner has since lost what they knew when they made the packet."""
        self._leaving: Leaving
        self._moved: set[str] = set()
        """The sessions in whose agendas items moved."""
        self._places: dict[str, int] = {}
        self._joined: list[tuple[str, str, str]] = []
        """Records that the partner joined: their table, the one that goes, the one that stays."""

    def look(self) -> None:
        """Notes what the partner may see, to be called before the packet changes anything."""
        self._leaving = Leaving(self._hand.tx, self._hand.pair, self._hand.ledger)

    def take(self, each: Content) -> None:
        """Merges a record with ours, and follows its life: withdrawn, taken back, joined with another."""
        line, kind = self._hand.line(each, MERGED)
        life, epoch = each["life"], each["epoch"]
        if type(life) is not int or not 0 <= life < 10**9 or not is_id(epoch):
            raise BadField("life")
        record = self._hand.here(kind, line.id)
        if (kind is Pair and (record is None or life)) or ("doc" in each and life % 2):
            raise BadField("life")
        mine = record is not None and record.visibility is Visibility.PRIVATE
        before = line.life
        if life > before:
            self._lives_on(line, life)
        if mine or line.erased:
            _pass_over(line, each, private=mine)
            return
        if "doc" in each:
            record = self._merge(line, kind, record, each)
        if "into" in each:
            if not is_id(each["into"]) or each["into"] == line.id:
                raise BadField("into")
            if life % 2 and life == line.life:
                self._joined.append((each["table"], line.id, each["into"]))
        if line.life > before and record is not None:
            self._live(line, record, joined="into" in each)

    def _lives_on(self, line: Line, life: int) -> None:
        """A later life holds; what was erased here comes back if they knew that when they began it."""
        if line.erased and line.life % 2 and line.version <= self._seen:
            line.erased = False
            line.pass_over()
        line.life = life
        if self._forgot:
            line.version = self._hand.ledger.next

    def _live(self, line: Line, record: Record, *, joined: bool) -> None:
        if line.life % 2 and record.deleted is None:
            self._hand.tx.change(record, deleted=self._hand.tx.now)
            received = self._hand.received
            gone = received.joined if joined else received.withdrawn
            gone[table_of(record)] += 1
        elif not line.life % 2 and record.deleted is not None:
            self._hand.change(record, {"deleted": None})

    def _merge(
        self, line: Line, kind: type[Record], record: Record | None, each: Content
    ) -> Record | None:
        texts = texts_of(kind)
        theirs, past = MergeDocument(each["doc"]), _past(each)
        if line.holds(each["life"], each["epoch"]):
            names = (*MERGED[kind], *BOTHS[kind])
            decoded(kind, names, theirs.says(texts), self._hand.pair)
            if self._later:
                line.version = self._hand.ledger.next
            return record
        if line.doc and (line.born, line.epoch) == (each["life"], each["epoch"]):
            stored, line.past = MergeDocument(line.doc), {}
            after = self._merge_with(stored, kind, record, theirs)
            if stored.take(each["doc"]):
                line.doc, line.digest = stored.stored(), digest(stored.says(texts))
            return after
        before = _before(line, past)
        if before is None or record is None:
            record = self._adopt(line, kind, record, each, theirs)
        else:
            theirs_since = before.fork()
            theirs_since.write(theirs.says(texts), texts)
            record = self._merge_with(before, kind, record, theirs_since)
        line.begin(theirs.stored(), each["epoch"], each["life"])
        line.digest = digest(theirs.says(texts))
        return record

    def _merge_with(
        self, stored: MergeDocument, kind: type[Record], record: Record | None, theirs: MergeDocument
    ) -> Record | None:  # fmt: skip
        """Changes the record as they changed what both had; what cannot be merged waits."""
        texts, names = texts_of(kind), (*MERGED[kind], *BOTHS[kind])
        shown = self._shown(record, stored, texts) if record is not None else None
        first = self._hand.pair.me < self._hand.pair.partner.id
        after, disputed = weighed(stored, theirs, shown, texts, first=first)
        values = decoded(kind, names, after, self._hand.pair)
        if record is None or shown is None:
            return record
        put, said = self._put(record, shown, after, values), theirs.says(texts)
        for key in texts:
            if key not in disputed and after.get(key) not in (shown.get(key), said.get(key)):
                self._hand.received.both.append((put, key))
        for key in sorted(disputed):
            if shown.get(key) != said.get(key):
                self._fell(record, put, key, decoded(kind, names, said, self._hand.pair))
        return put

    def _fell(self, before: Record, after: Record, key: str, theirs: Content) -> None:
        """Of a field that both changed, one value holds; the other one waits."""
        name = next(field.slot.name for field in fields(type(after), theirs) if field.key == key)
        ours, holds = getattr(before, name), getattr(after, name)
        me, partner = self._hand.pair.me, self._hand.pair.partner.id
        waits, by = (theirs[name], partner) if holds == ours else (ours, me)
        self._hand.tx.wait(after, name, waits, by)
        self._hand.received.conflicts += 1
        self._hand.received.both.append((after, key))

    def _shown(self, record: Record, stored: MergeDocument, texts: list[str]) -> Content:
        """What we hold of it now; an item that is on no agenda they may see is on its own, as it was."""
        shown = self._leaving.content(record)
        if isinstance(record, Item):
            shown.setdefault("session", record.session)
        if "position" in shown and record.deleted is not None:
            shown["position"] = stored.says(texts).get("position", 0)
        return shown

    def _adopt(
        self, line: Line, kind: type[Record], record: Record | None, each: Content,
        theirs: MergeDocument,
    ) -> Record | None:  # fmt: skip
        """Their beginning of the record becomes ours; of what we had, what differs waits."""
        texts, names = texts_of(kind), (*MERGED[kind], *BOTHS[kind])
        after = theirs.says(texts)
        values = decoded(kind, names, after, self._hand.pair)
        if record is None and not line.life % 2:
            author, typed = each["author"], each["entered_by"]
            if not (self._hand.pair.name_of(author) and self._hand.pair.name_of(typed)):
                raise BadField("author")
            record = self._hand.add(kind, line.id, author, created(each), values, typed)
            self._moves(record, values)
            record = self._as_signed(line, record)
        elif record is not None:
            shown = self._leaving.content(record)
            kept = {key: shown[key] for key in shown if key not in after}
            differ = {key for key in after if key in shown and shown[key] != after[key]}
            after = {**after, **kept}
            values = decoded(kind, names, after, self._hand.pair)
            for name in {f.slot.name for f in fields(kind, names) if f.key in differ}:
                if name != "position":
                    self._hand.tx.wait(record, name, getattr(record, name))
                    self._hand.received.conflicts += 1
            record = self._put(record, shown, after, values)
        return record

    def _as_signed(self, line: Line, record: Record) -> Record:
        """An earlier wording of the charter that the partner kept bears my signature, if I gave it one.

        Either way they hear it from me: what they copied may be a signature that I took back since.
        """
        charter = isinstance(record, Charter) and self._hand.here(Charter, record.version_of or "")
        if not isinstance(record, Charter) or not isinstance(charter, Charter):
            return record
        line.said = self._hand.ledger.next
        me, wording = self._hand.pair.me, substance.digest(record)
        mine = [
            each
            for each in charter.assents
            if each.member == each.entered_by == me and each.digest == wording
        ]
        return self._hand.tx.change(record, assents=(*record.assents, *mine)) if mine else record

    def _put(self, record: Record, shown: Content, after: Content, values: Content) -> Record:
        """Stores what differs between what the partner may see of it and what was merged."""
        names = {
            field.slot.name
            for field in fields(type(record), values)
            if shown.get(field.key) != after.get(field.key)
        }
        changes = {name: values[name] for name in names}
        self._moves(record, changes)
        changes.pop("position", None)
        return self._hand.change(record, changes) if changes else record

    def _moves(self, record: Record, changes: Content) -> None:
        if isinstance(record, Item) and "position" in changes:
            self._moved.add(record.session)
            self._places[record.id] = changes["position"]

    def follow(self) -> None:
        """Links what was linked to a record that was joined, once all records are there."""
        for joined in self._joined:
            twins.joined(self._hand.tx, self._hand.pair, *joined)

    def arrange(self) -> None:
        """Puts the agendas in order whose items moved."""
        for session in self._moved:
            order(self._hand.tx, self._hand.pair, session, self._places)


def _pass_over(line: Line, each: Content, *, private: bool) -> None:
    """Of what is for me alone, it is said again one day; what was erased here is done with."""
    if private:
        line.epoch = line.epoch or yielding()
        if "doc" in each:
            line.pass_over()


def _past(each: Content) -> dict[str, str]:
    """The epochs whose place their document took, each with what that one had; raises BadField."""
    past = each.get("past", {})
    if not isinstance(past, dict) or not all(map(is_id, past)):
        raise BadField("past")
    if not all(isinstance(known, str) for known in past.values()):
        raise BadField("past")
    return past


def _before(line: Line, past: dict[str, str]) -> MergeDocument | None:
    """What both had of a record when theirs was begun anew; none where nothing tells."""
    known = {**line.past, line.epoch: line.doc}
    for epoch in sorted(past.keys() & known.keys()):
        if known[epoch]:
            return MergeDocument(known[epoch]).as_of(past[epoch])
    return None
