"""Records as plain JSON documents and back, by the annotations of their dataclasses.

An empty field is left out; an unknown key is left alone; a wrong type is refused by name.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import MISSING, fields, is_dataclass
from datetime import date, datetime
from enum import StrEnum
from functools import lru_cache
from typing import Any, NamedTuple, TypeVar

from rmjournal.model import agenda, feedback, learning, objective, pair, record, session, timer
from rmjournal.model.action import ActionStatus

T = TypeVar("T")
Decode = Callable[[Any], Any]
Encode = Callable[[Any], Any]
Put = Callable[[Any, Any], None]
_EMPTY = (None, "", ())


class BadField(ValueError):
    """A stored value that is not of its field's type; carries the key, never the value."""


def _exactly(kind: type) -> Decode:
    def decode(value: Any) -> Any:
        if type(value) is not kind:
            raise TypeError
        return value

    return decode


def _same(value: Any) -> Any:
    return value


def _stamp(value: str) -> datetime:
    stamp = datetime.fromisoformat(value)
    if stamp.tzinfo is None:
        raise ValueError
    return stamp


def _local(value: str) -> datetime:
    moment = datetime.fromisoformat(value)
    if moment.tzinfo is not None:
        raise ValueError
    return moment


def _write_stamp(value: datetime) -> str:
    return value.isoformat(timespec="seconds").replace("+00:00", "Z")


def _write_local(value: datetime) -> str:
    return value.isoformat(timespec="minutes")


_LINKS = ("Ref", "Source")
_PLAIN: dict[str, type] = {
    **{kind.__name__: kind for kind in (str, int, bool)},
    **dict.fromkeys(_LINKS, str),
}
_SCALARS: dict[str, tuple[Decode, Encode]] = {
    **{name: (_exactly(kind), _same) for name, kind in _PLAIN.items()},
    "date": (date.fromisoformat, date.isoformat),
    "datetime": (_local, _write_local),
    "Local": (_local, _write_local),
    "Stamp": (_stamp, _write_stamp),
    "Visibility": (record.Visibility.of, str),
}
_ENUMS: tuple[type[StrEnum], ...] = (
    ActionStatus, agenda.ItemStatus, learning.Worked, objective.Level, objective.ObjectiveStatus,
    pair.PairStatus, session.SessionStatus,
)  # fmt: skip
_SCALARS |= {enum.__name__: (enum, str) for enum in _ENUMS}
_VALUES: dict[str, type] = {
    kind.__name__: kind
    for kind in (
        feedback.Reply, learning.Outcome, objective.Levels, objective.Rating, pair.Member,
        record.Assent, session.Move, timer.TimerEvent,
    )
}  # fmt: skip


class Slot(NamedTuple):
    """One field of a record: its key in the document, how it is read and written, its default."""

    name: str
    key: str
    decode: Decode
    encode: Encode
    default: Any
    values: type | None
    """The kind of the documents within the field's value, if it holds any."""
    plain: type | None
    """The type whose values are stored and read as they are, if the field is of one."""
    link: str
    """``Ref`` or ``Source`` if the field holds the id of another record, else empty."""

    def silent(self, value: Any) -> bool:
        """Whether the value needs no key: empty, and what a missing key stands for."""
        empty = value in _EMPTY or value is False or is_dataclass(value)
        return empty and bool(value == self.default)


def slots(kind: type) -> tuple[Slot, ...]:
    """The stored fields of a record kind."""
    if kind not in _slots:
        _slots[kind] = _slots_of(kind)
    return _slots[kind]


_slots: dict[type, tuple[Slot, ...]] = {}


def _slots_of(kind: type) -> tuple[Slot, ...]:
    return tuple(
        Slot(
            each.name,
            each.name.rstrip("_"),
            *_converters(str(each.type)),
            each.default,
            _VALUES.get(_bare(str(each.type))),
            _PLAIN.get(str(each.type).removesuffix(" | None")),
            bare if (bare := _bare(str(each.type))) in _LINKS else "",
        )
        for each in fields(kind)
    )


def _bare(annotation: str) -> str:
    return annotation.removesuffix(" | None").removeprefix("tuple[").removesuffix(", ...]")


def _converters(annotation: str) -> tuple[Decode, Encode]:
    if annotation.endswith(" | None"):
        decode, encode = _converters(annotation.removesuffix(" | None"))
        return (
            lambda value: None if value is None else decode(value),
            lambda value: None if value is None else encode(value),
        )
    if annotation.startswith("tuple["):
        decode, encode = _converters(annotation.removeprefix("tuple[").removesuffix(", ...]"))
        return (
            lambda values: tuple(decode(value) for value in _list(values)),
            lambda values: [encode(value) for value in values],
        )
    if annotation in _VALUES:
        kind = _VALUES[annotation]
        return (lambda document: from_document(kind, document), to_document)
    return _SCALARS[annotation]


