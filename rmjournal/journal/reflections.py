"""Reflections: what a member makes of a session; and logging, which keeps the rest with it."""

from __future__ import annotations

import re
from datetime import date, datetime
from typing import Any

from rmjournal.errors import UsageProblem
from rmjournal.i18n import N_
from rmjournal.journal import references
from rmjournal.journal.concern import Concern, changed, given, refuse_others_words
from rmjournal.model.action import Action
from rmjournal.model.learning import Learning
from rmjournal.model.record import Visibility
from rmjournal.model.reflection import MOST_CONFIDENT, TEXTS, Reflection
from rmjournal.model.session import Session
from rmjournal.model.value import value
from rmjournal.text import blank


@value()
class Logged:
    """What one logging stored."""

    reflection: Reflection | None
    session: Session | None
    held: bool
    """Whether the session was marked as held on this occasion."""
    learning: Learning | None
    action: Action | None


class Reflections(Concern):
    """What I, or the other aloud, made of the sessions."""

    def all(self) -> list[Reflection]:
        """Every reflection that is not in the trash, oldest first."""
        return sorted(self.ours(Reflection), key=lambda each: (each.on or date.min, each.created))

    def of(self, session: Session) -> list[Reflection]:
        """The reflections on a session."""
        return self.store.where(Reflection, "session", session.id)

    def mine_last(self) -> Reflection:
        """The one that I wrote last; raises NotFound where there is none."""
        me = self.pair.me
        mine = [each for each in self.ours(Reflection) if each.author == me]
        if not mine:
            raise references.none_yet()
        return max(reversed(mine), key=lambda each: each.created)

    def promise(self, session: Session | None) -> Action | None:
        """What I said on an earlier session that I would try: the latest such action of mine."""
        me = self.pair.me
        said = [
            each
            for each in self.ours(Action)
            if each.owner == me and each.session and not (session and each.session == session.id)
        ]
        return max(reversed(said), key=lambda each: each.created, default=None)

    def log(
        self,
        session: Session | None,
        *,
        on: datetime | None = None,
        for_partner: bool = False,
        learned: str | None = None,
        attempt: str | None = None,
        by: date | None = None,
        **fields: Any,
    ) -> Logged:
        """A reflection, and what I learned and will try for both of us, in one step.

        A planned session whose time has passed is marked as held. The reflection is for me only
        unless ``for_partner``; what was learned and what will be tried are for the two of us.
        """
        refuse_nothing(fields, learned, attempt)
        refuse_date_alone(by, attempt)
        refuse_future(on, self.journal.clock.today())
        with self.store.transaction("log") as tx:
            session = tx.current(session) if session else None
            held = session is not None and self.journal.sessions.ensure_held(session)
            if session and held:
                session = self.store.get(Session, session.id) or session
            id = session.id if session else None
            learning = self.journal.learnings.add(learned, session=id) if learned else None
            action = (
                self.journal.actions.add(
                    attempt, due=by, session=id, learning=learning.id if learning else None
                )
                if attempt
                else None
            )
            reflection = None
            if any(value is not None and not blank(str(value)) for value in fields.values()):
                reflection = tx.add(self._reflection(session, on, fields, for_partner=for_partner))
        return Logged(reflection, session, held, learning, action)

    def _reflection(
        self,
        session: Session | None,
        on: datetime | None,
        fields: dict[str, Any],
        *,
        for_partner: bool,
    ) -> Reflection:
        moment = on or (session.when if session else None) or self.journal.clock.local()
        return self.make(
            Reflection,
            visibility=Visibility.PAIR if for_partner else Visibility.PRIVATE,
            session=session.id if session else None,
            on=moment.date(),
            **given(**fields),
        )

    def edit(self, seen: Reflection, **changes: Any) -> Reflection:
        """New texts for some of its fields, None for no confidence; something has to be left."""
        refuse_others_words(seen, self.pair)
        _confidence(changes.get("confidence"))
        after = {**{name: getattr(seen, name) for name in (*TEXTS, "confidence")}, **changes}
        if all(value is None or blank(str(value)) for value in after.values()):
            raise UsageProblem(
                N_("Nothing would be left of this reflection."),
                kept=N_("Nothing was changed."),
                todo=N_("Delete it if you do not want it any more; that can be taken back."),
            )
        with self.store.transaction("reflection edit") as tx:
            return tx.change(seen, **changed(seen, **changes))


def refuse_future(on: datetime | None, today: date) -> None:
    """Raises UsageProblem for a reflection on a day that is still to come."""
    if on is not None and on.date() > today:
        raise UsageProblem(
            N_("That day is still to come."),
            kept=N_("Nothing was changed."),
            todo=N_("Say the day it is about, or leave it out."),
        )


def refuse_date_alone(by: object, attempt: str | None) -> None:
    """Raises UsageProblem for a date, typed or understood, by which nothing is to be tried."""
    if by and blank(attempt or ""):
        raise UsageProblem(
            N_("There is a date, and nothing to try by then."),
            kept=N_("Nothing was changed."),
            todo=N_("Say what you will try, or leave the date out."),
        )


def typed_confidence(text: str) -> int | None:
    """The confidence that a person typed, none where nothing was; raises UsageProblem."""
    typed = text.strip()
    if not typed:
        return None
    number = int(typed) if re.fullmatch("[0-9]{1,2}", typed) else -1
    _confidence(number)
    return number


def refuse_nothing(fields: dict[str, Any], learned: str | None, attempt: str | None) -> None:
    """Raises UsageProblem where nothing was said, or with an impossible confidence."""
    _confidence(fields.get("confidence"))
    if not all(blank(str(fields.get(name) or "")) for name in TEXTS) or learned or attempt:
        return
    raise UsageProblem(
        N_("There is nothing to log yet."),
        kept=N_("Nothing was changed."),
        todo=N_("Write it after the command, for example: rmjournal log What struck me today."),
    )


def _confidence(value: int | None) -> None:
    if value is not None and not 0 <= value <= MOST_CONFIDENT:
        raise UsageProblem(
            N_("Confidence goes from 0 to 10."),
            kept=N_("Nothing was changed."),
            todo=N_("Give one of these numbers, or leave it out."),
            about="confidence",
        )
