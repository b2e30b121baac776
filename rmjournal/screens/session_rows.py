"""The rows of the sessions: made as they are drawn, however many there are."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from textual.content import Content

from rmjournal import naming
from rmjournal.i18n import _, words
from rmjournal.journal.overview import Overview
from rmjournal.model.session import Session, SessionStatus
from rmjournal.screens.phrases import Hush, brief, heading
from rmjournal.titles import purpose_in_words
from rmjournal.vocabulary import SESSION
from rmjournal.widgets.listing import Entry, Lazy
from rmjournal.widgets.plain import line, pieces, plain

WIDE = 2
"""The column of the purposes, which takes the room there is."""
RIGHT = (0,)
SAMPLE = 100
"""The sessions not held by whose dates the column of dates is measured."""


class Spot(NamedTuple):
    """One row before it is made: a session of a group, or the heading of a group."""

    group: str
    id: str = ""


class SessionRows(Lazy):
    """The rows of an overview, in the language in use."""

    def __init__(self, found: Overview, today: date, zone: str, hush: Hush) -> None:
        """``zone`` is the time zone of whoever reads them."""
        self._found = found
        self._today = today
        self._zone = zone
        self._hush = hush
        self._spots = list(_spots(found))

    def __len__(self) -> int:
        return len(self._spots)

    def id_at(self, index: int) -> str:
        """The id of the session there; empty for a heading."""
        return self._spots[index].id

    def made(self, index: int) -> Entry:
        """A row."""
        return self._entry(self._spots[index])

    @property
    def widths(self) -> tuple[int, ...]:
        """Those of the columns, for every row alike, whichever are in view."""
        found = self._found
        apart = (found.under_way, *found.coming, *found.unsaid, *found.cancelled)
        near = (found.sessions.get(id) for id in apart[:SAMPLE] if id)
        whens = [self._when(each) for each in near if each] + [self._longest_date()]
        states = [self._ready(45, 45)] if found.coming else []
        states += [self._length(100, each) for each in self._states()]
        number = len(str(max(found.numbers.values(), default=1)))
        return number, max(map(len, whens)), 0, max(map(len, states), default=0)

    def _states(self) -> list[str]:
        """The words for the states that there are."""
        found = self._found
        there = {
            _("under way"): found.under_way,
            _(SESSION[SessionStatus.PLANNED]): found.coming or found.unsaid,
            _(SESSION[SessionStatus.HELD]): found.held,
            _(SESSION[SessionStatus.CANCELLED]): found.cancelled,
        }
        return [state for state, some in there.items() if some]

    def _longest_date(self) -> str:
        """A long date of the year in which the first session took place."""
        first = self._found.sessions.get(self._found.held[-1]) if self._found.held else None
        year = first.when.year if first and first.when else self._today.year
        return brief(date(year, 9, 23), self._today)

    def _entry(self, spot: Spot) -> Entry:
        if not spot.id:
            cells = (pieces((spot.group, "bold")),) if spot.group else ()
            return Entry(f"head-{spot.group}", cells, head=True)
        session = self._found.sessions.get(spot.id)
        if session is None:
            told = _("This session cannot be read: “rmjournal doctor” says more.")
            return Entry(spot.id, (plain(""), plain(""), plain(told), plain("")))
        return Entry(spot.id, self._cells(session))

    def _cells(self, session: Session) -> tuple[Content, ...]:
        number = self._found.numbers.get(session.id)
        cells = (
            plain(str(number) if number else "–"),
            plain(self._when(session)),
            self._hush(line(purpose_in_words(session)), session.visibility),
            pieces((self._state(session), "$text-muted")),
        )
        if session.status is SessionStatus.CANCELLED:
            return tuple(pieces((each.plain, "$text-muted")) for each in cells)
        upcoming = session.id in (self._found.under_way, *self._found.coming[:1])
        return tuple(each.stylize("bold") for each in cells) if upcoming else cells

    def _when(self, session: Session) -> str:
        if session.when is None:
            return _("no date yet")
        told = brief(session.when.date(), self._today)
        exact = session.status is SessionStatus.PLANNED and session.when.year == self._today.year
        time = words().time(session.when) + naming.zone_of(session, self._zone)
        return f"{told} {time}" if exact else told

    def _state(self, session: Session) -> str:
        found, agenda = self._found, self._found.agenda
        if session.id == found.under_way:
            return self._length(session.minutes, _("under way"))
        if session.id in found.coming[:1] and agenda is not None:
            return self._ready(agenda.planned, agenda.minutes)
        return self._length(session.lasted or session.minutes, _(SESSION[session.status]))

    def _ready(self, planned: int, minutes: int) -> str:
        return _("{planned} of {minutes} min", planned=planned, minutes=minutes)

    def _length(self, minutes: int, state: str) -> str:
        return f"{words().minutes(minutes)}, {state}"


def _spots(found: Overview) -> list[Spot]:
    """The groups, each under its heading, with a blank line before the next."""
    under_way = (found.under_way,) if found.under_way else ()
    groups = (
        (_("Under way"), under_way),
        (_("Next session"), found.coming[:1]),
        (_("Planned later"), found.coming[1:]),
        (_("Did these take place?"), found.unsaid),
        (_("Held sessions"), found.held),
        (_("Cancelled sessions"), found.cancelled),
    )
    spots: list[Spot] = []
    for name, ids in groups:
        if ids:
            spots += [Spot("")] * bool(spots)
            spots.append(Spot(heading(name)))
            spots += [Spot(name, id) for id in ids]
    return spots
