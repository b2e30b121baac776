"""The language that everything is said in: another one is spoken once no window is open."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from textual.screen import SystemModalScreen

from rmjournal import i18n
from rmjournal.i18n import _
from rmjournal.screens.base import JournalScreen
from rmjournal.screens.form import keep_all
from rmjournal.screens.names import TONGUES
from rmjournal.widgets.plain import plain

if TYPE_CHECKING:
    from textual.app import App

    from rmjournal.screens.host import Host


class Tongue:
    """Changes the language of an app; a window that is open was made in its language, so it waits."""

    def __init__(self, app: App[None]) -> None:
        self._app = app
        self._host = cast("Host", app)
        self._wanted = ""
        """The language that waits; none where the one in use is wanted."""

    async def speak(self, language: str) -> None:
        """Says everything in this language, or else when: once a window is closed."""
        self._wanted = language
        if self._windows:
            told = _("Language: {language}, once this window is closed.",
                     language=TONGUES[language])  # fmt: skip
            self._host.tell(plain(told))
        await self.come_to_front()

    async def come_to_front(self) -> None:
        """A screen is in front again: the language that waited for that is spoken."""
        if not self._wanted or self._windows:
            return
        keep_all(self._app.screen_stack)
        i18n.use(self._wanted)
        self._wanted = ""
        for room in self._host.rooms:
            await room.in_new_words()

    @property
    def _windows(self) -> bool:
        """Whether a sheet or a dialog is open."""
        own = (JournalScreen, SystemModalScreen)
        return any(not isinstance(each, own) for each in self._app.screen_stack)
