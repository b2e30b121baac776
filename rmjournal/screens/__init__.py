"""The screens, each imported when it is first visited."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, cast

if TYPE_CHECKING:
    from rmjournal.screens.base import JournalScreen

PLACES: dict[str, tuple[str, str]] = {
    "home": ("home", "HomeScreen"),
    "reflection": ("reflection", "ReflectionScreen"),
    "sessions": ("sessions", "SessionsScreen"),
    "session": ("session", "SessionScreen"),
    "agenda": ("agenda", "AgendaScreen"),
    "export": ("export", "ExportScreen"),
    "history": ("history", "HistoryScreen"),
    "conflicts": ("conflicts", "ConflictsScreen"),
    "settings": ("settings", "SettingsScreen"),
    "encryption": ("encryption", "EncryptionScreen"),
    "keys": ("keys", "KeysScreen"),
    "unlock": ("unlock", "UnlockScreen"),
    "welcome": ("welcome", "WelcomeScreen"),
    "pair": ("pair", "PairScreen"),
    "exchange": ("exchange", "ExchangeScreen"),
    "learnings": ("learnings", "LearningsScreen"),
    "objectives": ("objectives", "ObjectivesScreen"),
    "live": ("live", "LiveScreen"),
    "reading": ("reading", "ReadingScreen"),
    "search": ("search", "SearchScreen"),
    "help": ("help", "HelpScreen"),
    "feedback": ("feedback", "FeedbackScreen"),
    "feedback-one": ("feedback_one", "FeedbackOneScreen"),
    "giving": ("giving", "GivingScreen"),
}
"""The module and the class of each screen."""


def screen_of(place: str) -> type[JournalScreen]:
    """The screen of that name, imported now if it was never visited."""
    module, name = PLACES[place]
    found = getattr(import_module(f"rmjournal.screens.{module}"), name)
    return cast("type[JournalScreen]", found)
