"""An export written out: as Markdown from a template, as plain text, or as JSON."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

from rmjournal.errors import UsageProblem
from rmjournal.export.context import Export
from rmjournal.i18n import N_, Words
from rmjournal.model.value import value
from rmjournal.text import strings

FORMATS = ("md", "text", "json")
SCHEMA = 1
"""The format of the JSON export; a changed meaning raises it."""

_OBEYED = re.compile(
    "[\x7f-\x9f\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]"
)
"""What a terminal could obey and JSON does not escape by itself."""
_AT_ONCE = 1024
"""The most pieces to hand out together, a text or a label each, which gains time."""
_PORTIONS = 100
"""Of a page of few pieces at least so many portions are made, since each may be large."""


@value()
class Page:
    """An export written out, and whose words it is made of."""

    pieces: tuple[bytes, ...]
    """The text in UTF-8, cut between two characters."""
    format: str
    said: tuple[str, ...]
    """What people typed, as typed, in the order in which it stands there."""
    ours: tuple[str, ...]
    """What stands between: the words of the template, the catalogue and the calendar."""
    shipped: bool
    """Whether the template is one of ours, so that ``ours`` can be trusted to be."""

    @property
    def text(self) -> str:
        """All of it; a single emoji makes it four bytes a character."""
        return b"".join(self.pieces).decode()

    def encoded(self) -> Iterator[bytes]:
        """All of it in UTF-8, some pieces at a time, so that it is never in memory a second time."""
        some = min(len(self.pieces) // _PORTIONS + 1, _AT_ONCE)
        for at in range(0, len(self.pieces), some):
            yield b"".join(self.pieces[at : at + some])


def page(export: Export, words: Words, template: str | None = None, format: str = "md") -> Page:
    """The export written out, ending in one newline, with what it takes to check it.

    Nothing is checked here: what leaves goes through ``export.write``. Raises UsageProblem where a
    template is wrong.
    """
    if format not in FORMATS:
        raise UsageProblem(
            N_("“{format}” is not a format."),
            todo=N_("Choose one of: {choices}."),
            format=format[:40],
            choices=", ".join(FORMATS),
        )
    return _json(export) if format == "json" else _typeset(export, words, template, format)


def _typeset(export: Export, words: Words, template: str | None, format: str) -> Page:
    if template:
        from rmjournal.export import apart

        filled = apart.fill(template, words, dict(export.context))
    else:
        from rmjournal.export.template import built_in

        filled = built_in(export, words)
    return Page(
        pieces=_without_marks(filled.pieces) if format == "text" else filled.pieces,
        format=format,
        said=filled.said,
        ours=filled.ours,
        shipped=not template,
    )


def _without_marks(pieces: tuple[bytes, ...]) -> tuple[bytes, ...]:
    from rmjournal.export.markdown import plain

    return (plain(b"".join(pieces).decode()).encode(),)


def _json(export: Export) -> Page:
    data = {"schema": SCHEMA, **export.context}
    text = json.dumps(data, ensure_ascii=False, indent=2)
    return Page(
        pieces=(_OBEYED.sub(lambda char: f"\\u{ord(char[0]):04x}", text).encode(), b"\n"),
        format="json",
        said=tuple(strings(export.context)),
        ours=(),
        shipped=True,
    )
