"""What the Exchange screen lists: what waits for me, and what the next packet would carry."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, tzinfo
from typing import TYPE_CHECKING

from rmjournal import carried, naming
from rmjournal.i18n import N_, _, ngettext
from rmjournal.journal import conflicts
from rmjournal.journal.exchanged import Request, Standing, Twins
from rmjournal.model.pair import Pair
from rmjournal.model.record import Record
from rmjournal.model.session import Session
from rmjournal.screens.phrases import brief, heading, joined
from rmjournal.widgets.listing import Entry
from rmjournal.widgets.plain import line, pieces, plain

if TYPE_CHECKING:
    from rmjournal.journal import Journal

REQUEST, TWINS, CONFLICTS, RECORD = "request-", "twins-", "conflicts", "record-"
"""How the id of each kind of row begins."""
LONG = 200
"""The most characters of a headline; the list cuts it at its own width."""
BLANK = Entry("", (), head=True)
DID_YOU, MAY_IT, SAME, AGAIN = (
    N_("did you agree?"),
    N_("may it leave?"),
    N_("the same?"),
    N_("again"),
)
"""What is asked or said of a row, msgids."""


@dataclass(frozen=True, slots=True)
class At:
    """Where the exchange stands, and what has to be known to show it."""

    standing: Standing
    pairs: tuple[Pair, ...]
    conflicts: int
    today: date
    zone: tzinfo | None
    """The person's."""

    @property
    def pair(self) -> Pair:
        """The pair spoken of."""
        return self.standing.pair

    def request(self, row: str) -> Request | None:
        """The request of a row."""
        asked = {f"{REQUEST}{number}": each for number, each in enumerate(self.standing.requests)}
        return asked.get(row)

    def twins(self, row: str) -> Twins | None:
        """The two of a row."""
        return next((each for each in self.standing.twins if row == f"{TWINS}{each.name}"), None)

    def record(self, row: str) -> Record | None:
        """The record of a row of the next packet."""
        parcel = self.standing.parcel
        records = (*parcel.fresh, *parcel.again)
        return next((each for each in records if row == f"{RECORD}{each.id}"), None)


def at(journal: Journal) -> At | None:
    """The exchange of the pair spoken of, read in one go; nothing where there is no pair yet."""
    pairs = tuple(journal.pairs.all())
    if not pairs:
        return None
    return At(
        standing=journal.exchange.standing(),
        pairs=pairs,
        conflicts=len(conflicts.all_of(journal)),
        today=journal.clock.today(),
        zone=journal.clock.tzinfo,
    )


def said(record: Record, today: date) -> str:
    """What a record says first; of what has a date, that too, unless it says that already."""
    told = naming.headline(record, LONG)
    if isinstance(record, Session) and not record.purpose:
        return told
    when = getattr(record, "when", None) or getattr(record, "due", None)
    return joined(told, brief(when, today) if isinstance(when, date) else "")


def entries(at: At) -> Iterator[Entry]:
    """The rows: what waits for me first."""
    waiting = list(_waiting(at))
    if waiting:
        yield _head(_("Waits for you"))
        yield from waiting
    if at.standing.paired:
        if waiting:
            yield BLANK
        yield from _packet(at.standing, at.today)


def _waiting(at: At) -> Iterator[Entry]:
    for number, each in enumerate(at.standing.requests):
        yield _row(f"{REQUEST}{number}", each.record, at, MAY_IT if each.leaving else DID_YOU)
    for two in at.standing.twins:
        yield _row(f"{TWINS}{two.name}", two.stays, at, SAME)
    if n := at.conflicts:
        told = ngettext("{n} value differs and waits for your choice",
                        "{n} values differ and wait for your choice", n)  # fmt: skip
        yield Entry(CONFLICTS, (plain(_("versions")), plain(told), plain("")))


def _row(id: str, record: Record, at: At, asked: str) -> Entry:
    question = pieces((_(asked), "$accent"))
    return Entry(id, (plain(naming.kind(record)), line(said(record, at.today)), question))


def _packet(standing: Standing, today: date) -> Iterator[Entry]:
    parcel = standing.parcel
    count = len(parcel.fresh) + len(parcel.again)
    if count:
        yield _head(ngettext("The next packet: {n} record", "The next packet: {n} records", count))
    else:
        yield _head(_("The next packet"))
        if not parcel.withdrawn and not parcel.held:
            yield _quiet(carried.complete(standing))
    for told in (carried.withdrawn(parcel), carried.stays(parcel), *carried.held(parcel.held)):
        if told:
            yield _quiet(told)
    for records, note in ((parcel.fresh, ""), (parcel.again, _(AGAIN))):
        for each in records:
            cells = (
                plain(naming.kind(each)), line(said(each, today)), pieces((note, "$text-muted")),
            )  # fmt: skip
            yield Entry(f"{RECORD}{each.id}", cells)


def _head(text: str) -> Entry:
    return Entry("", (plain(heading(text)),), head=True)


def _quiet(text: str) -> Entry:
    return Entry("", (plain(text),), head=True)
