"""Every command of the screens, declared once: its key, its words, when it is there, its twin.

Footer, tooltip, palette, help page and the README's table of keys are made from these
declarations. Keys are letters, function keys and Ctrl with a letter, the same in both languages:
on an AZERTY keyboard digits and many signs ask for Shift.
"""

from __future__ import annotations

from typing import NamedTuple

from rmjournal.i18n import N_


class Key(NamedTuple):
    """One command of a screen."""

    action: str
    """What the screen does: its method ``action_…``."""
    key: str
    """As Textual names it: ``f1``, ``ctrl+s``, ``w``."""
    label: str
    """A msgid: a word or two, for the footer."""
    tip: str
    """A msgid: what it does, in one sentence, for tooltip, palette and help."""
    twin: str = ""
    """The path of the command that does the same on the command line."""
    needs: str = ""
    """What has to be so for it to be there: one of the facts of its screen; empty for always."""
    quiet: bool = False
    """Whether the footer leaves it out, for want of room."""


EVERYWHERE = "everywhere"

KEYS: dict[str, tuple[Key, ...]] = {
    EVERYWHERE: (
        Key("help", "f1", N_("Help"), N_("Show the keys of this screen, and who does what when."),
            "manual"),
        Key("go('home')", "f2", N_("Home"), N_("Show where the two of you stand."), "status"),
        Key("go('sessions')", "f3", N_("Sessions"), N_("Show past and planned sessions."),
            "session list"),
        Key("go('objectives')", "f4", N_("Objectives"), N_("Show what you chose to learn together."),
            "objective list"),
        Key("go('feedback')", "f5", N_("Feedback"), N_("Show feedback both ways."),
            "feedback list"),
        Key("go('search')", "ctrl+f", N_("Search"), N_("Find words in everything you wrote."),
            "search"),
        Key("command_palette", "ctrl+p", N_("All"), N_("List every command with its key."), "manual"),
        Key("quit", "ctrl+q", N_("Quit"), N_("Leave; what you were typing is kept as a draft."),
            quiet=True),
    ),
    "home": (
        Key("step", "g", N_("Next step"), N_("Do the one thing that is most useful now."),
            "status", needs="step", quiet=True),
        Key("later", "n", N_("Not now"), N_("Leave the next step for another time."),
            needs="step", quiet=True),
        Key("reflect", "w", N_("Write"), N_("Write a reflection on the last session."), "log",
            needs="pair", quiet=True),
        Key("used", "v", N_("Used"), N_("Say that a learning was used, and what happened."),
            "learning applied", needs="check", quiet=True),
        Key("not_yet", "t", N_("Not yet"), N_("Say that a learning was not used yet."),
            "learning check", needs="check", quiet=True),
        Key("another_time", "z", N_("Later"), N_("Ask about this learning another time."),
            needs="check", quiet=True),
        Key("undo", "u", N_("Undo"), N_("Take back the last thing you did."), "undo",
            needs="pair", quiet=True),
    ),
    "reflection": (
        Key("save", "ctrl+s", N_("Save"), N_("Keep this reflection in the journal."), "log"),
        Key("readers", "ctrl+r", N_("Who can read"),
            N_("Let the other read this reflection too, or keep it for yourself."), "log"),
        Key("editor", "ctrl+o", N_("Editor"), N_("Write this answer in your own editor."), "log"),
        Key("close", "escape", N_("Close (draft kept)"),
            N_("Leave this screen; what you typed is kept as a draft.")),
        Key("forget", "ctrl+n", N_("Start anew"), N_("Throw this draft away and begin again."),
            needs="draft", quiet=True),
    ),
    "help": (
        Key("close", "escape", N_("Close"), N_("Go back to where you were.")),
    ),
    "dialog": (
        Key("close", "escape", N_("Close"), N_("Go back to where you were.")),
    ),
}  # fmt: skip
"""The commands of each screen, in the order of its footer."""
