"""The journal is watched: what others change in it is shown, and what was sealed for it is taken in."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from rmjournal import sealed
from rmjournal.errors import RmjournalError
from rmjournal.widgets.plain import plain

if TYPE_CHECKING:
    from textual.app import App

    from rmjournal.screens.host import Host


class Watch:
    """Looks for what other processes did, in a worker of an app."""

    def __init__(self, app: App[None]) -> None:
        self._app = app
        self._host = cast("Host", app)
        self._said: set[str] = set()
        """What was said of sealed notes the last time."""

    def look(self) -> None:
        """Has the screens loaded again if another process changed the journal."""
        self._app.run_worker(self._look, group="look", exclusive=True, thread=True)

    def _look(self) -> None:
        door = self._host.door
        if door.locked:
            return
        if door.sealed_waits():
            self._take_in()
        changed, ids = door.changed(), door.elsewhere()
        if changed or ids:
            self._app.call_from_thread(self._renew, ids)

    def _renew(self, ids: frozenset[str]) -> None:
        """Shows the journal as it is; what was changed elsewhere of what is in front is said there."""
        if ids:
            self._host.rooms[-1].changed_elsewhere(ids)
        self._host.reload()

    def _take_in(self) -> None:
        """Has what was sealed in the journal, and says so; what still waits is told once."""
        try:
            found = self._host.door.take_in()
        except RmjournalError:
            return  # whoever asks the journal next meets it again, and tells it
        told = [*sealed.told(found)]
        for each in told:
            if each not in self._said:
                self._app.call_from_thread(self._host.tell, plain(each))
        self._said = set(told)
        if found.taken:
            self._app.call_from_thread(self._host.reload)
