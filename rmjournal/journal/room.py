"""The room on an agenda: no verb plans more minutes than the session has, or cuts its open time."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from rmjournal.errors import Refused
from rmjournal.i18n import N_
from rmjournal.journal import references
from rmjournal.journal.unreached import is_point
from rmjournal.model.agenda import ANEW, Agenda, Item, ItemStatus
from rmjournal.model.record import Visibility
from rmjournal.model.session import Session, SessionStatus
from rmjournal.model.timer import elapsed

if TYPE_CHECKING:
    from rmjournal.journal import Journal
    from rmjournal.storage.transaction import Transaction

USUAL = 10
"""The minutes of an item for which none are said."""
LEAST = 3
"""The fewest minutes to which such an item is cut where there is no room for more."""
KEPT = 5
"""The minutes that a topic keeps when it gives some to another one."""
_FEWER = N_(
    "Give it fewer with --minutes, shorten or park an item, as in “agenda park 3”, "
    "or “rmjournal session edit {ref} --minutes 60”."
)
_LESS = N_(
    "Shorten or park an item, as in “agenda park 3”, "
    "or make the session longer: “rmjournal session edit {ref} --minutes 60”."
)


def fitted(
    journal: Journal,
    tx: Transaction,
    session: Session,
    wanted: int | None,
    most: int = USUAL,
    readers: Visibility = Visibility.PAIR,
) -> int:
    """The minutes for a new item: those ``wanted``, or else up to ``most`` as far as there is room.

    The bare names of parts give theirs up for it, then the longest topics; never the frame. What only
    I may read is given none of theirs: it takes what is unplanned, or no time. Raises Refused where
    there is no room.
    """
    session = tx.get(Session, session.id) or session
    if session.status is not SessionStatus.PLANNED:
        return wanted or most
    agenda = journal.agendas.of(session)
    if agenda.sets_apart(readers):
        return _unplanned(session, agenda, wanted, most)
    giving = [] if session.under_way else [each for each in agenda.counted if _spare(each)]
    free = _length(session) - agenda.planned
    room = free + sum(_spare(each) for each in giving)
    minutes = wanted or min(most, max(room, 0))
    if minutes > room or minutes < (wanted or min(LEAST, most)):
        raise _too_much(session, agenda, wanted or most, _FEWER)
    _give(tx, giving, minutes - max(free, 0), after=len(agenda.items) + 1)
    return minutes


def _unplanned(session: Session, agenda: Agenda, wanted: int | None, most: int) -> int:
    free = max(_length(session) - agenda.planned - agenda.apart, 0)
    if wanted is not None and wanted > free:
        raise _too_much(session, agenda, wanted, _FEWER)
    return min(most, free) if wanted is None else wanted


def _give(tx: Transaction, giving: list[Item], needed: int, after: int) -> None:
    """Takes the minutes; an item that gave all it had is set aside, after those that stay."""
    for each in sorted(giving, key=lambda item: (not _bare(item), -item.minutes)):
        given = min(_spare(each), max(needed, 0))
        needed -= given
        if given == each.minutes:
            tx.change(each, status=ItemStatus.PARKED, position=after)
            after += 1
        elif given:
            tx.change(each, minutes=each.minutes - given)


def _spare(item: Item) -> int:
    """The minutes that an item still to do may give for another one."""
    if item.status is not ItemStatus.TO_DO or item.kind in ANEW:
        return 0
    return item.minutes if _bare(item) else max(item.minutes - KEPT, 0)


def _bare(item: Item) -> bool:
    said = item.outcome or item.decision or item.carried_from or item.source
    return not is_point(item) and not said


def check(journal: Journal, item: Item, **changes: Any) -> None:
    """Raises Refused where these changes of an item plan too much, or leave open time under a sixth.

    Only of a session still to come; what was wrong before may stay as wrong as it is. An item of the
    trash counts as one that comes back.
    """
    session = journal.store.get(Session, item.session)
    if session is None or session.status is not SessionStatus.PLANNED:
        return
    before = journal.agendas.of(session)
    others = tuple(each for each in before.items if each.id != item.id)
    now = next((each for each in before.items if each.id == item.id), item)
    after = replace(before, items=(*others, replace(now, **changes)))
    if after.planned > max(before.planned, _length(session)):
        both = replace(before, items=before.counted)
        raise _too_much(session, both, after.planned - before.planned, _LESS)
    if after.apart > before.apart and after.planned + after.apart > _length(session):
        raise _too_much(session, before, after.apart - before.apart, _LESS)
    less = after.open_minutes < min(before.open_minutes, after.open_floor)
    if less and not session.under_way:
        raise Refused(
            N_("Open time would be under a sixth of the session."),
            kept=N_("Nothing was changed."),
            todo=N_("Leave it {n} min at least; shorten, carry over or park another item instead."),
            n=after.open_floor,
        )


def over(journal: Journal, session: Session) -> int:
    """The minutes that are planned beyond those a session still to come has."""
    if session.status is not SessionStatus.PLANNED:
        return 0
    return max(journal.agendas.of(session).planned - _length(session), 0)


def refuse_longer(journal: Journal, session: Session, before: int) -> None:
    """Raises Refused where more minutes are planned beyond those of a changed session than before."""
    if over(journal, session) > before:
        raise Refused(
            N_("The agenda fills {planned} min, and the session would have {length}."),
            kept=N_("Nothing was changed."),
            todo=N_(
                "Shorten, carry over or park items first, as in “agenda park 3 --session {ref}”; "
                "an express session cuts its agenda by itself."
            ),
            planned=journal.agendas.of(session).planned,
            length=_length(session),
            ref=references.short(session),
        )


def _length(session: Session) -> int:
    """The minutes that the session has, with those that were added while it is under way."""
    return session.minutes + elapsed(session.timer).extended


def _too_much(session: Session, agenda: Agenda, more: int, todo: str) -> Refused:
    return Refused(
        N_("There is no room for {n} min more: {planned} of {length} min are planned."),
        kept=N_("Nothing was changed."),
        todo=N_(
            "“rmjournal session extend 5” makes the session longer; “agenda park 3” makes room."
        )
        if session.under_way
        else todo,
        n=more,
        planned=agenda.planned + agenda.apart,
        length=_length(session),
        ref=references.short(session),
    )
