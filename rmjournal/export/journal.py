"""The whole journal of a pair, or a stretch of it, in the order of its days."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from rmjournal.export.context import Audience, Export, Selection, iso
from rmjournal.export.sections import LINKED, NOWHERE, Carried, Notes, Sections, TakenUp
from rmjournal.export.standing import standing
from rmjournal.model.agenda import Item
from rmjournal.model.days import Period, own_day
from rmjournal.model.feedback import Feedback
from rmjournal.model.objective import Objective
from rmjournal.model.pair import Pair
from rmjournal.model.record import Record
from rmjournal.model.session import Session, SessionStatus, in_order, numbers
from rmjournal.storage.view import View

Plain = dict[str, Any]


def journal(
    view: View,
    pair: Pair,
    *,
    audience: Audience,
    now: datetime,
    since: date | None = None,
    until: date | None = None,
    without: frozenset[str] = frozenset(),
    with_feedback: bool = False,
) -> Export:
    """Sessions with their notes, and what was noted between them, of the days from ``since`` to ``until``.

    ``now`` is aware, in the person's zone. ``without`` holds ids of records to leave out. Sessions
    without a date come last, and only when no day is named.
    """
    selection = Selection(pair, audience, now, without)
    return _Journal(view, selection, since, until, with_feedback=with_feedback).export()


class _Journal:
    def __init__(
        self,
        view: View,
        selection: Selection,
        since: date | None,
        until: date | None,
        *,
        with_feedback: bool,
    ) -> None:
        self.view = view
        self.selection = selection
        self.period = Period(since, until)
        self.with_feedback = with_feedback
        everyone = view.all(Session, selection.pair.id)
        self.numbers = numbers(everyone)
        self.called_off = {s.id for s in everyone if s.status is SessionStatus.CANCELLED}
        self.days = {each.id: each.when.date() if each.when else None for each in everyone}
        asked = (each for each in everyone if self.period.holds(self.days[each.id]))
        self.sessions = in_order(selection.of(asked))
        self.shown = {each.id: each for each in self.sessions}
        self.items = {each.id: each for each in view.all(Item, selection.pair.id)}
        self.takers = {each.carried_from: each for each in self.items.values() if each.carried_from}

    def export(self) -> Export:
        of_session, of_day = self._notes()
        carried = Carried(self.items.get, self._taken_up, self.called_off.__contains__)
        sections = Sections(self.selection, carried)
        objectives = self.selection.of(self.view.all(Objective, self.selection.pair.id))
        return self.selection.export(
            "journal",
            {
                "since": iso(self.period.since),
                "until": iso(self.period.until),
                "zones_differ": len({each.zone for each in self.sessions}) > 1,
                "objectives": [standing(each, self.selection) for each in objectives],
                "entries": self._entries(sections, of_session, of_day),
            },
        )

    def _entries(
        self, sections: Sections, of_session: dict[str, Notes], of_day: dict[date, Notes]
    ) -> list[Plain]:
        """Sessions and other days in order, those without a date last."""
        dated: list[tuple[date | None, Plain]] = []
        for each in self.sessions:
            session = sections.session(each, self.numbers.get(each.id))
            notes = sections.of(of_session.get(each.id) or Notes())
            dated.append((self.days[each.id], {**session, **notes}))
        for day, found in of_day.items():
            other = {"status": None, "date": iso(day), "purpose": ""}
            dated.append((day, {**other, **sections.of(found)}))
        return [entry for _, entry in sorted(dated, key=lambda each: each[0] or date.max)]

    def _notes(self) -> tuple[dict[str, Notes], dict[date, Notes]]:
        """The notes of each session by its id, and those outside any by their day."""
        of_session: dict[str, Notes] = defaultdict(Notes)
        of_day: dict[date, Notes] = defaultdict(Notes)
        for kind, name in LINKED.items():
            for record in self._found(kind):
                session = getattr(record, "session", None)
                notes = (
                    of_session[session] if session in self.shown else of_day[self._own_day(record)]
                )
                getattr(notes, name).append(record)
        return of_session, of_day

    def _found(self, kind: type[Record]) -> list[Any]:
        records: Iterable[Any] = (
            self.items.values() if kind is Item else self.view.all(kind, self.selection.pair.id)
        )
        if self.period != Period():
            records = [each for each in records if self.period.holds(self._day_of(each))]
        found = self.selection.of(records)
        if kind is Item:
            found = [each for each in found if self._of_seen_session(each)]
        return found if kind is not Feedback or self.with_feedback else []

    def _of_seen_session(self, item: Record) -> bool:
        """Whether the audience may know of the session an item is for; an agenda goes with it."""
        session = getattr(item, "session", None)
        return session in self.shown or session not in self.days

    def _day_of(self, record: Record) -> date | None:
        """The day a record is told under: its session's, whose notes it is among, else its own."""
        session = getattr(record, "session", None)
        return self.days[session] if session in self.days else self._own_day(record)

    def _own_day(self, record: Record) -> date:
        return own_day(record, self.selection.day)

    def _taken_up(self, item: Item) -> TakenUp:
        taker = self.takers.get(item.id)
        session = self.shown.get(taker.session or "") if taker else None
        if taker is None or session is None or not self.selection.sees(taker):
            return NOWHERE
        held = session.status is SessionStatus.HELD
        return TakenUp(self.numbers.get(session.id), held=held)
