"""The screens' app: keys, colours, language, and an end that loses nothing."""

from __future__ import annotations

import asyncio
import contextlib
import gc
import os
import signal
import sys
import threading
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, ClassVar, cast

from rich.console import RenderableType
from textual import events
from textual.app import App
from textual.binding import Binding
from textual.content import Content
from textual.filter import LineFilter
from textual.screen import Screen, SystemModalScreen
from textual.widget import Widget

from rmjournal import i18n, rekeying, sealed
from rmjournal.door import Door
from rmjournal.errors import TERMINATED, RmjournalError
from rmjournal.i18n import _
from rmjournal.keys import EVERYWHERE
from rmjournal.paths import Home
from rmjournal.screens import screen_of
from rmjournal.screens.asking import Asking
from rmjournal.screens.base import JournalScreen
from rmjournal.screens.bindings import bindings, takes_precedence
from rmjournal.screens.calm import calm
from rmjournal.screens.form import Form, keeps
from rmjournal.screens.names import TONGUES, key_name
from rmjournal.widgets.plain import plain
from rmjournal.widgets.styles import Styles
from rmjournal.widgets.themes import THEMES
from rmjournal.widgets.wall import Wall

if TYPE_CHECKING:
    from textual.command import Provider

    from rmjournal.model.pair import Pair

