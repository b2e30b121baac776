"""What a record holds: each of its fields with its name, in the words of the person."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from typing import Any, NamedTuple, TypeVar

from rmjournal import naming
from rmjournal.i18n import N_, _, ngettext, words
from rmjournal.model.action import Action, ActionStatus
from rmjournal.model.agenda import Item
from rmjournal.model.charter import Charter
from rmjournal.model.feedback import MOST, Feedback
from rmjournal.model.learning import Learning
from rmjournal.model.objective import Level, Objective
from rmjournal.model.pair import Pair
from rmjournal.model.record import BOTH, Record, Visibility
from rmjournal.model.reflection import TEXTS, Reflection
from rmjournal.model.resource import Resource
from rmjournal.model.session import Session
from rmjournal.model.win import Win
from rmjournal.screens.phrases import joined, who
from rmjournal.screens.whole import Whole
from rmjournal.vocabulary import (
    CHARTER,
    FEEDBACK,
    ITEM,
    LEVELS,
    REFLECTION,
    RESOURCE,
    SESSION,
    WORKED,
)

R = TypeVar("R", bound=Record)

BRIEF = 44
"""The characters of a fact of a few words, at most."""
ANSWERS = (Reflection, Feedback, Charter)
"""The kinds whose fields are answers to questions, however short."""

Told = tuple[str, str]
"""The name of a field, and what it holds."""


class Part(NamedTuple):
    """A field that holds something."""

    name: str
    text: str
    readers: Visibility
    """Who may read the text."""
    brief: bool
    """Whether it is a fact of a few words, and no text."""


ACTION = {
    ActionStatus.OPEN: N_("still to do"), ActionStatus.DONE: N_("done"), ActionStatus.DROPPED: N_("dropped"),
}  # fmt: skip
"""The words for the state of an action, msgids."""


def parts(at: Whole) -> Iterator[Part]:
    """Every field that holds something, the most telling first."""
    record = at.record
    for name, text in PARTS[type(record)](at):
        if text.strip():
            brief = not isinstance(record, ANSWERS) and len(text) <= BRIEF and "\n" not in text
            yield Part(name, text, record.visibility, brief)
    if at.session and at.session.purpose:
        purpose = at.session.purpose
        yield Part(_("The purpose of the session"), purpose, at.session.visibility, False)
    if at.objective:
        yield Part(_("The objective it serves"), at.objective.title, at.objective.visibility, False)


def _reflection(at: Whole) -> Iterator[Told]:
    record = _as(at, Reflection)
    for name in TEXTS:
        yield _(REFLECTION[name]), getattr(record, name)
    if record.confidence is not None:
        yield _("Confidence"), f"{record.confidence}/10"


def _learning(at: Whole) -> Iterator[Told]:
    record = _as(at, Learning)
    yield _("What was learned"), record.what
    learner = _person(at, record.learner)
    if record.thanks_to:
        learner = _("{name}, thanks to {other}", name=learner, other=_person(at, record.thanks_to))
    yield _("Who learned it"), learner
    yield _("Where it will be used"), record.situation
    yield _("If …, then …"), record.if_then
    yield _("Look again on"), naming.day(record.check_on) if record.check_on else ""
    for outcome in record.outcomes:
        told = words().capital(joined(naming.day(outcome.on), _(WORKED[outcome.worked])))
        yield told, outcome.text or "–"


def _action(at: Whole) -> Iterator[Told]:
    record = _as(at, Action)
    yield _("What is to be done"), record.text
    yield _("Who does it"), _person(at, record.owner)
    yield _("Until"), naming.day(record.due) if record.due else ""
    closed = naming.day(record.closed) if record.closed else ""
    yield _("State"), joined(_(ACTION[record.status]), closed)


def _resource(at: Whole) -> Iterator[Told]:
    record = _as(at, Resource)
    yield _("What to read, watch or try"), record.title
    yield _("Address"), record.url
    yield _("What it is"), _(RESOURCE.get(record.kind, record.kind))
    yield _("Used on"), "\n".join(naming.day(each) for each in record.used_on)


def _feedback(at: Whole) -> Iterator[Told]:
    record = _as(at, Feedback)
    for name, label in FEEDBACK.items():
        value = getattr(record, name)
        told = _("{n} of {most}", n=value, most=MOST) if isinstance(value, int) else value
        yield _(label), told or ""
    for reply in record.replies:
        name = _person(at, reply.author)
        date = naming.day(at.day(reply.at))
        yield _("{name} answered on {date}", name=name, date=date), reply.text
        yield _("What we change"), reply.change


def _objective(at: Whole) -> Iterator[Told]:
    record = _as(at, Objective)
    yield _("What is to be learned"), record.title
    yield _("Who learns"), _person(at, record.learner)
    yield _("Why now"), record.why
    yield _("Real situation"), record.situation
    yield _("Measure"), record.measure
    yield _("Due"), naming.day(record.due) if record.due else ""
    for level in Level:
        yield words().capital(_(LEVELS[level])), getattr(record.levels, level)
    for rating in record.ratings:
        seen = joined(_person(at, rating.member), naming.day(rating.on), _(LEVELS[rating.level]))
        yield seen, rating.note or "–"


def _item(at: Whole) -> Iterator[Told]:
    record = _as(at, Item)
    yield _("Topic"), record.topic
    yield _("Who brings it"), _person(at, record.by)
    yield _("Minutes"), words().minutes(record.minutes)
    yield _("State"), _(ITEM[record.status])
    yield words().capital(_("outcome")), record.outcome
    yield words().capital(_("decision")), record.decision


def _session(at: Whole) -> Iterator[Told]:
    record = _as(at, Session)
    yield _("Purpose"), record.purpose
    yield _("When"), words().moment(record.when) if record.when else _("no date yet")
    yield _("Length"), words().minutes(record.lasted or record.minutes)
    yield _("State"), _(SESSION[record.status])
    moved = record.postponed
    yield _("Moves"), ngettext("postponed once", "postponed {n} times", moved) if moved else ""


def _win(at: Whole) -> Iterator[Told]:
    yield _("What went well"), _as(at, Win).text


def _charter(at: Whole) -> Iterator[Told]:
    record = _as(at, Charter)
    for name, label in CHARTER.items():
        yield _(label), _value(name, getattr(record, name))


def _pair(at: Whole) -> Iterator[Told]:
    record = _as(at, Pair)
    yield _("Teaches"), record.mentor.name
    yield _("Learns"), record.mentee.name


def _value(name: str, value: Any) -> str:
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, date):
        return naming.day(value, weekday=False)
    if isinstance(value, tuple):
        return ", ".join(map(str, value))
    if name == "minutes":
        return words().minutes(value)
    return "" if value is None else str(value)


def _person(at: Whole, member: str) -> str:
    return who(at.pair, None if member == BOTH else member)


def _as(at: Whole, kind: type[R]) -> R:
    assert isinstance(at.record, kind)
    return at.record


PARTS: dict[type[Record], Callable[[Whole], Iterable[Told]]] = {
    Reflection: _reflection, Learning: _learning, Action: _action, Win: _win, Resource: _resource,
    Feedback: _feedback, Objective: _objective, Item: _item, Session: _session, Charter: _charter,
    Pair: _pair,
}  # fmt: skip
"""How each kind of record tells its fields."""
