"""What a screen may ask of the app that shows it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    from textual.content import Content

    from rmjournal.door import Door
    from rmjournal.errors import RmjournalError
    from rmjournal.model.pair import Pair
    from rmjournal.paths import Home
    from rmjournal.screens.base import JournalScreen


class Host(Protocol):
    """The app, as the screens know it."""

    door: Door
    """The way to the journal."""

    discreet: bool
    """Whether what only I may read is hidden, for a shared screen."""

    keys: dict[str, str]
    """The keys that were given another, by the usual one."""

    @property
    def rooms(self) -> list[JournalScreen]:
        """The screens that are open, the one in front last."""
        ...

    def go(self, place: str) -> None:
        """Shows a screen in place of all others, whose drafts are kept."""

    def visit(self, place: str, *about: Any) -> None:
        """Shows a screen over the present one, about something; Escape comes back here."""

    def resume(self, place: str, action: str, *about: Any) -> None:
        """Visits a screen, and has an action of its own carried out once it shows the journal."""

    def enter(self, home: Home) -> None:
        """Shows the journal of another home, from its Home on; ``leave`` comes back to this one."""

    def leave(self) -> None:
        """Leaves a sample for the journal it was entered from; without one, leaves the program."""

    def speak_of(self, pair: Pair) -> None:
        """Shows the pair that is spoken of now on every open screen, and remembers it."""

    def tell(self, content: Content, *, also: bool = False) -> None:
        """A few words that go away by themselves; ``also`` beside those that are still there."""

    def tell_error(self, error: RmjournalError) -> None:
        """What happened, what was kept and what to do."""

    def reload(self) -> None:
        """Shows the journal as it is now on every screen that can."""

    async def speak(self, language: str) -> None:
        """Says everything in this language from now on."""

    async def come_to_front(self) -> None:
        """A screen is in front again: what waited for that is done."""

    def rekey(self) -> None:
        """From now on the keys are those that the settings say."""

    def colour(self, name: str) -> None:
        """Shows these colours from now on."""
