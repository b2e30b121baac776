"""What every screen shares: its frame, its keys, and its way to the journal."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Iterable
from inspect import isawaitable
from typing import TYPE_CHECKING, Any, ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.content import Content
from textual.widget import Widget

from rmjournal.i18n import _
from rmjournal.keys import KEYS
from rmjournal.model.record import Visibility
from rmjournal.screens import elsewhere, undoing, unmet
from rmjournal.screens.asking import Asking
from rmjournal.screens.bindings import Active, in_our_words
from rmjournal.widgets.frame import Heading, TooSmall
from rmjournal.widgets.keyline import KeyLine
from rmjournal.widgets.plain import pieces, plain

if TYPE_CHECKING:
    from rmjournal.journal import Journal
    from rmjournal.journal.undoing import Beginning

CRAMPED = 72
"""The columns below which nothing has room beside its name."""
SIDEWAYS = ("scroll_left", "scroll_right")
"""What a page is asked for that is never wider than its window."""
DRAWN = 0.05
"""Seconds in which what was just said has found its place and its style."""


class JournalScreen(Asking[None]):
    """A screen of the journal: subclasses fill ``body``, ``load`` and ``show``."""

    PLACE: ClassVar[str] = ""
    """Under which its keys are declared."""
    LIVE: ClassVar[bool] = True
    """Whether it is loaded again when the journal was changed, here or elsewhere."""

    DEFAULT_CSS = """
    JournalScreen.-cramped #heading-right { max-width: 70%; }
    JournalScreen.-cramped Section { layout: vertical; }
    JournalScreen.-cramped .section-name { width: 1fr; }
    """

    def __init__(self) -> None:
        super().__init__()
        self.facts: frozenset[str] = frozenset()
        """What is so at present, for the commands that need it."""
        self.at_first = ""
        """An action that is carried out once the journal is shown."""
        self._as_loaded: Any = None
        """What is shown, as it was loaded."""
        self._read = False
        """Whether the journal is shown, so that it is known what can be done."""
        self._elsewhere: frozenset[str] = frozenset()
        """The ids of what was changed elsewhere, until it is shown as it is now."""

    def compose(self) -> ComposeResult:
        """The frame around the body."""
        yield Heading(hidden=self.host.discreet)
        yield from self.body()
        yield TooSmall()
        yield KeyLine()

    def body(self) -> Iterable[Widget]:
        """The middle of the screen."""
        return ()

    def load(self, journal: Journal) -> Any:
        """All that the screen shows, read in a worker."""
        return None

    def show(self, found: Any) -> Awaitable[None] | None:
        """Shows what was loaded."""
        return None

    def on_mount(self) -> Awaitable[None] | None:
        """The first load."""
        self.set_class(self.host.discreet, "-discreet")
        return self.begin()

    def begin(self) -> Awaitable[None] | None:
        """Loads what is shown first."""
        self.reload()
        return None

    @on(events.ScreenResume)
    async def in_front(self) -> None:
        """Whatever was in front of it is gone."""
        await self.host.come_to_front()

    def reload(self) -> None:
        """Loads everything again; an earlier load that is still under way is forgotten.

        Of a locked journal there is nothing to load.
        """
        if not self.door.locked:
            self.ask(self.load, self._show, kind="load")

    async def _show(self, found: Any) -> None:
        before, self._as_loaded, self._read = self._as_loaded, found, True
        ids, self._elsewhere = self._elsewhere, frozenset()
        self._tell_elsewhere((before, found), ids)
        if isawaitable(shown := self.show(found)):
            await shown
        action, self.at_first = self.at_first, ""
        if action:
            await self.run_action(action)

    def changed_elsewhere(self, ids: frozenset[str]) -> None:
        """Others changed these records: what of it is shown here is said in passing.

        A screen that is loaded again says it then, since what came new is shown by then too.
        """
        if self.LIVE:
            self._elsewhere |= ids
        else:
            self._tell_elsewhere(self._as_loaded, ids)

    def _tell_elsewhere(self, shown: Any, ids: frozenset[str]) -> None:
        if ids and (told := elsewhere.told(shown, ids, discreet=self.host.discreet)):
            self.host.tell(plain(told), also=True)

    @property
    def active_bindings(self) -> Active:
        """The keys that do something now, in the language in use."""
        return in_our_words(super().active_bindings, self.PLACE, self.facts)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Whether a command is there: what it needs is so."""
        needs = next((each.needs for each in KEYS.get(self.PLACE, ()) if each.action == action), "")
        return not needs or needs in self.facts

    def on_key(self, event: events.Key) -> None:
        """A key whose command is not there now says why, unless it does something else here."""
        lacks = unmet.lacking(self.PLACE, event.key, self.host.keys, self.facts)
        bound = super().active_bindings.get(event.key)
        if lacks and (bound is None or bound.binding.action in SIDEWAYS):
            facts = self.facts if self._read else None
            self.refuse(unmet.why(self.PLACE, lacks, facts))

    def refuse(self, told: str) -> None:
        """Says why something cannot be done now."""
        self.host.tell(plain(told))

    def hushed(self, text: Content, visibility: Visibility) -> Content:
        """The text; a word in its place while private text is hidden and only I may read it."""
        if self.host.discreet and visibility is Visibility.PRIVATE:
            return pieces((_("hidden text"), "$text-muted italic"))
        return text

    def in_discretion(self) -> None:
        """Private text was hidden, or is shown again: says everything accordingly."""
        super().in_discretion()
        self.query_one(Heading).hide(hidden=self.host.discreet)
        if self.LIVE:
            self.reload()

    def action_undo(self) -> None:
        """Takes back the last thing that was done, and names it."""
        self.do(undoing.take_back, self.taken_back)

    def taken_back(self, found: str | Beginning) -> None:
        """Says what was taken back; asks first, where that would be the beginning of a pair."""
        if isinstance(found, str):
            self.done(found)
        else:
            self.app.push_screen(undoing.question(found), self._sure)

    def _sure(self, answer: str | None) -> None:
        if answer:
            self.do(undoing.take_beginning_back, self.done)

    def done(self, told: str) -> None:
        """Says what was done, and shows what is so now."""
        self.host.tell(plain(told))
        self.reload()

    def once_seen(self, work: Callable[[], object]) -> None:
        """Begins the work once what was said of it is drawn.

        The library that makes keys holds the interpreter: nothing is drawn until it has done so.
        """

        async def begin() -> None:
            await asyncio.sleep(DRAWN)
            await self.wait_for_refresh()
            work()

        self.run_worker(begin(), group="once-seen")

    def action_close(self) -> None:
        """Goes back to where one was, or Home."""
        if len(self.app.screen_stack) > 1:
            self.dismiss(None)
        else:
            self.host.go("home")

    def now(self, *facts: str) -> None:
        """From now on exactly these are so."""
        if self.facts != frozenset(facts):
            self.facts = frozenset(facts)
            self.refresh_bindings()

    def on_resize(self, event: events.Resize) -> None:
        """Where there is little room, names stand above."""
        super().on_resize(event)
        self.set_class(event.size.width < CRAMPED, "-cramped")

    async def in_new_words(self) -> None:
        """Says everything again in the language in use; what was typed was kept before."""
        focused = self.focused.id if self.focused else None
        await self.made_anew()
        if again := focused and self.query(f"#{focused}"):
            again.first().focus()
        self.refresh_bindings()
        self.reload()
