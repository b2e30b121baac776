"""What a packet holds: everything the partner may see and has not said they have.

A record that was changed since it last left gets the number of the packet in which it leaves now.
So what is not confirmed leaves again in every packet, whole, and a lost packet is made good by any
later one.
"""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Any, NamedTuple

from rmjournal.exchange import fitting
from rmjournal.exchange.leaving import Leaving
from rmjournal.exchange.merging import MergeDocument
from rmjournal.exchange.packets import PACKET, VERSION, canonical
from rmjournal.exchange.shape import MERGED, OWNED, Content, fields, table_of
from rmjournal.model.pair import Pair
from rmjournal.model.record import Record
from rmjournal.storage.marks import stamp
from rmjournal.storage.tables import TABLES

if TYPE_CHECKING:
    from rmjournal.exchange.identity import Identity
    from rmjournal.exchange.ledger import Ledger, Line

OWNED_TABLES = frozenset(TABLES[kind] for kind in OWNED)
MERGED_TABLES = frozenset(TABLES[kind] for kind in MERGED)
_WRITTEN = ("url",)
"""The keys of what a person writes beside the texts that are merged letter by letter."""


class Outgoing(NamedTuple):
    """The records of one packet, in its three parts."""

    records: list[Content]
    shared: list[Content]
    voices: list[Content]
    readable: list[Content]
    """All that is said in them, in plain words, for the last look."""
    held: dict[str, bool]
    """The ids of the records that find no room in it, each with whether none ever has room for it."""

    @property
    def about(self) -> int:
        """How many records it is about."""
        return len({each["id"] for part in self[:3] for each in part})


def digest(value: Any) -> str:
    """Tells whether something is still the same."""
    return hashlib.sha256(canonical(value)).hexdigest()[:32]


def outgoing(leaving: Leaving, ledger: Ledger, number: int, since: int) -> Outgoing:
    """What leaves in the packet of that number, as of after ``since``; the ledger then says so."""
    out = Outgoing([], [], [], [], {})
    looked: list[Record] = []
    before: dict[str, Line | None] = {}
    seen = dict.fromkeys(leaving.ids)
    for id in seen:
        if leaving.as_it_left(id) and not ledger.due(id, since):
            continue
        if (record := leaving.record(id)) is not None:
            before[id] = ledger.copied(id)
            _leave(out, leaving, ledger, record, number, since)
            looked.append(record)
    for record in looked:
        line = ledger.line(record.id, table_of(record))
        line.left, line.place = leaving.looked_at(record)
    for id in ledger.ids():
        if id not in seen and (gone := ledger.get(id)) is not None:
            _withdraw(out, gone, number, since)
    rows = (row for part in out[:3] for row in part)
    out.held.update(fitting.held(row for row in rows if row["id"] in before))
    for id in out.held:
        ledger.put_back(id, before[id])
    return out if not out.held else _without(out)


def _without(out: Outgoing) -> Outgoing:
    """What leaves without what finds no room."""
    records, shared, voices, readable = (
        [row for row in part if row["id"] not in out.held] for part in out[:4]
    )
    return Outgoing(records, shared, voices, readable, out.held)


def _leave(
    out: Outgoing, leaving: Leaving, ledger: Ledger, record: Record, number: int, since: int
) -> None:
    line = ledger.line(record.id, table_of(record))
    owned = type(record) in OWNED
    if not owned or record.author == leaving.pair.me:
        content = leaving.content(record)
        if owned:
            _numbered(line, {"content": content}, number)
        else:
            _write(line, content, type(record), number, ledger.link.confirmed)
        _ask_again(line, number, ledger.link.confirmed)
        if line.version > since:
            _add(out, line, record, content)
    _speak(out, leaving, line, record, number, since)


def _ask_again(line: Line, number: int, confirmed: int) -> None:
    """What was passed over of the record is asked for, as it is for both, until they heard that."""
    if line.missed < 0:
        line.missed = line.version = number
    elif line.missed <= confirmed:
        line.missed = 0