def _list(values: Any) -> list[Any]:
    if not isinstance(values, list):
        raise TypeError
    return values


class _Plan(NamedTuple):
    """How documents with the same keys, in the same order, become records of a kind."""

    given: tuple[tuple[str, Put, type | None, Decode], ...]
    """For each key the setter of its field, and the ``plain`` and ``decode`` of its slot."""
    left: tuple[tuple[Put, Any], ...]
    """The setters of the other fields, with their defaults."""
    lacking: str
    """The first key that a record of the kind cannot be without and the documents have not."""


def from_document(kind: type[T], document: Any) -> T:
    """The record that the document holds; raises BadField with the key that cannot be read.

    Its slots are filled one after the other: through its constructor, which frozen dataclasses
    make slow, reading a large table would take a quarter longer.
    """
    if not isinstance(document, dict):
        raise BadField(kind.__name__)
    plan = _plan(kind, tuple(document))  # type: ignore[arg-type]  # a type is hashable
    record = object.__new__(kind)
    for (key, put, plain, decode), value in zip(plan.given, document.values(), strict=True):
        try:
            put(record, value if type(value) is plain else decode(value))
        except (TypeError, ValueError) as error:
            raise BadField(key) from error
    if plan.lacking:
        raise BadField(plan.lacking)
    for put, default in plan.left:
        put(record, default)
    return record


@lru_cache(maxsize=1000)
def _plan(kind: type, keys: tuple[str, ...]) -> _Plan:
    known = {slot.key: slot for slot in slots(kind)}
    unknown = ("", _ignored, None, _same)
    put = {slot.key: getattr(kind, slot.name).__set__ for slot in slots(kind)}
    left = [slot for key, slot in known.items() if key not in keys]
    return _Plan(
        tuple(
            (key, put[key], known[key].plain, known[key].decode) if key in known else unknown
            for key in keys
        ),
        tuple((put[slot.key], slot.default) for slot in left),
        next((slot.key for slot in left if slot.default is MISSING), ""),
    )


def _ignored(record: object, value: Any) -> None:
    """A key that we do not know, which stays in the document."""


def to_document(record: Any) -> dict[str, Any]:
    """The record as a document, without its empty fields."""
    document = {}
    for slot in slots(type(record)):
        value = getattr(record, slot.name)
        if not slot.silent(value):
            document[slot.key] = slot.encode(value)
    return document


def in_our_form(kind: type, document: dict[str, Any]) -> dict[str, Any]:
    """What the document says as we write it, keys that we do not know included; raises BadField.

    What a key that is left out stands for is written where we write it, and no empty one is left.
    """
    empty = dict.fromkeys((slot.key for slot in slots(kind)), MISSING)
    return overlay(kind, document, {**empty, **to_document(from_document(kind, document))})


def changed_keys(before: object, after: object) -> dict[str, Any]:
    """The keys that differ between two records of a kind, with the new value; MISSING when empty."""
    changes: dict[str, Any] = {}
    for slot in slots(type(after)):
        value = getattr(after, slot.name)
        if value != getattr(before, slot.name):
            changes[slot.key] = MISSING if slot.silent(value) else slot.encode(value)
    return changes


def overlay(kind: type, document: dict[str, Any], changes: dict[str, Any]) -> dict[str, Any]:
    """The document with its changed keys; keys we do not know stay, also within values."""
    merged = dict(document)
    within = {slot.key: slot.values for slot in slots(kind)}
    for key, value in changes.items():
        kept = _with_unknown(within.get(key), document.get(key), value)
        if kept is MISSING:
            merged.pop(key, None)
        else:
            merged[key] = kept
    return merged


def _with_unknown(kind: type | None, old: Any, new: Any) -> Any:
    if kind is not None and isinstance(old, list) and isinstance(new, list):
        spare = list(old)
        return [_taken(kind, spare, one) for one in new]
    if kind is not None and isinstance(old, dict):
        known = {slot.key for slot in slots(kind)}
        unknown = {key: value for key, value in old.items() if key not in known}
        if unknown:
            return {**(new if isinstance(new, dict) else {}), **unknown}
    return new


def _taken(kind: type, spare: list[Any], document: dict[str, Any]) -> Any:
    for number, each in enumerate(spare):
        if _stands_for(kind, each, document):
            return spare.pop(number)
    return document


def _stands_for(kind: type, stored: Any, document: dict[str, Any]) -> bool:
    try:
        return bool(from_document(kind, stored) == from_document(kind, document))
    except BadField:
        return False
