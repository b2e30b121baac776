"""What was exchanged: one line a record and one a pair in ``_merge``, never the truth itself.

A line of a record is ``{id, pair, table, …}``, that of a pair has ``<pair>:link`` as its id. Without
them the records are all still there; what was sent is then sent again, and what comes is compared.
A line is parsed when somebody asks for it: of most records nothing changes from packet to packet.
"""

from __future__ import annotations

import re
import secrets
from collections.abc import Iterator
from copy import copy
from dataclasses import dataclass, field, fields, replace
from typing import TYPE_CHECKING, Any

from rmjournal.storage.lines import parse_line

if TYPE_CHECKING:
    from rmjournal.storage.transaction import Transaction
    from rmjournal.storage.view import View


YIELDING = "ffff"
"""How the epoch of a document begins that gives way to any other."""
_STEP = 2**40
"""By how much, at most, the epoch of a document is below that of the one whose place it takes."""
_PASTS = 30
"""How many earlier documents are remembered of a record."""
_SHARED = re.compile(rb'"(?:version|came|said|heard|life)": [1-9]|"epoch": "[^"]').search
_LEFT = re.compile(rb'"left": "([0-9a-f]+)"').search
_PLACE = re.compile(rb'"place": ([0-9]+)').search
_NUMBERS = re.compile(rb'"(?:version|said)": ([0-9]+)').findall


def yielding() -> str:
    """The epoch of a document that is begun anew where the partner has one already."""
    return YIELDING + secrets.token_hex(6)


def below(epoch: str) -> str:
    """The epoch of a document that takes the place of one of that epoch."""
    number = int(epoch, 16)
    if number <= _STEP:
        return secrets.token_hex(8)
    return f"{number - 1 - secrets.randbelow(_STEP):016x}"


@dataclass(slots=True)
class Line:
    """What is known of one record: numbers of packets, and digests of what they held."""

    id: str
    pair: str
    table: str
    version: int = 0
    """The packet in which my record, or our record as I changed it, first left as it is; 0: never."""
    digest: str = ""
    """Of what left then."""
    left: str = ""
    """Of its line in the file when it was last looked at for a packet; empty: look at it again."""
    place: int = 0
    """Of an item: where it stood then among those of its agenda that the partner may see."""
    came: int = 0
    """The partner's packet from which their record is."""
    gone: bool = False
    """Whether they withdrew it."""
    life: int = 0
    """Of what belongs to both: odd while it is withdrawn or deleted; the higher holds."""
    into: str = ""
    """The record with which it was joined, and which stays in its place."""
    doc: str = ""
    """Its merge document, base64."""
    epoch: str = ""
    """Which beginning the document has; two beginnings are not merged letter by letter."""
    born: int = 0
    """The life in which the document was begun: that of the later one holds, or the lower epoch."""
    past: dict[str, str] = field(default_factory=dict)
    """Earlier documents, by epoch, whose place it took: what the partner may still have."""
    wrote: int = 0
    """The packet in which I last changed the document; 0: they have all that it says."""
    said: int = 0
    """The packet in which what I say of it first left as it is."""
    said_digest: str = ""
    heard: int = 0
    """The partner's packet from which their voice is."""
    readers: str = ""
    """Who may read it in the partner's file, as they last said."""
    asks: list[dict[str, Any]] = field(default_factory=list)
    """Assents that they noted for me: requests."""
    missed: int = 0
    """Below 0: something they said was passed over, as the record was for me alone; else my packet
    since which they are asked to say it again, until they have that."""

    def pass_over(self) -> None:
        """What they said of it is not taken while the record is for me alone."""
        self.missed = -1

    def holds(self, life: int, epoch: str) -> bool:
        """Whether the document holds against one of that life and epoch."""
        return bool(self.doc) and (-self.born, self.epoch) < (-life, epoch)

    def begin(self, document: str, epoch: str, life: int) -> None:
        """The document is another one from now on."""
        self.doc, self.epoch, self.born, self.past, self.wrote = document, epoch, life, {}, 0

    def begin_anew(self, document: str) -> None:
        """A document that has nothing of what the one so far said before takes its place."""
        past = {**self.past, self.epoch: self.doc} if self.doc else {}
        epoch = below(self.epoch) if self.doc else self.epoch or secrets.token_hex(8)
        self.begin(document, epoch, self.life)
        self.past = dict(list(past.items())[-_PASTS:])

    @property
    def shared(self) -> bool:
        """Whether the partner knows of the record."""
        return bool(self.version or self.came or self.epoch or self.said or self.heard or self.life)


@dataclass(slots=True)
class Link:
    """Where the exchange with one partner stands."""

    id: str
    pair: str
    sequence: int = 0
    """The number of my last packet, as this file knows it."""
    confirmed: int = 0
    """My last packet that they said they have, with all that came before."""
    anew: int = 0
    """My first packet that has everything again, as they lost something; -1: the next; 0: none."""
    seen: int = 0
    """Their last packet that I have, with all that came before."""
    seen_digest: str = ""
    sent: dict[str, str] = field(default_factory=dict)
    """The digests of my packets that are not confirmed yet, by number."""
    sent_at: str = ""
    received_at: str = ""
    gap: int = 0
    """Their packet that I lack to understand what follows; 0 for none."""
    owing: bool = False
    """Whether they wait to hear that I have what they sent."""
    last: int = 0
    """The highest number of theirs that ever came."""
    rekeyed: int = 0
    """The same when they began anew: up to it, their packets are signed with earlier keys."""
    apart: list[str] = field(default_factory=list)
    """Likely twins that a person said are two."""
    start: str = ""
    """Random, made when this was begun: another one tells the partner that all was forgotten."""
    theirs: str = ""
    """The partner's ``start``, as they last said."""
    device: str = ""
    """The device whose file this was when packets were last exchanged."""
    folder: str = ""
    """Where the two last shared a folder; said to nobody."""


