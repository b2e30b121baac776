"""Which records an audience may see, and what an export is before it is written out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from enum import StrEnum
from typing import Any, TypeVar

from rmjournal.export.leaving import leaving
from rmjournal.export.people import People
from rmjournal.model import substance
from rmjournal.model.feedback import Feedback
from rmjournal.model.objective import Objective
from rmjournal.model.pair import Pair
from rmjournal.model.record import Record, Visibility, shown_id
from rmjournal.model.value import value
from rmjournal.storage.tables import TABLES

R = TypeVar("R", bound=Record)


class Audience(StrEnum):
    """Who will read an export."""

    SELF = "self"
    PARTNER = "partner"
    PROGRAMME = "programme"
    """The team that looks after the pairs: figures, dates and titles, never content."""
    ANONYMOUS = "anonymous"
    """Anybody: what both let leave the pair, without their names."""


OUTSIDE = frozenset({Audience.PROGRAMME, Audience.ANONYMOUS})
"""The audiences that are neither of the two."""


def may_see(record: Record, audience: Audience, pair: Pair) -> bool:
    """Whether the audience may see the record; never one in the trash or of another pair."""
    if record.pair != pair.id or record.deleted is not None:
        return False
    if audience is Audience.SELF:
        return True
    if isinstance(record, Feedback) and record.delivered is None:
        return False
    if audience is Audience.PARTNER:
        return record.visibility is not Visibility.PRIVATE
    members = [member.id for member in pair.members]
    return audience in OUTSIDE and substance.may_leave(record, members)


class Selection:
    """The records that go into one export, and a count of those withheld from its audience."""

    def __init__(
        self,
        pair: Pair,
        audience: Audience,
        now: datetime,
        without: frozenset[str] = frozenset(),
        people: People | None = None,
    ) -> None:
        self.pair = pair
        self.audience = audience
        self.now = now
        self.people = people or People(pair)
        self.outside = audience in OUTSIDE
        self.withheld: Counter[str] = Counter()
        self.mentioned: dict[str, Record] = {}
        self._without = without

    def of(self, records: Iterable[R]) -> list[R]:
        """Those the audience may see, the ones left out by request aside; counts the others."""
        seen = []
        for record in records:
            if self.sees(record):
                seen.append(leaving(record, self.people.said) if self.outside else record)
            elif record.deleted is None and record.id not in self._without:
                self.withheld[TABLES[type(record)]] += 1
        return seen

    def sees(self, record: Record) -> bool:
        """Whether the audience may see the record and it was not left out by request."""
        return record.id not in self._without and may_see(record, self.audience, self.pair)

    def envelope(self, record: Record) -> dict[str, Any]:
        """What the plain form of every record begins with; notes that it is mentioned."""
        self.mentioned[record.id] = record
        private = record.visibility is Visibility.PRIVATE
        return {"private": private} if self.outside else {"id": record.id, "private": private}

    def title(self, objective: Objective) -> str:
        """The title of an objective, which is thereby mentioned."""
        self.mentioned[objective.id] = objective
        return objective.title

    def day(self, stamp: datetime) -> date:
        """The date of an instant, in the zone of ``now``."""
        return stamp.astimezone(self.now.tzinfo).date()

    def export(self, name: str, content: dict[str, Any]) -> Export:
        """The export of that name: its content, after whom it is from and for."""
        people = self.people
        # Who of the two sent it would tell, and a day would whoever was there.
        unsaid = self.audience is Audience.ANONYMOUS
        made = {
            "by": None if unsaid else people.me,
            "for": people.partner if self.audience is Audience.PARTNER else None,
            "on": None if unsaid else iso(self.now.date()),
        }
        mentioned = self.mentioned.values()
        return Export(
            name=name,
            audience=self.audience,
            context={
                "kind": name,
                "audience": str(self.audience),
                "private": any(each.visibility is Visibility.PRIVATE for each in mentioned),
                "consented": self.outside and bool(mentioned),
                "prepared": made,
                "names": people.full,
                **content,
            },
            withheld=dict(self.withheld),
            mentioned=tuple(mentioned),
            people=people,
        )


@value()
class Export:
    """Plain data for a template or for JSON, already cut to what its audience may see."""

    name: str
    """The built-in template it is made for, such as ``recap``."""
    audience: Audience
    context: Mapping[str, Any]
    """Strings, numbers, booleans, lists and dicts alone; dates and times in ISO 8601."""
    withheld: Mapping[str, int]
    """How many linked records this audience may not see, by the name of their table."""
    mentioned: tuple[Record, ...]
    """The records whose words are in it."""
    people: People
    """The two as its reader may know them."""

    @property
    def refs(self) -> list[str]:
        """The references of the records whose words are in it."""
        return [shown_id(record.id) for record in self.mentioned]


def iso(value: date | None) -> str | None:
    """The date or local time in ISO 8601, to the minute."""
    if isinstance(value, datetime):
        return value.isoformat(timespec="minutes")
    return value.isoformat() if value else None