HUNG_UP = 129
LOOK_EVERY = 1.0
"""Seconds between two looks at whether the journal was changed elsewhere."""
YOUNG = 10_000
"""Objects made between two tidyings of memory: at Python's 700, a quarter of a key's time went there."""
PATIENCE = 3.0
"""Seconds that an orderly end may take after a signal, and that a command waits for what was typed."""


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
        self._own: Home | None = None
        """The home from which a sample was entered, to go back to."""
        self._tongue = ""
        """The language that everything is to be said in once no window is open."""
        self._said: set[str] = set()
        """What was said of sealed notes the last time."""
        self.ending = 0
        """The exit code of the end under way; 0 for none."""
        self._wall = Wall()
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
        if sys.platform != "win32" and threading.current_thread() is threading.main_thread():
            loop = asyncio.get_running_loop()
            for number, code in ((signal.SIGTERM, TERMINATED), (signal.SIGHUP, HUNG_UP)):
                loop.add_signal_handler(number, self.end, code)
        if self.door.locked:
            self._lock()
        self.set_interval(LOOK_EVERY, self.look)
        self.set_timer(LOOK_EVERY, _collect)

    async def on_event(self, event: events.Event) -> None:
        """A command waits for what was typed before it, which another queue takes to its field.

        Without that, ^s right after a fast word, or a paste, would keep all but the end of it.
        """
        if isinstance(event, events.Key) and not event.is_forwarded and takes_precedence(event.key):
            await self._typed(self.focused)
        await super().on_event(event)

    async def _typed(self, field: Widget | None) -> None:
        """Waits until a field has taken all that was typed so far, for a while."""
        taken = asyncio.Event()
        if field is not None and field.call_later(taken.set):
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(taken.wait(), PATIENCE)

    @property
    def rooms(self) -> list[JournalScreen]:
        """The screens that are open, the one in front last."""
        return [each for each in self.screen_stack if isinstance(each, JournalScreen)]

    # Going about

    def action_go(self, place: str) -> None:
        """Shows a screen in place of all others; of a draft that one leaves, says that it is kept."""
        told = ""
        if not self.door.locked and self.keep():
            left = [each for each in self.screen_stack[1:] if isinstance(each, Form)]
            told = next((each.farewell for each in reversed(left) if each.farewell), "")
        self.go(place)
        if told:
            self.tell(plain(told))

    def _lock(self) -> None:
        """Shows nothing of the journal before it was opened."""
        unlock = screen_of("unlock")
        self.push_screen(unlock(), self._unlocked)

    def _unlocked(self, _result: None) -> None:
        self.look()
        self.reload()

    def go(self, place: str) -> None:
        """Shows a screen in place of all others, whose drafts are kept; none while it is locked."""
        if self.door.locked:
            self.tell(plain(_("Open the journal with its passphrase first.")))
            return
        found = screen_of(place)
        self.keep()
        while len(self.screen_stack) > 1:
            self.pop_screen()
        if isinstance(self.screen, found):
            self._back(None)
        else:
            self.push_screen(found(), self._back)

    def visit(self, place: str, *about: Any) -> None:
        """Shows a screen over the present one, about something; Escape comes back here."""
        self.push_screen(screen_of(place)(*about), self._back)

    def resume(self, place: str, action: str, *about: Any) -> None:
        """Visits a screen, and has an action of its own carried out once it shows the journal."""
        screen = screen_of(place)(*about)
        screen.at_first = action
        self.push_screen(screen, self._back)

    def _back(self, _result: None) -> None:
        if isinstance(self.screen, JournalScreen) and self.screen.LIVE:
            self.screen.reload()

    def enter(self, home: Home) -> None:
        """Shows the journal of another home, from its Home on; ``leave`` comes back to this one."""
        self._own = self.door.home
        self._open(home)

    def leave(self) -> None:
        """Leaves a sample for the journal it was entered from; without one, leaves the program."""
        if self._own is None:
            self.run_worker(self.action_quit())
        else:
            self._open(self._own)

    def _open(self, home: Home) -> None:
        self.keep()
        self.door = Door(home)
        self.go("home")

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
        """Says everything in this language from now on, here and next time.

        A window that is open was made in its language, so that it is closed first.
        """
        self._tongue = language
        self._choose("lang", language)
        if self._windows:
            told = _("Language: {language}, once this window is closed.",
                     language=TONGUES[language])  # fmt: skip
            self.tell(plain(told))
        await self.come_to_front()

    async def come_to_front(self) -> None:
        """A screen is in front again: what waited for that is done."""
        if not self._tongue or self._windows:
            return
        self.keep()
        i18n.use(self._tongue)
        self._tongue = ""
        for room in self.rooms:
            await room.in_new_words()

    @property
    def _windows(self) -> bool:
        """Whether a sheet or a dialog is open."""
        own = (JournalScreen, SystemModalScreen)
        return any(not isinstance(each, own) for each in self.screen_stack)

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
        self.notify(content.plain, markup=False)

    def tell_error(self, error: RmjournalError) -> None:
        """What happened, what was kept and what to do; stays until it is closed."""
        from rmjournal.screens.dialog import Dialog
        from rmjournal.screens.refusals import sentences

        happened, *rest = sentences(error)
        self.push_screen(Dialog(plain(happened), *(plain(each) for each in rest)))

    def look(self) -> None:
        """Has the screens loaded again if another process changed the journal."""
        if self._terminal_gone():
            self.end(HUNG_UP)
        else:
            self.run_worker(self._look, group="look", exclusive=True, thread=True)

    def _look(self) -> None:
        if self.door.locked:
            return
        if self.door.sealed_waits():
            self._take_in()
        changed, ids = self.door.changed(), self.door.elsewhere()
        if changed or ids:
            self.call_from_thread(self._renew, ids)

    def _renew(self, ids: frozenset[str]) -> None:
        """Shows the journal as it is; what was changed elsewhere of what is in front is said there."""
        if ids:
            self.rooms[-1].changed_elsewhere(ids)
        self.reload()

    def _take_in(self) -> None:
        """Has what was sealed in the journal, and says so; what still waits is told once."""
        try:
            found = self.door.take_in()
        except RmjournalError:
            return  # whoever asks the journal next meets it again, and tells it
        told = [*sealed.told(found)]
        for each in told:
            if each not in self._said:
                self.call_from_thread(self.tell, plain(each))
        self._said = set(told)
        if found.taken:
            self.call_from_thread(self.reload)

    def reload(self) -> None:
        """Shows the journal as it is now on every screen that can."""
        for room in self.rooms:
            if room.LIVE:
                room.reload()

    # The end

    def keep(self) -> bool:
        """Has every draft on disk; tells whether that succeeded."""
        kept = True
        for screen in self.screen_stack:
            try:
                if keep := keeps(screen):
                    keep()
            except Exception:  # noqa: BLE001 - one draft that fails must not cost the others
                kept = False
        return kept

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
        threading.Thread(target=self._insist, args=(code,), daemon=True).start()
        self.exit(return_code=code)

    def _insist(self, code: int) -> None:
        threading.Event().wait(PATIENCE)
        os._exit(code)

    def _terminal_gone(self) -> bool:
        if self.is_headless or sys.platform == "win32":
            return False
        import termios

        try:
            termios.tcgetattr(sys.__stdin__.fileno() if sys.__stdin__ else 0)
        except (OSError, termios.error, ValueError):
            return True
        return False

    def panic(self, *renderables: RenderableType) -> None:
        """Something unforeseen: nothing of what was being handled is shown."""
        self._fatal_error()

    def _fatal_error(self) -> None:
        if self.ending:
            return
        if self._terminal_gone():
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
        _let_go_of_the_terminal()
    return app.ending or app.return_code or 0


def _let_go_of_the_terminal() -> None:
    """What is still to be written to a terminal that is gone goes nowhere."""
    nowhere = os.open(os.devnull, os.O_RDWR)
    for number in range(3):
        os.dup2(nowhere, number)
