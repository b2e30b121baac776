"""Objectives: proposed by one, agreed by both, rated by each, reached or dropped."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from rmjournal.errors import Changed, Refused, UsageProblem
from rmjournal.i18n import N_
from rmjournal.journal.assents import assent, one_of_us, said_by_now
from rmjournal.journal.concern import Concern, changed, given
from rmjournal.journal.forms import stored
from rmjournal.model import substance
from rmjournal.model.agenda import LEFT, Item
from rmjournal.model.objective import (
    MOST_IMPORTANT,
    Level,
    Levels,
    Objective,
    ObjectiveStatus,
    Rating,
)
from rmjournal.model.record import Assent
from rmjournal.model.session import Session
from rmjournal.model.value import value
from rmjournal.text import blank
from rmjournal.titles import VIEWS

MANY = 3
"""From more active objectives than this on, the pair is told that it has many."""


@value()
class Agreement:
    """How a member stands to an objective: the assent they gave last, if they gave any."""

    member: str
    given: Assent | None
    stands: bool
    """Whether it is to the objective as it is, and not to earlier words."""


class Objectives(Concern):
    """What the pair chose to learn."""

    def all(self) -> list[Objective]:
        """Every objective that is not in the trash, oldest first."""
        return self.ours(Objective)

    def active(self) -> list[Objective]:
        """Those being worked on, agreed or still proposed."""
        return [each for each in self.all() if each.status is ObjectiveStatus.ACTIVE]

    def agreed(self, objective: Objective) -> bool:
        """Whether both assent to the objective as it stands."""
        return substance.agreed(objective, [member.id for member in self.pair.members])

    def agreements(self, objective: Objective) -> list[Agreement]:
        """How each of the two stands to it, the mentee first; consents to its leaving aside."""
        now = substance.digest(objective)
        found = []
        for member in self.pair.members:
            said = [a for a in objective.assents if a.member == member.id and not a.leaving]
            given = max(said, key=lambda each: (each.digest == now, each.at), default=None)
            found.append(Agreement(member.id, given, given is not None and given.digest == now))
        return found

    def lacking(self, objective: Objective) -> list[str]:
        """The members who have not agreed to the objective as it is, the mentee first."""
        return [each.member for each in self.agreements(objective) if not each.stands]

    def crowded(self) -> int:
        """How many are being worked on, where that is more than a pair keeps easily; 0 otherwise."""
        active = len(self.active())
        return active if active > MANY else 0

    def vague(self, objective: Objective) -> list[str]:
        """What keeps it from being measurable: of measure, due and situation, those missing."""
        return [name for name in ("measure", "due", "situation") if not getattr(objective, name)]

    def propose(
        self, title: str, *, levels: dict[str, str] | None = None, **fields: Any
    ) -> Objective:
        """A new objective, with my assent; agreed once the other assents too."""
        _title(title)
        _importance(fields.get("importance"))
        fields["learner"] = fields.get("learner") or self.pair.mentee.id
        objective = self.make(
            Objective, title=title, **given(levels=Levels(**given(**(levels or {}))), **fields)
        )
        objective = replace(objective, assents=(assent(self.journal, objective),))
        with self.store.transaction("objective add") as tx:
            return tx.add(objective)

    def edit(
        self, seen: Objective, *, levels: dict[str, str] | None = None, **changes: Any
    ) -> Objective:
        """New values; changing the substance takes the other's agreement back and renews mine.

        None takes the date off.
        """
        _title(changes.get("title"))
        _importance(changes.get("importance"))
        said = _said(seen, levels, changes)
        after = replace(seen, **said)
        if substance.digest(after) != substance.digest(seen):
            said["assents"] = (*seen.assents, assent(self.journal, after))
        with self.store.transaction("objective edit") as tx:
            return tx.change(seen, **said)

    def takes_back(
        self, seen: Objective, *, levels: dict[str, str] | None = None, **changes: Any
    ) -> bool:
        """Whether these changes would take an agreement of the other back."""
        after = replace(seen, **_said(seen, levels, changes))
        mine = {self.pair.me}
        return bool(substance.assenting(seen) - mine) and not substance.assenting(after) - mine

    def agree(
        self, seen: Objective, member: str | None = None, on: date | None = None
    ) -> Objective:
        """My assent to the objective as it stands, or the other's, given aloud and noted by me.

        Raises Changed if its substance is no longer what was read.
        """
        member = one_of_us(self.pair, member)
        said_by_now(self.journal, on)
        with self.store.transaction("objective agree") as tx:
            current = tx.current(seen)
            if substance.digest(current) != substance.digest(seen):
                raise Changed(
                    N_("The objective was changed since you read it."),
                    kept=N_("Nothing was agreed to."),
                    todo=N_("Read it again with “rmjournal objective show”, then agree."),
                )
            if member in substance.assenting(current):
                raise Refused(
                    N_("This agreement stands already."),
                    kept=N_("Nothing was changed."),
                    todo=N_("“rmjournal objective show” says who agreed and when."),
                )
            given_now = assent(self.journal, current, member, on)
            return tx.change(current, assents=(*current.assents, given_now))

    def rate(
        self, seen: Objective, level: Level, *, note: str = "", member: str | None = None
    ) -> Objective:
        """How far it is, as I see it today, or as the other said aloud."""
        clock = self.journal.clock
        rating = Rating(
            member=one_of_us(self.pair, member), level=level, on=clock.today(), at=clock.stamp(),
            entered_by=self.pair.me, **given(note=note),
        )  # fmt: skip
        with self.store.transaction("objective rate") as tx:
            return tx.change(seen, ratings=(*seen.ratings, rating))

    def shown(self, objective: Objective) -> Objective:
        """The objective as I may see it: without the other's views of it until I gave mine."""
        if objective.latest(self.pair.me) is None:
            return replace(objective, ratings=())
        return objective

    def others_rating(self, objective: Objective) -> Rating | None:
        """The other's latest view of the level: hidden until I gave mine."""
        if objective.latest(self.pair.me) is None:
            return None
        return objective.latest(self.pair.partner.id)

    def differing(self, objective: Objective) -> bool:
        """Whether the two see it at different levels, as far as I may know."""
        mine, theirs = objective.latest(self.pair.me), self.others_rating(objective)
        return mine is not None and theirs is not None and mine.level is not theirs.level

    def discuss(self, seen: Objective, session: Session) -> Item:
        """An item on the session's agenda: our two views where they differ, else the objective."""
        with self.store.transaction("agenda add") as tx:
            current = tx.current(seen)
            agenda = self.journal.agendas.of(session)
            if any(
                each.objective == current.id and each.status not in LEFT for each in agenda.items
            ):
                raise Refused(
                    N_("This objective is on that agenda already."),
                    kept=N_("Nothing was changed."),
                    todo=N_("“rmjournal agenda show” shows it."),
                )
            topic = current.title
            if self.differing(current):
                topic = stored(VIEWS, objective=current.title)
            return self.journal.agendas.add(
                session, topic, objective=current.id, source=current.id,
                visibility=current.within_pair,
            )  # fmt: skip

    def achieve(self, seen: Objective) -> Objective:
        """It is reached."""
        return self._end("objective achieve", seen, ObjectiveStatus.ACHIEVED)

    def drop(self, seen: Objective) -> Objective:
        """It is given up."""
        return self._end("objective drop", seen, ObjectiveStatus.DROPPED)

    def _end(self, verb: str, seen: Objective, status: ObjectiveStatus) -> Objective:
        with self.store.transaction(verb) as tx:
            if tx.current(seen).status is not ObjectiveStatus.ACTIVE:
                raise Refused(
                    N_("This objective is no longer active."),
                    kept=N_("Nothing was changed."),
                    todo=N_("“rmjournal undo” takes back the last thing you did."),
                )
            return tx.change(seen, status=status, ended=self.journal.clock.today())


def _said(
    seen: Objective, levels: dict[str, str] | None, changes: dict[str, Any]
) -> dict[str, Any]:
    said = changed(seen, **changes)
    if levels:
        said["levels"] = replace(seen.levels, **given(**levels))
    return said


def _title(value: str | None) -> None:
    if value is not None and blank(value):
        raise UsageProblem(
            N_("The title is missing."),
            todo=N_("Say in a few words what you want to learn."),
            about="title",
        )


def _importance(value: int | None) -> None:
    if value is not None and not 1 <= value <= MOST_IMPORTANT:
        raise UsageProblem(
            N_("Importance goes from 1 to 3."),
            kept=N_("Nothing was changed."),
            todo=N_("Give 1, 2 or 3, or leave it out for 2."),
            about="importance",
        )
