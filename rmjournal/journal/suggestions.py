"""The agenda that a session could have: fitted to its minutes, at most three topics, each with why."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from rmjournal.i18n import N_, Words, _, words
from rmjournal.model.action import Action, ActionStatus
from rmjournal.model.agenda import LEFT, Agenda, Item, ItemStatus
from rmjournal.model.feedback import Feedback
from rmjournal.model.learning import Learning
from rmjournal.model.objective import Objective, ObjectiveStatus
from rmjournal.model.session import Session, SessionStatus

if TYPE_CHECKING:
    from rmjournal.journal import Journal

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


class Suggestions:
    """What could be spoken of in one session, drawn from the pair's journal."""

    def __init__(self, journal: Journal, session: Session) -> None:
        self.journal = journal
        self.session = session

    @property
    def day(self) -> date:
        """The day of the session, or today where it has none."""
        return self.session.when.date() if self.session.when else self.journal.clock.today()

    def suggestion(self) -> Suggestion:
        """The agenda that fits: what stands on it, the fixed parts, and the best topics."""
        agenda = self.journal.agendas.of(self.session)
        standing = [item for item in agenda.items if item.status not in LEFT]
        used = {item.source for item in agenda.items} | {item.carried_from for item in agenda.items}
        used |= {item.objective for item in standing}
        candidates = [
            each
            for each in self.candidates()
            if not ({each.source, each.carried_from} - {None}) & used
        ]
        return _fitted(self.session, self._skeleton(), standing, candidates)

    def _skeleton(self) -> dict[str, int]:
        first = self.session.template == "kick-off"
        return form(self.session.minutes, recall=not first)

    def candidates(self) -> list[Candidate]:
        """All that asks to be spoken of, the most pressing first."""
        return [
            *self._carried(), *self._differing(), *self._due_learnings(), *self._open_actions(),
            *self._requests(), *self._waiting_objectives(),
        ]  # fmt: skip

    def _carried(self) -> list[Candidate]:
        found = []
        for item in self.journal.agendas.waiting(self.session):
            times = self.journal.agendas.times_carried(item)
            reason = _("carried over {n} times", n=times) if times > 1 else _("carried over")
            if times >= CHOSEN:
                reason = _("carried over {n} times: do it, drop it, or make it an action", n=times)
            found.append(
                Candidate("topic", item.topic, item.minutes, reason, by=item.by,
                          objective=item.objective, carried_from=item.id)
            )  # fmt: skip
        return sorted(found, key=lambda each: each.reason == _("carried over"))

    def _open_actions(self) -> list[Candidate]:
        actions = [
            each
            for each in self.journal.actions.mine(Action)
            if each.status is ActionStatus.OPEN and each.due and each.due <= self.day
        ]
        return [
            Candidate("recall", _stored(N_("{action}: what came of it?"), action=each.text.strip().rstrip(".")),
                      5, self.owned(each), by=each.owner, objective=each.objective, source=each.id)
            for each in sorted(actions, key=lambda each: (each.due, each.id), reverse=True)
        ]  # fmt: skip

    def owned(self, action: Action) -> str:
        """Whose action it is and when it is due, in words."""
        day = words().date(action.due or self.day, weekday=False, year=False)
        name = self.journal.pair.name_of(action.owner)
        if not name:
            return _("an action of both, due on {date}", date=day)
        return _("an action of {name}, due on {date}", name=name, date=day)

    def _due_learnings(self) -> list[Candidate]:
        due = self.journal.learnings.due(self.day)
        return [
            Candidate("recall", _stored(N_("{learning}: used since?"), learning=_first_sentence(each.what)), 5,
                      _("a learning to check"), by=each.learner, objective=each.objective, source=each.id)
            for each in due
        ]  # fmt: skip

    def _requests(self) -> list[Candidate]:
        pair = self.journal.pair
        asked = [
            each
            for each in self.journal.store.all(Feedback, pair.id)
            if each.author != pair.me and each.delivered and each.request
        ]
        if not asked:
            return []
        latest = max(asked, key=lambda each: (each.delivered, each.id))
        reason = _("asked for by {name}", name=pair.name_of(latest.author))
        return [Candidate("topic", latest.request, 5, reason, by=pair.me, source=latest.id)]

    def _active(self) -> list[Objective]:
        objectives = self.journal.objectives.mine(Objective)
        return [each for each in objectives if each.status is ObjectiveStatus.ACTIVE]

    def _differing(self) -> list[Candidate]:
        pair = self.journal.pair
        found = []
        for each in self._active():
            levels = {rating.level for m in pair.members if (rating := each.latest(m.id))}
            if len(levels) > 1:
                topic = _stored(N_("{objective}: our two views"), objective=each.title)
                reason = _("our levels differ")
                found.append(
                    Candidate("topic", topic, 10, reason, objective=each.id, source=each.id)
                )
        return found

    def _waiting_objectives(self) -> list[Candidate]:
        last = self._last_spoken_of()
        waiting = sorted(
            self._active(), key=lambda each: (last.get(each.id, date.min), each.created, each.id)
        )
        return [
            Candidate("topic", each.title, 10, _("the objective that has waited longest"),
                      by=self.journal.pair.mentor.id if each.learner != self.journal.pair.mentor.id
                      else self.journal.pair.mentee.id,
                      objective=each.id, source=each.id)
            for each in waiting[:1]
        ]  # fmt: skip

    def _last_spoken_of(self) -> dict[str, date]:
        held = {
            each.id: each
            for each in self.journal.sessions.all()
            if each.status is SessionStatus.HELD and each.when
        }
        last: dict[str, date] = {}
        for item in self.journal.agendas.mine(Item):
            session = held.get(item.session)
            if item.objective and session and session.when and item.status is ItemStatus.DONE:
                day = session.when.date()
                last[item.objective] = max(day, last.get(item.objective, day))
        for session in held.values():
            if session.objective and session.when:
                day = session.when.date()
                last[session.objective] = max(day, last.get(session.objective, day))
        return last


