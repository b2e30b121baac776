"""What both front ends say in the same words of the hour of a session: early, late, left running."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date, datetime
from typing import TYPE_CHECKING

from rmjournal.i18n import _, words
from rmjournal.model.agenda import LEFT, Item

if TYPE_CHECKING:
    from rmjournal.model.progress import Progress


def early(when: datetime | None, today: date) -> str:
    """That a session would begin at another time than the one it is planned for."""
    if when is None:
        return _("It has no date yet; it would begin now.")
    moment = words().moment(when, year=when.year != today.year)
    return _("It is planned for {when}; it would begin now instead.", when=moment)


def left_running(at: Progress) -> str:
    """That a timer was left running, and how long it ran by now."""
    hours, minutes = divmod(at.seconds // 60, 60)
    return _("The timer was left running: {hours} h {minutes} min, in a session of {length} min.",
             hours=hours, minutes=minutes, length=at.minutes)  # fmt: skip


def lateness(at: Progress, named: Callable[[Item], str]) -> str:
    """What a late start takes, and from which items; empty where nothing is taken."""
    if not at.late:
        return ""
    told = _("{n} min late: the end stays, and the wrap-up too.", n=at.late)
    cut = shortened(at, named)
    return f"{told} {words().capital(cut)}." if cut else told


def shortened(at: Progress, named: Callable[[Item], str]) -> str:
    """The items that a late start makes shorter, and by how much; empty where there are none."""
    cut = [
        _("“{topic}” goes from {before} to {after} min", topic=named(each.item),
          before=each.item.minutes, after=each.minutes)
        for each in at.items if each.minutes < each.item.minutes
    ]  # fmt: skip
    return words().listing(cut)


def made_room(gave: Iterable[tuple[Item, int]], named: Callable[[Item], str]) -> str:
    """Which items made room for a new one on their agenda, and how; empty where none did."""
    parts = [
        _("“{topic}” was set aside, {n} min", topic=named(item), n=minutes)
        if item.status in LEFT
        else _("“{topic}” gave {n} min", topic=named(item), n=minutes)
        for item, minutes in gave
    ]
    return _("To make room, {parts}.", parts=words().listing(parts)) if parts else ""
