"""Frozen, slotted dataclasses that cost next to nothing to define.

``dataclass`` writes and compiles six methods for each class: for the forty classes that every start
loads, that takes longer than reading a journal. Here all classes share the same six.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import MISSING, Field, FrozenInstanceError, dataclass, field, fields
from operator import attrgetter
from typing import Any, NamedTuple, Never, TypeVar, dataclass_transform

T = TypeVar("T")


@dataclass_transform(frozen_default=True, field_specifiers=(field,))
def value(*, kw_only: bool = False) -> Callable[[type[T]], type[T]]:
    """What ``dataclass(frozen=True, slots=True)`` makes of a class; its own methods stay."""

    def made(kind: type[T]) -> type[T]:
        own = vars(kind)
        shared = {name: each for name, each in _SHARED.items() if name not in own}
        plain = dataclass(init=False, repr=False, eq=False, slots=True, kw_only=kw_only)(kind)
        for name, each in shared.items():
            setattr(plain, name, each)
        return plain

    return made


class _Shape(NamedTuple):
    """What the methods need of a class; made when the first of them is called."""

    fields: tuple[tuple[str, Callable[[Any, Any], None], Field[Any]], ...]
    """The name of each field, what sets it, and the field."""
    positional: tuple[str, ...]
    read: Callable[[Any], Any]
    """Reads every field."""


_shapes: dict[type, _Shape] = {}


def _shape(one: object) -> _Shape:
    kind: type[Any] = type(one)
    if kind not in _shapes:
        found = fields(kind)
        _shapes[kind] = _Shape(
            tuple((each.name, getattr(kind, each.name).__set__, each) for each in found),
            tuple(each.name for each in found if not each.kw_only),
            attrgetter(*(each.name for each in found)),
        )
    return _shapes[kind]


def _init(self: object, /, *args: Any, **given: Any) -> None:
    shape, kind = _shape(self), type(self).__name__
    if args:
        named = dict(zip(shape.positional, args, strict=False))
        if len(named) < len(args) or named.keys() & given:
            raise TypeError(f"{kind} was given too much")
        given |= named
    for name, put, each in shape.fields:
        if name in given:
            put(self, given.pop(name))
        elif each.default is not MISSING:
            put(self, each.default)
        elif each.default_factory is not MISSING:
            put(self, each.default_factory())
        else:
            raise TypeError(f"{kind} lacks {name}")
    if given:
        raise TypeError(f"{kind} has no {', '.join(given)}")


def _repr(self: object) -> str:
    told = (f"{name}={getattr(self, name)!r}" for name, _put, _field in _shape(self).fields)
    return f"{type(self).__qualname__}({', '.join(told)})"


def _eq(self: object, other: object) -> Any:
    if type(other) is not type(self):
        return NotImplemented
    read = _shape(self).read
    return read(self) == read(other)


def _hash(self: object) -> int:
    return hash(_shape(self).read(self))


def _frozen(self: object, name: str, _value: object = None) -> Never:
    raise FrozenInstanceError(f"{name!r} of {type(self).__name__} cannot be changed")


_SHARED: dict[str, Callable[..., Any]] = {
    "__init__": _init, "__repr__": _repr, "__eq__": _eq, "__hash__": _hash,
    "__setattr__": _frozen, "__delattr__": _frozen,
}  # fmt: skip
