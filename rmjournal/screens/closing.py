"""A screen that does what its buttons ask for, and closes once, and no other with it."""

from __future__ import annotations

from typing import TypeVar

from textual import on
from textual.await_complete import AwaitComplete

from rmjournal.screens.sized import Sized
from rmjournal.widgets.push import Push

Result = TypeVar("Result")


class Closing(Sized[Result]):
    """What is pressed again before it is gone finds nothing to close, and closes nothing beneath."""

    WINDOW = ""
    """The name its keys are declared by, where it is a window over a screen."""

    @on(Push.Pressed)
    async def pressed(self, event: Push.Pressed) -> None:
        """A button asks for one of this screen's actions."""
        event.stop()
        await self.run_action(event.push.action)

    def dismiss(self, result: Result | None = None) -> AwaitComplete:
        """Closes it, with whatever stands over it; nothing where it is closed already."""
        if self not in self.app.screen_stack:
            return AwaitComplete()
        if not self.is_current:
            self.pop_until_active()
        return super().dismiss(result)