class Ledger:
    """The lines of one pair, changed in memory and then kept."""

    def __init__(self, pair: str, stored: dict[str, bytes]) -> None:
        self._pair = pair
        self._stored = stored
        self._before: dict[str, dict[str, Any]] = {}
        self._lines: dict[str, Line | None] = {}
        self.link = Link(**{"id": f"{pair}:link", "pair": pair, **self._read(Link, f"{pair}:link")})

    @classmethod
    def of(cls, view: View, pair: str) -> Ledger:
        """What the file knows of the exchange of a pair."""
        return cls(pair, view.exchanged(pair))

    def _read(self, kind: type, id: str) -> dict[str, Any]:
        if id not in self._stored:
            return {}
        document = self._before[id] = parse_line(self._stored[id])[1]
        return _known(kind, document) if document.get("pair") == self._pair else {}

    def get(self, id: str) -> Line | None:
        """The line of a record; none if there is none."""
        if id not in self._lines:
            known = self._read(Line, id) if id != self.link.id else {}
            self._lines[id] = Line(**known) if isinstance(known.get("table"), str) else None
        return self._lines[id]

    def line(self, id: str, table: str) -> Line:
        """The line of a record, a new one if there is none."""
        line = self.get(id)
        if line is None:
            line = self._lines[id] = Line(id, self._pair, table)
        return line

    def copied(self, id: str) -> Line | None:
        """The line of a record as it is now, to be put back."""
        return replace(line) if (line := self.get(id)) else None

    def put_back(self, id: str, line: Line | None) -> None:
        """The record did not leave: nothing of it is noted, and all of it leaves as new later on."""
        self._lines[id] = line
        if line:
            line.digest = line.said_digest = line.left = ""

    def ids(self) -> list[str]:
        """The ids of all records that have a line."""
        return [id for id in {**self._stored, **self._lines} if id != self.link.id]

    def _unread(self, id: str) -> bytes | None:
        return None if id in self._lines else self._stored.get(id)

    def shared(self, id: str) -> bool:
        """Whether the partner knows of the record with that id."""
        if raw := self._unread(id):
            return _SHARED(raw) is not None
        line = self.get(id)
        return line is not None and line.shared

    def left(self, id: str) -> tuple[str, int]:
        """The ``left`` and the ``place`` of the record with that id."""
        if raw := self._unread(id):
            left, place = _LEFT(raw), _PLACE(raw)
            return left[1].decode() if left else "", int(place[1]) if place else 0
        line = self.get(id)
        return (line.left, line.place) if line else ("", 0)

    def due(self, id: str, since: int) -> bool:
        """Whether what left of the record, or what I said of it, left after that packet."""
        if raw := self._unread(id):
            return since < 0 or any(int(each) > since for each in _NUMBERS(raw))
        line = self.get(id)
        return line is not None and max(line.version, line.said) > since

    def asking(self) -> Iterator[Line]:
        """The lines with assents that the partner noted for me."""
        for id in self.ids():
            raw = self._unread(id)
            if (raw is None or b'"asks": ' in raw) and (line := self.get(id)) and line.asks:
                yield line

    def on(self, device: str) -> None:
        """Says which device this is; another one than before holds a state that was restored."""
        if self.link.device and device != self.link.device:
            self.restored()
        self.link.device = device
        self.link.start = self.link.start or secrets.token_hex(8)

    def since(self, number: int, *, everything: bool) -> int:
        """After which number what left is to leave again in the packet of this number; -1: all."""
        if self.link.anew < 0:
            self.link.anew = number
        return -1 if everything or self.link.anew else self.link.confirmed

    @property
    def next(self) -> int:
        """The least number that my next packet can have."""
        return max(self.link.sequence, self.link.confirmed) + 1

    def say_again(self, line: Line) -> None:
        """The partner passed over what I said of the record: it leaves again, as new."""
        line.version, line.said = (self.next if each else 0 for each in (line.version, line.said))

    def restored(self) -> None:
        """Nothing counts as sent: all of it leaves again, as later than anything that left before.

        The merge documents may lack what left since, so the partner's are to be preferred. Begun
        anew, the exchange tells the partner that what they took from here may be missing here.
        """
        self.link.confirmed, self.link.sent, self.link.anew = 0, {}, -1
        self.link.start = secrets.token_hex(8)
        for line in filter(None, map(self.get, self.ids())):
            line.digest = line.said_digest = line.left = ""
            if line.doc:
                line.begin("", yielding(), 0)

    def keep(self, tx: Transaction) -> None:
        """What changed is stored."""
        changed: list[Link | Line] = [self.link, *filter(None, self._lines.values())]
        for each in changed:
            written = _written(each)
            if written != self._before.get(each.id):
                tx.note_exchanged(written)


def _known(kind: type, document: dict[str, Any]) -> dict[str, Any]:
    names = [each.name for each in fields(kind)]
    return {name: copy(document[name]) for name in names if name in document}


def _written(value: Any) -> dict[str, Any]:
    empty: tuple[Any, ...] = ("", 0, False, [], {})
    known = {each.name: getattr(value, each.name) for each in fields(value)}
    return {key: part for key, part in known.items() if key == "id" or part not in empty}
