"""Which fields of which records may reach the partner, and who may change them: the one allow-list.

What is not named here stays in the file it was written in. A record of one author travels as a
whole; a record of both is merged field by field, its texts letter by letter. What one member says
about a record of any kind, such as a reply, is their voice, and travels apart from it.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from dataclasses import MISSING, is_dataclass
from dataclasses import fields as parts
from datetime import UTC, date, datetime
from functools import lru_cache
from typing import Any, NamedTuple

from rmjournal.errors import UsageProblem
from rmjournal.instants import movable
from rmjournal.model import agenda, feedback, objective, reflection, resource, session
from rmjournal.model.action import Action
from rmjournal.model.charter import FRAME, LONGEST, TEXTS, WEEKS, Charter
from rmjournal.model.feedback import Feedback
from rmjournal.model.learning import Learning
from rmjournal.model.objective import Objective
from rmjournal.model.pair import Pair
from rmjournal.model.record import BOTH, Record
from rmjournal.model.reflection import Reflection
from rmjournal.model.resource import Resource
from rmjournal.model.session import Session
from rmjournal.model.win import Win
from rmjournal.storage.codec import BadField, Slot, slots
from rmjournal.storage.tables import KINDS, TABLES
from rmjournal.zones import zone_named

Content = dict[str, Any]

OWNED: dict[type[Record], tuple[str, ...]] = {
    Reflection: ("session", "on", *reflection.TEXTS, "confidence"),
    Learning: (
        "what", "learner", "thanks_to", "session", "objective", "situation", "if_then", "check_on",
    ),
    Feedback: ("session", *feedback.TEXTS, "time_well_spent", "delivered"),
    Win: ("text", "on", "session", "objective"),
}  # fmt: skip
"""Records that only their author changes."""

MERGED: dict[type[Record], tuple[str, ...]] = {
    Charter: TEXTS,
    Objective: ("title", "why", "situation", "measure", "levels"),
    Session: ("purpose",),
    agenda.Item: ("topic", "outcome", "decision"),
    Action: ("text",),
    Resource: ("title",),
    Pair: (),
}
"""The texts of the records that belong to both, merged so that both people's words stay."""

BOTHS: dict[type[Record], tuple[str, ...]] = {
    Charter: (*FRAME, "version_of"),
    Objective: ("learner", "domain", "due", "importance", "status", "ended"),
    Session: (
        "starts", "zone", "minutes", "objective", "template", "status", "began", "lasted", "timer",
        "review_month", "adopted",
    ),
    agenda.Item: (
        "session", "position", "kind", "minutes", "by", "objective", "status", "decided", "took",
        "carried_from", "source",
    ),
    Action: ("owner", "due", "session", "objective", "learning", "item", "status", "closed"),
    Resource: ("url", "kind", "session", "objective", "used_on"),
    Pair: ("status", "closed"),
}  # fmt: skip
"""Their other fields, of which the later change holds."""

GIVERS = {
    "assents": "member", "ratings": "member", "replies": "author", "outcomes": "entered_by", "moves": "by",
}  # fmt: skip
"""The lists of what members say, and the key that names whose a value is."""
HEARD = "acknowledged"
"""What only the one who received feedback says of it."""

_BETWEEN = {
    "importance": (1, objective.MOST_IMPORTANT), "every_weeks": WEEKS, "review_month": (1, LONGEST),
    "confidence": (0, reflection.MOST_CONFIDENT), "time_well_spent": (0, feedback.MOST),
    "minutes": (0, 1440), "lasted": (0, 10**6), "took": (0, 10**6), "position": (0, 10**6),
}  # fmt: skip
_CHOICES: dict[tuple[type[Record], str], Collection[str]] = {
    (Objective, "domain"): objective.DOMAINS,
    (Session, "template"): session.TEMPLATES,
    (agenda.Item, "kind"): agenda.KINDS,
    (Resource, "kind"): resource.KINDS,
}
_MEMBERS = {"owner", "by", "learner", "thanks_to"}
_ID = re.compile("[0-9a-f]{16}")


class Field(NamedTuple):
    """One key of what travels: that of a field, or of a part of a field that has parts."""

    key: str
    slot: Slot
    part: str = ""


def fields(kind: type[Record], names: Iterable[str]) -> tuple[Field, ...]:
    """The keys under which these fields of a kind travel."""
    return _fields(kind, frozenset(names))  # type: ignore[arg-type]  # a type is hashable


@lru_cache(maxsize=1000)
def _fields(kind: type[Record], names: frozenset[str]) -> tuple[Field, ...]:
    found: list[Field] = []
    for slot in slots(kind):
        if slot.name not in names:
            continue
        if slot.values is not None and slot.default is not MISSING and slot.default != ():
            found += [
                Field(f"{slot.key}.{each.key}", slot, each.key) for each in slots(slot.values)
            ]
        else:
            found.append(Field(slot.key, slot))
    return tuple(found)


def encoded(record: Record, names: Iterable[str]) -> Content:
    """The fields as they travel; empty ones are left out."""
    content = {}
    for field in fields(type(record), names):
        value = getattr(record, field.slot.name)
        if not field.slot.silent(value):
            stored = field.slot.encode(value)
            stored = stored.get(field.part) if field.part else stored
            if stored is not None:
                content[field.key] = stored
    return content


