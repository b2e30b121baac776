"""What waits to be taken up again: carried over, set aside, or not noted as covered."""

from __future__ import annotations

from functools import partial

from rmjournal.errors import NotFound
from rmjournal.i18n import N_
from rmjournal.journal import references, unreached
from rmjournal.journal.concern import Concern
from rmjournal.journal.fitting import ASKED
from rmjournal.journal.moot import is_moot
from rmjournal.model.action import Action
from rmjournal.model.agenda import Item, ItemStatus, times_carried
from rmjournal.model.session import Session, SessionStatus
from rmjournal.titles import is_title

WAITS = N_("“rmjournal agenda show --waiting” lists what waits, each with its reference.")


class Waiting(Concern):
    """The items of past agendas that are on none to come."""

    def to_take_up(self, text: str) -> Item:
        """The item that waits and that last, or the beginning of an id, means; raises NotFound."""
        if text.strip().isdecimal():
            raise NotFound(
                N_("“{text}” is a place on an agenda; what waits has no place yet."),
                kept=N_("Nothing was changed."),
                todo=WAITS,
                text=text.strip()[:9],
            )
        if not references.is_last(text):
            return references.find(self.journal, text, Item)
        waiting = self.all_waiting()
        if not waiting:
            raise NotFound(
                N_("Nothing waits to be taken up again."),
                kept=N_("Nothing was changed."),
                todo=N_("“rmjournal agenda add TOPIC” adds an item."),
            )
        return waiting[0]

    def all_waiting(self) -> list[Item]:
        """All that can be taken up: carried over, set aside, or not noted as covered; newest first."""
        unnoted = [
            each for each in unreached.unnoted(self.journal) if not is_moot(self.journal, each)
        ]
        found = [*unnoted, *self.parked(), *self.waiting()]
        return sorted(found, key=lambda item: (item.updated, item.position), reverse=True)

    def waiting(self, session: Session | None = None) -> list[Item]:
        """Items carried over and neither taken up again nor made an action, oldest first.

        Not those that come of themselves, as the bare names of parts do, nor those of an objective
        that was dropped.
        """
        return [
            each
            for each in self.carried(session)
            if not (is_title(each) or is_moot(self.journal, each))
        ]

    def carried(self, session: Session | None = None) -> list[Item]:
        """All items carried over and neither taken up again nor made an action."""
        return self._left(ItemStatus.CARRIED, session)

    def parked(self) -> list[Item]:
        """Items set aside without a date, and neither taken up again nor made an action since.

        Not the bare names of parts, which say nothing to another session.
        """
        return [each for each in self._left(ItemStatus.PARKED, None) if not is_title(each)]

    def _left(self, status: ItemStatus, session: Session | None) -> list[Item]:
        found = self.store.where(Item, "status", status)
        settled = self.settled() if found else set()
        pair = self.pair.id
        return [
            item
            for item in found
            if item.pair == pair
            and item.id not in settled
            and (session is None or item.session != session.id)
        ]

    def unnoted(self, session: Session) -> list[Item]:
        """The points of a held session that nobody noted anything of."""
        return unreached.unnoted(self.journal, session)

    def settled(self) -> set[str]:
        """The items that were taken up again, or that an action was made of."""
        again = self.store.table(Item).holding(b'"carried_from": "')
        actions = self.store.table(Action).holding(b'"item": "')
        taken = {str(each.get("carried_from")) for each in again if "deleted" not in each}
        return taken | {str(each.get("item")) for each in actions if "deleted" not in each}

    def times_carried(self, item: Item) -> int:
        """How often it was carried over, following it back to where it first stood.

        What a cancelled session was to speak of waits as well, and is not counted: it did not take
        place, so that nobody put anything off.
        """
        before = times_carried(item, partial(self.store.get, Item), self.called_off)
        return before + (item.status is ItemStatus.CARRIED and not self.called_off(item.session))

    def called_off(self, session: str) -> bool:
        """Whether the session with that id was cancelled."""
        found = self.store.get(Session, session)
        return found is not None and found.status is SessionStatus.CANCELLED

    def asks(self, item: Item) -> bool:
        """Whether it was carried over so often that it asks: do it, drop it, or make it an action."""
        return item.status is ItemStatus.CARRIED and self.times_carried(item) >= ASKED
