"""Where the pair stands at this moment: what is next, due and open, and the one next step."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from enum import StrEnum
from math import inf
from typing import TYPE_CHECKING

from rmjournal.instants import instant
from rmjournal.journal import conflicts
from rmjournal.model import substance
from rmjournal.model.action import Action
from rmjournal.model.agenda import Agenda, Item
from rmjournal.model.charter import Charter
from rmjournal.model.feedback import Feedback
from rmjournal.model.learning import Learning
from rmjournal.model.objective import Objective
from rmjournal.model.pair import Pair, PairStatus
from rmjournal.model.progress import Progress
from rmjournal.model.record import BOTH
from rmjournal.model.reflection import Reflection
from rmjournal.model.session import Session
from rmjournal.model.value import value
from rmjournal.months import months_between

if TYPE_CHECKING:
    from rmjournal.journal import Journal


class Step(StrEnum):
    """The most useful thing to do now."""

    GO_ON = "go-on"
    """A session is under way."""
    START = "start"
    """A session is due to begin, or to have begun."""
    SAY = "say"
    """Say whether a session took place."""
    REFLECT = "reflect"
    READ = "read"
    """Read feedback that waits."""
    AGREE = "agree"
    """Say whether I agree to what the other agreed to."""
    PLAN = "plan"
    CONCLUDE = "conclude"
    """Look back together, as the end is near or past and nothing more is planned."""
    PREPARE = "prepare"
    CHECK = "check"
    ACT = "act"
    """See what became of what I meant to do by now."""
    REST = "rest"


SOON = timedelta(minutes=15)
"""How long before its time a session is due to begin."""
FRESH = 14
"""For how many days, at most, a reflection is the first thing asked for."""
NEAR = 14
"""How many days before a session its agenda is the first thing asked for."""


@value()
class Status:
    """A pair at one moment."""

    pair: Pair
    today: date
    month: int | None
    """The month the pair is in, from 1; none before the start, or where the mentoring is over."""
    months: int | None
    numbers: dict[str, int]
    under_way: Progress | None
    """The session that goes on now, by its timer."""
    due: Session | None
    """The session that is planned for this very hour, and not begun by its timer."""
    unsaid: tuple[Session, ...]
    last: Session | None
    reflected: bool
    """Whether I wrote a reflection on the last session."""
    fresh: bool
    """Whether the last session is a matter of days, and the next one not much nearer."""
    next: Session | None
    far: bool
    """Whether that is a review point more than two rhythms away, with nothing planned before it."""
    near: bool
    """Whether it is a matter of days."""
    ending: date | None
    """The last day of the mentoring, where that is past, or no more than one rhythm away."""
    closed: bool
    """Whether the last session held was the closing one."""
    asked: tuple[Charter | Objective, ...]
    """What the other agreed to as it stands, and I did not: the charter first."""
    agenda: Agenda | None
    waiting: tuple[Item, ...]
    """Items carried over that no agenda has taken up."""
    actions: tuple[Action, ...]
    checks: tuple[Learning, ...]
    objectives: tuple[Objective, ...]
    unread: int
    """Feedback delivered to me and not acknowledged."""
    unanswered: int
    """Feedback that I acknowledged and did not answer."""
    answered: tuple[Feedback, ...]
    """Feedback of mine whose answer came within the last week."""
    sleeping: date | None
    """The day from which feedback that I slept on waits to be read again."""
    kept: int
    """Drafts of feedback of mine, set aside for no day, that lie there since a week or more."""
    conflicts: int
    sent: datetime | None
    """When a packet for the partner was last written; none if none ever was."""

    @property
    def step(self) -> Step:
        """What to do first; nothing where the mentoring is over."""
        if self.over:
            return Step.REST
        if self.under_way is not None:
            return Step.GO_ON
        if self.due is not None:
            return Step.START
        if self.unsaid:
            return Step.SAY
        return next(step for step, waits in self._waits() if waits)

    def _waits(self) -> Iterator[tuple[Step, bool]]:
        """Every step that can wait, the most pressing first, and whether it does."""
        tacit = self.last is not None and not self.reflected
        room = self.agenda is not None and self.agenda.planned < self.agenda.minutes
        yield Step.REFLECT, tacit and self.fresh
        yield Step.READ, self.unread > 0
        yield Step.CONCLUDE, self.next is None and (self.closed or self.ending is not None)
        yield Step.PLAN, self.next is None or self.next.when is None or self.far
        yield Step.PREPARE, room and self.near
        yield Step.AGREE, bool(self.asked)
        yield Step.CHECK, bool(self.checks)
        yield Step.ACT, bool(self.promised)
        yield Step.PREPARE, room
        yield Step.REFLECT, tacit
        yield Step.REST, True

    @property
    def over(self) -> bool:
        """Whether the mentoring was concluded or stopped."""
        return self.pair.status is not PairStatus.ACTIVE

    @property
    def past(self) -> date | None:
        """The day on which the mentoring was to end, where that is past and it still goes on."""
        past = self.ending is not None and self.ending < self.today and not self.over
        return self.ending if past else None

    @property
    def promised(self) -> tuple[Action, ...]:
        """The open actions of mine, or of both, that were to be done by now."""
        mine = (self.pair.me, BOTH)
        return tuple(
            each
            for each in self.actions
            if each.owner in mine and each.due and each.due < self.today
        )

    @property
    def quiet(self) -> bool:
        """Whether nothing at all waits for me, not even without pressing."""
        slept = self.sleeping is not None and self.sleeping <= self.today
        waits = self.unanswered or self.answered or self.kept or self.conflicts
        return not (waits or slept)


def status(journal: Journal) -> Status:
    """The pair as it stands now."""
    pair, today = journal.pair, journal.clock.today()
    charter = journal.pairs.charter()
    last, upcoming = journal.sessions.last(), next(iter(journal.sessions.to_come()), None)
    objectives = tuple(journal.objectives.active())
    month, months = month_of(pair, charter, today)
    since, until = _days(last, today), _days(upcoming, today)
    return Status(
        pair=pair,
        today=today,
        month=month,
        months=months,
        numbers=journal.sessions.numbers(),
        under_way=journal.timers.progress(),
        due=_due(journal),
        unsaid=tuple(journal.sessions.unsaid()),
        last=last,
        reflected=last is None or _reflected(journal, last),
        fresh=since <= min(FRESH, 2 * until),
        next=upcoming,
        far=charter is not None and upcoming is not None and _far(upcoming, charter, today),
        near=until <= NEAR,
        ending=_ending(charter, today),
        closed=last is not None and last.template == "closing",
        asked=_asked(pair, charter, objectives),
        agenda=journal.agendas.of(upcoming) if upcoming else None,
        waiting=tuple(journal.agendas.waiting()),
        actions=tuple(journal.actions.open()),
        checks=tuple(journal.learnings.due(today)),
        objectives=objectives,
        unread=len(journal.feedback.unread()),
        unanswered=len(journal.feedback.unanswered()),
        answered=tuple(journal.feedback.answered()),
        sleeping=min(
            (d for each in journal.feedback.sleeping() if (d := each.sleep_until)), default=None
        ),
        kept=len(journal.feedback.kept()),
        conflicts=len(conflicts.all_of(journal)),
        sent=_sent(journal),
    )


def month_of(pair: Pair, charter: Charter | None, today: date) -> tuple[int | None, int | None]:
    """The month a pair is in, from 1, and of how many; none without an end.

    It is in none before the start, nor once the mentoring was concluded or stopped.
    """
    if charter is None or charter.start is None or charter.end is None:
        return None, None
    months = max(months_between(charter.start, charter.end), 1)
    begun = charter.start <= today and pair.status is PairStatus.ACTIVE
    return (min(months_between(charter.start, today) + 1, months) if begun else None), months


def _due(journal: Journal) -> Session | None:
    """The session whose hour it is: from a little before its time until it should be over."""
    now = journal.clock.now()
    for each in journal.sessions.planned():
        if each.starts and not each.under_way:
            begins = instant(each.starts, each.zone)
            if begins - SOON <= now < begins + timedelta(minutes=each.minutes):
                return each
    return None


def _asked(
    pair: Pair, charter: Charter | None, objectives: tuple[Objective, ...]
) -> tuple[Charter | Objective, ...]:
    both: list[Charter | Objective] = [*([charter] if charter else []), *objectives]
    return tuple(each for each in both if substance.assenting(each) == {pair.partner.id})


def _ending(charter: Charter | None, today: date) -> date | None:
    if charter is None or charter.end is None:
        return None
    return charter.end if charter.end - today <= timedelta(weeks=charter.every_weeks) else None


def _days(session: Session | None, today: date) -> float:
    """How many days lie between today and a session; without end where there is none, or no date."""
    if session is None or session.when is None:
        return inf
    return abs((session.when.date() - today).days)


def _far(session: Session, charter: Charter, today: date) -> bool:
    if session.review_month is None or session.when is None:
        return False
    return (session.when.date() - today).days > 2 * 7 * charter.every_weeks


def _sent(journal: Journal) -> datetime | None:
    try:
        return datetime.fromisoformat(journal.store.exchanged_with(journal.pair.id)["sent_at"])
    except (KeyError, TypeError, ValueError):
        return None


def _reflected(journal: Journal, session: Session) -> bool:
    me = journal.pair.me
    return any(each.author == me for each in journal.store.where(Reflection, "session", session.id))
