"""Beginning a journal: the pair, and the first session where it is known already."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any

from rmjournal.errors import UnknownDate, UsageProblem
from rmjournal.i18n import N_
from rmjournal.model.charter import USUAL_MINUTES, USUAL_MONTHS, USUAL_WEEKS, Charter, in_force
from rmjournal.model.pair import Pair, Role
from rmjournal.model.session import Session
from rmjournal.model.value import value
from rmjournal.when import Prefer, understand

if TYPE_CHECKING:
    from rmjournal.journal import Journal
    from rmjournal.journal.clock import Clock


AHEAD: Prefer = "future"
NEAREST: Prefer = "nearest"
HALF_A_YEAR = timedelta(days=183)


@value(kw_only=True)
class Plan:
    """What a pair says of itself before there is a journal."""

    me: str
    partner: str
    role: Role
    """Mine."""
    start: date | None = None
    """Today, where nothing is said."""
    months: int = USUAL_MONTHS
    every_weeks: int = USUAL_WEEKS
    minutes: int = USUAL_MINUTES
    first: datetime | None = None
    """The first session, on the person's wall; none where it is not known yet."""


@value()
class Begun:
    """A pair, its charter, and its first session, if there is one."""

    pair: Pair
    charter: Charter
    first: Session | None = None


def foresee(journal: Journal, plan: Plan) -> Begun:
    """What ``begin`` would store of the pair; refuses as it does, and stores nothing."""
    _refuse_first(journal, plan)
    return Begun(*journal.pairs.foreseen(**_said(plan)))


def beyond(begun: Begun, plan: Plan) -> date | None:
    """The day the mentoring would end, where the first session would come after it."""
    charter, first = begun.charter, plan.first
    return charter.end if first and charter.over_by(first.date()) else None


def preferred(text: str, start: date | None, clock: Clock, language: str) -> Prefer:
    """How a day of the first session is read that was said without its year, as its start was.

    The coming one, unless that is more than half a year off and the one just past came after the
    start: then that is the one that was meant, and is refused as past.
    """
    try:
        coming, near = (
            understand(text, clock.local(), language, prefer=each).day for each in (AHEAD, NEAREST)
        )
    except UnknownDate:
        return AHEAD
    far = coming - clock.today() > HALF_A_YEAR
    return NEAREST if far and start is not None and near >= start else AHEAD


def begin(journal: Journal, plan: Plan) -> Begun:
    """Creates the pair and plans its first session, to be undone as one; all of it or nothing.

    A pair that has met before this day needs no kick-off.
    """
    _refuse_first(journal, plan)
    with journal.store.transaction("init"):
        pair = journal.pairs.create(**_said(plan), verb="init")
        journal.pairs.use(pair)
        template = journal.sessions.usual_template()
        first = journal.sessions.plan(plan.first, template=template) if plan.first else None
        charter = in_force(journal.store.all(Charter, pair.id))
    assert charter is not None
    return Begun(pair, charter, first)


def _refuse_first(journal: Journal, plan: Plan) -> None:
    """Raises UsageProblem where the first session would be at a moment that is past, or never was."""
    if plan.first is None:
        return
    journal.clock.refuse_missing(plan.first)
    if journal.clock.passed(plan.first, journal.clock.zone):
        raise UsageProblem(
            N_("That moment has passed, and the session is still to come."),
            kept=N_("Nothing was changed."),
            todo=N_("Say one to come, such as “tomorrow at 14:00” or “next tuesday at 9:30”."),
            about="first",
        )


def _said(plan: Plan) -> dict[str, Any]:
    return {
        "me": plan.me, "partner": plan.partner, "role": plan.role, "start": plan.start,
        "months": plan.months, "every_weeks": plan.every_weeks, "minutes": plan.minutes,
    }  # fmt: skip
