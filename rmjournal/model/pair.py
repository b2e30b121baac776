"""Two people who learn from each other, and which of them keeps this journal."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from enum import StrEnum

from rmjournal.model.record import Record
from rmjournal.model.value import value

TITLES = frozenset({"mme", "mlle", "me", "dr", "pr", "mr", "mrs", "ms", "prof", "sir", "lady"})
"""First words that are no first name; those that end in a period are none either."""

LONGEST_NAME = 200
"""Characters of a name; it travels with every packet, and the partner's journal takes no more."""


def is_name(text: str) -> bool:
    """Whether it is one short line, as a name is."""
    return bool(text.strip()) and len(text) <= LONGEST_NAME and "\n" not in text


class Role(StrEnum):
    """Who teaches in the main direction: the junior mentor; who learns: the senior mentee."""

    MENTOR = "mentor"
    MENTEE = "mentee"


class PairStatus(StrEnum):
    """Under way, concluded as planned, or stopped by right, with no reason asked."""

    ACTIVE = "active"
    CONCLUDED = "concluded"
    STOPPED = "stopped"


@value(kw_only=True)
class Member:
    """One of the two people."""

    id: str
    name: str
    formerly: tuple[str, ...] = ()
    """Names that were corrected since, oldest first; earlier texts may have them."""

    def renamed(self, name: str) -> Member:
        """The member under another name."""
        if name == self.name:
            return self
        formerly = (each for each in self.formerly if each not in (name, self.name))
        return replace(self, name=name, formerly=(*formerly, self.name))

    @property
    def first_name(self) -> str:
        """The first word of the name; the whole name where that word is a title, or alone."""
        words = self.name.split()
        if len(words) < 2 or words[0].endswith(".") or words[0].casefold() in TITLES:
            return self.name
        return words[0]


@value(kw_only=True)
class Pair(Record):
    """A mentor and a mentee; ``me`` is the one whose file this is."""

    mentor: Member
    mentee: Member
    me: str
    status: PairStatus = PairStatus.ACTIVE
    closed: date | None = None

    @property
    def members(self) -> tuple[Member, Member]:
        """The mentee, then the mentor."""
        return self.mentee, self.mentor

    @property
    def myself(self) -> Member:
        """The member whose file this is."""
        return self.mentor if self.me == self.mentor.id else self.mentee

    @property
    def partner(self) -> Member:
        """The other one."""
        return self.mentee if self.me == self.mentor.id else self.mentor

    @property
    def my_role(self) -> Role:
        """The role of the member whose file this is."""
        return Role.MENTOR if self.me == self.mentor.id else Role.MENTEE

    def name_of(self, member: str) -> str:
        """The name of a member; empty for an id that is neither's."""
        return next((each.name for each in self.members if each.id == member), "")

    def short_name(self, member: str) -> str:
        """The first name of a member, the whole one where both have it; empty for neither's id."""
        one, two = self.members
        if one.first_name.casefold() == two.first_name.casefold():
            return self.name_of(member)
        return next((each.first_name for each in self.members if each.id == member), "")

    def other(self, member: str) -> str:
        """The id of the other member."""
        return self.mentee.id if member == self.mentor.id else self.mentor.id
