"""Packets that nobody may take: mutated, truncated, forged, absurd or oversized ones, without end."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random
from typing import Any

from rmjournal.exchange import packets
from rmjournal.exchange.identity import Identity
from rmjournal.exchange.packets import LARGEST, LONGEST, MOST, parsed
from tests.exchange.conftest import Two, keys
from tests.exchange.mangling import damaged

_SIGNING = b"rmjournal signed line 1\n"
_AGE = b"age-encryption.org/v1\n"


class Forger:
    """Has one packet of Tom's to Ana, her public key, and in the end even his secret one."""

    def __init__(self, two: Two, packet: bytes, random: Random) -> None:
        self.ana, self.tom = keys(two)
        self.stranger = Identity.fresh("en")
        self.packet, self.random = packet, random
        self.plain = packets.opened(packet, self.ana)
        self.line, self.signature = self.plain.splitlines()
        self.body = parsed(self.line)

    def packets(self, count: int) -> Iterator[bytes]:
        """So many, none of them the packet itself; one in a hundred is larger than any may be."""
        ways = (
            self.mutated,
            self.mutated,
            self.truncated,
            self.forged,
            self.other_lines,
            self.absurd,
        )
        for number in range(count):
            made = self.oversized() if number % 100 == 99 else self.random.choice(ways)()
            yield made if made != self.packet else made + b"x"

    def mutated(self) -> bytes:
        """The file with something changed, added or moved."""
        return damaged(self.packet, self.random)

    def truncated(self) -> bytes:
        """A beginning of the file, or its end."""
        place = self.random.randrange(len(self.packet))
        return self.packet[:place] if self.random.randrange(2) else self.packet[place + 1 :]

    def forged(self) -> bytes:
        """What a stranger signed, or Ana herself: Tom's body, or one with other words in it."""
        by = self.random.choice((self.stranger, self.ana))
        body: dict[str, Any] = {**self.body}
        if self.random.randrange(2):
            body["name"] = f"Tom {self.random.random()}"
        if self.random.randrange(2):
            body["key"] = by.keys.sign
        return packets.sealed(body, by, self.ana.keys.age)

    def other_lines(self) -> bytes:
        """Tom's lines with a byte changed, one left out, one twice, or one of another packet."""
        match self.random.randrange(4):
            case 0:
                plain = damaged(self.plain, self.random)
            case 1:
                plain = self.random.choice((self.line, self.signature)) + b"\n"
            case 2:
                plain = self.plain * 2
            case _:
                line = damaged(self.line, self.random).replace(b"\n", b" ")
                plain = line + b"\n" + self.signature + b"\n"
        return self._to_ana(plain if plain != self.plain else plain + b" ")

    def absurd(self) -> bytes:
        """What Tom's program did sign, and no journal can hold: too long, too deep, too many, or odd."""
        part = self.random.choice(("records", "shared", "voices"))
        odd: dict[str, Any] = self.random.choice((
            {"records": [[]]}, {"since": self.body["sequence"]}, {"sequence": 10**9},
            {"pair": "0" * 16}, {"recipient": self.stranger.keys.age}, {"version": 2},
            {"name": "x" * (LONGEST + 1)}, {part: [{"id": "x"}]}, {part: [1] * (MOST + 1)},
            {part: _deep(40)}, {part: self.random.random()}, {"seen": None}, {"device": ""},
        ))  # fmt: skip
        return packets.sealed({**self.body, **odd}, self.tom, self.ana.keys.age)

    def oversized(self) -> bytes:
        """More than is ever read, and sometimes a whole packet in front."""
        return self.random.choice((_AGE, self.packet)) + bytes(LARGEST)

    def _to_ana(self, plain: bytes) -> bytes:
        import pyrage

        to = pyrage.x25519.Recipient.from_str(self.ana.keys.age)
        return bytes(pyrage.encrypt(plain, [to]))


def _deep(levels: int) -> list[Any]:
    return [_deep(levels - 1)] if levels else []
