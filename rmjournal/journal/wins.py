"""Wins: what went well and deserves to be said."""

from __future__ import annotations

from datetime import date
from typing import Any

from rmjournal.errors import UsageProblem
from rmjournal.i18n import N_
from rmjournal.journal.concern import Concern, changed, refuse_empty, refuse_others_words
from rmjournal.model.win import Win
from rmjournal.text import blank


class Wins(Concern):
    """The successes of the pair."""

    def all(self) -> list[Win]:
        """Every win that is not in the trash, by day."""
        return sorted(self.ours(Win), key=lambda each: (each.on or date.min, each.created))

    def add(self, text: str, *, on: date | None = None, session: str | None = None) -> Win:
        """Something that went well, today unless said otherwise."""
        if blank(text):
            raise UsageProblem(
                N_("What went well is missing."),
                todo=N_(
                    "Write it after the command, for example: rmjournal win add She presented alone."
                ),
                about="text",
            )
        win = self.make(Win, text=text, on=on or self.journal.clock.today(), session=session)
        with self.store.transaction("win add") as tx:
            return tx.add(win)

    def edit(self, seen: Win, **changes: Any) -> Win:
        """Other words or another day; what went well cannot become nothing."""
        refuse_others_words(seen, self.pair)
        refuse_empty(changes.get("text"), seen.text)
        with self.store.transaction("win edit") as tx:
            return tx.change(seen, **changed(seen, **changes))
