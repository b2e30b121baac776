"""Fitting an agenda to the minutes of its session: fixed parts, free slots, the best topics."""

from __future__ import annotations

from dataclasses import replace

from rmjournal.i18n import N_, _
from rmjournal.journal.forms import Prepared, stored
from rmjournal.model.agenda import Agenda, Item
from rmjournal.model.record import Visibility
from rmjournal.model.session import Session
from rmjournal.model.value import value
from rmjournal.titles import TITLES

CHOSEN = 3
"""The most topics that a suggestion draws from the journal."""

ANOTHER = 5
"""The fewest minutes that are worth another topic."""

ASKED = 3
"""The carry from which on an item asks for a decision: do it, drop it, or make it an action."""

ALWAYS = N_("always")
UNPLANNED = N_("room for the unplanned")


@value()
class Candidate:
    """One part of a suggested agenda, or one that was not chosen, with the reason for it."""

    kind: str
    topic: str
    minutes: int
    reason: str
    by: str | None = None
    objective: str | None = None
    carried_from: str | None = None
    source: str | None = None
    visibility: Visibility = Visibility.PAIR
    """Who may read it: never more than may read what it is drawn from."""
    item: Item | None = None
    """The item that already stands on the agenda, if this is one."""


@value()
class Suggestion:
    """A whole agenda in order, and what was left out."""

    parts: tuple[Candidate, ...]
    left_out: tuple[Candidate, ...]

    @property
    def new(self) -> tuple[Candidate, ...]:
        """The parts that do not stand on the agenda yet."""
        return tuple(part for part in self.parts if part.item is None)

    @property
    def minutes(self) -> int:
        """The minutes of all parts."""
        return sum(part.minutes for part in self.parts)


def fitted(
    session: Session,
    parts: dict[str, int],
    standing: list[Item],
    candidates: list[Candidate],
    programme: Prepared,
) -> Suggestion:
    """The whole agenda: what stands on it, the fixed parts, and what the rest of the time allows.

    What stands on it keeps its order. What the kind of session prepares (``programme``) goes before
    the candidates, but for the recall, which they fill if they can; and so does the purpose of the
    session, which is its topic. What only I may read takes the place of nothing: it is left out, and
    for me to take up.
    """
    readers = session.within_pair
    agenda = Agenda(session.minutes, tuple(standing), alone=readers is Visibility.PRIVATE)
    shared = list(agenda.counted)
    room = session.minutes - agenda.planned
    fixed = _fixed_parts(parts, shared, room, readers)
    room -= sum(each.minutes for each in fixed)
    present = {item.kind for item in shared}
    free = _free_slots(parts, present, room)
    chosen, left_out = _chosen(session, parts, free, present, candidates, programme)
    rest = room - sum(each.minutes for each in chosen)
    return Suggestion(_ordered(standing, _stretched([*fixed, *chosen], rest)), left_out)


def _fixed_parts(
    parts: dict[str, int], standing: list[Item], room: int, readers: Visibility
) -> list[Candidate]:
    present = {item.kind for item in standing}
    wanted = {kind: parts[kind] for kind in ("wrap-up", "open", "check-in") if kind not in present}
    if "open" in wanted and "topic" not in parts:
        wanted["open"] = max(
            1, min(parts["open"], room - wanted.get("wrap-up", 0) - wanted.get("check-in", 0))
        )
    fixed = []
    for kind, most in wanted.items():
        minutes = min(most, room)
        if minutes > 0:
            reason = _(UNPLANNED) if kind == "open" else _(ALWAYS)
            fixed.append(Candidate(kind, stored(TITLES[kind]), minutes, reason, visibility=readers))
            room -= minutes
    return fixed


def _stretched(new: list[Candidate], rest: int) -> list[Candidate]:
    """The parts with the minutes that nothing was found for: the open time has them, else the longest."""
    if not new or not rest:
        return new
    longer = max(new, key=lambda each: (each.kind == "open", each.minutes))
    return [replace(each, minutes=each.minutes + rest) if each is longer else each for each in new]


