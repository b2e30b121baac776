"""Why a key does nothing now: a sentence for each thing that it may lack on its screen."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import NamedTuple

from rmjournal.i18n import N_, _
from rmjournal.keys import KEYS


class Why(NamedTuple):
    """What is said of a command whose need is not met."""

    said: str
    """A msgid."""
    needs: str = ""
    """The need that it is about; empty for all of the screen's."""
    given: str = ""
    """The fact with which alone it is the reason; empty for any."""
    unless: str = ""
    """The fact with which it is not the reason; empty for none."""

    def holds(self, needs: str, facts: Collection[str]) -> bool:
        """Whether it is why what needs this is not there."""
        given = not self.given or self.given in facts
        return self.needs in ("", needs) and given and self.unless not in facts


UNREAD = N_("The journal is still being read; one moment.")
NO_PAIR = Why(N_("There is no pair yet. ‹F2› says how to begin."), unless="pair")
GONE = Why(N_("This is no longer in the journal."), unless="pair")
NOT_HELD = N_("A reflection looks back on a session; this one has not taken place.")
UNPAIRED = N_("You two are not paired yet: ‹n› invites, ‹r› accepts.")
OWN = N_("You gave this yourself: the answer to it comes from your partner.")
ON_FEEDBACK = (
    Why(N_("It was not delivered yet, so the other knows nothing of it."), "delivered"),
    Why(OWN, "received", given="mine"),
    Why(N_("You answered this already; ‹i› puts it on the agenda, to talk it over."), "received"),
    Why(OWN, "unread", given="mine"),
    Why(N_("That you read this is noted already."), "unread"),
    Why(N_("What you received stays as it was given; ‹x› deletes only feedback of your own."), "mine"),
)  # fmt: skip

WHY: dict[str, tuple[Why, ...]] = {
    "home": (
        NO_PAIR,
        Why(N_("There is no next step at present."), "step"),
        Why(N_("There is nothing here to be left for another time."), "later"),
        Why(N_("No learning waits to be checked."), "check"),
        Why(N_("This is no sample. ‹^q› leaves the program."), "sample"),
    ),
    "sessions": (
        NO_PAIR,
        Why(N_("There is no session yet. ‹n› plans one."), unless="one"),
        Why(N_("This session took place already."), "unheld"),
        Why(N_("This session is under way. ‹F8› goes back to it."), "open", given="running"),
        Why(N_("Only a session that is still to come is postponed. ‹n› plans another one."), "open"),
        Why(NOT_HELD, "past"),
    ),
    "session": (
        GONE,
        Why(NOT_HELD, "past"),
        Why(N_("A recap says what came of a session; this one is not held yet."), "held"),
    ),
    "agenda": (
        NO_PAIR,
        Why(N_("No session is planned yet. ‹n› plans one."), unless="session"),
        Why(N_("Only the agenda of a session that is still to come is filled."), "planned"),
        Why(N_("Nothing is on this agenda yet. ‹n› adds an item."), unless="one"),
        Why(N_("This is not on the agenda. Enter takes it up."), "item"),
        Why(N_("This is not on the agenda. Enter takes it up."), "movable", unless="item"),
        Why(N_("This session is over: its agenda stays as it was."), "movable"),
        Why(N_("This is only a suggestion: there is nothing to delete."), "record"),
    ),
    "live": (
        Why(N_("First the line: Enter keeps it, Esc closes it."), given="writing"),
        NO_PAIR,
        Why(N_("The session is under way already."), "step", given="running"),
        Why(N_("There is no session to start. ‹F3› is where you plan one."), "step"),
        Why(N_("No session is under way."), unless="running"),
        Why(N_("No item is spoken of at present."), "item"),
        Why(N_("The timer was left running. ‹f› ends the session, and asks how long it took."),
            unless="timed"),
        Why(N_("This was the last item. ‹f› ends the session."), "onward"),
    ),
    "objectives": (
        NO_PAIR,
        Why(N_("There is no objective yet. ‹n› proposes one."), unless="one"),
        Why(N_("This objective is open already. Esc goes back to the list."), "list"),
        Why(N_("This objective is closed: it was reached, or dropped."), "active"),
    ),
    "feedback": (
        NO_PAIR,
        Why(N_("There is no feedback yet. ‹n› gives some."), unless="one"),
        Why(N_("This was only begun. Enter goes on with it."), given="begun"),
        *ON_FEEDBACK,
    ),
    "feedback-one": (GONE, *ON_FEEDBACK),
    "learnings": (
        NO_PAIR,
        Why(N_("Nothing is highlighted in this list."), unless="one"),
        Why(N_("Only a learning is used, or not yet; this is none."), "learning"),
        Why(N_("Only an action that is still to do can be done."), "action"),
    ),
    "pair": (
        NO_PAIR,
        Why(N_("Only a review point that is still to come moves; highlight one first."), "review"),
        Why(N_("Nothing is highlighted in this list."), "field"),
    ),
    "exchange": (
        NO_PAIR,
        Why(UNPAIRED, "paired"),
        Why(UNPAIRED, "uncompared", unless="paired"),
        Why(N_("That the words are the same is noted already."), "uncompared"),
        Why(N_("Nothing waits here."), "one"),
    ),
    "search": (Why(N_("Nothing is found yet that could be opened."), "one"),),
    "reading": (
        GONE,
        Why(N_("This is in the trash. ‹^g› brings it back."), given="trashed"),
        Why(N_("This has no page that could be opened."), "address"),
        Why(N_("These words are not changed here, but where they were written."), "words"),
        Why(N_("There is nothing to choose here of who can read this."), "readers"),
        Why(N_("This cannot be put in the trash."), "deletable"),
    ),
    "export": (Why(N_("There is nothing here yet that could leave."), "page"),),
    "encryption": (Why(N_("This is done already. Esc closes it."), "form"),),
    "keys": (
        Why(N_("This command has its usual key."), "changed"),
        Why(N_("Nothing is highlighted in this list."), "one"),
    ),
    "history": (
        NO_PAIR,
        Why(N_("Only what is in the trash can be erased for good."), "trashed"),
        Why(N_("What you did last is taken back by ‹u›."), "one", given="steps"),
        Why(N_("There is nothing here to bring back."), "one"),
    ),
    "conflicts": (
        Why(N_("No two versions wait here."), unless="one"),
        Why(N_("This is no text; keep one of the two."), "text"),
    ),
}  # fmt: skip
"""The reasons of each screen; the first that applies is said."""


def why(place: str, needs: str, facts: Collection[str] | None) -> str:
    """Why what needs this is not there, on a screen of which these facts are so; none: not known yet."""
    if facts is None or place not in WHY:
        return _(UNREAD)
    return _(next(each.said for each in WHY[place] if each.holds(needs, facts)))


def lacking(place: str, key: str, keys: Mapping[str, str], facts: Collection[str]) -> str:
    """What the command of a pressed key lacks; empty where the screen has none, or it lacks nothing.

    ``keys`` are those that were given another, by the usual one.
    """
    lacks = (
        each.needs
        for each in KEYS.get(place, ())
        if keys.get(each.key, each.key) == key and each.needs not in ("", *facts)
    )
    return next(lacks, "")
