"""What was noted during the session, over the questions of a reflection."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical

from rmjournal.i18n import _, ngettext
from rmjournal.journal.noted import Note
from rmjournal.model.pair import Pair
from rmjournal.screens.live_words import NOTED, whose
from rmjournal.screens.phrases import Hush, heading
from rmjournal.widgets.plain import line, pieces, plain
from rmjournal.widgets.push import Push
from rmjournal.widgets.rows import Row, Rows
from rmjournal.widgets.words import Words

FEW = 2
"""The notes that are shown before all are asked for: the questions keep the room."""


class NotedPanel(Vertical):
    """The notes of a session, folded to a few; nothing at all where there are none."""

    DEFAULT_CSS = """
    NotedPanel {
        height: auto; margin-bottom: 1; display: none;
        #noted-head { height: 1; }
        #noted-title { color: $text-muted; text-style: bold; }
        #noted-more { margin-right: 0; }
    }
    """

    def __init__(self) -> None:
        super().__init__(id="noted")
        self._rows: list[Row] = []

    def compose(self) -> ComposeResult:
        """Its name, and the way to all of them."""
        with Horizontal(id="noted-head"):
            yield Words(plain(heading(_("Noted during the session"))), id="noted-title")
            yield Push(plain(""), "all_noted", id="noted-more")

    def say(self, pair: Pair, notes: Sequence[Note], today: date, hushed: Hush) -> None:
        """Shows these."""
        self._rows = [
            (
                pieces((_(NOTED[each.kind]), "$text-muted")),
                hushed(line(each.text), each.visibility),
                pieces((whose(pair, each, today), "$text-muted")),
            )
            for each in notes
        ]
        self.display = bool(notes)
        more = len(notes) - FEW
        button = self.query_one("#noted-more", Push)
        button.display = more > 0
        button.label = plain(ngettext("{n} more", "{n} more", more))
        button.refresh(layout=True)
        self._show(FEW)

    def unfold(self) -> None:
        """Shows all."""
        self.query_one("#noted-more").display = False
        self._show(len(self._rows))

    def _show(self, most: int) -> None:
        self.query(Rows).remove()
        rows = self._rows[:most]
        cut = range(FEW) if len(self._rows) > most else ()
        self.mount(Rows(rows, wide=1, right=(2,), cut=cut))
