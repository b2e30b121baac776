"""What both let leave the pair, without names and days: a journal that others can learn from."""

from __future__ import annotations

from collections import defaultdict
from datetime import date, datetime
from typing import Any

from rmjournal.export.context import Audience, Export, Selection
from rmjournal.export.people import People
from rmjournal.export.undated import undated
from rmjournal.model.charter import Charter
from rmjournal.model.days import Period, day_of
from rmjournal.model.learning import Learning
from rmjournal.model.objective import Objective
from rmjournal.model.pair import Pair
from rmjournal.model.record import Record
from rmjournal.model.reflection import Reflection
from rmjournal.model.resource import Resource
from rmjournal.model.session import Session
from rmjournal.model.win import Win
from rmjournal.months import months_between
from rmjournal.storage.view import View

Plain = dict[str, Any]
KINDS: dict[type[Record], str] = {
    Learning: "learnings", Win: "wins", Reflection: "reflections", Resource: "resources",
}  # fmt: skip


def stories(
    view: View,
    pair: Pair,
    *,
    people: People,
    now: datetime,
    since: date | None = None,
    until: date | None = None,
    without: frozenset[str] = frozenset(),
) -> Export:
    """What may leave the pair, by months from the start: days would say who it was.

    ``people`` knows the two under stand-ins.
    """
    selection = Selection(pair, Audience.ANONYMOUS, now, without, people)
    return _Stories(view, selection, since, until).export()


class _Stories:
    def __init__(
        self, view: View, selection: Selection, since: date | None, until: date | None
    ) -> None:
        self.view = view
        self.selection = selection
        self.period = Period(since, until)
        sessions = view.all(Session, selection.pair.id)
        self.days = {each.id: each.when.date() for each in sessions if each.when}
        self.start = self._start()

    def export(self) -> Export:
        months: dict[int, Plain] = defaultdict(lambda: {name: [] for name in KINDS.values()})
        for kind, name in KINDS.items():
            found = self.view.all(kind, self.selection.pair.id)
            asked = [each for each in found if self.period.holds(self._day(each))]
            for record in sorted(self.selection.of(asked), key=self._day):
                months[self._month(self._day(record))][name].append(undated(record, self.selection))
        objectives = self.selection.of(self.view.all(Objective, self.selection.pair.id))
        return self.selection.export(
            "stories",
            {
                "objectives": [undated(each, self.selection) for each in objectives],
                "months": [{"month": month, **months[month]} for month in sorted(months)],
            },
        )

    def _start(self) -> date:
        """The day from which months are counted."""
        charters = self.view.all(Charter, self.selection.pair.id)
        started = [each.start for each in charters if each.start]
        return min([*started, *self.days.values()], default=self.selection.day(self.selection.now))

    def _month(self, day: date) -> int:
        """The month since the start that the day is in, from 1."""
        return max(months_between(self.start, day), 0) + 1

    def _day(self, record: Record) -> date:
        return day_of(record, self.days.get, self.selection.day)
