"""The agenda of one session, as it is sent beforehand."""

from __future__ import annotations

from datetime import datetime
from functools import partial

from rmjournal.errors import Refused
from rmjournal.export.context import Audience, Export, Selection
from rmjournal.export.sections import NOWHERE, Carried, Sections
from rmjournal.i18n import N_
from rmjournal.model.agenda import LEFT, Agenda, Item
from rmjournal.model.objective import Objective
from rmjournal.model.pair import Pair
from rmjournal.model.record import shown_id
from rmjournal.model.session import Session
from rmjournal.storage.places import called_off, numbers, places
from rmjournal.storage.view import View


def agenda(
    view: View,
    pair: Pair,
    session: Session,
    *,
    audience: Audience,
    now: datetime,
    without: frozenset[str] = frozenset(),
) -> Export:
    """The agenda of a session; raises Refused where the audience may not see the session.

    An item that the audience may not see leaves no trace, its minutes neither.
    """
    selection = Selection(pair, audience, now, without - {session.id})
    if not selection.sees(session):
        raise Refused(
            N_("Only you may read this session, so there is no agenda of it for anyone else."),
            kept=N_("Nothing was exported."),
            todo=N_(
                "Use “--audience self” for a copy of your own, "
                "or show it to the two of you with “rmjournal visibility {ref} pair”."
            ),
            ref=shown_id(session.id),
        )
    everyone = places(view, pair.id)
    off = called_off(everyone)
    carried = Carried(partial(view.get, Item), lambda _: NOWHERE, off.__contains__)
    sections = Sections(selection, carried)
    found = selection.of(view.where(Item, "session", session.id))
    items = [each for each in Agenda.of(session.minutes, found).items if each.status not in LEFT]
    objectives = {id: view.get(Objective, id) for each in items if (id := each.objective)}
    return selection.export(
        "agenda",
        {
            "zones_differ": len({each.zone for each in everyone}) > 1,
            "session": sections.session(session, numbers(everyone).get(session.id)),
            "objective": _title(session.objective, view, selection),
            "items": [
                {
                    **sections.item(each),
                    "times_carried": sections.times_carried(each),
                    "objective": _seen(objectives.get(each.objective or ""), selection),
                }
                for each in items
            ],
            "planned": sum(each.minutes for each in items),
        },
    )


def _title(id: str | None, view: View, selection: Selection) -> str | None:
    return _seen(view.get(Objective, id) if id else None, selection)


def _seen(objective: Objective | None, selection: Selection) -> str | None:
    """The title of an objective that the audience may see, noted as mentioned."""
    if objective is None or not selection.sees(objective):
        return None
    return selection.title(objective)
