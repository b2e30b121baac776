"""What a person can do with their journal, as verbs: the only door for commands and screens.

Each concern is loaded when it is first used. One verb is one transaction and one undo step.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rmjournal.journal.actions import Actions
    from rmjournal.journal.agenda import Agendas
    from rmjournal.journal.charters import Charters
    from rmjournal.journal.clock import Clock
    from rmjournal.journal.feedback import Feedbacks
    from rmjournal.journal.importing import Imports
    from rmjournal.journal.learnings import Learnings
    from rmjournal.journal.objectives import Objectives
    from rmjournal.journal.pairs import Pairs
    from rmjournal.journal.records import Records
    from rmjournal.journal.reflections import Reflections
    from rmjournal.journal.resources import Resources
    from rmjournal.journal.sessions import Sessions
    from rmjournal.journal.sharing import Sharing
    from rmjournal.journal.timers import Timers
    from rmjournal.journal.wins import Wins
    from rmjournal.model.pair import Pair
    from rmjournal.paths import Home
    from rmjournal.storage.store import Store


class Journal:
    """One person's journal, speaking of one of their pairs."""

    def __init__(self, store: Store, clock: Clock, chosen: str = "") -> None:
        self.store = store
        self.clock = clock
        self.chosen = chosen
        """The id of the pair that was chosen; empty for the latest active one."""

    @classmethod
    def at(cls, home: Home, clock: Clock, chosen: str = "") -> Journal:
        """The journal of that home, speaking of the pair that was chosen."""
        from rmjournal.storage.store import Store

        return cls(Store(home, clock.now), clock, chosen)

    @property
    def pair(self) -> Pair:
        """The pair that is spoken of; raises Refused when there is none yet."""
        return self.pairs.current()

    @cached_property
    def pairs(self) -> Pairs:
        """Pairs and their members."""
        from rmjournal.journal.pairs import Pairs

        return Pairs(self)

    @cached_property
    def charters(self) -> Charters:
        """The frame that the two agreed on."""
        from rmjournal.journal.charters import Charters

        return Charters(self)

    @cached_property
    def sessions(self) -> Sessions:
        """Meetings, planned and held."""
        from rmjournal.journal.sessions import Sessions

        return Sessions(self)

    @cached_property
    def timers(self) -> Timers:
        """The session that is under way."""
        from rmjournal.journal.timers import Timers

        return Timers(self)

    @cached_property
    def agendas(self) -> Agendas:
        """What a session will speak of."""
        from rmjournal.journal.agenda import Agendas

        return Agendas(self)

    @cached_property
    def reflections(self) -> Reflections:
        """What I make of a session."""
        from rmjournal.journal.reflections import Reflections

        return Reflections(self)

    @cached_property
    def learnings(self) -> Learnings:
        """What was learned and put into practice."""
        from rmjournal.journal.learnings import Learnings

        return Learnings(self)

    @cached_property
    def actions(self) -> Actions:
        """Who does what."""
        from rmjournal.journal.actions import Actions

        return Actions(self)

    @cached_property
    def objectives(self) -> Objectives:
        """What the pair chose to learn."""
        from rmjournal.journal.objectives import Objectives

        return Objectives(self)

    @cached_property
    def resources(self) -> Resources:
        """What the two brought each other."""
        from rmjournal.journal.resources import Resources

        return Resources(self)

    @cached_property
    def feedback(self) -> Feedbacks:
        """What the two say to each other about the hour and the relationship."""
        from rmjournal.journal.feedback import Feedbacks

        return Feedbacks(self)

    @cached_property
    def wins(self) -> Wins:
        """What went well."""
        from rmjournal.journal.wins import Wins

        return Wins(self)

    @cached_property
    def records(self) -> Records:
        """What can be done to a record of any kind."""
        from rmjournal.journal.records import Records

        return Records(self)

    @cached_property
    def exchange(self) -> Sharing:
        """What goes to the partner's journal, and what comes from it."""
        from rmjournal.journal.sharing import Sharing

        return Sharing(self)

    @cached_property
    def imports(self) -> Imports:
        """What was written elsewhere, brought in."""
        from rmjournal.journal.importing import Imports

        return Imports(self)
