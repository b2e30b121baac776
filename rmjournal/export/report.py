"""The report of a period: figures for whoever looks after the pair, evidence for the two themselves."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Any, TypeVar

from rmjournal.export.context import Audience, Export, Selection, iso
from rmjournal.export.people import People
from rmjournal.export.sections import NOWHERE, Carried, Sections
from rmjournal.export.standing import comparable, standing
from rmjournal.export.undated import undated
from rmjournal.model import substance
from rmjournal.model.action import Action
from rmjournal.model.attainment import t_score
from rmjournal.model.days import Period, day_of
from rmjournal.model.feedback import Feedback
from rmjournal.model.learning import Learning, Worked
from rmjournal.model.objective import Level, Objective, ObjectiveStatus
from rmjournal.model.pair import Pair
from rmjournal.model.record import BOTH, Record
from rmjournal.model.session import Session, SessionStatus, in_order
from rmjournal.model.win import Win
from rmjournal.storage.view import View

Plain = dict[str, Any]
R = TypeVar("R", bound=Record)


def report(
    view: View,
    pair: Pair,
    *,
    audience: Audience,
    now: datetime,
    since: date | None = None,
    until: date | None = None,
    without: frozenset[str] = frozenset(),
    people: People | None = None,
) -> Export:
    """What the pair did from ``since`` to ``until``, both included; by default in all its time.

    Figures count what the two share, also where the audience may not read it; for oneself, all.
    """
    selection = Selection(pair, audience, now, without, people)
    return _Report(view, selection, since, until).export()


class _Report:
    def __init__(
        self, view: View, selection: Selection, since: date | None, until: date | None
    ) -> None:
        self.view = view
        self.selection = selection
        self.pair = selection.pair
        shared = Audience.SELF if selection.audience is Audience.SELF else Audience.PARTNER
        self.counted = Selection(self.pair, shared, selection.now)
        self.period = Period(since, until)
        self.today = selection.day(selection.now)
        self.all_sessions = view.all(Session, self.pair.id)
        self.days = {each.id: each.when.date() if each.when else None for each in self.all_sessions}

    def export(self) -> Export:
        sessions = [each for each in self.all_sessions if self.period.holds(self.days[each.id])]
        learnings = self._found(Learning)
        objectives = self.view.all(Objective, self.pair.id)
        figures = {
            "sessions": self._sessions(self.counted.of(sessions)),
            "objectives": self._objectives(self.counted.of(objectives)),
            "learnings": self._learnings(self.counted.of(learnings)),
            "actions": _by_status(self.counted.of(self._found(Action))),
            "wins": len(self.counted.of(self._found(Win))),
        }
        return self.selection.export(
            "report",
            {
                "since": self._told(self.period.since),
                "until": self._told(self.period.until or self.today),
                "first_names": self.selection.people.who(BOTH),
                "figures": figures,
                **self._evidence(objectives, learnings),
            },
        )

    def _told(self, day: date | None) -> str | None:
        """A day, for those who may know when the pair met."""
        return None if self.selection.audience is Audience.ANONYMOUS else iso(day)

    def _sessions(self, sessions: list[Session]) -> Plain:
        """Held of those that were to take place until today, and the hours they took."""
        due = [each for each in sessions if self._due(each)]
        held = in_order([each for each in due if each.status is SessionStatus.HELD])
        return {
            "planned": len(due),
            "held": len(held),
            "cancelled": sum(each.status is SessionStatus.CANCELLED for each in due),
            "moved": sum(bool(each.moves) for each in sessions),
            "to_come": sum(
                each.status is SessionStatus.PLANNED and not self._due(each) for each in sessions
            ),
            "minutes": sum(each.lasted or each.minutes for each in held),
            "dates": [self._told(self.days[each.id]) for each in held if self.days[each.id]]
            if self.selection.audience is not Audience.ANONYMOUS
            else [],
        }

    def _objectives(self, objectives: list[Objective]) -> Plain:
        """How many are in which state: achieved and dropped within the period, the others now."""
        members = [member.id for member in self.pair.members]
        states: Counter[str] = Counter()
        for each in objectives:
            if each.status is ObjectiveStatus.ACTIVE:
                states["agreed" if substance.agreed(each, members) else "proposed"] += 1
            elif each.ended is None or self.period.holds(each.ended):
                states[str(each.status)] += 1
        return {name: states[name] for name in ("proposed", "agreed", "achieved", "dropped")}

    def _learnings(self, learnings: list[Learning]) -> Plain:
        """How many, how many were put into practice and with what result, and who learned them."""
        last = [tried[-1] for each in learnings if (tried := _tried(each))]
        learners = Counter(each.learner for each in learnings)
        mentee, mentor = (member.id for member in self.pair.members)
        return {
            "total": len(learnings),
            "practised": len(last),
            "worked": dict(sorted(Counter(map(str, last)).items())),
            "learner": {
                "mentee": learners[mentee], "mentor": learners[mentor], "both": learners[BOTH],
            },
        }  # fmt: skip

    def _evidence(self, objectives: list[Objective], learnings: list[Learning]) -> Plain:
        """What the figures stand for, as far as the audience may read it."""
        if self.selection.audience is Audience.PROGRAMME:
            titles = [self.selection.title(each) for each in self.selection.of(objectives)]
            return {"titles": titles, "objectives": [], "learnings": [], "wins": []}
        if self.selection.audience is Audience.ANONYMOUS:
            return self._undated(objectives, learnings)
        sections = Sections(
            self.selection, Carried(lambda _: None, lambda _: NOWHERE, lambda _: False)
        )
        seen = self.selection.of(objectives)
        practised = [each for each in self.selection.of(learnings) if each.practised]
        return {
            "titles": [],
            "objectives": [standing(each, self.selection) for each in seen],
            "learnings": [sections.learning(each) for each in practised],
            "wins": [sections.win(each) for each in self.selection.of(self._found(Win))],
            **self._for_the_two(seen),
        }

    def _undated(self, objectives: list[Objective], learnings: list[Learning]) -> Plain:
        """The evidence for those who may not know when anything was."""
        practised = [each for each in learnings if each.practised]
        found: dict[str, Sequence[Record]] = {
            "objectives": objectives, "learnings": practised, "wins": self._found(Win),
        }  # fmt: skip
        told = {
            name: [undated(each, self.selection) for each in self.selection.of(records)]
            for name, records in found.items()
        }
        return {"titles": [], **told}

    def _for_the_two(self, objectives: list[Objective]) -> Plain:
        """What was said to one another, counted; and for oneself alone, how far all of it went."""
        if self.selection.outside:
            return {}
        delivered = [each for each in self._found(Feedback) if each.delivered]
        given = Counter(each.author for each in self.counted.of(delivered))
        people = self.selection.people
        exchanged = [{"by": people.name(m.id), "n": given[m.id]} for m in self.pair.members]
        scores = self._scores(objectives) if self.selection.audience is Audience.SELF else []
        return {
            "feedback": exchanged, "levels": self._levels(objectives), "attainment": scores,
        }  # fmt: skip

    def _levels(self, objectives: list[Objective]) -> list[Plain]:
        """How many objectives each member sees at which level, lowest first, as far as shown."""
        kept = [each for each in objectives if each.status is not ObjectiveStatus.DROPPED]
        seen = [rating for each in kept for rating in comparable(each, self.selection)]
        told = []
        for member in self.pair.members:
            counts = Counter(rating.level for rating in seen if rating.member == member.id)
            found = [{"level": str(level), "n": counts[level]} for level in Level if counts[level]]
            if found:
                told.append({"by": self.selection.people.name(member.id), "levels": found})
        return told

    def _scores(self, objectives: list[Objective]) -> list[Plain]:
        """Each member's T-score over the objectives that both may compare, or mine alone."""
        told = []
        members = [member.id for member in self.pair.members]
        for member in members:
            goals = [
                (rating.level, each.importance)
                for each in objectives
                if each.status is not ObjectiveStatus.DROPPED and substance.agreed(each, members)
                for rating in comparable(each, self.selection)
                if rating.member == member
            ]
            score = t_score(goals)
            if score is not None:
                name = self.selection.people.name(member)
                told.append({"by": name, "goals": len(goals), "t_score": round(score, 1)})
        return told

    def _found(self, kind: type[R]) -> list[R]:
        """The pair's records of a kind that fall into the period."""
        found = self.view.all(kind, self.pair.id)
        day = self.selection.day
        return [each for each in found if self.period.holds(day_of(each, self.days.get, day))]

    def _due(self, session: Session) -> bool:
        """Whether it took place or its day has come; one planned for today may still take place."""
        if session.status is SessionStatus.HELD:
            return True
        day = self.days[session.id]
        over = session.status is SessionStatus.CANCELLED and day == self.today
        return over or (day is not None and day < self.today)


def _tried(learning: Learning) -> list[Worked]:
    """What came of each time it was put into practice, oldest first."""
    uses = sorted(learning.uses, key=lambda each: (each.on, each.at))
    return [each.worked for each in uses]


def _by_status(actions: Iterable[Action]) -> Plain:
    states = Counter(str(each.status) for each in actions)
    return {name: states[name] for name in ("open", "done", "dropped")}
