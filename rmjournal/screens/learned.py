"""What the list of learnings, actions and wins shows, read in one go and put in order."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from rmjournal.i18n import N_, _, ngettext
from rmjournal.journal.actions import mine_first
from rmjournal.model.action import Action, ActionStatus
from rmjournal.model.learning import Learning
from rmjournal.model.objective import Objective
from rmjournal.model.pair import Pair
from rmjournal.model.win import Win
from rmjournal.screens.phrases import Hush, brief, heading, joined, unusual, who
from rmjournal.vocabulary import WORKED
from rmjournal.widgets.listing import Entry, Lazy
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
    "actions": N_("Nothing was promised yet. ‹a› keeps who does what, by when."),
    "wins": N_("What went well deserves a line. ‹b› keeps one; thanks count too."),
    "all": N_("Nothing is kept here yet. ‹l› keeps something learned, ‹a› something to do, "
              "‹b› something that went well."),
}  # fmt: skip
"""What is said where there is nothing to show, msgids."""


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
    return Kept(
        pair=pair,
        today=today,
        due=tuple(due),
        learnings=tuple(
            each for each in reversed(journal.learnings.all()) if each.id not in to_check
        ),
        open=tuple(mine_first((each for each in actions if each.status is ActionStatus.OPEN), pair.me)),
        closed=tuple(sorted(
            (each for each in actions if each.status is not ActionStatus.OPEN),
            key=lambda each: each.closed or date.min, reverse=True,
        )),
        wins=tuple(reversed(journal.wins.all())),
        objectives=tuple(journal.objectives.active()),
    )  # fmt: skip


class Spot(NamedTuple):
    """One row before it is made: a record, the name of a group, or a blank line."""

    name: str
    record: Learning | Action | Win | None = None


class LearnedRows(Lazy):
    """The rows of one part of it, or of all, each group under its name."""

    def __init__(self, at: Kept, shown: str, hush: Hush) -> None:
        self._at = at
        self._hush = hush
        self._states: dict[object, str] = {}
        self._spots = list(_spots(at, shown))

    def __len__(self) -> int:
        return len(self._spots)

    def id_at(self, index: int) -> str:
        """The id of the record there, or of the heading."""
        name, record = self._spots[index]
        return record.id if record else f"head-{name}"

    def made(self, index: int) -> Entry:
        """A row."""
        name, record = self._spots[index]
        if record is None:
            return Entry(f"head-{name}", (plain(name),) if name else (), head=True)
        text = record.what if isinstance(record, Learning) else record.text
        said = self._hush(line(text), record.visibility)
        state = pieces((self._state(record), "$text-muted"))
        return Entry(record.id, (plain(who(self._at.pair, _whose(record))), said, state))

    @property
    def widths(self) -> tuple[int, ...]:
        """Those of the columns, for every row alike, whichever are in view."""
        records = [each.record for each in self._spots if each.record]
        names = {who(self._at.pair, member) for member in {_whose(each) for each in records}}
        states = {self._state(each) for each in records}
        return _widest(names), 0, _widest(states)

    def _state(self, record: Learning | Action | Win) -> str:
        """How it stands and, where that is unusual, who may read it; said once for all alike."""
        if isinstance(record, Learning):
            how: object = (Learning, len(record.uses), record.check_on)
        elif isinstance(record, Action):
            how = (Action, record.status, record.due, record.closed)
        else:
            how = (Win, record.on)
        key = how, record.visibility
        if key not in self._states:
            stands = _stands(record, self._at.today)
            self._states[key] = joined(stands, unusual(record.visibility))
        return self._states[key]


def _widest(texts: set[str]) -> int:
    return max((line(each).cell_length for each in texts), default=0)


def _spots(at: Kept, shown: str) -> Iterator[Spot]:
    groups: tuple[tuple[tuple[str, ...], str, Sequence[Learning | Action | Win]], ...] = (
        (("open", "learnings", "all"), _("To check"), at.due),
        (("open", "actions", "all"), _("To do"), at.open),
        (("learnings", "all"), _("Learnings"), at.learnings),
        (("actions", "all"), _("Done or dropped"), at.closed),
        (("wins", "all"), _("Wins"), at.wins),
    )
    first = True
    for where, name, records in groups:
        if shown in where and records:
            if not first:
                yield Spot("")
            yield Spot(heading(name))
            yield from (Spot(name, each) for each in records)
            first = False


def _stands(record: Learning | Action | Win, today: date) -> str:
    if isinstance(record, Learning):
        return _became(record, today)
    if isinstance(record, Win):
        return brief(record.on, today)
    if record.status is ActionStatus.OPEN:
        return brief(record.due, today)
    when = brief(record.closed, today)
    dropped = record.status is ActionStatus.DROPPED
    return _("dropped {date}", date=when) if dropped else _("done {date}", date=when)


def _whose(record: Learning | Action | Win) -> str:
    """The member whom it is about."""
    if isinstance(record, Learning):
        return record.learner
    return record.owner if isinstance(record, Action) else record.author


def _became(learning: Learning, today: date) -> str:
    if used := len(learning.uses):
        return ngettext("used", "used {n} times", used)
    if learning.check_on and learning.check_on <= today:
        return _("since {date}", date=brief(learning.check_on, today))
    if learning.check_on:
        return _("check {date}", date=brief(learning.check_on, today))
    return _("not used yet")


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
