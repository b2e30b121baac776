"""The app that shows the screens: its wiring to Textual, and what the screens may ask of it."""

from __future__ import annotations

import gc
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, ClassVar, cast

from rich.console import RenderableType
from textual import events
from textual.app import App
from textual.binding import Binding
from textual.content import Content
from textual.filter import LineFilter
from textual.screen import Screen

from rmjournal import i18n, rekeying
from rmjournal.door import Door
from rmjournal.errors import RmjournalError
from rmjournal.i18n import _
from rmjournal.keys import EVERYWHERE
from rmjournal.paths import Home
from rmjournal.screens import screen_of, typed
from rmjournal.screens.asking import Asking
from rmjournal.screens.base import JournalScreen
from rmjournal.screens.bindings import bindings, takes_precedence
from rmjournal.screens.calm import calm
from rmjournal.screens.ending import (
    HUNG_UP,
    cut_off_soon,
    end_on_signals,
    let_go_of_the_terminal,
    terminal_gone,
)
from rmjournal.screens.form import keep_all
from rmjournal.screens.names import key_name
from rmjournal.screens.passage import Passage
from rmjournal.screens.tongue import Tongue
from rmjournal.screens.watching import Watch
from rmjournal.widgets.plain import plain, wrapped
from rmjournal.widgets.styles import Styles
from rmjournal.widgets.themes import THEMES
from rmjournal.widgets.wall import Wall

if TYPE_CHECKING:
    from textual.command import Provider

    from rmjournal.model.pair import Pair

LOOK_EVERY = 1.0
"""Seconds between two looks at whether the journal was changed elsewhere."""
PASSING, AROUND_PASSING = 57, 5
"""The columns of what is said in passing, and those around it; see ``app.tcss``."""
YOUNG = 10_000
"""Objects made between two tidyings of memory: at Python's 700, a quarter of a key's time went there."""


def _palette() -> type[Provider]:
    from rmjournal.screens.palette import Palette

    return Palette


