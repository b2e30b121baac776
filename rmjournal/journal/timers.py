"""The timer of a session: started, paused, extended, taken from item to item, ended.

Every verb adds an event to the session; what passed is computed from these events alone.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from rmjournal.errors import Refused, UsageProblem
from rmjournal.i18n import N_
from rmjournal.journal import ending, starting
from rmjournal.journal.bounds import LONGEST, refuse_forgotten
from rmjournal.journal.concern import Concern
from rmjournal.model.agenda import Item, ItemStatus
from rmjournal.model.progress import Progress, Stand, progress
from rmjournal.model.session import Session
from rmjournal.model.timer import TimerEvent, TimerState

if TYPE_CHECKING:
    from rmjournal.storage.transaction import Transaction


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
        return starting.start(self.journal, seen, early=early)

    def upcoming(self) -> Session | None:
        """The session that is to be started next: the one for now, else the first still to come."""
        return starting.upcoming(self.journal)

    def early(self, session: Session) -> bool:
        """Whether it is planned for another day or none, so that one is asked before it begins."""
        return starting.is_early(self.journal, session)

    def pause(self) -> Progress:
        """The timer stops until it is resumed; paused already, it goes on."""
        with self.store.transaction("session pause") as tx:
            at = self.going()
            kind = "resume" if at.state is TimerState.PAUSED else "pause"
            if kind == "pause":
                refuse_forgotten(at)
            return self.happened(tx, at.session, kind)

    def resume(self) -> Progress:
        """The timer goes on after a pause."""
        with self.store.transaction("session resume") as tx:
            at = self.going()
            if at.state is not TimerState.PAUSED:
                raise Refused(
                    N_("The timer is running already."),
                    kept=N_("Nothing was changed."),
                    todo=N_("“rmjournal session pause” stops it for a while."),
                )
            return self.happened(tx, at.session, "resume")

    def extend(self, minutes: int) -> Progress:
        """The session, and the item that is spoken of, may take so many minutes more."""
        with self.store.transaction("session extend") as tx:
            at = self.going()
            if minutes < 1 or at.minutes + minutes > LONGEST:
                raise UsageProblem(
                    N_("The session may be made longer by 1 to {most} minutes."),
                    kept=N_("Nothing was changed."),
                    todo=N_("Give the minutes as a number, such as 5."),
                    most=max(LONGEST - at.minutes, 1),
                )
            return self.happened(tx, at.session, "extend", minutes=minutes)

    def advance(self, number: str | None = None) -> Progress:
        """The item that is spoken of is done, and another begins: the next to do unless said.

        After the last one the timer goes on with none.
        """
        with self.store.transaction("session next") as tx:
            at = self.going()
            refuse_forgotten(at)
            target = self._target(at, number)
            if at.now is None and target is None:
                raise Refused(
                    N_("No item is left to go on to."),
                    kept=N_("Nothing was changed."),
                    todo=N_("“rmjournal session end” ends the session; “agenda add” adds an item."),
                )
            self._done(tx, at)
            return self.happened(tx, at.session, "next", item=target.id if target else None)

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
        self.happened(tx, at.session, "next", item=at.next.item.id if at.next else None)

    def end(self, minutes: int | None = None) -> ending.Ended:
        """The session was held; what was spoken of is done, and what was not reached is carried over.

        Its length is the timer's, or ``minutes`` if that is said. Raises Refused when the timer was
        left running so long that only a person knows.
        """
        return ending.end(self.journal, minutes)

    def going(self) -> Progress:
        """How the session under way stands; raises Refused where there is none."""
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

    def happened(
        self, tx: Transaction, session: Session, kind: str, *,
        item: str | None = None, minutes: int | None = None,
    ) -> Progress:  # fmt: skip
        """Adds an event to the timer of a session; returns how it stands then."""
        event = TimerEvent(kind=kind, at=tx.now, item=item, minutes=minutes)
        session = tx.change(session, timer=(*session.timer, event))
        return progress(session, self.journal.agendas.of(session), tx.now)
