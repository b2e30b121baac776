"""What the screen of a session shows: the one under way with what was noted, or the next one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING

from rmjournal.journal.noted import Note, noted
from rmjournal.journal.starting import if_started
from rmjournal.model.agenda import Agenda
from rmjournal.model.pair import Pair, PairStatus
from rmjournal.model.progress import Progress, progress
from rmjournal.model.session import Session
from rmjournal.model.timer import TimerState
from rmjournal.screens.catching import Begun, begun

if TYPE_CHECKING:
    from rmjournal.journal import Journal
    from rmjournal.storage.drafts import Fields


@dataclass(frozen=True, slots=True)
class Meeting:
    """A session and its agenda as they are stored; how it stands is computed for any moment."""

    pair: Pair
    session: Session
    agenda: Agenda
    numbers: dict[str, int]
    notes: tuple[Note, ...] = ()
    """What was noted since it was started."""
    begun: tuple[Begun, ...] = field(default=(), compare=False)
    """The lines that were begun in it and not kept."""
    early: bool = False
    """Whether it is planned for another day, so that one is asked before it begins."""

    @property
    def under_way(self) -> bool:
        """Whether it was started."""
        return self.session.under_way

    def at(self, now: datetime) -> Progress:
        """How it stands at ``now``; one that was not started, as if it began then."""
        if self.under_way:
            return progress(self.session, self.agenda, now)
        return if_started(self.session, self.agenda, now)

    def facts(self, now: datetime) -> Iterator[str]:
        """What is so at ``now``, for the commands that need it."""
        yield "pair"
        if not self.under_way:
            yield "step"
            return
        at = self.at(now)
        yield "running"
        if at.now:
            yield "item"
        if not at.forgotten:
            yield "timed"
            if at.state is TimerState.PAUSED:
                yield "paused"
            if at.now or at.next:
                yield "onward"


@dataclass(frozen=True, slots=True)
class Nothing:
    """There is no session to start."""

    pair: Pair | None
    unsaid: bool = False
    """Whether a session waits for a word on whether it took place."""

    def facts(self, _now: datetime) -> Iterator[str]:
        """What is so, for the commands that need it."""
        if self.pair is not None:
            yield "pair"


def meeting(journal: Journal, drafts: Mapping[str, Fields]) -> Meeting | Nothing:
    """The session under way, else the next one, else none; ``drafts`` are all that there are."""
    if not journal.pairs.all():
        return Nothing(None)
    pair, running = journal.pair, journal.sessions.running()
    session = running or (journal.timers.upcoming() if _active(pair) else None)
    if session is None:
        return Nothing(pair, unsaid=bool(journal.sessions.unsaid()))
    return Meeting(
        pair, session, journal.agendas.of(session), journal.sessions.numbers(),
        noted(journal, session) if running else (),
        begun(drafts, session) if running else (),
        journal.timers.early(session),
    )  # fmt: skip


def _active(pair: Pair) -> bool:
    return pair.status is PairStatus.ACTIVE
