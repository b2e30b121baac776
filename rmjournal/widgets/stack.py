"""Entries one below the other: which line each begins on, and which of them can be chosen."""

from __future__ import annotations

from abc import abstractmethod
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate, islice
from typing import overload

from textual.cache import LRUCache
from textual.content import Content
from textual.geometry import clamp

from rmjournal.widgets.columns import GAP, Columns
from rmjournal.widgets.plain import plain

SAMPLE = 100
"""The entries of a lazy sequence that columns are measured by, where no widths are given."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A row: what it stands for, and the cells that are shown."""

    id: str
    cells: tuple[Content, ...]
    head: bool = False
    """Whether it is a heading, which cannot be chosen; without cells, a blank line."""


class Lazy(Sequence[Entry]):
    """Entries that are made as they are drawn; which one stands where is known without."""

    @abstractmethod
    def id_at(self, index: int) -> str:
        """The id of the entry at an index."""

    @abstractmethod
    def made(self, index: int) -> Entry:
        """The entry at an index, made now."""

    @overload
    def __getitem__(self, index: int) -> Entry: ...
    @overload
    def __getitem__(self, index: slice) -> list[Entry]: ...
    def __getitem__(self, index: int | slice) -> Entry | list[Entry]:
        """An entry, or several."""
        found = range(len(self))[index]
        return self.made(found) if isinstance(found, int) else [self.made(each) for each in found]


def whole(entries: Sequence[Entry]) -> bool:
    """Whether the entries are all there, and not made as they are asked for."""
    return isinstance(entries, list | tuple)


def natural(entries: Sequence[Entry], columns: Columns) -> tuple[int, ...]:
    """The width of the longest cell of each column, headings of columns included."""
    if columns.widths is not None:
        return columns.widths
    some = entries if whole(entries) else list(islice(entries, SAMPLE))
    count = next((len(each.cells) for each in some if not each.head), 0)
    return columns.natural(each.cells for each in some if len(each.cells) == count)


class Stack:
    """Entries laid out at a width; of a lazy sequence none is read for that."""

    def __init__(
        self, entries: Sequence[Entry], columns: Columns, natural: Sequence[int], width: int
    ) -> None:
        self.entries = entries
        self._made: LRUCache[int, Entry] = LRUCache(256)
        self._columns = columns
        self._sizes = columns.fitted(natural, width)
        self._tops = self._stacked() if width > 0 else range(len(entries) + 1)

    @property
    def height(self) -> int:
        """The lines of all entries."""
        return self._tops[-1]

    def entry(self, index: int) -> Entry:
        """An entry; one of a lazy sequence is made once while it is near."""
        made = self._made.get(index)
        if made is None:
            made = self._made[index] = self.entries[index]
        return made

    def top(self, index: int) -> int:
        """The line on which an entry begins; after the last entry, the number of all lines."""
        return self._tops[index]

    def at(self, y: int) -> int:
        """The entry on a line, or the nearest."""
        return self._within(bisect_right(self._tops, y) - 1)

    def lines(self, index: int) -> list[Content]:
        """The lines of an entry, as many as it has room for."""
        height = self._tops[index + 1] - self._tops[index]
        return [*self._laid(self.entry(index)), *[plain("")] * height][:height]

    def next(self, index: int, way: int) -> int | None:
        """The first entry from an index on that can be chosen."""
        while 0 <= index < len(self.entries):
            if not self.entry(index).head:
                return index
            index += way
        return None

    def nearest(self, index: int, way: int) -> int | None:
        """The first entry from an index on that can be chosen, else the first the other way."""
        index = self._within(index)
        found = self.next(index, way)
        return self.next(index, -way) if found is None else found

    def after(self, before: Stack, at: int) -> int | None:
        """Where what stood at or around an entry before is now, if anything of it is left."""
        now = {each.id: index for index, each in enumerate(self.entries) if not each.head}
        around = (*before.entries[at:], *reversed(before.entries[:at]))
        return next((now[each.id] for each in around if each.id in now), None)

    def find(self, id: str, around: int, reach: int) -> int | None:
        """Where the entry with an id is, looked for from an index to both sides."""
        around = self._within(around)
        for away in range(reach + 1):
            for index in {around - away, around + away}:
                if 0 <= index < len(self.entries) and self._id(index) == id:
                    return index
        return None

    def _id(self, index: int) -> str:
        entries = self.entries
        return entries.id_at(index) if isinstance(entries, Lazy) else entries[index].id

    def _within(self, index: int) -> int:
        return clamp(index, 0, max(len(self.entries) - 1, 0))

    def _stacked(self) -> Sequence[int]:
        lines = self._columns.lines
        headed = lines > 1 and whole(self.entries) and any(each.head for each in self.entries)
        if not self._columns.wrap and not headed:
            return range(0, len(self.entries) * lines + 1, lines)
        return list(accumulate(map(self._height, self.entries), initial=0))

    def _height(self, entry: Entry) -> int:
        if entry.head:
            return 1
        if not self._columns.wrap:
            return self._columns.lines
        return max(len(self._laid(entry)), self._columns.lines)

    def _laid(self, entry: Entry) -> list[Content]:
        if entry.head and len(entry.cells) != len(self._sizes):
            return [plain(" " * GAP).join(entry.cells)]
        return self._columns.lay(entry.cells, self._sizes)
