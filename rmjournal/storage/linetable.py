"""A table as the lines of the file: a document is parsed when asked for, the rest is copied."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, MutableMapping

from rmjournal.storage.lines import (
    KEY,
    KEY_ROOM,
    Document,
    key_and_id,
    key_of,
    parse_line,
    parse_lines,
    parse_piece,
    write_line,
)
from rmjournal.storage.stretches import (
    Raw,
    Span,
    lines_all,
    lines_of,
    owning,
    pieces,
    placed,
    spans,
    stop_of,
)

__all__ = ["LineTable", "Raw", "Tables", "edits"]

_LOOKUPS = 4
"""Records looked for by searching the table; for a further one the place of every id is noted."""


class LineTable(MutableMapping[str, Document]):
    """A table of the file: a document by its key, parsed when asked for, rewritten when set.

    Works on ``raw[start:end]``, lines joined by a comma and a newline and preceded by a newline,
    which is never changed. Keys grow down the table.
    """

    def __init__(self, raw: Raw = b"", start: int = 0, end: int = 0) -> None:
        self._raw = raw
        self._start = start
        self._end = end
        self._spans: dict[str, Span] = {}
        """Where the lines found so far stand in the file; always right, since those bytes never change."""
        self._changed: dict[str, bytes | None] = {}
        """The lines that take the place of lines of the file, by key; None for one that is removed."""
        self._added: dict[str, bytes] = {}
        """The lines of keys that the file does not have, in the order in which they were set."""
        self._highest = -1
        """The greatest key there ever was, so that none is given twice; -1 until it is looked for."""
        self._grows = True
        """Whether what was added stands in the order of its keys, behind all of the file."""
        self._lookups = 0
        self._ids: dict[str, str] | None = None
        """The key of each id, once all are noted; one that was set or removed since may be another's."""
        self._throughout: tuple[bytes, int] | None = None
        """What was last found to be every record's own, and how often one had been set or removed then."""
        self.edits = 0
        """How often a document was set or removed since the file was read."""

    @classmethod
    def of(cls, documents: Iterable[tuple[str, Document]]) -> LineTable:
        """A new table with these documents."""
        table = cls()
        for key, document in documents:
            table[key] = document
        return table

    def _last(self) -> int:
        """The greatest number in use, now or when the file was read; 0 for none."""
        if self._highest < 0:
            self._highest = self._last_read()
        return self._highest

    def _last_read(self) -> int:
        if self._start == self._end:
            return 0
        at = self._raw.rfind(b"\n", self._start - 1, self._end) + 1
        return int(key_of(self._raw[at : at + KEY_ROOM]))

    def next_key(self) -> str:
        """One more than the greatest key in use."""
        return str(self._last() + 1)

    def _span(self, key: str) -> Span | None:
        if key not in self._spans:
            if self._start == self._end or not KEY.fullmatch(key) or int(key) > self._last():
                return None
            at = self._raw.find(f'\n"{key}": {{'.encode(), self._start - 1, self._end)
            if at < 0:
                return None
            self._spans[key] = (at + 1, stop_of(self._raw, at + 1, self._end))
        return self._spans[key]

    def _line(self, key: str) -> bytes:
        line = self._added.get(key)
        if line is None and key in self._changed:
            line = self._changed[key]
        elif line is None and (span := self._span(key)):
            line = self._raw[span[0] : span[1]]
        if line is None:
            raise KeyError(key)
        return line

    def __getitem__(self, key: str) -> Document:
        return parse_line(self._line(key))[1]

    def __setitem__(self, key: str, document: Document) -> None:
        line = write_line(key, document)
        self.edits += 1
        if self._ids is not None and isinstance(id := document.get("id"), str):
            self._ids.setdefault(id, key)
        if self._span(key) is not None:
            self._changed[key] = line
            return
        if key not in self._added:
            self._grows = self._grows and int(key) >= self._last()
            self._highest = max(self._last(), int(key))
        self._added[key] = line

    def __delitem__(self, key: str) -> None:
        self._line(key)
        self.edits += 1
        if self._added.pop(key, None) is None:
            self._changed[key] = None

    def __contains__(self, key: object) -> bool:
        if key in self._added:
            return True
        if key in self._changed:
            return self._changed[str(key)] is not None
        return self._span(str(key)) is not None

    def __iter__(self) -> Iterator[str]:
        for part in self._parts():
            if isinstance(part, bytes):
                yield key_of(part)
                continue
            for at, stop in spans(self._raw, *part):
                key = key_of(self._raw[at : at + KEY_ROOM])
                self._spans.setdefault(key, (at, stop))
                yield key

    def __len__(self) -> int:
        return sum(
            1 if isinstance(part, bytes) else sum(1 for _ in spans(self._raw, *part))
            for part in self._parts()
        )

    def __bool__(self) -> bool:
        return any(True for _ in self._parts())

    def items(self) -> Iterator[tuple[str, Document]]:  # type: ignore[override]
        """Every key with its document, each line parsed once."""
        return map(parse_line, self.lines())

    def _parts(self) -> Iterator[bytes | Span]:
        """The table in order: the lines that were set, and the stretches that were not touched."""
        if self._grows:
            yield from self._stretches()
            yield from self._added.values()
        else:
            lines = [*self._expanded(self._stretches()), *self._added.values()]
            yield from sorted(lines, key=lambda line: int(key_of(line)))

    def _stretches(self) -> Iterator[bytes | Span]:
        at = self._start
        for span, key in sorted((self._spans[key], key) for key in self._changed):
            if at < span[0]:
                yield at, span[0] - 2
            if (line := self._changed[key]) is not None:
                yield line
            at = span[1] + 2
        if at < self._end:
            yield at, self._end

    def _expanded(self, parts: Iterable[bytes | Span]) -> Iterator[bytes]:
        for part in parts:
            if isinstance(part, bytes):
                yield part
                continue
            for piece, _ in pieces(self._raw, *part):
                yield from lines_of(piece)

    def lines(self) -> Iterator[bytes]:
        """The line of every record, in the order of their keys."""
        return self._expanded(self._parts())

    def _texts(self) -> Iterator[bytes]:
        """The lines, several at a time as they stand in the file."""
        for part in self._parts():
            if isinstance(part, bytes):
                yield part
            else:
                yield from (piece for piece, _ in pieces(self._raw, *part))

    def chunks(self, size: int) -> Iterator[bytes]:
        """The lines, whole, in pieces of about ``size`` bytes, the last ones first."""
        if self.edits:
            yield from filter(None, [b",\n".join(self.lines())])
            return
        end = self._end
        while end > self._start:
            cut = self._raw.rfind(b"\n", self._start, max(end - size, self._start)) + 1
            start = max(cut, self._start)
            yield self._raw[start:end].rstrip(b"\n")
            end = start

    def matching(self, needle: bytes) -> Iterator[tuple[str, Document]]:
        """The records on whose line ``needle`` occurs, each parsed; a filter, not yet a proof."""
        for part in tuple(self._parts()):
            if not isinstance(part, bytes):
                yield from self._hits(needle, *part)
            elif needle in part:
                yield parse_line(part)

    def documents(
        self, needle: bytes, likely: Callable[[bytes], bool] | None = None
    ) -> Iterator[Document]:
        """The documents that ``matching`` finds, many parsed at once: quicker where most of them do.

        Only those of lines that are ``likely``.
        """
        edits, owned, throughout = self.edits, owning(needle), True
        for piece in self._texts():
            lines = lines_all(owned, piece)
            throughout = throughout and lines > 0
            if lines and likely is None:
                yield from parse_piece(piece, lines)
            elif needle in piece:
                found = [line for line in lines_of(piece) if needle in line]
                yield from parse_lines(list(filter(likely, found)))
        if throughout:
            self._throughout = (needle, edits)

    def throughout(self, needle: bytes) -> bool:
        """Whether the bytes follow the id on the line of every record, and so are its own."""
        if self._throughout == (needle, self.edits):
            return True
        owned = owning(needle)
        return all(lines_all(owned, piece) for piece in self._texts())

    def _hits(self, needle: bytes, at: int, end: int) -> Iterator[tuple[str, Document]]:
        for piece, begins in pieces(self._raw, at, end):
            hit = -1
            while (hit := piece.find(needle, hit + 1)) >= 0:
                start = piece.rfind(b"\n", 0, hit) + 1
                newline = piece.find(b"\n", hit)
                stop = len(piece) if newline < 0 else newline - 1
                key, document = parse_line(piece[start:stop])
                self._spans.setdefault(key, (begins + start, begins + stop))
                yield key, document
                hit = max(stop, hit)

    def with_id(self, id: str, beginning: bytes) -> tuple[str, Document] | None:
        """The key and the document that begins with this id, which it writes as ``beginning``."""
        self._lookups += 1
        if self._lookups < _LOOKUPS or b"\\" in beginning:
            return self._searched(id, beginning)
        if self._ids is None:
            self._ids = self._noted_ids()  # whole, since another thread may be looking meanwhile
        if (key := self._ids.get(id)) is None:
            return None
        document = self.get(key, {})
        if document.get("id") == id:
            return key, document
        found = self._searched(id, beginning)
        if found:
            self._ids[id] = found[0]
        return found

    def _searched(self, id: str, beginning: bytes) -> tuple[str, Document] | None:
        return next((each for each in self.matching(beginning) if each[1].get("id") == id), None)

    def _noted_ids(self) -> dict[str, str]:
        """The key of the first record of each id; the place of every line is noted beside."""
        ids: dict[str, str] = {}
        for part in self._parts():
            if isinstance(part, bytes):
                key, id = key_and_id(part)
                ids.setdefault(id, key)
                continue
            for piece, at in pieces(self._raw, *part):
                for line, start in placed(piece, at):
                    key, id = key_and_id(line)
                    ids.setdefault(id, key)
                    if key:
                        self._spans.setdefault(key, (start, start + len(line)))
        ids.pop("", None)
        return ids

    def pieces(self) -> Iterator[bytes | memoryview]:
        """The table's bytes, untouched stretches as they are, to be joined by a comma and a newline."""
        view = memoryview(self._raw)
        for part in self._parts():
            yield part if isinstance(part, bytes) else view[part[0] : part[1]]


Tables = dict[str, LineTable]


def edits(tables: Tables) -> int:
    """How often a document of any of the tables was set or removed since the file was read."""
    return sum(table.edits for table in tables.values())
