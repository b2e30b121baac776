"""What every concern of the journal shares: the pair it speaks of, and making records of it."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import TYPE_CHECKING, Any, TypeVar

from rmjournal.errors import UsageProblem
from rmjournal.i18n import N_
from rmjournal.model import substance
from rmjournal.model.record import Assent, Record, Visibility
from rmjournal.storage.store import new_id
from rmjournal.text import storable

if TYPE_CHECKING:
    from rmjournal.journal import Journal
    from rmjournal.model.pair import Pair
    from rmjournal.model.substance import Agreeable
    from rmjournal.storage.store import Store

R = TypeVar("R", bound=Record)


class Concern:
    """Verbs about one kind of thing, on the journal of one person."""

    def __init__(self, journal: Journal) -> None:
        self.journal = journal

    @property
    def store(self) -> Store:
        """The person's file."""
        return self.journal.store

    @property
    def pair(self) -> Pair:
        """The pair that is spoken of."""
        return self.journal.pair

    def make(
        self,
        record: type[R],
        /,
        *,
        visibility: Visibility = Visibility.PAIR,
        author: str | None = None,
        **fields: Any,
    ) -> R:
        """A new record of this pair, by me unless said otherwise; not stored yet."""
        pair = self.pair
        now = self.journal.clock.stamp()
        checked: dict[str, Any] = {
            name: storable(value) if isinstance(value, str) else value
            for name, value in fields.items()
        }
        return record(
            id=new_id(),
            pair=pair.id,
            author=author or pair.me,
            entered_by=pair.me,
            created=now,
            updated=now,
            visibility=visibility,
            **checked,
        )

    def assent(
        self, record: Agreeable, member: str, on: date | None = None, *, leaving: bool = False
    ) -> Assent:
        """A member's assent to the record as it stands; ``on`` is the day it was given aloud."""
        return Assent(
            member=member,
            digest=substance.digest(record, leaving=leaving),
            at=self.journal.clock.stamp(),
            entered_by=self.pair.me,
            on=datetime.combine(on, time()) if on else None,
        )

    def one_of_us(self, member: str | None) -> str:
        """The member, me unless said otherwise; an agreement or a view is never that of both."""
        member = member or self.pair.me
        if not self.pair.name_of(member):
            raise UsageProblem(
                N_("“{text}” is not one of the choices."),
                kept=N_("Nothing was changed."),
                todo=N_("Choose one of: {choices}."),
                text=member,
                choices="me, partner",
            )
        return member

    def ours(self, kind: type[R]) -> list[R]:
        """The pair's records of a kind, trashed ones aside."""
        return self.store.all(kind, self.pair.id)


def given(**fields: Any) -> dict[str, Any]:
    """The fields that were said, texts checked: those that are not None."""
    return {
        name: storable(value) if isinstance(value, str) else value
        for name, value in fields.items()
        if value is not None
    }
