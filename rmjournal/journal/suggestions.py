"""The agenda that a session could have: fitted to its minutes, at most three topics, each with why."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING

from rmjournal.i18n import N_, _, words
from rmjournal.journal import unreached
from rmjournal.journal.fitting import (
    ALWAYS,
    ASKED,
    UNPLANNED,
    Candidate,
    Suggestion,
    fitted,
)
from rmjournal.journal.forms import form, prepared, stored
from rmjournal.journal.moot import is_moot
from rmjournal.model.action import Action, ActionStatus
from rmjournal.model.agenda import LEFT, Item, ItemStatus
from rmjournal.model.feedback import Feedback
from rmjournal.model.learning import Learning
from rmjournal.model.objective import Objective, ObjectiveStatus
from rmjournal.model.pair import Pair
from rmjournal.model.record import Record, Visibility
from rmjournal.model.session import Session, SessionStatus
from rmjournal.titles import OUTCOME, USED, VIEWS, is_title, is_usual

if TYPE_CHECKING:
    from rmjournal.journal import Journal

UNNOTED = N_("not noted as covered")
PROPOSED = N_("a proposal that only one of you agreed to")


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
        set_parts = prepared(self.session, self.journal.pair)
        return fitted(self.session, self._skeleton(), standing, candidates, set_parts)

    def _skeleton(self) -> dict[str, int]:
        return form(self.session.minutes, self.session.template)

    def candidates(self) -> list[Candidate]:
        """All that asks to be spoken of, the most pressing first, and each record once."""
        found = list(_once([
            *self._carried(), *self._differing(), *self._due_learnings(), *self._open_actions(),
            *self._requests(), *self._unnoted(),
        ]))  # fmt: skip
        topics = [each for each in found if each.kind == "topic"]
        spoken_of = {id for each in topics for id in (each.objective, each.source)}
        return [*found, *self._waiting_objectives(spoken_of)]

    def _readers(self, *drawn_from: Record | None) -> Visibility:
        """Who may read what is drawn from these records: no one who may not read each of them."""
        readers = self.session.within_pair
        for record in drawn_from:
            if record is not None:
                readers = readers.narrower(record.visibility)
        return readers

    def _objective(self, id: str | None) -> Objective | None:
        return self.journal.store.get(Objective, id) if id else None

    def _drawn(
        self,
        kind: str,
        topic: str,
        reason: str,
        record: Action | Learning | Objective,
        by: str | None,
    ) -> Candidate:
        """A candidate of five or ten minutes, read by those who may read what it is drawn from."""
        objective = record.id if isinstance(record, Objective) else record.objective
        return Candidate(
            kind, topic, 5 if kind == "recall" else 10, reason, by=by, objective=objective,
            source=record.id, visibility=self._readers(record, self._objective(objective)),
        )  # fmt: skip

    def _carried(self) -> list[Candidate]:
        waiting = [(self.journal.agendas.times_carried(item), item)
                   for item in self.journal.agendas.waiting(self.session)]  # fmt: skip
        return [
            self._again(item, carried_reason(times, asking=True))
            for times, item in sorted(waiting, key=lambda each: -each[0])
        ]

    def _unnoted(self) -> list[Candidate]:
        """What the last session had to speak of, where what comes of itself is not offered twice."""
        return [
            self._again(item, _(UNNOTED))
            for item in unreached.unnoted(self.journal)
            if item.kind != "recall" and item.session != self.session.id
            if not (is_usual(item) or is_moot(self.journal, item))
        ]

    def _again(self, item: Item, reason: str) -> Candidate:
        return Candidate(
            "topic", item.topic, item.minutes, reason, by=item.by, objective=item.objective,
            carried_from=item.id, source=item.source,
            visibility=self._readers(item, self._objective(item.objective)),
        )  # fmt: skip

    def _open_actions(self) -> list[Candidate]:
        actions = [
            each
            for each in self.journal.actions.ours(Action)
            if each.status is ActionStatus.OPEN and each.due and each.due <= self.day
        ]
        return [
            self._drawn("recall",
                        stored(OUTCOME, action=each.text.strip().rstrip(".")),
                        owned(self.journal.pair, each), each, each.owner)
            for each in sorted(actions, key=lambda each: (each.due, each.id), reverse=True)
        ]  # fmt: skip

    def _due_learnings(self) -> list[Candidate]:
        due = self.journal.learnings.due(self.day)
        return [
            self._drawn("recall", stored(USED, learning=_first_sentence(each.what)),
                        _("a learning to check"), each, each.learner)
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
        if self.journal.store.where(Item, "source", latest.id):
            return []
        reason = _("asked for by {name}", name=pair.short_name(latest.author))
        readers = self._readers(latest)
        return [
            Candidate("topic", latest.request, 5, reason, by=pair.me, source=latest.id, visibility=readers)
        ]  # fmt: skip

    def _active(self) -> list[Objective]:
        objectives = self.journal.objectives.ours(Objective)
        return [each for each in objectives if each.status is ObjectiveStatus.ACTIVE]

    def _differing(self) -> list[Candidate]:
        pair = self.journal.pair
        found = []
        for each in self._active():
            levels = {rating.level for m in pair.members if (rating := each.latest(m.id))}
            if len(levels) > 1:
                topic = stored(VIEWS, objective=each.title)
                found.append(self._drawn("topic", topic, _("our levels differ"), each, None))
        return found

    def _waiting_objectives(self, spoken_of: set[str | None]) -> list[Candidate]:
        """The objective that has waited longest of those that no other topic is about.

        One that both agreed to goes before what is still a proposal.
        """
        last, agreed = self._last_spoken_of(), self.journal.objectives.agreed
        waiting = sorted(
            (each for each in self._active() if each.id not in spoken_of),
            key=lambda each: (
                not agreed(each), last.get(each.id, date.min), each.created, each.id,
            ),
        )  # fmt: skip
        mentor, mentee = self.journal.pair.mentor.id, self.journal.pair.mentee.id
        return [
            self._drawn(
                "topic", each.title,
                _("the objective that has waited longest") if agreed(each)
                else _(PROPOSED),
                each, mentee if each.learner == mentor else mentor,
            )
            for each in waiting[:1]
        ]  # fmt: skip

    def _last_spoken_of(self) -> dict[str, date]:
        held = {
            each.id: each
            for each in self.journal.sessions.all()
            if each.status is SessionStatus.HELD and each.when
        }
        last: dict[str, date] = {}
        for item in self.journal.agendas.ours(Item):
            session = held.get(item.session)
            if item.objective and session and session.when and item.status is ItemStatus.DONE:
                day = session.when.date()
                last[item.objective] = max(day, last.get(item.objective, day))
        for session in held.values():
            if session.objective and session.when:
                day = session.when.date()
                last[session.objective] = max(day, last.get(session.objective, day))
        return last


def _once(found: list[Candidate]) -> Iterator[Candidate]:
    """Of what is drawn from the same record, also by an item of a session before, the first."""
    drawn: set[str] = set()
    for each in found:
        if each.source not in drawn:
            yield each
        drawn |= {each.source} if each.source else set()


def owned(pair: Pair, action: Action) -> str:
    """Whose action it is and when it is due, in words."""
    name = pair.short_name(action.owner)
    if action.due is None:
        return _("an action of {name}", name=name) if name else _("an action of both")
    day = words().date(action.due, weekday=False, year=False)
    if not name:
        return _("an action of both, due on {date}", date=day)
    return _("an action of {name}, due on {date}", name=name, date=day)


def carried_reason(times: int, *, asking: bool = False) -> str:
    """How often an item was carried over; from the third time on, perhaps what to do about it.

    One that was carried over no time comes from a session that was cancelled.
    """
    if not times:
        return _("from a cancelled session")
    if times < 2:
        return _("carried over")
    if asking and times >= ASKED:
        return _("carried over {n} times: do it, drop it, or make it an action", n=times)
    return _("carried over {n} times", n=times)


def _first_sentence(text: str) -> str:
    line = text.strip().splitlines()[0] if text.strip() else ""
    return line.split(". ")[0].rstrip(".")


def reason_for(journal: Journal, item: Item) -> str:
    """Why an item stands on its agenda, as far as the journal knows; empty for one typed by hand."""
    if item.carried_from:
        before = journal.store.get(Item, item.carried_from)
        if before is not None and before.status is ItemStatus.TO_DO:
            return _(UNNOTED)
        times = journal.agendas.times_carried(item)
        carried = before is not None and before.status is ItemStatus.CARRIED
        return carried_reason(times) if times or carried else _("set aside earlier")
    if item.kind == "open":
        return _(UNPLANNED)
    if item.kind in ("check-in", "wrap-up"):
        return _(ALWAYS)
    if item.source:
        return _source_reason(journal, item, item.source)
    if is_usual(item):
        return _("usual in such a session")
    session = journal.store.get(Session, item.session)
    if item.kind == "topic" and session is not None and item.topic == session.purpose:
        return _("the purpose of the session")
    return _("usual at this length") if is_title(item) else ""


def _source_reason(journal: Journal, item: Item, source: str) -> str:
    if action := journal.store.get(Action, source):
        return owned(journal.pair, action)
    if journal.store.get(Learning, source):
        return _("a learning to check")
    if feedback := journal.store.get(Feedback, source):
        if feedback.request != item.topic:
            return _("feedback to talk over")
        return _("asked for by {name}", name=journal.pair.short_name(feedback.author))
    objective = journal.store.get(Objective, source)
    if objective and not journal.objectives.agreed(objective):
        return _(PROPOSED)
    return _("an objective of ours")
