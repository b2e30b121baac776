"""What Home shows: where the pair stands, read in one go.

Nothing here needs Textual, so that the journal is read while that is imported.
"""

from __future__ import annotations

from datetime import datetime, tzinfo
from typing import TYPE_CHECKING

from rmjournal.journal.begun import Begun, begun
from rmjournal.journal.readable import Beat
from rmjournal.journal.status import Status, Step, status
from rmjournal.model.session import Session
from rmjournal.model.value import value
from rmjournal.screens.rungs import Rung, rung

if TYPE_CHECKING:
    from rmjournal.door import Door
    from rmjournal.journal import Journal
    from rmjournal.storage.drafts import Drafts

BEATS = 12
"""The latest views of how well an hour was spent that are shown."""


@value()
class Standing:
    """The pair at one moment, and whether I was in the middle of writing."""

    now: datetime
    zone: tzinfo | None
    status: Status
    about: Session | None
    """The session that a reflection would be about."""
    begun: tuple[Begun, ...]
    """What was begun and not kept."""
    rungs: tuple[Rung, ...]
    beats: tuple[Beat, ...]

    @property
    def draft(self) -> bool:
        """Whether a reflection was begun and not kept, about the session it would be about now."""
        return any(each.form == "reflection" and each.about is None for each in self.begun)

    @property
    def step(self) -> Step:
        """What to do first; what was begun comes before everything but a session under way."""
        if not self.active:
            return Step.REST
        if self.draft and self.status.step is not Step.GO_ON:
            return Step.REFLECT
        return self.status.step

    @property
    def active(self) -> bool:
        """Whether the mentoring is under way."""
        return not self.status.over


def standing(journal: Journal, drafts: Drafts) -> Standing | None:
    """Where the pair stands; nothing where there is no pair yet."""
    if not journal.pairs.all():
        return None
    return Standing(
        now=journal.clock.local(),
        zone=journal.clock.tzinfo,
        status=status(journal),
        about=journal.sessions.to_reflect_on(),
        begun=begun(journal, drafts),
        rungs=tuple(rung(journal, each) for each in journal.objectives.active()),
        beats=tuple(journal.feedback.pulse()[-BEATS:]),
    )


def read_ahead(door: Door) -> None:
    """Has the door ready with what Home shows first."""
    door.open(lambda journal: standing(journal, door.drafts))
