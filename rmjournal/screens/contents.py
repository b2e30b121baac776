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
from rmjournal.model.reflection import MOST_CONFIDENT, TEXTS, Reflection
from rmjournal.model.resource import Resource
from rmjournal.model.session import Session
from rmjournal.model.win import Win
from rmjournal.screens.phrases import joined, who
from rmjournal.screens.whole import Whole
from rmjournal.text import worded
from rmjournal.titles import decision_in_words, purpose_in_words, topic_in_words
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


class Told(NamedTuple):
    """A field as a record tells it."""

    name: str
    text: str
    brief: bool = False
    """Whether it is a fact of a few words, such as a date, and no text."""


class Part(NamedTuple):
    """A field that holds something."""

    name: str
    text: str
    readers: Visibility
    """Who may read the text."""
    brief: bool = False


ACTION = {
    ActionStatus.OPEN: N_("still to do"), ActionStatus.DONE: N_("done"), ActionStatus.DROPPED: N_("dropped"),
}  # fmt: skip
"""The words for the state of an action, msgids."""


def parts(at: Whole) -> Iterator[Part]:
    """Every field that holds something: its texts, what it belongs to, then the facts."""
    readers = at.record.visibility
    told = [each for each in PARTS[type(at.record)](at) if worded(each.text)]
    yield from (Part(each.name, each.text, readers) for each in told if not each.brief)
    if at.session and at.session.purpose:
        yield Part(
            _("The purpose of the session"), purpose_in_words(at.session), at.session.visibility
        )
    if at.objective:
        yield Part(_("The objective it serves"), at.objective.title, at.objective.visibility)
    yield from (Part(each.name, each.text, readers, brief=True) for each in told if each.brief)


def _reflection(at: Whole) -> Iterator[Told]:
    record = _as(at, Reflection)
    for name in TEXTS:
        yield Told(_(REFLECTION[name]), getattr(record, name))
    if record.confidence is not None:
        yield Told(_("Confidence"), f"{record.confidence}/{MOST_CONFIDENT}", brief=True)


def _learning(at: Whole) -> Iterator[Told]:
    record = _as(at, Learning)
    yield Told(_("What was learned"), record.what)
    learner = _person(at, record.learner)
    if record.thanks_to:
        learner = _("{name}, thanks to {other}", name=learner, other=_person(at, record.thanks_to))
    yield Told(_("Who learned it"), learner, brief=True)
    yield Told(_("Where it will be used"), record.situation)
    yield Told(_("If …, then …"), record.if_then)
    yield Told(
        _("Look again on"), naming.day(record.check_on) if record.check_on else "", brief=True
    )
    for outcome in record.outcomes:
        told = words().capital(joined(naming.day(outcome.on), _(WORKED[outcome.worked])))
        yield Told(told, outcome.text or "–")


def _action(at: Whole) -> Iterator[Told]:
    record = _as(at, Action)
    yield Told(_("What is to be done"), record.text)
    yield Told(_("Who does it"), _person(at, record.owner), brief=True)
    yield Told(_("Until"), naming.day(record.due) if record.due else "", brief=True)
    closed = naming.day(record.closed) if record.closed else ""
    yield Told(_("State"), joined(_(ACTION[record.status]), closed), brief=True)


def _resource(at: Whole) -> Iterator[Told]:
    record = _as(at, Resource)
    yield Told(_("What to read, watch or try"), record.title)
    yield Told(_("Address"), record.url)
    yield Told(_("What it is"), _(RESOURCE.get(record.kind, record.kind)), brief=True)
    yield Told(_("Used on"), "\n".join(naming.day(each) for each in record.used_on), brief=True)


def _feedback(at: Whole) -> Iterator[Told]:
    record = _as(at, Feedback)
    for name, label in FEEDBACK.items():
        value = getattr(record, name)
        told = _("{n} of {most}", n=value, most=MOST) if isinstance(value, int) else value
        yield Told(_(label), told or "")
    for reply in record.replies:
        name = _person(at, reply.author)
        date = naming.day(at.day(reply.at))
        yield Told(_("{name} answered on {date}", name=name, date=date), reply.text)
        yield Told(_("What we change"), reply.change)


def _objective(at: Whole) -> Iterator[Told]:
    record = _as(at, Objective)
    yield Told(_("What is to be learned"), record.title)
    yield Told(_("Who learns"), _person(at, record.learner), brief=True)
    yield Told(_("Why now"), record.why)
    yield Told(_("Real situation"), record.situation)
    yield Told(_("Measure"), record.measure)
    yield Told(_("Due"), naming.day(record.due) if record.due else "", brief=True)
    for level in Level:
        yield Told(words().capital(_(LEVELS[level])), getattr(record.levels, level))
    for rating in record.ratings:
        seen = joined(_person(at, rating.member), naming.day(rating.on), _(LEVELS[rating.level]))
        yield Told(seen, rating.note or "–")


def _item(at: Whole) -> Iterator[Told]:
    record = _as(at, Item)
    yield Told(_("Topic"), topic_in_words(record))
    yield Told(_("Who brings it"), _person(at, record.by), brief=True)
    yield Told(_("Minutes"), words().minutes(record.minutes), brief=True)
    yield Told(_("State"), _(ITEM[record.status]), brief=True)
    yield Told(words().capital(_("outcome")), record.outcome)
    yield Told(words().capital(_("decision")), decision_in_words(record))


def _session(at: Whole) -> Iterator[Told]:
    record = _as(at, Session)
    yield Told(_("Purpose"), purpose_in_words(record))
    yield Told(_("When"), naming.when_of(record, str(at.zone)), brief=True)
    yield Told(_("Length"), words().minutes(record.lasted or record.minutes), brief=True)
    yield Told(_("State"), _(SESSION[record.status]), brief=True)
    if moved := record.postponed:
        told = ngettext("postponed once", "postponed {n} times", moved)
        yield Told(_("Moves"), told, brief=True)


def _win(at: Whole) -> Iterator[Told]:
    yield Told(_("What went well"), _as(at, Win).text)


def _charter(at: Whole) -> Iterator[Told]:
    record = _as(at, Charter)
    for name, label in CHARTER.items():
        yield Told(_(label), _value(name, getattr(record, name)))


def _pair(at: Whole) -> Iterator[Told]:
    record = _as(at, Pair)
    yield Told(_("Teaches"), record.mentor.name, brief=True)
    yield Told(_("Learns"), record.mentee.name, brief=True)


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
