"""Agendas: items in order, fitted to the minutes; carried over or parked, never lost."""

from __future__ import annotations

from typing import Any

from rmjournal.errors import NotFound, Refused, UsageProblem
from rmjournal.i18n import N_
from rmjournal.journal import room, unreached
from rmjournal.journal.concern import given, refuse_empty
from rmjournal.journal.fitting import Candidate, Suggestion, rank
from rmjournal.journal.forms import stored
from rmjournal.journal.suggestions import Suggestions
from rmjournal.journal.waiting import WAITS, Waiting
from rmjournal.model.action import Action
from rmjournal.model.agenda import LEFT, Agenda, Item, ItemStatus
from rmjournal.model.record import BOTH, Visibility
from rmjournal.model.session import Session
from rmjournal.storage.transaction import Transaction
from rmjournal.text import blank, number_in, storable
from rmjournal.titles import MADE_ACTION, part_named

LONGEST = 120


class Agendas(Waiting):
    """What each session will speak of."""

    def of(self, session: Session) -> Agenda:
        """The agenda of a session."""
        items = self.store.where(Item, "session", session.id)
        alone = session.visibility is Visibility.PRIVATE
        return Agenda.of(session.minutes, items, alone=alone)

    def item(self, session: Session, position: str) -> Item:
        """The item at that place of the agenda, from 1; raises NotFound."""
        items = self.of(session).items
        place = number_in(position) or 0
        if 1 <= place <= len(items):
            return items[place - 1]
        raise NotFound(
            N_("This agenda has no item {position}."),
            todo=N_("“rmjournal agenda show” numbers them from 1 to {count}.")
            if items
            else N_("It is still empty: “rmjournal agenda suggest” proposes one."),
            position=position[:9],
            count=len(items),
        )

    def add(self, session: Session, topic: str, **fields: Any) -> Item:
        """A new item, before what usually comes later; in a session under way, before its wrap-up.

        The bare names of parts make room for it; raises Refused where there is none. One that only
        I may read takes what is unplanned, if anything is: the others stay as the partner knows them.
        """
        _refuse_nothing(topic)
        _minutes(fields.get("minutes"))
        with self.store.transaction("agenda add") as tx:
            most = fields.pop("most", room.USUAL)
            readers = fields.get("visibility") or Visibility.PAIR
            minutes = room.fitted(
                self.journal, tx, session, fields.pop("minutes", None), most, readers
            )
            return self._added(tx, session, topic, minutes=minutes, **fields)

    def _added(self, tx: Transaction, session: Session, topic: str, **fields: Any) -> Item:
        items = list(self.of(session).items)
        kind = str(fields.pop("kind", None) or part_named(topic) or "topic")
        place = _place(items, kind, under_way=session.under_way)
        readers = fields.pop("visibility", None) or Visibility.PAIR
        item = self.make(
            Item,
            session=session.id,
            position=place + 1,
            topic=topic,
            kind=kind,
            visibility=session.visibility.narrower(readers),
            **given(**fields),
        )
        tx.current(session)
        tx.add(item)
        self._renumber([*items[:place], item, *items[place:]])
        return item

    def set_aside(self, session: Session, topic: str, **fields: Any) -> Item:
        """A new item that is set aside at once, without a date: it asks for no room."""
        _refuse_nothing(topic)
        _minutes(fields.get("minutes"))
        with self.store.transaction("agenda park") as tx:
            return self._added(tx, session, topic, status=ItemStatus.PARKED, **fields)

    def decide(self, text: str, seen: Item | None = None) -> Item:
        """One more decision on an item, which goes on; on the one that is spoken of unless said."""
        if blank(text):
            raise UsageProblem(
                N_("What was decided is missing."), todo=N_("Say in a few words what it was.")
            )
        with self.store.transaction("agenda decide") as tx:
            item = tx.current(seen or self._spoken_of())
            decision = _after(item.decision, storable(text).strip())
            return tx.change(item, decision=decision, decided=tx.now)

    def _spoken_of(self) -> Item:
        at = self.journal.timers.progress()
        if at is None or at.now is None:
            raise Refused(
                N_("No item is spoken of now."),
                kept=N_("Nothing was changed."),
                todo=N_("Name one, as in “rmjournal agenda decide --item 2 --session last”."),
            )
        return at.now.item

    def edit(self, seen: Item, **changes: Any) -> Item:
        """New values for some of its fields; an empty objective links it to none."""
        _minutes(changes.get("minutes"))
        said = given(**changes)
        refuse_empty(changes.get("topic"), seen.topic)
        if said.get("objective") == "":
            said["objective"] = None
        room.check(self.journal, seen, **said)
        with self.store.transaction("agenda edit") as tx:
            return tx.change(seen, **said)

    def done(self, seen: Item, *, outcome: str | None = None, decision: str | None = None) -> Item:
        """It was spoken of; what came out and what was decided."""
        return self._settle(
            "agenda done", seen, ItemStatus.DONE, outcome=outcome, decision=decision
        )

    def carry(self, seen: Item) -> Item:
        """It was not reached: it waits to be taken up in a later session."""
        return self._settle("agenda carry", seen, ItemStatus.CARRIED)

    def park(self, seen: Item) -> Item:
        """It is set aside without a date."""
        return self._settle("agenda park", seen, ItemStatus.PARKED)

    def _settle(self, verb: str, seen: Item, status: ItemStatus, **said: str | None) -> Item:
        room.check(self.journal, seen, status=status)
        with self.store.transaction(verb) as tx:
            decided = tx.now if said.get("decision") else None
            item = tx.change(seen, status=status, **given(**said, decided=decided))
            self.journal.timers.leave(tx, item)
        return self.store.get(Item, item.id) or item

    def take_up(self, session: Session, seen: Item) -> Item:
        """An item that was carried over or parked is to be spoken of in this session."""
        left = seen.status in LEFT or unreached.is_unnoted(self.journal, seen)
        if not left or seen.id in self.settled():
            raise Refused(
                N_("This item does not wait to be taken up again."),
                kept=N_("Nothing was changed."),
                todo=WAITS,
            )
        with self.store.transaction("agenda take") as tx:
            if seen.session == session.id:
                room.check(self.journal, seen, status=ItemStatus.TO_DO)
                return tx.change(seen, status=ItemStatus.TO_DO)
            return self.add(
                session, seen.topic, kind=seen.kind, most=seen.minutes, by=seen.by,
                objective=seen.objective, visibility=seen.visibility, carried_from=seen.id,
                source=seen.source,
            )  # fmt: skip

    def remove(self, seen: Item) -> None:
        """It goes to the trash, and the others close up; if it is spoken of, the next one begins."""
        session = self.journal.store.get(Session, seen.session)
        room.check(self.journal, seen, status=ItemStatus.PARKED)
        with self.store.transaction("agenda remove") as tx:
            self.journal.timers.leave(tx, seen)
            tx.change(seen, deleted=tx.now)
            if session is not None:
                self._renumber(list(self.of(session).items))

    def move(self, session: Session, seen: Item, to: int) -> Agenda:
        """It takes the place ``to``, from 1, and the others make room."""
        agenda = self.of(session)
        if not 1 <= to <= len(agenda.items):
            raise UsageProblem(
                N_("There is no place {to} on this agenda."),
                todo=N_("Its places go from 1 to {count}."),
                to=to,
                count=len(agenda.items),
            )
        self._renumber(list(agenda.moved(seen.id, to).items))
        return self.of(session)

    def _renumber(self, items: list[Item]) -> None:
        with self.store.transaction("agenda move") as tx:
            for place, item in enumerate(items, start=1):
                if item.position != place:
                    tx.change(item, position=place)

    def as_action(self, seen: Item, text: str = "", **fields: Any) -> Action:
        """An action made of an item, in its words unless others are given; then it waits no more.

        Where it was still to do it is done, with that decision; it belongs to whoever brought it.
        """
        if seen.id in self.settled():
            raise Refused(
                N_("This item was taken up again, or made an action, already."),
                kept=N_("Nothing was changed."),
                todo=N_("“rmjournal action list” shows the actions."),
            )
        owner = fields.pop("owner", None) or seen.by
        objective = fields.pop("objective", None) or seen.objective
        with self.store.transaction("action add") as tx:
            action = self.journal.actions.add(
                text or seen.topic, owner=owner, objective=objective, item=seen.id,
                session=seen.session, visibility=seen.within_pair, **fields,
            )  # fmt: skip
            if seen.status is ItemStatus.TO_DO:
                decision = seen.decision or stored(MADE_ACTION)
                item = tx.change(seen, status=ItemStatus.DONE, decision=decision)
                self.journal.timers.leave(tx, item)
        return action

    def suggest(self, session: Session) -> Suggestion:
        """An agenda fitted to the minutes, each item with its reason; nothing is stored."""
        return Suggestions(self.journal, session).suggestion()

    def take(self, session: Session, suggestion: Suggestion) -> Agenda:
        """Puts a suggested agenda on the session; what was carried or parked there comes last."""
        if not suggestion.new:
            raise Refused(
                N_("The agenda is already full: {minutes} of {length} minutes."),
                kept=N_("Nothing was changed."),
                todo=N_("Remove or shorten an item first, or make the session longer."),
                minutes=self.of(session).planned,
                length=session.minutes,
            )
        with self.store.transaction("agenda suggest") as tx:
            session = tx.current(session)
            over = room.over(self.journal, session)
            order: list[Item] = []
            for part in suggestion.parts:
                item = part.item or self._from_candidate(session, part)
                if part.item is None:
                    tx.add(item)
                order.append(item)
            placed = {item.id for item in order}
            rest = [item for item in self.of(session).items if item.id not in placed]
            self._renumber([*order, *rest])
            if room.over(self.journal, session) > over:
                raise Refused(
                    N_("The agenda has changed since this was suggested, and has no room for it."),
                    kept=N_("Nothing was changed."),
                    todo=N_("Have one suggested again; it goes by what stands there now."),
                )
        return self.of(session)

    def _from_candidate(self, session: Session, part: Candidate) -> Item:
        return self.make(
            Item,
            session=session.id,
            position=0,
            topic=part.topic,
            kind=part.kind,
            minutes=part.minutes,
            by=part.by or BOTH,
            objective=part.objective,
            carried_from=part.carried_from,
            source=part.source,
            visibility=part.visibility,
        )


def _place(items: list[Item], kind: str, *, under_way: bool) -> int:
    """How many items stay before a new one of that kind; what is left aside stays behind it."""
    last = rank("wrap-up")
    place = len(items)
    for item in reversed(items):
        later = rank(item.kind) > rank(kind) and (not under_way or rank(item.kind) == last)
        if item.status not in LEFT and not later:
            return place
        place -= 1
    return place


def _after(before: str, text: str) -> str:
    """One sentence after another, so that both read well on one line."""
    ended = not before or before.rstrip()[-1:] in ".!?…"
    return f"{before.rstrip()}{'' if ended else '.'} {text}".strip()


def _refuse_nothing(topic: str) -> None:
    if blank(topic):
        raise UsageProblem(
            N_("The topic is missing."),
            todo=N_("Say in a few words what it is about."),
            about="topic",
        )


def _minutes(minutes: int | None) -> None:
    if minutes is not None and not 1 <= minutes <= LONGEST:
        raise UsageProblem(
            N_("An item lasts between 1 and {most} minutes."),
            todo=N_("Give the minutes as a number, such as 10."),
            about="minutes",
            most=LONGEST,
        )
