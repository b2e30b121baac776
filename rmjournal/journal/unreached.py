"""What a session did not speak of, or says nothing of: kept for a later one, never lost."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, Any

from rmjournal.journal.forms import form
from rmjournal.model.agenda import ANEW, LEFT, Item, ItemStatus
from rmjournal.model.record import Visibility
from rmjournal.model.session import Session, SessionStatus
from rmjournal.storage.places import Place
from rmjournal.titles import is_title

if TYPE_CHECKING:
    from rmjournal.journal import Journal
    from rmjournal.storage.transaction import Transaction

OVER = (SessionStatus.HELD, SessionStatus.CANCELLED)
"""The states of a session that speaks of nothing any more."""
RECENT = 3
"""How many sessions held are looked at for points that nobody noted anything of."""


def open_points(journal: Journal, session: Session) -> list[Item]:
    """The items still to do that were to be talked of: not the frame, nor the bare name of a part."""
    items = journal.agendas.of(session).items
    return [each for each in items if each.status is ItemStatus.TO_DO and is_point(each)]


def is_point(item: Item) -> bool:
    """Whether there is something to talk of in the item, so that it is worth another session."""
    return item.kind not in ANEW and not is_title(item)


def call_off(journal: Journal, tx: Transaction, session: Session, **changes: Any) -> Session:
    """The session will not take place: its points are carried over; what is mine alone stays."""
    for each in open_points(journal, session):
        if each.visibility is not Visibility.PRIVATE:
            tx.change(each, status=ItemStatus.CARRIED)
    return tx.change(session, status=SessionStatus.CANCELLED, **changes)


def take_back(journal: Journal, tx: Transaction, session: Session) -> None:
    """The session took place after all: what was carried over with it, and waits, is its own again."""
    waiting = {each.id for each in journal.agendas.carried()}
    for each in journal.agendas.of(session).items:
        if each.id in waiting:
            tx.change(each, status=ItemStatus.TO_DO)


def unnoted(journal: Journal, session: Session | None = None) -> list[Item]:
    """The points of a held session that nobody noted anything of, and that wait nowhere else.

    Of the last session with an agenda among the last few, unless another is said.
    """
    session = session or _last_prepared(journal)
    if session is None or session.status is not SessionStatus.HELD:
        return []
    settled = journal.agendas.settled()
    return [
        each
        for each in open_points(journal, session)
        if not (each.outcome or each.decision or each.id in settled)
    ]


def _last_prepared(journal: Journal) -> Session | None:
    held = (each for each in reversed(journal.sessions.places()) if _held(each))
    recent = islice(held, RECENT)
    prepared = (each for each in recent if journal.store.where(Item, "session", each.id))
    found = next(prepared, None)
    return journal.store.get(Session, found.id) if found else None


def _held(place: Place) -> bool:
    return place.status == SessionStatus.HELD


def is_unnoted(journal: Journal, item: Item) -> bool:
    """Whether its session is over and nothing says what became of it."""
    if item.status is not ItemStatus.TO_DO or not is_point(item):
        return False
    session = journal.store.get(Session, item.session)
    return session is not None and session.status in OVER


def refit(journal: Journal, tx: Transaction, session: Session) -> None:
    """Cuts the agenda to the form of the session: each part of the frame to its minutes, one topic.

    What else was to be talked of is carried over; the bare names of parts go to the trash.
    """
    items = [item for item in journal.agendas.of(session).items if item.status not in LEFT]
    parts = form(session.minutes, session.template)
    for item in items:
        if item.kind in ANEW and item.minutes > parts[item.kind]:
            tx.change(item, minutes=parts[item.kind])
    rest = [item for item in items if item.kind not in ANEW and item.status is ItemStatus.TO_DO]
    topic = min(rest, key=_worth, default=None)
    for item in rest:
        if item is topic:
            tx.change(item, minutes=min(item.minutes, parts["topic"]))
        elif is_point(item):
            tx.change(item, status=ItemStatus.CARRIED)
        else:
            tx.change(item, deleted=tx.now)


def _worth(item: Item) -> tuple[bool, bool, int]:
    """What an express session keeps first: a point before a bare name, and what is new."""
    return not is_point(item), item.kind == "recall", item.position
