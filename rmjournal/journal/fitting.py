"""Fitting an agenda to the minutes of its session: fixed parts, free slots, the best topics."""

from __future__ import annotations

from dataclasses import dataclass, replace

from rmjournal.i18n import N_, Words, _, words
from rmjournal.model.agenda import Agenda, Item
from rmjournal.model.record import Visibility
from rmjournal.model.session import Session

CHOSEN = 3
"""The most topics that a suggestion draws from the journal."""

FORMS: dict[int, dict[str, int]] = {
    20: {"check-in": 3, "topic": 10, "open": 4, "wrap-up": 3},
    30: {"check-in": 5, "topic": 10, "case": 5, "open": 5, "wrap-up": 5},
    45: {"check-in": 5, "recall": 5, "topic": 12, "case": 10, "open": 8, "wrap-up": 5},
    60: {"check-in": 5, "recall": 10, "topic": 20, "case": 10, "open": 10, "wrap-up": 5},
}
"""The minutes of each part, by the length of the session."""

TITLES = {
    "check-in": N_("Check-in"),
    "recall": N_("Recall and practice"),
    "topic": N_("Topic and demonstration"),
    "case": N_("A real case"),
    "open": N_("Open time"),
    "wrap-up": N_("Wrap-up: who does what"),
}
ALWAYS = N_("always")
UNPLANNED = N_("room for the unplanned")


@dataclass(frozen=True, slots=True)
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


@dataclass(frozen=True, slots=True)
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


def form(minutes: int, *, recall: bool = True) -> dict[str, int]:
    """The minutes of each part of a session of that length; they add up to it exactly.

    Lengths between the four forms take the shorter one; the topic absorbs what is left, and open
    time is never under a sixth. Without recall (the first session) its minutes go to the topic.
    """
    base = max((length for length in FORMS if length <= minutes), default=0)
    parts = dict(FORMS[base]) if base else {"check-in": 1, "topic": 0, "open": 1, "wrap-up": 1}
    if not recall:
        parts.pop("recall", None)
    parts["open"] = max(parts["open"], -(-minutes // 6))
    parts["topic"] = 0
    parts["topic"] = minutes - sum(parts.values())
    return parts


def stored(message: str, **values: object) -> str:
    """The message as it goes into the file: in the typography of files, not of this terminal."""
    return Words(words().language, terminal=False).text(message, **values)


def fitted(
    session: Session, parts: dict[str, int], standing: list[Item], candidates: list[Candidate]
) -> Suggestion:
    """The whole agenda: what stands on it, the fixed parts, and what the rest of the time allows."""
    room = session.minutes - Agenda(session.minutes, tuple(standing)).planned
    readers = Visibility.PAIR.narrower(session.visibility)
    fixed = _fixed_parts(parts, standing, room, readers)
    room -= sum(each.minutes for each in fixed)
    chosen, left_out = _chosen(session, parts, standing, candidates, room)
    return Suggestion(_ordered(standing, fixed, chosen), left_out)


def _fixed_parts(
    parts: dict[str, int], standing: list[Item], room: int, readers: Visibility
) -> list[Candidate]:
    present = {item.kind for item in standing}
    fixed = []
    for kind in ("wrap-up", "open", "check-in"):
        minutes = min(parts[kind], room)
        if kind not in present and minutes > 0:
            reason = _(UNPLANNED) if kind == "open" else _(ALWAYS)
            fixed.append(Candidate(kind, stored(TITLES[kind]), minutes, reason, visibility=readers))
            room -= minutes
    return fixed


def _chosen(
    session: Session,
    parts: dict[str, int],
    standing: list[Item],
    candidates: list[Candidate],
    room: int,
) -> tuple[list[Candidate], tuple[Candidate, ...]]:
    free = _free_slots(parts, standing, room)
    chosen: list[Candidate] = []
    seen: set[str | None] = set()
    for candidate in candidates:
        slot = next((slot for slot in free if _fits(candidate, slot)), None)
        again = candidate.objective in seen and candidate.objective is not None
        if slot is None or again or len(chosen) >= CHOSEN:
            continue
        chosen.append(replace(candidate, kind=slot, minutes=free.pop(slot)))
        seen.add(candidate.objective)
    sources = {(each.source, each.carried_from) for each in chosen}
    left = tuple(each for each in candidates if (each.source, each.carried_from) not in sources)
    chosen.extend(_generic(session, free))
    return chosen, left


def _free_slots(parts: dict[str, int], standing: list[Item], room: int) -> dict[str, int]:
    """The minutes of the parts still to be filled, shrunk so that they take exactly ``room``."""
    present = {item.kind for item in standing}
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
        kind = "topic" if "topic" in slots or not slots else next(iter(slots))
        slots[kind] = slots.get(kind, 0) + left
    return slots


def _fits(candidate: Candidate, slot: str) -> bool:
    return slot == "recall" if candidate.kind == "recall" else slot != "recall"


def _generic(session: Session, free: dict[str, int]) -> list[Candidate]:
    generic = []
    for kind, minutes in free.items():
        purpose = session.purpose if kind == "topic" and session.purpose else stored(TITLES[kind])
        reason = (
            _("the purpose of the session")
            if purpose == session.purpose
            else _("usual at this length")
        )
        generic.append(
            Candidate(
                kind, purpose, minutes, reason, objective=session.objective,
                visibility=Visibility.PAIR.narrower(session.visibility),
            )
        )  # fmt: skip
    return generic


_ORDER = ("check-in", "recall", "topic", "other", "case", "open", "wrap-up")


def _ordered(
    standing: list[Item], fixed: list[Candidate], chosen: list[Candidate]
) -> tuple[Candidate, ...]:
    kept = [
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
    rank = {kind: place for place, kind in enumerate(_ORDER)}
    return tuple(sorted([*kept, *chosen, *fixed], key=lambda part: rank.get(part.kind, 3)))
