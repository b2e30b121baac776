"""Values: dataclasses in everything but how long they take to define."""

from __future__ import annotations

from dataclasses import FrozenInstanceError, dataclass, field, fields, replace

import pytest

from rmjournal.model.value import value


@value()
class Point:
    """Two positional fields, one of them with a default."""

    x: int
    y: int = 0


@value(kw_only=True)
class Named(Point):
    """A value made of another one, with a default that is made anew each time."""

    name: str
    tags: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Model:
    """What Point would be as an ordinary dataclass."""

    x: int
    y: int = 0


def test_a_value_is_a_dataclass() -> None:
    """Its fields can be listed, replaced, compared, hashed and read in a message."""
    assert [each.name for each in fields(Named)] == ["x", "y", "name", "tags"]
    assert replace(Point(1), y=2) == Point(1, 2) != Point(2, 1)
    assert hash(Point(1, 2)) == hash(Model(1, 2))
    assert repr(Point(1)) == repr(Model(1)).replace("Model", "Point")
    assert Point(1) != Model(1)  # type: ignore[comparison-overlap]
    match Point(3, 4):
        case Point(x, y):
            assert (x, y) == (3, 4)


def test_fields_come_by_place_or_by_name() -> None:
    """Those of its parent too; each default is a new one."""
    assert Named(1, name="a") == Named(x=1, y=0, name="a", tags=[])
    assert Named(1, name="a").tags is not Named(1, name="a").tags


@pytest.mark.parametrize(
    "make",
    [
        Point,
        lambda: Point(1, 2, 3),  # type: ignore[call-arg]
        lambda: Point(1, x=1),  # type: ignore[misc]
        lambda: Point(1, z=1),  # type: ignore[call-arg]
        lambda: Named(1, 2, "a"),  # type: ignore[call-arg]
    ],
)  # fmt: skip
def test_what_does_not_fit_is_refused(make: object) -> None:
    """A field that lacks, one too many, twice the same, an unknown one, a name by its place."""
    with pytest.raises(TypeError, match=r"Point|Named"):
        make()  # type: ignore[operator]


def test_a_value_does_not_change() -> None:
    """No field is set or deleted, and none is added: there is no place for it."""
    point = Point(1)
    with pytest.raises(FrozenInstanceError):
        point.x = 2  # type: ignore[misc]
    with pytest.raises(FrozenInstanceError):
        del point.x
    with pytest.raises(FrozenInstanceError):
        point.z = 2  # type: ignore[attr-defined]
    assert not hasattr(point, "__dict__")