def _stored(message: str, **values: object) -> str:
    """The message as it goes into the file: in the typography of files, not of this terminal."""
    return Words(words().language, terminal=False).text(message, **values)


def _first_sentence(text: str) -> str:
    line = text.strip().splitlines()[0] if text.strip() else ""
    return line.split(". ")[0].rstrip(".")


def _fitted(
    session: Session, parts: dict[str, int], standing: list[Item], candidates: list[Candidate]
) -> Suggestion:
    room = session.minutes - Agenda(session.minutes, tuple(standing)).planned
    fixed = _fixed_parts(parts, standing, room)
    room -= sum(each.minutes for each in fixed)
    chosen, left_out = _chosen(session, parts, standing, candidates, room)
    return Suggestion(_ordered(standing, fixed, chosen), left_out)


def _fixed_parts(parts: dict[str, int], standing: list[Item], room: int) -> list[Candidate]:
    present = {item.kind for item in standing}
    fixed = []
    for kind in ("wrap-up", "open", "check-in"):
        minutes = min(parts[kind], room)
        if kind not in present and minutes > 0:
            reason = _(UNPLANNED) if kind == "open" else _(ALWAYS)
            fixed.append(Candidate(kind, _stored(TITLES[kind]), minutes, reason))
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
        purpose = session.purpose if kind == "topic" and session.purpose else _stored(TITLES[kind])
        reason = (
            _("the purpose of the session")
            if purpose == session.purpose
            else _("usual at this length")
        )
        generic.append(Candidate(kind, purpose, minutes, reason, objective=session.objective))
    return generic


_ORDER = ("check-in", "recall", "topic", "other", "case", "open", "wrap-up")


def _ordered(
    standing: list[Item], fixed: list[Candidate], chosen: list[Candidate]
) -> tuple[Candidate, ...]:
    kept = [
        Candidate(
            item.kind, item.topic, item.minutes, "", by=item.by, objective=item.objective, item=item
        )
        for item in standing
    ]
    rank = {kind: place for place, kind in enumerate(_ORDER)}
    return tuple(sorted([*kept, *chosen, *fixed], key=lambda part: rank.get(part.kind, 3)))


def reason_for(journal: Journal, item: Item) -> str:
    """Why an item stands on its agenda, as far as the journal knows; empty for one typed by hand."""
    if item.carried_from:
        times = journal.agendas.times_carried(item)
        return _("carried over {n} times", n=times) if times > 1 else _("carried over")
    if item.kind == "open":
        return _(UNPLANNED)
    if item.kind in ("check-in", "wrap-up"):
        return _(ALWAYS)
    return _source_reason(journal, item)


def _source_reason(journal: Journal, item: Item) -> str:
    suggestions = Suggestions(
        journal, journal.store.get(Session, item.session) or journal.sessions.all()[0]
    )
    if not item.source:
        return ""
    if action := journal.store.get(Action, item.source):
        return suggestions.owned(action)
    if journal.store.get(Learning, item.source):
        return _("a learning to check")
    if feedback := journal.store.get(Feedback, item.source):
        return _("asked for by {name}", name=journal.pair.name_of(feedback.author))
    return _("an objective of ours")