def decoded(kind: type[Record], names: Iterable[str], content: Content, pair: Pair) -> Content:
    """The fields of a record, by name, from what travelled; raises BadField for what cannot be."""
    known, values = fields(kind, names), dict[str, Any]()
    if odd := content.keys() - {field.key for field in known}:
        raise BadField(min(odd))
    for field in known:
        try:
            _decode_into(values, field, content)
        except (TypeError, ValueError, AttributeError) as error:
            raise BadField(field.key) from error
    for name, value in values.items():
        _check(kind, name, value, pair)
    return values


def _decode_into(values: Content, field: Field, content: Content) -> None:
    slot, value = field.slot, content.get(field.key)
    if field.part:
        parts = {} if slot.name not in values else slot.encode(values[slot.name])
        if field.key in content:
            parts[field.part] = value
        values[slot.name] = slot.decode(parts)
    elif field.key in content:
        values[slot.name] = slot.decode(value)
    elif slot.default is MISSING:
        raise ValueError(field.key)
    else:
        values[slot.name] = slot.default


def _check(kind: type[Record], name: str, value: Any, pair: Pair) -> None:
    """Raises BadField for what no verb of ours would store."""
    if value is None:
        return
    least, most = _BETWEEN.get(name, (None, None))
    choices = _CHOICES.get((kind, name))
    slot = next(each for each in slots(kind) if each.name == name)
    wrong = (
        (least is not None and most is not None and not least <= value <= most)
        or (choices is not None and value not in choices)
        or (name in _MEMBERS and value != BOTH and not pair.name_of(value))
        or (bool(slot.link) and not _ID.fullmatch(value))
        or (name == "zone" and not _zone(value))
        or not timely(value)
        or (name == "timer" and any(not 0 <= (each.minutes or 0) <= 1440 for each in value))
    )
    if wrong:
        raise BadField(name)


def timely(value: Any) -> bool:
    """Whether every date in the value can be taken to another time zone."""
    if isinstance(value, tuple):
        return all(map(timely, value))
    if is_dataclass(value):
        return all(timely(getattr(value, each.name)) for each in parts(value))
    return not isinstance(value, date) or movable(value)


def created(each: Content) -> datetime:
    """When the record was written, by its author's clock; raises ValueError for no moment in UTC."""
    moment = datetime.fromisoformat(each["created"])
    if moment.utcoffset() is None or not timely(moment):
        raise ValueError("created")
    return moment.astimezone(UTC)


def _zone(name: str) -> bool:
    try:
        return bool(zone_named(name))
    except UsageProblem:
        return False


def is_id(value: object) -> bool:
    """Whether it is the id of a record."""
    return isinstance(value, str) and _ID.fullmatch(value) is not None


def kind_of(table: object, among: Collection[type[Record]]) -> type[Record] | None:
    """The kind of that table, if it is one of these."""
    kind = KINDS.get(table) if isinstance(table, str) else None
    return kind if kind in among else None


def voices(kind: type[Record]) -> list[Slot]:
    """The lists of a kind in which members speak."""
    return [slot for slot in slots(kind) if slot.name in GIVERS and slot.values is not None]


def spoken(record: Record, pair: Pair) -> Content:
    """What I say of a record, in my own name; and what I noted of the other, as what I ask them."""
    said: Content = {}
    for slot in voices(type(record)):
        giver = GIVERS[slot.name]
        mine = [
            {key: part for key, part in value.items() if key not in (giver, "entered_by")}
            for value in slot.encode(getattr(record, slot.name))
            if value[giver] == pair.me and value.get("entered_by", pair.me) == pair.me
        ]
        if mine:
            said[slot.key] = mine
    if isinstance(record, Feedback) and record.author != pair.me and record.acknowledged:
        said[HEARD] = encoded(record, [HEARD])[HEARD]
    asks = [
        {"digest": each.digest, "leaving": each.leaving}
        for each in getattr(record, "assents", ())
        if each.member == pair.partner.id and each.entered_by == pair.me
    ]
    return {**said, "asks": asks} if asks else said


def heard(kind: type[Record], said: Content, pair: Pair) -> Content:
    """What the partner says, as values of the fields, in their name; raises BadField."""
    values: Content = {}
    member = pair.partner.id
    for slot in voices(kind):
        there = said.get(slot.key, [])
        if not isinstance(there, list) or not all(isinstance(each, dict) for each in there):
            raise BadField(slot.key)
        given = {GIVERS[slot.name]: member}
        if slot.name != "moves":
            given["entered_by"] = member
        try:
            values[slot.name] = slot.decode([{**each, **given} for each in there])
        except (TypeError, ValueError) as error:
            raise BadField(slot.key) from error
    if kind is Feedback and HEARD in said:
        slot = next(each for each in slots(kind) if each.name == HEARD)
        try:
            values[HEARD] = slot.decode(said[HEARD])
        except (TypeError, ValueError) as error:
            raise BadField(HEARD) from error
    if not all(map(timely, values.values())):
        raise BadField("at")
    odd = said.keys() - {slot.key for slot in voices(kind)} - {HEARD, "asks", "readers"}
    if odd:
        raise BadField(min(odd))
    return values


def table_of(record: Record) -> str:
    """The table a record lives in."""
    return TABLES[type(record)]