def _chosen(
    session: Session,
    parts: dict[str, int],
    free: dict[str, int],
    present: set[str],
    candidates: list[Candidate],
    programme: Prepared,
) -> tuple[list[Candidate], tuple[Candidate, ...]]:
    """What is drawn for the free minutes, and what is not; a part that stands there comes once."""
    usual = [kind for kind in free if kind not in present]
    taken = {kind: free.pop(kind) for kind in usual if kind in programme and kind != "recall"}
    chosen: list[Candidate] = []
    seen: set[str | None] = set()
    if session.purpose and "topic" in free and "topic" in usual:
        taken["topic"] = free.pop("topic")
        seen.add(session.objective)
    recalls = "recall" in parts
    for candidate in candidates:
        slot = next((slot for slot in free if _fits(candidate, slot, recalls=recalls)), None)
        again = candidate.objective in seen and candidate.objective is not None
        apart = candidate.visibility is Visibility.PRIVATE is not session.visibility
        if slot is None or again or apart or len(chosen) >= CHOSEN:
            continue
        chosen.append(replace(candidate, kind=slot, minutes=free.pop(slot)))
        seen.add(candidate.objective)
    sources = {(each.source, each.carried_from) for each in chosen}
    left = tuple(each for each in candidates if (each.source, each.carried_from) not in sources)
    missing = {kind: minutes for kind, minutes in {**taken, **free}.items() if kind in usual}
    chosen.extend(_generic(session, missing, programme))
    return chosen, left


def _free_slots(parts: dict[str, int], present: set[str], room: int) -> dict[str, int]:
    """The minutes of the parts still to be filled, so that they take exactly ``room``: shrunk, or
    with another topic beside those that stand there, lest the recall fill what they leave.
    """
    slots: dict[str, int] = {
        kind: parts[kind]
        for kind in ("topic", "recall", "case")
        if kind in parts and kind not in present
    }
    while slots and sum(slots.values()) > room:
        smallest = min(slots, key=lambda kind: slots[kind])
        excess = sum(slots.values()) - room
        if len(slots) == 1 or slots[smallest] > excess + 2:
            slots[smallest] -= min(excess, slots[smallest])
            break
        slots.pop(smallest)
    slots = {kind: minutes for kind, minutes in slots.items() if minutes > 0}
    left = room - sum(slots.values())
    if left > 0:
        if "topic" not in slots and (("topic" in parts and left >= ANOTHER) or not slots):
            return {"topic": left, **slots}
        kind = "topic" if "topic" in slots else next(iter(slots))
        slots[kind] += left
    return slots


def _fits(candidate: Candidate, slot: str, *, recalls: bool) -> bool:
    """Whether it can fill that part: what is to be recalled a real case, in a form without a recall."""
    if candidate.kind != "recall":
        return slot != "recall"
    return slot == ("recall" if recalls else "case")


def _generic(session: Session, free: dict[str, int], programme: Prepared) -> list[Candidate]:
    """The parts that nothing was drawn for: by the programme, the purpose or their name."""
    generic = []
    readers = session.within_pair
    for kind, minutes in free.items():
        by = None
        if kind in programme:
            topic, by = programme[kind]
            reason = _("usual in such a session")
        elif kind == "topic" and session.purpose:
            topic, reason = session.purpose, _("the purpose of the session")
        else:
            topic, reason = stored(TITLES[kind]), _("usual at this length")
        generic.append(
            Candidate(
                kind, topic, minutes, reason, by=by, objective=session.objective, visibility=readers
            )
        )
    return generic


_ORDER = ("check-in", "recall", "topic", "other", "case", "open", "wrap-up")
_RANK = {kind: place for place, kind in enumerate(_ORDER)}


def _ordered(standing: list[Item], new: list[Candidate]) -> tuple[Candidate, ...]:
    """What stands there in its own order; each new part after the last that usually precedes it."""
    parts = [
        Candidate(
            item.kind,
            item.topic,
            item.minutes,
            "",
            by=item.by,
            objective=item.objective,
            visibility=item.visibility,
            item=item,
        )
        for item in standing
    ]
    for part in sorted(new, key=_rank):
        before = [at for at, each in enumerate(parts, start=1) if _rank(each) <= _rank(part)]
        parts.insert(max(before, default=0), part)
    return tuple(parts)


def _rank(part: Candidate) -> int:
    return rank(part.kind)


def rank(kind: str) -> int:
    """Where a kind of item usually stands among the others, from 0."""
    return _RANK.get(kind, _RANK["other"])
