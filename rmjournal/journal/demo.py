"""A sample pair's nine months, written for each language, dated relative to now."""

from __future__ import annotations

import re
import tomllib
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from rmjournal.model import substance
from rmjournal.model.action import Action, ActionStatus
from rmjournal.model.agenda import Item, ItemStatus
from rmjournal.model.charter import Charter
from rmjournal.model.feedback import Feedback, Reply
from rmjournal.model.learning import Learning, Outcome, Worked
from rmjournal.model.objective import Level, Levels, Objective, ObjectiveStatus, Rating
from rmjournal.model.pair import Member, Pair
from rmjournal.model.record import BOTH, Assent, Record, Visibility
from rmjournal.model.reflection import Reflection
from rmjournal.model.resource import Resource
from rmjournal.model.session import Move, Session, SessionStatus
from rmjournal.model.win import Win
from rmjournal.paths import PACKAGE
from rmjournal.storage.marks import new_id

if TYPE_CHECKING:
    from rmjournal.journal import Journal

_DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_DATE = re.compile(r"w([+-]\d+) (\w{3})(?: (\d\d):(\d\d))?")


class Sample:
    """The records of one sample, as of a moment."""

    def __init__(self, source: dict[str, Any], journal: Journal) -> None:
        self.source = source
        self.clock = journal.clock
        monday = self.clock.today() - timedelta(days=self.clock.today().weekday())
        self.monday = monday
        self.ids = {"mentor": new_id(), "mentee": new_id(), BOTH: BOTH}
        self.pair_id = new_id()
        self.objectives: dict[str, str] = {}
        self.items: dict[str, str] = {}
        self.records: list[Record] = []

    def moment(self, text: str) -> datetime:
        """The local time that «w-3 tue 14:00» means; noon where no time is said."""
        match = _DATE.fullmatch(text)
        if match is None:
            raise ValueError(text)
        weeks, day, hour, minute = match.groups()
        on = self.monday + timedelta(weeks=int(weeks), days=_DAYS.index(day))
        return datetime.combine(on, time(int(hour or 12), int(minute or 0)))

    def day(self, text: str | None) -> date | None:
        """The day that «w-3 tue» means."""
        return self.moment(text).date() if text else None

    def stamp(self, moment: datetime | str) -> datetime:
        """The instant of a local time, but never one that is still to come."""
        local = self.moment(moment) if isinstance(moment, str) else moment
        aware = local.replace(tzinfo=self.clock.tzinfo).astimezone(UTC)
        return min(aware, self.clock.stamp())

    def envelope(self, author: str, at: datetime, visibility: str = "pair") -> dict[str, Any]:
        """What every record carries, for words of ``author`` typed at a local time."""
        stamp = self.stamp(at)
        me = self.ids[self.source["pair"]["me"]]
        return {
            "id": new_id(), "pair": self.pair_id, "author": self.ids[author], "entered_by": me,
            "created": stamp, "updated": stamp, "visibility": Visibility(visibility),
        }  # fmt: skip

    def build(self) -> list[Record]:
        """Every record of the sample."""
        self._pair()
        self._charter()
        for source in self.source["objectives"]:
            self._objective(source)
        for source in self.source["sessions"]:
            self._session(source)
        return self.records

    def _pair(self) -> None:
        pair = self.source["pair"]
        at = self.moment(self.source["charter"]["start"])
        members = {
            role: Member(id=self.ids[role], name=pair[role]) for role in ("mentor", "mentee")
        }
        self.records.append(
            Pair(**{**self.envelope(pair["me"], at), "id": self.pair_id},
                 mentor=members["mentor"], mentee=members["mentee"], me=self.ids[pair["me"]])
        )  # fmt: skip

    def _charter(self) -> None:
        source = dict(self.source["charter"])
        signed = source.pop("signed", [])
        start, end = self.day(source.pop("start")), self.day(source.pop("end"))
        months = tuple(source.pop("review_months", (3, 6)))
        at = self.moment(self.source["charter"]["start"])
        me = self.source["pair"]["me"]
        charter = Charter(
            **self.envelope(me, at), **source, start=start, end=end, review_months=months
        )
        assents = tuple(self._assent(charter, each["member"], each["on"]) for each in signed)
        self.records.append(replace(charter, assents=assents))

    def _assent(self, record: Charter | Objective, member: str, on: str) -> Assent:
        id = self.ids[member]
        return Assent(member=id, digest=substance.digest(record), at=self.stamp(on), entered_by=id)

    def _objective(self, source: dict[str, Any]) -> None:
        at = self.moment(source["proposed"])
        plain = {
            key: source[key]
            for key in ("title", "domain", "why", "situation", "measure", "importance")
            if key in source
        }
        objective = Objective(
            **self.envelope(source["proposed_by"], at), **plain,
            learner=self.ids[source["learner"]], due=self.day(source.get("due")),
            levels=Levels(**source.get("levels", {})),
            ratings=tuple(self._rating(each) for each in source.get("ratings", [])),
            status=ObjectiveStatus(source.get("status", "active")), ended=self.day(source.get("ended")),
        )  # fmt: skip
        assents = [self._assent(objective, source["proposed_by"], source["proposed"])]
        if "agreed" in source:
            other = "mentee" if source["proposed_by"] == "mentor" else "mentor"
            assents.append(self._assent(objective, other, source["agreed"]))
        self.objectives[source["key"]] = objective.id
        self.records.append(replace(objective, assents=tuple(assents)))

    def _rating(self, source: dict[str, Any]) -> Rating:
        on, id = self.moment(source["on"]), self.ids[source["member"]]
        return Rating(
            member=id, level=Level(source["level"]), on=on.date(), note=source.get("note", ""),
            at=self.stamp(on), entered_by=id,
        )  # fmt: skip

    def _session(self, source: dict[str, Any]) -> None:
        starts = self.moment(source["at"])
        held = "lasted" in source
        began = None
        if held:
            hour, minute = source.get("began", source["at"].rpartition(" ")[2]).split(":")
            began = starts.replace(hour=int(hour), minute=int(minute))
        me = self.source["pair"]["me"]
        planned = starts - timedelta(days=14)
        session = Session(
            **self.envelope(me, planned), starts=starts, zone=self.clock.zone,
            minutes=source["minutes"], purpose=source.get("purpose", ""),
            objective=self.objectives.get(source.get("objective", "")),
            template=source.get("template", "standard"),
            status=SessionStatus.HELD if held else SessionStatus.PLANNED,
            began=began, lasted=source.get("lasted"), moves=self._moves(source, starts),
        )  # fmt: skip
        self.records.append(session)
        for position, item in enumerate(source.get("items", []), start=1):
            self._item(item, session, position)
        self._written(source, session, (began or planned) + timedelta(hours=1))

    def _moves(self, source: dict[str, Any], starts: datetime) -> tuple[Move, ...]:
        dates = [self.moment(each) for each in source.get("moved_from", [])]
        steps = list(pairwise([*dates, starts])) if dates else []
        by = self.ids[self.source["pair"]["me"]]
        return tuple(
            Move(from_=before, to=after, at=self.stamp(before), by=by) for before, after in steps
        )

    def _item(self, source: dict[str, Any], session: Session, position: int) -> None:
        at = (session.when or session.created.replace(tzinfo=None)) - timedelta(days=1)
        item = Item(
            **self.envelope("mentor", at), session=session.id, position=position,
            topic=source["topic"], kind=source.get("kind", "topic"), minutes=source["minutes"],
            by=self.ids[source.get("by", BOTH)], objective=self.objectives.get(source.get("objective", "")),
            status=ItemStatus(source.get("status", "todo")), outcome=source.get("outcome", ""),
            decision=source.get("decision", ""), carried_from=self.items.get(source.get("carried_from", "")),
        )  # fmt: skip
        self.items[source.get("key", item.id)] = item.id
        self.records.append(item)

    def _written(self, source: dict[str, Any], session: Session, at: datetime) -> None:
        makers = {
            "reflections": self._reflection, "learnings": self._learning, "actions": self._action,
            "feedback": self._feedback, "wins": self._win, "resources": self._resource,
        }  # fmt: skip
        for name, make in makers.items():
            for each in source.get(name, []):
                self.records.append(make(dict(each), session, at))

    def _reflection(self, source: dict[str, Any], session: Session, at: datetime) -> Record:
        envelope = self.envelope(source.pop("author"), at, source.pop("visibility", "private"))
        on = session.when.date() if session.when else None
        return Reflection(**envelope, session=session.id, on=on, **source)

    def _learning(self, source: dict[str, Any], session: Session, at: datetime) -> Record:
        learner = source["learner"]
        thanks = source.get("thanks_to")
        return Learning(
            **self.envelope("mentee" if learner == BOTH else learner, at), session=session.id,
            what=source["what"], learner=self.ids[learner],
            thanks_to=self.ids[thanks] if thanks else None,
            objective=self.objectives.get(source.get("objective", "")),
            situation=source.get("situation", ""), if_then=source.get("if_then", ""),
            check_on=self.day(source.get("check_on")),
            outcomes=tuple(self._outcome(each, learner) for each in source.get("outcomes", [])),
        )  # fmt: skip

    def _outcome(self, source: dict[str, Any], learner: str) -> Outcome:
        on = self.moment(source["on"])
        by = self.ids["mentee" if learner == BOTH else learner]
        return Outcome(
            on=on.date(), worked=Worked(source["worked"]), text=source.get("text", ""),
            at=self.stamp(on), entered_by=by,
        )  # fmt: skip

    def _action(self, source: dict[str, Any], session: Session, at: datetime) -> Record:
        owner = source["owner"]
        return Action(
            **self.envelope("mentee" if owner == BOTH else owner, at), session=session.id,
            text=source["text"], owner=self.ids[owner], due=self.day(source.get("due")),
            objective=self.objectives.get(source.get("objective", "")),
            status=ActionStatus(source.get("status", "open")), closed=self.day(source.get("closed")),
        )  # fmt: skip

    def _feedback(self, source: dict[str, Any], session: Session, at: datetime) -> Record:
        author = source.pop("author")
        delivered, acknowledged = source.pop("delivered", None), source.pop("acknowledged", None)
        replies = tuple(self._reply(each) for each in source.pop("replies", []))
        if written := source.pop("written", None):
            at = self.moment(written)
        envelope = self.envelope(author, at, "pair" if delivered else "private")
        return Feedback(
            **{**envelope, "entered_by": self.ids[author]}, session=session.id,
            **source, replies=replies, delivered=self.stamp(delivered) if delivered else None,
            acknowledged=self.stamp(acknowledged) if acknowledged else None,
        )  # fmt: skip

    def _reply(self, source: dict[str, Any]) -> Reply:
        id = self.ids[source["author"]]
        return Reply(
            author=id, text=source.get("text", ""), change=source.get("change", ""),
            at=self.stamp(source["on"]), entered_by=id,
        )  # fmt: skip

    def _win(self, source: dict[str, Any], session: Session, at: datetime) -> Record:
        on = self.day(source.get("on"))
        return Win(
            **self.envelope(source["author"], at), text=source["text"], on=on, session=session.id
        )

    def _resource(self, source: dict[str, Any], session: Session, at: datetime) -> Record:
        used = tuple(self.moment(each).date() for each in source.get("used_on", []))
        return Resource(
            **self.envelope(source["by"], at), title=source["title"], url=source.get("url", ""),
            kind=source.get("kind", "other"), session=session.id, used_on=used,
        )  # fmt: skip


def sample(language: str) -> dict[str, Any]:
    """The sample written in that language."""
    return tomllib.loads((PACKAGE / "demo" / f"{language}.toml").read_text(encoding="utf-8"))


def write(journal: Journal, language: str) -> Pair:
    """Adds the sample pair to the journal, in one step."""
    records = Sample(sample(language), journal).build()
    with journal.store.transaction("demo") as tx:
        for record in records:
            tx.add(record)
    journal.chosen = records[0].id
    return journal.pair
