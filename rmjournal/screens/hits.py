"""What a search found, in a list: each row is made when it is drawn."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content
from textual.message import Message
from textual.widgets import Input

from rmjournal import naming
from rmjournal.journal.search import Hit, excerpt, found_at
from rmjournal.model.record import Record, Visibility
from rmjournal.model.session import Session
from rmjournal.screens.phrases import Hush
from rmjournal.text import one_line, shorten
from rmjournal.vocabulary import readers
from rmjournal.widgets.listing import Entry, Lazy, Listing
from rmjournal.widgets.plain import line, pieces, plain, wrapped

KIND, DAY, AROUND = 14, 13, 9
"""The cells of the columns for kind and day, and what margins and gaps take of a line."""
LONGEST = 400
"""The characters of the first words of a record, which are cut to the room there is."""
FOUND = "bold $accent"
"""The style of the words that were found."""
QUIET = "$text-muted"


@dataclass(frozen=True, slots=True)
class Found:
    """What a query found, at one moment."""

    query: str
    hits: Sequence[Hit]
    """The latest first."""
    numbers: dict[str, int]
    """The number of each session, by id."""
    today: date
    me: str
    """The member who searches."""

    def session(self, record: Record) -> str:
        """The session that a record is or belongs to, by its number."""
        id = record.id if isinstance(record, Session) else getattr(record, "session", None)
        return naming.session_name(self.numbers, id) if id else ""


class HitRows(Lazy):
    """The hits as rows of two lines: the words they begin with, and those that were found."""

    def __init__(self, found: Found, hits: Sequence[Hit], hush: Hush, room: int) -> None:
        """``room`` is how many characters of a text can be seen on a line."""
        self._found = found
        self._hits = hits
        self._hush = hush
        self._room = room

    def __len__(self) -> int:
        return len(self._hits)

    def id_at(self, index: int) -> str:
        """The id of the record there."""
        return self._hits[index].record.id

    def made(self, index: int) -> Entry:
        """A row."""
        hit, found = self._hits[index], self._found
        record = hit.record
        mine = readers(record.visibility) if record.visibility is Visibility.PRIVATE else ""
        day = naming.brief(hit.day, found.today, weekday=False)
        words = self._hush(self._words(hit), record.visibility)
        return Entry(
            record.id,
            (
                pieces(naming.kind(record), "\n", (mine, QUIET)),
                pieces(day, "\n", (found.session(record), QUIET)),
                words,
            ),
        )

    def _words(self, hit: Hit) -> Content:
        """The first words of the record, and beneath them the next, or those that were found."""
        query, room = self._found.query, self._room
        if naming.waits(hit.record, self._found.me):
            return line(naming.headline(hit.record, reader=self._found.me))
        text = one_line(hit.text)
        first = naming.headline(hit.record, LONGEST) or shorten(text, LONGEST)
        begun, *more = [each.rstrip() for each in wrapped(marked(first, query), room)]
        if text.startswith(first.removesuffix("…")) and _near(first, query, room):
            return pieces(begun, "\n", plain(" ").join(more))
        part = marked(excerpt(hit.text, query, room), query, QUIET)
        return pieces(marked(first, query), "\n", part)


def _near(text: str, query: str, room: int) -> bool:
    """Whether a word of the query begins on the first line of the text."""
    return any(start < room for start, _ in found_at(text, query))


def marked(text: str, query: str, style: str = "") -> Content:
    """The text on one line, the words of the query standing out."""
    shown = line(text)
    if style:
        shown = shown.stylize(style)
    for start, end in found_at(shown.plain, query):
        shown = shown.stylize(FOUND, start, end)
    return shown


class Query(Input):
    """Where one types what is to be found; Enter there is the Enter of the screen."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter", "choose", show=False)]

    async def action_choose(self) -> None:
        """Hands the query in."""
        await self.action_submit()


class HitList(Listing):
    """The list of hits; upwards from its first row one leaves it."""

    class Left(Message):
        """The list is left upwards."""

    def action_step(self, way: int) -> None:
        """Highlights the next row or the one before; before the first there is the query."""
        before = self.highlighted
        super().action_step(way)
        if way < 0 and self.highlighted == before:
            self.post_message(self.Left())
