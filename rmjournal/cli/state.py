"""What one run of the program works on: the home, the clock, the journal and the way to speak."""

from __future__ import annotations

import os
import sys
from datetime import date, datetime, time
from functools import cached_property
from typing import TYPE_CHECKING

from rmjournal import paths
from rmjournal.cli.output import aside
from rmjournal.errors import UsageProblem
from rmjournal.i18n import _, words
from rmjournal.journal import Journal
from rmjournal.journal.clock import Clock, clock
from rmjournal.journal.protection import housed
from rmjournal.journal.settings import Settings, load
from rmjournal.zones import zone_named

if TYPE_CHECKING:
    from rmjournal.when import Prefer, When


class State:
    """One run, everything made when it is first needed."""

    def __init__(self) -> None:
        self.chosen_home: str | None = None
        self.to_be_shown = False
        """Whether the screens are to be opened once the command is done."""
        self.asks = True
        """Whether a passphrase may be asked for."""
        self.at_risk: list[str] = []
        """The texts that were given with the command, or through a pipe, and that nobody keeps yet."""

    @cached_property
    def home(self) -> paths.Home:
        """Where the person's journal is."""
        return housed(paths.home(self.chosen_home))

    @property
    def seals(self) -> bool:
        """Whether what is typed is sealed, to be taken in later: the journal is locked."""
        return self.home.wrapping.locked and not os.environ.get("RMJOURNAL_IDENTITY_FILE")

    @cached_property
    def settings(self) -> Settings:
        """What the person chose; the defaults, and a word about it, where that cannot be read."""
        try:
            return load(self.home)
        except UsageProblem as error:
            aside(_(error.happened, **error.values))
            aside(_("The defaults hold meanwhile: the latest pair under way, your usual language."))
            aside(_(error.todo))
            return Settings()

    @cached_property
    def clock(self) -> Clock:
        """What time it is for the person."""
        zone = self.settings.timezone
        try:
            zone = zone and zone_named(zone).key
        except UsageProblem as error:
            aside(_(error.happened, **error.values))
            aside(_("The settings say so; the time zone of this computer holds meanwhile."))
            zone = ""
        return clock(zone)

    @cached_property
    def journal(self) -> Journal:
        """The person's journal, opened, and with all that was sealed meanwhile."""
        home = self.home
        if not home.wrapping.suffix:
            return Journal.at(home, self.clock, self.settings.pair)
        from rmjournal.cli import unlocking

        unlocking.unlock(home, asks=self.asks and interactive())
        opened = Journal.at(home, self.clock, self.settings.pair)
        unlocking.take_in(opened)
        return opened

    def moment(self, text: str, *, usual: time, prefer: Prefer = "future") -> datetime:
        """The date and time a person typed, echoed; raises UnknownDate."""
        understood = self._understood(text, prefer)
        moment = understood.local(usual)
        aside(_("Understood: {moment}", moment=words().moment(moment)))
        if self.clock.comes_twice(moment):
            aside(_("The clocks are put back then: the first of the two is meant."))
        return moment

    def day(self, text: str, *, prefer: Prefer = "future") -> date:
        """The date a person typed, echoed; raises UnknownDate."""
        understood = self._understood(text, prefer)
        aside(_("Understood: {moment}", moment=words().date(understood.day)))
        return understood.day

    def _understood(self, text: str, prefer: Prefer) -> When:
        from rmjournal.when import understand

        return understand(text, self.clock.local(), words().language, prefer=prefer)


STATE = State()


def journal() -> Journal:
    """The journal of this run."""
    return STATE.journal


def at_screens() -> bool:
    """Whether someone sits before a terminal that can show screens."""
    able = os.environ.get("TERM") not in (None, "", "dumb")
    return able and sys.stdin.isatty() and sys.stdout.isatty()


def interactive() -> bool:
    """Whether someone is there to answer: stdin and stderr are a terminal."""
    return all(stream is not None and stream.isatty() for stream in (sys.stdin, sys.stderr))
