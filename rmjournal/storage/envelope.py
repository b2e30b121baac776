"""What the beginning of a record's line says for certain, before anything of it is parsed."""

from __future__ import annotations

import re
from typing import NamedTuple

_ENVELOPE = re.compile(
    rb'"[0-9]+": \{"id": "[^"\\]*", "pair": "([^"\\]*)", "author": "[^"\\]*", "entered_by": "[^"\\]*", '
    rb'(?:"rev": [0-9]+, )?"created": "[^"\\]*", "updated": "[^"\\]*", "visibility": "([a-z]*)"'
)


class Envelope(NamedTuple):
    """Whose a record is, and who may read it, as stored."""

    pair: str
    visibility: str

    @classmethod
    def of(cls, line: bytes) -> Envelope | None:
        """The envelope on the line; none where it is not written in our order, so has to be parsed.

        Read from the start of the line key by key, so no key of a nested value is taken for it.
        """
        match = _ENVELOPE.match(line)
        return cls(match[1].decode(), match[2].decode()) if match else None
