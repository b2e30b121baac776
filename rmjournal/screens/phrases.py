"""Turns of phrase that several screens share."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date

from textual.content import Content

from rmjournal import naming
from rmjournal.i18n import _, ngettext, words
from rmjournal.model.pair import Pair
from rmjournal.model.record import Visibility
from rmjournal.model.session import Session
from rmjournal.naming import brief, joined, rhythm, teaching
from rmjournal.text import one_line
from rmjournal.vocabulary import readers

__all__ = [
    "Hush", "away", "brief", "day", "first", "heading", "joined", "rhythm", "session_about", "session_name",
    "teaching", "the_two", "unusual", "who",
]  # fmt: skip

Hush = Callable[[Content, Visibility], Content]
"""Gives a text back, or a word in its place where its readers may not see it now."""


def first(name: str) -> str:
    """A first name."""
    return one_line(name).split(" ")[0]


def the_two(pair: Pair) -> str:
    """The first names of both, mine first."""
    return words().listing([first(pair.myself.name), first(pair.partner.name)])


def who(pair: Pair, member: str | None) -> str:
    """The first name of a member; «together» for both."""
    name = pair.name_of(member or "")
    return first(name) if name else _("together")


def day(on: date | None, *, year: bool = False) -> str:
    """A date in words."""
    return naming.day(on, year=year)


def away(on: date, today: date) -> str:
    """How far away a day is, if it is not past."""
    days = (on - today).days
    if days < 0:
        return ""
    return ngettext("tomorrow", "in {n} days", days) if days else _("today")


def session_name(numbers: Mapping[str, int], session: Session) -> str:
    """A session by its number."""
    return naming.session_name(numbers, session.id)


def heading(text: str) -> str:
    """The name of a part of a screen, in capitals."""
    return text.upper()


def session_about(numbers: Mapping[str, int], session: Session, today: date) -> str:
    """A session by its number and day, with the year only when that is another one."""
    year = session.when is not None and session.when.year != today.year
    when = day(session.when.date() if session.when else None, year=year)
    return naming.session_on(numbers.get(session.id), when)


def unusual(visibility: Visibility) -> str:
    """Who may read it, where that is not the two of us."""
    return "" if visibility is Visibility.PAIR else readers(visibility).lower()
