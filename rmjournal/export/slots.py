"""What stands in a template's output for a person's text, and the output once it is filled."""

from __future__ import annotations

from typing import NamedTuple


class Filled(NamedTuple):
    """A template's output with every slot filled, and whose words it is made of."""

    pieces: tuple[bytes, ...]
    """What stands there in UTF-8, cut where a slot began or ended."""
    said: tuple[str, ...]
    """What people typed, as typed, in the order in which it stands there."""
    ours: tuple[str, ...]
    """What stands between."""


class Slot(NamedTuple):
    """Where a person's text will stand, or several under labels of ours."""

    form: bytes
    """What will stand there, in UTF-8."""
    said: tuple[str, ...]
    """What was typed, text by text."""
    labelled: bool = False
    """Whether labels stand before the texts, each of which has no other form than its own."""

    @property
    def typed(self) -> str:
        """What was typed, as one text."""
        return self.form.decode() if self.labelled else self.said[0]


class Heads(dict[str, bytes]):
    """Labels of ours in bold, each encoded once."""

    def __missing__(self, label: str) -> bytes:
        head = self[label] = f"**{label}** ".encode()
        return head
