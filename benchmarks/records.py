"""The records of a pair that meets every three weeks and writes everything down."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from prose import Prose

from rmjournal.model import substance
from rmjournal.model.action import Action, ActionStatus
from rmjournal.model.agenda import Item, ItemStatus
from rmjournal.model.learning import Learning, Outcome, Worked
from rmjournal.model.objective import Level, Levels, Objective, Rating
from rmjournal.model.pair import Pair
from rmjournal.model.record import BOTH, Assent, Record, Visibility
from rmjournal.model.reflection import Reflection
from rmjournal.model.session import Session, SessionStatus

ZONE = "Europe/Paris"
SLOTS = 900
"""Sessions three weeks apart before further ones go in between: 52 years."""
HOURS = (14, 10, 16, 9, 11, 15, 17, 8)
AGENDA = (("check-in", 5), ("recall", 5), ("topic", 12), ("case", 10), ("open", 8), ("wrap-up", 5))


def first_day(now: datetime) -> date:
    """The day of the latest session: the last Tuesday before today."""
    return now.date() - timedelta(days=(now.weekday() - 1) % 7 or 7)


def when(number: int, latest: date) -> datetime:
    """The local time of session ``number``, 0 being the latest.

    Every three weeks for 52 years; then on the other workdays between; then at other hours.
    """
    lap, slot = divmod(number, SLOTS)
    workdays = [n for n in range(21) if (latest - timedelta(days=n)).weekday() < 5]
    hour, day = divmod(lap, len(workdays))
    return datetime.combine(
        latest - timedelta(weeks=3 * slot, days=workdays[day]), time(HOURS[hour])
    )


def id_of(pair: str, *parts: object) -> str:
    """An id that is always the same for the same thing: 16 hexadecimal digits, never a number."""
    text = "/".join(map(str, (pair, *parts)))
    digits = hashlib.sha256(text.encode()).hexdigest()[:16]
    return "abcdef"[int(digits[0], 16) % 6] + digits[1:]


class Writer:
    """Makes the records of one pair."""

    def __init__(self, pair: Pair, objectives: list[str], latest: date, total: int) -> None:
        self.pair = pair
        self.objectives = objectives
        self.latest = latest
        self.total = total
        self._zone = ZoneInfo(ZONE)

    def _envelope(
        self, at: datetime, *parts: object, author: str = "", private: bool = False
    ) -> dict[str, Any]:
        moment = at.replace(tzinfo=self._zone).astimezone(UTC)
        return {
            "id": id_of(self.pair.id, *parts), "pair": self.pair.id,
            "author": author or self.pair.me, "entered_by": self.pair.me,
            "created": moment, "updated": moment,
            "visibility": Visibility.PRIVATE if private else Visibility.PAIR,
        }  # fmt: skip

    def _both(self, number: int) -> str:
        return (self.pair.mentee.id, self.pair.mentor.id, BOTH)[number % 3]

    def session(self, number: int) -> Session:
        """The session alone."""
        began = when(number, self.latest)
        prose = Prose(f"session {number}")
        return Session(
            **self._envelope(began - timedelta(days=12), "session", number),
            starts=began, zone=ZONE, minutes=45, purpose=prose.sentence(french=number % 2 == 0),
            objective=self.objectives[number % len(self.objectives)],
            status=SessionStatus.HELD, began=began, lasted=38 + number % 17,
        )  # fmt: skip

    def whole(self, number: int) -> list[Record]:
        """The session with all that goes with it."""
        session = self.session(number)
        at = when(number, self.latest) + timedelta(hours=1)
        prose = Prose(f"notes {number}")
        items = [self._item(session, number, at, prose, place) for place in range(len(AGENDA))]
        actions = [self._action(session, number, at, prose, which) for which in range(2)]
        learning = self._learning(session, number, at, prose)
        return [session, *items, *actions, learning, self.reflection(session, number, at)]

    def _item(self, session: Session, number: int, at: datetime, prose: Prose, place: int) -> Item:
        kind, minutes = AGENDA[place]
        status = self._status(number, place)
        told = status is ItemStatus.DONE and kind != "open"
        carried = place == 2 and number + 1 < self.total and (number + 1) % 5 == 0
        return Item(
            **self._envelope(at, "item", number, place), session=session.id, position=place + 1,
            topic=prose.topic(), kind=kind, minutes=minutes, by=self._both(number + place),
            objective=session.objective if kind in ("topic", "case") else None, status=status,
            outcome=prose.sentence(french=place % 2 == 0) if told else "",
            decision=prose.doing() if kind == "topic" and told else "",
            carried_from=id_of(self.pair.id, "item", number + 1, 3) if carried else None,
        )  # fmt: skip

    def _status(self, number: int, place: int) -> ItemStatus:
        """Every fifth session carries its case over, every seventh parks its open time."""
        if place == 3 and number % 5 == 0:
            return ItemStatus.CARRIED
        return ItemStatus.PARKED if place == 4 and number % 7 == 0 else ItemStatus.DONE

    def _action(
        self, session: Session, number: int, at: datetime, prose: Prose, which: int
    ) -> Action:
        due = at.date() + timedelta(weeks=3)
        closed = number > 2
        return Action(
            **self._envelope(at, "action", number, which), session=session.id,
            text=prose.doing(), owner=self._both(number + which), due=due,
            objective=session.objective, status=ActionStatus.DONE if closed else ActionStatus.OPEN,
            closed=due if closed else None,
        )  # fmt: skip

    def _learning(self, session: Session, number: int, at: datetime, prose: Prose) -> Learning:
        learner, thanks = self.pair.mentee.id, self.pair.mentor.id
        french = number % 2 == 0
        used = Outcome(
            on=at.date() + timedelta(weeks=2), worked=list(Worked)[number % 3],
            text=prose.sentence(french), at=at.replace(tzinfo=UTC) + timedelta(weeks=2),
            entered_by=self.pair.me,
        )  # fmt: skip
        return Learning(
            **self._envelope(at, "learning", number, author=learner), session=session.id,
            what=prose.sentence(french), learner=learner, thanks_to=thanks,
            objective=session.objective, situation=prose.topic(), if_then=prose.doing(),
            check_on=at.date() + timedelta(weeks=3), outcomes=(used,) if number > 0 else (),
        )  # fmt: skip

    def reflection(self, session: Session, number: int, at: datetime) -> Reflection:
        """A private reflection of about 1.5 KB, in both languages."""
        prose = Prose(f"reflection {number}", number)
        french = number % 2 == 0
        return Reflection(
            **self._envelope(at, "reflection", number, private=True), session=session.id,
            on=session.when.date() if session.when else None,
            what=f"{prose.paragraph(french, 480)} {prose.asides()}".rstrip(),
            so_what=prose.paragraph(not french, 400), now_what=prose.paragraph(french, 230),
            shifted=prose.sentence(not french), confidence=number % 11,
        )  # fmt: skip


def objectives(pair: Pair, at: datetime) -> list[Record]:
    """A pair of objectives that both agreed to and rated."""
    made: list[Record] = []
    for number, title in enumerate(("Read the dashboard alone", "Parler en dernier")):
        prose = Prose(f"objective {number}")
        objective = Objective(
            id=id_of(pair.id, "objective", number), pair=pair.id, author=pair.me,
            entered_by=pair.me, created=at, updated=at, visibility=Visibility.PAIR, title=title,
            learner=pair.mentee.id, domain="working", why=prose.sentence(french=number == 1),
            situation=prose.topic(), measure=prose.doing(), due=at.date() + timedelta(weeks=26),
            levels=Levels(**{str(each): prose.doing() for each in Level}),
            ratings=tuple(
                Rating(member=each.id, level=Level.BELOW, on=at.date(), at=at, entered_by=pair.me)
                for each in pair.members
            ),
        )  # fmt: skip
        made.append(_agreed(objective, pair, at))
    return made


def _agreed(objective: Objective, pair: Pair, at: datetime) -> Objective:
    digest = substance.digest(objective)
    assents = (
        Assent(member=each.id, digest=digest, at=at, entered_by=pair.me) for each in pair.members
    )
    return replace(objective, assents=tuple(assents))
