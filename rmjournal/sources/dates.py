"""The date in the name of a note: ``2026-03-17``, ``17 mars 2026``, ``20260317-1405`` …"""

from __future__ import annotations

import re
from datetime import date, datetime, time
from typing import NamedTuple

from rmjournal.errors import UnknownDate
from rmjournal.when import understand

_MONTH = r"(?:jan|f[eé]v|feb|mar|a[pv]r|ma[iy]|jui|jun|jul|ao[uû]|aug|sep|oct|nov|d[eé]c)[^\W\d_]*"
_HOUR = (
    r"(?:[T _,-]+(?:at |[aà] )?(?P<hour>[01]?\d|2[0-3])"
    r"(?:[hH:](?P<minute>[0-5]\d)?|(?P<mil>[0-5]\d))(?!\d))?"
)
_SHAPES = tuple(
    re.compile(rf"(?<![^\W_]){day}{_HOUR}", re.IGNORECASE)
    for day in (
        r"(?P<iso>\d{4}[-_.]\d\d[-_.]\d\d|(?:19|20)\d{6})(?!\d)",
        rf"(?P<said>\d{{1,2}}(?:er|st|nd|rd|th)?[ _.-]+{_MONTH}[ _.-]+\d{{4}})(?!\d)",
        rf"(?P<said>{_MONTH}[ _.-]+\d{{1,2}}(?:st|nd|rd|th)?,?[ _-]+\d{{4}})(?!\d)",
        r"(?P<figures>\d{1,2}[-_./]\d{1,2}[-_./]\d{4})(?!\d)",
    )
)


_STAMP = re.compile(
    r"(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d)(?::\d\d(?:\.\d+)?)? ?(Z|[+-]\d\d:?\d\d)?", re.IGNORECASE
)
_YEAR_SAID = datetime(2000, 1, 1)
"""Stands for now where the year is said, so that now does not matter."""


class Dated(NamedTuple):
    """A day, the time where one was said, and the rest of the text the date stood in."""

    day: date
    time: time | None
    rest: str


def date_within(text: str, language: str) -> Dated | None:
    """The date that stands somewhere in the text; none where there is none.

    Raises UnknownDate for one that can be read in two ways, or that no calendar has.
    """
    for shape in _SHAPES:
        if match := shape.search(text):
            rest = f"{text[: match.start()]} {text[match.end() :]}".strip(" -_–—,.:·()")
            return Dated(_day(match, language), _time(match), rest)
    return None


def whole_date(text: str, now: datetime, language: str) -> Dated:
    """The date, and the time if there is one, that the whole text says; raises UnknownDate.

    A stamp with an offset from UTC is put into the zone of ``now``, which is aware.
    """
    if stamp := _STAMP.fullmatch(text):
        moment = _iso(f"{stamp[1]} {stamp[2]}{stamp[3] or ''}")
        if moment.tzinfo is not None:
            moment = moment.astimezone(now.tzinfo)
        return Dated(moment.date(), moment.time(), "")
    said = understand(text, now.replace(tzinfo=None), language, prefer="past")
    return Dated(said.day, said.time, "")


def _iso(text: str) -> datetime:
    try:
        return datetime.fromisoformat(text)
    except ValueError as error:
        raise UnknownDate(text) from error


def _day(match: re.Match[str], language: str) -> date:
    found = match.groupdict()
    if iso := found.get("iso"):
        return _iso(re.sub(r"\D", "", iso)).date()
    text = found.get("said") or re.sub(r"\D", "/", found.get("figures") or "")
    return understand(re.sub(r"[_.-]+", " ", text), _YEAR_SAID, language).day


def _time(match: re.Match[str]) -> time | None:
    if match["hour"] is None:
        return None
    return time(int(match["hour"]), int(match["minute"] or match["mil"] or 0))
