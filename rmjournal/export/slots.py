"""What stands in a template's output for a person's text, and the output once it is filled."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

from rmjournal.export.markdown import ordinary


class Filled(NamedTuple):
    """A template's output with every slot filled, and whose words it is made of."""

    pieces: tuple[bytes, ...]
    """What stands there in UTF-8, cut between two characters."""
    said: tuple[str, ...]
    """What people typed, as typed, in the order in which it stands there."""
    ours: tuple[str, ...]
    """What stands between."""


class Slot(NamedTuple):
    """Where a person's text will stand, or several under labels of ours."""

    form: tuple[bytes, ...]
    """What will stand there, in UTF-8, cut between two characters."""
    said: tuple[str, ...]
    """What was typed, text by text."""
    labelled: bool = False
    """Whether a label stands before each text, which has no other form than its own."""

    @property
    def heads(self) -> tuple[bytes, ...]:
        """The labels that stand in it."""
        return self.form[::2] if self.labelled else ()

    @property
    def typed(self) -> str:
        """What was typed, as one text, under the labels that stand in it."""
        return b"".join(self.form).decode() if self.labelled else self.said[0]


class Heading(NamedTuple):
    """A label of ours, in bold at the beginning of its paragraph."""

    key: str
    """Where in a record that stands which follows the label."""
    first: bytes
    later: bytes
    """The same where another paragraph stands before it."""


class Headings(dict[tuple[str, str], Heading]):
    """The heading of each key and its label, encoded once."""

    def __missing__(self, item: tuple[str, str]) -> Heading:
        key, label = item
        head = f"**{label}** "
        self[item] = heading = Heading(key, head.encode(), f"\n\n{head}".encode())
        return heading


def prose(
    records: list[dict[str, Any]], headings: list[Heading], mark: Callable[[int], bytes]
) -> Slot | None:
    """What the records say under the headings, in a single slot; ``mark`` says a number.

    Nothing if a text is more than a line of prose, or there is none.
    """
    said: list[str] = []
    form: list[bytes] = []
    for record in records:
        for key, first, later in headings:
            value = record[key]
            if isinstance(value, int):
                form += (later if form else first, mark(value))
            elif value:
                line = ordinary(value)
                if line is None:
                    return None
                said.append(value)
                form += (later if form else first, line)
    return Slot(tuple(form), tuple(said), labelled=True) if said else None
