"""The recap of one session: what a pair sends itself afterwards."""

from __future__ import annotations

from datetime import datetime
from functools import partial
from typing import Any

from rmjournal.errors import Refused
from rmjournal.export.context import Audience, Export, Selection
from rmjournal.export.sections import LINKED, NOWHERE, Carried, Notes, Sections, TakenUp
from rmjournal.export.standing import standing
from rmjournal.i18n import N_
from rmjournal.model.agenda import Item
from rmjournal.model.objective import Objective, ObjectiveStatus
from rmjournal.model.pair import Pair
from rmjournal.model.record import BOTH, shown_id
from rmjournal.model.session import Session, SessionStatus
from rmjournal.storage.places import called_off, numbers, places
from rmjournal.storage.view import View

Plain = dict[str, Any]


def recap(
    view: View,
    pair: Pair,
    session: Session,
    *,
    audience: Audience,
    now: datetime,
    without: frozenset[str] = frozenset(),
    with_feedback: bool = False,
) -> Export:
    """The recap of a held session; raises Refused for any other, and for one the audience may not see.

    ``now`` is aware, in the person's zone. ``without`` holds ids of records to leave out.
    """
    selection = Selection(pair, audience, now, without - {session.id})
    return _Recap(view, selection, session, with_feedback=with_feedback).export()


class _Recap:
    def __init__(
        self, view: View, selection: Selection, session: Session, *, with_feedback: bool
    ) -> None:
        self.view = view
        self.selection = selection
        self.session = session
        self.with_feedback = with_feedback
        everyone = places(view, selection.pair.id)
        self.numbers = numbers(everyone)
        self.called_off = called_off(everyone)
        _refuse_unheld(session, self.numbers.get(session.id))
        if not selection.sees(session):
            raise _only_mine(session)
        ids = [each.id for each in everyone]
        self.later = everyone[ids.index(session.id) + 1 :]
        self.zones_differ = len({each.zone for each in everyone}) > 1
        self.planned = self._planned()

    def export(self) -> Export:
        notes = self._notes()
        find = partial(self.view.get, Item)
        carried = Carried(find, self._taken_up, self.called_off.__contains__)
        sections = Sections(self.selection, carried)
        session = sections.session(self.session, self.numbers.get(self.session.id))
        return self.selection.export(
            "recap",
            {
                "zones_differ": self.zones_differ,
                "session": {**session, **sections.of(notes)},
                "objectives": self._objectives(notes),
                "next": self._next(sections),
            },
        )

    def _notes(self) -> Notes:
        notes = Notes()
        for kind, name in LINKED.items():
            found = self.selection.of(self.view.where(kind, "session", self.session.id))
            if name != "feedback" or self.with_feedback:
                setattr(notes, name, found)
        return notes

    def _objectives(self, notes: Notes) -> list[Plain]:
        """Those being worked on, and those that this session touched; what it touched comes first."""
        touched = {self.session.objective, *notes.objectives()}
        found = self.selection.of(self.view.all(Objective, self.selection.pair.id))
        shown = [
            each for each in found if each.status is ObjectiveStatus.ACTIVE or each.id in touched
        ]
        coming = self._coming()
        return [
            standing(each, self.selection, on_agenda=each.id in coming)
            for each in sorted(shown, key=lambda each: each.id not in touched)
        ]

    def _coming(self) -> set[str | None]:
        """The objectives that both speak of on the next agenda."""
        planned = self.planned
        items = self.view.where(Item, "session", planned.id) if planned else []
        common = [each for each in items if each.by == BOTH and self.selection.sees(each)]
        return {id for each in common for id in (each.objective, each.source)}

    def _planned(self) -> Session | None:
        """The next session that the audience may know of."""
        planned = (each.id for each in self.later if each.status == SessionStatus.PLANNED)
        return next(filter(None, map(self._seen, planned)), None)

    def _seen(self, id: str) -> Session | None:
        found = self.view.get(Session, id)
        return found if found and self.selection.sees(found) else None

    def _next(self, sections: Sections) -> Plain | None:
        planned = self.planned
        return sections.session(planned, self.numbers.get(planned.id)) if planned else None

    def _taken_up(self, item: Item) -> TakenUp:
        """The session that took the item up again, else the next one to come."""
        later = {each.id for each in self.later}
        for taker in self.view.where(Item, "carried_from", item.id):
            told = taker.session in later and self.selection.sees(taker)
            if told and (session := self._seen(taker.session)):
                return self._went(session)
        return self._went(self.planned) if self.planned else NOWHERE

    def _went(self, session: Session) -> TakenUp:
        held = session.status is SessionStatus.HELD
        return TakenUp(self.numbers.get(session.id), held=held)


def _refuse_unheld(session: Session, number: int | None) -> None:
    if session.status is SessionStatus.CANCELLED:
        raise Refused(
            N_("This session was cancelled, so there is no recap of it."),
            kept=N_("Nothing was exported."),
            todo=N_("“rmjournal session list” shows the sessions that took place."),
        )
    if session.status is not SessionStatus.HELD:
        raise Refused(
            N_("Session {number} has not taken place yet, so there is no recap of it."),
            kept=N_("Nothing was exported."),
            todo=N_(
                "If it did, say so with “rmjournal session done {number}”; "
                "“rmjournal agenda show --session {number}” shows how it is prepared."
            ),
            number=number or shown_id(session.id),
        )


def _only_mine(session: Session) -> Refused:
    return Refused(
        N_("Only you may read this session, so there is no recap of it for anyone else."),
        kept=N_("Nothing was exported."),
        todo=N_(
            "Use “--audience self” for a copy of your own, "
            "or show it to the two of you with “rmjournal visibility {ref} pair”."
        ),
        ref=shown_id(session.id),
    )
