"""A session ends: how long it took, what became of each item, and what waits for a later one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rmjournal.journal.bounds import checked_length, refuse_forgotten
from rmjournal.journal.unreached import is_point
from rmjournal.model.agenda import Item, ItemStatus
from rmjournal.model.progress import Progress
from rmjournal.model.session import Session, SessionStatus
from rmjournal.model.timer import PerItem, TimerEvent, elapsed, in_minutes
from rmjournal.model.value import value

if TYPE_CHECKING:
    from rmjournal.journal import Journal
    from rmjournal.storage.transaction import Transaction


@value()
class Ended:
    """A session that was ended, and what became of its agenda."""

    session: Session
    carried: tuple[Item, ...]
    """What was not reached, and waits for a later session."""
    asking: tuple[Item, ...]
    """Those of them that were carried over so often that they ask for a decision."""


def end(journal: Journal, minutes: int | None) -> Ended:
    """The one under way was held; its length is the timer's, or ``minutes`` if that is said."""
    if minutes is not None:
        checked_length(minutes)
    with journal.store.transaction("session end") as tx:
        at = journal.timers.going()
        if minutes is None:
            refuse_forgotten(at)
        lasted = minutes or max(round(at.seconds / 60), 1)
        carried = _settled(tx, at, _took(journal, at, minutes, lasted))
        event = TimerEvent(kind="end", at=tx.now)
        session = tx.change(
            at.session, status=SessionStatus.HELD, lasted=lasted, timer=(*at.session.timer, event)
        )
    asking = tuple(each for each in carried if journal.agendas.asks(each))
    return Ended(session, tuple(carried), asking)


def unreached(at: Progress) -> tuple[Item, ...]:
    """What would be carried over if the session ended now."""
    return tuple(each.item for each in at.items if _waits(at, each.item))


def passed_over(at: Progress) -> tuple[Item, ...]:
    """What would not have been reached either, and has nothing in it that another session could take up."""
    return tuple(
        each.item for each in at.items if _is_unspoken(at, each.item) and not is_point(each.item)
    )


def _waits(at: Progress, item: Item) -> bool:
    return _is_unspoken(at, item) and is_point(item)


def _is_unspoken(at: Progress, item: Item) -> bool:
    """Whether it is still to do, and not what is spoken of now."""
    return item.status is ItemStatus.TO_DO and item.id != at.item


def _took(journal: Journal, at: Progress, said: int | None, lasted: int) -> dict[str | None, int]:
    """The minutes of each item; what was said and not measured goes to the last one."""
    seconds: PerItem = elapsed(at.session.timer, journal.clock.stamp()).items
    if said is not None:
        now = at.now.item.id if at.now else None
        before = sum(each for id, each in seconds.items() if id != now)
        seconds = {**seconds, now: max(said * 60 - before, 0)}
    return in_minutes(seconds, lasted)


def _settled(tx: Transaction, at: Progress, took: dict[str | None, int]) -> list[Item]:
    """Writes what became of each item; returns those that are carried over."""
    carried = []
    for each in at.items:
        item, known = each.item, {}
        if item.id in took:
            known["took"] = took[item.id]
        if item.status is not ItemStatus.TO_DO:
            tx.change(item, **known)
        elif item.id == at.item:
            tx.change(item, status=ItemStatus.DONE, **known)
        elif _waits(at, item):
            carried.append(tx.change(item, status=ItemStatus.CARRIED, **known))
        else:
            tx.change(item, **{"took": 0, **known})
    return carried
