"""The records of a kind as they stood at one moment, each read when it is asked for."""

from __future__ import annotations

from typing import Generic, TypeVar

from rmjournal.errors import Damaged
from rmjournal.model.record import Record
from rmjournal.storage.lines import parse_line
from rmjournal.storage.view import View, decode

R = TypeVar("R", bound=Record)


class Glance(Generic[R]):
    """A copy of their lines; a long list is shown from it without the file and without waiting."""

    def __init__(self, kind: type[R], lines: dict[str, bytes]) -> None:
        self._kind = kind
        self._lines = lines

    @classmethod
    def of(cls, view: View, kind: type[R]) -> Glance[R]:
        """The records of the kind as they are now; none of them is parsed."""
        return cls(kind, view.table(kind).by_id())

    def get(self, id: str) -> R | None:
        """The record with this id; none where there is none, or where it cannot be read."""
        line = self._lines.get(id)
        if line is None:
            return None
        try:
            return decode(self._kind, parse_line(line)[1])
        except Damaged:
            return None
