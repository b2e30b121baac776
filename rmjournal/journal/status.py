"""Where the pair stands at this moment: what is next, due and open, and the one next step."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum
from typing import TYPE_CHECKING

from rmjournal.journal import conflicts
from rmjournal.model.action import Action
from rmjournal.model.agenda import Agenda, Item
from rmjournal.model.charter import Charter
from rmjournal.model.learning import Learning
from rmjournal.model.objective import Objective
from rmjournal.model.pair import Pair
from rmjournal.model.progress import Progress
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
    SAY = "say"
    """Say whether a session took place."""
    REFLECT = "reflect"
    READ = "read"
    """Read feedback that waits."""
    PLAN = "plan"
    PREPARE = "prepare"
    CHECK = "check"
    REST = "rest"


@value()
class Status:
    """A pair at one moment."""

    pair: Pair
    month: int | None
    """The month the pair is in, from 1; none before the start."""
    months: int | None
    numbers: dict[str, int]
    under_way: Progress | None
    """The session that goes on now, by its timer."""
    unsaid: tuple[Session, ...]
    last: Session | None
    reflected: bool
    """Whether I wrote a reflection on the last session."""
    next: Session | None
    far: bool
    """Whether that is a review point more than two rhythms away, with nothing planned before it."""
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
    sleeping: date | None
    """The day from which feedback that I slept on waits to be read again."""
    conflicts: int
    sent: datetime | None
    """When a packet for the partner was last written; none if none ever was."""

    @property
    def step(self) -> Step:
        """What to do first."""
        if self.under_way is not None:
            return Step.GO_ON
        if self.unsaid:
            return Step.SAY
        if self.last is not None and not self.reflected:
            return Step.REFLECT
        if self.unread:
            return Step.READ
        if self.next is None or self.far:
            return Step.PLAN
        if self.agenda is not None and self.agenda.planned < self.agenda.minutes:
            return Step.PREPARE
        return Step.CHECK if self.checks else Step.REST


def status(journal: Journal) -> Status:
    """The pair as it stands now."""
    pair, today = journal.pair, journal.clock.today()
    charter = journal.pairs.charter()
    last, upcoming = journal.sessions.last(), _upcoming(journal)
    month, months = month_of(charter, today)
    return Status(
        pair=pair,
        month=month,
        months=months,
        numbers=journal.sessions.numbers(),
        under_way=journal.timers.progress(),
        unsaid=tuple(journal.sessions.unsaid()),
        last=last,
        reflected=last is None or _reflected(journal, last),
        next=upcoming,
        far=charter is not None and upcoming is not None and _far(upcoming, charter, today),
        agenda=journal.agendas.of(upcoming) if upcoming else None,
        waiting=tuple(journal.agendas.waiting()),
        actions=tuple(journal.actions.open()),
        checks=tuple(journal.learnings.due(today)),
        objectives=tuple(journal.objectives.active()),
        unread=len(journal.feedback.unread()),
        unanswered=len(journal.feedback.unanswered()),
        sleeping=min(
            (d for each in journal.feedback.sleeping() if (d := each.sleep_until)), default=None
        ),
        conflicts=len(conflicts.all_of(journal)),
        sent=_sent(journal),
    )


def month_of(charter: Charter | None, today: date) -> tuple[int | None, int | None]:
    """The month a pair is in, from 1, and of how many; none before the start, or without an end."""
    if charter is None or charter.start is None or charter.end is None:
        return None, None
    months = max(months_between(charter.start, charter.end), 1)
    begun = charter.start <= today
    return (min(months_between(charter.start, today) + 1, months) if begun else None), months


def _upcoming(journal: Journal) -> Session | None:
    unsaid = {each.id for each in journal.sessions.unsaid()}
    if running := journal.sessions.running():
        unsaid.add(running.id)
    return next((each for each in journal.sessions.planned() if each.id not in unsaid), None)


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
