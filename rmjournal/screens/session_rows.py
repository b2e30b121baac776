"""The rows of the sessions: made as they are drawn, however many there are."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, time
from typing import NamedTuple, overload

from textual.content import Content

from rmjournal.i18n import _, words
from rmjournal.journal.overview import Overview
from rmjournal.model.session import Session, SessionStatus
from rmjournal.screens.phrases import brief, heading
from rmjournal.screens.session_parts import Hush
from rmjournal.vocabulary import SESSION
from rmjournal.widgets.listing import Entry
from rmjournal.widgets.plain import line, pieces, plain

WIDE = 2
"""The column of the purposes, which takes the room there is."""
RIGHT = (0, 3)
_LATE = time(22, 30)


class Spot(NamedTuple):
    """One row before it is made: a session of a group, or the heading of a group."""

    group: str
    id: str = ""


class SessionRows(Sequence[Entry]):
    """The rows of an overview, in the language in use."""

    def __init__(self, found: Overview, today: date, hush: Hush) -> None:
        self._found = found
        self._today = today
        self._hush = hush
        self._spots = list(_spots(found))

    def __len__(self) -> int:
        return len(self._spots)

    @overload
    def __getitem__(self, index: int) -> Entry: ...
    @overload
    def __getitem__(self, index: slice) -> list[Entry]: ...
    def __getitem__(self, index: int | slice) -> Entry | list[Entry]:
        """A row, made now."""
        if isinstance(index, slice):
            return [self._entry(each) for each in self._spots[index]]
        return self._entry(self._spots[index])

    @property
    def widths(self) -> tuple[int, ...]:
        """Those of the columns, for every row alike."""
        number = len(str(max(self._found.numbers.values(), default=1)))
        states = [_("{planned} of {minutes} min", planned=45, minutes=45), _("to be said"),
                  _("under way"), *(_(each) for each in SESSION.values())]  # fmt: skip
        longest = date(self._today.year, 9, 23)
        when = f"{brief(longest, self._today)} {words().time(_LATE)}"
        return number, len(when), 0, len(words().minutes(100)), max(map(len, states))

    def _entry(self, spot: Spot) -> Entry:
        if not spot.id:
            cells = (pieces((spot.group, "bold")),) if spot.group else ()
            return Entry(f"head-{spot.group}", cells, head=True)
        session = self._found.sessions.get(spot.id)
        if session is None:
            told = _("This session cannot be read: “rmjournal doctor” says more.")
            return Entry(spot.id, (plain(""), plain(""), plain(told), plain(""), plain("")))
        return Entry(spot.id, self._cells(session))

    def _cells(self, session: Session) -> tuple[Content, ...]:
        number = self._found.numbers.get(session.id)
        upcoming = session.id in self._found.coming[:1] or session.id == self._found.under_way
        cells = (
            plain(str(number) if number else "–"),
            plain(self._when(session)),
            self._hush(line(session.purpose), session.visibility),
            pieces((words().minutes(session.lasted or session.minutes), "$text-muted")),
            self._state(session),
        )
        if session.status is SessionStatus.CANCELLED:
            return tuple(pieces((each.plain, "$text-muted")) for each in cells)
        return tuple(each.stylize("bold") for each in cells) if upcoming else cells

    def _when(self, session: Session) -> str:
        if session.when is None:
            return _("no date yet")
        told = brief(session.when.date(), self._today)
        exact = session.status is SessionStatus.PLANNED and session.when.year == self._today.year
        return f"{told} {words().time(session.when)}" if exact else told

    def _state(self, session: Session) -> Content:
        found, agenda = self._found, self._found.agenda
        if session.id == found.under_way:
            return pieces((_("under way"), "$accent"))
        if session.id in found.unsaid:
            return plain(_("to be said"))
        if session.id in found.coming[:1] and agenda is not None:
            return plain(
                _("{planned} of {minutes} min", planned=agenda.planned, minutes=agenda.minutes)
            )
        return pieces((_(SESSION[session.status]), "$text-muted"))


def _spots(found: Overview) -> list[Spot]:
    """The groups, each under its heading, with a blank line before the next."""
    under_way = (found.under_way,) if found.under_way else ()
    groups = (
        (_("Under way"), under_way),
        (_("Next session"), found.coming[:1]),
        (_("Planned"), found.coming[1:]),
        (_("Did it take place?"), found.unsaid),
        (_("Held"), found.held),
        (_("Cancelled"), found.cancelled),
    )
    spots: list[Spot] = []
    for name, ids in groups:
        if ids:
            spots += [Spot("")] * bool(spots)
            spots.append(Spot(heading(name)))
            spots += [Spot(name, id) for id in ids]
    return spots
