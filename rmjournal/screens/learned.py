"""What the list of learnings, actions and wins shows, read in one go and put in order."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from textual.content import Content

from rmjournal.i18n import N_, _, ngettext
from rmjournal.model.action import Action, ActionStatus
from rmjournal.model.learning import Learning
from rmjournal.model.objective import Objective
from rmjournal.model.pair import Pair
from rmjournal.model.record import BOTH, Visibility
from rmjournal.model.win import Win
from rmjournal.screens.phrases import brief, heading, joined, who
from rmjournal.vocabulary import WORKED
from rmjournal.widgets.listing import Entry
from rmjournal.widgets.plain import line, pieces, plain

if TYPE_CHECKING:
    from rmjournal.journal import Journal

FILTERS = {
    "open": N_("Under way"),
    "learnings": N_("Learnings"),
    "actions": N_("Actions"),
    "wins": N_("Wins"),
    "all": N_("All"),
}
"""What can be shown, msgids."""
EMPTY = {
    "open": N_("Nothing is to be checked, and nothing is to be done. "
               "‹l› keeps something learned, ‹a› something to do."),
    "learnings": N_("A learning is what one of you will do differently. "
                    "‹l› keeps one: what, where you will use it, and when to look again."),
    "actions": N_("Nothing was promised yet. ‹a› keeps who does what, until when."),
    "wins": N_("What went well deserves a line. ‹b› keeps one; thanks count too."),
    "all": N_("Nothing is kept here yet. ‹l› keeps something learned, ‹a› something to do, "
              "‹b› something that went well."),
}  # fmt: skip
"""What is said where there is nothing to show, msgids."""

Hush = Callable[[Content, Visibility], Content]


@dataclass(frozen=True, slots=True)
class Kept:
    """Everything that was learned, promised and achieved, at one moment."""

    pair: Pair
    today: date
    due: tuple[Learning, ...]
    """The learnings to be checked."""
    learnings: tuple[Learning, ...]
    """All others, the newest first."""
    open: tuple[Action, ...]
    """What is to be done, mine first, then by date."""
    closed: tuple[Action, ...]
    wins: tuple[Win, ...]
    """The latest first."""
    objectives: tuple[Objective, ...]

    def find(self, id: str) -> Learning | Action | Win | None:
        """The record of that id."""
        kinds = (self.due, self.learnings, self.open, self.closed, self.wins)
        return next((each for kind in kinds for each in kind if each.id == id), None)

    def is_open(self, id: str) -> bool:
        """Whether it is to be checked or to be done."""
        return any(each.id == id for kind in (self.due, self.open) for each in kind)


def kept(journal: Journal) -> Kept | None:
    """What was kept; nothing where there is no pair yet."""
    if not journal.pairs.all():
        return None
    pair, today = journal.pair, journal.clock.today()
    due = journal.learnings.due(today)
    to_check = {each.id for each in due}
    actions = journal.actions.all()
    mine = (pair.me, BOTH)
    return Kept(
        pair=pair,
        today=today,
        due=tuple(due),
        learnings=tuple(
            each for each in reversed(journal.learnings.all()) if each.id not in to_check
        ),
        open=tuple(sorted(
            (each for each in actions if each.status is ActionStatus.OPEN),
            key=lambda each: (each.owner not in mine, each.due or date.max),
        )),
        closed=tuple(sorted(
            (each for each in actions if each.status is not ActionStatus.OPEN),
            key=lambda each: each.closed or date.min, reverse=True,
        )),
        wins=tuple(reversed(journal.wins.all())),
        objectives=tuple(journal.objectives.active()),
    )  # fmt: skip


def entries(at: Kept, shown: str, hush: Hush) -> list[Entry]:
    """The rows of one part of it, or of all, each group under its name."""
    return list(_Rows(at, hush).of(shown))


class _Rows:
    """Makes the rows."""

    def __init__(self, at: Kept, hush: Hush) -> None:
        self._at = at
        self._hush = hush

    def of(self, shown: str) -> Iterator[Entry]:
        at = self._at
        groups = (
            (("open", "learnings", "all"), _("To check"), map(self._learning, at.due)),
            (("open", "actions", "all"), _("To do"), map(self._action, at.open)),
            (("learnings", "all"), _("Learnings"), map(self._learning, at.learnings)),
            (("actions", "all"), _("Done or dropped"), map(self._action, at.closed)),
            (("wins", "all"), _("Wins"), map(self._win, at.wins)),
        )
        first = True
        for where, name, rows in groups:
            found = list(rows) if shown in where else []
            if found:
                if not first:
                    yield Entry(f"gap-{name}", (), head=True)
                yield Entry(f"head-{name}", (plain(heading(name)),), head=True)
                yield from found
                first = False

    def _row(self, id: str, name: str, text: str, visibility: Visibility, state: str) -> Entry:
        said = self._hush(line(text), visibility)
        return Entry(id, (plain(name), said, pieces((state, "$text-muted"))))

    def _learning(self, each: Learning) -> Entry:
        name = who(self._at.pair, each.learner)
        return self._row(each.id, name, each.what, each.visibility, self._became(each))

    def _became(self, each: Learning) -> str:
        used = sum(outcome.worked != "not-yet" for outcome in each.outcomes)
        if used:
            return ngettext("used", "used {n} times", used)
        if each.check_on and each.check_on <= self._at.today:
            return _("since {date}", date=brief(each.check_on, self._at.today))
        if each.check_on:
            return _("check {date}", date=brief(each.check_on, self._at.today))
        return _("not used yet")

    def _action(self, each: Action) -> Entry:
        name = who(self._at.pair, each.owner)
        return self._row(each.id, name, each.text, each.visibility, self._stands(each))

    def _stands(self, each: Action) -> str:
        if each.status is ActionStatus.OPEN:
            return brief(each.due, self._at.today)
        when = brief(each.closed, self._at.today)
        dropped = each.status is ActionStatus.DROPPED
        return _("dropped {date}", date=when) if dropped else _("done {date}", date=when)

    def _win(self, each: Win) -> Entry:
        name = who(self._at.pair, each.author)
        return self._row(each.id, name, each.text, each.visibility, brief(each.on, self._at.today))


def whole(at: Kept, one: Learning | Action | Win) -> list[str]:
    """All that one record says, a paragraph each, for those who look at it in the list."""
    if not isinstance(one, Learning):
        return [one.text]
    said = [one.what]
    if one.situation:
        said.append(_("Where: {text}", text=one.situation))
    if one.if_then:
        said.append(one.if_then)
    for outcome in one.outcomes:
        when = brief(outcome.on, at.today)
        became = _(WORKED[outcome.worked])
        said.append(joined(when, became, outcome.text))
    return said
