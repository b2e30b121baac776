"""Actions: who does what, by when."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from rmjournal.errors import Refused, UsageProblem
from rmjournal.i18n import N_
from rmjournal.journal.concern import Concern, changed, given, refuse_empty
from rmjournal.model.action import Action, ActionStatus
from rmjournal.model.record import BOTH
from rmjournal.text import blank


class Actions(Concern):
    """What the two said they would do."""

    def all(self) -> list[Action]:
        """Every action that is not in the trash, those due first coming first."""
        return _by_due_date(self.ours(Action))

    def open(self) -> list[Action]:
        """Those still to do."""
        found = self.store.where(Action, "status", ActionStatus.OPEN)
        return _by_due_date(each for each in found if each.pair == self.pair.id)

    def add(self, text: str, *, owner: str | None = None, **fields: Any) -> Action:
        """Something to do; by me unless said otherwise."""
        if blank(text):
            raise UsageProblem(
                N_("What is to be done is missing."),
                todo=N_("Write it after the command, for example: rmjournal action add Call Ana."),
                about="text",
            )
        action = self.make(Action, text=text, owner=owner or self.pair.me, **given(**fields))
        with self.store.transaction("action add") as tx:
            return tx.add(action)

    def edit(self, seen: Action, **changes: Any) -> Action:
        """Another text, owner or date, None for no date or link any more.

        What is to be done cannot become nothing.
        """
        refuse_empty(changes.get("text"), seen.text)
        with self.store.transaction("action edit") as tx:
            return tx.change(seen, **changed(seen, **changes))

    def done(self, seen: Action) -> Action:
        """It was done, today."""
        return self._close("action done", seen, ActionStatus.DONE)

    def drop(self, seen: Action) -> Action:
        """It will not be done after all."""
        return self._close("action drop", seen, ActionStatus.DROPPED)

    def _close(self, verb: str, seen: Action, status: ActionStatus) -> Action:
        with self.store.transaction(verb) as tx:
            if tx.current(seen).status is not ActionStatus.OPEN:
                raise Refused(
                    N_("This action is no longer open."),
                    kept=N_("Nothing was changed."),
                    todo=N_("“rmjournal action list” shows those that are."),
                )
            return tx.change(seen, status=status, closed=self.journal.clock.today())


def mine_first(actions: Iterable[Action], me: str) -> list[Action]:
    """Those of a member, or of both, before the other's; each part by its dates."""
    return sorted(actions, key=lambda each: (each.owner not in (me, BOTH), each.due or date.max))


def _by_due_date(actions: Iterable[Action]) -> list[Action]:
    return sorted(actions, key=lambda each: (each.due or date.max, each.created, each.id))
