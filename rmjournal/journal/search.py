"""Search across everything people wrote in the pair's journal; accents and case do not matter."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import fields
from datetime import date
from itertools import product
from typing import TYPE_CHECKING, Any

from rmjournal.journal.data import as_seen
from rmjournal.journal.period import check_order
from rmjournal.model.agenda import Item
from rmjournal.model.days import Period, day_of
from rmjournal.model.record import Record
from rmjournal.model.session import Session
from rmjournal.model.value import value
from rmjournal.storage.lines import parse_line
from rmjournal.storage.scan import always, scan
from rmjournal.storage.tables import TABLES
from rmjournal.storage.view import decode
from rmjournal.text import fold, one_line, shorten
from rmjournal.titles import in_other_words, known

if TYPE_CHECKING:
    from rmjournal.journal import Journal

_NO_WORDS = {"id", "pair", "author", "entered_by", "zone", "learner", "by", "owner", "thanks_to",
             "session", "objective", "learning", "carried_from", "source", "kind", "template",
             "domain", "digest", "member", "origin"}  # fmt: skip
"""The fields whose text is an id, a short word of ours or the name of a zone."""
_NO_TEXT = frozenset(
    {
        "int",
        "int | None",
        "bool | None",
        "date | None",
        "Stamp",
        "Stamp | None",
        "Local | None",
        "Visibility",
        "Ref",
        "Ref | None",
        "Source | None",
    }
)
"""The types of fields that hold no text."""

SAME = (
    ("rencontre", "seance"), ("retroaction", "retour"), ("dyade", "binome"), ("entente", "charte"),
)  # fmt: skip
"""Folded words, of Québec and of our glossary, that find each other, in the singular."""
MOST_TITLES = 4
"""How many titles of ours are looked for in the other language; more are no search for one."""
LEAST = 4
"""The letters from which on the beginning of a word, alone, is looked for among them."""
_SAME = {word: pair for pair in SAME for word in pair}


def alternatives(query: str) -> list[tuple[str, ...]]:
    """For each folded word of the query, the words any of which will do."""
    return list(dict.fromkeys(_alternatives(word) for word in fold(query).split()))


def _alternatives(word: str) -> tuple[str, ...]:
    single = word.removesuffix("s")
    if single not in _SAME:
        return (word,)
    ending = word[len(single) :]
    return tuple(each + ending for each in _SAME[single])


@value()
class Hit:
    """A record in which every word occurs, and the field that shows it best."""

    record: Record
    day: date
    text: str


def _places(kind: type[Any]) -> tuple[tuple[str, bool], ...]:
    """The fields of a kind in which there may be texts, and whether each is itself one."""
    if kind not in _known:
        _known[kind] = tuple(
            (field.name, field.type == "str")
            for field in fields(kind)
            if field.name not in _NO_WORDS and field.type not in _NO_TEXT
        )
    return _known[kind]


_known: dict[type[Any], tuple[tuple[str, bool], ...]] = {}


def texts(record: Any) -> Iterator[str]:
    """Every text that a person wrote in the record, nested ones included."""
    for name, text in _places(type(record)):
        value = getattr(record, name)
        if isinstance(value, str):
            if text:
                yield value
        elif isinstance(value, tuple):
            for each in value:
                if hasattr(each, "__dataclass_fields__"):
                    yield from texts(each)
        elif hasattr(value, "__dataclass_fields__"):
            yield from texts(value)


def search(
    journal: Journal,
    query: str,
    *,
    kind: str | None = None,
    since: date | None = None,
    until: date | None = None,
    going: Callable[[], bool] = always,
) -> list[Hit]:
    """The records of the pair in whose texts every word of the query occurs, latest first.

    A word in SAME also finds what is written with the other word for it, and a title of ours what
    it is in the other language. Every few milliseconds
    ``going`` is asked; where it says no, the search ends with what it has. Raises UsageProblem
    where ``until`` comes before ``since``.
    """
    check_order(since, until)
    hits: list[Hit] = []
    days: dict[str, date | None] = {}
    wanted = alternatives(query)
    if not wanted:
        return []
    for record_kind, table in TABLES.items():
        if table != kind and kind is not None:
            continue
        for record in _holding(journal, record_kind, wanted, going):
            if text := _best(record, wanted):
                if not days:
                    days = _days(journal)
                hits.append(Hit(record, day_of(record, days.get, journal.clock.day), text))
    hits += _titled(journal, wanted, kind, {hit.record.id for hit in hits}, going)
    asked = Period(since, until)
    chosen = [hit for hit in hits if asked.holds(hit.day)]
    return sorted(chosen, key=lambda hit: (hit.day, hit.record.id), reverse=True)


def _days(journal: Journal) -> dict[str, date | None]:
    """The day of every session, by id."""
    return {place.id: place.day for place in journal.sessions.places()}


def _holding(
    journal: Journal,
    kind: type[Record],
    wanted: list[tuple[str, ...]],
    going: Callable[[], bool],
) -> Iterator[Record]:
    pair = journal.pair.id
    seen: set[str] = set()
    for words in product(*wanted):
        for line in scan(journal.store, kind, " ".join(words), going):
            if not going():
                return
            document = parse_line(line)[1]
            if document.get("pair") != pair or "deleted" in document or document["id"] in seen:
                continue
            seen.add(document["id"])
            record = decode(kind, document)
            yield as_seen(journal, record)


def _titled(
    journal: Journal,
    wanted: list[tuple[str, ...]],
    kind: str | None,
    seen: set[str],
    going: Callable[[], bool],
) -> Iterator[Hit]:
    """The items and sessions whose title of ours has every word in a language it is not stored in."""
    titles = in_other_words(lambda text: _whole(wanted, fold(text)))
    days = _days(journal) if titles else {}
    for message, heard, other in titles[:MOST_TITLES]:
        words: list[tuple[str, ...]] = [(word,) for word in fold(other).split()]
        kinds = [each for each in (Item, Session) if kind in (None, TABLES[each])]
        found = (record for each in kinds for record in _holding(journal, each, words, going))
        for record in found:
            if record.id not in seen and _bears(record, message):
                seen.add(record.id)
                yield Hit(record, day_of(record, days.get, journal.clock.day), one_line(heard))


def _bears(record: Record, message: str) -> bool:
    """Whether one of its texts is that title of ours, in any language."""
    titles = (known(text, getattr(record, "kind", "")) for text in texts(record))
    return any(title is not None and title.message == message for title in titles)


def _whole(wanted: list[tuple[str, ...]], text: str) -> bool:
    """Whether every word stands in the text as a word, the last one perhaps not to its end."""
    found = re.findall(r"\w+", text)
    *all_but, last = wanted
    begun = any(
        (all_but or len(word) >= LEAST) and each.startswith(word) for each in found for word in last
    )
    return begun and all(any(word in found for word in words) for words in all_but)


def _best(record: Record, wanted: list[tuple[str, ...]]) -> str:
    """The text that holds most of the words; empty when some word is nowhere in the record."""
    folded = [(text, fold(text)) for text in texts(record) if text]
    whole = "\n".join(plain for _, plain in folded)
    if not all(_any(words, whole) for words in wanted):
        return ""
    return max(folded, key=lambda each: sum(_any(words, each[1]) for words in wanted))[0]


def _any(words: tuple[str, ...], text: str) -> bool:
    return any(word in text for word in words)


def excerpt(text: str, query: str, width: int) -> str:
    """The part of the text, on one line of ``width`` characters, in which the first word stands."""
    line = one_line(text)
    if len(line) <= width:
        return line
    plain = fold(line)
    wanted = [word for words in alternatives(query) for word in words]
    at = min((found for word in wanted if (found := plain.find(word)) >= 0), default=0)
    if len(fold(line[:at])) != at:  # œ is two folded letters, an accent typed apart is none
        at = min((start for start, _ in found_at(line, query)), default=0)
    start = max(at - width // 4, 0)
    start = line.rfind(" ", 0, start + 1) + 1 if start else 0
    return shorten(("…" if start else "") + line[start:], width)


def found_at(text: str, query: str) -> list[tuple[int, int]]:
    """Where in the text the words of the query stand: from which character, up to which."""
    folded = [fold(character) for character in text]
    origin = [at for at, plain in enumerate(folded) for _ in plain]
    whole = "".join(folded)
    wanted = {word for words in alternatives(query) for word in words}
    return sorted(
        (origin[hit.start()], _after(folded, origin[hit.end() - 1]))
        for word in wanted
        for hit in re.finditer(re.escape(word), whole)
    )


def _after(folded: list[str], at: int) -> int:
    """The character after this one and the marks that belong to it."""
    at += 1
    while at < len(folded) and not folded[at]:
        at += 1
    return at
