"""What the agenda editor shows: one session with its agenda, read in one go."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING

from rmjournal.journal import preparing
from rmjournal.journal.fitting import Candidate
from rmjournal.journal.suggestions import reason_for
from rmjournal.model.agenda import LEFT, Agenda, Item
from rmjournal.model.objective import Objective, ObjectiveStatus
from rmjournal.model.pair import Pair
from rmjournal.model.session import Session, SessionStatus

if TYPE_CHECKING:
    from rmjournal.journal import Journal

BELOW = "+"
"""What the id of an entry below the agenda begins with."""


@dataclass(frozen=True, slots=True)
class Preparation:
    """A session, its agenda, why each item stands there, and what could be taken up."""

    pair: Pair
    numbers: dict[str, int]
    now: datetime
    zone: str
    """The person's time zone."""
    session: Session
    agenda: Agenda
    reasons: dict[str, str]
    """Why each item stands there, by its id; empty for one typed by hand."""
    offers: tuple[Candidate, ...]
    """What could be taken up."""
    sources: dict[str, Item]
    """The items of this and other sessions that are offered again, by their id."""
    asking: frozenset[str]
    """The ids of those carried over so often that they ask for a decision."""
    unnoted: frozenset[str]
    """The ids of the points of a session that was held of which nobody noted anything."""
    objectives: tuple[Objective, ...]
    """Those that are active, or linked to an item."""

    @property
    def planned(self) -> bool:
        """Whether the session is still to come, so that its agenda can be prepared."""
        return self.session.status is SessionStatus.PLANNED

    @property
    def free(self) -> int:
        """The minutes that nothing is planned for."""
        return max(self.agenda.minutes - self.agenda.planned, 0)

    @property
    def rows(self) -> tuple[tuple[int, Item], ...]:
        """The items on the agenda with their places; of a session that is over, all of them."""
        return tuple(
            (place, item)
            for place, item in enumerate(self.agenda.items, start=1)
            if not self.planned or item.status not in LEFT
        )

    def item(self, row: str | None) -> Item | None:
        """The item on the agenda that a row stands for."""
        return next((item for _place, item in self.rows if item.id == row), None)

    def offer(self, row: str | None) -> Candidate | None:
        """What a row below the agenda offers."""
        return next((each for each in self.offers if row_of(each) == row), None)

    def record(self, row: str | None) -> Item | None:
        """The item that a row stands for: on the agenda, or waiting below it."""
        offer = self.offer(row)
        return self.sources.get(offer.carried_from or "") if offer else self.item(row)

    def objective(self, id: str | None) -> Objective | None:
        """The objective with an id."""
        return next((each for each in self.objectives if each.id == id), None)

    def lengthened(self, id: str, minutes: int) -> Preparation:
        """The same with more minutes for one item, as it will be unless that is refused."""
        items = tuple(
            replace(each, minutes=max(each.minutes + minutes, 1)) if each.id == id else each
            for each in self.agenda.items
        )
        return replace(self, agenda=replace(self.agenda, items=items))

    def moved(self, id: str, to: int) -> Preparation:
        """The same with an item at another place."""
        return replace(self, agenda=self.agenda.moved(id, to))


def row_of(offer: Candidate) -> str:
    """The id of the row of what can be taken up."""
    return f"{BELOW}{offer.carried_from or offer.source}"


def preparation(journal: Journal, id: str | None) -> Preparation | None:
    """The session with that id, or else the one under way or the next; none where there is none."""
    if not journal.pairs.all():
        return None
    session = _session(journal, id)
    if session is None:
        return None
    agenda = journal.agendas.of(session)
    offers = preparing.open_to(journal, session)
    found = [journal.store.get(Item, each.carried_from) for each in offers if each.carried_from]
    sources = {item.id: item for item in found if item is not None}
    linked = {each.objective for each in agenda.items} | {each.objective for each in offers}
    return Preparation(
        pair=journal.pair,
        numbers=journal.sessions.numbers(),
        now=journal.clock.local(),
        zone=journal.clock.zone,
        session=session,
        agenda=agenda,
        reasons={item.id: reason_for(journal, item) for item in agenda.items},
        offers=offers,
        sources=sources,
        asking=frozenset(item.id for item in sources.values() if journal.agendas.asks(item)),
        unnoted=frozenset(item.id for item in journal.agendas.unnoted(session)),
        objectives=tuple(
            each
            for each in journal.objectives.all()
            if each.id in linked or each.status is ObjectiveStatus.ACTIVE
        ),
    )


def _session(journal: Journal, id: str | None) -> Session | None:
    if id is None:
        return journal.sessions.running() or journal.sessions.next()
    found = journal.store.get(Session, id)
    return None if found is None or found.deleted else found
