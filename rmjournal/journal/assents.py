"""Giving an assent: mine, or the other's, said aloud and noted by me."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import TYPE_CHECKING

from rmjournal.errors import UsageProblem
from rmjournal.i18n import N_
from rmjournal.model import substance
from rmjournal.model.record import Assent

if TYPE_CHECKING:
    from rmjournal.journal import Journal
    from rmjournal.model.pair import Pair
    from rmjournal.model.substance import Agreeable


def one_of_us(pair: Pair, member: str | None) -> str:
    """The member, me unless said otherwise; an agreement or a view is never that of both."""
    member = member or pair.me
    if not pair.name_of(member):
        raise UsageProblem(
            N_("“{text}” is not one of the choices."),
            kept=N_("Nothing was changed."),
            todo=N_("Choose one of: {choices}."),
            text=member,
            choices="me, partner",
        )
    return member


def said_by_now(journal: Journal, on: date | None) -> None:
    """Raises UsageProblem for a day still to come: nothing was said on it yet."""
    if on is not None and on > journal.clock.today():
        raise UsageProblem(
            N_("That day is still to come."),
            kept=N_("Nothing was changed."),
            todo=N_("Say the day on which it was said, or leave it out."),
        )


def assent(
    journal: Journal,
    record: Agreeable,
    member: str | None = None,
    on: date | None = None,
    *,
    leaving: bool = False,
) -> Assent:
    """The member's assent to the record as it stands, given now, or aloud ``on`` a day.

    ``leaving`` makes it a consent that the record may leave the pair.
    """
    return Assent(
        member=member or journal.pair.me,
        digest=substance.digest(record, leaving=leaving),
        at=journal.clock.stamp(),
        entered_by=journal.pair.me,
        on=datetime.combine(on, time()) if on else None,
        leaving=leaving,
    )
