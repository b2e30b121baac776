"""How the journal's files lie on the disk: as they are, or wrapped so that others cannot read them.

Whoever opens a journal hands its home the wrapping; nothing below knows how one works.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from mmap import mmap

    Raw = bytes | mmap
Chunk = bytes | memoryview


class Wrapping(Protocol):
    """What happens to the bytes of a file on their way to the disk, and back."""

    @property
    def suffix(self) -> str:
        """What the names of wrapped files end in; empty where nothing is wrapped."""
        ...

    @property
    def locked(self) -> bool:
        """Whether files can be written and not read, since the key is not at hand."""
        ...

    def wrap(self, chunks: Iterable[Chunk]) -> Iterable[Chunk]:
        """The bytes as they are to be written."""
        ...

    def unwrap(self, raw: Raw) -> Raw:
        """The bytes as they were; raises ValueError where a byte of them is not as it was written."""
        ...

    def readable(self, raw: Raw) -> Raw:
        """As much of them, from the beginning on, as can be had of a damaged file."""
        ...


class Plain:
    """Files as they are."""

    suffix = ""
    locked = False

    def wrap(self, chunks: Iterable[Chunk]) -> Iterable[Chunk]:
        """The very bytes, one portion after the other."""
        return chunks

    def unwrap(self, raw: Raw) -> Raw:
        """The very bytes, mapped ones included."""
        return raw

    def readable(self, raw: Raw) -> Raw:
        """All of them."""
        return raw


PLAIN = Plain()
