"""The timer of a session: started, paused, extended, taken from item to item, ended.

Every verb adds an event to the session; what passed is computed from these events alone.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from rmjournal.errors import NotFound, Refused, UsageProblem
from rmjournal.i18n import N_
from rmjournal.journal.bounds import LONGEST, checked_length, still_planned
from rmjournal.journal.concern import Concern
from rmjournal.journal.unreached import is_point
from rmjournal.model.agenda import Agenda, Item, ItemStatus
from rmjournal.model.progress import Progress, Stand, progress
from rmjournal.model.session import Session, SessionStatus
from rmjournal.model.timer import PerItem, TimerEvent, TimerState, elapsed, in_minutes
from rmjournal.model.value import value
from rmjournal.zones import zone_named

if TYPE_CHECKING:
    from rmjournal.storage.transaction import Transaction


@value()
class Ended:
    """A session that was ended, and what became of its agenda."""

    session: Session
    carried: tuple[Item, ...]
    """What was not reached, and waits for a later session."""
    asking: tuple[Item, ...]
    """Those of them that were carried over so often that they ask for a decision."""


class Timers(Concern):
    """The session that is under way."""

    def progress(self, session: Session | None = None) -> Progress | None:
        """How a session stands now, the one under way unless said; none if it was not started."""
        session = session or self.journal.sessions.running()
        if session is None or not session.timer:
            return None
        agenda = self.journal.agendas.of(session)
        return progress(session, agenda, self.journal.clock.stamp())

    def start(self, seen: Session | None = None, *, early: bool = False) -> Progress:
        """The session begins now, with its first item; the one planned for today unless said.

        A start up to its length too late keeps the planned end: the topic shrinks, never the
        wrap-up. One planned for another day begins only ``early``, when a person says so. Raises
        Refused while another is under way.
        """
        self.journal.pairs.refuse_closed()
        self._refuse_second()
        session = seen or self._todays()
        todo = [each for each in self._items(session) if each.status is ItemStatus.TO_DO]
        began = _began(session, self.journal.clock.now())
        with self.store.transaction("session start") as tx:
            self._refuse_second()
            still_planned(tx.current(session))
            if self.early(session) and not early:
                raise Refused(
                    N_("This session is planned for another day, or for none yet."),
                    kept=N_("Nothing was started."),
                    todo=N_("Start it then, or all the same with --now."),
                )
            session = tx.change(session, began=began)
            return self._happened(tx, session, "start", item=todo[0].id if todo else None)

    def _items(self, session: Session) -> tuple[Item, ...]:
        return self.journal.agendas.of(session).items

    def _refuse_second(self) -> None:
        if self.journal.sessions.running() is not None:
            raise Refused(
                N_("A session is under way already."),
                kept=N_("Nothing was changed."),
                todo=N_(
                    "“rmjournal session show” shows it, “rmjournal session end” ends it, "
                    "“rmjournal session resume” goes on after a pause."
                ),
            )

    def upcoming(self) -> Session | None:
        """The session that is to be started next: the one for now, else the first still to come."""
        planned = self.journal.sessions.planned()
        coming = (each for each in planned if self._is_to_come(each))
        return next((each for each in planned if self._is_now(each)), None) or next(coming, None)

    def early(self, session: Session) -> bool:
        """Whether it is planned for another day or none, so that one is asked before it begins."""
        waits = session.status is SessionStatus.PLANNED and not session.under_way
        return waits and not self._is_now(session)

    def _is_to_come(self, session: Session) -> bool:
        starts = session.starts
        return starts is not None and not self.journal.clock.passed(starts, session.zone)

    def _todays(self) -> Session:
        found = next((each for each in self.journal.sessions.planned() if self._is_now(each)), None)
        if found is None:
            raise NotFound(
                N_("No session is planned for today."),
                kept=N_("Nothing was changed."),
                todo=N_(
                    "“rmjournal session start next --now” begins the next one now; "
                    "“rmjournal session plan now” plans another."
                )
                if self.journal.sessions.next()
                else N_("“rmjournal session plan now” plans one."),
            )
        return found

    def _is_now(self, session: Session) -> bool:
        """Whether it is planned for today, or since before midnight for this time."""
        if session.starts is None:
            return False
        clock = self.journal.clock
        ends = session.starts + timedelta(minutes=session.minutes)
        today = clock.here(session.starts, session.zone).date() == clock.today()
        going_on = clock.passed(session.starts, session.zone) and not clock.passed(
            ends, session.zone
        )
        return today or going_on

    def pause(self) -> Progress:
        """The timer stops until it is resumed; paused already, it goes on."""
        with self.store.transaction("session pause") as tx:
            at = self._going()
            kind = "resume" if at.state is TimerState.PAUSED else "pause"
            if kind == "pause":
                _refuse_forgotten(at)
            return self._happened(tx, at.session, kind)

    def resume(self) -> Progress:
        """The timer goes on after a pause."""
        with self.store.transaction("session resume") as tx:
            at = self._going()
            if at.state is not TimerState.PAUSED:
                raise Refused(
                    N_("The timer is running already."),
                    kept=N_("Nothing was changed."),
                    todo=N_("“rmjournal session pause” stops it for a while."),
                )
            return self._happened(tx, at.session, "resume")

    def extend(self, minutes: int) -> Progress:
        """The session, and the item that is spoken of, may take so many minutes more."""
        with self.store.transaction("session extend") as tx:
            at = self._going()
            if minutes < 1 or at.minutes + minutes > LONGEST:
                raise UsageProblem(
                    N_("The session may be made longer by 1 to {most} minutes."),
                    kept=N_("Nothing was changed."),
                    todo=N_("Give the minutes as a number, such as 5."),
                    most=max(LONGEST - at.minutes, 1),
                )
            return self._happened(tx, at.session, "extend", minutes=minutes)

    def advance(self, number: str | None = None) -> Progress:
        """The item that is spoken of is done, and another begins: the next to do unless said.

        After the last one the timer goes on with none.
        """
        with self.store.transaction("session next") as tx:
            at = self._going()
            _refuse_forgotten(at)
            target = self._target(at, number)
            if at.now is None and target is None:
                raise Refused(
                    N_("No item is left to go on to."),
                    kept=N_("Nothing was changed."),
                    todo=N_("“rmjournal session end” ends the session; “agenda add” adds an item."),
                )
            self._done(tx, at)
            return self._happened(tx, at.session, "next", item=target.id if target else None)

    def _target(self, at: Progress, number: str | None) -> Item | None:
        if number is None:
            return at.next.item if at.next else None
        item = self.journal.agendas.item(at.session, number)
        if at.items[int(number) - 1].stand in (Stand.LEFT, Stand.NOW):
            raise Refused(
                N_("Item {number} is spoken of already, or was carried over or parked."),
                kept=N_("Nothing was changed."),
                todo=N_(
                    "“rmjournal agenda show” shows those to do; “agenda take” takes one up again."
                ),
                number=number[:9],
            )
        return item

    def _done(self, tx: Transaction, at: Progress) -> None:
        if at.now is not None:
            took = round(at.now.seconds / 60)
            tx.change(at.now.item, status=ItemStatus.DONE, took=took)

    def leave(self, tx: Transaction, item: Item) -> None:
        """Goes on to the next item, if this one is spoken of in the session under way."""
        session = self.journal.sessions.running()
        at = self.progress(session) if session and session.id == item.session else None
        if at is None or at.item != item.id or at.forgotten:
            return
        seconds = next(each.seconds for each in at.items if each.item.id == item.id)
        tx.change(item, took=round(seconds / 60))
        self._happened(tx, at.session, "next", item=at.next.item.id if at.next else None)

    def end(self, minutes: int | None = None) -> Ended:
        """The session was held; what was spoken of is done, and what was not reached is carried over.

        Its length is the timer's, or ``minutes`` if that is said. Raises Refused when the timer was
        left running so long that only a person knows.
        """
        if minutes is not None:
            checked_length(minutes)
        with self.store.transaction("session end") as tx:
            at = self._going()
            if minutes is None:
                _refuse_forgotten(at)
            lasted = minutes or max(round(at.seconds / 60), 1)
            carried = self._settled(tx, at, self._took(at, minutes, lasted))
            event = TimerEvent(kind="end", at=tx.now)
            session = tx.change(
                at.session, status=SessionStatus.HELD, lasted=lasted,
                timer=(*at.session.timer, event),
            )  # fmt: skip
        agendas = self.journal.agendas
        asking = tuple(each for each in carried if agendas.asks(each))
        return Ended(session, tuple(carried), asking)

    def _took(self, at: Progress, said: int | None, lasted: int) -> dict[str | None, int]:
        """The minutes of each item; what was said and not measured goes to the last one."""
        seconds: PerItem = elapsed(at.session.timer, self.journal.clock.stamp()).items
        if said is not None:
            now = at.now.item.id if at.now else None
            before = sum(each for id, each in seconds.items() if id != now)
            seconds = {**seconds, now: max(said * 60 - before, 0)}
        return in_minutes(seconds, lasted)

    def _settled(self, tx: Transaction, at: Progress, took: dict[str | None, int]) -> list[Item]:
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

    def _going(self) -> Progress:
        at = self.progress()
        if at is None:
            raise Refused(
                N_("No session is under way."),
                kept=N_("Nothing was changed."),
                todo=N_(
                    "“rmjournal session start” starts the timer; without it, "
                    "“rmjournal session done” says that a session took place."
                ),
            )
        return at

    def _happened(
        self, tx: Transaction, session: Session, kind: str, *,
        item: str | None = None, minutes: int | None = None,
    ) -> Progress:  # fmt: skip
        event = TimerEvent(kind=kind, at=tx.now, item=item, minutes=minutes)
        session = tx.change(session, timer=(*session.timer, event))
        return progress(session, self.journal.agendas.of(session), tx.now)


def unreached(at: Progress) -> tuple[Item, ...]:
    """What would be carried over if the session ended now."""
    return tuple(each.item for each in at.items if _waits(at, each.item))


def passed_over(at: Progress) -> tuple[Item, ...]:
    """What would not have been reached either, and has nothing in it that another session could take up."""
    return tuple(
        each.item
        for each in at.items
        if each.item.status is ItemStatus.TO_DO
        and each.item.id != at.item
        and not is_point(each.item)
    )


def _waits(at: Progress, item: Item) -> bool:
    return item.status is ItemStatus.TO_DO and item.id != at.item and is_point(item)


def if_started(session: Session, agenda: Agenda, now: datetime) -> Progress:
    """How a session would stand if it began now: shorter, where that is late."""
    todo = (each.id for each in agenda.items if each.status is ItemStatus.TO_DO)
    event = TimerEvent(kind="start", at=now, item=next(todo, None))
    return progress(replace(session, began=_began(session, now), timer=(event,)), agenda, now)


def _began(session: Session, now: datetime) -> datetime:
    here = now.astimezone(zone_named(session.zone))
    return here.replace(tzinfo=None, second=0, microsecond=0)


def _refuse_forgotten(at: Progress) -> None:
    if at.forgotten:
        raise Refused(
            N_("The timer ran for {hours} h {minutes} min, in a session of {length} min."),
            kept=N_("It was left running; nothing was recorded yet."),
            todo=N_("Say how long the session took: “rmjournal session end --minutes 45”."),
            hours=at.seconds // 3600,
            minutes=at.seconds // 60 % 60,
            length=at.minutes,
        )