class JournalApp(App[None], inherit_bindings=False):
    """The journal of one home, on a terminal."""

    TITLE = "rmjournal"
    NOTIFICATION_TIMEOUT = 4
    """The seconds that a few words stay."""
    CSS_PATH: ClassVar = ["app.tcss", "screens/home.tcss"]
    COMMANDS: ClassVar = {_palette}
    BINDINGS: ClassVar = [
        *bindings(EVERYWHERE),
        Binding("ctrl+c", "help_quit", show=False, system=True),
    ]

    def __init__(self, door: Door) -> None:
        super().__init__()
        self.door = door
        self.keys: dict[str, str] = {}
        """The keys that were given another, by the usual one."""
        self.discreet = False
        """Whether what only I may read is hidden."""
        self.ending = 0
        """The exit code of the end under way; 0 for none."""
        self._wall = Wall()
        self._passage = Passage(self)
        self._tongue = Tongue(self)
        self._watch = Watch(self)
        for theme in THEMES:
            self.register_theme(theme)
        self.theme = self.door.settings.theme or THEMES[0].name
        self.stylesheet = Styles(variables=self.get_css_variables())
        self._colours_known = True
        """Whether the styles need not be parsed again for the colours that were chosen last."""
        self.rekey()

    def refresh_css(self, animate: bool = True) -> None:
        """Textual's own, but for the colours of the start, which the styles are first parsed with."""
        if not self._colours_known:
            super().refresh_css(animate)
        self._colours_known = False

    def get_default_screen(self) -> Screen[object]:
        """Home, at once."""
        return cast("Screen[object]", screen_of("home")())

    def get_key_display(self, binding: Binding) -> str:
        """A key as people read it: F1, ^s, Esc."""
        return key_name(binding.key)

    def get_line_filters(self) -> Sequence[LineFilter]:
        """Textual's own, and our wall."""
        return [*super().get_line_filters(), self._wall]

    def on_mount(self) -> None:
        """Listens to signals, and looks at the journal from time to time."""
        end_on_signals(self.end)
        if self.door.locked:
            self._lock()
        self.set_interval(LOOK_EVERY, self.look)
        self.set_timer(LOOK_EVERY, _collect)

    async def on_event(self, event: events.Event) -> None:
        """A command waits for what was typed before it, which another queue takes to its field.

        Without that, ^s right after a fast word, or a paste, would keep all but the end of it.
        """
        if isinstance(event, events.Key) and not event.is_forwarded and takes_precedence(event.key):
            await typed.taken(self.focused)
        await super().on_event(event)

    @property
    def rooms(self) -> list[JournalScreen]:
        """The screens that are open, the one in front last."""
        return [each for each in self.screen_stack if isinstance(each, JournalScreen)]

    # Going about

    def _lock(self) -> None:
        """Shows nothing of the journal before it was opened."""
        unlock = screen_of("unlock")
        self.push_screen(unlock(), self._unlocked)

    def _unlocked(self, _result: None) -> None:
        self.look()
        self.reload()

    def action_go(self, place: str) -> None:
        """Shows a screen in place of all others; of a draft that one leaves, says that it is kept."""
        self._passage.depart(place)

    def go(self, place: str) -> None:
        """Shows a screen in place of all others, whose drafts are kept; none while it is locked."""
        self._passage.go(place)

    def visit(self, place: str, *about: Any) -> None:
        """Shows a screen over the present one, about something; Escape comes back here."""
        self._passage.visit(place, *about)

    def resume(self, place: str, action: str, *about: Any) -> None:
        """Visits a screen, and has an action of its own carried out once it shows the journal."""
        self._passage.visit(place, *about, at_first=action)

    def enter(self, home: Home) -> None:
        """Shows the journal of another home, from its Home on; ``leave`` comes back to this one."""
        self._passage.enter(home)

    def leave(self) -> None:
        """Leaves a sample for the journal it was entered from; without one, leaves the program."""
        self._passage.leave()

    def speak_of(self, pair: Pair) -> None:
        """Shows the pair that is spoken of now on every open screen, and remembers it."""
        self._choose("pair", pair.id)

    def action_discreet(self) -> None:
        """Hides what only I may read on every screen, or shows it again; says which."""
        self.discreet = not self.discreet
        for screen in self.screen_stack:
            if isinstance(screen, Asking):
                screen.in_discretion()
        hidden, shown = (
            _("Private text is hidden. ‹^t› shows it."),
            _("Private text is shown again."),
        )
        self.tell(plain(hidden if self.discreet else shown))

    def action_help(self) -> None:
        """Shows the keys of the present screen."""
        help_screen = screen_of("help")
        if not isinstance(self.screen, help_screen):
            self.push_screen(help_screen())

    def action_command_palette(self) -> None:
        """Every command of this moment."""
        from textual.command import CommandPalette

        if not isinstance(self.screen, CommandPalette):
            placeholder = _("Search for commands …")
            self.push_screen(CommandPalette(id="--command-palette", placeholder=placeholder))

    def action_help_quit(self) -> None:
        """Ctrl-C leaves nothing by accident; it says how to leave."""
        self.tell(plain(_("To leave, press Ctrl-Q. What you typed is kept.")))

    # Language and colours

    async def speak(self, language: str) -> None:
        """Says everything in this language from now on, here and next time."""
        self._choose("lang", language)
        await self._tongue.speak(language)

    async def come_to_front(self) -> None:
        """A screen is in front again: what waited for that is done."""
        await self._tongue.come_to_front()

    def rekey(self) -> None:
        """From now on the keys are those that the settings say."""
        self.keys = rekeying.changed(self.door.settings.keys)
        self.set_keymap(rekeying.keymap(self.door.settings.keys))
        i18n.name_keys({key_name(old): key_name(new) for old, new in self.keys.items()})

    def colour(self, name: str) -> None:
        """Shows these colours from now on."""
        self.theme = name
        self._choose("theme", name)

    def _choose(self, key: str, value: str) -> None:
        """Keeps a setting in a worker, then shows everything as it is from now on."""
        self.run_worker(lambda: self._chosen(key, value), group="settings", thread=True)

    def _chosen(self, key: str, value: str) -> None:
        try:
            self.door.choose(key, value)
        except RmjournalError as error:
            self.call_from_thread(self.tell_error, error)
        else:
            self.call_from_thread(self.reload)

    # Telling

    def tell(self, content: Content, *, also: bool = False) -> None:
        """A few words that go away by themselves; ``also`` beside those that are still there."""
        if not also:
            self.clear_notifications()
        lines = wrapped(content, max(min(PASSING, self.size.width - AROUND_PASSING), 1))
        self.notify("\n".join(each.plain for each in lines), markup=False)

    def tell_error(self, error: RmjournalError) -> None:
        """What happened, what was kept and what to do; stays until it is closed."""
        from rmjournal.screens.dialog import Dialog
        from rmjournal.screens.refusals import sentences

        happened, *rest = sentences(error)
        self.push_screen(Dialog(plain(happened), *(plain(each) for each in rest)))

    def look(self) -> None:
        """Has the screens loaded again if another process changed the journal."""
        if terminal_gone(self):
            self.end(HUNG_UP)
        else:
            self._watch.look()

    def reload(self) -> None:
        """Shows the journal as it is now on every screen that can."""
        for room in self.rooms:
            if room.LIVE:
                room.reload()

    # The end

    def keep(self) -> bool:
        """Has every draft on disk; tells whether that succeeded."""
        return keep_all(self.screen_stack)

    async def action_quit(self) -> None:
        """Leaves; what is being typed is kept."""
        self.keep()
        self.exit()

    def end(self, code: int) -> None:
        """Ends in order, drafts kept; in any case within a few seconds."""
        if self.ending:
            return
        self.ending = code
        self.keep()
        cut_off_soon(code)
        self.exit(return_code=code)

    def panic(self, *renderables: RenderableType) -> None:
        """Something unforeseen: nothing of what was being handled is shown."""
        self._fatal_error()

    def _fatal_error(self) -> None:
        if self.ending:
            return
        if terminal_gone(self):
            self.end(HUNG_UP)
            return
        kept = self.keep()
        self._return_code = 1
        if not self._exit_renderables:  # of several, the first is told
            self._exit_renderables.append(calm(self._exception, kept=kept))
        self._close_messages_no_wait()


def _collect() -> None:
    """From now on, with the first screen long shown, memory is tidied; what stays is left alone."""
    gc.freeze()
    gc.set_threshold(YOUNG)
    gc.enable()


def run(door: Door) -> int:
    """Shows the journal behind this door until the person leaves; returns the exit code."""
    app = JournalApp(door)
    app.run()
    if app.ending == HUNG_UP:
        let_go_of_the_terminal()
    return app.ending or app.return_code or 0
