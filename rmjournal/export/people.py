"""The two members as an export names them: in full once, by first name after that."""

from __future__ import annotations

from rmjournal.model.pair import Pair
from rmjournal.model.record import BOTH


class People:
    """Names by member id."""

    def __init__(self, pair: Pair) -> None:
        self.full = [member.name for member in pair.members]
        """The full names, the mentee's first."""
        self._ids = [member.id for member in pair.members]
        self._short = [pair.short_name(member.id) for member in pair.members]
        self._me = pair.me

    @property
    def me(self) -> str:
        """The first name of the member whose file this is."""
        return self._short[self._ids.index(self._me)]

    @property
    def partner(self) -> str:
        """The first name of the other one."""
        return self._short[1 - self._ids.index(self._me)]

    def who(self, member: str | None) -> list[str]:
        """The first names that a member's id, or ``both``, stands for; none for none."""
        if member == BOTH:
            return list(self._short)
        return [self.name(member)] if member else []

    def said(self, text: str) -> str:
        """A text as this reader may see it: as it was typed."""
        return text

    def name(self, member: str) -> str:
        """The first name of one member; a question mark for an id that is neither's."""
        return self._short[self._ids.index(member)] if member in self._ids else "?"
