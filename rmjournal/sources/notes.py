"""One session's notes in Markdown: when it was, and what is an agenda, an action, a learning.

Only what stands under a heading that says so exactly is taken for one of these, and everywhere a
check box for an action; all the rest is the text of a reflection, as it was typed.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import NamedTuple

from rmjournal.errors import UnknownDate
from rmjournal.i18n import N_
from rmjournal.sources import headings
from rmjournal.sources.dates import Dated, date_within, whole_date
from rmjournal.sources.files import refused
from rmjournal.sources.markdown import Item, Section, blocks, field, front_matter, sections, worded
from rmjournal.text import fold

_DATE_KEYS, _TIME_KEYS, _TITLE_KEYS = ("date", "jour"), ("time", "heure"), ("title", "titre")
_EXACT = len("2026-03-17 14:05")
"""A longer stamp says more than a session keeps of it, so its line stays in the text too."""
_USUAL = re.compile(
    r"(?:seance|session|rencontre|reunion|meeting|notes?|compte rendu|point|call|visio)?"
    r"[ _-]*(?:n[o°])?[ _#-]*\d*[ _-]*(?:du|de|le|of|on|the)?"
)


class Scene(NamedTuple):
    """What a date in a note may depend on; ``now`` is aware."""

    now: datetime
    language: str


@dataclass(frozen=True, slots=True)
class Note:
    """What one note says. Together its texts hold every word of it, its headings' names aside."""

    name: str
    day: date
    time: time | None
    title: str
    named: str = ""
    """What its name says beside the date, where the note itself has no title."""
    agenda: tuple[Item, ...] = ()
    actions: tuple[Item, ...] = ()
    learnings: tuple[str, ...] = ()
    wins: tuple[str, ...] = ()
    rest: str = ""


def note(text: str, name: str, scene: Scene) -> Note | None:
    """The note of that name (its path in the folder); none when it has no date.

    Raises Refused, naming the file, where a date cannot be understood.
    """
    fields, body = front_matter(text)
    parts = sections(body)
    front = _Front(fields)
    heading = _first_heading(parts)
    stem = name.rpartition("/")[2].rpartition(".")[0]
    dated = _dated(front, stem, heading, name, scene)
    if dated is None:
        return None
    title = front.title or heading
    if heading and title == heading:
        parts[1] = parts[1]._replace(heading="", title="")
    return _Sorting().take(parts, front.others).note(name, dated, title)


class _Front:
    """The front matter: what we know of it, and the lines of the rest."""

    def __init__(self, lines: list[str]) -> None:
        self.date = self.time = self.title = ""
        self.others: list[str] = []
        for line in lines:
            key, value = field(line)
            if key in _DATE_KEYS and not self.date:
                self.date = value
                self.others += [line] * (value[:4].isdigit() and len(value) > _EXACT)
            elif key in _TIME_KEYS and not self.time:
                self.time = value
            elif key in _TITLE_KEYS and not self.title:
                self.title = value
            else:
                self.others.append(line)


def _first_heading(parts: list[Section]) -> str:
    """The title at the top of the note, unless it names a part of it."""
    if (
        len(parts) < 2
        or worded("".join(parts[0].lines))
        or not parts[1].heading.lstrip().startswith("# ")
    ):
        return ""
    return "" if headings.kind_of(parts[1].title) else parts[1].title


def _dated(front: _Front, stem: str, heading: str, name: str, scene: Scene) -> Dated | None:
    try:
        if front.date:
            said = whole_date(f"{front.date} {front.time}".strip(), scene.now, scene.language)
            return said._replace(rest=stem)
        dated = date_within(stem, scene.language)
        if dated is None and (dated := date_within(heading, scene.language)):
            dated = dated._replace(rest=stem)
        if dated and front.time:
            said = whole_date(f"{dated.day} {front.time}", scene.now, scene.language)
            return dated._replace(time=said.time)
    except UnknownDate as error:
        raise refused(
            N_("The date of {file} is not understood."),
            N_("Write it as 2026-03-17 in its name, or as “date: 2026-03-17” in its front matter."),
            name,
        ) from error
    return dated


class _Sorting:
    """Sorts the parts of a note, each text to where it belongs."""

    def __init__(self) -> None:
        self._items: dict[str, list[Item]] = {headings.AGENDA: [], headings.ACTIONS: []}
        self._texts: dict[str, list[str]] = {headings.LEARNINGS: [], headings.WINS: []}
        self._rest: list[str] = []

    def take(self, parts: list[Section], front: list[str]) -> _Sorting:
        """All parts in their order."""
        if worded("".join(front)):
            self._rest.append("".join(front))
        for part in parts:
            kind = headings.kind_of(part.title)
            if kind in self._items:
                self._listed(part, self._items[kind])
            elif kind in self._texts:
                self._told(part, self._texts[kind])
            else:
                self._kept(part, named=bool(kind))
        return self

    def _listed(self, part: Section, items: list[Item]) -> None:
        found = blocks(part.lines)
        items += [each for each in found if isinstance(each, Item)]
        left = "".join(each for each in found if isinstance(each, str))
        if worded(left):
            self._rest.append(part.heading + left)

    def _told(self, part: Section, texts: list[str]) -> None:
        """Each point of a list, its check box kept; or each paragraph, where there is no list."""
        found = blocks(part.lines)
        points = [each.marked for each in found if isinstance(each, Item)]
        others = [each.strip("\r\n") for each in found if isinstance(each, str) and worded(each)]
        texts += points or others
        if points and others:
            self._rest.append(part.heading + "\n\n".join(others))

    def _kept(self, part: Section, *, named: bool) -> None:
        """The text as it is; a check box in it is an action too, unless it is a question. An empty
        part that has a usual name, as a template leaves it, says nothing.
        """
        if worded("".join(part.lines)) or (part.heading and not named):
            self._rest.append(part.raw)
        found = blocks(part.lines)
        self._items[headings.ACTIONS] += [
            each for each in found if isinstance(each, Item) and each.box and not _asks(each.text)
        ]

    def note(self, name: str, dated: Dated, title: str) -> Note:
        """The note they make."""
        rest = "\n".join(each.strip("\r\n") + "\n" for each in self._rest)
        return Note(
            name, dated.day, dated.time, title, "" if title else _subject(dated.rest),
            agenda=tuple(self._items[headings.AGENDA]),
            actions=tuple(self._items[headings.ACTIONS]),
            learnings=tuple(self._texts[headings.LEARNINGS]),
            wins=tuple(self._texts[headings.WINS]),
            rest=rest.strip("\r\n"),
        )  # fmt: skip


def _subject(rest: str) -> str:
    """What is left of a file's name, if it is more than «Session 4 of», or a date once more."""
    plain = fold(rest)
    return "" if _USUAL.fullmatch(plain) or not re.search(r"[^\W\d_]", plain) else rest


def _asks(text: str) -> bool:
    return text.rstrip().endswith("?")
