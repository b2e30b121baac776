"""One session's notes, or one day's, as plain data: what the sections of an export are made of."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, NamedTuple

from rmjournal.export.context import Audience, Selection, iso
from rmjournal.model import feedback as feedback_form
from rmjournal.model import reflection as reflection_form
from rmjournal.model.action import Action
from rmjournal.model.agenda import ANEW, Item, ItemStatus, times_carried
from rmjournal.model.feedback import Feedback
from rmjournal.model.learning import Learning
from rmjournal.model.record import Record
from rmjournal.model.reflection import Reflection
from rmjournal.model.resource import Resource
from rmjournal.model.session import Session
from rmjournal.model.win import Win
from rmjournal.text import blank, worded
from rmjournal.titles import is_title

Plain = dict[str, Any]


@dataclass(slots=True)
class Notes:
    """The records of one session, or of one day outside any."""

    items: list[Item] = field(default_factory=list)
    learnings: list[Learning] = field(default_factory=list)
    resources: list[Resource] = field(default_factory=list)
    actions: list[Action] = field(default_factory=list)
    wins: list[Win] = field(default_factory=list)
    reflections: list[Reflection] = field(default_factory=list)
    feedback: list[Feedback] = field(default_factory=list)

    def objectives(self) -> set[str | None]:
        """The ids of the objectives that the notes name."""
        named = (*self.items, *self.learnings, *self.resources, *self.actions, *self.wins)
        return {getattr(record, "objective", None) for record in named}


LINKED: dict[type[Record], str] = {
    Item: "items",
    Learning: "learnings",
    Resource: "resources",
    Action: "actions",
    Win: "wins",
    Reflection: "reflections",
    Feedback: "feedback",
}
"""The kinds of record that belong to a session, with their place in the notes."""


class TakenUp(NamedTuple):
    """Where an item that was carried over went."""

    number: int | None
    """Of the session where it is taken up again, or could be; none where that is not known."""
    held: bool
    """Whether that session took place by now."""


NOWHERE = TakenUp(None, held=False)


class Carried(NamedTuple):
    """How an item is followed from session to session."""

    find: Callable[[str], Item | None]
    """The item with this id."""
    taken_up: Callable[[Item], TakenUp]
    """Where it went."""
    called_off: Callable[[str], bool]
    """Whether the session with this id was cancelled."""


class Sections:
    """Turns records that were selected into plain data."""

    def __init__(self, selection: Selection, carried: Carried) -> None:
        self.selection = selection
        self.people = selection.people
        self.today = selection.day(selection.now)
        self._carried = carried

    def of(self, notes: Notes) -> Plain:
        """Every section of the notes, empty ones included."""
        items = sorted(notes.items, key=lambda item: (item.position, item.id))
        covered = [self.item(item) for item in items if _to_tell(item)]
        mine, others = self._told_apart(_dated(notes.reflections))
        plain = {
            "covered": covered,
            "spoken": any(_spoken(item) for item in items),
            "learnings": [self.learning(each) for each in _dated(notes.learnings)],
            "resources": [self._resource(each) for each in _dated(notes.resources)],
            "actions": [self._action(each) for each in _dated(notes.actions)],
            "carried": [self._waiting(item) for item in _left(items, ItemStatus.CARRIED)],
            "parked": [self.item(item) for item in _left(items, ItemStatus.PARKED)],
            "wins": [self.win(each) for each in _dated(notes.wins)],
            "my_reflections": [self._reflection(each) for each in mine],
            "reflections": [self._reflection(each) for each in others],
            "feedback": [self._feedback(each) for each in _dated(notes.feedback)],
        }
        return {"empty": not any(plain.values()), **plain}

    def session(self, session: Session, number: int | None) -> Plain:
        """The session itself: when, how long and what for."""
        when = session.when
        return {
            **self.selection.envelope(session),
            "number": number,
            "status": str(session.status),
            "date": iso(when.date()) if when else None,
            "starts": iso(when),
            "ended": iso(session.ended),
            "zone": session.zone,
            "minutes": session.minutes,
            "lasted": session.lasted,
            "purpose": worded(session.purpose),
            "proposed_by": None if session.review_month else self.people.name(session.author),
        }

    def _told_apart(self, found: list[Reflection]) -> tuple[list[Reflection], list[Reflection]]:
        """My own, which only my own copy calls mine, and the others."""
        me = self.selection.pair.me if self.selection.audience is Audience.SELF else None
        return [r for r in found if r.author == me], [r for r in found if r.author != me]

    def item(self, item: Item) -> Plain:
        """One point of an agenda, and what came of it."""
        return {
            **self.selection.envelope(item),
            "topic": item.topic,
            "kind": item.kind,
            "by": self.people.who(item.by),
            "minutes": item.minutes,
            "status": str(item.status),
            "noted": _spoken(item),
            "outcome": worded(item.outcome),
            "decision": worded(item.decision),
        }

    def times_carried(self, item: Item) -> int:
        """How often it had been carried over when it reached its own session."""
        return times_carried(item, self._carried.find, self._carried.called_off)

    def _waiting(self, item: Item) -> Plain:
        """An item that was not reached, and what is true of it today."""
        number, held = self._carried.taken_up(item)
        return {
            **self.item(item),
            "times_carried": self.times_carried(item),
            "stays_for": None if held else number,
            "went_to": number if held else None,
        }

    def learning(self, learning: Learning) -> Plain:
        """What was learned, and what came of it."""
        return {
            **self.selection.envelope(learning),
            "what": learning.what,
            "learner": self.people.who(learning.learner),
            "thanks_to": self.people.who(learning.thanks_to),
            "situation": worded(learning.situation),
            "if_then": worded(learning.if_then),
            "check_on": iso(learning.check_on),
            "check_passed": learning.check_on is not None and learning.check_on < self.today,
            "outcomes": [
                {"on": iso(each.on), "worked": str(each.worked), "text": worded(each.text)}
                for each in sorted(learning.outcomes, key=lambda each: (each.on, each.at))
            ],
        }

    def _action(self, action: Action) -> Plain:
        return {
            **self.selection.envelope(action),
            "text": action.text,
            "owner": self.people.who(action.owner),
            "due": iso(action.due),
            "status": str(action.status),
            "closed": iso(action.closed),
        }

    def _resource(self, resource: Resource) -> Plain:
        return {
            **self.selection.envelope(resource),
            "title": resource.title,
            "url": resource.url,
            "kind": resource.kind,
        }

    def win(self, win: Win) -> Plain:
        """What went well."""
        return {**self.selection.envelope(win), "text": win.text, "on": iso(win.on)}

    def _reflection(self, reflection: Reflection) -> Plain:
        return {
            **self.selection.envelope(reflection),
            "by": self.people.name(reflection.author),
            "on": iso(reflection.on),
            **{name: worded(getattr(reflection, name)) for name in reflection_form.TEXTS},
            "confidence": reflection.confidence,
        }

    def _feedback(self, feedback: Feedback) -> Plain:
        pair = self.selection.pair
        return {
            **self.selection.envelope(feedback),
            "by": self.people.name(feedback.author),
            "to": self.people.name(pair.other(feedback.author)),
            "delivered": self._day(feedback.delivered),
            **{name.rstrip("_"): worded(getattr(feedback, name)) for name in feedback_form.TEXTS},
            "time_well_spent": feedback.time_well_spent,
            "acknowledged": self._day(feedback.acknowledged),
            "replies": [
                {
                    "by": self.people.name(each.author),
                    "text": worded(each.text),
                    "change": worded(each.change),
                }
                for each in feedback.replies
            ],
        }

    def _day(self, stamp: datetime | None) -> str | None:
        return iso(self.selection.day(stamp)) if stamp else None


def _dated(records: list[Any]) -> list[Any]:
    return sorted(records, key=lambda record: record.created) if len(records) > 1 else records


def _left(items: list[Item], status: ItemStatus) -> list[Item]:
    """Those left so; not the bare names of parts, which come again of themselves."""
    return [item for item in items if item.status is status and not is_title(item)]


def _spoken(item: Item) -> bool:
    return item.status is ItemStatus.DONE or _told(item)


def _told(item: Item) -> bool:
    return not (blank(item.outcome) and blank(item.decision))


def _to_tell(item: Item) -> bool:
    if _told(item):
        return True
    told = item.status is ItemStatus.DONE or (item.status is ItemStatus.TO_DO and item.took != 0)
    return told and item.kind not in ANEW and not is_title(item)
