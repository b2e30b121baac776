"""What can be brought back: from the trash, from what was done last, from earlier states."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, tzinfo
from typing import TYPE_CHECKING

from rmjournal.i18n import N_, ngettext, words
from rmjournal.journal import undoing, upkeep
from rmjournal.model.record import Record
from rmjournal.naming import headline, kind
from rmjournal.screens.phrases import Hush, brief
from rmjournal.screens.undoing import deed
from rmjournal.widgets.listing import Entry
from rmjournal.widgets.plain import line, pieces, plain

if TYPE_CHECKING:
    from rmjournal.journal import Journal

PARTS = {"trash": N_("Trash"), "steps": N_("What you did"), "states": N_("Earlier states")}
"""What can be shown, msgids."""
EMPTY = {
    "trash": N_("The trash is empty. What you delete waits here until you erase it."),
    "steps": N_("Nothing can be taken back yet. Here stands what you did, the latest first."),
    "states": N_("No earlier state yet; every save keeps one."),
}
"""What is said where there is nothing, msgids."""
HINTS = {
    "trash": N_("Enter brings it back as it was. ‹x› erases it for good, after you typed a word."),
    "steps": N_("‹u› takes back the first line, then the next one, as far as you like."),
    "states": N_("Enter goes back to a state; the present one is kept too. ‹^s› saves a copy."),
}
"""What can be done there, msgids."""
LONG = 200
"""The most characters of a headline; the list cuts it at its own width."""


@dataclass(frozen=True, slots=True)
class Step:
    """Something that was done, and can be taken back."""

    verb: str
    at: datetime
    """On the person's wall."""
    count: int


@dataclass(frozen=True, slots=True)
class State:
    """The journal as it was saved at a moment."""

    number: int
    saved: datetime
    """On the person's wall."""


@dataclass(frozen=True, slots=True)
class Past:
    """All that can be brought back."""

    today: date
    zone: tzinfo | None
    """The person's."""
    me: str
    """The member who looks at it; nobody where there is no pair yet."""
    trash: tuple[Record, ...]
    steps: tuple[Step, ...]
    states: tuple[State, ...]

    def trashed(self, id: str) -> Record | None:
        """The record of the trash with that id."""
        return next((each for each in self.trash if each.id == id), None)

    def state(self, id: str) -> State | None:
        """The state with that number."""
        return next((each for each in self.states if str(each.number) == id), None)


def past(journal: Journal) -> Past:
    """What can be brought back now."""
    there = bool(journal.pairs.all())
    return Past(
        today=journal.clock.today(),
        zone=journal.clock.tzinfo,
        me=journal.pair.me if there else "",
        trash=tuple(journal.records.trash()) if there else (),
        steps=tuple(
            Step(each.verb, undoing.local(journal, each.at), each.count)
            for each in undoing.steps(journal)
        ),
        states=tuple(
            State(each.number, journal.clock.wall(each.saved)) for each in upkeep.backups(journal)
        ),
    )


def entries(at: Past, part: str, hush: Hush) -> list[Entry]:
    """The rows of one part."""
    if part == "trash":
        return [_trashed(at, each, hush) for each in at.trash]
    if part == "steps":
        return [_step(at, number, each) for number, each in enumerate(at.steps)]
    return [_state(each) for each in at.states]


def _trashed(at: Past, record: Record, hush: Hush) -> Entry:
    day = record.deleted.astimezone(at.zone).date() if record.deleted else None
    said = hush(line(headline(record, LONG, reader=at.me)), record.visibility)
    return Entry(
        record.id, (plain(kind(record)), said, pieces((brief(day, at.today), "$text-muted")))
    )


def _state(state: State) -> Entry:
    """A state by its moment and the number that ``backup restore`` takes: two may share a minute."""
    number = pieces((str(state.number), "$text-muted"))
    return Entry(str(state.number), (line(words().moment(state.saved, seconds=True)), number))


def _step(at: Past, number: int, step: Step) -> Entry:
    touched = ngettext("{n} record", "{n} records", step.count)
    when = f"{brief(step.at.date(), at.today)}, {words().time(step.at)}"
    return Entry(
        str(number), (line(deed(step.verb)), plain(touched), pieces((when, "$text-muted")))
    )