def _numbered(line: Line, content: Content, number: int) -> None:
    now = digest(content)
    if now != line.digest:
        line.digest, line.version = now, number


def texts_of(kind: type[Record]) -> list[str]:
    """The keys of the texts that are merged letter by letter."""
    return [field.key for field in fields(kind, MERGED[kind])]


def _write(line: Line, content: Content, kind: type[Record], number: int, confirmed: int) -> None:
    """The document says what leaves now.

    One that was begun before the record was last taken back holds what it said then, and one that
    left in packets that the partner may never have had holds what those said: then it is begun anew.
    """
    now, texts = digest(content), texts_of(kind)
    line.into = ""
    line.life += line.life % 2
    ours = bool(line.doc) and line.born == line.life
    if now == line.digest and ours:
        return
    document = MergeDocument(line.doc if ours else "")
    before = document.says(texts)
    if not ours or (line.wrote > confirmed and _rewords(before, content, texts)):
        document = MergeDocument()
        document.write(content, texts)
        line.begin_anew(document.stored())
    elif document.write(content, texts):
        line.doc = document.stored()
    elif line.digest:
        line.digest = now
        return
    line.digest, line.version, line.wrote = now, number, number


def _rewords(before: Content, content: Content, texts: list[str]) -> bool:
    """Whether something that was written by a person is no longer in what is written in its place."""
    return any(before.get(key, "") not in content.get(key, "") for key in (*texts, *_WRITTEN))


def _add(out: Outgoing, line: Line, record: Record, content: Content) -> None:
    whole: Content = {"id": line.id, "table": line.table, "version": line.version}
    if line.missed:
        whole["lacks"] = True
    born = {"created": stamp(record.created)}
    if type(record) in OWNED:
        out.records.append({**whole, **born, "content": content})
    else:
        by = {"author": record.author, "entered_by": record.entered_by}
        merge: Content = {"life": line.life, "epoch": line.epoch, "doc": line.doc}
        if line.past:
            merge["past"] = {epoch: MergeDocument(doc).knows() for epoch, doc in line.past.items()}
        out.shared.append({**whole, **born, **by, **merge})
    out.readable.append({"id": line.id, "content": content})


def _speak(
    out: Outgoing, leaving: Leaving, line: Line, record: Record, number: int, since: int
) -> None:
    said = leaving.voice(record)
    if not said and not line.said:
        return
    now = digest(said)
    if now != line.said_digest:
        line.said, line.said_digest = number, now
    if line.said > since:
        voice = {"id": line.id, "table": line.table, "version": line.said, "said": said}
        out.voices.append(voice)
        out.readable.append(voice)


def _withdraw(out: Outgoing, line: Line, number: int, since: int) -> None:
    """What left once and may not be seen any more: its number alone, not a word of it."""
    if line.table == TABLES[Pair]:
        return
    line.left, line.place, line.said_digest = "", 0, ""
    whole: Content = {"id": line.id, "table": line.table}
    if line.table in OWNED_TABLES and line.version:
        _numbered(line, {"gone": True}, number)
        if line.version > since:
            out.records.append({**whole, "version": line.version, "gone": True})
    elif line.table in MERGED_TABLES and line.epoch:
        if not line.life % 2:
            line.life += 1
            line.version = number
        if line.version > since:
            gone = {"version": line.version, "life": line.life, "epoch": line.epoch}
            out.shared.append({**whole, **gone, **({"into": line.into} if line.into else {})})


def body(
    out: Outgoing, pair: Pair, identity: Identity, ledger: Ledger, device: str, since: int
) -> Content:
    """The packet in plain words."""
    peer = identity.peer
    return {
        "format": PACKET, "version": VERSION, "pair": pair.id, "sender": pair.me,
        "key": identity.keys.sign, "recipient": peer.age if peer else "",
        "device": device, "start": ledger.link.start, "sequence": identity.sequence, "since": max(since, 0),
        "seen": {"sequence": ledger.link.seen, "digest": ledger.link.seen_digest},
        "name": pair.myself.name,
        "records": out.records, "shared": out.shared, "voices": out.voices,
    }  # fmt: skip
