"""The values that an option or an argument can have, for a shell that completes it.

What is private is offered by its reference alone: a completion may show on a screen that others see.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from itertools import chain
from typing import TYPE_CHECKING, Any

from rmjournal import naming
from rmjournal.cli import choices, show
from rmjournal.cli import framework as f
from rmjournal.cli.state import journal
from rmjournal.cli.unfinished import DIRECTORIES, FILES, Candidate, Line
from rmjournal.i18n import _, words
from rmjournal.journal import references
from rmjournal.journal.data import TABLES
from rmjournal.journal.members import WHO
from rmjournal.model.action import Action, ActionStatus
from rmjournal.model.feedback import Feedback
from rmjournal.model.learning import Learning
from rmjournal.model.objective import Objective
from rmjournal.model.record import Record, Visibility, shown_id
from rmjournal.model.reflection import Reflection
from rmjournal.model.resource import Resource
from rmjournal.model.session import Session
from rmjournal.model.win import Win
from rmjournal.text import fold

if TYPE_CHECKING:
    from rmjournal.journal import Journal

KINDS: dict[str, type[Record]] = {
    "reflection": Reflection, "learning": Learning, "action": Action, "objective": Objective,
    "resource": Resource, "win": Win, "feedback": Feedback,
}  # fmt: skip
"""The record kind that a reference means after each of these words."""
MEMBERS = {
    "me": "moi", "partner": "partenaire", "mentor": "junior", "mentee": "senior", "both": "nous",
}  # fmt: skip
"""The French word for each member."""
_NAMES = re.compile(r"[a-z-]+(\|[a-z-]+)+")
"""Values that are the same in every language."""


def values(param: Any, path: list[str], line: Line) -> Iterator[Candidate]:
    """What could be given for a parameter of the command at ``path``."""
    metavar = param.metavar or ""
    if isinstance(metavar, f.Choices):
        yield from _slugs(metavar.slugs)
    elif _NAMES.fullmatch(metavar):
        yield from map(Candidate, metavar.split("|"))
    else:
        for name, offered in OFFERED.items():
            if metavar in (name, _(name)):
                yield from offered(param, path, line)


def _slugs(slugs: Iterable[str]) -> Iterator[Candidate]:
    """Each slug in the language in use, and every other word for it as far as it is typed.

    Without accents: some shells drop what does not begin as it was typed.
    """
    said = {
        slug: [fold(each) for each in choices.FRENCH.get(slug, ()) if "'" not in each]
        for slug in slugs
    }
    if words().language == "fr":
        yield from (Candidate(others[0], slug) for slug, others in said.items() if others)
    for slug, others in said.items():
        yield Candidate(slug, also=words().language == "fr" and bool(others))
        yield from (Candidate(each, slug, also=True) for each in others)


def _who(param: Any, path: list[str], line: Line) -> Iterator[Candidate]:
    pair = journal().pair
    french = words().language == "fr"
    names = {
        "me": pair.myself,
        "partner": pair.partner,
        "mentor": pair.mentor,
        "mentee": pair.mentee,
    }
    for slug in WHO:
        name = names[slug].name if slug in names else ""
        yield Candidate(MEMBERS[slug] if french else slug, name)
        yield Candidate(slug if french else MEMBERS[slug], name, also=True)


def _sessions(line: Line) -> Iterator[Candidate]:
    """Next, last, and every number, the latest first."""
    verbs = journal().sessions
    for session, said in ((verbs.next(), references.NEXT), (verbs.last(), references.LAST)):
        if session:
            here, there = said[:2] if words().language == "en" else (said[1], said[0])
            yield Candidate(here, show.about(journal(), session))
            yield Candidate(there, show.about(journal(), session), also=True)
    numbers = verbs.numbers()
    for place in reversed(verbs.places()):
        number = str(numbers.get(place.id, ""))
        if number and number.startswith(line.typed):
            session = journal().store.get(Session, place.id)
            yield Candidate(number, _session(session) if session else "")


def _session(session: Session) -> str:
    when = show.brief(session.when.date() if session.when else None)
    return " · ".join(part for part in (when, _said(session)) if part)


def _said(record: Record) -> str:
    """What a record says first; of a private one only that it is, of feedback only its day.

    An agenda item drawn from feedback repeats its words, so of it too there is only the day.
    """
    if record.visibility is Visibility.PRIVATE:
        return choices.readers(record.visibility).lower()
    if isinstance(record, Feedback) or journal().feedback.repeated_in(record):
        return show.brief(journal().clock.day(record.created))
    return naming.headline(record)


def _references(param: Any, path: list[str], line: Line) -> Iterator[Candidate]:
    name = "".join(param.opts)
    if name == "--objective":
        yield from _of(Objective)
    elif (
        name == "--session"
        or path[0] in ("session", "calendar")
        or tuple(path[:2]) == ("agenda", "show")
    ):
        yield from _sessions(line)
    elif path[0] == "conflicts":
        for each in journal().store.conflicts():
            yield Candidate(shown_id(each.id), f"{each.table} · {each.field}")
    elif path[0] in _ABOUT:
        yield from map(_candidate, _ABOUT[path[0]](journal()))
    elif tuple(path[:2]) in WANTED:
        wanted = WANTED[path[0], path[1]]
        yield from (_candidate(each) for each in _latest(KINDS[path[0]]) if wanted(each))
    elif path[0] in KINDS:
        yield from _of(KINDS[path[0]])
    else:
        yield from _sessions(line)
        for kind in KINDS.values():
            yield from _of(kind)


_ABOUT: dict[str, Callable[[Journal], Iterable[Record]]] = {
    "agenda": lambda journal: journal.agendas.all_waiting(),
    "exchange": lambda journal: chain.from_iterable(
        (each.stays, each.goes) for each in journal.exchange.twins()
    ),
    "trash": lambda journal: journal.records.trash(),
}
"""The records that the commands of a group are about, of several kinds or of one that has no group."""


def _of(kind: type[Record]) -> Iterator[Candidate]:
    yield from (_candidate(each) for each in _latest(kind))


def _latest(kind: type[Record]) -> list[Record]:
    found: list[Record] = [*journal().store.all(kind, journal().pair.id)]
    return sorted(found, key=lambda each: (each.created, each.id), reverse=True)


def _is_open(record: Record) -> bool:
    return isinstance(record, Action) and record.status is ActionStatus.OPEN


def _is_draft(record: Record) -> bool:
    mine = record.author == journal().pair.me
    return isinstance(record, Feedback) and mine and not record.delivered


WANTED: dict[tuple[str, str], Callable[[Record], bool]] = {
    ("action", "done"): _is_open, ("action", "drop"): _is_open,
    ("feedback", "deliver"): _is_draft, ("feedback", "edit"): _is_draft,
}  # fmt: skip
"""Which records a verb is about, of those of its kind."""


def _candidate(record: Record) -> Candidate:
    return Candidate(references.short(record), f"{_kind(record)} · {_said(record)}")


def _kind(record: Record) -> str:
    return _(choices.KINDS[TABLES[type(record)]])


def _items(param: Any, path: list[str], line: Line) -> Iterator[Candidate]:
    """The items of the agenda, by their place."""
    if path[0] == "agenda":
        session = journal().sessions.found(line.values.get("--session", "next"))
        for number, item in enumerate(journal().agendas.of(session).items, start=1):
            yield Candidate(str(number), _said(item))


def _pairs(param: Any, path: list[str], line: Line) -> Iterator[Candidate]:
    for pair in journal().pairs.all():
        names = words().listing([member.name for member in pair.members])
        yield Candidate(references.short(pair), names)


def _tables(param: Any, path: list[str], line: Line) -> Iterator[Candidate]:
    for table, label in choices.MANY.items():
        word = fold(_(label))
        yield Candidate(table if " " in word else word)


def _files(param: Any, path: list[str], line: Line) -> Iterator[Candidate]:
    yield Candidate(FILES)


def _directories(param: Any, path: list[str], line: Line) -> Iterator[Candidate]:
    yield Candidate(DIRECTORIES)


def _fields(param: Any, path: list[str], line: Line) -> Iterator[Candidate]:
    from rmjournal.cli.frame import SLUGS

    yield from _slugs(SLUGS)


OFFERED: dict[str, Callable[[Any, list[str], Line], Iterator[Candidate]]] = {
    f.REF: _references,
    "REF …": _references,
    f.WHO: _who,
    f.FILE: _files,
    "FILE …": _files,
    "DIR": _directories,
    "N": _items,
    "PLACE": _items,
    "PAIR": _pairs,
    "KIND": _tables,
    "FIELD": _fields,
    "N|FILE": _files,
}
"""What is offered for each word that stands for a value in the help."""
