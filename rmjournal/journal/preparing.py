"""Preparing a session by hand: what could be spoken of and is not yet, and small steps."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from rmjournal.i18n import _
from rmjournal.journal import references
from rmjournal.journal.fitting import Candidate
from rmjournal.journal.suggestions import carried_reason
from rmjournal.model.agenda import Agenda, Item, ItemStatus
from rmjournal.model.session import Session, SessionStatus
from rmjournal.titles import is_title

if TYPE_CHECKING:
    from rmjournal.journal import Journal


def open_to(journal: Journal, session: Session) -> tuple[Candidate, ...]:
    """All that a session to come could take up and has not: the most pressing first, none twice.

    First what a suggestion would draw on, then what else waits or was set aside.
    """
    if session.status is not SessionStatus.PLANNED:
        return ()
    suggestion = journal.agendas.suggest(session)
    drawn = [each for each in suggestion.new if each.source or each.carried_from]
    found: dict[str | None, Candidate] = {}
    for each in (*drawn, *suggestion.left_out, *_left(journal), *_own_parts(journal, session)):
        found.setdefault(each.carried_from or each.source, each)
    return tuple(found.values())


def _left(journal: Journal) -> Iterator[Candidate]:
    """What was carried over or set aside anywhere, the latest first."""
    for item in journal.agendas.all_waiting():
        if item.status is ItemStatus.TO_DO:
            continue
        times = journal.agendas.times_carried(item)
        carried = item.status is ItemStatus.CARRIED
        yield Candidate(
            item.kind, item.topic, item.minutes,
            carried_reason(times, asking=True) if carried else _("set aside earlier"),
            by=item.by, objective=item.objective, carried_from=item.id, source=item.source,
            visibility=item.visibility,
        )  # fmt: skip


def _own_parts(journal: Journal, session: Session) -> Iterator[Candidate]:
    """The bare names of its own parts that made room for something else, or were set aside."""
    for item in journal.agendas.of(session).items:
        if item.status is ItemStatus.PARKED and is_title(item):
            yield Candidate(
                item.kind, item.topic, item.minutes, _("set aside earlier"), by=item.by,
                objective=item.objective, carried_from=item.id, visibility=item.visibility,
            )  # fmt: skip


def meant(journal: Journal, session: Session, text: str) -> Candidate | None:
    """What could be taken up and is drawn from the record whose id begins so; not from an item."""
    begins = references.beginning(text)
    found = [
        each
        for each in (open_to(journal, session) if begins else ())
        if each.source and not each.carried_from and each.source.startswith(begins)
    ]
    return found[0] if len(found) == 1 else None


def accept(journal: Journal, session: Session, part: Candidate) -> Item:
    """One of these is to be spoken of, in its minutes or as many as there is room for.

    Raises Refused where there is none.
    """
    if part.carried_from and (item := journal.store.get(Item, part.carried_from)):
        return journal.agendas.take_up(session, item)
    return journal.agendas.add(
        session, part.topic, kind=part.kind, most=part.minutes, by=part.by,
        objective=part.objective, source=part.source, visibility=part.visibility,
    )  # fmt: skip


def lengthen(journal: Journal, seen: Item, minutes: int) -> Item:
    """So many minutes more than it has now, whatever was seen; fewer where they are negative."""
    item = journal.store.get(Item, seen.id) or seen
    return journal.agendas.edit(item, minutes=item.minutes + minutes)


def step(journal: Journal, session: Session, seen: Item, way: int) -> Agenda:
    """One place up (-1) or down (1) from where it is now; the ends are ends."""
    agenda = journal.agendas.of(session)
    to = agenda.beside(seen.id, way)
    return journal.agendas.move(session, seen, to) if to != agenda.place(seen.id) else agenda


def put(journal: Journal, session: Session, seen: Item, onto: str) -> Agenda:
    """It takes the place of another item, which makes room."""
    agenda = journal.agendas.of(session)
    return journal.agendas.move(session, seen, agenda.place(onto) or agenda.place(seen.id))
