"""The agenda of one session: its items in order, and the arithmetic of its minutes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from enum import StrEnum

from rmjournal.model.record import BOTH, Record, Ref, Source, Stamp, Visibility
from rmjournal.model.value import value


class ItemStatus(StrEnum):
    """To do, done, carried over to a later session, or parked without a date."""

    TO_DO = "todo"
    DONE = "done"
    CARRIED = "carried"
    PARKED = "parked"


LEFT = (ItemStatus.CARRIED, ItemStatus.PARKED)
"""The states of an item that takes no time in its session any more."""

KINDS = ("check-in", "recall", "topic", "case", "open", "wrap-up", "other")
"""Opening; recall and practice; topic and demonstration; real case; open time; who does what."""

ANEW = ("check-in", "open", "wrap-up")
"""The kinds that every session has anew: never carried over, told of only where something was noted."""


@value(kw_only=True)
class Item(Record):
    """One point of an agenda. How often it was carried is derived from ``carried_from``."""

    session: Ref
    position: int
    """Its place in the agenda, from 1; ties are broken by id."""
    topic: str
    kind: str = "topic"
    minutes: int = 10
    by: str = BOTH
    """Who brings it: a member's id, or ``both``."""
    objective: Ref | None = None
    status: ItemStatus = ItemStatus.TO_DO
    outcome: str = ""
    decision: str = ""
    decided: Stamp | None = None
    """When the decision was last added to, if that is known."""
    took: int | None = None
    """The minutes it really took, if the timer ran; none at all for what it did not reach."""
    carried_from: Source | None = None
    """The item of an earlier session that this one takes up again."""
    source: Source | None = None
    """The action, learning, feedback or objective that suggested it."""


@value()
class Agenda:
    """The items of a session of ``minutes``, in order.

    What only one of the two may read is counted apart from what both see, so that both count alike.
    """

    minutes: int
    items: tuple[Item, ...]
    alone: bool = False
    """Whether the session itself is for one of them only; then nothing is apart."""

    @classmethod
    def of(cls, minutes: int, items: list[Item], *, alone: bool = False) -> Agenda:
        """The agenda these items make, by position, then id; what takes no time any more comes last.

        Thus what is to be spoken of is numbered without gaps.
        """
        ordered = sorted(items, key=lambda item: (item.status in LEFT, item.position, item.id))
        return cls(minutes, tuple(ordered), alone)

    def sets_apart(self, readers: Visibility) -> bool:
        """Whether an item for these readers is counted apart."""
        return readers is Visibility.PRIVATE and not self.alone

    @property
    def counted(self) -> tuple[Item, ...]:
        """The items that fill the session: those set apart aside, and carried and parked ones."""
        return tuple(
            item
            for item in self.items
            if item.status not in LEFT and not self.sets_apart(item.visibility)
        )

    @property
    def planned(self) -> int:
        """The minutes of what fills the session."""
        return sum(item.minutes for item in self.counted)

    @property
    def apart(self) -> int:
        """The minutes of what is counted apart."""
        kept = (item.minutes for item in self.items if item.status not in LEFT)
        return sum(kept) - self.planned

    @property
    def over(self) -> int:
        """The minutes planned beyond the session's length."""
        return max(self.planned - self.minutes, 0)

    @property
    def open_minutes(self) -> int:
        """The minutes kept for the unplanned."""
        return sum(item.minutes for item in self.counted if item.kind == "open")

    @property
    def open_floor(self) -> int:
        """The least open time this length asks for: a sixth, rounded up."""
        return -(-self.minutes // 6)

    def gave(self, after: Agenda) -> list[tuple[Item, int]]:
        """Its items that have fewer minutes in the agenda ``after``, as they are there, and how many.

        One that is set aside by then gave all it had.
        """
        now = {each.id: each for each in after.items}
        return [
            (now[each.id], each.minutes if now[each.id].status in LEFT else less)
            for each in self.items
            if each.id in now and each.status not in LEFT
            if (less := each.minutes - now[each.id].minutes) > 0 or now[each.id].status in LEFT
        ]

    def place(self, id: str) -> int:
        """The place of the item with that id, from 1; 0 where there is none."""
        return next((at for at, item in enumerate(self.items, start=1) if item.id == id), 0)

    def beside(self, id: str, way: int) -> int:
        """The place it has after one step up (-1) or down (1), past what takes no time here any more.

        At the ends, and for an item that is not here, the place it has.
        """
        place = at = self.place(id)
        while at and 1 <= at + way <= len(self.items):
            at += way
            if self.items[at - 1].status not in LEFT:
                return at
        return place

    def moved(self, id: str, to: int) -> Agenda:
        """The agenda with the item at the place ``to``, from 1, and the others in their order."""
        rest = [item for item in self.items if item.id != id]
        rest[to - 1 : to - 1] = [item for item in self.items if item.id == id]
        return replace(self, items=tuple(rest))


def times_carried(
    item: Item, find: Callable[[str], Item | None], called_off: Callable[[str], bool]
) -> int:
    """How often it had been carried over when it reached its own session.

    It is followed back to where it first stood, by ``find``, which gives the item with an id. One
    that was parked there was set aside, and is not counted as carried; nor is one whose session
    was ``called_off``, which says so of a session's id: nobody could speak of it there.
    """
    times, seen = 0, {item.id}
    while item.carried_from and item.carried_from not in seen:
        seen.add(item.carried_from)
        before = find(item.carried_from)
        if before is None:
            break
        counts = before.status is not ItemStatus.PARKED and not called_off(before.session)
        times, item = times + counts, before
    return times
