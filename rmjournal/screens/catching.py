"""What can be caught in a session by one key: a line, and for some of it who and until when."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import TYPE_CHECKING

from rmjournal.i18n import N_, words
from rmjournal.journal.assignment import Assignment, assigned
from rmjournal.model.agenda import Item
from rmjournal.model.pair import Pair
from rmjournal.model.record import Record, Visibility
from rmjournal.model.session import Session
from rmjournal.storage.drafts import Fields

if TYPE_CHECKING:
    from rmjournal.journal import Journal


MEMBER = "member"
"""The name of whose it is in a draft: what was typed, which a sheet of the same draft passes over."""
LINE = "line"
"""The mark in a draft of what was typed on the line: the id of its session. A sheet leaves it out."""


@dataclass(frozen=True, slots=True)
class Said:
    """What was typed on the line."""

    text: str
    member: str = ""
    """As typed; empty for whoever keeps this journal."""
    due: date | None = None
    item: Item | None = None
    """The item that was spoken of when the line was opened."""

    def meant(self, pair: Pair, now: datetime) -> Assignment:
        """The text as an action: what its end says, but what was typed beside it goes first."""
        named, dated = not self.member.strip(), self.due is None
        said = assigned(pair, self.text, now, words().language, named=named, dated=dated)
        return said if dated else replace(said, due=self.due)


@dataclass(frozen=True, slots=True)
class Catch:
    """One kind of line."""

    action: str
    """The screen's action that opens it."""
    label: str
    """A msgid."""
    draft: str
    """The draft of the command that keeps the same."""
    field: str
    """The name of the text in that draft."""
    keep: Callable[[Journal, Session, Said], Record]
    """The verb; raises what the verb raises."""
    who: bool = False
    """Whether it is somebody's."""
    dated: bool = False
    """Whether there is a day until which."""

    def others(self, kept: Fields) -> Fields:
        """What a sheet left in the draft and the line has no room for."""
        return {
            name: text
            for name, text in kept.items()
            if name not in (self.field, MEMBER, "due", LINE)
        }


def _learned(journal: Journal, session: Session, said: Said) -> Record:
    who = _member(journal, said.member)
    return journal.learnings.add(said.text, who=who, session=session.id)


def _action(journal: Journal, session: Session, said: Said) -> Record:
    meant = said.meant(journal.pair, journal.clock.local())
    owner = _member(journal, said.member) or meant.owner
    return journal.actions.add(meant.text, owner=owner, due=meant.due, session=session.id)


def _park(journal: Journal, session: Session, said: Said) -> Record:
    return journal.agendas.set_aside(session, said.text)


def _decision(journal: Journal, _session: Session, said: Said) -> Record:
    return journal.agendas.decide(said.text, said.item)


def _win(journal: Journal, session: Session, said: Said) -> Record:
    return journal.wins.add(said.text, session=session.id)


def _member(journal: Journal, text: str) -> str | None:
    name = text.strip().removeprefix("@")
    return journal.pairs.member(name) if name else None


CATCHES = (
    Catch("learned", N_("Learned"), "learn", "what", _learned, who=True),
    Catch("action", N_("Action"), "action", "text", _action, who=True, dated=True),
    Catch("park", N_("Set aside"), "agenda", "topic", _park),
    Catch("decision", N_("Decided"), "agenda-decide", "text", _decision),
    Catch("win", N_("Well done"), "win", "text", _win),
)
BY_ACTION = {each.action: each for each in CATCHES}


@dataclass(frozen=True, slots=True)
class Begun:
    """A line that was typed in a session, and neither kept nor thrown away yet."""

    catch: Catch
    texts: Fields
    """All that its draft holds."""

    @property
    def text(self) -> str:
        """The words on the line."""
        return self.texts.get(self.catch.field, "")


def begun(drafts: Mapping[str, Fields], session: Session) -> tuple[Begun, ...]:
    """The lines that were begun in a session, in the order of their keys."""
    found = (Begun(each, drafts[each.draft]) for each in CATCHES if each.draft in drafts)
    return tuple(each for each in found if each.texts.get(LINE) == session.id and each.text.strip())


def readers_of(catch: Catch, session: Session, item: Item | None) -> Visibility:
    """Who will read what is caught: what stands on an agenda, never more than may read that."""
    if catch.action == "park":
        return session.within_pair
    if catch.action == "decision" and item is not None:
        return item.visibility
    return Visibility.PAIR
