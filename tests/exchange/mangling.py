"""Bytes that something happened to on their way."""

from __future__ import annotations

from random import Random


def damaged(data: bytes, random: Random) -> bytes:
    """The bytes with something changed, cut off, added or moved."""
    place = random.randrange(len(data))
    match random.randrange(5):
        case 0:
            return (
                data[:place] + bytes([data[place] ^ (1 << random.randrange(8))]) + data[place + 1 :]
            )
        case 1:
            return data[:place]
        case 2:
            return data + random.randbytes(1 + random.randrange(64))
        case 3:
            return data[:place] + random.randbytes(8) + data[place + random.randrange(16) :]
        case _:
            return data[place:] + data[:place]
